//! Headings of the file format, and series of items that continue after them.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::outline::holders::level;
use crate::facts::numbering::outline::{EntryKind, OutlineInput};
use crate::facts::numbering::series::Series;

/// A heading of the file format whose section has not ended at the block that is being read.
pub(super) struct Open {
    pub(super) level: u8,
    pub(super) entry: u32,
    /// Index of the block of the next heading of the same level or a higher one.
    pub(super) end: usize,
}

/// For the block of each heading of the file format, the block of the next heading of its level or
/// a higher one, with which its section ends. Headings of sections that reach to the end of the
/// document are left out.
pub(super) fn heading_ends(doc: &Document) -> FxHashMap<usize, usize> {
    let mut ends = FxHashMap::default();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (block, at) in doc.blocks().iter().enumerate() {
        let BlockKind::Heading(level) = at.kind else { continue };
        while let Some((_, begun)) = open.pop_if(|(open, _)| *open >= level) {
            ends.insert(begun, block);
        }
        open.push((level, block));
    }
    ends
}

/// True if a series continues after the `end` of a heading's section and is not of a lower level. A
/// series （一）…（二） that begins after a heading 2.9 and continues after the next heading 1.1 of its
/// level is not part of 2.9.
pub(super) fn outlives(input: &OutlineInput<'_>, series: &Series, end: usize, heading: EntryKind) -> bool {
    let EntryKind::Item(mark) = heading else { return false };
    let family = input.marks[mark as usize].family;
    let last = series.members.last().map_or(0, |&member| input.marks[member].block);
    let is_lower = match (level(series.family), level(family)) {
        (Some(series), Some(heading)) => series > heading,
        _ => true,
    };
    last >= end && !is_lower && family != series.family && !matches!(series.family, Family::Article(_))
}
