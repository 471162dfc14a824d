//! Lines below the number that begin with a bullet or a label: bullets in plain text, 问：…
//! ("Question: …") in an interview.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::claims::{Candidate, phrase};
use crate::facts::count::counts::Count;
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::count;

/// Bullets: characters that begin a list item.
const BULLETS: [char; 11] = ['-', '•', '●', '○', '■', '◆', '·', '*', '–', '▪', '◇'];
/// Maximum number of lines that are read as a list.
const MAX_LINES: usize = 60;
/// Maximum number of bytes between the number and the end of its block.
const MAX_LEAD: usize = 100;
/// Labels of questions in an interview.
const QUESTIONS: [&str; 4] = ["问：", "问:", "Q：", "Q:"];
/// Labels of answers in an interview.
const ANSWERS: [&str; 4] = ["答：", "答:", "A：", "A:"];

/// Reads the lines below the number that it may count: lines with bullets, or the questions of an
/// interview.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let block = blocks[of.block].span;
    let first = blocks.get(of.block + 1).filter(|next| next.kind == BlockKind::Paragraph)?.span.of(text);
    let is_bullet = first.starts_with(BULLETS);
    if !is_bullet && !first.starts_with(QUESTIONS[0]) && !first.starts_with(QUESTIONS[1]) {
        return None;
    }
    let phrase = phrase::read(facts, of)?;
    let items = if is_bullet {
        let is_led = block.of(text).ends_with(['：', ':']) && is_only(facts, of);
        if is_led { bullets(facts, of.block)? } else { return None }
    } else {
        let is_asked = facts.words().of(&count::ASKED).is_in(phrase.words);
        if is_asked { questions(facts, of.block) } else { return None }
    };
    let count = items.len() as u64;
    (count > 1).then_some((
        phrase.span,
        Candidate {
            reading: CountReading::Signed,
            found: count..=count,
            items,
            is_open: false,
            is_sure: true,
        },
    ))
}

/// True if the number is the only one in its sentence, which ends the block.
fn is_only(facts: &Facts<'_>, of: &Count) -> bool {
    let Some(sentence) = facts.sentences().at(of.number.start()) else { return false };
    let counts = facts.counts();
    let first = counts.partition_point(|count| count.number.start() < sentence.start());
    let in_sentence =
        counts[first..].iter().take_while(|count| count.number.end() <= sentence.end()).take(2).count();
    let block = facts.doc.blocks()[of.block].span;
    in_sentence == 1
        && sentence.end() + "：".len() >= block.end()
        && block.end() - of.number.end() <= MAX_LEAD
}

/// Consecutive lines from `block` on that begin with the same bullet as the first one.
fn bullets(facts: &Facts<'_>, block: usize) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let lines = facts.doc.blocks()[block + 1..].iter().take(MAX_LINES);
    let sign = facts.doc.blocks()[block + 1].span.of(text).chars().next()?;
    let is_item = |line: &str| {
        let rest = line.strip_prefix(sign)?.trim_start_matches(is_blank);
        (!rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit() || c == sign)).then_some(())
    };
    Some(lines.map_while(|line| is_item(line.span.of(text)).map(|()| line.span)).collect())
}

/// Lines from `block` on that begin with a label of a question, up to the first line without a
/// label.
fn questions(facts: &Facts<'_>, block: usize) -> Vec<Span> {
    let text = facts.doc.text();
    let lines = facts.doc.blocks()[block + 1..].iter().take(MAX_LINES).map(|line| line.span);
    let is_of = |line: &Span, labels: &[&str]| labels.iter().any(|label| line.of(text).starts_with(label));
    let talk = lines.take_while(|line| is_of(line, &QUESTIONS) || is_of(line, &ANSWERS));
    talk.filter(|line| is_of(line, &QUESTIONS)).collect()
}
