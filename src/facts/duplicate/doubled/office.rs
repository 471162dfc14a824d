//! An office on both sides of a name: 副市长周大川副市长 ("Deputy Mayor Zhou Dachuan Deputy Mayor").

use crate::facts::duplicate::doubled::Pair;
use crate::facts::duplicate::names::is_person;
use crate::words::doubled;

/// True if the same office comes before and after the name of a person.
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    is_person(pair.between()) && pair.words.of(&doubled::OFFICE).contains(pair.unit())
}
