"""The facts of a verification in the words that people read, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.manifest import short_hash
from cchc_desktop.core.numbers import show_number, show_points
from cchc_desktop.operations.verification_report import DataCheck, Fact, Verdict

if TYPE_CHECKING:
    from cchc_desktop.signing.report import SignatureFacts, SignatureReport

ROLE_TITLES = {"head": "người đứng đầu", "agency": "cơ quan", "unknown": "không rõ vai trò"}


def all_facts(signatures: SignatureReport, data: DataCheck, size: int) -> tuple[Fact, ...]:
    """Give every fact; ``size`` is the file's, in bytes."""
    return (
        _unchanged(signatures),
        _coverage(signatures, size),
        *_signers(signatures),
        _trust(signatures),
        _time(signatures),
        _data_inside(data),
        _score(data),
        _evidence(data),
    )


def _unchanged(report: SignatureReport) -> Fact:
    if not report.signatures:
        return Fact(
            "Lưu ý", "Toàn vẹn", "Chưa ký", "Không có chữ ký nào để biết tệp có bị thay đổi."
        )
    if report.intact:
        return Fact("Đạt", "Toàn vẹn", "Không thay đổi sau khi ký", "Nội dung khớp với chữ ký.")
    wrong = next((one.message for one in report.findings if one.severity == "error"), "")
    return Fact("Không đạt", "Toàn vẹn", "Đã thay đổi sau khi ký", wrong)


def _coverage(report: SignatureReport, size: int) -> Fact:
    title = "Phạm vi chữ ký"
    if not report.signatures:
        return Fact("Lưu ý", title, "Chưa ký", "")
    last = report.signatures[-1]
    covered, whole = show_number(last.covered_bytes), show_number(size)
    detail = f"Chữ ký cuối phủ {covered} / {whole} byte."
    if last.covers_whole_file:
        return Fact("Đạt", title, "Bao trùm toàn bộ tệp", detail)
    return Fact("Không đạt", title, "Không bao trùm toàn bộ tệp", detail)


def _signers(report: SignatureReport) -> list[Fact]:
    facts = []
    for number, one in enumerate(report.signatures, start=1):
        title = f"Chữ ký {number}: {ROLE_TITLES[one.role]}"
        verdict: Verdict = "Đạt" if one.intact else "Không đạt"
        facts.append(Fact(verdict, title, one.signer or "Không đọc được", _validity(one)))
    for role in report.unsigned_roles:
        facts.append(
            Fact("Thông tin", f"Chữ ký: {ROLE_TITLES[role]}", "Chưa ký", "Ô ký còn trống.")
        )
    return facts


def _validity(one: SignatureFacts) -> str:
    if one.certificate is None:
        return " ".join(one.notes)
    until = one.certificate.valid_until
    return (
        f"Nơi cấp: {one.certificate.issuer}; chứng thư số hết hạn "
        f"{until.day:02}/{until.month:02}/{until.year}."
    )


def _trust(report: SignatureReport) -> Fact:
    title = "Nguồn tin cậy"
    if report.trusted:
        return Fact(
            "Đạt", title, "Dẫn về chứng thư gốc đã chọn", "Chưa kiểm tra thu hồi (không có mạng)."
        )
    if not report.signatures:
        return Fact("Lưu ý", title, "Chưa ký", "")
    return Fact(
        "Lưu ý",
        title,
        "Không rõ nguồn",
        "Chưa có chứng thư gốc của nơi cấp, hoặc chứng thư không dẫn về gốc đã chọn. "
        "Toàn vẹn và tin cậy là hai việc khác nhau.",
    )


def _time(report: SignatureReport) -> Fact:
    title = "Thời gian ký"
    times = [one.time for one in report.signatures if one.time]
    if not times:
        return Fact("Thông tin", title, "Không ghi", "")
    shown = "; ".join(f"{one:%d/%m/%Y %H:%M}" for one in times)
    return Fact(
        "Thông tin",
        title,
        f"{shown} (+07:00), theo máy người ký",
        "Chưa có dấu thời gian nên chỉ để tham khảo.",
    )


def _data_inside(data: DataCheck) -> Fact:
    title = "Dữ liệu kê khai"
    if not data.present or data.assessment is None:
        return Fact("Không đạt", title, "Không có hoặc không đọc được", _first(data, "data"))
    whole = data.assessment.criteria_set
    code = short_hash(data.sha256)
    if not data.matches_pages:
        return Fact("Không đạt", title, "Khác với mã in trên trang", f"Mã dữ liệu: {code}.")
    detail = (
        f"{data.assessment.unit}, năm {data.assessment.year}; bộ {whole.id}; mã dữ liệu {code}."
    )
    return Fact("Đạt", title, "Có trong tệp, khớp mã in trên trang", detail)


def _score(data: DataCheck) -> Fact:
    title = "Điểm tính lại"
    if data.sheet is None:
        return Fact("Không đạt", title, "Không tính được", "Không có dữ liệu dùng được.")
    points = f"{show_points(data.sheet.self_score)} / {show_points(data.sheet.self_max)}"
    if data.score_recomputed:
        detail = f"Tính lại từ số liệu trong tệp: {data.sheet.answered} mục khớp, 0 mục lệch."
        return Fact("Đạt", title, f"{points}, bằng điểm trong hồ sơ", detail)
    listed = ", ".join(data.differing[:8]) or "các tổng điểm"
    result = f"{points}, khác phần chấm ghi trong hồ sơ"
    return Fact("Không đạt", title, result, f"Lệch ở: {listed}.")


def _evidence(data: DataCheck) -> Fact:
    title = "Tài liệu kiểm chứng"
    one = data.evidence
    result = f"{one.sound} / {one.count} tài liệu khớp"
    detail = (
        f"Bản gốc đính kèm khớp mã băm: {one.originals}. Thể hiện bằng trang, đủ trang, đúng số "
        f"trang và mã tệp: {one.shown} tài liệu, {one.pages} trang. "
    )
    if data.hashes_ok:
        return Fact("Đạt", title, result, detail + "Hình vẽ trên trang không so bằng máy.")
    wrong = _first(data, "evidence") or _first(data, "page_") or _first(data, "")
    return Fact("Không đạt", title, result, detail + wrong)


def _first(data: DataCheck, kind: str) -> str:
    return next((one.message for one in data.findings if one.kind.startswith(kind)), "")
