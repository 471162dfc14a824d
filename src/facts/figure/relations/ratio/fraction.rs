//! Shares in words: 占总数的一半以上 ("more than half of all"), 占比过半 ("more than half"), 仅为改造前的三分之一 ("only
//! a third of that before"), 近七成 ("nearly seven tenths").

use crate::facts::figure::measures::Role;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::ratio::VERBS;
use crate::facts::figure::relations::ratio::of_whole::is_of;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, is_value};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{number, rate};

/// Number of figures before a fraction that are searched for its whole.
const REACH: usize = 6;
/// Number of bytes after a figure that are searched for a fraction.
const WINDOW: usize = 90;
/// Maximum number of characters of the clause before a fraction: 占民商事新收案件 ("of the new civil
/// cases"). With a longer one, the figures are not compared.
const MAX_CLAUSE: usize = 18;
/// Tolerance of a fraction in words without "above", "nearly" or the like, in percentage points.
const LOOSE: u64 = 5;
/// Tolerance of a share that is said to be above or below a fraction, in percentage points. It
/// allows for rounding.
const CLOSE: u64 = 1;

/// Word between the numbers of most fractions: 三分之一 ("a third", literally "three parts' one").
const PARTS: &str = "分之";

/// A share in words: 近七成 ("nearly seven tenths"). `center` is the fraction in per cent, and `about`
/// the range of shares that the words may mean.
struct Fraction {
    span: Span,
    center: Decimal,
    about: Interval,
}

/// Checks the shares in words of a paragraph.
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    for at in 0..passage.list.len() {
        let figure = &passage.list[at].quantity;
        let is_over = figure.unit.is_empty() && passage.behind(at).starts_with('/');
        let tenths = figure.unit == "成" || is_over;
        let from = if tenths { figure.span.start() } else { figure.span.end() };
        // After this figure, and before the next or the end of its sentence.
        let sentence = passage.list[at].sentence.end();
        let next = passage.list.get(at + 1).map_or(sentence, |next| next.quantity.span.start());
        let next = if is_over {
            passage.list.get(at + 1).map_or(sentence, |next| next.quantity.span.end())
        } else {
            next
        };
        let end = next.min(sentence).min(passage.text.floor_char_boundary(from + WINDOW));
        if let Some(fraction) = fraction(passage, from, end.max(figure.span.end())) {
            let last = if tenths { at.checked_sub(1) } else { Some(at) };
            let ahead =
                inner(passage, at + 1).and_then(|(part, whole)| relation(passage, part, &[whole], &fraction));
            relations.extend(ahead.or_else(|| last.and_then(|last| judge(passage, last, &fraction))));
        }
    }
    relations
}

/// First fraction in words between the bytes `from` and `end` of the text: 三分之一 ("a third"), 一半, 半数
/// ("half"), 过半 ("more than half"), 七成 ("seven tenths").
fn fraction(passage: Passage<'_, '_>, from: usize, end: usize) -> Option<Fraction> {
    let words = passage.text.get(from..end)?;
    let hundred = Decimal::integer(100);
    let parts = words.match_indices('分').find(|(at, _)| words[*at..].starts_with(PARTS)).map(|(at, _)| at);
    let (start, stop, center) = if let Some(at) = parts {
        let (before, behind) = (&words[..at], &words[at + "分之".len()..]);
        let below = &before[before.trim_end_matches(is_numeral).len()..];
        let above = &behind[..behind.len() - behind.trim_start_matches(is_numeral).len()];
        let (below_value, above_value) = (cardinal(below)?, cardinal(above)?);
        if matches!(below_value, 0 | 100 | 1000) || above_value >= below_value {
            return None;
        }
        let share =
            Decimal::integer(above_value).times(hundred)?.divided(Decimal::integer(below_value), 1)?;
        (at - below.len(), at + "分之".len() + above.len(), share)
    } else if let Some(at) = words.find('半') {
        let is_half = words[..at].ends_with(['一', '过']) || words[at..].starts_with("半数");
        let is_year = words[at..].starts_with("半年");
        if !is_half || is_year || words[at..].starts_with("半个") {
            return None;
        }
        let number = if words[..at].ends_with('一') { "一".len() } else { 0 };
        let tail = if words[at..].starts_with("半数") { "半数" } else { "半" };
        (at - number, at + tail.len(), Decimal::integer(50))
    } else {
        let first = passage.list.partition_point(|measure| measure.quantity.span.start() < from);
        let tenths = passage.list.get(first)?.quantity;
        if tenths.unit == "成" && tenths.span.start() == from {
            (0, tenths.span.end() - from, tenths.printed.times(Decimal::integer(10))?)
        } else {
            let below = passage.list.get(first + 1)?.quantity;
            let is_over =
                tenths.span.start() == from && words.get(tenths.span.end() - from..)?.starts_with('/');
            let is_less =
                is_over && below.span.start() == tenths.span.end() + 1 && tenths.value < below.value;
            let share = tenths
                .value
                .times(hundred)?
                .divided(below.value, 1)
                .filter(|_| is_less && below.unit.is_empty())?;
            (0, below.span.end() - from, share)
        }
    };
    let span = Span::new(from + start, from + stop);
    let about = about(passage, span, center)?;
    Some(Fraction { span, center, about })
}

