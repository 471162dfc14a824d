//! The plain part of XML, of which nearly all parts consist to their last byte: tags, text and references, one behind the other.
//!
//! A part lies in memory as a whole, so a tag is found by its ends, without a state for each byte. What is not plain (comments,
//! CDATA, document types, anything wrong) is left to quick-xml, which knows all of XML and says what is wrong with it.

use memchr::{memchr, memchr2, memmem};

/// Longest reference that is plain, in bytes: `&#x10FFFF;`.
const MAX_REFERENCE: usize = 12;

/// What comes next.
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
    /// Characters as they stand.
    Text,
    /// The inside of `&amp;`.
    Reference(&'x str),
    /// The end of the part.
    Eof,
}

/// Where a plain part was read up to.
pub(super) struct Scanner<'x> {
    text: &'x str,
    /// Where what was read last begins.
    begins: usize,
    at: usize,
    /// Names of the elements that are open, with their prefixes.
    open: Vec<&'x str>,
    /// True if a comment, CDATA or the like stands anywhere behind the first leap.
    has_marks: Option<bool>,
}

impl<'x> Scanner<'x> {
    /// Begins before the first byte.
    pub(super) fn new(text: &'x str) -> Self {
        Self { text, begins: 0, at: 0, open: Vec::new(), has_marks: None }
    }

    /// The byte that comes next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The first byte of what was read last, which a declaration at the beginning is no part of.
    pub(super) fn begins(&self) -> usize {
        self.begins
    }

    /// Reads what comes next; `None` if it is not plain.
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

    /// Passes over the content of the innermost element, without looking at it, to its end; `false` if that is not sure to be the
    /// next with its name.
    pub(super) fn leap(&mut self) -> bool {
        let Some(name) = self.open.last() else { return false };
        let end = format!("</{name}>");
        let rest = &self.text.as_bytes()[self.at..];
        // Only what begins so can hold the characters of an end that is none.
        let has_marks = *self.has_marks.get_or_insert_with(|| memmem::find(rest, b"<!").is_some());
        let Some(length) = memmem::find(rest, end.as_bytes()).filter(|_| !has_marks) else { return false };
        self.open.pop();
        self.begins = self.at + length;
        self.at = self.begins + end.len();
        true
    }

    /// Passes over `<?xml …?>` at the beginning, and reads what comes behind it.
    fn declaration(&mut self, rest: &str) -> Option<Plain<'x>> {
        let end = memchr(b'>', rest.as_bytes())?;
        if !rest.starts_with("<?xml ") || !rest[..end].ends_with('?') {
            return None;
        }
        self.at = end + 1;
        self.next()
    }

    /// The start of an element, and its length.
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

    /// The length of an end that names the innermost element. Any other is not plain.
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

/// A byte that a name of an element may begin with.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Where the name in a tag ends, and the tag: at the first `>` that stands in no quotes. Names and values are so short that looking
/// at each byte costs less than a search that has to be set up.
fn tag(tag: &[u8]) -> Option<(usize, usize)> {
    let name = tag.iter().position(|&byte| is_space(byte) || byte == b'>')?;
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

/// The name of the reference behind an `&`, if it is made of letters and digits.
fn reference(behind: &str) -> Option<&str> {
    let end = behind.bytes().take(MAX_REFERENCE).position(|byte| byte == b';')?;
    let name = &behind[..end];
    let digits = name.strip_prefix('#').unwrap_or(name);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Plain, Scanner};

    /// What is plain of a part, each as it stands in it, and what is left.
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
        for rest in
            ["<!-- a -->", "<![CDATA[a]]>", "<?b?>", "</c>", "</a >", "&bomb", "& ", "<a b=\"", "< a>"]
        {
            let text = format!("<a>&amp;{rest}");
            assert_eq!(read(&text), (vec!["<a>", "&amp;"], rest), "{rest}");
        }
    }
}
