//! Ratios: 城乡居民收入比1.85∶1 ("ratio of incomes in town and country"), 存贷比81.9% ("ratio of loans to
//! deposits"), 男女比例3:2 ("men to women 3:2"), 按3:7分担 ("shared 3:7"). The name of a ratio has one
//! character for each of its terms: 男 ("men") and 女 ("women").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::slip;
use crate::facts::figure::relations::{Operand, Relation, Verdict, is_value};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::endings::Endings;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::ratio::{self, NOUNS, SAME, TURNED};
use crate::words::{Words, change, rate, total};

/// Words at the end of the name of a ratio.
static ENDS: Endings = Endings::of(&NOUNS);
static SHARED: Phrases = Phrases::of(&ratio::SHARED);

/// Number of figures before and after a ratio that are searched for its two values.
const REACH: usize = 8;
/// Maximum number of characters that are read after a figure for the noun that names it.
const MAX_NOUN: usize = 4;
/// Number of decimals of a computed ratio beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Tolerance of ratios of whole numbers such as 3:2, which are rounded, in per cent.
const ROUND: u64 = 5;
/// Number of characters after a ratio that are searched for a verb of sharing: 分担 ("share").
const MAX_BEHIND: usize = 6;
/// Maximum number of terms in a ratio.
const MAX_TERMS: usize = 4;

/// Checks each ratio of a paragraph against the figures that it compares or divides.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { passage: Passage { text, words, list } };
    let mut relations = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let terms = reader.terms(at);
        if let Some(relation) = reader.shared(at, terms).or_else(|| reader.named(at, terms)) {
            relations.push(relation);
        }
        at += terms;
    }
    relations
}

struct Reader<'a, 'w> {
    passage: Passage<'a, 'w>,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Number of terms of the ratio that begins with the figure with index `at`: 2 for 3:2. Returns
    /// 1 if no ratio begins there.
    fn terms(&self, at: usize) -> usize {
        let last = self.passage.list.len().min(at + MAX_TERMS) - 1;
        let signs = (at..last).take_while(|&term| {
            let is_bare = self.passage.list[term].quantity.unit.is_empty();
            is_bare && matches!(self.passage.gap(term + 1).trim(), ":" | "：" | "∶" | "比")
        });
        signs.count() + 1
    }

