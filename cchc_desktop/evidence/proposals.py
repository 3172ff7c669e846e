"""What a document's first page and file name propose as its number, date, issuer and subject.

A proposal is made only where the form leaves little doubt (NĐ 30/2020/NĐ-CP, Phụ lục I); a person
confirms each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_desktop.core.limits import MOST_IN_LINE
from cchc_desktop.core.text import clean
from cchc_desktop.evidence.agency_names import agency_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD_LINES = 30
_MOST_SUBJECT_LINES = 5
_LONGEST_SUBJECT = 400

_MOTTO = re.compile(
    r"C[ỘO]NG\s+H[OÒ][AÀ]\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A\s+VI[ỆE]T\s+NAM"
    r"|Độc\s*lập\s*[-–—]\s*Tự\s*do\s*[-–—]\s*Hạnh\s*phúc",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(căn cứ|kính gửi|thực hiện|xét đề nghị|theo đề nghị|điều 1|i\.|1\.|phần|hôm nay|để\s)", re.I
)
_SYMBOL = r"(?:\d{4}\s*/\s*)?[A-ZĐƯ][A-Za-zĐđƯư]*(?:\s*[-–&.]\s*[A-ZĐƯ][A-Za-zĐđƯư]*)*"
_NUMBER = re.compile(rf"^(?:Số|SỐ)\s*[:.]?\s*(\d{{1,6}}[a-z]?)\s*/\s*({_SYMBOL})\.?(?=\s|$|[,;])")
_DATE = re.compile(
    r"[\w\s.\-]{2,40},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)
_KINDS = (
    "BÁO CÁO", "KẾ HOẠCH", "QUYẾT ĐỊNH", "THÔNG BÁO", "TỜ TRÌNH", "BIÊN BẢN", "CHƯƠNG TRÌNH",
    "NGHỊ QUYẾT", "HƯỚNG DẪN", "GIẤY MỜI", "ĐỀ ÁN", "QUY CHẾ", "QUY ĐỊNH", "PHƯƠNG ÁN", "CHỈ THỊ",
    "CÔNG ĐIỆN", "KẾT LUẬN", "GIẤY CHỨNG NHẬN",
)  # fmt: skip
_ABOUT = re.compile(r"^V/v\s*:?\s*(.+)$", re.IGNORECASE)
_UNDERLINE = re.compile(r"^[\s_\-–—=.*]{3,}$")

_NAME_KINDS = {"QD": "QĐ", "TTR": "TTr", "CTR": "CTr"}
_NAME_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6})\s*[-_. ]\s*(KH|BC|QĐ|QD|TB|TTr|TTR|CV|NQ|BB|HD|CTr|CTR|GM|CT)"
    r"\s*[-_. ]\s*([A-ZĐ]{2,}(?:-[A-ZĐ]{2,})*)(?![\w])"
)
_NAME_DATE = re.compile(r"(?<!\d)(\d{1,2})[-._ ](\d{1,2})[-._ ](20\d\d)(?!\d)")
_CAMERA = re.compile(r"(IMG|DSC|DCIM|PXL|Screenshot|Ảnh chụp|Zalo|photo|WP)[ _\-\d]", re.IGNORECASE)
_NAME_DAY = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed; an empty text where nothing is certain enough. ``date`` is ISO."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing is proposed."""
        return not (self.number or self.date or self.issuer or self.title)


def propose(text: str, file_name: str) -> Proposal:
    """Read proposals from the text of the first page and from the file's name.

    Where the two contradict each other, nothing is proposed.
    """
    lines = _lines(text)
    head = _head(lines)
    by_name = clean(file_name).rpartition(".")[0] or clean(file_name)
    return Proposal(
        _agreed(_number(head), _number_of_name(by_name)),
        _agreed(_date(head), _date_of_name(by_name)),
        _issuer(head),
        _subject(lines),
    )


