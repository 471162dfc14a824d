"""The `hegao` command: the program itself, with its arguments, streams and exit codes."""

from __future__ import annotations

import signal
import sys

from ._native import run


def main() -> int:
    """Runs the program on the arguments of this process and returns its exit code."""
    # Python would note a Ctrl-C and wait for the program to end; the program ends at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["hegao", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
