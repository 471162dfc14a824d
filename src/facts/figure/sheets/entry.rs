//! Content of a table cell: a figure, a sign for an empty value, or words.

use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_blank;
use crate::text::decimal::Decimal;
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, table};

/// Maximum number of bytes of a cell that is read as a figure. A longer one is text.
const MAX_FIGURE: usize = 60;

/// Content of a table cell.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts::figure) enum Entry<'d> {
    /// A number, perhaps with a sign and a unit, without other words.
    Figure(Figure<'d>),
    /// A sign for an empty value: —, /, 无 ("none").
    Nothing,
    /// An empty cell.
    Empty,
    /// Any other text.
    Words,
}

/// A figure in a table cell.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts::figure) struct Figure<'d> {
    /// Number with its sign and unit. Its span contains neither sign nor brackets.
    pub(in crate::facts::figure) quantity: Quantity<'d>,
    /// Span of the whole content of the cell.
    pub(in crate::facts::figure) cell: Span,
}

/// Reads the content of a cell.
pub(super) fn read<'d>(text: &'d str, words: &'d Words, content: Option<Span>) -> Entry<'d> {
    let Some(cell) = content else { return Entry::Empty };
    let is_edge = |c: char| is_blank(c) || c == '*';
    let written = cell.of(text).trim_matches(is_edge);
    if written.is_empty() {
        return Entry::Empty;
    }
    if words.of(&table::NOTHING).contains(written) {
        return Entry::Nothing;
    }
    if written.len() > MAX_FIGURE {
        return Entry::Words;
    }
    figure(text, words, cell, written).map_or(Entry::Words, Entry::Figure)
}

/// Reads a number with the signs and the unit around it: `-3.5%`, `（1,200）`, `￥300元`.
fn figure<'d>(text: &'d str, words: &'d Words, cell: Span, written: &str) -> Option<Figure<'d>> {
    let bracketed = written.strip_prefix(['(', '（']).and_then(|inner| inner.strip_suffix([')', '）']));
    let inner = bracketed.unwrap_or(written).trim_matches(is_blank);
    let unsigned = inner.strip_prefix(['-', '－', '−', '–', '↓', '▼']);
    let is_minus = unsigned.is_some();
    let plus = inner.strip_prefix(['+', '＋', '↑']);
    let number = unsigned.or(plus).unwrap_or(inner).trim_start_matches(['￥', '¥', '$', ' ']);
    let length = number.find(|c| !matches!(narrow(c), '0'..='9' | '.' | ',')).unwrap_or(number.len());
    let (digits, unit) = number.split_at(length);
    // 0301 is the number of a pupil, not a figure.
    if digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") {
        return None;
    }
    let value = Decimal::parse(&digits.chars().map(narrow).collect::<String>())?;
    let unit = unit.trim_matches(is_blank);
    let (scale, unit) = match unit.strip_prefix(['万', '亿']) {
        Some(rest) if !rest.starts_with(['万', '亿']) => (if unit.starts_with('万') { 4 } else { 8 }, rest),
        _ => (0, unit),
    };
    let known = words.units().start_of(unit).filter(|known| known.word.len() == unit.len());
    if known.is_none() && !unit.is_empty() {
        return None;
    }
    // Start of the number in the document: cells are slices of the text.
    let start = cell.start() + cell.of(text).find(number)?;
    let unit_start = start + number.len() - unit.len();
    let is_negative = is_minus || bracketed.is_some();
    let signed = |value: Decimal| if is_negative { Decimal::integer(0).minus(value) } else { value };
    let quantity = Quantity {
        span: Span::new(start, start + number.trim_end_matches(is_blank).len()),
        value: signed(value).shifted(scale),
        printed: signed(value),
        scale,
        unit: &text[unit_start..unit_start + unit.len()],
        dimension: known.map(|unit| unit.dimension).or((!unit.is_empty()).then_some(Dimension::Count)),
        is_approximate: false,
    };
    Some(Figure { quantity, cell })
}

#[cfg(test)]
mod tests {
    use super::{Entry, read};
    use crate::text::span::Span;
    use crate::words::Words;

    static NONE: Words = Words::new();

    #[test]
    fn reads_cells() {
        let cases = [
            ("1,250.5", "1250.5", "1,250.5"),
            ("（1，200）", "-1200", "1，200"),
            (" -3.5% ", "-3.5", "3.5%"),
            ("**215**", "215", "215"),
            ("12.5万元", "125000", "12.5万元"),
            ("+7", "7", "7"),
            ("36.0 %", "36.0", "36.0 %"),
        ];
        for (text, value, span) in cases {
            let Entry::Figure(figure) = read(text, &NONE, Some(Span::new(0, text.len()))) else {
                panic!("{text}")
            };
            assert_eq!(figure.quantity.value.to_string(), value, "{text}");
            assert_eq!(figure.quantity.span.of(text), span);
        }
        for text in ["12人以上", "0301", "第3", "3-5", "2024年1月", "甲"] {
            assert!(matches!(read(text, &NONE, Some(Span::new(0, text.len()))), Entry::Words), "{text}");
        }
        assert!(matches!(read("—", &NONE, Some(Span::new(0, 3))), Entry::Nothing));
        assert!(matches!(read("", &NONE, None), Entry::Empty));
    }
}
