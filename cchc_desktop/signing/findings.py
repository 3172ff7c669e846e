"""Telling what the verification saw, each thing in one sentence with a stable name.

The policy that caught all of twelve measured edits: exactly the expected fields; each signature
intact and only allowed changes since; the last one covers the entire file; a pinned root.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from cchc_desktop.signing.changes import changes_since
from cchc_desktop.signing.pdf_reading import blames_the_file
from cchc_desktop.signing.report import Severity, SignatureFinding
from cchc_desktop.signing.roles import (
    AGENCY,
    AGENCY_FIELD,
    EXPECTED_FIELDS,
    FIELD_OF_ROLE,
    HEAD,
    HEAD_FIELD,
    UNKNOWN,
    role_of_field,
    role_words,
)
from cchc_desktop.signing.vietnam_time import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.signing.examined import Examined, ExaminedFile
    from cchc_desktop.signing.signature_check import CheckedSignature

# Clocks of two offices differ by some minutes; more is worth a look.
_CLOCK_TOLERANCE = timedelta(minutes=10)
_WEIGHT: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def file_findings(file: ExaminedFile) -> tuple[SignatureFinding, ...]:
    """Give all findings, the weightiest first."""
    found = [
        *_structure(file),
        *_fields(file),
        *_each_signature(file),
        *_coverage(file),
        *_order(file),
        *_trust(file),
    ]
    return tuple(sorted(found, key=lambda finding: _WEIGHT[finding.severity]))


def _structure(file: ExaminedFile) -> Iterator[SignatureFinding]:
    if not file.standard:
        yield SignatureFinding(
            "nonstandard_structure",
            "warning",
            "Cấu trúc tệp không đúng chuẩn PDF, phần mềm khác nhau có thể hiển thị khác nhau.",
        )


def _fields(file: ExaminedFile) -> Iterator[SignatureFinding]:
    counted = Counter(file.field_names)
    ours = EXPECTED_FIELDS & counted.keys()
    strange = sorted(counted.keys() - EXPECTED_FIELDS)
    if strange:
        names = ", ".join(strange)
        if ours:
            yield SignatureFinding(
                "unexpected_field",
                "error",
                f"Tệp có trường chữ ký lạ ({names}); hồ sơ chỉ có hai trường:"
                " người đứng đầu và cơ quan.",
            )
        else:
            yield SignatureFinding(
                "foreign_fields",
                "info",
                f"Tệp không phải hồ sơ của chương trình này; trường chữ ký: {names}.",
            )
    for name in sorted(name for name in ours if counted[name] > 1):
        yield SignatureFinding(
            "duplicate_field",
            "error",
            f"Tệp có nhiều trường chữ ký cùng tên {name}; không rõ trường nào là thật.",
        )
    yield from _missing(file)


def _missing(file: ExaminedFile) -> Iterator[SignatureFinding]:
    if not file.signatures:
        yield SignatureFinding("unsigned", "warning", "Tệp chưa ký số.")
        return
    signed = {each.field_name for each in file.signatures}
    if not signed & EXPECTED_FIELDS:
        return
    for role, name in FIELD_OF_ROLE.items():
        if name not in signed:
            yield SignatureFinding(
                f"{role}_signature_missing",
                # An agency that has not signed yet is the usual state between the two signatures.
                "info" if role == AGENCY else "warning",
                f"Chưa có chữ ký số của {role_words(role)}; nếu hồ sơ đã từng có chữ ký này"
                " thì tệp đã bị cắt bớt.",
            )


def _each_signature(file: ExaminedFile) -> Iterator[SignatureFinding]:
    for each in file.signatures:
        whose = _whose(each)
        if each.checked is None:
            yield SignatureFinding(
                "broken_signature",
                "error",
                f"Chữ ký số của {whose} hỏng hoặc thuộc kiểu chưa hỗ trợ, không đọc được.",
            )
            continue
        yield from _value(each.checked, whose)
        time = each.checked.time
        if time is not None and time > file.now + _CLOCK_TOLERANCE:
            yield SignatureFinding(
                "signed_in_future",
                "warning",
                f"Thời gian ký của {whose} ({moment_text(time)}) muộn hơn giờ của máy này.",
            )


def _value(checked: CheckedSignature, whose: str) -> Iterator[SignatureFinding]:
    """Tell whether the signature's value agrees with the bytes that it covers."""
    if not checked.bytes_intact and not checked.in_place:
        yield SignatureFinding(
            "rewritten_after_signing",
            "error",
            f"Tệp bị ghi lại sau khi ký (lưu bằng phần mềm khác); chữ ký số của {whose}"
            " không còn khớp.",
        )
    elif not checked.bytes_intact:
        yield SignatureFinding(
            "content_changed",
            "error",
            f"Nội dung đã ký bị thay đổi: không khớp chữ ký số của {whose}.",
        )
    elif not checked.range_sound:
        yield SignatureFinding(
            "range_unsound",
            "error",
            f"Chữ ký số của {whose} không bao trùm liền mạch phần tệp mà nó ký.",
        )
    if checked.bytes_intact:
        yield from _container(checked, whose)


