//! Short names that a text introduces for later use: `云江水务集团有限公司（以下简称“云江水务”）` ("Yunjiang Water
//! Group Co., Ltd. (hereinafter 'Yunjiang Water')"), `《条例》，下称…` ("the Regulation, below called …").

use crate::document::Document;
use crate::facts::Facts;
use crate::text::chars::{after, before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::naming;

/// Number of bytes that are searched for an opening bracket before words such as 以下简称
/// ("hereinafter").
const MAX_BRACKET: usize = 150;
/// Maximum number of bytes of a short name. A longer text in quotation marks is not one.
const MAX_SHORT: usize = 90;
/// Maximum number of characters of a full name that are read if no marks enclose the name.
const MAX_FULL: usize = 30;
/// Maximum number of short names that are introduced together.
const MAX_TERMS: usize = 4;
/// Pairs of quotation marks that may enclose a name.
const QUOTES: [(char, char); 5] = [('“', '”'), ('「', '」'), ('《', '》'), ('‘', '’'), ('"', '"')];

/// Marks that enclose a short name where it is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Title marks: 《条例》 ("Regulation").
    Title,
    /// Quotation marks: “示范片区” ("demonstration area").
    Quote,
    /// No marks.
    Bare,
}

/// A short name that is introduced: 示范片区 ("demonstration area") in 以下简称“示范片区” ("hereinafter
/// 'demonstration area'").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The name without its marks.
    pub span: Span,
    /// The name with its marks.
    pub marked: Span,
    /// Kind of its marks.
    pub mark: Mark,
}

/// Passage that introduces short names: 以下简称“甲”或“乙” ("hereinafter 'A' or 'B'").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// Span from the words that introduce the names to the end of the last short name, marks
    /// included.
    pub span: Span,
    /// Words that introduce the names: 以下统称 ("hereinafter together").
    pub cue: Span,
    /// Short names that are introduced; several if they are alternatives, or for several things.
    pub terms: Vec<Term>,
    /// Full name before these words: a name in marks, or the Chinese characters directly before
    /// them.
    pub full: Option<Full>,
}

/// Full name for which a short name is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full {
    /// The name without its marks.
    pub span: Span,
    /// True if the beginning of the name is certain: a mark, a colon or the beginning of the block
    /// comes before it.
    pub is_whole: bool,
}

impl Facts<'_> {
    /// Passages that introduce short names, in text order.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        self.cells.abbreviations.get_or_init(|| find(self))
    }
}

fn find(facts: &Facts<'_>) -> Vec<Abbreviation> {
    let (doc, text, words) = (facts.doc, facts.doc.text(), facts.words());
    let mut starts: Vec<usize> = Vec::new();
    for word in ["以下", "下称", "下文", "后文", "下稱"] {
        starts.extend(facts.places_of(word));
    }
    starts.sort_unstable();
    starts.dedup();
    let mut found: Vec<Abbreviation> = Vec::new();
    for start in starts {
        let Some(word) = words.of(&naming::INTRODUCED).start_of(&text[start..]) else { continue };
        // 以下称 ("below called") contains 下称 (the same).
        if found.last().is_none_or(|last| last.span.end() <= start) {
            found.extend(read(doc, Span::new(start, start + word.len())));
        }
    }
    found
}

/// Reads the short names after the words `cue` (以下简称, "hereinafter"). `None` if they have no marks
/// around them and no bracket or comma comes before `cue`.
fn read(doc: &Document, cue: Span) -> Option<Abbreviation> {
    let text = doc.text();
    let block = doc.blocks()[doc.block_at(cue.start())].span;
    let terms = terms(&text[..block.end()], cue.end());
    let end = terms.last()?.marked.end();
    let head = text[block.start()..cue.start()].trim_end_matches(is_blank);
    let is_marked = terms.iter().all(|term| term.mark != Mark::Bare);
    let is_set_off = head.ends_with(['（', '(', '，', ',', '；', ';', '、', '［', '[']);
    let is_inside = text[..cue.start()].ends_with('以') || cue.of(text).starts_with('下') && !is_set_off;
    if is_inside || !is_marked && !is_set_off {
        return None;
    }
    let before = match open_bracket(head) {
        Some(at) => &head[..at],
        None => head.trim_end_matches(['，', ',']),
    };
    let full = full(before.trim_end_matches(is_blank), block.start());
    Some(Abbreviation { span: Span::new(cue.start(), end), cue, terms, full })
}

