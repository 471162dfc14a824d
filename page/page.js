// The page: documents in tabs, the text with marks, cards, the ledger of figures, downloads. It runs with the engine
// (核稿.html) or on a report that `hegao check --format html` put into it.

import { FAMILIES } from "./families.js";
import { WORDS } from "./words.js";
import {
  MOST_CARDS, SEVERITIES, counts, family, filtered, foldedIn, groups, heaviest, heaviestFirst, ignoresToml, isoDay, renamed, rows,
  split, standing, stepped,
} from "./model.js";
import { byBlock, documentOf, marksOf } from "./report.js";
import { compared, holderOf, noteOf, papers, placeOf, rangeOf, shownAs } from "./set.js";
import { Broken, Engine, Stopped, unpack } from "./engine.js";

const data = document.getElementById("data");
const report = data && data.type === "application/json" ? JSON.parse(data.textContent) : undefined;

const state = {
  words: WORDS[report && report.run.lang === "en" ? "en" : "zh"],
  engine: undefined,
  documents: [],
  config: undefined,
  shown: -1,
  current: undefined,
  filters: { severities: new Set(), families: new Set(), accepted: false },
  /// Documents that came together are no set.
  isApart: false,
  /// How many sets came, and what became of their comparisons.
  sets: 0,
  outcomes: new Map(),
  /// The place in the shown document that a finding of another one led to, and the way back.
  pointed: undefined,
  back: undefined,
};

WORDS.zh.families = FAMILIES;
WORDS.en.families = {};

const $ = (id) => document.getElementById(id);

/// The name of a configuration: a file of that name is no document.
const CONFIG = "hegao.toml";

/// Kinds of blocks that stand beside the running text.
const BESIDE = ["header", "footer", "footnote", "endnote", "box", "contents", "aside", "hidden"];

/// Makes an element with properties and children.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-") || name.startsWith("data-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

function say(text) {
  $("status").textContent = text;
}

function shownDocument() {
  return state.documents[state.shown];
}

function visible() {
  const shown = shownDocument();
  const listed = shown && shown.findings ? filtered(shown.findings, state.filters, shown.accepted) : [];
  // A report is read for what is worst; with the engine a document is mended from its top.
  return state.engine ? listed : heaviestFirst(listed);
}

/* Words of the page */

function speak() {
  const { words } = state;
  document.documentElement.lang = words.tag;
  document.title = words.name;
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = words[element.dataset.words];
  $("language").textContent = words.other;
  $("language").lang = words.tag === "en" ? "zh-CN" : "en";
  $("text").setAttribute("aria-label", words.document);
  $("cards").setAttribute("aria-label", words.findings);
  $("key-list").replaceChildren(
    make("table", {}, make("tbody", {}, ...words.keyList.map(([keys, meaning]) =>
      make("tr", {}, make("th", { scope: "row" }, keys), make("td", {}, meaning))))),
  );
}

/* The text */

function markElement(mark, text) {
  const kinds = mark.marks.filter((one) => !one.isRelated);
  const marks = kinds.length > 0 ? kinds : mark.marks;
  const id = marks[marks.length - 1].id;
  const name = kinds.length > 0 ? heaviest(kinds) : "related";
  const isThere = id === THERE;
  return make("mark", {
    class: isThere ? "there" : name,
    "data-ids": mark.marks.map((one) => one.id).join(" "),
    onclick: () => !isThere && select(id, "card"),
  }, text);
}

/// The mark at a place that a finding of another document led to.
const THERE = "there";

function blockElement(block, findings) {
  const names = [block.kind];
  if (block.level) names.push(`level-${block.level}`);
  const pieces = split(block.text, marksOf(block, findings))
    .map((piece) => (piece.marks.length > 0 ? markElement(piece, piece.text) : piece.text));
  const element = make("p", { class: names.join(" ") }, ...pieces);
  if (block.kind === "heading") {
    element.setAttribute("role", "heading");
    element.setAttribute("aria-level", String(Math.min(block.level || 1, 5) + 1));
  }
  if (BESIDE.includes(block.kind)) {
    element.classList.add("aside");
    element.setAttribute("data-place", block.place);
  }
  return element;
}

