//! Entries of configurations that declare findings right: chooses the words to quote and the
//! configuration to edit, and writes the TOML of the entry.

use std::path::{Path, PathBuf};

use toml_edit::{Array, Datetime, InlineTable, TomlError, Value};

use crate::config::FILE_NAME;
use crate::config::chain::tidy;
use crate::document::Document;
use crate::engine::report::Checked;
use crate::text::span::Span;

/// Maximum number of characters quoted before a finding, and after it.
const AROUND: usize = 8;

/// Returns a quotation for each finding of a rule in a line. `rule` may also be a family.
pub(crate) fn quotes(checked: &Checked, line: usize, rule: &str) -> Vec<String> {
    let doc = &checked.document;
    let found = checked.diagnostics.iter().filter(|found| {
        let is_named = found.rule.as_str() == rule || found.rule.family() == rule;
        is_named && doc.locate_start(found.span).line == line
    });
    let mut quotes: Vec<String> = Vec::new();
    for found in found {
        let quote = quote(doc, found.span);
        if !quotes.iter().any(|known| known == quote) {
            quotes.push(quote.to_owned());
        }
    }
    quotes
}

/// Returns the words of a finding with some characters before and after, within its paragraph.
pub(crate) fn quote(doc: &Document, span: Span) -> &str {
    let block = doc.blocks().get(doc.block_at(span.start())).map_or(span, |block| block.span);
    let text = doc.text();
    let ahead = text[block.start().min(span.start())..span.start()].chars().rev();
    let ahead: usize = ahead.take(AROUND).map(char::len_utf8).sum();
    let end = span.end().min(block.end()).max(span.start());
    let behind: usize = text[end..block.end().max(end)].chars().take(AROUND).map(char::len_utf8).sum();
    &text[span.start() - ahead..end + behind]
}

/// Returns the path of the configuration that applies to a file. If there is none, a path at which
/// to create it: in the root of the repository, or else in the file's folder.
pub(crate) fn nearest(path: &Path) -> PathBuf {
    // Links are not resolved, as in the lookup of configurations: a link belongs to the folder that
    // contains it.
    let absolute = absolute(path);
    let folder = absolute.parent().unwrap_or(Path::new("/"));
    for above in folder.ancestors() {
        let config = above.join(FILE_NAME);
        if config.is_file() || above.join(".git").exists() {
            return config;
        }
    }
    folder.join(FILE_NAME)
}

/// Makes a path absolute, without `.` and `..`.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Returns the glob with which the configuration `config` names a file: its escaped path relative
/// to the folder of the configuration, with `/` as separator.
pub(crate) fn seen_from(config: &Path, file: &Path) -> String {
    let folder = config.parent().unwrap_or(Path::new("/"));
    let absolute = absolute(file);
    let seen = absolute.strip_prefix(folder).unwrap_or(&absolute).to_string_lossy().into_owned();
    globset::escape(&if cfg!(windows) { seen.replace('\\', "/") } else { seen })
}

/// An entry to be added to an array of tables in a configuration.
pub(crate) struct Entry {
    /// Name of the array of tables: `ignore` or `overrides`.
    list: &'static str,
    table: InlineTable,
}

/// Creates an `[[ignore]]` entry: the findings of `rule` at the words `text` of `file` are right,
/// for this reason.
pub(crate) fn ignore(rule: &str, file: &str, text: &str, reason: &str) -> Entry {
    let rows = [("rule", rule), ("file", file), ("text", text), ("reason", reason)];
    Entry { list: "ignore", table: rows.into_iter().collect() }
}

/// Creates an `[[overrides]]` entry that switches `rule` off in `file`.
#[cfg(feature = "lsp")]
pub(crate) fn switch_off(rule: &str, file: &str) -> Entry {
    let mut rules: InlineTable = [(rule, "off")].into_iter().collect();
    rules.set_dotted(true);
    let files: Array = [file].into_iter().collect();
    let rows = [("files", Value::Array(files)), ("rules", Value::InlineTable(rules))];
    Entry { list: "overrides", table: rows.into_iter().collect() }
}

