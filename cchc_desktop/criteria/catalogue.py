"""Which documents are at hand (shipped, or added by the person), and reading one from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.core.documents import Document, document_to_text, read_document
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.set_findings import SetFinding, error, has_errors
from cchc_desktop.files.new_file import new_file
from cchc_desktop.files.small_text import read_small_text

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 20_000_000
"""A set file may be this large; the shipped ones are about 0.1 MB."""

Checked = tuple[Document | None, tuple[SetFinding, ...]]


def document_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Give the documents' files by id, which is the file's name; earlier folders come first."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            found.setdefault(path.stem, path)
    return found


def check_document(reference: str, folders: Sequence[Path]) -> Checked:
    """Read a document and check it: everything that is wrong or doubtful, at once.

    Args:
        reference: an id, or the path of a set file (.json) or an Excel table (.xlsx).
        folders: where documents lie.

    Raises:
        UserError: ``unknown_set``, or the file can't be read at all.
    """
    known = document_files(folders)
    path = known.get(reference) or Path(reference)
    if reference not in known and not path.is_file():
        raise UserError(
            "unknown_set",
            f"Không có bộ tiêu chí “{reference}”; chọn một trong: {', '.join(known)}, "
            "hoặc đường dẫn một tệp bộ tiêu chí.",
        )
    if path.suffix.lower() == ".json":
        return read_document(read_small_text(path, MOST_BYTES))
    if _is_text(path):
        return read_document(read_small_text(path, MOST_BYTES))
    return _read_table(path)


def find_document(reference: str, folders: Sequence[Path]) -> Document:
    """Load a document that can be used.

    Raises:
        UserError: ``unknown_set``; ``bad_set`` where it has errors: how many, and the first.
    """
    document, findings = check_document(reference, folders)
    if document is not None and not has_errors(findings):
        return document
    errors = [one for one in findings if one.severity.value == "error"]
    first = errors[0]
    where = f" ({first.place})" if first.place != "toàn bộ" else ""
    if len(errors) == 1:
        raise UserError("bad_set", f"Bộ tiêu chí chưa dùng được{where}: {first.message}")
    raise UserError(
        "bad_set",
        f"Bộ tiêu chí chưa dùng được, có {len(errors)} lỗi; lỗi đầu{where}: {first.message} "
        "Xem hết bằng lệnh cchc sets check.",
    )


def write_table(document: Document, target: Path) -> None:
    """Write a document as the Excel table of its kind.

    Raises:
        FileProblem: it can't be written.
        UserError: the table can't hold it.
    """
    from cchc_desktop.core.published_index import PublishedIndex
    from cchc_desktop.core.questionnaire import Questionnaire
    from cchc_desktop.criteria.authoring.table_writer import write_set_table
    from cchc_desktop.criteria.other_tables import write_index, write_questionnaire

    if isinstance(document, Questionnaire):
        write_questionnaire(document, target)
    elif isinstance(document, PublishedIndex):
        write_index(document, target)
    else:
        write_set_table(document, target)


def write_document(document: Document, target: Path, *, replace: bool = True) -> None:
    """Write a document as canonical JSON; the file appears whole or not at all.

    Raises:
        UserError: ``exists``.
        FileProblem: it can't be written.
    """
    with new_file(target, replace=replace) as unfinished:
        unfinished.write_text(document_to_text(document), encoding="utf-8", newline="\n")


def _is_text(path: Path) -> bool:
    """Tell a set file that has another ending: JSON begins with a brace."""
    try:
        with path.open("rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False


def _read_table(path: Path) -> Checked:
    from cchc_desktop.criteria.authoring.table_reader import read_set_table
    from cchc_desktop.criteria.other_tables import read_other_table
    from cchc_desktop.spreadsheets.reading import read_book

    try:
        book = read_book(path, most_rows=10_000)
    except UserError as refusal:
        return None, (error(refusal.code, refusal.message),)
    return read_other_table(book) or read_set_table(book)
