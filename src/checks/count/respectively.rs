//! Rule `count/respectively`: reports lists joined by 分别 ("respectively") that differ in length:
//! 甲、乙、丙的产值分别为3亿元、5亿元 ("the output of A, B and C is 300 and 500 million yuan respectively").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::count::paired::Paired;
use crate::facts::figure::respective::{MIN_NAMES, Respective, WORDS};
use crate::facts::lexicon::LiteralId;
use crate::facts::lists::List;
use crate::text::span::Span;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Respectively { words: WORDS.map(|word| input.lexicon.add(word)) }))
}

struct Respectively {
    words: [LiteralId; 2],
}

impl Check for Respectively {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for &word in self.words.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let Some(Respective { names, counts, values, holds, is_flat }) = cx.facts.respective(word) else {
                paired(cx, out, word);
                continue;
            };
            if *counts.end() < MIN_NAMES as u64 || holds || !is_flat {
                continue;
            }
            let listed: Vec<&str> = names.items.iter().map(|&item| cx.doc.slice(item)).collect();
            let all = values[0].span.join(values[values.len() - 1].span);
            let (first, last) = (names.items[0], names.items[names.items.len() - 1]);
            out.report(word)
                .arg("names", *counts.start())
                .arg("listed", listed.join("、"))
                .arg("values", values.len() as u64)
                .related("names", Span::new(first.start(), last.end()))
                .related("values", all);
        }
    }
}

/// Checks names that are paired with words instead of figures: 甲、乙、丙分别获得一等奖、二等奖 ("A, B and C won
/// the first and second prize respectively").
fn paired(cx: &Context<'_>, out: &mut Findings<'_>, word: Span) {
    let Some(Paired { names, words, .. }) = cx.facts.paired(word).filter(|paired| !paired.holds) else {
        return;
    };
    let listed: Vec<&str> = names.items.iter().map(|&item| cx.doc.slice(item)).collect();
    let all = |list: &List| list.items[0].join(list.items[list.items.len() - 1]);
    out.report(word)
        .variant("words")
        .arg("names", names.items.len() as u64)
        .arg("listed", listed.join("、"))
        .arg("values", words.items.len() as u64)
        .related("names", all(&names))
        .related("values", all(&words));
}
