//! Pages that are generated from other files and committed. Differences between the file and the
//! expected text are reported section by section: missing, superfluous and changed sections.

use std::fs;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

/// Command that regenerates all pages.
const COMMAND: &str = "UPDATE=1 cargo test --test catalogue";
/// Maximum number of differences that are reported.
const MAX_FAULTS: usize = 40;
/// Maximum number of lines that are shown of a difference.
const MAX_LINES: usize = 8;
/// Maximum number of characters of each line that is shown of a difference.
const MAX_LENGTH: usize = 160;
/// Name for the lines before the first section.
const HEAD: &str = "the head";

/// An expected text, and the file that must contain it.
pub(crate) struct Page {
    /// Path of the file, relative to the root of the repository.
    pub(crate) path: &'static str,
    /// Lines of the file before and after the text; `None` if the text is the whole file.
    pub(crate) between: Option<[&'static str; 2]>,
    /// Function that returns the name of the section that a line begins, for messages.
    pub(crate) begins: fn(&str) -> Option<String>,
    /// Expected text.
    pub(crate) text: String,
}

/// Fails if a page differs from its expected text. With `UPDATE=1` in the environment, writes the
/// page first.
pub(crate) fn check(pages: &[Page]) {
    let is_update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut faults: Vec<String> = Vec::new();
    for page in pages {
        let file = page.file();
        if is_update && let Ok(new) = page.in_file(&fs::read_to_string(&file).unwrap_or_default()) {
            fs::write(&file, new).unwrap();
        }
        match fs::read_to_string(&file) {
            Ok(written) => faults.extend(page.faults(&written)),
            Err(error) => faults.push(format!("{}: {error}", page.path)),
        }
    }
    let more = faults.len().saturating_sub(MAX_FAULTS);
    faults.truncate(MAX_FAULTS);
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    assert!(faults.is_empty(), "\n{}\nwritten anew by: {COMMAND}\n", faults.join("\n"));
}

impl Page {
    fn file(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.path)
    }

    /// Splits the file into the part before the text, the text, and the part after it.
    ///
    /// # Errors
    /// If the file lacks one of the lines that enclose the text.
    fn parts<'f>(&self, file: &'f str) -> Result<[&'f str; 3], String> {
        let Some([first, last]) = self.between else { return Ok(["", file, ""]) };
        let lacks = |line: &str| format!("{}: there is no line `{line}`", self.path);
        let start = file.find(&format!("{first}\n")).ok_or_else(|| lacks(first))? + first.len() + 1;
        let end = start + file[start..].find(&format!("{last}\n")).ok_or_else(|| lacks(last))?;
        Ok([&file[..start], &file[start..end], &file[end..]])
    }

    /// Returns the whole file with the expected text in it.
    fn in_file(&self, file: &str) -> Result<String, String> {
        let [before, _, behind] = self.parts(file)?;
        Ok([before, &self.text, behind].concat())
    }

    /// Returns the differences between the text in the file and the expected one, one or more lines
    /// per section.
    fn faults(&self, file: &str) -> Vec<String> {
        match self.parts(file) {
            Ok([_, written, _]) => {
                let faults = differences(written, &self.text, self.begins);
                faults.into_iter().map(|fault| format!("{}: {fault}", self.path)).collect()
            }
            Err(fault) => vec![fault],
        }
    }
}

/// A section of a text. Sections with the same name are numbered, to tell them apart.
struct Section<'t> {
    name: String,
    number: usize,
    text: &'t str,
}

impl Section<'_> {
    fn key(&self) -> (&str, usize) {
        (&self.name, self.number)
    }
}

/// Splits a text before each line that begins a section. Blank lines at the end of a section are
/// not part of it, so that adding a section after it does not change it.
fn sections(text: &str, begins: fn(&str) -> Option<String>) -> Vec<Section<'_>> {
    let mut starts = vec![(HEAD.to_owned(), 0)];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        starts.extend(begins(line.trim_end()).map(|name| (name, at)));
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, start)| *start).chain([text.len()]).collect();
    let mut sections: Vec<Section<'_>> = Vec::new();
    for ((name, start), end) in starts.into_iter().zip(ends) {
        let number = sections.iter().filter(|known| known.name == name).count();
        sections.push(Section { name, number, text: text[start..end].trim_end() });
    }
    sections
}

