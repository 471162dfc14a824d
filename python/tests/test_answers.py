"""Copies with comments or fixes, figures, outlines, texts and fingerprints: as the program makes them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import DOCUMENTS, FIXTURES, SPEECH, Run, word

import hegao
from hegao import DocumentError, Linter

NOTICE = FIXTURES / "meeting" / "3-会议通知.md"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_figures_outlines_and_texts_are_those_of_the_program(path: Path, program: Run) -> None:
    def printed(*arguments: str) -> str:
        return program(*arguments, path).stdout

    figures = hegao.figures(path)
    assert figures.json == printed("figures", "--no-config", "--lang", "zh", "--format", "json")
    told = json.loads(figures.json)["files"][0]
    assert vars(figures.counts) == told["figures"]
    assert [figure.text for passage in figures.passages for figure in passage.figures] == [
        figure["text"] for passage in told["passages"] for figure in passage["figures"]
    ]
    outline = hegao.outline(path)
    assert outline.json == printed("outline", "--json")
    assert hegao.text(path) == printed("text")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_fingerprints_are_those_of_the_program(path: Path, program: Run) -> None:
    emitted = json.loads(program("similar", "--emit", "fingerprints", path).stdout)
    assert hegao.fingerprints(path) == emitted["hashes"] != []
    assert hegao.FINGERPRINT_SCHEME == emitted["scheme"]


def test_a_copy_shares_its_fingerprints() -> None:
    lines = hegao.text(SPEECH)
    copied = set(hegao.fingerprints(lines.encode(), name="抄.txt")) & set(hegao.fingerprints(SPEECH))
    assert len(copied) > 8


def test_comments_in_a_word_document(program: Run, tmp_path: Path) -> None:
    shutil.copy(SPEECH, tmp_path / "讲话稿.docx")
    linter = Linter(today="off")
    done = linter.annotate(tmp_path / "讲话稿.docx")
    assert done.added == len(linter.check(SPEECH).findings) > 0
    assert (done.removed, done.kept, done.without_place) == (0, 0, 0)
    again = linter.annotate(done.content, name="讲话稿.docx", author="王秘书")
    assert (again.added, again.removed) == (done.added, done.added)
    assert b"PK" == again.content[:2]
    # The program takes the comments for its own: it replaces them.
    (tmp_path / "again.docx").write_bytes(done.content)
    run = program(
        "annotate",
        "again.docx",
        "-o",
        "third.docx",
        "--no-config",
        "--today",
        "off",
        "--lang",
        "en",
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr
    third = linter.annotate(tmp_path / "third.docx")
    assert (third.removed, third.added) == (done.added, done.added)


def test_marks_in_text_carry_the_author() -> None:
    marked = hegao.annotate("截止3月底共有80户。".encode(), name="a.txt").content.decode()
    assert "date/jiezhi" in marked or "截至" in marked


def test_what_takes_no_comments_says_so() -> None:
    with pytest.raises(DocumentError) as caught:
        hegao.annotate("<p>截止3月底共有80户。</p>".encode(), name="a.html")
    assert caught.value.kind == "not-written"


def test_fixes_are_applied_to_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes("截止3月底，共有企业XX家。\n一、甲\n三、乙\n".encode("gb18030"))
    before = path.read_bytes()
    done = hegao.fix(path)
    assert done.changed and done.content and done.content.decode("gb18030").startswith("截至3月底")
    assert (done.applied, done.left) == (1, 1)
    assert [found.rule for found in done.report.findings] == ["placeholder/mask", "numbering/gap"]
    assert path.read_bytes() == before
    bold = hegao.fix(path, unsafe=True)
    assert bold.content and "二、乙" in bold.content.decode("gb18030") and bold.left == 0
    none = hegao.fix("同志们：\n".encode(), name="a.txt")
    assert (none.changed, none.content, none.applied) == (False, None, 0)


def test_a_figure_has_its_tick_and_its_arithmetic() -> None:
    text = "全年完成投资60亿元，上年为50亿元，增长25%。"
    figures = hegao.figures(text.encode(), name="a.txt")
    (passage,) = figures.passages
    assert [(figure.text, figure.tick) for figure in passage.figures][-1] == ("25%", "wrong")
    (relation,) = passage.relations
    assert (relation.holds, relation.stated.text, relation.stated.label) == (False, "25%", "stated")
    assert "60" in relation.formula and "20" in relation.computed
    assert {operand.text for operand in relation.operands} == {"60亿元", "50亿元"}


def test_an_outline_is_a_tree() -> None:
    document = word("关于防汛的讲话", "一、总体情况", "（一）投资", "（二）进度", "二、下一步打算")
    outline = hegao.outline(document, name="稿.docx")
    assert [(entry.mark, len(entry.children)) for entry in outline.entries] == [("一、", 2), ("二、", 0)]
    assert [entry.mark for entry in outline.walk()] == ["一、", "（一）", "（二）", "二、"]
    notice = hegao.outline(NOTICE)
    assert (notice.kind, notice.date, notice.own_dates[0].source) == ("notice", "2026-03-04", "signature")
    assert ("2026年3月12日", "2026-03-12") in [(date.text, date.first) for date in notice.dates]
