//! L1: zip packages of XML parts, such as Word documents. Sizes, depths and compression ratios are
//! limited, so that a decompression bomb is refused before it is inflated.

pub mod compound;
pub mod fault;
pub mod names;
pub mod relations;
pub mod rewrite;
pub mod sealed;
pub mod xml;

use std::io::{Cursor, Read};

use zip::CompressionMethod;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::package::fault::{Damage, XmlFault};

/// Maximum size of a part, in bytes after decompression.
pub const MAX_PART: u64 = 256 * 1024 * 1024;
/// Maximum number of bytes that are decompressed from one package in total.
const MAX_TOTAL: u64 = 512 * 1024 * 1024;
/// Maximum compression ratio of a part that is longer than [`SMALL_PART`].
const MAX_RATIO: u64 = 200;
/// Parts up to this number of bytes may have any compression ratio, because empty tables compress
/// very well.
const SMALL_PART: u64 = 8 * 1024 * 1024;

/// Reason why a package, or a part of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// The bytes are not a zip file.
    #[error("not a zip file")]
    NotAZip,
    /// A zip or RTF file without content that the format requires.
    #[error("a file without `{missing}`")]
    NotTheFormat {
        /// Name of the missing content.
        missing: &'static str,
    },
    /// The file is protected by a password.
    #[error("protected by a password")]
    Encrypted,
    /// The file is truncated, or its directory does not match its contents.
    #[error("damaged: {0}")]
    Damaged(Damage),
    /// A part would decompress to more bytes than the limits allow.
    #[error("part `{part}` inflates beyond reason")]
    Bomb {
        /// Name of the part.
        part: String,
    },
    /// A part is not well-formed XML.
    #[error("`{part}` is not well-formed at byte {byte}: {reason}")]
    Malformed {
        /// Name of the part that is not well-formed.
        part: String,
        /// Byte offset of the fault in the part.
        byte: usize,
        /// The fault that the parser found.
        reason: XmlFault,
    },
    /// A part declares a document type (DOCTYPE). Packages never need one, but decompression bombs
    /// do.
    #[error("`{part}` declares a document type")]
    Doctype {
        /// Name of the part.
        part: String,
    },
    /// Elements are nested deeper than in any real document.
    #[error("`{part}` nests too deep")]
    TooDeep {
        /// Name of the part.
        part: String,
    },
}

/// A part as it is in its package: its compressed bytes, and what the directory says of them. Two
/// parts that are equal in this decompress to the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed<B> {
    /// The compressed bytes.
    pub bytes: B,
    /// Length of the part, in bytes after decompression.
    pub size: u64,
    checksum: u32,
    method: CompressionMethod,
}

impl Packed<&[u8]> {
    /// Returns the part with a copy of its compressed bytes.
    pub fn kept(self) -> Packed<Vec<u8>> {
        let Self { bytes, size, checksum, method } = self;
        Packed { bytes: bytes.to_vec(), size, checksum, method }
    }
}

impl Packed<Vec<u8>> {
    /// True if `other` decompresses to the same bytes.
    pub fn is_same(&self, other: &Packed<&[u8]>) -> bool {
        (self.size, self.checksum, self.method) == (other.size, other.checksum, other.method)
            && self.bytes == other.bytes
    }
}

/// An open zip package, whose parts are read on demand.
pub struct Package<'b> {
    bytes: &'b [u8],
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Number of bytes that may still be decompressed.
    budget: u64,
}

impl<'b> Package<'b> {
    /// Opens a package and reads its directory.
    ///
    /// # Errors
    /// If the bytes are not a zip file, or their directory is damaged. Word files with a password
    /// are OLE files (not defined in ECMA-376, but in MS-OFFCRYPTO 2.3) and are reported as
    /// encrypted.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        if bytes.starts_with(compound::MAGIC) {
            return Err(if is_encrypted(bytes) { PackageError::Encrypted } else { PackageError::NotAZip });
        }
        if !bytes.starts_with(b"PK") {
            return Err(PackageError::NotAZip);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { bytes, archive, budget: MAX_TOTAL })
    }

    /// Number of bytes that may still be decompressed from the package.
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// Limits the bytes that may still be decompressed to `budget`.
    pub fn limit(&mut self, budget: u64) {
        self.budget = self.budget.min(budget);
    }

    /// True if the package has a part with this name.
    pub fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// The names of all parts, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
    }

    /// Returns a part as it is in the package. `None` if there is no such part, or if it is
    /// encrypted or damaged.
    pub fn packed(&mut self, part: &str) -> Option<Packed<&'b [u8]>> {
        let index = self.archive.index_for_name(part)?;
        let file = self.archive.by_index_raw(index).ok()?;
        let start = usize::try_from(file.data_start()?).ok()?;
        let end = start.checked_add(usize::try_from(file.compressed_size()).ok()?)?;
        let packed = Packed {
            bytes: self.bytes.get(start..end)?,
            size: file.size(),
            checksum: file.crc32(),
            method: file.compression(),
        };
        (!file.encrypted()).then_some(packed)
    }

    /// Counts the bytes of a part that was decompressed before against the limit. Returns false,
    /// and counts nothing, if they are beyond it.
    pub fn spend(&mut self, bytes: u64) -> bool {
        let rest = self.budget.checked_sub(bytes);
        self.budget = rest.unwrap_or(self.budget);
        rest.is_some()
    }

    /// Returns the text of an XML part in UTF-8 without a byte order mark. `None` if there is no
    /// such part.
    ///
    /// # Errors
    /// If the part is damaged, too large or not text.
    pub fn part(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        let Some(bytes) = self.bytes(part)? else { return Ok(None) };
        xml::text_of(&bytes).map(Some).map_err(|byte| PackageError::Malformed {
            part: part.to_owned(),
            byte,
            reason: XmlFault::NotUtf8,
        })
    }

    /// Returns the bytes of a part. `None` if there is no such part.
    ///
    /// # Errors
    /// If the part is damaged or too large.
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

/// True for a Word document with a password: an OLE file whose directory has, in UTF-16, the name
/// `EncryptedPackage`.
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
