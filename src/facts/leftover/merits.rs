//! Finds an AI assistant's praise of the text that it wrote: 设计亮点： ("Highlights:"), followed by ✅
//! 结构清晰 ("clear structure"), ✅ 可直接使用 ("ready to use").

use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::{Talk, units};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::assistant;

/// Minimum number of lines in a list of merits.
const FEW: usize = 2;
/// Maximum number of bytes of the label of a list of merits. A longer line is not a label.
const MAX_LABEL: usize = 60;

/// Finds lists in which an assistant praises its own text: each line begins with an emoji. A label
/// such as 设计亮点： ("Highlights:") must come before the list, or its lines must have words of praise.
pub fn find(facts: &Facts<'_>) -> Vec<Talk> {
    if facts.doc.origin().format == Format::Markdown || facts.kind() == Some(DocumentKind::Manual) {
        return Vec::new();
    }
    let praise = facts.words().of(&assistant::PRAISE);
    let mut talk = Vec::new();
    let mut labels = Vec::new();
    let mut run: Vec<(usize, Span)> = Vec::new();
    let mut close = |run: &mut Vec<(usize, Span)>| {
        if let (Some((first, start)), Some((_, end)), true) = (run.first(), run.last(), run.len() >= FEW) {
            let praised = run.iter().filter(|(_, span)| praise.is_in(facts.doc.slice(*span))).count();
            let label = first.checked_sub(1).map(|at| units::trimmed(facts, facts.doc.blocks()[at].span));
            let label = label.filter(|span| is_label(facts, facts.doc.slice(*span)));
            if label.is_some() || praised >= FEW {
                let from = label.map_or(start.start(), Span::start);
                talk.push(Talk { span: Span::new(from, end.end()), is_certain: true });
            }
        }
        run.clear();
    };
    for (at, block) in units::short_lines(facts) {
        let lead = Span::new(block.lead.start().min(block.span.start()), block.span.end());
        let is_signed = facts.doc.slice(lead).trim_start_matches(is_blank).starts_with(is_sign);
        // 🌟 文案亮点 ("Highlights of the text")
        if is_signed && is_label(facts, facts.doc.slice(units::trimmed(facts, lead))) {
            close(&mut run);
            labels.push(Talk { span: units::trimmed(facts, lead), is_certain: false });
            continue;
        }
        if run.last().is_some_and(|(last, _)| last + 1 != at || !is_signed) {
            close(&mut run);
        }
        if is_signed {
            run.push((at, units::trimmed(facts, lead)));
        }
    }
    close(&mut run);
    talk.extend(labels);
    talk
}

/// True for the label of an assistant's note: 设计亮点： ("Highlights:"), **写作思路** ("Approach").
fn is_label(facts: &Facts<'_>, line: &str) -> bool {
    let words = facts.words();
    let is_mark = |c: char| is_blank(c) || is_sign(c) || matches!(c, '*' | '#' | '【' | '】' | '：' | ':');
    let name = line.trim_matches(is_mark);
    let leads = words.of(&assistant::NOTE_LEAD);
    let noun = words.of(&assistant::NOTE_NOUN).end_of(name);
    let is_made = || {
        noun.is_some_and(|noun| {
            let mut lead = &name[..name.len() - noun.len()];
            while let Some(word) = leads.end_of(lead) {
                lead = &lead[..lead.len() - word.len()];
            }
            lead.is_empty()
        })
    };
    line.len() <= MAX_LABEL && (words.of(&assistant::NOTE).contains(name) || is_made())
}

/// True for ✅, ✨, 📌, 👉: emoji that an assistant puts before a line.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '✅' | '✔' | '✓' | '✨' | '⭐' | '❌' | '⚠' | '➡' | '❗' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'
    )
}
