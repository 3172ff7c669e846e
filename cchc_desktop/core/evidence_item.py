"""A document that proves something (tài liệu kiểm chứng), and where it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NO_NUMBER = "Không số"
"""What an officer writes as the number of a document that has none."""


class FileState(StrEnum):
    """What the program can do with a file's pages."""

    PDF = "pdf"
    """A sound PDF: its pages are joined to the dossier."""
    IMAGE = "image"
    """A picture: becomes a page of the dossier."""
    SIGNED_PDF = "signed_pdf"
    """A digitally signed PDF: the original is attached as it is, its pages shown as a copy."""
    ENCRYPTED = "encrypted"
    """A PDF that asks for a password or forbids changes: attached as it is."""
    DAMAGED = "damaged"
    """A file whose content can't be read: attached as it is."""
    OTHER = "other"
    """Word, Excel and the like: attached as it is."""


@dataclass(frozen=True, slots=True)
class Document:
    """One stored file with what identifies it on paper.

    ``size`` is in bytes; ``sha256`` is lower-case hex of the stored bytes; ``pages`` is None
    where pages can't be counted; ``date`` is ISO or empty.
    """

    id: int
    sha256: str
    name: str
    size: int
    state: FileState
    pages: int | None
    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""

    @property
    def pages_are_shown(self) -> bool:
        """True when the dossier shows the file's pages."""
        return self.state in (FileState.PDF, FileState.IMAGE, FileState.SIGNED_PDF)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One citation of a document for one leaf; ``id`` is what the command line names.

    ``cited_pages`` is as written ("3-5, 8"); empty means the whole document.
    """

    id: int
    code: str
    document: Document
    cited_pages: str = ""
