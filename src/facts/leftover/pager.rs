//! Page numbers in running text, left over from a paged file: 第3页 共7页 ("page 3 of 7"), — 3 —.

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::leftover::{Talk, units};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::rules::leftover::site::{PARTS, RANGES};

/// Signs that may enclose a page number.
const SIGNS: [&str; 7] = ["—", "－", "–", "-", "·", "•", "～"];
/// Beginnings of a page number between dashes: -----第2页----- ("page 2").
pub const DASHES: [&str; 3] = ["-第", "—第", "－第"];
/// Maximum number of bytes of a line that is a page number. A longer line is running text.
const MAX_LINE: usize = 90;
/// Number of bytes before a page number that are searched for a page header.
const MAX_HEAD: usize = 60;
/// Maximum number of bytes of the digits of a page number. A longer number is not a page number.
const MAX_NUMBER: usize = 24;

/// Finds page numbers left in the text: those with a total (第3页 共6页, "page 3 of 6"), those between
/// dashes (-第3页-), and those in lines of their own. `joints` are the spans of the words between a
/// page number and the total (页 共), `dashes` those of [`DASHES`].
pub fn find(facts: &Facts<'_>, joints: &[Span], dashes: &[Span]) -> Vec<Talk> {
    let with_total = joints.iter().filter_map(|joint| beside_total(facts, *joint, joints));
    let between_dashes = dashes.iter().filter_map(|dash| between_dashes(facts, *dash));
    let mut talk: Vec<Talk> =
        with_total.chain(between_dashes).map(|span| Talk { span, is_certain: false }).collect();
    talk.extend(inserted(facts));
    // In a PDF, page numbers are at the ends of its pages.
    if facts.doc.origin().format == Format::Pdf {
        return talk;
    }
    let lines = units::short_lines(facts).filter(|(_, block)| block.kind == BlockKind::Paragraph);
    for (_, block) in lines {
        // Most lines are too long for a page number, or begin otherwise.
        if block.span.len() <= MAX_LINE && is_numbered_line(facts.doc.slice(block.span)) {
            talk.push(Talk { span: block.span, is_certain: false });
        }
    }
    talk
}

/// Span of the page number with its total around `joint`: 第3页 共6页 ("page 3 of 6"). `all` are the
/// joints of the whole document.
fn beside_total(facts: &Facts<'_>, joint: Span, all: &[Span]) -> Option<Span> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[facts.doc.block_at(joint.start())];
    if block.kind.is_apart() {
        return None;
    }
    let before = &text[block.span.start()..joint.start()];
    let behind = &text[joint.end()..block.span.end()];
    let is_total_first = joint.of(text).ends_with('第');
    let opening = if is_total_first { '共' } else { '第' };
    let start = number_before(before, opening)?;
    let mut end = number_behind(behind)?;
    if joint.of(text).contains(['（', '(']) {
        end += behind[end..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    }
    let span = Span::new(block.span.start() + start, joint.end() + end);
    // A report with 第1页 共6页 ("page 1 of 6") at its head and no other page number has it on purpose.
    let is_own = all.len() == 1
        && facts.doc.blocks().len() > 1
        && facts.doc.block_at(joint.start()) < units::HEAD
        && span == units::trimmed(facts, block.span)
        && matches!(
            span.of(text).trim_start_matches('第').trim_start_matches(is_blank).chars().next(),
            Some('1' | '一')
        );
    // 全卷共7页，第3页有墨渍 ("the file has 7 pages, page 3 has a blot") is about a file.
    let is_of_file = is_total_first && span != units::trimmed(facts, block.span);
    (!is_own && !is_of_file).then_some(span)
}

/// Span of a page number between dashes: -第3页- ("- page 3 -").
fn between_dashes(facts: &Facts<'_>, dash: Span) -> Option<Span> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[facts.doc.block_at(dash.start())];
    let rest = &text[dash.start()..block.span.end()];
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '─' | '=');
    let page = rest.trim_start_matches(is_dash);
    let end = number_behind(page.strip_prefix('第')?)? + '第'.len_utf8();
    let tail = page[end..].len() - page[end..].trim_start_matches(is_dash).len();
    if tail == 0 || block.kind.is_apart() {
        return None;
    }
    let lead = text[block.span.start()..dash.start()].trim_end_matches(is_dash).len();
    let stop = dash.start() + (rest.len() - page.len()) + end + tail;
    Some(Span::new(block.span.start() + lead, stop))
}

