//! Decides if one person can hold two posts. Some exclude each other: 党组成员 ("member of the party
//! group") and 党组书记 ("secretary of the party group"), 总经理 ("general manager") and 董事长 ("chairman")
//! of one company.

use std::borrow::Cow;

use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;

/// Bodies in which a person has only one rank, longer names first.
const BODIES: &str = "党工委 党组 党委 党总支 党支部 省委 市委 州委 盟委 县委 区委 旗委";
/// Bodies of state. A person has a post in only one of them.
const STATE_BODIES: [&str; 4] = ["人大", "政协", "法院", "检察院"];
/// Body of the Party for discipline.
const DISCIPLINE: &str = "纪委";
/// Ranks of a person in one of the [`BODIES`].
const RANKS: &str = "委员 成员 副书记 书记";
/// Heads of a company: chairman, general manager, president. A person holds only one of these
/// posts.
const HEADS: &str = "董事长 总经理 总裁";
/// Titles of heads, each of which may have deputies: 主席 ("chair") and 副主席 ("deputy chair").
const CHIEFS: &str = "主席 主任 院长 校长 局长 会长 理事长 经理";
/// Posts of which a person has only one per office, longer ones first. `MIN_NAMED` is the minimum
/// number of characters of the office.
const OFFICERS: &str = "副省长 副州长 副市长 副县长 副区长 副镇长 副乡长 副部长 副厅长 副司长 副局长 副主任 副院长 副校长 副处长 副科长 \
    副总队长 副支队长 副大队长 副中队长 总队长 支队长 大队长 中队长 政治委员 副政委 政委 教导员 指导员 副理事长 副会长 副秘书长 副主席 理事长 \
    秘书长 会长 主席 总工程师 总会计师 总经济师 \
    总农艺师 总规划师 省长 州长 市长 县长 区长 镇长 乡长 部长 厅长 司长 局长 处长 科长";
const MIN_NAMED: usize = 3;
/// Suffixes of places whose head is named after them: 镇 ("town"), 镇长 ("head of the town").
static PLACES: Signs = Signs::of("镇乡县区市州");
/// Levels of places with a party committee and a government of different heads: province, city,
/// prefecture, county, district.
const GOVERNED: [char; 5] = ['省', '市', '州', '县', '区'];
/// Minimum number of characters of an office that is compared.
const MIN_OFFICE: usize = 2;

/// True if one person cannot hold both posts at the same time. Each argument is as written and may
/// list several posts, separated by 、.
pub(super) fn differ(first: &str, second: &str) -> bool {
    in_body(first, second)
        || as_head(first, second)
        || as_deputy(first, second)
        || of_place(first, second)
        || leads_other_body(first, second)
        || leads_other_body(second, first)
        || in_office(first, second)
}

/// True for posts in different bodies of state, such as 人大 (congress) and 政协 (consultative
/// conference), or 人大 and the government: 副区长 ("deputy head of the district").
pub(super) fn is_in_other_body(first: &str, second: &str) -> bool {
    let governs = |post: &str| {
        let head = post.strip_suffix('长');
        head.is_some_and(|head| head.ends_with(GOVERNED)).then_some(STATE_BODIES.len())
    };
    let bodies = [first, second]
        .map(|post| STATE_BODIES.iter().position(|body| post.contains(body)).or_else(|| governs(post)));
    matches!(bodies, [Some(one), Some(other)] if one != other)
}

/// True for different ranks in one party body: 党组成员、副主席 ("member of the party group, deputy
/// chair"), 党组书记、常务副主席 ("secretary of the party group, first deputy chair").
fn in_body(first: &str, second: &str) -> bool {
    BODIES.split(' ').any(|body| {
        let ranks = [first, second].map(|post| rank_in(post, body));
        let [Some((office, rank)), Some((other, second))] = ranks else { return false };
        // 县政府党组书记 ("party secretary of the county government") and 县财政局党组成员 ("party member of the
        // finance bureau") belong to two party groups.
        rank != second && (office.is_empty() || other.is_empty() || may_be_one(office, other))
    })
}

/// True for two posts of secretaries without an office: 党委副书记 ("deputy Party secretary"), 纪委书记
/// ("secretary for discipline").
pub(super) fn are_bare_secretaries(first: &str, second: &str) -> bool {
    [first, second].iter().all(|post| {
        let body = post.strip_suffix("书记").map(|body| body.trim_end_matches('副'));
        body.is_some_and(|body| body == DISCIPLINE || BODIES.split(' ').any(|known| known == body))
    })
}

/// Returns the office and the rank of a person in a party body: 县财政局 ("county finance bureau") and
/// 成员 ("member") for the post 县财政局党组成员 and the body 党组 ("party group"). `None` if the post has no
/// rank in this body.
fn rank_in<'p>(post: &'p str, body: &str) -> Option<(&'p str, &'static str)> {
    post.split('、').find_map(|part| {
        let (office, rank) = part.split_once(body)?;
        let rank = rank.strip_prefix("班子").unwrap_or(rank);
        RANKS.split(' ').find(|known| *known == rank).map(|rank| (office, rank))
    })
}

/// True for two different heads of one company: 集团董事长 ("chairman of the group"), 集团总经理 ("general
/// manager of the group"). False if a person holds both posts.
fn as_head(first: &str, second: &str) -> bool {
    let heads = |post: &str| HEADS.split(' ').filter(|head| post.contains(head)).collect::<Vec<&str>>();
    let ([one], [other]) = (&heads(first)[..], &heads(second)[..]) else { return false };
    // 集团副总经理 (deputy) and 集团总经理 ("general manager of the group") have the same title. Deputies are
    // compared elsewhere.
    if one == other {
        return false;
    }
    let office = |post: &str, head: &str| {
        let part = post.split('、').next().unwrap_or_default();
        let end = BODIES.split(' ').filter_map(|body| part.find(body)).chain(part.find(head)).min();
        part[..end.unwrap_or(part.len())].trim_end_matches('副').to_owned()
    };
    is_one_office(&office(first, one), &office(second, other))
}

