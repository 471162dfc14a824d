//! Splits a report into sentences and clauses, and computes the frame of each clause, in which
//! signs replace the figures: 全年培训农民230人 → 全年培训农民#人 ("230 farmers were trained in the year").

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::previous::slots::{self, Kind, Slot};
use crate::facts::previous::{Clause, Part, Record, Sentence};
use crate::text::chars::is_stop;
use crate::text::fingerprint::letter;
use crate::text::span::Span;
use crate::words::{measure, previous};

/// Maximum number of clauses of a sentence. A longer sentence is divided, because all clauses of
/// two sentences are compared with each other.
const MAX_CLAUSES: usize = 48;
/// Maximum number of bytes of a line that counts as a heading if it does not end with a stop.
const MAX_HEADING: usize = 120;
/// Number of bytes before a figure that are searched for words of an aim (力争, "strive for").
const MAX_LEAD: usize = 150;
/// Signs that end a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '：', ':', '。', '！', '？', '!', '?', '\n'];

/// Sign that replaces a slot in a frame: `#` for figures, `@` for dates, `§` for numbers of
/// sessions.
pub(super) fn sign(kind: &Kind) -> char {
    match kind {
        Kind::Figure(_) => '#',
        Kind::When(_) => '@',
        Kind::Session(..) => '§',
    }
}

/// Splits a document into sentences, clauses and slots (the figures and dates in them).
pub(super) fn record(facts: &Facts<'_>) -> Record {
    let doc = facts.doc;
    let mut record = Record { title: facts.title(), ..Record::default() };
    let slots = slots::find(facts);
    // The title names the year that the report covers. Its own date may be in the next year, or may
    // not have been updated.
    record.year = first_year(facts, &slots).or_else(|| facts.document_year().map(|year| year.value));
    let mut slots = slots.into_iter().peekable();
    let mut parts = ReportParts::new(facts, record.year);
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

/// First year in the title: 2025 in 2025年工作总结和2026年工作打算 ("review of 2025 and plan for 2026").
fn first_year(facts: &Facts<'_>, slots: &[Slot]) -> Option<u32> {
    let title = facts.title()?;
    let inside = slots.iter().filter(|slot| title.contains(slot.span));
    inside.into_iter().find_map(|slot| match slot.kind {
        Kind::When(when) => when.year,
        _ => None,
    })
}

/// Marks the figures that are aims: they follow a word such as 力争 ("strive for") or 不低于 ("at
/// least") within their clause.
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

/// Splits a sentence into clauses. Each includes the sign that ends it.
fn split(text: &str, sentence: Span) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = sentence.start();
    for (at, c) in sentence.of(text).char_indices().filter(|(_, c)| ENDS.contains(c)) {
        let end = sentence.start() + at + c.len_utf8();
        // 3,250 and 9:30 are not split.
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

/// Frame of a clause: its letters, with a sign in place of each slot (figure or date). Units stay.
/// Writes the offset of each sign into its slot.
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

/// The parts of a report, read in text order. The headings above a part show if it is about the
/// year of the report or about plans.
struct ReportParts {
    /// Byte offset of each heading, with the kind of the part below it.
    headings: Vec<(usize, Part)>,
    next: usize,
    part: Part,
}

impl ReportParts {
    /// Reads the headings. A heading that names the year after `year` is about plans: 2025年重点工作
    /// ("key tasks of 2025") in the report of 2024.
    fn new(facts: &Facts<'_>, year: Option<u32>) -> Self {
        let next = year.map(|year| format!("{}年", year + 1));
        let words = facts.words().of(&previous::OUTLOOK);
        let mut headings: Vec<(usize, Part)> = Vec::new();
        for heading in facts.headings() {
            let is_title = facts.title().is_some_and(|title| title.overlaps(heading.span));
            let above = heading.parent.map_or(Part::Year, |parent| headings[parent as usize].1);
            let text = facts.doc.slice(heading.span);
            let is_next = next.as_ref().is_some_and(|next| text.contains(next));
            let is_outlook = !is_title && (is_next || words.is_in(text));
            headings.push((heading.span.start(), if is_outlook { Part::Outlook } else { above }));
        }
        Self { headings, next: 0, part: Part::Year }
    }

    /// Kind of the part that contains `byte`. Calls must have ascending offsets.
    fn at(&mut self, byte: usize) -> Part {
        while let Some((_, part)) = self.headings.get(self.next).filter(|(start, _)| *start <= byte) {
            self.part = *part;
            self.next += 1;
        }
        self.part
    }
}
