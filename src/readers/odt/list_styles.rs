//! List styles: the number format of each level of a list (ODF 1.2, part 1, 16.30 and 16.34).

use rustc_hash::FxHashMap;

use crate::package::PackageError;
use crate::package::xml::{Element, Node, Walker};
use crate::readers::odt::{STYLE, TEXT};

/// Number of levels of a list.
pub(super) const LEVELS: usize = 10;

/// One numbered level of a list style.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// Number of the first item.
    pub(super) start: u32,
    /// Form of the number, by its name in Office Open XML; `None` if numbers are not shown.
    pub(super) format: Option<&'static str>,
    /// Pattern of the label, with `%1%` for the number of the first level.
    pub(super) text: String,
    /// Kind of divider between the number and the text: `listtab`, `space` or `nothing`.
    pub(super) suffix: String,
}

/// A list style: its numbered levels, from 0. Levels with bullets or pictures are missing.
pub(super) type ListStyle = FxHashMap<usize, Level>;

/// Reads a `text:list-style` or `text:outline-style` whose start tag was read.
pub(super) fn list_style(walker: &mut Walker<'_>) -> Result<ListStyle, PackageError> {
    let mut style = ListStyle::default();
    let mut at = None;
    let inside = walker.depth();
    while let Some(node) = walker.step()? {
        match node {
            Node::End if walker.depth() < inside => break,
            Node::Start(element) => match (element.namespace, element.name) {
                (Some(TEXT), "list-level-style-number" | "outline-level-style") => {
                    let number = number(&element, "level").map_or(0, |level| level as usize);
                    at = number.checked_sub(1).filter(|level| *level < LEVELS);
                    style.extend(at.map(|at| (at, level(&element, at))));
                }
                (Some(TEXT), _) => at = None,
                (Some(STYLE), "list-level-label-alignment") => {
                    if let (Some(level), Some(suffix)) =
                        (at.and_then(|at| style.get_mut(&at)), element.attribute("label-followed-by"))
                    {
                        level.suffix = suffix.into_owned();
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(style)
}

fn level(element: &Element<'_>, at: usize) -> Level {
    let value = |name| element.attribute(name).unwrap_or_default();
    // LibreOffice writes this attribute since 7.2, as ODF 1.4 will: it includes the text between
    // the numbers.
    let text = element.attribute("num-list-format").map_or_else(
        || {
            let shown = number(element, "display-levels").map_or(1, |shown| shown as usize);
            let first = (at + 1).saturating_sub(shown.max(1));
            let numbers: Vec<String> = (first..=at).map(|level| format!("%{}%", level + 1)).collect();
            format!("{}{}{}", value("num-prefix"), numbers.join("."), value("num-suffix"))
        },
        std::borrow::Cow::into_owned,
    );
    Level {
        start: number(element, "start-value").unwrap_or(1),
        format: format_of(&value("num-format")),
        text,
        suffix: "listtab".to_owned(),
    }
}

/// Returns the value of a numeric attribute.
pub(super) fn number(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}

/// Returns the name of the number form for a value of `style:num-format`. The value shows the first
/// number in that form, or the first numbers (`一, 二, 三, ...` for 1, 2, 3).
fn format_of(written: &str) -> Option<&'static str> {
    let mut names = written.split([',', '，']).map(str::trim);
    let first = names.next().unwrap_or_default();
    Some(match (first, names.next()) {
        ("", _) => return None,
        ("a", _) => "lowerLetter",
        ("A", _) => "upperLetter",
        ("i", _) => "lowerRoman",
        ("I", _) => "upperRoman",
        ("一", Some("二") | None) => "chineseCountingThousand",
        ("壹" | "壱", _) => "chineseLegalSimplified",
        ("甲", _) => "ideographTraditional",
        ("子", _) => "ideographZodiac",
        ("①", _) => "decimalEnclosedCircle",
        ("⑴", _) => "decimalEnclosedParen",
        ("⒈", _) => "decimalEnclosedFullstop",
        ("㊀", _) => "ideographEnclosedCircle",
        ("㈠", _) => "ideographParenthesized",
        ("１", _) => "decimalFullWidth",
        ("01", _) => "decimalZero",
        _ => "decimal",
    })
}

#[cfg(test)]
mod tests {
    use super::format_of;

    #[test]
    fn formats_are_told_by_their_first_numbers() {
        for (written, expected) in [
            ("1", Some("decimal")),
            ("a", Some("lowerLetter")),
            ("一, 二, 三, ...", Some("chineseCountingThousand")),
            ("壹, 贰, 叁, ...", Some("chineseLegalSimplified")),
            ("甲, 乙, 丙, ...", Some("ideographTraditional")),
            ("①, ②, ③, ...", Some("decimalEnclosedCircle")),
            ("１, ２, ３, ...", Some("decimalFullWidth")),
            ("01, 02, 03, ...", Some("decimalZero")),
            ("", None),
        ] {
            assert_eq!(format_of(written), expected, "{written}");
        }
    }
}
