"""Choosing, checking and authoring criteria sets, questionnaires and published indices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import CriteriaSet
from cchc_desktop.core.documents import KIND_WORDS, Document, read_document
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.questionnaire import Questionnaire
from cchc_desktop.core.set_findings import SetFinding, error, has_errors
from cchc_desktop.criteria import catalogue
from cchc_desktop.files.small_text import read_small_text
from cchc_desktop.paths import forms_dir, user_data_dir

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class SetSummary:
    """A document as a list shows it.

    ``leaves`` counts a set's leaves inside the maximum, a questionnaire's questions, an index's
    parts. ``shipped`` is False for one that the person added.
    """

    id: str
    version: str
    title: str
    year: int
    applies_to: str
    disclaimer: str
    leaves: int
    kind: str = "Bộ tiêu chí"
    shipped: bool = True


def usable_sets() -> tuple[SetSummary, ...]:
    """Give the criteria sets that a workbook can be made with: shipped ones, then added ones."""
    return tuple(one for one in installed() if one.kind == KIND_WORDS[CriteriaSet])


def installed() -> tuple[SetSummary, ...]:
    """Give every document at hand that can be read: sets first, the newest of them on top."""
    shipped = catalogue.document_files([_shipped_dir()])
    found = []
    for id_, path in catalogue.document_files(_folders()).items():
        document = _read(path)
        if document is not None:
            found.append(_summary(document, shipped=id_ in shipped))
    kinds = list(KIND_WORDS.values())
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -one.year, one.id)))


def installed_documents() -> tuple[Document, ...]:
    """Give every document at hand."""
    paths = catalogue.document_files(_folders()).values()
    return tuple(one for one in map(_read, paths) if one is not None)


def load_document(reference: str) -> Document:
    """Load a document by its id, or from a set file or an Excel table.

    Raises:
        UserError: ``unknown_set``, or ``bad_set`` where it has errors.
        FileProblem: the file can't be read.
    """
    return catalogue.find_document(reference, _folders())


def load_set(reference: str) -> CriteriaSet:
    """Load a criteria set by its id, or from a set file or an Excel table.

    Raises:
        UserError: as ``load_document``; ``not_a_set`` for another kind of document.
        FileProblem: the file can't be read.
    """
    document = load_document(reference)
    if not isinstance(document, CriteriaSet):
        kind = KIND_WORDS[type(document)].lower()
        raise UserError(
            "not_a_set", f"“{reference}” là {kind}, không phải bộ tiêu chí tự chấm; chọn bộ khác."
        )
    return document


def check_document(reference: str) -> tuple[Document | None, tuple[SetFinding, ...]]:
    """Read a document and list everything that is wrong or doubtful.

    Raises:
        UserError: ``unknown_set``, or the file can't be read at all.
    """
    return catalogue.check_document(reference, _folders())


def export_table(reference: str, target: Path) -> None:
    """Write a document as the Excel table of its kind.

    Raises:
        UserError: as ``load_document``.
        FileProblem: it can't be written.
    """
    catalogue.write_table(load_document(reference), target)


def import_table(table: Path, target: Path) -> tuple[SetFinding, ...]:
    """Read an Excel table and write the set file; nothing is written where there are errors.

    Raises:
        UserError: the table can't be read at all.
        FileProblem: it can't be written.
    """
    if not table.is_file():
        raise UserError("file_missing", f"Không có tệp {table}; kiểm tra lại đường dẫn.")
    document, findings = check_document(str(table))
    if document is not None and not has_errors(findings):
        catalogue.write_document(document, target)
    return findings


def export_template(target: Path) -> None:
    """Write an authoring table with instructions and one field as an example.

    Raises:
        FileProblem: it can't be written.
    """
    from cchc_desktop.criteria.authoring.template import template_set

    catalogue.write_table(template_set(), target)


def install(path: Path) -> tuple[SetSummary | None, tuple[SetFinding, ...]]:
    """Add a document of the person's own; it is then offered beside the shipped ones.

    Returns:
        What was added, or None; and every finding. One of the same id is replaced.

    Raises:
        UserError: the file can't be read at all.
        FileProblem: it can't be kept.
    """
    if not path.is_file():
        raise UserError("file_missing", f"Không có tệp {path}; kiểm tra lại đường dẫn.")
    document, findings = check_document(str(path))
    if document is None or has_errors(findings):
        return None, findings
    if document.id in catalogue.document_files([_shipped_dir()]):
        message = f"Mã “{document.id}” là của bộ có sẵn; đổi mã bộ rồi nạp lại."
        return None, (*findings, error("id", message))
    if not _is_file_name(document.id):
        message = f"Mã “{document.id[:40]}” không đặt được tên tệp; chỉ dùng chữ, số, gạch ngang."
        return None, (*findings, error("id", message))
    folder = _own_dir()
    folder.mkdir(parents=True, exist_ok=True)
    catalogue.write_document(document, folder / f"{document.id}.json")
    return _summary(document, shipped=False), findings


def uninstall(id_: str) -> None:
    """Take away a document that the person added; workbooks made with it keep their own copy.

    Raises:
        UserError: ``unknown_set``, or it is a shipped one.
    """
    if id_ in catalogue.document_files([_shipped_dir()]):
        raise UserError("shipped", f"Bộ “{id_}” có sẵn trong chương trình; không gỡ được.")
    path = catalogue.document_files([_own_dir()]).get(id_)
    if path is None:
        raise UserError("unknown_set", f"Không có bộ đã thêm “{id_}”; xem bằng: cchc sets list.")
    path.unlink()


def _folders() -> list[Path]:
    return [_shipped_dir(), _own_dir()]


def _shipped_dir() -> Path:
    return forms_dir() / "sets"


def _own_dir() -> Path:
    return user_data_dir() / "sets"


def _read(path: Path) -> Document | None:
    try:
        stamp = path.stat()
        return _read_once(path, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, UserError):
        return None


@lru_cache(maxsize=64)
def _read_once(path: Path, changed: int, size: int) -> Document | None:
    """Read a file; the moment of its last change and its size tell another content."""
    document, findings = read_document(read_small_text(path, catalogue.MOST_BYTES))
    return None if has_errors(findings) else document


def _is_file_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_ID and all(
        one.isascii() and (one.isalnum() or one in "-_.") for one in text
    )


def _summary(one: Document, *, shipped: bool) -> SetSummary:
    if isinstance(one, CriteriaSet):
        count, year, applies_to = len(one.leaves), one.year, one.applies_to
    elif isinstance(one, Questionnaire):
        count, year, applies_to = len(one.questions), one.year, ""
    else:
        count, year, applies_to = len(one.parts), 0, ""
    return SetSummary(
        one.id, one.version, one.title, year, applies_to, one.disclaimer, count,
        KIND_WORDS[type(one)], shipped,
    )  # fmt: skip
