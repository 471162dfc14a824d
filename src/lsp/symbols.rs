//! Outline and folding ranges of a document.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, FoldingRange, Location, Range, SymbolInformation, SymbolKind, Uri,
};

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::lexicon::LexiconBuilder;
use crate::facts::numbering::outline::EntryKind;
use crate::facts::numbering::pieces::PieceKind;
use crate::facts::vocabulary::Vocabulary;
use crate::lsp::report::Report;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of characters of a symbol's name; longer ones are cut.
const MAX_NAME: usize = 64;

/// One entry of the outline.
struct Line {
    name: String,
    kind: SymbolKind,
    /// Range of the entry with everything below it.
    range: Range,
    /// Range of the line that the entry itself is on.
    own: Range,
    parent: Option<usize>,
}

/// The outline as a tree.
pub(super) fn tree(report: &Report) -> Vec<DocumentSymbol> {
    let mut open: Vec<(Option<usize>, DocumentSymbol)> =
        lines(report).into_iter().map(|line| (line.parent, symbol(line))).collect();
    let mut roots = Vec::new();
    // Children come after their parents. Taken from the end, each symbol has all its children when
    // it is moved to its parent.
    while let Some((parent, mut symbol)) = open.pop() {
        if let Some(children) = &mut symbol.children {
            children.reverse();
        }
        match parent {
            Some(parent) => open[parent].1.children.get_or_insert_default().push(symbol),
            None => roots.push(symbol),
        }
    }
    roots.reverse();
    roots
}

#[expect(deprecated, reason = "the field is part of the type, whatever takes its place")]
fn symbol(line: Line) -> DocumentSymbol {
    DocumentSymbol {
        name: line.name,
        detail: None,
        kind: line.kind,
        tags: None,
        deprecated: None,
        range: line.range,
        selection_range: line.own,
        children: None,
    }
}

/// The outline as a flat list, each entry with the name of its parent.
#[expect(deprecated, reason = "the field is part of the type, whatever takes its place")]
pub(super) fn list(report: &Report) -> Vec<SymbolInformation> {
    let lines = lines(report);
    let container = |line: &Line| line.parent.map(|parent| lines[parent].name.clone());
    let symbol = |line: &Line| SymbolInformation {
        deprecated: None,
        location: Location { uri: Uri(report.snapshot.uri.clone()), range: line.range },
        base_symbol_information: BaseSymbolInformation {
            name: line.name.clone(),
            kind: line.kind,
            tags: None,
            container_name: container(line),
        },
    };
    lines.iter().map(symbol).collect()
}

/// Folding ranges: each outline entry with everything below it. At most `most` ranges; the outer
/// ones take precedence.
pub(super) fn folds(report: &Report, most: usize) -> Vec<FoldingRange> {
    let mut depths: Vec<usize> = Vec::new();
    let mut folds: Vec<(usize, FoldingRange)> = Vec::new();
    for line in lines(report) {
        depths.push(line.parent.map_or(0, |parent| depths[parent] + 1));
        let (start_line, end_line) = (line.range.start.line, line.range.end.line);
        // If several items begin on one line, only the outermost folds.
        let is_first = folds.last().is_none_or(|(_, last)| last.start_line < start_line);
        if start_line < end_line && is_first {
            let fold = FoldingRange { start_line, end_line, ..FoldingRange::default() };
            folds.push((depths[depths.len() - 1], fold));
        }
    }
    folds.sort_by_key(|(depth, _)| *depth);
    folds.truncate(most);
    folds.sort_by_key(|(_, fold)| fold.start_line);
    folds.into_iter().map(|(_, fold)| fold).collect()
}

fn lines(report: &Report) -> Vec<Line> {
    let Ok(checked) = &report.outcome else { return Vec::new() };
    let doc = &checked.document;
    let vocabulary = Vocabulary::default();
    let lexicon = LexiconBuilder::default().build();
    let facts = Facts::new(doc, &lexicon, &vocabulary);
    let entries = facts.outline();
    let mut lines: Vec<Line> = entries
        .iter()
        .map(|entry| {
            let own = report.range(doc, entry.span);
            let kind = match entry.kind {
                EntryKind::Part(_) => SymbolKind::Module,
                EntryKind::Heading(_) => SymbolKind::String,
                EntryKind::Item(_) => SymbolKind::Field,
            };
            let name = clipped(doc.slice(entry.span).trim(), MAX_NAME).into_owned();
            Line { name, kind, range: own, own, parent: entry.parent.map(|parent| parent as usize) }
        })
        .collect();
    // An entry extends to the next entry that is not below it. The last loop goes from the end, so
    // that the end of each child is final before its parent uses it.
    let mut ends = vec![doc.text().len(); entries.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        while let Some(last) = open.pop_if(|last| Some(*last as u32) != entry.parent) {
            ends[last] = entry.span.start();
        }
        open.push(index);
    }
    for (end, entry) in ends.iter_mut().zip(entries) {
        let contents = facts.contents().table_at(doc.block_at(entry.span.start()));
        if let Some(table) = contents.filter(|_| entry.kind == EntryKind::Part(PieceKind::Contents)) {
            *end = doc.blocks()[table.blocks.end - 1].span.end();
        }
    }
    for (index, entry) in entries.iter().enumerate().rev() {
        if let Some(parent) = entry.parent {
            let parent = parent as usize;
            ends[parent] = ends[parent].max(ends[index]);
        }
    }
    for ((line, entry), end) in lines.iter_mut().zip(entries).zip(ends) {
        let end = trimmed(doc, entry.span.start(), end).max(entry.span.end());
        let whole = report.range(doc, Span::new(entry.span.start(), end));
        line.range = Range { start: line.own.start, end: whole.end.max(line.own.end) };
    }
    lines
}

/// Returns the byte at which the text from `start` to `end` ends if trailing white space is left
/// out.
fn trimmed(doc: &Document, start: usize, end: usize) -> usize {
    let end = end.max(start);
    start + doc.text()[start..end].trim_end().len()
}
