//! Markdown signs pasted into a document of another format: `**重点：**` ("**Focus:**"), `## 一、` ("##
//! 1."), `- `, fences. They are to be deleted, not filled in.

use memchr::{memchr, memchr3};

use crate::document::Document;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::placeholder::places::Surroundings;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, number};

/// Maximum number of `#` signs of a heading.
const MAX_HEADING: usize = 6;
/// Opens or closes a code block.
const FENCE: &str = "```";
/// Maximum number of characters of a text that is too short to be a saved web page. In a longer
/// one, a `#` before the first line is the title of the page and not reported.
const SHORT: usize = 200;

impl Facts<'_> {
    /// Spans of Markdown signs in a document of another format, in text order.
    pub fn pasted_signs(&self) -> &[Span] {
        self.cells.pasted_signs.get_or_init(|| find(self.doc, self.words()))
    }
}

/// Finds all signs of pasted Markdown, in order.
pub fn find(doc: &Document, words: &Words) -> Vec<Span> {
    let mut signs = Vec::new();
    let text = doc.text().as_bytes();
    let has_signs = || memchr3(b'*', b'#', b'`', text).or_else(|| memchr(b'\\', text)).is_some();
    // A text about Markdown shows its signs on purpose. After a fence the word only names a
    // language.
    let is_meant = || {
        let mut names = doc.text().match_indices("Markdown").chain(doc.text().match_indices("markdown"));
        names.any(|(at, _)| !doc.text()[..at].ends_with(FENCE))
    };
    if matches!(doc.origin().format, Format::Markdown | Format::Html) || !has_signs() || is_meant() {
        return signs;
    }
    for block in doc.blocks() {
        let text = doc.slice(block.span);
        if !text.contains(['*', '#', '`', '\\']) {
            continue;
        }
        let of_line = [heading(text), fence(text), bullet(text), line_end(text)].into_iter().flatten();
        let mut found: Vec<Span> = of_line.chain(bold(text, words)).collect();
        found.sort_unstable();
        signs.extend(
            found
                .iter()
                .map(|sign| Span::new(block.span.start() + sign.start(), block.span.start() + sign.end())),
        );
    }
    // Programs that save a page as text write its title like this; a few lines are not a page.
    let is_page = doc.text().chars().nth(SHORT).is_some();
    let is_title = |sign: &Span| is_page && sign.start() == 0 && doc.slice(*sign).trim_end() == "#";
    if let [only] = signs.as_slice()
        && is_title(only)
    {
        signs.clear();
    }
    signs
}

/// Span of heading signs with the blank after them: `## ` in `## 一、`.
fn heading(text: &str) -> Option<Span> {
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    let behind = text[signs..].trim_start_matches(is_blank);
    let gap = text.len() - behind.len();
    ((1..=MAX_HEADING).contains(&signs) && gap > signs && behind.contains(is_han))
        .then_some(Span::new(0, gap))
}

/// Span of a line that opens or closes a code block.
fn fence(text: &str) -> Option<Span> {
    let language = text.strip_prefix(FENCE)?.trim_start_matches('`').trim();
    language.chars().all(|c| c.is_ascii_alphanumeric()).then_some(Span::new(0, text.len()))
}

/// Span of the dash of a list item that begins with bold text: `- **重点**` ("key point").
fn bullet(text: &str) -> Option<Span> {
    let behind = text.strip_prefix(['-', '*'])?.trim_start_matches(' ');
    (text.len() - behind.len() > 1 && behind.starts_with("**"))
        .then_some(Span::new(0, text.len() - behind.len()))
}

/// Span of a backslash at the end of a line of prose, which is a line break in Markdown.
fn line_end(text: &str) -> Option<Span> {
    let head = text.strip_suffix('\\')?;
    head.ends_with(|c| is_han(c) || matches!(c, '。' | '；' | '，' | '：'))
        .then_some(Span::new(head.len(), text.len()))
}

/// Spans of the pairs of `**` around words. Stars before a kind of name or a number are left out,
/// as they are a mask there: **县 ("** County").
fn bold(text: &str, words: &Words) -> Vec<Span> {
    let mut runs: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('*') {
        let start = at + next;
        let length = text[start..].bytes().take_while(|byte| *byte == b'*').count();
        // 苏A·3**7K: characters of a number that were left out.
        let is_code = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric())
            && text[start + length..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_quoted = text[..start].ends_with('“') || text[start + length..].starts_with('”');
        if length == 2 && !is_code && !is_quoted {
            runs.push(start);
        }
        at = start + length;
    }
    let mut signs = Vec::new();
    let mut next = 0;
    while let [open, close, ..] = runs[next..] {
        let (inside, behind) = (&text[open + 2..close], &text[close + 2..]);
        let is_tight = !inside.starts_with(is_blank) && !inside.ends_with(is_blank);
        let is_label = inside.ends_with(['：', ':']) || behind.starts_with(['：', ':']);
        let is_pair = is_tight
            && inside.chars().any(char::is_alphanumeric)
            && (is_label || !is_masked(inside, words) && !is_masked(behind, words));
        if is_pair {
            signs.extend([Span::new(open, open + 2), Span::new(close, close + 2)]);
        }
        next += if is_pair { 2 } else { 1 };
    }
    signs
}

/// True if a text that follows stars begins with a word that needs a name or number, so that the
/// stars are a mask: 县 ("county"), 同志 ("comrade"), 年 ("year").
fn is_masked(text: &str, words: &Words) -> bool {
    let place = Surroundings::new("", text, words);
    place.precedes_name()
        || place.precedes_office()
        || place.precedes_date()
        || words.of(&number::USUAL).start_of(text).is_some()
        || text.starts_with('某')
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::readers;
    use crate::words::Words;

    fn signs(name: &str, text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        find(&doc, &Words::new()).iter().map(|sign| doc.slice(*sign).to_owned()).collect()
    }

    #[test]
    fn finds_signs_of_markdown_in_plain_text() {
        assert_eq!(
            signs("a.txt", "## 一、总体要求\n**重点：**抓春耕。\n- **防汛**：早准备。"),
            ["## ", "**", "**", "- ", "**", "**"]
        );
        assert_eq!(signs("a.txt", "须在 **30日** 内报送\\\n```text\n正文"), ["**", "**", "\\", "```text"]);
        assert_eq!(signs("a.txt", "```markdown\n全镇停水半天。\n```"), ["```markdown", "```"]);
        assert_eq!(signs("a.txt", "# 通知\n\n全镇停水半天。"), ["# "]);
        assert_eq!(signs("a.txt", "**项目名称**：二期工程"), ["**", "**"]);
    }

    #[test]
    fn leaves_blanks_and_other_uses() {
        for text in [
            "在**县**镇调研", "**市委、**县委", "请**同志介绍，**同志发言", "#话题#很热", "#1楼",
            "由**公司与**银行签订", "**", "2**3", "Markdown 用**两个星号**加粗", "苏A·3**7K，苏A·D5**82",
            "输入“**文字**”加粗",
        ] {
            assert_eq!(signs("a.txt", text), [""; 0], "{text}");
        }
        let page = format!("# 关于防汛的通知\n{}", "各乡镇要认真落实。".repeat(30));
        assert_eq!(signs("a.txt", &page), [""; 0]);
        assert_eq!(signs("a.md", "## 一、\n\n**重点：**抓春耕。"), [""; 0]);
    }
}
