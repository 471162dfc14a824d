//! Organisations that two papers call by names of which a part is other, between what they begin and end with alike: 智行科技有限公司,
//! 智行数据有限公司.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::people::Budget;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Names of one key that one is held against, the first ones.
const MAX_EARLIER: usize = 64;
/// Characters of the head of a name that make it known, those of its end behind what differs, and the most that differ.
const HEAD: usize = 4;
const ENDING: usize = 4;
const MAX_MIDDLE: usize = 4;
/// Characters behind a name that make a shorter end known: 学校|实训基地.
const BEHIND: usize = 4;
/// Characters of the head of a short name, and of its middle.
const SHORT_HEAD: usize = 2;
const SHORT_MIDDLE: usize = 2;
/// Last words of organisations that have parts with names of their own.
const BODIES: &str = "医院 大学 学院 公司 集团 学校";
/// Characters that make names of different offices.
pub(super) static DIRECTIONS: Signs = Signs::of("东西南北新老总分");
/// Characters that make names of schools and shops of different kinds.
pub(super) static SIZES: Signs = Signs::of("大中小高初幼特上下前后内外男女");

/// The parts of a name between which its middle stands, and how they were read.
type Key<'n> = (Reading, &'n [char], &'n [char], &'n [char]);

/// Ways in which a name is cut into head, middle and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reading {
    /// 澜川智行|科技|有限公司: a head and an end of four characters.
    Long,
    /// 岚州信息|工程|学校 before 实训基地: the last word, and what goes on behind it.
    Continued,
    /// 云汊|储运|有限公司, 云汊|仓储|有限公司: a short head, and middles with a character in common at another place.
    Rearranged,
}

/// A name cut in three.
struct Cut<'n> {
    key: Key<'n>,
    head: &'n [char],
    middle: &'n [char],
}

/// A name in its paper with what stands between its head and its end.
type Variant<'n> = (usize, &'n Name, &'n [char]);

/// All names of organisations by their heads and ends.
pub(super) struct Organisations<'n>(FxHashMap<Key<'n>, Vec<Variant<'n>>>);

impl<'n> Organisations<'n> {
    pub(super) fn new(papers: &[Paper<'n>]) -> Self {
        let mut variants: FxHashMap<Key<'n>, Vec<Variant<'n>>> = FxHashMap::default();
        for (at, paper) in papers.iter().enumerate() {
            for name in paper.sayings.names.iter().filter(|name| name.kind == Kind::Organisation) {
                for cut in cuts(name) {
                    let list = variants.entry(cut.key).or_default();
                    if list.len() < MAX_EARLIER {
                        list.push((at, name, cut.middle));
                    }
                }
            }
        }
        Self(variants)
    }

    /// The place of a name in an earlier paper with the same head and the same end, if the set has no third, and no paper both.
    pub(super) fn other(
        &self,
        papers: &[Paper<'_>],
        (at, name): (usize, &Name),
        budget: &mut Budget,
    ) -> Option<(usize, Span)> {
        if name.kind != Kind::Organisation {
            return None;
        }
        cuts(name).into_iter().find_map(|cut| {
            let list = self.0.get(&cut.key)?;
            let others: Vec<_> = list.iter().filter(|(_, _, middle)| *middle != cut.middle).collect();
            let (paper, other, meant) = others.first()?;
            // One that an earlier paper writes so too was held against the other there.
            let is_first = list.iter().all(|(paper, _, middle)| *middle != cut.middle || *paper >= at);
            // 肿瘤医院|质子|治疗中心: parts of one organisation.
            let is_part = BODIES.split(' ').any(|body| {
                let body: Vec<char> = body.chars().collect();
                cut.head.ends_with(&body)
            });
            // What both middles begin with is a part of the head.
            let is_whole = cut.middle.first() != meant.first();
            if !is_first || is_part || !is_whole {
                return None;
            }
            let is_single = others.iter().all(|(_, _, middle)| middle == meant);
            let is_later = *paper < at;
            if !(is_single && is_later && is_word(cut.middle) && is_word(meant)) {
                return None;
            }
            if cut.key.0 == Reading::Rearranged && !is_rearranged(cut.middle, meant) {
                return None;
            }
            let [own, meant] =
                [cut.middle, *meant].map(|middle| cut.head.iter().chain(middle).collect::<String>());
            let is_apart = papers.iter().all(|paper| {
                budget
                    .holds(paper, &own)
                    .is_some_and(|has| !has || budget.holds(paper, &meant) == Some(false))
            });
            is_apart.then_some((*paper, other.span))
        })
    }
}

/// All ways in which a name may be cut. Where it begins is not known.
fn cuts(name: &Name) -> Vec<Cut<'_>> {
    let (all, behind) = (name.characters.as_slice(), name.behind.as_slice());
    let cut = |reading: Reading, ending: usize, (head, middle): (usize, usize), behind| {
        let end = all.len().checked_sub(ending)?;
        let start = end.checked_sub(middle + head)?;
        let (head, middle) = (&all[start..start + head], &all[start + head..end]);
        Some(Cut { key: (reading, head, &all[end..], behind), head, middle })
    };
    let long = (2..=MAX_MIDDLE).filter_map(|middle| cut(Reading::Long, ENDING, (HEAD, middle), &[]));
    let goes_on = behind.len() == BEHIND;
    let middles = (2..=MAX_MIDDLE).filter(|_| goes_on);
    let continued = middles.filter_map(|middle| cut(Reading::Continued, name.suffix, (HEAD, middle), behind));
    let short = cut(Reading::Rearranged, name.suffix, (SHORT_HEAD, SHORT_MIDDLE), &[]);
    long.chain(continued).chain(short).collect()
}

/// True if characters may be a word that makes a name, and no number, direction or size.
fn is_word(middle: &[char]) -> bool {
    middle.iter().all(|c| !is_numeral(*c) && !DIRECTIONS.contains(*c) && !SIZES.contains(*c))
}

/// True if two words have a character in common that is at another place: 储运, 仓储.
fn is_rearranged(one: &[char], other: &[char]) -> bool {
    one.iter().zip(other).all(|(one, other)| one != other) && one.iter().any(|c| other.contains(c))
}
