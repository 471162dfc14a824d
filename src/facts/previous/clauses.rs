//! Sentences and clauses with their frames.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::previous::slots::{self, Kind, Slot};
use crate::facts::previous::{Clause, Part, Record, Sentence};
use crate::text::chars::is_stop;
use crate::text::fingerprint::letter;
use crate::text::span::Span;
use crate::words::{measure, previous};

/// Most clauses of a sentence; a longer one is divided. Clauses of a sentence are compared with each other.
const MAX_CLAUSES: usize = 48;
/// Longest line without a stop at its end that is taken for a heading, in bytes.
const MAX_HEADING: usize = 120;
/// Longest words before a figure that are read, in bytes.
const MAX_LEAD: usize = 150;
/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '：', ':', '。', '！', '？', '!', '?', '\n'];

/// The signs of slots in frames: a figure, a date, a session.
pub(super) fn sign(kind: &Kind) -> char {
    match kind {
        Kind::Figure(_) => '#',
        Kind::When(_) => '@',
        Kind::Session(..) => '§',
    }
}

/// Takes a document apart.
pub(super) fn record(facts: &Facts<'_>) -> Record {
    let doc = facts.doc;
    let mut record = Record { title: facts.title(), ..Record::default() };
    let slots = slots::find(facts);
    // The title names the year that the report is of; its date may be of the next year, or have been forgotten.
    record.year = first_year(facts, &slots).or_else(|| facts.document_year().map(|year| year.value));
    let mut slots = slots.into_iter().peekable();
    let mut parts = Parts::new(facts);
    for &span in facts.sentences().all() {
        let block = doc.blocks()[doc.block_at(span.start())];
        if !block.kind.is_running() {
            continue;
        }
        let is_line = block.span == span && span.len() <= MAX_HEADING && !doc.slice(span).ends_with(is_stop);
        let is_heading = matches!(block.kind, BlockKind::Heading(_)) || is_line;
        let part = parts.at(span.start());
        for clauses in split(doc.text(), span).chunks(MAX_CLAUSES) {
            let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else { continue };
            let begin = record.clauses.len();
            let sentence = record.sentences.len();
            for &clause in clauses {
                while slots.next_if(|slot| slot.span.start() < clause.start()).is_some() {}
                let mut inside = Vec::new();
                while let Some(slot) = slots.next_if(|slot| slot.span.end() <= clause.end()) {
                    inside.push(slot);
                }
                mark_aims(facts, clause, &mut inside);
                let frame = frame(doc.text(), clause, &mut inside);
                record.clauses.push(Clause { span: clause, sentence, frame, slots: inside });
            }
            let clauses = begin..record.clauses.len();
            record.sentences.push(Sentence { span: first.join(*last), clauses, part, is_heading });
        }
    }
    record
}

/// The first year in the title: 2025年工作总结和2026年工作打算 is of 2025.
fn first_year(facts: &Facts<'_>, slots: &[Slot]) -> Option<u32> {
    let title = facts.title()?;
    let inside = slots.iter().filter(|slot| title.contains(slot.span));
    inside.into_iter().find_map(|slot| match slot.kind {
        Kind::When(when) => when.year,
        _ => None,
    })
}

/// Marks the figures of a clause before which a word stands for what is meant to be: 力争, 不低于.
fn mark_aims(facts: &Facts<'_>, clause: Span, slots: &mut [Slot]) {
    let (aim, text) = (facts.words().of(&measure::AIM), facts.doc.text());
    for slot in slots {
        if let Kind::Figure(figure) = &mut slot.kind
            && let Some(naming) = &mut figure.named
        {
            let start =
                text.floor_char_boundary(slot.span.start().saturating_sub(MAX_LEAD)).max(clause.start());
            naming.is_aim = aim.is_in(Span::new(start, slot.span.start()).of(text));
        }
    }
}

/// The clauses of a sentence, each with the sign that ends it.
fn split(text: &str, sentence: Span) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = sentence.start();
    for (at, c) in sentence.of(text).char_indices().filter(|(_, c)| ENDS.contains(c)) {
        let end = sentence.start() + at + c.len_utf8();
        // 3,250 and 9:30
        let is_number = text[end..].starts_with(|c: char| c.is_ascii_digit())
            && text[..end - c.len_utf8()].ends_with(|c: char| c.is_ascii_digit())
            && c.is_ascii();
        if !is_number {
            clauses.push(Span::new(start, end));
            start = end;
        }
    }
    if start < sentence.end() {
        clauses.push(Span::new(start, sentence.end()));
    }
    clauses
}

/// The letters of a clause with a sign for each slot, whose place in the frame is written into the slot. Units stay.
fn frame(text: &str, clause: Span, slots: &mut [Slot]) -> String {
    let mut frame = String::new();
    let mut at = clause.start();
    for slot in slots {
        frame.extend(text[at..slot.span.start()].chars().filter_map(letter));
        slot.at = frame.len();
        frame.push(sign(&slot.kind));
        if let Kind::Figure(figure) = &slot.kind {
            frame.extend(figure.quantity().unit.chars().filter_map(letter));
            frame.extend(figure.quantity().unit.chars().filter(|c| matches!(c, '%' | '％')).map(|_| '%'));
        }
        at = slot.span.end();
    }
    frame.extend(text[at..clause.end()].chars().filter_map(letter));
    frame
}

/// What the parts of a text are about, by the headings above, as the text is gone through.
struct Parts {
    /// Where each heading begins, and what stands under it.
    headings: Vec<(usize, Part)>,
    next: usize,
    part: Part,
}

impl Parts {
    fn new(facts: &Facts<'_>) -> Self {
        let words = facts.words().of(&previous::OUTLOOK);
        let mut headings: Vec<(usize, Part)> = Vec::new();
        for heading in facts.headings() {
            let is_title = facts.title().is_some_and(|title| title.overlaps(heading.span));
            let above = heading.parent.map_or(Part::Year, |parent| headings[parent as usize].1);
            let is_outlook = !is_title && words.is_in(facts.doc.slice(heading.span));
            headings.push((heading.span.start(), if is_outlook { Part::Outlook } else { above }));
        }
        Self { headings, next: 0, part: Part::Year }
    }

    /// What the part that holds `byte` is about; asked in the order of the text.
    fn at(&mut self, byte: usize) -> Part {
        while let Some((_, part)) = self.headings.get(self.next).filter(|(start, _)| *start <= byte) {
            self.part = *part;
            self.next += 1;
        }
        self.part
    }
}
