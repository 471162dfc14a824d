// hegao (核稿): the last read of a Chinese speech or official document before it is signed and printed. `index.d.ts` says what each
// name is for.
//
// The functions here take the settings of a linter among their options. A `Linter` is made once from settings and has the same methods.
import { linterFor } from "./lib/linter.js";

export { load } from "./lib/engine.js";
export {
  ConfigurationError,
  DateError,
  DocumentError,
  EngineError,
  HegaoError,
  NoRulesError,
  UnknownRuleError,
} from "./lib/errors.js";
export { Linter } from "./lib/linter.js";
export { AnnotatedOutcome, COLUMNS, Outcome, Report } from "./lib/report.js";

export function check(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.check(document, rest);
}

export function checkMany(documents, options) {
  const [linter, rest] = linterFor(options);
  return linter.checkMany(documents, rest);
}

export function checkTogether(documents, options) {
  const [linter, rest] = linterFor(options);
  return linter.checkTogether(documents, rest);
}

export function checkAgainst(document, previous, options) {
  const [linter, rest] = linterFor(options);
  return linter.checkAgainst(document, previous, rest);
}

export function annotate(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.annotate(document, rest);
}

export function annotateTogether(documents, options) {
  const [linter, rest] = linterFor(options);
  return linter.annotateTogether(documents, rest);
}

export function fix(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.fix(document, rest);
}

export function figures(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.figures(document, rest);
}

export function outline(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.outline(document, rest);
}

export function text(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.text(document, rest);
}

export function fingerprints(document, options) {
  const [linter, rest] = linterFor(options);
  return linter.fingerprints(document, rest);
}
