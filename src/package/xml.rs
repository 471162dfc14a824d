//! Parser for XML parts. It returns events (start, end, text) with their spans. Names are
//! identified by namespace and not by prefix, so that `<w:p>`, `<x:p>` and `<p xmlns=…>` are the
//! same element. The strict variant of Office Open XML has namespaces of its own.

mod events;
mod plain;

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::package::PackageError;
use crate::package::fault::XmlFault;
use crate::package::xml::events::{Event, Events};
use crate::text::span::Span;

/// Maximum nesting of elements. Nested tables in text boxes stay far below it, and recursive
/// readers stay within the stack of a thread.
const MAX_DEPTH: usize = 300;

/// One event of a part, such as the start of an element.
#[derive(Debug)]
pub enum Node<'x> {
    /// Start of an element.
    Start(Element<'x>),
    /// End of the innermost open element, even if it has no end tag (`<w:tab/>`).
    End,
    /// Text that the XML contains literally.
    Text(&'x str),
    /// One character that is written as a reference (`&amp;`, `&#x4E00;`).
    Character(char),
}

/// The start tag of an element.
#[derive(Debug)]
pub struct Element<'x> {
    /// Number of the element's namespace, as passed to [`Walker::new`]; `None` for any other
    /// namespace.
    pub namespace: Option<usize>,
    /// Local name of the element, that is, without a prefix.
    pub name: &'x str,
    /// The attributes, as written in the XML.
    attributes: &'x str,
    /// True for an element without content, such as `<w:tab/>`.
    pub is_empty: bool,
}

impl<'x> Element<'x> {
    /// True if the element has this name and the namespace with this number.
    pub fn is(&self, namespace: usize, name: &str) -> bool {
        self.namespace == Some(namespace) && self.name == name
    }

    /// Value of the attribute with this local name; the prefix is ignored.
    pub fn attribute(&self, name: &str) -> Option<Cow<'x, str>> {
        attributes(self.attributes).find(|(key, _)| local(key) == name).map(|(_, value)| unescaped(value))
    }

    /// True for an on/off element that means “on”: `<w:b/>`, `<w:b w:val="1"/>`, not `<w:b
    /// w:val="0"/>`.
    pub fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(value.as_ref(), "0" | "false" | "off" | "none"))
    }
}

/// Returns the keys and the raw values of attributes, in order.
fn attributes(written: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let key = memchr(b'=', rest.as_bytes())?;
        let (key, behind) = (&rest[..key], rest[key + 1..].trim_start());
        let quote = *behind.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let length = memchr(quote, &behind.as_bytes()[1..])?;
        rest = &behind[length + 2..];
        Some((key.trim(), &behind[1..=length]))
    })
}

fn unescaped(value: &str) -> Cow<'_, str> {
    match value.contains('&') {
        true => quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value)),
        false => Cow::Borrowed(value),
    }
}

/// Returns a name without its prefix. A plain loop, because names are too short for a search with a
/// setup cost.
fn local(name: &str) -> &str {
    name.bytes().rposition(|byte| byte == b':').map_or(name, |at| &name[at + 1..])
}

