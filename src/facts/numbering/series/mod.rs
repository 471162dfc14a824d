//! Series: runs of item marks that belong together, such as 一、 二、 三、. They are found by a model of
//! scopes, as for nested blocks of a program:
//!
//! - A part of a bound file and an attachment have their own numbering; contents have no series.
//! - The first mark of a series opens it inside the innermost open series (一要…三要, "first … third",
//!   within 五要, "fifth").
//! - A later mark joins the innermost open series that expects it, and closes the series inside
//!   that one.
//! - A reading without errors is preferred: a mark joins a series out of order only if no open
//!   series expects it, and only at the same kind of position as the other members.

pub mod breaks;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::pieces::{self, Piece, PieceKind};

/// Maximum number of numbers that may be missing before a mark that continues a series. After a
/// larger gap, a mark begins or belongs to another series.
pub const MAX_SKIP: u32 = 3;

/// Item marks of the same form that count the items of one list, such as 一、 二、 三、. A series has at
/// least one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Form of the marks, which all members share.
    pub family: Family,
    /// Indices into [`Facts::marks`], in order.
    pub members: Vec<usize>,
    /// Ordinal of each member; for a word such as 其次 ("next"), its position among the members.
    pub ordinals: Vec<u32>,
    /// Index of the series inside which this one began, if any.
    pub parent: Option<usize>,
}

/// Key of a group of sibling series, which have marks of the same form and are inside the same
/// series: that form, and the index of the series around them.
pub type Siblings = (Family, Option<usize>);

impl Facts<'_> {
    /// Series of item marks in the document, such as 一、 二、 三、.
    pub fn series(&self) -> &[Series] {
        self.cells.series.get_or_init(|| build(self.doc, self.marks(), self.pieces()))
    }

    /// True if this series or one of its siblings does not begin with 1.
    pub fn begins_late(&self, series: &Series) -> bool {
        let late = self.cells.begun_late.get_or_init(|| begun_late(self.series()));
        late.contains(&series.siblings())
    }

    /// Series of the mark with this index, and the position of the mark among its members. `None`
    /// if it is in no series.
    pub fn place_of(&self, mark: usize) -> Option<(&Series, usize)> {
        let (series, at) = self.places()[mark]?;
        Some((&self.series()[series as usize], at as usize))
    }

    pub(in crate::facts) fn places(&self) -> &[Option<(u32, u32)>] {
        self.cells.places.get_or_init(|| places(self.series(), self.marks().len()))
    }
}

/// Groups of sibling series in which at least one series does not begin with 1. In such a group the
/// ordinal alone does not show which series a mark belongs to.
pub fn begun_late(series: &[Series]) -> FxHashSet<Siblings> {
    let late = series.iter().filter(|series| series.ordinals.first() != Some(&1));
    late.map(Series::siblings).collect()
}

impl Series {
    /// Group of siblings that the series belongs to.
    pub fn siblings(&self) -> Siblings {
        (self.family, self.parent)
    }

    /// The ordinal of the last member.
    pub fn last_ordinal(&self) -> u32 {
        self.ordinals.last().copied().unwrap_or(0)
    }

    /// True if the members count 1, 2, 3 … without a break.
    pub fn is_regular(&self) -> bool {
        self.ordinals.iter().zip(1..).all(|(&ordinal, expected)| ordinal == expected)
    }
}

/// Maximum number of series that are open at once; no real document has nearly as many. The limit
/// keeps the time linear in the number of marks.
pub const MAX_DEPTH: usize = 32;

/// Groups `marks` into series.
pub fn build(doc: &Document, marks: &[Mark], pieces: &[Piece]) -> Vec<Series> {
    let mut builder = Builder { marks, series: Vec::new(), open: Vec::new() };
    let mut next_mark = 0;
    let mut piece = None;
    // In Word, one heading of a series is often formatted by hand as a bold paragraph, so heading
    // levels do not separate series.
    let are_scopes = matches!(doc.origin().format, Format::Markdown | Format::Html);
    for (block, at) in doc.blocks().iter().enumerate() {
        let here = pieces::of_block(pieces, block);
        let is_contents = here.is_some_and(|index| pieces[index].kind == PieceKind::Contents);
        // Contents do not interrupt series: each chapter of a book may have its own.
        if here != piece && !is_contents {
            // 第一篇, 第二篇 ("Text 1, Text 2") and 附录A, 附录B ("Appendix A, B") are heads of pieces and
            // also a series.
            let head = marks.get(next_mark).filter(|mark| mark.block == block).map(|mark| mark.family);
            builder.open.retain(|open| open.family.needs_company() && Some(open.family) == head);
            piece = here;
        }
        let level = match at.kind {
            BlockKind::Heading(level) if are_scopes && !is_contents => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            builder.open.retain(|open| open.heading.is_some_and(|open| open <= level));
        }
        while marks.get(next_mark).is_some_and(|mark| mark.block == block) {
            if !is_contents && at.kind.is_running() {
                builder.place(next_mark, level);
            }
            next_mark += 1;
        }
    }
    builder.series
}

