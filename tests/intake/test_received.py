"""The file as it came, kept sealed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from giaoban.intake import received
from giaoban.intake.failures import mendable
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal_bytes

CONTENT = "Họ tên\nNguyễn Văn Bình\n".encode()


@pytest.fixture
def sent(installation: None, tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(CONTENT)
    return path


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught, received.keep(path):
        pass
    return caught.value


class TestTheNameOfAFile:
    @pytest.mark.parametrize(
        ("sent", "name"),
        [
            ("danh sách.csv", "danh sách.csv"), ("../../etc/passwd", "passwd"), ("C:\\tệp\\a.xlsx", "a.xlsx"),
            ("", "tep"), ("..", "tep"), ("a\0b.csv", "ab.csv"), (".csv", ".csv"),
            ("a" * 300 + ".csv", "a" * 196 + ".csv"),
        ],
    )  # fmt: skip
    def test_has_no_folder_and_fits_a_disk(self, sent: str, name: str) -> None:
        assert received.file_name(sent) == name

    def test_keeps_its_ending_however_many_bytes_its_letters_take(self) -> None:
        name = received.file_name("ệ" * 120 + ".xlsx")
        assert name.endswith("ệ.xlsx") and len(name.encode()) <= 200


class TestKeep:
    def test_only_the_sealed_file_is_left(self, sent: Path, settings: Settings) -> None:
        with received.keep(sent) as (copy, digest):
            assert copy.read_bytes() == CONTENT
        (left,) = (settings.STATE / "received").iterdir()
        raw = left.read_bytes()
        assert left.name == f"{digest}.sealed" and "Bình".encode() not in raw
        assert unseal_bytes(raw[4:]) == CONTENT

    def test_a_change_after_the_copy_does_not_reach_the_import(self, sent: Path) -> None:
        with received.keep(sent) as (copy, _):
            sent.write_bytes(b"something else")
            assert copy.read_bytes() == CONTENT

    def test_a_file_that_changes_while_it_is_read_is_refused(
        self, sent: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
    ) -> None:
        def meanwhile(block: bytes) -> bytes:
            with sent.open("ab") as file:
                file.write(b"Tran Thi Hong\n")
            return block

        monkeypatch.setattr(received, "seal_bytes", meanwhile)
        assert refusal(sent).code == "file_changing"
        assert list((settings.STATE / "received").iterdir()) == []

    def test_a_directory_is_refused(self, sent: Path) -> None:
        assert refusal(sent.parent).code == "not_a_file"

    def test_an_absent_file_is_refused(self, sent: Path) -> None:
        assert refusal(sent.with_name("khac.csv")).code == "file_absent"

    def test_a_full_disk_is_told(self, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*given: Any) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        error = refusal(sent)
        assert error.code == "disk_full" and "nhập lại" in error.next_step

    def test_what_a_killed_import_left_in_the_open_is_removed(self, sent: Path, settings: Settings) -> None:
        dead = settings.STATE / "received" / f"work-{2**22 + 1}-x"  # above the largest process id
        alive = settings.STATE / "received" / f"work-{os.getpid()}-x"
        for folder in (dead, alive):
            folder.mkdir(parents=True)
        with received.keep(sent):
            assert (dead.exists(), alive.exists()) == (False, True)


class TestMendable:
    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ("database or disk is full", "disk_full"),
            ("database is locked", "database_busy"),
            ("no such table: intake_batch", "database_absent"),
        ],
    )
    def test_the_database_is_told_in_vietnamese(self, message: str, code: str) -> None:
        with pytest.raises(UserError) as caught, mendable():
            raise OperationalError(message)
        assert caught.value.code == code and caught.value.next_step

    def test_what_is_ours_to_mend_stays_itself(self) -> None:
        with pytest.raises(OperationalError), mendable():
            raise OperationalError("near SELECT: syntax error")


class TestAtOnce:
    def test_two_uploads_of_one_name_in_one_process_do_not_meet(
        self, installation: None, tmp_path: Path
    ) -> None:
        """Threads share the process id; each import still reads its own copy."""
        barrier, read = Barrier(2), {}

        def upload(content: bytes) -> None:
            folder = tmp_path / content.decode()
            folder.mkdir()
            (folder / "danh-sach.csv").write_bytes(content)
            with received.keep(folder / "danh-sach.csv") as (copy, _):
                barrier.wait(timeout=20)
                read[content] = (copy, copy.read_bytes())

        threads = [Thread(target=upload, args=(name,)) for name in (b"mot", b"hai")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {content: told[1] for content, told in read.items()} == {b"mot": b"mot", b"hai": b"hai"}
        assert read[b"mot"][0] != read[b"hai"][0]

    def test_a_file_of_any_name_is_kept_apart_from_its_sealed_copy(
        self, installation: None, tmp_path: Path
    ) -> None:
        path = tmp_path / ".sealed"
        path.write_bytes(CONTENT)
        with received.keep(path) as (copy, _):
            assert copy.read_bytes() == CONTENT
