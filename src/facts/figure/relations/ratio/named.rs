//! Rates that are recognised by their names: 应到150人，实到142人，到会率94.7% ("150 expected, 142 came, 94.7
//! % present"); 安排资金500万元，支出480万元，预算执行率96% ("5 million yuan budgeted, 4.8 spent, 96 %"). A rate
//! such as 漏损率 ("rate of loss") is the share that is missing.

use crate::facts::figure::measures::Role;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, is_shifted, slip};
use crate::facts::figure::relations::{Operand, Relation, Verdict, is_person, is_value};
use crate::text::chars::is_han;
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::words::rate;

/// Number of figures before a rate that are searched for the second of the two figures from which
/// it is computed.
const REACH: usize = 5;
/// Number of figures before that second figure that are searched for the first one.
const APART: usize = 4;
/// Number of decimals of a computed rate beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Last characters of the names of rates: 率 ("rate"), 度 ("degree"), 面 ("coverage").
const ENDS: [char; 3] = ['率', '度', '面'];

/// Checks the rates of a paragraph that are recognised by their names: 到会率 ("rate of presence").
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let reader = Reader { passage };
    (2..passage.list.len()).filter_map(|at| reader.named(at)).collect()
}

/// Indices of three figures: the later and the earlier of the two figures from which a rate is
/// computed, and the rate.
type Places = [usize; 3];

struct Reader<'a, 'w> {
    passage: Passage<'a, 'w>,
}

