//! Expands patterns such as `讲话/*.docx` (all Word files in the folder 讲话, "speeches") that the
//! shell passed on unexpanded: always on Windows, elsewhere if they are quoted.

use std::fs;
use std::path::{Component, Path, PathBuf};

use regex::{Regex, RegexBuilder};

/// Characters that make a path a pattern.
const SIGNS: [char; 3] = ['*', '?', '['];

/// Replaces each pattern in `paths` by the files that it matches, sorted by name. A path that
/// exists is not taken for a pattern. A pattern without matches is kept, and later reported as not
/// found.
pub(crate) fn expanded(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| matching(path)).collect()
}

/// Returns the files that match one path; the path itself if there are none.
pub(crate) fn matching(path: &Path) -> Vec<PathBuf> {
    if !is_pattern(path) || path.symlink_metadata().is_ok() {
        return vec![native(path)];
    }
    let mut found = vec![PathBuf::new()];
    for component in path.components() {
        found = found.iter().flat_map(|folder| step(folder, component)).collect();
    }
    if found.is_empty() { vec![native(path)] } else { found }
}

/// The path with the separator of the system. Windows also accepts `/`, but file names in messages
/// would then mix both.
fn native(path: &Path) -> PathBuf {
    if cfg!(windows) { path.components().collect() } else { path.to_owned() }
}

fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|text| text.contains(SIGNS))
}

/// Returns the entries of `folder` that match one component of a pattern.
fn step(folder: &Path, component: Component<'_>) -> Vec<PathBuf> {
    let whole = folder.join(component);
    match component {
        Component::Normal(name) if name == "**" => folders(folder),
        // A file name may contain pattern characters: `稿[1].docx`.
        Component::Normal(name) if is_pattern(Path::new(name)) && whole.symlink_metadata().is_err() => {
            let pattern = name.to_str().unwrap_or_default();
            matcher(pattern).map_or_else(Vec::new, |matcher| listed(folder, pattern, &matcher))
        }
        Component::Normal(_) if whole.symlink_metadata().is_err() => Vec::new(),
        _ => vec![whole],
    }
}

/// Converts a pattern for file names to a regular expression. `*` stands for any characters, `?`
/// for one, and `[甲乙]`, `[a-z]` or `[!a]` for one of a class. globset is not used because it
/// matches bytes, and a Chinese character has several.
fn matcher(pattern: &str) -> Option<Regex> {
    let mut written = String::from("(?s)^");
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '*' => written.push_str(".*"),
            '?' => written.push('.'),
            '[' => {
                let (negation, inner) = match rest.strip_prefix(['!', '^']) {
                    Some(inner) => ("^", inner),
                    None => ("", rest),
                };
                // A bracket in first position is an ordinary character.
                let first = inner.chars().next().map_or(0, char::len_utf8);
                let end = first + inner.get(first..)?.find(']')?;
                written += &format!("[{negation}{}]", class(&inner[..end]));
                rest = &inner[end + 1..];
            }
            other => written += &regex::escape(other.encode_utf8(&mut [0; 4])),
        }
    }
    written.push('$');
    // An invalid pattern matches nothing, and is reported under its own name.
    RegexBuilder::new(&written).case_insensitive(cfg!(windows)).build().ok()
}

/// Converts the content of `[…]` in a pattern: characters and ranges, with everything else escaped.
fn class(written: &str) -> String {
    let last = written.chars().count().saturating_sub(1);
    let escaped = |(at, c): (usize, char)| match c {
        '-' if at > 0 && at < last => "-".to_owned(),
        c if c.is_ascii_punctuation() => format!("\\{c}"),
        c => c.to_string(),
    };
    written.chars().enumerate().map(escaped).collect()
}

/// Returns the names in `folder` that match a pattern, sorted. As in a shell, hidden names only
/// match a pattern that begins with a dot.
fn listed(folder: &Path, pattern: &str, matcher: &Regex) -> Vec<PathBuf> {
    let names = names(folder).into_iter();
    let is_meant = |name: &PathBuf| !is_hidden(name) || pattern.starts_with('.');
    names
        .filter(|name| is_meant(name) && name.to_str().is_some_and(|name| matcher.is_match(name)))
        .map(|name| folder.join(name))
        .collect()
}

/// The folder and all folders below it, except hidden ones and links.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for name in names(folder) {
        let below = folder.join(&name);
        if !is_hidden(&name) && below.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            found.extend(folders(&below));
        }
    }
    found
}

/// Names in a folder, sorted. Empty if it is not a readable folder.
fn names(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<PathBuf> = entries.map(|entry| PathBuf::from(entry.file_name())).collect();
    names.sort();
    names
}

fn is_hidden(name: &Path) -> bool {
    name.as_os_str().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::expanded;

    #[test]
    fn patterns_are_what_a_shell_makes_of_them() {
        let folder = TempDir::new().unwrap();
        for name in [
            "乙.docx", "甲.docx", ".藏.docx", "稿[1].docx", "稿1.docx", "夹/丙.docx", "夹/内/丁.docx",
            ".隐/戊.docx",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let rows: [(&str, &[&str]); 16] = [
            ("*.docx", &["乙.docx", "甲.docx", "稿1.docx", "稿[1].docx"]),
            ("?.docx", &["乙.docx", "甲.docx"]),
            ("[甲丙].docx", &["甲.docx"]),
            ("[!甲]*.docx", &["乙.docx", "稿1.docx", "稿[1].docx"]),
            (".*.docx", &[".藏.docx"]),
            ("稿[1].docx", &["稿[1].docx"]),
            ("*/*.docx", &["夹/丙.docx"]),
            ("夹/*", &["夹/丙.docx", "夹/内"]),
            ("**/*.docx", &["乙.docx", "甲.docx", "稿1.docx", "稿[1].docx", "夹/丙.docx", "夹/内/丁.docx"]),
            ("[一-龥].docx", &["乙.docx", "甲.docx"]),
            ("[]甲].docx", &["甲.docx"]),
            ("稿[[]1]*", &["稿[1].docx"]),
            ("*.d(c|o)cx", &["*.d(c|o)cx"]),
            ("没有/*.docx", &["没有/*.docx"]),
            ("*.odt", &["*.odt"]),
            ("[.docx", &["[.docx"]),
        ];
        for (pattern, names) in rows {
            let found = expanded(&[folder.path().join(pattern)]);
            let wanted: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
            assert_eq!(found, wanted, "{pattern}");
        }
    }
}