/// Reads the events of a part one after another.
pub struct Walker<'x> {
    part: &'x str,
    text: &'x str,
    events: Events<'x>,
    /// Namespaces that the caller distinguishes: pairs of name and number. Several names may have
    /// the same number.
    known: &'static [(&'static str, usize)],
    /// Prefixes in scope: the depth of the element that declares each, the prefix, and the number
    /// of its namespace.
    bound: Vec<(usize, &'x str, Option<usize>)>,
    /// The prefix that was looked up last, with the number of its namespace. A cache: a part uses
    /// one prefix for nearly all elements, although Word declares thirty.
    last_prefix: Option<(&'x str, Option<usize>)>,
    binding: memmem::Finder<'static>,
    depth: usize,
    /// True after the start of an empty element, whose end is the next event.
    is_pending: bool,
}

impl<'x> Walker<'x> {
    /// Creates a walker at the start of `text`, the content of the part `part`. `known` are the
    /// namespaces that the caller distinguishes, each with its number.
    pub fn new(part: &'x str, text: &'x str, known: &'static [(&'static str, usize)]) -> Self {
        Self {
            part,
            text,
            events: Events::new(part, text),
            known,
            bound: Vec::new(),
            last_prefix: None,
            binding: memmem::Finder::new(b"xmlns"),
            depth: 0,
            is_pending: false,
        }
    }

    /// Span of the last event in the part; for the end of an empty element, the span of the
    /// element.
    pub fn span(&self) -> Span {
        self.events.span()
    }

    /// Number of open elements.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Returns the next event; `None` at the end.
    ///
    /// # Errors
    /// If the part is not well-formed, is nested too deep or declares a document type.
    pub fn step(&mut self) -> Result<Option<Node<'x>>, PackageError> {
        if self.is_pending {
            self.is_pending = false;
            self.leave();
            return Ok(Some(Node::End));
        }
        loop {
            match self.event()? {
                Event::Start { name, is_empty } => return self.enter(name, is_empty).map(Some),
                Event::End => {
                    self.leave();
                    return Ok(Some(Node::End));
                }
                Event::Text => return Ok(Some(Node::Text(self.span().of(self.text)))),
                Event::Reference(written) => {
                    return self.referred(&written).map(|c| Some(Node::Character(c)));
                }
                Event::Eof => return Ok(None),
                Event::Nothing => {}
            }
        }
    }

    /// Skips the rest of the innermost open element, without resolving the namespaces in it.
    ///
    /// # Errors
    /// As [`Walker::step`].
    pub fn skip(&mut self) -> Result<(), PackageError> {
        if self.is_pending {
            return self.step().map(|_| ());
        }
        let inside = self.depth;
        while self.depth >= inside {
            match self.event()? {
                Event::Start { is_empty, .. } => {
                    self.deepen()?;
                    self.depth -= usize::from(is_empty);
                }
                Event::End => self.leave(),
                Event::Reference(written) => {
                    self.referred(&written)?;
                }
                Event::Eof => break,
                Event::Text | Event::Nothing => {}
            }
        }
        Ok(())
    }

    /// Skips the rest of the innermost open element like [`Walker::skip`], but without parsing it,
    /// so that it may even be malformed. Only for elements that do not contain an element of the
    /// same name, and whose content is not needed.
    ///
    /// # Errors
    /// As [`Walker::step`].
    pub fn skip_unparsed(&mut self) -> Result<(), PackageError> {
        if !self.is_pending && self.events.skip_unparsed() {
            self.leave();
            return Ok(());
        }
        self.skip()
    }

    /// Reads the next event. A part may end only after its root element.
    fn event(&mut self) -> Result<Event<'x>, PackageError> {
        match self.events.next()? {
            Event::Eof if self.depth > 0 => {
                Err(self.events.malformed(self.text.len(), XmlFault::EndsTooSoon))
            }
            event => Ok(event),
        }
    }

    /// Returns the character that the reference `written` means.
    fn referred(&self, written: &str) -> Result<char, PackageError> {
        let unknown = || XmlFault::UnknownReference(written.to_owned());
        character(written).ok_or_else(|| self.events.malformed(self.span().start(), unknown()))
    }

    fn deepen(&mut self) -> Result<(), PackageError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PackageError::TooDeep { part: self.part.to_owned() });
        }
        Ok(())
    }

    fn enter(&mut self, name: usize, is_empty: bool) -> Result<Node<'x>, PackageError> {
        self.deepen()?;
        let (name, rest) = self.text[self.span().start() + 1..self.span().end()].split_at(name);
        // Most elements have none: their tag ends after the name.
        let attributes =
            if rest.len() > "/>".len() { rest[..rest.len() - 1].trim_end_matches('/') } else { "" };
        if !attributes.is_empty() && self.binding.find(attributes.as_bytes()).is_some() {
            self.bind(attributes);
        }
        let (prefix, name) = match name.bytes().position(|byte| byte == b':') {
            Some(at) => (&name[..at], &name[at + 1..]),
            None => ("", name),
        };
        let namespace = self.namespace(prefix);
        self.is_pending = is_empty;
        Ok(Node::Start(Element { namespace, name, attributes, is_empty }))
    }

    /// Returns the number of the namespace that a prefix is bound to.
    fn namespace(&mut self, prefix: &'x str) -> Option<usize> {
        if let Some((last, namespace)) = self.last_prefix
            && last == prefix
        {
            return namespace;
        }
        let bound = self.bound.iter().rev().find(|(_, bound, _)| *bound == prefix);
        let namespace = bound.and_then(|(_, _, namespace)| *namespace);
        self.last_prefix = Some((prefix, namespace));
        namespace
    }

    fn bind(&mut self, written: &'x str) {
        self.last_prefix = None;
        for (key, value) in attributes(written) {
            let Some(prefix) = key.strip_prefix("xmlns") else { continue };
            let prefix = prefix.trim_start_matches(':');
            let known = self.known.iter().find(|(name, _)| *name == value).map(|(_, index)| *index);
            self.bound.push((self.depth, prefix, known));
        }
    }

    fn leave(&mut self) {
        while self.bound.pop_if(|(depth, ..)| *depth == self.depth).is_some() {
            self.last_prefix = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

/// Finds the spans of the characters in the CDATA sections of a part, in order, without `<![CDATA[`
/// and `]]>`.
///
/// # Errors
/// As [`Walker::step`].
pub fn sections(part: &str, text: &str) -> Result<Vec<Span>, PackageError> {
    const OPEN: &str = "<![CDATA[";
    let mut sections = Vec::new();
    // Hardly any program writes CDATA.
    if memmem::find(text.as_bytes(), OPEN.as_bytes()).is_none() {
        return Ok(sections);
    }
    let mut walker = Walker::new(part, text, &[]);
    while let Some(node) = walker.step()? {
        let span = walker.span();
        if matches!(node, Node::Text(_)) && text[..span.start()].ends_with(OPEN) {
            sections.push(span);
        }
    }
    Ok(sections)
}

/// Returns the character that a reference means: one of the five entities of XML, or a character
/// code. Parts of packages do not define entities.
fn character(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#');
    match (reference, number) {
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        (_, Some(number)) => {
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            // XML 1.0, 2.2: control characters are not allowed, except for tab and line ends.
            char::from_u32(code).filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'))
        }
        _ => None,
    }
}

/// Decodes a part: UTF-8, or UTF-16 if it begins with a byte order mark or with a `<` in UTF-16.
/// The error is the offset of the first invalid byte, or 0 for UTF-16.
pub fn text_of(bytes: &[u8]) -> Result<String, usize> {
    let wide = match bytes {
        [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
        [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    let Some(encoding) = wide else {
        // Much faster than the standard library, even with the copy.
        return match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(_) => Err(std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len)),
        };
    };
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors { Err(0) } else { Ok(text.into_owned()) }
}

/// Encodes `text`, which is UTF-8, like `original`: in the same encoding and with the same byte
/// order mark.
pub fn encoded_like(original: &[u8], text: Vec<u8>) -> Vec<u8> {
    let unit: fn(u16) -> [u8; 2] = match original {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => u16::to_le_bytes,
        [0xfe, 0xff, ..] | [0, b'<', ..] => u16::to_be_bytes,
        [0xef, 0xbb, 0xbf, ..] => return [&original[..3], &text].concat(),
        _ => return text,
    };
    let has_mark = matches!(original, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let mark = if has_mark { &original[..2] } else { &[] };
    let wide = String::from_utf8_lossy(&text).encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    [mark, &wide].concat()
}

#[cfg(test)]
mod tests {
    use super::{Node, Walker};
    use crate::package::PackageError;

    const KNOWN: &[(&str, usize)] = &[("urn:w", 0), ("urn:strict-w", 0)];

    /// Test helper: writes the events of a part as names of elements in namespace 0, and text.
    fn walk(text: &str) -> Result<String, PackageError> {
        let mut walker = Walker::new("a.xml", text, KNOWN);
        let mut seen = String::new();
        while let Some(node) = walker.step()? {
            match node {
                Node::Start(element) if element.namespace == Some(0) => seen += element.name,
                Node::Start(_) => seen += "?",
                Node::End => seen += "/",
                Node::Text(text) => seen += text,
                Node::Character(c) => seen.push(c),
            }
        }
        Ok(seen)
    }

    #[test]
    fn names_are_known_by_namespace() {
        for text in [
            "<w:p xmlns:w='urn:w'><w:t/></w:p>",
            "<x:p xmlns:x=\"urn:strict-w\"><x:t></x:t></x:p>",
            "<p xmlns='urn:w'><t/></p>",
            "<p xmlns='urn:w'><y:t xmlns:y='urn:w'/></p>",
        ] {
            assert_eq!(walk(text).unwrap(), "pt//", "{text}");
        }
        assert_eq!(walk("<p xmlns='urn:w'><w:t xmlns:w='urn:o'/><w:t/></p>").unwrap(), "p?/?//");
    }

    #[test]
    fn references_are_characters() {
        assert_eq!(walk("<p xmlns='urn:w'>a&amp;b&#x4E00;<![CDATA[<c>]]></p>").unwrap(), "pa&b一<c>/");
    }

    #[test]
    fn what_is_not_plain_is_read_as_the_rest() {
        for inner in ["a<!-- b -->c", "a<![CDATA[c]]>", "a<?d?>c"] {
            let text =
                format!("<?xml version='1.0'?>\n<w:p xmlns:w='urn:w'><w:t>{inner}</w:t ><w:t/>&lt;</w:p>");
            assert_eq!(walk(&text).unwrap(), "\nptac/t/</", "{inner}");
        }
    }

    #[test]
    fn skips_to_the_end_of_the_innermost_element() {
        let text = "<p xmlns='urn:w'><q><p a='>'/>&amp;<r xmlns='urn:o'></r></q><s/><t/></p>";
        let mut walker = Walker::new("a.xml", text, KNOWN);
        let mut seen = Vec::new();
        while let Some(node) = walker.step().unwrap() {
            let Node::Start(element) = node else { continue };
            seen.push((element.name, element.namespace));
            if matches!(element.name, "q" | "s") {
                walker.skip().unwrap();
                assert_eq!(walker.depth(), 1);
            }
        }
        assert_eq!(seen, ["p", "q", "s", "t"].map(|name| (name, Some(0))));
        let wrong = |text| {
            let mut walker = Walker::new("a.xml", text, KNOWN);
            walker.step().unwrap();
            walker.skip().unwrap_err()
        };
        assert!(matches!(wrong("<p><q>&bomb;</q></p>"), PackageError::Malformed { byte: 6, .. }));
        assert!(matches!(wrong("<p><q></p>"), PackageError::Malformed { .. }));
        assert!(matches!(wrong(&"<p>".repeat(300_000)), PackageError::TooDeep { .. }));
    }

    #[test]
    fn leaps_to_the_next_end_of_that_name() {
        for inner in ["<r><s></r>", "<!-- </q> --><r/>", "<![CDATA[</q>]]>", ""] {
            let text = format!("<p xmlns='urn:w'><q>{inner}</q><t/></p>");
            let mut walker = Walker::new("a.xml", &text, KNOWN);
            walker.step().unwrap();
            walker.step().unwrap();
            walker.skip_unparsed().unwrap();
            assert_eq!((walker.depth(), walker.span().of(&text)), (1, "</q>"), "{inner}");
            assert!(matches!(walker.step(), Ok(Some(Node::Start(element))) if element.is(0, "t")), "{inner}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(matches!(walk("<p><q></p>"), Err(PackageError::Malformed { .. })));
        assert!(matches!(walk("<p><q>"), Err(PackageError::Malformed { byte: 6, .. })));
        assert!(matches!(walk("<p>&bomb;</p>"), Err(PackageError::Malformed { byte: 3, .. })));
        assert!(matches!(walk("<!DOCTYPE p [<!ENTITY a 'b'>]><p/>"), Err(PackageError::Doctype { .. })));
        let deep = "<p>".repeat(300_000);
        assert!(matches!(walk(&deep), Err(PackageError::TooDeep { .. })));
    }
}
