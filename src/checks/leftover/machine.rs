//! Rule `leftover/machine`: reports characters that a program damaged or left behind: text in a
//! wrong encoding (`锛屾垜浠`, `â€œ`), U+FFFD, characters without width, HTML (`<br>`, `&nbsp;`), codes
//! of a PDF (`(cid:12)`).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::placeholder::debris::{Debris, DebrisKind};
use crate::fix::{Edit, Safety};
use crate::text::chars::clipped;

/// Maximum number of other places that a finding points at.
const MAX_SHOWN: usize = 5;
/// Maximum number of characters of the debris that the message quotes.
const MAX_QUOTE: usize = 20;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Machine))
}

struct Machine;

impl Check for Machine {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let debris = cx.facts.debris();
        if debris.is_empty() {
            return;
        }
        for kind in DebrisKind::ALL {
            let of_kind: Vec<&Debris> = debris.iter().filter(|debris| debris.kind == kind).collect();
            let [first, rest @ ..] = of_kind.as_slice() else { continue };
            let quoted = clipped(cx.doc.slice(first.span), MAX_QUOTE).into_owned();
            let mut finding = out
                .report(first.span)
                .variant(kind.name())
                .arg("match", quoted)
                .arg("code", code(cx.doc.slice(first.span)))
                .arg("places", of_kind.len() as u64);
            for debris in rest.iter().take(MAX_SHOWN) {
                finding = finding.related("also", debris.span);
            }
            let edits: Option<Vec<Edit>> = of_kind
                .iter()
                .map(|debris| {
                    let text = replacement(kind, cx.doc.slice(debris.span))?;
                    Some(Edit { span: debris.span, text })
                })
                .collect();
            if let Some(edits) = edits {
                let safety = if kind == DebrisKind::Invisible { Safety::Safe } else { Safety::Unsafe };
                finding.mend(safety, edits);
            }
        }
    }
}

/// Formats the first character as a code point: `U+200B`.
fn code(text: &str) -> String {
    text.chars().next().map_or_else(String::new, |c| format!("U+{:04X}", c as u32))
}

/// Returns the text that a fix puts in place of debris: empty, or the decoded characters. `None` if
/// the original text cannot be recovered.
fn replacement(kind: DebrisKind, text: &str) -> Option<String> {
    match kind {
        DebrisKind::Invisible
        | DebrisKind::Control
        | DebrisKind::Tag
        | DebrisKind::Glyph
        | DebrisKind::Code
        | DebrisKind::Object => Some(String::new()),
        DebrisKind::Entity => Some(text.split_inclusive(';').map(character).collect()),
        DebrisKind::Escape => {
            let codes = text.split("\\u").filter_map(|digits| u32::from_str_radix(digits, 16).ok());
            Some(codes.filter_map(char::from_u32).collect())
        }
        DebrisKind::Garbled | DebrisKind::Lost | DebrisKind::Private => None,
    }
}

/// Decodes an HTML entity. Returns the entity itself if it is not a common one.
fn character(entity: &str) -> String {
    const NAMES: [(&str, &str); 16] = [
        ("nbsp", " "),
        ("ensp", " "),
        ("emsp", "\u{3000}"),
        ("amp", "&"),
        ("quot", "\""),
        ("apos", "'"),
        ("lt", "<"),
        ("gt", ">"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("mdash", "—"),
        ("ndash", "–"),
        ("hellip", "…"),
        ("middot", "·"),
    ];
    let name = entity.trim_start_matches('&').trim_end_matches(';');
    let code = name.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16).ok(),
        None => code.parse().ok(),
    });
    if let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
        return if c == '\u{A0}' { " ".to_owned() } else { c.to_string() };
    }
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| entity.to_owned(), |(_, text)| (*text).to_owned())
}
