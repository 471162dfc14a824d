"""Compares the numbers that hegao reads at the heads of Word paragraphs with those that LibreOffice writes.

    python3 tests/word/labels.py HEGAO --random 200 --seed 1     random documents, made in a temporary folder
    python3 tests/word/labels.py HEGAO FILE.docx...              documents at hand

LibreOffice writes the label of every numbered paragraph when it converts to text. Prints every difference and the share of paragraphs
that agree. Needs LibreOffice (`soffice`); no test of the project runs this.
"""

import argparse
import difflib
import random
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
FORMATS = ["decimal", "decimal", "chineseCounting", "upperLetter", "lowerLetter", "lowerRoman", "upperRoman"]
LEVELS = 4
SECTION = "<w:sectPr><w:type w:val=\"continuous\"/></w:sectPr>"


def package(path, body, styles, numbering):
    """Writes a Word document of these parts."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}{"document.main" if name == "document" else name}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for name in ("styles", "numbering")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>')


class Made:
    """A random document: its parts, and its body once more with all tracked changes accepted."""

    def __init__(self, chance, features):
        self.chance = chance
        self.features = features
        self.count = 0
        self.numbering = self.make_numbering()
        self.styles = self.make_styles()
        self.body = self.accepted = ""
        for _ in range(chance.randint(8, 30)):
            self.add_block()
        self.add("<w:p><w:r><w:t>end</w:t></w:r></w:p>")

    def add(self, block, accepted=None):
        self.body += block
        self.accepted += block if accepted is None else accepted

    def level(self, at):
        chance = self.chance
        shown = [f"%{at + 1}"] if chance.random() < 0.5 else [f"%{level + 1}" for level in range(at + 1)]
        text = ".".join(shown)
        text = chance.choice([f"{text}、", f"（{text}）", f"{text}.", f"第{text}章", f"[{text}]"])
        more = ""
        if "legal" in self.features and chance.random() < 0.3:
            more += "<w:isLgl/>"
        if "restart" in self.features and chance.random() < 0.3:
            more += f'<w:lvlRestart w:val="{chance.randint(0, at)}"/>'
        if "linked" in self.features and chance.random() < 0.4:
            more += f'<w:pStyle w:val="s{chance.randrange(6)}"/>'
        start = chance.choice([1, 1, 1, 1, 0, 3]) if "starts" in self.features else 1
        form = chance.choice(FORMATS)
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    def make_numbering(self):
        chance = self.chance
        abstracts = chance.randint(1, 2)
        lists = "".join(
            f'<w:abstractNum w:abstractNumId="{which}"><w:multiLevelType w:val="multilevel"/>'
            f'{"".join(self.level(at) for at in range(LEVELS))}</w:abstractNum>'
            for which in range(abstracts)
        )
        self.lists = list(range(1, chance.randint(2, 4) + 1))
        for which in self.lists:
            overrides = ""
            if "overrides" in self.features:
                for at in range(LEVELS):
                    if chance.random() < 0.2:
                        level = self.level(at) if chance.random() < 0.3 else ""
                        start = f'<w:startOverride w:val="{chance.choice([1, 1, 5])}"/>' if not level else ""
                        overrides += f'<w:lvlOverride w:ilvl="{at}">{start}{level}</w:lvlOverride>'
            lists += (
                f'<w:num w:numId="{which}"><w:abstractNumId w:val="{chance.randrange(abstracts)}"/>{overrides}</w:num>'
            )
        return lists

    def numbered(self, share_of_none):
        """A random `w:numPr`, with either, both or neither of its parts."""
        chance = self.chance
        level = f'<w:ilvl w:val="{chance.randrange(LEVELS)}"/>' if chance.random() < 0.6 else ""
        which = 0 if chance.random() < share_of_none else chance.choice(self.lists)
        kept = f'<w:numId w:val="{which}"/>' if chance.random() < 0.7 else ""
        return f"<w:numPr>{level}{kept}</w:numPr>" if level or kept else ""

    def make_styles(self):
        styles = '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
        for which in range(6):
            base = self.chance.choice(["n", *(f"s{other}" for other in range(which))])
            numbered = self.numbered(0.1) if "styles" in self.features else ""
            styles += (
                f'<w:style w:type="paragraph" w:styleId="s{which}"><w:name w:val="Own {which}"/>'
                f'<w:basedOn w:val="{base}"/><w:pPr>{numbered}</w:pPr></w:style>'
            )
        return styles

    def properties(self, more="", mark=""):
        chance = self.chance
        style = f'<w:pStyle w:val="s{chance.randrange(6)}"/>' if chance.random() < 0.5 else ""
        numbered = self.numbered(0.1) if chance.random() < (0.4 if style else 0.8) else ""
        mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
        return f"<w:pPr>{style}{numbered}{mark}{more}</w:pPr>"

    def paragraph(self, more=""):
        self.count += 1
        return f"<w:p>{self.properties(more)}<w:r><w:t>§{self.count}§</w:t></w:r></w:p>"

    def add_block(self):
        chance = self.chance
        kind = chance.random()
        if "sections" in self.features and kind < 0.1:
            self.add(f"<w:p>{self.properties(SECTION)}</w:p>")
        elif "sections" in self.features and kind < 0.15:
            self.add(self.paragraph(SECTION))
        elif "empty" in self.features and kind < 0.25:
            self.add(f"<w:p>{self.properties()}</w:p>")
        elif "deleted" in self.features and kind < 0.35:
            change = '<w:del w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"/>'
            text = "<w:r><w:delText>gone</w:delText></w:r>"
            self.add(f'<w:p>{self.properties(mark=change)}{change.replace("/>", ">")}{text}</w:del></w:p>', "")
        elif "tables" in self.features and kind < 0.42:
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{self.paragraph()}</w:tc>' for _ in range(2)
            )
            grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
            self.add(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>")
        else:
            self.add(self.paragraph())


def libreoffice(files, folder):
    """The text that LibreOffice makes of each file."""
    made = folder / "text"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for first in range(0, len(files), 100):
        subprocess.run(
            ["soffice", profile, "--headless", "--norestore", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", made]
            + files[first : first + 100],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return {file: (made / (file.stem + ".txt")).read_text("utf-8-sig") for file in files}


def hegao(program, file):
    return subprocess.run([program, "text", file], capture_output=True, check=True).stdout.decode()


def bare(line):
    return re.sub(r"\s+", "", line)


def keyed(text):
    """Labels by the key of their paragraph."""
    found = (re.match(r"(.*?)§(\d+)§", bare(line)) for line in text.splitlines())
    return {int(match.group(2)): match.group(1) for match in found if match}


def compare_random(arguments, folder):
    documents = {}
    features = arguments.features.split(",")
    for index in range(arguments.random):
        made = Made(random.Random(f"{arguments.seed}.{index}"), features)
        file, accepted = folder / f"{index}.docx", folder / f"accepted{index}.docx"
        package(file, made.body, made.styles, made.numbering)
        package(accepted, made.accepted, made.styles, made.numbering)
        documents[file] = accepted
    expected = libreoffice(list(documents.values()), folder)
    total = agreeing = 0
    for file, accepted in documents.items():
        own, other = keyed(hegao(arguments.hegao, file)), keyed(expected[accepted])
        differences = [key for key in sorted(other) if own.get(key) != other[key]]
        total += len(other)
        agreeing += len(other) - len(differences)
        if differences:
            key = differences[0]
            print(f"{file.name} §{key}§: hegao {own.get(key)!r}, LibreOffice {other[key]!r} ({len(differences)} differ)")
    return total, agreeing


def compare_files(arguments, folder):
    copies = {}
    for index, file in enumerate(arguments.files):
        copy = folder / f"{index}.docx"
        copy.write_bytes(Path(file).read_bytes())
        copies[copy] = file
    expected = libreoffice(list(copies), folder)
    total = agreeing = 0
    for copy, file in copies.items():
        own = [bare(line) for line in hegao(arguments.hegao, copy).splitlines() if bare(line)]
        other = [bare(line) for line in expected[copy].splitlines() if bare(line)]
        matcher = difflib.SequenceMatcher(None, own, other, autojunk=False)
        total += len(other)
        agreeing += sum(block.size for block in matcher.get_matching_blocks())
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "replace":
                for mine, theirs in zip(own[a:b], other[c:d]):
                    print(f"{file}: hegao {mine[:50]!r}, LibreOffice {theirs[:50]!r}")
            elif kind != "equal":
                for line in own[a:b] + other[c:d]:
                    print(f"{file}: {'only hegao' if kind == 'delete' else 'only LibreOffice'} {line[:50]!r}")
    return total, agreeing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("hegao")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--features", default="styles,linked,overrides,starts,restart,legal,sections,empty,deleted,tables")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare = compare_random if arguments.random else compare_files
        total, agreeing = compare(arguments, Path(folder))
    print(f"{agreeing} of {total} paragraphs agree")


if __name__ == "__main__":
    main()
