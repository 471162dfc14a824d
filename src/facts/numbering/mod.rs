//! Facts about item numbers: marks, the series they make, and what is numbered.

pub mod attachments;
pub mod captions;
pub mod contents;
pub mod marks;
pub mod named;
pub mod outline;
pub mod pieces;
pub mod references;
pub mod series;
