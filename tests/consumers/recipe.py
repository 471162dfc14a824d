"""recipe.py: the shell of the job in the recipe for GitLab, as one script with its variables, which the environment may change."""

from pathlib import Path
from shlex import quote

import yaml

ROOT = Path(__file__).resolve().parents[2]
job = yaml.safe_load((ROOT / ".github/examples/gitlab-ci.yml").read_text(encoding="utf-8"))["hegao"]
print("set -e")
for name, value in job["variables"].items():
    print(f": ${{{name}:={quote(str(value))}}}")
print(*job["before_script"], *job["script"], sep="\n")
