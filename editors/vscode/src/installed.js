'use strict';
// The program of the settings, and what is said where it is missing.

const os = require('node:os');
const process = require('node:process');
const vscode = require('vscode');
const { findProgram } = require('./program');

function written() {
  return vscode.workspace.getConfiguration('hegao').get('path', 'hegao');
}

/** The absolute path of the program, `undefined` where there is none. */
function installedProgram() {
  const folder = vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders?.[0] : undefined;
  return findProgram(written(), {
    folder: folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined,
    home: os.homedir(),
    env: process.env,
    platform: process.platform,
  });
}

/** What to install and where to set the path. Not to be awaited: the message may stand there unanswered. */
async function sayMissing(output) {
  const message = vscode.l10n.t(
    'The program “{0}” was not found. Install hegao (in its repository: cargo install --path .), or say where it is in the setting hegao.path.',
    written(),
  );
  output.error(message);
  const open = vscode.l10n.t('Open setting');
  if ((await vscode.window.showErrorMessage(message, open)) === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'hegao.path');
  }
}

module.exports = { installedProgram, sayMissing };
