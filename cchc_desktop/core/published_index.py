"""An index that others publish (PAPI, PCI): its parts, and how they should make the total."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.plain_data import (
    list_from_data,
    name_from_data,
    number_from_data,
    optional_number,
    refusing,
    text_from_data,
    whole_from_data,
)
from cchc_desktop.core.set_findings import SetFinding, error, warning

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "cchc-index/1"


class Combining(StrEnum):
    """How parts make the total."""

    SUM = "sum"
    WEIGHTED = "weighted"
    """Σ weight in % × part × total's maximum ÷ part's maximum ÷ 100."""


@dataclass(frozen=True, slots=True)
class Component:
    """A content of a part (nội dung thành phần), for reading; it is not entered."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class IndexPart:
    """A part (trục, chỉ số thành phần) with its bounds in points."""

    code: str
    title: str
    max: Decimal
    min: Decimal
    weight: Decimal | None
    """In %, for ``Combining.WEIGHTED``."""
    components: tuple[Component, ...]


@dataclass(frozen=True)
class PublishedIndex:
    """A whole index.

    ``tolerance`` is how far, in points, the parts may lie from the published total before it is
    warned of. ``weights_years`` are the years for which the weights are known to hold; in other
    years the total is not recomputed. ``classes`` are the publisher's groups, best first.
    """

    id: str
    version: str
    title: str
    publisher: str
    legal_basis: tuple[str, ...]
    disclaimer: str
    total: Decimal
    decimals: int
    combining: Combining
    tolerance: Decimal
    weights_years: tuple[int, ...]
    classes: tuple[str, ...]
    parts: tuple[IndexPart, ...]
    remarks: Mapping[str, str]

    def part(self, code: str) -> IndexPart | None:
        """Find a part by its code."""
        return next((one for one in self.parts if one.code == code), None)


def index_from_data(data: Any) -> PublishedIndex:
    """Read an index from plain data.

    Raises:
        UserError: ``bad_set``; the sentence says what is missing or wrong.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UserError("bad_set", f"Không phải chỉ số công bố dạng {FORMAT}; chọn tệp khác.")
    with refusing("Chỉ số công bố"):
        return PublishedIndex(
            id=name_from_data(data["id"]),
            version=name_from_data(data["version"]),
            title=name_from_data(data["title"]),
            publisher=name_from_data(data["publisher"]),
            legal_basis=tuple(map(text_from_data, data["legal_basis"])),
            disclaimer=text_from_data(data["disclaimer"]),
            total=number_from_data(data["total"]),
            decimals=whole_from_data(data["decimals"]),
            combining=Combining(data["combining"]),
            tolerance=number_from_data(data["tolerance"]),
            weights_years=tuple(whole_from_data(one) for one in data.get("weights_years", ())),
            classes=tuple(name_from_data(one) for one in data.get("classes", ())),
            parts=tuple(_part_from(one) for one in list_from_data(data["parts"])),
            remarks={
                name_from_data(name): text_from_data(words)
                for name, words in data.get("remarks", {}).items()
            },
        )


def index_to_data(one: PublishedIndex) -> dict[str, Any]:
    """Write an index as plain data, in the order in which people read it."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "publisher": one.publisher,
        "legal_basis": list(one.legal_basis),
        "disclaimer": one.disclaimer,
        "total": format(one.total, "f"),
        "decimals": one.decimals,
        "combining": one.combining.value,
        "tolerance": format(one.tolerance, "f"),
    }
    if one.weights_years:
        data["weights_years"] = list(one.weights_years)
    if one.classes:
        data["classes"] = list(one.classes)
    data["parts"] = [_part_to(part) for part in one.parts]
    if one.remarks:
        data["remarks"] = dict(one.remarks)
    return data


def index_to_text(one: PublishedIndex) -> str:
    """Write an index as canonical JSON."""
    return json.dumps(index_to_data(one), ensure_ascii=False, indent=1) + "\n"


def check_index(one: PublishedIndex) -> tuple[SetFinding, ...]:
    """List everything that is wrong or doubtful."""
    found: list[SetFinding] = []
    seen: set[str] = set()
    for part in one.parts:
        if part.code in seen:
            message = f"Mã {part.code} có hai lần; đổi một mã."
            found.append(error("duplicate", message, part.code, "code"))
        seen.add(part.code)
        if not part.min <= part.max or part.max <= 0:
            message = f"Thành phần {part.code}: điểm tối đa phải lớn hơn 0 và không dưới tối thiểu."
            found.append(error("max", message, part.code, "max"))
        if one.combining is Combining.WEIGHTED and part.weight is None:
            message = f"Thành phần {part.code} chưa có trọng số; ghi trọng số theo %."
            found.append(error("weight", message, part.code, "rule"))
    if one.combining is Combining.SUM:
        total = sum((part.max for part in one.parts), Decimal(0))
        if total != one.total:
            message = f"Tổng điểm tối đa các thành phần là {total}, khác {one.total}; sửa cho khớp."
            found.append(error("sum", message, "", "max"))
    else:
        weights = sum((part.weight or Decimal(0) for part in one.parts), Decimal(0))
        if weights != 100:
            message = f"Tổng trọng số là {weights}%, khác 100%; sửa cho khớp."
            found.append(error("sum", message, "", "rule"))
    if not one.legal_basis:
        found.append(warning("legal_basis", "Chưa ghi nguồn công bố; ghi báo cáo, địa chỉ."))
    return tuple(found)


def _part_from(data: Mapping[str, Any]) -> IndexPart:
    return IndexPart(
        name_from_data(data["code"]),
        name_from_data(data["title"]),
        number_from_data(data["max"]),
        number_from_data(data["min"]),
        optional_number(data, "weight"),
        tuple(
            Component(name_from_data(c["code"]), name_from_data(c["title"]))
            for c in data.get("components", ())
        ),
    )


def _part_to(part: IndexPart) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": part.code,
        "title": part.title,
        "max": format(part.max, "f"),
        "min": format(part.min, "f"),
    }
    if part.weight is not None:
        data["weight"] = format(part.weight, "f")
    if part.components:
        data["components"] = [{"code": c.code, "title": c.title} for c in part.components]
    return data
