//! Styles: properties that a paragraph or a span inherits from its style, and from the chain of
//! styles on which that style is based.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::odt::list_styles::{ListStyle, list_style};
use crate::readers::odt::{NAMESPACES, OFFICE, STYLE, TEXT};

/// Maximum length of a chain of styles, each based on the next. A damaged file may have a cycle.
const MAX_CHAIN: usize = 16;

/// Kind of text that a style applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// Paragraphs and headings.
    Paragraph,
    /// Spans of text within a paragraph.
    Text,
}

/// A style: its properties, and the style on which it is based.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    /// Name of the list style for paragraphs of this style; empty if the style cancels the one that
    /// it would inherit.
    list: Option<String>,
    is_hidden: Option<bool>,
    has_background: bool,
    /// True if all text of this style is underlined, including blanks.
    is_underlined: Option<bool>,
    /// True if a tab stop fills a tab with a line, as a blank line of a form.
    has_lines: bool,
    /// True if the writing program generated the style for one piece of text (an automatic style).
    is_automatic: bool,
}

/// All styles that text in one part of the file can use.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<(Family, String), Rc<Style>>,
    lists: FxHashMap<String, Rc<ListStyle>>,
    /// Number formats of headings that are not in a list.
    outline: Rc<ListStyle>,
}

impl Styles {
    /// Adds the named styles of a part.
    pub(super) fn read_common(&mut self, part: &str, text: &str) -> Result<(), PackageError> {
        self.read(part, text, "styles")
    }

    /// Adds the automatic styles of a part, which only text of this part uses. They replace styles
    /// of the same name.
    pub(super) fn read_automatic(&mut self, part: &str, text: &str) -> Result<(), PackageError> {
        self.read(part, text, "automatic-styles")
    }

    fn read(&mut self, part: &str, text: &str, wanted: &str) -> Result<(), PackageError> {
        let mut walker = Walker::new(part, text, NAMESPACES);
        let is_automatic = wanted == "automatic-styles";
        let is_root = |name: &str| matches!(name, "document-content" | "document-styles");
        while let Some(node) = walker.step()? {
            let Node::Start(element) = node else { continue };
            match (element.namespace, element.name) {
                (Some(OFFICE), name) if name == wanted || is_root(name) => {}
                // The text is long, and no style follows it.
                (Some(OFFICE), "body") => break,
                (Some(STYLE), "style") => self.style(&element, &mut walker, is_automatic)?,
                (Some(TEXT), "list-style") => {
                    let name = element.attribute("name").unwrap_or_default().into_owned();
                    self.lists.insert(name, Rc::new(list_style(&mut walker)?));
                }
                (Some(TEXT), "outline-style") => {
                    let name = element.attribute("name").unwrap_or(Cow::Borrowed("Outline")).into_owned();
                    self.outline = Rc::new(list_style(&mut walker)?);
                    self.lists.insert(name, Rc::clone(&self.outline));
                }
                _ => walker.skip()?,
            }
        }
        Ok(())
    }

    fn style(
        &mut self,
        element: &Element<'_>,
        walker: &mut Walker<'_>,
        is_automatic: bool,
    ) -> Result<(), PackageError> {
        let value = |name| element.attribute(name).map(Cow::into_owned);
        let mut style = Style {
            based_on: value("parent-style-name"),
            list: value("list-style-name"),
            is_automatic,
            ..Style::default()
        };
        let inside = walker.depth();
        while let Some(node) = walker.step()? {
            match node {
                Node::End if walker.depth() < inside => break,
                Node::Start(element)
                    if element.is(STYLE, "paragraph-properties") || element.is(STYLE, "tab-stops") => {}
                Node::Start(element) => {
                    if element.is(STYLE, "tab-stop") {
                        style.has_lines |= element.attribute("leader-text").is_some_and(|text| text == "_");
                    }
                    if element.is(STYLE, "text-properties") {
                        style.is_hidden = element.attribute("display").map(|display| display == "none");
                        style.is_underlined = is_underlined(&element);
                        let background = element.attribute("background-color");
                        style.has_background = background.is_some_and(|colour| colour != "transparent");
                    }
                    walker.skip()?;
                }
                _ => {}
            }
        }
        let family = match element.attribute("family").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            _ => return Ok(()),
        };
        self.styles.insert((family, value("name").unwrap_or_default()), Rc::new(style));
        Ok(())
    }

    /// The style with this name and the styles that it is based on, nearest first.
    fn chain<'s>(&'s self, family: Family, name: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let find = move |name: &str| self.styles.get(&(family, name.to_owned())).map(Rc::as_ref);
        let first = name.and_then(find);
        std::iter::successors(first, move |style| style.based_on.as_deref().and_then(find)).take(MAX_CHAIN)
    }

    /// True for hidden text.
    pub(super) fn is_hidden(&self, family: Family, name: Option<&str>) -> bool {
        self.chain(family, name).find_map(|style| style.is_hidden).unwrap_or(false)
    }

    /// True for text that a user highlighted: only automatic styles count, because a background in
    /// a named style belongs to the layout.
    pub(super) fn is_highlighted(&self, family: Family, name: Option<&str>) -> bool {
        self.chain(family, name).next().is_some_and(|style| style.is_automatic && style.has_background)
    }

    /// True for underlined text.
    pub(super) fn is_underlined(&self, family: Family, name: Option<&str>) -> bool {
        self.chain(family, name).find_map(|style| style.is_underlined).unwrap_or(false)
    }

    /// True for a paragraph whose tabs draw lines.
    pub(super) fn has_lines(&self, name: Option<&str>) -> bool {
        self.chain(Family::Paragraph, name).any(|style| style.has_lines)
    }

    /// List style called `list`, or if that is `None`, the list style of the paragraph style
    /// `paragraph`.
    pub(super) fn list(&self, list: Option<&str>, paragraph: Option<&str>) -> Rc<ListStyle> {
        let of_style = || self.chain(Family::Paragraph, paragraph).find_map(|style| style.list.as_deref());
        let name = list.or_else(of_style).unwrap_or_default();
        self.lists.get(name).cloned().unwrap_or_default()
    }

    /// Number formats of a heading that is not in a list; empty if the style of the heading removes
    /// it from the outline.
    pub(super) fn outline(&self, paragraph: Option<&str>) -> Rc<ListStyle> {
        let own = self.chain(Family::Paragraph, paragraph).find_map(|style| style.list.as_deref());
        match own {
            Some("") => Rc::default(),
            _ => Rc::clone(&self.outline),
        }
    }
}

/// True if text properties underline the text; `None` if they do not define it (ODF 1.2, part 1,
/// 20.366 to 20.371).
fn is_underlined(properties: &Element<'_>) -> Option<bool> {
    let value = |name| properties.attribute(name);
    let is_drawn = |kind: &str| kind != "none";
    let style = value("text-underline-style").map(|style| is_drawn(&style));
    let is_drawn = style.or_else(|| value("text-underline-type").map(|kind| is_drawn(&kind)))?;
    // An underline of words only leaves out blanks.
    Some(is_drawn && value("text-underline-mode").is_none_or(|mode| mode != "skip-white-space"))
}
