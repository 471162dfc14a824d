//! Clauses and sentences that are typed twice in a row, with their punctuation.

use crate::document::OPAQUE;
use crate::facts::duplicate::doubled::Pair;
use crate::text::chars::{is_han, is_opening};
use crate::text::numeral::is_numeral;
use crate::words::doubled;

/// Minimum number of Han characters of a clause that is reported if it is typed twice. Shorter ones
/// are rhetoric.
const MIN_CLAUSE: usize = 8;
/// Minimum number of Han characters of a clause that is reported if it is typed twice and its first
/// occurrence is the end of a longer clause.
const MIN_PART: usize = 6;
/// Minimum number of Han characters of a label that is typed twice: 联系人：联系人： ("contact: contact:").
const MIN_LABEL: usize = 2;
/// Minimum number of Han characters of a sentence with a full stop that is typed twice.
const MIN_SENTENCE: usize = 6;
/// Minimum number of Han characters of an item of a list (before 、) that is typed twice.
const MIN_PHRASE: usize = 4;
/// Minimum number of Han characters of an exclamation or a question that is typed twice. Shorter
/// ones are repeated for effect.
const MIN_CRY: usize = 16;

/// True if the repeated text is a clause, a sentence or another text with punctuation at its end,
/// and long enough to be typed twice only by mistake.
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    if is_mark(pair) {
        return true;
    }
    let fewest = match unit.chars().next_back() {
        Some('。') => MIN_SENTENCE,
        Some('，' | '；' | ',' | ';') => MIN_CLAUSE,
        Some('、') => MIN_PHRASE,
        Some('”' | '》') => return is_quotation(pair),
        Some(c) if is_han(c) => return is_list(pair),
        Some('！' | '？') => MIN_CRY,
        Some('：' | ':') => MIN_LABEL,
        _ => return false,
    };
    // 不设区的市、设区的市、 ("cities without districts, cities with districts"): only a part of the first
    // item recurs. Text with code or formulas is excluded below: they are single placeholders here,
    // and may differ in the file.
    if unit.ends_with('、') && pair.before().ends_with(char::is_alphanumeric) {
        return false;
    }
    let is_one_by_one = pair.words.of(&doubled::ONE_BY_ONE).start_of(unit).is_some() && unit.ends_with('、');
    starts_with_word(unit)
        && !is_one_by_one
        && has_letters(unit, fewest)
        && !unit.contains(OPAQUE)
        && !pair.is_row()
}

/// True if the repeated text is in brackets, quotation marks or title marks: 《条例》《条例》 ("the
/// Regulation" twice).
fn is_quotation(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    unit.starts_with(is_opening) && has_letters(unit, MIN_LABEL) && !pair.is_row() && !unit.contains(OPAQUE)
}

/// True for a short list that is typed twice after punctuation, so that it is not part of two
/// longer words: 县委、县政府县委、县政府 ("the county's Party committee, the county government").
fn is_list(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    unit.chars().all(|c| is_han(c) || c == '、')
        && has_letters(unit, MIN_PHRASE + 1)
        && !pair.before().ends_with(|c: char| c.is_alphanumeric() || c == '、')
        && !pair.is_row()
        && !pair.behind().starts_with('、')
}

/// True for the mark of an item, typed twice at its beginning: （一）（一） ("(1)(1)"), 一、一、 ("1. 1.").
fn is_mark(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let bare =
        unit.strip_suffix('、').or_else(|| unit.strip_prefix('（').and_then(|rest| rest.strip_suffix('）')));
    pair.before().is_empty()
        && bare
            .is_some_and(|bare| !bare.is_empty() && bare.chars().all(|c| is_numeral(c) || c.is_ascii_digit()))
}

/// True if a clause on both sides of a comma was typed twice by mistake. Neither of the two may be
/// a part of a longer clause, except for the first after certain function words.
pub(super) fn is_joined_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let is_whole =
        !pair.before().ends_with(char::is_alphanumeric) && !pair.behind().starts_with(char::is_alphanumeric);
    // 要把好关口，把好关口， ("must guard the gate, guard the gate"): the first is not a clause of its own, so
    // this is not a refrain.
    let is_part = pair.words.of(&doubled::SINGLE).end_of(pair.before()).is_some()
        && !pair.follows_neighbour()
        && !(has_letters(unit, MIN_CLAUSE) && pair.behind().starts_with('，'));
    let mark = pair.behind().chars().next();
    (is_whole || is_part && !pair.behind().starts_with(char::is_alphanumeric))
        && mark.is_none_or(|c| matches!(c, '。' | '；' | '，'))
        && !unit.contains(['，', '。', '；', OPAQUE])
        && has_letters(unit, if is_part { MIN_PART } else { MIN_CLAUSE + 1 })
        && !pair.behind().get(JOINT..).is_some_and(|rest| rest.starts_with('再') || rest.starts_with(unit))
}

/// Length of a full-width Chinese punctuation mark in UTF-8, in bytes.
const JOINT: usize = '，'.len_utf8();

fn starts_with_word(unit: &str) -> bool {
    unit.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '（'))
}

fn has_letters(unit: &str, fewest: usize) -> bool {
    unit.chars().filter(|c| is_han(*c)).nth(fewest - 1).is_some()
}
