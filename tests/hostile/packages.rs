//! Hostile input: packages with wrong sizes, missing parts, or far more content than any document.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::program::package::{Docx, WORD, paragraph, zip};
use crate::run::{findings, many, refusal, report};

/// Creates an OpenDocument text with this content.
fn odt(content: &str) -> Vec<u8> {
    let parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

/// Creates an OFD document with this root element.
fn ofd(root: &str) -> Vec<u8> {
    zip(&[("OFD.xml".to_owned(), root.as_bytes().to_vec())])
}

fn document(text: &str) -> Vec<u8> {
    Docx::with_document(text.as_bytes().to_vec()).build()
}

fn inside(content: &str) -> Vec<u8> {
    document(&format!("<w:document xmlns:w=\"{WORD}\"><w:body>{content}</w:body></w:document>"))
}

#[test]
fn a_part_that_inflates_beyond_reason_is_not_inflated() {
    // 300 MiB of blanks: above the ratio limit if compressed, above the length limit if stored.
    let blanks = vec![b' '; 300 << 20];
    assert_eq!(refusal("胀.docx", &Docx::with_document(blanks).build()), "bomb");
    // Parts that are not needed are not unpacked.
    let mut parts = vec![("word/media/a.bin".to_owned(), vec![0; 300 << 20])];
    parts.extend(unpacked(&Docx::new(&paragraph("共XX户")).build()));
    assert_eq!(findings("图.docx", &zip(&parts)), 1);
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut file, &mut bytes).unwrap();
        parts.push((file.name().unwrap().into_owned(), bytes));
    }
    parts
}

#[test]
fn entries_that_overlap_or_share_a_name_are_read_once_or_refused() {
    let good = Docx::new(&paragraph("共XX户")).build();
    // Every directory entry refers to the bytes of the first one.
    let mut overlapping = good.clone();
    let directory = good.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let mut at = directory;
    while let Some(next) = overlapping[at..].windows(4).position(|bytes| bytes == b"PK\x01\x02") {
        let entry = at + next;
        overlapping[entry + 42..entry + 46].fill(0);
        at = entry + 4;
    }
    assert_eq!(refusal("叠.docx", &overlapping), "damaged");
    // The directory claims more entries than there are.
    let end = good.len() - 22;
    let mut counting = good.clone();
    counting[end + 8..end + 12].fill(0xff);
    assert_eq!(refusal("多.docx", &counting), "damaged");
    // A hundred thousand parts.
    let mut parts = unpacked(&good);
    parts.extend((0..many(60_000)).map(|number| (format!("word/{number}.xml"), Vec::new())));
    assert_eq!(findings("众.docx", &zip(&parts)), 1);
}

#[test]
fn a_package_within_a_package_is_not_opened() {
    let inner = Docx::new(&paragraph("共XX户")).build();
    let outer = zip(&[("稿.docx".to_owned(), inner.clone())]);
    assert_eq!(refusal("套.docx", &outer), "not-the-format");
    assert_eq!(refusal("套.docx", &Docx::with_document(inner).build()), "malformed-xml");
}

#[test]
fn a_document_that_lacks_a_part_or_has_one_of_something_else_is_answered() {
    let parts = unpacked(&Docx::new(&paragraph("共XX户")).part("styles", "styles", "").build());
    for missing in 0..parts.len() {
        let name = parts[missing].0.clone();
        let mut others = parts.clone();
        others.remove(missing);
        let lacking = report("缺.docx", &zip(&others));
        match name.as_str() {
            "word/document.xml" => assert_eq!(lacking["error"]["kind"], "not-the-format", "{name}"),
            // Without `_rels/.rels` nothing names the document part. All other registrations may be
            // missing.
            _ => assert!(lacking.get("error").is_none() || name == "_rels/.rels", "{name}: {lacking}"),
        }
        let mut others = parts.clone();
        others[missing].1 = b"\x89PNG\r\n\x1a\n\0\0\0".to_vec();
        let odd = report("异.docx", &zip(&others));
        assert!(odd["error"]["kind"] != "internal", "{name}: {odd}");
    }
}

#[test]
fn a_document_cut_anywhere_is_damaged() {
    let good = Docx::new(&paragraph("各位代表，现在开会。").repeat(20)).build();
    let places =
        (0..good.len()).step_by(good.len() / 40).chain([1, 2, 3, 4, good.len() - 22, good.len() - 1]);
    for end in places.filter(|end| *end > 0) {
        let kind = refusal("断.docx", &good[..end]);
        assert!(["damaged", "not-a-zip"].contains(&kind.as_str()), "{end}: {kind}");
    }
}

#[test]
fn document_types_are_refused_in_every_package() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>";
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">";
    for kind in [bomb, outside] {
        let text = format!("{kind}<a>&c;</a>");
        assert_eq!(refusal("稿.docx", &document(&text)), "doctype");
        assert_eq!(refusal("稿.odt", &odt(&text)), "doctype");
        assert_eq!(refusal("稿.ofd", &ofd(&text)), "doctype");
    }
}

#[test]
fn elements_a_hundred_thousand_deep_are_refused_in_every_package() {
    for tag in ["a", "w:tbl", "w:p"] {
        let deep = format!("<{tag}>").repeat(100_000);
        assert_eq!(refusal("稿.docx", &inside(&deep)), "too-deep", "{tag}");
    }
    let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    let deep = "<o:a>".repeat(100_000);
    let content = format!("<o:document-content xmlns:o=\"{office}\"><o:body><o:text>{deep}");
    assert_eq!(refusal("稿.odt", &odt(&content)), "too-deep");
    assert_eq!(refusal("稿.ofd", &ofd(&format!("<OFD>{}", "<a>".repeat(100_000)))), "too-deep");
}

#[test]
fn an_element_may_have_a_million_attributes() {
    let attributes: String = (0..many(1_000_000)).map(|number| format!(" w:a{number}=\"1\"")).collect();
    let content = format!("<w:p{attributes}><w:r{attributes}><w:t{attributes}>共XX户</w:t></w:r></w:p>");
    assert_eq!(findings("稿.docx", &inside(&content)), 1);
    let prefixes: String = (0..many(300_000)).map(|number| format!(" xmlns:a{number}=\"b\"")).collect();
    assert_eq!(
        findings("稿.docx", &inside(&format!("<w:p{prefixes}><w:r><w:t>共XX户</w:t></w:r></w:p>"))),
        1
    );
}

#[test]
fn a_million_runs_or_paragraphs_are_read() {
    let runs = "<w:r><w:t>各</w:t></w:r>".repeat(many(500_000));
    findings("稿.docx", &stored(&format!("<w:p>{runs}</w:p>")));
    findings("稿.docx", &stored(&"<w:p><w:r><w:t>一、甲</w:t></w:r></w:p>".repeat(many(300_000))));
    findings("稿.docx", &stored(&"<w:p><w:r><w:br/></w:r></w:p>".repeat(many(500_000))));
    findings("稿.docx", &stored(&"<w:r><w:t>散</w:t></w:r>".repeat(many(300_000))));
}

/// Creates a document whose parts are not compressed, because a high compression ratio would be
/// refused.
fn stored(content: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in unpacked(&Docx::new("").build()) {
        writer.start_file(name.as_str(), options).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        writer.write_all(text.replace("<w:body>", &format!("<w:body>{content}")).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_document_without_a_word_is_empty() {
    assert_eq!(findings("空.docx", &inside("")), 0);
    assert_eq!(findings("空.docx", &document(&format!("<w:document xmlns:w=\"{WORD}\"/>"))), 0);
    assert_eq!(refusal("空.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "not-the-format");
}
