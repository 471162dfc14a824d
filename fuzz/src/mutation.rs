//! Mutator for text inputs: moves, repeats and removes characters and lines, and inserts meaningful
//! pieces, so that the input stays text. Mutations of bytes would hardly ever produce a Chinese
//! character.

use libfuzzer_sys::fuzzer_mutate;

/// Numbers for which arithmetic may fail.
const NUMBERS: [&str; 16] = [
    "0", "1", "9", "10", "99.9", "100", "101", "1000", "0.1", "0.0000000001", "12.345", "9999", "10000",
    "99999999999999999999999999", "1.2.3", "00.50",
];

/// Pseudo-random number generator (xorshift), seeded by the fuzzer.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Mutates the first `size` bytes of `data`, which may grow to `max` bytes. Returns the new size.
/// `pieces` holds the pieces to insert, one per line, with ` ` for a line break.
pub fn mutate(data: &mut [u8], size: usize, max: usize, seed: u32, pieces: &str) -> usize {
    let mut dice = Dice(u64::from(seed) << 1 | 1);
    dice.below(1);
    if dice.below(4) == 0 {
        return fuzzer_mutate(data, size, max);
    }
    let mut text = String::from_utf8_lossy(&data[..size]).into_owned();
    for _ in 0..=dice.below(3) {
        change(&mut text, &mut dice, pieces);
    }
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    data[..end].copy_from_slice(&text.as_bytes()[..end]);
    end
}

/// Like [`mutate`], but also replaces numerals, so that the arithmetic sees other values.
pub fn mutate_numbers(data: &mut [u8], size: usize, max: usize, seed: u32, pieces: &str) -> usize {
    let mut dice = Dice(u64::from(seed.rotate_left(7)) << 1 | 1);
    dice.below(1);
    let Some(text) = std::str::from_utf8(&data[..size]).ok().filter(|_| dice.below(3) == 0) else {
        return mutate(data, size, max, seed, pieces);
    };
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !text[..*at].ends_with(is_digit))
        .map(|(at, _)| at)
        .collect();
    let Some(&start) = starts.get(dice.below(starts.len())) else {
        return mutate(data, size, max, seed, pieces);
    };
    let old = &text[start..start + text[start..].find(|c| !is_digit(c)).unwrap_or(text.len() - start)];
    let number = match dice.below(3) {
        0 => NUMBERS[dice.below(NUMBERS.len())].to_owned(),
        1 => {
            let mut digits = old.as_bytes().to_vec();
            let at = dice.below(digits.len());
            digits[at] = b'0' + dice.below(10) as u8;
            String::from_utf8_lossy(&digits).into_owned()
        }
        _ => {
            // The same number as at another place, so that sums and shares can come out right.
            let other = starts[dice.below(starts.len())];
            let behind = &text[other..];
            behind[..behind.find(|c| !is_digit(c)).unwrap_or(behind.len())].to_owned()
        }
    };
    let text = [&text[..start], &number, &text[start + old.len()..]].concat();
    if text.len() > max {
        return size;
    }
    data[..text.len()].copy_from_slice(text.as_bytes());
    text.len()
}

fn change(text: &mut String, dice: &mut Dice, pieces: &str) {
    let lines: Vec<&str> = pieces.lines().collect();
    let piece = lines.get(dice.below(lines.len())).map_or(String::new(), |piece| piece.replace("\\n", "\n"));
    let at = boundary(text, dice);
    let near = boundary_near(text, at, dice);
    let stretch = at.min(near)..at.max(near);
    match dice.below(6) {
        0..=2 => text.insert_str(at, &piece),
        3 => text.replace_range(stretch, ""),
        4 => text.replace_range(stretch, &piece),
        _ => {
            let copy = text[stretch].to_owned();
            let to = boundary(text, dice);
            text.insert_str(to, &copy);
        }
    }
}

/// Returns a random character boundary of the text.
fn boundary(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns a character boundary a few characters from `at`, occasionally far from it.
fn boundary_near(text: &str, at: usize, dice: &mut Dice) -> usize {
    if dice.below(8) == 0 {
        return boundary(text, dice);
    }
    let length = dice.below(12);
    text[at..].char_indices().nth(length).map_or(text.len(), |(byte, _)| at + byte)
}
