'use strict';
// package.json, its texts in two languages and the code say the same.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { root } = require('./hegao');

const here = path.resolve(__dirname, '..');
const read = (name) => fs.readFileSync(path.join(here, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;
const sources = ['extension.js', ...fs.readdirSync(path.join(here, 'src')).map((name) => `src/${name}`)];
const code = sources.map(read).join('\n');
const all = (text, expression) => [...text.matchAll(expression)].map((found) => found[1]);
const sorted = (names) => [...new Set(names)].sort();

test('every text of the manifest stands in both languages and is used', () => {
  const used = sorted(all(read('package.json'), /"%([^%"]+)%"/g));
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
    const texts = JSON.parse(read(file));
    assert.deepEqual(sorted(Object.keys(texts)), used, file);
    for (const [key, text] of Object.entries(texts)) assert.ok(text.trim() !== '', `${file}: ${key}`);
  }
});

test('every text of the code is translated, with the same places for words', () => {
  const used = sorted(all(code, /l10n\.t\(\s*'([^']+)'/g));
  assert.equal(all(code, /(l10n\.t\()/g).length, all(code, /l10n\.t\(\s*'([^']+)'/g).length);
  const texts = JSON.parse(read(`${manifest.l10n}/bundle.l10n.zh-cn.json`));
  assert.deepEqual(sorted(Object.keys(texts)), used);
  for (const [english, chinese] of Object.entries(texts)) {
    assert.deepEqual(sorted(all(chinese, /(\{\d\})/g)), sorted(all(english, /(\{\d\})/g)), english);
  }
});

test('every setting is read by the code, and no other', () => {
  const declared = Object.keys(contributes.configuration.properties).map((key) => key.replace(/^hegao\./, ''));
  assert.deepEqual(sorted(all(code, /\.get\('([^']+)'/g)), sorted(declared));
});

test('every command is registered, and only askReason stays out of the palette', () => {
  const declared = contributes.commands.map(({ command }) => command);
  const registered = all(code, /registerCommand\('([^']+)'/g);
  assert.deepEqual(sorted(registered), sorted([...declared, 'hegao.askReason']));
  for (const entry of Object.values(contributes.menus).flat()) assert.ok(declared.includes(entry.command));
});

test('the explorer offers exactly the endings that the dialog does', () => {
  const [entry] = contributes.menus['explorer/context'];
  const endings = /\\\.\(([^)]+)\)\$/.exec(entry.when)[1].split('|');
  const listed = /ENDINGS = \[([^\]]+)\]/.exec(code)[1];
  assert.deepEqual(sorted(all(listed, /'([^']+)'/g)), sorted(endings));
});

test('the task names the matchers and the kind of the manifest', () => {
  const listed = /MATCHERS = \[([^\]]+)\]/.exec(code)[1];
  assert.deepEqual(
    sorted(all(listed, /'\$([^']+)'/g)),
    sorted(contributes.problemMatchers.map(({ name }) => name)),
  );
  assert.deepEqual(
    all(code, /registerTaskProvider\('([^']+)'/g),
    contributes.taskDefinitions.map(({ type }) => type),
  );
});

test('the extension starts for exactly the languages it asks the server about', () => {
  const languages = manifest.activationEvents.map((event) => event.replace('onLanguage:', ''));
  const listed = /DOCUMENTS = \[([^\]]+)\]/.exec(code)[1];
  assert.deepEqual(sorted(all(listed, /'([^']+)'/g)), sorted(languages));
});

test('a folder that is not trusted cannot name the program', () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['hegao.path']);
});

test('version and licence are those of hegao', () => {
  const cargo = fs.readFileSync(path.join(root, 'Cargo.toml'), 'utf8');
  assert.equal(manifest.version, /^version = "(.+)"$/m.exec(cargo)[1]);
  assert.equal(read('LICENSE'), fs.readFileSync(path.join(root, 'LICENSE'), 'utf8'));
});

test('the lock file says what is installed, not where from', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const installed = Object.entries(packages).filter(([name]) => name !== '');
  assert.ok(installed.length > 5);
  for (const [name, entry] of installed) {
    assert.equal(entry.resolved, undefined, name);
    assert.ok(entry.integrity, name);
  }
});
