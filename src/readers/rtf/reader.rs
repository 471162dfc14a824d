//! Reads the tokens of an RTF file one after another: tracks the state of groups, and passes
//! characters on to the lines of the document.

use encoding_rs::Encoding;

use crate::document::OPAQUE;
use crate::document::source::{Properties, Revisions};
use crate::package::PackageError;
use crate::readers::rtf::characters::{Charset, Pending, sign_of};
use crate::readers::rtf::groups::{Destination, Fonts, State, role_of};
use crate::readers::rtf::lines::{Lines, Piece};
use crate::readers::rtf::tokens::Token;
use crate::text::span::Span;

/// Maximum number of groups nested in one another; files by Word have some dozens. With more, the
/// file is refused.
const MAX_DEPTH: usize = 1000;
/// Number of bytes of a field's instruction that are kept. They suffice to recognise its kind.
const MAX_INSTRUCTION: usize = 64;

/// State while a file is read, with everything read so far.
pub(super) struct Reader {
    revisions: Revisions,
    pub(super) lines: Lines,
    pub(super) properties: Properties,
    /// States of the groups around the innermost open group.
    outer: Vec<State>,
    pub(super) state: State,
    fonts: Fonts,
    /// Encoding of escaped bytes in fonts without an encoding of their own.
    pub(super) page: &'static Encoding,
    pub(super) default_font: i32,
    pending: Pending,
    /// Number of characters still to be skipped: they replace the last `\u` character for older
    /// programs.
    fallback: usize,
    /// True if no control word of the group was read yet; the first one determines the role of the
    /// group.
    is_head: bool,
    /// True if the group begins with `\*`: programs that do not know its first word skip the group.
    is_optional: bool,
    pub(super) label: String,
    pub(super) instruction: String,
}

impl Reader {
    pub(super) fn new(revisions: Revisions) -> Self {
        Self {
            revisions,
            lines: Lines::default(),
            properties: Properties::default(),
            outer: Vec::new(),
            state: State::new(),
            fonts: Fonts::default(),
            page: encoding_rs::WINDOWS_1252,
            default_font: 0,
            pending: Pending::default(),
            fallback: 0,
            is_head: false,
            is_optional: false,
            label: String::new(),
            instruction: String::new(),
        }
    }

    /// Reads one token; returns false after the last one of the document.
    pub(super) fn token(&mut self, token: Token<'_>, span: Span) -> Result<bool, PackageError> {
        match token {
            Token::Open => {
                self.settle_bytes();
                if self.outer.len() == MAX_DEPTH {
                    return Err(PackageError::TooDeep { part: "RTF".to_owned() });
                }
                let inside = self.state.inside();
                self.outer.push(std::mem::replace(&mut self.state, inside));
                (self.fallback, self.is_head, self.is_optional) = (0, true, false);
            }
            Token::Close => {
                self.close(span.start());
                return Ok(!self.outer.is_empty());
            }
            Token::Symbol(b'*') if self.is_head => self.is_optional = true,
            Token::Symbol(sign) => self.symbol(sign, span),
            Token::Word(word, number) => self.word(word, number, span),
            Token::Byte(byte) => self.byte(byte, span),
            Token::Text(text) => self.text(text, span),
        }
        Ok(true)
    }

    fn close(&mut self, at: usize) {
        self.settle_bytes();
        (self.fallback, self.is_head, self.is_optional) = (0, false, false);
        let Some(outer) = self.outer.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        if inner.is_apart {
            self.lines.end_apart(at);
        }
        if inner.destination == Destination::Label && self.state.destination == Destination::Text {
            let written = std::mem::take(&mut self.label);
            if self.is_read() {
                self.lines.label(&written);
            }
        }
    }

