"""Opening a PDF that may be damaged, hostile or not a PDF at all."""

from __future__ import annotations

import errno
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.signing.pdf_objects import dictionary, name_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER_WITHIN = 1024
_END_WITHIN = 1024
_END_MARKER = b"%%EOF"
_BLOCK = 1024 * 1024
_KEPT_STREAM = 64 * 1024

_MIB = 1024 * 1024
# A cross-reference row of four bytes costs some 5 µs and 180 bytes, white space between objects
# 0.5 µs a byte: under pyHanko's own limits a file of 64 KB took 78 s and 2.8 GB.
DECODE_LIMITS = DecodeLimits(
    per_purpose={
        **DEFAULT_PURPOSE_LIMITS,
        DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(
            max_ratio=100, ratio_floor=4 * _MIB, max_output_size=8 * _MIB
        ),
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=4 * _MIB),
    },
    document_budget=DocumentDecodeBudget(base_allowance=16 * _MIB, max_ratio=10),
)
"""What a document may unpack to before it counts as damaged."""


class LeanReader(PdfFileReader):
    """A reader that, once told so, forgets the data of large streams.

    Comparing revisions walks every object and keeps what it read: 1.2 GB for a dossier of 1 GB.
    The data of a stream that no later revision replaces is never compared, so it is dropped.
    """

    drop_before: int | None = None

    def get_object(self, ref: generic.Reference, *args: Any, **kwargs: Any) -> generic.PdfObject:
        """Read an object; a large stream untouched after revision ``drop_before`` comes empty."""
        found: generic.PdfObject = super().get_object(  # type: ignore[no-untyped-call]
            ref, *args, **kwargs
        )
        if self.drop_before is None or not self._is_droppable(ref, found):
            return found
        self.resolved_objects.pop((ref.generation, ref.idnum), None)
        assert isinstance(found, generic.StreamObject)
        empty = generic.StreamObject(dict(found.items()), encoded_data=b"")
        empty.container_ref = found.container_ref
        return empty

    def _is_droppable(self, ref: generic.Reference, found: generic.PdfObject) -> bool:
        return (
            isinstance(found, generic.StreamObject)
            and name_entry(found, "/Type") not in ("/ObjStm", "/XRef", "/Metadata")
            and len(found.encoded_data) > _KEPT_STREAM
            and self.xrefs.get_last_change(ref) <= self.drop_before
        )


@dataclass(frozen=True)
class FoundField:
    """A signature field of a document; ``value`` is None while it is empty."""

    name: str
    value: generic.DictionaryObject | None
    field: generic.DictionaryObject


def blames_the_file(error: Exception) -> bool:
    """Tell whether an error while parsing comes from the file's content.

    Parsers of a broken or hostile file raise anything (KeyError, RecursionError, AssertionError,
    even OSError for a seek to a negative place); our own errors, a cancel and what the disk says
    do not count.
    """
    if isinstance(error, OSError):
        return error.errno in (None, errno.EINVAL)
    return not isinstance(error, UserError | Cancelled)


@contextmanager
def hostile_file(path: Path) -> Iterator[None]:
    """Turn whatever the parser raises on a broken file into one sentence.

    Raises:
        FileProblem: ``pdf_damaged``.
    """
    try:
        yield
    except Exception as error:
        if not blames_the_file(error):
            raise
        raise _damaged(path) from error


def require_pdf(stream: IO[bytes], path: Path) -> None:
    """Refuse a file without a PDF header.

    Raises:
        FileProblem: ``not_pdf``.
    """
    stream.seek(0)
    if b"%PDF-" not in stream.read(_HEADER_WITHIN):
        raise FileProblem("not_pdf", f"Tệp {path.name} không phải tệp PDF; chọn tệp khác.")
    stream.seek(0)


def pdf_end(stream: IO[bytes], path: Path) -> int:
    """Give the length of the file up to its last end marker, which must look like one.

    The parser walks backwards to it byte by byte, which takes minutes over megabytes of foreign
    data; here blocks are searched.

    Raises:
        FileProblem: ``pdf_damaged``.
    """
    end = _after_last_marker(stream)
    stream.seek(max(end - _END_WITHIN, 0))
    if b"startxref" not in stream.read(min(_END_WITHIN, end)):
        raise _damaged(path)
    stream.seek(0)
    return end


def require_end_at_end(stream: IO[bytes], path: Path) -> None:
    """Refuse a file with more foreign data behind its end than readers put up with.

    Raises:
        FileProblem: ``pdf_damaged``.
    """
    end = pdf_end(stream, path)
    if stream.seek(0, 2) - end > _END_WITHIN:
        raise _damaged(path)
    stream.seek(0)


def _after_last_marker(stream: IO[bytes]) -> int:
    begin = stream.seek(0, 2)
    while begin > 0:
        begin = max(begin - _BLOCK, 0)
        stream.seek(begin)
        # Some bytes more, for a marker across the border of two blocks.
        block = stream.read(_BLOCK + len(_END_MARKER) + 2)
        found = block.rfind(_END_MARKER)
        if found >= 0:
            after = found + len(_END_MARKER)
            line_end = re.match(rb"\r?\n?", block[after : after + 2])
            return begin + after + (line_end.end() if line_end else 0)
    return 0


def _damaged(path: Path) -> FileProblem:
    return FileProblem(
        "pdf_damaged",
        f"Tệp {path.name} hỏng hoặc không đúng cấu trúc PDF; xin lại tệp hoặc xuất lại.",
    )


def signature_fields(reader: PdfFileReader) -> list[FoundField]:
    """List the signature fields, filled and empty, in the order of the form."""
    found = []
    for name, value, field in enumerate_sig_fields(reader):
        filled = dictionary(value) if value is not None else None
        found.append(FoundField(name, filled, dictionary(field)))
    return found
