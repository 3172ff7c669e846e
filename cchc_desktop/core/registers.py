"""The registers (sổ theo dõi) that feed leaves: their columns and the figures that they give.

A register is data: adding one is one entry in ``REGISTERS`` and its figures below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ColumnKind(StrEnum):
    """What a register's column holds."""

    TEXT = "text"
    COUNT = "count"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``name`` is the command line's word for it."""

    name: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    options: tuple[tuple[str, str], ...] = ()
    """For CHOICE: (key, label)."""
    required: bool = False
    width: int = 12
    """Letters, for the table on screen and in Excel."""

    def label_of(self, key: str) -> str:
        """Give an option's words; the key itself where there is none."""
        return dict(self.options).get(key, key)


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure that the register gives; ``key`` has the register's own key before its dot."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A share shown under the register: ``part`` of ``whole``, both names of its figures."""

    label: str
    part: str
    whole: str
    unit: str


@dataclass(frozen=True, slots=True)
class Register:
    """One register."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    figures: tuple[FigureName, ...]
    rates: tuple[Rate, ...]

    def column(self, name: str) -> Column | None:
        """Find a column by its name."""
        return next((one for one in self.columns if one.name == name), None)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: column's name → text, canonical where it can be read, as typed where not.

    ``id`` is the workbook's number of the row; None for one that is not kept yet.
    """

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    id: int | None = None

    def text(self, name: str) -> str:
        """Give a value; empty when there is none."""
        return self.values.get(name, "")

    @property
    def is_blank(self) -> bool:
        """True when nothing stands in it."""
        return not any(self.values.values())


_TEXT, _COUNT, _DATE, _CHOICE = ColumnKind

PLAN = Register(
    "plan",
    "Kế hoạch CCHC",
    "Nhiệm vụ của kế hoạch cải cách hành chính năm: ai làm, hạn, sản phẩm, đã xong chưa.",
    (
        Column("task", "Nhiệm vụ", required=True, width=44),
        Column(
            "kind",
            "Loại",
            _CHOICE,
            (("key", "Trọng tâm"), ("specific", "Cụ thể")),
            required=True,
            width=12,
        ),
        Column("who", "Đơn vị chủ trì", width=22),
        Column("due", "Hạn hoàn thành", _DATE, width=14),
        Column("product", "Sản phẩm", width=28),
        Column(
            "state",
            "Tình trạng",
            _CHOICE,
            (("done", "Hoàn thành"), ("doing", "Đang thực hiện"), ("not_done", "Không hoàn thành")),
            required=True,
            width=17,
        ),
        Column("done_on", "Ngày hoàn thành", _DATE, width=15),
        Column("note", "Ghi chú", width=24),
    ),
    (
        FigureName("plan.tasks", "Số nhiệm vụ trong kế hoạch"),
        FigureName("plan.done", "Số nhiệm vụ đã hoàn thành"),
        FigureName("plan.key_tasks", "Số nhiệm vụ trọng tâm"),
        FigureName("plan.key_done", "Số nhiệm vụ trọng tâm đã hoàn thành"),
        FigureName("plan.specific_tasks", "Số nhiệm vụ cụ thể"),
        FigureName("plan.specific_done", "Số nhiệm vụ cụ thể đã hoàn thành"),
        FigureName("plan.overdue", "Số nhiệm vụ hoàn thành quá hạn"),
    ),
    (
        Rate("Hoàn thành kế hoạch", "plan.done", "plan.tasks", "nhiệm vụ"),
        Rate("Nhiệm vụ trọng tâm", "plan.key_done", "plan.key_tasks", "nhiệm vụ"),
        Rate("Nhiệm vụ cụ thể", "plan.specific_done", "plan.specific_tasks", "nhiệm vụ"),
    ),
)

_MONTHS = tuple((str(month), f"Tháng {month}") for month in range(1, 13))

