//! Styles: properties that a paragraph or a run inherits from its style, and from the chain of
//! styles on which that style is based.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::docx::{NAMESPACES, WORD};

/// Maximum length of a chain of styles, each based on the next. A damaged file may have a cycle.
const MAX_CHAIN: usize = 16;
/// Id of a list that means “no list”. On a paragraph it cancels the list that the style sets
/// (ECMA-376-1, 17.9.18).
pub(super) const NO_LIST: &str = "0";

/// Properties of a paragraph, set directly or by its style.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    /// Id of the paragraph style.
    pub(super) style: Option<String>,
    /// Id of the paragraph's list; [`NO_LIST`] cancels the list of the style; `None` if not set.
    pub(super) list: Option<String>,
    /// The level in that list, from 0.
    pub(super) level: Option<usize>,
    /// Outline level, from 0 for a main heading; 9 is running text.
    pub(super) outline: Option<u8>,
    /// Tracked change of the paragraph mark, the sign that ends the paragraph.
    pub(super) mark: Option<MarkChange>,
    /// True if a section ends with this paragraph. If it has no text of its own, the paragraph is
    /// only the section break, which has no number.
    pub(super) ends_section: bool,
    /// True if a tab stop fills a tab with a line, as a blank line of a form.
    pub(super) has_lines: bool,
}

/// Tracked change of a paragraph mark, which joins or divides two paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkChange {
    /// The paragraph mark was inserted.
    Inserted,
    /// The paragraph mark was deleted.
    Deleted,
}

/// Properties of a run of text, set directly or by its style.
#[derive(Clone, Debug, Default)]
pub(super) struct RunProperties {
    /// Id of the character style.
    pub(super) style: Option<String>,
    /// True for hidden text.
    pub(super) is_hidden: Option<bool>,
    /// True if the text is highlighted.
    pub(super) is_highlighted: bool,
    /// True if the text is underlined.
    pub(super) is_underlined: bool,
}

/// A style: its properties, and the style on which it is based.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// All styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Style>,
    /// Id of the style for paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads the styles part of the package.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, PackageError> {
        let mut walker = Walker::new(part, text, NAMESPACES);
        let mut styles = Self::default();
        while let Some(node) = walker.step()? {
            let Node::Start(element) = node else { continue };
            if element.is(WORD, "style") {
                styles.style(&element, &mut walker)?;
            } else if element.is(WORD, "latentStyles") {
                walker.skip_unparsed()?;
            }
        }
        Ok(styles)
    }

    fn style(&mut self, element: &Element<'_>, walker: &mut Walker<'_>) -> Result<(), PackageError> {
        let kind = element.attribute("type");
        // No paragraph is based on a table style. In generated files they make up nearly all of a
        // part of 350 KB.
        if kind.as_deref() == Some("table") {
            return walker.skip_unparsed();
        }
        let id = element.attribute("styleId").unwrap_or_default().into_owned();
        let is_paragraph = kind.as_deref() == Some("paragraph");
        if is_paragraph && matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on")) {
            self.default = Some(id.clone());
        }
        let mut style = Style::default();
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element) if element.namespace == Some(WORD) => match element.name {
                    "name" => style.name = element.attribute("val").unwrap_or_default().into_owned(),
                    "basedOn" => style.based_on = element.attribute("val").map(Cow::into_owned),
                    "pPr" => style.paragraph = paragraph_properties(walker)?,
                    "rPr" => style.run = run_properties(walker)?,
                    _ => walker.skip()?,
                },
                _ => {}
            }
        }
        self.styles.insert(id, style);
        Ok(())
    }

    /// The style with this id and the styles that it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let find = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let first = id.and_then(find);
        std::iter::successors(first, move |(_, style)| style.based_on.as_deref().and_then(find))
            .take(MAX_CHAIN)
    }

    /// The styles of a paragraph with the properties `set`, nearest first.
    fn of_paragraph<'s>(
        &'s self,
        set: &'s ParagraphProperties,
    ) -> impl Iterator<Item = (&'s str, &'s Style)> {
        self.chain(set.style.as_deref().or(self.default.as_deref()))
    }

    /// Heading level of a paragraph with the properties `set`, from 1; `None` for running text.
    pub(super) fn heading(&self, set: &ParagraphProperties) -> Option<u8> {
        let named = |style: &Style| {
            let level = style.name.to_ascii_lowercase().strip_prefix("heading ")?.parse::<u8>().ok()?;
            level.checked_sub(1)
        };
        let styles = || self.of_paragraph(set);
        let outline = set
            .outline
            .or_else(|| styles().find_map(|(_, style)| style.paragraph.outline.or_else(|| named(style))));
        outline.filter(|level| *level < 9).map(|level| level + 1)
    }

    /// Id of the list of a paragraph: its own, or that of the nearest style that has one.
    pub(super) fn list<'s>(&'s self, set: &'s ParagraphProperties) -> Option<&'s str> {
        let of_styles = || self.of_paragraph(set).find_map(|(_, style)| style.paragraph.list.as_deref());
        set.list.as_deref().or_else(of_styles)
    }

    /// Level of a paragraph in its list, from 0. The level is inherited separately from the list: a
    /// style may define only a level, and take its list from the style that it is based on. If a
    /// level of the list names the style (`w:pStyle`), that level applies instead of the one in the
    /// style (ECMA-376-1, 17.3.1.19); `linked` finds it.
    pub(super) fn level(
        &self,
        set: &ParagraphProperties,
        linked: impl Fn(&str) -> Option<usize>,
    ) -> Option<usize> {
        let of_styles =
            || self.of_paragraph(set).find_map(|(id, style)| linked(id).or(style.paragraph.level));
        set.level.or_else(of_styles)
    }

    /// Id of the list that a list style defines.
    pub(super) fn list_of<'s>(&'s self, style: &'s str) -> Option<&'s str> {
        self.chain(Some(style)).find_map(|(_, style)| style.paragraph.list.as_deref())
    }

    /// True for lines of a table of contents. The name of the nearest style decides; if the file
    /// does not define the style, its id does.
    pub(super) fn is_contents(&self, set: &ParagraphProperties) -> bool {
        match self.of_paragraph(set).next() {
            Some((_, style)) => is_contents_style(&style.name),
            None => set.style.as_deref().is_some_and(is_contents_style),
        }
    }

    /// True if the run is hidden, by its own properties, its style or that of the paragraph.
    pub(super) fn is_hidden(&self, paragraph: &ParagraphProperties, run: &RunProperties) -> bool {
        let of_run = || self.chain(run.style.as_deref());
        let styles = of_run().chain(self.of_paragraph(paragraph));
        let mut set = styles.filter_map(|(_, style)| style.run.is_hidden);
        run.is_hidden.or_else(|| set.next()).unwrap_or(false)
    }
}

