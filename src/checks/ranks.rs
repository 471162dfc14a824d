//! Posts of one person that exclude each other: 党组成员 and 党组书记 of one body, 总经理 and 董事长 of one
//! company.

use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;

/// Bodies in which a person has only one rank, longer names first.
const BODIES: &str = "党工委 党组 党委 党总支 党支部";
/// The ranks in such a body.
const RANKS: &str = "委员 成员 副书记 书记";
/// Heads of a company. A person is only one of them.
const HEADS: &str = "董事长 总经理 总裁";
/// Heads of an office that has deputies too: 主席, 副主席.
const CHIEFS: &str = "主席 主任 院长 校长 局长 会长 理事长 经理";
/// Posts of which a person has only one per office, longer ones first, and fewest characters of the
/// office.
const OFFICERS: &str = "副局长 副主任 副院长 副校长 副处长 副科长 总工程师 总会计师 总经济师 局长 处长 科长";
const MIN_NAMED: usize = 3;
/// Last characters of places that also name their head: 镇长.
static PLACES: Signs = Signs::of("镇乡县区市州");
/// Minimum number of characters of the name of an office.
const MIN_OFFICE: usize = 2;

/// True if one person cannot hold both posts at one time. Each is as written, with several posts
/// separated by 、.
pub(super) fn differ(first: &str, second: &str) -> bool {
    in_body(first, second)
        || as_head(first, second)
        || as_deputy(first, second)
        || of_place(first, second)
        || in_office(first, second)
}

/// 党组成员、副主席, 党组书记、常务副主席: different ranks in one body.
fn in_body(first: &str, second: &str) -> bool {
    BODIES.split(' ').any(|body| {
        let ranks = [first, second].map(|post| rank_in(post, body));
        let [Some((office, rank)), Some((other, second))] = ranks else { return false };
        // 县政府党组书记 and 县财政局党组成员 belong to two bodies.
        rank != second && (office.is_empty() || other.is_empty() || may_be_one(office, other))
    })
}

/// The office and the rank of a post in a body. `None` if it has no rank there.
fn rank_in<'p>(post: &'p str, body: &str) -> Option<(&'p str, &'static str)> {
    post.split('、').find_map(|part| {
        let (office, rank) = part.split_once(body)?;
        let rank = rank.strip_prefix("班子").unwrap_or(rank);
        RANKS.split(' ').find(|known| *known == rank).map(|rank| (office, rank))
    })
}

/// 集团董事长, 集团总经理: different heads of one company. Posts with both heads are not compared.
fn as_head(first: &str, second: &str) -> bool {
    let heads = |post: &str| HEADS.split(' ').filter(|head| post.contains(head)).collect::<Vec<&str>>();
    let ([one], [other]) = (&heads(first)[..], &heads(second)[..]) else { return false };
    // 集团副总经理, 集团总经理 have the same head. Deputies are compared elsewhere.
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

/// 党组书记、主任, 党组成员、副主任: head and deputy, each after other posts.
fn as_deputy(first: &str, second: &str) -> bool {
    let last = |post: &str| post.rsplit_once('、').map(|(_, last)| last.to_owned());
    let (Some(one), Some(other)) = (last(first), last(second)) else { return false };
    CHIEFS.split(' ').any(|head| {
        let offices = [&one, &other].map(|post| post.strip_suffix(head));
        let [Some(own), Some(others)] = offices else { return false };
        let bare = [own, others].map(|office| office.trim_end_matches('副'));
        own.ends_with('副') != others.ends_with('副') && may_be_one(bare[0], bare[1])
    })
}

/// 市林业局副局长, 市林业局总工程师: different posts in one office.
fn in_office(first: &str, second: &str) -> bool {
    let cut = |post: &str| {
        let rank = OFFICERS.split(' ').find(|rank| post.ends_with(*rank))?;
        let office = post.strip_suffix(rank)?;
        (!post.contains('、') && office.chars().count() >= MIN_NAMED).then(|| (office.to_owned(), rank))
    };
    match [first, second].map(cut) {
        [Some((one, rank)), Some((other, second))] => {
            rank != second && (one.ends_with(&other) || other.ends_with(&one))
        }
        _ => false,
    }
}

/// 白沙镇党委书记, 白沙镇镇长: the two heads of one place, who are two persons.
fn of_place(first: &str, second: &str) -> bool {
    let secretary = |post: &str| post.strip_suffix("党委书记").map(str::to_owned);
    let head = |post: &str| {
        let place = post.strip_suffix('长')?;
        // 白沙镇|镇长, 白沙|镇长
        let level = place.chars().next_back().filter(|c| PLACES.contains(*c))?;
        let place = place.strip_suffix(level)?;
        Some(if place.ends_with(level) { place.to_owned() } else { format!("{place}{level}") })
    };
    let is_one = |place: Option<String>, other: Option<String>| place.is_some() && place == other;
    is_one(secretary(first), head(second)) || is_one(head(first), secretary(second))
}

/// True if both name an office, and one may be the short form of the other.
fn is_one_office(one: &str, other: &str) -> bool {
    [one, other].iter().all(|office| office.chars().count() >= MIN_OFFICE) && may_be_one(one, other)
}
