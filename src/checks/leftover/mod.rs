//! What copying and pasting left in the text.

pub(super) mod collection;
pub(super) mod residue;
