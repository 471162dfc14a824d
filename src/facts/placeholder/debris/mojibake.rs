//! Text whose bytes were read in the wrong encoding: `锛屾垜浠` (UTF-8 read as GBK), `â€œ` and `ä¸­å›½` (UTF-8 read as
//! Latin-1), `ÖÐ¹ú` (GBK read as Latin-1), `煦昴硌堤` (GBK read as Big5), `锟斤拷` (U+FFFD read as GBK), `烫烫烫` (memory never written).
//!
//! No list of such strings is kept. Characters are turned back into the bytes that they were read from; if these bytes are
//! well-formed in the other encoding, and common characters there, the text was garbled. Sound text hardly ever is:
//! three Chinese characters in a row have one chance in some millions.

use encoding_rs::{BIG5, GBK, WINDOWS_1252};
use memchr::memmem;

use crate::document::Document;
use crate::facts::rare::{HEADS, Rare};
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Longest run that is turned back into bytes at once, in characters.
const MAX_RUN: usize = 64;
/// Fewest characters of a run whose bytes are GBK read as Latin-1.
const FEW_LATIN: usize = 4;
/// Fewest characters of such a run that is told by fewer letters.
const LONG_LATIN: usize = 8;
/// 0xCC and 0xCD, by which a compiler fills memory, twice each and three times over.
const FILLINGS: [&str; 2] = ["烫烫烫", "屯屯屯"];
/// First bytes of three whose characters are Chinese or wide: U+3000 to U+9FFF, U+F000 to U+FFFF.
const WIDE_LEADS: [u8; 8] = [0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF];
/// First character of the table of Chinese characters.
const FIRST_HAN: usize = 0x4E00;
/// Size of the table of Chinese characters.
const HAN: usize = 0x9FFF - FIRST_HAN + 1;

/// The two bytes of each Chinese character in GBK, 0 for one that has none. The encoder searches its whole table for one, so
/// `build/gbk.rs` writes what a decoder makes of all pairs.
static CODES: &[[u8; 2]; HAN] = include!(concat!(env!("OUT_DIR"), "/gbk.rs"));

/// All garbled stretches, in order.
pub(super) fn find(doc: &Document, rare: &Rare) -> Vec<Span> {
    let text = doc.text();
    let mut found = Vec::new();
    for (block, rare) in doc.blocks().iter().zip(rare.blocks()) {
        chinese(text, block.span, rare, &mut found);
        latin(text, block.span, &mut found);
    }
    for filling in FILLINGS {
        let mut end = 0;
        while let Some(next) = memmem::find(&text.as_bytes()[end..], filling.as_bytes()) {
            let start = end + next;
            end = text.len() - text[start..].trim_start_matches(|c| filling.contains(c)).len();
            found.push(Span::new(start, end));
        }
    }
    found.sort_unstable();
    found.dedup_by(|second, first| {
        let is_same = first.overlaps(*second) || first.end() == second.start();
        if is_same {
            first.set_end(first.end().max(second.end()));
        }
        is_same
    });
    found
}

/// The bytes of a character of two bytes.
fn gbk(c: char) -> Option<[u8; 2]> {
    if let Some(at) = place(c) {
        return Some(CODES[at]).filter(|code| *code != [0; 2]);
    }
    let mut buffer = [0; 4];
    let (bytes, _, has_failed) = GBK.encode(c.encode_utf8(&mut buffer));
    match (has_failed, bytes.as_ref()) {
        (false, [first, second]) => Some([*first, *second]),
        _ => None,
    }
}

/// A Chinese character of the first level of GB/T 2312, which nearly all text is made of.
fn is_common(c: char) -> bool {
    place(c).is_some()
        && gbk(c).is_some_and(|[first, second]| (0xB0..=0xD7).contains(&first) && second >= 0xA1)
}

fn place(c: char) -> Option<usize> {
    (c as usize).checked_sub(FIRST_HAN).filter(|at| *at < HAN)
}

/// UTF-8 and GBK read as one another's neighbours in a block, from the characters that such text begins with.
fn chinese(text: &str, block: Span, rare: &[(usize, char)], found: &mut Vec<Span>) {
    let mut end = block.start();
    for &(at, c) in rare.iter() {
        if at < end {
            continue;
        }
        let rest = &text[at..block.end()];
        if HEADS.contains(c) {
            let length = match rest[c.len_utf8()..].chars().next() {
                Some(next) => head_length(rest, c, next),
                None => 0,
            };
            if length > 0 {
                end = at + length;
                found.push(Span::new(at, end));
            }
        } else if is_big5_mark(c) {
            let length = big5_length(&text[end..at]);
            if length > 0 {
                end = at + c.len_utf8();
                found.push(Span::new(at - length, end));
            }
        }
    }
}

