// hegao as a rule of textlint: the findings of a text or a Markdown document at their places, and its safe fixes for `textlint --fix`.
//
// Options: those of `Linter` of the package, and `least`, the lightest severity that is reported ("hint" if none is given).
import { HegaoError, Linter } from "hegao";

const SEVERITIES = ["hint", "warning", "error"];
// textlint makes a rule anew for each file; the settings are the same.
let made;

function linterFor(settings) {
  const key = JSON.stringify(settings);
  if (made?.key !== key) made = { key, linter: new Linter(settings) };
  return made.linter;
}

/// The index in `source` of a place that is told by its line and its column in UTF-16 units.
function indexer(source) {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return ({ line, utf16Column }) => starts[line - 1] + utf16Column - 1;
}

/// One replacement that does what the edits of a fix do together.
function replacement(source, indexOf, { edits }) {
  const ranges = edits.map(({ place, text }) => ({ start: indexOf(place.start), end: indexOf(place.end), text }));
  ranges.sort((a, b) => a.start - b.start);
  const [from, to] = [ranges[0].start, ranges[ranges.length - 1].end];
  let [text, at] = ["", from];
  for (const range of ranges) {
    text += source.slice(at, range.start) + range.text;
    at = range.end;
  }
  return { range: [from, to], text };
}

function reporter(context, { least = "hint", ...settings } = {}) {
  const { Syntax, RuleError, report, getSource, getFilePath, locator, fixer } = context;
  if (!SEVERITIES.includes(least)) throw new Error(`least: ${SEVERITIES.join(", ")}, not ${JSON.stringify(least)}`);
  return {
    [Syntax.Document](node) {
      const source = getSource();
      const indexOf = indexer(source);
      // Ranges are told from the beginning of the node, which may begin behind blank lines.
      const [offset] = node.range;
      let findings;
      try {
        findings = linterFor(settings).check(source, { name: getFilePath() ?? "-" }).findings;
      } catch (error) {
        // A document that hegao refuses has that as its one finding; anything else is a fault of this rule.
        if (!(error instanceof HegaoError)) throw error;
        report(node, new RuleError(`[${error.kind}] ${error.fault}`));
        return;
      }
      for (const found of findings) {
        if (SEVERITIES.indexOf(found.severity) < SEVERITIES.indexOf(least)) continue;
        const range = [indexOf(found.place.start) - offset, indexOf(found.place.end) - offset];
        const details = { padding: locator.range(range) };
        if (found.fix?.safety === "safe") {
          const { range: [from, to], text } = replacement(source, indexOf, found.fix);
          details.fix = fixer.replaceTextRange([from - offset, to - offset], text);
        }
        const help = found.help ? `\n${found.help}` : "";
        report(node, new RuleError(`[${found.rule}] ${found.message}${help}`, details));
      }
    },
  };
}

export default { linter: reporter, fixer: reporter };
