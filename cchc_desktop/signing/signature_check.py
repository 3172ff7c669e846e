"""Checking one signature of a PDF: its bytes, what followed, and whom it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from cchc_desktop.signing.certificate_facts import (
    SIGNING_USAGES,
    CertificateFacts,
    certificate_facts,
)
from cchc_desktop.signing.pdf_reading import blames_the_file
from cchc_desktop.signing.signature_container import ContainerFacts, judge_container
from cchc_desktop.signing.vietnam_time import VIETNAM, date_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from asn1crypto import x509
    from pyhanko.sign.validation import PdfSignatureStatus

_USAGE = KeyUsageConstraints(key_usage=set(SIGNING_USAGES), match_all_key_usages=False)
_NO_ROOT = "Không rõ nguồn: chưa chọn chứng thư gốc của nơi cấp; toàn vẹn và tin cậy là hai việc."
_NOT_JUDGED = "Chưa xét nguồn tin cậy vì chữ ký số không khớp nội dung tệp."
_NO_TIMESTAMP = "Chưa có dấu thời gian: thời gian ký theo máy người ký."
_NO_REVOCATION = "Chưa kiểm tra thu hồi chứng thư (không dùng mạng)."


@dataclass(frozen=True)
class CheckedSignature:
    """The facts of one signature before they are told in sentences.

    Attributes:
        bytes_intact: digest and signature value agree with the covered bytes.
        in_place: its value stands where the range says; a file written anew moves it.
        allowed_since: later revisions hold only what the certification allows; None when they
            could not be compared.
        range_sound: the covered ranges leave out exactly the signature's own value.
        whole_file: nothing follows the covered part.
        covered_bytes: where the covered part ends.
        container: the unsigned parts of the signature; None when the bytes are not intact, or
            its value does not stand in place.
        trusted: see ``SignatureFacts.trusted``.
        trust_kind: "" when trusted, or not judged for want of intact bytes; else ``untrusted``,
            ``certificate_expired``, ``certificate_not_yet_valid`` or ``certificate_wrong_usage``.
    """

    certificate: CertificateFacts
    time: datetime | None
    bytes_intact: bool
    in_place: bool
    allowed_since: bool | None
    range_sound: bool
    whole_file: bool
    covered_bytes: int
    container: ContainerFacts | None
    trusted: bool
    trust_kind: str
    notes: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Tell whether the signature as such holds."""
        return (
            self.bytes_intact
            and self.allowed_since is True
            and self.range_sound
            and self.container is not None
            and self.container.padding_clean
            and self.container.sound
        )


def check_signature(
    embedded: EmbeddedPdfSignature, size: int, roots: Sequence[x509.Certificate], now: datetime
) -> CheckedSignature:
    """Check a signature in a file of ``size`` bytes.

    Raises whatever pyHanko raises on a hostile or unsupported signature.
    """
    status, compared = _validate(embedded, _context(roots, now))
    bytes_intact = bool(status.intact and status.valid)
    facts = certificate_facts(embedded.signer_cert)
    stated = embedded.self_reported_timestamp
    time = stated.astimezone(VIETNAM) if stated is not None else None
    trusted = bool(status.trusted) and _was_trusted(embedded, roots, time)
    trust_kind = ""
    trust_note: tuple[str, ...] = ()
    if not bytes_intact:
        trust_note = (_NOT_JUDGED,)
    elif not trusted:
        trust_kind, trust_note = _distrust(facts, roots, time, now)
    gap_sound, covered = _range(embedded)
    written = _written_value(embedded) if gap_sound else None
    container = None
    if bytes_intact and written is not None:
        container = judge_container(embedded, written, roots)
    return CheckedSignature(
        certificate=facts,
        time=time,
        bytes_intact=bytes_intact,
        in_place=written is not None,
        allowed_since=bool(status.docmdp_ok) if compared else None,
        range_sound=gap_sound and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        whole_file=gap_sound and covered == size,
        covered_bytes=covered,
        container=container,
        trusted=trusted,
        trust_kind=trust_kind,
        notes=(*trust_note, _timestamp_note(status), _NO_REVOCATION),
    )


