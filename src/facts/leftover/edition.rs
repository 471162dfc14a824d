//! Finds titles of collections of sample texts that were copied with a text: 表态发言材料（精选8篇） ("Pledges
//! (8 selected texts)"), 演讲稿范文3篇 ("3 model speeches").

use crate::facts::Facts;
use crate::facts::leftover::units;
use crate::text::chars::{is_blank, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::site;

/// Minimum number of bytes of the words at the end of a title that announce a collection without a
/// number of texts: 精选汇编 ("selected collection"). Shorter words may be part of another title.
const LONG_SUFFIX: usize = 12;
/// Maximum number of characters of the name of a site. A longer text is not read as a name.
const MAX_NAME: usize = 10;
/// Maximum number of bytes of a title. A longer block is running text.
const MAX_TITLE: usize = 150;
/// Maximum number of bytes of the two numbers in a title: the ordinal of a text in a collection,
/// and the number of its characters. A longer number is not read.
const MAX_NUMBER: usize = 9;
/// Minimum number of digits of the size at the end of a title: 800字 ("800 characters").
const MIN_SIZE: usize = 3;
/// Maximum number of headings that are reported one by one.
const MOST: usize = 20;
/// Number of blocks at the beginning in which the title is looked for.
const HEAD: usize = 4;

/// Finds the parts of titles that announce a collection, and the headings of its texts.
pub fn find(facts: &Facts<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, block) in facts.doc.blocks().iter().enumerate().take(HEAD) {
        if !block.kind.is_running() || block.span.len() > MAX_TITLE {
            continue;
        }
        let line = units::trimmed(facts, block.span);
        let title = facts.doc.slice(line);
        if at > 0 && title.ends_with(['。', '：', '；']) {
            continue;
        }
        if (at == 0 || title.starts_with('篇')) && is_single_head(facts, title) {
            found.push(line);
            continue;
        }
        let part = sized(facts, title)
            .or_else(|| bracketed(facts, title))
            .or_else(|| counted(facts, title))
            .or_else(|| of_site(facts, title));
        found.extend(part.map(|part| Span::new(line.start() + part, line.end())));
    }
    // 篇三：年终总结 ("Text 3: Annual summary") within a text.
    for line in facts.short_lines().iter().filter(|line| line.at >= HEAD).map(|line| line.span) {
        let title = facts.doc.slice(line);
        let is_head = title.starts_with('篇') && title.contains(['：', ':']) && is_single_head(facts, title);
        if is_head && title.len() <= MAX_TITLE && !title.ends_with('。') {
            found.push(line);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// True for the heading of one text of a collection: 篇二：读书心得800字 ("Text 2: Thoughts on a book, 800
/// characters"), 范文三：… ("Model text 3: …").
fn is_single_head(facts: &Facts<'_>, title: &str) -> bool {
    let title = title.trim_start_matches(['【', '[', '（', '(']);
    let Some(lead) = facts.words().of(&site::SERIES).start_of(title) else { return false };
    let rest = title[lead.len()..].trim_start_matches(is_blank);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let is_open =
        behind.starts_with(['：', ':', '】', ']', '）', ')', ' ', '　', '、', '.']) || behind.is_empty();
    behind.len() < rest.len() && rest.len() - behind.len() <= MAX_NUMBER && is_open
}

/// Byte at which the size or the number of a text begins at the end of a title: `500字` ("500
/// characters"), `篇2` ("text 2").
fn sized(facts: &Facts<'_>, title: &str) -> Option<usize> {
    let words = facts.words();
    let is_text = |name: &str| {
        let name = name.trim_end_matches(is_blank);
        [words.of(&site::THING), words.of(&site::GOODS), words.of(&site::PAPER)]
            .iter()
            .any(|class| class.end_of(name).is_some())
    };
    let bare = title.strip_suffix("左右").unwrap_or(title);
    let bare = bare.strip_suffix('字').map(|number| (number, true));
    let (number, is_size) = bare.unwrap_or((title, false));
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c) && !is_size);
    if before.len() == number.len() || number.len() - before.len() > MAX_NUMBER {
        return None;
    }
    let start = if is_size {
        (number.len() - before.len() >= MIN_SIZE).then_some(before)?
    } else {
        before.strip_suffix('篇')?
    };
    let start = start.trim_end_matches(is_blank);
    (!start.is_empty() && is_text(start)).then_some(start.len())
}

/// Byte at which the name of a site begins at the end of a title: ` - 公文网` (" - Documents Net").
fn of_site(facts: &Facts<'_>, title: &str) -> Option<usize> {
    let at = title.rfind(['-', '_', '|', '｜', '—'])?;
    let name =
        title[at..].trim_start_matches(|c: char| is_blank(c) || matches!(c, '-' | '_' | '|' | '｜' | '—'));
    let is_name = name.chars().count() <= MAX_NAME && facts.words().of(&site::OWN).end_of(name).is_some();
    let start = title[..at].trim_end_matches(is_blank).len();
    (is_name && start > 0).then_some(start)
}

/// Byte at which a bracket with the size of the collection begins at the end of a title: `（精选5篇）`
/// ("(5 selected texts)").
fn bracketed(facts: &Facts<'_>, title: &str) -> Option<usize> {
    let close = title.strip_suffix(['）', ')', '】', ']'])?;
    let open = close.rfind(['（', '(', '【', '['])?;
    let inner = close[open..].trim_start_matches(['（', '(', '【', '[']);
    // A title must come before it.
    (open > 0 && is_edition(facts, inner)).then_some(open)
}

/// True if `inner`, the content of a bracket after a title, says that the text is a collection: it
/// consists of words for collections, with a number of texts (精选5篇, "5 selected texts") or a word
/// that is rare in other titles.
fn is_edition(facts: &Facts<'_>, inner: &str) -> bool {
    let words = facts.words();
    let (strong, weak) = (words.of(&site::EDITION), words.of(&site::EDITION_FILLER));
    let mut rest = inner;
    let (mut has_strong, mut has_number, mut has_count) = (false, false, false);
    while let Some(c) = rest.chars().next() {
        let (one, other) = (strong.start_of(rest), weak.start_of(rest));
        let longest = one.map_or(0, str::len).max(other.map_or(0, str::len));
        if longest > 0 {
            let word = &rest[..longest];
            has_strong |= one == Some(word);
            has_count |= has_number && matches!(word, "篇" | "套" | "则");
            rest = &rest[longest..];
        } else if c.is_ascii_digit() || is_numeral(c) {
            has_number = true;
            rest = &rest[c.len_utf8()..];
        } else if is_blank(c) || matches!(c, '+' | '、' | '，' | '/' | '|' | '-' | '～' | '~' | '·') {
            rest = &rest[c.len_utf8()..];
        } else {
            return false;
        }
    }
    has_strong || has_count
}

/// Byte at which words for a collection begin at the end of a title: `范文3篇` ("3 model texts"), `精选`
/// ("selected"), `范文大全` ("all model texts").
fn counted(facts: &Facts<'_>, title: &str) -> Option<usize> {
    let words = facts.words();
    let strong = words.of(&site::EDITION);
    let mut start = title.len();
    let (mut has_strong, mut has_count) = (false, false);
    if let Some(rest) = title.strip_suffix('篇') {
        let number = rest.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
        if number.len() < rest.len() {
            start = number.len();
            has_count = true;
        }
    }
    let weak = words.of(&site::EDITION_FILLER);
    loop {
        let (one, other) = (strong.end_of(&title[..start]), weak.end_of(&title[..start]));
        // 的 ("of") and 共 ("in all") may be part of the title.
        let other = other.filter(|word| is_longer(word, 1));
        let Some(word) = one.into_iter().chain(other).max_by_key(|word| word.len()) else { break };
        has_strong |= one == Some(word);
        start -= word.len();
    }
    let texts = [words.of(&site::THING), words.of(&site::GOODS)];
    let is_text = || texts.iter().any(|class| class.end_of(&title[..start]).is_some());
    let is_model = || title[start..].contains("范文") || title[start..].contains("例文");
    let is_found = has_count && (has_strong || is_text())
        || has_strong && (is_model() || is_text() && title.len() - start >= LONG_SUFFIX);
    (is_found && start > 0 && start < title.len()).then_some(start)
}
