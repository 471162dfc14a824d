'use strict';
// A conversation with the real `hegao lsp` through the official client library. Whatever is waited for has a limit.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const protocol = require('vscode-languageserver-protocol/node');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { atTheEnd, program } = require('./hegao');

const LIMIT = 30_000;

/** What comes in time, or an error that says what did not. */
async function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), LIMIT);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

class Session {
  #documents = new Map();
  #published = new Map();
  #waiting = [];
  /** Edits that the server asked for with `workspace/applyEdit`. */
  applied = [];

  /** Starts the server in the folder and initializes it. `capabilities` and `options` are added to what every client here says. */
  static async start(context, folder, { capabilities = {}, options = {} } = {}) {
    const session = new Session();
    await session.#begin(context, folder, capabilities, options);
    return session;
  }

  async #begin(context, folder, capabilities, options) {
    this.child = spawn(program, ['lsp'], {
      cwd: folder,
      env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', XDG_CACHE_HOME: path.join(folder, '.cache') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.complaints = '';
    this.child.stderr.on('data', (data) => (this.complaints += data));
    this.gone = once(this.child, 'exit');
    atTheEnd(context, async () => {
      if (this.child.exitCode === null) this.child.kill('SIGKILL');
      await this.gone;
      this.connection.dispose();
    });
    this.connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(this.child.stdout),
      new protocol.StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
      this.#published.set(params.uri, params);
      this.#waiting = this.#waiting.filter((waiter) => !waiter(params));
    });
    this.connection.onRequest(protocol.ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    this.connection.onRequest(protocol.RegistrationRequest.type, () => {});
    this.connection.listen();
    const uri = pathToFileURL(folder).href;
    this.initialized = await this.ask('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: path.basename(folder) }],
      capabilities: {
        ...capabilities,
        workspace: {
          applyEdit: true,
          workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
          ...capabilities.workspace,
        },
        textDocument: {
          publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
          codeAction: {
            dataSupport: true,
            isPreferredSupport: true,
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source.fixAll'] } },
          },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          hover: { contentFormat: ['markdown'] },
          ...capabilities.textDocument,
        },
      },
      initializationOptions: { lang: 'zh', ...options },
    });
    await this.tell('initialized', {});
  }

  ask(method, params) {
    return within(this.connection.sendRequest(method, params), method);
  }

  tell(method, params) {
    return within(this.connection.sendNotification(method, params), method);
  }

  /** Opens a document. */
  async open(uri, languageId, text) {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.tell('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  document(uri) {
    return this.#documents.get(uri);
  }

  /** Changes an open document by edits of the protocol, which it sends one by one from the end. */
  async edit(uri, edits) {
    const before = this.#documents.get(uri);
    const later = (one, other) => before.offsetAt(other.range.start) - before.offsetAt(one.range.start);
    const contentChanges = [...edits].sort(later).map(({ range, newText }) => ({ range, text: newText }));
    const version = before.version + 1;
    const text = TextDocument.applyEdits(before, edits);
    this.#documents.set(uri, TextDocument.create(uri, before.languageId, version, text));
    await this.tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  /** What was or will be published for the current version of the document and satisfies the condition. */
  async published(uri, isMeant = () => true) {
    const fits = (params) =>
      params.uri === uri &&
      (params.version ?? this.document(uri)?.version) === this.document(uri)?.version &&
      isMeant(params.diagnostics);
    const there = this.#published.get(uri);
    if (there !== undefined && fits(there)) return there.diagnostics;
    const coming = new Promise((resolve) => {
      this.#waiting.push((params) => fits(params) && (resolve(params.diagnostics), true));
    });
    return within(coming, `diagnostics of ${uri}`);
  }

  /** Shuts the server down as the protocol says and gives its exit code. */
  async end() {
    await this.ask('shutdown');
    await this.tell('exit');
    const [code] = await within(this.gone, 'the end of the server');
    assert.equal(this.complaints, '');
    return code;
  }
}

/** The text edits of a workspace edit for one document, in whichever of its two forms they came. */
function editsFor(edit, uri) {
  const changes = (edit.documentChanges ?? []).filter((change) => change.textDocument?.uri === uri);
  return [...(edit.changes?.[uri] ?? []), ...changes.flatMap((change) => change.edits)];
}

module.exports = { Session, editsFor };
