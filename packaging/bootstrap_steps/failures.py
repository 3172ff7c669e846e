"""Turns what pip, venv or apt printed into one sentence about what to do."""

from __future__ import annotations

import platform
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The first row that is found in the output decides; the last word is the machine's own.
_CAUSES: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|\[Errno 28\]|WinError 112|not enough space|Disk quota exceeded"
        r"|You don't have enough free space",
        "full",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash Sum mismatch",
        "Tệp tải về không khớp mã băm trong tệp khóa phiên bản. Chạy lại; nếu vẫn vậy thì máy chủ "
        "hoặc mạng đã sửa tệp, và không được cài.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSLError",
        "Không kiểm được chứng thư của máy chủ tải thư viện. Xem lại giờ của máy và chứng thư "
        "của mạng cơ quan (biến PIP_CERT) rồi chạy lại.",
    ),
    (
        r"name resolution|Name or service not known|getaddrinfo failed|nodename nor servname"
        r"|NameResolutionError|NewConnectionError|ConnectTimeout|ReadTimeout|Read timed out"
        r"|Connection refused|ConnectionReset|Connection aborted|RemoteDisconnected"
        r"|Network is unreachable|No route to host|ProxyError|Max retries exceeded"
        r"|IncompleteRead|ProtocolError|Temporary failure resolving|Could not resolve"
        r"|Could not connect|Cannot initiate the connection",
        "Không có mạng, hoặc mạng không cho đến máy chủ tải thư viện. Nối mạng rồi chạy lại; "
        "chỉ lần cài đặt đầu tiên cần mạng.",
    ),
    (
        r"Permission denied|\[Errno 13\]|Read-only file system"
        r"|WinError (?:5|32)\b|Access is denied",
        "Không ghi được vào {root}. Đóng chương trình nếu đang mở, hoặc chép sang thư mục "
        "ghi được rồi chạy lại.",
    ),
    (
        r"WinError 206|File name too long|path is too long",
        "Đường dẫn {root} quá dài. Chép sang thư mục ngắn hơn, như C:\\cchc, rồi chạy lại.",
    ),
    (
        r"ensurepip is not available|No module named '?(ensurepip|venv|pip)\b",
        "Python trên máy này thiếu mô-đun venv hoặc ensurepip. Trên Debian gõ: "
        "sudo apt-get install -y python3-venv, rồi chạy lại.",
    ),
    (
        r"No matching distribution found for ([\w.-]+)|Could not find a version that satisfies",
        "Không tìm thấy bản {package} cho máy này (Python {python}, {machine}). Dùng Python "
        "3.11 bản 64-bit, hoặc xem lại địa chỉ máy chủ thư viện trong cấu hình pip.",
    ),
)
_NO_PACKAGE = re.compile(r"(?:No matching distribution found for|requirement) ([\w.=-]+)")


def explain(output: str, what: str, root: Path) -> str:
    """Give the sentence for a failed step; ``what`` names the step, ``root`` the checkout."""
    for pattern, sentence in _CAUSES:
        if re.search(pattern, output):
            if sentence == "full":
                return disk_is_full(root)
            package = _NO_PACKAGE.search(output)
            return sentence.format(
                root=root,
                package=package[1] if package else "thư viện",
                python=platform.python_version(),
                machine=platform.machine(),
            )
    return f"Bước {what} không xong: {_last_words(output)}"


def disk_is_full(root: Path, free_mb: int | None = None, needed_mb: int = 1200) -> str:
    """Give the sentence for a full disk."""
    left = "" if free_mb is None else f", còn {free_mb} MB"
    return (
        f"Ổ đĩa chứa {root} không đủ chỗ: cần {needed_mb} MB{left}. "
        "Xóa bớt tệp hoặc chép chương trình sang ổ khác rồi chạy lại."
    )


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
    return (errors or lines or ["không có thông báo nào."])[-1]
