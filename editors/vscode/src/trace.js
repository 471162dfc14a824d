'use strict';
// The client writes its trace where the level of an output channel is Trace; here the setting hegao.trace.server decides instead.

const vscode = require('vscode');

class Trace {
  #output;
  #levels = new vscode.EventEmitter();
  #listener;

  constructor(output) {
    this.#output = output;
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hegao.trace.server')) this.#levels.fire(this.logLevel);
    });
  }

  get logLevel() {
    const written = vscode.workspace.getConfiguration('hegao').get('trace.server', 'off');
    return written === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  }

  get onDidChangeLogLevel() {
    return this.#levels.event;
  }

  trace(message) {
    this.#output.info(message);
  }

  dispose() {
    this.#listener.dispose();
    this.#levels.dispose();
  }
}

module.exports = { Trace };