impl Entry {
    /// Limits the entry: it applies until `day`.
    pub(crate) fn until(mut self, day: Datetime) -> Self {
        self.table.insert("expires", day.into());
        self
    }

    /// Writes the entry as a table of its own: the header `[[ignore]]` and one line per key.
    fn lines(&self, end: &str) -> String {
        let mut lines = format!("[[{}]]{end}", self.list);
        for (path, value) in self.table.get_values() {
            let key: Vec<String> = path.into_iter().map(ToString::to_string).collect();
            lines += &format!("{} = {}{end}", key.join("."), value.clone().decorated("", ""));
        }
        lines
    }
}

/// Returns the edit that adds entries of one list to the configuration `old`: a byte range and its
/// replacement. All other bytes are kept: comments, layout, line endings, a byte order mark. If the
/// list is written as an array, elements are added to it; otherwise tables are added at the end.
///
/// # Errors
/// If `old` is not valid TOML, or would not be with the entries.
pub(crate) fn addition(old: &str, entries: &[Entry]) -> Result<(Span, String), TomlError> {
    let text = old.strip_prefix('\u{feff}').unwrap_or(old);
    let mark = old.len() - text.len();
    let document = toml_edit::Document::parse(text)?;
    let list = entries.first().and_then(|entry| document.get(entry.list)?.as_array());
    let (span, new) = match list.and_then(|array| extended(text, array, entries)) {
        Some(change) => change,
        None => (Span::new(text.len(), text.len()), appended(text, entries)),
    };
    let mut all = text.to_owned();
    all.replace_range(span.range(), &new);
    toml_edit::Document::parse(all)?;
    Ok((Span::new(span.start() + mark, span.end() + mark), new))
}

/// Returns the text that adds entries at the end of `text`. An empty line precedes each of them,
/// except at the start of a file.
fn appended(text: &str, entries: &[Entry]) -> String {
    let end = line_end(text);
    let lines: Vec<String> = entries.iter().map(|entry| entry.lines(end)).collect();
    let before = match text {
        "" => "",
        _ if text.ends_with('\n') => end,
        _ => &end.repeat(2),
    };
    format!("{before}{}", lines.join(end))
}

/// Returns the edit that adds elements to an array, after its last element and the comments that
/// follow it. Each new element gets a line of its own if the last one has one.
fn extended(text: &str, array: &Array, entries: &[Entry]) -> Option<(Span, String)> {
    let span = array.span()?;
    let elements: Vec<String> = entries.iter().map(|entry| entry.table.to_string()).collect();
    let Some(last) = array.iter().last() else {
        return Some((Span::new(span.start + 1, span.start + 1), elements.join(", ")));
    };
    let last = last.span()?;
    let behind = &text[last.end..span.end - 1];
    let kept = behind.trim_end();
    let indent = text[..last.start].rsplit('\n').next().filter(|before| before.trim().is_empty());
    let between = match indent {
        Some(indent) => format!("{}{indent}", line_end(text)),
        None if behind.contains('\n') => line_end(text).to_owned(),
        None => " ".to_owned(),
    };
    let comma = if array.trailing_comma() { "" } else { "," };
    let elements = elements.join(&format!(",{between}"));
    let new = format!("{comma}{kept}{between}{elements}{}", if array.trailing_comma() { "," } else { "" });
    Some((Span::new(last.end, last.end + kept.len()), new))
}

