//! Words with years that tell how rare an event is, and date nothing: 百年一遇 ("once in a hundred
//! years"), 1998年以来最大的 ("the greatest since 1998").

use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;

/// Length in bytes of words at the start of `text` for the frequency of an event: 百年一遇 ("once
/// in a hundred years"), 十年来最强 ("the strongest in ten years").
pub(super) fn chance(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit());
    let behind =
        ["年一遇", "年未遇", "年来最", "年以来最"].into_iter().find_map(|words| rest.strip_prefix(words))?;
    (rest.len() < text.len()).then(|| text.len() - behind.len())
}

/// Length in bytes of words at the start of `text` that call an event a record and do not date it:
/// 1998年以来最大的 ("the greatest since 1998").
pub(super) fn record(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let behind = rest.strip_prefix("年以来").filter(|behind| behind.starts_with(['最', '首']))?;
    (rest.len() < text.len()).then(|| text.len() - behind.len())
}
