//! Displayed mistakes: they have a message in both languages, and a place inside the file.

use hegao::language::Language;
use hegao::rule::mistake::Mistake;
use miette::{Diagnostic, NarratableReportHandler};

/// Draws a mistake.
pub fn drawn(mistake: Box<Mistake>) {
    assert!(!mistake.message.trim().is_empty());
    if let (Some(span), Some(source)) = (mistake.span, mistake.source_code()) {
        let shown = source.read_span(&span, 0, 0);
        assert!(shown.is_ok(), "{mistake}: {span:?} lies outside of the file");
    }
    let mistake = mistake.told(Language::Chinese);
    let mut text = String::new();
    NarratableReportHandler::new()
        .render_report(&mut text, mistake.as_ref())
        .expect("a mistake can be drawn");
    assert!(text.contains(mistake.message.lines().next().unwrap_or_default()));
}
