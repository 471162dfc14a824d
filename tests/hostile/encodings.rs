//! Bytes that are no text, or not all of one kind.

use crate::program::{check, code, err, folder};
use crate::run::{findings, refusal};

const LINE: &str = "各位代表，现在开会。\n";

/// `bad` before, in the middle of and behind a text that is otherwise fine.
fn placed(bad: &[u8], text: &[u8]) -> [Vec<u8>; 3] {
    let lines = text.repeat(50);
    [[bad, &lines].concat(), [&lines, bad, &lines].concat(), [&lines, bad].concat()]
}

#[test]
fn a_bad_byte_is_found_wherever_it_stands() {
    for bytes in placed(b"\xff\xff\xff", LINE.as_bytes()) {
        let kind = refusal("稿.txt", &bytes);
        assert!(["bad-bytes", "mixed-encodings"].contains(&kind.as_str()), "{kind}");
    }
    // Cut inside its last character.
    let cut = LINE.repeat(50);
    assert_eq!(refusal("稿.txt", &cut.as_bytes()[..cut.len() - 2]), "bad-bytes");
}

#[test]
fn two_encodings_in_one_file_are_told_apart() {
    let gbk = b"\xb8\xf7\xce\xbb\xb4\xfa\xb1\xed\xa3\xac\xcf\xd6\xd4\xda\xbf\xaa\xbb\xe1\xa1\xa3\n";
    for bytes in placed(gbk, LINE.as_bytes()) {
        assert_eq!(refusal("稿.txt", &bytes), "mixed-encodings");
    }
}

#[test]
fn nul_bytes_are_no_text() {
    for bytes in placed(b"\0", LINE.as_bytes()) {
        assert_eq!(refusal("稿.txt", &bytes), "binary");
        assert_eq!(refusal("稿.md", &bytes), "binary");
        assert_eq!(refusal("稿.html", &bytes), "binary");
    }
    assert_eq!(refusal("稿.txt", &vec![0; 1_000_000]), "binary");
}

#[test]
fn utf_16_that_is_cut_or_has_lone_surrogates_is_refused() {
    let wide = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let text = wide(LINE);
    assert_eq!(findings("稿.txt", &text), 0);
    assert_eq!(refusal("稿.txt", &text[..text.len() - 1]), "bad-bytes");
    for lone in [0xD800_u16, 0xDBFF, 0xDC00, 0xDFFF] {
        for bytes in
            [[&text[..], &lone.to_le_bytes()].concat(), [&text[..], &lone.to_le_bytes(), &text[2..]].concat()]
        {
            assert_eq!(refusal("稿.txt", &bytes), "bad-bytes", "{lone:x}");
        }
    }
}

#[test]
fn a_file_without_bytes_is_passed_over_and_said_to_be() {
    let files = folder(&[("空.txt", b""), ("空.docx", b"")]);
    let output = check(&files, &["空.txt", "空.docx"]);
    assert_eq!((code(&output), err(&output).matches("跳过").count()), (0, 2));
}
