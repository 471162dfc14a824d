//! Escaping of characters that must not reach a terminal, a log or an XML file as they are, and of
//! commands that a CI runner would execute from a log: `::error::…` at the start of a line,
//! `##[error]…` and `##vso[…]` anywhere in it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Character that replaces another one that must not be printed.
const REPLACED: char = '\u{FFFD}';

/// Replaces every control character of `text` except line ends by U+FFFD: XML 1.0 allows none of
/// them, and a terminal would obey them.
pub fn tame(text: &str) -> Cow<'_, str> {
    let is_wild = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.contains(is_wild) { Cow::Owned(text.replace(is_wild, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// Does the same as [`tame`], and replaces each line end by a blank.
pub fn one_line(text: &str) -> Cow<'_, str> {
    match tame(text) {
        tame if tame.contains('\n') => Cow::Owned(tame.replace('\n', " ")),
        tame => tame,
    }
}

/// Makes `text` safe for a terminal and the log of a CI runner. U+FFFD replaces each control
/// character, each character that changes the direction of writing, the first colon of a `::` that
/// begins a line, and the first `#` of `##[` or `##vso[`. The replacement is one cell wide like the
/// original, so that columns stay aligned.
///
/// GitHub's runner trims blanks before `::` and ignores invisible characters when it compares; so
/// does this function.
pub fn inert(text: &str) -> String {
    replaced(text, Colours::Foreign)
}

/// Does the same as [`inert`], for output that the program has drawn itself: colour codes are kept.
/// Text of documents in it must already be free of control characters.
pub fn inert_drawing(text: &str) -> String {
    replaced(text, Colours::Own)
}

/// Replaces each control character of `text` that a terminal would obey by a character of the same
/// length in bytes, so that positions in the text, in bytes or in characters, stay valid. Tabs and
/// line ends are kept.
pub fn same_length(text: &str) -> Cow<'_, str> {
    let is_wild = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_wild) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        c if !is_wild(c) => c,
        c if c.len_utf8() == 1 => '?',
        _ => '¿',
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Origin of the text: the program's own drawings keep their colour codes; in text from outside,
/// such codes are replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    Own,
    Foreign,
}

fn replaced(text: &str, colours: Colours) -> String {
    let mut shown = String::with_capacity(text.len());
    // True until the line has shown a visible character.
    let mut is_start = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        let code = if colours == Colours::Own { colour_code(rest) } else { 0 };
        if code > 0 {
            shown.push_str(&rest[..code]);
            rest = &rest[code..];
            continue;
        }
        rest = behind;
        if c == '\r' && behind.starts_with('\n') {
            continue;
        }
        let is_command = match c {
            ':' => is_start && visible(behind, colours).next() == Some(':'),
            '#' => begins_command(behind, colours),
            _ => is_wild(c),
        };
        shown.push(if is_command { REPLACED } else { c });
        is_start = c == '\n' || is_start && !is_command && (c.is_whitespace() || is_invisible(c));
    }
    shown
}

/// True if `behind`, the text after a `#`, makes it a command such as `##[error]` or `##vso[…]`.
fn begins_command(behind: &str, colours: Colours) -> bool {
    let mut behind = visible(behind, colours);
    behind.next() == Some('#') && behind.find(|c| !c.is_ascii_alphabetic()) == Some('[')
}

/// The characters of `text` without the program's own colour codes and without invisible
/// characters.
fn visible(text: &str, colours: Colours) -> impl Iterator<Item = char> {
    let mut rest = text;
    let next = move || {
        while colours == Colours::Own && colour_code(rest) > 0 {
            rest = &rest[colour_code(rest)..];
        }
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        Some(c)
    };
    std::iter::from_fn(next).filter(|c| !is_invisible(*c))
}

