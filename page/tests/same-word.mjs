// Compares two commented Word documents but for the dates of comments: `node same-word.mjs A.docx B.docx`. Needs unzip.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

const parts = (file) => {
  const names = execFileSync("unzip", ["-Z1", file], { encoding: "utf8" }).trim().split("\n").sort();
  // Brackets are signs of a pattern to unzip.
  const read = (name) => execFileSync("unzip", ["-p", file, name.replace(/[[\]]/g, "\\$&")], { encoding: "utf8", maxBuffer: 2 ** 30 });
  return names.map((name) => [name, read(name).replace(/w(15|16du)?:date(Utc)?="[^"]*"/g, "")]);
};
const [first, second] = process.argv.slice(2).map(parts);
assert.deepEqual(second, first);
console.log(`${first.length} parts are the same`);
