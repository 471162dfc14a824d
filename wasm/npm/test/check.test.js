// `check` and what it takes.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import * as hegao from "hegao";

import { DOCUMENTS, folder, program, SPEECH, thrown } from "./support.js";

const TEXT = "截止3月底，全市共有企业XX家。";
const DAY = "2026-03-05";

for (const path of DOCUMENTS) {
  test(`says what the program says: ${basename(path)}`, () => {
    const printed = program("check", "--no-config", "--lang", "zh", "--today", DAY, "--format", "json", path);
    const report = hegao.check({ path }, { today: DAY });
    assert.equal(report.json, printed.stdout);
    assert.equal(report.exitCode, printed.status);

    const [file] = JSON.parse(printed.stdout).files;
    assert.equal(report.findings.length, file.diagnostics.length);
    report.findings.forEach((found, at) => {
      const told = file.diagnostics[at];
      for (const key of ["rule", "severity", "message", "args", "fingerprint"]) assert.deepEqual(found[key], told[key]);
      assert.equal(found.help, told.help ?? null);
      const { line, column, utf16_column: utf16Column, byte } = told.location.start;
      assert.deepEqual(found.place.start, { line, column, utf16Column, byte });
      assert.equal(found.place.words, told.location.place.words);
      assert.deepEqual(found.related.map((other) => other.label), told.related.map((other) => other.message));
      assert.equal(found.place.package?.paragraph, told.location.docx?.paragraph);
      assert.deepEqual(found.fix?.edits.map((edit) => edit.text), told.fix?.edits.map((edit) => edit.text));
      assert.deepEqual([found.fix?.title, found.fix?.safety], [told.fix?.title, told.fix?.safety]);
    });
  });
}

test("without a date, now is what the program says", (context) => {
  const path = join(folder(context), "a.txt");
  writeFileSync(path, "今年是2019年，任务很重，各地要抓好落实。\n");
  const printed = program("check", "--no-config", "--lang", "zh", "--format", "json", path);
  const report = hegao.check({ path });
  assert.equal(JSON.parse(report.json).files[0].reference.from, "clock");
  assert.equal(report.json, printed.stdout);
});

test("a string is a text, and its quotes are slices of it", () => {
  const text = `😀各位代表：\n${TEXT}\n`;
  const report = hegao.check(text);
  assert.deepEqual([report.path, report.format, report.encoding], ["-", "text", "UTF-8"]);
  assert.deepEqual(report.findings.map(({ rule, quote }) => [rule, quote]), [["date/jiezhi", "截止"], ["placeholder/mask", "XX"]]);
  for (const { place, quote } of report.findings) {
    const line = text.split("\n")[place.start.line - 1];
    assert.equal(line.slice(place.start.utf16Column - 1, place.end.utf16Column - 1), quote);
  }
  assert.deepEqual(hegao.check("`XX`家\n", { name: "稿.md" }).findings, []);
});

test("a document is named or lies somewhere", (context) => {
  const path = join(folder(context), "讲话.txt");
  writeFileSync(path, TEXT);
  const { json } = hegao.check({ path });
  const bytes = readFileSync(path);
  const buffer = new Uint8Array(bytes).buffer;
  const same = [
    [pathToFileURL(path)],
    [{ path: pathToFileURL(path) }],
    [bytes, { name: path }],
    [buffer, { name: path }],
    [new DataView(buffer), { name: path }],
    [{ name: path, content: bytes }],
    [{ content: TEXT }, { name: path }],
    [{ name: path, content: TEXT }],
  ];
  for (const [document, options] of same) assert.equal(hegao.check(document, options).json, json);
  const upload = join(folder(context), "upload-17");
  copyFileSync(SPEECH, upload);
  for (const report of [hegao.check({ path: upload }, { name: "讲话稿.docx" }), hegao.check({ path: upload, name: "讲话稿.docx" })]) {
    assert.deepEqual([report.path, report.format], ["讲话稿.docx", "docx"]);
    assert.ok(report.findings.length > 0);
  }
});

