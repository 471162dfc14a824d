//! Words for limits around a figure: 不低于 ("at least"), 以内 ("within").

use crate::facts::set::stated_figure::Bound;
use crate::words::{Words, set};

/// Limit that the words before and after a number express.
pub(super) fn bound(lead: &str, behind: &str, words: &Words) -> Option<Bound> {
    let classes = [(words.of(&set::AT_LEAST), Bound::Least), (words.of(&set::AT_MOST), Bound::Most)];
    // 不低于 ("not less than") contains 低于 ("less than"): the first match counts.
    let in_lead = lead.char_indices().find_map(|(at, _)| {
        classes.iter().find(|(class, _)| class.start_of(&lead[at..]).is_some()).map(|(_, bound)| *bound)
    });
    in_lead.or_else(|| match behind {
        _ if behind.starts_with("以内") || behind.starts_with("以下") => Some(Bound::Most),
        _ if behind.starts_with("以上") => Some(Bound::Least),
        _ => None,
    })
}

/// Words after a unit without a word for a limit at their start, such as 以上 ("at least"), which
/// does not belong to a name.
pub(super) fn without_limit(tail: &str) -> &str {
    ["以上", "以内", "以下"].iter().find_map(|limit| tail.strip_prefix(limit)).unwrap_or(tail)
}
