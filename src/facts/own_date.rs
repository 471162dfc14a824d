//! The date a document gives itself: in its front matter, in brackets under its title, or as its last line.

use jiff::civil::Date as Day;

use crate::document::Document;
use crate::facts::dates::DateMention;

/// Blocks from the top among which the bracketed date stands.
const HEAD_BLOCKS: usize = 5;

/// The date the document gives itself, as a full date that exists.
pub fn find(doc: &Document, dates: &[DateMention]) -> Option<Day> {
    front_matter(doc).or_else(|| signature(doc, dates)).or_else(|| under_title(doc, dates))
}

/// `date: 2026-03-05` or `日期: 2026-03-05`.
fn front_matter(doc: &Document) -> Option<Day> {
    let matter = doc.origin().front_matter?.of(doc.view());
    matter.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        matches!(key.trim(), "date" | "日期").then(|| value.get(..10).and_then(|day| day.parse().ok()))?
    })
}

/// A last line that is nothing but a full date: 成文日期.
fn signature(doc: &Document, dates: &[DateMention]) -> Option<Day> {
    let last = doc.blocks().last()?.span;
    dates.last().filter(|date| date.span == last)?.day()
}

/// `（2026年3月5日）` as a line of its own near the top.
fn under_title(doc: &Document, dates: &[DateMention]) -> Option<Day> {
    let head = doc.blocks().iter().take(HEAD_BLOCKS);
    head.filter_map(|block| {
        let line = doc.slice(block.span);
        let inner = line.trim_start_matches(['（', '(', '〔']).trim_end_matches(['）', ')', '〕']);
        let start = block.span.start + line.find(inner)?;
        let date = dates.iter().find(|date| date.span.start == start)?;
        (date.span.len() == inner.len()).then(|| date.day())?
    })
    .next()
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::dates;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    fn own(name: &str, text: &str) -> Option<String> {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let dates = dates::find(&doc, &Tokens::lex(&doc));
        super::find(&doc, &dates).map(|day| day.to_string())
    }

    #[test]
    fn finds_where_documents_write_their_date() {
        assert_eq!(own("a.md", "---\ntitle: 讲话\ndate: 2025-02-03\n---\n正文"), Some("2025-02-03".into()));
        assert_eq!(own("a.txt", "在会上的讲话\n（2025年2月3日）\n同志们："), Some("2025-02-03".into()));
        assert_eq!(own("a.txt", "关于开会的通知\n请参加。\n2025年2月3日"), Some("2025-02-03".into()));
    }

    #[test]
    fn takes_no_date_out_of_running_text() {
        assert_eq!(own("a.txt", "会议定于2025年2月3日召开。"), None);
        assert_eq!(own("a.txt", "讲话\n（20XX年2月3日）"), None);
        assert_eq!(own("a.txt", "请参加。\n2025年2月30日"), None);
    }
}
