"""Turns text files into Word documents whose item marks are automatic numbers.

    python3 tests/word/from_text.py FILE.txt... FOLDER

Every line becomes a paragraph; a mark at its head (一、 （一） 1. ①) becomes the number of a list, restarted where the marks do not
follow, so that a reader sees the same text. Needs python-docx.
"""

import copy
import re
import sys
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DIGITS = "零一二三四五六七八九"


def numeral(number):
    """21 → 二十一"""
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


CHINESE = {numeral(number): number for number in range(1, 100)}
CIRCLES = {chr(0x2460 + number - 1): number for number in range(1, 21)}
DECIMAL = {str(number): number for number in range(1, 100)}

# Pattern of the mark, its numbers, their format in the standard, the text of the level.
KINDS = [
    (re.compile(r"([一二三四五六七八九十]+)、"), CHINESE, "chineseCountingThousand", "%1、"),
    (re.compile(r"（([一二三四五六七八九十]+)）"), CHINESE, "chineseCountingThousand", "（%1）"),
    (re.compile(r"([0-9]{1,2})\.(?![0-9])"), DECIMAL, "decimal", "%1."),
    (re.compile(r"([①-⑳])"), CIRCLES, "decimalEnclosedCircle", "%1"),
]


def element(name, value=None, **attributes):
    made = OxmlElement(name)
    if value is not None:
        made.set(qn("w:val"), str(value))
    for key, content in attributes.items():
        made.set(qn("w:" + key), str(content))
    return made


class Lists:
    """One abstract list for each kind of mark; a new list wherever a number does not follow."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        for child in list(self.root):
            self.root.remove(child)
        self.last = {}
        self.count = 0
        for kind, (_, _, form, text) in enumerate(KINDS):
            abstract = element("w:abstractNum", abstractNumId=kind)
            level = element("w:lvl", ilvl=0)
            for child in (
                element("w:start", 1),
                element("w:numFmt", form),
                element("w:suff", "nothing"),
                element("w:lvlText", text),
            ):
                level.append(child)
            abstract.append(level)
            self.root.append(abstract)

    def number(self, paragraph, kind, number):
        list_id, before = self.last.get(kind, (0, None))
        if before != number - 1:
            self.count += 1
            list_id = self.count
            made = element("w:num", numId=list_id)
            made.append(element("w:abstractNumId", kind))
            override = element("w:lvlOverride", ilvl=0)
            override.append(element("w:startOverride", number))
            made.append(override)
            self.root.append(made)
        self.last[kind] = (list_id, number)
        properties = paragraph._p.get_or_add_pPr()
        numbered = element("w:numPr")
        numbered.append(element("w:ilvl", 0))
        numbered.append(element("w:numId", list_id))
        properties.append(copy.deepcopy(numbered))


def convert(text):
    document = Document()
    lists = Lists(document)
    for line in text.split("\n"):
        line = line.rstrip("\r")
        content = line.lstrip(" 　\t")
        for kind, (pattern, numbers, _, _) in enumerate(KINDS):
            mark = pattern.match(content)
            if mark and mark.group(1) in numbers:
                paragraph = document.add_paragraph(content[mark.end():])
                lists.number(paragraph, kind, numbers[mark.group(1)])
                break
        else:
            document.add_paragraph(content)
    return document


def main():
    *files, folder = sys.argv[1:]
    for file in map(Path, files):
        convert(file.read_text(encoding="utf-8-sig")).save(Path(folder) / (file.stem + ".docx"))


if __name__ == "__main__":
    main()
