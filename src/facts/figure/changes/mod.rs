//! Changes of values: 由20.8%下降到18.2%，下降2.6个百分点 ("fell from 20.8 % to 18.2 %, by 2.6 points");
//! 产值120亿元，比上年增加20亿元，增长20% ("output 12 billion yuan, 2 billion more than last year, a growth of 20
//! %").
//!
//! A paragraph is read figure by figure. Figures about one value are collected until another value
//! is named: a clause without a name continues about the previous value, and so does a sentence
//! that begins with 这一数字 ("this number") or 比上年 ("than last year").

mod group;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::changes::group::Group;
use crate::facts::figure::measures::{Basis, Measure, Measured, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::{is_blank, is_longer};
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, change};

/// Range of numbers of four digits that are years.
const YEARS: std::ops::Range<u32> = 1900..2100;

/// Minimum number of characters of a word that refers back to the previous figure, if it introduces
/// a resulting value: 这一数字 ("this number").
const MIN_ANAPHOR: usize = 2;
/// Maximum number of characters of words for a period at the start of a sentence. Longer words are
/// part of the statement.
const MAX_TIME: usize = 6;

/// Amount or rate of a change: 20亿元 or 20% in 增加20亿元，增长20% ("2 billion yuan more, a growth of 20
/// %").
#[derive(Clone, Copy, Debug)]
pub struct By<'w> {
    /// The amount or rate.
    pub quantity: Quantity<'w>,
    /// Direction of the change.
    pub way: Way,
    /// Time with which the value is compared.
    pub basis: Basis,
    /// Span of the verb with the figure: 增长8% ("grew by 8 %").
    pub said: Span,
}

/// A value, an earlier value, and the amounts and rates of the change between them.
#[derive(Clone, Debug)]
pub struct Change<'w> {
    /// Value before the change.
    pub from: Option<Quantity<'w>>,
    /// Value after the change, in the same unit.
    pub to: Option<Quantity<'w>>,
    /// Direction of the verb between the two values, if there is one.
    pub way: Option<Way>,
    /// Span of the verb with the later value: 增加到120亿元 ("increased to 12 billion yuan").
    pub said: Span,
    /// Amounts and rates of the change.
    pub by: Vec<By<'w>>,
    /// True if the earlier value is from another sentence, in which it is given for the year
    /// before.
    pub is_next_year: bool,
    /// Span from the words before the first figure to the last figure.
    pub span: Span,
}

impl<'d> Facts<'d> {
    /// Changes of values in the document: 由a增至b，增长p% ("from a to b, a growth of p %").
    pub fn changes(&self) -> &[Change<'d>] {
        match self.cells.changes.get() {
            Some(changes) => changes,
            None => self.changes_among(&self.passing_measures()),
        }
    }

    /// Same as [`Self::changes`], with the measures that were already read.
    pub(super) fn changes_among(&self, measures: &Measured<'d>) -> &[Change<'d>] {
        self.cells.changes.get_or_init(|| find(self.doc, measures, self.words()))
    }
}

/// Finds all changes with three figures, or with two values and a direction, in text order.
fn find<'w>(doc: &Document, measures: &Measured<'w>, words: &Words) -> Vec<Change<'w>> {
    let text = doc.text();
    let mut changes = Vec::new();
    for measures in measures.blocks() {
        let mut group = Group::default();
        // The previous value, with which the next may be compared: 2022年产值80亿元。2023年产值100亿元，增长25%
        // ("Output in 2022 8 billion yuan. In 2023 10 billion, a growth of 25 %").
        let mut known: Option<Measure<'w>> = None;
        let mut sentence = Span::new(0, 0);
        for measure in measures.list.iter().filter(|measure| is_in_statement(text, measure)) {
            let mut measure = *measure;
            if is_later_value(text, words, &measure)
                && let Some(next) = group.later(known.as_ref(), &measure)
            {
                changes.extend(std::mem::replace(&mut group, next).change(text, &mut known));
                sentence = measure.sentence;
                continue;
            }
            if measure.sentence != sentence {
                let goes_on = is_anaphor(text, words, &measure, &group);
                if goes_on {
                    measure.name = Span::new(measure.start, measure.start);
                } else {
                    changes.extend(std::mem::take(&mut group).change(text, &mut known));
                }
                sentence = measure.sentence;
            }
            if !group.add(text, &measure) {
                changes.extend(std::mem::take(&mut group).change(text, &mut known));
                group.add(text, &measure);
            }
        }
        changes.extend(group.change(text, &mut known));
    }
    changes
}

/// Year that `words` name, the last one if there are several: 2020 for 由2020年的 ("from that of
/// 2020").
pub(super) fn year(words: &str) -> Option<u32> {
    let (before, _) = words.rsplit_once('年')?;
    let number = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    number.parse().ok().filter(|year| YEARS.contains(year))
}

/// True if a figure is part of the statement about a value. Figures in brackets are asides, except
/// an earlier value: （上年100亿元） ("(last year 10 billion yuan)"). The duration of a change is not a
/// part of it either: 五年提高3个百分点 ("3 points in five years").
fn is_in_statement(text: &str, measure: &Measure<'_>) -> bool {
    let is_outside = measure.depth == 0 || measure.role == Role::Base;
    let is_span = measure.role == Role::Value
        && measure.quantity.dimension == Some(Dimension::Time)
        && measure.name.of(text).trim_matches(is_blank).is_empty();
    is_outside && !is_span
}