/// Describes the sections that differ between the text in the file (`written`) and the expected one
/// (`made`).
fn differences(written: &str, made: &str, begins: fn(&str) -> Option<String>) -> Vec<String> {
    let (old, new) = (sections(written, begins), sections(made, begins));
    let in_both = |one: &[Section<'_>], other: &[Section<'_>]| -> Vec<(String, usize)> {
        let known = one.iter().filter(|section| other.iter().any(|other| other.key() == section.key()));
        known.map(|section| (section.name.clone(), section.number)).collect()
    };
    let mut faults = Vec::new();
    for section in &new {
        match old.iter().find(|old| old.key() == section.key()) {
            None => faults.push(format!("{} is missing", section.name)),
            Some(old) if old.text != section.text => {
                faults.push(format!("{} differs:{}", section.name, lines(old.text, section.text)));
            }
            Some(_) => {}
        }
    }
    for section in &old {
        if !new.iter().any(|new| new.key() == section.key()) {
            faults.push(format!("{} is superfluous", section.name));
        }
    }
    let (old_order, new_order) = (in_both(&old, &new), in_both(&new, &old));
    let is_moved = |(old, new): &(&(String, usize), &(String, usize))| old != new;
    if let Some((old, new)) = old_order.iter().zip(&new_order).find(is_moved) {
        faults.push(format!("{} comes before {}", old.0, new.0));
    }
    if faults.is_empty() && written != made {
        faults.push("blank lines between sections differ".to_owned());
    }
    faults
}

/// Returns the lines that only one of the two texts contains.
fn lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut lines: Vec<String> = Vec::new();
    for change in diff.iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        let line = change.value().trim_end();
        let clipped: String = line.chars().take(MAX_LENGTH).collect();
        let more = if clipped.len() < line.len() { "…" } else { "" };
        lines.push(format!("\n  {sign} {clipped}{more}"));
    }
    let more = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    if more > 0 {
        lines.push(format!("\n  and {more} more lines"));
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::{MAX_LINES, Page, differences};

    fn heading(line: &str) -> Option<String> {
        line.strip_prefix("# ").map(|name| format!("section {name}"))
    }

    const MADE: &str = "head\n\n# a\none\ntwo\n\n# b\nthree\n\n# c\nfour\n";

    fn told(written: &str) -> Vec<String> {
        differences(written, MADE, heading)
    }

    #[test]
    fn nothing_is_told_of_a_text_that_is_right() {
        assert!(told(MADE).is_empty());
    }

    #[test]
    fn a_missing_section_is_named_and_nothing_else() {
        assert_eq!(told(&MADE.replace("# b\nthree\n\n", "")), ["section b is missing"]);
        // Without the last section, the new last one lacks the blank line at its end.
        assert_eq!(told(MADE.split("\n# c").next().unwrap()), ["section c is missing"]);
    }

    #[test]
    fn a_superfluous_section_is_named_and_nothing_else() {
        assert_eq!(told(&MADE.replace("# b", "# x\nnew\n\n# b")), ["section x is superfluous"]);
        assert_eq!(told(&format!("{MADE}\n# c\nfive\n")), ["section c is superfluous"], "one that is twice");
    }

    #[test]
    fn a_changed_section_is_named_with_the_lines_that_differ() {
        let changed = MADE.replace("two", "zwei");
        assert_eq!(told(&changed), ["section a differs:\n  - zwei\n  + two"]);
        assert_eq!(told(&MADE.replace("head", "old head")), ["the head differs:\n  - old head\n  + head"]);
    }

    #[test]
    fn all_faults_are_told_and_no_whole_page() {
        let written = MADE.replace("# a", "# x").replace("four", "4");
        let expected =
            ["section a is missing", "section c differs:\n  - 4\n  + four", "section x is superfluous"];
        assert_eq!(told(&written), expected);
        let long = MADE.replace("three\n", &"line\n".repeat(100));
        assert_eq!(told(&long)[0].lines().count(), MAX_LINES + 2);
        assert!(told(&long)[0].ends_with("\n  and 93 more lines"), "{:?}", told(&long));
    }

    #[test]
    fn another_order_is_a_fault() {
        let written = "head\n\n# b\nthree\n\n# a\none\ntwo\n\n# c\nfour\n";
        assert_eq!(told(written), ["section b comes before section a"]);
        assert_eq!(told(&MADE.replace("\n\n# b", "\n# b")), ["blank lines between sections differ"]);
    }

    #[test]
    fn what_is_beside_a_made_part_is_kept() {
        let text = "\n# a\nnew\n".to_owned();
        let page = Page { path: "a.md", between: Some(["<!-- a -->", "<!-- b -->"]), begins: heading, text };
        let file = "# own\n<!-- a -->\n\n# a\nold\n<!-- b -->\n# own too\n";
        assert_eq!(page.faults(file), ["a.md: section a differs:\n  - old\n  + new"]);
        let new = page.in_file(file).unwrap();
        assert_eq!(new, file.replace("old", "new"));
        assert!(page.faults(&new).is_empty());
        assert_eq!(page.faults("# own\n<!-- a -->\n"), ["a.md: there is no line `<!-- b -->`"]);
        assert!(page.in_file("# own\n").is_err());
    }
}
