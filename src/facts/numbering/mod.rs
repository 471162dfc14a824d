//! Facts about item numbers: item marks (一、, （一）, 1.), the series that they form, and other
//! numbered things such as articles and attachments.

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
