"""Measures that are chosen or entered as points: options, ticks, points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.answer import ITEMS, OPTION
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.measured import Form, Measured, Missing, NotApplicable, Outcome
from cchc_desktop.core.numbers import exact, show_finite, show_number, show_points

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_desktop.core.figures import Figures


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer a choice: its points, or its percent of the maximum, or not applicable."""

    key: str
    label: str
    points: Decimal | None = None
    percent: Decimal | None = None

    @property
    def not_applicable(self) -> bool:
        """True when choosing it takes the leaf out of the maximum."""
        return self.points is None and self.percent is None


def option_letter(place: int) -> str:
    """Give what the option at this place, counted from 0, is called: ``a)``, ``b)``, …"""
    return f"{chr(ord('a') + place) if place < 26 else place + 1})"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option out of several."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    @property
    def form(self) -> Form:
        """A share where the options give percent of the maximum, points otherwise."""
        by_percent = any(one.percent is not None for one in self.options)
        return Form.SHARE if by_percent else Form.POINTS

    @property
    def input_names(self) -> tuple[str, ...]:
        """No figures: an option is chosen."""
        return ()

    def measure(self, figures: Figures) -> Outcome:
        """Give the chosen option's points or percent."""
        key = figures.raw(OPTION)
        if not key:
            return Missing(("phương án",))
        option = next((one for one in self.options if one.key == key), None)
        if option is None:
            keys = ", ".join(one.key for one in self.options)
            raise UserError(
                "unknown_option", f"Không có phương án “{key}”; chọn một trong: {keys}."
            )
        letter = f"Phương án {option_letter(self.options.index(option))}"
        if option.not_applicable:
            return NotApplicable(f"{letter} {option.label}: không áp dụng", option.label)
        if option.percent is not None:
            value, form = exact(option.percent) / 100, Form.SHARE
            shown = f"{show_number(option.percent)}%"
        else:
            assert option.points is not None
            value, form, shown = exact(option.points), Form.POINTS, show_points(option.points)
        expression = letter if form is Form.POINTS else shown
        line = f"{letter} {option.label}"
        if form is Form.SHARE:
            line += f": {shown}"
        return Measured(value, form, option.label, expression, shown, (line,))


@dataclass(frozen=True, slots=True)
class Tick:
    """One requirement of a checklist with its points."""

    key: str
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Ticks:
    """Requirements met, each with its own points."""

    kind: ClassVar[str] = "ticks"
    form: ClassVar[Form] = Form.POINTS
    items: tuple[Tick, ...]

    @property
    def input_names(self) -> tuple[str, ...]:
        """No figures: items are ticked."""
        return ()

    def measure(self, figures: Figures) -> Outcome:
        """Sum the points of the ticked items; none ticked is an answer too."""
        raw = figures.raw(ITEMS)
        if raw is None:
            return Missing(("các yêu cầu đạt được",))
        keys = [key for key in raw.split(",") if key]
        for key in keys:
            if key not in {one.key for one in self.items}:
                known = ", ".join(one.key for one in self.items)
                raise UserError("unknown_item", f"Không có yêu cầu “{key}”; các mã: {known}.")
        ticked = [one for one in self.items if one.key in keys]
        value = sum((exact(one.points) for one in ticked), Fraction(0))
        declared = f"{len(ticked)}/{len(self.items)} yêu cầu"
        expression = " + ".join(show_points(one.points) for one in ticked) or "0,00"
        line = f"Đạt {declared}"
        return Measured(value, Form.POINTS, declared, expression, declared, (line,))


@dataclass(frozen=True, slots=True)
class Points:
    """Points that are entered: by the unit with a reason, or by the council."""

    kind: ClassVar[str] = "points"
    form: ClassVar[Form] = Form.POINTS
    input: str
    step: Decimal
    guide: str = ""

    @property
    def input_names(self) -> tuple[str, ...]:
        """The figures that it reads."""
        return (self.input,)

    def measure(self, figures: Figures) -> Outcome:
        """Give the entered points.

        Raises:
            UserError: ``not_a_step`` or ``above_max``.
        """
        if missing := figures.missing([self.input]):
            return Missing(missing)
        value = figures.number(self.input)
        if value > exact(figures.max):
            raise UserError(
                "above_max",
                f"{show_finite(value, 2)} điểm vượt điểm tối đa {show_points(figures.max)}.",
            )
        if self.step and value % exact(self.step):
            raise UserError(
                "not_a_step",
                f"{show_finite(value, 2)} điểm không theo bước {show_points(self.step)}; "
                "sửa thành bội số của bước.",
            )
        shown = show_finite(value, 2)
        return Measured(value, Form.POINTS, f"{shown} điểm", "Tự cho", shown, ("Tự cho điểm",))