function drawText() {
  const shown = shownDocument();
  const pointed = state.pointed ? [{ id: THERE, range: state.pointed, related: [] }] : [];
  const findings = [...visible(), ...pointed];
  const lists = new Map(byBlock(shown.blocks, findings).map((list, at) => [shown.blocks[at], list]));
  const draw = (block) => blockElement(block, lists.get(block));
  const seen = shown.blocks.filter((block) => block.kind !== "hidden" || lists.get(block).length > 0);
  const elements = groups(seen).map((group) => {
    if (group.block) return draw(group.block);
    const body = rows(group.cells).map((row) =>
      make("tr", {}, ...row.map((cell) => make("td", {
        colSpan: cell[0].columns || 1, rowSpan: cell[0].rows || 1,
      }, ...cell.map(draw)))));
    return make("div", { class: "scroll" }, make("table", {}, make("tbody", {}, ...body)));
  });
  if (elements.length === 0) elements.push(make("p", { class: "note" }, state.words.noText));
  $("text").replaceChildren(...elements);
}

/* Cards */

function card(finding) {
  const { words } = state;
  const shown = shownDocument();
  const isAccepted = shown.accepted.has(finding.fingerprint);
  const element = make("li", {
    class: `card ${finding.severity}${isAccepted ? " accepted" : ""}`, id: `card-${finding.id}`, tabIndex: -1,
  });
  element.append(
    make("p", { class: "what" },
      make("span", { class: "severity" }, words.severity[finding.severity]),
      make("button", { type: "button", class: "link", onclick: () => select(finding.id, "text") }, finding.place || "→")),
    make("p", {}, finding.message),
  );
  if (finding.related.length > 0) {
    element.append(make("ul", { "aria-label": words.places }, ...finding.related.map((other) =>
      make("li", {}, [other.place, other.message].filter(Boolean).join("：")))));
  }
  for (const other of finding.elsewhere) element.append(otherPlace(finding, other));
  if (finding.help) element.append(make("p", { class: "help" }, finding.help));
  const buttons = [];
  if (finding.fix && state.engine && !isAccepted) {
    const unsafe = finding.fix.safety === "safe" ? "" : words.unsafe;
    buttons.push(make("button", { type: "button", onclick: () => mendOne(finding) }, words.fix + finding.fix.title + unsafe));
  }
  const toggle = isAccepted ? words.restore : words.right;
  buttons.push(make("button", { type: "button", onclick: () => accept(finding) }, toggle));
  element.append(make("p", { class: "tools" }, ...buttons), make("p", { class: "rule" }, finding.rule));
  return element;
}

/// `另见 报告.docx 第5段：另一处`, with a way there if that document is open.
function otherPlace(finding, other) {
  const { words } = state;
  const place = `${other.path} ${placeOf(words, other)}`;
  const holder = holderOf(state.documents, shownDocument(), other);
  const link = make("button", { type: "button", class: "link", onclick: () => follow(finding, other, holder) }, place);
  const shown = holder < 0 ? make("b", {}, place) : link;
  const told = other.excerpt ? [make("q", {}, ...marked(other))] : [other.message];
  return make("p", { class: "elsewhere" }, `${words.also} `, shown, "：", ...told);
}

/// The words around a place, with its own marked.
function marked({ excerpt, quote }) {
  const at = quote ? excerpt.indexOf(quote) : -1;
  return at < 0 ? [excerpt] : [excerpt.slice(0, at), make("b", {}, quote), excerpt.slice(at + quote.length)];
}