/// Finds page numbers between the words of a sentence, with a page header before them: 不足三成，— 7
/// —普遍存在 ("less than a third, — 7 — generally"), 始设第三章　交通　·129·邮政所 ("first [Chapter 3 Traffic
/// ·129·] post offices").
fn inserted(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let mut talk = Vec::new();
    for sign in SIGNS {
        for at in facts.places_of(sign) {
            let block = facts.doc.blocks()[facts.doc.block_at(at)];
            // Text that is not prose is between the blocks.
            if !block.span.contains(Span::new(at, at + sign.len())) {
                continue;
            }
            let rest = &text[at + sign.len()..block.span.end()];
            let number = rest.trim_start_matches(' ');
            let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = number.len() - behind.len();
            let Some(tail) = behind.trim_start_matches(' ').strip_prefix(sign) else { continue };
            let is_numbered = (1..=4).contains(&digits) && !block.kind.is_apart();
            // “——3——” and 3·15 (15 March) are not page numbers.
            let lead = text[block.span.start()..at].trim_end_matches(is_blank);
            let is_text = |c: char| {
                is_han(c) || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '）')
            };
            let is_inside = lead.ends_with(is_text) && tail.trim_start_matches(is_blank).starts_with(is_han);
            // 3月 -5- ("March -5-") in a table has no blanks.
            let is_plain = *sign == *"-" && (number.len() == rest.len() || digits > 3);
            if is_numbered && is_inside && !is_plain {
                let from = text.floor_char_boundary(at.saturating_sub(MAX_HEAD)).max(block.span.start());
                let start = page_head(&text[from..at]).map_or(at, |head| from + head);
                talk.push(Talk { span: Span::new(start, block.span.end() - tail.len()), is_certain: false });
            }
        }
    }
    talk
}

/// Byte at which a page header with wide blanks begins at the end of a text: 第三章　交通　 ("Chapter 3
/// Traffic").
fn page_head(text: &str) -> Option<usize> {
    let head = text.rfind('第')?;
    let rest = text[head + '第'.len_utf8()..].trim_start_matches(is_digit);
    let is_part = rest.starts_with(PARTS);
    let title = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    (is_part && title.starts_with(is_blank) && title.chars().all(|c| is_han(c) || is_blank(c)))
        .then_some(head)
}

/// Byte at which the number of a page begins at the end of `text`: `第3` ("no. 3").
fn number_before(text: &str, opening: char) -> Option<usize> {
    let rest = text.trim_end_matches(is_blank);
    let number = rest.trim_end_matches(is_digit);
    if number.len() == rest.len() || rest.len() - number.len() > MAX_NUMBER {
        return None;
    }
    let number = number.trim_end_matches(is_blank);
    let start = number.strip_suffix(opening)?;
    // 第3页至第7页，共5页 ("pages 3 to 7, 5 pages") is about pages.
    let is_range = start.trim_end_matches(is_blank).ends_with(RANGES);
    (!is_range).then_some(start.len())
}

/// Byte after the number of a page at the beginning of a text: `7页` ("7 pages").
fn number_behind(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_blank);
    let behind = rest.trim_start_matches(is_digit);
    if behind.len() == rest.len() || rest.len() - behind.len() > MAX_NUMBER {
        return None;
    }
    let behind = behind.trim_start_matches(is_blank).strip_prefix('页')?;
    Some(text.len() - behind.len())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// True for a line that is a page number: `— 3 —`, `- 12 -`, `Page 3 of 7`.
fn is_numbered_line(line: &str) -> bool {
    let line = line.trim_matches(is_blank);
    if let Some(rest) = line.strip_prefix("Page ") {
        return rest.split_once(" of ").is_some_and(|(page, pages)| is_number(page) && is_number(pages));
    }
    // 4/7页 ("page 4/7"), 页码：4 ("page: 4"), 第4页 ("page 4")
    if let Some(page) = line.strip_prefix("页码").and_then(|rest| rest.strip_prefix(['：', ':'])) {
        return is_number(page.trim_matches(is_blank));
    }
    if let Some(pages) = line.strip_suffix('页') {
        let page = pages.strip_prefix('第').map(|page| page.trim_matches(is_blank));
        let parts = || {
            pages
                .split_once(['/', '／'])
                .map(|(one, all)| (one.trim_matches(is_blank), all.trim_matches(is_blank)))
        };
        return page.is_some_and(is_number)
            || parts().is_some_and(|(one, all)| is_number(one) && is_number(all));
    }
    // 共3页 1 2 3 ("3 pages: 1 2 3")
    if let Some(rest) = line.strip_prefix('共').and_then(|rest| number_behind(rest).map(|end| &rest[end..]))
    {
        return !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || is_blank(c));
    }
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─');
    let inner = line.trim_matches(is_dash);
    let is_framed = line.starts_with(is_dash) && line.ends_with(is_dash) && !inner.is_empty();
    let inner = inner.trim_matches(is_blank);
    let page = inner.strip_prefix('第').and_then(|rest| rest.strip_suffix('页'));
    is_framed && is_number(page.map_or(inner, |page| page.trim_matches(is_blank)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_numbered_line;

    #[test]
    fn knows_page_numbers() {
        for line in ["— 3 —", "-12-", "Page 3 of 7", "－ 4 －"] {
            assert!(is_numbered_line(line), "{line}");
        }
        for line in ["3", "—", "-3", "— 三 —", "2023-2024", "— 2024 —"] {
            assert!(!is_numbered_line(line), "{line}");
        }
    }
}
