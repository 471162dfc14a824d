//! The dates that a document states as its own: in its front matter, in brackets under its title,
//! and in its signature.

use jiff::civil::Date as Day;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::rules::date::weekday::LEADS;
use crate::words::{Words, form};

/// Number of blocks at the beginning in which the date in brackets is looked for.
const HEAD_BLOCKS: usize = 5;
/// Maximum number of characters of the name of an office before the date in a signature. A line
/// with a longer text is not a signature.
const MAX_OFFICE: usize = 40;

/// Maximum number of bytes of a note in brackets at the end that begins with the date. A longer
/// bracket is not read as such a note.
const MAX_NOTE: usize = 120;

/// Part of a document that gives its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnDatePlace {
    /// In the front matter: `date: 2026-03-05`.
    FrontMatter,
    /// At the end of the document, below the name of the office that issues it (成文日期, "date of the
    /// document").
    Signature,
    /// In brackets near the title.
    Head,
}

/// A date that a document states as its own, such as the date in its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnDate {
    /// The day. A date that does not exist, such as 31 April, is left out.
    pub day: Day,
    /// Part of the document that contains the date.
    pub place: OwnDatePlace,
    /// Span in the text. `None` for a date in the front matter, which is not part of the text.
    pub span: Option<Span>,
}

impl Facts<'_> {
    /// Dates that the document gives itself, the most reliable one first: in its front matter, in
    /// its signature, under its title. The first counts as the date of the document.
    pub fn own_dates(&self) -> &[OwnDate] {
        self.cells.own_dates.get_or_init(|| find(self.doc, self.dates(), self.words()))
    }
}

/// Finds all dates that the document gives itself, the most reliable one first.
pub fn find(doc: &Document, dates: &[DateMention], words: &Words) -> Vec<OwnDate> {
    let matter = front_matter(doc).map(|day| OwnDate { day, place: OwnDatePlace::FrontMatter, span: None });
    let own =
        |place| move |date: &DateMention| Some(OwnDate { day: date.day()?, place, span: Some(date.span) });
    let signature = signature(doc, dates, words).and_then(own(OwnDatePlace::Signature));
    let head = under_title(doc, dates)
        .and_then(own(OwnDatePlace::Head))
        .filter(|head| signature.is_none_or(|signature| signature.span != head.span));
    matter.into_iter().chain(signature).chain(head).collect()
}

/// Date in the front matter: `date: 2026-03-05` or `日期: 2026-03-05` ("date").
fn front_matter(doc: &Document) -> Option<Day> {
    let matter = doc.origin().front_matter?.of(doc.view());
    matter.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        matches!(key.trim(), "date" | "日期").then(|| value.get(..10).and_then(|day| day.parse().ok()))?
    })
}

/// The last block that consists of a full date, alone or after the name of an office. Attachments
/// and imprints may follow it.
fn signature<'d>(doc: &Document, dates: &'d [DateMention], words: &Words) -> Option<&'d DateMention> {
    let blocks = doc.blocks();
    let date = dates.iter().rev().find(|date| date.day().is_some() && is_signed(doc, date))?;
    let block = doc.block_at(date.span.start());
    // Notes, headers and footers come after the text.
    let next = blocks.get(block + 1).filter(|next| !next.kind.is_apart());
    let behind = next.map(|next| doc.slice(next.span));
    let below = words.of(&form::BELOW_SIGNATURE);
    behind.is_none_or(|text| below.start_of(text).is_some()).then_some(date)
}

fn is_signed(doc: &Document, date: &DateMention) -> bool {
    let block = doc.blocks()[doc.block_at(date.span.start())].span;
    // （2026年3月5日，据录音整理） ("(5 March 2026, from a recording)")
    let line = block.of(doc.text());
    let is_note = line.starts_with(['（', '(']) && line.ends_with(['）', ')']) && line.len() <= MAX_NOTE;
    if is_note && date.span.start() <= block.start() + '（'.len_utf8() {
        return true;
    }
    // 2025年3月5日（星期三）
    let rest = Span::new(date.span.end(), block.end()).of(doc.text()).trim_matches(is_blank);
    let inner = rest.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let is_weekday =
        inner.is_some_and(|day| day.chars().count() <= 3 && LEADS.iter().any(|lead| day.starts_with(lead)));
    if date.span.end() != block.end() && !is_weekday {
        return false;
    }
    let office = Span::new(block.start(), date.span.start()).of(doc.text());
    let name = office.trim_end_matches(is_blank);
    office.is_empty()
        || name.len() < office.len()
            && name.chars().all(|c| is_han(c) || is_blank(c))
            && !is_longer(name, MAX_OFFICE)
}

/// The date in a block of its own near the top: `（2026年3月5日）`.
fn under_title<'d>(doc: &Document, dates: &'d [DateMention]) -> Option<&'d DateMention> {
    let head = doc.blocks().iter().take(HEAD_BLOCKS);
    head.filter_map(|block| {
        let line = doc.slice(block.span);
        let behind = line.trim_start_matches(['（', '(', '〔']);
        let inner = behind.trim_end_matches(['）', ')', '〕']);
        let start = block.span.start() + line.len() - behind.len();
        let at = dates.binary_search_by_key(&start, |date| date.span.start()).ok()?;
        Some(&dates[at]).filter(|date| date.span.len() == inner.len() && date.day().is_some())
    })
    .next()
}

#[cfg(test)]
mod tests {
    use super::OwnDatePlace;
    use crate::document::source::Source;
    use crate::facts::date::dates;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn own(name: &str, text: &str) -> Vec<(OwnDatePlace, String)> {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let dates = dates::find(&doc, &Tokens::lex(&doc));
        super::find(&doc, &dates, &Words::new())
            .into_iter()
            .map(|own| (own.place, own.day.to_string()))
            .collect()
    }

    #[test]
    fn finds_where_documents_write_their_date() {
        for (name, text, place) in [
            ("a.md", "---\ntitle: 讲话\ndate: 2025-02-03\n---\n正文", OwnDatePlace::FrontMatter),
            ("a.txt", "在会上的讲话\n（2025年2月3日）\n同志们：", OwnDatePlace::Head),
            ("a.txt", "关于开会的通知\n请参加。\n2025年2月3日", OwnDatePlace::Signature),
            (
                "a.txt",
                "关于开会的通知\n请参加。\n镇人民政府办公室　　2025年2月3日\n附件：1.名单",
                OwnDatePlace::Signature,
            ),
        ] {
            assert_eq!(own(name, text)[..], [(place, "2025-02-03".to_owned())], "{text}");
        }
    }

    #[test]
    fn takes_no_date_out_of_running_text() {
        for text in ["会议定于2025年2月3日召开。", "讲话\n（20XX年2月3日）", "请参加。\n2025年2月30日"]
        {
            assert!(own("a.txt", text).is_empty(), "{text}");
        }
    }
}
