//! The changes that fixes would make, as a unified diff. Its line numbers are those that reports
//! give.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::output::control::same_length;

/// Number of unchanged lines shown before and after a change.
const CONTEXT: usize = 3;

/// The diff between the text of the document at `path` before and after the fixes; empty if they
/// are equal.
pub fn unified(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (before, after) = (quoted(&format!("a/{path}")), quoted(&format!("b/{path}")));
    TextDiff::from_lines(old, new).unified_diff().context_radius(CONTEXT).header(&before, &after).to_string()
}

/// A diff made safe for a terminal. A diff for a pipe is not changed, so that `patch` can apply it.
pub fn for_terminal(diff: &str) -> String {
    same_length(&diff.replace("\r\n", "\n")).into_owned()
}

/// A file name in the notation of git and patch. A name with a line end is quoted, because it could
/// otherwise imitate the header of another file.
fn quoted(name: &str) -> String {
    if !name.contains(|c: char| c.is_control() || c == '"') {
        return name.to_owned();
    }
    let mut quoted = String::from('"');
    for byte in name.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            // Writing to a `String` cannot fail.
            _ => drop(write!(quoted, "\\{byte:03o}")),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{for_terminal, unified};

    #[test]
    fn a_name_with_a_line_end_begins_no_header() {
        let diff = unified("a\n+++ b/别的\"\\.txt", "截止\n", "截至\n");
        let name = r#"a\012+++ b/\345\210\253\347\232\204\"\\.txt""#;
        assert!(diff.starts_with(&format!("--- \"a/{name}\n+++ \"b/{name}\n@@ ")), "{diff}");
        assert!(unified("a\\b c.txt", "截止\n", "截至\n").starts_with("--- a/a\\b c.txt\n"));
    }

    #[test]
    fn a_terminal_is_shown_no_control_characters_of_a_document() {
        assert_eq!(for_terminal("-截止\u{1b}[2J\t\r甲\r\n+截至\n"), "-截止?[2J\t?甲\n+截至\n");
    }

    #[test]
    fn shows_lines_that_differ_with_those_around_them() {
        let diff = unified("讲话.txt", "一\n截止三月\n三\n", "一\n截至三月\n三\n");
        assert_eq!(diff, "--- a/讲话.txt\n+++ b/讲话.txt\n@@ -1,3 +1,3 @@\n 一\n-截止三月\n+截至三月\n 三\n");
        assert_eq!(unified("讲话.txt", "一\n", "一\n"), "");
    }
}
