//! Decodes bytes to text: UTF-8, UTF-16, GB 18030 and Big5, with or without a byte order mark.
//!
//! The encoding is the first of these that applies:
//!
//! - the one that the user gives,
//! - that of a byte order mark,
//! - UTF-16 if nearly all code units are plausible and there are control bytes,
//! - UTF-8 if the bytes are valid,
//! - GB 18030 or Big5, whichever is likelier.
//!
//! Bytes are never replaced: if they are invalid in the encoding, the file is refused with the
//! position.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::DecoderResult;
use memchr::{memchr, memchr_iter};

use crate::document::View;
use crate::document::bytes::ByteMap;
use crate::document::encoded::Encoded;
use crate::document::source::{Encoding, EncodingOrigin};
use crate::readers::ReadError;

/// Number of bytes at the beginning of a file that are read to guess its encoding.
const SAMPLE: usize = 64 * 1024;
/// Number of bytes that are searched for control bytes at a time.
const PIECE: usize = 256;
/// Minimum share, in hundredths, of 16-bit code units that must be Chinese or ASCII for a file
/// without a byte order mark to be read as UTF-16.
const PLAUSIBLE: usize = 95;
/// Minimum number of three-byte characters with which a line that is mostly valid UTF-8 is
/// certainly UTF-8 and not GBK.
const SURE_UTF8: usize = 6;
/// Minimum number of byte pairs for common Chinese characters (GB 2312) with which a line that is
/// valid GBK is certainly GBK.
const SURE_GBK: usize = 2;

/// A decoded text with its encoding, and the reason why this encoding was chosen.
pub(super) struct Decoded {
    pub(super) view: View,
    pub(super) encoding: (Encoding, EncodingOrigin),
}

/// Decodes a file in the encoding `asked`, which the user gave, or if that is `None` in the
/// detected one.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<Decoded, ReadError> {
    let mark = byte_order_mark(bytes)?;
    if let Some(encoding) = asked {
        let length = mark.filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
        return decode_as(bytes, encoding, length, EncodingOrigin::Option);
    }
    if let Some((encoding, length)) = mark {
        return decode_as(bytes, encoding, length, EncodingOrigin::Mark);
    }
    if let Some(encoding) = detect_utf16(bytes) {
        return decode_as(bytes, encoding, 0, EncodingOrigin::Guess);
    }
    if memchr(0, bytes).is_some() {
        return Err(ReadError::Binary);
    }
    match decode_as(bytes, Encoding::Utf8, 0, EncodingOrigin::Content) {
        Ok(decoded) => Ok(decoded),
        Err(error) => decode_legacy(bytes, error),
    }
}

/// Encoding that the byte order mark at the beginning of `bytes` shows, and the length of the mark
/// in bytes; `None` if there is no mark.
fn byte_order_mark(bytes: &[u8]) -> Result<Option<(Encoding, usize)>, ReadError> {
    const MARKS: [(&[u8], Encoding); 4] = [
        (b"\xef\xbb\xbf", Encoding::Utf8),
        (b"\xff\xfe", Encoding::Utf16Le),
        (b"\xfe\xff", Encoding::Utf16Be),
        (b"\x84\x31\x95\x33", Encoding::Gb18030),
    ];
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(ReadError::Utf32);
    }
    let found = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark));
    Ok(found.map(|(mark, encoding)| (*encoding, mark.len())))
}

/// Decodes the bytes after a byte order mark of `mark` bytes (0 if there is none).
fn decode_as(
    bytes: &[u8],
    encoding: Encoding,
    mark: usize,
    origin: EncodingOrigin,
) -> Result<Decoded, ReadError> {
    let content = &bytes[mark..];
    let (text, map) = match encoding {
        Encoding::Utf8 => {
            let text = simdutf8::compat::from_utf8(content)
                .map_err(|error| bad(bytes, encoding, mark + error.valid_up_to()))?;
            (text.to_owned(), ByteMap::Same(mark))
        }
        _ => {
            let text =
                decode_strictly(content, encoding).map_err(|byte| bad(bytes, encoding, mark + byte))?;
            let map = Encoded::new(encoding, bytes.to_vec(), mark, &text);
            (text, ByteMap::Encoded(map))
        }
    };
    Ok(Decoded { view: View { text, bytes: map }, encoding: (encoding, origin) })
}

/// Decodes `content` in `encoding`. On failure returns the offset of the first invalid byte.
fn decode_strictly(content: &[u8], encoding: Encoding) -> Result<String, usize> {
    let encoding = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(content.len());
    let mut text = String::with_capacity(room.unwrap_or(content.len()));
    match decoder.decode_to_string_without_replacement(content, &mut text, true) {
        (DecoderResult::Malformed(length, behind), read) => {
            Err(read - usize::from(length) - usize::from(behind))
        }
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
    }
}

