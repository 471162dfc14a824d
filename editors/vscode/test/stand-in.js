'use strict';
// As much of the module `vscode` as this extension and the language client use, with a record of what they did. The editor itself
// is not needed: `require('vscode')` gives this once the file is loaded.

const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL, fileURLToPath } = require('node:url');

/** An event that the test fires. */
class EventEmitter {
  #listeners = new Set();
  event = (listener, self) => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.#listeners.add(bound);
    return new Disposable(() => this.#listeners.delete(bound));
  };
  get size() {
    return this.#listeners.size;
  }
  fire(value) {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose() {
    this.#listeners.clear();
  }
}

class Disposable {
  constructor(end) {
    this.end = end;
  }
  static from(...parts) {
    return new Disposable(() => parts.forEach((part) => part.dispose()));
  }
  dispose() {
    this.end?.();
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.slice(0, text.indexOf(':'));
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  static parse(text) {
    return new Uri(text);
  }
  get fsPath() {
    return this.scheme === 'file' ? fileURLToPath(this.text) : this.text;
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end) {
    Object.assign(this, { start, end });
  }
}

/** Classes that are filled with fields and carried about. */
class Bag {
  constructor(...given) {
    this.given = given;
  }
}

/** A kind of code action: names joined by dots, below one that is empty. */
class CodeActionKind {
  static Empty = new CodeActionKind('');
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value === '' ? part : `${this.value}.${part}`);
  }
}

class Task {
  constructor(definition, scope, name, source, execution, matchers) {
    Object.assign(this, { definition, scope, name, source, execution, matchers });
  }
}

/** Keeps what it is told to do. */
class WorkspaceEdit {
  steps = [];
  createFile(uri) {
    this.steps.push({ create: String(uri) });
  }
  set(uri, edits) {
    this.steps.push({ change: String(uri), edits });
  }
}

class CancellationTokenSource {
  #cancelled = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel() {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }
  dispose() {}
}

class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}

class ProcessExecution {
  constructor(process, args, options) {
    Object.assign(this, { process, args, options });
  }
}

/** What a test sets before activation and reads after it. */
const record = {};

/** Everything as in a fresh window; `settings` are those of the section hegao. */
function reset({ settings = {}, folder, isTrusted = true, documents = [] } = {}) {
  Object.assign(record, {
    settings,
    folder,
    isTrusted,
    documents,
    commands: new Map(),
    executed: [],
    errors: [],
    notes: [],
    providers: new Map(),
    channels: new Map(),
    diagnostics: new Map(),
    tasks: [],
    input: undefined,
    edits: [],
    configuration: new EventEmitter(),
    trust: new EventEmitter(),
    ended: new EventEmitter(),
    changed: new EventEmitter(),
    opened: new EventEmitter(),
  });
  return record;
}

function documentOf(name, languageId, text) {
  return { uri: Uri.file(name), fileName: name, languageId, version: 1, getText: () => text };
}

function channel(name) {
  const lines = [];
  const write = (line) => lines.push(String(line));
  const made = { name, lines, isShown: false, isDisposed: false, logLevel: vscode.LogLevel.Info };
  for (const kind of ['append', 'appendLine', 'trace', 'debug', 'info', 'warn', 'error']) made[kind] = write;
  made.onDidChangeLogLevel = never;
  made.show = () => (made.isShown = true);
  made.dispose = () => (made.isDisposed = true);
  record.channels.set(name, made);
  return made;
}

function section(name) {
  return {
    get: (key, otherwise) => {
      if (name === undefined) return key === 'hegao' ? record.settings : undefined;
      return name === 'hegao' && key in record.settings ? record.settings[key] : otherwise;
    },
    has: () => true,
  };
}

const never = () => new Disposable();
const kinds = (...names) => Object.fromEntries(names.map((name, at) => [name, at]));

