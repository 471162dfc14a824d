"""action.py FOLDER NAME=VALUE…: runs the shell steps of action.yml in a folder as the runner does, with these inputs.

Ends with the exit code of the first step that fails. Everything else the steps see comes from the environment.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    folder, given = sys.argv[1], dict(word.split("=", 1) for word in sys.argv[2:])
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    unknown = given.keys() - action["inputs"].keys()
    if unknown:
        raise SystemExit(f"action.yml has no input {unknown}")
    known = {f"inputs.{name}": given.get(name, spec["default"]) for name, spec in action["inputs"].items()}
    known["github.action_path"] = str(ROOT)
    known["github.action_repository"] = os.environ.get("GITHUB_ACTION_REPOSITORY", "")

    def resolved(text: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text)

    for step in action["runs"]["steps"]:
        if "run" not in step:
            continue
        if "${{" in step["run"]:
            raise SystemExit("an expression inside a script is run as shell: hand it over in `env`")
        environment = dict(os.environ, **{name: resolved(value) for name, value in step["env"].items()})
        added = Path(os.environ["GITHUB_PATH"])
        if added.exists():
            environment["PATH"] = ":".join([*reversed(added.read_text().split()), environment["PATH"]])
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        code = subprocess.run(shell, cwd=folder, env=environment, check=False).returncode
        if code != 0:
            return code
    return 0


sys.exit(main())
