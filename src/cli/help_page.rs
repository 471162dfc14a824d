//! The layout of a help page. clap breaks lines only at blanks, of which Chinese has few. So clap
//! renders lines without breaks, and this module lays them out: the term on the left, its help on
//! the right or, in a narrow terminal, below it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::language::Language;
use crate::output::wrap;

/// Maximum width of a page, in display cells: longer lines are hard to read.
const MAX_WIDTH: usize = 100;
/// Minimum width of the column of help, in display cells. With less room, help is printed below its
/// term.
const MIN_HELP: usize = 36;
/// Indent of help that is printed below its term, in display cells.
const BELOW: usize = 10;

/// Lays out the page that clap rendered, in lines of at most `width` display cells.
pub(super) fn laid_out(rendered: &str, width: usize, language: Language) -> String {
    let width = width.min(MAX_WIDTH);
    let blocks = rendered.trim_end().split("\n\n");
    let blocks = blocks.map(|block| laid_out_block(block, width, language));
    blocks.collect::<Vec<_>>().join("\n")
}

/// Lays out lines without an empty line between them: a heading with its entries, or a sentence.
fn laid_out_block(block: &str, width: usize, language: Language) -> String {
    let mut text = String::new();
    let column = block.lines().filter_map(entry).map(|(term, gap, _)| term.width() + gap).max().unwrap_or(0);
    let is_beside = width >= column + MIN_HELP;
    for line in block.lines() {
        let Some((term, _, help)) = entry(line) else {
            let line = match language {
                Language::Chinese if !line.starts_with(' ') => line.replace(":", "："),
                _ => line.to_owned(),
            };
            add(&mut text, "", &line, 0, width);
            continue;
        };
        if is_beside {
            add(&mut text, term, help, column, width);
        } else {
            text += term;
            text.push('\n');
            add(&mut text, "", help, BELOW, width);
        }
    }
    text
}

/// Appends `head` and then `words`, broken into lines that begin at the cell `column`.
fn add(text: &mut String, head: &str, words: &str, column: usize, width: usize) {
    for (index, line) in broken(words, width.saturating_sub(column)).iter().enumerate() {
        let head = if index == 0 { head } else { "" };
        *text += head;
        *text += &" ".repeat(column.saturating_sub(head.width()));
        *text += line;
        text.push('\n');
    }
}

/// Returns the lines of a sentence. A `[default: …]` at its end is not broken if it fits on a line
/// of its own.
fn broken(words: &str, width: usize) -> Vec<Cow<'_, str>> {
    let default = words.find(" [默认：").or_else(|| words.find(" [default:"));
    let Some(at) = default else { return wrap::lines(words, width) };
    let (sentence, default) = (&words[..at], &words[at + 1..]);
    let mut lines = wrap::lines(sentence, width);
    match lines.last_mut() {
        Some(last) if last.width() + 1 + default.width() <= width => *last += &words[at..],
        _ => lines.extend(wrap::lines(default, width)),
    }
    lines
}

/// Splits an entry into its term with the indent, the number of blanks after it, and the help.
/// `None` for any other line.
fn entry(line: &str) -> Option<(&str, usize, &str)> {
    let indent = line.len() - line.trim_start().len();
    let end = indent + line[indent..].find("  ").filter(|_| indent > 0)?;
    let help = line[end..].trim_start();
    Some((&line[..end], line.len() - end - help.len(), help))
}

#[cfg(test)]
mod tests {
    use super::laid_out;
    use crate::language::Language;

    const PAGE: &str = "检查文稿\n\n选项:\n      --today <日期>   “现在”指哪一天，如 2026-03-05；off 表示不与现在比较 [默认：今天]\n  -h, --help           打印帮助\n";

    #[test]
    fn help_stands_beside_what_it_describes() {
        let page = laid_out(PAGE, 60, Language::Chinese);
        let expected = "检查文稿\n\n选项：\n      --today <日期>   “现在”指哪一天，如 2026-03-05；off 表\n                       示不与现在比较 [默认：今天]\n  -h, --help           打印帮助\n";
        assert_eq!(page, expected);
    }

    #[test]
    fn in_a_narrow_terminal_help_stands_below() {
        let page = laid_out(PAGE, 40, Language::Chinese);
        assert!(page.contains("      --today <日期>\n          “现在”指哪一天"), "{page}");
    }

    #[test]
    fn a_default_stays_whole() {
        for width in 30..100 {
            let page = laid_out(PAGE, width, Language::Chinese);
            assert!(page.contains("[默认：今天]\n"), "{width}: {page}");
        }
    }
}