/// Length of the garbled beginning of `rest`, whose first characters are `first` and `second`: two bytes each, of which three
/// are a character of UTF-8, or two of each one of Latin-1. GBK leaves some pairs of bytes to private use.
fn head_length(rest: &str, first: char, second: char) -> usize {
    // The encoder searches long for signs.
    let is_private = matches!(second, '\u{E000}'..='\u{F8FF}');
    if place(second).is_none() && !is_private {
        return 0;
    }
    let is_rest = |byte: u8| (0x80..=0xBF).contains(&byte);
    match (gbk(first), gbk(second)) {
        (Some([0xC2 | 0xC3, one]), Some([0xC2 | 0xC3, two])) if is_rest(one) && is_rest(two) => {
            twice_length(rest)
        }
        (Some([lead, byte]), Some([last, next]))
            if WIDE_LEADS.contains(&lead) && is_rest(byte) && is_rest(last) && WIDE_LEADS.contains(&next) =>
        {
            garbled_length(rest)
        }
        (Some([lead, _]), _) if WIDE_LEADS.contains(&lead) && is_private => garbled_length(rest),
        _ => 0,
    }
}

/// Length of the beginning of `text` that is UTF-8 read as GBK, 0 if none is.
fn garbled_length(text: &str) -> usize {
    let mut bytes = Vec::new();
    // Ends of the characters of `text`, and the bytes that they were read from up to there.
    let mut ends = Vec::new();
    for (at, c) in text.char_indices().take(MAX_RUN) {
        match gbk(c) {
            Some(pair) => bytes.extend(pair),
            None if c.is_ascii() => bytes.push(c as u8),
            None => break,
        }
        ends.push((at + c.len_utf8(), bytes.len()));
    }
    let mut at = 0;
    let (mut sequences, mut commons, mut losses) = (0, 0, 0);
    let mut last = 0;
    while let Some((c, length)) = first_character(&bytes[at..]) {
        at += length;
        if c.is_ascii() && c != ' ' {
            continue;
        }
        if c.is_ascii() || !is_plausible(c) {
            break;
        }
        sequences += 1;
        commons += usize::from(!is_han(c) || is_common(c));
        losses += usize::from(c == '\u{FFFD}');
        last = at;
    }
    // The next character is cut off where the run ends.
    if let [lead, 0x80..=0xBF, ..] = bytes[last..]
        && WIDE_LEADS.contains(&lead)
    {
        last += 2;
    }
    // Sound text has such bytes by chance for a character or two, not for common ones.
    let is_garbled =
        losses > 0 || sequences >= 3 && commons * 2 >= sequences || sequences == 2 && commons == 2;
    let end = ends.iter().find(|(_, count)| *count >= last).map_or(0, |(end, _)| *end);
    if is_garbled { end } else { 0 }
}

/// Length of the beginning of `text` that was read in the wrong encoding twice, 0 if none was: 脙漏.
fn twice_length(text: &str) -> usize {
    let run = text.char_indices().take(MAX_RUN).map_while(|(at, c)| Some((at + c.len_utf8(), gbk(c)?)));
    let (ends, pairs): (Vec<usize>, Vec<[u8; 2]>) = run.unzip();
    let bytes = pairs.concat();
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut found = Vec::new();
    latin(valid, Span::new(0, valid.len()), &mut found);
    let last = found.iter().map(|span| span.end()).max().unwrap_or_default();
    if found.is_empty() { 0 } else { ends.get((last - 1) / 2).copied().unwrap_or_default() }
}

/// Commas and stops of GBK read as Big5: letters for sounds and brackets of a small form.
fn is_big5_mark(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{3129}' | '\u{FE59}'..='\u{FE5E}')
}

/// Length of the end of `text` that is GBK read as Big5, 0 if none is: 煦昴硌堤.
fn big5_length(text: &str) -> usize {
    let run: String = text.chars().rev().take(MAX_RUN).take_while(|c| is_han(*c)).collect();
    let run: String = run.chars().rev().collect();
    let (bytes, _, has_failed) = BIG5.encode(&run);
    let (read, was_wrong) = GBK.decode_without_bom_handling(&bytes);
    let count = run.chars().count();
    let is_sound = run.chars().filter(|c| is_common(*c)).count() * 2 > count;
    let is_garbled = count >= FEW_LATIN
        && !has_failed
        && !was_wrong
        && !is_sound
        && read.chars().filter(|c| is_common(*c)).count() * 4 >= count * 3;
    if is_garbled { run.len() } else { 0 }
}

