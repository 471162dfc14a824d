//! L1: zip packages of XML parts, as Word and its like are. Sizes, depths and ratios are bounded: a package that would inflate
//! without end is refused, not tried.

pub mod compound;
pub mod fault;
pub mod names;
pub mod relations;
pub mod rewrite;
pub mod sealed;
pub mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::package::fault::{Damage, XmlFault};

/// Longest part that is read, in bytes when inflated.
pub const MAX_PART: u64 = 256 * 1024 * 1024;
/// All parts that are read of one package, in bytes when inflated.
const MAX_TOTAL: u64 = 512 * 1024 * 1024;
/// How many bytes one compressed byte may become, in parts longer than [`SMALL_PART`].
const MAX_RATIO: u64 = 200;
/// Parts up to this many bytes may have any ratio: empty tables compress well.
const SMALL_PART: u64 = 8 * 1024 * 1024;

/// Why a package, or a part of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The bytes are no zip file.
    #[error("not a zip file")]
    NotAZip,
    /// A zip file, or one of RTF, without what the format needs.
    #[error("a file without `{missing}`")]
    NotTheFormat {
        /// The part that is missing.
        missing: &'static str,
    },
    /// Protected by a password.
    #[error("protected by a password")]
    Encrypted,
    /// The file ends too soon, or its directory does not agree with its contents.
    #[error("damaged: {0}")]
    Damaged(Damage),
    /// It would inflate to more than is reasonable.
    #[error("part `{part}` inflates beyond reason")]
    Bomb {
        /// The part.
        part: String,
    },
    /// A part is not well-formed XML.
    #[error("`{part}` is not well-formed at byte {byte}: {reason}")]
    Malformed {
        /// The part.
        part: String,
        /// Where, in bytes of the part.
        byte: usize,
        /// What the parser says.
        reason: XmlFault,
    },
    /// A part declares a document type, which packages never need and bombs do.
    #[error("`{part}` declares a document type")]
    Doctype {
        /// The part.
        part: String,
    },
    /// Elements are nested deeper than in any document.
    #[error("`{part}` nests too deep")]
    TooDeep {
        /// The part.
        part: String,
    },
}

/// A package that was opened.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be inflated.
    budget: u64,
}

impl<'b> Package<'b> {
    /// Reads the directory of a package.
    ///
    /// # Errors
    /// Where the bytes are no zip file, or their directory is wrong. Word files with a password are OLE files
    /// (ECMA-376 says nothing of them; MS-OFFCRYPTO 2.3 does) and are named as what they are.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        if bytes.starts_with(compound::MAGIC) {
            return Err(if is_encrypted(bytes) { PackageError::Encrypted } else { PackageError::NotAZip });
        }
        if !bytes.starts_with(b"PK") {
            return Err(PackageError::NotAZip);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { archive, budget: MAX_TOTAL })
    }

    /// Bytes that may still be inflated.
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// Lets no more than `budget` bytes be inflated from now on.
    pub fn limit(&mut self, budget: u64) {
        self.budget = self.budget.min(budget);
    }

    /// True where the package has such a part.
    pub fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// The names of all parts, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
    }

    /// The text of an XML part in UTF-8 without a byte order mark; `None` where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged, too large or not text.
    pub fn part(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        let Some(bytes) = self.bytes(part)? else { return Ok(None) };
        xml::text_of(&bytes).map(Some).map_err(|byte| PackageError::Malformed {
            part: part.to_owned(),
            byte,
            reason: XmlFault::NotUtf8,
        })
    }

    /// The bytes of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// Where the part is damaged or too large.
    pub fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let bomb = || PackageError::Bomb { part: part.to_owned() };
        let mut file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let size = file.size();
        let is_beyond = |size: u64, packed: u64| size > SMALL_PART && size / MAX_RATIO > packed.max(1);
        if size > MAX_PART || size > self.budget || is_beyond(size, file.compressed_size()) {
            return Err(bomb());
        }
        let mut bytes = Vec::with_capacity(size as usize);
        let read = file.by_ref().take(MAX_PART.min(self.budget) + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        if length > MAX_PART || length > self.budget {
            return Err(bomb());
        }
        read.map_err(|error| PackageError::Damaged(Damage::from(&error)))?;
        self.budget -= length;
        Ok(Some(bytes))
    }
}

/// Word puts a document with a password into an OLE file whose directory names, in UTF-16, an `EncryptedPackage`.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

fn damaged(error: &ZipError) -> PackageError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PackageError::Encrypted,
        other => PackageError::Damaged(Damage::from(other)),
    }
}