/// Line ending that a text uses in its first line.
fn line_end(text: &str) -> &'static str {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.ends_with("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::{addition, ignore};

    /// Test helper: the configuration `old` with an added `[[ignore]]` entry for the words `text`.
    fn declared(old: &str, text: &str, reason: &str) -> String {
        let (span, new) = addition(old, &[ignore("numbering/gap", "稿.txt", text, reason)]).unwrap();
        format!("{}{new}{}", &old[..span.start()], &old[span.end()..])
    }

    const ENTRY: &str =
        "[[ignore]]\nrule = \"numbering/gap\"\nfile = \"稿.txt\"\ntext = \"甲\"\nreason = \"乙\"\n";

    #[test]
    fn an_entry_follows_what_is_there() {
        assert_eq!(declared("", "甲", "乙"), ENTRY);
        assert_eq!(declared("# 注\n", "甲", "乙"), format!("# 注\n\n{ENTRY}"));
        assert_eq!(declared("lang = 'zh' # 注", "甲", "乙"), format!("lang = 'zh' # 注\n\n{ENTRY}"));
        let old = format!("{ENTRY}expires = 2099-12-31\n\n[count]\nterms = []\n");
        assert_eq!(declared(&old, "甲", "乙"), format!("{old}\n{ENTRY}"));
    }

    #[test]
    fn keeps_line_ends_and_the_byte_order_mark() {
        let old = "\u{feff}# 注\r\nlang = \"zh\"\r\n";
        assert_eq!(declared(old, "甲", "乙"), format!("{old}\r\n{}", ENTRY.replace('\n', "\r\n")));
    }

    #[test]
    fn an_array_gets_another_element() {
        let entry = "{ rule = \"numbering/gap\", file = \"稿.txt\", text = \"甲\", reason = \"乙\" }";
        let first = "{ rule = 'date', reason = '丙' }";
        for (old, new) in [
            ("ignore = []", format!("ignore = [{entry}]")),
            (&format!("ignore = [{first}] # 注\n"), format!("ignore = [{first}, {entry}] # 注\n")),
            (
                &format!("ignore = [\r\n  {first}, # 注\r\n]\r\nlang = 'zh'\r\n"),
                format!("ignore = [\r\n  {first}, # 注\r\n  {entry},\r\n]\r\nlang = 'zh'\r\n"),
            ),
            (
                &format!("ignore = [\n  {first} # 注\n]\n"),
                format!("ignore = [\n  {first}, # 注\n  {entry}\n]\n"),
            ),
        ] {
            assert_eq!(declared(old, "甲", "乙"), new);
        }
    }

    #[test]
    fn what_is_no_toml_is_refused() {
        for old in ["[ignore", "ignore = 3\n", "[ignore]\n"] {
            assert!(addition(old, &[ignore("date", "稿.txt", "甲", "乙")]).is_err(), "{old}");
        }
    }

    fn words() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "\u{7f}", "\u{0}", "\u{1b}[31m", "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r\n", "\r", "\t",
                "#", "]", "甲",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_words_are_read_back_and_nothing_else_changes(text in words(), reason in words(), which in 0usize..7) {
            let old = [
                "", "lang = 'zh' # 注", "\u{feff}lang = 'zh'\r\n", "ignore = [ ]\n[count]\n",
                "ignore = [\n\t{ rule = 'date', reason = '丙' }, # 注\n]\n[count]\n",
                "[[ignore]]\nrule = 'date'\nreason = '丙'\n", "ignore = [{ rule = 'date', reason = '丙' }]",
            ][which];
            let new = declared(old, &text, &reason);
            let before: toml::Table = toml::from_str(old).unwrap();
            let mut after: toml::Table = toml::from_str(&new).unwrap();
            let ignores = after.get_mut("ignore").and_then(toml::Value::as_array_mut).unwrap();
            let added = ignores.pop().unwrap();
            prop_assert_eq!(added["text"].as_str(), Some(&*text));
            prop_assert_eq!(added["reason"].as_str(), Some(&*reason));
            if ignores.is_empty() && !before.contains_key("ignore") {
                after.remove("ignore");
            }
            prop_assert_eq!(after, before);
            prop_assert!(old.lines().all(|line| new.contains(line.trim_end_matches([']', ' ']))));
        }
    }
}
