"""Names of agencies, from the capitals of an official document's head to how offices write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KNOWN = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Công Thương", "Sở Xây dựng", "Sở Y tế", "Sở Tư pháp",
    "Sở Nông nghiệp và Môi trường", "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao", "Sở Du lịch", "Sở Ngoại vụ",
    "Sở Dân tộc và Tôn giáo", "Sở Kế hoạch và Đầu tư", "Sở Giao thông vận tải",
    "Sở Tài nguyên và Môi trường", "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội", "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Quy hoạch - Kiến trúc", "Ban Dân tộc", "Thanh tra tỉnh", "Bộ Nội vụ", "Chính phủ",
    "Thủ tướng Chính phủ",
)  # fmt: skip
_OFFICE = "Văn phòng"
_COUNCILS = ("Ủy ban nhân dân", "Hội đồng nhân dân")
_SHORT = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN", "UỶ BAN": "ỦY BAN"}
_PLACES = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_BY_CAPITALS = {one.upper().replace(" ", ""): one for one in _KNOWN}


def agency_name(capitals: Sequence[str]) -> str:
    """Give the agency whose name the last of these lines make up.

    Args:
        capitals: the lines in capitals above a document's number, its parent agency first.

    Returns:
        The name in mixed case; empty where it is none that is known for certain.
    """
    lines = [" ".join(line.split()) for line in capitals]
    for count in (3, 2, 1):  # a name may take several lines
        taken = lines[-count:]
        name = _name(" ".join(taken)) if len(taken) == count else ""
        # Lines that begin with a whole name are the parent's and then its part's.
        if name and not any(_name(" ".join(taken[:end])) for end in range(1, count)):
            return name
    return ""


def _name(capitals: str) -> str:
    for short, full in _SHORT.items():
        if capitals.startswith(short):
            capitals = full + capitals[len(short) :]
    if known := _BY_CAPITALS.get(capitals.replace(" ", "")):
        return known
    for council in _COUNCILS:
        if capitals.startswith(council.upper()):
            return _council(council, capitals[len(council) :].strip())
    if capitals.startswith(_OFFICE.upper()):
        rest = _name(capitals[len(_OFFICE) :].strip())
        return f"{_OFFICE} {rest}" if rest.startswith(_COUNCILS) else ""
    return ""


def _council(council: str, place: str) -> str:
    for kind in _PLACES:
        rest = place.removeprefix(f"{kind.upper()} ")
        if rest != place and 0 < len(rest.split()) <= 5:
            return f"{council} {kind} {rest.title()}"
    return ""
