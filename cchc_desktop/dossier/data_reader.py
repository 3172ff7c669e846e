"""Reads a finished dossier back: the data inside, the attached files, the code on each page.

The file may come from anybody. Whatever it holds, this ends with what was found, or with a
``FileProblem`` where it can't be opened at all.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name, Stream

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.manifest import short_hash
from cchc_desktop.dossier.attachments import DATA_NAME
from cchc_desktop.dossier.bounded_streams import StreamProblem, decoded_bytes
from cchc_desktop.dossier.embedded_files import EmbeddedFile, EmbeddedFiles
from cchc_desktop.dossier.page_feet import read_foot
from cchc_desktop.files.regular_file import NotRegularFile, open_regular
from cchc_desktop.pdf_layout.foreign_pdf import TooManyPages, open_foreign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cchc_desktop.dossier.page_marks import PageMark

LARGEST_DATA = 64_000_000
"""Bytes of the data file that are read at most."""
MOST_PAGES = 100_000
"""Of a dossier."""
LARGEST_ATTACHMENT = 4_000_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the dossier: size in bytes, SHA-256 as lower-case hex, AFRelationship."""

    name: str
    sha256: str
    size: int
    relationship: str


@dataclass(frozen=True, slots=True)
class ContentProblem:
    """Something that no dossier of ours has. ``kind`` is its stable name for scripts."""

    kind: str
    message: str


@dataclass(frozen=True)
class DossierContents:
    """What a dossier holds.

    Attributes:
        data: the embedded data file; None where there is none, or more than one.
        attachments: the other files by name.
        page_codes: the data code printed on each page, ``7f3a 91c2 08de 4b55``; empty where a
            page has none.
        page_marks: what each page's foot says of the page; None where it says nothing.
        problems: what else is wrong.
    """

    data: bytes | None
    attachments: Mapping[str, AttachedFile]
    page_codes: tuple[str, ...]
    page_marks: tuple[PageMark | None, ...]
    problems: tuple[ContentProblem, ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self.page_codes)

    def disagreeing_pages(self, sha256: str) -> tuple[int, ...]:
        """Give the pages, counted from 1, that don't print this hash's code."""
        code = short_hash(sha256)
        return tuple(page for page, one in enumerate(self.page_codes, 1) if one != code)


def read_dossier(path: Path) -> DossierContents:
    """Read a dossier.

    Raises:
        FileProblem: ``not_a_pdf``, ``encrypted``, ``missing``, ``not_a_file``, ``unreadable``.
    """
    try:
        with (
            os.fdopen(open_regular(path), "rb") as stream,
            open_foreign(stream, MOST_PAGES, suppress_warnings=True) as pdf,
        ):
            return _Reader(pdf).read()
    except (NotRegularFile, IsADirectoryError):
        raise FileProblem(
            "not_a_file", f"{path} là thư mục, thiết bị hoặc ống dẫn, không phải tệp thường."
        ) from None
    except TooManyPages:
        raise FileProblem(
            "not_a_pdf", f"{path.name} có hơn {MOST_PAGES} trang, không phải hồ sơ."
        ) from None
    except FileNotFoundError:
        raise FileProblem("missing", f"Không có tệp {path}; chọn lại tệp hồ sơ.") from None
    except OSError as error:
        raise FileProblem(
            "unreadable", f"Không đọc được {path}: tệp đang bị khóa hoặc ổ đĩa lỗi; thử lại."
        ) from error
    except pikepdf.PasswordError:
        raise FileProblem(
            "encrypted", f"{path.name} có mật khẩu, không phải hồ sơ do chương trình lập."
        ) from None
    except Exception as error:  # a hostile file may raise anything
        raise FileProblem(
            "not_a_pdf", f"{path.name} không phải tệp PDF hoặc đã hỏng; nhận lại tệp từ nơi gửi."
        ) from error


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._problems: list[ContentProblem] = []

    def read(self) -> DossierContents:
        """Read everything once."""
        feet = [read_foot(page.obj) for page in self._pdf.pages]
        for page, foot in enumerate(feet, 1):
            if foot.files:
                self._note("file_on_page", f"Trang {page} có tệp gắn thêm bằng ghi chú.")
        data: list[bytes] = []
        others: dict[str, AttachedFile] = {}
        for one in EmbeddedFiles(self._pdf, self._note).all():
            if one.name == DATA_NAME:
                data += self._data(one.stream)
            elif one.name in others:
                self._note("duplicate_attachment", f"Có hai tệp đính kèm cùng tên “{one.name}”.")
            elif found := self._attached(one):
                others[one.name] = found
        if not data:
            self._note("no_data", f"Hồ sơ không có tệp dữ liệu {DATA_NAME}.")
        elif len(data) > 1:
            self._note("several_data", f"Hồ sơ có nhiều tệp dữ liệu {DATA_NAME}.")
        return DossierContents(
            data[0] if len(data) == 1 else None,
            others,
            tuple(foot.code for foot in feet),
            tuple(foot.mark for foot in feet),
            tuple(self._problems),
        )

    def _note(self, kind: str, message: str) -> None:
        self._problems.append(ContentProblem(kind, message))

    def _data(self, stream: Stream) -> list[bytes]:
        try:
            return [decoded_bytes(stream, LARGEST_DATA)]
        except StreamProblem as problem:
            self._note("bad_data", f"Tệp dữ liệu {DATA_NAME} không đọc được: {problem}.")
            return []

    def _attached(self, one: EmbeddedFile) -> AttachedFile | None:
        try:
            sha256, size = _digest(one.stream)
        except StreamProblem as problem:
            self._note("bad_attachment", f"Tệp đính kèm “{one.name}” không đọc được: {problem}.")
            return None
        return AttachedFile(one.name, sha256, size, one.relationship)


def _digest(stream: Stream) -> tuple[str, int]:
    """Give SHA-256 and size of a file without unpacking it in memory."""
    filters = stream.get("/Filter")
    plain_flate = filters == Name.FlateDecode and "/DecodeParms" not in stream
    if filters is not None and not plain_flate:
        data = decoded_bytes(stream, LARGEST_DATA)
        return hashlib.sha256(data).hexdigest(), len(data)
    try:
        raw = memoryview(stream.get_raw_stream_buffer())
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise StreamProblem(str(error)) from error
    if not plain_flate:
        return hashlib.sha256(raw).hexdigest(), len(raw)
    return _inflated_digest(raw)


def _inflated_digest(raw: memoryview) -> tuple[str, int]:
    inflater, digest, size = zlib.decompressobj(), hashlib.sha256(), 0
    try:
        for start in range(0, len(raw), _CHUNK):
            piece: bytes | memoryview = raw[start : start + _CHUNK]
            while piece:
                data = inflater.decompress(piece, _CHUNK)
                digest.update(data)
                size += len(data)
                if size > LARGEST_ATTACHMENT:
                    raise StreamProblem("quá lớn")
                piece = inflater.unconsumed_tail
        digest.update(rest := inflater.flush())
    except zlib.error as error:
        raise StreamProblem(str(error)) from error
    return digest.hexdigest(), size + len(rest)
