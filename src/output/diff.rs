//! What fixes would change, as a unified diff of the lines that positions count in.

use similar::TextDiff;

/// Lines around a change.
const CONTEXT: usize = 3;

/// The diff between two views of the document at `path`; empty where they are the same.
pub fn unified(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (before, after) = (format!("a/{path}"), format!("b/{path}"));
    TextDiff::from_lines(old, new).unified_diff().context_radius(CONTEXT).header(&before, &after).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn shows_lines_that_differ_with_those_around_them() {
        let diff = unified("讲话.txt", "一\n截止三月\n三\n", "一\n截至三月\n三\n");
        assert_eq!(diff, "--- a/讲话.txt\n+++ b/讲话.txt\n@@ -1,3 +1,3 @@\n 一\n-截止三月\n+截至三月\n 三\n");
        assert_eq!(unified("讲话.txt", "一\n", "一\n"), "");
    }
}
