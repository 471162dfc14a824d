//! Sums: a total with its parts before or after it, in one sentence or in several.

mod added;
mod behind;
mod composed;
mod list;
mod miss;
mod parts;
mod siblings;
mod within;

use std::borrow::Cow;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::facts::figure::measures::{CARRIED, Measure, Measures, Role};
use crate::facts::figure::relations::reading::FigureReading;
pub(super) use crate::facts::figure::relations::sum::behind::CUES;
use crate::facts::figure::relations::{Operand, Relation, is_value};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::Words;
use crate::words::dimension::Dimension;
use crate::words::first_chars::LastChars;
use crate::words::rules::figure::sum;
use crate::words::{measure, time, total};

static NO_PART: Phrases = Phrases::of(&sum::NO_PART);

/// Punctuation that ends a clause.
const ENDS: [char; 12] = ['，', ',', '；', ';', '、', '。', '（', '(', '）', ')', '：', ':'];

/// Number of bytes after a figure that are read as its clause.
const MAX_TAIL: usize = 240;
/// Classifiers by which targets, tasks and plans are counted: 项 in 3项任务 ("3 tasks"). Such a figure
/// is a number of targets, not a target.
const COUNTED: [&str; 3] = ["项", "个", "条"];
/// Word for a target that may also be a value ("budget").
const BUDGET: &str = "预算";

/// Checks the sums of one block; `before` is the previous block. `cues` are the last characters of
/// the words of [`CUES`].
pub(super) fn find<'w>(
    (text, words, cues): (&str, &Words, &LastChars),
    block: Measures<'_, 'w>,
    before: Option<Measures<'_, 'w>>,
) -> Vec<Relation<'w>> {
    // 判处五年以上有期徒刑29人 ("29 sentenced to more than five years"): a duration is not a part of a sum.
    let is_no_time = |measure: &&Measure<'w>| measure.quantity.dimension != Some(Dimension::Time);
    let list: Cow<'_, [Measure<'w>]> = if block.list.iter().all(|measure| is_no_time(&measure)) {
        block.list.into()
    } else {
        block.list.iter().filter(is_no_time).copied().collect::<Vec<_>>().into()
    };
    let reader = Reader { text, words, list: &list, cues };
    let mut relations = parts::find(&reader);
    relations.extend(behind::find(&reader));
    relations.extend(composed::find(&reader));
    relations.extend(within::find(&reader));
    merge(&mut relations, siblings::find(&reader, before));
    relations
}

/// Adds the relations `siblings`, which are sums of parts such as 男 ("men") and 女 ("women"). If
/// `relations` already contains a sum of the same figures, only one of the two is kept, preferably
/// one that holds.
fn merge<'w>(relations: &mut Vec<Relation<'w>>, siblings: Vec<Relation<'w>>) {
    let place = |relation: &Relation<'_>| {
        let first = relation.operands.first().map(|part| part.quantity.span.start());
        (relation.stated.span.start(), first)
    };
    let known = relations.iter().enumerate().filter(|(_, relation)| relation.reading != FigureReading::Total);
    let places: FxHashMap<_, usize> = known.map(|(at, relation)| (place(relation), at)).collect();
    for sibling in siblings {
        let known = places.get(&place(&sibling)).and_then(|&at| relations.get_mut(at));
        match known.filter(|known| known.operands.len() == sibling.operands.len()) {
            Some(known) if !known.holds => *known = sibling,
            Some(_) => {}
            None => relations.push(sibling),
        }
    }
}

