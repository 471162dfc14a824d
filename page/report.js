// Reads the JSON report: the one place that knows its keys.

/// A document of a report: {name, error} or {name, blocks, findings, figures, day}.
export function documentOf(file) {
  if (file.error) return { name: file.path, error: file.error.message, help: file.error.help };
  const blocks = (file.text ? file.text.blocks : []).map((block) => ({
    kind: block.kind,
    level: block.level,
    text: block.text,
    start: block.utf16.start,
    end: block.utf16.end,
    place: block.place,
    table: block.cell ? block.cell.table : undefined,
    row: block.cell ? block.cell.row : undefined,
    column: block.cell ? block.cell.column : undefined,
  }));
  const findings = file.diagnostics.map((found, number) => ({
    id: number,
    rule: found.rule,
    family: found.family || found.rule.split("/")[0],
    severity: found.severity,
    message: found.message,
    help: found.help,
    fingerprint: found.fingerprint,
    place: found.place || "",
    range: found.utf16,
    quote: found.args && typeof found.args.match === "string" ? found.args.match : "",
    fix: found.fix,
    related: found.related.map((other) => ({ message: other.message, place: other.place || "", range: other.utf16 })),
    arithmetic: found.arithmetic,
  }));
  return { name: file.path, blocks, findings, figures: file.figures, day: file.reference && file.reference.date };
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
