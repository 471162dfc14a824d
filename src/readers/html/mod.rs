//! HTML: blocks inside Markdown, and pages of their own.

mod elements;
pub(super) mod fragment;
mod lists;
pub(super) mod page;
mod references;
mod tables;

use html5gum::StartTag;

/// Value of an attribute; `None` if it is missing or not UTF-8.
fn attribute<'t>(tag: &'t StartTag<usize>, name: &str) -> Option<&'t str> {
    let value = tag.attributes.get(name.as_bytes())?;
    std::str::from_utf8(value).ok()
}

/// True if the `style` of an element has this declaration; `declaration` must be in lower case,
/// without blanks.
fn has_style(tag: &StartTag<usize>, declaration: &str) -> bool {
    let Some(style) = attribute(tag, "style") else { return false };
    style.split(';').any(|written| {
        let plain = written.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase());
        plain.collect::<String>().trim_end_matches("!important") == declaration
    })
}
