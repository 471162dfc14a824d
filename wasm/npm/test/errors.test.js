// Errors: each with a name for programs, and words that say what is wrong, where, and what to do.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import * as hegao from "hegao";

import { Engine, ONE } from "../lib/engine.js";
import { folder, thrown } from "./support.js";

const TEXT = "截止3月底，全市共有企业XX家。";

test("a document that cannot be read says why", (context) => {
  const inside = folder(context);
  mkdirSync(join(inside, "夹.txt"));
  for (const [document, options, kind] of [
    [{ path: join(inside, "没有.txt") }, {}, "not-found"],
    [{ path: join(inside, "夹.txt") }, {}, "unreadable"],
    [Buffer.from("no zip"), { name: "坏.docx" }, "not-a-zip"],
    [Buffer.from("b8f7cebbff0a".repeat(9), "hex"), { name: "坏.txt" }, "bad-bytes"],
    [Buffer.from("%PDF-1.4\n"), { name: "稿.pdf" }, "not-converted"],
    [`${TEXT}\ud800`, {}, "bad-bytes"],
  ]) {
    const error = thrown(() => hegao.check(document, options));
    assert.ok(error instanceof hegao.DocumentError && error instanceof hegao.HegaoError && error instanceof Error);
    assert.deepEqual([error.name, error.kind], ["DocumentError", kind]);
    assert.equal(error.path, options.name ?? document.path ?? "-");
    assert.ok(error.message.startsWith(`${error.path}: ${error.fault}`), error.message);
  }
  const missing = thrown(() => hegao.check({ path: join(inside, "没有.txt") }, { language: "en" }));
  assert.equal(missing.cause.code, "ENOENT");
  assert.match(missing.fault, /no such file/);
});

test("no more is read than the configuration allows", (context) => {
  const path = join(folder(context), "长.txt");
  writeFileSync(path, "各位代表，大家好。".repeat(100));
  const linter = new hegao.Linter({ config: '[limits]\nfile-size = "1K"\n' });
  for (const document of [{ path }, { name: "长.txt", content: Buffer.alloc(1 << 30, 65) }]) {
    assert.equal(thrown(() => linter.check(document)).kind, "too-large");
  }
  assert.equal(linter.check(TEXT).findings.length, 2);
  if (process.platform === "win32") return;
  const roomy = new hegao.Linter({ config: '[limits]\nfile-size = "200K"\n' });
  assert.equal(thrown(() => roomy.check({ path: "/dev/zero", name: "没有尽头.txt" })).kind, "too-large");
  // Empty, and all of it, from something that tells no size.
  assert.deepEqual(roomy.check({ path: "/dev/null", name: "空.txt" }).findings, []);
  const [source, fifo] = ["源.txt", "管道.txt"].map((name) => join(folder(context), name));
  const long = `${TEXT}\n${"各位代表，大家好。".repeat(5000)}\n`;
  writeFileSync(source, long);
  spawn("sh", ["-c", 'mkfifo "$1" && cat "$0" >"$1"', source, fifo], { stdio: "ignore" });
  while (!existsSync(fifo)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  assert.equal(roomy.text({ path: fifo }), long);
});

test("all mistakes of a configuration are told, each with its place", (context) => {
  const config = '[rules]\n"placeholder/mask" = "loud"\nfail-on = 3\n';
  const error = thrown(() => new hegao.Linter({ config }));
  assert.ok(error instanceof hegao.ConfigurationError);
  assert.deepEqual([error.kind, error.place.file, error.place.line], ["configuration", "hegao.toml", 2]);
  assert.equal(Buffer.from(config).subarray(error.place.start, error.place.end).toString(), '"loud"');
  assert.deepEqual(error.others.map(({ place }) => place.line), [3]);
  assert.match(error.message, /^hegao\.toml:2:\d+: .*\nhegao\.toml:3:/s);
  const file = join(folder(context), "我的.toml");
  writeFileSync(file, config);
  assert.equal(thrown(() => new hegao.Linter({ configFile: file })).place.file, file);
  writeFileSync(file, Buffer.from([0xff, 0xfe, 0xff]));
  assert.match(thrown(() => new hegao.Linter({ configFile: file })).message, /not UTF-8\n {2}save it/);
  assert.match(thrown(() => new hegao.Linter({ config: "conf/hegao.toml" })).help, /configFile/);
  assert.equal(thrown(() => new hegao.Linter({ configFile: join(file, "..", "没有.toml") })).code, "ENOENT");
});

test("names, dates and selections that mean nothing", () => {
  const unknown = thrown(() => hegao.check(TEXT, { select: "placeholder/maks", language: "en" }));
  assert.ok(unknown instanceof hegao.UnknownRuleError);
  assert.deepEqual([unknown.kind, unknown.rule, unknown.suggestion], ["unknown-rule", "placeholder/maks", "placeholder/mask"]);
  const date = thrown(() => hegao.check(TEXT, { today: "2026-13-01" }));
  assert.ok(date instanceof hegao.DateError);
  assert.deepEqual([date.kind, date.written], ["bad-date", "2026-13-01"]);
  const none = thrown(() => hegao.check(TEXT, { select: "date", ignore: "date" }));
  assert.ok(none instanceof hegao.NoRulesError);
  assert.equal(none.kind, "no-rules");
});

test("a trap in the engine is told, and the engine is made anew", () => {
  // More than the engine can have: asking it for the room is a trap. Nothing is written into these bytes, so they take no memory here.
  const content = new Uint8Array(2 ** 31);
  for (const [language, words] of [["zh", /引擎中断（.+）.*重新启动/], ["en", /the engine stopped \(.+\).*started anew/]]) {
    const linter = new hegao.Linter({ language, config: '[limits]\nfile-size = "4096M"\n' });
    assert.equal(linter.check(TEXT).findings.length, 2);
    for (let round = 0; round < 2; round += 1) {
      const error = thrown(() => linter.check(content, { name: "大.txt" }));
      assert.ok(error instanceof hegao.EngineError, String(error));
      assert.deepEqual([error.kind, error.path, error.name], ["internal", "大.txt", "EngineError"]);
      assert.match(error.message, words);
      assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
      assert.equal(linter.check(TEXT).findings.length, 2);
    }
    const outcomes = linter.checkMany([{ name: "大.txt", content }, TEXT]);
    assert.deepEqual(outcomes.map(({ error }) => error?.kind ?? null), ["internal", null]);
    // Documents that waited when the engine trapped are gone with it.
    assert.equal(thrown(() => linter.checkTogether([TEXT, { name: "大.txt", content }])).path, null);
    assert.equal(linter.checkTogether([TEXT]).length, 1);
  }
});

test("an engine that grew large is given up after its answer", () => {
  const engine = new Engine(null, "zh");
  engine.prepare("{}");
  assert.ok(engine.memory > 0);
  const large = { name: "长.txt", content: new Uint8Array(300 * 1024 * 1024) };
  assert.equal(thrown(() => engine.ask(ONE.check, large)).kind, "too-large");
  assert.equal(engine.memory, 0);
  assert.equal(engine.ask(ONE.text, { name: "a.txt", content: TEXT }).text(), `${TEXT}\n`);
});
