//! Error messages about rules and configurations ("mistakes"): they have a text in both languages,
//! and a position inside the file.

use hegao::language::Language;
use hegao::rule::mistake::Mistake;
use miette::{Diagnostic, NarratableReportHandler};

/// Formats a mistake in both languages as for a terminal. Must not panic.
pub fn drawn(mistake: Box<Mistake>) {
    assert!(!mistake.message.trim().is_empty());
    if let (Some(span), Some(source)) = (mistake.span, mistake.source_code()) {
        let shown = source.read_span(&span, 0, 0);
        assert!(shown.is_ok(), "{mistake}: {span:?} lies outside of the file");
    }
    let mistake = mistake.in_language(Language::Chinese);
    let mut text = String::new();
    NarratableReportHandler::new()
        .render_report(&mut text, mistake.as_ref())
        .expect("a mistake can be drawn");
    assert!(text.contains(mistake.message.lines().next().unwrap_or_default()));
}
