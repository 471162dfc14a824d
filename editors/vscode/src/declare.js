'use strict';
// “Right here, with a reason”: the server offers it, the reason is asked for here, the server writes it down.

const vscode = require('vscode');
const { ExecuteCommandRequest } = require('vscode-languageclient/node');

/** `finding` is `{uri, rule, line, text}` as the server gave it; it goes back as it came, with the reason. */
async function askReason(server, finding) {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Why is this right here? ({0})', finding.rule),
    prompt: vscode.l10n.t('The reason is written down with the finding, for the next reader.'),
    placeHolder: finding.text,
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
  // Given up, or accepted empty where the box let it through.
  if (reason === undefined || reason.trim() === '') return;
  const client = server.client;
  if (client === undefined) {
    await vscode.window.showErrorMessage(vscode.l10n.t('hegao has not started.'));
    return;
  }
  try {
    await client.sendRequest(ExecuteCommandRequest.type, {
      command: 'hegao.ignore',
      arguments: [{ ...finding, reason: reason.trim() }],
    });
  } catch (error) {
    await vscode.window.showErrorMessage(vscode.l10n.t('This could not be declared right: {0}', error.message));
  }
}

module.exports = { askReason };
