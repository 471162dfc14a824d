"""recipes.py FOLDER: writes each recipe of docs/scale.md into FOLDER, under the name in its first line, and the statement of docs/similar.md
as prints.sql. The Chinese pages must have the same ones."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NAMES = {
    "check_pyarrow.py",
    "check_duckdb.py",
    "check_polars.py",
    "check_spark.py",
    "pairs.sql",
    "similar_duckdb.py",
    "similar_spark.py",
}
LONGEST = 25


def same_in_both(name: str, block: str) -> list[tuple[str, str]]:
    """What `block` finds in a page of docs/ and in its translation."""
    pages = [
        (ROOT / "docs" / f"{name}{language}.md").read_text(encoding="utf-8") for language in ("", ".zh-CN")
    ]
    english, chinese = (re.findall(block, page, re.DOTALL | re.MULTILINE) for page in pages)
    if english != chinese:
        raise SystemExit(f"docs/{name}.md and docs/{name}.zh-CN.md have different recipes")
    return english


recipes = same_in_both("scale", r"^```(?:python|sql)\n(?:#|--) (\S+)\n(.*?)^```$")
if sorted(name for name, _ in recipes) != sorted(NAMES):
    raise SystemExit(f"docs/scale.md has other recipes: {sorted(name for name, _ in recipes)}")
(prints,) = same_in_both("similar", r"^```(sql)\n(.*?)^```$")
for name, text in [*recipes, ("prints.sql", prints[1])]:
    lines = text.count("\n")
    if name.endswith(".py") and lines > LONGEST:
        raise SystemExit(f"{name} has {lines} lines; a recipe has at most {LONGEST}")
    (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
