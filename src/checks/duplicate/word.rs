//! `duplicate/word`: 的的, 我们我们, 进一步进一步, and a clause that stands twice in a row.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::lexicon::LiteralId;
use crate::fix::Safety;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::rules::duplicate::word;

/// What stands twice in a row is no shorter than this where it is one word, and than that where it ends in punctuation:
/// shorter clauses are rhetoric.
const MIN_WORD: usize = 4;
const MIN_CLAUSE: usize = 9;
/// And no longer: a longer one is a sentence that stands twice.
const MAX_LENGTH: usize = 48;
const MAX_BYTES: usize = 4 * MAX_LENGTH;
/// Places of the table that says where two characters stood last; a power of two.
const SLOTS: usize = 1 << 14;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Words {
        words: word::DOUBLED.map(|word| {
            let twice = word.repeat(2);
            Word {
                literal: parts.lexicon.add(&twice),
                length: word.len(),
                before: word::EXCEPT.into_iter().filter_map(|text| text.strip_suffix(&*twice)).collect(),
                behind: word::EXCEPT.into_iter().filter_map(|text| text.strip_prefix(&*twice)).collect(),
            }
        }),
    }))
}

struct Words {
    words: [Word; word::DOUBLED.len()],
}

struct Word {
    /// The word twice.
    literal: LiteralId,
    length: usize,
    /// Texts before the pair with which it is no slip.
    before: Vec<&'static str>,
    /// Texts behind the pair with which it is none.
    behind: Vec<&'static str>,
}

impl Check for Words {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for word in &self.words {
            let mut end = None;
            for &pair in cx.facts.occurrences(word.literal) {
                // 的的的 is one finding.
                let goes_on = end.is_some_and(|end| pair.start <= end);
                end = Some(pair.end);
                if goes_on {
                    continue;
                }
                let is_grammar = word.before.iter().any(|before| text[..pair.start].ends_with(before))
                    || word.behind.iter().any(|behind| text[pair.end..].starts_with(behind));
                if !is_grammar {
                    report(out, cx, Span::new(pair.start, pair.start + word.length), pair.end);
                }
            }
        }
        runs(cx, |first, end| report(out, cx, first, end));
    }
}

fn report(out: &mut Findings<'_>, cx: &Context<'_>, first: Span, end: usize) {
    out.report(Span::new(first.start, end)).arg("word", cx.doc.slice(first)).replace(
        Safety::Unsafe,
        Span::new(first.end, end),
        "",
    );
}

/// What stands twice in a row: its first place, and the end of the second.
fn runs(cx: &Context<'_>, mut found: impl FnMut(Span, usize)) {
    let text = cx.doc.text();
    // Where each pair of characters ended last, by its hash.
    let mut last = vec![0u32; SLOTS];
    for block in cx.doc.blocks().iter().map(|block| block.span) {
        let mut free = block.start;
        let mut previous = '\0';
        for (at, c) in block.of(text).char_indices() {
            let end = block.start + at + c.len_utf8();
            let slot = slot(std::mem::replace(&mut previous, c), c);
            let length = end - std::mem::replace(&mut last[slot], end as u32) as usize;
            if length > MAX_BYTES || end < free + 2 * length {
                continue;
            }
            let (first, second) = (Span::new(end - 2 * length, end - length), Span::new(end - length, end));
            let is_twice = text.is_char_boundary(first.start)
                && text.is_char_boundary(second.start)
                && first.of(text) == second.of(text);
            if is_twice && is_slip(&first.of(text).chars().collect::<Vec<char>>()) {
                free = end;
                found(first, end);
            }
        }
    }
}

fn slot(first: char, second: char) -> usize {
    let hash = (u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second)).wrapping_mul(0x85EB_CA6B);
    hash as usize >> 7 & (SLOTS - 1)
}

/// A word of Han characters that is not doubled itself, or a clause with its punctuation.
fn is_slip(unit: &[char]) -> bool {
    if !(MIN_WORD..=MAX_LENGTH).contains(&unit.len()) {
        return false;
    }
    let is_row = |length: usize| unit.iter().zip(&unit[length..]).all(|(a, b)| a == b);
    let han = unit.iter().filter(|c| is_han(**c)).count();
    let is_number = unit.iter().filter(|c| is_numeral(**c)).count() * 2 >= unit.len();
    let is_word = han == unit.len() && !word::ONE_BY_ONE.contains(&unit[0]);
    let is_clause = han + 1 == unit.len()
        && han + 1 >= MIN_CLAUSE
        && unit.iter().any(|c| matches!(c, '，' | '。' | '；'));
    (is_word || is_clause) && !is_number && !is_row(1) && !is_row(2)
}
