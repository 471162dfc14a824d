/** Reports: findings of documents, and the files that are made from them. */

import type { HegaoError } from "./errors.js";
import type { Place } from "./places.js";

export type Severity = "error" | "warning" | "hint";
export type Safety = "safe" | "unsafe" | "show-only";

/** Another place that a finding is about. */
export interface Related {
  /** Its part in the finding: 上一项. */
  readonly label: string;
  /** The words there. */
  readonly quote: string;
  readonly place: Place;
}

/** A place in another document that a finding is about. */
export interface Elsewhere {
  readonly label: string;
  /** The path or the name of the other document. */
  readonly path: string;
  /** The words there; empty if they were not kept. */
  readonly quote: string;
  /** The words with some of those around them. */
  readonly excerpt: string;
  readonly place: Place;
}

/** A replacement. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/** A change that mends a finding. Its edits belong together. */
export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
}

export interface Finding {
  /** Its id, `family/fault`; `hegao explain` tells all about it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The words that are reported. */
  readonly quote: string;
  readonly place: Place;
  readonly related: readonly Related[];
  /** Places in other documents, if documents were compared. */
  readonly elsewhere: readonly Elsewhere[];
  /** Advice, if there is some. */
  readonly help: string | null;
  /** `null` if only people can mend it. */
  readonly fix: Fix | null;
  /** Texts and numbers that the message was filled with, by name. */
  readonly args: Readonly<Record<string, string | number>>;
  /** 16 hexadecimal digits that stay after edits elsewhere in the document. */
  readonly fingerprint: string;
}

/** Counts of the comparisons between figures of a document. */
export interface FigureCounts {
  readonly relations: number;
  readonly hold: number;
  readonly wrong: number;
  /** Figures that stand in a relation. */
  readonly judged: number;
  /** Figures that have nothing to compare with. */
  readonly open: number;
}

/** A flat row of a table. */
export interface Row {
  readonly path: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly quote: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly place: string | null;
  readonly under: string | null;
  readonly part: string | null;
  readonly paragraph: number | null;
  readonly help: string | null;
  readonly fix: string | null;
  readonly safety: Safety | null;
  readonly fingerprint: string;
}

/** Keys of the rows of `Report.toRows`, for tables that have columns before they have rows. */
export const COLUMNS: readonly (keyof Row)[];

/** Findings of a document. */
export class Report {
  protected constructor();
  /** The path as it was given, or the name of the contents. */
  get path(): string;
  /** `text`, `markdown`, `docx` and so on. */
  get format(): string;
  /** `UTF-8`, `GB18030` and so on; `null` if the format settles it. */
  get encoding(): string | null;
  /** The day that “now” meant, as `2026-03-05`; `null` if nothing was compared with now. */
  get reference(): string | null;
  /** Findings, in the order of their places. */
  get findings(): readonly Finding[];
  /** True if a finding weighs so much that `hegao check` would exit with 1. */
  readonly fails: boolean;
  /** Exit code that `hegao check` would have: 2 if a part was not read, 1 if the findings fail the run, else 0. */
  get exitCode(): 0 | 1 | 2;
  /** Counts of the comparisons between figures; `null` if no rule looked at them. */
  get figures(): FigureCounts | null;
  /** Number of further findings, beyond the limit of the configuration. */
  get omitted(): number;
  /** Parts that readers see and that were not read, as a document inserted in a Word file. */
  get unread(): readonly string[];
  /** The bytes that `hegao check --format json` prints for this document, as a text. */
  get json(): string;
  /** Number of findings of a severity. */
  count(severity: Severity): number;
  /** A flat row a finding, with the keys `COLUMNS`. */
  toRows(): Row[];
  /** The object in `json`, for `JSON.stringify`. */
  toJSON(): object;
}

/** The report on one of several documents, or the error that it has instead. */
export class Outcome {
  protected constructor();
  readonly path: string;
  readonly report: Report | null;
  readonly error: HegaoError | null;
  /** The report. Throws the error if there is none, so that an unread document cannot pass for one without findings. */
  result(): Report;
  /** Exit code that `hegao check` would have for this document; that of a run is the greatest of them. */
  get exitCode(): 0 | 1 | 2;
}

/** A document with its findings written into it. */
export interface Annotated {
  /** The file: comments in Word documents, marks in plain text and Markdown. */
  readonly content: Uint8Array;
  readonly added: number;
  /** Remarks of earlier runs that were taken out. */
  readonly removed: number;
  /** Comments of earlier runs that stay, because people answered or changed them. */
  readonly kept: number;
  /** Findings that have no paragraph to stand on. */
  readonly withoutPlace: number;
}

/** The copy of one of several documents with its findings, or the error that it has instead. */
export class AnnotatedOutcome {
  protected constructor();
  readonly path: string;
  readonly annotated: Annotated | null;
  readonly error: HegaoError | null;
  /** The copy. Throws the error if there is none. */
  result(): Annotated;
}

/** A document after its fixes. */
export interface Fixed {
  /** The new bytes of the file; `null` if nothing was changed. */
  readonly content: Uint8Array | null;
  readonly changed: boolean;
  /** Findings that were mended. */
  readonly applied: number;
  /** Findings with a fix that was not applied: it is not safe enough, or markup lies inside. */
  readonly left: number;
  /** Rules whose fixes were not applied, because they would undo each other or bring up other findings. */
  readonly heldBack: readonly string[];
  /** Findings of the new content. */
  readonly report: Report;
}
