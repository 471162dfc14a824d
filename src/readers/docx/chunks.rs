//! Documents inserted into a document (`w:altChunk`, ECMA-376-1, 17.17.2.1): web pages, text, RTF
//! and Word files, which Word shows in place of the element. Limits apply to all of them together,
//! at any depth.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::document::source::{Format, Revisions};
use crate::package::relations::Relation;
use crate::package::{Package, PackageError};
use crate::readers::content::word_format;
use crate::readers::docx::read_within;
use crate::readers::{ReadError, decode, format_of, html, plain, rtf};

/// Maximum number of documents that may be nested in one another. Deeper ones are not read.
const MAX_DEPTH: usize = 4;
/// Maximum number of bytes of text that all inserted documents together may add. A document counts
/// each time it is shown.
const MAX_TEXT: usize = 64 << 20;

/// Limits for reading a document that may itself be inserted into another one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nesting {
    /// Number of documents around this one: 0 for the file itself, 1 for a document inserted in it,
    /// and so on.
    pub(super) depth: usize,
    /// Number of bytes that may still be decompressed, for this document and those around it.
    pub(super) budget: u64,
}

/// Inserted documents of a package, by the ids of their relationships.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    documents: FxHashMap<String, (String, Option<Document>)>,
    /// Total length in bytes of the texts shown so far.
    shown: usize,
    /// Names of inserted documents that Word shows, but that were not read.
    unread: Vec<String>,
}

impl Chunks {
    /// Reads the inserted documents to which `relations` lead.
    pub(super) fn read(
        package: &mut Package<'_>,
        relations: &[Relation],
        revisions: Revisions,
        depth: usize,
    ) -> Result<Self, ReadError> {
        let mut chunks = Self::default();
        for relation in relations.iter().filter(|relation| relation.kind == "aFChunk") {
            let document = match package.bytes(&relation.target)? {
                Some(bytes) if depth < MAX_DEPTH => {
                    read(package, &relation.target, &bytes, revisions, depth)?
                }
                _ => None,
            };
            chunks.documents.insert(relation.id.clone(), (relation.target.clone(), document));
        }
        Ok(chunks)
    }

    /// Returns the blocks of the document with the relationship `id`, with their texts. If the
    /// document was not read, records its name and returns no blocks.
    pub(super) fn show(&mut self, id: &str) -> Result<Vec<(Block, String)>, PackageError> {
        match self.documents.get(id) {
            Some((name, Some(document))) => {
                self.shown += document.text().len();
                if self.shown > MAX_TEXT {
                    return Err(PackageError::Bomb { part: name.clone() });
                }
                self.unread.extend(document.unread().iter().map(|part| format!("{name}/{part}")));
                let blocks = document.blocks().iter();
                Ok(blocks.map(|block| (*block, document.slice(block.span).replace('\n', " "))).collect())
            }
            Some((name, None)) => Ok(self.leave_out(name.clone())),
            // The target is outside the package or does not exist.
            None => Ok(self.leave_out(id.to_owned())),
        }
    }

    /// Records the name of content that Word shows and that was not read. Returns no blocks in its
    /// place.
    pub(super) fn leave_out(&mut self, name: String) -> Vec<(Block, String)> {
        self.unread.push(name);
        Vec::new()
    }

    /// Names of the parts that Word shows and that were not read, without duplicates.
    pub(super) fn into_unread(mut self) -> Vec<String> {
        self.unread.sort_unstable();
        self.unread.dedup();
        self.unread
    }
}

/// Reads an inserted document in the format that its bytes show, else in the format for its file
/// extension. `None` if hegao does not read the format.
fn read(
    package: &mut Package<'_>,
    name: &str,
    bytes: &[u8],
    revisions: Revisions,
    depth: usize,
) -> Result<Option<Document>, ReadError> {
    let format = match word_format(bytes) {
        None if name.to_ascii_lowercase().ends_with(".xhtml") => Some(Format::Html),
        None => format_of(name),
        known => known,
    };
    let document = match format {
        Some(Format::Docx) => {
            let nesting = Nesting { depth: depth + 1, budget: package.budget() };
            let read = read_within(bytes, revisions, nesting);
            read.map(|(document, budget)| {
                package.limit(budget);
                document
            })
        }
        Some(Format::Rtf) => rtf::read(bytes, revisions),
        Some(Format::Html) => decode::decode(bytes, None).map(html::page::read),
        Some(Format::Text) => decode::decode(bytes, None).map(plain::read),
        _ => return Ok(None),
    };
    match document {
        Ok(document) => Ok(Some(document)),
        // A decompression bomb ends the whole read, without a second attempt.
        Err(ReadError::Package(bomb @ PackageError::Bomb { .. })) => Err(bomb.into()),
        Err(_) => Ok(None),
    }
}

/// Returns the kind for a block of an inserted document: that of the block `outer` around the
/// document, or, inside running text, its own kind `inner`. `tables` is the number of tables before
/// the document, by which the tables in it are renumbered.
pub(super) fn kind_inside(outer: BlockKind, inner: BlockKind, tables: u32) -> BlockKind {
    match (outer, inner) {
        (BlockKind::Paragraph, BlockKind::Cell(mut cell)) => {
            cell.table = cell.table.saturating_add(tables);
            BlockKind::Cell(cell)
        }
        (BlockKind::Paragraph, inner) => inner,
        (outer, _) => outer,
    }
}
