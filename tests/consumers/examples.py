"""examples.py FOLDER: writes the YAML examples of docs/ci.md into the folders of FOLDER that say what reads them.

The Chinese page must have the same ones.
"""

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"jobs": "workflows", "repos": "pre-commit", "hegao": "gitlab"}

pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("ci.md", "ci.zh-CN.md")]
english, chinese = (re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE) for page in pages)
if english != chinese:
    raise SystemExit("docs/ci.md and docs/ci.zh-CN.md have different examples")
for number, example in enumerate(english):
    kinds = [folder for key, folder in KINDS.items() if key in yaml.safe_load(example)]
    if len(kinds) != 1:
        raise SystemExit(f"who reads this example?\n{example}")
    folder = Path(sys.argv[1]) / kinds[0]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}.yml").write_text(example, encoding="utf-8")
