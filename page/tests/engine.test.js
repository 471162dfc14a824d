import assert from "node:assert/strict";
import { test } from "node:test";

import { Broken, Engine, Stopped } from "../engine.js";

/// A worker that keeps what it is sent, and answers when the test says so.
class Stand {
  static all = [];

  constructor() {
    this.sent = [];
    Stand.all.push(this);
  }

  postMessage(message) {
    this.sent.push(message);
  }

  terminate() {
    this.isEnded = true;
  }

  answer(fields) {
    this.onmessage({ data: { id: this.sent[this.sent.length - 1].id, ...fields } });
  }
}

function engine() {
  Stand.all = [];
  globalThis.Worker = Stand;
  return new Engine("the module", "the script");
}

test("hands the module over once, and answers", async () => {
  const made = engine();
  const first = made.ask("check", {}, { name: "a.txt" });
  Stand.all[0].answer({ bytes: "report" });
  assert.equal(await first, "report");
  made.ask("check", {});
  assert.deepEqual(Stand.all[0].sent.map((message) => message.module), ["the module", undefined]);
});

test("a mistake is told and the worker stays", async () => {
  const made = engine();
  const asked = made.ask("check", {});
  Stand.all[0].answer({ error: "not a document", broken: false });
  await assert.rejects(asked, /not a document/);
  assert.equal(Stand.all.length, 1);
});

test("after a trap a new worker is begun, with the module", async () => {
  const made = engine();
  const [waiting, asked] = [made.ask("check", {}), made.ask("check", {})];
  Stand.all[0].answer({ error: "unreachable", broken: true });
  await assert.rejects(asked, Broken);
  await assert.rejects(waiting, Broken);
  assert.ok(Stand.all[0].isEnded);
  const next = made.ask("check", {});
  assert.equal(Stand.all[1].sent[0].module, "the module");
  Stand.all[1].answer({ bytes: "report" });
  assert.equal(await next, "report");
});

test("stopping ends the worker and all who wait", async () => {
  const made = engine();
  const asked = made.ask("check", {});
  made.stop();
  await assert.rejects(asked, Stopped);
  assert.ok(Stand.all[0].isEnded && Stand.all.length === 2);
});
