import assert from "node:assert/strict";
import { test } from "node:test";

import { byBlock, documentOf, marksOf } from "../report.js";

const block = (start, text) => ({ start, end: start + text.length, text });
const finding = (id, start, end, related = []) => ({ id, severity: "error", range: { start, end }, related });

test("gives each block the findings that reach into it", () => {
  const blocks = [block(0, "一二三"), block(4, "四五六"), block(8, "七八九")];
  const near = finding(1, 1, 2);
  const wide = finding(2, 2, 9);
  const far = finding(3, 8, 9, [{ range: { start: 0, end: 1 } }]);
  assert.deepEqual(byBlock(blocks, [near, wide, far]).map((list) => list.map((one) => one.id)), [[1, 2, 3], [2], [2, 3]]);
});

test("places marks in units of the block", () => {
  const marks = marksOf(block(4, "四五六"), [finding(1, 5, 6, [{ range: { start: 4, end: 5 } }]), finding(2, 0, 3)]);
  assert.deepEqual(marks.map(({ id, start, end, isRelated }) => [id, start, end, isRelated]), [[1, 1, 2, false], [1, 0, 1, true]]);
});

test("lists a finding without a place nowhere", () => {
  assert.deepEqual(byBlock([block(0, "一")], [{ id: 1, range: undefined, related: [] }]), [[]]);
});

test("keeps what a report counts and does not list", () => {
  const file = { path: "甲.txt", text: [], diagnostics: [] };
  assert.deepEqual(documentOf({ ...file, folded: { warning: 1, hint: 2 } }).folded, { warning: 1, hint: 2 });
  assert.equal(documentOf(file).folded, undefined);
});
