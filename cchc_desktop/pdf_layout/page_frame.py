"""Pages of an official paper: margins, number at the top, and what was drawn where.

Geometry: NĐ 30/2020/NĐ-CP, Phụ lục I: A4, top and bottom 20 mm, left 30, right 15; landscape
for wide tables, with 25 mm at the top, which becomes the spine in duplex printing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from cchc_desktop.pdf_layout.fonts import REGULAR
from cchc_desktop.pdf_layout.styles import INK, MM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points, PDF coordinates (y upwards)."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageForm:
    """Paper size and frame of one kind of page; points."""

    width: float
    height: float
    frame: Rect
    number_drop: float
    """From the paper's top edge to the baseline of the page number."""


PORTRAIT = PageForm(
    210 * MM, 297 * MM, Rect(30 * MM, 20 * MM, 195 * MM, 277 * MM), number_drop=13 * MM
)
LANDSCAPE = PageForm(
    297 * MM, 210 * MM, Rect(30 * MM, 20 * MM, 282 * MM, 185 * MM), number_drop=15 * MM
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark was drawn: page counted from 0 within the file, height in points."""

    page: int
    top: float


@dataclass
class Layout:
    """What a finished file holds."""

    pages: int = 0
    forms: list[PageForm] = field(default_factory=list)
    """The form of each page."""
    parts: dict[str, int] = field(default_factory=dict)
    """First page of each part, counted from 0."""
    anchors: dict[str, Anchor] = field(default_factory=dict)


def blank_canvas(drawn: BytesIO) -> Canvas:
    """Begin a file that is drawn by hand, without reportlab's own first font.

    It is drawn in memory: writing to a path, reportlab leaves the file open when the disk fills.
    """
    options: dict[str, Any] = {"initialFontName": REGULAR}
    return Canvas(drawn, invariant=1, pageCompression=1, **options)


class OfficialDocument(BaseDocTemplate):
    """A file of one or more parts, each with its own page numbers from 1, the first not printed.

    Build the story with ``part_templates`` names: start a part with ``NextPageTemplate(name)``.
    """

    def __init__(
        self,
        target: Path,
        parts: dict[str, PageForm],
        on_page: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Prepare the file.

        Args:
            target: the PDF to write.
            parts: the form of each part's pages.
            on_page: told the number of each page that is begun; what it raises ends the drawing.
        """
        first = next(iter(parts.values()))
        self._target, self._drawn = target, BytesIO()
        super().__init__(
            self._drawn,
            pagesize=(first.width, first.height),
            pageTemplates=[
                template
                for name, form in parts.items()
                for template in (_FirstPage(name, form), _LaterPage(name, form))
            ],
            lang="vi",
            invariant=1,
            initialFontName=REGULAR,
        )
        self.layout = Layout()
        self.on_page = on_page
        self.part_start = 0

    def lay_out(self, story: list[Any]) -> Layout:
        """Draw the story into the file and say what lies where."""
        layout = self.layout

        class Recorder(Canvas):
            """Remembers marks instead of writing named destinations, which merging would lose."""

            def bookmarkHorizontal(
                self, key: Any, relativeX: Any, relativeY: Any, **_: Any
            ) -> None:
                top = self.absolutePosition(relativeX, relativeY)[1]
                layout.anchors.setdefault(key, Anchor(self.getPageNumber() - 1, top))

            def __init__(self, *arguments: Any, **options: Any) -> None:
                options["initialFontName"] = REGULAR
                super().__init__(*arguments, **options)

        self.build(story, canvasmaker=Recorder)
        self._target.write_bytes(self._drawn.getvalue())
        layout.pages = len(layout.forms)
        return layout


class _Page(PageTemplate):
    """One kind of page of a part."""

    def __init__(self, template_id: str, part: str, form: PageForm, following: str) -> None:
        box = form.frame
        frame = Frame(
            box.left,
            box.bottom,
            box.width,
            box.height,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        super().__init__(
            id=template_id,
            frames=[frame],
            pagesize=(form.width, form.height),
            autoNextPageTemplate=following,
        )
        self.part = part
        self.form = form

    def beforeDrawPage(self, canvas: Canvas, doc: Any) -> None:
        doc.layout.forms.append(self.form)
        doc.on_page(len(doc.layout.forms))


class _FirstPage(_Page):
    def __init__(self, part: str, form: PageForm) -> None:
        super().__init__(part, part, form, f"{part}-later")

    def beforeDrawPage(self, canvas: Canvas, doc: Any) -> None:
        super().beforeDrawPage(canvas, doc)
        doc.part_start = canvas.getPageNumber()
        doc.layout.parts[self.part] = doc.part_start - 1
        doc.layout.anchors[self.part] = Anchor(doc.part_start - 1, self.form.height)


class _LaterPage(_Page):
    def __init__(self, part: str, form: PageForm) -> None:
        super().__init__(f"{part}-later", part, form, f"{part}-later")

    def beforeDrawPage(self, canvas: Canvas, doc: Any) -> None:
        super().beforeDrawPage(canvas, doc)
        number = canvas.getPageNumber() - doc.part_start + 1
        canvas.saveState()
        canvas.setFont(REGULAR, 14)
        canvas.setFillColor(INK)
        middle = (self.form.frame.left + self.form.frame.right) / 2
        canvas.drawCentredString(middle, self.form.height - self.form.number_drop, str(number))
        canvas.restoreState()
