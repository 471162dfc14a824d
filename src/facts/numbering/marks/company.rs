//! Which candidates are marks: those that have others of their kind beside them. 1.4 is a mark where 1.3 or 1.5 begins another
//! block, 甲、 where 乙、 does; 1.2 万亿元 stands alone.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::numbering::marks::{Family, Mark};

/// Farthest that the number of a neighbour may be.
const NEAR: u32 = 3;

/// Removes the candidates without company.
pub(super) fn keep(marks: &mut Vec<Mark>) {
    if !marks.iter().any(|mark| mark.family.needs_company()) {
        return;
    }
    romans(marks);
    let mut known: FxHashMap<(Family, u64), FxHashSet<u32>> = FxHashMap::default();
    let mut parents: FxHashSet<u64> = FxHashSet::default();
    let mut owners: FxHashSet<u64> = FxHashSet::default();
    for mark in marks.iter() {
        if mark.family.needs_company() {
            known.entry((mark.family, mark.path.under)).or_default().insert(mark.ordinal);
        }
        if let Family::Decimal(2..) = mark.family {
            parents.insert(mark.path.under);
        }
        if mark.path.own != 0 {
            owners.insert(mark.path.own);
        }
    }
    marks.retain(|mark| {
        if !mark.family.needs_company() {
            return true;
        }
        let has_sibling = || {
            let near = mark.ordinal.saturating_sub(NEAR)..=mark.ordinal + NEAR;
            let ordinals = known.get(&(mark.family, mark.path.under));
            ordinals.is_some_and(|all| near.into_iter().any(|n| n != mark.ordinal && all.contains(&n)))
        };
        match mark.family {
            Family::Decimal(1) => parents.contains(&mark.path.own),
            Family::Decimal(_) => {
                has_sibling() || owners.contains(&mark.path.under) || parents.contains(&mark.path.own)
            }
            _ => has_sibling(),
        }
    });
}

/// I. V. and X. are numbers where II. or III. stands in the same text, else letters.
fn romans(marks: &mut [Mark]) {
    if !marks.iter().any(|mark| mark.family == Family::Roman) {
        return;
    }
    for mark in marks.iter_mut().filter(|mark| mark.family == Family::Letter('A')) {
        let value = match mark.ordinal {
            9 => 1,
            22 => 5,
            24 => 10,
            _ => continue,
        };
        (mark.family, mark.ordinal) = (Family::Roman, value);
    }
}