def _validate(
    embedded: EmbeddedPdfSignature, context: ValidationContext
) -> tuple[PdfSignatureStatus, bool]:
    """Validate, and tell whether the later revisions could be compared."""
    try:
        return validate_pdf_signature(embedded, context, key_usage_settings=_USAGE), True
    except Exception as error:
        if not blames_the_file(error):
            raise
        # What was added later may be hostile; the signature itself need not be.
        status = validate_pdf_signature(
            embedded, context, key_usage_settings=_USAGE, skip_diff=True
        )
        return status, status.docmdp_ok is not None


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    # An empty list, unlike None, keeps the machine's own trust list out.
    return ValidationContext(
        trust_roots=list(roots), moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )


def _was_trusted(
    embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], time: datetime | None
) -> bool:
    """Look at the path once more as of the stated signing time."""
    if time is None:
        return True
    status = validate_pdf_signature(
        embedded, _context(roots, time), key_usage_settings=_USAGE, skip_diff=True
    )
    return bool(status.trusted)


def _distrust(
    facts: CertificateFacts,
    roots: Sequence[x509.Certificate],
    time: datetime | None,
    now: datetime,
) -> tuple[str, tuple[str, ...]]:
    """Name why a signature is not trusted; the certificate's own dates come first."""
    at_signing = facts.state(time) if time is not None else "usable"
    state = at_signing if at_signing != "usable" else facts.state(now)
    source = () if roots else (_NO_ROOT,)
    if state == "expired":
        since = f"Chứng thư hết hạn từ {date_text(facts.valid_until)}"
        when = (
            "trước thời gian ký"
            if at_signing == "expired"
            else "sau thời gian ký, không có dấu thời gian để chứng minh lúc ký còn hạn"
        )
        return "certificate_expired", (f"{since}, {when}.", *source)
    if state == "not_yet_valid":
        begins = f"Chứng thư chỉ có hiệu lực từ {date_text(facts.valid_from)}"
        return "certificate_not_yet_valid", (f"{begins}, sau thời gian ký.", *source)
    if state == "wrong_usage":
        return "certificate_wrong_usage", ("Chứng thư không được cấp để ký số.", *source)
    if not roots:
        return "untrusted", source
    return "untrusted", (
        f"Không rõ nguồn: nơi cấp {facts.issuer} không dẫn đến chứng thư gốc đã chọn.",
    )


def _timestamp_note(status: PdfSignatureStatus) -> str:
    timestamp = status.timestamp_validity
    if timestamp is None:
        return _NO_TIMESTAMP
    moment = date_text(timestamp.timestamp)
    if timestamp.trusted:
        return f"Có dấu thời gian ngày {moment}."
    return f"Có dấu thời gian ngày {moment} nhưng không rõ nguồn của dấu."


def _range(embedded: EmbeddedPdfSignature) -> tuple[bool, int]:
    """Tell whether the gap in the range is exactly the signature, and where the range ends."""
    numbers = [int(number) for number in embedded.byte_range]
    if len(numbers) != 4:
        return False, 0
    start, length, second, rest = numbers
    hexadecimal = 2 * len(embedded.pkcs7_content) + 2
    return start == 0 and second == length + hexadecimal, second + rest


def _written_value(embedded: EmbeddedPdfSignature) -> bytes | None:
    """Give the signature's digits from the gap in the range; None when they do not stand there."""
    stream = embedded.reader.stream
    stream.seek(int(embedded.byte_range[1]))
    digits = embedded.pkcs7_content.hex().encode()
    found = bytes(stream.read(len(digits) + 2))
    return found[1:-1] if found.lower() == b"<" + digits + b">" else None
