// Reads the JSON report: the one place that knows its keys.

/// A stretch of the text, in UTF-16 units.
function range(location) {
  const { utf16_start: start, utf16_end: end } = location.in_text;
  return { start, end };
}

/// A line and a column, in UTF-16 units, as places in other documents are told.
function point({ line, utf16_column: column }) {
  return { line, column };
}

function placed(location) {
  return { place: location.place.words, range: range(location) };
}

/// A document of a report: {name, error} or {name, blocks, findings, folded, figures, day}; `folded` counts findings, by
/// severity, that the report does not list.
export function documentOf(file) {
  if (file.error) return { name: file.path, error: file.error.message, help: file.error.accepted ?? file.error.help };
  const blocks = file.text.map(({ text, location, columns, rows }) => {
    const { kind, level, words, cell } = location.place;
    const [from, to] = [point(location.start), point(location.end)];
    return { kind, level, text, ...range(location), from, to, place: words, ...cell, columns, rows };
  });
  const findings = file.diagnostics.map((found, id) => ({
    id,
    rule: found.rule,
    severity: found.severity,
    message: found.message,
    help: found.help,
    fingerprint: found.fingerprint,
    ...placed(found.location),
    quote: typeof found.args.match === "string" ? found.args.match : "",
    fix: found.fix,
    related: found.related.map((other) => ({ message: other.message, ...placed(other.location) })),
    elsewhere: (found.elsewhere || []).map(({ path, message, excerpt, quote, location }) => ({
      path, message, excerpt, quote, place: location.place && location.place.words, ...point(location.start),
    })),
  }));
  const { path: name, folded, figures, reference } = file;
  return { name, blocks, findings, folded, figures, day: reference && reference.date };
}

/// The marks of one block: places of findings and what they relate to, in units of its text.
export function marksOf(block, findings) {
  const marks = [];
  const add = (finding, range, isRelated) => {
    if (!range || range.end <= block.start || block.end <= range.start) return;
    marks.push({
      id: finding.id,
      severity: finding.severity,
      isRelated,
      start: range.start - block.start,
      end: range.end - block.start,
    });
  };
  for (const finding of findings) {
    add(finding, finding.range, false);
    for (const other of finding.related) add(finding, other.range, true);
  }
  return marks;
}

/// Sorts findings into blocks, so that each block looks at its own only. Returns a list of findings for each block.
export function byBlock(blocks, findings) {
  const lists = blocks.map(() => []);
  const starts = blocks.map((block) => block.start);
  const find = (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  for (const finding of findings) {
    for (const range of [finding.range, ...finding.related.map((other) => other.range)]) {
      if (!range || blocks.length === 0) continue;
      const last = find(Math.max(range.start, range.end - 1));
      for (let at = find(range.start); at <= last; at += 1) {
        const list = lists[at];
        if (list[list.length - 1] !== finding) list.push(finding);
      }
    }
  }
  return lists;
}
