//! Facts about item numbers: marks, the series that they form, and numbered things.

pub mod attachments;
pub mod captions;
pub mod contents;
pub mod marks;
pub mod missing;
pub mod named;
pub mod odd;
pub mod outline;
pub mod pieces;
pub mod pointed;
pub mod references;
pub mod series;
pub mod stretches;
pub mod titled;
