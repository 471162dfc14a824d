// Compares what the engine of the page and the program find: `node compare.mjs hegao_wasm.wasm hegao FILE…`.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [wasm, program, ...files] = process.argv.slice(2);
const module = await WebAssembly.compile(fs.readFileSync(wasm));
const stubs = {};
for (const { module: space, name } of WebAssembly.Module.imports(module)) {
  stubs[space] = stubs[space] || {};
  stubs[space][name] = () => {
    throw new Error(name);
  };
}
const engine = (await WebAssembly.instantiate(module, stubs)).exports;
const put = (bytes) => {
  const at = engine.hegao_alloc(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
};
const text = (words) => new TextEncoder().encode(words);
const answer = () => new TextDecoder().decode(new Uint8Array(engine.memory.buffer, engine.hegao_answer(), engine.hegao_answer_len()));

const day = "2026-11-21";
if (engine.hegao_options(...put(text(JSON.stringify({ today: day, language: "zh" }))))) throw new Error(answer());
let [findings, unreadable, different] = [0, 0, 0];
for (const file of files) {
  const name = path.basename(file);
  const failed = engine.hegao_do(0, ...put(text(name)), ...put(fs.readFileSync(file)), ...put(text("")));
  const options = ["--no-config", "--lang", "zh", "--today", day, "--format", "json", "--with-text", "--", name];
  const run = spawnSync(program, ["check", ...options], { cwd: path.dirname(file), maxBuffer: 2 ** 30 });
  const theirs = JSON.parse(run.stdout).files[0];
  if (failed) {
    unreadable += 1;
    if (!theirs.error) {
      different += 1;
      console.log(`${file}: the engine says ${answer()}`);
    }
    continue;
  }
  const ours = JSON.parse(answer()).files[0];
  findings += ours.diagnostics.length;
  const shown = ({ diagnostics, text, figures }) => JSON.stringify([diagnostics, text, figures]);
  if (theirs.error || shown(ours) !== shown(theirs)) {
    different += 1;
    console.log(`${file}: ${ours.diagnostics.length} findings in the engine, ${theirs.diagnostics?.length} in the program`);
  }
}
console.log(`${files.length} files, ${findings} findings, ${unreadable} unreadable for both, ${different} different`);
process.exit(different === 0 ? 0 : 1);
