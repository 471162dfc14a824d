import assert from "node:assert/strict";
import { test } from "node:test";

import { compared, holderOf, noteOf, papers, placeOf, rangeOf, shownAs } from "../set.js";
import { WORDS } from "../words.js";

const documents = [
  { name: "旧.txt", findings: [] },
  { name: "通知.txt", set: 1, findings: [] },
  { name: "坏.docx", set: 1, error: "不是 Word 文件" },
  { name: "主持词.txt", set: 1, findings: [] },
  { name: "通知.txt", set: 2, findings: [] },
];

test("the papers of a set are those that were read", () => {
  assert.deepEqual(papers(documents, 1), [1, 3]);
  assert.deepEqual(papers(documents, 2), [4]);
  assert.deepEqual(papers(documents, undefined), []);
});

test("a place is looked for in the set that the finding is of", () => {
  const other = { path: "通知.txt" };
  assert.equal(holderOf(documents, documents[3], other), 1);
  assert.equal(holderOf(documents, documents[4], other), 4);
  assert.equal(holderOf(documents, documents[3], { path: "坏.docx" }), -1, "one that was not read cannot be opened");
  assert.equal(holderOf(documents, documents[3], { path: "去年.docx" }), -1);
});

const location = (line, start, end) => ({
  start: { line, utf16_column: 1 }, end: { line, utf16_column: 1 + end - start },
  in_text: { utf16_start: start, utf16_end: end }, place: { kind: "paragraph", words: `第${line}段` },
});

test("what a comparison adds can be taken away again", () => {
  const own = { ...documents[1], accepted: new Map([["f", {}]]), bytes: "bytes", findings: [{ rule: "date/range" }] };
  const added = {
    rule: "set/place", severity: "error", message: "", fingerprint: "f", args: {}, related: [], location: location(1, 0, 2),
    elsewhere: [{ path: "主持词.txt", message: "另一处", excerpt: "在礼堂", quote: "礼堂", location: location(3, 9, 11) }],
  };
  const file = { path: "by the engine", text: [{ text: "县政府", location: location(1, 0, 3) }], diagnostics: [added] };
  const together = compared(own, file);
  assert.equal(together.name, "通知.txt");
  assert.deepEqual([together.set, together.bytes, together.accepted.size], [1, "bytes", 1]);
  assert.deepEqual(together.findings.map((found) => found.rule), ["set/place"]);
  assert.deepEqual(together.findings[0].elsewhere, [
    { path: "主持词.txt", message: "另一处", excerpt: "在礼堂", quote: "礼堂", place: "第3段", line: 3, column: 1 },
  ]);
  assert.deepEqual(shownAs(together, true).findings, own.findings);
  assert.deepEqual(shownAs(shownAs(together, true), false).findings, together.findings);
  assert.deepEqual(compared(together, file).alone, own.findings, "comparing twice keeps what was found in it alone");
  assert.equal(shownAs(own, true), own);
});

test("says what became of a set, and which files are left out", () => {
  const note = (set, outcome, isApart) => noteOf(WORDS.zh, documents, set, outcome, isApart);
  assert.equal(note(undefined, undefined, false), "");
  assert.equal(note(2, undefined, false), "", "a document that came alone is no set");
  assert.match(note(1, { done: true }, false), /2 份.*坏\.docx/);
  assert.match(note(1, { failed: "程序出了故障" }, false), /没有互相核对成.*程序出了故障.*坏\.docx/);
  assert.equal(note(1, { done: true }, true), WORDS.zh.apartNote);
  const unread = [{ name: "a", set: 1, error: "x" }, { name: "b", set: 1 }];
  assert.match(noteOf(WORDS.en, unread, 1, undefined, false), /^Fewer than two.*a\.$/);
});

test("a place is told by its paragraph or by its line", () => {
  assert.equal(placeOf(WORDS.zh, { place: "第17段", line: 18 }), "第17段");
  assert.equal(placeOf(WORDS.zh, { line: 18 }), "第18行");
  assert.equal(placeOf(WORDS.en, { line: 18 }), "line 18");
});

const block = (line, column, start, text) => ({
  text, start, end: start + text.length, from: { line, column }, to: { line, column: column + text.length },
});

test("points at the words in their block", () => {
  const blocks = [block(1, 1, 0, "通知"), block(3, 3, 3, "时间：上午9:00"), block(4, 1, 13, "9:00开会，9:00签到")];
  const range = (line, column, quote) => rangeOf(blocks, { line, column, quote });
  assert.deepEqual(range(3, 6, "上午9:00"), { start: 6, end: 12 });
  assert.deepEqual(range(4, 8, "9:00"), { start: 20, end: 24 }, "the nearer of two");
  assert.deepEqual(range(3, 9, "上午9:00"), { start: 6, end: 12 }, "columns count marks of markup too");
  assert.deepEqual(range(3, 6, "没有的话"), { start: 3, end: 12 });
  assert.deepEqual(range(3, 3, ""), { start: 3, end: 12 }, "of some places only the start is known");
  assert.deepEqual(range(9, 1, "9:00"), { start: 13, end: 17 });
  assert.equal(rangeOf([], { line: 1, column: 1, quote: "" }), undefined);
});
