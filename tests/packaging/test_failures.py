"""What pip, venv and apt print, on Linux and on Windows, becomes one sentence about what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
PIP = "ERROR: Could not install packages due to an OSError: "
NO_NAME = """\
WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(<...>:
Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/x/
ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)
ERROR: No matching distribution found for x==1
"""
SAID = [
    (NO_NAME, "Không có mạng"),
    ("NewConnectionError: [Errno 11001] getaddrinfo failed", "Không có mạng"),
    ("urllib3.exceptions.ReadTimeoutError: Read timed out.", "Không có mạng"),
    ("W: Failed to fetch http://x/y.deb  Temporary failure resolving 'x'", "Không có mạng"),
    ("E: Failed to fetch http://x/y.deb  404  Not Found", "404  Not Found"),
    ("SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]')", "Không kiểm được chứng thư"),
    (PIP + "[Errno 28] No space left on device", "không đủ chỗ"),
    (PIP + "[WinError 112] There is not enough space on the disk", "không đủ chỗ"),
    ("E: You don't have enough free space in /var/cache/apt/archives/.", "không đủ chỗ"),
    (PIP + "[WinError 5] Access is denied", "Không ghi được"),
    (PIP + "[WinError 32] The process cannot access the file", "Không ghi được"),
    (PIP + "[WinError 206] The filename or extension is too long", "quá dài"),
    ("The virtual environment was not created because ensurepip is not available.", "-venv"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "không khớp mã băm"),
    ("ERROR: No matching distribution found for pyside6==6.12.0", "pyside6==6.12.0"),
    ("Reading...\nERROR: something nobody foresaw\nhint", "ERROR: something nobody foresaw"),
    ("", "không có thông báo nào"),
]


@pytest.mark.parametrize(("output", "expected"), SAID)
def test_each_cause_has_its_sentence(
    output: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(PACKAGING)
    from bootstrap_steps.failures import explain

    sentence = explain(output, "Thư viện Python", Path("/opt/cchc"))
    assert expected in sentence
    assert "\n" not in sentence
    assert not any(word in sentence for word in ("!", "bạn", "vui lòng", "{"))
