"""The sheet “Hướng dẫn”: how each cell is filled, and an example of every way of scoring."""

from __future__ import annotations

from typing import Any

from cchc_desktop.criteria.authoring import layout
from cchc_desktop.spreadsheets.writing import HeadCell, put_head, put_text, put_title

_CELLS = (
    ("TT", "Mã: lĩnh vực 1, tiêu chí 1.1, tiêu chí thành phần 1.1.1. Ô dạng chữ, để 1.10 không "
     "thành 1.1. Tiêu chí không có thành phần thì chấm ngay ở dòng tiêu chí."),
    ("Tiêu chí", "Tên lĩnh vực, tiêu chí, tiêu chí thành phần."),
    ("Điểm tối đa", "Số. Dòng lĩnh vực, tiêu chí cũng ghi; cột “Lệch” phải để trống."),
    ("Người chấm", "Đơn vị (tự chấm), Khảo sát, Hội đồng. Khối điểm thưởng, điểm trừ: một dòng "
     "như lĩnh vực, người chấm là “Điểm thưởng” hoặc “Điểm trừ”, điểm tối đa là mức trần."),
    ("Cách chấm, Tham số", "Chọn cách chấm, rồi ghi tham số mỗi dòng một ý (Alt+Enter để xuống "
     "dòng) như các ví dụ bên dưới. Số lẻ viết bằng dấu phẩy."),
    ("Số liệu kê khai", "Mỗi dòng một số: “b: Số hồ sơ đúng hạn (hồ sơ)”. Tên (b) không dấu, dùng "
     "trong tham số. Thêm “[số lẻ]” cho số có phần lẻ, “[ngày]” cho ngày, “[sổ: plan.done]” cho "
     "số lấy từ sổ theo dõi."),
    ("Tài liệu kiểm chứng", "Mỗi dòng một loại tài liệu phải có."),
    ("Áp dụng cho", "Mục có nhiều cách chấm tùy đơn vị: dòng của mục để trống cách chấm; mỗi "
     "trường hợp một dòng ngay dưới, TT để trống, ghi “co: Đơn vị có TTHC” và cách chấm riêng."),
    ("Phụ thuộc mục", "Mã mục phải có trước; không có thì mục này 0 điểm. Dòng thêm: “dùng chung "
     "tài liệu”, “phương án = khong” (phương án nghĩa là không có), “ít nhất = 0,50”."),
    ("Không áp dụng (căn cứ)", "Ghi căn cứ nếu đơn vị được miễn mục, tiêu chí hay lĩnh vực này."),
    ("Dấu đặc biệt", "Trong nội dung, dấu : thuộc mã viết \\:, dấu ngoặc của đơn vị viết \\( \\), "
     "xuống dòng trong một ý viết \\n, dấu \\ viết \\\\."),
)  # fmt: skip

