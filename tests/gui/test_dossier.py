"""“Xuất hồ sơ” to a signed PDF on screen, and “Kiểm tra hồ sơ đã ký” to separate facts."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QRadioButton

from cchc_desktop.gui.pages.preview_page import PreviewPage
from cchc_desktop.gui.pages.verification_page import VerificationPage
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from tests.support.certificates import PASSWORD
from tests.support.documents import write_pdf
from tests.support.other_programs import pdfsig
from tests.support.signed_dossier import Keys, make_keys, make_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A head's key and the root that issued it."""
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def exporting(window: MainWindow, at_work: Person) -> Person:
    """Somebody before the export's form."""
    at_work.press(Qt.Key.Key_F12)
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    return at_work


def on_page(window: MainWindow, kind: type) -> bool:
    return isinstance(window.pages.currentWidget(), kind)


def test_a_dossier_is_signed_and_shown(
    window: MainWindow,
    exporting: Person,
    keys: Keys,
    workbook: Path,
    stored: Callable[[], Assessment],
) -> None:
    assert exporting.sees("Còn 72 lỗi phải sửa")
    assert exporting.sees("Chưa chọn tệp chứng thư số.")
    exporting.fill("Số, ký hiệu báo cáo", "135/BC-SCT")
    exporting.fill("Ngày báo cáo", "25-11-26")
    exporting.fill("Họ tên người ký", "Nguyễn Thị Hạnh")
    exporting.fill("Tệp chứng thư số", str(keys.head))
    exporting.fill("Mật khẩu tệp chứng thư số", PASSWORD)
    exporting.click("Xuất và ký hồ sơ")
    exporting.wait(lambda: on_page(window, PreviewPage))
    target = workbook.with_suffix(".pdf")
    assert [(one.valid, one.covers_all) for one in pdfsig(target)] == [(True, True)]
    shown = window.pages.currentWidget()
    assert shown.page_count() > 5
    exporting.click("Trang sau")
    assert shown.current_page() == 2
    exporting.press(Qt.Key.Key_PageDown, into=shown)
    assert shown.current_page() == 3
    particulars = stored().particulars
    assert (particulars.number, particulars.date) == ("135/BC-SCT", "2026-11-25")
    exporting.click("Kiểm tra chữ ký")
    exporting.wait(lambda: on_page(window, VerificationPage))
    exporting.click("Đóng")
    assert window.pages.currentWidget() is window.parts.view
    exporting.press(Qt.Key.Key_F12)
    exporting.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    assert exporting.field("Mật khẩu tệp chứng thư số").text() == ""


def test_typing_goes_on_while_the_dossier_is_made(
    window: MainWindow, exporting: Person, workbook: Path, stored: Callable[[], Assessment]
) -> None:
    exporting.click("Xuất chờ ký, người đứng đầu ký sau", QRadioButton)
    exporting.click("Xuất hồ sơ chờ ký")
    exporting.click("Đóng")
    assert window.parts.jobs.is_running
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    exporting.type("2450")
    exporting.wait(lambda: window.parts.desk.autosave.is_clean)
    assert stored().answer("3.4.1").values == {"b": "2450"}
    exporting.wait(lambda: not window.parts.jobs.is_running)
    said = window.parts.view.message.words()
    assert "Đã xuất “so-cong-thuong-2026.pdf”" in said
    assert "chờ ký, chưa có chữ ký số" in said
    exporting.click("Xem hồ sơ")
    assert on_page(window, PreviewPage)


def test_a_wrong_password_is_said_and_nothing_is_left(
    window: MainWindow,
    exporting: Person,
    keys: Keys,
    prompts: ScriptedPrompts,
    workbook: Path,
) -> None:
    exporting.fill("Tệp chứng thư số", str(keys.head))
    exporting.fill("Mật khẩu tệp chứng thư số", "sai")
    exporting.click("Xuất và ký hồ sơ")
    exporting.wait(lambda: prompts.told)
    assert "Sai mật khẩu của tệp khóa giam-doc.p12" in prompts.told[0]
    assert sorted(p.name for p in workbook.parent.glob("*.pdf")) == []
    assert window.pages.currentWidget() is window.parts.export.page
    assert exporting.field("Mật khẩu tệp chứng thư số").isEnabled()


