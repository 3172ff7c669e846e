"""Files inside the dossier: the data (AFRelationship Data) and originals (Supplement)."""

from __future__ import annotations

import hashlib
import mimetypes
import zlib
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, NameTree, String

from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from datetime import date

    from pikepdf import Pdf

    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_plan import PlannedDocument

DATA_NAME = "du-lieu-cchc.json"
"""The name of the embedded data file."""


def attachment_request(document: PlannedDocument, context: DossierContext) -> dict[str, str]:
    """Ask qpdf's job to attach an original as it is, from its file."""
    moment = pdf_date(context.today)
    name = clean(document.document.title or document.document.name)
    return {
        "file": str(document.original),
        "key": document.attachment,
        "filename": document.attachment,
        "mimetype": mime_type(document.document.name),
        "description": context.wording.text("tep_ban_goc", tl=document.label, ten=name),
        "creationdate": moment,
        "moddate": moment,
    }


def mark_originals(pdf: Pdf) -> None:
    """Give every attachment its relationship and list it in the catalog (PDF/A-3)."""
    files = Array()
    for one in _tree(pdf).values():
        one.AFRelationship = Name.Supplement
        files.append(one)
    pdf.Root.AF = files


def attach_data(pdf: Pdf, data: bytes, context: DossierContext) -> None:
    """Embed the data file."""
    moment = String(pdf_date(context.today))
    stream = pdf.make_stream(
        zlib.compress(data, 9),
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Filter=Name.FlateDecode,
        Params=Dictionary(
            Size=len(data),
            CheckSum=String(hashlib.md5(data, usedforsecurity=False).digest()),
            CreationDate=moment,
            ModDate=moment,
        ),
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=DATA_NAME,
            UF=DATA_NAME,
            Desc=context.wording.text("tep_du_lieu"),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    _tree(pdf)[DATA_NAME] = spec
    pdf.Root.AF.insert(0, spec)


def mime_type(name: str) -> str:
    """Guess a file's type from its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def pdf_date(day: date) -> str:
    """Write noon of a day in Vietnam as PDF writes times."""
    return f"D:{day:%Y%m%d}000000+07'00'"


def _tree(pdf: Pdf) -> NameTree:
    names = pdf.Root.get("/Names")
    if not isinstance(names, Dictionary):
        names = pdf.Root.Names = Dictionary()
    if "/EmbeddedFiles" not in names:
        names.EmbeddedFiles = NameTree.new(pdf).obj
    return NameTree(names.EmbeddedFiles)
