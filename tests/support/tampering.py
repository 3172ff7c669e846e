"""Edits that a forger would make to a signed PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def update(path: Path, edit: Callable[[IncrementalPdfFileWriter], None]) -> None:
    """Append an incremental update, as a careful forger does."""
    with path.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        edit(writer)
        writer.write_in_place()


def change_score_on_page(writer: IncrementalPdfFileWriter) -> None:
    """Draw other content on page 1."""
    page = writer.root["/Pages"]["/Kids"][0]
    content = generic.StreamObject(stream_data=b"BT /F1 14 Tf 85 700 Td (64,50) Tj ET")
    page[pdf_name("/Contents")] = writer.add_object(content)
    writer.update_container(page)


def replace_content_stream(writer: IncrementalPdfFileWriter) -> None:
    """Put other data into the content object itself; the page stays as it was."""
    page = writer.root["/Pages"]["/Kids"][0]
    reference = page.raw_get("/Contents").reference
    content = generic.StreamObject(stream_data=b"BT ET")
    writer.objects[(reference.generation, reference.idnum)] = content


def lay_note_over_page(writer: IncrementalPdfFileWriter) -> None:
    """Lay a free-text annotation over page 1."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (85, 690, 300, 720))),
            pdf_name("/Contents"): generic.pdf_string("64,50"),
            pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf"),
        }
    )
    page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def drop_last_page(writer: IncrementalPdfFileWriter) -> None:
    """Leave page 2 out."""
    pages = writer.root["/Pages"]
    pages["/Kids"].pop()
    pages[pdf_name("/Count")] = generic.NumberObject(1)
    writer.update_container(pages)


def remove_first_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Take the first file out of the name tree."""
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    del names[0:2]
    writer.update_container(names)


def swap_attachment_data(writer: IncrementalPdfFileWriter) -> None:
    """Put other bytes into the data file, under its old name."""
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for position in range(0, len(names), 2):
        if "json" in names[position]:
            files = names[position + 1]["/EF"]
            swapped = generic.StreamObject(stream_data=b'{"self_score": "64.50"}')
            files[pdf_name("/F")] = files[pdf_name("/UF")] = writer.add_object(swapped)
            writer.update_container(files)


def swap_appearance(writer: IncrementalPdfFileWriter) -> None:
    """Show another name in the head's widget."""
    for name, _, field in enumerate_sig_fields(writer):
        if name == "nguoi_ky":
            widget = field.get_object()
            other = generic.StreamObject(
                {
                    pdf_name("/Subtype"): pdf_name("/Form"),
                    pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9))),
                },
                stream_data=b"0 0 9 9 re f",
            )
            widget[pdf_name("/AP")] = generic.DictionaryObject(
                {pdf_name("/N"): writer.add_object(other)}
            )
            writer.update_container(widget)


def add_open_action(writer: IncrementalPdfFileWriter) -> None:
    """Let the document run a script when it is opened."""
    action = generic.DictionaryObject(
        {
            pdf_name("/S"): pdf_name("/JavaScript"),
            pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )
    writer.root[pdf_name("/OpenAction")] = writer.add_object(action)
    writer.update_root()


def byte_ranges(data: bytes) -> list[tuple[int, int, int, int]]:
    """Give the covered ranges in file order."""
    found = re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", data)
    return [tuple(int(number) for number in numbers) for numbers in found]  # type: ignore[misc]


def cut_back_to_first_signature(path: Path) -> None:
    """Undo everything after the first signature."""
    data = path.read_bytes()
    _, _, second, rest = byte_ranges(data)[0]
    path.write_bytes(data[: second + rest])
