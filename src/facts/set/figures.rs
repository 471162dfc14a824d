//! Figures with what they measure, in prose and in tables.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::facts::figure::relations::told::reader::bare;
use crate::facts::figure::sheets::named::NamedFigure;
use crate::facts::set::cells::Cells;
use crate::facts::set::scope::Scope;
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, set, total};

/// Most characters behind a unit that name what is counted: 18座小型病险水库.
const MAX_TAIL: usize = 8;
/// Longest second label of a row that is a part of its name, in characters.
const MAX_LABEL: usize = 12;
/// Fewest zeros at the end of a number that may be rounded, and most that are looked at.
const MIN_ZEROS: usize = 2;
const MAX_ZEROS: u32 = 6;
/// Longest verb that names nothing, in characters: 达到.
const MAX_VERB: usize = 3;
/// Signs of a range.
const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '\u{2212}'];
/// Characters of words that compare with what they name.
const COMPARED: [char; 2] = ['比', '较'];
/// Characters behind 每 that make a name of a rate: 每千人口床位数.
const PER_MANY: [char; 4] = ['百', '千', '万', '亿'];
/// A figure as it is told.
#[derive(Clone, Debug)]
pub struct SaidFigure {
    /// Where it stands.
    pub span: Span,
    /// What is measured or counted, as written, without words of time: 水利投资, 小型病险水库除险加固.
    pub name: Box<str>,
    /// The words by which the same figure can be found in another paper.
    pub wording: Wording,
    /// What the unit measures.
    pub dimension: Option<Dimension>,
    /// True for a figure of a table whose head says that it is money, and not in which unit.
    pub is_money: bool,
    /// True if the unit counts things of any kind: 个, 项.
    pub is_counted: bool,
    /// The unit; empty for the figure of a table that does not tell it.
    pub unit: Box<str>,
    /// The number as printed: what a table without a unit is compared by.
    pub printed: Decimal,
    /// The power of ten between the number as printed and whole units.
    pub shift: u32,
    /// True for a plain count, which is not rounded.
    is_exact: bool,
    /// Digits that it is told with, without zeros that may be rounded.
    pub digits: usize,
    /// For a change, its direction.
    pub change: Option<Way>,
    /// For a limit, which one it is.
    pub bound: Option<Bound>,
    /// How it is one of several, or all of them.
    pub aspects: Aspects,
    /// Of what time and place it is.
    pub scope: Scope,
}

/// The side on which a limit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// 不低于, 以上.
    Least,
    /// 不超过, 以内.
    Most,
}

/// Words that tell one figure of a thing from another one of it, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects(u8);

impl Aspects {
    fn read(texts: &[&str], words: &Words) -> Self {
        let classes = [&set::ADDED, &set::STANDING, &set::MEAN_VALUE, &set::PEAK, &set::WHOLE_COST];
        let flags = classes.iter().enumerate().filter_map(|(flag, class)| {
            let class = words.of(class);
            texts.iter().any(|text| class.is_in(text)).then_some(1 << flag)
        });
        Self(flags.sum())
    }

    /// These and those of another part of the same words.
    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same, added if the figure before it in a list is.
    fn with_added(self, before: Self) -> Self {
        Self(self.0 | before.0 & 1)
    }

    /// True for the cost of a whole project, which is the same in every year.
    pub fn is_whole_cost(self) -> bool {
        self.0 & 0b1_0000 != 0
    }

    /// True if two figures are not told apart by such words. One that is a mean, a peak or the cost of the whole says so.
    pub fn may_be(self, other: Self) -> bool {
        const SAID: u8 = 0b1_1100;
        self.0 & SAID == other.0 & SAID && (self.0 == other.0 || self.0 == 0 || other.0 == 0)
    }
}

/// All figures of a document that another paper may tell too.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>, cells: &Cells) -> Vec<SaidFigure> {
    let reader = Reader::new(facts, own, cells);
    let mut found = Vec::new();
    reader.tables(&mut found);
    let named: FxHashSet<usize> = found.iter().map(|figure| figure.span.start()).collect();
    for passage in facts.measures().blocks() {
        let heading = reader.heading(passage.span.start());
        let year = heading.and_then(|heading| heading.year);
        let mut context = Scope { year, ..Scope::default() };
        let mut end = passage.span.start();
        for sentence in passage.sentences() {
            let start = sentence[0].sentence.start();
            // What other sentences of the paragraph said of the year.
            reader.read(&mut context, Span::new(end.min(start), start));
            end = start;
            reader.sentence(sentence, context.year, &mut found);
        }
    }
    // A cell that is a figure of a table was read as one.
    let mut seen = FxHashSet::default();
    found.retain(|figure| !named.contains(&figure.span.start()) || seen.insert(figure.span.start()));
    found.sort_by_key(|figure| figure.span);
    found
}

