//! Sets of lines (rows or columns) that another line may be the sum of.

use std::ops::Range;

use crate::facts::figure::sheets::{Kind, Line};

/// Maximum number of parts in a sum without a name.
const MAX_PARTS: usize = 12;
/// Minimum number of lines from which a balance is computed, such as opening stock + received −
/// used = closing stock.
const MIN_BALANCE: usize = 3;
/// Maximum number of lines from which a balance is computed.
const MAX_BALANCE: usize = 4;

/// Index of a line, and true if it is subtracted.
pub(super) type Part = (usize, bool);

/// Sets of parts in which all of these lines are added.
pub(super) fn added(sets: Vec<Vec<usize>>) -> Vec<Vec<Part>> {
    sets.into_iter().map(|set| set.into_iter().map(|at| (at, false)).collect()).collect()
}

/// Sets of lines that the line `total`, which has the name of a sum, may be the sum of.
pub(super) fn named(all: &[Line], total: usize) -> Vec<Vec<usize>> {
    let is_part = |at: &usize| all[*at].kind == Kind::Plain || all[*at].kind == Kind::Difference;
    let is_own = |at: usize| all[at].group == all[total].group;
    let before = |at: usize| all[..at].iter().rposition(Line::is_total).map_or(0, |last| last + 1);
    let behind = all[total + 1..].iter().position(Line::is_total).map_or(all.len(), |next| total + 1 + next);
    let plain = |range: Range<usize>| range.filter(is_part).collect::<Vec<usize>>();
    // 覆盖率 ("coverage") may be a row of weights, so all kinds of rows are added.
    let every = |range: Range<usize>| {
        range.filter(|at| !all[*at].is_total() && all[*at].kind != Kind::Part).collect()
    };
    let subtotals = (0..total).filter(|&at| all[at].kind == Kind::Subtotal).collect();
    let mut sets = vec![
        plain(before(total)..total),
        every(before(total)..total),
        every(total + 1..behind),
        plain(before(total)..total).into_iter().filter(|&at| is_own(at)).collect(),
        plain(0..total),
        subtotals,
        plain(total + 1..behind),
        plain(total + 1..behind).into_iter().filter(|&at| is_own(at)).collect(),
        plain(total + 1..all.len()),
        (total + 1..all.len()).filter(|&at| all[at].kind == Kind::Subtotal).collect(),
        (0..all.len()).filter(|&at| at != total && all[at].is_total()).collect(),
    ];
    // Rows of each common label: by age, by education.
    let mut from = 0;
    for run in all.chunk_by(|one, next| one.group == next.group) {
        sets.push(plain(from..from + run.len()));
        from += run.len();
    }
    for set in &mut sets {
        set.retain(|at| *at != total);
    }
    let levels = sets.iter().filter_map(|set| highest(all, set));
    sets.extend(levels.collect::<Vec<_>>());
    sets.retain(|set| set.len() > 1);
    sets.sort();
    sets.dedup();
    sets
}

/// Lines of the highest level of numbering in a set (一、 is higher than （一）). `None` if no line has
/// a level, or if all lines have this one.
fn highest(all: &[Line], set: &[usize]) -> Option<Vec<usize>> {
    let level = set.iter().map(|&at| all[at].level).filter(|level| *level > 0).min()?;
    let high: Vec<usize> = set.iter().copied().filter(|&at| all[at].level == level).collect();
    (high.len() < set.len()).then_some(high)
}

/// Sets of neighbouring lines of which the line `total` may be the sum, although it does not have
/// the name of one: two or more lines directly before it, or directly after it.
pub(super) fn unnamed(all: &[Line], total: usize) -> Vec<Vec<usize>> {
    let is_part = |at: &usize| all[*at].is_value() && all[*at].power == all[total].power;
    let before: Vec<usize> = (0..total).rev().take_while(is_part).take(MAX_PARTS).collect();
    let behind: Vec<usize> = (total + 1..all.len()).take_while(is_part).take(MAX_PARTS).collect();
    let runs = |parts: &[usize]| (2..=parts.len()).map(|end| parts[..end].to_vec()).collect::<Vec<_>>();
    [runs(&before), runs(&behind)].concat()
}

/// Sets of lines from which the line `total` may be the balance: the lines directly before it, of
/// which the first is added and the others are added or subtracted.
pub(super) fn balances(all: &[Line], total: usize) -> Vec<Vec<Part>> {
    let is_part = |at: &usize| all[*at].is_value() && all[*at].power == all[total].power;
    signed(&(0..total).rev().take_while(is_part).take(MAX_BALANCE).collect::<Vec<_>>())
}

/// Same as [`balances`], but with the lines that have the same name under another head: 数量
/// ("number") under 期初 ("beginning"), 入库 ("in"), 领用 ("out") and 期末 ("end").
pub(super) fn balances_of_name(all: &[Line], total: usize) -> Vec<Vec<Part>> {
    let is_part = |at: &usize| {
        all[*at].is_value() && all[*at].name == all[total].name && all[*at].group != all[total].group
    };
    if all[total].group.is_none() {
        return Vec::new();
    }
    signed(&(0..total).rev().filter(is_part).take(MAX_BALANCE).collect::<Vec<_>>())
}

/// All ways to add or subtract lines before a balance, except adding all of them. `before` contains
/// these lines from the nearest to the farthest. Each way uses the nearest of them and adds the
/// farthest one that it uses.
fn signed(before: &[usize]) -> Vec<Vec<Part>> {
    let mut sets = Vec::new();
    for count in MIN_BALANCE..=before.len() {
        let run: Vec<usize> = before[..count].iter().rev().copied().collect();
        // Each bit is a sign; all plus is a sum.
        for signs in 1..1u32 << (count - 1) {
            let part = |(bit, at): (usize, &usize)| (*at, bit > 0 && signs & (1 << (bit - 1)) != 0);
            sets.push(run.iter().enumerate().map(part).collect());
        }
    }
    sets
}

/// Terms of a numbered row of an account: the previous row of its level, and the rows between the
/// two. These are added or subtracted: 一、收入 ("1. Income"), 减：成本 ("less: costs"), 加：收益 ("plus:
/// gains"), 二、利润 ("2. Profit"). Empty if no such row precedes it.
pub(super) fn accounts(all: &[Line], total: usize) -> Vec<Vec<Part>> {
    let level = all[total].level;
    let Some(first) = (0..total).rev().find(|&at| level > 0 && all[at].level == level) else {
        return Vec::new();
    };
    let mut is_minus = None;
    let parts: Vec<Part> = (first..total)
        .map(|at| {
            is_minus = all[at].is_taken.or(is_minus);
            (at, at > first && is_minus == Some(true))
        })
        .collect();
    if parts.len() > 1 && all[first + 1].is_taken.is_some() { vec![parts] } else { Vec::new() }
}
