import assert from "node:assert/strict";
import { test } from "node:test";

import {
  counts, filtered, foldedIn, groups, heaviest, heaviestFirst, ignoresToml, isoDay, renamed, rows, split, standing, stepped, tomlString,
} from "../model.js";

const finding = (id, severity, rule) => ({ id, severity, rule, fingerprint: `f${id}` });

test("splits a text at the ends of overlapping marks", () => {
  const pieces = split("甲乙丙丁戊", [{ id: 1, start: 0, end: 3 }, { id: 2, start: 2, end: 4 }]);
  assert.deepEqual(pieces.map((piece) => [piece.text, piece.marks.map((mark) => mark.id)]), [
    ["甲乙", [1]], ["丙", [1, 2]], ["丁", [2]], ["戊", []],
  ]);
});

test("keeps the text whole, whatever the marks", () => {
  for (const marks of [[], [{ id: 1, start: -3, end: 99 }], [{ id: 1, start: 2, end: 2 }], [{ id: 1, start: 4, end: 2 }]]) {
    assert.equal(split("二〇二六年", marks).map((piece) => piece.text).join(""), "二〇二六年");
  }
  assert.deepEqual(split("", []), []);
});

test("shows the heaviest severity of marks that lie on each other", () => {
  assert.equal(heaviest([{ severity: "hint" }, { severity: "error" }, { severity: "warning" }]), "error");
});

test("puts documents by their worst finding and those without any apart", () => {
  const folded = { warning: 0, hint: 3 };
  const documents = [
    { findings: [] },
    { findings: [finding(1, "hint", "a/b")] },
    { findings: [finding(1, "warning", "a/b")], folded },
    { findings: [], folded },
    { findings: [finding(1, "hint", "a/b"), finding(2, "error", "a/b")] },
    { error: "not found" },
    { findings: [finding(1, "error", "a/b")] },
  ];
  assert.deepEqual(standing(documents), { listed: [5, 4, 6, 2, 1], folded: [3], clean: [0] });
  assert.deepEqual(foldedIn(documents), { error: 0, warning: 0, hint: 6 });
});

test("lists the heaviest findings first and keeps the order of the others", () => {
  const all = [finding(1, "hint", "a/b"), finding(2, "error", "a/b"), finding(3, "warning", "a/b"), finding(4, "error", "a/b")];
  assert.deepEqual(heaviestFirst(all).map(({ id }) => id), [2, 4, 3, 1]);
});

test("counts and filters without what was accepted", () => {
  const all = [finding(1, "error", "date/impossible"), finding(2, "hint", "numbering/mark"), finding(3, "error", "figure/sum")];
  const accepted = new Map([["f3", all[2]]]);
  assert.deepEqual(counts(all, accepted), { error: 1, warning: 0, hint: 1 });
  const filters = { severities: new Set(["error"]), families: new Set(), accepted: false };
  assert.deepEqual(filtered(all, filters, accepted).map((one) => one.id), [1]);
  assert.deepEqual(filtered(all, { ...filters, accepted: true }, accepted).map((one) => one.id), [1, 3]);
  const families = { severities: new Set(), families: new Set(["numbering"]), accepted: false };
  assert.deepEqual(filtered(all, families, accepted).map((one) => one.id), [2]);
});

test("writes strings that TOML reads back", () => {
  assert.equal(tomlString('说“好”\\ "x"\n\u0001'), '"说“好”\\\\ \\"x\\"\\n\\u0001"');
});

test("writes an entry for each accepted finding", () => {
  const toml = ignoresToml([{ file: "a.docx", rule: "numbering/gap", text: "四、", reason: "另发" }]);
  assert.equal(toml, '[[ignore]]\nrule = "numbering/gap"\nfile = "a.docx"\ntext = "四、"\nreason = "另发"\n');
  assert.ok(!ignoresToml([{ file: "a", rule: "b/c", text: "", reason: "d" }]).includes("text ="));
});

test("names downloads before their ending", () => {
  assert.equal(renamed("讲话.终稿.docx", "（批注）"), "讲话.终稿（批注）.docx");
  assert.equal(renamed("讲话", "（批注）"), "讲话（批注）");
});

test("writes the day of the reader's clock", () => {
  assert.equal(isoDay(new Date(2026, 2, 5, 23, 59)), "2026-03-05");
});

test("puts the cells of a table into rows and columns", () => {
  const cell = (table, row, column, text) => ({ table, row, column, text });
  const blocks = [{ text: "前" }, cell(1, 1, 2, "乙"), cell(1, 1, 1, "甲"), cell(1, 2, 1, "丙"), { text: "后" }];
  const found = groups(blocks);
  assert.equal(found.length, 3);
  assert.deepEqual(rows(found[1].cells).map((row) => row.map((cells) => cells.map((one) => one.text))), [
    [["甲"], ["乙"]], [["丙"]],
  ]);
});

test("steps round the end", () => {
  assert.equal(stepped([3, 5, 8], 8, 1), 3);
  assert.equal(stepped([3, 5, 8], 3, -1), 8);
  assert.equal(stepped([3, 5, 8], undefined, 1), 3);
  assert.equal(stepped([], 3, 1), undefined);
});