/// Opens the document that a finding is about too, at the place.
function follow(finding, other, holder) {
  const back = { at: state.shown, fingerprint: finding.fingerprint };
  show(holder, { back, pointed: rangeOf(state.documents[holder].blocks, other) });
  const mark = document.querySelector("mark.there");
  if (!mark) return;
  mark.tabIndex = -1;
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

/// Goes back to the finding that led here.
function goBack() {
  const { at, fingerprint } = state.back;
  show(at);
  const found = visible().find((finding) => finding.fingerprint === fingerprint);
  if (found) select(found.id, "both");
}

function drawFilters() {
  const { words, filters } = state;
  const shown = shownDocument();
  const families = [...new Set(shown.findings.map((found) => family(found.rule)))].sort();
  const box = (set, value, label) => make("label", {}, make("input", {
    type: "checkbox", checked: set.has(value), "data-filter": value,
    onchange: (event) => {
      if (event.target.checked) set.add(value);
      else set.delete(value);
      draw();
    },
  }), ` ${label}`);
  const legend = make("span", {}, words.filters);
  const severities = SEVERITIES.map((severity) => box(filters.severities, severity, words.severity[severity]));
  $("filters").replaceChildren(legend, ...severities, ...families.map((id) => box(filters.families, id, words.families[id] || id)));
}

function drawCards() {
  const { words } = state;
  const shown = shownDocument();
  const findings = visible();
  const listed = findings.slice(0, MOST_CARDS).map(card);
  if (findings.length > MOST_CARDS) listed.push(make("li", { class: "note" }, words.more(findings.length - MOST_CARDS)));
  $("list").replaceChildren(...listed);
  const ignored = shown.accepted.size > 0 ? words.ignored(shown.accepted.size) : "";
  $("shown").textContent = shown.findings.length > 0 ? words.shown(findings.length, shown.findings.length) + ignored : "";
}

/* The checklist for paper */

function drawChecklist() {
  const { words } = state;
  const shown = shownDocument();
  const items = visible().map((finding) => make("li", {},
    `${words.severity[finding.severity]}　${finding.place}　${finding.message}`,
    finding.quote ? make("span", { class: "quote" }, `　「${finding.quote}」`) : undefined,
    ...finding.elsewhere.map((other) => `　${words.also} ${other.path} ${placeOf(words, other)}`)));
  $("checklist").replaceChildren(
    make("h1", {}, words.checklist(shown.name)),
    make("p", {}, words.checked(shown.day || isoDay(new Date()))),
    make("ul", {}, ...items),
  );
}

/* The ledger of figures */

async function toggleLedger() {
  const panel = $("ledger");
  panel.hidden = !panel.hidden;
  $("ledger-toggle").setAttribute("aria-expanded", String(!panel.hidden));
  if (!panel.hidden) await drawLedger();
}

async function drawLedger() {
  const { words } = state;
  const shown = shownDocument();
  const counted = shown.figures || { hold: 0, wrong: 0, open: 0 };
  const lines = [make("h2", {}, words.ledger), make("p", {}, words.ledgerCounts(counted.hold, counted.wrong, counted.open))];
  if (state.engine && !shown.ledger) {
    const bytes = await ask("figures", shown);
    shown.ledger = bytes && JSON.parse(new TextDecoder().decode(bytes)).files[0];
  }
  const passages = shown.ledger && shown.ledger.passages ? shown.ledger.passages : [];
  const told = passages.flatMap((passage) => passage.relations);
  lines.push(told.length === 0 ? make("p", {}, words.ledgerNone) : make("ul", {}, ...told.map((relation) => make("li", {},
    make("span", { class: relation.verdict === "wrong" ? "wrong" : "holds" }, relation.verdict === "wrong" ? "✗ " : "✓ "),
    `${relation.name}　`, make("code", {}, `${relation.formula} = ${relation.computed}`)))));
  $("ledger").replaceChildren(...lines);
}

/* What readers do */

function select(id, where) {
  for (const element of document.querySelectorAll(".current")) element.classList.remove("current");
  state.current = id;
  const element = $(`card-${id}`);
  const marks = [...document.querySelectorAll("mark")].filter((mark) => mark.dataset.ids.split(" ").includes(String(id)));
  for (const mark of marks) mark.classList.add("current");
  const first = marks.find((mark) => !mark.classList.contains("related")) || marks[0];
  if (first && where !== "card") first.scrollIntoView({ block: "center" });
  if (element) {
    element.classList.add("current");
    if (where !== "text") element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
  }
}

function step(by) {
  const next = stepped(visible().map((finding) => finding.id), state.current, by);
  if (next !== undefined) {
    select(next, "both");
  }
}

function accept(finding) {
  const { accepted } = shownDocument();
  if (!accepted.delete(finding.fingerprint)) accepted.set(finding.fingerprint, finding);
  draw();
}

function downloadIgnores() {
  const entries = state.documents.flatMap((shown) => [...(shown.accepted || new Map()).values()].map((finding) => ({
    file: shown.name, rule: finding.rule, text: finding.quote, reason: state.words.right,
  })));
  download(CONFIG, new TextEncoder().encode(ignoresToml(entries)), "application/toml");
}

function download(name, bytes, type = "application/octet-stream") {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  say(state.words.downloaded(name));
}

/* The engine */

function options() {
  const { config, words } = state;
  return { config, clock: isoDay(new Date()), language: words.tag === "en" ? "en" : "zh" };
}

/// Makes the engine ready for the options, and shows what it is too old to check.
async function prepare() {
  const outdated = new TextDecoder().decode(await state.engine.ask("", options()));
  $("outdated").textContent = outdated;
  $("outdated").hidden = outdated === "";
}

/// Takes a hegao.toml for all documents, those that are open too. One with a mistake is told and not taken.
async function configure(file) {
  const before = state.config;
  state.config = await file.text();
  try {
    await prepare();
  } catch (error) {
    state.config = before;
    throw error;
  }
  for (const [at, shown] of state.documents.entries()) {
    if (shown.bytes) state.documents[at] = await again(shown, shown.bytes);
  }
  for (let set = 1; set <= state.sets; set += 1) await compareSet(set);
}

/// Asks the engine about a document and says what went wrong; `undefined` then.
async function ask(op, shown, argument) {
  return askFor(op, { name: shown.name, bytes: shown.bytes, argument });
}

async function askFor(op, question) {
  try {
    return await state.engine.ask(op, options(), question);
  } catch (error) {
    if (error instanceof Broken) say(state.words.broken);
    else if (!(error instanceof Stopped)) say(error.message);
    return undefined;
  }
}

function filesOf(answer) {
  return JSON.parse(new TextDecoder().decode(answer)).files;
}

async function checked(name, bytes, original = bytes) {
  const [file] = filesOf(await state.engine.ask("check", options(), { name, bytes }));
  return { ...documentOf({ ...file, path: name }), bytes, original, accepted: new Map() };
}

/// A document checked again, with what its reader did to it.
async function again(shown, bytes) {
  const { accepted, mended, set } = shown;
  return { ...(await checked(shown.name, bytes, shown.original)), accepted, mended, set };
}

/// Compares the papers of a set, unless they are none, and adds to each what the others say differently.
async function compareSet(set) {
  const { words } = state;
  const places = papers(state.documents, set);
  if (state.isApart || places.length < 2) return;
  const before = places.map((at) => state.documents[at]);
  $("busy-text").textContent = words.comparing(places.length);
  $("busy").hidden = false;
  try {
    const documents = before.map(({ name, bytes }) => ({ name, bytes }));
    const files = filesOf(await state.engine.ask("together", options(), { documents }));
    const failed = files.find((file) => file.error);
    if (failed) throw new Error(failed.error.message);
    places.forEach((at, number) => {
      // A document that was mended meanwhile is compared again by whoever mended it.
      if (state.documents[at].bytes !== before[number].bytes) return;
      state.documents[at] = shownAs(compared(state.documents[at], files[number]), state.isApart);
    });
    state.outcomes.set(set, { done: true });
  } catch (error) {
    const broken = error instanceof Broken ? words.brokenSet : error.message;
    state.outcomes.set(set, { failed: error instanceof Stopped ? words.stoppedComparing : broken });
  }
  $("busy").hidden = true;
}

/// Holds the papers of all sets against each other, or lets each stand by itself.
async function setApart(isApart) {
  state.isApart = isApart;
  state.documents = state.documents.map((one) => shownAs(one, isApart));
  for (let set = 1; set <= state.sets; set += 1) {
    const outcome = state.outcomes.get(set);
    if (!outcome || outcome.failed) await compareSet(set);
  }
  state.current = undefined;
  draw();
}

async function open(all) {
  const { words } = state;
  const files = all.filter((file) => file.name !== CONFIG);
  const config = all.find((file) => file.name === CONFIG);
  $("busy").hidden = false;
  if (config) {
    try {
      await configure(config);
      draw();
      say(words.configured);
    } catch (error) {
      say(`${CONFIG}：${words.unread}。${error.message}`);
      $("busy").hidden = true;
      return;
    }
  }
  const set = files.length > 1 ? state.sets + 1 : undefined;
  state.sets = set || state.sets;
  let isStopped = false;
  let number = 0;
  for (const file of files) {
    number += 1;
    $("busy-text").textContent = words.checking(file.name, number, files.length);
    $("progress").removeAttribute("value");
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      state.documents.push({ ...(await checked(file.name, bytes)), set });
    } catch (error) {
      if (error instanceof Stopped) {
        isStopped = true;
        break;
      }
      const told = error instanceof Broken ? words.broken : error.message;
      state.documents.push({ name: file.name, error: told, set });
    }
    show(state.documents.length - 1);
  }
  if (set && isStopped) state.outcomes.set(set, { failed: words.stoppedComparing });
  else if (set) await compareSet(set);
  $("busy").hidden = true;
  if (set) draw();
  if (isStopped) say(words.cancelled);
}

