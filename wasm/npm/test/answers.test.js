// Copies with comments or fixes, figures, outlines and texts: as the program makes them; and documents that are compared.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";

import * as hegao from "hegao";

import { DOCUMENTS, FIXTURES, folder, MEETING, program, SPEECH, thrown } from "./support.js";

for (const path of DOCUMENTS) {
  test(`figures, outline and text are those of the program: ${basename(path)}`, () => {
    const figures = hegao.figures({ path });
    assert.equal(figures.json, program("figures", "--no-config", "--lang", "zh", "--format", "json", path).stdout);
    const [told] = JSON.parse(figures.json).files;
    assert.deepEqual(figures.counts, told.figures);
    const texts = (passages) => passages.flatMap((passage) => passage.figures.map(({ text }) => text));
    assert.deepEqual(texts(figures.passages), texts(told.passages));
    const outline = hegao.outline({ path });
    assert.equal(outline.json, program("outline", "--json", path).stdout);
    assert.equal(hegao.text({ path }), program("text", path).stdout);
  });
}

test("comments in a Word document", (context) => {
  const linter = new hegao.Linter({ today: "off" });
  const done = linter.annotate({ path: SPEECH });
  assert.equal(done.added, linter.check({ path: SPEECH }).findings.length);
  assert.ok(done.added > 0);
  assert.deepEqual([done.removed, done.kept, done.withoutPlace], [0, 0, 0]);
  const again = linter.annotate(done.content, { name: "讲话稿.docx", author: "王秘书" });
  assert.deepEqual([again.added, again.removed], [done.added, done.added]);
  // The program takes the comments for its own: it replaces them.
  const [commented, third] = ["commented.docx", "third.docx"].map((name) => join(folder(context), name));
  writeFileSync(commented, done.content);
  const run = program("annotate", commented, "-o", third, "--no-config", "--today", "off", "--lang", "en");
  assert.equal(run.status, 0, run.stderr);
  const last = linter.annotate({ path: third });
  assert.deepEqual([last.added, last.removed], [done.added, done.added]);
});

test("marks in a text are the bytes of the program", (context) => {
  const [path, marked] = ["稿.md", "marked.md"].map((name) => join(folder(context), name));
  writeFileSync(path, "截止3月底，共有企业XX家。\n");
  assert.equal(program("annotate", path, "-o", marked, "--no-config", "--lang", "zh").status, 0);
  const { content, added } = hegao.annotate({ path });
  assert.equal(Buffer.compare(content, readFileSync(marked)), 0);
  assert.equal(added, 2);
  assert.equal(thrown(() => hegao.annotate("<p>截止3月底共有80户。</p>", { name: "a.html" })).kind, "not-written");
});

test("fixes are applied to a copy", () => {
  const text = "截止3月底，共有企业XX家。\n一、甲\n三、乙\n";
  const done = hegao.fix(text, { name: "稿.txt" });
  assert.equal(new TextDecoder().decode(done.content), text.replace("截止", "截至"));
  assert.deepEqual([done.changed, done.applied, done.left, done.heldBack], [true, 1, 1, []]);
  assert.deepEqual(done.report.findings.map(({ rule }) => rule), ["placeholder/mask", "numbering/gap"]);
  const bold = hegao.fix(text, { unsafe: true });
  assert.match(new TextDecoder().decode(bold.content), /二、乙/);
  assert.equal(bold.left, 0);
  const none = hegao.fix("同志们：\n");
  assert.deepEqual([none.changed, none.content, none.applied], [false, null, 0]);
  assert.throws(() => hegao.fix(text, { unsafe: 1 }), TypeError);
});

test("a figure has its tick and its arithmetic", () => {
  const [passage] = hegao.figures("全年完成投资60亿元，上年为50亿元，增长25%。").passages;
  assert.deepEqual([passage.figures.at(-1).text, passage.figures.at(-1).tick], ["25%", "wrong"]);
  const [relation] = passage.relations;
  assert.deepEqual([relation.holds, relation.stated.text, relation.stated.label], [false, "25%", "stated"]);
  assert.match(relation.formula, /60/);
  assert.deepEqual(new Set(relation.operands.map(({ text }) => text)), new Set(["60亿元", "50亿元"]));
});

test("an outline is a tree", () => {
  const { entries } = hegao.outline("关于防汛的讲话\n一、总体情况\n（一）投资\n（二）进度\n二、下一步打算\n");
  const items = entries.filter(({ kind }) => kind === "item");
  assert.deepEqual(items.map(({ mark, children }) => [mark, children.length]), [["一、", 2], ["二、", 0]]);
  const notice = hegao.outline({ path: join(FIXTURES, "meeting", "3-会议通知.md") });
  assert.deepEqual([notice.kind, notice.date, notice.ownDates[0].source], ["notice", "2026-03-04", "signature"]);
  assert.ok(notice.dates.some(({ text, first }) => text === "2026年3月12日" && first === "2026-03-12"));
});

test("papers of a meeting are held against each other", () => {
  const run = program("check", "--together", "--no-config", "--lang", "zh", "--today", "off", "--format", "json", ...MEETING);
  const told = JSON.parse(run.stdout).files;
  const outcomes = hegao.checkTogether(MEETING.map((path) => ({ path })), { today: "off" });
  assert.deepEqual(outcomes.map((outcome) => JSON.parse(outcome.result().json).files[0]), told);
  const compared = outcomes.flatMap((outcome) => outcome.result().findings).flatMap(({ elsewhere }) => elsewhere);
  const expected = told.flatMap((file) => file.diagnostics).flatMap((found) => found.elsewhere ?? []);
  assert.deepEqual(compared.map(({ path, label, quote }) => [path, label, quote]), expected.map((other) => [other.path, other.message, other.quote ?? ""]));
  assert.ok(compared.length > 0);
});