/// True for a later value of the thing that the previous figure measures: 2023年这一数字缩短至51天 ("in 2023
/// this number fell to 51 days").
fn is_later_value(text: &str, words: &Words, measure: &Measure<'_>) -> bool {
    if !matches!(measure.role, Role::To(_)) {
        return false;
    }
    let name = measure.name.of(text).trim_matches(is_blank);
    let word = words.of(&change::ANAPHOR).end_of(name);
    word.is_some_and(|word| word.chars().nth(MIN_ANAPHOR - 1).is_some())
}

/// True if the figure is a change at the beginning of a sentence, and the sentence does not name
/// another value, so that the previous value has changed: 这一数字比上年多0.3亿元 ("this number is 30 million
/// yuan more than last year"), 比上年增长5% ("5 % more than last year"); or, after two values, 一年间减少12起
/// ("12 cases less in one year").
fn is_anaphor(text: &str, words: &Words, measure: &Measure<'_>, group: &Group<'_>) -> bool {
    let lead = text[measure.sentence.start()..measure.start].trim_matches(is_blank);
    let whole = text.get(measure.sentence.start()..measure.verb.start()).unwrap_or_default();
    let is_behind_time =
        group.has_both() && is_time(whole.trim_matches(is_blank).trim_end_matches(['，', ',']));
    let is_first = lead.is_empty() || is_behind_time;
    let name = measure.name.of(text).trim_matches(is_blank);
    let is_by = matches!(measure.role, Role::By(_) | Role::Base);
    let is_compared = measure.basis != Basis::Unsaid || group.has_both();
    let is_same = name.is_empty() || group.is_called(text, name) || group.has_both() && is_time(name);
    is_first && is_by && (is_same && is_compared || words.of(&change::ANAPHOR).contains(name))
}

/// True for words for a period that do not name a value: 一年间 ("in one year"), 两年来 ("in the last two
/// years"), 一年时间.
fn is_time(words: &str) -> bool {
    words.ends_with(['间', '来', '比']) && words.contains(['年', '月', '期']) && !is_longer(words, MAX_TIME)
}

#[cfg(test)]
mod tests {
    use super::Way;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// Changes of `text` as `from>to`, followed by `+p` or `-p` for each amount or rate.
    fn changes(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let shown = facts.changes().iter().map(|change| {
            let by: Vec<String> = change
                .by
                .iter()
                .map(|by| format!("{}{}", if by.way == Way::Up { "+" } else { "-" }, by.quantity.of(text)))
                .collect();
            let shown = |value: Option<crate::facts::figure::quantities::Quantity<'_>>| {
                value.map_or("", |value| value.of(text))
            };
            format!("{}>{}{}", shown(change.from), shown(change.to), by.concat())
        });
        shown.collect()
    }

    #[test]
    fn reads_two_values_and_how_much() {
        let cases = [
            ("产值由82.6亿元增加到120.8亿元，增长46.2%。", "82.6亿元>120.8亿元+46.2%"),
            ("案件从906起减少到729起，同比下降19.5%。", "906起>729起-19.5%"),
            ("贫困率由2015年的18.6%下降到2019年的15.6%，下降3.0个百分点。", "18.6%>15.6%-3.0个百分点"),
            ("存款由28亿元增加到57亿元，翻了一番。", "28亿元>57亿元+一番"),
            ("茶园由1.2万亩扩大到2.5万亩，实现翻番。", "1.2万亩>2.5万亩+翻番"),
            ("产值120亿元，比上年的100亿元增长20%。", "100亿元>120亿元+20%"),
            ("入学率达62.5%，较2018年的58.1%提升了4.4个百分点。", "58.1%>62.5%+4.4个百分点"),
            ("去年产值100亿元，今年产值120亿元，增长20%。", "100亿元>120亿元+20%"),
            ("村级收入从12万元增加到18万元。", "12万元>18万元"),
            ("入学率由18.6%降低到15.6%，实现同比下滑3.0个百分点。", "18.6%>15.6%-3.0个百分点"),
            ("产值120亿元，比去年增加20亿元，增长20%。", ">120亿元+20亿元+20%"),
            ("营业收入28.6亿元，上年同期为24.5亿元，同比增长16.7%。", "24.5亿元>28.6亿元+16.7%"),
            ("员工3126人，较期初的3284人净减少158人。", "3284人>3126人-158人"),
            ("平均用时42天。今年这一数字缩短至35天。一年时间，降幅达到16.7%。", "42天>35天-16.7%"),
            ("全年立案420起，上年为560起。一年间少发案140起。", "560起>420起-140起"),
        ];
        for (text, expected) in cases {
            assert_eq!(changes(text), [expected], "{text}");
        }
    }

    #[test]
    fn passes_over_what_has_another_base() {
        assert_eq!(changes("产值由82亿元增加到120亿元，比全省高6%。"), ["82亿元>120亿元"]);
        assert!(changes("投资82亿元，增加到120亿元。").is_empty());
        assert!(changes("去年产值100亿元，今年利润12亿元，增长20%。").is_empty());
        assert!(changes("产值120亿元，增长20%，利润8亿元，增加2亿元。").is_empty());
    }
}