/// True for the style name of a table of contents: `toc 1`, `TOC1`, `目录 1` ("contents 1"), `TOC
/// Heading`, `table of figures`.
fn is_contents_style(name: &str) -> bool {
    let name = name.to_lowercase();
    let level = ["toc", "目录", "contents"].into_iter().find_map(|word| name.strip_prefix(word));
    let is_level = |level: &str| matches!(level.trim_start().as_bytes(), [b'1'..=b'9']);
    level.is_some_and(is_level) || name.starts_with("toc ") || name.starts_with("table of ")
}

/// Reads the properties in a `w:pPr` whose start tag was read.
pub(super) fn paragraph_properties(walker: &mut Walker<'_>) -> Result<ParagraphProperties, PackageError> {
    let mut set = ParagraphProperties::default();
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) if element.namespace == Some(WORD) => {
                let value = || element.attribute("val");
                match element.name {
                    "pStyle" => set.style = value().map(Cow::into_owned),
                    "numId" => set.list = value().map(Cow::into_owned),
                    "ilvl" => set.level = value().and_then(|value| value.parse().ok()),
                    "outlineLvl" => set.outline = value().and_then(|value| value.parse().ok()),
                    "rPr" => set.mark = mark_change(walker)?,
                    "sectPr" => {
                        set.ends_section = true;
                        walker.skip()?;
                    }
                    "numPr" | "tabs" => {}
                    "tab" => {
                        let leader = element.attribute("leader");
                        set.has_lines |= leader.is_some_and(|line| matches!(&*line, "underscore" | "heavy"));
                        walker.skip()?;
                    }
                    _ => walker.skip()?,
                }
            }
            Node::Start(_) => walker.skip()?,
            _ => {}
        }
    }
    Ok(set)
}

/// Reads the `w:rPr` inside a `w:pPr`, whose start tag was read. It has the tracked change of the
/// paragraph mark.
fn mark_change(walker: &mut Walker<'_>) -> Result<Option<MarkChange>, PackageError> {
    let mut change = None;
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) => {
                match (element.namespace, element.name) {
                    (Some(WORD), "ins" | "moveTo") => change = Some(MarkChange::Inserted),
                    (Some(WORD), "del" | "moveFrom") => change = Some(MarkChange::Deleted),
                    _ => {}
                }
                walker.skip()?;
            }
            _ => {}
        }
    }
    Ok(change)
}

/// Reads the properties in a `w:rPr` whose start tag was read.
pub(super) fn run_properties(walker: &mut Walker<'_>) -> Result<RunProperties, PackageError> {
    let mut set = RunProperties::default();
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) if element.namespace == Some(WORD) => {
                match element.name {
                    "rStyle" => set.style = element.attribute("val").map(Cow::into_owned),
                    "vanish" => set.is_hidden = Some(element.is_on()),
                    "highlight" => set.is_highlighted = element.is_on(),
                    "u" => set.is_underlined = element.attribute("val").is_none_or(|value| value != "none"),
                    _ => {}
                }
                walker.skip()?;
            }
            Node::Start(_) => walker.skip()?,
            _ => {}
        }
    }
    Ok(set)
}
