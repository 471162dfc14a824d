//! The lexer: it keeps the pieces of the text that other facts are built from and skips the rest.
//!
//! Kept are numbers (`1,250.5`), Chinese numerals (`二十一`, 21), runs of characters that masks are
//! written with (`XX`, `××`), Latin words and addresses, and punctuation. Other Han text between
//! them has no token.

use memchr::memchr;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::char_set::set;
use crate::text::chars::is_han;
use crate::text::fold::narrow;
use crate::text::span::Span;

/// Kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Digits, with thousands commas and at most one point: `3`, `1,250.5`, `２０`.
    Digits,
    /// Digits with several points: a version, a dotted date (`2026.3.1`), an IP address.
    Dotted,
    /// Chinese numerals, with the zeros they are written with: `二十一` (21), `二〇二六`, `二○一三` (the
    /// years 2026 and 2013).
    Numeral,
    /// Run of one character that may be a mask, a placeholder such as `XX`.
    Mask(MaskScript),
    /// Latin letters, or a whole address: `KTV`, `www.a.cn/x_y`, `a@b.cn`.
    Word,
    /// A mark that ends a sentence or clause: 。！？；…
    Stop,
    /// A comma: ，
    Comma,
    /// Enumeration comma 、 between the items of a list.
    Pause,
    /// A colon: ：
    Colon,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
}

/// Character with which a mask is written: a placeholder such as `XX`. Full-width and half-width
/// forms are one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskScript {
    /// `X`, `x`.
    Letter,
    /// `×` and characters that look like it.
    Cross,
    /// `*`.
    Star,
    /// `_`.
    Underscore,
    /// `○`, unless it is the zero of a Chinese numeral.
    Circle,
    /// `□` and other geometric shapes.
    Square,
}

/// A token, packed into 8 bytes: a text has about one token per 25 bytes, and a long text keeps all
/// of them to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    /// Length in bytes, little-endian.
    length: [u8; 3],
    /// Kind of the token.
    pub kind: TokenKind,
}

/// Maximum number of bytes of a token (16 MiB). A longer run of characters is split into several
/// tokens.
const MAX_TOKEN: usize = (1 << 24) - 1;

impl Token {
    /// Creates a token of at most [`MAX_TOKEN`] bytes.
    fn new(start: usize, end: usize, kind: TokenKind) -> Self {
        let [a, b, c, _] = ((end - start) as u32).to_le_bytes();
        Self { start: start as u32, length: [a, b, c], kind }
    }

    /// Span in the document's text.
    pub fn span(self) -> Span {
        let [a, b, c] = self.length;
        let start = self.start as usize;
        Span::new(start, start + u32::from_le_bytes([a, b, c, 0]) as usize)
    }
}

/// The tokens of a document, grouped by block.
#[derive(Debug)]
pub struct Tokens {
    list: Vec<Token>,
    /// For each block, the index of its first token; a final entry holds the number of tokens.
    block_starts: Vec<u32>,
    /// Indices of the tokens that are digits or Chinese numerals.
    numbers: Vec<u32>,
}

impl Tokens {
    /// Tokens of the block with this index, in order.
    pub fn in_block(&self, block: usize) -> &[Token] {
        &self.list[self.block_starts[block] as usize..self.block_starts[block + 1] as usize]
    }

    /// Tokens that are numbers: digits and Chinese numerals, in text order. They are a fifth of all
    /// tokens, and many readings begin with one.
    pub fn numbers(&self) -> impl Iterator<Item = &Token> {
        self.numbers.iter().map(|&at| &self.list[at as usize])
    }

    /// Tokens of each block, block by block.
    pub fn blocks(&self) -> impl Iterator<Item = &[Token]> {
        self.block_starts.windows(2).map(|pair| &self.list[pair[0] as usize..pair[1] as usize])
    }
}

/// Class of a character. The lexer chooses by it how the token that begins with the character is
/// read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Digit,
    Letter,
    Numeral,
    Mask(MaskScript),
    Punctuation(TokenKind),
}

/// Number of bytes that are read to recognise the beginning of a web or mail address.
const MAX_BEGINNING: usize = 300;

