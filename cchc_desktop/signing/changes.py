"""Naming what was changed in a PDF after a signature: pages and attachments."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic

from cchc_desktop.core.text import clean
from cchc_desktop.signing.page_tree import Page, pages_of
from cchc_desktop.signing.pdf_objects import entry, name_entry, raw_items, resolved
from cchc_desktop.signing.report import SignatureFinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

Reference = tuple[int, int]
_NAMED_AT_MOST = 20
# Links to other pages and the way back up; following them would reach the whole document.
_ELSEWHERE = frozenset({"/Parent", "/P", "/Dest", "/A", "/AA", "/B", "/Popup", "/IRT", "/Prev"})


def changes_since(reader: PdfFileReader, revision: int) -> list[SignatureFinding]:
    """Name what later revisions did to the pages and attachments of a signed revision.

    Raises whatever the parser raises on a hostile file.
    """
    touched = _touched(reader, revision)
    old_root = reader.get_historical_root(revision)
    found = [*_page_changes(old_root, reader.root, touched)]
    found += _attachment_changes(old_root, reader.root)
    if not found and touched:
        found.append(
            _finding(
                "structure_changed",
                f"Có {len(touched)} đối tượng ngoài trang và tệp đính kèm bị sửa sau khi ký.",
            )
        )
    return found


def _touched(reader: PdfFileReader, revision: int) -> set[Reference]:
    touched: set[Reference] = set()
    for later in range(revision + 1, reader.xrefs.total_revisions):
        refs = reader.xrefs.explicit_refs_in_revision(later)
        refs |= reader.xrefs.refs_freed_in_revision(later)
        touched |= {(ref.idnum, ref.generation) for ref in refs}
    return touched


def _page_changes(
    old_root: generic.DictionaryObject, new_root: generic.DictionaryObject, touched: set[Reference]
) -> Iterator[SignatureFinding]:
    old_pages, new_pages = list(pages_of(old_root)), list(pages_of(new_root))
    if len(old_pages) != len(new_pages):
        yield _finding(
            "page_count_changed",
            f"Số trang bị đổi sau khi ký: từ {len(old_pages)} thành {len(new_pages)}.",
        )
    numbers = [
        number
        for number, (old, new) in enumerate(zip(old_pages, new_pages, strict=False), start=1)
        if old.reference != new.reference or _is_touched(new, touched)
    ]
    if numbers:
        shown = ", ".join(str(number) for number in numbers[:_NAMED_AT_MOST])
        more = " …" if len(numbers) > _NAMED_AT_MOST else ""
        yield _finding("page_changed", f"Nội dung trang {shown}{more} bị sửa sau khi ký.")


def _is_touched(page: Page, touched: set[Reference]) -> bool:
    """Tell whether the page or anything it is drawn with was written again.

    The widgets of signature fields are left out: signing rewrites them.
    """
    if page.reference in touched:
        return True
    seen: set[Reference] = set()
    todo: list[generic.PdfObject] = [
        value for key, value in page.own.items() if key not in _ELSEWHERE
    ]
    todo += page.inherited.values()
    while todo:
        item = todo.pop()
        if isinstance(item, generic.IndirectObject):
            reference = (item.idnum, item.generation)
            if reference in seen:
                continue
            seen.add(reference)
            item = resolved(item)
            if name_entry(item, "/FT") == "/Sig":
                continue
            if reference in touched:
                return True
        if isinstance(item, generic.DictionaryObject):
            todo += [value for key, value in item.items() if key not in _ELSEWHERE]
        elif isinstance(item, generic.ArrayObject):
            todo += raw_items(item)
    return False


def _attachment_changes(
    old_root: generic.DictionaryObject, new_root: generic.DictionaryObject
) -> Iterator[SignatureFinding]:
    old, new = dict(_attachments(old_root)), dict(_attachments(new_root))
    for name in sorted(old.keys() - new.keys()):
        yield _finding("attachment_removed", f"Tệp đính kèm {name} bị gỡ sau khi ký.")
    for name in sorted(new.keys() - old.keys()):
        yield _finding("attachment_added", f"Tệp đính kèm {name} được thêm sau khi ký.")
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield _finding("attachment_changed", f"Tệp đính kèm {name} bị thay sau khi ký.")


def _attachments(root: generic.DictionaryObject) -> Iterator[tuple[str, str]]:
    """Give each attached file's name and the hash of its data as it is stored."""
    tree = entry(entry(root, "/Names"), "/EmbeddedFiles")
    todo = [tree] if tree is not None else []
    seen: set[Reference] = set()
    while todo:
        node = todo.pop()
        items = [resolved(item) for item in raw_items(entry(node, "/Names"))]
        for name, specification in zip(items[::2], items[1::2], strict=False):
            yield clean(str(name)), _stored_hash(specification)
        for kid in raw_items(entry(node, "/Kids")):
            if isinstance(kid, generic.IndirectObject):
                if (kid.idnum, kid.generation) in seen:
                    continue
                seen.add((kid.idnum, kid.generation))
            todo.append(resolved(kid))


def _stored_hash(specification: generic.PdfObject) -> str:
    files = entry(specification, "/EF")
    stream = entry(files, "/F") or entry(files, "/UF")
    if not isinstance(stream, generic.StreamObject):
        return ""
    return hashlib.sha256(stream.encoded_data).hexdigest()


def _finding(kind: str, message: str) -> SignatureFinding:
    return SignatureFinding(kind, "error", message)
