"""`Linter` and its settings."""

from __future__ import annotations

import datetime
import pickle
import typing
from pathlib import Path

import pytest
from conftest import Run

import hegao
from hegao import ConfigurationError, DateError, Error, Linter, NoRulesError, UnknownRuleError

TEXT = "截止3月底，全市共有企业XX家。"


def rules(linter: Linter, text: str = TEXT, name: str = "-") -> list[str]:
    return [found.rule for found in linter.check_text(text, name=name).findings]


def test_types_are_there_at_run_time() -> None:
    for function in (hegao.check, hegao.check_many, hegao.fix, Linter.__init__, Linter.check_together):
        assert typing.get_type_hints(function)
    for kind in (hegao.Finding, hegao.Place, hegao.Outcome, hegao.Figures, hegao.Outline, hegao.SettingPlace):
        assert typing.get_type_hints(kind)


def test_selects_and_ignores() -> None:
    assert rules(Linter(select="placeholder")) == ["placeholder/mask"]
    assert rules(Linter(select=["placeholder", "date/jiezhi"])) == ["date/jiezhi", "placeholder/mask"]
    assert rules(Linter(ignore=("placeholder",))) == ["date/jiezhi"]
    assert rules(Linter(select="placeholder", ignore="placeholder/date")) == ["placeholder/mask"]


def test_the_configuration_holds_by_name(tmp_path: Path) -> None:
    config = '[placeholder]\nallow = ["XX家"]\n[[overrides]]\nfiles = ["案例/*"]\nrules.date = "off"\n'
    file = tmp_path / "hegao.toml"
    file.write_text(config, "utf8")
    for linter in (Linter(config=config), Linter(config_file=file), Linter(config_file=str(file))):
        assert rules(linter) == ["date/jiezhi"]
        assert rules(linter, name="案例/稿.txt") == []


def test_no_configuration_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hegao.toml").write_text('[rules]\nplaceholder = "off"\n', "utf8")
    (tmp_path / "a.txt").write_text(TEXT, "utf8")
    monkeypatch.chdir(tmp_path)
    assert [found.rule for found in Linter().check("a.txt").findings] == ["date/jiezhi", "placeholder/mask"]


def test_all_mistakes_of_a_configuration_are_told_with_their_places(tmp_path: Path) -> None:
    config = 'fail-on = "fatal"\n[rules]\nplacehoder = "off"\nfigure = "loud"\n'
    with pytest.raises(ConfigurationError) as caught:
        Linter(config=config)
    error = caught.value
    mistakes = [error, *error.others]
    assert len(mistakes) > 1 and error.kind == "configuration"
    places = [mistake.place for mistake in mistakes if mistake.place]
    assert [place.line for place in places] == sorted(place.line for place in places)
    assert all(str(place).startswith(f"hegao.toml:{place.line}:") for place in places)
    assert all(str(mistake).split("\n")[0] in str(error) for mistake in mistakes)

    file = tmp_path / "office.toml"
    file.write_text(config, "utf8")
    with pytest.raises(ConfigurationError) as caught:
        Linter(config_file=file, language="en")
    assert caught.value.place and caught.value.place.file == str(file)


