'use strict';
// The settings, as the server and as the command line are told them. What is not set is left out, so that theirs are the defaults.

const vscode = require('vscode');

function told() {
  const from = vscode.workspace.getConfiguration('hegao');
  const lang = from.get('lang', 'auto');
  const today = from.get('today', '').trim();
  const select = from.get('select', []);
  const ignore = from.get('ignore', []);
  return {
    ...(lang === 'auto' ? {} : { lang }),
    ...(today === '' ? {} : { today }),
    ...(select.length === 0 ? {} : { select }),
    ...(ignore.length === 0 ? {} : { ignore }),
    ...(from.get('noConfig', false) ? { noConfig: true } : {}),
  };
}

/** `initializationOptions`: what always holds. The rest follows, for what is told here could not be unset later. */
function forStart() {
  return { askReason: true };
}

/** The section `hegao` of the configuration. */
function forServer() {
  return { ...told(), ...forStart() };
}

/** The same as arguments of `hegao check`. The server knows the language of the editor, the command line does not. */
function forCommandLine() {
  const ofEditor = ['zh', 'en'].find((tag) => vscode.env.language.startsWith(tag));
  const { lang = ofEditor, today, select = [], ignore = [], noConfig } = told();
  return [
    ...(lang ? ['--lang', lang] : []),
    ...(today ? ['--today', today] : []),
    ...select.flatMap((rule) => ['--select', rule]),
    ...ignore.flatMap((rule) => ['--ignore', rule]),
    ...(noConfig ? ['--no-config'] : []),
  ];
}

module.exports = { forStart, forServer, forCommandLine };
