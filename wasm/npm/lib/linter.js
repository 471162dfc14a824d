// The linter: made once, asked about any number of documents.
import { asked, kind, listed, opened } from "./documents.js";
import { Engine, ONE } from "./engine.js";
import { HegaoError, ConfigurationError, errorOf } from "./errors.js";
import { AnnotatedOutcome, Outcome, Report } from "./report.js";
import { day, requireKnown, settled, SETTINGS } from "./settings.js";
import { figures, outline } from "./structure.js";

/// Linters that were made for single calls, by their settings: those that were asked last.
const LINTERS = new Map();
const KEPT = 4;
/// Key of settings that were read already, so that no file and no iterator is read twice.
const SETTLED = Symbol("settled");

/// Checks documents by the rules and the configuration that it was made with.
export class Linter {
  #engine;
  #options;

  constructor(settings = {}) {
    requireKnown(settings, SETTINGS);
    const { configName, options } = settings[SETTLED] ?? settled(settings);
    this.#options = options;
    this.#engine = new Engine(configName, options.language);
    try {
      this.#prepare();
    } catch (error) {
      if (!(error instanceof ConfigurationError) || configName !== null || !options.config?.trimEnd().endsWith(".toml")) throw error;
      const { fault, place, others } = error;
      throw new ConfigurationError(fault, { help: "config is the text of a configuration; hand a path over as configFile", place, others });
    }
  }

  get language() {
    return this.#engine.language;
  }

  outdated() {
    this.#prepare();
    return this.#engine.outdated || null;
  }

  check(document, options = {}) {
    return report(this.#ask(ONE.check, document, options));
  }

  checkMany(documents, options = {}) {
    requireKnown(options, ["progress"]);
    const { progress = () => {} } = options;
    if (typeof progress !== "function") throw new TypeError(`progress: a function, not ${kind(progress)}`);
    const all = listed(documents);
    return all.map((document, at) => {
      const outcome = this.#outcome(document);
      progress(at + 1, all.length);
      return outcome;
    });
  }

  checkTogether(documents, options = {}) {
    requireKnown(options, []);
    const compared = this.#together(documents, (papers) => this.#engine.together(papers));
    return compared.map(({ name, answer, error }) => new Outcome(name, answer && new Report(answer), error));
  }

  checkAgainst(document, previous, options = {}) {
    const { previousName, ...rest } = options;
    const waiting = asked(previous, previousName);
    return report(this.#ask(ONE.checkAgainst, document, rest, { waiting }));
  }

  annotate(document, { author, ...options } = {}) {
    requireName(author);
    const { bytes, details } = this.#ask(ONE.annotate, document, options, { argument: author });
    return annotated({ bytes, ...details });
  }

  annotateTogether(documents, { author, ...options } = {}) {
    requireKnown(options, []);
    requireName(author);
    const compared = this.#together(documents, (papers) => this.#engine.annotateTogether(papers, author));
    return compared.map(({ name, answer, error }) => new AnnotatedOutcome(name, answer && annotated(answer), error));
  }

  fix(document, { unsafe = false, ...options } = {}) {
    if (typeof unsafe !== "boolean") throw new TypeError(`unsafe: true or false, not ${kind(unsafe)}`);
    const { bytes, details } = this.#ask(unsafe ? ONE.fixUnsafe : ONE.fixSafe, document, options);
    const { changed, applied, left, held_back: heldBack } = details;
    return { content: changed ? bytes : null, changed, applied, left, heldBack, report: new Report(details.report) };
  }

  figures(document, options = {}) {
    return figures(this.#ask(ONE.figures, document, options).text());
  }

  outline(document, options = {}) {
    return outline(this.#ask(ONE.outline, document, options).text());
  }

  text(document, options = {}) {
    return this.#ask(ONE.text, document, options).text();
  }

  fingerprints(document, options = {}) {
    return JSON.parse(this.#ask(ONE.fingerprints, document, options).text());
  }

  #ask(what, document, options, { argument = "", waiting = undefined } = {}) {
    requireKnown(options, ["name"]);
    const own = asked(document, options.name);
    this.#prepare();
    const before = waiting && opened(waiting, this.#engine);
    return this.#engine.ask(what, opened(own, this.#engine), argument, before);
  }

  /// Has documents compared that can be read, and puts the errors of the others between the answers.
  #together(documents, compare) {
    this.#prepare();
    const papers = listed(documents).map((document) => {
      try {
        return { name: document.name, opened: opened(document, this.#engine), error: null };
      } catch (error) {
        if (!(error instanceof HegaoError)) throw error;
        return { name: document.name, error };
      }
    });
    const answers = compare(papers.flatMap((paper) => paper.opened ?? []));
    return papers.map(({ name, error }) => {
      if (error) return { name, answer: null, error };
      const answer = answers.shift();
      return answer.error ? { name, answer: null, error: errorOf(answer.error, { path: name }) } : { name, answer, error: null };
    });
  }

  #outcome(document) {
    try {
      this.#prepare();
      const made = report(this.#engine.ask(ONE.check, opened(document, this.#engine)));
      return new Outcome(document.name, made, null);
    } catch (error) {
      if (!(error instanceof HegaoError)) throw error;
      return new Outcome(document.name, null, error);
    }
  }

  /// Has the engine ready. A service that runs for weeks means the day that it is by then.
  #prepare() {
    this.#engine.prepare(JSON.stringify({ ...this.#options, clock: day(new Date()) }));
  }
}

/// The linter for the settings among `options`, and the other options.
export function linterFor(options = {}) {
  if (typeof options !== "object" || options === null) throw new TypeError(`options: an object, not ${kind(options)}`);
  const [settings, rest] = [{}, {}];
  for (const [key, value] of Object.entries(options)) (SETTINGS.includes(key) ? settings : rest)[key] = value;
  const read = settled(settings);
  const key = JSON.stringify(read);
  const linter = LINTERS.get(key) ?? new Linter({ [SETTLED]: read });
  // The last one in the order of the map is the last that was asked.
  LINTERS.delete(key);
  LINTERS.set(key, linter);
  if (LINTERS.size > KEPT) LINTERS.delete(LINTERS.keys().next().value);
  return [linter, rest];
}

function requireName(author) {
  if (author !== undefined && typeof author !== "string") throw new TypeError(`author: a string, not ${kind(author)}`);
}

function annotated({ bytes, added, removed, kept, without_place: withoutPlace }) {
  return { content: bytes, added, removed, kept, withoutPlace };
}

function report(answer) {
  return new Report({ json: answer.text(), ...answer.details });
}
