//! Words for limits around a figure: 不低于 ("at least"), 以内 ("within").

use crate::facts::figure::measures::Way;
use crate::facts::set::stated_figure::Bound;
use crate::text::chars::is_blank;
use crate::words::{Words, change, set};

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

/// Words before a word for a limit that directly precedes a number: 净增 ("net increase") in
/// 净增不少于18亿元 ("a net increase of at least 1.8 billion yuan").
pub(super) fn before_limit<'t>(lead: &'t str, words: &Words) -> Option<&'t str> {
    let lead = lead.trim_end_matches(is_blank);
    let limit = [&set::AT_LEAST, &set::AT_MOST].into_iter().find_map(|class| words.of(class).end_of(lead))?;
    Some(&lead[..lead.len() - limit.len()])
}

/// Direction of the change that the verb at the end of these words gives: 增长 ("grow").
pub(super) fn way_of(lead: &str, words: &Words) -> Option<Way> {
    let classes = [
        (&change::UP, Way::Up),
        (&change::UP_RATE, Way::Up),
        (&change::MORE, Way::Up),
        (&change::DOWN, Way::Down),
        (&change::DOWN_RATE, Way::Down),
    ];
    classes.into_iter().find_map(|(class, way)| words.of(class).end_of(lead).map(|_| way))
}

/// True if the words after a unit begin with a word for a limit: 以上 ("at least").
pub(super) fn has_limit(tail: &str) -> bool {
    without_limit(tail).len() < tail.len()
}

/// Words after a unit without a word for a limit at their start, such as 以上 ("at least"), which
/// does not belong to a name.
pub(super) fn without_limit(tail: &str) -> &str {
    ["以上", "以内", "以下"].iter().find_map(|limit| tail.strip_prefix(limit)).unwrap_or(tail)
}

#[cfg(test)]
mod tests {
    use super::{before_limit, way_of};
    use crate::facts::figure::measures::Way;
    use crate::words::Words;

    #[test]
    fn the_verb_before_a_limit_gives_the_direction() {
        let words = Words::new();
        let way = |lead: &str| before_limit(lead, &words).map(|rest| way_of(rest, &words));
        assert_eq!(way("贷款净增不少于"), Some(Some(Way::Up)));
        assert_eq!(way("能耗下降不低于"), Some(Some(Way::Down)));
        assert_eq!(way("投资不少于"), Some(None));
        assert_eq!(way("投资减少"), None);
    }
}
