//! Numbers of ordered lists as browsers show them: `<ol start=3 type=a><li>` is `c. `.

use html5gum::StartTag;

use crate::readers::html::{attribute, has_style};
use crate::readers::numbers::written;

/// A list whose end was not reached yet, with the number of its next item.
pub(super) struct List {
    next: i64,
    step: i64,
    /// Form of the list's numbers, by its name in Office Open XML, and the divider after a number;
    /// `None` for bullets and for lists without labels.
    format: Option<(&'static str, &'static str)>,
}

impl List {
    /// Creates the list of a `ul`, `menu` or `dir`.
    pub(super) fn of_bullets() -> Self {
        Self { next: 1, step: 1, format: None }
    }

    /// Creates the list of an `ol`.
    pub(super) fn of_numbers(tag: &StartTag<usize>) -> Self {
        let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok());
        let is_reversed = tag.attributes.contains_key(&b"reversed"[..]);
        // A reversed list begins with the number of its items, which is not known yet.
        let is_known = start.is_some() || !is_reversed;
        Self {
            next: start.unwrap_or(1),
            step: if is_reversed { -1 } else { 1 },
            format: format(tag).filter(|_| is_known),
        }
    }

    /// Label of the list's next item, `item`: its number with the divider before the text. `None`
    /// if the list has no numbers.
    pub(super) fn number(&mut self, item: &StartTag<usize>) -> Option<String> {
        let value = attribute(item, "value").and_then(|value| value.trim().parse().ok());
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let (name, divider) = self.format?;
        let number = match u32::try_from(number) {
            Ok(number) if number > 0 => written(number, name),
            _ => number.to_string(),
        };
        Some(number + divider)
    }
}

fn format(tag: &StartTag<usize>) -> Option<(&'static str, &'static str)> {
    let is_style = |value: &str| {
        has_style(tag, &format!("list-style-type:{value}")) || has_style(tag, &format!("list-style:{value}"))
    };
    if is_style("none") {
        return None;
    }
    if ["cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"].into_iter().any(is_style) {
        return Some(("chineseCounting", "、"));
    }
    Some(match attribute(tag, "type") {
        Some("a") => ("lowerLetter", ". "),
        Some("A") => ("upperLetter", ". "),
        Some("i") => ("lowerRoman", ". "),
        Some("I") => ("upperRoman", ". "),
        _ => ("decimal", ". "),
    })
}
