//! Groups masks (runs such as `XX`) into blanks as a reader counts them. A date with masked parts
//! is one blank, and so are a document number and a list of masks (`xx、xx、xx等XX个地区`, "xx, xx, xx
//! and other XX regions").

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::placeholder::masks::Mask;
use crate::facts::placeholder::places::{Missing, Surroundings};
use crate::text::chars::{after, before, is_han};
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::{Words, time};

/// Maximum number of characters of a document number before its bracket: 市府办函〔…〕 ("City Office
/// Letter […]").
const MAX_ISSUER: usize = 8;

/// Number of bytes before and after a mask that are searched for the rest of a document number.
const NUMBER_REACH: usize = 90;

/// Kind of a blank, a place of the text that should have been filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankKind {
    /// A date with masks: `20XX年X月X日` (year, month and day masked).
    Date,
    /// A document number with masks: `×政发〔20××〕×号` ("× Government [20××] No. ×").
    DocumentNumber,
    /// A mask that replaced a part of a number: `XX23名` ("XX23 people"), `xx0.9%`.
    Damaged,
    /// Any other mask, with the kind of the missing content.
    Mask(Missing),
}

/// Content that was never filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Span from the first mask of the blank to its last.
    pub span: Span,
    /// Kind of the blank.
    pub kind: BlankKind,
}

impl Facts<'_> {
    /// Blanks of the document, in text order. Masks that belong together are one blank: those of a
    /// date, of a document number or of a list.
    pub fn blanks(&self) -> &[Blank] {
        self.cells.blanks.get_or_init(|| find(self.doc, self.masks(), self.dates(), self.words()))
    }
}

/// Finds all blanks, in order and without overlaps.
pub fn find(doc: &Document, masks: &[Mask], dates: &[DateMention], words: &Words) -> Vec<Blank> {
    let text = doc.text();
    let mut blanks: Vec<Blank> = Vec::new();
    let mut dates = dates.iter().filter(|date| date.is_masked()).peekable();
    let mut next = 0;
    while let Some(mask) = masks.get(next) {
        while dates.next_if(|date| date.span.end() <= mask.span.start()).is_some() {}
        let block = doc.blocks()[doc.block_at(mask.span.start())].span;
        let blank = if let Some(span) = document_number(text, mask.span, block) {
            Blank { span, kind: BlankKind::DocumentNumber }
        } else if let Some(date) = dates.peek().filter(|date| date.span.contains(mask.span)) {
            Blank { span: date.span, kind: BlankKind::Date }
        } else if let Some(span) = masked_date(text, &masks[next..], words) {
            Blank { span, kind: BlankKind::Date }
        } else if mask.touches_digit && is_damaged(text, mask.span) {
            Blank { span: with_digits(text, mask.span), kind: BlankKind::Damaged }
        } else {
            Blank {
                span: list(text, &masks[next..], block),
                kind: BlankKind::Mask(missing(text, mask.span, block, words)),
            }
        };
        next += masks[next..].iter().take_while(|mask| mask.span.start() < blank.span.end()).count().max(1);
        blanks.push(blank);
    }
    blanks
}

/// Reads a document number of which `mask` is the first mask: `×发〔20××〕×号` ("× [20××] No. ×").
/// Returns its span, from the issuer's mask or the bracket to 号 ("No.").
fn document_number(text: &str, mask: Span, block: Span) -> Option<Span> {
    let behind = &text[mask.end()..text.floor_char_boundary(block.end().min(mask.end() + NUMBER_REACH))];
    let ahead = &text[text.floor_char_boundary(mask.start().saturating_sub(NUMBER_REACH)).max(block.start())
        ..mask.start()];
    // 〔2026〕X号 ("[2026] No. X"): only the serial number is missing.
    if behind.starts_with('号')
        && let Some(head) = ahead.strip_suffix(['〕', ']', '］'])
        && let Some(open) = head.rfind(['〔', '[', '［'])
        && head.len() - open <= 12
    {
        return Some(Span::new(mask.start() - ahead.len() + open, mask.end() + '号'.len_utf8()));
    }
    let open = behind.find(['〔', '[', '［']).filter(|&at| behind[..at].chars().count() <= MAX_ISSUER);
    let bracket =
        before(text, mask.start()).filter(|c| matches!(c, '〔' | '[' | '［')).map_or(0, char::len_utf8);
    let is_inside = bracket > 0;
    let close_from = match (is_inside, open) {
        (true, _) => 0,
        (false, Some(open)) if behind[..open].chars().all(is_han) => open,
        _ => return None,
    };
    let close = close_from + behind[close_from..].find(['〕', ']', '］']).filter(|&at| at <= 24)?;
    let close = close + after(behind, close).map_or(0, char::len_utf8);
    let number = behind[close..].trim_start();
    let length = number.find('号').filter(|&at| at <= 24)?;
    let is_number = number[..length]
        .chars()
        .all(|c| narrow(c).is_ascii_alphanumeric() || matches!(c, '×' | '*' | '＊' | '第' | '○' | '□' | '_'));
    let end = mask.end() + behind.len() - number.len() + length + '号'.len_utf8();
    is_number.then(|| Span::new(mask.start() - bracket, end))
}