test("one that cannot be read is left out of the comparison", () => {
  const notice = { name: "1-通知.txt", content: "全县养老服务工作会议通知\n会议地点：县政府三楼会议室\n" };
  const agenda = { name: "2-主持词.txt", content: "全县养老服务工作会议主持词\n地点：县委党校报告厅\n" };
  const outcomes = hegao.checkTogether([{ path: "/没有/稿.txt" }, notice, { name: "坏.docx", content: Buffer.from("no zip") }, agenda]);
  assert.deepEqual(outcomes.map(({ path, error }) => [path, error?.kind ?? null]), [
    ["/没有/稿.txt", "not-found"],
    ["1-通知.txt", null],
    ["坏.docx", "not-a-zip"],
    ["2-主持词.txt", null],
  ]);
  const [place] = outcomes[3].result().findings.filter(({ rule }) => rule === "set/place");
  const [other] = place.elsewhere;
  assert.deepEqual([other.path, other.place.start.line, other.quote], ["1-通知.txt", 2, "县政府三楼会议室"]);
  // No document waits after a comparison.
  const alone = hegao.checkTogether([agenda])[0].result();
  assert.ok(!alone.findings.some(({ rule }) => rule === "set/place"));
  assert.ok(thrown(() => hegao.checkTogether([notice, agenda], { select: "previous" })) instanceof hegao.NoRulesError);
});

test("copies of papers of a meeting have what was found by comparison", () => {
  const notice = { name: "1-通知.md", content: "# 全县养老服务工作会议通知\n\n会议地点：县政府三楼会议室\n" };
  const agenda = { name: "2-主持词.txt", content: "全县养老服务工作会议主持词\n地点：县委党校报告厅\n" };
  const list = { name: "名单.html", content: "<p>全县养老服务工作会议名单</p><p>地点：县委党校报告厅</p>" };
  const papers = [{ path: "/没有/稿.txt" }, notice, { name: "坏.docx", content: Buffer.from("no zip") }, agenda, list];
  const linter = new hegao.Linter({ today: "off" });
  const copies = linter.annotateTogether(papers);
  assert.deepEqual(copies.map(({ path, error }) => [path, error?.kind ?? null]), [
    ["/没有/稿.txt", "not-found"],
    ["1-通知.md", null],
    ["坏.docx", "not-a-zip"],
    ["2-主持词.txt", null],
    ["名单.html", "not-written"],
  ]);
  assert.equal(thrown(() => copies[0].result()), copies[0].error);
  const counts = linter.checkTogether(papers).map(({ report }) => report?.findings.length);
  const [right, wrong] = [copies[1].result(), copies[3].result()];
  assert.deepEqual([right.added, wrong.added + wrong.withoutPlace, wrong.removed], [counts[1], counts[3], 0]);
  // The notice is right by itself; the other paper is at fault, and the mark says what the notice has.
  const text = (bytes) => new TextDecoder().decode(bytes);
  assert.equal(text(right.content), notice.content);
  assert.match(text(wrong.content), /县政府三楼会议室/);
  assert.doesNotMatch(text(linter.annotate(agenda).content), /县政府三楼会议室/);
  const [first] = linter.annotateTogether(MEETING.map((path) => ({ path })), { author: "王秘书" });
  assert.equal(first.result().added, linter.checkTogether(MEETING.map((path) => ({ path })))[0].result().findings.length);
  assert.throws(() => linter.annotateTogether(papers, { author: 5 }), /author: a string, not number/);
  assert.throws(() => linter.annotateTogether(papers, { autor: "王秘书" }), /no such option: autor/);
  assert.deepEqual(hegao.annotateTogether([]), []);
});

test("fingerprints are those of hegao similar", () => {
  const printed = program("similar", "--emit", "fingerprints", ...MEETING).stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(MEETING.map((path) => hegao.fingerprints({ path })), printed.map(({ hashes }) => hashes));
  assert.ok(printed.every(({ hashes }) => hashes.length > 20));
  assert.deepEqual(hegao.fingerprints("好"), []);
  assert.equal(thrown(() => hegao.fingerprints(Buffer.from("no zip"), { name: "坏.docx" })).kind, "not-a-zip");
});

test("a report against that of the year before", (context) => {
  const old = join(folder(context), "2024.txt");
  const path = join(folder(context), "2025.txt");
  writeFileSync(old, "2024年工作总结\n2024年，全县完成投资52.3亿元，比上年增长8.1%。\n");
  writeFileSync(path, "2025年工作总结\n2025年，全县完成投资56.8亿元，比上年增长8.1%。\n");
  const run = program("check", path, "--previous", old, "--no-config", "--lang", "zh", "--today", "off", "--format", "json");
  const report = hegao.checkAgainst({ path }, { path: old }, { today: "off" });
  assert.equal(report.json, run.stdout);
  assert.equal(report.findings.find(({ elsewhere }) => elsewhere.length > 0).elsewhere[0].path, old);
  assert.notEqual(hegao.check({ path }, { today: "off" }).json, report.json);
  const missing = thrown(() => hegao.checkAgainst({ path }, { path: "/没有/2023.txt" }));
  assert.deepEqual([missing.path, missing.kind, missing.cause.code], ["/没有/2023.txt", "not-found", "ENOENT"]);
  const broken = thrown(() => hegao.checkAgainst({ path }, Buffer.from("no zip"), { previousName: "2024.docx" }));
  assert.deepEqual([broken.path, broken.kind], ["2024.docx", "not-a-zip"]);
});