ONE_STOP = Register(
    "one_stop",
    "Thống kê một cửa",
    "Hồ sơ thủ tục hành chính theo nhóm thủ tục và tháng.",
    (
        Column("group", "Nhóm thủ tục", required=True, width=34),
        Column("month", "Tháng", _CHOICE, _MONTHS, required=True, width=10),
        Column("received", "Tiếp nhận", _COUNT, required=True, width=11),
        Column("early", "Trước hạn", _COUNT, required=True, width=11),
        Column("on_time", "Đúng hạn", _COUNT, required=True, width=11),
        Column("late", "Quá hạn", _COUNT, required=True, width=11),
        Column("pending_overdue", "Chưa giải quyết, đã quá hạn", _COUNT, required=True, width=15),
        Column("online", "Nộp trực tuyến", _COUNT, required=True, width=12),
    ),
    (
        FigureName("one_stop.received", "Số hồ sơ tiếp nhận"),
        FigureName("one_stop.early", "Số hồ sơ giải quyết trước hạn"),
        FigureName("one_stop.on_time", "Số hồ sơ giải quyết đúng hạn"),
        FigureName("one_stop.late", "Số hồ sơ giải quyết quá hạn"),
        FigureName("one_stop.resolved", "Số hồ sơ đã giải quyết"),
        FigureName("one_stop.within_time", "Số hồ sơ giải quyết trước hạn và đúng hạn"),
        FigureName("one_stop.pending_overdue", "Số hồ sơ quá hạn chưa giải quyết"),
        FigureName("one_stop.due", "Số hồ sơ đã giải quyết và quá hạn chưa giải quyết"),
        FigureName("one_stop.online", "Số hồ sơ nộp trực tuyến"),
    ),
    (
        Rate("Trước hạn và đúng hạn", "one_stop.within_time", "one_stop.due", "hồ sơ"),
        Rate("Trước hạn, trong số đã giải quyết", "one_stop.early", "one_stop.resolved", "hồ sơ"),
        Rate("Đúng hạn, trong số đã giải quyết", "one_stop.on_time", "one_stop.resolved", "hồ sơ"),
        Rate("Nộp trực tuyến", "one_stop.online", "one_stop.received", "hồ sơ"),
    ),
)

INSPECTIONS = Register(
    "inspections",
    "Kiểm tra CCHC",
    "Phòng, đơn vị trực thuộc: mỗi đơn vị một dòng; chưa kiểm tra thì để trống ngày.",
    (
        Column("unit", "Phòng, đơn vị", required=True, width=40),
        Column("inspected_on", "Ngày kiểm tra", _DATE, width=14),
        Column("findings", "Số vấn đề phát hiện", _COUNT, width=12),
        Column("resolved", "Đã xử lý xong", _COUNT, width=12),
        Column("note", "Ghi chú", width=28),
    ),
    (
        FigureName("inspections.units", "Số phòng, đơn vị trực thuộc"),
        FigureName("inspections.inspected", "Số phòng, đơn vị được kiểm tra"),
        FigureName("inspections.findings", "Số vấn đề phát hiện qua kiểm tra"),
        FigureName("inspections.resolved", "Số vấn đề đã xử lý xong"),
    ),
    (
        Rate("Đã kiểm tra", "inspections.inspected", "inspections.units", "đơn vị"),
        Rate("Đã xử lý", "inspections.resolved", "inspections.findings", "vấn đề"),
    ),
)

SIGNING = Register(
    "signing",
    "Văn bản ký số",
    "Văn bản đi và số văn bản đã ký số, theo tháng hoặc loại văn bản.",
    (
        Column("period", "Tháng, loại văn bản", required=True, width=34),
        Column("documents", "Số văn bản đi", _COUNT, required=True, width=14),
        Column("signed", "Đã ký số", _COUNT, required=True, width=14),
        Column("note", "Ghi chú", width=28),
    ),
    (
        FigureName("signing.documents", "Số văn bản đi"),
        FigureName("signing.signed", "Số văn bản đi đã ký số"),
    ),
    (Rate("Đã ký số", "signing.signed", "signing.documents", "văn bản"),),
)

REGISTERS: Mapping[str, Register] = MappingProxyType(
    {one.key: one for one in (PLAN, ONE_STOP, INSPECTIONS, SIGNING)}
)
FIGURE_KEYS = frozenset(one.key for register in REGISTERS.values() for one in register.figures)
"""Every figure that an input of a set may be linked to, but those of surveys."""
