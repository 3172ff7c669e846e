"""A file half way through its verification: everything looked at, nothing told yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.sign.validation import EmbeddedPdfSignature

    from cchc_desktop.signing.pdf_reading import LeanReader
    from cchc_desktop.signing.signature_check import CheckedSignature


@dataclass(frozen=True)
class Examined:
    """A filled signature field; ``embedded`` and ``checked`` are None when it can't be read.

    ``revision`` counts from 0; -1 when unknown.
    """

    field_name: str
    embedded: EmbeddedPdfSignature | None = None
    checked: CheckedSignature | None = None
    revision: int = -1


@dataclass(frozen=True)
class ExaminedFile:
    """The file with its signatures, oldest first.

    Attributes:
        size: bytes of the whole file, with whatever stands behind its end.
        standard: it could be read strictly.
        field_names: of all signature fields, repeated as often as they occur.
        empty_fields: names of those that nobody signed.
        roots_given: the person chose a root to trust.
        now: moment of verification.
    """

    reader: LeanReader
    size: int
    standard: bool
    field_names: tuple[str, ...]
    empty_fields: tuple[str, ...]
    signatures: tuple[Examined, ...]
    roots_given: bool
    now: datetime
