//! Single pass over the text that finds the starting points of other facts: words of the lexicon,
//! rare characters, the first characters of references, and the characters at which names may end.
//! It also records all characters and pairs of characters that occur.
//!
//! Each of these searches tests every character and stops at few of them. Decoding the text once
//! for each of them would cost more than the tests.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::inventory::Inventory;
use crate::facts::lexicon::{Hits, Lexicon, Occurrences};
use crate::facts::rare::{HAN, Rare};
use crate::text::char_set::{decoded, set};
use crate::text::chars::Codes;
use crate::text::span::Span;

/// Characters with which a reference may begin: 第三条 ("Article 3"), 前款 ("the preceding paragraph"),
/// 图2 ("Figure 2"), 表4 ("Table 4"), 附件3 ("Annex 3"), 式（1） ("formula (1)"), [7].
const REFERENCE_SIGNS: &str = "第前图表附式[";
/// First characters of the endings of names (县, "county") and of persons' titles (主任, "director").
pub(super) const NAME_ENDS: &str = "县市区镇乡州省旗盟村街社局委办厅中公集银医法检学大小事研派同书主代";

/// Results of the single pass over the text of a document: words of the lexicon, rare characters,
/// beginnings of references, and the inventory of characters.
#[derive(Debug)]
pub struct Skim {
    pub(super) occurrences: Occurrences,
    pub(super) rare: Rare,
    pub(super) inventory: Inventory,
    /// Characters that begin a reference, with their byte offsets in the text, in order.
    pub(super) reference_signs: Vec<(usize, char)>,
    /// Byte offsets of the characters at which a name may end, in order.
    pub(super) name_ends: Vec<u32>,
}

impl Skim {
    /// Runs the pass over a document and returns its results.
    pub fn of(doc: &Document, lexicon: &Lexicon) -> Self {
        let text = doc.text();
        let mut pass = Pass {
            text,
            hits: lexicon.hits(),
            rare: Rare::default(),
            inventory: Inventory::default(),
            reference_signs: Vec::new(),
            name_ends: Vec::new(),
            last: 0,
        };
        let mut end = 0;
        for block in doc.blocks() {
            // Text between blocks is not read by other facts, but word searches cover it.
            pass.between(&text[end..block.span.start().max(end)]);
            pass.block(block.span);
            end = end.max(block.span.end());
        }
        pass.between(&text[end..]);
        let Pass { hits, rare, inventory, reference_signs, name_ends, .. } = pass;
        Self { occurrences: hits.sorted(), rare, inventory, reference_signs, name_ends }
    }
}

#[cfg(test)]
impl Rare {
    /// Finds the rare characters of a document, for tests that need no other fact.
    pub fn find(doc: &Document) -> Self {
        Skim::of(doc, &Lexicon::default()).rare
    }
}

impl Facts<'_> {
    /// Results of the single pass over the text, which is run at the first call.
    pub(super) fn skim(&self) -> &Skim {
        self.cells.skim.get_or_init(|| Skim::of(self.doc, self.lexicon))
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

/// Class bit of a character at which the name of a place, an office or a person may end.
const NAME_END: u8 = 16;

/// Class bits of each character of the Basic Multilingual Plane. All other characters are [`RARE`].
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
    with(table, NAME_ENDS, NAME_END)
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

struct Pass<'d, 'l> {
    text: &'d str,
    hits: Hits<'l>,
    rare: Rare,
    inventory: Inventory,
    reference_signs: Vec<(usize, char)>,
    name_ends: Vec<u32>,
    /// Code of the previous character; 0 at the start of the text.
    last: u32,
}

impl Pass<'_, '_> {
    /// Records the characters of text between two blocks in the inventory. No words are looked up
    /// in it.
    fn between(&mut self, text: &str) {
        for c in text.chars() {
            self.inventory.add(self.last, c as u32);
            self.last = c as u32;
        }
    }

    fn block(&mut self, block: Span) {
        let text = block.of(self.text);
        // Offset of the previous character, and if that is an ASCII letter or digit.
        let (mut before, mut is_in_word) = (None, false);
        for (from, to, code) in Codes::of(text) {
            let bit = self.inventory.add(self.last, code);
            if let Some(before) = before
                && self.hits.may_begin(bit)
            {
                self.hits.look_at_pair(text, block.start(), before, [self.last, code]);
            }
            if self.hits.may_be_one(code) {
                self.hits.look_at_one(block.start(), from, (code, to - from));
            }
            let class = CLASSES.get(code as usize).copied().unwrap_or(RARE);
            if class > 0 {
                self.stop(block.start() + from, code, class, is_in_word);
            }
            is_in_word = code < 0x80 && (code as u8).is_ascii_alphanumeric();
            (before, self.last) = (Some(from), code);
        }
        self.rare.end_block();
    }

    /// Records a character that has a class bit, in each result that its classes belong to. `at` is
    /// its byte offset in the text; `is_in_word` is true if it follows a letter or a digit.
    #[inline]
    fn stop(&mut self, at: usize, code: u32, class: u8, is_in_word: bool) {
        let c = char::from_u32(code).unwrap_or_default();
        if class & RARE > 0 || class & RARE_AT_START > 0 && !is_in_word {
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

    #[test]
    fn finds_what_a_walk_for_each_finds() {
        let text = "第一条　按照《水法》，见图2与附件（\u{20BB7}某）。\nX市abc，Y村-3%，3.5é、口口\n\n前款[7]式，截止日期";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let mut builder = LexiconBuilder::default();
        let words = ["截止", "条", "\u{20BB7}某", "图2", "水法", "a", "截止日期", "é、"];
        let ids = words.map(|word| builder.add(word));
        let skim = Skim::of(&doc, &builder.build());
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
