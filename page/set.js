// Papers of a set, computed without a page: which documents are compared, what a comparison adds to them, where a place in another
// document is.

import { documentOf } from "./report.js";

/// The numbers of the documents of a set that were read. Fewer than two cannot be compared.
export function papers(documents, set) {
  const numbers = documents.map((_, at) => at);
  return numbers.filter((at) => set !== undefined && documents[at].set === set && !documents[at].error);
}

/// A document with the findings that its set adds. `file` is its part of the report on the set. What was found in it alone stays at
/// hand, for a reader who says that the documents are no set.
export function compared(document, file) {
  const { findings, blocks } = documentOf({ ...file, path: document.name });
  return { ...document, blocks, findings, alone: document.alone || document.findings, together: findings };
}

/// A document with the findings of its set, or with those of itself alone.
export function shownAs(document, isApart) {
  if (!document.together) return document;
  return { ...document, findings: isApart ? document.alone : document.together };
}

/// What is said of the set of a document: `outcome` is undefined before a comparison, then {done} or {failed}. Empty for a document
/// that came alone.
export function noteOf(words, documents, set, outcome, isApart) {
  const members = documents.filter((one) => set !== undefined && one.set === set);
  if (members.length < 2) return "";
  if (isApart) return words.apartNote;
  const unread = members.filter((one) => one.error).map((one) => one.name);
  const left = unread.length > 0 ? words.leftOut(unread) : "";
  if (members.length - unread.length < 2) return words.tooFew + left;
  if (!outcome) return "";
  return (outcome.failed ? words.notCompared(outcome.failed) : words.compared(members.length - unread.length)) + left;
}

/// The place in words: 第17段, or the line in formats that have lines.
export function placeOf(words, other) {
  return other.place || words.line(other.line);
}

/// The number of the document of the same set that a place is in; -1 if it is not open here.
export function holderOf(documents, document, other) {
  return documents.findIndex((one) => one.name === other.path && one.set === document.set && !one.error);
}

const isBehind = (one, other) => one.line > other.line || (one.line === other.line && one.column >= other.column);

/// The stretch of a text, in UTF-16 units, that a place of another document points at: its words if they are found in their block, else
/// the whole block. `undefined` if the text has no block there.
export function rangeOf(blocks, other) {
  const before = blocks.filter((block) => block.from && isBehind(other, block.from));
  const block = before.find((one) => isBehind(one.to, other)) || before[before.length - 1];
  if (!block) return undefined;
  const near = block.from.line === other.line ? other.column - block.from.column : 0;
  let nearest = -1;
  // Marks of markup count in columns and are not in the text, so the words are looked for around the column.
  for (let at = other.quote ? block.text.indexOf(other.quote) : -1; at >= 0; at = block.text.indexOf(other.quote, at + 1)) {
    if (nearest < 0 || Math.abs(at - near) < Math.abs(nearest - near)) nearest = at;
  }
  if (nearest < 0) return { start: block.start, end: block.end };
  return { start: block.start + nearest, end: block.start + nearest + other.quote.length };
}
