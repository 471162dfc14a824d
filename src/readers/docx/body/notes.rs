//! Numbers of footnotes and endnotes. Word numbers them in the order of their references in the
//! text, independently of their order in the part. A note with a custom mark is not counted.

use rustc_hash::FxHashMap;

use crate::document::block::Aside;
use crate::package::xml::Element;

/// The notes that the text refers to, with their numbers.
#[derive(Debug, Default)]
pub(super) struct Notes {
    footnotes: FxHashMap<String, u32>,
    endnotes: FxHashMap<String, u32>,
    /// Number of footnotes and number of endnotes counted so far.
    counted: (u32, u32),
}

impl Notes {
    /// Records that the text refers to a note, and numbers the note (`footnoteReference`,
    /// `endnoteReference`).
    pub(super) fn referred(&mut self, reference: &Element<'_>) {
        let (known, counted) = match reference.name {
            "footnoteReference" => (&mut self.footnotes, &mut self.counted.0),
            _ => (&mut self.endnotes, &mut self.counted.1),
        };
        let has_own_mark = reference.attribute("customMarkFollows").is_some_and(|value| is_on(&value));
        let Some(id) = reference.attribute("id").filter(|id| !known.contains_key(id.as_ref())) else {
            return;
        };
        *counted += u32::from(!has_own_mark);
        known.insert(id.into_owned(), if has_own_mark { 0 } else { *counted });
    }

    /// Kind and number of the note in an element `footnote` or `endnote`; number 0 if the text does
    /// not refer to it.
    pub(super) fn entered(&self, note: &Element<'_>) -> Option<Aside> {
        let id = note.attribute("id").unwrap_or_default();
        let number = |known: &FxHashMap<String, u32>| known.get(id.as_ref()).copied().unwrap_or(0);
        Some(match note.name {
            "footnote" => Aside::Footnote(number(&self.footnotes)),
            _ => Aside::Endnote(number(&self.endnotes)),
        })
    }
}

/// True for the values of `ST_OnOff` that mean on (ECMA-376-1, 22.9.2.7).
fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
