/** Places in documents, in the units that people and programs count in. */

/** A character of the file; in Word and its like, a character of the line that `text` gives. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  /** In UTF-16 code units, from 1: what `String` counts in. */
  readonly utf16Column: number;
  /** From 0: of the file, or of the part of a package. */
  readonly byte: number;
}

/** A cell of a table; all three count from 1. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/** A place in a Word or OpenDocument file, for programs that change it. */
export interface PackagePlace {
  /** As `word/document.xml`. */
  readonly part: string;
  readonly kind: string;
  /** Among all paragraphs of the part, from 1: `(//w:p)[n]`. */
  readonly paragraph: number;
  /** First character of the text of the paragraph, from 0. */
  readonly start: number;
  /** One past the last. */
  readonly end: number;
  readonly cell: Cell | null;
}

/** From a character to one past the last. */
export interface Place {
  readonly start: Position;
  readonly end: Position;
  /** The place as people speak of it who have the document open: 第17段（「（三）加强监管」之下）. */
  readonly words: string | null;
  /** `paragraph`, `heading`, `item`, `cell`, `contents`, `header`, `footer`, `footnote`, `endnote`, `box`, `aside`, `hidden`. */
  readonly kind: string | null;
  /** Of a heading. */
  readonly level: number | null;
  /** Of a note or a text box. */
  readonly number: number | null;
  /** Of the running text, from 1, without empty ones and tables. */
  readonly paragraph: number | null;
  /** The heading or the item that it stands under. */
  readonly under: string | null;
  readonly cell: Cell | null;
  /** Of a PDF, from 1. */
  readonly page: number | null;
  readonly package: PackagePlace | null;
}
