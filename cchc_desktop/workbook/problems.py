"""What stops work on a workbook, as one sentence each: what, where, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_CANTOPEN = 14
_SENTENCES = {
    5: (
        "in_use",
        "Tệp {name} đang được ghi ở nơi khác; đợi ghi xong hoặc đóng nơi đó rồi thử lại.",
    ),
    6: (
        "in_use",
        "Tệp {name} đang được ghi ở nơi khác; đợi ghi xong hoặc đóng nơi đó rồi thử lại.",
    ),
    8: (
        "read_only",
        "Tệp {name} chỉ đọc được, không ghi được; chép tệp sang thư mục khác rồi mở bản chép.",
    ),
    10: (
        "io_error",
        "Ổ đĩa chứa {name} báo lỗi khi đọc, ghi; kiểm tra ổ đĩa hoặc USB rồi mở lại tệp.",
    ),
    13: (
        "disk_full",
        "Ổ đĩa chứa {name} đã đầy nên chưa ghi được; giải phóng chỗ trống rồi làm lại.",
    ),
    18: (
        "too_large",
        "Nội dung ghi vào hoặc đọc từ {name} dài quá 32 MB; rút gọn rồi làm lại.",
    ),
    _CANTOPEN: (
        "unreadable",
        "Không mở được tệp {name}; kiểm tra quyền đọc, ghi tệp và thư mục chứa tệp.",
    ),
}
"""By SQLite's primary result code (sqlite.org/rescode.html)."""


def missing(path: Path) -> FileProblem:
    """Say that there is no such file."""
    return FileProblem("missing", f"Không tìm thấy tệp {path}; kiểm tra lại đường dẫn.")


def gone(path: Path) -> FileProblem:
    """Say that the open file is no longer in its place."""
    return FileProblem(
        "gone",
        f"Tệp {path.name} không còn trong {path.parent}, có thể đã bị xóa, đổi tên hoặc rút ổ đĩa; "
        "đưa tệp về chỗ cũ thì ghi tiếp được.",
    )


def replaced(path: Path) -> FileProblem:
    """Say that another copy lies where the open file was."""
    return FileProblem(
        "replaced",
        f"Tệp {path.name} đã bị thay bằng bản khác, thiếu nội dung đã lưu ở đây; "
        "đưa đúng tệp về chỗ cũ, hoặc đóng hồ sơ rồi mở lại bản hiện có.",
    )


def not_a_workbook(path: Path) -> FileProblem:
    """Say that the file is something else."""
    return FileProblem(
        "not_a_workbook", f"Tệp {path.name} không phải hồ sơ tự chấm điểm (*.cchc); chọn tệp khác."
    )


def newer_version(path: Path) -> FileProblem:
    """Say that a later program wrote the file."""
    return FileProblem(
        "newer_version",
        f"Tệp {path.name} do phiên bản mới hơn của chương trình tạo ra; cài bản mới rồi mở lại.",
    )


def damaged(path: Path, what: str = "") -> FileProblem:
    """Say that the file can't be read as the workbook that it was; ``what`` names the place."""
    where = f" ({what})" if what else ""
    return FileProblem(
        "damaged",
        f"Tệp {path.name} bị hỏng{where}; mở bản sao lưu gần nhất và giữ tệp hỏng để cứu dữ liệu.",
    )


def altered(path: Path, what: str) -> FileProblem:
    """Say that the content is not what the program wrote last; ``what`` names the places."""
    return FileProblem(
        "altered",
        f"Nội dung tệp {path.name} bị hỏng hoặc bị sửa bên ngoài chương trình: {what}; "
        "dùng bản sao lưu gần nhất và giữ tệp này để đối chiếu.",
    )


def from_sqlite(error: sqlite3.Error, path: Path) -> FileProblem:
    """Give the sentence for what SQLite refused.

    Whatever is not named here (malformed pages, undecodable text, vanished tables) is damage.
    """
    code = getattr(error, "sqlite_errorcode", None)
    sentence = _SENTENCES.get(code & 0xFF) if code is not None else None
    if sentence is None:
        return damaged(path)
    return FileProblem(sentence[0], sentence[1].format(name=path.name))
