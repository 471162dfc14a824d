'use strict';
// extension.js with the real language client, the real server and a stand-in for the editor.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { record, reset, documentOf, Uri } = require('./stand-in');
const { atTheEnd, demo, folderWith, program, run } = require('./hegao');
const { contributes } = require('../package.json');
const extension = require('../extension');

const LIMIT = 30_000;

/** Activates the extension in a fresh window, and takes it down after the test. */
async function activated(context, given) {
  reset(given);
  const subscriptions = [];
  atTheEnd(context, async () => {
    await extension.deactivate();
    for (const one of subscriptions) await one.dispose();
  });
  await extension.activate({ subscriptions });
  return subscriptions;
}

/** A window on a folder with the demo open in it. */
async function withDemo(context, settings = {}) {
  const folder = folderWith(context, { '讲话稿.txt': demo });
  const name = path.join(folder, '讲话稿.txt');
  const documents = [documentOf(name, 'plaintext', demo)];
  await activated(context, { settings: { path: program, lang: 'zh', ...settings }, folder, documents });
  return { folder, name, uri: String(Uri.file(name)) };
}

/** Looks again whenever the program has had a turn, until it holds. */
async function until(holds, what) {
  const end = Date.now() + LIMIT;
  while (!holds()) {
    assert.ok(Date.now() < end, `waited in vain for ${what}: ${record.channels.get('hegao').lines.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Changes settings as the editor does, and says so. */
function change(settings) {
  const changed = Object.keys(settings);
  Object.assign(record.settings, settings);
  record.configuration.fire({
    affectsConfiguration: (key) => key === 'hegao' || changed.includes(key.replace(/^hegao\./, '')),
  });
}

const codes = (uri) => (record.diagnostics.get(uri) ?? []).map(({ code }) => code?.value ?? code);

test('registers what package.json declares, and takes it back', async (context) => {
  const subscriptions = await activated(context, { settings: { path: '/nowhere/hegao' } });
  const declared = contributes.commands.map(({ command }) => command);
  assert.deepEqual([...record.commands.keys()].sort(), [...declared, 'hegao.askReason'].sort());
  assert.deepEqual(
    [...record.providers.keys()],
    contributes.taskDefinitions.map(({ type }) => type),
  );
  await extension.deactivate();
  for (const one of subscriptions) await one.dispose();
  assert.equal(record.commands.size + record.providers.size, 0);
  for (const event of ['configuration', 'trust', 'ended']) assert.equal(record[event].size, 0, event);
  assert.ok(record.channels.get('hegao').isDisposed);
});

test('a missing program is named, with the setting, and nothing else fails', async (context) => {
  await activated(context, { settings: { path: '/nowhere/hegao' } });
  assert.equal(record.errors.length, 1);
  assert.match(record.errors[0], /\/nowhere\/hegao.*hegao\.path/);
  record.commands.get('hegao.showOutput')();
  assert.ok(record.channels.get('hegao').isShown);
  record.input = () => '原文如此';
  await record.commands.get('hegao.askReason')({ rule: 'date/impossible' });
  assert.equal(record.errors.length, 2);
  assert.match(record.errors[1], /not started/);
  assert.deepEqual(record.providers.get('hegao').provideTasks(), []);
});

test('shows the findings of check in an open document', async (context) => {
  const { folder, uri } = await withDemo(context);
  const report = JSON.parse(run(folder, ['check', '--lang', 'zh', '--format', 'json', '讲话稿.txt'], 1));
  await until(() => codes(uri).length > 0, 'findings');
  assert.deepEqual(
    codes(uri),
    report.files[0].diagnostics.map(({ rule }) => rule),
  );
  assert.deepEqual(record.errors, []);
});

test('a change of the settings reaches the server that runs', async (context) => {
  const { uri } = await withDemo(context);
  await until(() => codes(uri).includes('figure/sum'), 'findings');
  const log = record.channels.get('hegao').lines;
  const started = log.filter((line) => line.endsWith(' lsp')).length;
  change({ ignore: ['figure'] });
  await until(() => codes(uri).length > 0 && !codes(uri).includes('figure/sum'), 'fewer findings');
  change({ ignore: [] });
  await until(() => codes(uri).includes('figure/sum'), 'all findings');
  assert.equal(log.filter((line) => line.endsWith(' lsp')).length, started);
});

test('a change of the path and the command restart the server', async (context) => {
  const { folder, uri } = await withDemo(context, { path: '/nowhere/hegao' });
  assert.equal(record.errors.length, 1);
  change({ path: program });
  await until(() => codes(uri).length > 0, 'findings of the server at the new path');
  record.diagnostics.clear();
  await record.commands.get('hegao.restart')();
  await until(() => codes(uri).length > 0, 'findings of the server that was restarted');
  const starts = record.channels.get('hegao').lines.filter((line) => line === `${program} lsp`);
  assert.equal(starts.length, 2);
  assert.ok(fs.existsSync(folder));
});

test('the reason is asked for, never empty, and goes to the server', async (context) => {
  const { folder, uri } = await withDemo(context);
  await until(() => codes(uri).length > 0, 'findings');
  const finding = { uri, rule: 'date/impossible', line: 6, text: '6月31日' };
  const ask = record.commands.get('hegao.askReason');
  for (const given of [undefined, '', '  ']) {
    record.input = () => given;
    await ask(finding);
  }
  assert.deepEqual(record.edits, []);
  record.input = (box) => {
    assert.ok(box.title.includes('date/impossible'));
    assert.equal(typeof box.validateInput(' '), 'string');
    assert.equal(box.validateInput('原文如此'), undefined);
    return ' 原文如此 ';
  };
  await ask(finding);
  assert.deepEqual(record.errors, []);
  await until(() => record.edits.length === 1, 'an edit');
  assert.match(JSON.stringify(record.edits), /原文如此/);
  assert.ok(!fs.existsSync(path.join(folder, 'hegao.toml')), 'the editor writes, not the server');
});

test('an untrusted folder does not name the program', async (context) => {
  const folder = folderWith(context, {});
  fs.symlinkSync(program, path.join(folder, 'hegao'));
  const settings = { path: '${workspaceFolder}/hegao' };
  await activated(context, { settings, folder, isTrusted: false });
  assert.equal(record.errors.length, 1);
  record.isTrusted = true;
  record.trust.fire();
  await until(() => record.channels.get('hegao').lines.some((line) => line.endsWith('/hegao lsp')), 'a start');
});

test('a Word file is checked as a task with both matchers', async (context) => {
  const settings = { ignore: ['figure'], select: ['date', 'figure'], today: 'off', noConfig: true };
  const { folder, name } = await withDemo(context, settings);
  await record.commands.get('hegao.checkDocument')(Uri.file(name));
  const [task] = record.tasks;
  assert.deepEqual(task.matchers, ['$hegao', '$hegao-unreadable']);
  assert.equal(task.execution.process, program);
  assert.equal(task.execution.options.cwd, folder);
  assert.equal(task.execution.args.at(-1), '讲话稿.txt');
  const printed = run(folder, task.execution.args, 1).trim().split('\n');
  assert.ok(printed.length > 0);
  for (const line of printed) assert.match(line, / (error|warning|hint) date\//);
  record.ended.fire({ execution: task, exitCode: 1 });
  assert.deepEqual(record.executed, [['workbench.actions.view.problems']]);
});

test('a file outside the folder is checked by its whole path', async (context) => {
  const { folder } = await withDemo(context);
  const elsewhere = folderWith(context, { '讲话稿.txt': demo });
  await record.commands.get('hegao.checkDocument')(Uri.file(path.join(elsewhere, '讲话稿.txt')));
  const [task] = record.tasks;
  assert.equal(task.execution.args.at(-1), path.join(elsewhere, '讲话稿.txt'));
  assert.equal(task.execution.options.cwd, folder);
});

test('tasks are offered for a folder, and made from a tasks.json', async (context) => {
  const { folder } = await withDemo(context, { lang: 'auto' });
  const provider = record.providers.get('hegao');
  const [offered] = provider.provideTasks();
  assert.equal(offered.execution.options.cwd, folder);
  assert.match(run(folder, offered.execution.args, 1), /[一-龥]/, 'the language of the editor');
  assert.deepEqual(offered.execution.args.slice(0, 5), ['check', '--format', 'line', '--lang', 'zh']);
  const definition = { type: 'hegao', files: ['讲话稿.txt'] };
  const resolved = provider.resolveTask({ definition, scope: offered.scope, name: '核稿' });
  assert.equal(resolved.definition, definition);
  assert.equal(resolved.execution.args.at(-1), '讲话稿.txt');
  assert.equal(provider.resolveTask({ definition: { type: 'hegao' }, name: 'x' }), undefined);
});
