//! Words around a date: its clause, a weekday in brackets behind it, and what makes it no date of
//! an event, such as 截至 ("as of").

use crate::facts::Facts;
use crate::facts::set::wording::near;
use crate::text::chars::{before, is_blank};
use crate::text::span::Span;

/// Signs that end a clause.
const ENDS: [char; 14] = ['，', ',', '；', ';', '。', '：', ':', '、', '（', '）', '(', ')', '\n', '！'];
/// Number of bytes beside a date that are read as its clause.
const MAX_CLAUSE: usize = 150;

/// Maximum number of characters of a weekday in brackets, with the closing one.
const MAX_WEEKDAY: usize = 5;
/// Maximum number of bytes of a line with an author and a date at the end. A longer line is running
/// text.
const MAX_SIGNATURE: usize = 150;
/// Words before a date up to which something was counted ("as of").
const AS_OF: [&str; 4] = ["截至", "截止", "截止到", "截至到"];

/// True for the day of the paper and the days in its first lines, which are compared elsewhere.
pub(super) fn is_own(facts: &Facts<'_>, span: Span) -> bool {
    let mut own = facts.own_dates().iter().filter_map(|date| date.span);
    own.any(|own| own.start() <= span.start() && span.end() <= own.end())
}

/// True if `before` ends with words such as 截至 ("as of"), so that the date after it is not the date
/// of an event: 截至3月20日已完工158处 ("as of 20 March 158 are finished").
pub(super) fn is_as_of(before: &str) -> bool {
    AS_OF.contains(&before.trim_matches(is_blank))
}

/// True for the date of a paper at the end of a line, after its author: 编制单位：县水利局　2025年3月21日
/// ("compiled by: county water bureau, 21 March 2025").
pub(super) fn is_signature(facts: &Facts<'_>, date: Span) -> bool {
    let (doc, text) = (facts.doc, facts.doc.text());
    let Some(block) = doc.blocks().get(doc.block_at(date.start())) else { return false };
    let behind = text.get(date.end()..block.span.end()).unwrap_or_default();
    behind.trim_matches(is_blank).is_empty()
        && block.span.len() <= MAX_SIGNATURE
        && block.span.start() < date.start()
        && before(text, date.start()).is_some_and(is_blank)
}

/// Text after a weekday in brackets at the start of `text`: 前 ("before") in （星期五）前.
pub(super) fn without_weekday(text: &str) -> &str {
    let Some(inside) = text.strip_prefix(['（', '(']) else { return text };
    let Some(end) = inside.char_indices().take(MAX_WEEKDAY).find(|(_, c)| matches!(c, '）' | ')')) else {
        return text;
    };
    let is_weekday = ["星期", "周", "礼拜"].iter().any(|word| inside.starts_with(word));
    if is_weekday { &inside[end.0 + end.1.len_utf8()..] } else { text }
}

/// Spans of the clause before and after a date.
pub(super) fn clause(text: &str, date: Span) -> (Span, Span) {
    let (start, end) = (date.start(), date.end());
    let lead = near(text, 0, start);
    let from = lead
        .rfind(ENDS)
        .map_or(start, |at| start - lead.len() + at + lead[at..].chars().next().map_or(0, char::len_utf8));
    let from = if start - from <= MAX_CLAUSE { from } else { start };
    let end = text.len() - without_weekday(&text[end..]).len();
    // 3月18日，全区要举行开工活动 ("on 18 March the district will celebrate the start of works")
    let end = end + text[end..].chars().next().filter(|c| matches!(c, '，' | ',')).map_or(0, char::len_utf8);
    let behind = &text[end..text.ceil_char_boundary((end + MAX_CLAUSE).min(text.len()))];
    let to = end + behind.find(ENDS).unwrap_or(behind.len());
    (Span::new(from, start), Span::new(end, to))
}
