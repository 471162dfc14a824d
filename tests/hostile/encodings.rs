//! Hostile input: bytes that are not text, or are in several encodings.

use crate::program::{check, code, err, folder, json};
use crate::run::{GOOD, ended, findings, hegao, refusal};

const LINE: &str = "各位代表，现在开会。\n";

/// Returns three texts with the bytes `bad` before, in the middle of, and after `text`, which is
/// valid.
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
    // Cut in the middle of the last character.
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

/// Extensions of formats whose documents have bytes even if they have no text.
const CONTAINERS: [&str; 15] = [
    "docx", "docm", "dotx", "dotm", "odt", "ott", "ofd", "rtf", "doc", "dot", "wps", "wpt", "pdf", "DOCX",
    "Pdf",
];

#[test]
fn a_container_without_a_byte_is_damaged_whether_named_or_found() {
    for ending in CONTAINERS {
        let name = format!("空.{ending}");
        assert_eq!(refusal(&name, b""), "damaged", "{name}");
        let files = folder(&[(&name, b""), GOOD]);
        let output = check(&files, &[".", "--format", "json"]);
        let report = json(&output);
        let kinds: Vec<_> =
            report["files"].as_array().unwrap().iter().map(|file| &file["error"]["kind"]).collect();
        assert!(code(&output) == 2 && kinds.contains(&&"damaged".into()), "{name}: {report}");
    }
}

#[test]
fn a_text_without_a_byte_is_an_empty_document_and_is_said_to_be() {
    for ending in ["txt", "text", "md", "markdown", "html", "htm"] {
        let name = format!("空.{ending}");
        let files = folder(&[(&name, b"")]);
        for (path, shown) in [(name.as_str(), name.clone()), (".", format!("./{name}"))] {
            let output = check(&files, &[path, "--format", "json"]);
            assert_eq!((code(&output), json(&output)["summary"]["files"].as_u64()), (0, Some(1)), "{name}");
            assert!(err(&output).contains(&format!("{shown}：空文稿，里面没有文字\n")), "{}", err(&output));
        }
        let english = check(&files, &[&name, "--lang", "en"]);
        assert!(err(&english).contains(&format!("{name} is an empty document: it holds no text\n")));
        let compared = ended(hegao(files.path(), &["similar", "."]));
        assert!(code(&compared) == 0 && err(&compared).contains("空文稿"), "{}", err(&compared));
    }
    // A document that exists but contains no text does not pass silently either.
    let files = folder(&[("白.md", b"\xef\xbb\xbf\n \n"), GOOD]);
    assert!(err(&check(&files, &["白.md"])).contains("白.md：空文稿"));
    assert!(!err(&check(&files, &[GOOD.0])).contains("空文稿"));
}
