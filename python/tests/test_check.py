"""`check` and what it takes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import DOCUMENTS, SPEECH, Run, diagnostics, word

import hegao
from hegao import DocumentError, Linter

TEXT = "截止3月底，全市共有企业XX家。"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_says_what_the_program_says(path: Path, program: Run) -> None:
    today = "2026-03-05"
    printed = program("check", "--no-config", "--lang", "zh", "--today", today, "--format", "json", path)
    report = Linter(today=today).check(path)
    assert report.to_json() == printed.stdout
    assert report.exit_code == printed.returncode

    assert len(report.findings) == len(diagnostics(printed.stdout))
    for found, told in zip(report.findings, diagnostics(printed.stdout), strict=True):
        assert (found.rule, found.severity, found.message) == (
            told["rule"],
            told["severity"],
            told["message"],
        )
        assert (found.args, found.help, found.fingerprint) == (
            told["args"],
            told.get("help"),
            told["fingerprint"],
        )
        start, end = told["location"]["start"], told["location"]["end"]
        assert vars(found.place.start) == start and vars(found.place.end) == end
        place = told["location"]["place"]
        assert (found.place.words, found.place.kind) == (place["words"], place["kind"])
        assert [(other.label, vars(other.place.start)) for other in found.related] == [
            (other["message"], other["location"]["start"]) for other in told["related"]
        ]
        fix: Any = told.get("fix")
        assert (found.fix is None) == (fix is None)
        if found.fix is not None:
            edits = [(vars(edit.place.start), edit.text) for edit in found.fix.edits]
            assert edits == [(edit["location"]["start"], edit["text"]) for edit in fix["edits"]]
            assert (found.fix.title, found.fix.safety) == (fix["title"], fix["safety"])
        package: Any = told["location"].get("docx")
        assert (found.place.package is None) == (package is None)
        if found.place.package is not None:
            assert (found.place.package.part, found.place.package.paragraph) == (
                package["part"],
                package["paragraph"],
            )


def test_without_a_date_now_is_what_the_program_says(program: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今年是2019年，任务很重，各地要抓好落实。\n", "utf8")
    printed = program("check", "--no-config", "--lang", "zh", "--format", "json", tmp_path / "a.txt")
    report = hegao.check(tmp_path / "a.txt")
    assert json.loads(report.to_json())["files"][0]["reference"]["from"] == "clock"
    assert report.to_json() == printed.stdout


def test_a_str_is_a_path_and_bytes_are_contents(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(TEXT, "utf8")
    from_path = hegao.check(path)
    assert from_path.path == str(path)
    assert hegao.check(str(path)) == from_path
    contents = path.read_bytes()
    named = hegao.check(contents, name=str(path))
    assert named == from_path
    for buffer in (bytearray(contents), memoryview(contents)):
        assert hegao.check(buffer, name=str(path)) == from_path
    assert [found.rule for found in named.findings] == ["date/jiezhi", "placeholder/mask"]
    assert [found.quote for found in named.findings] == ["截止", "XX"]


def test_contents_need_a_name() -> None:
    with pytest.raises(TypeError, match="name="):
        hegao.check(TEXT.encode())


def test_a_text_is_no_path() -> None:
    with pytest.raises(ValueError, match="check_text"):
        hegao.check(TEXT + "\n" + TEXT)
    with pytest.raises(TypeError, match="TextIOWrapper"), open(os.devnull) as file:
        hegao.check(file)  # type: ignore[arg-type]
    report = hegao.check_text(TEXT)
    assert (report.path, report.format, len(report.findings)) == ("-", "text", 2)
    assert hegao.check_text("`XX`家\n", name="稿.md").findings == ()


def test_a_name_tells_the_format_of_a_path_too(tmp_path: Path) -> None:
    upload = tmp_path / "upload-17"
    shutil.copy(SPEECH, upload)
    report = hegao.check(upload, name="讲话稿.docx")
    assert (report.path, report.format) == ("讲话稿.docx", "docx")
    assert report.findings


def test_encodings_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "国标.txt"
    path.write_bytes("各位代表：截止3月底，全市共有企业八百六十家，比上年同期多。".encode("gb18030"))
    report = hegao.check(path)
    assert report.encoding == "GB18030"
    assert [found.quote for found in report.findings] == ["截止"]


@pytest.mark.parametrize(
    ("name", "contents", "kind"),
    [
        ("坏.txt", b"\xb8\xf7\xce\xbb\xff\n" * 9, "bad-bytes"),
        ("坏.docx", b"no zip", "not-a-zip"),
        ("旧.doc", b"no Word file", "not-the-format"),
        ("空.docx", b"", "damaged"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_the_document(name: str, contents: bytes, kind: str) -> None:
    with pytest.raises(DocumentError) as caught:
        hegao.check(contents, name=name)
    error = caught.value
    assert (error.kind, error.path) == (kind, name)
    assert error.help and str(error) == f"{name}: {error.message}\n  {error.help}"
    assert isinstance(error, hegao.Error)
    assert error.__cause__ is None


def test_kinds_are_those_of_the_program(program: Run, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    (tmp_path / "夹.txt").mkdir()
    for path in ("没有.docx", "坏.docx"):
        printed = program("check", "--no-config", "--lang", "zh", "--format", "json", path, cwd=tmp_path)
        (file,) = json.loads(printed.stdout)["files"]
        with pytest.raises(DocumentError) as caught:
            hegao.check(tmp_path / path)
        error = caught.value
        assert (error.kind, error.message, error.help) == (
            file["error"]["kind"],
            file["error"]["message"],
            file["error"]["help"] or None,
        )
    with pytest.raises(DocumentError) as caught:
        hegao.check(tmp_path / "没有.docx")
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    with pytest.raises(DocumentError, match="夹.txt") as caught:
        hegao.check(tmp_path / "夹.txt")
    assert caught.value.kind == "unreadable"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="a system without devices")
def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(DocumentError) as caught:
        Linter(config='[limits]\nfile-size = "1M"\n').check("/dev/zero")
    assert caught.value.kind == "too-large"


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(DocumentError, match="character 1") as caught:
        hegao.check_text("市\ud800")
    assert caught.value.kind == "bad-bytes"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux alone")
def test_a_name_that_is_no_unicode_is_shown_nearly(program: Run, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xbd\xb2.txt")
    path.write_text(TEXT, "utf8")
    told = json.loads(program("check", "--no-config", "--format", "json", tmp_path).stdout)["files"][0][
        "path"
    ]
    report = hegao.check(path)
    assert report.path == told == f"{tmp_path}/\ufffd\ufffd.txt"
    assert len(report.findings) == 2
    assert hegao.check(path.read_bytes(), name=str(path)) == report
    (outcome,) = hegao.check_many([(str(path), TEXT.encode())])
    assert outcome.result() == report


def test_a_part_that_is_not_read_is_no_clean_document(program: Run, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(word("各位代表", behind='<w:altChunk w:id="gone"/>'))
    report = hegao.check(path)
    assert (report.findings, report.fails, report.unread) == ((), False, ("gone",))
    assert report.exit_code == program("check", "--no-config", path).returncode == 2


def test_a_word_document_has_its_places() -> None:
    report = hegao.check(word("一、总体情况", "截止3月底，共有企业XX家。", "三、打算"), name="稿.docx")
    mask = next(found for found in report.findings if found.rule == "placeholder/mask")
    package = mask.place.package
    assert package and (package.part, package.paragraph, package.start, package.end) == (
        "word/document.xml",
        2,
        10,
        12,
    )
    assert mask.place.words == "第2段（「一、总体情况」之下）"
    gap = next(found for found in report.findings if found.rule == "numbering/gap")
    assert gap.related[0].quote == "一、"
    assert gap.fix and (gap.fix.safety, gap.fix.edits[0].text) == ("unsafe", "二、")
