'use strict';
// The problem matchers of package.json on what `hegao check --format line` really prints.

const assert = require('node:assert/strict');
const path = require('node:path');
const test = require('node:test');
const { demo, folderWith, run } = require('./hegao');
const { problemMatchers } = require('../package.json').contributes;

/** What the editor makes of a line: the groups by their names, `undefined` where the matcher does not take it. */
function match(name, line) {
  const { regexp, kind, ...groups } = problemMatchers.find((matcher) => matcher.name === name).pattern;
  const found = new RegExp(regexp).exec(line);
  if (found === null) return undefined;
  assert.ok(kind === 'file' || 'line' in groups, 'the editor drops what has no line');
  return Object.fromEntries(Object.entries(groups).map(([group, at]) => [group, found[at]]));
}

const lines = (printed) => printed.split('\n').filter((line) => line !== '');

for (const [lang, name] of [
  ['zh', '讲话稿.txt'],
  ['en', '2:1: error 讲话 稿.md'],
]) {
  test(`finds every finding of a file called ${name}, in ${lang}`, (context) => {
    const folder = folderWith(context, { [name]: demo });
    const args = ['check', '--lang', lang, '--format'];
    const found = lines(run(folder, [...args, 'line', name], 1)).map((line) => match('hegao', line));
    const [file] = JSON.parse(run(folder, [...args, 'json', name], 1)).files;
    const expected = file.diagnostics.map(({ rule, severity, message, location }) => ({
      file: name,
      line: String(location.start.line),
      column: String(location.start.column),
      severity,
      code: rule,
      message,
    }));
    assert.ok(expected.length > 10);
    assert.deepEqual(found, expected);
  });
}

test('a file that could not be read is a problem of the whole file', (context) => {
  const folder = folderWith(context, { '坏.docx': 'no package', '零.txt': 'a\0b' });
  const args = ['check', '--lang', 'zh', '--format'];
  const files = ['坏.docx', '零.txt', '没有.txt'];
  const printed = lines(run(folder, [...args, 'line', ...files], 2));
  const report = JSON.parse(run(folder, [...args, 'json', ...files], 2));
  assert.deepEqual(
    printed.map((line) => match('hegao-unreadable', line)),
    report.files.map(({ path: file, error }) => ({ file, code: error.kind, message: error.message })),
  );
  assert.equal(printed.length, files.length);
  for (const line of printed) assert.equal(match('hegao', line), undefined);
});

test('takes paths with a drive, and rules of packs', () => {
  const line = 'C:\\文稿\\讲话.docx:3:14: hint 公文/禁用词: 「一个」: 不用';
  assert.deepEqual(match('hegao', line), {
    file: 'C:\\文稿\\讲话.docx',
    line: '3',
    column: '14',
    severity: 'hint',
    code: '公文/禁用词',
    message: '「一个」: 不用',
  });
  assert.equal(match('hegao-unreadable', 'C:\\文稿\\讲话.docx: unreadable encrypted: 有密码').file, 'C:\\文稿\\讲话.docx');
});

test('takes nothing of the report for people', (context) => {
  const folder = folderWith(context, { '讲话稿.txt': demo });
  for (const line of lines(run(folder, ['check', path.join(folder, '讲话稿.txt')], 1))) {
    assert.equal(match('hegao', line), undefined, line);
    assert.equal(match('hegao-unreadable', line), undefined, line);
  }
});
