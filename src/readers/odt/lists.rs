//! Automatic numbers, counted as LibreOffice counts them: a list that goes on shares its counter with the one before it, and only a
//! number of a higher level makes a lower one begin again, or a second list inside one item, not the element that nests.

use rustc_hash::FxHashMap;

use crate::package::xml::Element;
use crate::readers::numbers::{divided, written};
use crate::readers::odt::list_styles::{LEVELS, ListStyle, number};

/// How far a list has counted: the last number of each level.
type Counter = [Option<u32>; LEVELS];

/// A paragraph that a list numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The counter it belongs to.
    pub(super) counter: usize,
    /// Its level, from 0.
    pub(super) level: usize,
    /// The list style; `None` for that of the paragraph.
    pub(super) style: Option<String>,
    /// The number it has whatever came before.
    pub(super) start: Option<u32>,
}

/// A list that is open where the walk stands.
#[derive(Clone, Debug)]
pub(super) struct OpenList {
    counter: usize,
    level: usize,
    style: Option<String>,
    /// Lists inside the item that is open.
    sublists: usize,
}

impl OpenList {
    /// The `text:list-item` that begins.
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
    /// The style and the counter of the list that began last.
    last: Option<(Option<String>, usize)>,
}

impl Lists {
    /// Before the first list.
    pub(super) fn new() -> Self {
        Self { counters: vec![Counter::default()], by_id: FxHashMap::default(), last: None }
    }

    /// The `text:list` that begins inside `outer`.
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

    /// The `text:numbered-paragraph` that begins: all with one `text:list-id` count together.
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

    /// Counts the paragraph and gives its number, with what divides it from the text; `None` where none is shown.
    pub(super) fn next(&mut self, item: &Item, style: &ListStyle) -> Option<String> {
        let at = item.level.min(LEVELS - 1);
        let first = |level: usize| style.get(&level).map_or(1, |level| level.start);
        let counts = self.counters.get_mut(item.counter)?;
        let following = || counts[at].map_or(first(at), |last| last.saturating_add(1));
        counts[at] = Some(item.start.unwrap_or_else(following));
        for (higher, count) in counts.iter_mut().enumerate().take(at) {
            // An item that holds nothing but a list has no line, yet counts.
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

/// `第%1%章` with the numbers in their places. What stands between a number that is not shown and the next goes with it.
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