/// Range of shares that a fraction may mean, by the words around it: 超过一半 ("more than half"), 近七成
/// ("nearly seven tenths"), 三分之一强 ("a good third"), 一半以上 ("half or more").
fn about(passage: Passage<'_, '_>, span: Span, center: Decimal) -> Option<Interval> {
    let words = passage.words;
    let (before, behind) = (&passage.text[..span.start()], &passage.text[span.end()..]);
    let before = before.strip_suffix('了').unwrap_or(before);
    let begins = |classes: [&'static crate::words::class::Class; 3]| {
        classes.iter().any(|class| words.of(class).end_of(before).is_some())
    };
    let [close, loose, hundred] = [CLOSE, LOOSE, 100].map(Decimal::integer);
    let is_above = begins([&number::ABOVE, &number::AT_LEAST, &number::REACHING])
        || before.ends_with('过')
        || words.of(&number::OR_MORE).start_of(behind).is_some()
        || behind.starts_with(['强', '多']);
    if is_above {
        return Some(Interval { low: center.minus(close), high: hundred });
    }
    if words.of(&number::NEARLY).end_of(before).is_some() {
        return Some(Interval { low: center.minus(loose).minus(close), high: center.plus(close) });
    }
    let is_below = words.of(&number::AT_MOST).end_of(before).is_some()
        || words.of(&number::OR_LESS).start_of(behind).is_some()
        || behind.starts_with('弱');
    if is_below {
        return Some(Interval { low: Decimal::integer(0), high: center.plus(close) });
    }
    let is_two = behind.starts_with(['至', '到', '—', '～']);
    (!is_two).then(|| Interval::around(center, loose.plus(close)))
}

/// Compares a fraction with the figures before it. `last` is the index of the nearest.
fn judge<'w>(passage: Passage<'_, 'w>, last: usize, fraction: &Fraction) -> Option<Relation<'w>> {
    let end = passage.list[last].quantity.span.end();
    let gap = passage.text.get(end..fraction.span.start())?;
    let (part, wholes) = whole_between(passage, last, gap)
        .or_else(|| whole_before(passage, last, gap))
        .or_else(|| earlier(passage, last, gap))?;
    relation(passage, part, &wholes, fraction)
}

/// Indices of part and whole if both are in a bracket after a fraction: 近八成（360户中的292户） ("nearly
/// eight tenths (292 of 360 households)"). `whole` is the index of the first figure in the bracket.
/// `None` if there is no such bracket.
fn inner(passage: Passage<'_, '_>, whole: usize) -> Option<(usize, usize)> {
    let part = whole + 1;
    let are_two = passage.list.get(part).is_some() && passage.gap(whole).ends_with(['（', '(']);
    let is_told = are_two
        && passage.gap(part).trim_end_matches(['的', '有']).ends_with('中')
        && passage.gap(whole).chars().nth(MAX_CLAUSE).is_none();
    (is_told && passage.are_alike(whole, part)).then_some((part, whole))
}

/// Creates the relation of a fraction with the part and its whole. If the part has several possible
/// wholes, the one that agrees with the fraction is taken.
fn relation<'w>(
    passage: Passage<'_, 'w>,
    part: usize,
    wholes: &[usize],
    fraction: &Fraction,
) -> Option<Relation<'w>> {
    let share = |whole: usize| {
        let [a, b] = [part, whole].map(|at| passage.list[at].quantity);
        a.value.times(Decimal::integer(100))?.divided(b.value, 2)
    };
    let fits =
        |whole: &usize| share(*whole).is_some_and(|share| Interval::exact(share).meets(fraction.about));
    let holding = wholes.iter().copied().find(fits);
    let whole = holding.or_else(|| wholes.first().copied())?;
    let [a, b] = [part, whole].map(|at| passage.list[at].quantity);
    let stated = Quantity {
        span: fraction.span,
        value: fraction.center,
        printed: fraction.center,
        scale: 0,
        unit: "%",
        dimension: Some(Dimension::Ratio),
        is_approximate: true,
    };
    let (x, y) = Quantity::comparable(a, b);
    Some(Relation {
        reading: FigureReading::Fraction,
        stated,
        place: stated.span,
        operands: vec![Operand::new("part", a), Operand::new("whole", b)],
        holds: holding.is_some(),
        is_unambiguous: wholes.len() == 1,
        formula: format!("{x} ÷ {y}"),
        computed: format!("{}%", share(whole)?.rounded(1)),
    })
}

