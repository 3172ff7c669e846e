"""The change log in a person's words: “3.4.1 Số hồ sơ: 2.450 → 2.451”."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.declared_words import value_name, value_words
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.core.registers import REGISTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

Row = Mapping[str, Any]
_LONGEST = 80
"""Letters of a long text that a line quotes."""
_PRINTED = {
    "number": "số",
    "date": "ngày",
    "issuer": "cơ quan ban hành",
    "title": "trích yếu",
    "name": "tên tệp",
}
_SAID_BY_OTHERS = frozenset({"figure_links", "set_moves"})
"""Rows that only change together with others, which say it."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row's change; ``old`` and ``new`` are its columns, empty where there was no row."""

    table: str
    key: str
    old: Row
    new: Row


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history: the leaf it is about, empty when it is about none, and the words."""

    code: str
    text: str


class ChangeTeller:
    """Tells changes, which must come in the order of the log: it remembers documents' names."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self._set = criteria_set
        self._documents: dict[int, str] = {}

    def know(self, names: Mapping[int, str]) -> None:
        """Remember documents whose own changes are not told."""
        self._documents.update(names)

    def tell(self, changes: Iterable[RowChange]) -> tuple[Told, ...]:
        """Say what one step changed."""
        found: list[Told] = []
        registers: dict[str, list[int]] = {}
        priors: dict[int, int] = {}
        orders: set[str] = set()
        changes = sorted(changes, key=lambda one: one.key != "created_at")
        cited = {one.new.get("document_id") for one in changes if one.table == "citations"}
        for one in changes:
            match one.table:
                case "register_rows":
                    key = str((one.new or one.old).get("register", ""))
                    counts = registers.setdefault(key, [0, 0, 0])
                    counts[0 if not one.old else 2 if not one.new else 1] += 1
                case "prior_results":
                    year = int((one.new or one.old)["year"])
                    priors[year] = priors.get(year, 0) + (1 if one.new else -1)
                case "citations" if _only_order(one):
                    orders.add(str(one.new["code"]))
                case "documents":
                    found.extend(self._document(one, said=one.new.get("id") in cited))
                case table if table not in _SAID_BY_OTHERS:
                    found.extend(self._row(one))
        found += [Told(code, "đổi thứ tự tài liệu") for code in sorted(orders)]
        found += [_register(key, counts) for key, counts in registers.items()]
        found += [
            Told("", f"nhập kết quả năm {year}: {count} mục" if count >= 0 else
                 f"bỏ kết quả năm {year}: {-count} mục")
            for year, count in priors.items()
        ]  # fmt: skip
        return tuple(found)

    def _row(self, one: RowChange) -> Iterable[Told]:
        match one.table:
            case "answers":
                return self._answer(one)
            case "citations":
                return self._citation(one)
            case "exemptions":
                text = f"không đánh giá: {one.new['basis']}" if one.new else "đánh giá trở lại"
                return [Told(one.key, text)]
            case "meta":
                return _meta(one)
            case "criteria_set":
                new = one.new
                return [Told("", f"bộ tiêu chí {new['set_id']}, bản {new['version']}")]
            case "surveys":
                text = "nhập kết quả khảo sát" if one.new else "bỏ kết quả khảo sát"
                return [Told("", f"{text} “{_survey_title(one)}”")]
            case "published_results":
                text = "nhập chỉ số công bố" if one.new else "bỏ chỉ số công bố"
                index, _, year = one.key.partition("/")
                return [Told("", f"{text} {index.upper()}, năm {year}")]
            case "assignments":
                before, now = one.old.get("person", ""), one.new.get("person", "")
                return [Told(one.key, f"người phụ trách: {before or 'chưa giao'} → "
                                      f"{now or 'chưa giao'}")]  # fmt: skip
            case "remarks":
                text = "ý kiến" if one.new else "bỏ ý kiến"
                row = one.new or one.old
                return [Told(str(row["code"]), f"{text}: “{_short(row['text'])}”")]
            case "waivers":
                code = one.key.split("|")[0]
                if one.new:
                    return [Told(code, f"bỏ qua cảnh báo, vì: {_short(one.new['reason'])}")]
                return [Told(code, "không bỏ qua cảnh báo nữa")]
        return [Told("", f"{one.table} {one.key}")]

    def _answer(self, one: RowChange) -> Iterable[Told]:
        leaf = self._set.find_leaf(one.key)
        old, new = _values(one.old), _values(one.new)
        for name in sorted(old.keys() | new.keys(), key=lambda name: _place(leaf, name)):
            if old.get(name) != new.get(name):
                words = [
                    "chưa khai" if values.get(name) is None else _value(leaf, name, values[name])
                    for values in (old, new)
                ]
                label = value_name(leaf, name) if leaf else name
                yield Told(one.key, f"{label}: {words[0]} → {words[1]}")
        for name, label in (("note", "ghi chú"), ("not_applicable", "không áp dụng")):
            before, now = one.old.get(name) or "", one.new.get(name) or ""
            if before != now:
                yield Told(one.key, f"{label}: {_quoted(before)} → {_quoted(now)}")
        before, now = one.old.get("review") or 0, one.new.get("review") or 0
        if before != now:
            yield Told(one.key, "đánh dấu cần xem lại" if now else "bỏ đánh dấu cần xem lại")

    def _citation(self, one: RowChange) -> Iterable[Told]:
        row = one.new or one.old
        name = self._documents.get(row["document_id"], f"số {row['document_id']}")
        if not one.old:
            pages = f", trang {row['cited_pages']}" if row["cited_pages"] else ""
            yield Told(row["code"], f"thêm tài liệu “{name}”{pages}")
        elif not one.new:
            yield Told(row["code"], f"gỡ tài liệu “{name}”")
        else:
            if one.old["code"] != one.new["code"]:
                yield Told(row["code"], f"chuyển tài liệu “{name}” từ mục {one.old['code']}")
            if one.old["cited_pages"] != one.new["cited_pages"]:
                before, now = (row["cited_pages"] or "tất cả" for row in (one.old, one.new))
                yield Told(row["code"], f"trang của “{name}”: {before} → {now}")

    def _document(self, one: RowChange, *, said: bool) -> Iterable[Told]:
        if one.new:
            self._documents[one.new["id"]] = str(one.new["name"])
        if not one.old:
            return [] if said else [Told("", f"lưu tài liệu “{one.new['name']}”")]
        name = str(one.old["name"])
        if not one.new:
            return [Told("", f"xóa hẳn tài liệu “{name}”")]
        changed = [
            f"{label} {_printed(column, one.old[column])} → {_printed(column, one.new[column])}"
            for column, label in _PRINTED.items()
            if one.old[column] != one.new[column]
        ]
        return [Told("", f"tài liệu “{name}”: {'; '.join(changed)}")] if changed else []


