//! Word and OpenDocument files written as text, so that mutations keep their structure: a line is a
//! paragraph, a line that begins with `<` is markup of the body, and `=== word/comments.xml` begins
//! another part. Markup is balanced before it is packed, because readers reject what is not
//! well-formed, and then no mutation would get further than that.

use std::fmt::Write as _;

use crate::packages::{HEAD, parts, zip};

mod balance;
mod nesting;

use balance::{Fits, balanced};
use nesting::fits;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OPEN_DOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// Builds a Word file. `None` if a name is not valid for a part.
pub fn docx(text: &str) -> Option<Vec<u8>> {
    let (body, others) = divided(text);
    let body = lines(body, ("<w:p><w:r><w:t xml:space=\"preserve\">", "</w:t></w:r></w:p>"), fits);
    let mut parts = vec![
        ("_rels/.rels".to_owned(), related("officeDocument", "word/document.xml")),
        ("[Content_Types].xml".to_owned(), types()),
        ("word/document.xml".to_owned(), word("document", &format!("<w:body>{body}</w:body>"))),
    ];
    let mut relations = String::new();
    for (name, text) in others.into_iter().filter(|(name, _)| !name.is_empty()) {
        let stem = name.trim_start_matches("word/").trim_end_matches(".xml").to_owned();
        let root = match stem.as_str() {
            "header" => "hdr",
            "footer" => "ftr",
            stem => stem,
        };
        let text =
            if name.starts_with("word/") { word(root, &balanced(text, fits)) } else { text.to_owned() };
        relations += &relation(&stem, &format!("{stem}.xml"));
        if !parts.iter().any(|(known, _)| known == name) {
            parts.push((name.to_owned(), text));
        }
    }
    parts.push((
        "word/_rels/document.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
    ));
    packed(&parts)
}

/// Builds an OpenDocument text. `None` if a name is not valid for a part.
pub fn odt(text: &str) -> Option<Vec<u8>> {
    let (body, others) = divided(text);
    let body = lines(body, ("<text:p>", "</text:p>"), |_, _, _| true);
    let styles = others.iter().find(|(name, _)| *name == "styles.xml").map_or("", |(_, text)| text);
    let styles = balanced(styles, |_, _, _| true);
    let mut root = format!("<office:document-content xmlns:office=\"{OPEN_DOCUMENT}:office:1.0\"");
    for (prefix, name) in
        [("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"), ("dc", "dc")]
    {
        let _ = write!(root, " xmlns:{prefix}=\"{OPEN_DOCUMENT}:{name}:1.0\"");
    }
    let content = format!(
        "{root}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype".to_owned(), "application/vnd.oasis.opendocument.text".to_owned()),
        ("content.xml".to_owned(), content),
    ])
}

/// Splits a text into the body and the other parts: names and contents.
fn divided(text: &str) -> (&str, Vec<(&str, &str)>) {
    if text.starts_with(HEAD) {
        return ("", parts(text));
    }
    match text.find("\n=== ") {
        Some(at) => (&text[..at], parts(&text[at + 1..])),
        None => (text, Vec::new()),
    }
}

/// Converts lines to paragraphs; lines that begin with `<` are markup.
fn lines(body: &str, (open, close): (&str, &str), fits: Fits) -> String {
    let mut markup = String::new();
    for line in body.split('\n').filter(|line| !line.is_empty()) {
        match line.starts_with('<') {
            true => markup += line,
            false => markup += &[open, line, close].concat(),
        }
    }
    balanced(&markup, fits)
}

/// Builds a part of a Word file with the root element `w:root`.
fn word(root: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
         xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">{content}</w:{root}>"
    )
}

fn relation(kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
}

fn related(kind: &str, target: &str) -> String {
    let relation = relation(kind, target);
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relation}</Relationships>")
}

fn types() -> String {
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
    )
}

fn packed(parts: &[(String, String)]) -> Option<Vec<u8>> {
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&parts)
}
