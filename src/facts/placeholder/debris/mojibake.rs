//! Detects text decoded in the wrong encoding: `锛屾垜浠` (UTF-8 as GBK), `â€œ` and `ä¸­å›½` (UTF-8 as
//! Latin-1), `ÖÐ¹ú` (GBK as Latin-1), `煦昴硌堤` (GBK as Big5), `锟斤拷` (U+FFFD as GBK), `烫烫烫`
//! (uninitialized memory).
//!
//! There is no list of such strings. Characters are encoded back into their bytes; if these bytes
//! are well-formed in the other encoding and give common characters there, the text was garbled.
//! Correct text hardly ever passes this test: for three Chinese characters in a row the chance is
//! one in some millions.

use encoding_rs::{BIG5, GBK, WINDOWS_1252};
use memchr::memmem;

use crate::document::Document;
use crate::facts::rare::{GARBLED_FIRST_CHARS, Rare};
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Maximum number of characters that are encoded back into bytes at once to see if they are
/// garbled.
const MAX_RUN: usize = 64;
/// Minimum length of a run that counts as GBK decoded as Big5, in characters, or as GBK decoded as
/// Latin-1, in bytes.
const FEW_LATIN: usize = 4;
/// Length in bytes from which on a run that may be GBK decoded as Latin-1 needs fewer letters: a
/// sixth of its bytes, not half.
const LONG_LATIN: usize = 8;
/// Texts that show uninitialized memory: compilers fill it with 0xCC or 0xCD, which is decoded as
/// these characters in GBK.
const FILLINGS: [&str; 2] = ["烫烫烫", "屯屯屯"];
/// First bytes of three-byte UTF-8 characters that are Chinese or full-width: U+3000 to U+9FFF,
/// U+F000 to U+FFFF.
const WIDE_LEADS: [u8; 8] = [0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF];
/// First character of the table of Han characters.
const FIRST_HAN: usize = 0x4E00;
/// Number of characters in the table of Han characters.
const HAN: usize = 0x9FFF - FIRST_HAN + 1;

/// GBK code of each Han character, 0 if it has none. The encoder searches its whole table for each
/// character, so `build/gbk.rs` writes this table with a decoder.
static CODES: &[[u8; 2]; HAN] = include!(concat!(env!("OUT_DIR"), "/gbk.rs"));

/// Finds all garbled spans, in order.
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

/// Code of a character in GBK, two bytes; `None` if GBK does not have the character, or has it as a
/// single byte.
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

/// True for a Han character of the first level of GB/T 2312, which nearly all characters of a text
/// belong to.
fn is_common(c: char) -> bool {
    place(c).is_some()
        && gbk(c).is_some_and(|[first, second]| (0xB0..=0xD7).contains(&first) && second >= 0xA1)
}

fn place(c: char) -> Option<usize> {
    (c as usize).checked_sub(FIRST_HAN).filter(|at| *at < HAN)
}

