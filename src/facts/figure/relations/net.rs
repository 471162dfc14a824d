//! Differences that are recognised by their names: 出生率6.2‰，死亡率7.1‰，自然增长率-0.9‰ ("birth rate 6.2 ‰,
//! death rate 7.1 ‰, natural growth −0.9 ‰"); 出口86亿元，进口52亿元，贸易顺差34亿元 ("exports 8.6, imports 5.2,
//! surplus 3.4 billion yuan").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::MINUS;
use crate::text::endings::Endings;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::rules::figure::remainder::{GAINED, LOST, NET, TURNED};

/// Number of figures before a difference that are searched for the two values from which it is
/// computed.
const REACH: usize = 8;
/// Signs of negative numbers.
const SIGNS: [char; 3] = ['-', MINUS, '－'];
/// Number of characters at the end of a value's name that are part of the reported span.
const NAME: usize = 4;
/// Characters between a name and its value.
/// Last characters of the names of differences.
static NETS: Endings = Endings::of_first_words(&NET);
static TURNS: Endings = Endings::of(&TURNED);
static VERBS: Signs = Signs::of("为达是到了额");

/// Checks the differences of one block that have a name of their own, such as 自然增长率 ("natural
/// growth"), and the improvements from a loss to a gain. The loss may be in the previous block,
/// whose measures are `before`.
pub(super) fn find<'w>(text: &str, before: &[Measure<'w>], list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let nets = (2..list.len()).filter_map(|at| net(text, &list[at.saturating_sub(REACH)..at], &list[at]));
    let turned = (0..list.len()).filter_map(|at| turned(text, (before, &list[..at]), &list[at]));
    nets.chain(turned).collect()
}

/// Checks an improvement from a loss to a gain, which is the sum of both: 亏损36万元…盈利52万元，增利88万元
/// ("loss of 360,000 yuan … gain of 520,000, an improvement of 880,000").
fn turned<'w>(
    text: &str,
    (before, list): (&[Measure<'w>], &[Measure<'w>]),
    stated: &Measure<'w>,
) -> Option<Relation<'w>> {
    let is_called = |figure: &Measure<'_>, words: &[&str]| {
        let name = figure.lead(text).trim_end_matches(is_verb);
        words.iter().any(|word| name.ends_with(word))
    };
    if !TURNS.end(stated.lead(text).trim_end_matches(is_verb)) || stated.quantity.is_approximate {
        return None;
    }
    let known = || before.iter().chain(list).rev().take(REACH);
    let find = |words: &[&str]| {
        let is_alike = |figure: &&Measure<'w>| {
            figure.quantity.unit == stated.quantity.unit && !figure.quantity.is_approximate
        };
        known().filter(is_alike).find(|figure| is_called(figure, words)).map(|figure| figure.quantity)
    };
    let [lost, gained] = [find(&LOST)?, find(&GAINED)?];
    let said = stated.quantity.interval();
    let [less, more] = if lost.value < gained.value { [lost, gained] } else { [gained, lost] };
    // A difference instead of the sum is a slip.
    let is_slip = more.interval().minus(less.interval()).meets(said);
    let (a, b) = (gained.printed, lost.printed);
    let is_one_scale = lost.scale == gained.scale && lost.span.start() < gained.span.start();
    is_one_scale.then(|| Relation {
        reading: FigureReading::Turned,
        stated: stated.quantity,
        place: stated.quantity.span,
        operands: vec![Operand::new("part", lost), Operand::new("part", gained)],
        is_unambiguous: is_slip,
        holds: lost.interval().plus(gained.interval()).meets(said),
        formula: format!("{a} + {b}"),
        computed: stated.quantity.like(lost.value.plus(gained.value)),
    })
}

/// Byte at which the last [`NAME`] characters of a lead begin.
fn tail(lead: &str) -> usize {
    lead.char_indices().rev().nth(NAME - 1).map_or(0, |(at, _)| at)
}

/// True for a character between a name and its value.
fn is_verb(c: char) -> bool {
    VERBS.contains(c)
}

fn net<'w>(text: &str, before: &[Measure<'w>], stated: &Measure<'w>) -> Option<Relation<'w>> {
    let lead = stated.lead(text);
    let is_negative = lead.ends_with(SIGNS);
    let is_told = is_negative || matches!(stated.role, Role::Value | Role::To(_));
    if !is_told || stated.quantity.is_approximate || stated.quantity.unit.is_empty() {
        return None;
    }
    let name = lead.trim_end_matches(SIGNS).trim_end_matches(is_verb);
    if !NETS.may_end(name) {
        return None;
    }
    let (more, less) = NET.iter().find_map(|entry| {
        // Most names match no entry, so an entry is split only after its name has matched.
        let first = entry.bytes().position(|byte| byte == b' ')?;
        let (more, less) = entry[first + 1..].split_once(' ').filter(|_| name.ends_with(&entry[..first]))?;
        Some((more, less))
    })?;
    let called = |word: &str| {
        before.iter().rev().find(|figure| {
            let own = figure.lead(text).trim_end_matches(is_verb);
            let is_value = matches!(figure.role, Role::Value | Role::To(_));
            is_value && own.ends_with(word) && figure.quantity.unit == stated.quantity.unit
        })
    };
    let [more, less] = [called(more)?, called(less)?].map(|figure| figure.quantity);
    if more.is_approximate || less.is_approximate {
        return None;
    }
    let (one, other) = if is_negative { (less, more) } else { (more, less) };
    let said = stated.quantity.interval();
    let (a, b) = (more.printed, less.printed);
    Some(Relation {
        reading: FigureReading::Net,
        stated: stated.quantity,
        // 贸易顺差 ("trade surplus") although imports exceed exports: the name is wrong.
        place: if other.interval().minus(one.interval()).meets(said) {
            Span::new(stated.start + tail(lead), stated.quantity.span.end())
        } else {
            stated.quantity.span
        },
        operands: vec![Operand::new("whole", more), Operand::new("part", less)],
        is_unambiguous: more.scale == less.scale,
        holds: one.interval().minus(other.interval()).meets(said),
        formula: format!("{a} {MINUS} {b}"),
        computed: format!("{}{}{}", if a < b { "-" } else { "" }, a.distance(b), stated.quantity.unit),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_differences_by_their_names() {
        let cases: [(&str, &[&str]); 8] = [
            ("人口出生率6.25‰，死亡率7.14‰，自然增长率0.89‰。", &["0.89‰"]),
            ("人口出生率8.25‰，死亡率7.14‰，自然增长率为2.11‰。", &["2.11‰"]),
            ("出口额86亿元，进口额52亿元，贸易顺差43亿元。", &["43亿元"]),
            ("人口出生率6.25‰，死亡率7.14‰，自然增长率为-0.89‰。", &[]),
            ("出口额86亿元，进口额52亿元，贸易顺差34亿元。", &[]),
            ("死亡率7.14‰，自然增长率为1.11‰。", &[]),
            ("上年亏损36万元。今年盈利52万元，增利16万元。", &["16万元"]),
            ("上年亏损36万元。今年盈利52万元，增利88万元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Net, FigureReading::Turned]), expected, "{text}");
        }
    }
}
