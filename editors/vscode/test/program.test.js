'use strict';
// Where the program is looked for, and where it is not.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { atTheEnd, folderWith } = require('./hegao');
const { findProgram } = require('../src/program');

/** A machine with a program in `bin`, in the opened folder `open`, in `home/.cargo/bin`, and a text file beside the first. */
function machine(context) {
  const root = folderWith(context, {});
  for (const folder of ['bin', 'open', 'home/.cargo/bin', 'home/own']) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  }
  const put = (name, mode) => fs.writeFileSync(path.join(root, name), '#!/bin/sh\n', { mode });
  for (const name of ['bin/hegao', 'open/hegao', 'home/.cargo/bin/hegao', 'home/own/hegao', 'open/hegao.exe']) {
    put(name, 0o755);
  }
  put('bin/text', 0o644);
  const at = (name) => path.join(root, name);
  const place = { folder: at('open'), home: at('home'), env: { PATH: at('bin') }, platform: 'linux' };
  return { at, place };
}

test('a name is looked up on the path, then where cargo installs', (context) => {
  const { at, place } = machine(context);
  assert.equal(findProgram('hegao', place), at('bin/hegao'));
  assert.equal(findProgram('  ', place), at('bin/hegao'));
  assert.equal(findProgram('hegao', { ...place, env: {} }), at('home/.cargo/bin/hegao'));
  assert.equal(findProgram('other', place), undefined);
});

test('the opened folder is never looked into for a name', (context) => {
  const { at, place } = machine(context);
  const bare = { ...place, home: at('nowhere') };
  // As an editor does that is started from the folder.
  const before = process.cwd();
  atTheEnd(context, () => process.chdir(before));
  process.chdir(at('open'));
  for (const PATH of ['', '.', `${path.delimiter}.`, 'open']) {
    assert.equal(findProgram('hegao', { ...bare, env: { PATH } }), undefined, PATH);
    assert.equal(findProgram('hegao', { ...bare, env: { PATH }, platform: 'win32' }), undefined, PATH);
  }
});

test('a path must be absolute, or begin with the home or a trusted folder', (context) => {
  const { at, place } = machine(context);
  assert.equal(findProgram(at('open/hegao'), place), at('open/hegao'));
  assert.equal(findProgram('~/own/hegao', place), at('home/own/hegao'));
  assert.equal(findProgram('${workspaceFolder}/hegao', place), at('open/hegao'));
  assert.equal(findProgram('${workspaceFolder}/hegao', { ...place, folder: undefined }), undefined);
  assert.equal(findProgram('./hegao', place), undefined);
  assert.equal(findProgram('open/hegao', place), undefined);
});

test('on Windows the ending is added', (context) => {
  const { at, place } = machine(context);
  const windows = { ...place, platform: 'win32', env: { PATH: at('open') } };
  assert.equal(findProgram('hegao', windows), at('open/hegao.exe'));
  assert.equal(findProgram('hegao.exe', windows), at('open/hegao.exe'));
});

test('folders and files that cannot be run are no programs', (context) => {
  const { at, place } = machine(context);
  assert.equal(findProgram(at('bin'), place), undefined);
  assert.equal(findProgram('text', place), undefined);
});
