// Holds the rule for textlint against the program: `node textlint.mjs FOLDER HEGAO`. FOLDER has textlint, hegao and the rule among its
// packages.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const [folder, program] = process.argv.slice(2).map((argument) => path.resolve(argument));
const work = mkdtempSync(path.join(folder, "textlint-"));
process.on("exit", () => rmSync(work, { recursive: true }));

const DOCUMENTS = {
  "稿.md": "\n\n# 关于防汛的讲话😀\n\n😀截止3月底，全市**共有企业XX家**。\n\n- 一是抓落实；\n- 三是强监管。\n",
  "稿.txt": "关于防汛的讲话\r\n截止3月底，全市共有企业XX家。\r\n一、甲\r\n三、乙\r\n",
  "好.txt": "各位代表，现在开会。\n",
};
for (const [name, text] of Object.entries(DOCUMENTS)) writeFileSync(path.join(work, name), text);
const names = Object.keys(DOCUMENTS);

/// The messages of textlint, by document.
function lint(options, ...flags) {
  writeFileSync(path.join(work, ".textlintrc.json"), JSON.stringify({ rules: { hegao: options } }));
  const textlint = path.join(folder, "node_modules", ".bin", "textlint");
  const run = spawnSync(textlint, ["--format", "json", ...flags, ...names], { cwd: work, encoding: "utf8" });
  assert.ok(run.status === 0 || run.status === 1, run.stderr || run.stdout);
  const reports = JSON.parse(run.stdout);
  return Object.fromEntries(names.map((name) => {
    const report = reports.find(({ filePath }) => path.basename(filePath) === name);
    return [name, report.messages];
  }));
}

const position = ({ line, utf16_column: column }) => ({ line, column });
let count = 0;
const found = lint({ today: "off" });
for (const name of names) {
  const run = spawnSync(program, ["check", "--no-config", "--lang", "zh", "--today", "off", "--format", "json", name], { cwd: work, encoding: "utf8" });
  const [{ diagnostics }] = JSON.parse(run.stdout).files;
  const expected = diagnostics.map(({ rule, message, location }) => ({ rule, message, start: position(location.start), end: position(location.end) }));
  const told = found[name].map(({ message, loc }) => {
    const [, rule, words] = /^\[([^\]]+)\] ([^\n]*)/.exec(message);
    return { rule, message: words, ...loc };
  });
  assert.deepEqual(told, expected, name);
  count += told.length;
}
assert.ok(found["稿.md"].length >= 2 && found["稿.txt"].length >= 3, JSON.stringify(found));
assert.equal(found["好.txt"].length, 0);

// Options of the rule are settings of the linter.
const few = lint({ select: ["placeholder"], language: "en", least: "error" });
assert.deepEqual(few["稿.txt"].map(({ message }) => message.split("]")[0]), ["[placeholder/mask"]);
assert.match(few["稿.txt"][0].message, /[a-z]{3}/);

// Safe fixes are applied at their places, and nothing else is.
lint({ today: "off" }, "--fix");
for (const name of names) assert.equal(readFileSync(path.join(work, name), "utf8"), DOCUMENTS[name].replace("截止", "截至"), name);
console.log(`textlint: ${count} findings at the places of the program; safe fixes applied`);
