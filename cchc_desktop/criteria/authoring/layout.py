"""How the authoring table lies: its sheets, columns and the words that stand in them."""

from __future__ import annotations

from dataclasses import dataclass

SET_SHEET, INFO_SHEET, HELP_SHEET, LIST_SHEET = "Bộ tiêu chí", "Thông tin", "Hướng dẫn", "Danh mục"
HEAD_ROW = 3

SCORERS = {"unit": "Đơn vị", "survey": "Khảo sát", "council": "Hội đồng"}
BONUS, PENALTY = "Điểm thưởng", "Điểm trừ"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column; ``part`` is what findings call it, ``others`` are heads taken for it too."""

    part: str
    label: str
    width: int
    others: tuple[str, ...] = ()


COLUMNS = (
    TableColumn("code", "TT", 8, ("Mã", "STT", "Mã tiêu chí")),
    TableColumn(
        "title", "Tiêu chí", 44, ("Tên", "Tên tiêu chí", "Nội dung", "Tiêu chí thành phần")
    ),
    TableColumn("max", "Điểm tối đa", 9, ("Điểm chuẩn", "Thang điểm")),
    TableColumn("scored_by", "Người chấm", 12),
    TableColumn("way", "Cách chấm", 22),
    TableColumn("rule", "Tham số", 44),
    TableColumn("inputs", "Số liệu kê khai", 38),
    TableColumn("evidence", "Tài liệu kiểm chứng", 34),
    TableColumn("variant", "Áp dụng cho", 22),
    TableColumn("requires", "Phụ thuộc mục", 18),
    TableColumn("exemption", "Không áp dụng (căn cứ)", 26),
    TableColumn("note", "Ghi chú", 26),
    TableColumn("basis", "Căn cứ", 26),
    TableColumn("source", "Nguồn", 14),
)
SUM_COLUMN, CHECK_COLUMN = len(COLUMNS) + 1, len(COLUMNS) + 2
PLAIN_PARTS = ("code", "title", "max")
"""A table with these three alone is a set too: every leaf is then scored by hand."""


@dataclass(frozen=True, slots=True)
class InfoLine:
    """A line of “Thông tin” that stands once: its name in the data and on the sheet."""

    name: str
    label: str
    hint: str = ""


INFO_LINES = (
    InfoLine("id", "Mã bộ", "chữ không dấu, số, gạch ngang: so-nganh-2027"),
    InfoLine("version", "Phiên bản", "1, 2, …"),
    InfoLine("title", "Tên bộ"),
    InfoLine("year", "Năm"),
    InfoLine("applies_to", "Áp dụng cho", "sở, ban, ngành; UBND xã, phường"),
    InfoLine("disclaimer", "Lời lưu ý", "để trống với bộ chính thức"),
)
POLICY_LINES = (
    InfoLine("rounding", "Làm tròn", "làm tròn lên từ 5, hoặc cắt bỏ"),
    InfoLine("leaf_decimals", "Số lẻ của điểm", "2"),
    InfoLine("index_decimals", "Số lẻ của chỉ số", "2"),
    InfoLine("index_floor", "Chỉ số thấp nhất", "0,00"),
    InfoLine("index_cap", "Chỉ số cao nhất", "100,00"),
)
ROUNDINGS = {"half_up": "làm tròn lên từ 5", "truncate": "cắt bỏ"}
LEGAL_BASIS, BLOCK, CLASS = "Căn cứ pháp lý", "Khối", "Xếp loại"
GATE, TIE, REMARK = "Hạn chế xếp loại", "Xét đồng hạng", "Quy định khác"
TIES = {"before_extras": "Điểm trước thưởng, trừ", "survey": "Điểm khảo sát"}
TIE_FIELD = "Điểm lĩnh vực"
"""Then the field's code: “Điểm lĩnh vực 3”."""
