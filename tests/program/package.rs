//! Builds Word documents for the tests from their parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Namespace of the document part.
pub(crate) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A Word package, given as a list of parts.
pub(crate) struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl Docx {
    /// Creates a document with `body` inside the element `w:body`.
    pub(crate) fn new(body: &str) -> Self {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{WORD}\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">\
             <w:body>{body}</w:body></w:document>"
        );
        Self::with_document(text.into_bytes())
    }

    /// Creates a document whose main part consists of these bytes.
    pub(crate) fn with_document(document: Vec<u8>) -> Self {
        let types = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        );
        let root = format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        let parts = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), root.into_bytes()),
            ("word/document.xml".to_owned(), document),
        ];
        Self { parts, relations: String::new() }
    }

    /// Adds a part with `content` inside the element `root`, and a relationship of type `kind` from
    /// the document to it.
    pub(crate) fn part(mut self, kind: &str, root: &str, content: &str) -> Self {
        let (name, id) = (format!("{kind}{}.xml", self.parts.len()), self.parts.len());
        let text = format!("<w:{root} xmlns:w=\"{WORD}\">{content}</w:{root}>");
        self.parts.push((format!("word/{name}"), text.into_bytes()));
        if kind == "comments" {
            let known = format!(
                "<Override PartName=\"/word/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument\
                 .wordprocessingml.comments+xml\"/></Types>"
            );
            let types = String::from_utf8_lossy(&self.parts[0].1).replace("</Types>", &known);
            self.parts[0].1 = types.into_bytes();
        }
        self.relations +=
            &format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{name}\"/>");
        self
    }

    /// Adds a file of any type, and a relationship of type `kind` with the id `id` from the
    /// document to it.
    pub(crate) fn file(mut self, kind: &str, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((format!("word/{name}"), bytes.to_vec()));
        self.relations +=
            &format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{name}\"/>");
        self
    }

    /// Adds a part without a relationship.
    pub(crate) fn raw(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.to_owned(), text.as_bytes().to_vec()));
        self
    }

    /// Adds a relationship of type `kind` from the document to `target`.
    pub(crate) fn relation(mut self, kind: &str, target: &str) -> Self {
        let id = self.relations.matches("<Relationship ").count() + 100;
        self.relations +=
            &format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target={target}/>");
        self
    }

    /// Builds the bytes of the file.
    pub(crate) fn build(mut self) -> Vec<u8> {
        if !self.relations.is_empty() {
            let text = format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
                self.relations
            );
            self.parts.push(("word/_rels/document.xml.rels".to_owned(), text.into_bytes()));
        }
        zip(&self.parts)
    }
}

/// Creates a zip file with these parts.
pub(crate) fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Creates a paragraph with one run of text.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}