/// Finds a whole directly before the fraction: 2216件，占新收案件5187件的 ("2216, of the 5187 new cases").
/// Returns the index of the part and the indices of the possible wholes.
fn whole_between(passage: Passage<'_, '_>, last: usize, gap: &str) -> Option<(usize, Vec<usize>)> {
    let part = last.checked_sub(1)?;
    let list = passage.list;
    let is_one = is_value(&list[part]) && is_value(&list[last]) && passage.are_alike(part, last);
    let said = gap.trim_start_matches(['）', ')']).trim_end_matches(VERBS);
    let said = bare(passage, said);
    let said =
        passage.words.of(&rate::SHARE).end_of(said).map_or(said, |noun| &said[..said.len() - noun.len()]);
    let is_told = said == "的" && is_of(passage.gap(last)) && passage.are_together(part, last);
    (is_one && is_told).then(|| (part, vec![last]))
}

/// Finds a whole before the part: 共47名，其中大专以上22名，占比过半 ("47, of these 22 with a degree, more than
/// half"). Returns the index of the part and the indices of the possible wholes.
fn whole_before(passage: Passage<'_, '_>, part: usize, gap: &str) -> Option<(usize, Vec<usize>)> {
    let list = passage.list;
    let said = gap.rsplit(['，', ',', '（', '(', '；']).next().unwrap_or_default();
    let said = bare(passage, said.trim_end_matches(VERBS));
    let is_clause = gap.matches(['，', ',', '（', '(', '；']).count() == 1
        && gap.chars().all(|c| is_han(c) || matches!(c, '，' | ',' | '（' | '('));
    if !is_clause || is_longer(gap, MAX_CLAUSE) || !is_value(&list[part]) {
        return None;
    }
    // 调撤率 is the rate of the cases that were 以调解、撤诉方式结案 ("closed by mediation or withdrawal").
    let lead = passage.lead(part);
    let is_named = |noun: &str| {
        said.len() > noun.len() && said[..said.len() - noun.len()].chars().any(|c| lead.contains(c))
    };
    let share = said.strip_prefix('占').map(|object| object.trim_end_matches('的'));
    let is_share = passage.words.of(&rate::SHARE).contains(said)
        || share.is_some_and(|object| object.is_empty() || passage.words.of(&rate::CONTEXT).contains(object))
        || share.is_some_and(|object| is_base(passage, part, object))
        || ENDS.iter().any(|end| said.ends_with(end) && is_named(end));
    if !is_share {
        return None;
    }
    let wholes = (part.saturating_sub(REACH)..part).rev().filter(|&whole| {
        is_value(&list[whole])
            && passage.are_alike(whole, part)
            && list[whole].quantity.value >= list[part].quantity.value
    });
    let wholes: Vec<usize> = wholes.collect();
    Some((part, wholes))
}

/// True if the words before the figure that precedes the part contain the start of `object`, the
/// name of the whole: 占规划数的 ("of the number planned").
fn is_base(passage: Passage<'_, '_>, part: usize, object: &str) -> bool {
    let start: String = object.chars().take(2).collect();
    let is_wide = passage.words.of(&rate::WIDER).start_of(object).is_some();
    !is_wide && part > 0 && passage.lead(part - 1).contains(&start)
}

/// Takes the earlier value as the whole and the later one as the part: 由36人减至9人，仅为改造前的四分之一 ("from
/// 36 to 9 people, only a quarter of that before"). Returns their indices like [`whole_before`].
fn earlier(passage: Passage<'_, '_>, last: usize, gap: &str) -> Option<(usize, Vec<usize>)> {
    let from = last.checked_sub(1)?;
    let list = passage.list;
    let is_change = list[from].role == Role::From && matches!(list[last].role, Role::To(_));
    let said = gap.rsplit(['，', ',']).next().unwrap_or_default();
    let is_told =
        said.contains(['为', '是']) && said.ends_with('的') && said.contains(['原', '前', '上', '去']);
    let is_one = passage.are_alike(from, last) && passage.are_together(from, last);
    (is_change && is_told && is_one).then(|| (last, vec![from]))
}

/// Ends of the names of rates, besides words for shares: 率 in 调撤率超过五成 ("rate above five tenths").
const ENDS: [&str; 2] = ["率", "覆盖面"];

/// Returns `words`, the text before a fraction, without the words for its precision at the end: 占比
/// for 占比超过 ("share of more than"), 占 for 占近 ("make up nearly").
fn bare<'t>(passage: Passage<'_, '_>, words: &'t str) -> &'t str {
    let classes = [
        &number::ABOVE,
        &number::AT_LEAST,
        &number::REACHING,
        &number::NEARLY,
        &number::AT_MOST,
        &number::ABOUT,
    ];
    let found = classes
        .iter()
        .filter_map(|class| passage.words.of(class).end_of(words))
        .max_by_key(|word| word.len());
    let words = found.map_or(words, |word| &words[..words.len() - word.len()]);
    words.trim_end_matches(['了', '过']).trim_end_matches(VERBS)
}
