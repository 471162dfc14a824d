//! hegao (核稿): a linter for Chinese speeches and official documents.
//!
//! A [`Linter`] is built once from [`Options`] and takes documents as bytes. It accesses no file,
//! no clock and no environment: the bytes and the date are arguments. With the feature `cli`,
//! `Linter::contents` converts `.doc`, `.wps` and `.pdf` with other programs of the machine.
//!
//! ```
//! use hegao::{Fixes, Linter, Options, Severity};
//!
//! let options = Options {
//!     config: Some("[rules]\nplaceholder = \"error\"\n".to_owned()),
//!     clock: Some("2026-03-05".to_owned()),
//!     ..Options::default()
//! };
//! let linter = Linter::new(&options)?;
//!
//! let report = linter.check("讲话.txt", "截止3月底，全市共有企业XX家。")?;
//! let mask = report.findings.iter().find(|found| found.rule == "placeholder/mask").expect("a blank");
//! assert_eq!((mask.quote.as_str(), mask.severity), ("XX", Severity::Error));
//! assert_eq!((mask.place.start.line, mask.place.start.column), (1, 13));
//!
//! let fixed = linter.fix("讲话.txt", "截止3月底，全市共有企业80家。", Fixes::Safe)?;
//! assert_eq!(fixed.bytes, Some("截至3月底，全市共有企业80家。".into()));
//!
//! let error = linter.check("讲话.docx", "这不是 Word 文件").unwrap_err();
//! assert_eq!(error.kind(), "not-a-zip");
//! # Ok::<(), hegao::Error>(())
//! ```
//!
//! The papers of one meeting can be checked together, and a report against that of the year before:
//!
//! ```
//! use hegao::{Linter, Options};
//!
//! let linter = Linter::new(&Options::default())?;
//! let papers = [
//!     ("通知.txt", "全县养老服务工作会议通知\n会议地点：县政府三楼会议室\n"),
//!     ("主持词.txt", "全县养老服务工作会议主持词\n地点：县委党校报告厅\n"),
//! ];
//! let together = linter.check_together(papers)?;
//! let mut findings = together.reports.iter().flatten().flat_map(|report| &report.findings);
//! let place = findings.find(|found| found.rule == "set/place").expect("two places");
//! assert_eq!((place.elsewhere[0].name.as_str(), place.elsewhere[0].start.line), ("主持词.txt", 2));
//!
//! let old = ("2024.txt", "2024年工作总结\n2024年，全县完成投资52.3亿元，比上年增长8.1%。\n");
//! let new = "2025年工作总结\n2025年，全县完成投资56.8亿元，比上年增长8.1%。\n";
//! let report = linter.check_against("2025.txt", new, old)?;
//! assert!(report.findings.iter().any(|found| found.elsewhere.iter().any(|other| other.name == "2024.txt")));
//! # Ok::<(), hegao::Error>(())
//! ```
//!
//! # What is stable
//!
//! The items exported at the top of the crate, with their fields and methods, follow semantic
//! versioning. The modules are internals for the command line, the tests and the fuzz targets, and
//! may change in any release. `ARCHITECTURE.md` describes them.
//!
//! # Features
//!
//! `cli` and `lsp`, both on by default, contain the command line and the language server. Programs
//! that embed the library turn them off (`default-features = false`), which also drops `clap` and
//! `walkdir`.

pub mod check;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod facts;
pub mod fix;
pub mod kinds;
pub mod language;
pub mod linter;
#[cfg(feature = "lsp")]
mod lsp;
pub mod output;
pub mod package;
pub mod readers;
pub mod registry;
pub mod rule;
pub mod text;
pub mod words;
#[cfg(feature = "cli")]
mod workspace;
pub mod writers;

#[cfg(feature = "lsp")]
#[doc(hidden)]
pub use lsp::rehearsal;

pub use diagnostic::Severity;
pub use document::location::Position;
pub use facts::figure::ledger::Tick;
pub use fix::Safety;
pub use language::Language;
pub use linter::contents::Contents;
pub use linter::error::{Error, SettingPlace};
pub use linter::figures::{Counts, Figure, Figures, Operand, Passage, Relation};
pub use linter::finding::{Arithmetic, Edit, Elsewhere, Finding, Fix, Related};
pub use linter::options::{Options, Pack};
pub use linter::outline::{Outline, OutlineEntry};
pub use linter::place::{Paragraph, Place};
pub use linter::report::Report;
pub use linter::together::Together;
pub use linter::{Annotated, Fixed, Fixes, Linter};