test("what is no document is told from one", () => {
  for (const [document, words] of [
    [new TextEncoder().encode(TEXT), /contents need a name/],
    ["讲话稿.docx", /looks like a path: \{ path: "讲话稿\.docx" \}/],
    [17, /not number/],
    [null, /not null/],
    [{ pfad: "a.txt" }, /not Object/],
    [{ path: "a.txt", content: TEXT }, /not Object/],
    [{ path: 3 }, /path: .* not number/],
    [new URL("https://example.org/a.txt"), /file/],
  ]) {
    const error = thrown(() => hegao.check(document));
    assert.ok(error instanceof TypeError, String(error));
    assert.match(error.message, words);
  }
  assert.equal(hegao.check("讲话稿.docx", { name: "一行.txt" }).path, "一行.txt");
  assert.throws(() => hegao.checkMany(TEXT), /a list of them/);
  assert.throws(() => hegao.checkTogether(Buffer.from(TEXT)), /a list of them/);
});

test("settings are those of the program", (context) => {
  const config = '[placeholder]\nallow = ["X企业"]\n';
  assert.deepEqual(hegao.check("共有X企业。", { config }).findings, []);
  const file = join(folder(context), "hegao.toml");
  writeFileSync(file, `\ufeff${config}`);
  for (const configFile of [file, pathToFileURL(file)]) assert.deepEqual(hegao.check("共有X企业。", { configFile }).findings, []);
  assert.deepEqual(hegao.check(TEXT, { select: "placeholder" }).findings.map(({ rule }) => rule), ["placeholder/mask"]);
  assert.deepEqual(hegao.check(TEXT, { ignore: ["placeholder/mask"] }).findings.map(({ rule }) => rule), ["date/jiezhi"]);
  assert.deepEqual(hegao.check(TEXT, { select: new Set(["placeholder"]).values() }).findings.map(({ rule }) => rule), ["placeholder/mask"]);
  assert.match(hegao.check(TEXT, { language: "en" }).findings[1].message, /[a-z]{3}/);
  assert.match(hegao.check(TEXT).findings[1].message, /[\u4e00-\u9fff]{3}/);
  const year = "今年是2019年，任务很重，各地要抓好落实。\n";
  assert.equal(hegao.check(year, { today: new Date(2020, 0, 2) }).reference, "2020-01-02");
  assert.equal(hegao.check(year, { today: "off" }).reference, null);
});

const RULE = 'severity = "error"\n[zh]\ntitle = "错别字"\n[terms]\n"按装" = "安装"\n[[bad]]\ntext = "设备已⟦按装⟧。"\n[[good]]\ntext = "设备已安装。"\n';

test("packs bring rules of an office", (context) => {
  const pack = join(folder(context), "本局");
  for (const inside of ["用词", ".草稿"]) mkdirSync(join(pack, inside), { recursive: true });
  const path = join(pack, "稿.txt");
  writeFileSync(join(pack, "错字.toml"), `\ufeff${RULE}`);
  writeFileSync(join(pack, "用词", "错字.toml"), RULE.replaceAll("按装", "座位按排").replaceAll("安装", "座位安排"));
  writeFileSync(join(pack, ".草稿", "坏.toml"), "[");
  writeFileSync(join(pack, "hegao.toml"), 'lang = "zh"\n');
  writeFileSync(path, "设备已按装。座位按排好了。\n");
  const run = program("check", "--no-config", "--lang", "zh", "--today", "off", "--format", "json", "--pack", pack, path);
  for (const packs of [pack, [pathToFileURL(pack)]]) {
    const report = hegao.check({ path }, { packs, today: "off" });
    assert.equal(report.json, run.stdout);
    assert.deepEqual(report.findings.map(({ rule }) => rule), ["本局/错字", "用词/错字"]);
  }
  const alone = hegao.check({ path }, { packs: join(pack, "用词", "错字.toml") });
  assert.deepEqual(alone.findings.map(({ rule }) => rule), ["用词/错字"]);
  const outside = folder(context);
  writeFileSync(join(outside, "外.toml"), RULE);
  symlinkSync(join(outside, "外.toml"), join(pack, "外.toml"));
  assert.match(thrown(() => hegao.check(TEXT, { packs: pack })).message, /leads outside the pack\n {2}copy/);
  assert.match(thrown(() => hegao.check(TEXT, { packs: folder(context) })).message, /no rule file/);
  writeFileSync(join(outside, "外.toml"), "nonsense = 1\n");
  assert.equal(thrown(() => hegao.check(TEXT, { packs: outside })).place.file, `${basename(outside)}/外.toml`);
});

