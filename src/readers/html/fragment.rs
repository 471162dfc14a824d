//! Prose of an HTML block inside Markdown: the text between tags, without scripts, styles and
//! comments.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use memchr::{memchr, memchr2, memchr3, memmem};

use crate::text::span::Span;

/// A run of prose between two tags.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::readers) struct Run {
    /// Span of the run in the view.
    pub(in crate::readers) range: Span,
    /// The text of the run if it differs from the view, because it contains entities such as
    /// `&amp;`.
    pub(in crate::readers) decoded: Option<String>,
}

/// Elements such as `<script>`, whose content the tokenizer does not read as text with tags.
const RAW: [&str; 11] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    "template",
];
/// Elements whose content is not prose.
const HIDDEN: [&str; 5] = ["script", "style", "template", "pre", "code"];
/// Number of letters of the shortest name in [`RAW`] and [`HIDDEN`].
const SHORTEST: usize = 3;

/// Finds the runs of prose in bytes `range` of `view`. No run contains a line end.
pub(in crate::readers) fn prose(view: &str, range: Span) -> Vec<Run> {
    between_tags(view, range).unwrap_or_else(|| tokenized(view, range))
}

/// Finds the runs of a source that has only tags and text. `None` if it has anything else:
/// entities, comments, scripts, a loose `<`. Faster than the tokenizer, which reads each byte
/// several times and is used here only for tags with quotes.
fn between_tags(view: &str, range: Span) -> Option<Vec<Run>> {
    let source = range.of(view);
    if memchr3(b'&', b'\0', b'\r', source.as_bytes()).is_some() {
        return None;
    }
    let mut runs = Vec::new();
    let (mut at, mut hidden) = (0, false);
    loop {
        let open = memchr(b'<', &source.as_bytes()[at..]).map_or(source.len(), |open| at + open);
        if open > at && !hidden {
            runs.extend(lines(view, Span::new(range.start() + at, range.start() + open)));
        }
        if open == source.len() {
            return Some(runs);
        }
        let tag = plain_tag(&source[open..]).or_else(|| any_tag(&source[open..]))?;
        if tag.is_end {
            hidden &= !tag.is_hidden;
        } else if tag.is_raw {
            return None;
        } else {
            hidden = tag.is_hidden;
        }
        at = open + tag.end;
    }
}

/// A tag at the beginning of a source.
struct Tag {
    is_end: bool,
    /// True if the content of the element is not prose.
    is_hidden: bool,
    /// True if the content of the element is not read as text with tags.
    is_raw: bool,
    /// Offset after the tag.
    end: usize,
}

impl Tag {
    /// Creates a tag with this name in lower or upper case. Most tags are short ones of tables and
    /// paragraphs, which need no comparison with the names of special elements.
    fn new(name: &[u8], is_end: bool, end: usize) -> Self {
        let is = |special: &&str| name.eq_ignore_ascii_case(special.as_bytes());
        let is_long = name.len() >= SHORTEST;
        let (is_hidden, is_raw) = (is_long && HIDDEN.iter().any(is), is_long && RAW.iter().any(is));
        Self { is_end, is_hidden, is_raw, end }
    }
}

/// Reads a tag without quotes at the beginning of a source.
fn plain_tag(source: &str) -> Option<Tag> {
    let end = memchr(b'>', source.as_bytes())?;
    let inner = source.as_bytes()[..end].strip_prefix(b"<")?;
    let behind = inner.strip_prefix(b"/").unwrap_or(inner);
    let is_plain =
        behind.first().is_some_and(u8::is_ascii_alphabetic) && memchr2(b'"', b'\'', behind).is_none();
    let ends_name = |byte: &u8| matches!(byte, b'\t' | b'\n' | 0xC | b' ' | b'/');
    let name = &behind[..behind.iter().position(ends_name).unwrap_or(behind.len())];
    is_plain.then(|| Tag::new(name, behind.len() < inner.len(), end + 1))
}

/// Reads any tag at the beginning of a source, like `plain_tag`, also one with quotes: a quoted
/// value may contain a `>`.
fn any_tag(source: &str) -> Option<Tag> {
    let name = source[1..].strip_prefix('/').unwrap_or(&source[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let Ok(tag) = Tokenizer::new_with_emitter(source, emitter).next()?;
    match tag {
        Token::StartTag(tag) => Some(Tag::new(&tag.name, false, tag.span.end)),
        Token::EndTag(tag) => Some(Tag::new(&tag.name, true, tag.span.end)),
        _ => None,
    }
}

/// Finds the runs of prose with the tokenizer, in a source with any HTML.
fn tokenized(view: &str, range: Span) -> Vec<Run> {
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
                let span = Span::new(range.start() + text.span.start, range.start() + text.span.end);
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

/// Finds the comments in bytes `range` of `view`, in order.
pub(in crate::readers) fn comments(view: &str, range: Span) -> Vec<Span> {
    let source = range.of(view).as_bytes();
    let find = |from: usize, mark: &str| Some(from + memmem::find(&source[from..], mark.as_bytes())?);
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, "<!--")
        && let Some(end) = find(start, "-->").map(|end| end + "-->".len())
    {
        comments.push(Span::new(range.start() + start, range.start() + end));
        at = end;
    }
    comments
}

/// True for the name of an element whose content is not prose, in lower case.
fn is_hidden(tag: &[u8]) -> bool {
    HIDDEN.iter().any(|hidden| hidden.as_bytes() == tag)
}

fn lines(view: &str, span: Span) -> impl Iterator<Item = Run> {
    span.of(view).split_inclusive('\n').scan(span.start(), |start, line| {
        let range = Span::new(*start, *start + line.trim_end_matches(['\n', '\r']).len());
        *start += line.len();
        Some(Run { range, decoded: None })
    })
}

#[cfg(test)]
mod tests {
    use super::{between_tags, tokenized};
    use crate::text::span::Span;

    #[test]
    fn tags_alone_give_the_same_as_all_tokens() {
        let simple = [
            "<p class=\"a>b\">第一段\n第二行</p>\n<p>第三段</p>",
            "纯文本",
            "<div><pre>不读</pre>要读<code>x</code>也读</div>",
            "<BR/>换行<br>换行</span >",
            "<a href='x' title=未闭合",
            "<td>1</td><td>中文</td>尾",
        ];
        for source in simple {
            let range = Span::new(0, source.len());
            if let Some(runs) = between_tags(source, range) {
                assert_eq!(runs, tokenized(source, range), "{source}");
            }
        }
        let read = simple.iter().filter(|source| between_tags(source, Span::new(0, source.len())).is_some());
        assert_eq!(read.count(), 5);
        for source in
            ["甲&amp;乙", "a < b", "<!-- 注 -->", "<script>x</script>", "<style>p{}</style>", "甲\r\n"]
        {
            assert_eq!(between_tags(source, Span::new(0, source.len())), None, "{source}");
        }
    }
}
