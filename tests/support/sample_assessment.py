"""A department with the whole set answered and evidence of every kind, for tests."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment, Particulars
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.paths import forms_dir
from tests.support import evidence_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet

TODAY = date(2026, 11, 25)


@dataclass
class Sample:
    """An assessment and the bytes of its documents."""

    assessment: Assessment
    files: dict[str, bytes] = field(default_factory=dict)
    """Bytes by SHA-256."""

    def extract(self, document: Document, target: Path) -> None:
        """Write a document's bytes, as a workbook does."""
        target.write_bytes(self.files[document.sha256])


def sample_assessment(whole: CriteriaSet, *, evidence: bool = True) -> Sample:
    """Give the sample department of forms/samples, with files made on the spot.

    Args:
        whole: the departments' set.
        evidence: whether it has documents: sound, turned, A3, cropped, picture with EXIF,
            encrypted, damaged, Word; those of forms/samples beside.
    """
    data = _sample_data()
    particulars = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["particulars"].items()
    }
    assessment = Assessment(
        unit=data["unit"],
        year=data["year"],
        criteria_set=whole,
        answers={code: _answer(values) for code, values in data["answers"].items()},
        exemptions=data["exemptions"],
        particulars=Particulars(**particulars),
    )
    if not evidence:
        return Sample(assessment)
    return with_documents(assessment, [*plain_documents(), *odd_documents()])


@dataclass(frozen=True)
class SampleFile:
    """A document to attach, with what cites it: (code, pages)."""

    name: str
    data: bytes
    state: FileState
    pages: int | None
    cited: tuple[tuple[str, str], ...]
    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""


def with_documents(assessment: Assessment, files: Iterable[SampleFile]) -> Sample:
    """Attach documents to an assessment."""
    from dataclasses import replace

    stored: dict[str, bytes] = {}
    evidence: list[Evidence] = list(assessment.evidence)
    for number, one in enumerate(files, 1):
        sha = hashlib.sha256(one.data).hexdigest()
        stored[sha] = one.data
        document = Document(
            id=number,
            sha256=sha,
            name=one.name,
            size=len(one.data),
            state=one.state,
            pages=one.pages,
            number=one.number,
            date=one.date,
            issuer=one.issuer,
            title=one.title,
        )
        for code, pages in one.cited:
            evidence.append(Evidence(len(evidence) + 1, code, document, pages))
    return Sample(replace(assessment, evidence=tuple(evidence)), stored)


def plain_documents() -> list[SampleFile]:
    """Give the sample department's documents as PDFs of as many pages as they claim."""
    return [
        SampleFile(
            name=f"{one['number'].split('/')[0]}.pdf",
            data=evidence_files.paper(one["title"], one["pages"]),
            state=FileState.PDF,
            pages=one["pages"],
            cited=tuple((cited["code"], cited["pages"]) for cited in one["cited"]),
            number=one["number"],
            date=one["date"],
            issuer=one["issuer"],
            title=one["title"],
        )
        for one in _sample_data()["documents"]
    ]


def odd_documents() -> list[SampleFile]:
    """Give one document of each unusual kind."""
    issued = {"date": "2026-09-18", "issuer": "Sở Công Thương"}
    return [
        SampleFile(
            "Biểu xoay, khổ A3, cắt mép.pdf",
            evidence_files.odd_pages(),
            FileState.PDF,
            7,
            (("1.3.2", ""),),
            "391/BC-SCT",
            title="Biểu tổng hợp kết quả khắc phục tồn tại (trang xoay, A3, cắt mép)",
            **issued,
        ),
        SampleFile(
            "chụp màn hình.jpg",
            evidence_files.photograph(orientation=6),
            FileState.IMAGE,
            1,
            (("1.4.2", ""),),
            title="Ảnh chụp trang tin, bài trên Cổng thông tin điện tử",
            **issued,
        ),
        SampleFile(
            "Báo cáo có mật khẩu.pdf",
            evidence_files.encrypted(evidence_files.paper("Báo cáo mật", 2)),
            FileState.ENCRYPTED,
            None,
            (("1.6.1", ""),),
            "44/BC-SCT",
            title="Báo cáo kết quả thực hiện nhiệm vụ UBND tỉnh giao",
            **issued,
        ),
        SampleFile(
            "hỏng.pdf",
            evidence_files.paper("Bản quét", 3)[:900],
            FileState.DAMAGED,
            None,
            (("1.6.2", ""),),
            title="Bản quét sổ theo dõi nhiệm vụ",
            **issued,
        ),
        SampleFile(
            "Danh sách/mô hình 😀.docx",
            evidence_files.word_file(),
            FileState.OTHER,
            None,
            (("9.1", ""),),
            title="Danh sách mô hình, sáng kiến đề nghị công nhận",
            **issued,
        ),
    ]


def _answer(values: dict[str, object]) -> Answer:
    note = str(values.get("note", ""))
    declared = {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in values.items()
        if name not in ("note", "not_applicable", "review")
    }
    return Answer(declared, note, str(values.get("not_applicable", "")))


def _sample_data() -> dict[str, object] | object:
    path = forms_dir() / "samples" / "so-cong-thuong-2026.json"
    return json.loads(io.StringIO(path.read_text("utf-8")).read())
