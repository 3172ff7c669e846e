"""Checking one rule: that it can give the leaf's maximum, and each step can be reached."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.measures import (
    DUE,
    Choice,
    Count,
    DaysLate,
    Difference,
    Form,
    Percent,
    Points,
    Share,
    Ticks,
)
from cchc_desktop.core.numbers import show_number, show_points
from cchc_desktop.core.scales import (
    AsPoints,
    Bands,
    PerUnit,
    Piecewise,
    Proportional,
    Trend,
)
from cchc_desktop.core.set_findings import SetFinding, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.core.criteria_set import Leaf

_ZERO = Decimal(0)
_FITTING: dict[type, tuple[Form, ...]] = {
    AsPoints: (Form.POINTS,),
    Proportional: (Form.SHARE, Form.COUNT),
    Bands: (Form.SHARE, Form.COUNT, Form.DAYS, Form.DIFFERENCE),
    Piecewise: (Form.SHARE, Form.COUNT, Form.DAYS, Form.DIFFERENCE),
    PerUnit: (Form.COUNT, Form.DAYS),
    Trend: (Form.DIFFERENCE,),
}


def check_rule(leaf: Leaf, which: str = "") -> tuple[SetFinding, ...]:
    """List what is wrong with a leaf's measure and scale.

    Args:
        leaf: with one rule (``Leaf.under``).
        which: names the variant in the sentence.
    """
    return tuple(
        SetFinding(one.severity, one.kind, f"{leaf.code}{which}: {one.message}", leaf.code, "rule")
        for one in _problems(leaf)
    )


def _problems(leaf: Leaf) -> Iterator[SetFinding]:
    scale = leaf.scale
    if leaf.measure.form not in _FITTING[type(scale)]:
        yield error("rule", "thước đo và thang điểm không đi với nhau; chọn cách chấm khác.")
        return
    yield from _measure(leaf)
    best = best_points(leaf)
    if best is not None and best != leaf.max:
        message = (
            f"cách chấm cho nhiều nhất {show_points(best)} điểm, điểm tối đa ghi "
            f"{show_points(leaf.max)}; sửa cho khớp."
        )
        yield error("rule_max", message)
    match scale:
        case Bands():
            yield from _bands(leaf, scale)
        case Proportional():
            yield from _proportional(leaf, scale)
        case Piecewise():
            yield from _points_within(leaf, [knot.points for knot in scale.knots])
            if leaf.measure.form is Form.SHARE and not _over_100(leaf) and scale.knots[0].at >= 100:
                yield error("unreachable", "mốc đầu từ 100% trở lên thì không mức nào tới được.")
        case PerUnit():
            yield from _per_unit(leaf, scale)
        case Trend():
            yield from _points_within(leaf, [scale.up, scale.same, scale.down])
        case AsPoints():
            pass
    yield from _kinds(leaf)


def best_points(leaf: Leaf) -> Decimal | None:
    """Give the most that a rule can give; None where it follows the maximum by itself."""
    measure, scale = leaf.measure, leaf.scale
    match measure, scale:
        case Choice(), AsPoints():
            return max((o.points for o in measure.options if o.points is not None), default=_ZERO)
        case Choice(), Proportional():
            percents = [o.percent for o in measure.options if o.percent is not None]
            return max(percents, default=_ZERO) * leaf.max / 100
        case Ticks(), _:
            return sum((one.points for one in measure.items), _ZERO)
        case _, Bands():
            fixed = [band.points for band in scale.bands if band.points is not None]
            if any(band.of is not None for band in scale.bands):
                return None if max(fixed, default=_ZERO) <= leaf.max else max(fixed)
            return max(*fixed, scale.otherwise)
        case _, Piecewise():
            return max(knot.points for knot in scale.knots)
        case _, PerUnit():
            return _best_per_unit(leaf, scale)
        case _, Trend():
            return max(scale.up, scale.same, scale.down)
    return None


def _best_per_unit(leaf: Leaf, scale: PerUnit) -> Decimal | None:
    each = [scale.per]
    most: Decimal | None = None
    if isinstance(leaf.measure, Count):
        each = [scale.per * term.weight for term in leaf.measure.terms]
        most = scale.start
        for term, points in zip(leaf.measure.terms, each, strict=True):
            if points > 0:
                most = (
                    None if term.at_most is None or most is None else most + points * term.at_most
                )
    if all(points <= 0 for points in each):
        return scale.start
    if scale.cap is not None:
        return scale.cap if most is None else min(most, scale.cap)
    return most  # without a bound of its own the leaf's maximum bounds it


def _measure(leaf: Leaf) -> Iterator[SetFinding]:
    match leaf.measure:
        case Choice() as one:
            keys = [option.key for option in one.options]
            if len(set(keys)) != len(keys):
                yield error("options", "hai phương án cùng mã; đổi một mã.")
            kinds = {
                option.percent is not None for option in one.options if not option.not_applicable
            }
            if len(kinds) > 1:
                yield error("options", "phương án ghi cả điểm lẫn phần trăm; ghi một cách.")
            if len(keys) < 2:
                yield warning("options", "chỉ có một phương án; thêm phương án.")
            points = [option.points for option in one.options if option.points is not None]
            yield from _points_within(leaf, points)
        case Ticks() as one:
            keys = [item.key for item in one.items]
            if len(set(keys)) != len(keys):
                yield error("items", "hai yêu cầu cùng mã; đổi một mã.")
            if any("," in key for key in keys):
                yield error("items", "mã yêu cầu không được có dấu phẩy; sửa mã.")
            yield from _points_within(leaf, [item.points for item in one.items])
        case Points() as one if one.step <= 0 or leaf.max % one.step:
            message = f"bước {show_points(one.step)} không chia hết điểm tối đa; sửa bước."
            yield error("step", message)
        case Share() as one if all(term.weight == 0 for term in one.num):
            yield error("share", "mọi số liệu ở tử số có trọng số 0; sửa trọng số.")


def _bands(leaf: Leaf, scale: Bands) -> Iterator[SetFinding]:
    bounds = [band.bound for band in scale.bands]
    for first, second in pairwise(bounds):
        if first == second:
            yield error("bands", f"hai mức cùng ngưỡng {show_number(first)}; mỗi mức một ngưỡng.")
        elif (first > second) == scale.up_to:
            order = "tăng dần" if scale.up_to else "giảm dần"
            message = f"ngưỡng {show_number(second)} đứng sai chỗ, mức trùm lên nhau; xếp {order}."
            yield error("bands", message)
    if scale.up_to != (leaf.measure.form is Form.DAYS):
        yield error("bands", "mức theo ngày chậm phải là “đến … ngày”; mức khác phải là “từ …”.")
    if leaf.measure.form is Form.SHARE and not _over_100(leaf):
        for bound in bounds:
            if bound > 100:
                message = f"mức từ {show_number(bound)}% không bao giờ tới; tỷ lệ cao nhất là 100%."
                yield error("unreachable", message)
    if not scale.up_to and bounds and min(bounds) < 0 and leaf.measure.form is not Form.DIFFERENCE:
        yield error("unreachable", "ngưỡng âm không bao giờ dùng tới; sửa ngưỡng.")
    given = [*(band.points for band in scale.bands if band.points is not None), scale.otherwise]
    yield from _points_within(leaf, given)
    steps = [band.points for band in scale.bands if band.points is not None]
    if scale.up_to or not bounds or min(bounds) > 0:  # below 0 nothing is left for the rest
        steps.append(scale.otherwise)
    if any(first <= second for first, second in pairwise(steps)):
        yield warning("bands", "mức sau không thấp điểm hơn mức trước; kiểm tra lại điểm các mức.")
    for band in scale.bands:
        if band.of is not None and band.of <= 0:
            yield error("bands", "mốc của công thức tỷ lệ phải lớn hơn 0; sửa mốc.")
        elif band.of is not None and band.bound > band.of:
            message = f"từ {show_number(band.bound)}% đã quá mốc {show_number(band.of)}%; sửa mức."
            yield warning("bands", message)


def _proportional(leaf: Leaf, scale: Proportional) -> Iterator[SetFinding]:
    if scale.target <= 0:
        yield error("target", "mốc đạt điểm tối đa phải lớn hơn 0; sửa mốc.")
    if leaf.measure.form is Form.SHARE and scale.target > 100 and not _over_100(leaf):
        yield error("unreachable", "mốc trên 100% không bao giờ tới; sửa mốc.")
    if limit := scale.threshold:
        if limit.min_percent > scale.target:
            message = f"ngưỡng {show_number(limit.min_percent)} cao hơn mốc đạt điểm tối đa; sửa."
            yield error("threshold", message)
        yield from _points_within(leaf, [limit.below_points])


def _per_unit(leaf: Leaf, scale: PerUnit) -> Iterator[SetFinding]:
    if scale.per == 0:
        yield error("per_unit", "điểm mỗi đơn vị bằng 0; ghi điểm.")
    if scale.cap is not None and scale.cap < scale.floor:
        yield error("per_unit", "mức trần thấp hơn mức sàn; sửa hai mức.")
    given = [scale.start, scale.floor, *([scale.cap] if scale.cap is not None else [])]
    yield from _points_within(leaf, given)


def _points_within(leaf: Leaf, points: list[Decimal]) -> Iterator[SetFinding]:
    for one in points:
        if not 0 <= one <= leaf.max:
            message = f"mức {show_points(one)} điểm nằm ngoài 0 đến {show_points(leaf.max)}; sửa."
            yield error("points", message)
            return


def _kinds(leaf: Leaf) -> Iterator[SetFinding]:
    """Tell figures whose kind does not suit the rule: a day in a share."""
    for one in leaf.inputs:
        if one.name not in leaf.measure.input_names:
            continue
        is_day = isinstance(leaf.measure, DaysLate)
        if is_day != (one.kind is InputKind.DATE):
            wanted = "ngày" if is_day else "số"
            yield error("inputs", f"số liệu “{one.name}” phải là {wanted}; sửa đơn vị.")
    if isinstance(leaf.measure, DaysLate) and leaf.measure.due is None and not leaf.input(DUE):
        yield error("inputs", f"hạn do kế hoạch định thì phải khai số liệu “{DUE}” (ngày).")
    if isinstance(leaf.measure, Percent | Points | Difference):
        return


def _over_100(leaf: Leaf) -> bool:
    return isinstance(leaf.measure, Share) and leaf.measure.over_100
