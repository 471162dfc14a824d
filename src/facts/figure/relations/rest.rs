//! Remainders: 发现隐患128处，已整改120处，剩余8处 ("128 found, 120 repaired, 8 left"); and balances:
//! 旧存312件，新收2874件，审结2951件，未结235件 ("312 old, 2874 new, 2951 closed, 235 open").

use crate::facts::figure::measures::{CARRIED, Measure, Measures, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{is_slip, slip};
use crate::facts::figure::relations::{Operand, Relation, are_alike, is_value};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::words::dimension::Dimension;
use crate::words::{Words, measure, time};

/// Maximum number of characters between a word for a remainder and the figure: 还有 in 未完成的还有 ("not
/// done are still"). If they are farther apart, the figure is not a remainder.
const MAX_BEHIND: usize = 4;
/// Number of figures before a remainder that are searched for its whole and its parts.
const REACH: usize = 12;
/// Maximum number of figures before a remainder, counting only those with its unit, from which the
/// remainder is computed.
const MAX_KNOWN: usize = 6;
/// Minimum number of digits of a figure with a rare typing error (swapped digits, a moved decimal
/// point), if there are several figures that may be the whole and the part.
const MIN_RARE: usize = 3;
/// Minimum number of digits of a figure with one changed digit, if there are several figures that
/// may be the whole and the part.
const MIN_LONG: usize = 4;
/// Maximum number of figures of a balance. If there are more, some belong to other accounts.
const MAX_BALANCE: usize = 4;
/// Number of decimals kept beyond the printed ones, so that a moved decimal point is recognised.
const MORE_DECIMALS: u32 = 4;

/// Checks the remainders of one block: a whole, a part, and the rest.
pub(super) fn find<'w>(text: &str, words: &Words, block: Measures<'_, 'w>) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list: block.list };
    (1..block.list.len()).filter_map(|at| reader.rest(at)).collect()
}

/// Kind of word that marks a figure as a remainder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Words for a remainder: 剩余 ("left"), 尚未整改 ("not yet repaired").
    Rest,
    /// Words for the rest after other amounts are deducted: 净 ("net"), 顺差 ("surplus"), 个人负担 ("paid
    /// by the person").
    Net,
}

struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'a, 'w> Reader<'a, 'w> {
    fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    /// Relation between the remainder with index `at` and the whole and the part before it. `None`
    /// if no word marks the figure as a remainder.
    fn rest(&self, at: usize) -> Option<Relation<'w>> {
        let left = &self.list[at];
        let cue = self.cue(at)?;
        if !is_value(left) || left.quantity.dimension == Some(Dimension::Time) {
            return None;
        }
        let known: Vec<usize> = (at.saturating_sub(REACH)..at)
            .filter(|&other| is_value(&self.list[other]) && are_alike(&self.list[other], left))
            // 每满300元减50元 ("50 yuan off for every 300") is a rule.
            .filter(|&other| !self.lead(other).trim_end_matches('满').ends_with('每'))
            .collect();
        let known = &known[known.len().saturating_sub(MAX_KNOWN)..];
        if let Some(balance) = self.balance(at) {
            return Some(balance);
        }
        if let Some(rest) = self.forgotten(at, known, cue) {
            return Some(rest);
        }
        let (&done, rest) = known.split_last()?;
        let &whole = rest.last()?;
        let quantities: Vec<Quantity<'w>> = known.iter().map(|&at| self.list[at].quantity).collect();
        let holds = follows(&quantities, left.quantity);
        let [a, b, c] = [whole, done, at].map(|at| self.list[at].quantity);
        let are_three = whole + 1 == done && done + 1 == at;
        let is_one_sentence = self.list[whole].sentence == left.sentence;
        let is_done = self.words.of(&measure::DONE).is_in(self.lead(done));
        // If 收入 ("income") and 支出 ("expenses") are equal, the amount carried over is that of all
        // years.
        let is_carried = a.value == b.value && CARRIED.iter().any(|word| self.lead(at).contains(word));
        let are_parts = b.value <= a.value && c.value <= a.value && !is_carried;
        let is_direct = are_three && is_one_sentence
            || done + 4 >= at && self.list[done].sentence.end() >= left.sentence.start();
        let is_plain = cue == Cue::Rest && is_direct && is_done && known.len() == 2;
        // A slip is recognized even across a full stop and with other figures between.
        let is_near = a.value > b.value && whole + 2 >= done && done + 4 >= at && known.len() <= 3;
        let values = [a.value, b.value, c.value];
        let is_slipped = is_near && self.is_slipped(values, [a, b, c]);
        // Any two of several figures may be the whole and the part. A rare slip, or a slip of a
        // long figure, shows which.
        let other = self.slipped_pair(known, at).filter(|_| !holds && !is_slipped);
        let ([whole, done], is_slipped) = other.map_or(([whole, done], is_slipped), |pair| (pair, true));
        let [a, b] = [whole, done].map(|at| self.list[at].quantity);
        let (x, y) = Quantity::comparable(a, b);
        Some(Relation {
            reading: FigureReading::Rest,
            stated: c,
            place: c.span,
            operands: vec![Operand::new("whole", a), Operand::new("part", b)],
            holds,
            is_unambiguous: are_parts && is_plain || is_slipped,
            formula: format!("{x} {MINUS} {y}"),
            computed: x.minus(y).to_string(),
        })
    }

    /// Relation of a remainder that is too large, because one of the amounts before it was not
    /// deducted: 总费用9000元，报销6000元，赔付1500元，个人负担3000元 ("cost 9000 yuan, 6000 refunded, 1500 by
    /// insurance, 3000 paid by the person") should be 1500. `None` if all amounts were deducted.
    fn forgotten(&self, at: usize, known: &[usize], cue: Cue) -> Option<Relation<'w>> {
        let left = self.list[at].quantity;
        let (&first, parts) = known.split_first().filter(|(_, parts)| parts.len() > 1)?;
        let whole = self.list[first].quantity;
        let none = Decimal::integer(0);
        let taken = parts.iter().fold(none, |sum, &part| sum.plus(self.list[part].quantity.value));
        let rest = whole.value.minus(taken);
        let is_one_sentence = self.list[first].sentence == self.list[at].sentence;
        let lacks = |part: usize| rest.plus(self.list[part].quantity.value) == left.value;
        let is_net = cue == Cue::Net && is_one_sentence && known.len() == at - first;
        if !is_net || rest <= none || !parts.iter().any(|&part| lacks(part)) {
            return None;
        }
        let shown = |quantity: Quantity<'w>| Quantity::comparable(quantity, left).0;
        let terms: Vec<String> = known.iter().map(|&at| shown(self.list[at].quantity).to_string()).collect();
        let operands = parts.iter().map(|&part| Operand::new("part", self.list[part].quantity));
        Some(Relation {
            reading: FigureReading::Rest,
            stated: left,
            place: left.span,
            operands: std::iter::once(Operand::new("whole", whole)).chain(operands).collect(),
            holds: false,
            is_unambiguous: true,
            formula: terms.join(&format!(" {MINUS} ")),
            computed: left.like(rest),
        })
    }

    /// True if one of the three figures may be a typing error for the value that follows from the
    /// other two.
    fn is_slipped(&self, [whole, part, rest]: [Decimal; 3], printed: [Quantity<'_>; 3]) -> bool {
        let needed = [part.plus(rest), whole.minus(rest), whole.minus(part)];
        needed.into_iter().zip(printed).any(|(needed, printed)| {
            printed_as(printed, needed).is_some_and(|needed| is_slip(printed.printed, needed))
        })
    }

    /// Indices of the whole and the part before the remainder with index `at`, chosen from `known`
    /// so that one of the three figures is a typing error for the value that follows from the other
    /// two. `None` if there are no such figures.
    fn slipped_pair(&self, known: &[usize], at: usize) -> Option<[usize; 2]> {
        let left = self.list[at].quantity;
        let pairs = known
            .iter()
            .enumerate()
            .flat_map(|(place, &whole)| known[place + 1..].iter().map(move |&part| [whole, part]));
        let is_slip = |needed: Decimal, printed: Quantity<'_>| {
            // Trailing zeros may come from rounding.
            let shown = printed.printed.to_string().replace('.', "");
            let digits = shown.trim_start_matches('0').trim_end_matches('0').len();
            printed_as(printed, needed)
                .and_then(|needed| slip(printed.printed, needed))
                .is_some_and(|kind| digits >= if kind.is_rare() { MIN_RARE } else { MIN_LONG })
        };
        pairs.into_iter().find(|&[whole, part]| {
            let [a, b] = [whole, part].map(|at| self.list[at].quantity);
            let needed = [b.value.plus(left.value), a.value.minus(left.value), a.value.minus(b.value)];
            needed.into_iter().zip([a, b, left]).any(|(needed, printed)| is_slip(needed, printed))
        })
    }

    /// Kind of the word that marks a figure as a remainder: 剩余 ("left"), 尚未整改 ("not yet repaired"),
    /// 还有 ("still").
    fn cue(&self, at: usize) -> Option<Cue> {
        let lead = self.lead(at);
        let is_money = self.list[at].quantity.dimension == Some(Dimension::Money);
        for (class, cue) in [(&measure::REST, Cue::Rest), (&measure::NET, Cue::Net)] {
            let members = self.words.of(class);
            let behind = |word: &str| &lead[word.len()..];
            let is_start =
                members.start_of(lead).is_some_and(|word| behind(word).chars().nth(MAX_BEHIND).is_none());
            if is_start || members.end_of(lead).is_some() {
                return Some(cue).filter(|_| !self.is_of_other_time(lead));
            }
        }
        // 结转下年继续办理27件 ("27 cases carried over to next year"). Not for money, which budgets carry
        // over from other sources as well.
        let is_carried = lead.starts_with("结转") && !is_money;
        (is_carried && !self.is_of_other_time(lead)).then_some(Cue::Rest)
    }

    /// True if a figure is an opening amount or added up over time, and not what is left: 上年结余1亿元
    /// ("100 million yuan carried over from last year").
    fn is_of_other_time(&self, lead: &str) -> bool {
        self.words.of(&time::BASE).start_of(lead).is_some()
            || lead.contains("上年结") && !lead.contains('末')
            || lead.contains("滚存")
            || lead.contains("累计")
    }

    /// Relation of the opening stock, the incoming and outgoing amounts, and the rest at index
    /// `at`.
    fn balance(&self, at: usize) -> Option<Relation<'w>> {
        let left = &self.list[at];
        let is_known = |measure: &Measure<'_>| {
            let is_base =
                measure.role == Role::Base && !measure.quantity.is_approximate && !measure.quantity.is_rate();
            (is_value(measure) || is_base) && are_alike(measure, left)
        };
        let known: Vec<usize> =
            (at.saturating_sub(REACH)..at).filter(|&other| is_known(&self.list[other])).collect();
        let role = |at: usize| {
            let clause = self.clause(at);
            let classes = [&measure::OPENING, &measure::OUTGOING, &measure::INCOMING];
            classes.into_iter().position(|class| self.words.of(class).is_in(clause))
        };
        let start = known.iter().rposition(|&at| role(at).is_none()).map_or(0, |at| at + 1);
        let known = &known[start..];
        let of = |wanted: usize| known.iter().copied().filter(move |&at| role(at) == Some(wanted));
        let (opening, outgoing, incoming) = (of(0), of(1), of(2));
        let opening: Vec<usize> = opening.collect();
        let (outgoing, incoming): (Vec<usize>, Vec<usize>) = (outgoing.collect(), incoming.collect());
        let [first] = opening[..] else { return None };
        let is_target = |at: &usize| self.words.of(&measure::TARGET).is_in(self.clause(*at));
        if outgoing.is_empty()
            || incoming.is_empty()
            || known.len() > MAX_BALANCE
            || known.iter().any(is_target)
        {
            return None;
        }
        let quantity = |at: usize| self.list[at].quantity;
        let sum = |places: &[usize]| {
            let none = Interval::exact(Decimal::integer(0));
            places.iter().fold(none, |sum, &at| sum.plus(quantity(at).interval()))
        };
        let left = quantity(at);
        let reckoned = sum(&opening).plus(sum(&incoming)).minus(sum(&outgoing));
        let shown = |at: usize| Quantity::comparable(quantity(at), left).0;
        let value = incoming.iter().fold(shown(first), |value, &at| value.plus(shown(at)));
        let value = outgoing.iter().fold(value, |value, &at| value.minus(shown(at)));
        let more: String = incoming.iter().map(|&at| format!(" + {}", shown(at))).collect();
        let less: String = outgoing.iter().map(|&at| format!(" {MINUS} {}", shown(at))).collect();
        let operand = |label| move |&at: &usize| Operand::new(label, quantity(at));
        let operands = opening.iter().map(operand("opening"));
        let operands = operands.chain(incoming.iter().map(operand("incoming")));
        Some(Relation {
            reading: FigureReading::Balance,
            stated: left,
            place: left.span,
            operands: operands.chain(outgoing.iter().map(operand("outgoing"))).collect(),
            holds: reckoned.meets(left.interval()),
            is_unambiguous: true,
            formula: format!("{}{more}{less}", shown(first)),
            computed: value.to_string(),
        })
    }

    /// Words between the previous figure of its sentence and a figure.
    fn clause(&self, at: usize) -> &'a str {
        let measure = &self.list[at];
        let last = at.checked_sub(1).map_or(0, |last| self.list[last].quantity.span.end());
        let start = last.max(measure.sentence.start()).min(measure.quantity.span.start());
        &self.text[start..measure.quantity.span.start()]
    }
}