    fn symbol(&mut self, sign: u8, span: Span) {
        if self.fallback > 0 {
            self.fallback -= 1;
            return;
        }
        self.is_head = false;
        match sign {
            b'~' => self.replaced("\u{a0}", span),
            b'_' => self.replaced("-", span),
            b'\t' => self.replaced("\t", span),
            b'\n' | b'\r' => self.word("par", None, span),
            b'\\' | b'{' | b'}' => self.replaced(char::from(sign).encode_utf8(&mut [0; 4]), span),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, span: Span) {
        let (is_head, is_optional) = (self.is_head, self.is_optional);
        (self.is_head, self.is_optional) = (false, false);
        if is_head {
            match role_of(word) {
                Some(role) => return self.enter(role, span),
                None if is_optional => {
                    self.state.destination = Destination::Skipped;
                    return;
                }
                None => {}
            }
        }
        match (word, number) {
            ("u", Some(number)) => return self.unit(number, span),
            ("uc", number) => {
                self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                return;
            }
            _ => self.settle_bytes(),
        }
        let fallback = std::mem::take(&mut self.fallback);
        if let Some(sign) = sign_of(word) {
            if fallback == 0 {
                self.replaced(sign, span);
            } else {
                self.fallback = fallback - 1;
            }
            return;
        }
        match self.state.destination {
            Destination::Fonts => self.fonts.word(word, number.unwrap_or(0)),
            Destination::Info if word == "title" => self.state.destination = Destination::Title,
            Destination::Text => {
                if !self.layout(word, number, span) {
                    self.property(word, number);
                }
            }
            _ => self.property(word, number),
        }
    }

    fn unit(&mut self, number: i32, span: Span) {
        self.settle_bytes();
        self.fallback = self.state.fallback;
        if let Some((c, span)) = self.pending.unit(number, span) {
            self.replaced(c.encode_utf8(&mut [0; 4]), span);
        }
    }

    fn byte(&mut self, byte: u8, span: Span) {
        self.is_head = false;
        if self.fallback > 0 {
            self.fallback -= 1;
            return;
        }
        if self.state.destination == Destination::Skipped {
            return;
        }
        let font = self.state.font.unwrap_or(self.default_font);
        let encoding = match self.fonts.charset(font) {
            Charset::Default => self.page,
            Charset::Known(encoding) => encoding,
            Charset::Symbols => return self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), span),
        };
        if let Some((text, span)) = self.pending.byte(byte, span, encoding) {
            self.replaced(&text, span);
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        self.is_head = false;
        let skipped = self.fallback.min(text.len());
        self.fallback -= skipped;
        let mut start = span.start() + skipped;
        let mut text = &text[skipped..];
        let font = self.state.font.unwrap_or(self.default_font);
        let charset = self.fonts.charset(font);
        // `\'e9t` is a Chinese character only if the font is Chinese.
        let is_taken = |first: &u8| charset != Charset::Default && self.pending.takes(*first);
        if let Some(first) = text.bytes().next().filter(is_taken) {
            self.byte(first, Span::new(start, start + 1));
            (text, start) = (&text[1..], start + 1);
        }
        if text.is_empty() {
            return;
        }
        if self.state.destination == Destination::Label && charset == Charset::Symbols {
            self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), span);
        } else {
            self.settle();
            self.deliver(Piece { text, span: Span::new(start, span.end()), is_copy: true });
        }
    }

    /// Appends `text`, which the source writes in another form in bytes `span`.
    pub(super) fn replaced(&mut self, text: &str, span: Span) {
        self.settle();
        if !text.contains(|c: char| c.is_control() && c != '\t') {
            self.deliver(Piece { text, span, is_copy: false });
        } else if text.contains(['\n', '\r', '\u{b}']) && self.state.destination == Destination::Text {
            self.lines.break_line(&self.state, span.start());
        }
    }

    /// Passes on an incomplete character made of escaped bytes, if there is one: no more bytes
    /// follow.
    fn settle_bytes(&mut self) {
        if self.pending.has_bytes() {
            self.settle();
        }
    }

    /// Passes on an incomplete character, if there is one: its rest does not follow.
    pub(super) fn settle(&mut self) {
        if let Some((text, span)) = self.pending.rest() {
            self.replaced(&text, span);
        }
    }

    pub(super) fn is_read(&self) -> bool {
        match self.revisions {
            Revisions::Final => !self.state.is_deleted,
            Revisions::Original => !self.state.is_inserted,
        }
    }

    fn deliver(&mut self, piece: Piece<'_>) {
        match self.state.destination {
            Destination::Text if self.is_read() => self.lines.text(&self.state, piece),
            Destination::Label => self.label.push_str(piece.text),
            Destination::Instruction if self.instruction.len() < MAX_INSTRUCTION => {
                self.instruction.push_str(piece.text);
            }
            Destination::Title => self.properties.title.get_or_insert_default().push_str(piece.text),
            _ => {}
        }
    }
}
