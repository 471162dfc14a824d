// What the page shows, computed without a page: marks over text, filters, accepted findings as TOML, the checklist.

export const SEVERITIES = ["error", "warning", "hint"];

/// Most cards that are listed at once; the rest is counted.
export const MOST_CARDS = 500;

/// Cuts `text` at the ends of `marks` ({id, start, end, …} in UTF-16 units) into pieces with the marks that cover each.
export function split(text, marks) {
  const cuts = new Set([0, text.length]);
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter((mark) => mark.start < mark.end);
  for (const mark of inside) {
    cuts.add(mark.start);
    cuts.add(mark.end);
  }
  const points = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  for (let at = 0; at + 1 < points.length; at += 1) {
    const [start, end] = [points[at], points[at + 1]];
    const covering = inside.filter((mark) => mark.start <= start && end <= mark.end);
    pieces.push({ text: text.slice(start, end), marks: covering });
  }
  return pieces;
}

/// The heaviest severity of some marks.
export function heaviest(marks) {
  return SEVERITIES.find((severity) => marks.some((mark) => mark.severity === severity)) || "hint";
}

/// Family of a rule: `numbering` of `numbering/gap`.
export function family(rule) {
  return rule.split("/")[0];
}

/// Counts findings by severity, without accepted ones.
export function counts(findings, accepted) {
  const count = { error: 0, warning: 0, hint: 0 };
  for (const finding of findings) {
    if (!accepted.has(finding.fingerprint)) count[finding.severity] += 1;
  }
  return count;
}

/// The findings, the heaviest first and otherwise in their order.
export function heaviestFirst(findings) {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/// Places of documents in the order in which a report shows them: `listed` those that were not read, then those with errors, with
/// warnings, with hints; `folded` those of whose findings none is listed; `clean` the others.
export function standing(documents) {
  const ranks = [[], [], [], []];
  const [folded, clean] = [[], []];
  documents.forEach(({ error, findings, folded: counted }, at) => {
    if (error) ranks[0].push(at);
    else if (findings.length > 0) ranks[1 + SEVERITIES.indexOf(heaviest(findings))].push(at);
    else (counted ? folded : clean).push(at);
  });
  return { listed: ranks.flat(), folded, clean };
}

/// How many findings of each severity documents have that are counted and not listed.
export function foldedIn(documents) {
  const sum = { error: 0, warning: 0, hint: 0 };
  for (const { folded } of documents) {
    for (const severity of SEVERITIES) sum[severity] += (folded && folded[severity]) || 0;
  }
  return sum;
}

/// Findings that pass the filters. An empty set of severities or families lets all pass.
export function filtered(findings, filters, accepted) {
  return findings.filter(
    (finding) =>
      (filters.severities.size === 0 || filters.severities.has(finding.severity)) &&
      (filters.families.size === 0 || filters.families.has(family(finding.rule))) &&
      (filters.accepted || !accepted.has(finding.fingerprint)),
  );
}

/// A basic string of TOML 1.0.
export function tomlString(text) {
  const escapes = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };
  const escaped = Array.from(text, (c) => {
    const code = c.codePointAt(0);
    if (escapes[c]) return escapes[c];
    return code < 0x20 || code === 0x7f ? "\\u" + code.toString(16).padStart(4, "0") : c;
  });
  return '"' + escaped.join("") + '"';
}

/// Accepted findings as entries of a hegao.toml. `accepted` holds {file, rule, text, reason}.
export function ignoresToml(accepted) {
  const entry = ({ file, rule, text, reason }) =>
    ["[[ignore]]", `rule = ${tomlString(rule)}`, `file = ${tomlString(file)}`]
      .concat(text ? [`text = ${tomlString(text)}`] : [], [`reason = ${tomlString(reason)}`, ""])
      .join("\n");
  return accepted.map(entry).join("\n");
}

/// The name of a download: `讲话（批注）.docx`.
export function renamed(name, suffix) {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) + suffix + name.slice(dot) : name + suffix;
}

/// A day as ISO 8601 writes it, by the clock of the reader.
export function isoDay(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/// Groups the blocks of a text: runs of cells of one table become one group with rows, every other block its own.
export function groups(blocks) {
  const found = [];
  for (const block of blocks) {
    const last = found[found.length - 1];
    if (block.table === undefined) {
      found.push({ block });
    } else if (last && last.table === block.table) {
      last.cells.push(block);
    } else {
      found.push({ table: block.table, cells: [block] });
    }
  }
  return found;
}

/// The rows of a table: cells by row, in the order of columns.
export function rows(cells) {
  const byRow = new Map();
  for (const cell of cells) {
    if (!byRow.has(cell.row)) byRow.set(cell.row, []);
    byRow.get(cell.row).push(cell);
  }
  return [...byRow.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => {
      const columns = new Map();
      for (const cell of row) {
        if (!columns.has(cell.column)) columns.set(cell.column, []);
        columns.get(cell.column).push(cell);
      }
      return [...columns.entries()].sort((a, b) => a[0] - b[0]).map(([, blocks]) => blocks);
    });
}

/// The next of `ids` behind `current`, by `step` (1 or -1), around the end. `undefined` if there is none.
export function stepped(ids, current, step) {
  if (ids.length === 0) return undefined;
  const at = ids.indexOf(current);
  if (at < 0) return step > 0 ? ids[0] : ids[ids.length - 1];
  return ids[(at + step + ids.length) % ids.length];
}
