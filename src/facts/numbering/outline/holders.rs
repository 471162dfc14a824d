//! Finds the item that contains each series of items.

use crate::document::Document;
use crate::facts::blocks;
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::outline::OutlineInput;
use crate::facts::numbering::series::{MAX_DEPTH, Series};

/// Level of a family in the standard order 一、（一）1.（1）①, 0 for the outermost; `None` for marks such
/// as 一是 ("the first is"), which occur at any level.
pub fn rank(family: Family) -> Option<u8> {
    Some(match family {
        Family::Article('编') => 0,
        Family::Article('章') => 1,
        Family::Article('节') => 2,
        Family::Article(_) => 3,
        Family::HanPause => 4,
        Family::HanBracket => 5,
        Family::Arabic => 6,
        Family::ArabicBracket => 7,
        Family::Enclosed => 8,
        _ => return None,
    })
}

/// Default level of a series of this family, 0 for the outermost; `None` for marks such as 一是 ("the
/// first is").
pub(super) fn level(family: Family) -> Option<u8> {
    Some(match family {
        Family::Part(_) => 1,
        Family::Inserted(_) => 3,
        Family::Stem | Family::Roman => 4,
        Family::Decimal(levels) => 3 + levels,
        Family::Letter(_) | Family::LetterBracket(_) => 9,
        Family::Square => 10,
        family => return rank(family),
    })
}

/// For each series, the index of the mark of the item that contains it; `None` if no item does.
pub(super) fn holders(input: &OutlineInput<'_>) -> Vec<Option<usize>> {
    let addresses = addresses(input.doc);
    let series = input.series.iter();
    series.map(|series| holder(input, &addresses, series)).collect()
}

/// Indices of the blocks in which the speaker addresses the audience again (同志们，…, "Comrades, …").
/// Lists before such a block end there.
fn addresses(doc: &Document) -> Vec<usize> {
    let blocks = doc.blocks().iter().enumerate();
    blocks.filter(|(_, block)| blocks::is_address(doc.slice(block.span))).map(|(index, _)| index).collect()
}

fn holder(input: &OutlineInput<'_>, addresses: &[usize], series: &Series) -> Option<usize> {
    let first = series.members[0];
    let outward = std::iter::successors(series.parent, |&outer| input.series[outer].parent);
    outward.take(MAX_DEPTH).find_map(|outer| {
        let candidate = &input.series[outer];
        let before = candidate.members.partition_point(|&member| member < first);
        let held_by = candidate.members[before - 1];
        let goes_on = before < candidate.members.len();
        let holds =
            stands_under(input, addresses, (first, series.family), (held_by, candidate.family), goes_on);
        holds.then_some(held_by)
    })
}

/// True if the series that begins with the mark `inner` belongs to the item with the mark `outer`.
/// Both are given as an index with the form of the mark. `goes_on` is true if the series of `outer`
/// has a later member after `inner`.
fn stands_under(
    input: &OutlineInput<'_>,
    addresses: &[usize],
    inner: (usize, Family),
    outer: (usize, Family),
    goes_on: bool,
) -> bool {
    let (mark, item) = (input.marks[inner.0], input.marks[outer.0]);
    let same_block = mark.block == item.block;
    if item.place == MarkPlace::Inline && !same_block {
        return false;
    }
    if goes_on {
        return true;
    }
    if same_block {
        // 一是…。一要… ("the first is … First, we must …"): a new sentence after the last item of a
        // paragraph is not part of that item.
        let sentence = input.sentences.at(item.span.start());
        return item.place == MarkPlace::Head
            || sentence.is_some_and(|sentence| mark.span.start() < sentence.end());
    }
    let is_addressed = {
        let next = addresses.partition_point(|&block| block <= item.block);
        addresses.get(next).is_some_and(|&block| block <= mark.block)
    };
    let is_level = match (level(inner.1), level(outer.1)) {
        (Some(inner), Some(outer)) => inner <= outer,
        (None, None) => mark.place == MarkPlace::Head,
        (None, Some(_)) | (Some(_), None) => false,
    };
    !is_addressed && !is_level
}