/// Characters of Chinese numerals: digits, and words for powers of ten.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两廿卅卌";
/// Opening brackets and quotation marks.
const OPENING: &str = "（([［{“‘「『《〈【〔";
/// Closing brackets and quotation marks.
const CLOSING: &str = "）)]］}”’」』》〉】〕";

/// Class of each character of the Basic Multilingual Plane. All other characters are `Other`.
static CLASSES: [Class; 0x1_0000] = classes();

/// For each character of the Basic Multilingual Plane, true if a token may begin with it. No token
/// begins with any other character.
pub(super) const fn beginnings() -> [bool; 0x1_0000] {
    let (classes, mut table) = (classes(), [false; 0x1_0000]);
    let mut code = 0;
    while code < classes.len() {
        table[code] = !matches!(classes[code], Class::Other);
        code += 1;
    }
    table
}

const fn classes() -> [Class; 0x1_0000] {
    let mut table = [Class::Other; 0x1_0000];
    let mut c = 0;
    while c < 10 {
        table['0' as usize + c] = Class::Digit;
        table['０' as usize + c] = Class::Digit;
        c += 1;
    }
    let mut c = 0;
    while c < 26 {
        table['a' as usize + c] = Class::Letter;
        table['A' as usize + c] = Class::Letter;
        table['ａ' as usize + c] = Class::Letter;
        table['Ａ' as usize + c] = Class::Letter;
        c += 1;
    }
    let table = set(table, NUMERALS, Class::Numeral);
    let table = set(table, "×✕╳✖⨯хХ", Class::Mask(MaskScript::Cross));
    let table = set(table, "*＊﹡∗", Class::Mask(MaskScript::Star));
    let table = set(table, "_＿", Class::Mask(MaskScript::Underscore));
    let table = set(table, "○◯", Class::Mask(MaskScript::Circle));
    let table = set(table, "□■△▲☆", Class::Mask(MaskScript::Square));
    let table = set(table, "。！？；!?;…", Class::Punctuation(TokenKind::Stop));
    let table = set(table, "，,", Class::Punctuation(TokenKind::Comma));
    let table = set(table, "、", Class::Punctuation(TokenKind::Pause));
    let table = set(table, "：:", Class::Punctuation(TokenKind::Colon));
    let table = set(table, OPENING, Class::Punctuation(TokenKind::Open));
    set(table, CLOSING, Class::Punctuation(TokenKind::Close))
}

fn class(c: char) -> Class {
    CLASSES.get(c as usize).copied().unwrap_or(Class::Other)
}

/// Reads the tokens of a text. [`skim`](super::skim) calls it at the characters with which a token
/// may begin, as it looks at each character anyway; most of the text is never seen here.
pub(super) struct Lexer<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    block_starts: Vec<u32>,
    numbers: Vec<u32>,
    /// Byte after the last token.
    end: usize,
}

impl<'t> Lexer<'t> {
    /// Starts to read the tokens of a document.
    pub(super) fn of(doc: &'t Document) -> Self {
        let text = doc.text();
        Self {
            text,
            tokens: Vec::with_capacity(text.len() / 12),
            block_starts: Vec::with_capacity(doc.blocks().len() + 1),
            numbers: Vec::new(),
            end: 0,
        }
    }

    /// Starts a block of the document.
    pub(super) fn start_block(&mut self) {
        self.block_starts.push(self.tokens.len() as u32);
        self.end = 0;
    }

    /// Ends the last block, and returns the tokens of all blocks.
    pub(super) fn tokens(mut self) -> Tokens {
        self.start_block();
        let Self { tokens, block_starts, numbers, .. } = self;
        Tokens { list: tokens, block_starts, numbers }
    }

    /// Reads the token that begins with the character `c` at byte `at`, unless the character is
    /// part of the last token. `end` is the end of the block.
    #[inline]
    pub(super) fn look_at(&mut self, at: usize, c: char, end: usize) {
        if at >= self.end {
            self.end = self.token(at, c, end);
        }
    }

