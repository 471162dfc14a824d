//! `placeholder/damaged`: `在XX23名患者中`, and words of which a replacement of surnames has replaced a
//! character: 桃某满天下.

use memchr::memmem;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::placeholder::blanks::BlankKind;
use crate::facts::placeholder::gaps::GapKind;
use crate::text::span::Span;
use crate::words::rules::placeholder::damaged::BEHIND_SOME;
use crate::words::{Words, term};

/// The character that replaces surnames.
const SOME: &str = "某";
/// Longest word, in bytes, that is too short to show by itself that 某 replaces one of its
/// characters: 某 also determines nouns.
const SHORT: usize = 6;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Damaged))
}

struct Damaged;

impl Check for Damaged {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for blank in cx.facts.blanks().iter().filter(|blank| blank.kind == BlankKind::Damaged) {
            out.report(blank.span).arg("missing", "figure");
        }
        let text = cx.doc.text();
        for at in memmem::find_iter(text.as_bytes(), SOME) {
            if let Some((span, word)) = damaged_word(text, at, cx.facts.words()) {
                out.report(span).variant("word").arg("word", word);
            }
        }
        for gap in cx.facts.gaps() {
            match gap.kind {
                GapKind::Broken => out.report(gap.span).variant("broken").arg("missing", "figure"),
                GapKind::Month => out.report(gap.span).variant("month").arg("missing", "date"),
                _ => continue,
            };
        }
    }
}

/// The word of which 某 at byte `at` replaces a character, and the span of the damaged word.
fn damaged_word<'w>(text: &str, at: usize, words: &'w Words) -> Option<(Span, &'w str)> {
    let (before, behind) = (&text[..at], &text[at + SOME.len()..]);
    if before.ends_with(SOME) || behind.starts_with(SOME) {
        return None;
    }
    words.of(&term::HOLDING_SURNAME).iter().find_map(|word| {
        word.char_indices().find_map(|(replaced, c)| {
            let (head, tail) = (&word[..replaced], &word[replaced + c.len_utf8()..]);
            if !before.ends_with(head) || !behind.starts_with(tail) {
                return None;
            }
            // 某 often determines the next noun. A short word therefore counts only if 某 replaces
            // its last character and no such noun follows: 紧某.
            let is_told = word.len() > SHORT || tail.is_empty() && !behind.starts_with(BEHIND_SOME);
            is_told.then(|| (Span::new(at - head.len(), at + SOME.len() + tail.len()), word))
        })
    })
}