/// The first character of `bytes` as UTF-8, and its length in bytes.
fn first_character(bytes: &[u8]) -> Option<(char, usize)> {
    let length = match bytes.first()? {
        0x00..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => return None,
    };
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
    Some((text.chars().next()?, length))
}

/// Chinese characters and the marks that stand among them.
fn is_plausible(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF5E}' | '\u{FFFD}' | '\u{FEFF}')
}

/// UTF-8 or GBK read as Latin-1, in the block at `block`.
fn latin(text: &str, block: Span, found: &mut Vec<Span>) {
    let within = block.of(text);
    let mut end = 0;
    // The first byte of a sequence is read as one of À to ÿ, which are 0xC3 and another byte.
    for at in memchr::memchr_iter(0xC3, within.as_bytes()) {
        if at < end {
            continue;
        }
        let head = &within[end..at];
        let lead = head.chars().rev().take(MAX_RUN).take_while(|c| matches!(c, '\u{A1}'..='\u{FF}'));
        let start = at - lead.map(char::len_utf8).sum::<usize>();
        let run: Vec<(usize, u8)> = within[start..]
            .char_indices()
            .take(MAX_RUN)
            .map_while(|(at, c)| Some((start + at, latin_byte(c)?)))
            .collect();
        let ends = |count: usize| run.get(count).map_or(run_end(within, &run), |(at, _)| *at);
        let bytes: Vec<u8> = run.iter().map(|(_, byte)| *byte).collect();
        for (first, count) in sequences(&bytes) {
            found.push(Span::new(block.start() + run[first].0, block.start() + ends(first + count)));
        }
        let pairs = chinese_pairs(&bytes);
        if pairs > 0 {
            found.push(Span::new(block.start() + start, block.start() + ends(pairs)));
        }
        end = run_end(within, &run).max(at + 2);
    }
}

fn run_end(text: &str, run: &[(usize, u8)]) -> usize {
    run.last().map_or(0, |(at, _)| at + text[*at..].chars().next().map_or(0, char::len_utf8))
}

/// The byte that was read as this character in Windows-1252; `None` for ASCII and for characters of other sets.
fn latin_byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    if let '\u{80}'..='\u{FF}' = c {
        return Some(c as u8);
    }
    let mut buffer = [0; 4];
    let (bytes, _, has_failed) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !has_failed)
}

/// Stretches of `bytes` that are UTF-8, with their lengths.
fn sequences(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let (mut count, mut is_sure) = (0, false);
        while let Some((c, length)) = first_character(&bytes[at..]) {
            // “é”“ß”: letters between quotation marks.
            let is_typeset = bytes[at + 1..at + length].iter().all(|byte| matches!(byte, 0x85 | 0x91..=0x97));
            if length == 1 || is_typeset {
                break;
            }
            count += 1;
            // Two letters that begin no other character of UTF-8, a quotation mark, and what is common in Chinese.
            is_sure |= matches!(c, '\u{80}'..='\u{FF}' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}');
            is_sure |= matches!(c, '\u{FF00}'..='\u{FF5E}' | '\u{FFFD}' | '\u{FEFF}') || is_common(c);
            at += length;
        }
        // The third byte of a mark is often lost: â€.
        let is_cut = bytes[at..].starts_with(&[0xE2, 0x80]);
        if is_cut {
            at += 2;
        }
        if is_sure || is_cut || count >= 2 && at - start > 4 {
            found.push((start, at - start));
        }
        at = at.max(start + 1);
    }
    found
}

/// Number of bytes at the beginning that are common Chinese characters of GBK; 0 if they are too few.
fn chinese_pairs(bytes: &[u8]) -> usize {
    let length = bytes.iter().take_while(|byte| **byte >= 0xA1).count() / 2 * 2;
    let pairs = || bytes[..length].chunks_exact(2);
    let is_letter = |byte: u8| byte >= 0xC0 && byte != 0xD7 && byte != 0xF7;
    let letters = bytes[..length].iter().filter(|byte| is_letter(**byte)).count();
    let is_sign = |pair: &&[u8]| matches!(pair[0], 0xA1 | 0xA3);
    let is_known = |pair: &&[u8]| (0xB0..=0xD7).contains(&pair[0]) || is_sign(pair);
    let known = pairs().filter(is_known).count() * 2;
    // Half of the bytes are letters; in a longer run fewer say enough.
    let share = if length >= LONG_LATIN { 6 } else { 2 };
    let has_letters = letters * share >= length;
    let is_garbled = length >= FEW_LATIN && has_letters && known * 4 >= length * 3;
    if is_garbled { length } else { 0 }
}
