//! Paths in the form that other programs expect: relative to the directory of the run, separated by
//! `/`, or as a URI reference.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// Characters of a path that are escaped in a URI: all but unreserved ones and the separator of
/// folders. A colon in the first name would be read as the end of a scheme.
pub const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Returns `path` with `/` in place of the separator of Windows, and without a leading `./`.
pub(super) fn plain(path: &str) -> Cow<'_, str> {
    let path = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(path.strip_prefix("./").unwrap_or(path)),
        Cow::Owned(path) => Cow::Owned(path.strip_prefix("./").unwrap_or(&path).to_owned()),
    }
}

/// The path as a URI reference (RFC 3986): a relative path stays relative, an absolute one gets the
/// scheme `file`. The raw bytes of the path are escaped, so that the reference of a name that is
/// not UTF-8 still leads to its file.
pub(super) fn uri(path: &[u8]) -> String {
    let byte_of = |byte: u8| if cfg!(windows) && byte == b'\\' { b'/' } else { byte };
    let path: Vec<u8> = path.iter().copied().map(byte_of).collect();
    let path = path.strip_prefix(b"./").unwrap_or(&path);
    let mut uri = String::with_capacity(path.len() * 3);
    let is_drive = path.get(1) == Some(&b':') && cfg!(windows);
    if is_drive {
        uri.push_str("file:///");
    } else if path.starts_with(b"/") {
        uri.push_str("file://");
    }
    const WITH_DRIVE: &AsciiSet = &ESCAPED.remove(b':');
    let escaped = if is_drive { WITH_DRIVE } else { ESCAPED };
    uri.extend(percent_encode(path, escaped));
    uri
}

#[cfg(test)]
mod tests {
    use super::{plain, uri};

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("./稿 1#2.txt".as_bytes()), "%E7%A8%BF%201%232.txt");
        assert_eq!(uri(b"/a:b/c%d"), "file:///a%3Ab/c%25d");
        assert_eq!(uri(b"a:b?.txt"), "a%3Ab%3F.txt", "no scheme, no query");
        assert_eq!(plain("./a/./b"), "a/./b");
    }

    #[test]
    fn escapes_bytes_that_are_no_characters_as_they_are() {
        assert_eq!(uri(b"/\xb8\xe5/\xff.txt"), "file:///%B8%E5/%FF.txt");
    }

    #[cfg(unix)]
    #[test]
    fn a_backslash_divides_nothing_on_unix() {
        assert_eq!(uri(b"a\\b.txt"), "a%5Cb.txt");
    }
}
