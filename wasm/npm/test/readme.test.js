// Every example of the READMEs runs, on documents that are there, in the runtime that RUNTIME names (Node if none is).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import * as hegao from "hegao";

import { folder, PACKAGE, SPEECH } from "./support.js";

/// The command of a runtime, split at blanks: `deno run --allow-read`.
const [RUNTIME, ...OPTIONS] = (process.env.RUNTIME ?? process.execPath).split(" ");
const PAGES = ["README.md", "README.zh-CN.md"];
const examples = (page) => Array.from(readFileSync(join(PACKAGE, page), "utf8").matchAll(/```js\n(.*?)```/gs), ([, code]) => code);

for (const page of PAGES) {
  for (const [number, code] of examples(page).entries()) {
    test(`${page}: example ${number + 1} runs`, (context) => {
      const cwd = folder(context);
      mkdirSync(join(cwd, "node_modules"));
      symlinkSync(PACKAGE, join(cwd, "node_modules", "hegao"));
      writeFileSync(join(cwd, "package.json"), JSON.stringify({ dependencies: { hegao: "*" } }));
      copyFileSync(SPEECH, join(cwd, "讲话稿.docx"));
      writeFileSync(join(cwd, "坏.docx"), "no zip");
      writeFileSync(join(cwd, "example.mjs"), code);
      const { status, stdout, stderr } = spawnSync(RUNTIME, [...OPTIONS, "example.mjs"], { cwd, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      const expected = [/placeholder\/mask/, /placeholder\/mask/, /2\/2\n坏\.docx not-a-zip .+\n\d+ .*2\n$/, /2-主持词\.txt set\/place .+ 1-通知\.txt 县政府三楼会议室/];
      assert.match(stdout, expected[number]);
      if (number === 0) {
        const [written, own] = [readFileSync(join(cwd, "讲话稿-核稿.docx")), hegao.annotate({ path: SPEECH }).content];
        assert.equal(Buffer.compare(written, own), 0);
      }
    });
  }
}

test("both pages have the same examples", () => {
  const [english, chinese] = PAGES.map((page) => examples(page).length);
  assert.deepEqual([english, chinese], [4, 4]);
});

test("both pages name all there is", () => {
  const names = Object.keys(hegao).filter((name) => name !== "COLUMNS");
  for (const page of PAGES) {
    const text = readFileSync(join(PACKAGE, page), "utf8");
    const missing = names.filter((name) => !text.includes(`\`${name}`) && !text.includes(`hegao.${name}(`));
    assert.deepEqual(missing, [], page);
  }
});

test("the declarations name all there is", () => {
  const files = ["index.d.ts", ...["errors", "report"].map((name) => `lib/${name}.d.ts`)];
  const text = files.map((file) => readFileSync(join(PACKAGE, file), "utf8")).join("\n");
  const missing = Object.keys(hegao).filter((name) => !new RegExp(`^export (class|function|const) ${name}\\b`, "m").test(text));
  assert.deepEqual(missing, []);
});
