"""A department's whole year by the command line, each command a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from cchc_desktop.paths import forms_dir
from tests.support.documents import write_pdf
from tests.support.signed_dossier import make_keys

if TYPE_CHECKING:
    from pathlib import Path


def _run(*words: str | Path, code: int = 0) -> Any:
    """Run ``cchc … --json`` as a script would; give the document."""
    command = [sys.executable, "-m", "cchc_desktop", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code, (words, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def test_from_an_empty_workbook_to_a_verified_dossier(tmp_path: Path) -> None:
    sample = json.loads((forms_dir() / "samples/so-cong-thuong-2026.json").read_text("utf-8"))
    keys = make_keys(tmp_path)
    db, pdf, both = tmp_path / "so.cchc", tmp_path / "hồ sơ.pdf", tmp_path / "hai chữ ký.pdf"
    exempt = [f"--exempt={code}={basis}" for code, basis in sample["exemptions"].items()]
    _run("new", db, "--set", sample["set"], "--year", "2026", "--unit", sample["unit"], *exempt)
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps(sample["answers"]), encoding="utf-8")
    _run("answer", db, "--json-file", answers)
    assert _run("check", db, code=1)["complete"] is False
    plan = write_pdf(tmp_path / "minh chứng.pdf", pages=3)
    for item in _run("score", db)["items"]:
        if item["status"] == "scored" and item["score"] != "0.00":
            _run("attach", db, item["code"], plan, "--number", "12/KH-SCT", "--date", "2026-01-15")
    assert _run("check", db)["complete"] is True
    score = _run("score", db)
    assert (score["self_score"], score["self_max"], score["percent"]) == ("58.69", "65.00", "92.42")
    assert (score["answered"], score["applicable"]) == (69, 69)
    exported = _run("export", db, "--pdf", pdf, *keys.options(keys.head))
    assert exported["signed"] is True
    _run("sign", pdf, both, *keys.options(keys.agency), "--role", "agency")
    report = _run("verify", both, "--trust", keys.root)
    assert report["intact"] is report["trusted"] is True
    assert report["data"]["self_score"] == "58.69"
    assert [one["role"] for one in report["signatures"]] == ["head", "agency"]


def test_the_sample_job_ends_with_a_sound_dossier(tmp_path: Path) -> None:
    first = _run("sample", tmp_path / "mau", "--headless-job")
    assert first["intact"] is first["trusted"] is True
    assert (first["self_score"], first["self_max"]) == ("58.69", "65.00")
    again = _run("sample", tmp_path / "mau", "--headless-job")
    assert again["workbook"] == first["workbook"]
    assert _run("check", first["workbook"], "--integrity")["intact"] is True
    assert _run("check", first["workbook"])["complete"] is True
