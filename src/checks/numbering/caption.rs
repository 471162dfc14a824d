//! Rule `numbering/caption`: reports missing and repeated numbers of figures and tables: 图1, 图3
//! ("Figure 1, Figure 3").

use crate::check::{Check, Context, Findings};
use crate::checks::running_numbers;
use crate::checks::{BuildInput, no_options};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Severity;
use crate::facts::numbering::captions::{self, Caption, FORMULA};
use crate::facts::numbering::pieces;
use crate::facts::numbering::references::Target;
use crate::facts::numbering::series::breaks::breaks;
use crate::text::chars::is_blank;
use crate::text::numeral::{is_numeral, item};
use crate::text::span::Span;

/// Minimum number of captions per break in the numbers. With at most one break in this many
/// captions, the breaks are slips; if there are more, captions were lost with their pictures.
const CAPTIONS_A_BREAK: usize = 3;

/// Number of mentioned captions above which a single unmentioned one is reported.
const MIN_CITED: usize = 3;
/// Number of captions up to which the next or the previous one of the same type is searched.
const NEAR: usize = 8;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Captions))
}

struct Captions;

impl Check for Captions {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for run in runs(cx) {
            let ordinals: Vec<u32> = run.iter().map(|caption| caption.ordinal).collect();
            let found = breaks(&ordinals);
            if ordinals[0] == 1 && running_numbers::are_slips(&ordinals, &found, CAPTIONS_A_BREAK) {
                let places: Vec<Span> = run.iter().map(|caption| caption.span).collect();
                let (kind, prefix) = (&run[0].kind, &run[0].prefix);
                running_numbers::report(cx, out, &places, &found, |found| {
                    expected(*kind, prefix, cx.doc.slice(places[found.at]), found.expected)
                });
            }
        }
        strays(cx, out);
        continued(cx, out);
        uncited(cx, out);
    }
}

/// Returns the number `ordinal` in the form of the caption `written`: 图四 ("Figure 4" with a Chinese
/// numeral) for 图六.
fn expected(kind: char, prefix: &str, written: &str, ordinal: u32) -> String {
    if kind == FORMULA {
        format!("（{prefix}{ordinal}）")
    } else if written.ends_with(is_numeral) {
        format!("{kind}{}", item(ordinal))
    } else {
        format!("{kind}{prefix}{ordinal}")
    }
}

/// Reports a number that kept the prefix of the previous chapter: a second 表3-1 ("Table 3-1")
/// directly before 表4-2, which should be 表4-1.
fn strays(cx: &Context<'_>, out: &mut Findings<'_>) {
    let captions = cx.facts.captions();
    let numbers: FxHashSet<(char, &str, u32)> =
        captions.iter().map(|caption| (caption.kind, caption.prefix.as_str(), caption.ordinal)).collect();
    let mut known: FxHashMap<(char, &str, u32), &Caption> = FxHashMap::default();
    for (at, caption) in captions.iter().enumerate() {
        let before = known.insert((caption.kind, &caption.prefix, caption.ordinal), caption);
        let next = captions[at + 1..].iter().take(NEAR).find(|next| next.kind == caption.kind);
        let (Some(before), Some(next)) = (before, next) else { continue };
        let is_moved = next.prefix != caption.prefix
            && !next.prefix.is_empty()
            && next.ordinal == caption.ordinal + 1
            && !numbers.contains(&(caption.kind, next.prefix.as_str(), caption.ordinal))
            && before.span.start() < caption.span.start();
        if is_moved {
            out.report(caption.span)
                .variant("repeat")
                .arg("previous", cx.doc.slice(before.span))
                .arg("expected", format!("{}{}{}", caption.kind, next.prefix, caption.ordinal))
                .arg("found", cx.doc.slice(caption.span))
                .related("previous", before.span);
        }
    }
}

/// Reports a continued table whose number differs from that of the table before it: 续表1 ("Table 1,
/// continued") after 表2 ("Table 2").
fn continued(cx: &Context<'_>, out: &mut Findings<'_>) {
    let captions = cx.facts.captions();
    for block in cx.doc.blocks() {
        let Some(rest) = cx.doc.slice(block.span).strip_prefix("续表") else { continue };
        let trimmed = rest.trim_start_matches(is_blank);
        let Some((prefix, ordinal, length)) = captions::number(trimmed) else { continue };
        let start = block.span.end() - trimmed.len();
        let before = captions.partition_point(|caption| caption.span.start() < block.span.start());
        let near = captions[before.saturating_sub(NEAR)..before].iter().rev();
        let Some(last) = near.into_iter().find(|caption| caption.kind == '表') else { continue };
        if last.prefix == prefix && last.ordinal != ordinal && !last.is_han {
            out.report(Span::new(block.span.start(), start + length))
                .variant("continued")
                .arg("previous", cx.doc.slice(last.span))
                .arg("expected", format!("续表{prefix}{}", last.ordinal))
                .arg("found", cx.doc.slice(Span::new(block.span.start(), start + length)))
                .related("previous", last.span);
        }
    }
}

/// Reports, as a hint, the only figure or table that the text does not mention.
fn uncited(cx: &Context<'_>, out: &mut Findings<'_>) {
    let mut cited: FxHashSet<(char, &str, u32)> = FxHashSet::default();
    let heads: FxHashSet<usize> = cx.facts.captions().iter().map(|caption| caption.span.start()).collect();
    for reference in cx.facts.references().iter().filter(|found| !heads.contains(&found.span.start())) {
        if let Target::Caption(kind, prefix, number) = &reference.target {
            cited.insert((*kind, prefix, *number));
        }
    }
    for kind in ['图', '表'] {
        let all: Vec<&Caption> =
            cx.facts.captions().iter().filter(|caption| caption.kind == kind && !caption.is_han).collect();
        let is_cited = |caption: &Caption| cited.contains(&(kind, caption.prefix.as_str(), caption.ordinal));
        let lonely: Vec<&&Caption> = all.iter().filter(|caption| !is_cited(caption)).collect();
        if let [only] = lonely[..]
            && all.len() > MIN_CITED
        {
            out.report(only.span)
                .at_most(Severity::Hint)
                .variant("uncited")
                .arg("previous", "")
                .arg("expected", "")
                .arg("found", cx.doc.slice(only.span));
        }
    }
}

/// Splits the captions into runs of consecutive numbers, one list for each type and prefix. A run
/// ends before the next number 1 and at the end of a part of the document.
fn runs<'a>(cx: &'a Context<'_>) -> Vec<Vec<&'a Caption>> {
    let mut runs: Vec<Vec<&Caption>> = Vec::new();
    for caption in cx.facts.captions() {
        let piece =
            |caption: &Caption| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(caption.span.start()));
        let same =
            runs.iter_mut().rev().find(|run| run[0].kind == caption.kind && run[0].prefix == caption.prefix);
        match same.filter(|run| caption.ordinal != 1 && piece(run[0]) == piece(caption)) {
            Some(run) => run.push(caption),
            None => runs.push(vec![caption]),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{FORMULA, expected};

    #[test]
    fn numbers_are_given_in_the_form_of_the_caption() {
        let cases = [
            (('图', "", "图六"), "图四"),
            (('表', "", "表6"), "表4"),
            (('表', "2-", "表2-6"), "表2-4"),
            ((FORMULA, "2-", "（2-6）"), "（2-4）"),
        ];
        for ((kind, prefix, written), shown) in cases {
            assert_eq!(expected(kind, prefix, written, 4), shown, "{written}");
        }
    }
}
