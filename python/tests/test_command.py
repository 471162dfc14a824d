"""The `hegao` command that comes with the package."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import FIXTURES, Run

import hegao

COMMAND = Path(sysconfig.get_path("scripts")) / ("hegao.exe" if os.name == "nt" else "hegao")


def ends(*arguments: str | Path, given: bytes = b"", cwd: Path | None = None) -> tuple[int, bytes, bytes]:
    run = subprocess.run([str(COMMAND), *map(str, arguments)], cwd=cwd, input=given, capture_output=True)
    return run.returncode, run.stdout, run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "fixtures/demo", "--today", "off"],
        ["check", "fixtures/quiet", "--format", "sarif"],
        ["check", "没有这个文件", "--lang", "en"],
        ["rules", "--json"],
        ["explain", "numbering/gap"],
        ["similar", "fixtures/meeting"],
        ["check", "--together", "fixtures/meeting", "--format", "line"],
        ["--help"],
        ["check", "--frmat", "json"],
    ],
    ids=" ".join,
)
def test_is_the_program(arguments: list[str], program: Run) -> None:
    told = program(*arguments, cwd=FIXTURES.parent)
    code, out, err = ends(*arguments, cwd=FIXTURES.parent)
    assert (code, out.decode(), err.decode()) == (told.returncode, told.stdout, told.stderr)


def test_exit_codes_and_standard_input() -> None:
    assert ends("check", "-", given="同志们：\n".encode())[0] == 0
    code, out, _ = ends("check", "-", "--format", "json", given="共有企业XX家。\n".encode())
    assert code == 1 and json.loads(out)["summary"]["error"] == 1
    assert ends("check", "nowhere.docx")[0] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux alone")
def test_arguments_may_be_no_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xbd\xb2.txt")
    path.write_text("同志们：\n", "utf8")
    assert ends("check", path)[0] == 0


def test_versions_agree() -> None:
    assert ends("--version")[1].decode() == f"hegao {hegao.__version__}\n"


def test_the_licence_comes_along() -> None:
    installed = Path(hegao.__file__).parent / "LICENSE"
    assert installed.read_bytes() == (FIXTURES.parent / "LICENSE").read_bytes()


def test_runs_as_a_module() -> None:
    run = subprocess.run([sys.executable, "-m", "hegao", "--version"], capture_output=True, encoding="utf8")
    assert (run.returncode, run.stdout) == (0, f"hegao {hegao.__version__}\n")


def test_serves_editors() -> None:
    bodies = [
        '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}',
        '{"jsonrpc":"2.0","method":"initialized","params":{}}',
        '{"jsonrpc":"2.0","id":2,"method":"shutdown"}',
        '{"jsonrpc":"2.0","method":"exit"}',
    ]
    session = "".join(f"Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies)
    code, out, _ = ends("lsp", given=session.encode())
    assert code == 0 and b'"capabilities"' in out


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_ctrl_c_ends_it_at_once() -> None:
    # It reads standard input, which never ends.
    running = subprocess.Popen(
        [str(COMMAND), "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert running.stdin and running.stdout
    body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    running.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    running.stdin.flush()
    assert running.stdout.readline().startswith(b"Content-Length")
    running.send_signal(signal.SIGINT)
    assert running.wait(10) == -signal.SIGINT
    running.stdin.close()
    running.stdout.close()
