//! From the text of a configuration to its shape. The reader of TOML stops at the first key that does not fit; here that key is
//! taken out and the rest is read again, so that one run tells all that does not fit.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use crate::config::mistakes::Mistakes;
use crate::config::written::Written;
use crate::rule::mistake::Mistake;

/// Most mistakes of one file that are told: each costs another reading of it.
const MOST: usize = 20;

/// A configuration file as far as it can be read.
pub(super) struct Parsed {
    pub(super) written: Written,
    /// It may name further packs: what it says of them could not be read.
    pub(super) has_lost_packs: bool,
}

/// Reads the file shown as `name`. What does not fit is told and left out.
pub(super) fn parse(name: &str, text: &str, mistakes: &mut Mistakes) -> Parsed {
    let (mut table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        // What a broken line was to be is a guess, so nothing is said of the keys behind it.
        let mut last = None;
        for error in errors.iter().take(MOST) {
            let line = error.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count());
            // One slip makes several errors in its line.
            if line.is_none() || line != last {
                mistakes.add(Mistake::in_toml(name, text, error));
            }
            last = line;
        }
        return Parsed { written: Written::default(), has_lost_packs: true };
    }
    let names_packs = |table: &Spanned<DeTable<'_>>| table.get_ref().contains_key("packs");
    let named_packs = names_packs(&table);
    let mut told = 0;
    loop {
        let error = match Written::deserialize(Deserializer::from(table.clone())) {
            Ok(written) => {
                let has_lost_packs = named_packs && !names_packs(&table);
                return Parsed { written, has_lost_packs };
            }
            Err(error) => error,
        };
        mistakes.add(Mistake::in_toml(name, text, &error));
        told += 1;
        let is_out = error.span().is_some_and(|span| take_out(table.get_mut(), &span));
        if !is_out || told == MOST {
            return Parsed { written: Written::default(), has_lost_packs: true };
        }
    }
}

/// Takes out the innermost entry of which the key or the value is at `span`.
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
