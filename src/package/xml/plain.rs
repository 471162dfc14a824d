//! Scanner for plain XML: only tags, text and references. Nearly all parts consist of nothing else.
//!
//! The whole part is in memory, so a tag is found by searching for its ends, without a state
//! machine per byte. Other constructs (comments, CDATA, document types, any fault) are left to
//! quick-xml, which reads all of XML and reports faults.

use memchr::{memchr, memchr2, memmem};

/// Maximum length of a reference, in bytes: `&#x10FFFF;`.
const MAX_REFERENCE: usize = 12;

/// An event of plain XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'x> {
    /// The start of an element.
    Start {
        /// Length of the element's name, in bytes.
        name: usize,
        /// True for an element without content, such as `<w:tab/>`.
        is_empty: bool,
    },
    /// The end of the innermost element.
    End,
    /// Text that the XML contains literally.
    Text,
    /// Name or number in a reference: `amp` in `&amp;`.
    Reference(&'x str),
    /// The end of the part.
    Eof,
}

/// A scanner with its position in the part.
pub(super) struct Scanner<'x> {
    text: &'x str,
    /// Byte at which the last event starts.
    begins: usize,
    at: usize,
    /// Names of the open elements, with their prefixes, the innermost last.
    open: Vec<&'x str>,
    /// True if the rest of the part contains a comment, CDATA or the like. `None` until that is
    /// first needed.
    has_marks: Option<bool>,
}

impl<'x> Scanner<'x> {
    /// Creates a scanner at the first byte of the part.
    pub(super) fn new(text: &'x str) -> Self {
        Self { text, begins: 0, at: 0, open: Vec::new(), has_marks: None }
    }

    /// Byte at which the next event starts.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Byte at which the last event starts. A declaration at the beginning of the part is not
    /// included.
    pub(super) fn begins(&self) -> usize {
        self.begins
    }

    /// Reads the next event. `None` if it is not plain XML, so that quick-xml must read it.
    pub(super) fn next(&mut self) -> Option<Plain<'x>> {
        let rest = &self.text[self.at..];
        let (event, length) = match rest.as_bytes() {
            [] => (Plain::Eof, 0),
            [b'<', b'/', ..] => (Plain::End, self.end(rest)?),
            [b'<', b'?', ..] if self.at == 0 => return self.declaration(rest),
            [b'<', first, ..] if is_name(*first) => self.start(rest)?,
            [b'<', ..] => return None,
            [b'&', ..] => {
                let name = reference(&rest[1..])?;
                (Plain::Reference(name), name.len() + 2)
            }
            bytes => (Plain::Text, memchr2(b'<', b'&', bytes).unwrap_or(bytes.len())),
        };
        self.begins = self.at;
        self.at += length;
        Some(event)
    }

    /// Skips the rest of the innermost open element, without parsing it. Returns false if the next
    /// end tag with its name may be inside a comment or the like.
    pub(super) fn skip_unparsed(&mut self) -> bool {
        let Some(name) = self.open.last() else { return false };
        let end = format!("</{name}>");
        let rest = &self.text.as_bytes()[self.at..];
        // Only constructs that begin with `<!` can contain characters that look like an end tag.
        let has_marks = *self.has_marks.get_or_insert_with(|| memmem::find(rest, b"<!").is_some());
        let Some(length) = memmem::find(rest, end.as_bytes()).filter(|_| !has_marks) else { return false };
        self.open.pop();
        self.begins = self.at + length;
        self.at = self.begins + end.len();
        true
    }

    /// Skips `<?xml …?>` at the beginning, and reads the next event.
    fn declaration(&mut self, rest: &str) -> Option<Plain<'x>> {
        let end = memchr(b'>', rest.as_bytes())?;
        if !rest.starts_with("<?xml ") || !rest[..end].ends_with('?') {
            return None;
        }
        self.at = end + 1;
        self.next()
    }

    /// Reads the start tag of an element. Returns the event and the length of the tag in bytes.
    fn start(&mut self, rest: &'x str) -> Option<(Plain<'x>, usize)> {
        let (mut name, end) = tag(rest.as_bytes())?;
        let is_empty = rest.as_bytes()[end - 1] == b'/';
        if is_empty && name == end {
            name -= 1;
        }
        if !is_empty {
            self.open.push(&rest[1..name]);
        }
        Some((Plain::Start { name: name - 1, is_empty }, end + 1))
    }

    /// Returns the length in bytes of an end tag for the innermost element. `None` for any other
    /// end tag, which is not plain.
    fn end(&mut self, rest: &str) -> Option<usize> {
        let name = *self.open.last()?;
        let length = "</".len() + name.len();
        let is_its = rest[2..].starts_with(name) && rest.as_bytes().get(length) == Some(&b'>');
        is_its.then(|| {
            self.open.pop();
            length + 1
        })
    }
}

/// True for a byte that may begin the name of an element.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Returns the offsets of the end of the name in a tag and of the end of the tag, which is the
/// first `>` outside quotes. Names and values are so short that a loop over the bytes is cheaper
/// than a search with a setup cost.
fn tag(tag: &[u8]) -> Option<(usize, usize)> {
    let is_delimiter = |&byte: &u8| is_space(byte) || matches!(byte, b'>' | b'"' | b'\'');
    let name = tag.iter().position(is_delimiter)?;
    // quick-xml reads a quote in a name as the beginning of a value.
    if matches!(tag[name], b'"' | b'\'') {
        return None;
    }
    let mut at = name;
    loop {
        at += tag[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        let quote = tag[at];
        if quote == b'>' {
            return Some((name, at));
        }
        at += 1;
        at += tag[at..].iter().position(|&byte| byte == quote)? + 1;
    }
}

/// Returns the name of the reference after an `&`. `None` unless it consists of letters and digits.
fn reference(behind: &str) -> Option<&str> {
    let end = behind.bytes().take(MAX_REFERENCE).position(|byte| byte == b';')?;
    let name = &behind[..end];
    let digits = name.strip_prefix('#').unwrap_or(name);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Plain, Scanner};

    /// Test helper: the plain events of a part as written, and the part of the text that the
    /// scanner did not read.
    fn read(text: &str) -> (Vec<&str>, &str) {
        let mut scanner = Scanner::new(text);
        let mut seen = Vec::new();
        loop {
            let start = scanner.at();
            match scanner.next() {
                None | Some(Plain::Eof) => return (seen, &text[scanner.at()..]),
                Some(_) => seen.push(&text[start..scanner.at()]),
            }
        }
    }

    #[test]
    fn ends_tags_where_they_end() {
        let text = "<a b=\">\"><c d='\">'/>x</a>";
        assert_eq!(read(text), (vec!["<a b=\">\">", "<c d='\">'/>", "x", "</a>"], ""));
    }

    #[test]
    fn leaves_what_is_not_plain() {
        for rest in [
            "<!-- a -->", "<![CDATA[a]]>", "<?b?>", "</c>", "</a >", "&bomb", "& ", "<a b=\"", "<a\"b>",
            "<a'<b c='d'>", "< a>",
        ] {
            let text = format!("<a>&amp;{rest}");
            assert_eq!(read(&text), (vec!["<a>", "&amp;"], rest), "{rest}");
        }
    }
}