def test_an_export_is_cancelled_and_leaves_nothing(
    window: MainWindow, exporting: Person, workbook: Path
) -> None:
    exporting.click("Xuất chờ ký, người đứng đầu ký sau", QRadioButton)
    exporting.click("Xuất hồ sơ chờ ký")
    exporting.wait(lambda: window.parts.jobs._job is not None)
    window.parts.strip.cancel_wanted.emit()
    exporting.wait(lambda: not window.parts.jobs.is_running)
    window.close()
    exporting.wait(lambda: not window.isVisible())
    assert [p.name for p in workbook.parent.iterdir()] == [workbook.name]


def test_particulars_typed_are_kept_without_exporting(
    window: MainWindow, exporting: Person, stored: Callable[[], Assessment]
) -> None:
    exporting.fill("Nơi ban hành", "Thái Nguyên")
    exporting.fill("Nơi nhận (mỗi nơi một dòng)", "Như trên\nLưu: VT")
    exporting.press(Qt.Key.Key_Escape)
    exporting.wait(lambda: stored().particulars.place == "Thái Nguyên")
    assert stored().particulars.recipients == ("Như trên", "Lưu: VT")


def test_an_impossible_date_keeps_the_button_off_with_its_reason(
    window: MainWindow, exporting: Person
) -> None:
    exporting.click("Xuất chờ ký, người đứng đầu ký sau", QRadioButton)
    assert exporting.button("Xuất hồ sơ chờ ký").isEnabled()
    exporting.fill("Ngày báo cáo", "31/02/2026")
    assert not exporting.button("Xuất hồ sơ chờ ký").isEnabled()
    assert exporting.sees("Không có ngày “31/02/2026” trên lịch.")


def sign(exporting: Person, keys: Keys, named: str = "Nguyễn Thị Hạnh") -> None:
    exporting.fill("Họ tên người ký", named)
    exporting.fill("Tệp chứng thư số", str(keys.head))
    exporting.fill("Mật khẩu tệp chứng thư số", PASSWORD)
    exporting.click("Xuất và ký hồ sơ")


def test_a_signed_dossier_is_not_replaced_without_a_word(
    window: MainWindow,
    exporting: Person,
    keys: Keys,
    prompts: ScriptedPrompts,
    workbook: Path,
) -> None:
    target = workbook.with_suffix(".pdf")
    sign(exporting, keys)
    exporting.wait(lambda: on_page(window, PreviewPage))
    assert exporting.sees("Đã xuất và ký “so-cong-thuong-2026.pdf”, ")
    assert exporting.sees(f"lưu ở {workbook.parent}. Người ký: Nguyễn Thị Hạnh.")
    signed = target.read_bytes()
    exporting.click("Đóng")
    exporting.press(Qt.Key.Key_F12)
    exporting.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    place = exporting.field("Tệp hồ sơ PDF")
    assert place.text() == str(workbook.with_name("so-cong-thuong-2026-2.pdf"))
    exporting.fill("Tệp hồ sơ PDF", str(target))
    exporting.click("Xuất chờ ký, người đứng đầu ký sau", QRadioButton)
    prompts.answers.append(None)
    exporting.click("Xuất hồ sơ chờ ký")
    assert "Thay tệp đã có?" in prompts.asked[-1]
    assert "đã ký số; thay thì mất bản đã ký" in prompts.asked[-1]
    assert not window.parts.jobs.is_running
    assert target.read_bytes() == signed
    exporting.fill("Tệp hồ sơ PDF", str(workbook.with_name("so-cong-thuong-2026-2.pdf")))
    exporting.click("Xuất hồ sơ chờ ký")
    exporting.wait(lambda: on_page(window, PreviewPage))
    assert exporting.sees("Hồ sơ chờ ký, chưa có chữ ký số.")
    assert len(prompts.asked) == 1


def test_another_holder_than_the_one_named_is_said(
    window: MainWindow, exporting: Person, keys: Keys
) -> None:
    sign(exporting, keys, named="Trần Thị Lan")
    exporting.wait(lambda: on_page(window, PreviewPage))
    assert exporting.sees("Báo cáo ghi người ký là Trần Thị Lan, khác tên trên chứng thư số.")


def test_a_folder_is_no_place_for_a_dossier(
    window: MainWindow, exporting: Person, workbook: Path
) -> None:
    exporting.click("Xuất chờ ký, người đứng đầu ký sau", QRadioButton)
    exporting.fill("Tệp hồ sơ PDF", str(workbook.parent))
    assert not exporting.button("Xuất hồ sơ chờ ký").isEnabled()
    assert exporting.sees("Nơi lưu đang là thư mục; ghi thêm tên tệp PDF.")


