"""The system's reasons in Vietnamese."""

from __future__ import annotations

import errno

from cchc_desktop.files.regular_file import NotRegularFile

_WORDS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EISDIR: "đó là thư mục",
    errno.ENOTDIR: "một phần đường dẫn không phải thư mục",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOSPC: "ổ đĩa đầy",
    errno.EDQUOT: "hết dung lượng được cấp",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa báo lỗi khi đọc, ghi",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ETXTBSY: "tệp đang được dùng",
    errno.EBUSY: "tệp đang được dùng",
    errno.ENOMEM: "hết bộ nhớ",
}


def reason(error: Exception) -> str:
    """Say why, without a full stop."""
    if isinstance(error, NotRegularFile):
        return "đó là thiết bị hoặc ống dẫn"
    number = error.errno if isinstance(error, OSError) else None
    if number in _WORDS:
        return _WORDS[number]
    return f"hệ thống báo mã {number}" if number is not None else "đường dẫn không hợp lệ"
