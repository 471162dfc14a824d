//! Totals of figures that are added in words: 收入2.5亿元，加上上级补助1.2亿元，收入总计3.7亿元 ("income 250 million
//! yuan, plus grants of 120, income in all 370").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::are_alike;
use crate::facts::figure::relations::sum::{Reader, Sum};
use crate::text::phrases::Phrases;
use crate::words::rules::figure::sum::{self, OPEN};
use crate::words::total;

static EXCEPT: Phrases = Phrases::of(&sum::EXCEPT);

/// Verb before the figures that are added ("plus").
const PLUS: &str = "加上";
/// Number of bytes before a total that are searched for 加上 ("plus").
const MAX_REACH: usize = 2000;
/// Number of figures before 加上 ("plus") that may be the first addend.
const MAX_HEADS: usize = 12;
/// Maximum number of figures between 加上 ("plus") and the total.
const MAX_ADDED: usize = 16;
/// Number of characters at the end of a total's name that must occur in the name of the first
/// addend: 收入 ("income").
const NAME: usize = 2;

/// A sum that is stated in words, as its total and its addends.
pub(super) struct Addition<'a, 'w> {
    pub(super) sum: Sum<'a, 'w>,
    pub(super) is_sure: bool,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Sum whose total is the figure with index `at`; `None` if no figures are added before it with
    /// 加上 ("plus").
    pub(super) fn addition(&self, at: usize) -> Option<Addition<'a, 'w>> {
        let whole = &self.list[at];
        let reach = self.text.ceil_char_boundary(whole.start.saturating_sub(MAX_REACH));
        let before = &self.text[whole.sentence.start().max(reach).min(whole.start)..whole.start];
        let plus = whole.start - before.len() + before.rfind(PLUS)?;
        let is_behind = |part: &usize| self.list[*part].quantity.span.start() > plus;
        let within = at.saturating_sub(MAX_ADDED)..at;
        let is_term = |part: &usize| self.list[*part].depth == whole.depth && self.is_term(*part, at);
        let added: Vec<usize> = within.filter(is_behind).filter(is_term).collect();
        let &first = added.first()?;
        let is_head = |part: &usize| is_term(part) && !self.has_total_noun(self.lead(*part));
        let heads: Vec<usize> = (first.saturating_sub(MAX_HEADS)..first).filter(is_head).collect();
        let sum = |head: usize| {
            let parts = std::iter::once(head).chain(added.iter().copied());
            Sum { total: whole, parts: parts.map(|part| &self.list[part]).collect() }
        };
        if let Some(&head) = heads.iter().find(|&&head| sum(head).holds()) {
            return Some(Addition { sum: sum(head), is_sure: true });
        }
        let head = self.head_of(&heads, first)?;
        let is_said = (first + 1..at).all(|part| self.is_term(part, at) || self.is_beside(part, at));
        let region = &self.text[plus..whole.quantity.span.start()];
        let is_open = EXCEPT.is_in(region) || OPEN.iter().any(|word| self.gap(at).contains(word));
        let is_sure = is_said && !is_open && self.is_called_as(at, head);
        Some(Addition { sum: sum(head), is_sure })
    }

    /// True if the first addend has the name of the total: 预算支出安排 ("planned expenses") for 支出总计
    /// ("expenses in all"), any name for 合计 ("in all").
    fn is_called_as(&self, total: usize, head: usize) -> bool {
        let lead = self.lead(total);
        let mut labels =
            [&total::LABEL, &total::NOUN].into_iter().flat_map(|class| self.words.of(class).iter());
        let name = labels.find_map(|word| lead.find(word)).map_or("", |label| &lead[..label]);
        let start = name.char_indices().rev().nth(NAME - 1).map_or(0, |(at, _)| at);
        self.list[head].lead(self.text).contains(&name[start..])
    }

    /// True if a clause marks its figure as a total.
    fn has_total_noun(&self, clause: &str) -> bool {
        self.has_total(clause) || self.words.of(&total::NOUN).is_in(clause)
    }

    /// Index of the first addend: the first of the figures `heads` that is in the sentence of the
    /// last of them. `first` is the figure after 加上 ("plus"), in the same sentence or the next.
    /// `None` if it is farther away.
    fn head_of(&self, heads: &[usize], first: usize) -> Option<usize> {
        let &last = heads.last()?;
        let is_same = |head: &&usize| self.list[**head].sentence == self.list[last].sentence;
        let is_near = self.list[last].sentence.end() >= self.list[first].sentence.start();
        heads.iter().find(is_same).copied().filter(|_| is_near)
    }

    /// True for a value that may be an addend of the total with index `total`. The value of an
    /// earlier time may be one, such as the balance of last year, but not the base of a rate:
    /// 预算120亿元的98% ("98 % of the budget of 12 billion yuan").
    fn is_term(&self, part: usize, total: usize) -> bool {
        let measure: &Measure<'_> = &self.list[part];
        let is_base = measure.role == Role::Base
            && !measure.quantity.is_approximate
            && !measure.quantity.is_rate()
            && !measure.quantity.unit.is_empty();
        let is_compared = self.text[measure.quantity.span.end()..].starts_with('的');
        (is_base || self.is_addend(part)) && !is_compared && are_alike(measure, &self.list[total])
    }

    /// True for a figure among the addends that is not an addend: a rate, the number of a note, or
    /// a figure in a bracket that describes the previous one.
    fn is_beside(&self, part: usize, total: usize) -> bool {
        let Measure { quantity, depth, .. } = &self.list[part];
        quantity.is_rate()
            || quantity.unit.is_empty() && quantity.scale == 0
            || *depth > self.list[total].depth
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 1] = [FigureReading::Total];

    #[test]
    fn adds_up_what_words_join() {
        let cases: [(&str, &[&str]); 7] = [
            ("全市预算收入25.8亿元，增长3%；加上补助收入、结余等27.2亿元，收入总计53亿元。", &[]),
            ("全市预算收入25.8亿元，增长3%；加上补助收入、结余等21.2亿元，收入总计53亿元。", &["53亿元"]),
            (
                "预算支出安排74.4万元，为预算80万元的93%。加上上解支出20.6万元，结转5万元，支出总计100万元。",
                &[],
            ),
            (
                "预算支出安排74.4万元，为预算80万元的93%。加上上解支出20.6万元，结转9万元，支出总计100万元。",
                &["100万元"],
            ),
            // The budget is not added, although the sum with it is right.
            (
                "预算支出安排74.4万元，为预算70.4万元的106%。加上上解支出20.6万元，结转9万元，支出总计100万元。",
                &["100万元"],
            ),
            ("预算收入25.8亿元，加上补助收入等，收入总计53亿元；预算支出30亿元。", &[]),
            ("预算收入25.8亿元，加上补助收入20亿元，扣除上解3亿元，收入总计42.8亿元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
