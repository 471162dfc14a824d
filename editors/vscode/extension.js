'use strict';
// The entry: registers what package.json declares and starts the server.

const vscode = require('vscode');
const { askReason } = require('./src/declare');
const { DocumentTasks } = require('./src/documents');
const { Server } = require('./src/server');

let server;

async function activate(context) {
  const output = vscode.window.createOutputChannel('hegao', { log: true });
  server = new Server(output);
  const tasks = new DocumentTasks(output);
  context.subscriptions.push(
    output,
    server,
    tasks,
    vscode.commands.registerCommand('hegao.restart', () => server.restart()),
    vscode.commands.registerCommand('hegao.showOutput', () => output.show()),
    vscode.commands.registerCommand('hegao.checkDocument', (one, all) => tasks.check(one, all)),
    // Called by the server's code action alone, therefore not in package.json.
    vscode.commands.registerCommand('hegao.askReason', (finding) => askReason(server, finding)),
    vscode.tasks.registerTaskProvider('hegao', tasks),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hegao.path')) server.restart();
    }),
    // Trust may make another program the one that is meant.
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  await server.restart();
}

async function deactivate() {
  await server?.stop();
}

module.exports = { activate, deactivate };
