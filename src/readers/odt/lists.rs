//! Automatic numbers of lists, counted as LibreOffice counts them. A list that continues another
//! one shares its counter. The numbers of a level restart after a number of a higher level, and in
//! a second list inside one item, but not merely because the elements are nested.

use rustc_hash::FxHashMap;

use crate::package::xml::Element;
use crate::readers::numbers::{divided, written};
use crate::readers::odt::list_styles::{LEVELS, ListStyle, number};

/// Last number of each level of a list.
type Counter = [Option<u32>; LEVELS];

/// Data from which the number of a list item is computed.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Index in `Lists` of the counter that gives the number.
    pub(super) counter: usize,
    /// Level in the list, from 0.
    pub(super) level: usize,
    /// Name of the list style; `None` to use the style of the paragraph.
    pub(super) style: Option<String>,
    /// Number that the item itself sets, which overrides the counter.
    pub(super) start: Option<u32>,
}

/// A list that has begun and not ended.
#[derive(Clone, Debug)]
pub(super) struct OpenList {
    counter: usize,
    level: usize,
    style: Option<String>,
    /// Number of lists that have begun inside the open item.
    sublists: usize,
}

impl OpenList {
    /// Returns the data of the item that the element `text:list-item` begins.
    pub(super) fn item(&mut self, element: &Element<'_>) -> Item {
        self.sublists = 0;
        let style = element.attribute("style-override").map(std::borrow::Cow::into_owned);
        Item {
            counter: self.counter,
            level: self.level,
            style: style.or_else(|| self.style.clone()),
            start: number(element, "start-value"),
        }
    }
}

/// All counters of a document. The first one counts the headings of the outline.
#[derive(Debug)]
pub(super) struct Lists {
    counters: Vec<Counter>,
    by_id: FxHashMap<String, usize>,
    /// Style and counter of the list that began last.
    last: Option<(Option<String>, usize)>,
}

impl Lists {
    /// Creates the counters, before the first list.
    pub(super) fn new() -> Self {
        Self { counters: vec![Counter::default()], by_id: FxHashMap::default(), last: None }
    }

    /// Opens the list of a `text:list`. `outer` is the list around it, if there is one.
    pub(super) fn open(&mut self, element: &Element<'_>, outer: Option<&mut OpenList>) -> OpenList {
        let style = element.attribute("style-name").map(std::borrow::Cow::into_owned);
        let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true");
        if let Some(outer) = outer {
            let style = style.or_else(|| outer.style.clone());
            let (counter, level) = (outer.counter, (outer.level + 1).min(LEVELS - 1));
            outer.sublists += 1;
            if outer.sublists > 1 && !goes_on {
                self.counters[counter][level..].fill(None);
            }
            return OpenList { counter, level, style, sublists: 0 };
        }
        let before = element.attribute("continue-list").and_then(|id| self.by_id.get(id.as_ref()).copied());
        let last = self.last.as_ref().filter(|(last, _)| goes_on && *last == style);
        let counter = before.or(last.map(|(_, counter)| *counter)).unwrap_or_else(|| self.new_counter());
        if let Some(id) = element.attribute("id") {
            self.by_id.insert(id.into_owned(), counter);
        }
        self.last = Some((style.clone(), counter));
        OpenList { counter, level: 0, style, sublists: 0 }
    }

    /// Returns the data of a `text:numbered-paragraph`. All with the same `text:list-id` share a
    /// counter.
    pub(super) fn numbered_paragraph(&mut self, element: &Element<'_>) -> Item {
        let id = element.attribute("list-id").unwrap_or_default().into_owned();
        let counter = match self.by_id.get(&id) {
            Some(counter) => *counter,
            None => self.new_counter(),
        };
        self.by_id.insert(id, counter);
        let level = number(element, "level").map_or(0, |level| level.saturating_sub(1) as usize);
        let style = element.attribute("style-name").map(std::borrow::Cow::into_owned);
        Item { counter, level, style, start: number(element, "start-value") }
    }

    fn new_counter(&mut self) -> usize {
        self.counters.push(Counter::default());
        self.counters.len() - 1
    }

    /// Counts an item, and returns its number with the divider before the text; `None` if no number
    /// is shown.
    pub(super) fn next(&mut self, item: &Item, style: &ListStyle) -> Option<String> {
        let at = item.level.min(LEVELS - 1);
        let first = |level: usize| style.get(&level).map_or(1, |level| level.start);
        let counts = self.counters.get_mut(item.counter)?;
        let following = || counts[at].map_or(first(at), |last| last.saturating_add(1));
        counts[at] = Some(item.start.unwrap_or_else(following));
        for (higher, count) in counts.iter_mut().enumerate().take(at) {
            // An item that contains only a list has no line, but is counted.
            count.get_or_insert(first(higher));
        }
        counts[at + 1..].fill(None);

        let level = style.get(&at)?;
        level.format?;
        let shown = |shown: usize| {
            let format = style.get(&shown)?.format?;
            Some(written(counts[shown].unwrap_or(0), format))
        };
        let label = filled(&level.text, shown);
        (!label.is_empty()).then(|| divided(&label, &level.suffix))
    }
}

/// Replaces `%1%` to `%10%` in the pattern of a label by the numbers of the levels 1 to 10: `第%1%章`
/// ("Chapter %1%") → 第三章. If a level has no number, the text up to the next number is dropped.
fn filled(text: &str, number_at: impl Fn(usize) -> Option<String>) -> String {
    let mut label = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        label += before;
        let place =
            behind.split_once('%').and_then(|(digits, after)| Some((digits.parse::<usize>().ok()?, after)));
        let Some((level, after)) = place else {
            label.push('%');
            rest = behind;
            continue;
        };
        rest = after;
        match level.checked_sub(1).filter(|level| *level < LEVELS).and_then(&number_at) {
            Some(number) => label += &number,
            None => rest = after.find('%').map_or(after, |next| &after[next..]),
        }
    }
    label + rest
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn numbers_stand_in_their_places() {
        let number_at = |level: usize| (level != 1).then(|| (level + 1).to_string());
        for (text, expected) in [
            ("第%1%章", "第1章"),
            ("%1%.%2%.%3%", "1.3"),
            ("%3%、", "3、"),
            ("100%", "100%"),
            ("%99%%", "%"),
            ("", ""),
        ] {
            assert_eq!(filled(text, number_at), expected, "{text}");
        }
    }
}
