// Reads the reports in a folder as the programs they are for do, and holds each against the JSON report, whose places are held
// against the documents themselves.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import assert from "node:assert/strict";

import Ajv2020 from "ajv/dist/2020.js";
import { Validator } from "@umbrelladocs/rdformat-validator";
import { XMLParser } from "fast-xml-parser";
import { parse as parseJunit } from "junit2json";

const require = createRequire(import.meta.url);
const folder = process.argv[2];
const read = (name) => readFileSync(path.join(folder, name), "utf8");
const json = JSON.parse(read("out.json"));
const checked = json.files.filter((file) => file.diagnostics);
const failed = json.files.filter((file) => file.error);
const found = checked.flatMap((file) => file.diagnostics.map((diagnostic) => ({ file, diagnostic })));
const plain = (name) => name.replace(/^\.\//, "");
const hasLines = (file) => ["text", "markdown", "html"].includes(file.format);

// The document as an editor shows it, without its byte order mark.
const texts = new Map();
function text(file) {
  if (!texts.has(file.path)) {
    const encoding = file.encoding === "GB18030" ? "gb18030" : "utf-8";
    texts.set(file.path, new TextDecoder(encoding).decode(readFileSync(path.join(folder, file.path))));
  }
  return texts.get(file.path);
}
const line = (file, number) => text(file).split("\n")[number - 1];
// The words of a finding that stands in one line, by its columns in characters.
const words = (file, { start, end }) => [...line(file, start.line)].slice(start.column - 1, end.column - 1).join("");
const inOneLine = ({ file, diagnostic: { location } }) =>
  hasLines(file) && location.start.line === location.end.line;

test("the documents are those that the reports are to be tried on", () => {
  assert.ok(found.length > 40 && checked.length >= 5 && failed.length === 1);
  assert.deepEqual(new Set(checked.map((file) => file.format)), new Set(["text", "markdown", "docx"]));
  assert.ok(checked.some((file) => file.encoding === "GB18030") && found.some(({ diagnostic }) => diagnostic.fix));
});

test("json and jsonl are what their schemas say", () => {
  const ajv = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d\d-\d\d$/ } });
  const report = ajv.compile(JSON.parse(read("report.schema.json")));
  assert.ok(report(json), JSON.stringify(report.errors));
  const ofLine = ajv.compile(JSON.parse(read("jsonl.schema.json")));
  const lines = read("out.jsonl").trimEnd().split("\n").map((each) => JSON.parse(each));
  for (const each of lines) assert.ok(ofLine(each), JSON.stringify([each, ofLine.errors]));
  const without = ({ type, path, ...rest }) => rest;
  assert.deepEqual(
    lines.filter((each) => each.type === "diagnostic").map(without),
    found.map(({ diagnostic }) => diagnostic),
  );
  assert.ok(report({ ...json, files: 1 }) === false && ofLine({ type: "diagnostic" }) === false);
});

test("columns of json are those of the documents", () => {
  for (const { file, diagnostic } of found.filter(inOneLine)) {
    const { start, end } = diagnostic.location;
    const utf16 = line(file, start.line).slice(start.utf16_column - 1, end.utf16_column - 1);
    assert.equal(words(file, diagnostic.location), utf16);
    const bytes = readFileSync(path.join(folder, file.path)).subarray(start.byte, end.byte);
    assert.equal(new TextDecoder(file.encoding.toLowerCase()).decode(bytes), utf16);
  }
});

