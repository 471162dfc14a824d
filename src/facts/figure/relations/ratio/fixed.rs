//! Rates that are defined by their names: 毛利率 ("gross margin") is 毛利 ("gross profit") divided by 收入
//! ("sales"), 恩格尔系数 ("Engel coefficient") the expenditure on food divided by all expenditure.

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::ratio::VERBS;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Relation, Verdict, is_value};
use crate::text::chars::is_longer;
use crate::words::rules::figure::completion::{BASES, FIXED};

/// Number of figures before a rate that are searched for its part and whole.
const REACH: usize = 12;
/// Maximum number of characters of the words that name the base of a rate: 按实检人数计算 ("by the number
/// of persons examined"). Longer words do not name a base.
const MAX_BASE: usize = 10;
/// Number of characters at the start of the base's name that must also occur before the figure of
/// the base.
const SHARED: usize = 2;

/// Checks the rates of a paragraph whose names define the part and the whole, from the figure with
/// index `first` on.
pub(super) fn find<'w>(passage: Passage<'_, 'w>, first: usize) -> Vec<Relation<'w>> {
    let rates = (first.max(2)..passage.list.len()).filter(|&at| {
        let rate = &passage.list[at];
        let is_told = matches!(rate.role, Role::Value | Role::To(_));
        rate.quantity.is_percentage() && !rate.quantity.is_approximate && is_told
    });
    rates.filter_map(|at| fixed(passage, at).or_else(|| based(passage, at))).collect()
}

/// Compares a rate that its name defines with its two figures: 营业收入6.2亿元，毛利1.55亿元，毛利率25% ("sales
/// 620, gross profit 155 million yuan, margin 25 %").
fn fixed<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    let rate = &passage.list[at];
    let is_change = passage.list[at - 1].role == Role::From && matches!(rate.role, Role::To(_));
    let name = if is_change { passage.list[at - 1].name } else { rate.name };
    let name = name.of(passage.text).trim_end_matches(VERBS).trim_end_matches('降');
    let (part, whole) = FIXED.iter().find_map(|entry| {
        let mut words = entry.split(' ');
        let ends = name.ends_with(words.next()?);
        ends.then_some((words.next()?, words.next()?))
    })?;
    let near = || (at.saturating_sub(REACH)..at).rev().filter(|&figure| is_value(&passage.list[figure]));
    let parts: Vec<usize> = near().filter(|&figure| passage.lead(figure).contains(part)).collect();
    let is_whole = |figure: usize| passage.lead(figure).contains(whole) && !parts.contains(&figure);
    let pairs = || {
        let wholes = near().filter(|&figure| is_whole(figure));
        wholes
            .flat_map(|whole| parts.iter().map(move |&part| [part, whole, at]))
            .filter(|&[part, whole, _]| passage.are_alike(part, whole))
    };
    let holding = pairs().find(|&places| passage.fits(places));
    let is_less = |&[part, whole, _]: &[usize; 3]| {
        passage.list[part].quantity.value <= passage.list[whole].quantity.value
    };
    // The nearest whole that is not less than its part: 居住支出 ("expenditure on housing") is not the
    // whole of the expenditure on food.
    let places = holding.or_else(|| {
        pairs()
            .filter(is_less)
            .find(|&[part, whole, _]| passage.are_together(part, at) || passage.are_together(whole, at))
            .or_else(|| pairs().find(is_less))
            .or_else(|| pairs().next())
    })?;
    let verdict = Verdict { holds: holding.is_some(), is_unambiguous: is_less(&places) };
    passage.relation(FigureReading::FixedRate, places, ["part", "whole"], verdict)
}

/// Compares a rate with the base that is named after 按 ("by"): 应检586人，实检523人。…812人，按实检人数计算，检出率
/// ("586 due, 523 examined. … 812, by those examined, rate of findings").
fn based<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    let rate = passage.list[at].quantity;
    let part =
        at.checked_sub(1).filter(|&part| is_value(&passage.list[part]) && passage.are_together(part, at))?;
    let between = &passage.text[passage.list[part].quantity.span.end()..rate.span.start()];
    let (_, base) = between.split_once('按')?;
    let end = BASES.iter().filter_map(|word| base.find(word)).min()?;
    let base = &base[..end];
    if is_longer(base, MAX_BASE) {
        return None;
    }
    let start: String = base.chars().take(SHARED).collect();
    let mut wholes = (at.saturating_sub(REACH)..part).rev().filter(|&whole| {
        is_value(&passage.list[whole])
            && passage.are_alike(whole, part)
            && passage.lead(whole).contains(&start)
    });
    let whole = wholes.next()?;
    let places = [part, whole, at];
    let verdict = Verdict { holds: passage.fits(places), is_unambiguous: true };
    passage.relation(FigureReading::FixedRate, places, ["part", "whole"], verdict)
}
