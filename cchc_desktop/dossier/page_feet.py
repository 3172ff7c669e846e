"""The foot of a page of a foreign file, read back: the data code that it prints, and its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Stream

from cchc_desktop.dossier.bounded_streams import StreamProblem, decoded_bytes
from cchc_desktop.dossier.page_edits import FOOT_NAME, as_array, page_contents
from cchc_desktop.dossier.page_marks import PageMark, mark_in

_LARGEST_FOOT = 100_000
_LARGEST_STAMP = 1_000
_CODE = re.compile(rb"\(([0-9a-f]{4}(?: [0-9a-f]{4}){3})\)\s*Tj")
_STAMP = re.compile(rb"\s*q (?:-?[\d.]+ ){6}cm " + str(FOOT_NAME).encode() + rb" Do Q\s*")


@dataclass(frozen=True, slots=True)
class PageFoot:
    """What a page's foot says; ``code`` is empty and ``mark`` None where it says nothing.

    ``files`` is how many files hang on the page as annotations; no dossier of ours has any.
    """

    code: str
    mark: PageMark | None
    files: int


def read_foot(page: Any) -> PageFoot:
    """Read the foot of a page, if the page draws one."""
    notes = as_array(page.get("/Annots"))
    files = sum(
        isinstance(one, Dictionary) and one.get("/Subtype") == Name.FileAttachment for one in notes
    )
    resources = page.get("/Resources")
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    foot = objects.get(str(FOOT_NAME)) if isinstance(objects, Dictionary) else None
    if not isinstance(foot, Stream) or not _is_drawn(page):
        return PageFoot("", None, files)
    try:
        content = decoded_bytes(foot, _LARGEST_FOOT)
    except StreamProblem:
        return PageFoot("", None, files)
    found = _CODE.findall(content)
    return PageFoot(found[0].decode() if len(found) == 1 else "", mark_in(content), files)


def _is_drawn(page: Any) -> bool:
    """Tell whether the page's last act is to draw its foot."""
    parts = page_contents(page)
    try:
        return bool(parts and _STAMP.fullmatch(decoded_bytes(parts[-1], _LARGEST_STAMP)))
    except StreamProblem:
        return False
