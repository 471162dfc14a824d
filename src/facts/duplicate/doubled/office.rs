//! An office that stands on both sides of a name: 副市长周大川副市长.

use crate::facts::duplicate::doubled::Pair;
use crate::facts::duplicate::names::is_person;
use crate::words::doubled;

/// True if an office stands before and behind the name of a person.
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    is_person(pair.between()) && pair.words.of(&doubled::OFFICE).contains(pair.unit())
}
