//! Organisations whose names differ between two papers, between a common beginning and end:
//! 智行科技有限公司, 智行数据有限公司.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::people::Budget;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of names with one key that a name is compared with, the first ones.
const MAX_EARLIER: usize = 64;
/// Characters of the head of a name and of its end that identify it, and most characters of the
/// differing middle.
const HEAD: usize = 4;
const ENDING: usize = 4;
const MAX_MIDDLE: usize = 4;
/// Characters after a name that identify a shorter end: 学校|实训基地.
const BEHIND: usize = 4;
/// Characters of the head of a short name, and of its middle.
const SHORT_HEAD: usize = 2;
const SHORT_MIDDLE: usize = 2;
/// Last words of organisations whose parts have names of their own.
const BODIES: &str = "医院 大学 学院 公司 集团 学校";
/// Characters that distinguish different offices.
pub(super) static DIRECTIONS: Signs = Signs::of("东西南北新老总分");
/// Characters that distinguish different kinds of schools and shops.
pub(super) static SIZES: Signs = Signs::of("大中小高初幼特上下前后内外男女");

/// The reading of a name, and its parts around the middle: head, end and following characters.
type Key<'n> = (Reading, &'n [char], &'n [char], &'n [char]);

/// Ways in which a name is cut into head, middle and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Reading {
    /// 澜川智行|科技|有限公司: a head and an end of four characters.
    Long,
    /// 岚州信息|工程|学校 before 实训基地: the last word, and the characters after it.
    Continued,
    /// 云汊|储运|有限公司, 云汊|仓储|有限公司: a short head, and middles that share a character at different
    /// positions.
    Rearranged,
}

/// A name cut in three.
struct Cut<'n> {
    key: Key<'n>,
    head: &'n [char],
    middle: &'n [char],
}

/// A paper, a name in it, and the middle of the name.
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

    /// The place of a name in an earlier paper with the same head and the same end. `None` if the
    /// set has a third such name, or a paper has both.
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
            // If an earlier paper has the same name, the difference was already reported there.
            let is_first = list.iter().all(|(paper, _, middle)| *middle != cut.middle || *paper >= at);
            // 肿瘤医院|质子|治疗中心: parts of one organisation.
            let is_part = BODIES.split(' ').any(|body| {
                let body: Vec<char> = body.chars().collect();
                cut.head.ends_with(&body)
            });
            // A common beginning of both middles belongs to the head.
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

/// All ways of cutting a name. Its beginning is not known.
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

/// True if the characters may be a distinctive word, and not a number, a direction or a size.
fn is_word(middle: &[char]) -> bool {
    middle.iter().all(|c| !is_numeral(*c) && !DIRECTIONS.contains(*c) && !SIZES.contains(*c))
}

/// True if two words share a character at different positions: 储运, 仓储.
fn is_rearranged(one: &[char], other: &[char]) -> bool {
    one.iter().zip(other).all(|(one, other)| one != other) && one.iter().any(|c| other.contains(c))
}
