// Shared by the tests: the documents of the repository, and the program that the package must agree with.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/// The package as it is packed, if it is named, else its folder here.
export const PACKAGE = process.env.PACKAGE ?? fileURLToPath(new URL("../", import.meta.url));
export const FIXTURES = join(ROOT, "fixtures");
export const SPEECH = join(FIXTURES, "page", "讲话稿.docx");
export const MEETING = papers("meeting");
/// One document of each kind that the repository has, and all that the page is tried on.
export const DOCUMENTS = ["demo", "quiet", "page", "meeting", "meeting-2"].flatMap(papers);

function papers(folder) {
  const names = readdirSync(join(FIXTURES, folder)).filter((name) => !name.endsWith(".json"));
  return names.sort().map((name) => join(FIXTURES, folder, name));
}

const HEGAO = process.env.HEGAO ?? join(ROOT, "target", "debug", "hegao");

/// Runs the program that was built from the same source.
export function program(...command) {
  const { cwd } = typeof command.at(-1) === "object" ? command.pop() : {};
  const run = spawnSync(HEGAO, command, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  assert.ok(!run.error, `no program at ${HEGAO}: \`cargo build\`, or name one in HEGAO (${run.error?.message})`);
  return run;
}

/// A folder that is gone after the test.
export function folder(test) {
  const made = mkdtempSync(join(tmpdir(), "hegao-"));
  test.after(() => rmSync(made, { recursive: true }));
  return made;
}

/// The error that `work` throws.
export function thrown(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing is thrown");
}
