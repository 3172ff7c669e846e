"""Changes made to the unsigned dossier, signed afterwards: the signature holds, the dossier not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Name

from tests.support.command_line import cchc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.signed_dossier import Made

DATA_NAME = "du-lieu-cchc.json"


@pytest.fixture(scope="module")
def waiting(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier before anybody has signed it."""
    path = tmp_path_factory.mktemp("waiting") / "chờ ký.pdf"
    assert cchc("export", made.db, "--pdf", path).code == 0
    return path


@pytest.fixture
def forged(made: Made, waiting: Path, tmp_path: Path) -> Callable[[Any], Any]:
    """Give a function that changes the unsigned file, lets the head sign it and verifies it."""

    def make(edit: Any) -> Any:
        changed, signed = tmp_path / "sửa.pdf", tmp_path / "ký.pdf"
        with pikepdf.open(waiting) as pdf:
            edit(pdf)
            pdf.save(changed)
        done = cchc("sign", changed, signed, *made.keys.options(made.keys.head))
        assert done.code == 0, done.err
        told = cchc("verify", signed, "--trust", made.keys.root, "--json")
        assert "Traceback" not in told.err
        assert told.json["signatures"][0]["intact"] is True
        assert told.code == (1 if kinds(told.json) else 0)
        return told.json

    return make


def kinds(report: Any) -> list[str]:
    """Give the stable names of what is wrong."""
    return [one["kind"] for one in report["findings"] if one["severity"] != "info"]


def words(report: Any) -> str:
    """Give all sentences."""
    return " ".join(one["message"] for one in report["findings"])


def mark_of(page: pikepdf.Page) -> dict[str, str]:
    """Give what a page's foot says to machines, as written."""
    content = page.Resources.XObject.CchcFoot.read_bytes()
    return dict(re.findall(r"/(\w+) (\w+|\([^)]*\)|\[[^]]*\])", first_line(content)))


def restate(page: pikepdf.Page, **values: object) -> None:
    """Let a page's foot say something else to machines."""
    foot = page.Resources.XObject.CchcFoot
    content = foot.read_bytes()
    line = first_line(content)
    for name, value in values.items():
        line, done = re.subn(rf"/{name} (\w+|\([^)]*\)|\[[^]]*\])", f"/{name} {value}", line)
        assert done == 1
    foot.write(line.encode() + content[content.index(b"\n") :])


def first_line(content: bytes) -> str:
    """Give the line that opens the marked content."""
    return content.partition(b"\n")[0].decode()


def evidence_page(pdf: pikepdf.Pdf, document: int, own_page: int) -> int:
    """Find the page of the file, counted from 0, that shows a document's page."""
    for number, page in enumerate(pdf.pages):
        mark = mark_of(page)
        if mark.get("Document") == str(document) and mark.get("OwnPage") == str(own_page):
            return number
    raise AssertionError("no such page")


def renumber(pdf: pikepdf.Pdf) -> None:
    """Let every foot state the page's place, as a careful forger does."""
    for number, page in enumerate(pdf.pages, 1):
        if "/CchcFoot" in page.obj.Resources.XObject:
            restate(page, Page=number, Pages=len(pdf.pages))


def test_the_unchanged_file_is_in_order(forged: Callable[[Any], Any]) -> None:
    report = forged(lambda pdf: None)
    assert kinds(report) == []
    assert report["intact"] is True
    assert report["evidence"] == {"count": 5, "hashes_ok": True}


def test_the_fact_says_what_was_compared(made: Made) -> None:
    told = cchc("verify", made.pdf).out
    assert "Bản gốc đính kèm khớp mã băm: 3." in told
    assert "2 tài liệu, 4 trang" in told


def delete_page(pdf: pikepdf.Pdf) -> None:
    """Take page 3 of the plan out."""
    del pdf.pages[evidence_page(pdf, 1, 3)]


def delete_last_page(pdf: pikepdf.Pdf) -> None:
    """Take the last page out."""
    del pdf.pages[-1]


def duplicate_page(pdf: pikepdf.Pdf) -> None:
    """Show a page twice."""
    pdf.pages.append(pdf.pages[-1])


def swap_pages(pdf: pikepdf.Pdf) -> None:
    """Exchange two pages of the plan."""
    first, second = evidence_page(pdf, 1, 2), evidence_page(pdf, 1, 3)
    pdf.pages.insert(first, pdf.pages[second])
    del pdf.pages[second + 1]


def foreign_page(pdf: pikepdf.Pdf) -> None:
    """Add a page that no dossier prints."""
    pdf.add_blank_page()


def hide_foot(pdf: pikepdf.Pdf) -> None:
    """Keep the foot in the file, and draw it no longer."""
    page = pdf.pages[evidence_page(pdf, 1, 2)].obj
    page.Contents = Array(list(page.Contents)[:-1])


