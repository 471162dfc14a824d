//! Rule `placeholder/damaged`: reports text that a replacement of names or figures damaged:
//! `在XX23名患者中` ("among XX23 patients"), and words in which the character of a surname was replaced
//! by 某 ("a certain"): 桃某满天下 for 桃李满天下, as 李 is a surname.

use memchr::memmem;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::placeholder::blanks::BlankKind;
use crate::facts::placeholder::gaps::GapKind;
use crate::text::span::Span;
use crate::words::rules::placeholder::damaged::BEHIND_SOME;
use crate::words::{Words, term};

/// The character that replaces surnames in anonymised texts.
const SOME: &str = "某";
/// Length in bytes up to which a word is too short to be sure that 某 replaces one of its
/// characters: 某 also comes before nouns ("a certain hospital").
const SHORT: usize = 6;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
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

/// Returns the word that was damaged by the 某 at byte `at`, and the span of its remains in the
/// text.
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
            // 某 often means "a certain" before a noun. A short word therefore counts only if 某
            // replaces its last character and no such noun follows: 紧某 for 紧张 ("tense").
            let is_damaged = word.len() > SHORT || tail.is_empty() && !behind.starts_with(BEHIND_SOME);
            is_damaged.then(|| (Span::new(at - head.len(), at + SOME.len() + tail.len()), word))
        })
    })
}
