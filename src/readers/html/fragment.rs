//! The prose of an HTML block inside Markdown: text between tags, without scripts, styles and comments.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::text::span::Span;

/// One run of prose.
pub(in crate::readers) struct Run {
    /// Where it stands in the view.
    pub(in crate::readers) range: Span,
    /// The text with entities decoded, where that differs from the view.
    pub(in crate::readers) decoded: Option<String>,
}

/// The runs of prose in bytes `range` of `view`. None holds a line end.
pub(in crate::readers) fn prose(view: &str, range: Span) -> Vec<Run> {
    let source = range.of(view);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut runs = Vec::new();
    let mut hidden = false;
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => hidden = is_hidden(&tag.name),
            Token::EndTag(tag) if is_hidden(&tag.name) => hidden = false,
            Token::String(text) if !hidden => {
                let span = Span::new(range.start + text.span.start, range.start + text.span.end);
                let decoded = String::from_utf8_lossy(&text.value).into_owned();
                if decoded == span.of(view) {
                    runs.extend(lines(view, span));
                } else {
                    runs.push(Run { range: span, decoded: Some(decoded.replace('\n', " ")) });
                }
            }
            _ => {}
        }
    }
    runs
}

/// Comments in bytes `range` of `view`, in order.
pub(in crate::readers) fn comments(view: &str, range: Span) -> Vec<Span> {
    let source = range.of(view);
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find("<!--").map(|start| at + start)
        && let Some(end) = source[start..].find("-->").map(|end| start + end + "-->".len())
    {
        comments.push(Span::new(range.start + start, range.start + end));
        at = end;
    }
    comments
}

fn is_hidden(tag: &[u8]) -> bool {
    matches!(tag, b"script" | b"style" | b"template" | b"pre" | b"code")
}

fn lines(view: &str, span: Span) -> impl Iterator<Item = Run> {
    span.of(view).split_inclusive('\n').scan(span.start, |start, line| {
        let range = Span::new(*start, *start + line.trim_end_matches(['\n', '\r']).len());
        *start += line.len();
        Some(Run { range, decoded: None })
    })
}