const vscode = {
  // So that the client keeps this object instead of copying what it holds now.
  __esModule: true,
  version: '1.91.0',
  env: { appName: 'stand-in', language: 'zh-cn' },
  EventEmitter,
  Disposable,
  Uri,
  Position,
  Range,
  CodeActionKind,
  WorkspaceEdit,
  CancellationTokenSource,
  CancellationError: class extends Error {},
  Task,
  TabInputText,
  ProcessExecution,
  LogLevel: kinds('Off', 'Trace', 'Debug', 'Info', 'Warning', 'Error'),
  TaskScope: { Global: 1, Workspace: 2 },
  TaskRevealKind: { Always: 1, Silent: 2, Never: 3 },
  DiagnosticSeverity: kinds('Error', 'Warning', 'Information', 'Hint'),
  l10n: { t: (message, ...words) => message.replace(/\{(\d)\}/g, (_, at) => words[at]) },
  commands: {
    registerCommand: (name, run) => {
      if (record.commands.has(name)) throw new Error(`command '${name}' already exists`);
      record.commands.set(name, run);
      return new Disposable(() => record.commands.delete(name));
    },
    executeCommand: async (...given) => void record.executed.push(given),
  },
  tasks: {
    registerTaskProvider: (type, provider) => {
      record.providers.set(type, provider);
      return new Disposable(() => record.providers.delete(type));
    },
    executeTask: async (task) => {
      record.tasks.push(task);
      return task;
    },
    onDidEndTaskProcess: (...given) => record.ended.event(...given),
  },
  window: {
    createOutputChannel: channel,
    showErrorMessage: async (message) => void record.errors.push(message),
    showWarningMessage: async (message) => void record.errors.push(message),
    showInformationMessage: async (message) => void record.notes.push(message),
    showInputBox: async (box) => record.input(box),
    // Every open document has a tab, for the client asks for the findings of those that are seen.
    tabGroups: {
      get all() {
        return [{ tabs: record.documents.map(({ uri }) => ({ input: new TabInputText(uri) })) }];
      },
      onDidChangeTabs: never,
    },
    visibleTextEditors: [],
  },
  workspace: {
    get isTrusted() {
      return record.isTrusted;
    },
    get workspaceFolders() {
      return record.folder && [{ uri: Uri.file(record.folder), name: path.basename(record.folder), index: 0 }];
    },
    get textDocuments() {
      return record.documents;
    },
    notebookDocuments: [],
    getWorkspaceFolder: (uri) =>
      vscode.workspace.workspaceFolders?.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath + path.sep)),
    getConfiguration: section,
    onDidChangeConfiguration: (...given) => record.configuration.event(...given),
    onDidGrantWorkspaceTrust: (...given) => record.trust.event(...given),
    onDidOpenTextDocument: (...given) => record.opened.event(...given),
    onDidChangeTextDocument: (...given) => record.changed.event(...given),
    applyEdit: async (edit) => {
      record.edits.push(edit);
      return true;
    },
    createFileSystemWatcher: () => ({
      onDidCreate: never,
      onDidChange: never,
      onDidDelete: never,
      dispose: () => {},
    }),
  },
  languages: {
    match: (selector, document) =>
      [selector].flat().some((filter) => {
        const isLanguage = filter.language === undefined || filter.language === document.languageId;
        return isLanguage && (filter.scheme === undefined || filter.scheme === document.uri.scheme) ? 1 : 0;
      }),
    createDiagnosticCollection: () => ({
      set: (uri, found) => record.diagnostics.set(String(uri), found ?? []),
      delete: (uri) => record.diagnostics.delete(String(uri)),
      get: (uri) => record.diagnostics.get(String(uri)),
      has: (uri) => record.diagnostics.has(String(uri)),
      clear: () => record.diagnostics.clear(),
      forEach: (see) => record.diagnostics.forEach(see),
      dispose: () => record.diagnostics.clear(),
    }),
  },
};

/** Names this file does not know: classes to extend, events that never come, registrations that are taken. */
function tolerant(known, name) {
  return new Proxy(known, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then') return target[key];
      if (name === '' && /^[A-Z]/.test(key)) target[key] = class extends Bag {};
      else if (/^(on(Did|Will)|register)/.test(key)) target[key] = never;
      return target[key];
    },
  });
}

for (const part of ['window', 'workspace', 'languages', 'commands', 'tasks']) vscode[part] = tolerant(vscode[part], part);
const standIn = tolerant(vscode, '');

const load = Module._load;
Module._load = function (name, ...rest) {
  return name === 'vscode' ? standIn : load.call(this, name, ...rest);
};

module.exports = { record, reset, documentOf, Uri };