def other_document(pdf: pikepdf.Pdf) -> None:
    """Let a page be of a document that there is none."""
    restate(pdf.pages[-1], Document=9)


def other_file(pdf: pikepdf.Pdf) -> None:
    """Let a page be of another file."""
    restate(pdf.pages[evidence_page(pdf, 1, 2)], FileCode="(00000000)")


def other_leaf(pdf: pikepdf.Pdf) -> None:
    """Let a page prove something else."""
    restate(pdf.pages[evidence_page(pdf, 1, 2)], Codes="[ (3.4.1) ]")


def fewer_own_pages(pdf: pikepdf.Pdf) -> None:
    """Let the plan have 3 pages, and its page 5 be gone."""
    for own in (2, 3):
        restate(pdf.pages[evidence_page(pdf, 1, own)], OwnPages=3)
    del pdf.pages[evidence_page(pdf, 1, 5)]


@pytest.mark.parametrize(
    ("edit", "careless", "careful"),
    [
        (delete_page, "page_numbers", "evidence_pages"),
        (delete_last_page, "page_numbers", "evidence_missing"),
        (duplicate_page, "page_numbers", "evidence_pages"),
        (swap_pages, "page_numbers", "page_order"),
        (foreign_page, "page_foot", ""),
        (hide_foot, "page_foot", ""),
        (other_document, "evidence_foreign", "evidence_foreign"),
        (other_file, "evidence_pages", "evidence_pages"),
        (other_leaf, "evidence_pages", "evidence_pages"),
        (fewer_own_pages, "page_numbers", "evidence_pages"),
    ],
)
def test_every_page_of_evidence_must_be_there_once_in_its_place(
    forged: Callable[[Any], Any], edit: Any, careless: str, careful: str
) -> None:
    report = forged(edit)
    assert careless in kinds(report), report["findings"]
    assert report["intact"] is False
    assert report["evidence"]["hashes_ok"] is False
    if careful:
        report = forged(lambda pdf: (edit(pdf), renumber(pdf)))
        assert careful in kinds(report), report["findings"]
        assert report["evidence"]["hashes_ok"] is False


def spec(pdf: pikepdf.Pdf, part: str) -> Any:
    """Find an attachment by a part of its name."""
    return next(one for one in pdf.Root.AF if part in str(one.UF))


def rename(pdf: pikepdf.Pdf) -> None:
    """Give an original another name everywhere."""
    original = spec(pdf, "danh sách")
    data = original.EF.F.read_bytes()
    remove(pdf, str(original.UF))
    add(pdf, "TL 05 - khác.docx", data)


def rename_for_readers(pdf: pikepdf.Pdf) -> None:
    """Let readers list another name than the file's own."""
    spec(pdf, "danh sách").F = "khác.docx"


def swap_files(pdf: pikepdf.Pdf) -> None:
    """Put two originals into each other's place."""
    one, other = spec(pdf, "danh sách"), spec(pdf, "hỏng")
    one.EF, other.EF = other.EF, one.EF


def add_file(pdf: pikepdf.Pdf) -> None:
    """Attach one more."""
    add(pdf, "TL 09 - thêm.docx", b"them")


def list_twice(pdf: pikepdf.Pdf) -> None:
    """List an original once more under another key."""
    names = pdf.Root.Names.EmbeddedFiles
    pikepdf.NameTree(names)["zz"] = spec(pdf, "danh sách")


def two_files_in_one(pdf: pikepdf.Pdf) -> None:
    """Give readers that look at /F another file than those that look at /UF."""
    spec(pdf, "danh sách").EF.F = pdf.make_stream(b"khac")


def drop_association(pdf: pikepdf.Pdf) -> None:
    """Take the data file out of /AF."""
    pdf.Root.AF = Array([one for one in pdf.Root.AF if str(one.UF) != DATA_NAME])


def hang_on_page(pdf: pikepdf.Pdf) -> None:
    """Hang a file on a page."""
    note = pikepdf.Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec(pdf, "hỏng")
    )
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", Array()), note])


