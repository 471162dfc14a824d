//! Mutants that are known to change no behaviour (equivalent mutants), listed in `equivalent.txt`.
//! They are not counted as survivors.

use crate::sites::Site;

/// The list. Each entry is three lines: the path and the line of code, the change, and the reason.
const LIST: &str = include_str!("../equivalent.txt");

/// Formats the original and the mutated text of a site in one line.
pub(crate) fn change(site: &Site) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mutated = if site.mutated.is_empty() { "nothing".to_owned() } else { plain(&site.mutated) };
    format!("{} → {mutated}", plain(&site.original))
}

/// Returns the reason that a mutant changes nothing, if it is listed.
pub(crate) fn reason(site: &Site) -> Option<&'static str> {
    find(LIST, site)
}

/// Finds the reason for a mutant by its path, its line of code and its texts, which stay the same
/// if other code changes.
fn find<'a>(list: &'a str, site: &Site) -> Option<&'a str> {
    let mut entry = ["", ""];
    list.lines().find_map(|line| {
        if let Some(reason) = line.strip_prefix("  ") {
            let is_it = entry == [format!("{}: {}", site.path, site.context), change(site)];
            is_it.then_some(reason)
        } else {
            entry = [entry[1], line];
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{LIST, change, find};
    use crate::sites;

    #[test]
    fn entries_are_found_by_line_and_change() {
        let text = "fn f() {\n    g(1, 2);\n    h(1);\n}";
        let list = "# List.\n\nsrc/a.rs: g(1, 2);\n2 → 3\n  g takes two of anything\n\nsrc/a.rs: h(1);\n1 → 2\n  h is empty\n";
        let reasons: Vec<_> = sites::find("src/a.rs", text)
            .expect("this is Rust")
            .iter()
            .map(|site| (change(site), find(list, site)))
            .collect();
        let known = |change: &str, reason| (change.to_owned(), reason);
        assert_eq!(
            reasons,
            [
                known("1 → 2", None),
                known("2 → 3", Some("g takes two of anything")),
                known("1 → 2", Some("h is empty"))
            ]
        );
    }

    #[test]
    fn every_entry_has_a_place_a_change_and_a_reason() {
        let entries = LIST.split("\n\n").skip(1).filter(|entry| !entry.trim().is_empty());
        for entry in entries {
            let lines: Vec<&str> = entry.trim_end().lines().collect();
            let [place, change, reason] = lines[..] else { panic!("three lines: {entry}") };
            assert!(
                place.starts_with("src/") && change.contains(" → ") && reason.starts_with("  "),
                "{entry}"
            );
        }
    }
}
