/**
 * hegao (核稿): the last read of a Chinese speech or official document before it is signed and printed.
 *
 * The functions take the settings of a linter among their options. A `Linter` is made once from settings and has the same methods.
 * All of them answer at once: the engine works in the thread that asks.
 */

import type { Annotated, AnnotatedOutcome, Fixed, Outcome, Report } from "./lib/report.js";
import type { Figures, Outline } from "./lib/structure.js";

export * from "./lib/errors.js";
export type * from "./lib/places.js";
export * from "./lib/report.js";
export type * from "./lib/structure.js";

export type Bytes = Uint8Array | ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

/**
 * A document:
 *
 * - a string is a text, plain unless the name ends otherwise (`.md`, `.html`);
 * - bytes are the contents of a file, under a name whose ending tells the format;
 * - `{ path }` and a file: URL are read.
 */
export type Document = string | Bytes | URL | File | Named;

/** A file; `name` stands in the place of its path. */
export interface File {
  readonly path: string | URL;
  readonly name?: string;
}

/** A text or the contents of a file, with a name. */
export interface Named {
  readonly name?: string;
  readonly content: string | Bytes;
}

export type Language = "zh" | "en";

/** Settings of a linter. */
export interface Settings {
  /** Text of a `hegao.toml`. No configuration is looked for. */
  config?: string | undefined;
  /** Path of a `hegao.toml`. */
  configFile?: string | URL | undefined;
  /** Folders with rules of an office, or single files of them. */
  packs?: string | URL | Iterable<string | URL> | undefined;
  /** Only these rules and families, whatever the configuration says. */
  select?: string | Iterable<string> | undefined;
  /** None of these rules and families. */
  ignore?: string | Iterable<string> | undefined;
  /** Language of messages; if it is not given, that of the configuration, else Chinese. */
  language?: Language | undefined;
  /**
   * Meaning of now: a date, `2026-03-05`, or `off` to compare nothing with now. If it is not given, it is the date of the document,
   * else that of the configuration, else that of the clock.
   */
  today?: Date | string | undefined;
}

export interface DocumentOptions {
  /** Its ending tells the format, and the globs of the configuration are held against it. Needed for bytes. */
  name?: string | undefined;
}

export interface AgainstOptions extends DocumentOptions {
  /** Name of the document of the year before. */
  previousName?: string | undefined;
}

export interface AuthorOptions {
  /** Name at the comments: 核稿 or hegao if none is given. */
  author?: string | undefined;
}

export interface AnnotateOptions extends DocumentOptions, AuthorOptions {}

export interface FixOptions extends DocumentOptions {
  /** True to apply also fixes that may change what the text means. */
  unsafe?: boolean | undefined;
}

export interface ManyOptions {
  /** Called after each document with how many are done and how many there are. What it throws ends the run. */
  progress?: ((done: number, total: number) => void) | undefined;
}

/** Checks documents by the rules and the configuration that it was made with, in an instance of the engine of its own. */
export class Linter {
  /** Throws if the settings are wrong. */
  constructor(settings?: Settings);
  /** Language of messages. */
  get language(): Language;
  /** A sentence that names the tables of this version (calendar, plans) which end before now; `null` if all of them reach. */
  outdated(): string | null;
  /** Checks a document. */
  check(document: Document, options?: DocumentOptions): Report;
  /** Checks documents one after another. There is an outcome for each, in their order: one that cannot be read stops no other. */
  checkMany(documents: Iterable<Document>, options?: ManyOptions): Outcome[];
  /**
   * Checks documents and holds them against each other as the papers of one meeting, as `hegao check --together` does: what they say
   * differently is found in each, with the place in the other (`elsewhere`). One that cannot be read is left out of the comparison.
   */
  checkTogether(documents: Iterable<Document>): Outcome[];
  /** Checks a document and compares it with the one that it was written over, as `hegao check --previous` does. */
  checkAgainst(document: Document, previous: Document, options?: AgainstOptions): Report;
  /** Writes findings into a copy: comments in Word documents, marks in plain text and Markdown. */
  annotate(document: Document, options?: AnnotateOptions): Annotated;
  /**
   * Writes what `checkTogether` finds into copies of the documents. There is an outcome for each, in their order. One of a format
   * that takes no comments is compared with the others all the same.
   */
  annotateTogether(documents: Iterable<Document>, options?: AuthorOptions): AnnotatedOutcome[];
  /** Applies safe fixes to a copy, with `unsafe` also those that may change what the text means. */
  fix(document: Document, options?: FixOptions): Fixed;
  /** Every figure with a tick, and the relations in which figures stand, as `hegao figures` has them. */
  figures(document: Document, options?: DocumentOptions): Figures;
  /** Parts, headings, items and dates as they were understood, as `hegao outline` has them. */
  outline(document: Document, options?: DocumentOptions): Outline;
  /** The lines that are read of a document, as `hegao text` prints them. */
  text(document: Document, options?: DocumentOptions): string;
  /**
   * The fingerprints that `hegao similar` compares the document by: hashes of 16 hexadecimal digits, each once, in ascending order.
   * `hegao similar --emit fingerprints` prints the same.
   */
  fingerprints(document: Document, options?: DocumentOptions): string[];
}

/** Checks a document: `Linter.check`. */
export function check(document: Document, options?: Settings & DocumentOptions): Report;
/** Checks documents one after another: `Linter.checkMany`. */
export function checkMany(documents: Iterable<Document>, options?: Settings & ManyOptions): Outcome[];
/** Checks documents and holds them against each other: `Linter.checkTogether`. */
export function checkTogether(documents: Iterable<Document>, options?: Settings): Outcome[];
/** Checks a document and compares it with that of the year before: `Linter.checkAgainst`. */
export function checkAgainst(document: Document, previous: Document, options?: Settings & AgainstOptions): Report;
/** Writes findings into a copy: `Linter.annotate`. */
export function annotate(document: Document, options?: Settings & AnnotateOptions): Annotated;
/** Writes what a comparison finds into copies: `Linter.annotateTogether`. */
export function annotateTogether(documents: Iterable<Document>, options?: Settings & AuthorOptions): AnnotatedOutcome[];
/** Applies fixes to a copy: `Linter.fix`. */
export function fix(document: Document, options?: Settings & FixOptions): Fixed;
/** Every figure with a tick: `Linter.figures`. */
export function figures(document: Document, options?: Settings & DocumentOptions): Figures;
/** Parts, headings, items and dates: `Linter.outline`. */
export function outline(document: Document, options?: Settings & DocumentOptions): Outline;
/** The lines that are read of a document: `Linter.text`. */
export function text(document: Document, options?: Settings & DocumentOptions): string;
/** The fingerprints that `hegao similar` compares a document by: `Linter.fingerprints`. */
export function fingerprints(document: Document, options?: Settings & DocumentOptions): string[];

/**
 * Compiles the engine before the first question. Needed only if it does not lie beside the package as a file: if that is loaded from
 * the network, or bundled. `source` is then the bytes of `hegao.wasm`, or a `WebAssembly.Module` of it, as for workers.
 */
export function load(source?: object): Promise<void>;
