//! List numbers that Word generates for paragraphs, counted as Word counts them (ECMA-376-1, 17.9):
//!
//! - The counters belong to an abstract list, which several lists may share.
//! - A number on a level restarts the levels below it.
//! - A start number that a list sets for a level applies once.
//! - A style may define the list of a paragraph, its level, or both.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::docx::styles::{ParagraphProperties, Styles};
use crate::readers::docx::{NAMESPACES, WORD};
use crate::readers::numbers::{divided, written};

/// Number of levels of a list.
const LEVELS: usize = 9;

/// One level of a list: the form and the pattern of its numbers.
#[derive(Clone, Debug)]
struct Level {
    /// Number of the first item.
    start: u32,
    /// Form of the numbers (Chinese, Roman …), by its name in the standard.
    format: String,
    /// Pattern of the label, with `%1` for the number of the first level: `%1.%2`.
    text: String,
    /// Divider between the label and the text.
    suffix: String,
    /// True if the numbers of all levels in the label are shown in digits (`w:isLgl`).
    is_legal: bool,
    /// Level, counted from 1, whose numbers restart this level: `Some(0)` if none does, `None` if
    /// each higher level does.
    restart: Option<usize>,
    /// Style whose paragraphs are numbered at this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            suffix: "tab".to_owned(),
            is_legal: false,
            restart: None,
            style: None,
        }
    }
}

/// An abstract list: the levels and the counters that several lists share.
#[derive(Debug, Default)]
struct AbstractList {
    levels: FxHashMap<usize, Level>,
    /// Style whose list defines the levels; if set, this list has none of its own.
    link: Option<String>,
}

/// A list: a reference to an abstract list, with changes of its own.
#[derive(Debug, Default)]
struct List {
    of: String,
    starts: FxHashMap<usize, u32>,
    levels: FxHashMap<usize, Level>,
}

/// All lists of a document, with their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstract_lists: FxHashMap<String, AbstractList>,
    lists: FxHashMap<String, List>,
    /// Number of the last item on each level, by the id of the abstract list.
    counts: FxHashMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start number was already applied.
    started: FxHashSet<(String, usize)>,
}

impl Numbering {
    /// Reads the numbering part of the package.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, PackageError> {
        let mut walker = Walker::new(part, text, NAMESPACES);
        let mut numbering = Self::default();
        while let Some(node) = walker.step()? {
            let Node::Start(element) = node else { continue };
            let id = |name| element.attribute(name).unwrap_or_default().into_owned();
            if element.is(WORD, "abstractNum") {
                let list = abstract_list(&mut walker)?;
                numbering.abstract_lists.insert(id("abstractNumId"), list);
            } else if element.is(WORD, "num") {
                let list = list(&mut walker)?;
                numbering.lists.insert(id("numId"), list);
            }
        }
        Ok(numbering)
    }

    /// Counts the next paragraph, which has the properties `set`. Returns its number with the
    /// divider before the text; `None` if the paragraph has no number or a bullet.
    pub(super) fn next(&mut self, set: &ParagraphProperties, styles: &Styles) -> Option<String> {
        let id = styles.list(set)?;
        let of = self.resolved(&self.lists.get(id)?.of, styles).to_owned();
        let (list, abstract_list) = (self.lists.get(id)?, self.abstract_lists.get(&of)?);
        let level_at = |at: usize| list.levels.get(&at).or_else(|| abstract_list.levels.get(&at));
        let is_linked =
            |at: usize, style: &str| level_at(at).is_some_and(|level| level.style.as_deref() == Some(style));
        let linked = |style: &str| (0..LEVELS).find(|at| is_linked(*at, style));
        let at = styles.level(set, linked).unwrap_or(0);
        let level = level_at(at).filter(|_| at < LEVELS)?;

        let counts = self.counts.entry(of).or_default();
        // If a level above has no number yet, this paragraph counts as its first: 1.1, then 2.
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            *count = count.or_else(|| level_at(above).map(|level| level.start));
        }
        let overridden = list.starts.get(&at);
        let number = match overridden {
            Some(start) if self.started.insert((id.to_owned(), at)) => *start,
            _ => counts[at].map_or(level.start, |last| last.saturating_add(1)),
        };
        counts[at] = Some(number);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_at(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| restart > at) {
                *count = None;
            }
        }
        let counts = *counts;

        if level.format == "bullet" || level.format == "none" && !level.text.contains('%') {
            return None;
        }
        let number_at = |shown: usize| {
            let shown_level = level_at(shown)?;
            let number = counts[shown].unwrap_or(shown_level.start);
            let format = if level.is_legal { "decimal" } else { shown_level.format.as_str() };
            (format != "none").then(|| written(number, format))
        };
        let label = filled(&level.text, number_at);
        (!label.is_empty()).then(|| divided(&label, &level.suffix))
    }

    /// Id of the abstract list that really defines the levels of the abstract list `of`: `of`
    /// itself or, if it only links to a style, the abstract list of that style.
    fn resolved<'n>(&'n self, of: &'n str, styles: &Styles) -> &'n str {
        let link = self.abstract_lists.get(of).and_then(|list| list.link.as_deref());
        let linked = link.and_then(|style| styles.list_of(style)).and_then(|list| self.lists.get(list));
        linked.map_or(of, |list| &list.of)
    }
}

