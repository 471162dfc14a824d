//! Single pass over the text that reads the tokens and finds the starting points of other facts:
//! words of the lexicon, rare characters, places that may lack content, the first characters of
//! references, and the characters at which names may end. It also records all characters and pairs
//! of characters that occur.
//!
//! Each of these searches tests every character and stops at few of them. Decoding the text once
//! for each of them would cost more than the tests.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::inventory::{Inventory, Recorder, index};
use crate::facts::junctions::{self, Edges, Junctions};
use crate::facts::lexicon::{Filters, Hits, Lexicon, Occurrences};
use crate::facts::rare::{HAN, Rare};
use crate::facts::tokens::{self, Lexer, Tokens};
use crate::text::char_set::{decoded, set};
use crate::text::chars::Codes;
use crate::text::span::Span;
use crate::words::Words;

/// Characters with which a reference may begin: 第三条 ("Article 3"), 前款 ("the preceding paragraph"),
/// 图2 ("Figure 2"), 表4 ("Table 4"), 附件3 ("Annex 3"), 式（1） ("formula (1)"), [7].
const REFERENCE_SIGNS: &str = "第前图表附式[";
/// First characters of the endings of names (县, "county") and of persons' titles (主任, "director").
pub(super) const NAME_ENDS: &str = "县市区镇乡州省旗盟村街社局委办厅中公集银医法检学大小事研派同书主代";

/// Results of the single pass over the text of a document: tokens, words of the lexicon, rare
/// characters, junctions, beginnings of references, and the inventory of characters.
#[derive(Debug)]
pub struct Skim {
    pub(super) tokens: Tokens,
    pub(super) occurrences: Occurrences,
    pub(super) rare: Rare,
    pub(super) inventory: Inventory,
    pub(super) junctions: Junctions,
    /// Characters that begin a reference, with their byte offsets in the text, in order.
    pub(super) reference_signs: Vec<(usize, char)>,
    /// Byte offsets of the characters at which a name may end, in order.
    pub(super) name_ends: Vec<u32>,
}

impl Skim {
    /// Runs the pass over a document and returns its results.
    pub fn of(doc: &Document, lexicon: &Lexicon, words: &Words) -> Self {
        let text = doc.text();
        let own;
        let edges = if words.is_empty() {
            &*junctions::PLAIN
        } else {
            own = Edges::of(words);
            &own
        };
        let mut inventory = Inventory::default();
        let mut pass = Pass {
            text,
            recorder: inventory.recorder(),
            filters: lexicon.filters(),
            last: 0,
            stops: Stops {
                edges,
                block: Span::new(0, 0),
                lexer: Lexer::of(doc),
                hits: lexicon.hits(),
                rare: Rare::default(),
                junctions: Junctions::default(),
                reference_signs: Vec::new(),
                name_ends: Vec::new(),
            },
        };
        let mut end = 0;
        for block in doc.blocks() {
            // Text between blocks is not read by other facts, but word searches cover it.
            pass.between(&text[end..block.span.start().max(end)]);
            pass.block(block.span);
            end = end.max(block.span.end());
        }
        pass.between(&text[end..]);
        let Stops { lexer, hits, rare, junctions, reference_signs, name_ends, .. } = pass.stops;
        let (tokens, occurrences) = (lexer.tokens(), hits.sorted());
        Self { tokens, occurrences, rare, inventory, junctions, reference_signs, name_ends }
    }
}

#[cfg(test)]
impl Rare {
    /// Finds the rare characters of a document, for tests that need no other fact.
    pub fn find(doc: &Document) -> Self {
        Skim::of(doc, &Lexicon::default(), &Words::new()).rare
    }
}

#[cfg(test)]
impl Tokens {
    /// Reads the tokens of a document, for tests that need no other fact.
    pub fn lex(doc: &Document) -> Self {
        Skim::of(doc, &Lexicon::default(), &Words::new()).tokens
    }
}

#[cfg(test)]
impl Junctions {
    /// Finds the junctions of a document, for tests that need no other fact.
    pub fn find(doc: &Document, words: &Words) -> Self {
        Skim::of(doc, &Lexicon::default(), words).junctions
    }
}

impl Facts<'_> {
    /// Results of the single pass over the text, which is run at the first call.
    pub(super) fn skim(&self) -> &Skim {
        self.cells.skim.get_or_init(|| Skim::of(self.doc, self.lexicon, self.words()))
    }

    /// Rare characters of the document, with which placeholders and debris begin.
    pub fn rare(&self) -> &Rare {
        &self.skim().rare
    }

    /// Characters within a span that may begin a reference (第, prefix of ordinals; 前, "preceding";
    /// 图, "figure"; …), with their byte offsets in the text.
    pub fn reference_signs(&self, within: Span) -> &[(usize, char)] {
        let signs = &self.skim().reference_signs;
        let first = signs.partition_point(|(at, _)| *at < within.start());
        let last = signs.partition_point(|(at, _)| *at < within.end());
        &signs[first..last.max(first)]
    }
}

