"""Formats that other programs read for hegao, with a stand-in for one of those programs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import SPEECH, Run

import hegao
from hegao import DocumentError, Linter

PDF = b"%PDF-1.7"
PAGES = "#!/bin/sh\nprintf '各位代表，现在开会。\\n\\014共XX户。\\n\\014' > \"$6\"\n"
CHECK = ("check", "--no-config", "--lang", "zh", "--today", "off", "--format", "json")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for stand-ins, before all others, and a cache of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script, "utf8")
    (folder / name).chmod(0o755)


def test_pdf_is_read_as_the_program_reads_it(programs: Path, program: Run, tmp_path: Path) -> None:
    stand_in(programs, "pdftotext", PAGES)
    path = tmp_path / "通知.pdf"
    path.write_bytes(PDF)
    linter = Linter(today="off")
    report = linter.check(path)
    assert report.to_json() == program(*CHECK, path).stdout
    (found,) = report.findings
    assert (report.format, found.quote, found.place.page) == ("pdf", "XX", 2)
    assert linter.check(PDF, name=str(path)) == report
    assert [outcome.result() for outcome in linter.check_many([path] * 3, jobs=2)] == [report] * 3
    assert linter.check_together([path, path])[1].result().format == "pdf"
    assert linter.text(path).startswith("各位代表")
    with pytest.raises(DocumentError) as caught:
        linter.annotate(path)
    assert caught.value.kind == "not-written"


def test_a_program_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(DocumentError, match="pdftotext") as caught:
        hegao.check(PDF, name="通知.pdf")
    assert caught.value.kind == "no-program"


def test_a_word_file_that_is_only_called_doc(program: Run, tmp_path: Path) -> None:
    path = tmp_path / "讲话稿.doc"
    path.write_bytes(SPEECH.read_bytes())
    linter = Linter(today="off")
    assert linter.check(path).to_json() == program(*CHECK, path).stdout
    copy = linter.annotate(path)
    assert copy.added == len(linter.check(path).findings) > 0
    assert linter.annotate(copy.content, name="副本.docx").removed == copy.added
