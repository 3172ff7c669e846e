"""``cchc assign``, ``remark``, ``waive``, and tidying documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def kinds(db: Path, code: str) -> dict[str, str]:
    """Give what ``cchc check`` says of a leaf: kind → severity."""
    found = cchc("check", db, "--json").json["findings"]
    return {one["kind"]: one["severity"] for one in found if one["code"] == code}


def test_a_field_is_given_to_a_colleague_and_taken_back(db: Path) -> None:
    assert cchc("assign", db).out == "Chưa giao mục nào.\n"
    given = cchc("assign", db, "3.4", "2.2.1", "--to", " Hạnh ", "--json").json
    assert given == {"2.2.1": "Hạnh", "3.4.1": "Hạnh", "3.4.2": "Hạnh", "3.4.3": "Hạnh"}
    assert cchc("assign", db, "3.4.2", "--to", "", "--json").json == {}
    assert "3.4.1  Hạnh" in cchc("assign", db).out
    assert "3.4.2" not in cchc("assign", db).out
    assert "9.9" in refused("assign", db, "9.9", "--to", "Hạnh")
    assert "phải nêu mã mục" in refused("assign", db, "--to", "Hạnh")


def test_a_thread_keeps_who_said_what_and_stays_out_of_the_dossier(
    db: Path, tmp_path: Path
) -> None:
    cchc("me", "Lê B")
    cchc("remark", db, "3.4.1", "Hỏi phòng một cửa số quá hạn")
    cchc("remark", db, "3.4.1", "Đã có: 3 hồ sơ")
    thread = cchc("remark", db, "3.4.1", "--json").json
    assert [(one["who"], one["text"]) for one in thread] == [
        ("Lê B", "Hỏi phòng một cửa số quá hạn"),
        ("Lê B", "Đã có: 3 hồ sơ"),
    ]
    data = tmp_path / "d.json"
    cchc("export", db, "--json-data", data)
    assert "phòng một cửa" not in data.read_text("utf-8")
    removed = cchc("remark", db, "3.4.1", "--remove", str(thread[0]["id"]), "--json").json
    assert [one["text"] for one in removed] == ["Đã có: 3 hồ sơ"]
    assert "Không có ý kiến số 99" in refused("remark", db, "3.4.1", "--remove", "99")
    assert "còn trống" in refused("remark", db, "3.4.1", "  ")
    cchc("me", "")


def test_a_finding_is_left_aside_for_a_reason_and_brought_back(db: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    assert kinds(db, "3.4.1")["missing_evidence"] == "error"
    assert cchc("waive", db, "3.4.1", "missing_evidence", "--reason", "Nộp bản giấy").code == 0
    (one,) = [
        one
        for one in cchc("check", db, "--json").json["findings"]
        if one["kind"] == "missing_evidence"
    ]
    assert (one["severity"], one["waived"]) == ("info", "Nộp bản giấy")
    assert "Lý do: Nộp bản giấy" in cchc("check", db).out
    assert "bỏ qua cảnh báo, vì: Nộp bản giấy" in cchc("history", db, "3.4.1").out
    cchc("waive", db, "3.4.1", "missing_evidence", "--clear")
    assert kinds(db, "3.4.1")["missing_evidence"] == "error"


def test_what_must_be_mended_is_not_left_aside(db: Path) -> None:
    assert "phải sửa" in refused("waive", db, "1.1.1", "unanswered", "--reason", "bận")
    assert "không có cảnh báo" in refused("waive", db, "1.1.1", "blank_page", "--reason", "x")
    assert "đúng một" in refused("waive", db, "1.1.1", "unanswered")
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    assert "phải có lý do" in refused("waive", db, "3.4.1", "missing_evidence", "--reason", " ")


def test_documents_are_renamed_ordered_moved_and_cited_again(db: Path, tmp_path: Path) -> None:
    for name in ("một.txt", "hai.txt", "ba.txt"):
        (tmp_path / name).write_text(name, "utf-8")
        cchc("attach", db, "3.4.1", tmp_path / name)

    def names(code: str) -> list[str]:
        return [one["name"] for one in cchc("evidence", db, code, "--json").json]

    cchc("evidence", "order", db, "3", "1")
    assert names("3.4.1") == ["ba.txt", "một.txt", "hai.txt"]
    cchc("evidence", "order", db, "3", "99")
    assert names("3.4.1") == ["một.txt", "hai.txt", "ba.txt"]
    assert cchc("evidence", "rename", db, "1", "../Báo cáo: số 1", "--json").code == 0
    assert names("3.4.1")[0] == "Báo cáo_ số 1.txt"
    assert "còn trống" in refused("evidence", "rename", db, "1", "  ")
    cchc("evidence", "move", db, "2", "3.4.2")
    assert names("3.4.2") == ["hai.txt"]
    cchc("evidence", "cite", db, "2", "3.4.3")
    assert "đã gắn" in refused("evidence", "cite", db, "2", "3.4.3")
    assert names("3.4.3") == ["hai.txt"]
    changed = cchc("evidence", "describe", db, "2", "--number", "5/BC", "--json").json[0]
    assert (changed["number"], changed["date"]) == ("5/BC", "")
    assert "Chưa nêu" in refused("evidence", "describe", db, "2")
    out = tmp_path / "ra.txt"
    assert cchc("evidence", "get", db, "1", out).code == 0
    assert out.read_text("utf-8") == "một.txt"


def test_the_bin_gives_documents_back_until_it_is_emptied(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "bc.txt"
    file.write_text("Báo cáo", "utf-8")
    cchc("attach", db, "3.4.1", file, "--number", "1/BC")
    assert cchc("evidence", "bin", db).out == "Thùng tài liệu trống.\n"
    cchc("detach", db, "1")
    (item,) = cchc("evidence", "bin", db, "--json").json
    assert (item["name"], item["code"]) == ("bc.txt", "3.4.1")
    assert cchc("evidence", "restore", db, "1", "--json").json[0]["code"] == "3.4.1"
    assert "trong thùng" in refused("evidence", "restore", db, "1")
    cchc("detach", db, "2")
    assert "--yes" in refused("evidence", "purge", db)
    assert cchc("evidence", "purge", db, "--yes", "--json").json == {"freed": 9}
    assert cchc("evidence", "bin", db, "--json").json == []
    assert "Không còn thay đổi" in refused("undo", db)
    assert "xóa hẳn tài liệu “bc.txt”" in cchc("history", db).out.replace("Xóa", "xóa")
    assert cchc("check", db, "--integrity").code == 0
