// The engine: hegao as WebAssembly, from the file that lies beside this package, and one instance of it for each linter.
import { readFileSync } from "node:fs";

import { EngineError, errorOf } from "./errors.js";

/// Questions about one document, as `wasm/src/asked.rs` numbers them.
export const ONE = {
  annotate: 1,
  figures: 3,
  check: 5,
  fixSafe: 6,
  fixUnsafe: 7,
  outline: 8,
  text: 9,
  checkAgainst: 10,
  most: 11,
  refused: 12,
  language: 13,
  fingerprints: 14,
};
/// Questions about documents that are compared.
const TOGETHER = { check: 2, annotate: 3 };
/// An instance that grew beyond this is given up after its answer: WebAssembly gives no memory back.
const LARGE = 256 * 1024 * 1024;
const FILE = new URL("../hegao.wasm", import.meta.url);
const NOTHING = new Uint8Array();

const encoder = new TextEncoder();
// A mark at the beginning of a text is part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

let module;

/// Compiles the engine, if that was not done yet. Needed only if it cannot be read from a file at the first question: if the package is
/// loaded from the network, as Deno can, or bundled. `source` is then the bytes of `hegao.wasm`, or a module that was compiled before.
export async function load(source) {
  if (source instanceof WebAssembly.Module) module = source;
  else if (source !== undefined) module = await WebAssembly.compile(source);
  else module ??= await WebAssembly.compile(await bytes());
}

async function bytes() {
  if (FILE.protocol === "file:") return beside();
  const response = await fetch(FILE);
  if (!response.ok) throw new Error(`hegao: ${FILE} cannot be loaded: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}

function beside() {
  try {
    return readFileSync(FILE);
  } catch (cause) {
    throw new Error(`hegao: the engine cannot be read (${cause.message}): hand it to \`load\`, or build it by wasm/npm/build.sh`, { cause });
  }
}

function compiled() {
  if (module === undefined) {
    if (FILE.protocol !== "file:") throw new Error(`hegao: the engine lies at ${FILE}: \`await load()\` before the first question`);
    module = new WebAssembly.Module(beside());
  }
  return module;
}

/// The engine imports what no system has to give: it never asks for it.
function imports(module) {
  const stubs = {};
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    stubs[space] ??= {};
    stubs[space][name] = () => {
      throw new WebAssembly.RuntimeError(`${space}.${name}`);
    };
  }
  return stubs;
}

/// An instance, made at the first question and made anew after a failure.
export class Engine {
  #exports = null;
  #options = null;
  #outdated = "";
  #config;
  #language;

  /// `config` is the path of the configuration, for messages; `language` that of messages until the engine tells it.
  constructor(config, language) {
    this.#config = config;
    this.#language = language ?? "zh";
  }

  /// Has the next questions answered under `options`, in JSON. Throws if they are wrong.
  prepare(options) {
    if (options === this.#options) return;
    this.#exports = null;
    this.#options = options;
    this.#guarded(null, () => {});
  }

  /// The language of messages.
  get language() {
    return this.#language;
  }

  /// The tables that end before now, in a sentence; empty if all of them reach.
  get outdated() {
    return this.#outdated;
  }

  /// Bytes that the instance takes; 0 if there is none.
  get memory() {
    return this.#exports === null ? 0 : this.#exports.memory.buffer.byteLength;
  }

  /// Asks about a document: `{bytes, details, text()}`. `waiting` is a document that it is compared with.
  ask(what, { name, content }, argument = "", waiting = undefined) {
    return this.#guarded(name, () => {
      if (waiting) this.#add(waiting);
      return this.#do(what, name, content, argument);
    });
  }

  /// The length in bytes of the longest document that is read under this name.
  most(name) {
    return this.#guarded(name, () => Number(this.#do(ONE.most, name, NOTHING, "").text()));
  }

  /// Throws the error of a document that the system does not give, for the reason `cause`.
  refuse(name, cause) {
    this.#guarded(name, () => this.#do(ONE.refused, name, NOTHING, `${cause.code} ${cause.message}`, cause));
  }

  /// Compares documents: a list with the report or the error of each.
  together(documents) {
    return JSON.parse(this.#compared(TOGETHER.check, documents, "").text());
  }

  /// Compares documents and writes what is found into copies: a list with the copy (`bytes` and counts) or the error of each.
  annotateTogether(documents, author = "") {
    const { bytes, details } = this.#compared(TOGETHER.annotate, documents, author);
    let end = 0;
    return details.map(({ length = 0, ...copy }) => {
      const start = end;
      end += length;
      return { bytes: bytes.slice(start, end), ...copy };
    });
  }

  #compared(what, documents, argument) {
    return this.#guarded(null, () => {
      for (const document of documents) this.#add(document);
      const place = this.#put(argument);
      return this.#call({}, (engine) => engine.hegao_together(what, ...place));
    });
  }

  #add({ name, content }) {
    this.#exports.hegao_add(...this.#put(name), ...this.#put(content));
  }

  #do(what, name, content, argument, cause = undefined) {
    const places = [...this.#put(name), ...this.#put(content), ...this.#put(argument)];
    return this.#call({ path: name, cause }, (engine) => engine.hegao_do(what, ...places));
  }

  #call(about, call) {
    const code = call(this.#exports);
    const bytes = this.#taken("hegao_answer");
    const written = decoder.decode(this.#taken("hegao_details"));
    const details = written === "" ? null : JSON.parse(written);
    if (code === 0) return { bytes, details, text: () => decoder.decode(bytes) };
    if (details === null) throw new Error(`hegao: ${decoder.decode(bytes)}`);
    throw errorOf(details, { ...about, config: this.#config });
  }

  #put(content) {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    // Addresses in the upper half come as negative numbers.
    const at = this.#exports.hegao_alloc(bytes.length) >>> 0;
    new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  }

  #taken(name) {
    const [at, length] = [this.#exports[name]() >>> 0, this.#exports[`${name}_len`]() >>> 0];
    return new Uint8Array(this.#exports.memory.buffer, at, length).slice();
  }

  /// Runs `work` with an instance. A trap leaves an instance in a state that nobody knows: it is given up, and the next question makes
  /// another.
  #guarded(path, work) {
    try {
      if (this.#exports === null) this.#begin();
      return work();
    } catch (error) {
      const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      if (!isTrap) throw error;
      this.#exports = null;
      throw new EngineError(path, this.#language, error);
    } finally {
      if (this.memory > LARGE) this.#exports = null;
    }
  }

  #begin() {
    this.#exports = new WebAssembly.Instance(compiled(), imports(compiled())).exports;
    try {
      this.#outdated = this.#call({}, (engine) => engine.hegao_options(...this.#put(this.#options))).text();
      this.#language = this.#do(ONE.language, "-", NOTHING, "").text();
    } catch (error) {
      // It has no linter.
      this.#exports = null;
      throw error;
    }
  }
}
