"""forms/ and resources/ are found from source, from a wheel and in a frozen program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, sys
{before}
from cchc_desktop import paths
names = ("forms_dir", "resources_dir", "fonts_dir", "icons_dir", "user_data_dir")
print(json.dumps({{name: str(getattr(paths, name)()) for name in names}}))
"""


def _ask(python: Path | str, folder: Path, before: str = "", **environment: str) -> dict[str, str]:
    result = subprocess.run(
        [python, "-c", ASK.format(before=before)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answer: dict[str, str] = json.loads(result.stdout)
    return answer


def test_source_checkout_uses_its_own_folders(tmp_path: Path) -> None:
    found = _ask(sys.executable, ROOT, CCHC_USER_DATA=str(tmp_path))
    assert found == {
        "forms_dir": str(ROOT / "forms"),
        "resources_dir": str(ROOT / "resources"),
        "fonts_dir": str(ROOT / "resources" / "fonts"),
        "icons_dir": str(ROOT / "resources" / "icons"),
        "user_data_dir": str(tmp_path),
    }


def test_user_data_lies_in_the_home_folder(tmp_path: Path) -> None:
    found = _ask(sys.executable, ROOT, HOME=str(tmp_path), LOCALAPPDATA=str(tmp_path))
    assert Path(found["user_data_dir"]).is_relative_to(tmp_path)
    assert Path(found["user_data_dir"]).name == "cchc-desktop"


def test_frozen_program_uses_what_it_unpacked(tmp_path: Path) -> None:
    frozen = _ask(
        sys.executable, ROOT, before=f"sys._MEIPASS = {str(tmp_path)!r}", CCHC_USER_DATA="x"
    )
    assert frozen["forms_dir"] == str(tmp_path / "forms")
    assert frozen["fonts_dir"] == str(tmp_path / "resources" / "fonts")


def test_wheel_carries_both_folders_and_finds_them_alone(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("cchc_desktop", "forms", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", copy / "docs")
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md"):
        shutil.copy(ROOT / name, copy)
    out = tmp_path / "out"
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", out, copy], check=True)
    shutil.rmtree(copy)

    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    site = next(environment.rglob("site-packages"))
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)

    python = next(environment.rglob("python"))
    found = _ask(python, tmp_path, CCHC_USER_DATA="x")
    assert found["forms_dir"] == str(site / "cchc_desktop" / "_data" / "forms")
    for name in ("forms", "resources"):
        shipped = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*") if p.is_file()}
        installed = {
            p.relative_to(Path(found[f"{name}_dir"]))
            for p in Path(found[f"{name}_dir"]).rglob("*")
            if p.is_file()
        }
        assert installed == shipped
    guide = site / "cchc_desktop" / "_data" / "docs"
    text = (guide / "huong-dan-can-bo.md").read_text("utf-8")
    pictures = re.findall(r"\]\((images/[^)]+)\)", text)
    assert len(pictures) > 10
    assert all((guide / one).is_file() for one in pictures)
