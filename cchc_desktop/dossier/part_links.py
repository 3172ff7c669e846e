"""Links inside the dossier: drawn in the parts as ``cchc:…`` addresses, resolved once joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name

from cchc_desktop.pdf_layout.markup import LINK_SCHEME
from cchc_desktop.pdf_layout.page_frame import Anchor

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from cchc_desktop.dossier.evidence_places import EvidencePlaces
    from cchc_desktop.dossier.evidence_plan import PlannedDocument
    from cchc_desktop.pdf_layout.page_frame import Layout

_ABOVE = 4.0
"""Points left free above a row that is jumped to."""


@dataclass(frozen=True)
class Targets:
    """Places that can be jumped to, as PDF destinations.

    Attributes:
        pages: the page objects of the whole dossier, fetched once.
        anchors: marks with pages counted from 0 over the whole dossier.
        places: of the evidence.
    """

    pages: list[Object]
    anchors: dict[str, Anchor]
    places: EvidencePlaces

    def anchor(self, name: str) -> Array:
        """Give a mark's place, or the first page where there is no such mark."""
        found = self.anchors.get(name)
        if found is None:
            return self.page(0)
        return Array([self.pages[found.page], Name.XYZ, None, round(found.top + _ABOVE, 2), None])

    def page(self, number: int) -> Array:
        """Give a page from its upper left corner on, as it is seen.

        Not /Fit: Qt's reader finds no place in it, and people lose their zoom by it.
        """
        page = self.pages[number]
        x0, y0, x1, y1 = (float(value) for value in page.MediaBox)
        corners = {0: (x0, y1), 90: (x0, y0), 180: (x1, y0), 270: (x1, y1)}
        left, top = corners[int(page.get("/Rotate", 0)) % 360]
        return Array([page, Name.XYZ, round(left, 2), round(top, 2), None])

    def document(self, document: PlannedDocument, page: int) -> Array:
        """Give the place of a document's page."""
        return self.page(self.places.page_of(document, page))

    def of_address(self, address: str) -> Array | None:
        """Give the place that a ``cchc:`` address of the parts names."""
        kind, _, rest = address.partition(":")
        if kind in ("tl", "note"):
            return self.anchor(f"{kind}-{rest}")
        number, _, page = rest.partition(":")
        return self.document(self.places.documents[int(number) - 1], int(page))


def resolve_links(pdf: Pdf, report: Layout, index: Layout, places: EvidencePlaces) -> Targets:
    """Turn the parts' links into jumps, and give all places for more of them."""
    anchors = dict(report.anchors)
    for name, one in index.anchors.items():
        anchors[name] = Anchor(one.page + report.pages, one.top)
    targets = Targets([page.obj for page in pdf.pages], anchors, places)
    for page in targets.pages[: places.start]:
        annotations: Any = page.get("/Annots", Array())
        for annotation in annotations:
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            scheme, _, rest = address.partition(":")
            if scheme == LINK_SCHEME:
                annotation.A = Dictionary(S=Name.GoTo, D=targets.of_address(rest))
                annotation.F = 4
    return targets
