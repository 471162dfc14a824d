//! Numbers damaged by a replacement or by the extraction from a PDF: 1。24万 (12,400 with a full stop
//! for the point), 3 2 6万 (3,260,000 with blanks).

use crate::facts::placeholder::gaps::around::Around;
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::text::chars::{is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::gap;

/// First bytes of the signs after the first digits of a damaged number: 。 in 1。24万, 月 in 2026月, the
/// blank in 3 2 6万.
const BROKEN: [u8; 3] = ["。".as_bytes()[0], "月".as_bytes()[0], b' '];
/// Minimum number of digits of a number whose digits are divided by blanks.
const FEW: usize = 3;

/// Reads a damaged number at byte `at`, after the character `before`: 1。24万, 3 2 6万 (ten
/// thousands), 2026月 ("month 2026").
pub(super) fn read(around: &Around<'_>, at: usize, before: char) -> Option<GapCandidate> {
    let near = &around.text.as_bytes()[at..around.block.span.end()];
    let digits = near.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // Most numbers return here.
    if digits > 0 && near.get(digits).is_none_or(|byte| !BROKEN.contains(byte)) {
        return None;
    }
    let behind = around.behind(at);
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    let rest = behind.trim_start_matches(is_digit);
    let digits = behind.len() - rest.len();
    let stopped = || {
        let fraction = rest.strip_prefix('。')?;
        let unit = fraction.trim_start_matches(is_digit);
        let length = fraction.len() - unit.len();
        let is_short = digits <= 3 && matches!(length, 1 | 2);
        let is_number = is_short && is_han(before) && is_measured(unit);
        is_number
            .then(|| GapCandidate::certain(GapKind::Broken, Span::new(at, at + behind.len() - unit.len())))
    };
    let month = || {
        let year: u32 = behind[..digits].parse().ok()?;
        let behind = rest.strip_prefix('月')?;
        let is_year = (1900..2100).contains(&year) && !matches!(before, '.' | '-' | '/');
        let is_longer = around.is_longer_word(at + digits) || behind.starts_with(['刊', '历']);
        let is_date = is_year && digits == 4 && !is_longer;
        is_date.then(|| GapCandidate::certain(GapKind::Month, Span::new(at, at + digits + "月".len())))
    };
    stopped().or_else(month).or_else(|| spaced(around, at, before))
}

/// Reads a decimal point at byte `at` without digits before it: 财政收入.8亿元 ("revenue .8 hundred
/// million yuan").
pub(super) fn headless(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let behind = around.behind(at);
    let fraction = behind.strip_prefix(['.', '．'])?;
    let unit = fraction.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let is_short = matches!(fraction.len() - unit.len(), 1 | 2);
    // 一.5万人 ("1. 50,000 people") is a numbered item.
    let is_item = around.before(at).ends_with(is_numeral);
    let end = at + behind.len() - unit.len();
    (is_short && !is_item && is_measured(unit))
        .then(|| GapCandidate::certain(GapKind::Broken, Span::new(at, end)))
}

/// True if a power of ten or a percentage follows. Digits before these cannot be an item mark.
fn is_measured(behind: &str) -> bool {
    behind.starts_with(['万', '亿', '%', '％']) || behind.starts_with("个百分点")
}

/// Reads single digits divided by one blank each, before a unit: `3 2 6万` (ten thousands).
fn spaced(around: &Around<'_>, at: usize, before: char) -> Option<GapCandidate> {
    let behind = around.behind(at);
    let mut end = 0;
    let mut digits = 0;
    let mut chars = behind.char_indices().peekable();
    while let Some((start, c)) = chars.next_if(|(_, c)| narrow(*c).is_ascii_digit()) {
        digits += 1;
        end = start + c.len_utf8();
        if chars.next_if(|(_, c)| *c == ' ').is_none() {
            break;
        }
    }
    let unit = &behind[end..];
    let is_unit = is_measured(unit)
        || around.words.of(&gap::MEASURE).start_of(unit).is_some()
        || around.words.of(&gap::CLASSIFIER).start_of(unit).is_some();
    let is_number = digits >= FEW && is_unit && is_han(before) && !is_blank(before);
    is_number.then(|| GapCandidate::certain(GapKind::Broken, Span::new(at, at + end)))
}