async function mendOne(finding) {
  const shown = shownDocument();
  const bytes = await ask("apply", shown, finding.fingerprint);
  if (bytes) await replace(shown, bytes, 1);
}

async function replace(shown, bytes, count) {
  const at = state.documents.findIndex((one) => one.accepted === shown.accepted);
  const next = await again(shown, bytes);
  next.mended = (shown.mended || 0) + count;
  state.documents[at] = next;
  await compareSet(next.set);
  draw();
  say(state.words.fixed(next.mended));
}

/// Asks for the commented file of a document: with what its set adds, if it was compared.
async function annotated(shown) {
  if (!shown.together || state.isApart) return ask("annotate", shown);
  const places = papers(state.documents, shown.set);
  const documents = places.map((at) => ({ name: state.documents[at].name, bytes: state.documents[at].bytes }));
  return askFor("annotateTogether", { documents, argument: String(places.indexOf(state.shown)) });
}

async function downloadAnnotated() {
  const shown = shownDocument();
  const bytes = await annotated(shown);
  if (bytes) download(renamed(shown.name, state.words.annotated), bytes);
}

async function downloadMended() {
  const shown = shownDocument();
  const bytes = shown.mended ? shown.bytes : await ask("fix", shown);
  if (bytes) download(renamed(shown.name, state.words.mended), bytes);
}

