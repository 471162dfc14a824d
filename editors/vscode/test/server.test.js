'use strict';
// The real server against the real client library: what an editor sees is what `hegao check` says.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { pathToFileURL, fileURLToPath } = require('node:url');
const { demo, folderWith, run } = require('./hegao');
const { Session, editsFor } = require('./session');

const NAME = '讲话稿.txt';
const SEVERITIES = { error: 1, warning: 2 };
const pull = { textDocument: { diagnostic: { dynamicRegistration: false } } };

/** A folder with the demo and a session in it that has it open. */
async function withDemo(context, given = {}) {
  const folder = folderWith(context, { [NAME]: demo });
  const session = await Session.start(context, folder, given);
  const uri = pathToFileURL(path.join(folder, NAME)).href;
  await session.open(uri, 'plaintext', demo);
  return { folder, session, uri };
}

function checked(folder, ...options) {
  const [file] = JSON.parse(run(folder, ['check', '--lang', 'zh', '--format', 'json', ...options, NAME], 1)).files;
  return file.diagnostics;
}

const at = ({ line, utf16_column }) => ({ line: line - 1, character: utf16_column - 1 });
const rangeOf = ({ start, end }) => ({ start: at(start), end: at(end) });

function actions(session, uri, found, only) {
  const context = { diagnostics: [found].flat(), ...(only === undefined ? {} : { only }) };
  const range = found.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return session.ask('textDocument/codeAction', { textDocument: { uri }, range, context });
}

test('diagnostics are those of check, at the same places and in the same words', async (context) => {
  const { folder, session, uri } = await withDemo(context);
  const shown = await session.published(uri);
  const expected = checked(folder);
  assert.ok(expected.length > 10);
  const brief = (rule, severity, range, related) => ({ rule, severity, range, related });
  assert.deepEqual(
    shown.map(({ code, severity, range, relatedInformation = [] }) =>
      brief(
        code,
        severity,
        range,
        relatedInformation.map(({ message, location }) => [message, location.range]),
      ),
    ),
    expected.map(({ rule, severity, location, related }) =>
      brief(
        rule,
        SEVERITIES[severity],
        rangeOf(location),
        related.map((other) => [other.message, rangeOf(other.location)]),
      ),
    ),
  );
  for (const [index, { message, source, codeDescription, code }] of shown.entries()) {
    assert.equal(source, 'hegao');
    assert.ok(message.startsWith(expected[index].message), message);
    const page = fs.readFileSync(fileURLToPath(codeDescription.href), 'utf8');
    assert.ok(page.includes(code));
  }
  assert.equal(await session.end(), 0);
});

test('a safe fix is offered, and applying it takes the finding away', async (context) => {
  const { session, uri } = await withDemo(context);
  const before = await session.published(uri);
  const found = before.find(({ code }) => code === 'date/jiezhi');
  const offered = await actions(session, uri, found, ['quickfix']);
  const fix = offered.find(({ isPreferred }) => isPreferred);
  assert.equal(fix.kind, 'quickfix');
  await session.edit(uri, editsFor(fix.edit, uri));
  const after = await session.published(uri, (shown) => shown.length < before.length);
  assert.ok(after.every(({ code }) => code !== 'date/jiezhi'));
});

test('fix all does what check --fix does', async (context) => {
  const { folder, session, uri } = await withDemo(context);
  await session.published(uri);
  const [fixAll, ...others] = await actions(session, uri, [], ['source.fixAll']);
  assert.equal(fixAll.kind, 'source.fixAll.hegao');
  assert.deepEqual(others, []);
  await session.edit(uri, editsFor(fixAll.edit, uri));
  run(folder, ['check', '--fix', NAME], 1);
  const fixed = fs.readFileSync(path.join(folder, NAME), 'utf8');
  assert.notEqual(fixed, demo);
  assert.equal(session.document(uri).getText(), fixed);
});

test('declared right with a reason, a finding of plain text goes into hegao.toml', async (context) => {
  const { folder, session, uri } = await withDemo(context, { options: { askReason: true } });
  const before = await session.published(uri);
  const found = before.find(({ code }) => code === 'date/impossible');
  const offered = await actions(session, uri, found);
  const [finding] = offered
    .map(({ command }) => command)
    .find((command) => command?.command === 'hegao.askReason').arguments;
  assert.deepEqual(Object.keys(finding).sort(), ['line', 'rule', 'text', 'uri']);
  assert.deepEqual([finding.uri, finding.rule], [uri, 'date/impossible']);
  await session.ask('workspace/executeCommand', {
    command: 'hegao.ignore',
    arguments: [{ ...finding, reason: '原文如此' }],
  });
  assert.equal(session.applied.length, 1);
  const config = pathToFileURL(path.join(folder, 'hegao.toml')).href;
  const written = editsFor(session.applied[0], config).map(({ newText }) => newText);
  assert.ok(session.applied[0].documentChanges.some(({ kind, uri }) => kind === 'create' && uri === config));
  fs.writeFileSync(path.join(folder, 'hegao.toml'), written.join(''));
  assert.match(written.join(''), /原文如此/);
  assert.ok(checked(folder).every(({ rule }) => rule !== 'date/impossible' && rule !== 'ignore/unused'));
  await session.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 1 }] });
  await session.published(uri, (shown) => shown.every(({ code }) => code !== 'date/impossible'));
});