test("options are not misspelled", () => {
  assert.throws(() => hegao.check(TEXT, { ignores: "date" }), /no such option: ignores/);
  assert.throws(() => new hegao.Linter({ name: "a.txt" }), /no such option: name/);
  assert.throws(() => new hegao.Linter().check(TEXT, { select: "date" }), /no such option: select/);
  for (const [settings, words] of [
    [{ config: "", configFile: "a.toml" }, /give one of them/],
    [{ language: "fr" }, /"zh" or "en", not "fr"/],
    [{ today: 5 }, /today: .* not number/],
    [{ today: new Date(NaN) }, /invalid Date/],
    [{ select: [1] }, /select: names of rules, not number/],
    [{ config: 3 }, /config: .* not number/],
  ]) {
    const error = thrown(() => hegao.check(TEXT, settings));
    assert.ok(error instanceof TypeError);
    assert.match(error.message, words);
  }
});

test("a report is rows, JSON and a line", () => {
  const report = hegao.check(TEXT, { name: "稿.txt", today: DAY });
  assert.deepEqual(report.toRows().map((row) => Object.keys(row)), [hegao.COLUMNS, hegao.COLUMNS]);
  assert.deepEqual([report.toRows()[1].quote, report.toRows()[1].column, report.toRows()[0].fix !== null], ["XX", 13, true]);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), JSON.parse(report.json));
  assert.equal(inspect(report), "<hegao.Report of 稿.txt: 1 error, 1 warning>");
  assert.deepEqual([report.count("error"), report.count("hint"), report.fails, report.omitted, report.unread], [1, 0, true, 0, []]);
});

test("encodings are recognised", () => {
  // 各位代表：截止3月底，全市共有企业八百六十家，比上年同期多。
  const gb18030 = Buffer.from("b8f7cebbb4fab1eda3babdd8d6b933d4c2b5d7a3acc8abcad0b9b2d3d0c6f3d2b5b0cbb0d9c1f9caaebcd2a3acb1c8c9cfc4eacdacc6dab6e0a1a3", "hex");
  const report = hegao.check(gb18030, { name: "国标.txt" });
  assert.equal(report.encoding, "GB18030");
  assert.deepEqual(report.findings.map(({ quote }) => quote), ["截止"]);
});

test("many documents: one that cannot be read stops no other", () => {
  const seen = [];
  const documents = [{ name: "甲.txt", content: TEXT }, { path: "/没有/乙.txt" }, { name: "丙.docx", content: Buffer.from("no zip") }, "半个\ud800", "没有问题。"];
  const outcomes = hegao.checkMany(documents, { progress: (done, total) => seen.push([done, total]) });
  assert.deepEqual(outcomes.map(({ path, error }) => [path, error?.kind ?? null]), [
    ["甲.txt", null],
    ["/没有/乙.txt", "not-found"],
    ["丙.docx", "not-a-zip"],
    ["-", "bad-bytes"],
    ["-", null],
  ]);
  assert.deepEqual(outcomes.map(({ exitCode }) => exitCode), [1, 2, 2, 2, 0]);
  assert.deepEqual(seen, [[1, 5], [2, 5], [3, 5], [4, 5], [5, 5]]);
  assert.equal(outcomes[0].result().findings.length, 2);
  assert.equal(thrown(() => outcomes[1].result()), outcomes[1].error);
});

test("linters do not mix", () => {
  const [chinese, english] = [new hegao.Linter(), new hegao.Linter({ language: "en", select: "date" })];
  for (let round = 0; round < 2; round += 1) {
    assert.equal(chinese.check(TEXT).findings.length, 2);
    assert.equal(english.check(TEXT).findings.length, 1);
  }
  assert.deepEqual([chinese.language, english.language], ["zh", "en"]);
  assert.equal(new hegao.Linter({ config: 'lang = "en"\n' }).language, "en");
  assert.equal(chinese.outdated(), null);
  assert.match(new hegao.Linter({ today: "2199-01-01" }).outdated(), /2199|20\d\d/);
});

test("a module of the older kind can require it", { skip: !process.features.require_module && "Node 22.12 or 20.19 is needed" }, () => {
  assert.equal(createRequire(import.meta.url)("hegao").check(TEXT).findings.length, 2);
});
