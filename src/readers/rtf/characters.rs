//! Decodes the escaped bytes and UTF-16 units in which RTF writes characters beyond ASCII:
//! `\'d6\'d0` → 中, `\u20013 ` → 中.

use encoding_rs::Encoding;

use crate::document::OPAQUE;
use crate::text::span::Span;

/// Encoding of the escaped bytes in text of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// The encoding of the whole file.
    Default,
    /// The encoding that the font table states.
    Known(&'static Encoding),
    /// A symbol font, whose characters are pictures: ticks, boxes, bullets.
    Symbols,
}

impl Charset {
    /// Charset with this number in the font table (RTF 1.9.1, “Font Table”, `\fcharset`).
    pub(super) fn of_font(number: i32) -> Self {
        match number {
            2 => Self::Symbols,
            77 => Self::Known(encoding_rs::MACINTOSH),
            128 => Self::Known(encoding_rs::SHIFT_JIS),
            129 | 130 => Self::Known(encoding_rs::EUC_KR),
            134 => Self::Known(encoding_rs::GB18030),
            136 => Self::Known(encoding_rs::BIG5),
            161 => Self::Known(encoding_rs::WINDOWS_1253),
            162 => Self::Known(encoding_rs::WINDOWS_1254),
            163 => Self::Known(encoding_rs::WINDOWS_1258),
            177 => Self::Known(encoding_rs::WINDOWS_1255),
            178 => Self::Known(encoding_rs::WINDOWS_1256),
            186 => Self::Known(encoding_rs::WINDOWS_1257),
            204 => Self::Known(encoding_rs::WINDOWS_1251),
            222 => Self::Known(encoding_rs::WINDOWS_874),
            238 => Self::Known(encoding_rs::WINDOWS_1250),
            _ => Self::Default,
        }
    }

    /// Charset of a code page of Windows; `None` if it is not known.
    pub(super) fn of_page(number: i32) -> Option<Self> {
        let encoding = match number {
            874 => encoding_rs::WINDOWS_874,
            932 => encoding_rs::SHIFT_JIS,
            936 | 54936 => encoding_rs::GB18030,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            10000 => encoding_rs::MACINTOSH,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1252 => encoding_rs::WINDOWS_1252,
            65001 => encoding_rs::UTF_8,
            _ => return None,
        };
        Some(Self::Known(encoding))
    }
}

/// Bytes or UTF-16 units of a character that is not complete yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    bytes: Vec<u8>,
    /// First half of a surrogate pair whose second half must follow.
    high: Option<u32>,
    span: Span,
}

impl Pending {
    /// True if bytes of an incomplete character are pending.
    pub(super) fn has_bytes(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Adds a byte; returns the character and its span if it is complete.
    pub(super) fn byte(
        &mut self,
        byte: u8,
        span: Span,
        encoding: &'static Encoding,
    ) -> Option<(String, Span)> {
        self.span = if self.bytes.is_empty() { span } else { self.span.join(span) };
        self.bytes.push(byte);
        if self.bytes.len() < length(&self.bytes, encoding) {
            return None;
        }
        let (text, _) = encoding.decode_without_bom_handling(&self.bytes);
        let text = text.into_owned();
        self.bytes.clear();
        Some((text, self.span))
    }

    /// True if the ASCII character `next` completes the pending bytes: in Chinese encodings, the
    /// second byte of many characters is an ASCII character.
    pub(super) fn takes(&self, next: u8) -> bool {
        !self.bytes.is_empty() && matches!(next, 0x40..=0x7e)
    }

    /// Adds a unit of UTF-16; returns the character if it is complete.
    pub(super) fn unit(&mut self, number: i32, span: Span) -> Option<(char, Span)> {
        // Units from 0x8000 on are written as negative numbers.
        let unit = (number & 0xffff) as u32;
        match unit {
            0xd800..=0xdbff => {
                (self.high, self.span) = (Some(unit), span);
                None
            }
            0xdc00..=0xdfff => {
                let joined =
                    self.high.take().map(|high| 0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
                let c = joined.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                Some((c, if joined.is_some() { self.span.join(span) } else { span }))
            }
            // Word uses private characters for the signs of symbol fonts.
            0xe000..=0xf8ff => Some((OPAQUE, span)),
            _ => char::from_u32(unit).map(|c| (c, span)),
        }
    }

    /// Gives up waiting for the rest of an incomplete character, and returns it with its span:
    /// U+FFFD for half of a surrogate pair, Latin characters for bytes.
    pub(super) fn rest(&mut self) -> Option<(String, Span)> {
        let text = match self.high.take() {
            Some(_) => char::REPLACEMENT_CHARACTER.to_string(),
            None if self.bytes.is_empty() => return None,
            // In Latin text, a byte that is not half of a Chinese character is a Latin character.
            None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.bytes).0.into_owned(),
        };
        self.bytes.clear();
        Some((text, self.span))
    }
}

/// Length in bytes of the character that begins with `bytes`, as far as the first bytes show it.
fn length(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let first = bytes[0];
    if encoding == encoding_rs::UTF_8 {
        return match first {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
    }
    let is_lead = match encoding {
        _ if encoding == encoding_rs::SHIFT_JIS => matches!(first, 0x81..=0x9f | 0xe0..=0xfc),
        _ if encoding.is_single_byte() => false,
        _ => matches!(first, 0x81..=0xfe),
    };
    match bytes.get(1) {
        _ if !is_lead => 1,
        Some(b'0'..=b'9') if encoding == encoding_rs::GB18030 => 4,
        _ => 2,
    }
}

/// Character that a control word represents (RTF 1.9.1, “Special Characters”).
pub(super) fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        _ => return None,
    })
}
