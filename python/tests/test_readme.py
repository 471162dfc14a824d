"""Every example of the READMEs runs, on documents that are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SPEECH

import hegao

PAGES = [ROOT / "python" / name for name in ("README.md", "README.zh-CN.md")]
EXAMPLES = [
    (page.name, number, example)
    for page in PAGES
    for number, example in enumerate(re.findall(r"```python\n(.*?)```", page.read_text("utf8"), re.S))
]


@pytest.mark.parametrize(("page", "number", "example"), EXAMPLES, ids=lambda value: str(value)[:12])
def test_examples_run(
    page: str,
    number: int,
    example: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(SPEECH, tmp_path / "讲话稿.docx")
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, page, "exec"), {})
    printed = capsys.readouterr().out
    assert "placeholder/mask" in printed or "2/2" in printed
    if number == 0:
        assert len(example.strip().splitlines()) == 10
        assert (tmp_path / "讲话稿-核稿.docx").read_bytes() == hegao.annotate(SPEECH).content
    if "check_many" in example:
        assert "not-a-zip" in printed and "exit code 2" in printed or "退出码 2" in printed


def test_both_pages_have_the_same_examples() -> None:
    counts = [sum(page.name == name for name, _, _ in EXAMPLES) for page in PAGES]
    assert counts == [4, 4]


def test_both_pages_name_all_there_is() -> None:
    functions = [name for name in hegao.__all__ if name.islower() and not name.startswith("_")]
    errors = [name for name in hegao.__all__ if name.endswith("Error")]
    for page in PAGES:
        text = page.read_text("utf8")
        missing = [name for name in functions if f"`{name}(" not in text]
        missing += [name for name in errors if f"`{name}`" not in text and f"`hegao.{name}`" not in text]
        assert not missing, (page.name, missing)