/// A heading, and the year that it or one above it names.
#[derive(Clone, Copy)]
struct Heading {
    span: Span,
    year: Option<u32>,
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    words: &'d Words,
    own: Option<u32>,
    headings: Vec<Heading>,
    cells: &'f Cells,
}

impl SaidFigure {
    /// The number in whole units.
    fn value(&self) -> Decimal {
        self.printed.shifted(self.shift)
    }

    /// The value with all that rounding may have hidden, in whole units.
    fn interval(&self) -> Interval {
        let half =
            if self.is_exact { Decimal::integer(0) } else { self.printed.half_step().shifted(self.shift) };
        Interval::around(self.value(), half)
    }

    /// True if it is told without a unit, so that its size is not known.
    pub fn is_bare(&self) -> bool {
        self.unit.is_empty() && self.shift == 0
    }

    /// The two numbers, by which one is held against the other.
    pub fn numbers(&self, other: &Self) -> (Decimal, Decimal) {
        let is_bare = self.is_bare() || other.is_bare();
        if is_bare { (self.printed, other.printed) } else { (self.value(), other.value()) }
    }

    /// True if both may be one number, rounded.
    pub fn meets(&self, other: &Self) -> bool {
        if !self.is_bare() && !other.is_bare() {
            return self.interval().meets(other.interval())
                || self.is_rounded(other)
                || other.is_rounded(self);
        }
        let interval = |number: Decimal| {
            let half = if number.has_decimals() { number.half_step() } else { Decimal::integer(0) };
            Interval::around(number, half)
        };
        interval(self.printed).meets(interval(other.printed))
    }
}

impl SaidFigure {
    /// True if a value that ends in zeros is the other one, rounded: 8500亿元, 8500.9亿元.
    fn is_rounded(&self, other: &Self) -> bool {
        let shown = self.printed.to_string();
        let zeros = shown.len() - shown.trim_end_matches('0').len();
        let is_round = !self.printed.has_decimals() && zeros >= MIN_ZEROS && self.digits < other.digits;
        let Ok(zeros) = u32::try_from(zeros) else { return false };
        let half = Interval::around(self.printed, Decimal::integer(10u64.pow(zeros.min(MAX_ZEROS)) / 2));
        is_round
            && self.shift == other.shift
            && half.meets(Interval::around(other.printed, Decimal::integer(0)))
    }
}

impl<'f, 'd> Reader<'f, 'd> {
    fn new(facts: &'f Facts<'d>, own: Option<u32>, cells: &'f Cells) -> Self {
        let (text, words) = (facts.doc.text(), facts.words());
        let headings = facts.headings();
        let mut known: Vec<Heading> = Vec::with_capacity(headings.len());
        for heading in &headings {
            let mut scope = Scope::default();
            scope.read(heading.span.of(text), words, own);
            let above = heading.parent.and_then(|parent| known.get(parent as usize)?.year);
            known.push(Heading { span: heading.span, year: scope.year.or(above) });
        }
        Self { facts, text, words, own, headings: known, cells }
    }

    /// The last heading before `at`.
    fn heading(&self, at: usize) -> Option<Heading> {
        let behind = self.headings.partition_point(|heading| heading.span.start() <= at);
        self.headings[..behind].last().copied()
    }

    fn read(&self, scope: &mut Scope, span: Span) {
        scope.read(span.of(self.text), self.words, self.own);
    }

