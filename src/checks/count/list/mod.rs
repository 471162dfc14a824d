//! `count/list`: 河北、山西、河南四个省, and three are listed.
//!
//! A number stands beside an enumeration: before it (甲、乙、丙三个县), behind a colon or in brackets (三类人员（…）), in a
//! quoted term (“四早”（…）). The two are compared only where the number cannot count anything else, and a finding needs
//! that no reading of the enumeration is as long as the number says.

mod apposition;
mod following;
mod levels;

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, options};
use crate::facts::count::claims::{Claim, Reading};
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::text::chars::{clipped, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Most items that are compared with a number.
const MAX_ITEMS: u64 = 30;
/// How many items may be lacking; where more are, the list names examples.
const MAX_LACKING: u64 = 3;
/// Longest noun behind a classifier, in characters.
const MAX_NOUN: usize = 8;

/// Words of the language that decide what a number counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Classifiers of what can be listed.
    classifiers: Vec<String>,
    /// What stands behind a classifier where time or size is measured: 个|月.
    measures: Vec<String>,
    /// Verbs: an item that ends with one is no item, and the number counts its object (甲乡、乙乡|建成三个社区).
    verbs: Vec<String>,
    /// Characters that end no item: 的, 了.
    tails: String,
    /// Kinds of places and offices. Items of one kind have, but are not, things of another: 甲镇、乙镇|五个村.
    kinds: Vec<String>,
    /// Nouns for items of any kind: 地区, 单位.
    generic: Vec<String>,
}

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Lists { words: options(&parts.options)? }))
}

struct Lists {
    words: Words,
}

/// A number that disagrees with what is listed beside it.
struct Mismatch {
    /// From the number to its noun.
    phrase: Span,
    list: List,
    /// What is announced; 三省一市 is four.
    value: u64,
}

impl Mismatch {
    /// Near enough to be a slip rather than a list of examples.
    fn is_slip(&self) -> bool {
        self.value <= self.list.counts().end() + MAX_LACKING
    }
}

impl Check for Lists {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for claim in cx.facts.claims().iter().filter(|claim| claim.is_wrong()) {
            report_claim(cx, out, claim);
        }
        let claims = cx.facts.claims();
        let is_claimed = |count: &Count| {
            let at = claims.partition_point(|claim| claim.place.end <= count.number.start);
            let near = claims[at..].iter().take_while(|claim| claim.place.start < count.number.end);
            near.into_iter().any(|claim| claim.holds || claim.is_wrong())
        };
        for count in cx.facts.counts().iter().filter(|count| !is_claimed(count)) {
            if count.value > MAX_ITEMS || cx.facts.is_term(count.number.start) {
                continue;
            }
            let found = apposition::mismatch(cx, &self.words, count)
                .or_else(|| following::mismatch(cx, count))
                .or_else(|| levels::mismatch(cx, count));
            if let Some(Mismatch { phrase, list, value }) = found.filter(Mismatch::is_slip) {
                report(cx, out, value, phrase, &list);
            }
        }
    }
}

/// Most items of a list that are shown.
const MAX_SHOWN: usize = 8;

fn report_claim(cx: &Context<'_>, out: &mut Findings<'_>, claim: &Claim) {
    let shown = claim.items.iter().take(MAX_SHOWN).map(|item| clipped(cx.doc.slice(*item), MAX_NOUN));
    let mut listed = shown.collect::<Vec<_>>().join("、");
    if claim.items.len() > MAX_SHOWN {
        listed.push('…');
    }
    let (first, last) = (claim.items[0], claim.items[claim.items.len() - 1]);
    let (fewest, most) = (*claim.found.start(), *claim.found.end());
    let is_sum = matches!(claim.reading, Reading::Copies | Reading::Nested | Reading::Totals);
    let variant = match claim.announced > most {
        _ if is_sum => "sum",
        true => "fewer",
        false => "more",
    };
    out.report(claim.place)
        .variant(variant)
        .arg("announced", claim.announced)
        .arg("found", if claim.announced > most { most } else { fewest })
        .arg("listed", listed)
        .related("list", Span::new(first.start, last.end.max(first.end)));
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, value: u64, phrase: Span, list: &List) {
    let listed: Vec<&str> = list.items.iter().map(|&item| cx.doc.slice(item)).collect();
    let (first, last) = (list.items[0], list.items[list.items.len() - 1]);
    let (fewest, most) = (*list.counts().start(), *list.counts().end());
    out.report(phrase)
        .variant(if value > most { "fewer" } else { "more" })
        .arg("announced", value)
        .arg("found", if value > most { most } else { fewest })
        .arg("listed", listed.join("、"))
        .related("list", Span::new(first.start, last.end));
}

impl Words {
    /// True for a place that is counted without a classifier: 三|省.
    fn is_place(&self, classifier: &str) -> bool {
        self.places().any(|place| place == classifier)
    }

    /// The places among the classifiers.
    fn places(&self) -> impl Iterator<Item = &str> {
        let is_kind = |word: &str| self.kinds.iter().any(|kind| kind == word) && word != "部";
        let is_place = move |word: &&str| is_kind(word) || matches!(*word, "国" | "地");
        self.classifiers.iter().map(String::as_str).filter(is_place)
    }

    /// The classifier and noun at the start of `text`: `个乡镇`, `类人员`. Empty noun where none follows; `None` where no
    /// classifier does, or where time or size is measured.
    fn counted<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let classifier =
            self.classifiers.iter().filter(|word| text.starts_with(word.as_str())).map(String::len).max()?;
        let rest = &text[classifier..];
        let is_measure = self.measures.iter().any(|word| rest.starts_with(word.as_str()));
        let end = rest
            .char_indices()
            .enumerate()
            .find(|(at, (_, c))| *at == MAX_NOUN || !is_han(*c) || is_numeral(*c))
            .map_or(rest.len(), |(_, (at, _))| at);
        (!is_measure).then_some((&text[..classifier], &rest[..end]))
    }
}
