/** The figures and the outline of a document. */

import type { Place } from "./places.js";
import type { FigureCounts } from "./report.js";

/** A figure with its unit. */
export interface Figure {
  readonly text: string;
  readonly place: Place;
  /** `holds` or `wrong` if it stands in a relation, `open` if there is nothing to compare it with. */
  readonly tick: "holds" | "wrong" | "open";
}

/** A figure of a relation. */
export interface Operand {
  /** Its part in the relation: `stated`, `from`, `part`, `whole`. */
  readonly label: string;
  readonly text: string;
  readonly place: Place;
}

/** Figures of which one follows from the others. */
export interface Relation {
  /** Name of the reading for programs. */
  readonly reading: string;
  /** The same for people. */
  readonly name: string;
  readonly holds: boolean;
  /** The reckoning: (52.3 − 48.6) ÷ 48.6; empty if figures are only compared. */
  readonly formula: string;
  /** The result of the reckoning. */
  readonly computed: string;
  /** The figure that follows from the others. */
  readonly stated: Operand;
  readonly operands: readonly Operand[];
}

/** A sentence or a table with figures. */
export interface Passage {
  readonly kind: "sentence" | "table";
  readonly place: Place;
  readonly figures: readonly Figure[];
  /** Relations whose stated figure is in it. */
  readonly relations: readonly Relation[];
}

/** The figures of a document. */
export interface Figures {
  readonly path: string;
  readonly format: string;
  readonly counts: FigureCounts;
  readonly passages: readonly Passage[];
  /** The output of `hegao figures --format json` for this document. */
  readonly json: string;
}

/** A part, a heading or an item. */
export interface Entry {
  readonly kind: "part" | "attachment" | "contents" | "heading" | "item";
  /** Its first clause. */
  readonly text: string;
  readonly place: Place;
  /** Of a heading, from 1. */
  readonly level: number | null;
  /** Of an item: （三）. */
  readonly mark: string | null;
  /** Its number. */
  readonly ordinal: number | null;
  /** The entries under it. */
  readonly children: readonly Entry[];
}

/** A date that the document gives itself. */
export interface OwnDate {
  readonly source: "front_matter" | "signature" | "head";
  readonly date: string;
  /** `null` if it does not stand in the text. */
  readonly place: Place | null;
}

/** A date of the text. */
export interface TextDate {
  readonly text: string;
  readonly place: Place;
  /** Its first day, as `2026-03-01`, if that is known. */
  readonly first: string | null;
  readonly last: string | null;
}

/** The structure of a document. */
export interface Outline {
  readonly path: string;
  readonly format: string;
  /** `notice`, `report`, `speech` and so on; `null` if that is not certain. */
  readonly kind: string | null;
  /** The document's own date. */
  readonly date: string | null;
  /** Every date that the document gives itself, its own first. */
  readonly ownDates: readonly OwnDate[];
  /** Every date of the text. */
  readonly dates: readonly TextDate[];
  readonly entries: readonly Entry[];
  /** The output of `hegao outline --json`. */
  readonly json: string;
}
