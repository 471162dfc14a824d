//! Numbers that announce a list, and how long it is.

pub(super) mod announced;
pub(super) mod characters;
pub(super) mod doubled;
pub(super) mod list;
pub(super) mod respectively;