/// Converts `value` to the scale in which the figure `printed` is printed: 12000 to 1.2 for a
/// figure in 万 (10⁴).
fn printed_as(printed: Quantity<'_>, value: Decimal) -> Option<Decimal> {
    let size = Decimal::integer(10u64.pow(printed.scale.min(18)));
    value.divided(size, printed.printed.decimals() + MORE_DECIMALS)
}

/// True if the remainder follows from some of the figures before it: a − b, a − b − c, a + b − c.
fn follows(known: &[Quantity<'_>], left: Quantity<'_>) -> bool {
    let left = left.interval();
    let values: Vec<Interval> = known.iter().map(Quantity::interval).collect();
    for (at, whole) in values.iter().enumerate() {
        let mut rest = *whole;
        for (next, part) in values[at + 1..].iter().enumerate() {
            let others = || values[at + 2 + next..].iter();
            if whole.minus(*part).meets(left)
                || others().any(|out| whole.plus(*part).minus(*out).meets(left))
                || others().any(|more| whole.minus(*part).plus(*more).meets(left))
            {
                return true;
            }
            rest = rest.minus(*part);
            if rest.meets(left) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 1] = [FigureReading::Rest];

    #[test]
    fn finds_slips_among_several_figures() {
        let cases: [(&str, &[&str]); 4] = [
            ("现有代表2914人，报到2850人。会议出席2842人，缺席72人。", &[]),
            ("现有代表2914人，报到2850人。会议出席8242人，缺席72人。", &["72人"]),
            ("保险收入61.47亿元，其中补助20.3亿元；支出52.16亿元，年度结余9.31亿元。", &[]),
            ("保险收入61.47亿元，其中补助20.3亿元；支出52.16亿元，年度结余9.31万元。", &["9.31万元"]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
