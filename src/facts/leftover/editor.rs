//! Words of people who edit a text (删掉, "delete"; 核对, "check"), and the minimum share of these
//! words in a note.

use crate::facts::Facts;
use crate::facts::leftover::reading::{Language, Score};
use crate::facts::leftover::role::Role;
use crate::words::remark;

/// Words of editors' remarks, by role.
pub static LANGUAGE: Language = Language::new(&[
    (Role::Legal, &remark::LEGAL),
    (Role::Target, &remark::TARGET),
    (Role::Fact, &remark::FACT),
    (Role::Check, &remark::CHECK),
    (Role::Plain, &remark::PLAIN),
    (Role::Edit, &remark::EDIT),
    (Role::Fault, &remark::FAULT),
    (Role::Request, &remark::REQUEST),
    (Role::Person, &remark::PERSON),
    (Role::Opinion, &remark::OPINION),
    (Role::Glue, &remark::FILLER),
]);

/// Maximum number of characters of a remark. A longer text is not read as a remark of an editor.
pub const MAX_REMARK: usize = 50;
/// Minimum share of an editor's words in a note, in percent.
pub const SHARE: usize = 70;
/// Maximum number of characters of a name after @.
pub const MAX_NAME: usize = 6;

/// Weights of the words that editors use, by role, in a text.
pub fn heard(facts: &Facts<'_>, text: &str) -> Score {
    LANGUAGE.heard(text, facts.words()).1
}
