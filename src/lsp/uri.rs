//! Addresses of documents. `file:` URIs have a path; others, such as `untitled:Untitled-1`, are
//! only names.

use std::path::{Path, PathBuf};

use percent_encoding::{percent_decode_str, percent_encode};

use crate::output::path::ESCAPED;

/// The path of a `file:` URI; `None` for other or malformed URIs.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.strip_prefix("//").map_or((None, rest), |rest| {
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        (Some(host).filter(|host| !host.is_empty() && *host != "localhost"), path)
    });
    let (host, path) = rest;
    let path = decoded(path);
    if !path.starts_with(b"/") {
        return None;
    }
    match host {
        Some(host) => path_of([b"//", host.as_bytes(), &path].concat()),
        // file:///C:/稿.txt
        None if cfg!(windows) => path_of(path.into_iter().skip_while(|byte| *byte == b'/').collect()),
        None => path_of(path),
    }
}

/// The `file:` URI of an absolute path.
pub(super) fn of_path(path: &Path) -> String {
    let byte_of = |byte: u8| if cfg!(windows) && byte == b'\\' { b'/' } else { byte };
    let path: Vec<u8> = path.as_os_str().as_encoded_bytes().iter().copied().map(byte_of).collect();
    let mut uri = String::from(match path.as_slice() {
        [b'/', b'/', ..] => "file:",
        [b'/', ..] => "file://",
        _ => "file:///",
    });
    uri.extend(percent_encode(&path, ESCAPED));
    uri
}

/// The last segment of any URI, used for display and to determine the format.
pub(super) fn name(uri: &str) -> String {
    let name = String::from_utf8_lossy(&decoded(uri)).into_owned();
    let name = name.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    if name.is_empty() { "untitled".to_owned() } else { name.to_owned() }
}

/// Converts bytes to a path; `None` if the platform cannot represent them.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on other systems some bytes are no path")]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

/// Converts bytes to a path; `None` if the platform cannot represent them.
#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// Decodes percent escapes such as `%E7` in `text`.
fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{name, of_path, path};

    #[cfg(unix)]
    #[test]
    fn a_path_comes_back_from_its_address() {
        use std::os::unix::ffi::OsStrExt;
        for written in ["/稿/讲话 100%.txt", "/a/[1]?#&+:.md", "/"] {
            let uri = of_path(Path::new(written));
            assert!(uri.is_ascii() && uri.starts_with("file:///"), "{uri}");
            assert_eq!(path(&uri), Some(PathBuf::from(written)));
        }
        let odd = PathBuf::from(std::ffi::OsStr::from_bytes(b"/\xb8\xe5\\\xff.txt"));
        assert_eq!(of_path(&odd), "file:///%B8%E5%5C%FF.txt");
        assert_eq!(path("file:///%B8%E5%5C%FF.txt"), Some(odd), "a name that is not UTF-8");
        assert_eq!(path("file:///a/讲话.txt"), Some(PathBuf::from("/a/讲话.txt")), "not escaped at all");
        assert_eq!(path("FILE://localhost/a%2fb"), Some(PathBuf::from("/a/b")));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in ["untitled:Untitled-1", "git:/a/b.txt", "file:a.txt", "讲话", ""] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }

    #[test]
    fn every_address_has_a_name() {
        assert_eq!(name("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name("file:///a/%E7%A8%BF.md"), "稿.md");
        assert_eq!(name("untitled:"), "untitled");
    }
}
