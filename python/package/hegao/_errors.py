"""Exceptions. All of them have a `kind` for programs and a `message` for people, and most a `help` that says what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingPlace:
    """A place in the text of a configuration."""

    file: str
    """The path as it was given, or `hegao.toml` for a text."""
    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    start: int
    """Bytes of the text, from 0."""
    end: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Error(Exception):
    """Base of all that hegao raises on its own account."""

    kind: str
    """A name for programs; that of a document is as `kind` in the JSON report: `encrypted`, `bad-bytes`."""
    message: str
    """The mistake in words."""
    help: str | None
    """Advice, if there is some."""

    # All of what an exception is made from goes to `Exception`, so that it comes out of a pickle as it was.
    def __init__(self, message: str, kind: str, help: str | None = None, *rest: object) -> None:
        super().__init__(message, kind, help, *rest)
        self.message, self.kind, self.help = message, kind, help or None

    def _head(self) -> str:
        return ""

    def __str__(self) -> str:
        said = f"{self._head()}{self.message}"
        return f"{said}\n  {self.help}" if self.help else said


class ConfigurationError(Error):
    """The configuration is wrong. All its mistakes are told at once."""

    place: SettingPlace | None
    """`None` if it is wrong as a whole."""
    others: tuple[ConfigurationError, ...]
    """Its other mistakes, in the order of places."""

    def __init__(
        self,
        message: str,
        kind: str = "configuration",
        help: str | None = None,
        place: SettingPlace | None = None,
        others: tuple[ConfigurationError, ...] | list[ConfigurationError] = (),
    ) -> None:
        super().__init__(message, kind, help, place, tuple(others))
        self.place, self.others = place, tuple(others)

    def _head(self) -> str:
        return f"{self.place}: " if self.place else ""

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *map(str, self.others)])


class UnknownRuleError(Error):
    """A name that is selected or ignored is that of no rule and no family."""

    name: str
    suggestion: str | None
    """The nearest name there is, if one is near."""

    def __init__(self, message: str, kind: str, help: str | None, name: str, suggestion: str | None) -> None:
        super().__init__(message, kind, help, name, suggestion)
        self.name, self.suggestion = name, suggestion


class DateError(Error):
    """`today` is no date."""

    written: str

    def __init__(self, message: str, kind: str, help: str | None, written: str) -> None:
        super().__init__(message, kind, help, written)
        self.written = written


class NoRulesError(Error):
    """The selection and the configuration leave no rule: nothing would be looked for, and all would seem to be right."""


class DocumentError(Error):
    """A document cannot be read or not be written. If the system refused, its `OSError` is the `__cause__`."""

    path: str
    """The path, or the name of the contents."""

    def __init__(self, message: str, kind: str, help: str | None, path: str) -> None:
        super().__init__(message, kind, help, path)
        self.path = path

    def _head(self) -> str:
        return f"{self.path}: "