/// Replaces `%1` to `%9` in the pattern of a label by the numbers of the levels 1 to 9: `第%1章`
/// ("Chapter %1") → 第三章.
fn filled(text: &str, number_at: impl Fn(usize) -> Option<String>) -> String {
    let mut label = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        label += before;
        let level = behind.bytes().next().filter(|digit| (b'1'..=b'9').contains(digit));
        rest = match level {
            Some(digit) => {
                label += &number_at(usize::from(digit - b'1')).unwrap_or_default();
                &behind[1..]
            }
            None => {
                label.push('%');
                behind
            }
        };
    }
    label + rest
}

fn abstract_list(walker: &mut Walker<'_>) -> Result<AbstractList, PackageError> {
    let mut list = AbstractList::default();
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) if element.is(WORD, "lvl") => {
                let at = index(&element);
                list.levels.insert(at, level(walker)?);
            }
            Node::Start(element) if element.is(WORD, "numStyleLink") => {
                list.link = element.attribute("val").map(Cow::into_owned);
            }
            _ => {}
        }
    }
    Ok(list)
}

fn list(walker: &mut Walker<'_>) -> Result<List, PackageError> {
    let mut list = List::default();
    let mut at = 0;
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) if element.namespace == Some(WORD) => match element.name {
                "abstractNumId" => list.of = element.attribute("val").unwrap_or_default().into_owned(),
                "lvlOverride" => at = index(&element),
                "startOverride" => {
                    let start = element.attribute("val").and_then(|value| value.parse().ok());
                    list.starts.extend(start.map(|start| (at, start)));
                }
                "lvl" => {
                    let at = index(&element);
                    list.levels.insert(at, level(walker)?);
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(list)
}

fn index(element: &Element<'_>) -> usize {
    element.attribute("ilvl").and_then(|value| value.parse().ok()).unwrap_or(0)
}

fn level(walker: &mut Walker<'_>) -> Result<Level, PackageError> {
    let mut level = Level::default();
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) if element.namespace == Some(WORD) => {
                let value = element.attribute("val").unwrap_or_default();
                match element.name {
                    "start" => level.start = value.parse().unwrap_or(0),
                    "numFmt" => level.format = value.into_owned(),
                    "lvlText" => level.text = value.into_owned(),
                    "suff" => level.suffix = value.into_owned(),
                    "isLgl" => level.is_legal = element.is_on(),
                    "lvlRestart" => level.restart = value.parse().ok(),
                    "pStyle" => level.style = Some(value.into_owned()),
                    "pPr" | "rPr" => walker.skip()?,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok(level)
}

#[cfg(test)]
mod tests {
    use super::Numbering;
    use crate::readers::docx::styles::{ParagraphProperties, Styles};

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
             <w:lvlText w:val='{text}'/>{more}</w:lvl>"
        )
    }

    /// Test helper: the labels of consecutive paragraphs, each given as its list and level.
    fn labels(lists: &str, paragraphs: &[(&str, usize)]) -> Vec<String> {
        let text = format!("<w:numbering xmlns:w='{WORD}'>{lists}</w:numbering>");
        let mut numbering = Numbering::read("word/numbering.xml", &text).unwrap();
        let styles = Styles::default();
        let next = |(list, level): &(&str, usize)| {
            let set = ParagraphProperties {
                list: Some((*list).to_owned()),
                level: Some(*level),
                ..ParagraphProperties::default()
            };
            numbering.next(&set, &styles).unwrap_or_default()
        };
        paragraphs.iter().map(next).collect()
    }

    fn outline() -> String {
        let levels = [
            level(0, "chineseCountingThousand", "%1、", ""),
            level(1, "chineseCounting", "（%2）", ""),
            level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        ];
        format!(
            "<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
            levels.concat()
        )
    }

    #[test]
    fn a_level_clears_the_deeper_ones() {
        let paragraphs = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("1", 2)];
        assert_eq!(
            labels(&outline(), &paragraphs),
            ["一、", "（一）", "（二）", "1.2.1 ", "二、", "（一）", "2.1.1 "]
        );
    }

    #[test]
    fn a_level_that_is_passed_over_counts_one() {
        let paragraphs = [("1", 2), ("1", 1), ("1", 0), ("1", 1)];
        assert_eq!(labels(&outline(), &paragraphs), ["1.1.1 ", "（二）", "二、", "（一）"]);
    }

    #[test]
    fn a_start_that_is_overridden_acts_once() {
        let again = "<w:num w:numId='2'><w:abstractNumId w:val='7'/>\
                     <w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>";
        let lists = outline() + again;
        let paragraphs = [("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0)];
        assert_eq!(labels(&lists, &paragraphs), ["一、", "二、", "五、", "六、", "七、"]);
    }

    #[test]
    fn a_level_may_go_on_and_bullets_have_no_number() {
        let levels = [
            level(0, "decimal", "第%1章", ""),
            level(1, "decimalEnclosedCircle", "%2", "<w:lvlRestart w:val='0'/><w:suff w:val='nothing'/>"),
            level(2, "bullet", "•", ""),
        ];
        let lists = format!(
            "<w:abstractNum w:abstractNumId='0'>{}</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num>",
            levels.concat()
        );
        let paragraphs = [("3", 0), ("3", 1), ("3", 0), ("3", 1), ("3", 2), ("9", 0)];
        assert_eq!(labels(&lists, &paragraphs), ["第1章 ", "①", "第2章 ", "②", "", ""]);
    }
}
