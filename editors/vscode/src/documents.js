'use strict';
// Word files and whole folders: `hegao check --format line` as a task, whose lines the problem matchers read.

const path = require('node:path');
const vscode = require('vscode');
const { installedProgram, sayMissing } = require('./installed');
const { forCommandLine } = require('./settings');

const MATCHERS = ['$hegao', '$hegao-unreadable'];
const ENDINGS = ['docx', 'docm', 'dotx', 'dotm', 'odt', 'ott', 'rtf', 'ofd', 'doc', 'dot', 'wps', 'wpt', 'pdf'];
// Exit codes of `hegao check`.
const NOTHING = 0;
const FOUND = 1;

class DocumentTasks {
  #output;
  #started = new Set();
  #listener;

  constructor(output) {
    this.#output = output;
    this.#listener = vscode.tasks.onDidEndTaskProcess((event) => this.#ended(event));
  }

  dispose() {
    this.#listener.dispose();
  }

  /** From the explorer: the file that was clicked and all that are selected. From the palette: neither, so it asks. */
  async check(one, all) {
    const chosen = all?.length ? all : one ? [one] : await this.#ask();
    const files = (chosen ?? []).filter((uri) => uri.scheme === 'file').map((uri) => uri.fsPath);
    if (files.length === 0) return;
    const folder =
      vscode.workspace.getWorkspaceFolder(vscode.Uri.file(files[0])) ?? vscode.workspace.workspaceFolders?.[0];
    // The matchers need a folder; where none is open, package.json has the command disabled.
    if (folder === undefined) return;
    // Short, for the editor reads what it shows: a path that is broken over two lines of the terminal would not be found.
    const shown = files.map((file) => within(folder.uri.fsPath, file));
    const name =
      files.length === 1
        ? vscode.l10n.t('check {0}', path.basename(files[0]))
        : vscode.l10n.t('check {0} files', files.length);
    const task = checking({ type: 'hegao', files: shown }, folder, name);
    if (task === undefined) sayMissing(this.#output);
    else this.#started.add(await vscode.tasks.executeTask(task));
  }

  /** Offered without a tasks.json: each folder of the workspace. */
  provideTasks() {
    return (vscode.workspace.workspaceFolders ?? [])
      .filter((folder) => folder.uri.scheme === 'file')
      .map((folder) => checking({ type: 'hegao', files: ['.'] }, folder, vscode.l10n.t('check this folder')))
      .filter((task) => task !== undefined);
  }

  /** A task of the kind `hegao` from a tasks.json. */
  resolveTask({ definition, scope, name }) {
    return checking(definition, scope ?? vscode.TaskScope.Workspace, name);
  }

  async #ask() {
    return vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose documents to check'),
      openLabel: vscode.l10n.t('Check'),
      canSelectMany: true,
      filters: { [vscode.l10n.t('Documents')]: ENDINGS },
    });
  }

  /** Only what the command started is spoken of; tasks that people run themselves have their own settings for it. */
  async #ended({ execution, exitCode }) {
    if (!this.#started.delete(execution)) return;
    if (exitCode === NOTHING) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('hegao: nothing was found that must be looked at.'),
      );
    } else if (exitCode === FOUND) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
    // Anything else is shown by the editor itself, with the terminal that has the message.
  }
}

/** The file as seen from the folder where it is below it, else as it is. */
function within(folder, file) {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

/** The task, `undefined` where the program is missing or a tasks.json names no files. */
function checking(definition, scope, name) {
  const program = installedProgram();
  if (program === undefined || !Array.isArray(definition.files)) return undefined;
  const args = ['check', '--format', 'line', ...forCommandLine(), '--', ...definition.files];
  const folder = typeof scope === 'object' ? scope.uri.fsPath : undefined;
  const run = new vscode.ProcessExecution(program, args, folder === undefined ? {} : { cwd: folder });
  const task = new vscode.Task(definition, scope, name, 'hegao', run, MATCHERS);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true, showReuseMessage: false };
  return task;
}

module.exports = { DocumentTasks, ENDINGS };
