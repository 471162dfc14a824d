//! `duplicate/word`: 的的, 我们我们, 进一步进一步, and a clause that stands twice in a row.

use crate::checks::{Parts, no_options};
use crate::facts::lexicon::LiteralId;
use crate::fix::Safety;
use crate::rule::check::{Check, Context, Findings};
use crate::text::chars::{after, before, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Characters and words that no grammar doubles, with what may stand before (`目的的`) and behind (`为了了解`) where it does.
const WORDS: [(&str, &str, &str); 28] = [
    ("的", "目标", "确"),
    ("了", "不为除目明", "解结却然如断无事心"),
    ("是", "", "非否"),
    ("也", "", ""),
    ("但", "", ""),
    ("并", "", ""),
    ("这", "", ""),
    ("进一步", "", ""),
    ("我们", "", ""),
    ("他们", "", ""),
    ("你们", "", ""),
    ("通过", "", "率"),
    ("根据", "", "地"),
    ("按照", "", ""),
    ("关于", "", ""),
    ("对于", "", ""),
    ("由于", "", ""),
    ("为了", "", ""),
    ("同时", "", "期代"),
    ("因此", "", ""),
    ("所以", "", ""),
    ("如果", "", ""),
    ("可以", "", ""),
    ("已经", "", ""),
    ("必须", "", ""),
    ("应当", "", ""),
    ("以及", "", ""),
    ("并且", "", ""),
];

/// What stands twice in a row is no shorter than this where it is one word, and than that where it ends in punctuation:
/// shorter clauses are rhetoric.
const MIN_WORD: usize = 4;
const MIN_CLAUSE: usize = 9;
/// And no longer: a longer one is a sentence that stands twice.
const MAX_LENGTH: usize = 48;
/// Words that are doubled for “one by one” begin with these: 一件事一件事地抓.
const ONE_BY_ONE: &str = "一半每逐又再越";
/// Places of the table that says where two characters stood last; a power of two.
const SLOTS: usize = 1 << 14;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Words {
        words: WORDS.map(|(word, before, behind)| Word {
            literal: parts.lexicon.add(&word.repeat(2)),
            length: word.len(),
            before,
            behind,
        }),
    }))
}

struct Words {
    words: [Word; 28],
}

struct Word {
    /// The word twice.
    literal: LiteralId,
    length: usize,
    before: &'static str,
    behind: &'static str,
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
                let is_grammar = before(text, pair.start).is_some_and(|c| word.before.contains(c))
                    || after(text, pair.end).is_some_and(|c| word.behind.contains(c));
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
    let mut last = vec![0u32; SLOTS];
    let mut chars: Vec<(char, usize)> = Vec::new();
    // Counts characters through all blocks, so that the table need not be emptied.
    let mut base = 1u32;
    for block in cx.doc.blocks() {
        let start = block.span.start;
        chars.clear();
        chars.extend(cx.doc.slice(block.span).char_indices().map(|(at, c)| (c, start + at)));
        let mut reported = 0;
        for at in 1..chars.len() {
            let slot = (u32::from(chars[at - 1].0).wrapping_mul(0x9E37_79B1) ^ u32::from(chars[at].0))
                .wrapping_mul(0x85EB_CA6B) as usize
                >> 7
                & (SLOTS - 1);
            let here = base + at as u32;
            let length = (here - std::mem::replace(&mut last[slot], here)) as usize;
            if !(MIN_WORD..=MAX_LENGTH).contains(&length) || at + 1 < reported + 2 * length {
                continue;
            }
            let (first, second) = chars[at + 1 - 2 * length..=at].split_at(length);
            if first.iter().rev().zip(second.iter().rev()).all(|(a, b)| a.0 == b.0) && is_slip(first) {
                reported = at + 1;
                let end = chars.get(at + 1).map_or(block.span.end, |next| next.1);
                found(Span::new(first[0].1, second[0].1), end);
            }
        }
        base += chars.len() as u32;
    }
}

/// A word of Han characters that is not doubled itself, or a clause with its punctuation.
fn is_slip(unit: &[(char, usize)]) -> bool {
    let is_row = |length: usize| unit.iter().zip(&unit[length..]).all(|(a, b)| a.0 == b.0);
    let han = unit.iter().filter(|(c, _)| is_han(*c)).count();
    let is_number = unit.iter().filter(|(c, _)| is_numeral(*c)).count() * 2 >= unit.len();
    let is_word = han == unit.len() && !ONE_BY_ONE.contains(unit[0].0);
    let is_clause = han + 1 == unit.len()
        && han + 1 >= MIN_CLAUSE
        && unit.iter().any(|(c, _)| matches!(c, '，' | '。' | '；'));
    (is_word || is_clause) && !is_number && !is_row(1) && !is_row(2)
}
