//! Builds compound files for tests, as written by Word 97 and WPS.

/// Number that marks the end of a chain of sectors.
const END: u32 = 0xffff_fffe;
/// Number that marks a sector of the sector table.
const TABLE: u32 = 0xffff_fffd;
/// Number that marks a free sector, or a missing entry.
const NONE: u32 = 0xffff_ffff;

/// A compound file whose root contains one stream: its name, and its bytes after a Word 97 header.
pub(crate) struct Compound {
    pub(crate) stream: &'static str,
    /// `nFib` of the header.
    pub(crate) version: u16,
    pub(crate) flags: u16,
    /// Length of the stream in bytes. Streams shorter than 4096 bytes are stored in the shared mini
    /// stream.
    pub(crate) length: usize,
}

impl Compound {
    /// Creates a Word 97 document.
    pub(crate) fn word() -> Self {
        Self { stream: "WordDocument", version: 193, flags: 0, length: 4096 }
    }

    pub(crate) fn build(&self, text: &str) -> Vec<u8> {
        let mut stream = Vec::new();
        for number in [0xa5ec, self.version, 0, 0x0804, 0, self.flags] {
            stream.extend(number.to_le_bytes());
        }
        stream.extend(text.as_bytes());
        stream.resize(self.length.max(stream.len()).next_multiple_of(512), 0);
        let sectors = stream.len() / 512;
        let is_short = self.length < 4096;

        let mut header = vec![0; 512];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
        for (at, number) in [(44, 1), (48, 1), (56, 4096), (60, END), (68, END), (76, 0)] {
            put(at, &u32::to_le_bytes(number));
        }
        (80..512).step_by(4).for_each(|at| put(at, &NONE.to_le_bytes()));

        let mut table = vec![TABLE, END];
        table.extend((0..sectors).map(|sector| if sector + 1 == sectors { END } else { sector as u32 + 3 }));
        table.resize(128, NONE);

        let start = if is_short { [2, 0] } else { [END, 2] };
        let root = entry("Root Entry", 5, 1, (start[0], if is_short { stream.len() } else { 0 }));
        let directory = [root, entry(self.stream, 2, NONE, (start[1], self.length)), vec![0; 256]].concat();
        let table: Vec<u8> = table.iter().flat_map(|number| number.to_le_bytes()).collect();
        [header, table, directory, stream].concat()
    }
}

fn entry(name: &str, kind: u8, child: u32, (start, length): (u32, usize)) -> Vec<u8> {
    let mut name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length_of_name = name.len() as u16 + 2;
    name.resize(64, 0);
    let mut entry = name;
    entry.extend(length_of_name.to_le_bytes());
    entry.extend([kind, 1]);
    for number in [NONE, NONE, child] {
        entry.extend(number.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((length as u64).to_le_bytes());
    entry
}