def _survey_title(one: RowChange) -> str:
    """Give the questionnaire's own title; its id where what is stored has none."""
    text = (one.new or one.old).get("questionnaire")
    return str((json.loads(text) if text else {}).get("title") or one.key)


def _meta(one: RowChange) -> Iterable[Told]:
    if one.key == "lock":
        state = json.loads(one.new["value"]) if one.new else {}
        if state.get("locked"):
            return [Told("", "khóa hồ sơ")]
        return [Told("", f"mở khóa hồ sơ, vì: {_short(str(state.get('reason', '')))}")]
    words = {
        "unit": f"đơn vị: {one.new.get('value', '')}",
        "year": f"năm đánh giá: {one.new.get('value', '')}",
        "created_at": "tạo hồ sơ",
        "particulars": "sửa thông tin của báo cáo" if one.old else "",
    }
    text = words.get(one.key, one.key)
    return [Told("", text)] if text else []


def _register(key: str, counts: list[int]) -> Told:
    register = REGISTERS.get(key)
    title = register.title if register else key
    verbs = ("thêm", "sửa", "xóa")
    parts = [f"{verb} {count} dòng" for verb, count in zip(verbs, counts, strict=True) if count]
    return Told("", f"sổ “{title}”: {', '.join(parts)}")


def _only_order(one: RowChange) -> bool:
    if not one.old or not one.new:
        return False
    return all(one.old[name] == one.new[name] for name in ("code", "cited_pages"))


def _values(row: Row) -> dict[str, str]:
    found: dict[str, str] = json.loads(row.get("entered", "{}"))
    return found


def _value(leaf: Leaf | None, name: str, text: str) -> str:
    return _short(value_words(leaf, name, text) if leaf else text or "không có")


def _place(leaf: Leaf | None, name: str) -> tuple[int, str]:
    names = [one.name for one in leaf.inputs] if leaf else []
    return (names.index(name) if name in names else len(names), name)


def _printed(column: str, text: str) -> str:
    if column == "date" and text:
        try:
            return show_date(read_date(text))
        except UserError:
            return text
    return f"“{_short(text)}”" if text else "trống"


def _quoted(text: str) -> str:
    return f"“{_short(text)}”" if text else "trống"


def _short(text: str) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