/// Length of the colour code at the start of `text`, in bytes; 0 if there is none.
fn colour_code(text: &str) -> usize {
    let Some(code) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = code.find(|c: char| !c.is_ascii_digit() && c != ';');
    end.filter(|end| code[*end..].starts_with('m')).map_or(0, |end| end + 3)
}

/// True for a character that a terminal or a log viewer would obey: control characters, line ends
/// other than LF, and characters that change the direction of writing, which can make one file name
/// look like another.
fn is_wild(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// True for a character without width, such as a zero-width space.
fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || c.width() == Some(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{inert, inert_drawing, one_line, same_length, tame};

    #[test]
    fn control_characters_are_shown_and_never_obeyed() {
        assert_eq!(tame("红\u{1b}[31m\r\n甲\u{85}"), "红\u{FFFD}[31m\u{FFFD}\n甲\u{FFFD}");
        assert_eq!(one_line("甲\n乙"), "甲 乙");
    }

    #[test]
    fn commands_of_ci_runners_are_broken() {
        let rows = [
            ("::error file=a::b", "\u{FFFD}:error file=a::b"),
            (" \u{3000}::add-mask::x", " \u{3000}\u{FFFD}:add-mask::x"),
            ("\t::add-mask::x", "\u{FFFD}::add-mask::x"),
            ("甲\r\n::warning::", "甲\n\u{FFFD}:warning::"),
            ("\u{200B}:\u{AD}:error::", "\u{200B}\u{FFFD}\u{AD}:error::"),
            ("甲##[error]乙", "甲\u{FFFD}#[error]乙"),
            ("###[group]", "#\u{FFFD}#[group]"),
            ("#\u{200B}#[group]", "\u{FFFD}\u{200B}#[group]"),
            ("##vso[task.setvariable]", "\u{FFFD}#vso[task.setvariable]"),
            ("##teamcity[x]", "\u{FFFD}#teamcity[x]"),
            ("稿\u{202E}txt.exe", "稿\u{FFFD}txt.exe"),
        ];
        for (text, shown) in rows {
            assert_eq!(inert(text), shown);
        }
    }

    #[test]
    fn what_is_no_command_is_kept() {
        for text in
            ["std::io::Error", "## 标题 [1]", "甲：:乙", "# [x]", ":", "共3项: ::", "##", "👨‍👩‍👧.txt", ""]
        {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn own_colours_are_kept_and_no_others() {
        let drawn = "\u{1b}[31;1m::\u{1b}[0merror#\u{1b}[4m#[x]\u{1b}[2J";
        let shown = "\u{1b}[31;1m\u{FFFD}:\u{1b}[0merror\u{FFFD}\u{1b}[4m#[x]\u{FFFD}[2J";
        assert_eq!(inert_drawing(drawn), shown);
        assert!(!inert(drawn).contains('\u{1b}'));
    }

    #[test]
    fn places_stay_where_control_characters_are_taken_out() {
        let text = "甲\t\u{1b}[2J\u{9b}31m\u{7f}\r\n乙";
        let shown = same_length(text);
        assert_eq!(shown, "甲\t?[2J¿31m??\n乙");
        assert_eq!((shown.len(), shown.chars().count()), (text.len(), text.chars().count()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Tests, for random texts, that the output has no line that is a command, and no character
        /// that controls a terminal.
        #[test]
        fn no_text_is_obeyed(text in "([:#\\[\\]a-z \t\r\n\u{3000}\u{200B}\u{1b}\u{85}\u{202E}甲]|::|##\\[|##vso\\[|\u{1b}\\[1m){0,20}") {
            for shown in [inert(&text), inert_drawing(&text)] {
                let plain = shown.replace("\u{1b}[1m", "");
                assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
                assert!(!plain.contains("##[") && !plain.contains("##vso["), "{shown:?}");
                assert!(plain.lines().all(|line| !line.trim_start().starts_with("::")), "{shown:?}");
            }
            assert_eq!(inert(&inert(&text)), inert(&text));
        }
    }
}