test("sarif is valid, by its schema and by the rules of its validator", () => {
  const program = path.join(
    path.dirname(require.resolve("@microsoft/sarif-multitool-linux/package.json")),
    "Sarif.Multitool",
  );
  chmodSync(program, 0o755);
  const environment = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const validate = (name) => {
    const output = path.join(folder, `${name}.validation`);
    const run = () =>
      execFileSync(program, ["validate", name, "--output", output, "--log", "ForceOverwrite"], {
        cwd: folder,
        env: environment,
        stdio: "pipe",
      });
    try {
      run();
    } catch {
      // It ends with a code of its own where it finds something.
    }
    return JSON.parse(readFileSync(output, "utf8")).runs[0].results.map((result) => result.ruleId);
  };
  // A project without a public address has none to name.
  assert.deepEqual(validate("report.sarif").filter((rule) => rule !== "SARIF2005"), []);
  const broken = JSON.parse(read("out.sarif"));
  broken.runs[0].results[0].ruleIndex = 9999;
  writeFileSync(path.join(folder, "broken.sarif"), JSON.stringify(broken));
  assert.notEqual(validate("broken.sarif").length, 0, "the validator was not at work");
});

test("sarif points at the words, in code points, and names the files", () => {
  const { results, tool, invocations } = JSON.parse(read("out.sarif")).runs[0];
  assert.equal(results.length, found.length);
  results.forEach((result, index) => {
    const { file, diagnostic } = found[index];
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.equal(path.resolve("/", decodeURIComponent(artifactLocation.uri)), path.resolve("/", file.path));
    assert.equal(tool.driver.rules[result.ruleIndex].id, diagnostic.rule);
    assert.equal(result.partialFingerprints["hegao/v1"], diagnostic.fingerprint);
    assert.equal(result.relatedLocations?.length ?? 0, diagnostic.related.length + (diagnostic.elsewhere?.length ?? 0));
    if (inOneLine(found[index])) {
      const at = [...line(file, region.startLine)].slice(region.startColumn - 1, region.endColumn - 1);
      assert.equal(at.join(""), words(file, diagnostic.location));
    }
  });
  assert.equal(invocations[0].executionSuccessful, false);
  assert.equal(invocations[0].toolExecutionNotifications.length, failed.length);
});

test("github's own library writes the same commands", async () => {
  const { issueCommand } = await import("./node_modules/@actions/core/lib/command.js");
  const written = read("out.github").trimEnd().split("\n");
  // As the runner reads them back: properties first, then the text.
  const unescape = (value, more) =>
    (more ? value.replaceAll("%2C", ",").replaceAll("%3A", ":") : value)
      .replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
  const commands = written.map((each) => {
    const [, name, properties, data] = /^::(\w+) (.*?)::(.*)$/s.exec(each);
    const pairs = properties.split(",").map((pair) => /^(\w+)=(.*)$/s.exec(pair).slice(1));
    return { name, properties: Object.fromEntries(pairs.map(([key, value]) => [key, unescape(value, true)])), data: unescape(data) };
  });
  const again = [];
  const { write } = process.stdout;
  process.stdout.write = (chunk) => again.push(chunk);
  try {
    for (const { name, properties, data } of commands) issueCommand(name, properties, data);
  } finally {
    process.stdout.write = write;
  }
  assert.deepEqual(again.map((each) => each.trimEnd()), written);
  const names = { error: "error", warning: "warning", hint: "notice" };
  const ours = commands.filter(({ properties }) => /\//.test(properties.title));
  assert.equal(ours.length, found.length);
  ours.forEach(({ name, properties, data }, index) => {
    const { file, diagnostic } = found[index];
    assert.equal(name, names[diagnostic.severity]);
    assert.equal(properties.file.replace(/\uFFFD/g, ""), plain(file.path));
    assert.equal(properties.title, `hegao ${diagnostic.rule}`);
    assert.ok(data.includes(diagnostic.message.replace(/\u001b/g, "\uFFFD")));
    assert.equal(properties.line, hasLines(file) ? String(diagnostic.location.start.line) : undefined);
  });
  const page = read("page/page.md");
  assert.ok(page.length > 0 && checked.filter((file) => file.diagnostics.length).length > 0);
});

test("gitlab's report has the types of Code Climate's issues, and every fingerprint once", () => {
  const issues = JSON.parse(read("out.gitlab"));
  assert.equal(issues.length, found.length + failed.length);
  assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
  assert.ok(issues.every((issue) => !issue.location.path.startsWith("./") && !/\n/.test(issue.description)));
  const types = (value) => {
    const source = path.join(import.meta.dirname, "issues.ts");
    writeFileSync(source, `import type { Issue } from "codeclimate-types";\nexport const issues: Issue[] = ${value};\n`);
    const compiler = path.join(import.meta.dirname, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, "--noEmit", "--strict", "--skipLibCheck", source], { stdio: "pipe" });
  };
  types(read("out.gitlab"));
  assert.throws(() => types(read("out.gitlab").replace('"severity":"major"', '"severity":"grave"')));
});