/* Drawing */

function drawFiles() {
  const { documents, engine } = state;
  const { listed, folded, clean } = engine ? { listed: [...documents.keys()], folded: [], clean: [] } : standing(documents);
  const tabs = (places) => places.map((at) => make("button", {
    type: "button", role: "tab", "aria-selected": String(at === state.shown), onclick: () => show(at),
  }, documents[at].name));
  $("files").hidden = documents.length < 2;
  $("files").replaceChildren(...tabs(listed));
  const group = (places, head) => make("details", { open: places.includes(state.shown), hidden: places.length === 0 },
    make("summary", {}, head), make("div", { class: "files", role: "tablist" }, ...tabs(places)));
  const counted = foldedIn(documents);
  const { words } = state;
  $("quiet").hidden = documents.length < 2 || (folded.length + clean.length === 0 && levels(counted).length === 0);
  $("quiet").replaceChildren(
    make("p", { class: "note", hidden: levels(counted).length === 0 },
      words.folded(levels(counted).map(([severity, count]) => words.count(severity, count)))),
    group(folded, words.onlyFolded(folded.length, onlyLevels(folded.map((at) => documents[at])))),
    group(clean, words.clean(clean.length)),
  );
}

/// The severities with findings that are counted and not listed, with their numbers.
function levels(counted) {
  return SEVERITIES.filter((severity) => counted[severity] > 0).map((severity) => [severity, counted[severity]]);
}

/// The names of the severities that are all that these documents have.
function onlyLevels(documents) {
  return levels(foldedIn(documents)).map(([severity]) => state.words.several[severity]);
}

/// What became of the set of the shown document, and in the bar, which stays in sight, the way back to the finding that led here.
function drawSet() {
  const { words, back } = state;
  const shown = shownDocument();
  const note = shown ? noteOf(words, state.documents, shown.set, state.outcomes.get(shown.set), state.isApart) : "";
  if ($("set-note").textContent !== note) $("set-note").textContent = note;
  $("back").hidden = !back;
  $("back").textContent = back ? words.back(state.documents[back.at].name) : "";
  $("set-note").hidden = !note;
}

