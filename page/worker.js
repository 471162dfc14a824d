// Runs the engine beside the page, so that a large file leaves the page alive and can be stopped. Messages are
// {id, op, name, bytes, options}, or {id, op, documents, options} for documents that are compared; answers are {id, bytes} or {id, error}, or {id, broken: true} if the engine trapped. Without an op the
// answer is what the engine is too old to check, in a sentence.

const OPS = { check: 0, annotate: 1, fix: 2, figures: 3, apply: 4 };
const SET_OPS = { together: 0, annotateTogether: 1 };

let engine;
let options = "";
let outdated = new Uint8Array();

function put(bytes) {
  const at = engine.hegao_alloc(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

function answer() {
  const [at, length] = [engine.hegao_answer(), engine.hegao_answer_len()];
  return new Uint8Array(engine.memory.buffer, at, length).slice();
}

function ask(call) {
  if (call() !== 0) throw new Error(new TextDecoder().decode(answer()));
  return answer();
}

function set(next) {
  if (next === options) return;
  const written = put(new TextEncoder().encode(next));
  outdated = ask(() => engine.hegao_options(...written));
  options = next;
}

function write(text) {
  return put(new TextEncoder().encode(text));
}

function run({ op, name, bytes, documents, argument = "" }) {
  if (documents) {
    for (const one of documents) engine.hegao_add(...write(one.name), ...put(one.bytes));
    const place = write(argument);
    return ask(() => engine.hegao_together(SET_OPS[op], ...place));
  }
  const places = [write(name), put(bytes), write(argument)];
  return ask(() => engine.hegao_do(OPS[op], ...places[0], ...places[1], ...places[2]));
}

async function start(module) {
  const stubs = {};
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    stubs[space] = stubs[space] || {};
    stubs[space][name] = () => {
      throw new Error(name);
    };
  }
  engine = (await WebAssembly.instantiate(module, stubs)).exports;
}

self.onmessage = async ({ data }) => {
  try {
    if (data.module) await start(data.module);
    if (data.options) set(JSON.stringify(data.options));
    if (!data.op) {
      self.postMessage({ id: data.id, bytes: outdated });
      return;
    }
    const bytes = run(data);
    self.postMessage({ id: data.id, bytes }, [bytes.buffer]);
  } catch (error) {
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id: data.id, broken, error: String(error.message || error) });
  }
};
