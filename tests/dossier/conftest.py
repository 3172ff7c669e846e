"""One whole dossier of the sample department, built once for all tests that look at it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.manifest import canonical_bytes, data_hash, manifest_to_data, short_hash
from cchc_desktop.core.progress import no_progress
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.dossier.builder import BuiltDossier, build_dossier
from cchc_desktop.paths import fonts_dir, forms_dir
from tests.support import evidence_files
from tests.support.pdf_tools import page_texts
from tests.support.sample_assessment import (
    TODAY,
    Sample,
    SampleFile,
    sample_assessment,
    with_documents,
)
from tests.support.signed_evidence import signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.core.progress import Progress


@dataclass
class Dossier:
    """A built dossier with what it was built from."""

    path: Path
    sample: Sample
    data: bytes
    built: BuiltDossier
    unchanged: dict[str, str] = field(default_factory=dict)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, as pdftotext reads it."""
        return page_texts(self.path)

    @property
    def code(self) -> str:
        """The data's code as printed."""
        return short_hash(data_hash(self.data))

    def pages_with(self, text: str) -> list[int]:
        """Give the pages, counted from 0, on which a text stands."""
        return [number for number, page in enumerate(self.pages) if text in page]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Dossier]:
    """Give a function that builds a dossier of a sample."""

    def make(
        sample: Sample,
        *,
        templates: Path | None = None,
        today: date = TODAY,
        progress: Progress = no_progress,
        target: Path | None = None,
    ) -> Dossier:
        folder = tmp_path_factory.mktemp("dossier")
        work = folder / "work"
        work.mkdir()
        target = target or folder / "ho-so.pdf"
        sheet = score_assessment(sample.assessment)
        manifest = manifest_to_data(sample.assessment, sheet, "0.1", "0" * 64)
        data = canonical_bytes(manifest)
        built = build_dossier(
            sample.assessment,
            sheet,
            data,
            sample.extract,
            target,
            fonts_dir=fonts_dir(),
            templates_dir=templates or forms_dir() / "templates",
            today=today,
            work_dir=work,
            progress=progress,
        )
        assert list(work.iterdir()) == []
        return Dossier(target, sample, data, built)

    return make


@pytest.fixture(scope="session")
def full_sample(departments_set: CriteriaSet, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample department with evidence of every kind, a signed document among it."""
    sample = sample_assessment(departments_set)
    original = signed(evidence_files.paper("Văn bản đã ký số", 2), tmp_path_factory.mktemp("key"))
    more = with_documents(
        sample.assessment,
        [
            SampleFile(
                "da ky.pdf",
                original,
                FileState.SIGNED_PDF,
                2,
                (("7.2.1", "2"),),
                "90/BC-SCT",
                title="Báo cáo văn bản điện tử đã ký số",
            ),
            SampleFile("dong.pdf", evidence_files.active(), FileState.PDF, 2, (("7.2.2", ""),)),
        ],
    )
    return Sample(more.assessment, {**sample.files, **more.files})


@pytest.fixture(scope="session")
def full(build: Callable[..., Dossier], full_sample: Sample) -> Dossier:
    """The sample department's dossier."""
    return build(full_sample)


@pytest.fixture(scope="session")
def bare(build: Callable[..., Dossier], departments_set: CriteriaSet) -> Dossier:
    """The same department without any document."""
    return build(sample_assessment(departments_set, evidence=False))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the wording that a test may change."""
    folder = tmp_path / "templates"
    shutil.copytree(forms_dir() / "templates", folder)
    return folder
