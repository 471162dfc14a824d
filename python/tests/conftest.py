"""Shared by the tests: the documents of the repository, and the program that the package must agree with."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
DOCUMENTS = sorted(
    path
    for folder in ("demo", "quiet", "page", "meeting")
    for path in (FIXTURES / folder).iterdir()
    if path.suffix != ".json"
)
SPEECH = FIXTURES / "page" / "讲话稿.docx"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def word(*paragraphs: str, behind: str = "") -> bytes:
    """A Word document of these paragraphs, with markup behind them."""
    import io

    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{body}{behind}</w:body></w:document>',
        )
    return packed.getvalue()


@pytest.fixture(scope="session")
def program() -> Run:
    """Runs the program that was built from the same source."""
    hegao = os.environ.get("HEGAO", str(ROOT / "target" / "debug" / "hegao"))
    assert os.access(hegao, os.X_OK), f"no program at {hegao}: `cargo build`, or name one in HEGAO"

    def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [hegao, *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf8")

    return run


def diagnostics(output: str) -> list[dict[str, Any]]:
    """The findings of a JSON report on one file."""
    (file,) = json.loads(output)["files"]
    found: list[dict[str, Any]] = file["diagnostics"]
    return found