    /// Checks a ratio whose name tells which two figures it compares: 男女比例3:2，男60人，女40人 ("men to
    /// women 3:2, 60 men, 40 women").
    fn named(&self, at: usize, terms: usize) -> Option<Relation<'w>> {
        let figure = &self.passage.list[at];
        let is_plain = terms == 1 && (figure.quantity.unit.is_empty() || figure.quantity.is_percentage());
        let is_told = matches!(figure.role, Role::Value | Role::To(_)) && !figure.quantity.is_approximate;
        if !is_told || !(terms == 2 || is_plain) {
            return None;
        }
        let name = self.name(at)?;
        let pairs = self.pairs(at, terms, self.alias(name));
        let said = self.said(at, terms)?;
        let fits = |&[first, second]: &[usize; 2]| self.fits(first, second, said);
        if let Some(&pair) = pairs.iter().find(|pair| fits(pair)) {
            return self.relation(at, terms, pair, Verdict::HOLDS);
        }
        let is_turned = |pair: &[usize; 2]| fits(&[pair[1], pair[0]]);
        let is_slip = |pair: &[usize; 2]| self.is_slip(at, terms, *pair);
        let is_bare = terms == 2 && name.chars().count() == 2;
        let is_only = pairs.len() == 1 && (is_bare || self.are_about(&pairs, name));
        let wrong = pairs.iter().find(|pair| is_turned(pair) || is_slip(pair) || is_only);
        let verdict = Verdict { holds: false, is_unambiguous: wrong.is_some() };
        self.relation(at, terms, *wrong.or_else(|| pairs.first())?, verdict)
    }

    /// Name of a ratio without the word for a ratio: 城乡居民收入 for 城乡居民收入比 ("ratio of incomes in town
    /// and country").
    fn name(&self, at: usize) -> Option<&'a str> {
        let passage = self.passage;
        let figure = &passage.list[at];
        let is_change = at > 0 && passage.list[at - 1].role == Role::From && passage.are_together(at - 1, at);
        let name = if is_change { passage.list[at - 1].name } else { figure.name };
        let name = self.before_base(at).unwrap_or_else(|| name.of(passage.text));
        let name = name.trim_end_matches(['为', '达', '是', '到', '约']);
        // 城乡居民收入比缩小至 ("the ratio of incomes fell to")
        let verb = name.strip_suffix('至').unwrap_or(name);
        let verbs = [&change::DOWN, &change::UP];
        let verb = verbs.iter().find_map(|class| {
            passage.words.of(class).end_of(verb).map(|word| &verb[..verb.len() - word.len()])
        });
        let name = verb.unwrap_or(name);
        if !ENDS.may_end(name) {
            return None;
        }
        let is_share = passage.words.of(&rate::SHARE).end_of(name).is_some_and(|word| word.starts_with('占'));
        let noun = NOUNS.iter().filter(|noun| name.ends_with(**noun)).max_by_key(|noun| noun.len())?;
        let name = &name[..name.len() - noun.len()];
        (!is_share && name.chars().count() > 1).then_some(name)
    }

    /// Name before a bracket with the base: 性别比 in 性别比（以女性为100） ("sex ratio (women are 100)").
    fn before_base(&self, at: usize) -> Option<&'a str> {
        let passage = self.passage;
        let base = &passage.list[at.checked_sub(1)?];
        let is_base = base.quantity.unit.is_empty() && passage.lead(at - 1).starts_with('以');
        let is_behind = passage.gap(at).trim_end_matches(['为', '达', '是']).trim() == "）";
        let before = passage.text[..base.start].trim_end_matches(['（', '(']);
        let name = &before[before.trim_end_matches(is_han).len()..];
        (is_base && is_behind).then_some(name)
    }

    /// Second term of a ratio that is printed as one number: 100 for a percentage, the number in
    /// the bracket for 性别比（以女性为100） ("sex ratio (women are 100)"), otherwise 1.
    fn base(&self, at: usize) -> Decimal {
        let figure = self.passage.list[at].quantity;
        let told = self.before_base(at).and_then(|_| self.passage.list.get(at - 1));
        told.map_or(Decimal::integer(if figure.is_percentage() { 100 } else { 1 }), |base| {
            base.quantity.value
        })
    }

    /// The two characters for the terms of a ratio with another name: 男女 ("men, women") for 性别
    /// ("sex").
    fn alias<'n>(&self, name: &'n str) -> &'n str {
        if name.ends_with("性别") { "男女" } else { name }
    }

    /// Ranges of the first and the second term. The second term of a percentage is 100.
    fn said(&self, at: usize, terms: usize) -> Option<[Interval; 2]> {
        let first = self.passage.list[at].quantity;
        let term = |quantity: Quantity<'_>, is_whole: bool| {
            let one = Decimal::integer(1);
            let about = quantity.printed.times(Decimal::integer(ROUND)).map(Decimal::hundredths);
            let margin = match about.filter(|_| is_whole) {
                Some(about) => about,
                None if quantity.printed == one => Decimal::integer(0),
                None => quantity.printed.half_step().plus(quantity.printed.half_step()),
            };
            Interval::around(quantity.printed, margin)
        };
        if terms == 1 {
            return Some([term(first, false), Interval::exact(self.base(at))]);
        }
        let second = self.passage.list.get(at + 1)?.quantity;
        let one = Decimal::integer(1);
        let is_whole = [first, second].iter().all(|term| !term.printed.has_decimals() && term.printed != one);
        Some([term(first, is_whole), term(second, is_whole)])
    }

    /// Pairs of figures that the ratio with this name may compare. Two neighbouring characters of
    /// the name are for the two things, as in 男女 ("men, women"): the name of the first figure
    /// contains one of them, the name of the second figure the other.
    fn pairs(&self, at: usize, terms: usize, name: &str) -> Vec<[usize; 2]> {
        let list = self.passage.list;
        let near = at.saturating_sub(REACH)..list.len().min(at + terms + REACH);
        let figures: Vec<usize> =
            near.filter(|&other| !(at..at + terms).contains(&other) && self.is_whole_value(other)).collect();
        let characters: Vec<char> = name.chars().collect();
        let mut pairs = Vec::new();
        for two in characters.windows(2) {
            let &[one, next] = two else { continue };
            let is_turned = TURNED.iter().any(|word| word.chars().eq([one, next]));
            let (one, next) = if is_turned { (next, one) } else { (one, next) };
            let called = |is: char, is_not: char| {
                figures
                    .iter()
                    .copied()
                    .filter(move |&figure| self.is_called(figure, is) && !self.is_called(figure, is_not))
            };
            for first in called(one, next) {
                let seconds = called(next, one).filter(|&second| self.passage.are_alike(first, second));
                pairs.extend(seconds.map(|second| [first, second]));
            }
        }
        pairs
    }

    /// True if the names of the figures also contain the last two characters of the ratio's name:
    /// 城镇居民收入 and 农村居民收入 ("income in towns", "in the country") for 城乡居民收入.
    fn are_about(&self, pairs: &[[usize; 2]], name: &str) -> bool {
        let Some((start, _)) = name.char_indices().rev().nth(1).filter(|(start, _)| *start > 0) else {
            return false;
        };
        let called = |at: usize| self.passage.lead(at).contains(&name[start..]);
        pairs.iter().all(|[first, second]| called(*first) && called(*second))
    }

    /// True for a value that 其中 ("of these") does not mark as a part of another value.
    fn is_whole_value(&self, at: usize) -> bool {
        is_value(&self.passage.list[at]) && !self.passage.lead(at).contains("其中")
    }

    /// True if the words around a figure contain `character`, or a word for the same thing: 农村
    /// ("country") for 乡.
    fn is_called(&self, at: usize, character: char) -> bool {
        let lead = self.passage.list[at].name.of(self.passage.text);
        let noun = self.passage.behind(at);
        let noun =
            noun.char_indices().take(MAX_NOUN).find(|(_, c)| !is_han(*c)).map_or(
                noun.char_indices().nth(MAX_NOUN).map_or(noun, |(end, _)| &noun[..end]),
                |(end, _)| &noun[..end],
            );
        let words = if lead.is_empty() { noun } else { lead };
        let mut same = SAME.iter().filter(|word| word.starts_with(character));
        words.contains(character) || same.any(|word| words.contains(word.trim_start_matches(character)))
    }

    /// True if two figures may have the stated ratio.
    fn fits(&self, first: usize, second: usize, [one, next]: [Interval; 2]) -> bool {
        let [a, b] = [first, second].map(|at| self.passage.list[at].quantity.interval());
        let products = a.times(next).zip(b.times(one));
        products.is_none_or(|(left, right)| left.meets(right))
    }

    /// True if the printed term of a ratio may be a typing error for the computed one.
    fn is_slip(&self, at: usize, terms: usize, pair: [usize; 2]) -> bool {
        let term = self.compared_term(at, terms).printed;
        self.reckoned(at, terms, pair).is_some_and(|reckoned| slip(term, reckoned).is_some())
    }

    /// Term of a ratio that is compared: the first one, or the second if the first is 1 (1∶1.85).
    fn compared_term(&self, at: usize, terms: usize) -> Quantity<'w> {
        let first = self.passage.list[at].quantity;
        let is_one = terms == 2 && first.printed == Decimal::integer(1);
        if is_one { self.passage.list[at + 1].quantity } else { first }
    }

    /// Value of the term that is compared, computed from the two figures.
    fn reckoned(&self, at: usize, terms: usize, [first, second]: [usize; 2]) -> Option<Decimal> {
        let [a, b] = [first, second].map(|at| self.passage.list[at].quantity.value);
        let list = self.passage.list;
        let one = Decimal::integer(1);
        let decimals = self.compared_term(at, terms).printed.decimals() + EXTRA_DECIMALS;
        match terms {
            2 if list[at].quantity.printed == one => b.divided(a, decimals),
            2 => a.times(list[at + 1].quantity.printed)?.divided(b, decimals),
            _ => a.times(self.base(at))?.divided(b, decimals),
        }
    }

    fn relation(&self, at: usize, terms: usize, pair: [usize; 2], verdict: Verdict) -> Option<Relation<'w>> {
        let [first, second] = pair.map(|at| self.passage.list[at].quantity);
        let (a, b) = Quantity::comparable(first, second);
        let term = self.compared_term(at, terms);
        let reckoned = self.reckoned(at, terms, pair)?.rounded(term.printed.decimals().max(1)).shortened(0);
        let from = self.passage.list[at].quantity;
        let last = self.passage.list.get(at + terms - 1)?.quantity;
        let is_first = from.span == term.span;
        let computed = match terms {
            1 => format!("{reckoned}{}", from.unit),
            _ if is_first => format!("{reckoned}∶{}", last.printed),
            _ => format!("1∶{reckoned}"),
        };
        let formula = if is_first { format!("{a} ÷ {b}") } else { format!("{b} ÷ {a}") };
        Some(Relation {
            reading: FigureReading::Ratio,
            stated: Quantity { span: from.span.join(last.span), ..term },
            place: from.span.join(last.span),
            operands: vec![Operand::new("first", first), Operand::new("second", second)],
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula,
            computed,
        })
    }

    /// Checks figures after a ratio that are in the order of its terms: 按3:7分担，市级30万元，县级70万元
    /// ("shared 3:7, city 300,000 yuan, county 700,000").
    fn shared(&self, at: usize, terms: usize) -> Option<Relation<'w>> {
        let passage = self.passage;
        let last = at + terms - 1;
        let is_by = || passage.lead(at).ends_with('按') || passage.lead(at).ends_with("按照");
        let is_shared = || {
            let behind = passage.behind(last);
            let end = behind.char_indices().nth(MAX_BEHIND).map_or(behind.len(), |(end, _)| end);
            SHARED.is_in(&behind[..end])
        };
        if terms < 2 || !is_by() || !is_shared() {
            return None;
        }
        let totals = [&total::LABEL, &total::ADVERB];
        let mut parts = (last + 1..passage.list.len().min(last + 1 + REACH)).filter(|&part| {
            let lead = passage.lead(part);
            let is_total = totals.iter().any(|class| passage.words.of(class).start_of(lead).is_some())
                || lead.contains('总');
            passage.are_together(part, at) && is_value(&passage.list[part]) && !is_total
        });
        let parts: [usize; 2] = [parts.next()?, parts.next()?];
        if terms != 2 || !passage.are_alike(parts[0], parts[1]) {
            return None;
        }
        let [first, second] = parts.map(|part| passage.list[part].quantity);
        let [one, next] = [at, last].map(|term| passage.list[term].quantity.printed);
        let sides =
            first.interval().times(Interval::exact(next)).zip(second.interval().times(Interval::exact(one)));
        let sum = first.value.plus(second.value);
        let share = sum.times(one)?.divided(one.plus(next), first.printed.decimals() + EXTRA_DECIMALS)?;
        Some(Relation {
            reading: FigureReading::Split,
            stated: first,
            place: first.span,
            operands: vec![Operand::new("second", second), Operand::new("ratio", passage.list[at].quantity)],
            holds: sides.is_none_or(|(left, right)| left.meets(right)),
            is_unambiguous: true,
            formula: format!("({} + {}) × {one} ÷ ({one} + {next})", first.scaled(), second.scaled()),
            computed: first.like(share),
        })
    }
}
