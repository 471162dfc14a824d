//! Numbers of offices, compared with the offices that sign above the date: 经五部门会商 … ("after
//! consultation of five departments …"), signed by four.

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::{apposition, count};

/// Maximum number of lines of a signature.
const MAX_LINES: usize = 30;
/// Maximum number of characters of the name of an office. A longer line is not one.
const MAX_NAME: usize = 24;
/// Minimum number of offices that sign. With fewer, nothing is compared.
const MIN_OFFICES: usize = 3;
/// Maximum number of bytes of a line with a date. A longer line is running text.
const MAX_DATE: usize = 48;

/// Reads the offices that sign the document, in the lines above the date at its end, for a number
/// of departments or units that act together.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let block = blocks[of.block].span;
    let behind = &text[of.number.end()..block.end()];
    let word =
        ["部门", "个部门", "单位", "家单位", "个单位"].into_iter().find(|word| behind.starts_with(word))?;
    let before = &text[block.start()..of.number.start()];
    if !before.ends_with(['经', '由', '我'])
        && facts.words().of(&count::JOINTLY).start_of(&behind[word.len()..]).is_none()
    {
        return None;
    }
    let (last, names) = blocks.split_last()?;
    let date = last.span.of(text).trim_matches(is_blank);
    let is_date = date.len() <= MAX_DATE && date.ends_with('日') && date.contains('年');
    let kinds = facts.words().of(&apposition::KIND);
    let is_office = |span: &Span| {
        let name = span.of(text).trim_matches(is_blank);
        is_longer(name, 3)
            && !is_longer(name, MAX_NAME)
            && name.chars().all(is_han)
            && (kinds.end_of(name).is_some() || name.ends_with(['会', '队', '处', '心', '行']))
    };
    let lines = names.iter().rev().take(MAX_LINES).map(|block| block.span);
    let mut items: Vec<Span> = lines.take_while(is_office).collect();
    items.reverse();
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + word.len());
    (is_date && items.len() >= MIN_OFFICES).then_some((
        place,
        Candidate {
            reading: CountReading::Offices,
            found: count..=count,
            items,
            is_open: false,
            is_sure: true,
        },
    ))
}
