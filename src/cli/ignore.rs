//! `hegao ignore`: declares a finding right, with a reason, in the configuration that holds for its file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::IgnoreOptions;
use crate::cli::setup::Setup;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain};
use crate::config::FILE_NAME;
use crate::engine::report::Checked;
use crate::rule::Language;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::replace::replace;

/// Letters that are quoted on either side of a finding.
const AROUND: usize = 8;

/// Appends an `[[ignore]]` for what a rule finds in a line.
pub(super) fn run(options: &IgnoreOptions, mut configs: Configs, language: Language) -> Result<u8, Failure> {
    let texts = Texts::of(language);
    let refused = |text: String| Failure::File(text);
    let (path, line) = place(&options.place).ok_or_else(|| refused((texts.bad_place)(&options.place)))?;
    if options.reason.trim().is_empty() {
        return Err(refused(texts.no_reason.to_owned()));
    }
    // A name that no rule has is refused here, with the nearest one.
    configs.registry().select(std::slice::from_ref(&options.rule), &[])?;
    let setup = Setup { reading: options.rules.reading.options(), profile: None, stdin_name: None };
    let held = configs.held(&path)?;
    let report = setup.check(&path, &held);
    let checked =
        report.outcome.map_err(|problem| refused(files::failure(&report.path, &problem, language)))?;
    let quotes = quotes(&checked, line, &options.rule);
    if quotes.is_empty() {
        return Err(refused((texts.nothing_there)(&options.place, &options.rule)));
    }
    let config = nearest(&path);
    let folder = config.parent().unwrap_or(Path::new("/"));
    let absolute = path.canonicalize().unwrap_or_else(|_| path.clone());
    let file = absolute.strip_prefix(folder).unwrap_or(&absolute).to_string_lossy().replace('\\', "/");
    let old = fs::read_to_string(&config).unwrap_or_default();
    let mut new = old.clone();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push('\n');
    }
    for text in &quotes {
        let rows = [
            ("rule", options.rule.as_str()),
            ("file", &file),
            ("text", text),
            ("reason", options.reason.trim()),
        ];
        new += "\n[[ignore]]\n";
        for (key, value) in rows {
            // A basic string of TOML is written as a string of JSON.
            new += &format!("{key} = {}\n", serde_json::Value::from(value));
        }
        if let Some(day) = &options.expires {
            new += &format!("expires = {day}\n");
        }
    }
    write(&config, &old, &new, language)?;
    complain(&((texts.ignored)(&config.display().to_string(), quotes.len()) + "\n"));
    Ok(CLEAN)
}

/// `讲话.docx:12`: the file and the line.
fn place(written: &str) -> Option<(PathBuf, usize)> {
    let (path, line) = written.rsplit_once(':')?;
    Some((PathBuf::from(path), line.parse().ok()?))
}

/// What the rule finds in a line, each with the letters beside it.
fn quotes(checked: &Checked, line: usize, rule: &str) -> Vec<String> {
    let doc = &checked.document;
    let found = checked.diagnostics.iter().filter(|found| {
        let is_named = found.rule.as_str() == rule || found.rule.family() == rule;
        is_named && doc.locate_start(found.span).line == line
    });
    let mut quotes: Vec<String> = Vec::new();
    for found in found {
        let block = doc.blocks().get(doc.block_at(found.span.start)).map_or(found.span, |block| block.span);
        let text = doc.text();
        let ahead = text[block.start.min(found.span.start)..found.span.start].chars().rev();
        let ahead: usize = ahead.take(AROUND).map(char::len_utf8).sum();
        let end = found.span.end.min(block.end).max(found.span.start);
        let behind: usize = text[end..block.end.max(end)].chars().take(AROUND).map(char::len_utf8).sum();
        let quote = &text[found.span.start - ahead..end + behind];
        if !quotes.iter().any(|known| known == quote) {
            quotes.push(quote.to_owned());
        }
    }
    quotes
}

/// The configuration that holds for a file, or the one to be made: at the root of its repository, else beside it.
fn nearest(path: &Path) -> PathBuf {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = absolute.parent().unwrap_or(Path::new("/"));
    for above in folder.ancestors() {
        let config = above.join(FILE_NAME);
        if config.is_file() || above.join(".git").exists() {
            return config;
        }
    }
    folder.join(FILE_NAME)
}

fn write(config: &Path, old: &str, new: &str, language: Language) -> Result<(), Failure> {
    let shown = config.display().to_string();
    if config.exists() {
        return replace(config, old.as_bytes(), new.as_bytes())
            .map_err(|problem| Failure::File(files::failure(&shown, &problem, language)));
    }
    fs::write(config, new.trim_start_matches('\n')).map_err(|error| Failure::Write(shown, error))
}
