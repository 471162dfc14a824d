//! Packages (zip files) written as text: a line `=== name` begins a part. Inputs in this form are
//! easy to read, mutate and search.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Prefix of the line that begins a part.
pub const HEAD: &str = "=== ";

/// Splits a text into its parts: names and contents.
pub fn parts(text: &str) -> Vec<(&str, &str)> {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for part in text.strip_prefix(HEAD).into_iter().flat_map(|text| text.split("\n=== ")) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        if !parts.iter().any(|(known, _)| *known == name) {
            parts.push((name, text));
        }
    }
    parts
}

/// Builds an uncompressed zip package of these parts. `None` if a name is not valid for a part.
pub fn zip(parts: &[(&str, &str)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(*name, options).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
