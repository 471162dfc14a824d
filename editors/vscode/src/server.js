'use strict';
// The server's life: one at a time, started anew where the program changes.

const {
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
} = require('vscode-languageclient/node');
const { installedProgram, sayMissing } = require('./installed');
const { forServer, forStart } = require('./settings');
const { Trace } = require('./trace');

const DOCUMENTS = ['plaintext', 'markdown', 'html'].flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);

class Server {
  #output;
  #trace;
  #client;
  // Starts and stops wait for each other, so that two in a row leave one server.
  #last = Promise.resolve();

  constructor(output) {
    this.#output = output;
    this.#trace = new Trace(output);
  }

  /** The running client, `undefined` where there is none. */
  get client() {
    return this.#client?.isRunning() ? this.#client : undefined;
  }

  /** Ends the server where one runs, and starts one; what goes wrong is said, never thrown. */
  restart() {
    return this.#queue(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  stop() {
    return this.#queue(() => this.#end());
  }

  dispose() {
    this.#trace.dispose();
    return this.stop();
  }

  #queue(step) {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  async #begin() {
    const command = installedProgram();
    if (command === undefined) {
      sayMissing(this.#output);
      return;
    }
    this.#output.info(`${command} lsp`);
    this.#client = new LanguageClient('hegao', 'hegao', { command, args: ['lsp'] }, this.#options());
    try {
      await this.#client.start();
    } catch (error) {
      // The client has shown it, with a way to the output.
      this.#output.error(String(error));
      await this.#end();
    }
  }

  async #end() {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that failed to start, or died, cannot be asked to stop.
      this.#output.info(String(error));
    }
  }

  #options() {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.#output,
      traceOutputChannel: this.#trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: forStart(),
      initializationFailedHandler: () => false,
      middleware: {
        workspace: {
          // What the server asks for and what it is told are its own settings, not all of the section.
          configuration: (params, token, next) => {
            const answers = next(params, token);
            return params.items.map(({ section }, at) => (section === 'hegao' ? forServer() : answers[at]));
          },
          didChangeConfiguration: () =>
            this.#client?.sendNotification(DidChangeConfigurationNotification.type, {
              settings: { hegao: forServer() },
            }) ?? Promise.resolve(),
        },
      },
    };
  }
}

module.exports = { Server, DOCUMENTS };
