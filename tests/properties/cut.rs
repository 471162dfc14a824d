//! Files that end too early are read as far as that is safe, or refused with a reason. None of them
//! makes the program panic.

use std::io::{Cursor, Read};

use hegao::document::source::{Encoding, Format};
use hegao::engine::report::Problem;
use hegao::language::Language;
use hegao::output::problem::message;
use hegao::readers::ReadOptions;
use zip::ZipArchive;

use crate::program::package::{Docx, paragraph, zip};
use crate::program::written::file;
use crate::program::{check, code, err, folder, json};
use crate::{RULES, cases, checked};

/// Paragraphs with findings of several families.
const PARAGRAPHS: [&str; 9] = [
    "关于清理河道的通知",
    "各村民小组：",
    "清理工作截止3月底，共投入人工XX个。其中甲组12人，乙组15人，共28人。",
    "一、分段包干",
    "二、清运淤泥",
    "四、检查验收",
    "验收分三步：先自查，再互查。详见附件2，𠮷家沟除外。",
    "本月比上月增长5%，由40吨增加到50吨。",
    "2026年2月30日",
];

/// A file, its name, and the options that it is read with.
struct Whole {
    name: String,
    bytes: Vec<u8>,
    reading: ReadOptions,
}

/// A file in each format, as text in each encoding, and in the formats of other programs as
/// converted by them.
fn files() -> Vec<Whole> {
    let mut files: Vec<Whole> = Vec::new();
    for format in Format::ALL {
        let extension = format.extensions()[0];
        let is_converted = matches!(format, Format::Doc | Format::Wps | Format::Pdf);
        let bytes = file(extension, &PARAGRAPHS);
        let reading = ReadOptions { is_converted, ..ReadOptions::default() };
        files.push(Whole { name: format!("稿.{extension}"), bytes, reading });
    }
    let text = PARAGRAPHS.join("\r\n");
    for encoding in Encoding::ALL {
        for (kind, mark) in [("", ""), ("-bom", "\u{feff}")] {
            let text = format!("{mark}{text}");
            let bytes = match encoding {
                Encoding::Utf8 => text.into_bytes(),
                Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                Encoding::Gb18030 => encoding_rs::GB18030.encode(&text).0.into_owned(),
                Encoding::Big5 => encoding_rs::BIG5.encode(&text).0.into_owned(),
            };
            let name = format!("{}{kind}.txt", encoding.name());
            files.push(Whole { name, bytes, reading: ReadOptions::default() });
        }
    }
    let markdown = "---\ntitle: 通知\n---\n\n# 通知\n\n| 组 | 人 |\n|---|---|\n| 甲 | XX |\n\n见注[^1]。<!-- 注 -->\n\n\
                    ```\n甲\n```\n\n[^1]: 共XX人。\n";
    let html = "<html><head><title>通知</title></head><body><table><tr><td>甲<td>XX</table><!-- 注 --><p>共&nbsp;XX&#x4eba;\
                <script>x = '<p>'</script><ol><li>甲<li>乙</ol></body></html>";
    let rtf = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\header XX\par}\'b9\'b2XX\'bb\'a7{\footnote XX}\par\trowd\cellx900 XX\cell\row{\pict\bin2 ab}}";
    for (name, text) in [("富.md", markdown), ("富.html", html), ("富.rtf", rtf)] {
        let bytes = text.as_bytes().to_vec();
        files.push(Whole { name: name.to_owned(), bytes, reading: ReadOptions::default() });
    }
    files.push(Whole { name: "富.docx".to_owned(), bytes: word(), reading: ReadOptions::default() });
    files
}

/// A Word document with notes, a header, styles, numbers, a table and tracked changes.
fn word() -> Vec<u8> {
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    let change = "<w:p><w:ins w:id=\"1\"><w:r><w:t>共XX户</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>三</w:delText></w:r></w:del>\
                  <w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph("甲"),
        paragraph("XX")
    );
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
                 <w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    Docx::new(&[numbered, numbered, change, &table].concat())
        .part("numbering", "numbering", lists)
        .part("styles", "styles", "<w:style w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>")
        .part("footnotes", "footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("注XX")))
        .part("header", "hdr", &paragraph("第XX期"))
        .build()
}

/// Lengths to cut `bytes` to: the first and the last ones, and some in between.
fn lengths(bytes: &[u8], count: usize) -> Vec<usize> {
    let step = (bytes.len() / count).max(1);
    let mut lengths: Vec<usize> = (0..bytes.len()).step_by(step).collect();
    lengths.extend((1..=4).chain(bytes.len().saturating_sub(4)..bytes.len()).filter(|at| *at < bytes.len()));
    lengths
}

/// Asserts that the file is checked, or refused with a reason that is not a fault of the program.
fn is_answered(name: &str, bytes: &[u8], reading: ReadOptions) -> bool {
    match checked(&RULES, name, bytes, reading) {
        Ok(_) => true,
        Err(Problem::Panicked) => panic!("{name}, {} bytes: {}", bytes.len(), String::from_utf8_lossy(bytes)),
        Err(problem) => {
            let said = [Language::Chinese, Language::English].map(|language| message(&problem, language));
            assert!(said.iter().all(|said| !said.is_empty()) && said[0] != said[1], "{name}: {said:?}");
            false
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_checked_or_refused() {
    for Whole { name, bytes, reading } in files() {
        assert!(is_answered(&name, &bytes, reading) || name.starts_with("Big5"), "{name} as a whole");
        for length in lengths(&bytes, cases(10)) {
            is_answered(&name, &bytes[..length], reading);
        }
    }
}

/// A package around a part that ends too early, as a program leaves it that fails while it writes.
#[test]
fn a_package_with_a_part_cut_anywhere_is_checked_or_refused() {
    for Whole { name, bytes, reading } in files() {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) else { continue };
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.push((part.name().unwrap().into_owned(), content));
        }
        for cut in 0..parts.len() {
            let content = parts[cut].1.clone();
            for length in lengths(&content, cases(3)) {
                parts[cut].1.truncate(length);
                is_answered(&name, &zip(&parts), reading);
                parts[cut].1.clone_from(&content);
            }
        }
    }
}

#[test]
fn the_program_answers_for_every_file_that_is_cut() {
    let mut cut: Vec<(String, Vec<u8>)> = Vec::new();
    for Whole { name, bytes, reading } in files() {
        if reading.is_converted {
            // The program would pass these to other programs.
            continue;
        }
        for part in 0..4 {
            cut.push((format!("{part}{name}"), bytes[..bytes.len() * part / 4 + part].to_vec()));
        }
    }
    cut.push(("整.txt".to_owned(), PARAGRAPHS.join("\n").into_bytes()));
    let listed: Vec<(&str, &[u8])> =
        cut.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let files = folder(&listed);
    let output = check(&files, &[".", "--format", "json", "--today", "off"]);
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
    let report = json(&output);
    let told = report["files"].as_array().unwrap();
    assert_eq!((code(&output), told.len()), (2, cut.len()));
    for file in told {
        let is_refused = file["error"]["message"].as_str().is_some_and(|message| !message.is_empty());
        assert!(is_refused != file["diagnostics"].is_array(), "{file}");
        assert_ne!(file["error"]["kind"], "internal", "{file}");
    }
    for (name, bytes) in cut.iter().step_by(7) {
        let alone = folder(&[(name, bytes)]);
        let output = check(&alone, &[name]);
        assert!(code(&output) <= 2 && !err(&output).contains("panicked"), "{name}: {}", err(&output));
    }
}
