/** Errors. All of them have a `kind` for programs. */

/** A place in the text of a configuration. */
export interface SettingPlace {
  /** The path as it was given, or `hegao.toml` for a text. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  /** Bytes of the text, from 0. */
  readonly start: number;
  readonly end: number;
}

/** Base of all that hegao throws on its own account. Its `message` has the place before the fault, and the help behind it. */
export class HegaoError extends Error {
  protected constructor();
  /** Name for programs; that of a document is as `kind` in the JSON report: `encrypted`, `bad-bytes`. */
  readonly kind: string;
  /** The mistake in words. */
  readonly fault: string;
  /** Advice, if there is some. */
  readonly help: string | null;
}

/** The configuration or a rule of a pack is wrong. All its mistakes are told at once. */
export class ConfigurationError extends HegaoError {
  protected constructor();
  /** `null` if it is wrong as a whole. */
  readonly place: SettingPlace | null;
  /** Its other mistakes, in the order of places. */
  readonly others: readonly ConfigurationError[];
}

/** A name that is selected or ignored is that of no rule and no family. */
export class UnknownRuleError extends HegaoError {
  protected constructor();
  /** The name. */
  readonly rule: string;
  /** The nearest name there is, if one is near. */
  readonly suggestion: string | null;
}

/** `today` is no date. */
export class DateError extends HegaoError {
  protected constructor();
  readonly written: string;
}

/** The selection and the configuration leave no rule: nothing would be looked for, and all would seem to be right. */
export class NoRulesError extends HegaoError {
  protected constructor();
}

/** A document cannot be read or not be written. If the system refused, its error is the `cause`. */
export class DocumentError extends HegaoError {
  protected constructor();
  /** The path, or the name of the contents. */
  readonly path: string;
}

/** The engine failed, which is a fault of hegao, or ran out of memory. It has been started anew and can be asked again. */
export class EngineError extends HegaoError {
  protected constructor();
  /** The document that was asked about; `null` if there were several. */
  readonly path: string | null;
}
