// Compiled, never run: what a program in TypeScript may write, and what it may not.
import * as hegao from "hegao";
import type { Document, Finding, Place, Settings } from "hegao";
import { check, Linter, Report } from "hegao";

const settings: Settings = { select: ["date"], language: "en", today: new Date(), packs: new URL("file:///rules") };
const documents: Document[] = ["text", new Uint8Array(), { path: "a.docx" }, { name: "a.txt", content: "text" }, new URL("file:///a.txt")];

export function first(report: Report): string {
  const found: Finding | undefined = report.findings[0];
  if (found === undefined) return "";
  const { start, words }: Place = found.place;
  const column: number = start.utf16Column;
  return `${found.severity satisfies "error" | "warning" | "hint"} ${words ?? ""} ${column} ${found.fix?.edits[0]?.text ?? ""}`;
}

const linter = new Linter(settings);
for (const document of documents) first(linter.check(document, { name: "a.txt" }));
const content: Uint8Array | null = linter.fix("text", { unsafe: true }).content;
const copied: Uint8Array = hegao.annotate("text", { ...settings, author: "王秘书" }).content;
const codes: (0 | 1 | 2)[] = hegao.checkMany(documents, { progress: (done, total) => void (done + total) }).map((outcome) => outcome.exitCode);
const rows: hegao.Row[] = hegao.checkTogether(documents).flatMap((outcome) => outcome.report?.toRows() ?? []);
const ticks: ("holds" | "wrong" | "open")[] = hegao.figures("text").passages.flatMap((passage) => passage.figures.map((figure) => figure.tick));
const entries: readonly hegao.Entry[] = hegao.outline("text").entries;
export const all: unknown[] = [content, copied, codes, rows, ticks, entries, hegao.COLUMNS, hegao.text("text"), hegao.checkAgainst("new", "old")];
export const copies: (Uint8Array | undefined)[] = hegao.annotateTogether(documents, { author: "王秘书", select: "set" }).map((outcome) => outcome.annotated?.content);
export const hashes: string[] = linter.fingerprints("text", { name: "a.txt" });
export const loaded: Promise<void> = hegao.load(new Uint8Array());

try {
  check("text", { config: "" });
} catch (error) {
  if (error instanceof hegao.ConfigurationError) console.log(error.place?.line, error.others.map((other) => other.fault));
  else if (error instanceof hegao.EngineError) console.log(error.path?.length, error.kind, error.help, error.cause);
  else if (error instanceof hegao.UnknownRuleError) console.log(error.rule, error.suggestion);
}

// @ts-expect-error a misspelled option
check("text", { ignores: "date" });
// @ts-expect-error no language
check("text", { language: "fr" });
// @ts-expect-error no document
check(17);
// @ts-expect-error settings are those of the linter
linter.check("text", { select: "date" });
// @ts-expect-error reports come from checks
new Report();
// @ts-expect-error a report is not changed
check("text").findings[0]!.rule = "";
