//! Parses the text of a configuration. The TOML reader stops at the first key that does not fit.
//! Here such a key is removed and the rest is read again, so that one run reports all of them.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use crate::config::file::ConfigFile;
use crate::config::mistakes::Mistakes;
use crate::rule::mistake::Mistake;

/// Maximum number of mistakes that are reported for one file. Each costs another pass over the
/// file.
const MAX_MISTAKES: usize = 20;

/// The content of a configuration file, as far as it could be read.
pub(super) struct Parsed {
    pub(super) file: ConfigFile,
    /// True if a part that could not be read may name further packs.
    pub(super) has_lost_packs: bool,
}

/// Parses the configuration file that messages call `name`. Unknown keys and values of a wrong type
/// are left out, and become mistakes in `mistakes`.
pub(super) fn parse(name: &str, text: &str, mistakes: &mut Mistakes) -> Parsed {
    let (mut table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // The meaning of a broken line is unknown, so the keys after it are not checked.
        let mut last = None;
        for error in errors.iter().take(MAX_MISTAKES) {
            let line = error.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count());
            // One typing error can cause several errors in its line.
            if line.is_none() || line != last {
                mistakes.add(Mistake::in_toml(name, text, error));
            }
            last = line;
        }
        return Parsed { file: ConfigFile::default(), has_lost_packs: true };
    }
    let names_packs = |table: &Spanned<DeTable<'_>>| table.get_ref().contains_key("packs");
    let named_packs = names_packs(&table);
    let mut told = 0;
    loop {
        let error = match ConfigFile::deserialize(Deserializer::from(table.clone())) {
            Ok(file) => {
                let has_lost_packs = named_packs && !names_packs(&table);
                return Parsed { file, has_lost_packs };
            }
            Err(error) => error,
        };
        mistakes.add(Mistake::in_toml(name, text, &error));
        told += 1;
        let is_out = error.span().is_some_and(|span| take_out(table.get_mut(), &span));
        if !is_out || told == MAX_MISTAKES {
            return Parsed { file: ConfigFile::default(), has_lost_packs: true };
        }
    }
}

/// Removes the innermost entry of `table` whose key or value is at `span`. Returns false if there
/// is none.
fn take_out(table: &mut DeTable<'_>, span: &Range<usize>) -> bool {
    if table.iter_mut().any(|(_, value)| take_out_of(value, span)) {
        return true;
    }
    let mut entries = table.iter();
    let found = entries.find(|(key, value)| key.span() == *span || value.span() == *span);
    let found = found.map(|(key, _)| key.clone());
    found.is_some_and(|key| table.remove(&key).is_some())
}

fn take_out_of(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => take_out(table, span),
        DeValue::Array(array) => {
            if array.iter_mut().any(|item| take_out_of(item, span)) {
                return true;
            }
            let mut left = DeArray::new();
            let kept = array.iter().filter(|item| item.span() != *span).cloned();
            kept.for_each(|item| left.push(item));
            let is_out = left.len() < array.len();
            *array = left;
            is_out
        }
        _ => false,
    }
}
