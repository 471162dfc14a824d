"""The linter: made once, asked about any number of documents."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from . import _native, _settings
from ._errors import ConfigurationError, DocumentError, Error
from ._figures import Figures, figures
from ._outcomes import Annotated, AnnotatedOutcome, Fixed, Outcome
from ._outline import Outline, outline
from ._report import Report

Path: TypeAlias = str | os.PathLike[str]
Document: TypeAlias = Path | bytes | bytearray | memoryview
"""A path, or the contents of a file. A `str` is always a path."""
Language: TypeAlias = Literal["zh", "en"]

_Asked: TypeAlias = tuple[Path | bytes, str | None]
_Pack: TypeAlias = tuple[str, list[tuple[str, str]]]


class Linter:
    """Checks documents by the rules and the configuration that it was made with. Threads may share it; copies of it in other
    processes are made anew from the same settings.

    - `config`: the text of a `hegao.toml`; `config_file`: the path of one. No configuration is looked for.
    - `packs`: folders with rules of an office, or single files of them.
    - `select`, `ignore`: only these rules and families, and none of those, whatever the configuration says.
    - `language`: of messages, `zh` or `en`; if it is not given, that of the configuration, else Chinese.
    - `today`: what now means: a date, `2026-03-05`, or `off` to compare nothing with now. If it is not given, it is the date of the
      document, else that of the configuration, else that of the clock.
    """

    def __init__(
        self,
        *,
        config: str | None = None,
        config_file: Path | None = None,
        packs: Path | Iterable[Path] = (),
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        language: Language | None = None,
        today: datetime.date | str | None = None,
    ) -> None:
        if config is not None and config_file is not None:
            raise TypeError("config is a text and config_file a path: give one of them")
        self._config_name = None if config_file is None else os.fsdecode(config_file)
        self._config = config if config_file is None else _settings.text(config_file)
        if self._config is not None:
            _require_unicode(self._config)
        listed = [packs] if isinstance(packs, (str, os.PathLike)) else packs
        self._packs = [_settings.pack(path) for path in listed]
        self._select, self._ignore = _names(select, "select"), _names(ignore, "ignore")
        self._language = language
        self._today = today if today is None or isinstance(today, str) else _day(today)
        self._day = datetime.date.today()
        self._made = self._make()

    def _make(self) -> _native.Linter:
        try:
            return _native.Linter(
                config=self._config,
                config_name=self._config_name,
                packs=self._packs,
                select=self._select,
                ignore=self._ignore,
                language=self._language,
                today=self._today,
                clock=self._day.isoformat(),
            )
        except ConfigurationError as error:
            config = self._config or ""
            if self._config_name is not None or not config.endswith(".toml"):
                raise
            help = "config is the text of a configuration; hand a path over as config_file"
            raise ConfigurationError(error.message, error.kind, help, error.place, error.others) from None

    @property
    def _current(self) -> _native.Linter:
        # A service that runs for weeks means the day that it is by then.
        today = datetime.date.today()
        if today != self._day:
            self._day = today
            self._made = self._make()
        return self._made

    def __reduce__(self) -> tuple[object, ...]:
        settings = (self._packs, self._select, self._ignore, self._language, self._today)
        return _remade, (self._config, self._config_name, *settings)

    @property
    def language(self) -> Language:
        """The language of messages."""
        return "en" if self._made.language == "en" else "zh"

    def outdated(self) -> str | None:
        """A sentence that names the tables of this version (calendar, plans) which end before now; `None` if all of them reach."""
        return self._current.outdated()

    def check(self, document: Document, *, name: str | None = None) -> Report:
        """Checks a document. `name` is needed for contents, and for a path it is taken in its place: its ending tells the format,
        and the globs of the configuration are held against it."""
        return Report(*self._current.check(_asked(document, name)))

    def check_text(self, text: str, *, name: str = "-") -> Report:
        """Checks a text. It is plain text unless `name` ends otherwise (`.md`, `.html`)."""
        try:
            contents = text.encode()
        except UnicodeEncodeError as error:
            message = f"lone surrogate at character {error.start}: it has no UTF-8"
            raise DocumentError(message, "bad-bytes", None, name) from error
        return self.check(contents, name=name)

    def check_many(
        self,
        documents: Iterable[Document | tuple[str, bytes]],
        *,
        jobs: int | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> list[Outcome]:
        """Checks many documents, paths or pairs of a name and contents, by `jobs` threads (one a processor), without holding the
        interpreter. There is an outcome for each, in their order: one that cannot be read stops no other.

        `progress` is called in this thread with how many are done and how many there are. What it raises ends the run, and so does
        Ctrl-C."""
        asked = _listed(documents)
        answers = self._current.check_many(asked, _threads(jobs), progress)
        return [_outcome(document, answer) for document, answer in zip(asked, answers, strict=True)]

    def check_together(self, documents: Iterable[Document | tuple[str, bytes]]) -> list[Outcome]:
        """Checks documents and holds them against each other as the papers of one meeting, as `hegao check --together` does: what
        they say differently is found in each, with the place in the other (`elsewhere`). There is an outcome for each, in their
        order; one that cannot be read is left out of the comparison."""
        asked = _listed(documents)
        answers = self._current.check_together(asked)
        return [_outcome(document, answer) for document, answer in zip(asked, answers, strict=True)]

    def check_against(
        self,
        document: Document,
        previous: Document,
        *,
        name: str | None = None,
        previous_name: str | None = None,
    ) -> Report:
        """Checks a document and compares it with the one that it was written over, that of the year before, as
        `hegao check --previous` does. Nothing is looked for in that one."""
        current, old = _asked(document, name), _asked(previous, previous_name)
        return Report(*self._current.check_against(current, old))

    def annotate(
        self, document: Document, *, name: str | None = None, author: str | None = None
    ) -> Annotated:
        """Writes findings into a copy: comments in Word documents, marks in plain text and Markdown. What an earlier run wrote is
        taken out first; of `.doc` and `.wps` the copy is a `.docx`. `author` is the name at the comments, 核稿 or hegao if none is given."""
        return Annotated(*self._current.annotate(_asked(document, name), author))

    def annotate_together(
        self, documents: Iterable[Document | tuple[str, bytes]], *, author: str | None = None
    ) -> list[AnnotatedOutcome]:
        """Writes what `check_together` finds into copies of the documents. There is an outcome for each, in their order. One of a
        format that takes no comments is compared with the others all the same."""
        asked = _listed(documents)
        answers = self._current.annotate_together(asked, author)
        return [_copy(document, answer) for document, answer in zip(asked, answers, strict=True)]

    def fix(self, document: Document, *, name: str | None = None, unsafe: bool = False) -> Fixed:
        """Applies safe fixes to a copy, with `unsafe` also those that may change what the text means."""
        content, applied, left, held_back, report = self._current.fix(_asked(document, name), unsafe)
        return Fixed(content, applied, left, tuple(held_back), Report(*report))

    def figures(self, document: Document, *, name: str | None = None) -> Figures:
        """Every figure with a tick, and the relations in which figures stand, as `hegao figures` has them."""
        return figures(self._current.figures(_asked(document, name)))

    def outline(self, document: Document, *, name: str | None = None) -> Outline:
        """Parts, headings, items and dates as they were understood, as `hegao outline` has them."""
        return outline(self._current.outline(_asked(document, name)))

    def text(self, document: Document, *, name: str | None = None) -> str:
        """The lines that are read of a document, as `hegao text` prints them."""
        return self._current.text(_asked(document, name))

    def fingerprints(self, document: Document, *, name: str | None = None) -> list[str]:
        """The hashes that `hegao similar` compares a document by, as `hegao similar --emit fingerprints` prints them: each once, in
        ascending order. `hegao.FINGERPRINT_SCHEME` is their version."""
        return self._current.fingerprints(_asked(document, name))

    def _fingerprints_many(
        self, documents: Iterable[tuple[str, bytes]], jobs: int | None
    ) -> list[bytes | Error]:
        """The same of many, for tables: 8 bytes for a hash, the lowest first, or the error of a document."""
        return self._current.fingerprints_many(_listed(documents), _threads(jobs))


def _remade(
    config: str | None,
    config_name: str | None,
    packs: list[_Pack],
    select: list[str],
    ignore: list[str],
    language: Language | None,
    today: str | None,
) -> Linter:
    """A linter with the same settings, in another process. Its configuration is not read again."""
    linter = Linter.__new__(Linter)
    linter._config, linter._config_name = config, config_name
    linter._packs = packs
    linter._select, linter._ignore = select, ignore
    linter._language, linter._today = language, today
    linter._day = datetime.date.today()
    linter._made = linter._make()
    return linter


def _asked(document: Document, name: str | None = None) -> _Asked:
    """A document as the native linter takes it."""
    if name is not None:
        if not isinstance(name, str):
            raise TypeError(f"name: a str, not {type(name).__name__}")
        # A name of a file that is no Unicode is shown nearly, as the program shows it.
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(document, (bytes, bytearray, memoryview)):
        if name is None:
            raise TypeError("contents need a name, whose ending tells the format: name='讲话.docx'")
        return bytes(document), name
    if isinstance(document, str) and "\n" in document and not os.path.exists(document):
        raise ValueError("a str is a path, and this one looks like a text: use check_text, or encode it")
    if isinstance(document, (str, os.PathLike)):
        path = os.fspath(document)
        if isinstance(path, str):
            return path, name
    kind = type(document).__name__
    raise TypeError(
        f"a document is a path (str or os.PathLike) or the contents of a file (bytes), not {kind}"
    )


def _listed(documents: Iterable[Document | tuple[str, bytes]]) -> list[_Asked]:
    if isinstance(documents, (str, bytes, os.PathLike)):
        raise TypeError("documents: a list of them, not a single one")
    return [_paired(document) if isinstance(document, tuple) else _asked(document) for document in documents]


def _paired(document: tuple[str, bytes]) -> _Asked:
    if len(document) != 2 or not isinstance(document[1], (bytes, bytearray, memoryview)):
        raise TypeError("a pair is a name and the contents of a file (bytes)")
    name, contents = document
    return _asked(contents, name)


def _outcome(asked: _Asked, answer: _native._Answer | Exception) -> Outcome:
    if isinstance(answer, tuple):
        report = Report(*answer)
        return Outcome(report.path, report, None)
    assert isinstance(answer, Error)
    return Outcome(_path(asked, answer), None, answer)


def _copy(asked: _Asked, answer: tuple[bytes, int, int, int, int] | Exception) -> AnnotatedOutcome:
    if isinstance(answer, tuple):
        return AnnotatedOutcome(_path(asked), Annotated(*answer), None)
    assert isinstance(answer, Error)
    return AnnotatedOutcome(_path(asked, answer), None, answer)


def _path(asked: _Asked, error: Error | None = None) -> str:
    if isinstance(error, DocumentError):
        return error.path
    source, name = asked
    if name is not None or isinstance(source, bytes):
        return name or "-"
    # As reports have it.
    return os.fsencode(source).decode("utf8", "replace")


def _threads(jobs: int | None) -> int:
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs: at least 1, not {jobs}")
    return jobs or os.cpu_count() or 1


def _names(names: str | Iterable[str], option: str) -> list[str]:
    """A list of names of rules and families; one name may come alone."""
    listed = [names] if isinstance(names, str) else list(names)
    for name in listed:
        if not isinstance(name, str):
            raise TypeError(f"{option}: names of rules, not {type(name).__name__}")
    return listed


def _day(today: datetime.date) -> str:
    if not isinstance(today, datetime.date):
        raise TypeError(f"today: a date, or a str such as 2026-03-05 or off, not {type(today).__name__}")
    return today.strftime("%Y-%m-%d")


def _require_unicode(config: str) -> None:
    try:
        config.encode()
    except UnicodeEncodeError as error:
        message = f"config: lone surrogate at character {error.start}, which no text file holds"
        raise ConfigurationError(message) from error
