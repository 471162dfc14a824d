//! A subject that is typed again behind the words that were put in between: 我局为了……，我局…….

use crate::facts::duplicate::doubled::Pair;
use crate::text::chars::is_han;
use crate::words::doubled;

/// Characters of a subject, and of what stands between it and the second one.
const SUBJECT: std::ops::RangeInclusive<usize> = 2..=12;
const BETWEEN: std::ops::RangeInclusive<usize> = 6..=60;

/// True if the sentence begins with a subject, goes on with a purpose or a ground, and names the subject again behind the
/// comma: the first one has no verb.
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    let between = pair.between();
    let Some(ground) = between.strip_suffix('，') else { return false };
    let is_start = pair.before().is_empty() || pair.before().ends_with(['。', '；', '！', '？']);
    is_start
        && SUBJECT.contains(&pair.unit().chars().count())
        && pair.unit().chars().all(is_han)
        && BETWEEN.contains(&ground.chars().count())
        && !ground.contains(['。', '；', '：', '！', '？', '“'])
        && !ground.ends_with('人')
        && pair.behind().starts_with(is_han)
        && is_ground(pair, ground)
}

/// 根据……要求, 为了……, 为加强……: words without a main verb.
fn is_ground(pair: &Pair<'_>, ground: &str) -> bool {
    let begins = |class, text: &str| pair.words.of(class).start_of(text).is_some();
    // 为联合国成员: a longer word begins with a verb.
    let is_purpose = |aim: &str| {
        !begins(&doubled::NEIGHBOUR, aim)
            && (begins(&doubled::VERB, aim)
                || begins(&doubled::MODIFIER, aim)
                || begins(&doubled::REDUPLICATED, aim))
    };
    let ends = || pair.words.of(&doubled::GROUND_END).end_of(ground).is_some();
    // 为获得技术付出了努力: a whole predicate.
    !ground.contains(['了', '过', '着'])
        && (begins(&doubled::GROUND, ground) && ends() || ground.strip_prefix('为').is_some_and(is_purpose))
}
