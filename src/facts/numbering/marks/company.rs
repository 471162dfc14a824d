//! Decides which candidates are item marks: those with others of their form near them. 1.4 is a
//! mark if 1.3 or 1.5 begins another block, 甲、 ("A.") if 乙、 ("B.") does; 1.2 万亿元 ("1.2 trillion
//! yuan") has no neighbour.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::facts::numbering::marks::{Family, Mark};
use crate::text::chars::is_blank;

/// Maximum difference between the numbers of two candidates that count as neighbours, so that each
/// shows that the other is a mark.
const NEAR: u32 = 3;
/// Number of marks such as 1-1, 1-2 … from which on they are certainly numbers of sections. Fewer
/// may be scores of a match.
const MIN_SECTIONS: usize = 5;

/// Maximum number of parts of a decimal number (3 for 1.2.3) for which the last number of its level
/// is remembered. Deeper levels share one.
const MAX_LEVELS: usize = 6;

/// Removes the candidates that are not item marks: those of a form that is recognised only beside
/// others, if no candidate of the same form has a nearby number ([`NEAR`]).
pub(super) fn keep(marks: &mut Vec<Mark>, is_heading: impl Fn(usize) -> bool) {
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
    // The last number on each level: 2.1, 3.2, 2.3 continue, although one has the number of the
    // wrong heading.
    let mut last = [0; MAX_LEVELS + 1];
    marks.retain(|mark| {
        if !mark.family.needs_company() {
            return true;
        }
        let has_sibling = || {
            let near = mark.ordinal.saturating_sub(NEAR)..=mark.ordinal + NEAR;
            let ordinals = known.get(&(mark.family, mark.path.under));
            ordinals.is_some_and(|all| near.into_iter().any(|n| n != mark.ordinal && all.contains(&n)))
        };
        let mut goes_on = false;
        if let Family::Decimal(levels) = mark.family {
            let last = &mut last[usize::from(levels).min(MAX_LEVELS)];
            goes_on = *last > 0 && *last + 1 == mark.ordinal;
            *last = mark.ordinal;
        }
        match mark.family {
            Family::Decimal(1) => parents.contains(&mark.path.own) || is_heading(mark.block) && has_sibling(),
            Family::Decimal(_) => {
                has_sibling()
                    || owners.contains(&mark.path.under)
                    || parents.contains(&mark.path.own)
                    || goes_on
            }
            _ => has_sibling(),
        }
    });
}

/// Removes candidates that look like numbers of items but are scores (1-1, 1-3, 1-4) or names (A.
/// Smith, D. Brown) at the beginnings of lines. They are removed if the second does not continue
/// the first. Scores are kept if there are many or if they have several numbers before the hyphen,
/// as these are numbers of sections.
pub(super) fn pass_over(doc: &Document, marks: &mut Vec<Mark>) {
    let is_score = |mark: &Mark| {
        let written = doc.slice(mark.span);
        mark.family == Family::Decimal(2)
            && written.starts_with(|c: char| c.is_ascii_digit())
            && written.contains(['-', '–'])
    };
    let is_initial = |mark: &Mark| {
        let behind = doc.text()[mark.span.end()..].trim_start_matches(is_blank);
        mark.family == Family::Letter('A') && behind.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let counts_on =
        |found: &[&Mark]| found.windows(2).take(1).all(|pair| pair[0].ordinal + 1 == pair[1].ordinal);
    let scores: Vec<&Mark> = marks.iter().filter(|mark| is_score(mark)).collect();
    let is_alone = scores.iter().all(|mark| mark.path.under == scores[0].path.under);
    let drops_scores = is_alone && scores.len() < MIN_SECTIONS && !counts_on(&scores);
    let initials: Vec<&Mark> = marks.iter().filter(|mark| mark.family == Family::Letter('A')).collect();
    let drops_initials = initials.iter().all(|mark| is_initial(mark))
        && initials.windows(2).any(|pair| pair[0].ordinal + 1 != pair[1].ordinal);
    if drops_scores || drops_initials {
        marks.retain(|mark| !(drops_scores && is_score(mark) || drops_initials && is_initial(mark)));
    }
}

/// Replaces the mark 19. by the decimal number 19. 4 (typed with a blank) if the text has other
/// numbers under 19, such as 19.3. `spaced` contains the indices of such marks, each with its
/// replacement.
pub(super) fn prefer(marks: &mut [Mark], spaced: Vec<(usize, Mark)>) {
    if spaced.is_empty() {
        return;
    }
    let paths = marks.iter().filter(|mark| mark.family == Family::Decimal(2));
    let known: FxHashSet<u64> = paths.map(|mark| mark.path.under).collect();
    for (at, mark) in spaced.into_iter().filter(|(_, mark)| known.contains(&mark.path.under)) {
        marks[at] = mark;
    }
}

/// Reads I. V. and X. as numbers if the text contains II. or III., else as letters; i) likewise.
fn romans(marks: &mut [Mark]) {
    for (letter, roman) in [
        (Family::Letter('A'), Family::Roman),
        (Family::Letter('a'), Family::Letter('i')),
        (Family::LetterBracket('a'), Family::LetterBracket('i')),
    ] {
        if marks.iter().any(|mark| mark.family == roman) {
            to_roman(marks, letter, roman);
        }
    }
}

fn to_roman(marks: &mut [Mark], letter: Family, roman: Family) {
    for mark in marks.iter_mut().filter(|mark| mark.family == letter) {
        let value = match mark.ordinal {
            9 => 1,
            22 => 5,
            24 => 10,
            _ => continue,
        };
        (mark.family, mark.ordinal) = (roman, value);
    }
}
