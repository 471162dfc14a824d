//! Scanner for plain XML, of which nearly all parts consist entirely: only tags, text and
//! references.
//!
//! A part is in memory as a whole, so a tag is found by its ends, without a state machine per byte.
//! Other constructs (comments, CDATA, document types, any fault) are left to quick-xml, which reads
//! all of XML and reports faults.

use memchr::{memchr, memchr2, memmem};

/// Longest plain reference, in bytes: `&#x10FFFF;`.
const MAX_REFERENCE: usize = 12;

/// An event of plain XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'x> {
    /// The start of an element.
    Start {
        /// Length of its name, in bytes.
        name: usize,
        /// True for `<w:tab/>`.
        is_empty: bool,
    },
    /// The end of the innermost element.
    End,
    /// Characters that are the same in the source.
    Text,
    /// Name or number in a reference: `amp` in `&amp;`.
    Reference(&'x str),
    /// The end of the part.
    Eof,
}

/// Position in a plain part.
pub(super) struct Scanner<'x> {
    text: &'x str,
    /// Start of the last event.
    begins: usize,
    at: usize,
    /// Names of the elements that are open, with their prefixes.
    open: Vec<&'x str>,
    /// True if a comment, CDATA or the like follows the first skip; `None` before it.
    has_marks: Option<bool>,
}

impl<'x> Scanner<'x> {
    /// Creates a scanner before the first byte.
    pub(super) fn new(text: &'x str) -> Self {
        Self { text, begins: 0, at: 0, open: Vec::new(), has_marks: None }
    }

    /// Offset of the next byte.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Start of the last event. A declaration at the beginning is not part of it.
    pub(super) fn begins(&self) -> usize {
        self.begins
    }

    /// Reads the next event; `None` if it is not plain.
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

    /// Skips the content of the innermost element to its end, without parsing it. Returns false if
    /// the next end tag with its name may be inside a comment or the like.
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

    /// Start of an element, and its length in bytes.
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

    /// Length in bytes of an end tag for the innermost element. Any other end tag is not plain.
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

/// Offsets of the end of the name in a tag and of the end of the tag, the first `>` outside quotes.
/// Names and values are so short that a loop over the bytes is cheaper than a search with a setup
/// cost.
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

/// Name of the reference after an `&`, if it consists of letters and digits.
fn reference(behind: &str) -> Option<&str> {
    let end = behind.bytes().take(MAX_REFERENCE).position(|byte| byte == b';')?;
    let name = &behind[..end];
    let digits = name.strip_prefix('#').unwrap_or(name);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Plain, Scanner};

    /// The plain events of a part as written, and the rest of the text.
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
