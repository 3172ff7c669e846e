"""The two signature fields: making them, and reading back where they stand."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from cchc_desktop.files.write_problem import write_problems
from cchc_desktop.signing.block_geometry import SignatureBox, SignatureBoxes, foot_boxes
from cchc_desktop.signing.page_tree import pages_of
from cchc_desktop.signing.pdf_objects import dictionary, entry, raw_items
from cchc_desktop.signing.pdf_reading import hostile_file, require_pdf, signature_fields
from cchc_desktop.signing.roles import (
    AGENCY,
    AGENCY_FIELD,
    FIELD_OF_ROLE,
    HEAD,
    HEAD_FIELD,
    Role,
    role_words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pyhanko.pdf_utils.reader import PdfFileReader


def prepare_signature_fields(path: Path, boxes: SignatureBoxes) -> None:
    """Add both empty fields to a PDF of the caller's own, in place, as an incremental update.

    Both must exist before the first signature: a field added afterwards breaks it.

    Raises:
        FileProblem: the file can't be read or written, or is not a sound PDF.
    """
    with write_problems(path), path.open("r+b") as stream:
        prepare_fields_in_stream(stream, path, boxes)


def prepare_fields_in_stream(stream: IO[bytes], path: Path, boxes: SignatureBoxes) -> None:
    """Do the same in a file opened for reading and writing; ``path`` names it in errors."""
    require_pdf(stream, path)
    with hostile_file(path):
        writer = IncrementalPdfFileWriter(stream)
        add_missing_fields(writer, boxes)
        writer.write_in_place()  # type: ignore[no-untyped-call]


def add_missing_fields(writer: IncrementalPdfFileWriter, boxes: SignatureBoxes) -> None:
    """Add those of the two fields that the document lacks."""
    present = {field.name for field in signature_fields(writer.prev)}
    wanted: tuple[tuple[Role, SignatureBox], ...] = ((HEAD, boxes.head), (AGENCY, boxes.agency))
    for role, box in wanted:
        if FIELD_OF_ROLE[role] not in present:
            append_signature_field(
                writer,
                SigFieldSpec(
                    sig_field_name=FIELD_OF_ROLE[role],
                    on_page=box.page_index,
                    # pyHanko types whole points but writes what it gets; the block needs more.
                    box=(box.left, box.bottom, box.right, box.top),  # type: ignore[arg-type]
                    readable_field_name=f"Chữ ký số: {role_words(role)}",
                ),
            )


def last_page_boxes(reader: PdfFileReader) -> tuple[SignatureBoxes, int]:
    """Give rectangles at the foot of the last page and its /Rotate, for a foreign document."""
    pages = list(pages_of(reader.root))
    last = pages[-1]
    return foot_boxes(len(pages) - 1, last.visible_box, last.rotation), last.rotation


def placed_boxes(reader: PdfFileReader) -> tuple[SignatureBoxes, int] | None:
    """Read back both rectangles and the /Rotate of the head's page.

    None when a field, its page or its rectangle is missing: then nothing visible can be drawn.
    """
    pages = list(pages_of(reader.root))
    index_of = {page.reference: index for index, page in enumerate(pages)}
    boxes: dict[str, SignatureBox] = {}
    for field in signature_fields(reader):
        widget = _widget(field.field)
        if "/P" not in widget or "/Rect" not in widget:
            continue
        page = widget.raw_get("/P")
        if not isinstance(page, generic.IndirectObject):
            continue
        index = index_of.get((page.idnum, page.generation))
        rectangle = widget["/Rect"]
        x1, y1, x2, y2 = (float(rectangle[place]) for place in range(4))
        if index is not None and x1 != x2 and y1 != y2:
            left, right = sorted((x1, x2))
            bottom, top = sorted((y1, y2))
            boxes[field.name] = SignatureBox(index, left, bottom, right, top)
    if HEAD_FIELD not in boxes or AGENCY_FIELD not in boxes:
        return None
    both = SignatureBoxes(boxes[HEAD_FIELD], boxes[AGENCY_FIELD])
    return both, pages[both.head.page_index].rotation


def _widget(field: generic.DictionaryObject) -> generic.DictionaryObject:
    kids = list(raw_items(entry(field, "/Kids")))
    return dictionary(kids[0]) if kids else field
