//! Characters that nobody typed: U+FFFD, private-use and control characters, and characters without
//! width.

use crate::document::Document;
use crate::document::source::Format;
use crate::facts::placeholder::debris::{Debris, DebrisKind};
use crate::facts::rare::Rare;
use crate::text::chars::{is_closing, is_han, is_opening, is_stop};
use crate::text::span::Span;

/// Adds the characters of the document that nobody typed, such as U+FFFD. A run of one kind is one
/// span.
pub(super) fn find(doc: &Document, rare: &Rare, found: &mut Vec<Debris>) {
    for (block, rare) in doc.blocks().iter().zip(rare.blocks()) {
        let mut waiting: Option<Debris> = None;
        for &(start, c) in rare {
            let Some(kind) = kind(c) else { continue };
            let end = start + c.len_utf8();
            match &mut waiting {
                Some(debris) if debris.kind == kind && debris.span.end() == start => debris.span.set_end(end),
                _ => {
                    keep_debris(doc, block.span, waiting.take(), found);
                    waiting = Some(Debris { span: Span::new(start, end), kind });
                }
            }
        }
        keep_debris(doc, block.span, waiting, found);
    }
}

/// Kind of debris that the character `c` is, if its neighbours allow it ([`keep_debris`]); `None`
/// for characters that people type.
fn kind(c: char) -> Option<DebrisKind> {
    match c {
        '\u{4E00}'..='\u{9FFF}' | ' '..='~' | '\t' => None,
        '\u{FFFD}' => Some(DebrisKind::Lost),
        '\u{FFFC}' => Some(DebrisKind::Object),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Some(DebrisKind::Private),
        // A form feed begins a page, and NEL ends a line.
        '\n' | '\r' | '\u{C}' | '\u{85}' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some(DebrisKind::Control),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => {
            Some(DebrisKind::Invisible)
        }
        '\u{2066}'..='\u{2069}' | '\u{FEFF}' => Some(DebrisKind::Invisible),
        _ => None,
    }
}

/// Adds a run of characters that nobody types to `found` if the file format and the characters
/// around the run show that it is debris.
fn keep_debris(doc: &Document, block: Span, debris: Option<Debris>, found: &mut Vec<Debris>) {
    /// Number of characters before the run that are searched for a visible one.
    const REACH: usize = 16;
    let Some(debris) = debris else { return };
    let head = &doc.text()[block.start()..debris.span.start()];
    let before = head.chars().rev().take(REACH).find(|c| kind(*c).is_none());
    let behind = doc.text()[debris.span.end()..block.end()].chars().next().filter(|c| kind(*c).is_none());
    let format = doc.origin().format;
    let is_debris = match debris.kind {
        // Readers insert U+FFFC in place of objects that are not prose. It is debris only if it is
        // in the file itself.
        DebrisKind::Object => doc.editable(debris.span).is_some(),
        // Fonts of Word and PDF use private characters for bullets.
        DebrisKind::Private => matches!(format, Format::Text | Format::Markdown),
        DebrisKind::Invisible => format != Format::Html && is_useless(doc.slice(debris.span), before, behind),
        _ => true,
    };
    if is_debris {
        found.push(debris);
    }
}

/// True if a run of characters without width has no use, as it is inside Chinese text. False beside
/// emoji and scripts that need such characters.
fn is_useless(run: &str, before: Option<char>, behind: Option<char>) -> bool {
    let is_any = |test: &dyn Fn(char) -> bool| [before, behind].into_iter().flatten().any(test);
    let is_all = |test: &dyn Fn(char) -> bool| [before, behind].into_iter().all(|c| c.is_some_and(test));
    if is_any(&needs_invisible) || is_any(&is_emoji) {
        return false;
    }
    let joins = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    match run.contains(joins) {
        true => is_all(&|c| is_chinese(c) || c.is_ascii_digit()),
        false => is_any(&is_chinese) || is_all(&|c| c.is_ascii_digit()),
    }
}

/// True for a Han character or a mark used in Chinese text.
fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}')
        || !c.is_ascii() && (is_stop(c) || is_opening(c) || is_closing(c))
}

/// True for characters of scripts that need characters without width, for direction, ligatures or
/// breaks: Hebrew, Arabic, Mongolian, and those of India and South-East Asia.
fn needs_invisible(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FFFF}')
}
