"""Each document's file, tried on its own, so that a bad one never spoils the dossier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pikepdf

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.text import clean
from cchc_desktop.dossier.evidence_plan import PreparedFile
from cchc_desktop.dossier.image_pages import ImageTooLarge, ImageUnreadable, image_to_pdf
from cchc_desktop.dossier.page_edits import is_of_usable_size
from cchc_desktop.pdf_layout.foreign_pdf import MOST_PAGES, open_foreign
from cchc_desktop.pdf_layout.markup import without_unseen

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.evidence_item import Document

_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 100
_MEDIA = tuple(
    pikepdf.Name("/" + name)
    for name in ("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D")
)


@dataclass(frozen=True, slots=True)
class _PdfFacts:
    pages: int
    signed: bool
    more_than_pages: bool
    """It holds files, forms or layers that its pages alone don't show."""


class _NotJoinable(Exception):
    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def prepare_file(document: Document, original: Path, made: Path) -> PreparedFile:
    """Find out whether a stored file gives pages, and make them where it is a picture.

    Args:
        document: what the workbook says about it.
        original: its bytes.
        made: where a PDF made from a picture may be written.
    """
    match document.state:
        case FileState.PDF | FileState.SIGNED_PDF:
            file = _prepare_pdf(document, original)
        case FileState.IMAGE:
            file = _prepare_image(original, made)
        case _:
            return PreparedFile(document.state.value, None, 0, keep_original=True)
    # Where the workbook counted other pages than we have, only the original settles it.
    agrees = document.pages is None or document.pages == file.pages
    return file if agrees else replace(file, keep_original=True)


def attachment_name(number: int, document: Document) -> str:
    """Give the name under which an original is attached: ``TL 03 - Bieu 2.xlsx``.

    The number makes it unique; what no file system takes is replaced.
    """
    name = _RESERVED.sub("_", without_unseen(clean(document.name))).strip(". ") or "tep"
    if len(name) > _LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        suffix = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
        name = name[: _LONGEST_NAME - len(suffix)].rstrip() + suffix
    return f"TL {number:02} - {name}"


def page_range(pages: tuple[int, ...]) -> str:
    """Write page numbers as qpdf reads them: ``1-3,7``."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and parts[-1][-1] == page - 1:
            parts[-1][1:] = [page]
        else:
            parts.append([page])
    return ",".join("-".join(map(str, part)) for part in parts)


def _prepare_pdf(document: Document, original: Path) -> PreparedFile:
    try:
        facts = _read_pdf(original)
    except _NotJoinable as reason:
        return PreparedFile(reason.state, None, 0, keep_original=True)
    if facts.signed or document.state is FileState.SIGNED_PDF:
        return PreparedFile("signed_pdf", original, facts.pages, keep_original=True)
    if facts.more_than_pages:
        return PreparedFile("form_pdf", original, facts.pages, keep_original=True)
    return PreparedFile("pdf", original, facts.pages, keep_original=False)


def _prepare_image(original: Path, made: Path) -> PreparedFile:
    try:
        picture = image_to_pdf(original, made)
        facts = _read_pdf(made)
    except ImageTooLarge:
        return PreparedFile("image_too_large", None, 0, keep_original=True)
    except (ImageUnreadable, _NotJoinable):
        return PreparedFile("damaged", None, 0, keep_original=True)
    state = "image_reduced" if picture.reduced else "image"
    return PreparedFile(state, made, facts.pages, keep_original=picture.reduced)


def _read_pdf(path: Path) -> _PdfFacts:
    """Open a PDF and join its pages to nothing, as the dossier will join them.

    Raises:
        _NotJoinable: with the state to print.
    """
    try:
        with (
            path.open("rb") as stream,
            open_foreign(stream, MOST_PAGES, suppress_warnings=True) as pdf,
        ):
            if pdf.is_encrypted:
                raise _NotJoinable("encrypted")
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if not all(is_of_usable_size(page.obj) for page in pdf.pages):
                raise _NotJoinable("odd_size")
            facts = _PdfFacts(len(pdf.pages), _is_signed(pdf), _holds_more(pdf))
        if facts.pages == 0 or _joined_pages(path) != facts.pages:
            raise _NotJoinable("damaged")
    except pikepdf.PasswordError:
        raise _NotJoinable("encrypted") from None
    except (_NotJoinable, OSError):
        raise
    except Exception as error:  # a hostile file may raise anything: it is damaged to us
        raise _NotJoinable("damaged") from error
    return facts


def _joined_pages(path: Path) -> int:
    job = pikepdf.Job(
        {
            "inputFile": str(path),
            "outputFile": "-",
            "pages": [{"file": ".", "range": "1-z"}],
            "flattenAnnotations": "all",
            "removeAcroform": "",
            "noWarn": "",
        }
    )
    with job.create_pdf() as pdf:
        return len(pdf.pages)


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return False
    return any(_signature(one, 0) for one in _items(form.get("/Fields")))


def _signature(field: object, depth: int) -> bool:
    if not isinstance(field, pikepdf.Dictionary) or depth > 20:
        return False
    if field.get("/FT") == pikepdf.Name.Sig and isinstance(field.get("/V"), pikepdf.Dictionary):
        return True
    return any(_signature(kid, depth + 1) for kid in _items(field.get("/Kids")))


def _holds_more(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        return True
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and ("/XFA" in form or form.get("/NeedAppearances")):
        return True
    if any(_has_media(page.obj) for page in pdf.pages):
        return True
    layers = root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return False
    shown = layers.get("/D")
    return isinstance(shown, pikepdf.Dictionary) and (
        len(_items(shown.get("/OFF"))) > 0 or shown.get("/BaseState") == pikepdf.Name.OFF
    )


def _has_media(page: pikepdf.Object) -> bool:
    """Tell whether a page carries files, films or sounds in its annotations."""
    return any(
        isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") in _MEDIA
        for one in _items(page.get("/Annots"))
    )


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, pikepdf.Array) else []