def add(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    """Attach a file as the program does."""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    pdf.Root.AF.append(pdf.attachments[name].obj)


def remove(pdf: pikepdf.Pdf, name: str) -> None:
    """Take a file out."""
    del pdf.attachments[name]


@pytest.mark.parametrize(
    ("edit", "kind", "named"),
    [
        (rename, "evidence_renamed", "TL 05 - khác.docx"),
        (rename_for_readers, "renamed_attachment", "khác.docx"),
        (swap_files, "evidence_missing", "hỏng.pdf"),
        (add_file, "evidence_extra", "TL 09 - thêm.docx"),
        (list_twice, "duplicate_attachment", "zz"),
        (two_files_in_one, "duplicate_attachment", "danh sách.docx"),
        (drop_association, "not_associated", DATA_NAME),
        (hang_on_page, "file_on_page", "Trang 1"),
    ],
)
def test_every_attached_file_must_be_one_of_the_data_s(
    forged: Callable[[Any], Any], edit: Any, kind: str, named: str
) -> None:
    report = forged(edit)
    assert kind in kinds(report), report["findings"]
    assert named in words(report)
    assert report["intact"] is False
    assert report["evidence"]["hashes_ok"] is False


def rewrite(change: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    """Give an edit of the data that leaves it well-formed and its printed code right."""
    import hashlib

    def edit(pdf: pikepdf.Pdf) -> None:
        stream = spec(pdf, DATA_NAME).EF.F
        before = stream.read_bytes()
        data = json.loads(before)
        change(data)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        stream.write(text.encode())
        old, new = (hashlib.sha256(one).hexdigest()[:16] for one in (before, text.encode()))
        for page in pdf.pages:
            foot = page.Resources.XObject.CchcFoot
            foot.write(foot.read_bytes().replace(code(old), code(new)))

    return edit


def code(sha: str) -> bytes:
    """Give a code as printed."""
    return " ".join(sha[start : start + 4] for start in range(0, 16, 4)).encode()


def plan(data: Any) -> Any:
    """Give the first citation of the document that is shown as pages."""
    return next(one for one in data["evidence"] if one["state"] == "pdf")


def test_data_alone_may_not_change_who_proves_what(forged: Callable[[Any], Any]) -> None:
    def zeros(data: Any) -> None:
        for one in data["evidence"]:
            if one["state"] == "pdf":
                one["sha256"] = "0" * 64

    report = forged(rewrite(zeros))
    assert report["data"]["matches_pages"] is True
    assert {"evidence_pages", "evidence_hash"} <= set(kinds(report))
    assert report["evidence"]["hashes_ok"] is False


def steps(data: Any) -> None:
    """Say that a score was reached otherwise."""
    next(one for one in data["scores"]["items"] if one["code"] == "3.4.1")["steps"] = ["1 + 1"]


def title(data: Any) -> None:
    """Call an item otherwise."""
    data["scores"]["items"][0]["title"] = "Khác"


def field_maximum(data: Any) -> None:
    """Give a field another maximum."""
    data["scores"]["fields"][1]["self_max"] = "99.00"


def more(data: Any) -> None:
    """Say more than the program does."""
    data["scores"]["grade"] = "Xuất sắc"


def other_type(data: Any) -> None:
    """Write a count as a number with decimals."""
    data["scores"]["answered"] = float(data["scores"]["answered"])


def item_twice(data: Any) -> None:
    """Say one item twice; the last one is right."""
    data["scores"]["items"].insert(0, {**data["scores"]["items"][0], "score": "9.00"})


@pytest.mark.parametrize(
    ("change", "kind", "named"),
    [
        (steps, "steps_differ", "3.4.1"),
        (title, "steps_differ", "1.1.1"),
        (field_maximum, "sum_differs", "fields 2"),
        (more, "sum_differs", "grade"),
        (other_type, "sum_differs", "answered"),
        (item_twice, "sum_differs", "items"),
    ],
)
def test_everything_said_of_the_scores_is_compared(
    forged: Callable[[Any], Any], change: Any, kind: str, named: str
) -> None:
    report = forged(rewrite(change))
    assert kinds(report) == [kind], report["findings"]
    assert named in words(report)
    assert report["data"]["score_recomputed"] is False
    assert report["intact"] is False


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(year=10**30),
        lambda data: data.update(year=float("nan")),
        lambda data: data.update(year=float("inf")),
        lambda data: data.update(unit=5),
        lambda data: data.update(scores=None),
        lambda data: data.update(scores={"items": [{"code": []}], "fields": []}),
        lambda data: data.update(evidence=7),
        lambda data: data["evidence"][0].update(code=5),
        lambda data: plan(data).update(pages=10**30, cited_pages=""),
        lambda data: plan(data).update(cited_pages="1-99999," * 50_000),
        lambda data: [one.update(name="\0", id=-1) for one in data["evidence"]],
        lambda data: data["set"].update(fields=float("nan")),
        lambda data: data["set"]["policy"].update(leaf_decimals=10**9),
        lambda data: data["answers"]["3.4.1"]["values"].update(a="9" * 5000, b=["x"]),
        lambda data: data["answers"]["3.4.1"].update(values={"a": {"b": None}}),
        lambda data: data.update(particulars={"unit": 1}),
        lambda data: data.update(exemptions=[["1", "2"], ["3", "4"]]),
    ],
)
def test_hostile_data_is_a_finding_and_nothing_else(
    forged: Callable[[Any], Any], change: Any
) -> None:
    report = forged(rewrite(change))
    assert kinds(report)
    assert report["intact"] is False


def test_a_key_said_twice_is_found(forged: Callable[[Any], Any]) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        stream = spec(pdf, DATA_NAME).EF.F
        stream.write(stream.read_bytes().replace(b'{"answers"', b'{"year":2020,"answers"', 1))

    assert "data_form" in kinds(forged(edit))
