'use strict';
// The program that the tests run against: HEGAO, or the debug build of this repository.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '../../..');
const program = path.resolve(process.env.HEGAO ?? path.join(root, 'target/debug/hegao'));
const demo = fs.readFileSync(path.join(root, 'fixtures/demo/讲话稿.txt'), 'utf8');

const lastSteps = new WeakMap();

/** Has a step run when the test is over: the latest first, and each of them, whatever becomes of the others. */
function atTheEnd(context, step) {
  if (!lastSteps.has(context)) {
    lastSteps.set(context, []);
    context.after(async () => {
      const done = [];
      for (const last of lastSteps.get(context).reverse()) {
        done.push(...(await Promise.allSettled([Promise.resolve().then(last)])));
      }
      const failed = done.find(({ status }) => status === 'rejected');
      if (failed) throw failed.reason;
    });
  }
  lastSteps.get(context).push(step);
}

/** A folder of its own with these files; it goes when the test is over. */
function folderWith(context, files) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'hegao-vscode-')));
  atTheEnd(context, () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Runs the program in the folder. `exit` is the exit code that must come. */
function run(folder, args, exit) {
  const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  assert.ifError(done.error);
  assert.equal(done.status, exit, `hegao ${args.join(' ')}\n${done.stderr}`);
  return done.stdout;
}

module.exports = { root, program, demo, atTheEnd, folderWith, run };