@pytest.mark.parametrize(
    "config",
    [
        "[rules",
        "extends = '../hegao.toml'",
        "packs = ['规则']",
        "= ",
        "\x00",
        "a\ud800",
        "[rules]\n" * 2,
        "x" * 9000,
    ],
)
def test_a_configuration_of_a_stranger_is_refused_in_words(config: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Linter(config=config)
    assert caught.value.message and str(caught.value)


def test_a_configuration_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "hegao.toml"
    file.write_bytes("# 中文".encode("gb18030"))
    with pytest.raises(ConfigurationError, match="UTF-8, from byte 2"):
        Linter(config_file=file)
    with pytest.raises(FileNotFoundError):
        Linter(config_file=tmp_path / "nowhere.toml")
    with pytest.raises(FileNotFoundError):
        Linter(packs=tmp_path / "nowhere")
    with pytest.raises(ConfigurationError, match="config_file"):
        Linter(config="hegao.toml")
    with pytest.raises(TypeError):
        Linter(config="", config_file=file)


RULE = 'severity = "error"\n[zh]\ntitle = "旧称"\n[terms]\n"某旧局" = "某新局"\n'


def test_rules_of_an_office(tmp_path: Path, program: Run) -> None:
    pack = tmp_path / "本局"
    (pack / "用词").mkdir(parents=True)
    (pack / ".草稿").mkdir()
    (pack / "称谓.toml").write_text("\ufeff" + RULE, "utf8")
    (pack / "用词" / "机构.toml").write_text(RULE.replace("某", "某某"), "utf8")
    (pack / ".草稿" / "坏.toml").write_text("[", "utf8")
    (pack / "hegao.toml").write_text('lang = "zh"\n', "utf8")
    (tmp_path / "a.txt").write_text("由某旧局负责。\n由某某旧局负责。\n", "utf8")
    arguments = ("--no-config", "--lang", "zh", "--today", "off", "--format", "json", "--pack")
    for where in (pack, str(pack), [pack], pack / "称谓.toml"):
        path = where[0] if isinstance(where, list) else where
        told = program("check", tmp_path / "a.txt", *arguments, path).stdout
        linter = Linter(packs=where, today="off")
        assert linter.check(tmp_path / "a.txt").to_json() == told
        assert "本局/称谓" in told
    copied: Linter = pickle.loads(pickle.dumps(Linter(packs=pack, select="用词/机构")))
    assert rules(copied, "由某某旧局负责。") == ["用词/机构"]

    (pack / "称谓.toml").write_text("[zh]\ntitle = 1\n", "utf8")
    with pytest.raises(ConfigurationError) as caught:
        Linter(packs=pack, config_file=pack / "hegao.toml")
    assert caught.value.place and caught.value.place.file.endswith("称谓.toml")
    (pack / "称谓.toml").unlink()
    (pack / "称谓.toml").symlink_to(tmp_path / "a.txt")
    with pytest.raises(ConfigurationError, match="outside"):
        Linter(packs=pack)
    (tmp_path / "空").mkdir()
    with pytest.raises(ConfigurationError, match="no rule file"):
        Linter(packs=[tmp_path / "空"])


def test_today_is_a_date_or_off() -> None:
    stale = "今年是2019年，任务很重，各地要抓好落实。"
    day = Linter(today=datetime.date(2026, 3, 5)).check_text(stale)
    assert day.reference == "2026-03-05"
    assert day == Linter(today="2026-03-05").check_text(stale)
    assert Linter(today="off").check_text(stale).reference is None
    with pytest.raises(DateError, match="3月5日") as caught:
        Linter(today="3月5日")
    assert (caught.value.kind, caught.value.written) == ("bad-date", "3月5日")


def test_the_day_of_the_clock_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime.date):
        day_of_now = datetime.date(2026, 3, 5)

        @classmethod
        def today(cls) -> datetime.date:  # type: ignore[override]
            return cls.day_of_now

    monkeypatch.setattr("hegao._linter.datetime.date", Clock)
    linter = Linter()
    assert linter.check_text("同志们：").reference == "2026-03-05"
    Clock.day_of_now = datetime.date(2026, 3, 6)
    assert linter.check_text("同志们：").reference == "2026-03-06"


def test_says_what_it_is_too_old_for() -> None:
    assert Linter(today="2026-11-29").outdated() is None
    outdated = Linter(today="2040-01-01", language="en").outdated()
    assert outdated and "2030" in outdated


def test_the_language_is_asked_for_or_that_of_the_configuration() -> None:
    assert Linter().language == "zh"
    assert Linter(config='lang = "en"\n').language == "en"
    assert Linter(config='lang = "en"\n', language="zh").language == "zh"
    english = Linter(language="en").check_text(TEXT).findings[0].message
    assert english.startswith("a time follows")
    with pytest.raises(ValueError, match="language"):
        Linter(language="fr")  # type: ignore[arg-type]


def test_names_of_no_rule() -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Linter(select="placeholder/msk")
    assert (caught.value.kind, caught.value.suggestion) == ("unknown-rule", "placeholder/mask")
    with pytest.raises(NoRulesError) as none:
        Linter(select="placeholder", ignore="placeholder")
    assert none.value.kind == "no-rules" and isinstance(none.value, Error)


def test_a_linter_is_made_anew_in_another_process() -> None:
    linter = Linter(config='lang = "en"\n', select="placeholder", today="off")
    copied: Linter = pickle.loads(pickle.dumps(linter))
    assert copied.check_text(TEXT) == linter.check_text(TEXT)
    assert rules(copied) == ["placeholder/mask"]