/// Class bit of a rare character, at which the search for placeholders and debris stops.
const RARE: u8 = 1;
/// Class bit of a character that is rare only if it does not follow a letter or a digit, such as
/// the first letter of a Latin word.
const RARE_AT_START: u8 = 2;
/// Class bit of a character with which a reference may begin.
const REFERENCE: u8 = 4;

/// Class bit of a character with which a token may begin.
const TOKEN: u8 = 8;
/// Class bit of a character at which the name of a place, an office or a person may end.
const NAME_END: u8 = 16;

/// Class bits of each character, by its [`index`]. All characters outside of the Basic Multilingual
/// Plane are [`RARE`].
static CLASSES: [u8; 0x1_0000] = classes();

const fn classes() -> [u8; 0x1_0000] {
    let mut table = [RARE; 0x1_0000];
    let mut code = 0x4E00;
    while code <= 0x9FFF {
        table[code] = 0;
        code += 1;
    }
    let mut code = 0;
    while code < 0x80 {
        let c = code as u8;
        let begins_word =
            c.is_ascii_lowercase() || c.is_ascii_uppercase() && c != b'X' || matches!(c, b'%' | b'.' | b'-');
        if begins_word {
            table[code] = RARE_AT_START;
        }
        code += 1;
    }
    let table = set(table, "，。、：；“”（）《》　\t\n\r\u{C}\u{85} ,:;)]}0123456789", 0);
    let table = set(table, HAN, RARE);
    let table = with(table, REFERENCE_SIGNS, REFERENCE);
    let mut table = with(table, NAME_ENDS, NAME_END);
    let beginnings = tokens::beginnings();
    let mut code = 0;
    while code < beginnings.len() {
        if beginnings[code] {
            table[code] |= TOKEN;
        }
        code += 1;
    }
    table
}

/// Adds the bit `class` to every character of `characters` in `table`.
const fn with(mut table: [u8; 0x1_0000], characters: &str, class: u8) -> [u8; 0x1_0000] {
    let mut at = 0;
    while at < characters.len() {
        let (code, length) = decoded(characters.as_bytes(), at);
        table[code] |= class;
        at += length;
    }
    table
}

/// State of the pass that every character reads or changes. The loop keeps it in registers; the
/// state that only few characters need is in [`Stops`].
struct Pass<'d, 'i> {
    text: &'d str,
    recorder: Recorder<'i>,
    filters: Filters<'d>,
    /// Code of the previous character; 0 at the start of the text.
    last: u32,
    stops: Stops<'d>,
}

impl Pass<'_, '_> {
    /// Records the characters of text between two blocks in the inventory. No words are looked up
    /// in it.
    fn between(&mut self, text: &str) {
        for c in text.chars() {
            self.recorder.add(self.last, c as u32);
            self.last = c as u32;
        }
    }

    fn block(&mut self, block: Span) {
        let text = block.of(self.text);
        let (mut recorder, filters, stops) = (self.recorder.again(), self.filters, &mut self.stops);
        stops.lexer.start_block();
        stops.block = block;
        let firsts = stops.edges.firsts();
        let mut last = self.last;
        // Code of the previous character of the block; 0 at its start.
        let mut before = 0;
        for (from, to, code) in Codes::of(text) {
            let pair = recorder.add(last, code);
            if filters.may_begin(pair) {
                stops.pair(text, from, before, pair);
            }
            let index = index(code);
            if filters.may_be_one(index) {
                stops.hits.look_at_one(block.start(), from, (code, to - from));
            }
            let class = CLASSES[usize::from(index)];
            if class > 0 {
                stops.sign(block.start() + from, code, class, before);
            }
            let first = firsts[usize::from(index)];
            if first > 0 {
                stops.junctions.look_at(stops.edges, block.start() + from, first, before);
            }
            (before, last) = (code, code);
        }
        self.last = last;
        self.stops.rare.end_block();
        self.stops.junctions.end_block();
    }
}

/// Results that the pass collects at a few of the characters.
struct Stops<'d> {
    edges: &'d Edges,
    /// Span of the current block.
    block: Span,
    lexer: Lexer<'d>,
    hits: Hits<'d>,
    rare: Rare,
    junctions: Junctions,
    reference_signs: Vec<(usize, char)>,
    name_ends: Vec<u32>,
}

