//! Finds organisations whose names differ between two papers in a word between a common beginning
//! and a common end: 智行科技有限公司 ("Zhixing Technology Ltd"), 智行数据有限公司 ("Zhixing Data Ltd").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::people::Budget;
use crate::facts::set::titles::{Kind, Name};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of names stored per key. Further ones are not compared.
const MAX_EARLIER: usize = 64;
/// Number of characters before the differing middle of a long name, which are part of the key.
const HEAD: usize = 4;
/// Number of characters after the middle of a long name, which are part of the key.
const ENDING: usize = 4;
/// Maximum number of characters of the differing middle.
const MAX_MIDDLE: usize = 4;
/// Number of characters after a name that must agree if the common end of the names is short:
/// 学校|实训基地 ("school | training base").
const BEHIND: usize = 4;
/// Number of characters before the middle of a short name.
const SHORT_HEAD: usize = 2;
/// Number of characters of the middle of a short name.
const SHORT_MIDDLE: usize = 2;
/// Words at the end of organisations whose departments have names of their own: hospital,
/// university, college, company, group, school. After such a word, a different middle means another
/// department.
const BODIES: &str = "医院 大学 学院 公司 集团 学校";
/// Characters for directions and the like that distinguish two offices: east, west, south, north,
/// new, old, main, branch.
pub(super) static DIRECTIONS: Signs = Signs::of("东西南北新老总分");
/// Characters for sizes and levels that distinguish two schools or shops: large, middle, small,
/// higher, lower, front, back, inner, outer, male, female.
pub(super) static SIZES: Signs = Signs::of("大中小高初幼特上下前后内外男女");

/// Lookup key of a name: the way it is cut, and its parts around the middle (head, end, and the
/// characters after the name).
type Key<'n> = (NameCut, &'n [char], &'n [char], &'n [char]);

/// Ways to cut a name into head, middle and end. Names are compared if they are cut in the same way
/// and only the middle differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum NameCut {
    /// Four characters, the middle, four characters: 澜川智行|科技|有限公司 ("Lanchuan Zhixing | Technology |
    /// Ltd").
    Long,
    /// Four characters, the middle, the last word, if the same characters follow the name:
    /// 岚州信息|工程|学校 before 实训基地 ("Lanzhou Information | Engineering | School" before "training
    /// base").
    Continued,
    /// Two characters, two characters, the last word, for middles that share a character at
    /// different positions: 云汊|储运|有限公司 ("storage and transport"), 云汊|仓储|有限公司 ("warehousing").
    Rearranged,
}

/// A name cut into head, middle and end.
struct Cut<'n> {
    key: Key<'n>,
    head: &'n [char],
    middle: &'n [char],
}

/// Index of a paper, a name in it, and the middle of the name.
type Variant<'n> = (usize, &'n Name, &'n [char]);

/// All names of organisations in a set, by the parts around their middles.
pub(super) struct Organisations<'n>(FxHashMap<Key<'n>, Vec<Variant<'n>>>);

impl<'n> Organisations<'n> {
    pub(super) fn new(papers: &[Paper<'n>]) -> Self {
        let mut variants: FxHashMap<Key<'n>, Vec<Variant<'n>>> = FxHashMap::default();
        for (at, paper) in papers.iter().enumerate() {
            for name in paper.facts.names.iter().filter(|name| name.kind == Kind::Organisation) {
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

    /// Returns the paper and span of an earlier name that differs from this one only in the middle.
    /// `None` if the set has a third such name, if one paper contains both names, or if the
    /// difference was already reported at an earlier paper.
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
            // 肿瘤医院|质子|治疗中心 ("tumour hospital | proton | treatment centre"): departments of one
            // organisation.
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
            if cut.key.0 == NameCut::Rearranged && !is_rearranged(cut.middle, meant) {
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

/// Returns all ways to cut a name. Only its end is known: text analysis does not tell at which
/// character an organisation's name begins, so heads of fixed lengths are tried.
fn cuts(name: &Name) -> Vec<Cut<'_>> {
    let (all, behind) = (name.characters.as_slice(), name.behind.as_slice());
    let cut = |reading: NameCut, ending: usize, (head, middle): (usize, usize), behind| {
        let end = all.len().checked_sub(ending)?;
        let start = end.checked_sub(middle + head)?;
        let (head, middle) = (&all[start..start + head], &all[start + head..end]);
        Some(Cut { key: (reading, head, &all[end..], behind), head, middle })
    };
    let long = (2..=MAX_MIDDLE).filter_map(|middle| cut(NameCut::Long, ENDING, (HEAD, middle), &[]));
    let goes_on = behind.len() == BEHIND;
    let middles = (2..=MAX_MIDDLE).filter(|_| goes_on);
    let continued = middles.filter_map(|middle| cut(NameCut::Continued, name.suffix, (HEAD, middle), behind));
    let short = cut(NameCut::Rearranged, name.suffix, (SHORT_HEAD, SHORT_MIDDLE), &[]);
    long.chain(continued).chain(short).collect()
}

/// True if the characters may be a distinctive word. Numerals, directions and sizes are not.
fn is_word(middle: &[char]) -> bool {
    middle.iter().all(|c| !is_numeral(*c) && !DIRECTIONS.contains(*c) && !SIZES.contains(*c))
}

/// True if two words share a character at different positions and none at the same position: 储运
/// ("storage and transport"), 仓储 ("warehousing").
fn is_rearranged(one: &[char], other: &[char]) -> bool {
    one.iter().zip(other).all(|(one, other)| one != other) && one.iter().any(|c| other.contains(c))
}