/// For each of the marks, the index of its series and its position among the members. `marks` is
/// the number of marks.
pub fn places(series: &[Series], marks: usize) -> Vec<Option<(u32, u32)>> {
    let mut places = vec![None; marks];
    for (index, series) in series.iter().enumerate() {
        for (at, &member) in series.members.iter().enumerate() {
            places[member] = Some((index as u32, at as u32));
        }
    }
    places
}

/// A series that can still get more members.
struct Open {
    series: usize,
    family: Family,
    /// Hash of the number above its members (1.2 for 1.2.3), which is the same for all of them; 0
    /// if there is none.
    under: u64,
    /// Level of the headings of the file format in which the members are; `None` if they are in
    /// body text.
    heading: Option<u8>,
    last_ordinal: u32,
    last_place: MarkPlace,
    last_block: usize,
}

struct Builder<'m> {
    marks: &'m [Mark],
    series: Vec<Series>,
    /// Open series, the innermost last.
    open: Vec<Open>,
}

impl Builder<'_> {
    fn place(&mut self, index: usize, heading: Option<u8>) {
        let mark = self.marks[index];
        if let Family::Article(_) = mark.family {
            self.article(index, heading);
        } else if mark.ordinal == 1 {
            self.start(index, heading);
        } else if let Some(depth) = self.expecting(mark, heading).or_else(|| self.out_of_order(mark, heading))
        {
            self.join(index, depth);
        } else if mark.ordinal > 0 {
            self.start(index, heading);
        }
    }

    /// Adds the mark of an article. Articles run through all chapters of a regulation; each closes
    /// the series inside the one before.
    fn article(&mut self, index: usize, heading: Option<u8>) {
        let mark = self.marks[index];
        match self.open.iter().rposition(|open| open.family == mark.family) {
            Some(depth) => self.join(index, depth),
            None => self.start(index, heading),
        }
    }

    fn start(&mut self, index: usize, heading: Option<u8>) {
        let mark = self.marks[index];
        // A series that began inside an earlier block cannot contain a series that begins at the
        // head of this one.
        if mark.place == MarkPlace::Head {
            self.open.retain(|open| open.last_place == MarkPlace::Head || open.last_block + 1 >= mark.block);
        }
        // 2.1 is a sibling of 1.1 and of the numbers under it, not inside them.
        if let Family::Decimal(levels) = mark.family {
            let is_beside = |open: &Open| matches!(open.family, Family::Decimal(other) if other >= levels);
            if let Some(depth) = self.open.iter().position(is_beside) {
                self.open.truncate(depth);
            }
        }
        let parent = self.open.last().map(|open| open.series);
        if self.open.len() == MAX_DEPTH {
            self.open.remove(0);
        }
        self.open.push(Open {
            series: self.series.len(),
            family: mark.family,
            under: mark.path.under,
            heading,
            last_ordinal: mark.ordinal,
            last_place: mark.place,
            last_block: mark.block,
        });
        let ordinals = vec![mark.ordinal];
        self.series.push(Series { family: mark.family, members: vec![index], ordinals, parent });
    }

    fn join(&mut self, index: usize, depth: usize) {
        let mark = self.marks[index];
        self.open.truncate(depth + 1);
        if let Some(open) = self.open.last_mut() {
            let ordinal = if mark.ordinal == 0 { open.last_ordinal + 1 } else { mark.ordinal };
            open.last_ordinal = ordinal;
            open.last_place = mark.place;
            open.last_block = mark.block;
            self.series[open.series].members.push(index);
            self.series[open.series].ordinals.push(ordinal);
        }
    }

    /// Innermost open series whose next number is that of the mark. A series whose last member is
    /// at the same kind of position as the mark is preferred; else one after whose last member the
    /// mark may come.
    fn expecting(&self, mark: Mark, heading: Option<u8>) -> Option<usize> {
        let waits = |open: &Open| {
            open.family == mark.family
                && open.under == mark.path.under
                && open.heading == heading
                && (mark.ordinal == 0 || open.last_ordinal + 1 == mark.ordinal)
        };
        let alike = self.open.iter().rposition(|open| waits(open) && is_at_same_position(open, mark));
        alike.or_else(|| {
            self.open.iter().rposition(|open| {
                // 一是 ("the first is") at the head, 二是 ("the second is") in the same block; or 一是
                // inside a block, 二是 at the head of a later one.
                let may_follow = match mark.place {
                    MarkPlace::Inline => open.last_block == mark.block,
                    MarkPlace::Head => open.last_place == MarkPlace::Inline,
                };
                waits(open) && may_follow
            })
        })
    }

    /// Innermost open series to which the mark can belong although its number is not the next one.
    fn out_of_order(&self, mark: Mark, heading: Option<u8>) -> Option<usize> {
        self.open.iter().rposition(|open| {
            open.family == mark.family
                && open.under == mark.path.under
                && open.heading == heading
                && is_at_same_position(open, mark)
                && mark.ordinal > 1
                && mark.ordinal <= open.last_ordinal + 1 + MAX_SKIP
                && (mark.ordinal >= open.last_ordinal
                    || !self.series[open.series].ordinals.contains(&mark.ordinal))
        })
    }
}

