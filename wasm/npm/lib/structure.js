// The figures and the outline of a document, from the JSON of `hegao figures` and `hegao outline`.
import { place } from "./places.js";

/// The ledger of figures that the JSON says.
export function figures(json) {
  const [file] = JSON.parse(json).files;
  const { path, format, figures: counts } = file;
  return { path, format, counts, passages: file.passages.map(passage), json };
}

function passage({ kind, location, figures: found, relations }) {
  return {
    kind,
    place: place(location),
    figures: found.map(({ text, location: at, tick }) => ({ text, place: place(at), tick })),
    relations: relations.map(relation),
  };
}

function relation({ reading, name, holds, formula, computed, stated, operands }) {
  const operand = (json, label) => ({ label, text: json.text, place: place(json.location) });
  return {
    reading,
    name,
    holds,
    formula,
    computed,
    stated: operand(stated, "stated"),
    operands: operands.map((json) => operand(json, json.label)),
  };
}

/// The outline that the JSON says.
export function outline(json) {
  const { path, format, kind, date, own_dates: own, dates, entries } = JSON.parse(json);
  return {
    path,
    format,
    kind,
    date,
    ownDates: own.map(({ place: source, date: day, location }) => ({ source, date: day, place: location ? place(location) : null })),
    dates: dates.map(({ text, location, first = null, last = null }) => ({ text, place: place(location), first, last })),
    entries: entries.map(entry),
    json,
  };
}

function entry({ kind, text, location, level = null, mark = null, ordinal = null, children = [] }) {
  return { kind, text, place: place(location), level, mark, ordinal, children: children.map(entry) };
}