/// True for the party secretary of a place and the head of its government: 云山县委书记, 云山县县长 ("party
/// secretary of Yunshan County", "head of Yunshan County"). Nobody is both from a county upwards.
fn leads_other_body(first: &str, second: &str) -> bool {
    GOVERNED.iter().any(|level| {
        let place = |post: &str, end: &str| {
            let place = post.strip_suffix(end)?.strip_suffix(*level)?;
            (!place.contains('、')).then(|| place.trim_end_matches(*level).to_owned())
        };
        let places = place(first, "委书记").zip(place(second, "长"));
        places.is_some_and(|(one, other)| one.is_empty() || other.is_empty() || one == other)
    })
}

/// Last of several posts, with the place that the post before it names: 临川市市长 ("mayor of Linchuan")
/// for 临川市委副书记、市长 ("deputy Party secretary of Linchuan, mayor"). 市长 alone is the mayor of the city
/// that meets.
pub(super) fn last_with_place(post: &str) -> Cow<'_, str> {
    let Some((before, last)) = post.rsplit_once('、') else { return post.into() };
    let place = GOVERNED.iter().find_map(|level| {
        last.strip_suffix('长')?.strip_prefix(*level)?.is_empty().then_some(())?;
        let earlier = before.rsplit('、').next_back()?;
        let (place, _) = earlier.split_once(&format!("{level}委"))?;
        (!place.is_empty()).then(|| format!("{place}{level}{last}"))
    });
    place.map_or(last.into(), Cow::from)
}

/// True for head and deputy of one office, each listed after other posts: 党组书记、主任 ("party
/// secretary, director"), 党组成员、副主任 ("party member, deputy director").
fn as_deputy(first: &str, second: &str) -> bool {
    let last = |post: &str| post.rsplit_once('、').map(|(_, last)| last.to_owned());
    let (Some(one), Some(other)) = (last(first), last(second)) else { return false };
    CHIEFS.split(' ').any(|head| {
        let offices = [&one, &other].map(|post| post.strip_suffix(head));
        let [Some(own), Some(others)] = offices else { return false };
        let bare = [own, others].map(|office| office.trim_end_matches('副'));
        let is_both_or_neither = bare[0].is_empty() == bare[1].is_empty();
        own.ends_with('副') != others.ends_with('副') && is_both_or_neither && may_be_one(bare[0], bare[1])
    })
}

/// True for different posts in one office: 市林业局副局长 ("deputy head of the forestry bureau"), 市林业局总工程师
/// ("its chief engineer").
fn in_office(first: &str, second: &str) -> bool {
    let cut = |post: &'_ str| -> Option<(String, &'static str)> {
        // 市林业局党组成员、总工程师 ("Party member and chief engineer of the forestry bureau")
        let (office, last) = match post.rsplit_once('、') {
            Some((earlier, last)) => (office_of_member(earlier)?, last),
            None => ("", post),
        };
        let rank = OFFICERS.split(' ').find(|rank| last.ends_with(*rank))?;
        let named = last.strip_suffix(rank)?;
        Some((if named.is_empty() { office } else { named }.to_owned(), rank))
    };
    let [Some((one, rank)), Some((other, second))] = [first, second].map(cut) else { return false };
    let is_named = |office: &str| office.chars().count() >= MIN_NAMED;
    // A deputy chair is often the secretary-general too.
    let may_be_both = |rank: &str, other: &str| rank == "秘书长" && other.starts_with('副');
    rank != second
        && !may_be_both(rank, second)
        && !may_be_both(second, rank)
        && is_named(&one)
        && is_named(&other)
        && (one.ends_with(&other) || other.ends_with(&one))
}

/// The office of a member of a party body: 市林业局 ("forestry bureau") for 市林业局党组成员 ("member of its
/// Party group"). `None` for other posts.
fn office_of_member(post: &str) -> Option<&str> {
    let first = post.split('、').next()?;
    BODIES.split(' ').find_map(|body| rank_in(first, body)).map(|(office, _)| office)
}

/// True for the party secretary and the head of one place, who are two persons: 白沙镇党委书记 ("party
/// secretary of Baisha town"), 白沙镇镇长 ("head of Baisha town").
fn of_place(first: &str, second: &str) -> bool {
    let secretary = |post: &str| post.strip_suffix("党委书记").map(str::to_owned);
    let head = |post: &str| {
        let place = post.strip_suffix('长')?;
        // The head of Baisha town may be written in two ways: 白沙镇|镇长, 白沙|镇长.
        let level = place.chars().next_back().filter(|c| PLACES.contains(*c))?;
        let place = place.strip_suffix(level)?;
        Some(if place.ends_with(level) { place.to_owned() } else { format!("{place}{level}") })
    };
    let is_one = |place: Option<String>, other: Option<String>| place.is_some() && place == other;
    is_one(secretary(first), head(second)) || is_one(head(first), secretary(second))
}

/// True if both arguments name an office, and one may be the short form of the other.
fn is_one_office(one: &str, other: &str) -> bool {
    [one, other].iter().all(|office| office.chars().count() >= MIN_OFFICE) && may_be_one(one, other)
}
