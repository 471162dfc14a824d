//! Figures with what they measure, in prose and in tables.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::facts::figure::relations::told::reader::bare;
use crate::facts::set::scope::Scope;
use crate::text::chars::{before, is_han};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::dimension::Dimension;

/// Most characters behind a unit that name what is counted: 18座小型病险水库.
const MAX_TAIL: usize = 14;
/// Longest second label of a row that is a part of its name, in characters.
const MAX_LABEL: usize = 12;
/// Signs of a range.
const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '\u{2212}'];
/// Characters of words that give each of several things its own value.
const EACH: [char; 3] = ['各', '每', '均'];
/// Words in the lead of a figure that bounds a value: 超过66.5米的警戒水位.
const BOUNDS: [&str; 5] = ["超过", "不少于", "不低于", "低于", "以上"];

/// A figure as it is told.
#[derive(Clone, Debug)]
pub struct SaidFigure {
    /// Where it stands.
    pub span: Span,
    /// What is measured or counted, as written, without words of time: 水利投资, 小型病险水库除险加固.
    pub name: String,
    /// Pairs of characters that stand beside each other in the name.
    pub pairs: FxHashSet<(char, char)>,
    /// The unit; empty for the figure of a table that does not tell it.
    pub unit: String,
    /// The value with all that rounding may have hidden, in whole units.
    pub interval: Interval,
    /// The number in whole units.
    pub value: Decimal,
    /// The number as printed, with its margin: what a table without a unit is compared by.
    pub printed: (Decimal, Interval),
    /// Digits that it is told with, without zeros that may be rounded.
    pub digits: usize,
    /// For a change, its direction.
    pub change: Option<Way>,
    /// Of what time and place it is.
    pub scope: Scope,
}

/// All figures of a document that another paper may tell too.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>) -> Vec<SaidFigure> {
    let reader = Reader::new(facts, own);
    let mut found = Vec::new();
    for passage in facts.measures() {
        let mut context = Scope { year: reader.heading_year(passage.span.start), ..Scope::default() };
        let mut end = passage.span.start;
        for sentence in passage.sentences() {
            let start = sentence[0].sentence.start;
            // What other sentences of the paragraph said of the year.
            reader.read(&mut context, Span::new(end.min(start), start));
            end = start;
            reader.sentence(sentence, context.year, &mut found);
        }
    }
    reader.tables(&mut found);
    found
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    words: &'d Words,
    own: Option<u32>,
    /// Where each heading stands, and the year that it names.
    headings: Vec<(usize, Option<u32>)>,
}

impl SaidFigure {
    /// True if it is told without a unit, so that its size is not known.
    fn is_bare(&self) -> bool {
        self.unit.is_empty() && self.value == self.printed.0
    }

    /// The two numbers, by which one is held against the other.
    pub fn numbers(&self, other: &Self) -> (Decimal, Decimal) {
        let is_bare = self.is_bare() || other.is_bare();
        if is_bare { (self.printed.0, other.printed.0) } else { (self.value, other.value) }
    }

    /// True if both may be one number, rounded.
    pub fn meets(&self, other: &Self) -> bool {
        let is_bare = self.is_bare() || other.is_bare();
        if is_bare { self.printed.1.meets(other.printed.1) } else { self.interval.meets(other.interval) }
    }
}

impl<'f, 'd> Reader<'f, 'd> {
    fn new(facts: &'f Facts<'d>, own: Option<u32>) -> Self {
        let (text, words) = (facts.doc.text(), facts.words());
        let mut known: Vec<(usize, Option<u32>)> = Vec::new();
        let headings = facts.headings();
        let mut years: Vec<Option<u32>> = Vec::with_capacity(headings.len());
        for heading in &headings {
            let mut scope = Scope::default();
            scope.read(heading.span.of(text), words, own);
            let year = scope.year.or_else(|| years.get(heading.parent?).copied().flatten());
            years.push(year);
            known.push((heading.span.start, year));
        }
        Self { facts, text, words, own, headings: known }
    }

    /// The year that the last heading before `at` names, or one that holds it.
    fn heading_year(&self, at: usize) -> Option<u32> {
        let behind = self.headings.partition_point(|(start, _)| *start <= at);
        self.headings[..behind].last().and_then(|(_, year)| *year)
    }

    fn read(&self, scope: &mut Scope, span: Span) {
        scope.read(span.of(self.text), self.words, self.own);
    }

