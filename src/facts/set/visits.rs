//! Numbers of the sites that those at a meeting visit together: 看了6个点位 ("visited six sites").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::stated_count::StatedCount;
use crate::facts::set::wording::near;
use crate::words::set;

/// Noun under which the numbers of sites are compared.
const SITES: &str = "观摩点";
/// Word for a site, which may be any site if the sentence does not tell of a visit.
const SITE: &str = "点位";
/// Words for a part of a visit: a group, a route, half a day.
const PARTS: [&str; 5] = ["组", "线", "上午", "下午", "半天"];

/// Finds the numbers of sites, without those of a part of a visit.
pub(super) fn find(facts: &Facts<'_>) -> Vec<StatedCount> {
    facts.counts().iter().filter_map(|count| sites(facts, count)).collect()
}

/// Reads the number of the sites of a visit: 走了6个点位 ("went to six sites"), 5个观摩点 ("five sites").
fn sites(facts: &Facts<'_>, count: &Count) -> Option<StatedCount> {
    let (text, words) = (facts.doc.text(), facts.words());
    let rest = text[count.number.end()..].strip_prefix('个')?;
    let sentence = facts.sentences().at(count.number.start())?;
    let before = near(text, sentence.start(), count.number.start());
    let others = [&set::OTHER_TIME, &set::LAST_YEAR];
    let is_other = others.iter().any(|class| words.of(class).is_in(before))
        || before.contains("其中")
        || PARTS.iter().any(|part| before.contains(part))
        || before.ends_with(['每', '各']);
    let is_named = words.of(&set::VISITED).start_of(rest).is_some();
    let is_visit = || rest.starts_with(SITE) && words.of(&set::VISIT).is_in(before);
    (!is_other && (is_named || is_visit())).then(|| StatedCount::honour(count, SITES))
}