/// Finds UTF-8 decoded as GBK, and GBK decoded as Big5, in a block. `rare` are the characters with
/// which garbled text may begin.
fn chinese(text: &str, block: Span, rare: &[(usize, char)], found: &mut Vec<Span>) {
    let mut end = block.start();
    for &(at, c) in rare.iter() {
        if at < end {
            continue;
        }
        let rest = &text[at..block.end()];
        if GARBLED_FIRST_CHARS.contains(c) {
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

/// Length in bytes of the garbled text at the beginning of `rest`, of which `first` and `second`
/// are the first characters; 0 if it is not garbled.
///
/// Both characters are encoded back into GBK, two bytes each. The text is garbled if three of these
/// four bytes form a UTF-8 character, or if each pair is a Latin-1 character in UTF-8, which comes
/// from decoding wrongly twice. `second` may be a private-use character, as GBK leaves some pairs
/// of bytes to private use.
fn head_length(rest: &str, first: char, second: char) -> usize {
    // Tested first, as the encoder is slow for characters outside the table.
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

/// Length in bytes of the beginning of `text` that is UTF-8 decoded as GBK; 0 if none is.
fn garbled_length(text: &str) -> usize {
    let mut bytes = Vec::new();
    // End of each character of `text`, with the number of bytes encoded up to there.
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
    // The last character may be cut off at the end of the run.
    if let [lead, 0x80..=0xBF, ..] = bytes[last..]
        && WIDE_LEADS.contains(&lead)
    {
        last += 2;
    }
    // In correct text one or two characters may have such bytes by chance, but not common ones.
    let is_garbled =
        losses > 0 || sequences >= 3 && commons * 2 >= sequences || sequences == 2 && commons == 2;
    let end = ends.iter().find(|(_, count)| *count >= last).map_or(0, |(end, _)| *end);
    if is_garbled { end } else { 0 }
}

/// Length in bytes of the beginning of `text` that was decoded in the wrong encoding twice (脙漏); 0
/// if none was.
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

/// True for characters that result from commas and stops of GBK decoded as Big5: Bopomofo letters
/// and small brackets.
fn is_big5_mark(c: char) -> bool {
    matches!(c, '\u{3105}'..='\u{3129}' | '\u{FE59}'..='\u{FE5E}')
}

/// Length in bytes of the end of `text` that is GBK decoded as Big5 (煦昴硌堤); 0 if none is.
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

/// First UTF-8 character of `bytes`, and its length in bytes; `None` if they do not begin with one.
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

/// True for Han characters and marks used in Chinese text.
fn is_plausible(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF5E}' | '\u{FFFD}' | '\u{FEFF}')
}

/// Finds UTF-8 or GBK decoded as Latin-1 in the block with the span `block`.
fn latin(text: &str, block: Span, found: &mut Vec<Span>) {
    let within = block.of(text);
    let mut end = 0;
    // The first byte of a sequence was decoded as one of À to ÿ, which in UTF-8 are 0xC3 and
    // another byte.
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

/// Byte that Windows-1252 decodes as this character; `None` for ASCII and for characters outside
/// the encoding.
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

/// Start and length in bytes of the parts of `bytes` that are UTF-8.
fn sequences(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let (mut count, mut is_sure) = (0, false);
        while let Some((c, length)) = first_character(&bytes[at..]) {
            // “é”“ß”: accented letters between quotation marks are correct text.
            let is_typeset = bytes[at + 1..at + length].iter().all(|byte| matches!(byte, 0x85 | 0x91..=0x97));
            if length == 1 || is_typeset {
                break;
            }
            count += 1;
            // Sure signs: accented letters, quotation marks, and common characters of Chinese text.
            is_sure |= matches!(c, '\u{80}'..='\u{FF}' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}');
            is_sure |= matches!(c, '\u{FF00}'..='\u{FF5E}' | '\u{FFFD}' | '\u{FEFF}') || is_common(c);
            at += length;
        }
        // The third byte of a quotation mark is often lost: â€.
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

/// Number of bytes at the beginning of `bytes` that are Chinese characters in GBK, most of them
/// common ones. 0 if the text is more likely one in a European language: it is too short, or has
/// too few accented letters or common Chinese characters.
fn chinese_pairs(bytes: &[u8]) -> usize {
    let length = bytes.iter().take_while(|byte| **byte >= 0xA1).count() / 2 * 2;
    let pairs = || bytes[..length].chunks_exact(2);
    let is_letter = |byte: u8| byte >= 0xC0 && byte != 0xD7 && byte != 0xF7;
    let letters = bytes[..length].iter().filter(|byte| is_letter(**byte)).count();
    let is_sign = |pair: &&[u8]| matches!(pair[0], 0xA1 | 0xA3);
    let is_known = |pair: &&[u8]| (0xB0..=0xD7).contains(&pair[0]) || is_sign(pair);
    let known = pairs().filter(is_known).count() * 2;
    // At least half of the bytes must be letters; in a longer run a sixth is enough.
    let share = if length >= LONG_LATIN { 6 } else { 2 };
    let has_letters = letters * share >= length;
    let is_garbled = length >= FEW_LATIN && has_letters && known * 4 >= length * 3;
    if is_garbled { length } else { 0 }
}