/// Reader of the sums in a block. `list` contains the measures of the block.
struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
    /// Last characters of the words for a total that are read before a figure.
    cues: &'a LastChars,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Words between the previous figure of the sentence, or the start of the sentence, and the
    /// figure with index `at`.
    fn gap(&self, at: usize) -> &'a str {
        let measure = &self.list[at];
        let last = at.checked_sub(1).map_or(0, |last| self.list[last].quantity.span.end());
        &self.text[last.max(measure.sentence.start()).min(measure.quantity.span.start())
            ..measure.quantity.span.start()]
    }

    /// Words of its clause after the figure with index `at`.
    fn tail(&self, at: usize) -> &'a str {
        let end = self.list[at].quantity.span.end();
        let reach = self.text.floor_char_boundary(self.list[at].sentence.end().min(end + MAX_TAIL));
        let behind = &self.text[end..reach.max(end)];
        behind.split(ENDS).next().unwrap_or_default()
    }

    /// Words of its clause before the figure with index `at`.
    fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    /// True if a figure can be added to others: an exact value that is not given per unit.
    fn is_addend(&self, at: usize) -> bool {
        let measure = &self.list[at];
        let unit = measure.quantity.unit;
        // 户籍人口78.2万 ("782,000 registered"): the scale shows that something is counted.
        let is_bare = measure.quantity.unit.is_empty() && measure.quantity.scale > 0;
        let is_counted =
            is_bare && matches!(measure.role, Role::Value | Role::To(_)) && !measure.quantity.is_approximate;
        (is_value(measure) || is_counted)
            && !matches!(unit, "度" | "期" | "批")
            && !unit.contains(['/', '／', '每'])
    }

    /// True if the words of a figure's clause mark it as something other than a part: a target, a
    /// mean, a value of another time.
    fn is_no_part(&self, at: usize) -> bool {
        let clause = self.lead(at);
        // A budget is a sum of others, and 指标 ("targets") and 任务 ("tasks") are counted: 约束性指标9项 ("9
        // binding targets").
        let targets = self.words.of(&measure::TARGET);
        let is_counted = COUNTED.contains(&self.list[at].quantity.unit);
        let is_target = !is_counted
            && targets.is_in(clause)
            && targets.iter().any(|word| word != BUDGET && clause.contains(word));
        is_target
            || NO_PART.is_in(clause)
            || self.words.of(&measure::AVERAGE).is_in(clause)
            || self.words.of(&time::BASE).is_in(clause) && !CARRIED.iter().any(|word| clause.contains(word))
    }

    /// True if a clause marks its figure as a total: 合计 ("in all"), or 共 ("in all") at its start.
    fn has_total(&self, clause: &str) -> bool {
        self.words.of(&total::LABEL).is_in(clause) || self.words.of(&total::ADVERB).start_of(clause).is_some()
    }
}

/// A total with its supposed parts.
struct Sum<'a, 'w> {
    total: &'a Measure<'w>,
    parts: Vec<&'a Measure<'w>>,
}

impl<'w> Sum<'_, 'w> {
    fn value(&self) -> Decimal {
        self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(part.quantity.value))
    }

    fn interval(&self) -> Interval {
        let none = Interval::exact(Decimal::integer(0));
        self.parts.iter().fold(none, |sum, part| sum.plus(part.quantity.interval()))
    }

    fn holds(&self) -> bool {
        self.interval().meets(self.total.quantity.interval())
    }

    /// Creates the relation, with the sum as its formula.
    fn relation(&self, reading: FigureReading, (holds, is_unambiguous): (bool, bool)) -> Relation<'w> {
        let total = self.total.quantity;
        let is_one_scale = self.parts.iter().all(|part| part.quantity.scale == total.scale);
        let shown = |measure: &Measure<'_>| {
            if is_one_scale { measure.quantity.printed } else { measure.quantity.value }
        };
        let mut formula = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(formula, "{}{}", if at > 0 { " + " } else { "" }, shown(part));
        }
        let sum = self.parts.iter().fold(Decimal::integer(0), |sum, part| sum.plus(shown(part)));
        Relation {
            reading,
            stated: total,
            place: total.span,
            operands: self.parts.iter().map(|part| Operand::new("part", part.quantity)).collect(),
            holds,
            is_unambiguous,
            formula,
            computed: sum.to_string(),
        }
    }
}
