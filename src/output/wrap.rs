//! Breaks lines to a width in display cells (a Chinese character takes two, a Latin letter one).
//! Lines are broken between Chinese characters, but never before a punctuation mark such as ， or
//! after an opening bracket, and never inside an English word, a number, a path or the name of an
//! option.

use std::borrow::Cow;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Finds the places at which a line may be broken: those of UAX #14 (the Unicode line breaking
/// algorithm), without those inside a run of ASCII such as `numbering/gap`.
pub const SEPARATOR: WordSeparator = WordSeparator::Custom(words);
/// Splits no word by a hyphen: `--fail-on` is never broken.
pub const SPLITTER: WordSplitter = WordSplitter::NoHyphenation;

/// The lines of `text`, each at most `width` display cells wide; a wider word is cut.
pub fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(width.max(2))
        .word_separator(SEPARATOR)
        .word_splitter(SPLITTER)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}

/// Splits a line at all places at which it may be broken. Each piece keeps the blanks after it.
pub fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    words(line).map(move |word| {
        let end = start + word.word.len() + word.whitespace.len();
        let piece = &line[start..end];
        start = end;
        piece
    })
}

/// Returns `text`, or as much of its beginning as fits into `width` display cells together with an
/// ellipsis.
pub fn shortened(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..taken(text.chars(), width.saturating_sub(1))]))
}

/// Returns `text`, or as much of its end as fits into `width` display cells together with an
/// ellipsis. Used for paths, whose end says most.
pub fn shortened_in_front(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let end = taken(text.chars().rev(), width.saturating_sub(1));
    Cow::Owned(format!("…{}", &text[text.len() - end..]))
}

/// Number of bytes at the beginning of `characters` that fit into `cells` display cells.
pub fn taken(characters: impl Iterator<Item = char>, cells: usize) -> usize {
    let mut used = 0;
    let fits = |c: &char| {
        used += match c {
            // A character that is one cell wide without the selector is two cells wide with it.
            '\u{FE0F}' => 1,
            c => c.width().unwrap_or(1),
        };
        used <= cells
    };
    characters.take_while(fits).map(char::len_utf8).sum()
}

/// Splits a line into words in the form that `textwrap` needs.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut start = 0;
    let mut end = 0;
    let mut words = Vec::new();
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let neighbours = line[..end].chars().next_back().zip(line[end..].chars().next());
        if end > start && !neighbours.is_some_and(|(before, behind)| joins(before, behind)) {
            divide(&line[start..end], &mut words);
            start = end;
        }
        end += word.word.len() + word.whitespace.len();
    }
    if end > start {
        divide(&line[start..end], &mut words);
    }
    Box::new(words.into_iter())
}

/// Splits a word after Chinese punctuation: UAX #14 allows no break before a hyphen, so `；--diff`
/// would be one word.
fn divide<'l>(word: &'l str, words: &mut Vec<Word<'l>>) {
    const MARKS: [char; 8] = ['，', '。', '、', '；', '：', '！', '？', '）'];
    let mut start = 0;
    for (at, _) in word.char_indices().skip(1) {
        let is_divided = word[..at].ends_with(MARKS) && word[at..].starts_with('-');
        if is_divided {
            words.push(Word::from(&word[start..at]));
            start = at;
        }
    }
    words.push(Word::from(&word[start..]));
}

/// True if no line break is allowed between these two characters: they belong to an ASCII word, or
/// one is a backtick and the other is part of the text that it quotes.
fn joins(before: char, behind: char) -> bool {
    let is_quote = before == '`' && behind != ' ' || behind == '`' && before != ' ';
    is_quote || before.is_ascii_graphic() && behind.is_ascii_graphic()
}

#[cfg(test)]
mod tests {
    use super::{lines, shortened, shortened_in_front};

    #[test]
    fn breaks_between_han_characters_and_never_before_a_mark() {
        assert_eq!(lines("检查文稿，列出问题。", 8), ["检查文", "稿，列出", "问题。"]);
        assert_eq!(lines("文件（或文件夹）", 6), ["文件", "（或文", "件夹）"]);
        assert_eq!(lines("jumps to `（三）` now", 15), ["jumps to", "`（三）` now"]);
    }

    #[test]
    fn never_breaks_inside_words_paths_options_and_numbers() {
        let text = "规则名，如 numbering/gap；--fail-on 表示 1.5MB、a.b";
        for width in 14..60 {
            let lines = lines(text, width).join("\n");
            for word in ["numbering/gap", "--fail-on", "1.5MB", "a.b"] {
                assert!(lines.contains(word), "{width}: {lines}");
            }
        }
    }

    #[test]
    fn shortens_to_a_width_in_cells() {
        assert_eq!(shortened("缺一个数字", 7), "缺一个…");
        assert_eq!(shortened("缺一个", 6), "缺一个");
        assert_eq!(shortened_in_front("a/讲话稿.txt", 9), "…话稿.txt");
    }
}