    fn token(&mut self, at: usize, c: char, end: usize) -> usize {
        match class(c) {
            Class::Other => at + c.len_utf8(),
            Class::Digit => self.digits(at, end),
            Class::Letter => self.word(at, end),
            Class::Numeral => self.numeral(at, end),
            Class::Mask(MaskScript::Circle) if self.is_zero(at, end) => self.numeral(at, end),
            Class::Mask(script) => {
                let run = self.run(at, end, |c| class(c) == Class::Mask(script));
                self.push(at, run, TokenKind::Mask(script))
            }
            Class::Punctuation(kind) => self.push(at, at + c.len_utf8(), kind),
        }
    }

    /// Appends a token of the bytes from `start` to `end`. Returns its end.
    fn push(&mut self, mut start: usize, end: usize, kind: TokenKind) -> usize {
        while end - start > MAX_TOKEN {
            let part = self.text.floor_char_boundary(start + MAX_TOKEN);
            self.add(Token::new(start, part, kind));
            start = part;
        }
        self.add(Token::new(start, end, kind));
        end
    }

    fn add(&mut self, token: Token) {
        if matches!(token.kind, TokenKind::Digits | TokenKind::Numeral) {
            self.numbers.push(self.tokens.len() as u32);
        }
        self.tokens.push(token);
    }

    /// Byte after the run of characters from byte `at` that pass `test`, at most `end`.
    fn run(&self, at: usize, end: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[at..end];
        at + rest.find(|c| !test(c)).unwrap_or(rest.len())
    }

    fn digits(&mut self, start: usize, end: usize) -> usize {
        let is_digit = |c: char| class(c) == Class::Digit;
        let mut at = self.run(start, end, is_digit);
        let mut points = 0;
        loop {
            let mut rest = self.text[at..end].chars();
            let (separator, next) = (rest.next(), rest.next());
            let group = match (separator, next) {
                (Some('.'), Some(next)) if is_digit(next) => {
                    points += 1;
                    self.run(at + 1, end, is_digit)
                }
                (Some(','), Some(next)) if is_digit(next) && points == 0 => {
                    let group = self.run(at + 1, end, is_digit);
                    if group - at - 1 != 3 {
                        break;
                    }
                    group
                }
                _ => break,
            };
            at = group;
        }
        let kind = if points > 1 { TokenKind::Dotted } else { TokenKind::Digits };
        self.push(start, at, kind)
    }

    fn numeral(&mut self, start: usize, end: usize) -> usize {
        let at =
            self.run(start, end, |c| matches!(class(c), Class::Numeral | Class::Mask(MaskScript::Circle)));
        self.push(start, at, TokenKind::Numeral)
    }

    /// True if a circle at `at` is the zero of a numeral: `二○二六` (2026).
    fn is_zero(&self, at: usize, end: usize) -> bool {
        let behind = self.run(at, end, |c| class(c) == Class::Mask(MaskScript::Circle));
        self.text[behind..end].chars().next().is_some_and(|c| class(c) == Class::Numeral)
    }

    fn word(&mut self, start: usize, end: usize) -> usize {
        let letters = self.run(start, end, |c| class(c) == Class::Letter);
        if let Some(address_end) = self.address(start, letters, end) {
            return self.push(start, address_end, TokenKind::Word);
        }
        let is_mask = self.text[start..letters].chars().all(|c| matches!(narrow(c), 'x' | 'X'));
        let kind = if is_mask { TokenKind::Mask(MaskScript::Letter) } else { TokenKind::Word };
        self.push(start, letters, kind)
    }

    /// End of the web or mail address that begins with the letters from `start` to `letters`;
    /// `None` if they do not begin one.
    fn address(&self, start: usize, letters: usize, end: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[letters..end];
        if !matches!(rest.first(), Some(b':' | b'.' | b'@' | b'-' | b'_' | b'0'..=b'9')) {
            return None;
        }
        let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';');
        // Only the beginning decides if this is an address, so that a long run of signs is not read
        // again from each of its words.
        let near = self.text.floor_char_boundary(end.min(start + MAX_BEGINNING)).max(letters);
        let stretch_bytes = &self.text.as_bytes()[start..self.run(start, near, is_part)];
        let is_web = rest.starts_with(b"://") || stretch_bytes.starts_with(b"www.");
        let is_mail =
            memchr(b'@', stretch_bytes).is_some_and(|at| memchr(b'.', &stretch_bytes[at..]).is_some());
        (is_web || is_mail).then(|| self.run(start, end, is_part))
    }
}

