//! Properties of outlines and tables of contents: entries lie in the text, each under one before
//! it, and the JSON and the tree show all of them.

use hegao::document::Document;
use hegao::facts::Facts;
use hegao::facts::numbering::outline::{Entry, EntryKind};
use hegao::language::Language;
use hegao::output::outline;
use serde_json::Value;

use crate::places::lies;
use crate::reports::{parsed, shows_no_control};

/// Highest level of a heading that a format has.
const MAX_LEVEL: u8 = 10;

/// Asserts the properties of the outline of a document.
pub fn hold(doc: &Document, facts: &Facts<'_>, language: Language) {
    let entries = facts.outline();
    tree(doc, entries);
    items(doc, facts, entries);
    headings(doc, facts);
    pieces(doc, facts);
    contents(doc, facts);
    shown(doc, facts, language);
}

fn tree(doc: &Document, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        lies(doc, entry.span);
        assert!(at == 0 || entries[at - 1].span.start() <= entry.span.start(), "entries are in order");
        let parent = entry.parent.map(|parent| {
            assert!((parent as usize) < at, "an entry is under one before it");
            &entries[parent as usize]
        });
        let EntryKind::Heading(level) = entry.kind else { continue };
        assert!((1..=MAX_LEVEL).contains(&level), "a heading of level {level}");
        if let Some(EntryKind::Heading(above)) = parent.map(|parent| parent.kind) {
            assert!(above < level, "a heading of level {level} is under one of level {above}");
        }
    }
}

fn items(doc: &Document, facts: &Facts<'_>, entries: &[Entry]) {
    let marks = facts.marks();
    assert!(marks.is_sorted_by_key(|mark| mark.span), "marks are in order");
    let mut last = None;
    for entry in entries {
        let EntryKind::Item(mark) = entry.kind else { continue };
        assert!(last < Some(mark), "each mark is one item");
        last = Some(mark);
        let mark_span = marks[mark as usize].span;
        lies(doc, mark_span);
        assert_eq!(mark_span.start(), entry.span.start(), "an item begins with its mark");
        let (series, place) = facts.place_of(mark as usize).expect("an item is in a series");
        assert_eq!(series.members[place], mark as usize);
        assert_eq!(series.members.len(), series.ordinals.len());
        assert!(series.members.is_sorted(), "members of a series are in order");
    }
    for (at, series) in facts.series().iter().enumerate() {
        assert!(!series.members.is_empty(), "a series has members");
        assert!(series.parent.is_none_or(|parent| parent < at), "a series is inside one before it");
    }
}

fn headings(doc: &Document, facts: &Facts<'_>) {
    let headings = facts.headings();
    for (at, heading) in headings.iter().enumerate() {
        lies(doc, heading.span);
        let block = &doc.blocks()[doc.block_at(heading.span.start())];
        assert_eq!(block.span.start(), heading.span.start(), "a heading begins its block");
        assert!(
            heading.parent.is_none_or(|parent| (parent as usize) < at),
            "a heading is under one before it"
        );
    }
}

fn pieces(doc: &Document, facts: &Facts<'_>) {
    let pieces = facts.pieces();
    assert!(pieces.is_sorted_by_key(|piece| piece.block), "pieces are in order");
    for (at, piece) in pieces.iter().enumerate() {
        lies(doc, piece.head);
        assert_eq!(doc.block_at(piece.head.start()), piece.block);
        if let Some(inside) = piece.inside {
            assert!(piece.block < inside.end && inside.end <= doc.blocks().len(), "contents end in the text");
            assert!(inside.outer.is_none_or(|outer| outer < at), "contents are inside a piece before them");
        }
    }
}

fn contents(doc: &Document, facts: &Facts<'_>) {
    let contents = facts.contents();
    let (mut block, mut entry) = (0, 0);
    for table in &contents.tables {
        assert!(block <= table.blocks.start && table.blocks.start < table.blocks.end, "contents are apart");
        assert_eq!(table.entries.start, entry, "each entry is in one table");
        assert!(table.head.is_none_or(|head| table.blocks.contains(&head)), "a head is in its table");
        (block, entry) = (table.blocks.end, table.entries.end);
        for listed in &contents.entries[table.entries.clone()] {
            assert!(table.blocks.contains(&listed.block), "an entry is in its table");
            assert!(doc.blocks()[listed.block].span.contains(listed.title), "a title is in its line");
            let named = listed.heading.into_iter().chain(listed.rival.map(|(block, _)| block));
            for heading in named {
                assert!(!contents.holds(heading), "an entry names a heading outside");
            }
            assert!(listed.heading.is_none() || listed.rivals == 0, "a heading or rivals");
            assert_eq!(listed.rival.is_some(), listed.rivals == 1, "the only rival is kept");
            if let Some((block, title)) = listed.rival {
                assert!(doc.blocks()[block].span.contains(title), "the title of a rival is in its line");
            }
        }
    }
    assert!(block <= doc.blocks().len() && entry == contents.entries.len(), "contents end in the text");
}

fn shown(doc: &Document, facts: &Facts<'_>, language: Language) {
    let (mut json, mut tree) = (Vec::new(), Vec::new());
    outline::json("稿", doc, facts, &mut json).expect("memory takes everything");
    outline::tree(doc, facts, language, &mut tree).expect("memory takes everything");
    let json = parsed(&String::from_utf8(json).expect("an outline is UTF-8"));
    let tree = String::from_utf8(tree).expect("an outline is UTF-8");
    shows_no_control(&tree);
    let entries = facts.outline();
    assert_eq!(count(&json["entries"]), entries.len(), "every entry is in the JSON");
    let indented =
        tree.lines().filter(|line| line.starts_with(' ') || line.starts_with(|c: char| c.is_ascii_digit()));
    assert!(entries.is_empty() || indented.count() >= entries.len(), "every entry is a line: {tree}");
}

fn count(entries: &Value) -> usize {
    entries.as_array().into_iter().flatten().map(|entry| 1 + count(&entry["children"])).sum()
}
