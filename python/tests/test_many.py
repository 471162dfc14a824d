"""Many documents at a time."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from conftest import DOCUMENTS, SPEECH

import hegao
from hegao import Linter, Outcome

# Long enough that a check of it can be watched.
LONG = (
    "截止3月底，全市共有企业XX家。一是摸清底数，二是分类施策，全年完成投资60亿元，增长25%。\n" * 2000
).encode()


def test_outcomes_are_in_order_and_those_of_single_checks() -> None:
    linter = Linter(today="off")
    paths = DOCUMENTS * 3
    for jobs in (None, 1, 2, 5):
        outcomes = linter.check_many(paths, jobs=jobs)
        assert [outcome.path for outcome in outcomes] == list(map(str, paths))
        assert [outcome.result() for outcome in outcomes] == [linter.check(path) for path in paths]


def test_takes_pairs_of_a_name_and_contents() -> None:
    (outcome,) = hegao.check_many([("讲话稿.docx", SPEECH.read_bytes())])
    assert outcome.path == "讲话稿.docx"
    assert outcome.result() == hegao.check(SPEECH, name="讲话稿.docx")
    with pytest.raises(TypeError, match="name="):
        hegao.check_many([b""])
    for pair in (("a.txt",), ("a.txt", "b.txt"), (b"", "a.txt")):
        with pytest.raises(TypeError, match="pair"):
            hegao.check_many([pair])  # type: ignore[list-item]


def test_one_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    good = tmp_path / "好.txt"
    good.write_text("同志们：\n", "utf8")
    outcomes = hegao.check_many([tmp_path / "没有.txt", good, ("坏.docx", b"no zip")], jobs=2)
    assert [outcome.error.kind if outcome.error else None for outcome in outcomes] == [
        "not-found",
        None,
        "not-a-zip",
    ]
    assert [outcome.exit_code for outcome in outcomes] == [2, 0, 2]
    assert outcomes[1].report and outcomes[1].report.findings == ()
    assert [outcome.path for outcome in outcomes] == [str(tmp_path / "没有.txt"), str(good), "坏.docx"]
    with pytest.raises(hegao.DocumentError, match="没有.txt"):
        outcomes[0].result()
    assert isinstance(outcomes[0].error, hegao.Error)
    assert isinstance(outcomes[0].error.__cause__, FileNotFoundError)


def test_a_document_that_no_rule_is_left_for() -> None:
    linter = Linter(select="set")
    (outcome,) = linter.check_many([("稿.txt", b"XX")])
    assert outcome.error and (outcome.error.kind, outcome.path) == ("no-rules", "稿.txt")
    (outcome,) = linter.check_many([SPEECH])
    assert (outcome.path, outcome.report) == (str(SPEECH), None)
    assert linter.check_many([]) == []
    with pytest.raises(TypeError, match="a list"):
        linter.check_many(SPEECH)  # type: ignore[arg-type]


def test_progress_is_told_in_this_thread() -> None:
    told: list[tuple[int, int]] = []
    threads: set[int] = set()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        threads.add(threading.get_ident())

    hegao.check_many([("a.txt", "同志们：\n".encode())] * 20, jobs=2, progress=progress)
    assert told == [(done, 20) for done in range(1, 21)]
    assert threads == {threading.get_ident()}


def test_what_progress_raises_ends_the_run() -> None:
    class Enough(Exception):
        pass

    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        if done == 3:
            raise Enough

    with pytest.raises(Enough):
        hegao.check_many([("a.txt", b"a")] * 1000, jobs=2, progress=progress)
    assert told == [1, 2, 3]


def test_other_threads_run_meanwhile() -> None:
    linter = Linter(select="placeholder/mask", today="off")
    over, turns = threading.Event(), 0

    def turn() -> None:
        nonlocal turns
        while not over.is_set():
            turns += 1

    thread = threading.Thread(target=turn)
    thread.start()
    try:
        before = turns
        linter.check(LONG, name="长.txt")
        alone = turns - before
        before = turns
        linter.check_many([("长.txt", LONG)] * 2, jobs=1)
        many = turns - before
    finally:
        over.set()
        thread.join()
    # With the interpreter held, a thread has no turn at all, but for some at the ends of a call.
    assert alone > 1000 and many > 1000


@pytest.mark.skipif(os.name == "nt", reason="no signals to oneself")
def test_ctrl_c_ends_it() -> None:
    linter = Linter(today="off")
    # A shell starts programs in the background with Ctrl-C ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    outcomes: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        outcomes = linter.check_many([("长.txt", LONG)] * 2000, jobs=2)
    timer.join()
    signal.signal(signal.SIGINT, before)
    assert outcomes == []


def test_jobs_are_at_least_one() -> None:
    with pytest.raises(ValueError, match="jobs"):
        hegao.check_many([], jobs=0)


def test_threads_share_a_linter() -> None:
    linter = Linter(today="off")
    expected = linter.check(SPEECH)
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.append(linter.check(SPEECH) == expected)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
