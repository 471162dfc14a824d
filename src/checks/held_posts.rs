//! Decides if two papers give a person posts that do not go together: head and deputy of one
//! office, heads of two offices, two lists that differ in one post.

use crate::check::Paper;
use crate::checks::people::Budget;
use crate::checks::ranks;
use crate::facts::set::persons::Person;
use crate::text::chars::is_han;
use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// First characters of offices without a name, such as 该实验室 ("this laboratory").
static UNNAMED: Signs = Signs::of("该本我这其此");
/// Word for the head office of a hospital, which is not a name either.
const UNNAMED_OFFICE: &str = "总院";
/// Minimum number of characters at the end of an office's name that may be written in full in
/// another name. `POST_END` is the number of characters at the end of a post by which the post is
/// searched.
const MIN_PART: usize = 4;
const POST_END: usize = 6;
/// Maximum number of mentions of a person per paper that are read for two posts.
const MAX_MENTIONS: usize = 16;
/// Maximum number of persons of a paper that are asked whether a post is theirs, the first ones.
const MAX_OTHERS: usize = 200;

/// Last of the posts of a person: 常务副区长 ("first deputy head") of 区委常委、常务副区长 ("member of the
/// district committee, first deputy head").
pub(super) fn last_post(person: &Person) -> &str {
    person.post.rsplit('、').next().unwrap_or(&person.post)
}

/// True if a person has the same rank in two offices: 县财政局局长 ("head of the county finance bureau"),
/// 县发展和改革局局长 ("head of the county reform bureau"). One person often has posts of different ranks,
/// so these are not compared.
fn has_other_office(first: &Person, second: &Person) -> bool {
    let offices = [first, second].map(|person| {
        let post = person.post.rsplit('、').next().unwrap_or_default();
        post.strip_suffix(person.rank.as_str()).unwrap_or_default()
    });
    // 总院院长 ("head of the main hospital") and 该实验室主任 ("director of this laboratory") do not name an
    // office.
    let is_unnamed = |office: &str| office == UNNAMED_OFFICE || office.starts_with(|c| UNNAMED.contains(c));
    let is_named = offices.iter().all(|office| office.chars().count() >= 2 && !is_unnamed(office));
    let is_one = ends_like(offices[0], offices[1]) || ends_like(offices[1], offices[0]);
    first.rank == second.rank && is_named && !is_one
}

/// True if `other` may be the full name of `office`, or of the part of it that is named last:
/// 市公安局|交警支队 ("city police | traffic branch"), 交通警察支队 ("traffic police branch").
fn ends_like(office: &str, other: &str) -> bool {
    let ends = office.char_indices().map(|(at, _)| &office[at..]);
    let mut ends = ends.take_while(|end| end.chars().count() >= MIN_PART);
    ends.any(|end| end.chars().next() == other.chars().next() && may_be_one(end, other))
        || may_be_one(office, other)
}

/// Returns the posts of a person in two papers that do not go together, unless the person holds
/// both: heads of two offices, or the one post in which two lists differ.
pub(super) fn differing_posts<'p>(first: &'p Person, second: &'p Person) -> Option<[&'p str; 2]> {
    if has_other_office(first, second) {
        return Some([first, second].map(last_post));
    }
    let [one, other] = [first, second].map(|person| person.post.rsplit_once('、'));
    let ((before, last), (others, other)) = one.zip(other)?;
    let is_other_last = before == others && !last.contains(other) && !other.contains(last);
    // 党委副书记、工会主席 ("deputy Party secretary, head of the union"), 纪委书记、工会主席 ("secretary for
    // discipline, head of the union")
    let is_other_first = last == other && before != others && ranks::are_bare_secretaries(before, others);
    match () {
        () if is_other_last => Some([last, other]),
        () if is_other_first => Some([before, others]),
        () => None,
    }
}

/// True if a paper gives both posts of a person in one block: 甲局局长，兼乙中心主任 ("head of bureau A and
/// director of centre B"). Also true if the budget is used up.
pub(super) fn holds_both(papers: &[Paper<'_>], persons: [&Person; 2], budget: &mut Budget) -> bool {
    let Some(posts) = differing_posts(persons[0], persons[1]) else { return false };
    let ends = posts.map(|post| {
        let from = post.char_indices().rev().nth(POST_END - 1).map_or(0, |(at, _)| at);
        &post[from..]
    });
    // 甲县教育局局长, 乙县教育局局长
    let ends = if ends[0] == ends[1] { posts } else { ends };
    let is_bare = ranks::are_bare_secretaries(posts[0], posts[1]);
    let name = persons[0].name.as_str();
    papers.iter().any(|paper| {
        let text = paper.doc.text();
        if budget.holds(paper, name) != Some(true) {
            return budget.is_spent();
        }
        // A post before another name is the post of that person. 党委副书记 ("deputy Party secretary")
        // is a post of many, so each is asked.
        let is_joined = |at: usize, end: usize| {
            let behind = &text[end..];
            let others = paper.facts.persons.iter().filter(|person| person.name != name);
            (!behind.starts_with(is_han)
                || behind.starts_with(['兼', '和', '及', '与'])
                || behind.starts_with(name))
                && !(is_bare
                    && others.take(MAX_OTHERS).any(|other| other.post_at.contains(Span::new(at, end))))
        };
        text.match_indices(name).take(MAX_MENTIONS).any(|(at, _)| {
            let block = paper.doc.blocks()[paper.doc.block_at(at)].span;
            let held = |end: &&str| {
                let mut places =
                    block.of(text).match_indices(*end).take(MAX_MENTIONS).map(|(at, _)| block.start() + at);
                places.any(|at| is_joined(at, at + end.len()))
            };
            ends.iter().all(held)
        })
    })
}

/// True if a person is the head of an office in one paper and its deputy head in the other: 主任
/// ("director"), 副主任 ("deputy director"). A person with several posts is compared by the last
/// one, if no other post of either is in the same office.
pub(super) fn is_deputy_of(first: &Person, second: &Person) -> bool {
    let [one, other] = [first, second].map(|person| {
        let post = last_post(person);
        let office = post.strip_suffix(person.rank.as_str()).unwrap_or_default();
        let rank = person.rank.trim_start_matches('副');
        (office.trim_end_matches('副'), rank, office.ends_with('副') || rank.len() < person.rank.len())
    });
    let is_office = one.0.chars().count() >= 2 && other.0.chars().count() >= 2 && may_be_one(one.0, other.0);
    // 党组书记、主任 ("Party secretary and director") leaves the office to the first post.
    let has_other = |person: &Person, office: &str| {
        let earlier = person.post.rsplit_once('、').map_or("", |(earlier, _)| earlier);
        earlier.contains(office)
    };
    let is_plain = |person: &Person| !person.post.contains("常务");
    is_office
        && one.1 == other.1
        && one.2 != other.2
        && !has_other(first, one.0)
        && !has_other(second, other.0)
        && is_plain(first)
        && is_plain(second)
}