/// Reads the short names from byte `start` on.
fn terms(text: &str, start: usize) -> Vec<Term> {
    let skip = |at: usize| {
        let rest = &text[at..];
        at + rest.len()
            - rest
                .trim_start_matches(|c| is_blank(c) || matches!(c, '为' | '作' | '：' | ':' | '是' | '爲'))
                .len()
    };
    let mut found: Vec<Term> = Vec::new();
    let mut at = skip(start);
    while let Some(c) = after(text, at) {
        let Some(&(_, closing)) = QUOTES.iter().find(|(opening, _)| *opening == c) else {
            if found.is_empty() {
                found.extend(bare(text, at));
            }
            break;
        };
        let inner = at + c.len_utf8();
        let Some(length) = text[inner..].find(closing).filter(|length| (1..=MAX_SHORT).contains(length))
        else {
            break;
        };
        let mut mark = if c == '《' { Mark::Title } else { Mark::Quote };
        let mut span = Span::new(inner, inner + length);
        // “《条例》” counts as a title.
        if let Some(title) = span.of(text).strip_prefix('《').and_then(|rest| rest.strip_suffix('》')) {
            span = Span::new(inner + '《'.len_utf8(), inner + '《'.len_utf8() + title.len());
            mark = Mark::Title;
        }
        let end = inner + length + closing.len_utf8();
        found.push(Term { span, marked: Span::new(at, end), mark });
        let rest = &text[end..];
        let behind =
            ["或者", "或", "、", "和", "与", "及", "，", "/"].into_iter().find(|word| rest.starts_with(word));
        let next = end + behind.map_or(0, str::len);
        let goes_on = text[next..].starts_with(|c| QUOTES.iter().any(|(opening, _)| *opening == c));
        if found.len() == MAX_TERMS || !goes_on {
            break;
        }
        at = next;
    }
    found
}

/// Reads a short name without marks from byte `start` on, up to the next punctuation or blank.
fn bare(text: &str, start: usize) -> Option<Term> {
    let rest = &text[start..];
    let length = rest.find(|c: char| !is_han(c) && !c.is_alphanumeric() && c != '·').unwrap_or(rest.len());
    let span = Span::new(start, start + length);
    (1..=MAX_SHORT).contains(&length).then_some(Term { span, marked: span, mark: Mark::Bare })
}

/// Position of the last bracket in `head` that is not closed.
fn open_bracket(head: &str) -> Option<usize> {
    let from = head.ceil_char_boundary(head.len().saturating_sub(MAX_BRACKET));
    let mut depth = 0;
    for (at, c) in head[from..].char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => return Some(from + at),
            '（' | '(' => depth -= 1,
            '。' => return None,
            _ => {}
        }
    }
    None
}

/// Full name at the end of `head`. `offset` is the offset of `head` in the text.
fn full(head: &str, offset: usize) -> Option<Full> {
    let last = head.chars().next_back()?;
    if let Some((opening, closing)) = QUOTES.iter().take(3).find(|(_, closing)| *closing == last) {
        let end = head.len() - closing.len_utf8();
        let mut depth = 1;
        for (at, c) in head[..end].char_indices().rev() {
            depth += i32::from(c == *closing) - i32::from(c == *opening);
            if depth == 0 {
                let start = at + opening.len_utf8();
                return Some(Full { span: Span::new(offset + start, offset + end), is_whole: true });
            }
        }
        return None;
    }
    let is_part = |c: char| is_han(c) || c.is_alphanumeric() || matches!(c, '·' | '-');
    let run = head.char_indices().rev().take(MAX_FULL).take_while(|(_, c)| is_part(*c)).last();
    let start = run?.0;
    let is_whole = before(head, start).is_none_or(|c| matches!(c, '：' | ':'));
    Some(Full { span: Span::new(offset + start, offset + head.len()), is_whole })
}

#[cfg(test)]
mod tests {
    use super::{Mark, find};
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn read(text: &str) -> Vec<(Vec<String>, Mark, Option<String>)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let found = find(&Facts::new(&doc, &lexicon, &vocabulary));
        let of = |span: crate::text::span::Span| doc.slice(span).to_owned();
        let entries = found.iter().map(|entry| {
            let terms = entry.terms.iter().map(|term| of(term.span)).collect();
            (terms, entry.terms[0].mark, entry.full.map(|full| of(full.span)))
        });
        entries.collect()
    }

    #[test]
    fn reads_short_names_with_what_they_stand_for() {
        let cases = [
            ("依据《云江市河道条例》（以下简称《条例》），", "条例", Mark::Title, "云江市河道条例"),
            (
                "甲方：云江水务集团有限公司（以下简称云江水务）",
                "云江水务",
                Mark::Bare,
                "云江水务集团有限公司",
            ),
            ("云江水务集团（证券代码：600001，以下简称“公司”）", "公司", Mark::Quote, "云江水务集团"),
            ("部门、单位，以下统称为履约主体。", "履约主体", Mark::Bare, "单位"),
            ("供水二期工程(下称供水二期)开工", "供水二期", Mark::Bare, "供水二期工程"),
        ];
        for (text, short, mark, full) in cases {
            let expected = vec![(vec![short.to_owned()], mark, Some(full.to_owned()))];
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("甲与乙（以下分别简称“甲社”“乙社”）")[0].0, ["甲社", "乙社"]);
        assert_eq!(read("云江水务（以下简称“公司”或“本公司”）")[0].0, ["公司", "本公司"]);
    }

    #[test]
    fn passes_over_words_that_give_none() {
        for text in ["三年以下称为轻罪", "以下称呼要注意", "手下称赞他", "以下简单说明"]
        {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