impl Facts<'_> {
    /// Tokens of the document: numbers, numerals, possible masks, Latin words and punctuation,
    /// block by block.
    pub fn tokens(&self) -> &Tokens {
        &self.skim().tokens
    }
}

/// True for punctuation after which an item mark, such as （一） ("(1)"), may be.
pub fn is_boundary(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Stop | TokenKind::Comma | TokenKind::Pause | TokenKind::Colon | TokenKind::Close
    )
}

/// True for a Han character that is not a numeral.
pub fn is_plain_han(c: char) -> bool {
    is_han(c) && class(c) == Class::Other
}

#[cfg(test)]
mod tests {
    use super::{Lexer, MAX_TOKEN, MaskScript, TokenKind, Tokens};
    use crate::document::source::Source;
    use crate::readers;

    fn lex(text: &str) -> Vec<(String, TokenKind)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let tokens = Tokens::lex(&doc);
        tokens.in_block(0).iter().map(|token| (doc.slice(token.span()).to_owned(), token.kind)).collect()
    }

    proptest::proptest! {
        #[test]
        fn the_characters_at_which_the_lexer_looks_are_enough(text in "[县a1２x×○二〇.,:/@，（\n 𠮷é]{0,40}") {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let mut lexer = Lexer::of(&doc);
            for block in doc.blocks() {
                lexer.start_block();
                for (at, c) in doc.slice(block.span).char_indices() {
                    lexer.look_at(block.span.start() + at, c, block.span.end());
                }
            }
            let (all, few) = (lexer.tokens(), Tokens::lex(&doc));
            let is_number =
                |token: &&super::Token| matches!(token.kind, TokenKind::Digits | TokenKind::Numeral);
            proptest::prop_assert_eq!(&all.list, &few.list);
            proptest::prop_assert_eq!(&all.block_starts, &few.block_starts);
            proptest::prop_assert!(few.numbers().eq(all.list.iter().filter(is_number)));
        }
    }

    #[test]
    fn keeps_numbers_whole() {
        let cases = [
            ("共1,250.5吨", "1,250.5", TokenKind::Digits),
            ("版本1.2.3", "1.2.3", TokenKind::Dotted),
            ("二○一三年", "二○一三", TokenKind::Numeral),
            ("第２０条", "２０", TokenKind::Digits),
        ];
        for (text, token, kind) in cases {
            assert_eq!(lex(text), [(token.to_owned(), kind)], "{text}");
        }
    }

    #[test]
    fn a_run_that_is_too_long_for_a_token_is_several_without_a_gap() {
        let run = "×".repeat(MAX_TOKEN / 2 + 5);
        let tokens = lex(&format!("共{run}人"));
        assert_eq!(tokens.iter().map(|(text, _)| text.len()).collect::<Vec<_>>(), [MAX_TOKEN - 1, 10]);
        assert!(tokens.iter().all(|(_, kind)| *kind == TokenKind::Mask(MaskScript::Cross)));
    }

    #[test]
    fn a_list_of_numbers_is_not_one_number() {
        let digits: Vec<_> =
            lex("3,4,5").into_iter().filter(|(_, kind)| *kind == TokenKind::Digits).collect();
        assert_eq!(digits.len(), 3);
    }

    #[test]
    fn tells_masks_from_words_and_addresses() {
        assert_eq!(lex("XX人")[0].1, TokenKind::Mask(MaskScript::Letter));
        assert_eq!(lex("ＸＸ人")[0].1, TokenKind::Mask(MaskScript::Letter));
        assert_eq!(lex("○○○同志")[0].1, TokenKind::Mask(MaskScript::Circle));
        assert_eq!(lex("KTV")[0].1, TokenKind::Word);
        assert_eq!(
            lex("见https://a.cn/xx_x。"),
            [("https://a.cn/xx_x".to_owned(), TokenKind::Word), ("。".to_owned(), TokenKind::Stop)]
        );
        assert_eq!(lex("xx@xx.cn")[0].0, "xx@xx.cn");
    }
}
