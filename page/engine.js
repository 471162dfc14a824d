// The engine as the page sees it: promises over a worker, which is made anew after a failure or a stop.

/// Thrown if the engine trapped; it has been started again.
export class Broken extends Error {}

/// Thrown if the reader stopped the work.
export class Stopped extends Error {}

/// Unpacks the engine that the page holds as gzip in Base64.
export async function unpack(base64) {
  const text = atob(base64);
  const packed = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

export class Engine {
  constructor(module, script) {
    this.module = module;
    this.url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.waiting = new Map();
    this.next = 1;
    this.begin();
  }

  begin() {
    this.worker = new Worker(this.url);
    this.isFresh = true;
    this.worker.onmessage = ({ data }) => this.answered(data);
    this.worker.onerror = (event) => this.restart(new Broken(event.message));
  }

  answered({ id, bytes, error, broken }) {
    const asked = this.waiting.get(id);
    if (!asked) return;
    this.waiting.delete(id);
    if (broken) {
      asked.reject(new Broken(error));
      this.restart(new Broken(error));
    } else if (error !== undefined) {
      asked.reject(new Error(error));
    } else {
      asked.resolve(bytes);
    }
  }

  /// Ends the worker, with `reason` for all who wait, and begins another.
  restart(reason) {
    this.worker.terminate();
    for (const asked of this.waiting.values()) asked.reject(reason);
    this.waiting.clear();
    this.begin();
  }

  stop() {
    this.restart(new Stopped());
  }

  /// Asks for `op` on a document. `options` are those of the linter.
  ask(op, options, document = {}) {
    const id = this.next;
    this.next += 1;
    const message = { id, op, options, ...document };
    if (this.isFresh) message.module = this.module;
    this.isFresh = false;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage(message);
    });
  }
}