test('declared right with a reason, a finding of Markdown gets a comment', async (context) => {
  const folder = folderWith(context, {});
  const session = await Session.start(context, folder, { options: { askReason: true } });
  const uri = pathToFileURL(path.join(folder, '通知.md')).href;
  await session.open(uri, 'markdown', '# 通知\n\n会议定于6月31日召开。\n');
  const [found] = await session.published(uri, (shown) => shown.length === 1);
  const offered = await actions(session, uri, found);
  const [finding] = offered
    .map(({ command }) => command)
    .find((command) => command?.command === 'hegao.askReason').arguments;
  await session.ask('workspace/executeCommand', {
    command: 'hegao.ignore',
    arguments: [{ ...finding, reason: '照录原件' }],
  });
  await session.edit(uri, editsFor(session.applied[0], uri));
  assert.match(session.document(uri).getText(), /<!-- hegao-ignore date\/impossible: 照录原件 -->/);
  assert.deepEqual(await session.published(uri, (shown) => shown.length === 0), []);
});

test('without askReason the action is an edit', async (context) => {
  const { session, uri } = await withDemo(context);
  const [found] = await session.published(uri);
  const offered = await actions(session, uri, found);
  assert.ok(offered.length > 0);
  for (const { title, edit, command } of offered) {
    assert.ok(edit !== undefined && command === undefined, title);
  }
});

test('hovering over a finding explains its rule, and elsewhere nothing', async (context) => {
  const { session, uri } = await withDemo(context);
  const shown = await session.published(uri);
  const { range } = shown.find(({ code }) => code === 'count/announced');
  const hover = await session.ask('textDocument/hover', { textDocument: { uri }, position: range.start });
  assert.equal(hover.contents.kind, 'markdown');
  assert.match(hover.contents.value, /count\/announced/);
  const nowhere = { line: 1, character: 0 };
  assert.equal(await session.ask('textDocument/hover', { textDocument: { uri }, position: nowhere }), null);
});

test('symbols and folding follow the outline', async (context) => {
  const { session, uri } = await withDemo(context);
  const symbols = await session.ask('textDocument/documentSymbol', { textDocument: { uri } });
  const names = (list) => list.flatMap(({ name, children = [] }) => [name, ...names(children)]);
  assert.ok(names(symbols).some((name) => name.includes('抓储备')), names(symbols).join());
  assert.ok(symbols.some(({ children }) => children?.length > 0));
  const folds = await session.ask('textDocument/foldingRange', { textDocument: { uri } });
  assert.ok(folds.length > 0);
  for (const { startLine, endLine } of folds) assert.ok(startLine < endLine);
});

test('a client that pulls gets a report, then that nothing changed, then the new one', async (context) => {
  const { folder, session, uri } = await withDemo(context, { capabilities: pull });
  const ask = (previousResultId) =>
    session.ask('textDocument/diagnostic', { textDocument: { uri }, identifier: 'hegao', previousResultId });
  const full = await ask();
  assert.equal(full.kind, 'full');
  assert.deepEqual(
    full.items.map(({ code }) => code),
    checked(folder).map(({ rule }) => rule),
  );
  const same = await ask(full.resultId);
  assert.deepEqual(same, { kind: 'unchanged', resultId: full.resultId });
  await session.edit(uri, [{ range: full.items[0].range, newText: '' }]);
  const next = await ask(full.resultId);
  assert.equal(next.kind, 'full');
  assert.ok(next.items.length < full.items.length);
});

test('a change of the settings holds at once, and what is left out is as it was at first', async (context) => {
  const { session, uri } = await withDemo(context);
  const before = await session.published(uri);
  const settings = (hegao) => session.tell('workspace/didChangeConfiguration', { settings: { hegao } });
  await settings({ lang: 'en', ignore: ['placeholder', 'figure'] });
  const fewer = await session.published(uri, (shown) => shown.length < before.length);
  assert.ok(fewer.length > 0);
  assert.ok(fewer.every(({ code }) => !/^(placeholder|figure)\//.test(code)));
  assert.match(fewer.find(({ code }) => code === 'date/impossible').message, /[a-z]{3}/);
  await settings({ lang: 'zh' });
  const again = await session.published(uri, (shown) => shown.length === before.length);
  assert.deepEqual(again, before);
});

test('a document without a file is checked, and forgotten when it is closed', async (context) => {
  const session = await Session.start(context, folderWith(context, {}));
  const uri = 'untitled:Untitled-1';
  await session.open(uri, 'plaintext', '会议定于6月31日召开。\n');
  const [found] = await session.published(uri, (shown) => shown.length === 1);
  assert.equal(found.code, 'date/impossible');
  await session.tell('textDocument/didClose', { textDocument: { uri } });
  await session.published(uri, (shown) => shown.length === 0);
  assert.equal(await session.end(), 0);
});