    /// The figures of a sentence. `year` is the one spoken of before it.
    fn sentence(&self, list: &[Measure<'d>], year: Option<u32>, found: &mut Vec<SaidFigure>) {
        let mut scope = Scope { year, ..Scope::default() };
        let mut at = list.first().map_or(0, |first| first.sentence.start);
        let mut last = String::new();
        for measure in list {
            let quantity = measure.quantity;
            if quantity.unit.is_empty() || quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            self.read(&mut scope, Span::new(at, quantity.span.start));
            at = quantity.span.start;
            let name = bare(measure.name.of(self.text), self.words);
            let change = match measure.role {
                Role::Value | Role::To(_) => None,
                Role::By(way) if matches!(measure.basis, Basis::Unsaid | Basis::YearBefore) => Some(way),
                _ => {
                    last = name;
                    continue;
                }
            };
            // 漏损率由9.1%降至8.4%: the name stands before the first of them.
            let goes_on = change.is_some() || matches!(measure.role, Role::To(_));
            let name = if name.is_empty() && goes_on { last.clone() } else { name };
            last.clone_from(&name);
            let name = if change.is_none() { name + &self.tail(quantity) } else { name };
            if self.is_told(measure) {
                let unit = if is_person(quantity.unit) { "人" } else { quantity.unit };
                found.extend(said(&name, quantity, (unit, 0), change, &scope));
            }
        }
    }

    /// True for an exact value: no bound, no mean, none of several.
    fn is_told(&self, measure: &Measure<'_>) -> bool {
        let Quantity { span, is_approximate, .. } = measure.quantity;
        let lead = measure.lead(self.text);
        let is_range = self.text[span.end..].starts_with(DASHES)
            || !matches!(measure.role, Role::To(_))
                && before(self.text, span.start).is_some_and(|c| DASHES.contains(&c));
        let is_bound =
            self.text[span.end..].starts_with("以") || BOUNDS.iter().any(|word| lead.contains(word));
        !is_approximate && !is_range && !is_bound && !lead.contains(EACH) && !lead.contains("分别")
    }

    /// The words behind a unit that name what is counted.
    fn tail(&self, quantity: Quantity<'_>) -> String {
        let is_counted = matches!(quantity.dimension, Some(Dimension::Count) | None);
        let behind = if is_counted { &self.text[quantity.span.end..] } else { "" };
        let tail = behind.chars().take_while(|&c| is_han(c)).take(MAX_TAIL);
        tail.filter(|&c| c != '的').collect()
    }

    /// The figures of tables.
    fn tables(&self, found: &mut Vec<SaidFigure>) {
        for figure in self.facts.named_figures() {
            let (row, column) = (figure.row.of(self.text), figure.column.of(self.text));
            let mut scope = Scope::default();
            for label in [row, column] {
                scope.read(label, self.words, self.own);
            }
            let is_plain = figure.quantity.dimension != Some(Dimension::Time);
            let unit = if figure.is_percentage { "%" } else { figure.quantity.unit };
            let label = figure.label.of(self.text);
            let label =
                if figure.label == figure.row || label.chars().nth(MAX_LABEL).is_some() { "" } else { label };
            let name = bare(&[row, label, &without_units(column)].concat(), self.words);
            if is_plain {
                found.extend(said(&name, figure.quantity, (unit, figure.power), None, &scope));
            }
        }
    }
}

/// The head of a column without its year and the unit in its brackets: 2026年计划投资(万元).
fn without_units(head: &str) -> String {
    let head = head.split(['(', '（', '/', '／']).next().unwrap_or_default();
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_year = rest.len() + 4 == head.len() && rest.starts_with('年');
    if is_year { rest.trim_start_matches(['年', '度']).to_owned() } else { head.to_owned() }
}

/// A figure with its name. `None` if the name says too little.
fn said(
    name: &str,
    quantity: Quantity<'_>,
    (unit, power): (&str, u32),
    change: Option<Way>,
    scope: &Scope,
) -> Option<SaidFigure> {
    let name: String = name.chars().filter(|&c| is_han(c) || c.is_alphabetic()).collect();
    let characters: Vec<char> = name.chars().collect();
    let pairs: FxHashSet<(char, char)> = characters.windows(2).map(|two| (two[0], two[1])).collect();
    let whole = quantity.interval();
    let interval = Interval { low: whole.low.shifted(power), high: whole.high.shifted(power) };
    let value = quantity.value.shifted(power);
    let half =
        if quantity.printed.has_decimals() { quantity.printed.half_step() } else { Decimal::integer(0) };
    let printed = (quantity.printed, Interval::around(quantity.printed, half));
    (!pairs.is_empty()).then(|| SaidFigure {
        span: quantity.span,
        name,
        pairs,
        unit: unit.to_owned(),
        interval,
        value,
        printed,
        digits: quantity.digits(),
        change,
        scope: scope.clone(),
    })
}
