//! Reads OLE compound files (MS-CFB), the containers of Word 97 and old WPS documents, only as far
//! as needed to recognize such a document: it has a stream `WordDocument` in the root, whose first
//! bytes are read. Chains of sectors are followed only up to a limit, so that a file with an
//! endless chain is rejected.

use std::collections::BTreeSet;

/// First bytes of every compound file.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Maximum number of directory sectors that are read. With 4 entries in each, they hold 65,536
/// entries.
const MAX_DIRECTORY: usize = 16_384;
/// Length of a directory entry, in bytes.
const ENTRY: usize = 128;
/// Number of sectors of the file allocation table (FAT) that the header lists. Further ones are
/// listed in sectors of their own.
const HEADER_FAT: usize = 109;
/// Length of a mini sector, in bytes. Short streams share one stream of such sectors.
const MINI: usize = 64;
/// Name of the stream with the text of a Word document.
const WORD: &str = "WordDocument";

/// Fields at the start of a Word document in the old format (MS-DOC 2.5.1, FibBase).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordHead {
    /// Version of the format (`nFib`): 101 to 103 for Word 6, 104 and 105 for Word 95, more for
    /// Word 97 and later.
    pub version: u16,
    /// True for a document with a password.
    pub is_encrypted: bool,
}

/// Reads the start of the Word document in a compound file. `None` if the bytes are not a compound
/// file with a Word document.
pub fn word_head(bytes: &[u8]) -> Option<WordHead> {
    let file = Compound::open(bytes)?;
    let entries = file.entries()?;
    let root = entries.first()?;
    let stream = entries[..].get(child_named(&entries, WORD)?)?;
    let head = if stream.size >= file.mini_cutoff {
        file.sector(stream.start)?
    } else {
        let at = usize::try_from(stream.start).ok()?.checked_mul(MINI)?;
        let sectors = at / file.sector_size;
        let sector = file.chain(root.start).nth(sectors)?;
        file.sector(sector)?.get(at % file.sector_size..)?
    };
    let flags = u16_at(head, 10)?;
    Some(WordHead { version: u16_at(head, 2)?, is_encrypted: flags & 0x0100 != 0 })
}

/// An entry of the directory of a compound file: a stream or a folder.
struct Entry {
    name: String,
    is_stream: bool,
    /// Indices of the left and the right sibling in the binary tree of entries.
    siblings: [u32; 2],
    child: u32,
    /// Number of the stream's first sector.
    start: u32,
    /// Length of the stream, in bytes.
    size: u32,
}

/// Returns the index of the entry called `name` in the root folder, whose entries form a binary
/// tree.
fn child_named(entries: &[Entry], name: &str) -> Option<usize> {
    let mut pending = vec![entries.first()?.child];
    let mut seen = BTreeSet::new();
    while let Some(number) = pending.pop() {
        let Some(entry) = usize::try_from(number).ok().and_then(|number| entries.get(number)) else {
            continue;
        };
        if !seen.insert(number) {
            continue;
        }
        if entry.is_stream && entry.name == name {
            return usize::try_from(number).ok();
        }
        pending.extend(entry.siblings);
    }
    None
}

/// A compound file, divided into sectors.
struct Compound<'b> {
    bytes: &'b [u8],
    /// Length of a sector, in bytes.
    sector_size: usize,
    /// Minimum length in bytes of a stream that has sectors of its own. Shorter streams share one
    /// stream of mini sectors.
    mini_cutoff: u32,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector_size = match (bytes.starts_with(MAGIC), u16_at(bytes, 30)?) {
            (true, 9) => 512,
            (true, 12) => 4096,
            _ => return None,
        };
        Some(Self { bytes, sector_size, mini_cutoff: u32_at(bytes, 56)? })
    }

    /// Returns the bytes of a sector. The last one of a file may be truncated.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector_size)?;
        let end = start.checked_add(self.sector_size)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// Returns the number of the next sector in a chain, from the file allocation table (FAT).
    fn next(&self, number: u32) -> Option<u32> {
        let in_sector = self.sector_size / 4;
        // Without this test, a number beyond the file would be looked up along a chain of FAT
        // tables.
        self.sector(number)?;
        let number = usize::try_from(number).ok()?;
        let fat = self.sector(self.fat_sector(number / in_sector)?)?;
        u32_at(fat, number % in_sector * 4)
    }

    /// Returns the number of the sector that holds the file allocation table's part with the index
    /// `part`.
    fn fat_sector(&self, part: usize) -> Option<u32> {
        if part < HEADER_FAT {
            return u32_at(self.bytes, 76 + part * 4);
        }
        // The last number in such a sector is that of the next one.
        let in_sector = self.sector_size / 4 - 1;
        let mut sector = self.sector(u32_at(self.bytes, 68)?)?;
        for _ in 0..(part - HEADER_FAT) / in_sector {
            sector = self.sector(u32_at(sector, in_sector * 4)?)?;
        }
        u32_at(sector, (part - HEADER_FAT) % in_sector * 4)
    }

    /// Returns the numbers of the sectors of a chain, at most the first [`MAX_DIRECTORY`].
    fn chain(&self, start: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(start), |number| self.next(*number)).take(MAX_DIRECTORY)
    }

    fn entries(&self) -> Option<Vec<Entry>> {
        let sectors = self.chain(u32_at(self.bytes, 48)?).map_while(|number| self.sector(number));
        let entries = sectors.flat_map(|sector| sector.chunks_exact(ENTRY)).map(entry);
        entries.collect()
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    // Two bytes per character, with a NUL at the end.
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(64);
    let units = bytes[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let name = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(Entry {
        name,
        is_stream: bytes[66] == 2,
        siblings: [u32_at(bytes, 68)?, u32_at(bytes, 72)?],
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)?,
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