/// Decodes a file that is not valid UTF-8 as GB 18030 or Big5, trying the likelier one first.
/// Returns `not_utf8` as the error if some line is certainly UTF-8 (only a few bytes are bad then),
/// and another error if the encoding changes between lines.
fn decode_legacy(bytes: &[u8], not_utf8: ReadError) -> Result<Decoded, ReadError> {
    let shares = Lines::of(bytes);
    if let Some((byte, line)) = shares.change {
        return Err(ReadError::MixedEncodings { byte, line });
    }
    if shares.is_utf8 {
        return Err(not_utf8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    let is_big5 = detector.guess(None, Utf8Detection::Deny) == encoding_rs::BIG5;
    let [likelier, other] =
        if is_big5 { [Encoding::Big5, Encoding::Gb18030] } else { [Encoding::Gb18030, Encoding::Big5] };
    let decode = |encoding| decode_as(bytes, encoding, 0, EncodingOrigin::Guess);
    decode(likelier).or_else(|error| decode(other).map_err(|_| error))
}

/// Result of looking at each line of a file that is not valid UTF-8.
struct Lines {
    /// Byte offset and number of the first line that is certainly in another encoding (UTF-8 or
    /// GBK) than the lines before; `None` if all are in one encoding.
    change: Option<(usize, usize)>,
    /// True if some line is certainly UTF-8.
    is_utf8: bool,
}

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let mut first: Option<bool> = None;
        let mut start = 0;
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let kind = if line.is_ascii() { None } else { is_surely_utf8(line) };
            if let (Some(kind), Some(first)) = (kind, first)
                && kind != first
            {
                return Self { change: Some((start, index + 1)), is_utf8: true };
            }
            first = first.or(kind);
            start += line.len();
        }
        Self { change: None, is_utf8: first == Some(true) }
    }
}

/// Decides if a line is UTF-8: `Some(true)` if it certainly is, `Some(false)` if it is certainly
/// GBK, `None` if it could be either or is neither.
fn is_surely_utf8(line: &[u8]) -> Option<bool> {
    match std::str::from_utf8(line) {
        Ok(text) => (text.chars().filter(|c| c.len_utf8() == 3).count() >= SURE_UTF8).then_some(true),
        Err(_) => {
            // In a long line of GBK, some three bytes are a UTF-8 character by chance.
            let valid = line.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
            let characters = valid.filter(|c| c.len_utf8() == 3).count();
            let is_most = characters * 3 * 2 > line.iter().filter(|byte| !byte.is_ascii()).count();
            if characters >= SURE_UTF8 && is_most {
                return Some(true);
            }
            let is_hanzi = |pair: &[u8]| matches!(pair, [0xb0..=0xf7, 0xa1..=0xfe]);
            let pairs = line.windows(2).filter(|pair| is_hanzi(pair)).count();
            (decode_strictly(line, Encoding::Gb18030).is_ok() && pairs >= SURE_GBK).then_some(false)
        }
    }
}

/// Detects UTF-16 without a byte order mark: read in one of the two byte orders, nearly all code
/// units are Chinese or ASCII, and there are control bytes, which other encodings do not have.
fn detect_utf16(bytes: &[u8]) -> Option<Encoding> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x19);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Without a jump out of the middle of a piece, the compiler vectorizes the loop.
    let mut pieces = sample.chunks(PIECE);
    let has_control = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | is_control(byte));
    if !bytes.len().is_multiple_of(2) || !pieces.any(has_control) {
        return None;
    }
    let plausible = |unit: u16| {
        matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0x2010..=0x203f | 0x2460..=0x249b | 0x25a0..=0x25ff)
            || matches!(unit, 0x3000..=0x303f | 0x3400..=0x9fff | 0xff01..=0xff5e)
    };
    let share = |read: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        units.filter(|unit| plausible(*unit)).count() * 200 / sample.len()
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    match little.max(big) {
        best if best < PLAUSIBLE => None,
        best if best == little => Some(Encoding::Utf16Le),
        _ => Some(Encoding::Utf16Be),
    }
}

