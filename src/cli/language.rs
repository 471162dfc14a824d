//! Choice of the language for messages that come before the configuration is read.

use std::ffi::OsString;

use crate::language::Language;

/// Returns Chinese, unless `--lang en` is among the arguments or the locale is English.
pub(super) fn detect(arguments: &[OsString]) -> Language {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let asked = words.iter().enumerate().find_map(|(index, word)| match *word {
        "--lang" => words.get(index + 1).copied(),
        _ => word.strip_prefix("--lang="),
    });
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = locale.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    let is_english = match asked {
        Some(tag) => tag == "en",
        None => locale.is_some_and(|locale| locale.starts_with("en")),
    };
    if is_english { Language::English } else { Language::Chinese }
}
