//! Blanks that were never filled in.

pub(super) mod blank;
pub(super) mod damaged;
pub(super) mod date;
pub(super) mod document_number;
pub(super) mod field;
pub(super) mod highlight;
pub(super) mod mask;
pub(super) mod nobody;
pub(super) mod template;