/// Reads a date of masks and units that is not in [`Facts::dates`], such as `~月~日` (month and day).
/// Returns its span, from the first of `masks` to the last unit; `None` if it has fewer than two
/// parts.
fn masked_date(text: &str, masks: &[Mask], words: &Words) -> Option<Span> {
    let parts = words.of(&time::PART);
    let mut span = masks[0].span;
    let mut count = 0;
    for mask in masks {
        let is_next = count == 0 || mask.span.start() == span.end();
        let Some(part) = parts.start_of(&text[mask.span.end()..]).filter(|_| is_next) else { break };
        span.set_end(mask.span.end() + part.len());
        count += 1;
    }
    (count > 1).then_some(span)
}

/// True if a digit is directly beside the mask, as in 在XX23名 ("at XX23 people"). Digits of a year
/// before the mask do not count: 20XX.
fn is_damaged(text: &str, mask: Span) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| narrow(c).is_ascii_digit());
    is_digit(after(text, mask.end()))
        || (is_digit(before(text, mask.start())) && !is_digit(after(text, mask.start())))
}

/// The span of the mask with the digits and decimal points directly before and after it: XX23 of
/// 在XX23名 ("at XX23 people").
fn with_digits(text: &str, mask: Span) -> Span {
    let is_number = |c: char| narrow(c).is_ascii_digit() || c == '.';
    let start =
        mask.start() - (text[..mask.start()].len() - text[..mask.start()].trim_end_matches(is_number).len());
    let behind = text[mask.end()..].trim_start_matches(is_number);
    Span::new(start, text.len() - behind.len())
}

/// Span from the first of `masks` to the last one in the same list: `XX县、XX县等XX个县区` ("XX County, XX
/// County and other XX counties").
fn list(text: &str, masks: &[Mask], block: Span) -> Span {
    let mut span = masks[0].span;
    for mask in masks[1..].iter().take_while(|mask| mask.span.end() <= block.end()) {
        let between = &text[span.end()..mask.span.start()];
        let suffix = between.split(['、', '和', '等']).next().unwrap_or_default();
        let joint = &between[suffix.len()..];
        // `第X、XX镇` ("no. X, XX Town") is not a list: all items of a list are masked alike.
        let is_alike = mask.span.len() == masks[0].span.len() && text[mask.span.end()..].starts_with(suffix);
        // XX-XX年, XXX-XXXXXXXX.
        let is_hyphenated = matches!(between, "-" | "－" | "–" | "—" | "——");
        if is_hyphenated {
            span.set_end(mask.span.end());
            continue;
        }
        let goes_on = joint == "等" || (matches!(joint, "、" | "和") && is_alike);
        if suffix.chars().count() > 2 || !goes_on {
            break;
        }
        span.set_end(mask.span.end());
    }
    span
}

/// Kind of content that a mask replaces, by the words around it.
fn missing(text: &str, mask: Span, block: Span, words: &Words) -> Missing {
    Surroundings::new(
        &text[block.start()..mask.start()],
        &text[mask.end()..block.end().max(mask.end())],
        words,
    )
    .missing()
}

#[cfg(test)]
mod tests {
    use super::{BlankKind, find};
    use crate::document::source::Source;
    use crate::facts::date::dates;
    use crate::facts::placeholder::masks;
    use crate::facts::placeholder::places::Missing;
    use crate::facts::rare::Rare;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn blanks(text: &str) -> Vec<(String, BlankKind)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let tokens = Tokens::lex(&doc);
        let blanks = find(
            &doc,
            &masks::find(&doc, (&tokens, &Rare::find(&doc)), &[], &NONE),
            &dates::find(&doc, &tokens),
            &NONE,
        );
        blanks.into_iter().map(|blank| (doc.slice(blank.span).to_owned(), blank.kind)).collect()
    }

    #[test]
    fn counts_blanks_as_a_reader_does() {
        let cases = [
            ("截至20XX年X月X日，", "20XX年X月X日", BlankKind::Date),
            ("依据×政发〔20××〕×号文件", "×政发〔20××〕×号", BlankKind::DocumentNumber),
            ("依据法发〔202X〕X号文件", "〔202X〕X号", BlankKind::DocumentNumber),
            ("法发〔2026〕X号", "〔2026〕X号", BlankKind::DocumentNumber),
            ("在XX23名患者中", "XX23", BlankKind::Damaged),
            ("同比增长xx0.9%，", "xx0.9", BlankKind::Damaged),
            ("xx、xx、xx等XX个地区", "xx、xx、xx等XX", BlankKind::Mask(Missing::Text)),
            ("XX县、XX县等XX个县区", "XX县、XX县等XX", BlankKind::Mask(Missing::Name)),
            ("确诊病例X例", "X", BlankKind::Mask(Missing::Figure)),
            ("XX公司", "XX", BlankKind::Mask(Missing::Name)),
            ("×××同志", "×××", BlankKind::Mask(Missing::Name)),
            ("增长x.x%", "x.x", BlankKind::Mask(Missing::Figure)),
            ("力争20XX取得突破", "20XX", BlankKind::Mask(Missing::Text)),
        ];
        for (text, blank, kind) in cases {
            assert_eq!(blanks(text), [(blank.to_owned(), kind)], "{text}");
        }
    }

    #[test]
    fn figures_in_a_row_are_not_one_list() {
        assert_eq!(blanks("确诊X例、疑似X例").len(), 2);
        assert_eq!(blanks("共XX人，XX户").len(), 2);
    }
}
