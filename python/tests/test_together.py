"""Documents that are compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

import hegao
from hegao import Linter, NoRulesError

MEETING = sorted(path for path in (FIXTURES / "meeting").iterdir() if path.suffix != ".json")


def test_papers_of_a_meeting_are_held_against_each_other(program: Run) -> None:
    arguments = ("check", "--together", "--no-config", "--lang", "zh", "--today", "off", "--format", "json")
    told = json.loads(program(*arguments, *MEETING).stdout)["files"]
    outcomes = Linter(today="off").check_together(MEETING)
    assert [outcome.path for outcome in outcomes] == [file["path"] for file in told]
    for outcome, file in zip(outcomes, told, strict=True):
        assert json.loads(outcome.result().to_json())["files"] == [file]
        for found, diagnostic in zip(outcome.result().findings, file["diagnostics"], strict=True):
            elsewhere = [(other.path, other.label, vars(other.place.start)) for other in found.elsewhere]
            assert elsewhere == [
                (other["path"], other["message"], other["location"]["start"])
                for other in diagnostic.get("elsewhere", [])
            ]
    assert any(found.elsewhere for outcome in outcomes for found in outcome.result().findings)


def test_one_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    notice = ("1-通知.txt", "全县养老服务工作会议通知\n会议地点：县政府三楼会议室\n".encode())
    agenda = ("2-主持词.txt", "全县养老服务工作会议主持词\n地点：县委党校报告厅\n".encode())
    outcomes = hegao.check_together([tmp_path / "没有.txt", notice, ("坏.docx", b"no zip"), agenda])
    kinds = [outcome.error.kind if outcome.error else None for outcome in outcomes]
    assert kinds == ["not-found", None, "not-a-zip", None]
    assert [outcome.path for outcome in outcomes] == [
        str(tmp_path / "没有.txt"),
        "1-通知.txt",
        "坏.docx",
        "2-主持词.txt",
    ]
    (place,) = [found for found in outcomes[3].result().findings if found.rule == "set/place"]
    (other,) = place.elsewhere
    assert (other.path, other.place.start.line, other.quote) == ("1-通知.txt", 2, "县政府三楼会议室")
    with pytest.raises(NoRulesError):
        Linter(select="previous").check_together([notice, agenda])


def test_copies_have_what_was_found_by_comparison(tmp_path: Path) -> None:
    notice = ("1-通知.md", "# 全县养老服务工作会议通知\n\n会议地点：县政府三楼会议室\n".encode())
    agenda = ("2-主持词.txt", "全县养老服务工作会议主持词\n地点：县委党校报告厅\n".encode())
    page = ("名单.html", "<p>全县养老服务工作会议名单</p>".encode())
    papers: list[Path | tuple[str, bytes]] = [
        tmp_path / "没有.txt",
        notice,
        ("坏.docx", b"no zip"),
        agenda,
        page,
    ]
    linter = Linter(today="off")
    copies = linter.annotate_together(papers)
    assert [(copy.path, copy.error.kind if copy.error else None) for copy in copies] == [
        (str(tmp_path / "没有.txt"), "not-found"),
        ("1-通知.md", None),
        ("坏.docx", "not-a-zip"),
        ("2-主持词.txt", None),
        ("名单.html", "not-written"),
    ]
    with pytest.raises(hegao.DocumentError, match="没有.txt"):
        copies[0].result()
    counts = [len(outcome.report.findings) for outcome in linter.check_together(papers) if outcome.report]
    done = copies[3].result()
    assert [copies[1].result().added, done.added + done.without_place, done.removed] == [*counts[:2], 0]
    # The notice is right by itself; the other paper is at fault, and the comment says what the notice has.
    assert copies[1].result().content == notice[1]
    assert "县政府三楼会议室" in done.content.decode()
    assert "县政府三楼会议室" not in linter.annotate(agenda[1], name=agenda[0]).content.decode()
    with_name = hegao.annotate_together(MEETING, author="王秘书")
    assert [copy.path for copy in with_name] == list(map(str, MEETING))
    assert sum(copy.annotated.added for copy in with_name if copy.annotated) > 5


def test_a_report_against_that_of_the_year_before(tmp_path: Path) -> None:
    old = tmp_path / "2024.txt"
    old.write_text("2024年工作总结\n2024年，全县完成投资52.3亿元，比上年增长8.1%。\n", "utf8")
    new = "2025年工作总结\n2025年，全县完成投资56.8亿元，比上年增长8.1%。\n".encode()
    report = hegao.check_against(new, old, name="2025.txt")
    found = next(found for found in report.findings if found.elsewhere)
    assert found.rule.startswith("previous/") and found.elsewhere[0].path == str(old)
    assert hegao.check(new, name="2025.txt").findings != report.findings
    with pytest.raises(hegao.DocumentError) as caught:
        hegao.check_against(new, tmp_path / "2023.txt", name="2025.txt")
    assert (caught.value.path, caught.value.kind) == (str(tmp_path / "2023.txt"), "not-found")
    with pytest.raises(hegao.DocumentError) as caught:
        hegao.check_against(new, b"no zip", name="2025.txt", previous_name="2024.docx")
    assert (caught.value.path, caught.value.kind) == ("2024.docx", "not-a-zip")
