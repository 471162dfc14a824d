//! L6: checks one document, and reports the findings in a form that every output prints.

pub mod baseline;
pub mod collection;
pub mod examples;
pub mod fingerprint;
pub mod fixing;
pub mod held;
pub mod lint;
pub mod previous;
pub mod report;
pub mod set;
pub mod similar;
pub mod suppress;
pub mod system;