fn bad(bytes: &[u8], encoding: Encoding, byte: usize) -> ReadError {
    let line = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let newline = if encoding == Encoding::Utf16Le { [b'\n', 0] } else { [0, b'\n'] };
            bytes[..byte.min(bytes.len())].chunks_exact(2).filter(|unit| *unit == newline).count() + 1
        }
        _ => memchr_iter(b'\n', &bytes[..byte.min(bytes.len())]).count() + 1,
    };
    ReadError::BadBytes { encoding, byte, line }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, EncodingOrigin, ReadError, decode};

    fn as_decoded(bytes: &[u8]) -> (String, Encoding, EncodingOrigin) {
        let decoded = decode(bytes, None).map_err(|error| format!("{error:?}")).unwrap();
        (decoded.view.text, decoded.encoding.0, decoded.encoding.1)
    }

    fn error(bytes: &[u8]) -> ReadError {
        decode(bytes, None).err().unwrap()
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    const SPEECH: &str = "同志们：\r\n今天召开全县农业农村工作会议，讲三点意见。\r\n一、统一思想。";

    #[test]
    fn a_mark_decides() {
        let marked = "\u{feff}".to_owned() + SPEECH;
        let expected = |encoding| (SPEECH.to_owned(), encoding, EncodingOrigin::Mark);
        assert_eq!(as_decoded(marked.as_bytes()), expected(Encoding::Utf8));
        assert_eq!(as_decoded(&wide(&marked, u16::to_le_bytes)), expected(Encoding::Utf16Le));
        assert_eq!(as_decoded(&wide(&marked, u16::to_be_bytes)), expected(Encoding::Utf16Be));
        assert_eq!(as_decoded(&encoding_rs::GB18030.encode(&marked).0), expected(Encoding::Gb18030));
    }

    #[test]
    fn without_a_mark_the_bytes_decide() {
        assert_eq!(as_decoded(SPEECH.as_bytes()).1, Encoding::Utf8);
        assert_eq!(as_decoded(&wide(SPEECH, u16::to_le_bytes)).1, Encoding::Utf16Le);
        assert_eq!(as_decoded(&wide(SPEECH, u16::to_be_bytes)).1, Encoding::Utf16Be);
        let (text, encoding, origin) = as_decoded(&encoding_rs::GB18030.encode(SPEECH).0);
        assert_eq!((text.as_str(), encoding, origin), (SPEECH, Encoding::Gb18030, EncodingOrigin::Guess));
        let traditional = "各位同仁：今天召開年度工作會議，請大家踴躍發言。";
        let (text, encoding, _) = as_decoded(&encoding_rs::BIG5.encode(traditional).0);
        assert_eq!((text.as_str(), encoding), (traditional, Encoding::Big5));
    }

    #[test]
    fn a_guess_is_not_misled_by_the_cut_of_the_sample() {
        let long = "a".to_owned() + &"全县农业农村工作会议".repeat(4_000);
        assert_eq!(as_decoded(&encoding_rs::GB18030.encode(&long).0).0, long);
    }

    #[test]
    fn the_user_is_believed() {
        let decoded = decode("各位".as_bytes(), Some(Encoding::Gb18030)).ok().unwrap();
        assert_eq!(decoded.encoding, (Encoding::Gb18030, EncodingOrigin::Option));
        assert_ne!(decoded.view.text, "各位");
    }

    #[test]
    fn bad_bytes_are_named_and_never_replaced() {
        let cut = &SPEECH.as_bytes()[..SPEECH.len() - 1];
        let byte = SPEECH.len() - "。".len();
        assert_eq!(error(cut), ReadError::BadBytes { encoding: Encoding::Utf8, byte, line: 3 });
        let mut gbk = encoding_rs::GB18030.encode(SPEECH).0.into_owned();
        gbk.extend_from_slice(b"\n\xff\xff");
        let byte = gbk.len() - 2;
        assert_eq!(error(&gbk), ReadError::BadBytes { encoding: Encoding::Gb18030, byte, line: 4 });
        let mut lone = wide(&("\u{feff}".to_owned() + SPEECH), u16::to_le_bytes);
        lone.extend_from_slice(&[0x00, 0xd8]);
        assert!(matches!(error(&lone), ReadError::BadBytes { encoding: Encoding::Utf16Le, line: 3, .. }));
    }

    #[test]
    fn a_file_of_two_encodings_is_called_one() {
        let mixed = [SPEECH.as_bytes(), b"\n", &encoding_rs::GB18030.encode("附件：名单").0].concat();
        assert_eq!(error(&mixed), ReadError::MixedEncodings { byte: SPEECH.len() + 1, line: 4 });
        let mixed = [&encoding_rs::GB18030.encode(SPEECH).0, "\n附件：参会人员名单".as_bytes()].concat();
        assert!(matches!(error(&mixed), ReadError::MixedEncodings { line: 4, .. }));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert_eq!(error(b"a\0b"), ReadError::Binary);
        assert_eq!(error(b"\xff\xfe\0\0a\0\0\0"), ReadError::Utf32);
    }
}
