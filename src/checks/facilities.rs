//! Finds facilities that two papers put in different areas: 云汀区智能装备产业园, 白鹭区智能装备产业园 ("park for
//! intelligent equipment in Yunting District", "… in Bailu District").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::facilities::Facility;
use crate::facts::set::sites::Site;
use crate::text::shortened::may_be_one;
use crate::text::span::Span;

/// Number of characters at the end of a facility's name that are used as a lookup key.
const KEY: usize = 4;
/// Number of characters at the start of two names of one facility that agree.
const START: usize = 2;
/// Maximum number of facilities stored per key.
const MAX_LIKE: usize = 16;
/// Minimum number of characters of a name that only one facility has.
const LONG: usize = 10;
/// Last characters of facilities of which an area has few, and which are visited: park, power
/// station, hub. If two papers name one with another place that both name, they list the same
/// places.
const RARE: [&str; 3] = ["园", "电站", "枢纽"];

/// A facility in different areas.
pub(super) struct FacilityConflict {
    /// Index of the later paper, and the span of the area in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the area in it.
    pub(super) first: (usize, Span),
}

/// Finds all facilities that two papers put in different areas. A name that one paper has with two
/// areas, or with a number before it, is that of several facilities.
pub(super) fn conflicts(papers: &[Paper<'_>]) -> Vec<FacilityConflict> {
    let mut index: FxHashMap<Vec<char>, Vec<(usize, &Facility)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for facility in &paper.facts.facilities {
            let key = facility.name.chars().rev().take(KEY).collect();
            let list = index.entry(key).or_default();
            if list.len() < MAX_LIKE {
                list.push((at, facility));
            }
        }
    }
    let mut found = Vec::new();
    for list in index.values() {
        for (number, &(at, one)) in list.iter().enumerate() {
            let alike: Vec<_> = list.iter().copied().filter(|(_, other)| is_same(one, other)).collect();
            let first = alike.iter().copied().find(|(other, it)| *other < at && is_elsewhere(one, it));
            let is_reported = list[..number].iter().any(|(paper, other)| *paper == at && is_same(one, other));
            let Some((other, first)) = first.filter(|_| !is_reported) else { continue };
            let is_several = alike.iter().any(|(paper, it)| {
                it.area.is_none()
                    || alike.iter().any(|(second, other)| paper == second && is_elsewhere(it, other))
            });
            let is_one = one.is_dated()
                || one.name.chars().count().min(first.name.chars().count()) >= LONG
                || RARE.iter().any(|noun| one.name.ends_with(noun))
                    && one.neighbours.iter().any(|name| first.neighbours.contains(name));
            if !is_several && is_one {
                found.push(FacilityConflict { place: (at, one.span), first: (other, first.span) });
            }
        }
    }
    found.extend(sites(papers));
    found.sort_unstable_by_key(|conflict| conflict.place);
    found
}

/// Finds all facilities for which one paper tells another place, unless some paper has one name
/// with two places.
fn sites(papers: &[Paper<'_>]) -> Vec<FacilityConflict> {
    let mut index: FxHashMap<Vec<char>, Vec<(usize, &Site)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for site in &paper.facts.sites {
            let list = index.entry(site.key(KEY)).or_default();
            if list.len() < MAX_LIKE {
                list.push((at, site));
            }
        }
    }
    let mut found = Vec::new();
    for list in index.values() {
        for &(at, site) in list {
            let alike: Vec<_> = list.iter().copied().filter(|(_, it)| it.is_same(site)).collect();
            let is_several = alike.iter().any(|(paper, one)| {
                alike.iter().any(|(second, two)| paper == second && one.is_elsewhere(two))
            });
            let first = alike.iter().copied().find(|(other, _)| *other < at);
            if let Some((other, first)) = first.filter(|(_, first)| !is_several && first.contradicts(site)) {
                found.push(FacilityConflict { place: (at, site.span), first: (other, first.span) });
            }
        }
    }
    found
}

/// True if both names may be of one facility: 餐厨垃圾集中转运中心, 餐厨集中转运中心 ("transfer station for kitchen
/// waste", in full and in short).
fn is_same(one: &Facility, other: &Facility) -> bool {
    let start = |facility: &Facility| facility.name.chars().take(START).collect::<Vec<_>>();
    one.name == other.name
        || !one.is_dated() && start(one) == start(other) && may_be_one(&one.name, &other.name)
}

/// True if the areas are different ones of the same level.
fn is_elsewhere(one: &Facility, other: &Facility) -> bool {
    let (Some((area, level)), Some((second, other))) = (&one.area, &other.area) else { return false };
    level == other && area != second
}
