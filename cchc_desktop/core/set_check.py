"""Checking a criteria set: everything that is wrong or doubtful in it, at once.

An error keeps the set from being used: with it a score could be wrong or could not be had. A
warning is for the author to confirm.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import CriteriaSet, Criterion, Field, Leaf, Scorer
from cchc_desktop.core.measures import Choice
from cchc_desktop.core.numbers import show_number, show_points
from cchc_desktop.core.policy import TieRule
from cchc_desktop.core.registers import FIGURE_KEYS, REGISTERS
from cchc_desktop.core.rule_check import check_rule
from cchc_desktop.core.set_findings import SetFinding, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cchc_desktop.core.criteria_set import ExtraBlock
    from cchc_desktop.core.policy import ClassBand

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SURVEY_KEY = re.compile(r"survey\.[\w-]+\.(index|ballots|factor\.[\w.]+|item\.[\w.]+)")
_USUAL_TOTAL = Decimal(100)


def check_set(whole: CriteriaSet) -> tuple[SetFinding, ...]:
    """List every problem of a set, the whole first, then item by item in its order."""
    found = [*_about(whole), *_policy(whole), *_codes(whole), *_sums(whole)]
    for one in whole.fields:
        found += _exemption(one)
        for criterion in one.criteria:
            if not criterion.is_leaf:
                found += _exemption(criterion)
            for leaf in criterion.leaves:
                found += _leaf(whole, leaf)
    for block in (whole.bonus, whole.penalty):
        if block:
            found += _block(block)
            for leaf in block.leaves:
                found += _leaf(whole, leaf)
    return tuple(found)


def _about(whole: CriteriaSet) -> Iterator[SetFinding]:
    if not _NAME.fullmatch(whole.id.replace("-", "_").replace(".", "_").lstrip("0123456789")):
        message = f"Mã bộ “{whole.id}” chỉ được có chữ không dấu, số, gạch ngang; sửa mã bộ."
        yield error("id", message, part="id")
    for name, label in (("title", "tên bộ"), ("version", "phiên bản"), ("applies_to", "áp dụng")):
        if not getattr(whole, name):
            yield warning(name, f"Chưa ghi {label}; điền ở trang “Thông tin”.", part=name)
    if not any(whole.legal_basis):
        message = "Chưa ghi căn cứ pháp lý; ghi số, ngày quyết định ban hành bộ tiêu chí."
        yield warning("legal_basis", message, part="legal_basis")
    if not 2000 <= whole.year <= 2100:
        yield error("year", f"Năm {whole.year} không hợp lệ; ghi từ 2000 đến 2100.", part="year")
    if not whole.leaves:
        yield error("empty", "Bộ chưa có tiêu chí nào; thêm lĩnh vực và tiêu chí.")


def _policy(whole: CriteriaSet) -> Iterator[SetFinding]:
    policy = whole.policy
    if policy.index_floor > policy.index_cap:
        yield error("policy", "Chỉ số tối thiểu lớn hơn tối đa; sửa hai số.", part="policy")
    yield from _classes(policy.classes, "")
    for block in policy.blocks:
        yield from _classes(block.classes, f" của khối “{block.label}”")
    if len({one.key for one in policy.blocks}) != len(policy.blocks):
        yield error("policy", "Hai khối cùng một mã; đổi mã của một khối.", part="policy")
    keys = {one.key for one in policy.classes} | {
        one.key for block in policy.blocks for one in block.classes
    }
    for gate in policy.gates:
        if gate.highest not in keys:
            message = f"Điều kiện “{gate.condition}” giới hạn ở mức không có: “{gate.highest}”."
            yield error("policy", f"{message} Chọn mức có trong xếp loại.", part="policy")
    codes = {one.code for one in whole.fields}
    for tie in policy.tie_breaks:
        if tie.by is TieRule.FIELD and tie.code not in codes:
            message = f"Xét đồng hạng theo lĩnh vực “{tie.code}” không có; ghi mã lĩnh vực có."
            yield error("policy", message, part="policy")


def _classes(bands: tuple[ClassBand, ...], where: str) -> Iterator[SetFinding]:
    bounds = Counter(one.from_percent for one in bands)
    for bound, times in bounds.items():
        if times > 1:
            message = (
                f"Xếp loại{where}: hai mức cùng ngưỡng {show_number(bound)}%; mỗi mức một ngưỡng."
            )
            yield error("classes", message, part="policy")
        if not 0 <= bound <= 100:
            message = f"Xếp loại{where}: ngưỡng {show_number(bound)}% ngoài 0–100; sửa ngưỡng."
            yield error("classes", message, part="policy")
    if len({one.key for one in bands}) != len(bands):
        yield error("classes", f"Xếp loại{where}: hai mức cùng mã; đổi một mã.", part="policy")
    if bands and min(bounds) > 0:
        message = (
            f"Xếp loại{where}: dưới {show_number(min(bounds))}% không có mức nào; thêm mức từ 0."
        )
        yield warning("classes", message, part="policy")


def _codes(whole: CriteriaSet) -> Iterator[SetFinding]:
    nodes = [(one.code, "") for one in whole.fields]
    for one in whole.fields:
        nodes += [(criterion.code, one.code) for criterion in one.criteria]
        for criterion in one.criteria:
            if not criterion.is_leaf:
                nodes += [(leaf.code, criterion.code) for leaf in criterion.leaves]
    for block in (whole.bonus, whole.penalty):
        if block:
            nodes.append((block.code, ""))
            nodes += [(leaf.code, block.code) for leaf in block.leaves]
    for code, times in Counter(code for code, _ in nodes).items():
        if times > 1:
            message = f"Mã {code} có {times} lần; mỗi mục một mã."
            yield error("duplicate_code", message, code, "code")
    siblings: dict[str, list[str]] = {}
    for code, parent in nodes:
        depth = parent.count(".") + 1 if parent else 0
        if (parent and not code.startswith(f"{parent}.")) or code.count(".") != depth:
            under = f"mục {parent}" if parent else "cấp lĩnh vực"
            message = f"Mã {code} không đúng cấp dưới {under}; sửa mã."
            yield error("code_level", message, code, "code")
        else:
            siblings.setdefault(parent, []).append(code)
    for codes in siblings.values():
        yield from _gaps(codes)


def _gaps(codes: list[str]) -> Iterator[SetFinding]:
    last = 0
    for code in codes:
        number = int(code.rpartition(".")[2])
        if number < last:
            message = f"Mã {code} đứng sau mã lớn hơn; xếp lại thứ tự."
            yield warning("code_order", message, code, "code")
        elif number > last + 1:
            parent = code.rpartition(".")[0]
            missing = f"{parent}.{last + 1}" if parent else str(last + 1)
            message = f"Trước mã {code} thiếu mã {missing}; kiểm tra có sót dòng."
            yield warning("code_gap", message, code, "code")
        last = max(last, number)


def _sums(whole: CriteriaSet) -> Iterator[SetFinding]:
    total = Decimal(0)
    for one in whole.fields:
        total += one.max
        yield from _sum(one.code, one.title, one.max, (child.max for child in one.criteria))
        for criterion in one.criteria:
            if not criterion.is_leaf:
                parts = (leaf.max for leaf in criterion.leaves)
                yield from _sum(criterion.code, criterion.title, criterion.max, parts)
    if whole.fields and total <= 0:
        yield error("zero_total", "Tổng điểm tối đa của bộ bằng 0; ghi điểm tối đa.", part="max")
    elif whole.fields and total != _USUAL_TOTAL:
        message = f"Tổng điểm tối đa của bộ là {show_points(total)}, không phải 100; kiểm tra lại."
        yield warning("total", message, part="max")


def _sum(code: str, title: str, stated: Decimal, parts: Iterable[Decimal]) -> Iterator[SetFinding]:
    total = sum(parts, Decimal(0))
    if total != stated:
        message = (
            f"{code} {title}: điểm tối đa ghi {show_points(stated)} nhưng các mục bên dưới cộng "
            f"được {show_points(total)}; sửa cho khớp."
        )
        yield error("sum", message, code, "max")


def _exemption(node: Field | Criterion | Leaf) -> Iterator[SetFinding]:
    if node.exemptible and not node.exempt_basis:
        message = f"{node.code}: cho phép không áp dụng nhưng chưa ghi căn cứ; ghi căn cứ."
        yield error("exemption", message, node.code, "exemption")


def _block(block: ExtraBlock) -> Iterator[SetFinding]:
    if block.cap <= 0:
        message = f"{block.code} {block.title}: mức trần phải lớn hơn 0; ghi mức trần."
        yield error("cap", message, block.code, "max")
    if not block.leaves:
        message = f"{block.code} {block.title}: chưa có mục nào; thêm mục hoặc bỏ khối này."
        yield error("empty", message, block.code)
    largest = max((leaf.max for leaf in block.leaves), default=Decimal(0))
    if largest > block.cap > 0:
        message = (
            f"{block.code} {block.title}: có mục {show_points(largest)} điểm, lớn hơn trần "
            f"{show_points(block.cap)}; kiểm tra lại."
        )
        yield warning("cap", message, block.code, "max")


def _leaf(whole: CriteriaSet, leaf: Leaf) -> Iterator[SetFinding]:
    code = leaf.code
    if not leaf.title:
        yield error("title", f"{code}: chưa có tên; ghi tên tiêu chí.", code, "title")
    if leaf.max <= 0:
        message = f"{code}: điểm tối đa {show_points(leaf.max)} phải lớn hơn 0; sửa điểm."
        yield error("max", message, code, "max")
    decimals = -int(leaf.max.normalize().as_tuple().exponent)
    if decimals > whole.policy.leaf_decimals:
        message = (
            f"{code}: điểm tối đa có {decimals} số lẻ, bộ chỉ giữ {whole.policy.leaf_decimals}; "
            "sửa điểm hoặc quy định làm tròn."
        )
        yield error("decimals", message, code, "max")
    yield from _exemption(leaf)
    yield from _inputs(leaf)
    yield from _requirement(whole, leaf)
    if leaf.variants:
        yield from _variants(leaf)
    else:
        yield from check_rule(leaf)


def _variants(leaf: Leaf) -> Iterator[SetFinding]:
    keys = Counter(one.key for one in leaf.variants)
    for key, times in keys.items():
        if times > 1:
            message = f"{leaf.code}: hai trường hợp cùng mã “{key}”; đổi một mã."
            yield error("variants", message, leaf.code, "rule")
    if len(leaf.variants) == 1:
        message = f"{leaf.code}: chỉ có một trường hợp; thêm trường hợp hoặc bỏ “Áp dụng cho”."
        yield warning("variants", message, leaf.code, "rule")
    for one in leaf.variants:
        applied = leaf.under({"variant": one.key})
        if applied is not None:
            yield from check_rule(applied, f" ({one.label})")


def _inputs(leaf: Leaf) -> Iterator[SetFinding]:
    code = leaf.code
    rules = leaf.variants or (leaf,)
    used = {name for rule in rules for name in rule.measure.input_names}
    names = Counter(one.name for one in leaf.inputs)
    for name, times in names.items():
        if times > 1:
            message = f"{code}: số liệu “{name}” khai hai lần; để lại một."
            yield error("inputs", message, code, "inputs")
        if not _NAME.fullmatch(name):
            message = f"{code}: tên số liệu “{name}” chỉ được có chữ không dấu, số, gạch dưới."
            yield error("inputs", f"{message} Sửa tên.", code, "inputs")
        if name not in used:
            message = f"{code}: số liệu “{name}” không dùng trong cách chấm; bỏ hoặc sửa cách chấm."
            yield warning("inputs", message, code, "inputs")
    for name in sorted(used - names.keys()):
        message = f"{code}: cách chấm cần số liệu “{name}” nhưng chưa khai; thêm vào số liệu."
        yield error("inputs", message, code, "inputs")
    for one in leaf.inputs:
        if one.link and one.link not in FIGURE_KEYS and not _SURVEY_KEY.fullmatch(one.link):
            names_ = ", ".join([*REGISTERS, "survey"])
            message = f"{code}: “{one.link}” không phải số liệu của sổ nào ({names_}); sửa tên sổ."
            yield error("link", message, code, "inputs")


def _requirement(whole: CriteriaSet, leaf: Leaf) -> Iterator[SetFinding]:
    needed = leaf.requires
    if needed is None:
        return
    required = whole.find_leaf(needed.code)
    if required is None:
        message = f"{leaf.code}: phụ thuộc mục {needed.code} không có trong bộ; sửa mã."
        yield error("requires", message, leaf.code, "requires")
        return
    seen, one = {leaf.code}, required
    while one is not None:
        if one.code in seen:
            message = f"{leaf.code}: phụ thuộc vòng tròn qua mục {one.code}; bỏ một phụ thuộc."
            yield error("requires", message, leaf.code, "requires")
            break
        seen.add(one.code)
        following = one.requires and whole.find_leaf(one.requires.code)
        if not following:
            break
        one = following
    options = {
        option.key
        for rule in (required.variants or (required,))
        if isinstance(rule.measure, Choice)
        for option in rule.measure.options
    }
    for key in needed.options:
        if key not in options:
            message = f"{leaf.code}: mục {needed.code} không có phương án “{key}”; sửa phụ thuộc."
            yield error("requires", message, leaf.code, "requires")
    if needed.least_points is not None and not 0 < needed.least_points <= required.max:
        message = (
            f"{leaf.code}: mục {needed.code} chỉ từ 0 đến {show_points(required.max)} điểm; "
            "sửa mức điểm phải đạt."
        )
        yield error("requires", message, leaf.code, "requires")
    if required.scored_by is not Scorer.UNIT and leaf.scored_by is Scorer.UNIT:
        message = f"{leaf.code}: phụ thuộc mục {needed.code} mà đơn vị không tự chấm; kiểm tra lại."
        yield warning("requires", message, leaf.code, "requires")
