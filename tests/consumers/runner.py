"""runner.py LOG: prints what GitHub's runner obeys in a log, by its first words: a line that begins with `::` after blanks, or holds `##[`.

After `::stop-commands::TOKEN` it obeys nothing until the token comes back, which must be long and come only there.
"""

import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
token = None
for line in re.split(r"\r\n|\r|\n", text):
    command = line.lstrip()
    if token is not None:
        if command == f"::{token}::":
            token = None
        continue
    if found := re.match("::stop-commands::(.*)", command):
        token = found[1]
        if not re.fullmatch("[0-9a-f]{32}", token) or text.count(token) != 2:
            raise SystemExit(f"the token can be guessed: {token}")
    elif command.startswith("::") or "##[" in line:
        print(command.split("line=")[0])
if token is not None:
    raise SystemExit("commands are stopped for good")
