//! `hegao outline`: the structure of a document as hegao understood it, as a tree for people and as
//! JSON for editors.

mod dates;
pub mod schema;

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::document::{Document, OPAQUE};
use crate::facts::Facts;
use crate::facts::date::own_date::OwnDatePlace;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::contents::ContentsTable;
use crate::facts::numbering::outline::{Entry, EntryKind};
use crate::facts::numbering::pieces::PieceKind;
use crate::language::Language;
use crate::output::control::inert;
use crate::output::formats::json::parts::{LocationPart, location};
use crate::output::outline::dates::{DatePart, OwnDatePart};
use crate::text::span::Span;

/// Version of the JSON format. It is raised when a change breaks readers.
const SCHEMA_VERSION: u32 = 1;
/// Maximum width of an entry's text, in display cells; a longer text is cut.
const MAX_WIDTH: usize = 64;

#[derive(Serialize)]
struct OutlinePart<'a> {
    schema_version: u32,
    path: &'a str,
    format: &'static str,
    kind: Option<&'static str>,
    date: Option<String>,
    own_dates: Vec<OwnDatePart<'a>>,
    dates: Vec<DatePart<'a>>,
    entries: Vec<EntryPart<'a>>,
}

#[derive(Serialize)]
struct EntryPart<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<u32>,
    /// Number of entries of the table of contents, if this outline entry is one: a table of
    /// contents is a single entry of the outline. `None` for other entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    listed: Option<usize>,
    text: String,
    location: LocationPart<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<EntryPart<'a>>,
}

/// Writes one line per entry of the outline: the number of its line in the file, an indent by its
/// depth, and its text.
///
/// # Errors
/// If `out` cannot be written to.
pub fn tree(doc: &Document, facts: &Facts<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if let Some(kind) = facts.kind() {
        let (chinese, english) = kind_name(kind);
        writeln!(
            out,
            "{}",
            language.pick(format!("文种：{chinese}"), format!("kind of document: {english}"))
        )?;
    }
    for own in facts.own_dates() {
        writeln!(out, "{}{}", language.pick(place(own.place).0, place(own.place).1), own.day)?;
    }
    let entries = facts.outline();
    if entries.is_empty() {
        return writeln!(
            out,
            "{}",
            language.pick("没有读到标题或序号。", "No headings or item marks were found.")
        );
    }
    let mut depths: Vec<usize> = Vec::with_capacity(entries.len());
    for entry in entries {
        let depth = entry.parent.map_or(0, |parent| depths[parent as usize] + 1);
        depths.push(depth);
        let line = doc.locate_start(entry.span).line;
        let text = match listed(doc, facts, entry) {
            Some(table) => folded(doc, table, language),
            None => short(&shown(doc, entry.span)),
        };
        let text = inert(&text);
        writeln!(out, "{line:>6}  {}{text}", "  ".repeat(depth))?;
    }
    Ok(())
}

/// The table of contents to which an outline entry belongs; `None` for entries that are not a table
/// of contents.
fn listed<'f>(doc: &Document, facts: &'f Facts<'_>, entry: &Entry) -> Option<&'f ContentsTable> {
    let is_contents = entry.kind == EntryKind::Part(PieceKind::Contents);
    let block = is_contents.then(|| doc.block_at(entry.span.start()))?;
    facts.contents().table_at(block)
}

/// Describes a table of contents in one line: its head and the number of its entries.
fn folded(doc: &Document, table: &ContentsTable, language: Language) -> String {
    let head =
        table.head.map_or(language.pick("目录", "contents"), |head| doc.slice(doc.blocks()[head].span));
    match (table.entries.len(), language) {
        (0, _) => head.to_owned(),
        (entries, Language::Chinese) => format!("{head}（{entries} 条）"),
        (1, Language::English) => format!("{head} (1 entry)"),
        (entries, Language::English) => format!("{head} ({entries} entries)"),
    }
}