test("rdjson is valid, and its columns are bytes of the line in UTF-8", () => {
  const report = JSON.parse(read("out.rdjson"));
  const outcome = new Validator({ strictMode: true, allowExtraFields: false }).validate(report);
  assert.ok(outcome.valid, JSON.stringify(outcome.errors));
  assert.equal(report.diagnostics.length, found.length + failed.length);
  const placed = report.diagnostics.filter((each) => each.location.range);
  const expected = found.filter(({ file }) => hasLines(file));
  assert.equal(placed.length, expected.length);
  placed.forEach(({ location: { range } }, index) => {
    if (!inOneLine(expected[index])) return;
    const { file, diagnostic } = expected[index];
    const hasMark = range.start.line === 1 && /BOM/.test(file.path);
    const bytes = Buffer.from((hasMark ? "\uFEFF" : "") + line(file, range.start.line), "utf8");
    const at = bytes.subarray(range.start.column - 1, range.end.column - 1).toString("utf8");
    assert.equal(at, words(file, diagnostic.location));
  });
  assert.ok(report.diagnostics.some((each) => each.suggestions?.[0].text === "截至"));
});

test("checkstyle is what its formatter writes of the same findings", () => {
  const formatter = require("checkstyle-formatter");
  const options = { ignoreAttributes: false, isArray: (name) => ["file", "error"].includes(name) };
  const parser = new XMLParser(options);
  const ours = parser.parse(read("out.checkstyle"));
  const results = ours.checkstyle.file.map((file) => ({
    filename: file["@_name"].replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
    messages: (file.error ?? []).map((error) =>
      Object.fromEntries(["line", "column", "severity", "message", "source"].map((key) => [key, error[`@_${key}`]])),
    ),
  }));
  const theirs = parser.parse(formatter(results.filter((file) => file.messages.every((each) => each.column))));
  const bare = ours.checkstyle.file.filter((file) => (file.error ?? []).every((each) => each["@_column"]));
  const tidy = (files) => files.map((file) => ({ name: file["@_name"], errors: file.error ?? [] }));
  assert.deepEqual(tidy(bare), tidy(theirs.checkstyle.file));
  assert.equal(ours.checkstyle.file.flatMap((file) => file.error ?? []).length, found.length + failed.length);
});

test("junit is read back with as many failures as there are", async () => {
  const report = await parseJunit(read("out.junit"));
  assert.equal(report.testsuite.length, json.files.length);
  const sum = (key) => report.testsuite.reduce((total, suite) => total + suite[key], 0);
  const failures = found.filter(({ diagnostic }) => diagnostic.severity !== "hint");
  assert.equal(sum("failures"), failures.length);
  assert.equal(sum("errors"), failed.length);
  for (const suite of report.testsuite) {
    const cases = suite.testcase;
    assert.equal(cases.length, suite.tests);
    assert.equal(cases.filter((each) => each.failure).length, suite.failures);
  }
});

test("nothing in any report moves a cursor or ends a line", () => {
  for (const name of readdirSync(folder).filter((each) => each.startsWith("out."))) {
    const control = [...read(name)].find((c) => c < " " && c !== "\n" || c === "\u007f");
    assert.equal(control, undefined, name);
  }
});
