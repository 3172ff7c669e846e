"""Whether each original that must go along is there under its name and hash, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.dossier.data_reader import ContentProblem
from cchc_desktop.dossier.evidence_files import attachment_name
from cchc_desktop.dossier.evidence_plan import original_is_attached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cchc_desktop.core.evidence_item import Document
    from cchc_desktop.dossier.data_reader import AttachedFile
    from cchc_desktop.dossier.evidence_plan import UsedDocument

_HASH = re.compile(r"[0-9a-f]{64}")


def matching_originals(
    attachments: Mapping[str, AttachedFile], used: Sequence[UsedDocument]
) -> frozenset[int]:
    """Give the TL numbers whose original is there under its name with its hash."""
    return frozenset(
        one.number
        for one in used
        if (found := attachments.get(attachment_name(one.number, one.document)))
        and found.sha256 == one.document.sha256
    )


@dataclass(frozen=True, slots=True)
class AttachmentCheck:
    """TL numbers of documents whose file is not as it should be, and what is wrong."""

    disagreeing: frozenset[int]
    problems: tuple[ContentProblem, ...]


def check_attachments(
    attachments: Mapping[str, AttachedFile], used: Sequence[UsedDocument], shown: frozenset[int]
) -> AttachmentCheck:
    """Compare the attached files with the data.

    Args:
        attachments: the files by name, without the data file.
        used: the documents that the data names.
        shown: TL numbers of documents that have pages in the dossier.
    """
    expected = {attachment_name(one.number, one.document): one for one in used}
    extra = {name: one.sha256 for name, one in attachments.items() if name not in expected}
    by_hash = {sha256: name for name, sha256 in extra.items()}
    problems, disagreeing = [], set()
    for name, one in expected.items():
        found = attachments.get(name)
        other = by_hash.get(one.document.sha256, "")
        if other:
            extra.pop(other, None)
        needed = original_is_attached(one.document) or one.number not in shown
        lacking = found is None and needed
        changed = found is not None and found.sha256 != one.document.sha256
        if not _HASH.fullmatch(one.document.sha256) or not one.document.sha256.strip("0"):
            problem = ("evidence_hash", f"{_shown(one.document)} không có mã băm hợp lệ.")
        elif len({(each.size, each.state, each.pages) for each in _all_said(one)}) > 1:
            problem = ("evidence_facts", f"{_shown(one.document)} được mô tả khác nhau.")
        elif other:
            problem = ("evidence_renamed", f"{_shown(one.document)} mang tên khác: “{other}”.")
        elif lacking:
            problem = ("evidence_missing", f"Thiếu {_shown(one.document, 't')} trong hồ sơ.")
        elif changed:
            problem = ("evidence_missing", f"{_shown(one.document)} khác với tệp lúc lập hồ sơ.")
        else:
            continue
        disagreeing.add(one.number)
        problems.append(ContentProblem(*problem))
    return AttachmentCheck(frozenset(disagreeing), (*problems, *_extra(extra)))


def _all_said(used: UsedDocument) -> list[Document]:
    """Give what each citation says of the document: the same bytes can't be two things."""
    return [one.document for one in used.citations]


def _extra(names: Mapping[str, str]) -> Iterator[ContentProblem]:
    for name in names:
        yield ContentProblem("evidence_extra", f"Tệp “{name}” không có trong dữ liệu của hồ sơ.")


def _shown(document: Document, letter: str = "T") -> str:
    return f"{letter}ài liệu “{document.name}” ({document.number or 'không số'})"
