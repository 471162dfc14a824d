//! Places with a name and a grade: 鹿鸣山省级自然保护区 ("Luming Mountain nature reserve of provincial
//! grade").

use crate::facts::Facts;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Number of characters at the end of the name before a grade. These identify the place.
const NAME: usize = 2;

/// A place with its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradedPlace {
    /// Span of the grade and of the noun after it.
    pub span: Span,
    /// End of the place's name, and the noun for the place: 鸣山 ("…ming Mountain") and 自然保护区
    /// ("nature reserve") for 鹿鸣山自然保护区 ("Luming Mountain nature reserve").
    pub place: (Box<str>, Box<str>),
    /// Grade: 省级 ("provincial").
    pub grade: Box<str>,
}

/// Finds all places with grades.
pub(super) fn find(facts: &Facts<'_>) -> Vec<GradedPlace> {
    let text = facts.doc.text();
    let [grades, kinds, ends, general] =
        [&set::PROJECT_LEVEL, &set::GRADED_PLACE, &set::LANDSCAPE, &set::GENERAL_PLACE]
            .map(|class| facts.words().of(class));
    let mut found = Vec::new();
    for (at, grade) in facts.words_in(grades) {
        let behind = at + grade.len();
        let before = near(text, 0, at);
        let name = before.char_indices().rev().nth(NAME - 1).map_or("", |(from, _)| &before[from..]);
        // 全县省级自然保护区 ("the county's provincial nature reserves") means several places.
        let is_name =
            name.chars().all(is_han) && ends.end_of(name).is_some() && general.start_of(name).is_none();
        if let (Some(kind), true) = (kinds.start_of(&text[behind..]), is_name) {
            found.push(GradedPlace {
                span: Span::new(at - name.len(), behind + kind.len()),
                place: (name.into(), kind.into()),
                grade: grade.into(),
            });
        }
    }
    found.sort_by_key(|place| place.span);
    found
}