    /// The figures of a sentence. `year` is the one spoken of before it.
    fn sentence(&self, list: &[Measure<'d>], year: Option<u32>, found: &mut Vec<SaidFigure>) {
        let Some(first) = list.first() else { return };
        let mut at = first.sentence.start();
        let cell = self.cells.at(at);
        let mut scope = Scope { year, is_listed: cell.is_some(), ..Scope::default() };
        let labels = cell.map(|cell| [cell.row, cell.column]).unwrap_or_default();
        for label in labels.into_iter().flatten() {
            self.read(&mut scope, label);
        }
        let heading = self.heading(at).map_or("", |heading| heading.span.of(self.text));
        let [row, column] = labels.map(|label| label.map_or("", |label| label.of(self.text)));
        let mut last = "";
        let mut governing = Aspects::default();
        for measure in list {
            let quantity = measure.quantity;
            if quantity.unit.is_empty() || quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            self.read(&mut scope, Span::new(at, quantity.span.start()));
            at = quantity.span.start();
            let lead = measure.lead(self.text);
            let is_empty = measure.name.of(self.text).is_empty()
                && bare(lead, self.words).chars().nth(MAX_VERB).is_none();
            let told = if is_empty { last } else { lead };
            last = told;
            let change = match measure.role {
                Role::Value | Role::To(_) => None,
                // 去年降本增效8640万元: the scope says of which year it is.
                Role::Base if !lead.contains(COMPARED) => None,
                Role::By(way) if matches!(measure.basis, Basis::Unsaid | Basis::YearBefore) => Some(way),
                _ => continue,
            };
            let aspects = Aspects::read(&[told], self.words);
            // 新增一级学科3个、二级学科2个: the verb is that of both.
            let goes_on = self.text[..measure.start].trim_end_matches(is_blank).ends_with('、');
            governing = if goes_on { aspects.with_added(governing) } else { aspects };
            if self.is_told(measure) {
                let tail = if change.is_none() { self.tail(quantity) } else { "" };
                let before = near(self.text, first.sentence.start(), measure.start);
                let said = Said {
                    name: bare(told, self.words)
                        + &tail.replace('的', "")
                        + if told.is_empty() { row } else { "" },
                    wording: Wording::new(&[told, tail, row], &[before, heading, column]),
                    aspects: Aspects::read(&[tail], self.words).with(governing),
                    bound: bound(lead, &self.text[self.number_end(quantity.span)..], self.words),
                    unit: if is_person(quantity.unit) { "人" } else { quantity.unit },
                    power: 0,
                    is_money: false,
                };
                found.extend(said.of(quantity, change, (&scope, self.words)));
            }
        }
    }

    /// True for a single exact value, and for a limit.
    fn is_told(&self, measure: &Measure<'_>) -> bool {
        let Quantity { span, is_approximate, .. } = measure.quantity;
        let lead = measure.lead(self.text);
        let is_range = self.text[span.end()..].starts_with(DASHES)
            || !matches!(measure.role, Role::To(_))
                && before(self.text, span.start()).is_some_and(|c| DASHES.contains(&c));
        // 8人以内 is a limit.
        let is_exact = !is_approximate
            || bound(lead, &self.text[span.end()..], self.words).is_some()
            || self.is_limited(span);
        is_exact && !is_range && !is_each(lead, self.words)
    }

    /// The end of a figure without 以内 or the like.
    fn number_end(&self, span: Span) -> usize {
        if self.is_limited(span) { span.end() - "以内".len() } else { span.end() }
    }

    /// True for a figure with 以内 or the like at its end.
    fn is_limited(&self, span: Span) -> bool {
        ["以内", "以下", "以上"].iter().any(|word| span.of(self.text).ends_with(word))
    }

    /// The words behind a unit that name what is counted.
    fn tail(&self, quantity: Quantity<'_>) -> &'d str {
        let behind = &self.text[quantity.span.end()..];
        let end = behind.char_indices().take(MAX_TAIL).find(|(_, c)| !is_han(*c));
        let end = end.or_else(|| behind.char_indices().nth(MAX_TAIL)).map_or(behind.len(), |(end, _)| end);
        &behind[..end]
    }

    /// The figures of tables.
    fn tables(&self, found: &mut Vec<SaidFigure>) {
        for figure in self.facts.named_figures() {
            let NamedFigure { quantity, row, label, column, power, is_percentage } = figure;
            if quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            let heading = self.heading(quantity.span.start());
            let mut scope = Scope { year: heading.and_then(|heading| heading.year), ..Scope::default() };
            for label in [row, column] {
                self.read(&mut scope, label);
            }
            let [row_text, label_text, head] = [row, label, column].map(|span| span.of(self.text));
            let is_second = label != row && !is_longer(label_text, MAX_LABEL);
            let label_text = if is_second { label_text } else { "" };
            // The total of a table is the figure of all that its caption names.
            let is_total =
                self.words.of(&total::LABEL).start_of(row_text.trim_start_matches(is_blank)).is_some();
            let caption = heading.map_or("", |heading| heading.span.of(self.text));
            let [row_text, label_text, whole] =
                if is_total { ["", "", caption] } else { [row_text, label_text, ""] };
            let sign = before(self.text, quantity.span.start()).map_or(String::new(), String::from);
            let column_text = without_units(head);
            let said = Said {
                name: bare(&[row_text, label_text, &column_text].concat(), self.words),
                wording: Wording::new(&[row_text, label_text, &column_text, whole], &[caption]),
                aspects: Aspects::read(&[row_text, label_text, head], self.words),
                bound: bound(&sign, "", self.words),
                unit: if is_percentage { "%" } else { unit_of(quantity, &[head, row_text]) },
                power,
                is_money: [head, row_text].iter().any(|head| self.words.of(&set::MONEY).is_in(head)),
            };
            found.extend(said.of(quantity, None, (&scope, self.words)));
        }
    }
}

/// True for words that give each of several things its own value: 各, 每, 分别.
fn is_each(lead: &str, words: &Words) -> bool {
    let all_kinds = words.of(&set::ALL_KINDS);
    lead.match_indices('每').any(|(at, word)| !lead[at + word.len()..].starts_with(PER_MANY))
        || lead.contains("分别")
        || lead.match_indices('各').any(|(at, word)| all_kinds.start_of(&lead[at + word.len()..]).is_none())
}

/// The limit that words before and behind a number make of it.
fn bound(lead: &str, behind: &str, words: &Words) -> Option<Bound> {
    let classes = [(words.of(&set::AT_LEAST), Bound::Least), (words.of(&set::AT_MOST), Bound::Most)];
    // 不低于 is no 低于: the first one holds.
    let in_lead = lead.char_indices().find_map(|(at, _)| {
        classes.iter().find(|(class, _)| class.start_of(&lead[at..]).is_some()).map(|(_, bound)| *bound)
    });
    in_lead.or_else(|| match behind {
        _ if behind.starts_with("以内") || behind.starts_with("以下") => Some(Bound::Most),
        _ if behind.starts_with("以上") => Some(Bound::Least),
        _ => None,
    })
}

/// The unit of a figure in a table: its own, or that in the brackets of a head without its power of ten: 总投资（万元）.
fn unit_of<'t>(quantity: Quantity<'t>, heads: &[&'t str]) -> &'t str {
    if !quantity.unit.is_empty() {
        return if is_person(quantity.unit) { "人" } else { quantity.unit };
    }
    let in_brackets = |head: &&'t str| {
        let open = head.find(['(', '（'])?;
        let inside = head[open..].trim_start_matches(['(', '（']);
        let inside = &inside[..inside.find([')', '）'])?];
        let unit = inside.trim_start_matches(['百', '千', '万', '亿']);
        (!unit.is_empty() && unit.chars().count() <= 3).then_some(unit)
    };
    let unit = heads.iter().find_map(in_brackets).unwrap_or_default();
    if is_person(unit) { "人" } else { unit }
}

/// The head of a column without its year and the unit in its brackets: 2026年计划投资(万元).
fn without_units(head: &str) -> String {
    let head = head.split(['(', '（', '/', '／']).next().unwrap_or_default();
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_year = rest.len() + 4 == head.len() && rest.starts_with('年');
    if is_year { rest.trim_start_matches(['年', '度']).to_owned() } else { head.to_owned() }
}

/// What is said of a figure.
struct Said<'t> {
    name: String,
    wording: Wording,
    aspects: Aspects,
    bound: Option<Bound>,
    unit: &'t str,
    power: u32,
    is_money: bool,
}

impl Said<'_> {
    /// The figure. `None` if its words say too little.
    fn of(
        self,
        quantity: Quantity<'_>,
        change: Option<Way>,
        (scope, words): (&Scope, &Words),
    ) -> Option<SaidFigure> {
        let name: String = self.name.chars().filter(|&c| is_han(c) || c.is_alphabetic()).collect();
        (!self.wording.own().is_empty()).then(|| SaidFigure {
            span: quantity.span,
            name: name.into(),
            wording: self.wording,
            dimension: quantity.dimension,
            is_money: self.is_money,
            is_counted: words.of(&set::COUNTER).start_of(self.unit) == Some(self.unit),
            unit: self.unit.into(),
            printed: quantity.printed,
            shift: quantity.scale + self.power,
            is_exact: quantity.rounding() == Decimal::integer(0) && !quantity.is_rate(),
            digits: quantity.digits(),
            change,
            bound: self.bound,
            aspects: self.aspects,
            scope: scope.clone(),
        })
    }
}
