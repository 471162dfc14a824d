//! House rule on Chinese words: they are data. No array in `src` contains more than a few of them.
//! Words of one rule belong in `[words]` of its file, others in the classes of `rules/words`.

use std::fs;
use std::path::Path;

use crate::source::rust_files;

/// Maximum number of Chinese literals in an array.
const MOST: usize = 5;

/// A literal or a bracket of Rust code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A string or character literal. The field is true if it contains a Chinese character.
    Literal {
        length: usize,
        is_chinese: bool,
    },
    Open(u8),
    Close,
}

/// Returns the literals and brackets of `code` with their byte offsets. Comments are skipped.
fn pieces(code: &str) -> Vec<(usize, Piece)> {
    let is_chinese = |text: &str| text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = code.as_bytes().get(at).copied() {
        let rest = &code[at..];
        let length = match byte {
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'r' if raw(rest).is_some()
                && !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') =>
            {
                let length = raw(rest).unwrap();
                found.push((at, Piece::Literal { length, is_chinese: is_chinese(&rest[..length]) }));
                length
            }
            b'"' => {
                let mut escaped = false;
                let end = rest[1..].find(|c| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                let length = end.unwrap() + 2;
                found.push((at, Piece::Literal { length, is_chinese: is_chinese(&rest[..length]) }));
                length
            }
            b'\'' => match character(rest) {
                Some(length) => {
                    found.push((at, Piece::Literal { length, is_chinese: is_chinese(&rest[..length]) }));
                    length
                }
                // A lifetime.
                None => 1,
            },
            b'[' | b'(' | b'{' => {
                found.push((at, Piece::Open(byte)));
                1
            }
            b']' | b')' | b'}' => {
                found.push((at, Piece::Close));
                1
            }
            _ => rest.chars().next().unwrap().len_utf8(),
        };
        at += length;
    }
    found
}

/// Returns the length of the raw string that `text` begins with, if any.
fn raw(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    let content = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + content.find(&end)? + end.len())
}

/// Returns the length of the character literal that `text` begins with, if any.
fn character(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let length = match inside.strip_prefix('\\') {
        Some(escape) => 1 + escape.chars().next()?.len_utf8() + escape[1..].find('\'')?,
        None => inside.chars().next()?.len_utf8(),
    };
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// Returns `code` with each string and character literal replaced by blanks, so that byte offsets
/// and lines stay the same.
pub(crate) fn without_literals(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    for (at, piece) in pieces(code) {
        if let Piece::Literal { length, .. } = piece {
            bare.push_str(&code[bare.len()..at]);
            let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
            bare.extend(code[at..at + length].chars().map(blank));
        }
    }
    bare.push_str(&code[bare.len()..]);
    bare
}

/// Returns the outermost arrays with more than [`MOST`] Chinese literals: the byte offset of each,
/// and the number of its Chinese literals.
fn long_arrays(code: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, u8, usize)> = Vec::new();
    let mut long: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces(code) {
        match piece {
            Piece::Literal { is_chinese: true, .. } => open.iter_mut().for_each(|(.., count)| *count += 1),
            Piece::Literal { .. } => {}
            Piece::Open(sign) => open.push((at, sign, 0)),
            Piece::Close => {
                let Some((start, sign, count)) = open.pop() else { continue };
                if sign == b'[' && count > MOST {
                    long.retain(|(inner, _)| *inner < start);
                    long.push((start, count));
                }
            }
        }
    }
    long
}

#[test]
fn no_array_holds_a_list_of_chinese_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = rust_files(&root);
    files.retain(|path| !path.ends_with("tests.rs"));
    assert!(files.len() > 30, "the source was not found");
    let mut wrong = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (start, count) in long_arrays(code) {
            let line = code[..start].matches('\n').count() + 1;
            let file = path.strip_prefix(&root).unwrap().display();
            wrong.push(format!(
                "src/{file}:{line}: {count} Chinese literals; CONTRIBUTING.md says where words go"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn counts_what_is_in_an_array() {
    let counts = |code: &str| long_arrays(code).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts(r#"["一", "二", "三", "四", "五", "六"]"#), [6]);
    assert_eq!(counts(r#"["一", "二", "三", "四", "五", "a"]"#), [0; 0]);
    assert_eq!(
        counts(r#"[('一', A), ('二', B), ('三', C), ('四', D), ('\'', E), ("五[", F), (r"六", G)]"#),
        [6]
    );
    assert_eq!(counts(r##"[["一", "二", "三"], [r#"四"], "#, "五", "六"]]"##), [6]);
    assert_eq!(counts(r#"f("一", "二", "三", "四", "五", "六"); let x: &'a [u8]; // ["一"]"#), [0; 0]);
    assert_eq!(
        counts(r#"match c { '一' => 1, '二' => 2, '三' => 3, '四' => 4, '五' => 5, '六' => 6 }"#),
        [0; 0]
    );
}