/// True if a mark is at the same kind of position as the last member of an open series: both at the
/// beginnings of blocks, or both inside the same block.
fn is_at_same_position(open: &Open, mark: Mark) -> bool {
    match mark.place {
        MarkPlace::Head => open.last_place == MarkPlace::Head,
        MarkPlace::Inline => open.last_block == mark.block,
    }
}

#[cfg(test)]
mod tests {
    use super::{Series, build};
    use crate::document::source::Source;
    use crate::facts::numbering::contents;
    use crate::facts::numbering::marks;
    use crate::facts::numbering::pieces;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    /// Ordinals of each series in `text`.
    fn series(text: &str) -> Vec<Vec<u32>> {
        let doc = readers::read(&Source { name: "a.md".into(), bytes: text.into() }).unwrap();
        let marks = marks::find(&doc, &Tokens::lex(&doc), &Words::new());
        let series = build(&doc, &marks, &pieces::find(&doc, &contents::find(&doc, &Words::new())));
        series.into_iter().map(|Series { ordinals, .. }| ordinals).collect()
    }

    #[test]
    fn restarts_under_each_item() {
        let text = "一、甲\n（一）子\n（二）丑\n二、乙\n（一）子\n（二）丑\n三、丙";
        assert_eq!(series(text), [vec![1, 2, 3], vec![1, 2], vec![1, 2]]);
    }

    #[test]
    fn nests_a_series_in_an_item_of_its_own_family() {
        let text = "四要甲\n五要乙。一要子，二要丑，三要寅。\n六要丙";
        assert_eq!(series(&format!("一要\n二要\n三要\n{text}")), [vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3]]);
    }

    #[test]
    fn a_part_numbers_for_itself() {
        assert_eq!(series("【篇一】\n一、甲\n二、乙\n【篇二】\n一、甲\n二、乙"), [vec![1, 2], vec![1, 2]]);
    }

    #[test]
    fn runs_from_inside_a_block_to_the_heads_of_the_next() {
        assert_eq!(series("要做到：一是甲。\n二是乙。\n三是丙。"), [vec![1, 2, 3]]);
    }

    #[test]
    fn keeps_a_fault_in_the_series_it_belongs_to() {
        assert_eq!(series("一、甲\n二、乙\n四、丁"), [vec![1, 2, 4]]);
        assert_eq!(series("做到：一是甲；二是乙；二是丙。"), [vec![1, 2, 2]]);
        assert_eq!(series("一、甲\n二、乙\n九、丁"), [vec![1, 2], vec![9]]);
    }

    #[test]
    fn heading_levels_are_scopes() {
        assert_eq!(
            series("## 一、甲\n### 1. 子\n### 2. 丑\n## 二、乙\n### 1. 子"),
            [vec![1, 2], vec![1, 2], vec![1]]
        );
    }

    #[test]
    fn discourse_words_count_by_place() {
        assert_eq!(series("首先，甲。其次，乙。最后，丙。"), [vec![1, 2, 3]]);
    }
}