def test_keys_and_wheel_turn_the_pages_of_the_preview(
    window: MainWindow, person: Person, tmp_path: Path
) -> None:
    def turn(notches: int) -> None:
        middle = view.viewport().rect().center()
        place = QPointF(view.viewport().mapToGlobal(middle))
        nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        angle = QPoint(0, 120 * notches)
        wheel = QWheelEvent(QPointF(middle), place, QPoint(), angle, *nothing, phase, False)
        QApplication.sendEvent(view.viewport(), wheel)

    page = PreviewPage(lambda _path: None)
    window.show_page(page)
    assert page.show_file(write_pdf(tmp_path / "năm trang.pdf", pages=5))
    page.focus_first()
    view = page.findChild(QPdfView)
    assert view.hasFocus()
    shown = []
    for act in (
        lambda: person.press(Qt.Key.Key_PageDown, into=view),
        lambda: turn(-1),
        lambda: person.press(Qt.Key.Key_End, into=view),
        lambda: turn(-1),
        lambda: person.press(Qt.Key.Key_PageUp, into=view),
        lambda: turn(1),
        lambda: person.press(Qt.Key.Key_Home, into=view),
    ):
        act()
        shown.append(page.current_page())
    assert shown == [2, 3, 5, 5, 4, 3, 1]


def facts(window: MainWindow) -> dict[str, str]:
    model = window.pages.currentWidget().findChild(FittedTable).model()
    return {
        model.index(row, 1).data(): model.index(row, 0).data() for row in range(model.rowCount())
    }


def test_a_signed_dossier_is_verified_as_separate_facts(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, keys: Keys, tmp_path: Path
) -> None:
    made = make_signed(tmp_path)
    window.verify(made.pdf)
    person.wait(lambda: on_page(window, VerificationPage))
    known = facts(window)
    assert known["Toàn vẹn"] == "Đạt"
    assert known["Nguồn tin cậy"] == "Lưu ý"
    prompts.files.append([made.keys.root])
    person.click("Thêm chứng thư gốc…")
    person.wait(lambda: facts(window)["Nguồn tin cậy"] == "Đạt")
    bent = tmp_path / "sửa.pdf"
    bent.write_bytes(made.pdf.read_bytes() + b"\n% added\n")
    prompts.files.append([bent])
    person.click("Chọn tệp khác…")
    person.wait(lambda: person.sees("sửa.pdf"))
    known = facts(window)
    assert known["Toàn vẹn"] == "Không đạt"
    assert known["Điểm tính lại"] == "Đạt"
    assert person.sees("không gộp thành một kết luận chung")


def test_a_day_that_is_none_is_marked_on_its_field(exporting: Person) -> None:
    field = exporting.field("Ngày báo cáo")
    exporting.fill("Ngày báo cáo", "31/02/2026")
    assert field.property("bad")
    exporting.fill("Ngày báo cáo", "28/02/2026")
    assert not field.property("bad")


def test_the_time_of_the_check_is_told_in_the_zone_of_the_signatures(
    window: MainWindow, person: Person, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    before = datetime.now(UTC)
    window.verify(make_signed(tmp_path).pdf)
    person.wait(lambda: on_page(window, VerificationPage))
    monkeypatch.undo()
    time.tzset()
    zone = timezone(timedelta(hours=7))
    moments = (one.astimezone(zone) for one in (before, datetime.now(UTC)))
    assert any(person.sees(f"Kiểm tra lúc {one:%d/%m/%Y %H:%M} (+07:00)") for one in moments)


def test_a_pdf_that_is_no_dossier_is_said_so_first(
    window: MainWindow, person: Person, tmp_path: Path
) -> None:
    window.verify(write_pdf(tmp_path / "công văn.pdf"))
    person.wait(lambda: on_page(window, VerificationPage))
    assert person.sees("Tệp này không phải hồ sơ tự chấm điểm.")
    assert not person.sees("nội dung không đạt")


def test_a_file_that_is_no_pdf_is_said_so(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    other = tmp_path / "thư.pdf"
    other.write_text("không phải PDF", encoding="utf-8")
    prompts.files.append([other])
    person.menu("Hồ sơ", "Kiểm tra hồ sơ đã ký…")
    person.wait(lambda: prompts.told)
    assert "thư.pdf" in prompts.told[0]
    assert window.pages.currentWidget() is window.start
