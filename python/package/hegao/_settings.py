"""Files of settings: a configuration, and the rules of an office."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ._errors import ConfigurationError

_MOST = 16 << 20
_CONFIGURATION = "hegao.toml"


def text(path: str | os.PathLike[str]) -> str:
    """The text of a file that is written by hand and never long."""
    name = os.fsdecode(path)
    with open(path, "rb") as file:
        written = file.read(_MOST + 1)
    if len(written) > _MOST:
        raise ConfigurationError(f"{name}: longer than any settings (16 MiB)")
    try:
        # Editors of Windows put a byte order mark before it.
        return written.decode().lstrip("\ufeff")
    except UnicodeDecodeError as error:
        message = f"{name}: not UTF-8, from byte {error.start} on"
        raise ConfigurationError(message, "configuration", "save it as UTF-8") from error


def pack(path: str | os.PathLike[str]) -> tuple[str, list[tuple[str, str]]]:
    """The name of a pack and its rule files, by their paths below its folder. A single file is a pack in the name of its folder."""
    root = os.path.realpath(path)
    if not os.path.isdir(root):
        return os.path.basename(os.path.dirname(root)), [(os.path.basename(root), text(root))]
    files = [(os.path.relpath(file, root).replace(os.sep, "/"), text(file)) for file in _rules(root)]
    if not files:
        raise ConfigurationError(f"{os.fsdecode(path)}: no rule file (*.toml) in this folder")
    return os.path.basename(root), files


def _rules(root: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name == _CONFIGURATION or not name.endswith(".toml"):
                continue
            file = os.path.join(folder, name)
            # Whoever wrote the pack may not have had a right to read what a link leads to.
            if os.path.commonpath([root, os.path.realpath(file)]) != root:
                raise ConfigurationError(
                    f"{file}: leads outside the pack", "configuration", "copy the file into the pack"
                )
            yield file
