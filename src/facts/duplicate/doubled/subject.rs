//! A subject that is repeated after a long adverbial: 我局为了……，我局…… ("our bureau, in order to …, our
//! bureau …").

use crate::facts::duplicate::doubled::Pair;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Number of characters of a repeated subject.
const SUBJECT: std::ops::RangeInclusive<usize> = 2..=12;
/// Number of characters between its two occurrences.
const BETWEEN: std::ops::RangeInclusive<usize> = 5..=40;
/// Distance between the ends of a repeated subject and of its first occurrence, in bytes: the
/// subject, the characters between the two, and a comma. A Chinese character has three or four
/// bytes.
pub(super) const DISTANCE: std::ops::RangeInclusive<usize> =
    3 * *SUBJECT.start() + *BETWEEN.start() + 3..=4 * (*SUBJECT.end() + *BETWEEN.end()) + 3;
/// Maximum number of characters of a ground between the two subjects: 根据……要求 ("according to the
/// demands of …"). With more between them, the subject is not taken for repeated.
const MAX_GROUND: usize = 18;

/// Span of the second subject, if it is superfluous: the sentence begins with the first subject,
/// continues with a purpose or a ground without a verb of its own, and repeats the subject after
/// the comma.
pub(super) fn again(pair: &Pair<'_>) -> Option<Span> {
    let ground = pair.between().strip_suffix('，')?;
    let is_start = pair.before().is_empty() || pair.before().ends_with(['。', '；', '！', '？']);
    let is_slip = is_start
        && SUBJECT.contains(&pair.unit().chars().count())
        && pair.unit().chars().all(is_han)
        && BETWEEN.contains(&ground.chars().count())
        && !ground.contains(['。', '；', '：', '！', '？', '“'])
        && !ground.ends_with('人')
        && pair.behind().starts_with(is_han)
        && is_ground(pair, ground);
    is_slip.then_some(pair.second)
}

/// True if `behind` begins a purpose or a ground, so that a subject may end before it: 为 ("for"),
/// 根据 ("according to").
pub(super) fn may_end(behind: &str, words: &Words) -> bool {
    behind.starts_with('为') || words.of(&doubled::GROUND).start_of(behind).is_some()
}

/// True for an adverbial without a main verb: 根据……要求 ("according to the demands of …"), 为了…… ("in
/// order to …"), 为加强…… ("to strengthen …").
fn is_ground(pair: &Pair<'_>, ground: &str) -> bool {
    let begins = |class, text: &str| pair.words.of(class).start_of(text).is_some();
    // 为联合国成员 ("as a member of the United Nations"): a verb (联合, "unite") is only the beginning of a
    // longer word.
    let is_aim = |aim: &str| {
        let classes = [&doubled::VERB, &doubled::MODIFIER, &doubled::REDUPLICATED];
        !begins(&doubled::NEIGHBOUR, aim) && classes.iter().any(|class| begins(class, aim))
    };
    let purpose = ground.strip_prefix("为了").or_else(|| ground.strip_prefix('为'));
    let ends = || pair.words.of(&doubled::GROUND_END).end_of(ground).is_some();
    let is_short = || !is_longer(ground, MAX_GROUND);
    // 为获得技术付出了努力 ("made efforts to acquire the technology"): a complete predicate.
    !purpose.unwrap_or(ground).contains(['了', '过', '着'])
        && (begins(&doubled::GROUND, ground) && is_short() && ends() || purpose.is_some_and(is_aim))
}
