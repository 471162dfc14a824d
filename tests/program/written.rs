//! The same paragraphs as a file in each format.

use super::package::{Docx, zip};

/// Extensions of the formats that hold paragraphs of prose as they are written.
pub(crate) const FORMATS: [&str; 6] = ["txt", "md", "html", "docx", "odt", "rtf"];

/// A file with these paragraphs, without any other text. The paragraphs must have no line ends, and
/// no blanks that HTML joins.
pub(crate) fn file(extension: &str, paragraphs: &[&str]) -> Vec<u8> {
    let all =
        |write: &dyn Fn(&str) -> String| -> String { paragraphs.iter().map(|text| write(text)).collect() };
    match extension {
        "txt" => all(&|text| format!("{text}\n")).into_bytes(),
        "md" => all(&|text| format!("{}\n\n", markdown(text))).into_bytes(),
        "html" => {
            let body = all(&|text| format!("<p>{}</p>\n", escaped(text)));
            format!(
                "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n{body}</body></html>\n"
            )
            .into_bytes()
        }
        "docx" | "doc" | "wps" => {
            let run = |text: &str| {
                format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text))
            };
            Docx::new(&all(&run)).build()
        }
        "odt" => odt(&all(&|text| format!("<text:p>{}</text:p>", escaped(text)))),
        "rtf" => rtf(&all(&|text| format!("{text}\n"))),
        "ofd" => ofd(paragraphs),
        "pdf" => all(&|text| format!("{text}\n\n")).into_bytes(),
        other => panic!("no format is called {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A paragraph of Markdown whose signs are characters and not markup.
fn markdown(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut written = String::new();
    for (at, c) in text.chars().enumerate() {
        let is_bullet = at == 0 && matches!(c, '-' | '+' | '=');
        let is_number = at == digits && matches!(c, '.' | ')');
        if is_bullet || is_number || r"\`*_[]<>#|~&!".contains(c) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn odt(content: &str) -> Vec<u8> {
    let names = ["office", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content {}><office:body><office:text>{content}</office:text></office:body>\
         </office:document-content>",
        names.join(" ")
    );
    let parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

fn rtf(lines: &str) -> Vec<u8> {
    let mut body = String::new();
    for c in lines.chars() {
        match c {
            '\n' => body.push_str("\\par\n"),
            '\\' | '{' | '}' => body.extend(['\\', c]),
            ' '..='~' => body.push(c),
            _ => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    body += &format!("\\u{}?", unit.cast_signed());
                }
            }
        }
    }
    format!("{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}}}").into_bytes()
}

/// A page with a line of text for each paragraph.
fn ofd(paragraphs: &[&str]) -> Vec<u8> {
    let name = "xmlns:ofd='http://www.ofdspec.org/2016'";
    let line = |(at, text): (usize, &&str)| {
        format!(
            "<ofd:TextObject Boundary='20 {} 170 5' Size='4'><ofd:TextCode X='0' Y='4'>{}</ofd:TextCode>\
             </ofd:TextObject>",
            20 + 10 * at,
            escaped(text)
        )
    };
    let content: String = paragraphs.iter().enumerate().map(line).collect();
    let parts = [
        (
            "OFD.xml",
            format!(
                "<ofd:OFD {name}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>\
                 </ofd:DocBody></ofd:OFD>"
            ),
        ),
        (
            "Doc_0/Document.xml",
            format!(
                "<ofd:Document {name}><ofd:CommonData/><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/0/Content.xml'/>\
                 </ofd:Pages></ofd:Document>"
            ),
        ),
        (
            "Doc_0/Pages/0/Content.xml",
            format!(
                "<ofd:Page {name}><ofd:Content><ofd:Layer Type='Body'>{content}</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        ),
    ];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}
