"""The one thing pyproject.toml can't say: forms/, resources/ and the guide travel in the wheel."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithData(build_py):
    """Copies the folders and the officer's guide to where cchc_desktop/paths.py looks for them."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # an editable install reads the checkout's own folders
        data = Path(self.build_lib) / "cchc_desktop" / "_data"
        shutil.rmtree(data, ignore_errors=True)
        for folder in ("forms", "resources"):
            shutil.copytree(folder, data / folder)
        (data / "docs").mkdir()
        shutil.copy("docs/huong-dan-can-bo.md", data / "docs")
        shutil.copytree("docs/images", data / "docs" / "images")


setup(cmdclass={"build_py": BuildWithData})