_EXAMPLES = (
    ("Chọn một phương án", "du: Đủ, đúng quy định = 0,50\nmot: Một phần = 0,25\nkhong: Không có = "
     "0,00\nmien: Không có nhiệm vụ = không áp dụng", ""),
    ("Chọn mức % điểm", "xuat_sac: Hoàn thành xuất sắc = 100%\ntot: Hoàn thành tốt = 75%", ""),
    ("Đánh dấu các yêu cầu", "muc_tieu: Có mục tiêu = 0,25\nphan_cong: Có phân công = 0,25", ""),
    ("Tự cho điểm", "số liệu = diem\nbước = 0,25\nhướng dẫn = Thuyết minh kết quả",
     "diem: Điểm tự chấm (điểm) [số lẻ]"),
    ("Tỷ lệ – nhân điểm tối đa", "tử số = b + 0,5 × c\nmẫu số = a\nmẫu số bằng 0 = điểm tối đa\n"
     "đạt điểm tối đa từ = 60%\ndưới 20% = 0,00",
     "b: Số nhiệm vụ hoàn thành (nhiệm vụ) [sổ: plan.done]\nc: Hoàn thành chậm (nhiệm vụ)\n"
     "a: Số nhiệm vụ (nhiệm vụ) [sổ: plan.tasks]"),
    ("Tỷ lệ – theo mức", "tử số = b\nmẫu số = a\nmẫu số bằng 0 = không áp dụng\nđược vượt 100% = "
     "có\ntừ 100% = 4,00\ntừ 95% = nhân điểm tối đa\ntừ 90% = 2,00\ncòn lại = 0,00",
     "b: Số hồ sơ đúng hạn (hồ sơ)\na: Số hồ sơ (hồ sơ)"),
    ("Tỷ lệ – theo đoạn thẳng", "tử số = b\nmẫu số = a\nmẫu số bằng 0 = 0 điểm\ntại 50% = 0,00\n"
     "tại 100% = 2,00", "b: Số đã làm (việc)\na: Số phải làm (việc)"),
    ("Chỉ số % – nhân điểm tối đa", "chỉ số = diem_khao_sat",
     "diem_khao_sat: Chỉ số hài lòng (%) [số lẻ] [sổ: survey.sipas-2640.index]"),
    ("Số lượng – mỗi đơn vị", "đếm = so_luong\nmỗi đơn vị = 0,50\ntối đa = 1,50",
     "so_luong: Số sáng kiến (sáng kiến)"),
    ("Số lượng – mỗi đơn vị", "đếm = 0,5 × khien_trach + canh_cao\nnang từ mức này thì 0 điểm = 1\n"
     "mỗi đơn vị = -1\nđiểm đầu = 3,00\ntối thiểu = 0,00",
     "khien_trach: Số người bị khiển trách (người)\ncanh_cao: Số người bị cảnh cáo (người)\n"
     "nang: Số người bị cách chức (người)"),
    ("Số lượng – mỗi đơn vị", "đếm = 0,25 × gui + -0,25 × cham\ngui tính nhiều nhất = 4\n"
     "cham nằm trong = gui\nmỗi đơn vị = 1", "gui: Số báo cáo đã gửi (báo cáo)\n"
     "cham: Trong đó gửi chậm (báo cáo)"),
    ("Số lượng – theo mức", "đếm = so_luong\ntừ 2 = 1,00\ntừ 1 = 0,50\ncòn lại = 0,00",
     "so_luong: Số cuộc đối thoại (cuộc)"),
    ("Ngày chậm – theo mức", "ngày khai = ngay_ban_hanh\nhạn = 31/01\nlời của hạn = 31/01 năm đánh "
     "giá\nkhông có = 0,00\nđến 0 ngày = 0,50\nđến 10 ngày = 0,25\ncòn lại = 0,00",
     "ngay_ban_hanh: Ngày ban hành (ngày) [ngày]"),
    ("Ngày chậm – mỗi ngày", "ngày khai = ngay_gui\nlời của hạn = theo kế hoạch của tỉnh\nmỗi đơn "
     "vị = 0,25\ntối đa = 1,00", "ngay_gui: Ngày gửi (ngày) [ngày]\ndue: Hạn gửi (ngày) [ngày]"),
    ("So với năm trước", "năm nay = nam_nay\nnăm trước = nam_truoc\ncoi như giữ nguyên trong = 0,01"
     "\nthiếu năm trước = 0,50\ntăng = 1,00\ngiữ nguyên = 0,50\ngiảm = 0,00",
     "nam_nay: Điểm năm nay (điểm) [số lẻ]\nnam_truoc: Điểm năm trước (điểm) [số lẻ]"),
)  # fmt: skip
"""Way of scoring, “Tham số”, “Số liệu kê khai”; each can be copied into the table."""

EXAMPLES = _EXAMPLES


def write_instructions(book: Any) -> None:
    """Add the sheet to a book."""
    page = book.create_sheet(layout.HELP_SHEET)
    put_title(page, 1, "Cách điền bảng bộ tiêu chí")
    hint = "Bảng chỉ có ba cột Mã, Tên, Điểm tối đa cũng dùng được: mọi mục khi đó tự cho điểm."
    put_title(page, 2, hint, small=True)
    put_head(page, 4, [HeadCell("Cột", 30), HeadCell("Điền gì", 70), HeadCell("", 60)])
    row = 5
    for name, words in _CELLS:
        put_text(page.cell(row, 1), name, bold=True)
        put_text(page.cell(row, 2), words)
        row += 1
    put_title(page, row + 1, "Ví dụ từng cách chấm (chép được vào bảng)", small=True)
    for column, words in enumerate(("Cách chấm", "Tham số", "Số liệu kê khai"), 1):
        put_text(page.cell(row + 2, column), words, bold=True)
    for at, cells in enumerate(_EXAMPLES, row + 3):
        for column, words in enumerate(cells, 1):
            put_text(page.cell(at, column), words)