impl Stops<'_> {
    /// Looks up words that may begin with the character `before`, whose next one is at byte `at` of
    /// `block`. At the beginning of a block there is none.
    #[inline(never)]
    fn pair(&mut self, block: &str, at: usize, before: u32, pair: u16) {
        if at > 0 {
            let length = char::from_u32(before).map_or(1, char::len_utf8);
            self.hits.look_at_pair(block, self.block.start(), at - length, pair);
        }
    }

    /// Records a character that has a class bit, in each result that its classes belong to. `at` is
    /// its byte offset in the text, `before` the code of the character before it.
    ///
    /// One character in four gets here. Inlined, this would take the registers of the loop.
    #[inline(never)]
    fn sign(&mut self, at: usize, code: u32, class: u8, before: u32) {
        let c = char::from_u32(code).unwrap_or_default();
        if class & TOKEN > 0 {
            self.lexer.look_at(at, c, self.block.end());
        }
        let is_in_word = || before < 0x80 && (before as u8).is_ascii_alphanumeric();
        if class & RARE > 0 || class & RARE_AT_START > 0 && !is_in_word() {
            self.rare.push(at, c);
        }
        if class & REFERENCE > 0 {
            self.reference_signs.push((at, c));
        }
        if class & NAME_END > 0 {
            self.name_ends.push(at as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, NAME_END, NAME_ENDS, RARE, RARE_AT_START, REFERENCE, REFERENCE_SIGNS, Skim};
    use crate::document::source::Source;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::rare::HAN;
    use crate::readers;
    use crate::words::Words;

    #[test]
    fn finds_what_a_walk_for_each_finds() {
        let text = "第一条　按照《水法》，见图2与附件（\u{20BB7}某）。\nX市abc，Y村-3%，3.5é、口口\n\n前款[7]式，截止日期";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let mut builder = LexiconBuilder::default();
        let words = ["截止", "条", "\u{20BB7}某", "图2", "水法", "a", "截止日期", "é、"];
        let ids = words.map(|word| builder.add(word));
        let skim = Skim::of(&doc, &builder.build(), &Words::new());
        for (word, id) in words.iter().zip(ids) {
            let places: Vec<usize> = skim.occurrences.of(id).iter().map(|span| span.start()).collect();
            let expected: Vec<usize> = doc.text().match_indices(word).map(|(at, _)| at).collect();
            assert_eq!(places, expected, "{word}");
        }
        let (mut rare, mut signs) = (Vec::new(), Vec::new());
        for block in doc.blocks() {
            let mut before = '\0';
            for (at, c) in doc.slice(block.span).char_indices() {
                let at = block.span.start() + at;
                rare.extend(is_rare(c, before).then_some((at, c)));
                signs.extend(REFERENCE_SIGNS.contains(c).then_some((at, c)));
                before = c;
            }
        }
        assert_eq!((skim.rare.all(), &skim.reference_signs), (&rare[..], &signs));
        assert_eq!(skim.rare.blocks().count(), doc.blocks().len());
        for (at, _) in doc.text().char_indices() {
            assert!(
                doc.text()[at..]
                    .chars()
                    .take(3)
                    .collect::<String>()
                    .chars()
                    .all(|c| { skim.inventory.may_hold(&c.to_string()) })
            );
        }
        assert!(skim.inventory.may_hold("。\nX") && !skim.inventory.may_hold("学年"));
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_found_wherever_it_stands(
            text in "[的地得ab，]{0,40}",
            words in proptest::collection::vec("[的地得ab]{1,3}", 1..8),
        ) {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let mut builder = LexiconBuilder::default();
            let ids: Vec<_> = words.iter().map(|word| builder.add(word)).collect();
            let skim = Skim::of(&doc, &builder.build(), &Words::new());
            for (word, id) in words.iter().zip(ids) {
                let found: Vec<usize> = skim.occurrences.of(id).iter().map(|span| span.start()).collect();
                let places = doc.text().char_indices().map(|(at, _)| at);
                let expected: Vec<usize> =
                    places.filter(|at| doc.text()[*at..].starts_with(word.as_str())).collect();
                proptest::prop_assert_eq!(found, expected, "{}", word);
            }
        }
    }

    #[test]
    fn the_classes_are_those_of_a_reading_of_one_character() {
        for code in 0..0x1_0000 {
            let Some(c) = char::from_u32(code) else { continue };
            let class = CLASSES[code as usize];
            assert_eq!(class & (RARE | RARE_AT_START) > 0, is_rare(c, '，'), "{c:?}");
            assert_eq!(class & RARE > 0, is_rare(c, 'a'), "{c:?}");
            assert_eq!(class & REFERENCE > 0, REFERENCE_SIGNS.contains(c), "{c:?}");
            assert_eq!(class & NAME_END > 0, NAME_ENDS.contains(c), "{c:?}");
        }
    }

    /// True if `c`, which follows `before`, is recorded as a rare character.
    fn is_rare(c: char, before: char) -> bool {
        match c {
            '\u{4E00}'..='\u{9FFF}' => HAN.contains(c),
            '，' | '。' | '、' | '：' | '；' | '“' | '”' | '（' | '）' | '《' | '》' | '　' => {
                false
            }
            '\t' | '\n' | '\r' | '\u{C}' | '\u{85}' | ' ' | ',' | ':' | ';' | ')' | ']' | '}' | '0'..='9' => {
                false
            }
            'a'..='z' | 'A'..='W' | 'Y' | 'Z' | '%' | '.' | '-' => !before.is_ascii_alphanumeric(),
            _ => true,
        }
    }
}