def _lines(text: str) -> list[str]:
    found = []
    for line in clean(text).splitlines():
        bare = " ".join(_MOTTO.sub(" ", line).split())
        if bare:
            found.append(bare)
    return found[:_HEAD_LINES]


def _head(lines: list[str]) -> list[str]:
    """Give the lines before the body: what the body cites is never the document's own."""
    for number, line in enumerate(lines):
        if _BODY.match(line):
            return lines[:number]
    return lines


def _number(head: Iterable[str]) -> str:
    found = []
    for line in head:
        if match := _NUMBER.match(line):
            symbol = re.sub(r"\s*([-–&./])\s*", r"\1", match[2]).replace("–", "-").rstrip(".")
            found.append(f"{match[1]}/{symbol}")
    return found[0] if len(found) == 1 else ""


def _date(head: Iterable[str]) -> str:
    found = {_iso(match[3], match[2], match[1]) for line in head for match in _DATE.finditer(line)}
    return found.pop() if len(found) == 1 else ""


def _issuer(head: list[str]) -> str:
    """Give the agency named last in capitals before the number; its parent stands above it."""
    capitals: list[str] = []
    for line in head:
        if line.startswith(("Số", "SỐ")):
            return agency_name(capitals)
        if line == line.upper() and any(letter.isalpha() for letter in line):
            capitals.append(line)
    return ""


def _subject(lines: list[str]) -> str:
    for number, line in enumerate(lines):
        if line in _KINDS:
            words = _until_body(lines[number + 1 :])
            return _capital_once(line, words) if words else ""
        if match := _ABOUT.match(line):
            rest = _until_body([match[1], *lines[number + 1 :]])
            return f"Về việc {rest[:1].lower()}{rest[1:]}" if rest else ""
    return ""


def _until_body(lines: list[str]) -> str:
    """Join the lines of a subject; empty where its end can't be seen.

    A line that ends like a sentence is the body's, which has begun without a sign.
    """
    taken: list[str] = []
    for line in lines[: _MOST_SUBJECT_LINES + 2]:
        if _UNDERLINE.match(line) and not taken:
            continue
        if _ends_subject(line):
            text = " ".join(taken)
            return text if 0 < len(text) <= _LONGEST_SUBJECT else ""
        if len(taken) == _MOST_SUBJECT_LINES or line[-1] in ".:;" or _is_one_capital_word(line):
            return ""
        taken.append(line)
    return ""


def _ends_subject(line: str) -> bool:
    if line[0].islower():  # a wrapped subject may go on with any word
        return bool(_DATE.search(line))
    if _UNDERLINE.match(line) or _BODY.match(line) or _DATE.search(line) or line[0] in "-+•":
        return True
    return line == line.upper() and " " in line and any(letter.isalpha() for letter in line)


def _is_one_capital_word(line: str) -> bool:
    """Whether it may as well be the subject's last word (TTHC) as the body's first (PHẦN)."""
    return line == line.upper() and line.isalpha()


def _capital_once(kind: str, words: str) -> str:
    return f"{kind.capitalize()} {words[:1].lower()}{words[1:]}"


def _number_of_name(name: str) -> str:
    found = {
        f"{match[1]}/{_NAME_KINDS.get(match[2], match[2])}-{match[3]}"
        for match in _NAME_NUMBER.finditer(name)
    }
    number = found.pop() if len(found) == 1 else ""
    return number if len(number) <= MOST_IN_LINE else ""


def _date_of_name(name: str) -> str:
    """Give the date that a name says; a camera's or a screen picture's is not the document's."""
    if _CAMERA.match(name):
        return ""
    found = {_iso(match[3], match[2], match[1]) for match in _NAME_DATE.finditer(name)}
    found |= {_iso(match[1], match[2], match[3]) for match in _NAME_DAY.finditer(name)}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _agreed(one: str, other: str) -> str:
    if one and other and one.casefold() != other.casefold():
        return ""
    return one or other