impl<'a, 'w> Reader<'a, 'w> {
    fn named(&self, at: usize) -> Option<Relation<'w>> {
        let passage = self.passage;
        let rate = &passage.list[at];
        let is_told = matches!(rate.role, Role::Value | Role::To(_)) && !rate.quantity.is_approximate;
        if !is_told || !(rate.quantity.is_percentage() || rate.quantity.unit == "‰") {
            return None;
        }
        let name = self.name(at)?;
        if let Some(cut) = passage.words.of(&rate::COMPLEMENT).end_of(name) {
            return self.complement(at, cut.trim_end_matches('率'));
        }
        let reading = FigureReading::Rate;
        let labels = ["part", "whole"];
        let holding = self
            .pairs(at)
            .find_map(|[late, early, at]| {
                [[late, early, at], [early, late, at]].into_iter().find(|places| passage.fits(*places))
            })
            .filter(|places| !self.is_in_wrong_order(*places, name));
        if let Some(places) = holding {
            return passage.relation(reading, places, labels, Verdict::HOLDS);
        }
        let is_other = passage.words.of(&rate::OTHER).is_in(name);
        let wrong = self.pairs(at).find(|&places| {
            let turned = [places[1], places[0], places[2]];
            let is_slip = || match passage.slip(places) {
                _ if passage.slip(turned) == Some(Slip::Swapped) => true,
                Some(Slip::Swapped) => true,
                Some(Slip::Digit) => {
                    self.is_next(places)
                        && passage.are_together(places[1], at)
                        && !is_other
                        && self.is_called(places[0], name)
                }
                Some(Slip::Moved) => self.is_next(places) && passage.are_together(places[1], at),
                None => false,
            };
            !is_other && (self.is_certain(places, name) || self.is_part(places, name))
                || is_slip()
                || passage.fits(turned) && self.is_in_wrong_order(turned, name)
        });
        let (places, is_unambiguous) = match wrong {
            Some(places) => (places, true),
            None => (self.pairs(at).next()?, false),
        };
        passage.relation(reading, places, labels, Verdict { holds: false, is_unambiguous })
    }

    /// Name of a rate: 预算执行率 for 预算执行率为 ("the rate of budget use is"), 漏损率 for 漏损率由13%降到 ("the rate
    /// of loss fell from 13 % to").
    fn name(&self, at: usize) -> Option<&'a str> {
        let passage = self.passage;
        let rate = &passage.list[at];
        let before = passage.list[at - 1].role == Role::From && matches!(rate.role, Role::To(_));
        let name = if before { passage.list[at - 1].name } else { rate.name };
        let name = name.of(passage.text).trim_end_matches(super::VERBS);
        // 及格率按参考人数计 ("the pass rate, by those who took the test")
        let name = name.find('按').map_or(name, |basis| &name[..basis]);
        let is_share = passage.words.of(&rate::SHARE).end_of(name).is_some();
        let is_name =
            name.ends_with(ENDS) && name.chars().count() > 1 && name.chars().all(is_han) && !is_share;
        is_name.then_some(name)
    }

    /// Pairs of figures of one kind before a rate, the nearest first.
    fn pairs(&self, at: usize) -> impl Iterator<Item = Places> + '_ {
        let passage = self.passage;
        (at.saturating_sub(REACH)..at).rev().filter(move |&late| is_value(&passage.list[late])).flat_map(
            move |late| {
                let earlier = (late.saturating_sub(APART)..late).rev();
                let alike = earlier
                    .filter(move |&early| is_value(&passage.list[early]) && self.are_alike(late, early));
                alike.map(move |early| [late, early, at])
            },
        )
    }

    /// True for figures of the same things, or of persons and their cases: 8240人 ("8240 people"),
    /// 17例 ("17 cases").
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let units = [one, other].map(|at| self.passage.list[at].quantity.unit);
        let is_of_persons = units[0] == "例" && is_person(units[1]);
        self.passage.are_alike(one, other) || is_of_persons || matches!(units, ["票", "张"] | ["张", "票"])
    }

    /// True if the figures directly follow each other.
    fn is_next(&self, [late, early, at]: Places) -> bool {
        late + 1 == at && early + 1 == late
    }

    /// True if the words show that the rate is that of these two figures: the name of the rate fits
    /// the part, and the whole is a required number: 应到A人，实到B人，到会率 ("A expected, B came, rate of
    /// presence").
    fn is_certain(&self, [part, whole, at]: Places, name: &str) -> bool {
        let passage = self.passage;
        let is_one_clause = self.is_next([part, whole, at])
            && passage.are_together(whole, at)
            && passage.gap(at).matches(['，', ',', '（', '(']).count() == 1
            && passage.gap(part).matches(['，', ',']).count() == 1;
        let is_due = passage.words.of(&rate::DUE).is_in(passage.lead(whole));
        let [a, b] = [part, whole].map(|at| passage.list[at].quantity.value);
        // 应到 ("expected") and 实到 ("came") belong to any rate of attendance.
        let is_real = passage.lead(whole).contains('应') && passage.lead(part).contains('实');
        is_one_clause && (self.is_called(part, name) || is_real) && is_due && a <= b
    }

    /// True if the part has the name of the rate, and the whole is the greatest figure of the
    /// sentence: 样品80件，通过72件，不合格8件，不合格率10% ("80 samples, 72 passed, 8 failed, 10 % failed").
    fn is_part(&self, [part, whole, at]: Places, name: &str) -> bool {
        let passage = self.passage;
        let stem = name.trim_end_matches(ENDS);
        let is_called = part + 1 == at && stem.chars().count() > 1 && passage.lead(part).contains(stem);
        let value = |at: usize| passage.list[at].quantity.value;
        let before = (part.saturating_sub(APART)..part).filter(|&other| passage.are_together(other, at));
        let mut others = before.filter(|&other| passage.are_alike(other, part));
        let is_greatest = others.all(|other| value(other) <= value(whole));
        let is_one =
            !passage.between(whole, at).contains(['；', ';', '“', '”']) && passage.are_together(whole, at);
        let is_all = value(at) == Decimal::integer(100);
        is_called && is_greatest && is_one && !is_all && value(part) < value(whole)
    }

    /// True if the words before the part contain one of the two characters before the last one of
    /// the rate's name: 到 in 实到 ("came") for 到会率 ("rate of presence").
    fn is_called(&self, part: usize, name: &str) -> bool {
        let lead = self.passage.lead(part);
        name.chars().rev().skip(1).take(2).any(|c| lead.contains(c))
    }

    /// True if the two figures were read in the wrong order: the figure taken for the part is
    /// before the other and greater, and the rate is above 100 %, although its name is that of a
    /// part of a whole.
    fn is_in_wrong_order(&self, [part, whole, at]: Places, name: &str) -> bool {
        let [a, b, rate] = [part, whole, at].map(|at| self.passage.list[at].quantity);
        let is_part = self.passage.words.of(&rate::PART_OF_WHOLE).end_of(name).is_some();
        is_part && part < whole && a.value > b.value && rate.value > Decimal::integer(100)
    }

    /// Checks the rate of a decrease; `cut` is the verb in its name:
    /// 入库3860立方米每秒，出库1470立方米每秒，削峰率61.9% ("inflow 3860 m³/s, outflow 1470, peak reduced by 61.9 %").
    fn complement(&self, at: usize, cut: &str) -> Option<Relation<'w>> {
        let list = self.passage.list;
        let pairs = || self.pairs(at).filter(|[late, early, _]| self.is_less(*late, *early));
        if let Some(places) = pairs().find(|places| self.is_left(*places)) {
            return self.left(places, Verdict::HOLDS);
        }
        // The decrease itself is given: 核减604万元，核减率7% ("6.04 million yuan cut, 7 %").
        let is_cut = |[late, _, _]: Places| self.passage.lead(late).contains(cut);
        if let Some([part, whole, at]) = pairs().find(|&places| self.passage.fits(places) && is_cut(places)) {
            return self.passage.relation(
                FigureReading::Rate,
                [part, whole, at],
                ["part", "whole"],
                Verdict::HOLDS,
            );
        }
        let wrong = pairs().find(|&places| {
            let printed = list[at].quantity.printed;
            let is_slip = || {
                self.share_left(places).is_some_and(|left| {
                    slip(printed, left).is_some_and(Slip::is_rare)
                        || self.is_next(places)
                            && (is_shifted(printed, left) || slip(printed, left).is_some())
                })
            };
            self.passage.fits(places) && self.is_next(places) || is_slip()
        });
        wrong.and_then(|places| self.left(places, Verdict { holds: false, is_unambiguous: true }))
    }

    fn is_less(&self, late: usize, early: usize) -> bool {
        self.passage.list[late].quantity.value <= self.passage.list[early].quantity.value
    }

    /// Decrease from the earlier to the later figure as a share of the earlier one, in the unit of
    /// the rate.
    fn share_left(&self, [late, early, at]: Places) -> Option<Decimal> {
        let [late, early, rate] = [late, early, at].map(|at| self.passage.list[at].quantity);
        let unit = Decimal::integer(if rate.is_percentage() { 100 } else { 1000 });
        let left = early.value.minus(late.value).times(unit)?;
        left.divided(early.value, rate.printed.decimals() + EXTRA_DECIMALS)
    }

    fn is_left(&self, [late, early, at]: Places) -> bool {
        let [a, b, rate] = [late, early, at].map(|at| self.passage.list[at].quantity);
        let step = rate.printed.half_step();
        let unit = Decimal::integer(if rate.is_percentage() { 100 } else { 1000 });
        let said = Interval::around(rate.value, step.plus(step)).times(b.interval());
        let left = b.interval().minus(a.interval()).times(Interval::exact(unit));
        said.zip(left).is_none_or(|(said, left)| said.meets(left))
    }

    fn left(&self, places: Places, verdict: Verdict) -> Option<Relation<'w>> {
        let [late, early, stated] = places.map(|at| self.passage.list[at].quantity);
        let (a, b) = Quantity::comparable(early, late);
        let computed = self.share_left(places)?.rounded(stated.printed.decimals().max(1));
        Some(Relation {
            reading: FigureReading::Rate,
            stated,
            place: stated.span,
            operands: vec![Operand::new("whole", early), Operand::new("part", late)],
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula: format!("({a} {MINUS} {b}) ÷ {a}"),
            computed: format!("{computed}{}", stated.unit),
        })
    }
}
