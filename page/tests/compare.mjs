// Compares what the engine of the page and the program find: `node compare.mjs hegao_wasm.wasm hegao FILE…`. With `--together FOLDER`
// before the files, also what they find in the documents of that folder as a set.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [wasm, program, ...rest] = process.argv.slice(2);
const folder = rest[0] === "--together" ? rest.splice(0, 2)[1] : undefined;
const files = rest;
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
const checkedBy = (cwd, names, options = []) => {
  const common = ["--no-config", "--lang", "zh", "--today", day, "--format", "json", "--with-text"];
  const run = spawnSync(program, ["check", ...common, ...options, "--", ...names], { cwd, maxBuffer: 2 ** 30 });
  return JSON.parse(run.stdout).files;
};

/// The papers of a set: byte for byte, comments too.
if (folder) {
  const names = fs.readdirSync(folder).filter((name) => !name.endsWith(".json")).sort();
  const add = () => {
    for (const name of names) engine.hegao_add(...put(text(name)), ...put(fs.readFileSync(path.join(folder, name))));
  };
  add();
  if (engine.hegao_together(0, ...put(text("")))) throw new Error(answer());
  const [ours, theirs] = [JSON.parse(answer()).files, checkedBy(folder, names, ["--together"])];
  names.forEach((name, at) => {
    const others = ours[at].diagnostics.filter((found) => found.elsewhere).length;
    console.log(`${name}: ${ours[at].diagnostics.length} findings, ${others} of them about other papers`);
    if (JSON.stringify(ours[at]) !== JSON.stringify(theirs[at])) {
      different += 1;
      console.log(`${name}: not what the program finds in the set`);
    }
  });
  if (!ours.some((file) => file.diagnostics.some((found) => found.elsewhere))) throw new Error("nothing was compared");
  // Comments of the set: more than those of the paper alone.
  add();
  const number = names.findIndex((name) => name.endsWith(".txt"));
  if (engine.hegao_together(1, ...put(text(String(number))))) throw new Error(answer());
  const together = answer().length;
  if (engine.hegao_do(1, ...put(text(names[number])), ...put(fs.readFileSync(path.join(folder, names[number]))), ...put(text("")))) {
    throw new Error(answer());
  }
  if (together <= answer().length) throw new Error(`${names[number]}: no comment about another paper`);
  // What was compared waits no longer; and what is asked for must be there.
  if (engine.hegao_together(0, ...put(text(""))) || JSON.parse(answer()).files.length !== 0) throw new Error("papers are left");
  if (!engine.hegao_together(1, ...put(text("0"))) || !answer().includes("0")) throw new Error("a paper that is not there");
}

for (const file of files) {
  const name = path.basename(file);
  const failed = engine.hegao_do(0, ...put(text(name)), ...put(fs.readFileSync(file)), ...put(text("")));
  const [theirs] = checkedBy(path.dirname(file), [name]);
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
