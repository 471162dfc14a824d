//! L4: checks in Rust, in the folders of the rules they belong to.

mod count;
mod date;
mod duplicate;
mod figure;
mod leftover;
mod numbering;
mod placeholder;
mod renumbering;
mod running_numbers;

use crate::check::{Check, CollectionCheck};
use crate::facts::lexicon::LexiconBuilder;

/// What a check is built from: its options as written, and the words of all checks to add its own to.
pub struct Parts<'a> {
    /// The `options` of the rule's `[code]` section.
    pub options: toml::Table,
    /// Words that are looked for.
    pub lexicon: &'a mut LexiconBuilder,
}

/// Builds a check, or says which option is wrong.
pub type Build = fn(&mut Parts<'_>) -> Result<Box<dyn Check>, String>;

/// Every check, by the id of its rule.
pub const CHECKS: [(&str, Build); 62] = [
    ("count/announced", count::announced::build),
    ("count/characters", count::characters::build),
    ("count/doubled", count::doubled::build),
    ("count/list", count::list::build),
    ("count/respectively", count::respectively::build),
    ("date/anniversary", date::anniversary::build),
    ("date/conflict", date::conflict::build),
    ("date/deadline", date::deadline::build),
    ("date/duration", date::duration::build),
    ("date/festival", date::festival::build),
    ("date/garbled", date::garbled::build),
    ("date/impossible", date::impossible::build),
    ("date/lunar", date::lunar::build),
    ("date/mixed-style", date::mixed_style::build),
    ("date/plan", date::plan::build),
    ("date/reversed", date::reversed::build),
    ("date/session", date::session::build),
    ("date/stale-head", date::stale_head::build),
    ("date/stale-year", date::stale_year::build),
    ("date/weekday", date::weekday::build),
    ("date/zero-padding", date::zero_padding::build),
    ("duplicate/block", duplicate::block::build),
    ("duplicate/heading", duplicate::heading::build),
    ("duplicate/item", duplicate::item::build),
    ("duplicate/sentence", duplicate::sentence::build),
    ("duplicate/teaser", duplicate::teaser::build),
    ("duplicate/word", duplicate::word::build),
    ("figure/amount", figure::amount::build),
    ("figure/approximate", figure::approximate::build),
    ("figure/change", figure::change::build),
    ("figure/completion", figure::completion::build),
    ("figure/conflict", figure::conflict::build),
    ("figure/points", figure::points::build),
    ("figure/product", figure::product::build),
    ("figure/range", figure::range::build),
    ("figure/rate", figure::rate::build),
    ("figure/share", figure::share::build),
    ("figure/sum", figure::sum::build),
    ("figure/table", figure::table::build),
    ("leftover/collection", leftover::collection::build),
    ("leftover/residue", leftover::residue::build),
    ("numbering/article", numbering::article::build),
    ("numbering/attachment", numbering::attachment::build),
    ("numbering/bracket", numbering::bracket::build),
    ("numbering/caption", numbering::caption::build),
    ("numbering/climb", numbering::climb::build),
    ("numbering/disorder", numbering::disorder::build),
    ("numbering/gap", numbering::gap::build),
    ("numbering/mark", numbering::mark::build),
    ("numbering/mixed", numbering::mixed::build),
    ("numbering/reference", numbering::reference::build),
    ("numbering/repeat", numbering::repeat::build),
    ("numbering/start", numbering::start::build),
    ("placeholder/blank", placeholder::blank::build),
    ("placeholder/damaged", placeholder::damaged::build),
    ("placeholder/date", placeholder::date::build),
    ("placeholder/document-number", placeholder::document_number::build),
    ("placeholder/field", placeholder::field::build),
    ("placeholder/highlight", placeholder::highlight::build),
    ("placeholder/mask", placeholder::mask::build),
    ("placeholder/nobody", placeholder::nobody::build),
    ("placeholder/template", placeholder::template::build),
];

/// Builds a check over a collection from its options, or says which is wrong.
pub type BuildCollection = fn(&toml::Table) -> Result<Box<dyn CollectionCheck>, String>;

/// Every check over a collection, by the id of its rule.
pub const COLLECTION_CHECKS: [(&str, BuildCollection); 1] = [("duplicate/across", duplicate::across::build)];

/// The `options` of a `[code]` section, the only key it may have.
///
/// # Errors
/// Where the section holds anything else.
pub fn options_of(section: &toml::Table) -> Result<toml::Table, String> {
    let mut options = toml::Table::new();
    for (key, value) in section {
        match (key.as_str(), value) {
            ("options", toml::Value::Table(table)) => options = table.clone(),
            _ => return Err(format!("`{key}` is not `options`, a table")),
        }
    }
    Ok(options)
}

/// Reads the options of a check.
fn options<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    table.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

/// For a check that has no options.
fn no_options(table: &toml::Table) -> Result<(), String> {
    match table.keys().next() {
        Some(key) => Err(format!("unknown option `{key}`: this rule has none")),
        None => Ok(()),
    }
}
