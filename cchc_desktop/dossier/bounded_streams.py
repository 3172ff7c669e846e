"""Streams of foreign PDFs decoded with a limit, so that a small file can't fill the memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, PdfError

if TYPE_CHECKING:
    from pikepdf import Stream

_SMALL = 200_000
"""Bytes of raw data up to which a stream with an unusual filter is decoded."""


class StreamProblem(Exception):
    """The stream can't be decoded, or is larger than allowed."""


def decoded_bytes(stream: Stream, limit: int) -> bytes:
    """Give a stream's data.

    Args:
        stream: of a foreign file.
        limit: bytes that the data may have at most.

    Raises:
        StreamProblem: damaged, of an unknown filter, or too large.
    """
    try:
        raw = stream.read_raw_bytes()
        filters = _names(stream.get("/Filter"))
        if not filters:
            data = bytes(raw)
        elif filters == ["/FlateDecode"] and not isinstance(stream.get("/DecodeParms"), Dictionary):
            data = _inflated(bytes(raw), limit)
        elif len(raw) <= _SMALL:
            data = bytes(stream.read_bytes())
        else:
            raise StreamProblem(f"bộ lọc {' '.join(filters)}")
    except (PdfError, zlib.error, ValueError, TypeError, RuntimeError) as error:
        raise StreamProblem(str(error)) from error
    if len(data) > limit:
        raise StreamProblem("quá lớn")
    return data


def _inflated(raw: bytes, limit: int) -> bytes:
    inflater = zlib.decompressobj()
    data = inflater.decompress(raw, limit)
    if inflater.unconsumed_tail:
        raise StreamProblem("quá lớn")
    return data


def _names(value: object) -> list[str]:
    if isinstance(value, Name):
        return [str(value)]
    if isinstance(value, Array):
        return [str(one) for one in value]
    return []
