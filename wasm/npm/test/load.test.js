// `load`: the engine from elsewhere than beside the package, and in several threads.
import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

import { folder, PACKAGE, thrown } from "./support.js";

const TEXT = "截止3月底，全市共有企业XX家。";
const ENGINE = readFileSync(join(PACKAGE, "hegao.wasm"));

test("the engine is taken from elsewhere", async (context) => {
  const packed = join(folder(context), "packed");
  mkdirSync(packed);
  for (const name of ["package.json", "index.js", "lib"]) cpSync(join(PACKAGE, name), join(packed, name), { recursive: true });
  const hegao = await import(pathToFileURL(join(packed, "index.js")).href);
  const missing = thrown(() => hegao.check(TEXT));
  assert.match(missing.message, /hegao\.wasm.*hand it to `load`/);
  assert.equal(missing.cause.code, "ENOENT");
  await assert.rejects(hegao.load(), /hand it to `load`/);
  await assert.rejects(hegao.load(new Uint8Array(8)), WebAssembly.CompileError);
  await hegao.load(ENGINE);
  assert.equal(hegao.check(TEXT).findings.length, 2);
});

test("workers share what was compiled", async () => {
  const code = `
    import { parentPort, workerData } from "node:worker_threads";
    import { check, load } from ${JSON.stringify(pathToFileURL(join(PACKAGE, "index.js")).href)};
    await load(workerData.module);
    parentPort.postMessage(check(workerData.text).json);`;
  const workerData = { module: new WebAssembly.Module(ENGINE), text: TEXT };
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const answers = await Promise.all([1, 2].map(async () => (await once(new Worker(url, { workerData }), "message"))[0]));
  for (const answer of answers) assert.equal(JSON.parse(answer).summary.error + JSON.parse(answer).summary.warning, 2);
});
