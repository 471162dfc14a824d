//! Copies a package with some parts changed, added or removed. All other parts keep their
//! compressed bytes.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::package::PackageError;
use crate::package::fault::Damage;

/// A part to be written.
pub struct NewPart {
    /// Name of the part, such as `word/comments.xml`.
    pub name: String,
    /// Content of the part, not compressed.
    pub bytes: Vec<u8>,
}

/// Copies the package in `bytes` without the parts named in `removed`. Each of `parts` replaces the
/// part with the same name; new parts are appended.
///
/// # Errors
/// If the package cannot be read.
pub fn rewrite(bytes: &[u8], parts: Vec<NewPart>, removed: &[String]) -> Result<Vec<u8>, PackageError> {
    let failed = |error: ZipError| PackageError::Damaged(Damage::from(&error));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + bytes.len() / 8)));
    let mut parts: Vec<Option<NewPart>> = parts.into_iter().map(Some).collect();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(failed)?;
        let name = file.name().map_err(failed)?.into_owned();
        if removed.contains(&name) {
            continue;
        }
        let changed = parts.iter_mut().find(|part| part.as_ref().is_some_and(|part| part.name == name));
        match changed.and_then(Option::take) {
            Some(part) => {
                let modified = file.last_modified();
                drop(file);
                write(&mut writer, &part, modified)?;
            }
            None => writer.raw_copy_file(file).map_err(failed)?,
        }
    }
    for part in parts.into_iter().flatten() {
        write(&mut writer, &part, None)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(failed)
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    part: &NewPart,
    modified: Option<zip::DateTime>,
) -> Result<(), PackageError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(modified.unwrap_or_default());
    let failed = PackageError::Damaged;
    writer.start_file(part.name.as_str(), options).map_err(|error| failed(Damage::from(&error)))?;
    writer.write_all(&part.bytes).map_err(|error| failed(Damage::from(&error)))
}
