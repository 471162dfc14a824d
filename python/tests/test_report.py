"""Reports as tables, in notebooks, and between processes."""

from __future__ import annotations

import dataclasses
import pickle

import pandas
import pytest
from conftest import SPEECH

import hegao
from hegao import Linter, Report

TEXT = "一、起步\n截止3月底，全市共有企业XX家。\n三、打算\n"


def test_findings_are_frozen_dataclasses() -> None:
    found = hegao.check_text(TEXT).findings[0]
    assert dataclasses.is_dataclass(found)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.rule = "date/weekday"  # type: ignore[misc]
    same = hegao.check_text(TEXT).findings[0]
    assert found == same and len({found, same}) == 1


def test_rows_have_the_columns() -> None:
    report = hegao.check(SPEECH)
    rows = report.to_dicts()
    assert len(rows) == len(report.findings) > 0
    for row, found in zip(rows, report.findings, strict=True):
        assert tuple(row) == hegao.COLUMNS
        assert (row["path"], row["rule"], row["quote"]) == (report.path, found.rule, found.quote)
        start, end, package = found.place.start, found.place.end, found.place.package
        assert (row["line"], row["column"], row["end_line"], row["end_column"]) == (
            start.line,
            start.column,
            end.line,
            end.column,
        )
        assert (row["place"], row["under"], row["paragraph"], row["part"]) == (
            found.place.words,
            found.place.under,
            found.place.paragraph,
            package.part if package else None,
        )
        assert (row["severity"], row["message"], row["help"]) == (found.severity, found.message, found.help)
        assert (row["fix"], row["safety"], row["fingerprint"]) == (
            found.fix.title if found.fix else None,
            found.fix.safety if found.fix else None,
            found.fingerprint,
        )
        assert all(value is None or isinstance(value, (str, int)) for value in row.values())


def test_a_frame_of_pandas() -> None:
    frame = pandas.DataFrame(hegao.check_text(TEXT).to_dicts(), columns=hegao.COLUMNS)
    assert list(frame[frame.severity == "error"].rule) == ["placeholder/mask", "numbering/gap"]
    empty = pandas.DataFrame(hegao.check_text("同志们：\n").to_dicts(), columns=hegao.COLUMNS)
    assert len(empty) == 0 and tuple(empty.columns) == hegao.COLUMNS


def test_exit_codes() -> None:
    assert hegao.check_text("同志们：\n").exit_code == 0
    assert hegao.check_text(TEXT).exit_code == 1
    strict = Linter(config='fail-on = "error"\n')
    report = strict.check_text("截止3月底，共有企业80家。")
    assert (report.fails, report.exit_code, report.count("warning")) == (False, 0, 1)


def test_limits_of_the_configuration_are_said() -> None:
    report = Linter(config="[limits]\nfindings = 1\n").check_text(TEXT)
    assert (len(report.findings), report.omitted) == (1, 2)


def test_counts_and_figures() -> None:
    report = hegao.check_text("全年完成投资60亿元，上年为50亿元，增长25%。")
    assert report.figures and (report.figures.wrong, report.figures.hold) == (1, 0)
    assert repr(report) == "<hegao.Report of -: 1 error>"
    assert repr(hegao.check_text("同志们：")) == "<hegao.Report of -: no findings>"


def test_what_now_means() -> None:
    assert Linter(today="2026-03-05").check_text("同志们：").reference == "2026-03-05"
    assert Linter(today="off").check_text("同志们：").reference is None


def test_a_notebook_shows_a_table_in_which_nothing_is_obeyed() -> None:
    hostile = "<script>alert(1)</script>XX家&企业XX家"
    page = hegao.check_text(hostile, name="<b>.txt")._repr_html_()
    assert page.startswith("<table") and "placeholder/mask" in page and "&lt;b&gt;.txt: " in page
    assert "<script" not in page and "<b>" not in page
    many = hegao.check_text("共有企业XX家。\n" * 300)
    assert len(many.findings) > 200
    page = many._repr_html_()
    assert page.count("<tr>") == 202 and f"+ {len(many.findings) - 200} " in page


def test_reports_and_errors_cross_between_processes() -> None:
    report = hegao.check(SPEECH)
    copied: Report = pickle.loads(pickle.dumps(report))
    assert copied == report and copied.findings == report.findings and copied.fails == report.fails
    assert pickle.loads(pickle.dumps(report.findings)) == report.findings
    with pytest.raises(hegao.DocumentError) as caught:
        hegao.check(b"no zip", name="a.docx")
    error = pickle.loads(pickle.dumps(caught.value))
    assert type(error) is hegao.DocumentError
    assert (str(error), error.kind, error.path) == (str(caught.value), "not-a-zip", "a.docx")
    with pytest.raises(hegao.ConfigurationError) as wrong:
        Linter(config="[rules]\nfoo = 1\nbar = 2\n")
    error = pickle.loads(pickle.dumps(wrong.value))
    assert str(error) == str(wrong.value) and error.place == wrong.value.place
    with pytest.raises(hegao.UnknownRuleError) as unknown:
        Linter(select="placehoder")
    error = pickle.loads(pickle.dumps(unknown.value))
    assert (error.name, error.suggestion) == ("placehoder", "placeholder")