def _container(checked: CheckedSignature, whose: str) -> Iterator[SignatureFinding]:
    """Tell what stands in the place for a signature without being signed."""
    container = checked.container
    if container is None or not container.padding_clean:
        yield SignatureFinding(
            "hidden_in_signature",
            "error",
            f"Trong chỗ dành cho chữ ký số của {whose} có dữ liệu lạ không được ký.",
        )
    elif not container.sound:
        yield SignatureFinding(
            "container_changed",
            "error",
            f"Phần đi kèm chữ ký số của {whose} (chứng thư của nơi cấp, cách mã hóa)"
            " bị sửa sau khi ký.",
        )
    elif not container.attributes_known:
        yield SignatureFinding(
            "unsigned_attributes",
            "warning",
            f"Chữ ký số của {whose} mang theo dữ liệu không được ký, chương trình không hiểu.",
        )


def _coverage(file: ExaminedFile) -> Iterator[SignatureFinding]:
    """Tell what came after the signatures, and name it if it can be named."""
    bases: list[int] = []
    last: tuple[CheckedSignature, int] | None = None
    for each in file.signatures:
        if each.checked is None or not each.checked.bytes_intact:
            continue  # broken itself: what came after it says nothing more
        last = (each.checked, each.revision)
        if each.checked.allowed_since is None:
            yield SignatureFinding(
                "not_compared",
                "error",
                f"Phần thêm vào tệp sau chữ ký số của {_whose(each)} không đọc được,"
                " không so sánh được với bản đã ký.",
            )
        elif not each.checked.allowed_since:
            bases.append(each.revision)
            yield SignatureFinding(
                "changed_after_signing",
                "error",
                f"Sau chữ ký số của {_whose(each)}, tệp có thay đổi không được phép.",
            )
    if last is not None and not last[0].whole_file and _all_intact(file):
        bases.append(last[1])
        yield _beyond_last(file, last[0].covered_bytes, last[1])
    if bases:
        yield from _named_changes(file, min(bases))


def _all_intact(file: ExaminedFile) -> bool:
    return all(each.checked is not None and each.checked.bytes_intact for each in file.signatures)


def _beyond_last(file: ExaminedFile, covered: int, revision: int) -> SignatureFinding:
    later = file.reader.xrefs.total_revisions - 1 - revision
    if later > 0:
        return SignatureFinding(
            "updated_after_signing",
            "error",
            f"Sau chữ ký cuối, tệp có thêm {later} bản cập nhật không được chữ ký nào bao trùm.",
        )
    return SignatureFinding(
        "bytes_after_end",
        "error",
        f"Cuối tệp có thêm {_count(file.size - covered)} byte không được chữ ký nào bao trùm.",
    )


def _named_changes(file: ExaminedFile, revision: int) -> list[SignatureFinding]:
    if file.reader.xrefs.total_revisions - 1 <= revision:
        return []
    try:
        return changes_since(file.reader, revision)
    except Exception as error:
        if not blames_the_file(error):
            raise
        return []  # that there is a later revision has been told already


def _order(file: ExaminedFile) -> Iterator[SignatureFinding]:
    names = [each.field_name for each in file.signatures]
    both = HEAD_FIELD in names and AGENCY_FIELD in names
    if both and names.index(AGENCY_FIELD) < names.index(HEAD_FIELD):
        yield SignatureFinding(
            "agency_signed_first",
            "warning",
            "Cơ quan ký trước người đứng đầu; đúng thứ tự là người đứng đầu ký trước.",
        )


def _trust(file: ExaminedFile) -> Iterator[SignatureFinding]:
    untrusted = [
        each for each in file.signatures if each.checked is not None and not each.checked.trusted
    ]
    if untrusted and not file.roots_given:
        yield SignatureFinding(
            "no_trust_root",
            "info",
            "Không rõ nguồn: chưa chọn chứng thư gốc của nơi cấp để đối chiếu.",
        )
    for each in untrusted:
        checked = each.checked
        if checked is None or not checked.trust_kind:
            continue
        if checked.trust_kind == "untrusted" and not file.roots_given:
            continue
        yield SignatureFinding(
            checked.trust_kind, "warning", f"Chữ ký số của {_whose(each)}: {checked.notes[0]}"
        )


def _whose(examined: Examined) -> str:
    role = role_of_field(examined.field_name)
    if role in (HEAD, AGENCY):
        return role_words(role)
    assert role == UNKNOWN
    return f"trường {examined.field_name}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
