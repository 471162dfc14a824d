// Reports: what was found in a document.
import { place } from "./places.js";

/// The keys of each row of `Report.toRows`, for tables that have columns before they have rows.
export const COLUMNS = Object.freeze([
  "path",
  "rule",
  "severity",
  "message",
  "quote",
  "line",
  "column",
  "endLine",
  "endColumn",
  "place",
  "under",
  "part",
  "paragraph",
  "help",
  "fix",
  "safety",
  "fingerprint",
]);

/// Findings of a document. A report keeps the JSON of `hegao check`, and reads it when it is first asked for something in it.
export class Report {
  #json;
  #quotes;
  #file;
  #findings;

  constructor({ json, quotes, fails }) {
    this.#json = json;
    this.#quotes = quotes;
    this.fails = fails;
  }

  get #read() {
    this.#file ??= JSON.parse(this.#json).files[0];
    return this.#file;
  }

  get json() {
    return this.#json;
  }

  get path() {
    return this.#read.path;
  }

  get format() {
    return this.#read.format;
  }

  get encoding() {
    return this.#read.encoding;
  }

  get reference() {
    return this.#read.reference?.date ?? null;
  }

  get omitted() {
    return this.#read.omitted ?? 0;
  }

  get unread() {
    return this.#read.unread ?? [];
  }

  get figures() {
    return this.#read.figures ?? null;
  }

  get findings() {
    this.#findings ??= this.#read.diagnostics.map((diagnostic, at) => finding(diagnostic, this.#quotes[at]));
    return this.#findings;
  }

  get exitCode() {
    return this.unread.length > 0 ? 2 : Number(this.fails);
  }

  count(severity) {
    return this.findings.filter((found) => found.severity === severity).length;
  }

  toRows() {
    return this.findings.map((found) => row(this.path, found));
  }

  /// For `JSON.stringify`: the object that `hegao check --format json` prints.
  toJSON() {
    return JSON.parse(this.#json);
  }

  [Symbol.for("nodejs.util.inspect.custom")]() {
    const counts = ["error", "warning", "hint"].map((severity) => [this.count(severity), severity]);
    const told = counts.filter(([count]) => count > 0).map(([count, severity]) => `${count} ${severity}${count > 1 ? "s" : ""}`);
    return `<hegao.Report of ${this.path}: ${told.join(", ") || "no findings"}>`;
  }
}

function finding(json, [quote, quotes]) {
  return {
    rule: json.rule,
    severity: json.severity,
    message: json.message,
    quote,
    place: place(json.location),
    related: json.related.map((other, at) => ({ label: other.message, quote: quotes[at], place: place(other.location) })),
    elsewhere: (json.elsewhere ?? []).map(elsewhere),
    help: json.help ?? null,
    fix: json.fix ? fix(json.fix) : null,
    args: json.args,
    fingerprint: json.fingerprint,
  };
}

function elsewhere(json) {
  const { message: label, path, quote = "", excerpt = "", location } = json;
  return { label, path, quote, excerpt, place: place(location) };
}

function fix({ title, safety, edits }) {
  return { title, safety, edits: edits.map(({ location, text }) => ({ place: place(location), text })) };
}

function row(path, found) {
  const { start, end, words, under, paragraph, package: inPackage } = found.place;
  return {
    path,
    rule: found.rule,
    severity: found.severity,
    message: found.message,
    quote: found.quote,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    place: words,
    under,
    part: inPackage?.part ?? null,
    paragraph,
    help: found.help,
    fix: found.fix?.title ?? null,
    safety: found.fix?.safety ?? null,
    fingerprint: found.fingerprint,
  };
}

/// The report on one of several documents, or the error that it has instead.
export class Outcome {
  constructor(path, report, error) {
    this.path = path;
    this.report = report;
    this.error = error;
  }

  /// The report. Throws the error if there is none, so that an unread document cannot pass for one without findings.
  result() {
    if (this.error !== null) throw this.error;
    return this.report;
  }

  get exitCode() {
    return this.report === null ? 2 : this.report.exitCode;
  }
}

/// The copy of one of several documents with its findings, or the error that it has instead.
export class AnnotatedOutcome {
  constructor(path, annotated, error) {
    this.path = path;
    this.annotated = annotated;
    this.error = error;
  }

  /// The copy. Throws the error if there is none.
  result() {
    if (this.error !== null) throw this.error;
    return this.annotated;
  }
}
