//! Sets of characters with lookup in constant time, for characters of a text that are looked up
//! many times.

/// A set of characters of the Basic Multilingual Plane (code points up to U+FFFF), as a table with
/// one bit for each: 8 KiB.
#[derive(Debug)]
pub struct CharSet {
    bits: [u64; WORDS],
}

const WORDS: usize = 0x1_0000 / 64;

impl CharSet {
    /// Creates the set of the characters of `text`.
    ///
    /// # Panics
    /// If one is outside the basic plane; for a constant, at compile time.
    pub const fn of(text: &str) -> Self {
        let mut set = Self { bits: [0; WORDS] };
        let mut at = 0;
        while at < text.len() {
            let (code, length) = decoded(text.as_bytes(), at);
            set.put(code);
            at += length;
        }
        set
    }

    /// True if the set contains `c`.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.holds(u32::from(c))
    }

    /// True if the set contains the character with this code point.
    #[inline]
    pub fn holds(&self, code: u32) -> bool {
        let code = code as usize;
        self.bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    const fn put(&mut self, code: usize) {
        self.bits[code / 64] |= 1 << (code % 64);
    }
}

/// Sets the entries of all `characters` to `value`, in a table with one entry for each character of
/// the basic plane.
///
/// # Panics
/// If a character is outside the basic plane; for a constant, at compile time.
pub const fn set<T: Copy>(mut table: [T; 0x1_0000], characters: &str, value: T) -> [T; 0x1_0000] {
    let mut at = 0;
    while at < characters.len() {
        let (code, length) = decoded(characters.as_bytes(), at);
        table[code] = value;
        at += length;
    }
    table
}

/// Decodes the UTF-8 character that begins at byte `at`. Returns its code point and its length in
/// bytes.
///
/// # Panics
/// If the character is outside the basic plane; for a constant, at compile time.
pub const fn decoded(bytes: &[u8], at: usize) -> (usize, usize) {
    let first = bytes[at] as usize;
    let (length, mut code) = match first {
        0..0x80 => (1, first),
        0x80..0xE0 => (2, first & 0x1F),
        0xE0..0xF0 => (3, first & 0x0F),
        _ => panic!("a character outside of the basic plane"),
    };
    let mut next = 1;
    while next < length {
        code = code << 6 | (bytes[at + next] as usize & 0x3F);
        next += 1;
    }
    (code, length)
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn holds_the_characters_of_its_text_and_no_others() {
        const TEXT: &str = "aé。县市\u{FFFD}";
        static SET: CharSet = CharSet::of(TEXT);
        assert!(('\0'..=char::MAX).all(|c| SET.contains(c) == TEXT.contains(c)));
    }
}