function draw() {
  const { words } = state;
  const shown = shownDocument();
  const isRead = shown && !shown.error;
  document.body.classList.toggle("has-files", Boolean(shown));
  $("start").hidden = !state.engine;
  $("work").hidden = !isRead;
  $("tools").hidden = !isRead;
  $("annotate").hidden = $("mend").hidden = !state.engine;
  $("ignores").hidden = !state.documents.some((one) => one.accepted && one.accepted.size > 0);
  drawFiles();
  drawSet();
  if (!shown) return;
  if (shown.error) {
    say(`${shown.name}：${words.unread}。${shown.error}${shown.help ? ` ${shown.help}` : ""}`);
    return;
  }
  const { error, warning, hint } = counts(shown.findings, shown.accepted);
  const none = shown.folded ? words.only(onlyLevels([shown])) : words.none;
  say(`${shown.name}：${error + warning + hint === 0 ? none : words.found(error, warning, hint)}`);
  drawFilters();
  drawText();
  drawCards();
  drawChecklist();
  $("mend").hidden = !state.engine || !(shown.mended || shown.findings.some((found) => found.fix && found.fix.safety === "safe"));
}

function show(number, { back, pointed } = {}) {
  state.shown = number;
  state.current = undefined;
  state.back = back;
  state.pointed = pointed;
  $("ledger").hidden = true;
  $("ledger-toggle").setAttribute("aria-expanded", "false");
  draw();
}

/* Start */

function toggleFilter(severity) {
  const { severities } = state.filters;
  const isOnly = severities.size === 1 && severities.has(severity);
  severities.clear();
  if (!isOnly) severities.add(severity);
  draw();
}

function toggleKeys() {
  $("key-list").hidden = !$("key-list").hidden;
  $("keys").setAttribute("aria-expanded", String(!$("key-list").hidden));
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "?") toggleKeys();
  if (!shownDocument() || shownDocument().error) return;
  const current = () => visible().find((finding) => finding.id === state.current);
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    x: () => current() && accept(current()),
    f: () => current() && current().fix && state.engine && mendOne(current()),
    1: () => toggleFilter("error"), 2: () => toggleFilter("warning"), 3: () => toggleFilter("hint"),
    l: toggleLedger,
  };
  const isInText = event.target.id === "text" && event.key.startsWith("Arrow");
  if (keys[event.key] && !isInText) {
    event.preventDefault();
    keys[event.key]();
  }
}

function listen() {
  $("pick").addEventListener("change", (event) => open([...event.target.files]));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      document.body.classList.add("over");
    });
  }
  document.addEventListener("dragleave", () => document.body.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    if (state.engine) open([...event.dataTransfer.files]);
  });
  document.addEventListener("keydown", press);
  $("annotate").addEventListener("click", downloadAnnotated);
  $("mend").addEventListener("click", downloadMended);
  $("print").addEventListener("click", () => window.print());
  $("ignores").addEventListener("click", downloadIgnores);
  $("ledger-toggle").addEventListener("click", toggleLedger);
  $("keys").addEventListener("click", toggleKeys);
  $("apart").addEventListener("change", (event) => setApart(event.target.checked));
  $("back").addEventListener("click", goBack);
  $("cancel").addEventListener("click", () => state.engine.stop());
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("language").addEventListener("click", () => {
    state.words = state.words === WORDS.zh ? WORDS.en : WORDS.zh;
    speak();
    draw();
    if (state.engine) prepare().catch((error) => say(error.message));
  });
}

async function start() {
  speak();
  listen();
  if (report) {
    state.documents = report.files.map((file) => ({ ...documentOf(file), accepted: new Map() }));
    if (state.documents.length > 0) show(standing(state.documents).listed[0] || 0);
    return;
  }
  say(state.words.loading);
  try {
    state.engine = new Engine(await unpack(data.textContent), $("worker").textContent);
    await prepare();
    draw();
    say(state.words.ready);
    document.body.dataset.ready = "yes";
  } catch (error) {
    say(state.words.unusable + error.message);
    document.body.dataset.ready = "no";
  }
}

start();
