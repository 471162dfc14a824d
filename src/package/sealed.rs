//! Seal of a package that hegao wrote: a comment of the zip archive with a checksum of all bytes
//! before it. Other programs write a package anew without the comment, so an intact seal shows that
//! nobody else changed the package. Readers of packages ignore the comment (APPNOTE.TXT 4.3.16).

use crate::text::hash::{START, fnv};

/// Length in bytes of the record at the end of a zip file, without the comment that may follow it
/// (APPNOTE.TXT 4.3.16).
const END: usize = 22;
const SIGNATURE: &[u8] = b"PK\x05\x06";
/// Text at the beginning of the comment that is the seal.
const WORDS: &str = "hegao annotate ";
/// Length of the comment in bytes: [`WORDS`] and 16 digits of the checksum.
const LENGTH: usize = WORDS.len() + 16;

/// Adds a seal to a package. Returns the bytes unchanged if they do not end with the record of a
/// zip directory without a comment.
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let Some(end) = bytes.len().checked_sub(END).filter(|&end| bytes[end..].starts_with(SIGNATURE)) else {
        return bytes;
    };
    let comment = comment(&bytes[..end]);
    bytes.truncate(end + END - 2);
    bytes.extend((LENGTH as u16).to_le_bytes());
    bytes.extend(comment.as_bytes());
    bytes
}

/// True for a package with an intact seal.
pub fn is_sealed(bytes: &[u8]) -> bool {
    let Some(end) = bytes.len().checked_sub(END + LENGTH) else { return false };
    bytes[end..].starts_with(SIGNATURE) && bytes[end + END..] == *comment(&bytes[..end]).as_bytes()
}

fn comment(before: &[u8]) -> String {
    format!("{WORDS}{:016x}", fnv(START, before))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::{is_sealed, sealed};
    use crate::package::rewrite::rewrite;

    #[test]
    fn a_seal_is_broken_by_any_change_and_by_saving_again() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(b"<a/>").unwrap();
        let plain = writer.finish().unwrap().into_inner();
        let package = sealed(plain.clone());
        assert!(is_sealed(&package) && !is_sealed(&plain));
        let mut text = String::new();
        let mut archive = ZipArchive::new(Cursor::new(&package)).unwrap();
        archive.by_name("a.xml").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "<a/>", "it still opens");
        assert!(!is_sealed(&rewrite(&package, Vec::new(), &[]).unwrap()));
        for byte in [10, package.len() - 3] {
            let mut changed = package.clone();
            changed[byte] ^= 1;
            assert!(!is_sealed(&changed));
        }
        assert!(!is_sealed(b"PK\x05\x06"));
    }
}