/// Name of a kind of document, in Chinese and in English.
fn kind_name(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Regulation => ("法规制度", "law or regulation"),
        DocumentKind::Judgment => ("裁判文书", "judgment"),
        DocumentKind::Contract => ("合同协议", "contract"),
        DocumentKind::Tender => ("招标采购文件", "tender document"),
        DocumentKind::Form => ("表格", "form"),
        DocumentKind::Examination => ("试卷", "examination"),
        DocumentKind::Handbook => ("格式规范", "handbook of formats"),
        DocumentKind::Bulletin => ("新闻节目", "news bulletin"),
        DocumentKind::Manual => ("技术文档", "technical manual"),
        DocumentKind::Speech => ("讲话", "speech"),
        DocumentKind::Report => ("报告", "report"),
        DocumentKind::Notice => ("通知公文", "notice"),
        DocumentKind::Minutes => ("会议纪要或议程", "minutes or agenda"),
    }
}

/// Name of the place at which a document states its own date, in Chinese and in English.
fn place(place: OwnDatePlace) -> (&'static str, &'static str) {
    match place {
        OwnDatePlace::FrontMatter => ("文中日期（头部信息）：", "date in the front matter: "),
        OwnDatePlace::Signature => ("文中日期（落款）：", "date of the signature: "),
        OwnDatePlace::Head => ("文中日期（题下）：", "date under the title: "),
    }
}

/// The text of an entry, for people. Inline code is shown as it is written, although checks see
/// only a placeholder for it.
fn shown(doc: &Document, span: Span) -> String {
    let text = doc.slice(span);
    if !text.contains(OPAQUE) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let start = span.start() + at;
        let written = || doc.in_view(Span::new(start, start + c.len_utf8())).of(doc.view());
        match c {
            OPAQUE if written().starts_with('`') => shown.push_str(written().trim_matches(['`', ' '])),
            _ => shown.push(c),
        }
    }
    shown
}

/// Cuts the text to [`MAX_WIDTH`] display cells.
fn short(text: &str) -> String {
    let mut width = 0;
    let end = text.char_indices().find(|(_, c)| {
        width += c.width().unwrap_or(0);
        width > MAX_WIDTH
    });
    match end {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Writes the outline as one JSON object; an entry holds the entries below it as `children`.
///
/// # Errors
/// If `out` cannot be written to.
pub fn json(path: &str, doc: &Document, facts: &Facts<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut parts: Vec<(Option<u32>, EntryPart<'_>)> =
        facts.outline().iter().map(|entry| (entry.parent, part(doc, facts, entry))).collect();
    // Children follow their parents: taken from the end, each entry has all its children when it is
    // moved to its parent.
    let mut roots = Vec::new();
    while let Some((parent, mut part)) = parts.pop() {
        part.children.reverse();
        match parent {
            Some(parent) => parts[parent as usize].1.children.push(part),
            None => roots.push(part),
        }
    }
    roots.reverse();
    let outline = OutlinePart {
        schema_version: SCHEMA_VERSION,
        path,
        format: doc.origin().format.name(),
        kind: facts.kind().map(DocumentKind::name),
        date: facts.own_dates().first().map(|own| own.day.to_string()),
        own_dates: dates::own(doc, facts),
        dates: dates::all(doc, facts),
        entries: roots,
    };
    serde_json::to_writer_pretty(&mut *out, &outline)?;
    writeln!(out)
}

fn part<'a>(doc: &'a Document, facts: &Facts<'_>, entry: &Entry) -> EntryPart<'a> {
    let (kind, level) = match entry.kind {
        EntryKind::Part(PieceKind::Collected) => ("part", None),
        EntryKind::Part(PieceKind::Attachment) => ("attachment", None),
        EntryKind::Part(PieceKind::Contents) => ("contents", None),
        EntryKind::Heading(level) => ("heading", Some(level)),
        EntryKind::Item(_) => ("item", None),
    };
    let mark = match entry.kind {
        EntryKind::Item(mark) => Some(mark),
        EntryKind::Part(_) | EntryKind::Heading(_) => None,
    };
    let found = mark.map(|mark| &facts.marks()[mark as usize]);
    EntryPart {
        kind,
        level,
        mark: found.map(|found| doc.slice(found.span)),
        family: found.map(|found| found.family.name()),
        ordinal: mark.and_then(|mark| facts.place_of(mark as usize)).map(|(series, at)| series.ordinals[at]),
        listed: listed(doc, facts, entry).map(|table| table.entries.len()),
        text: shown(doc, entry.span),
        location: location(doc, entry.span),
        children: Vec::new(),
    }
}
