//! Enumerations, with the range of item counts that each may have: 甲、乙和丙 ("A, B and C"), “子”“丑”“寅”.
//! The mark 、 separates the items of a Chinese enumeration. The range is used to check 三个 ("three")
//! after such a list.

use std::ops::RangeInclusive;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::{Words, list};

/// Maximum number of tokens that are read for one list, to bound the time.
const MAX_TOKENS: usize = 96;

/// Minimum number of tokens of a block whose items are read in advance for all lists of the block.
/// In shorter blocks the items of a list are read when the list is requested, as few lists are.
const MANY_TOKENS: usize = 2 * MAX_TOKENS;

/// Maximum number of parts of a sentence, divided by ， (comma), that are read together as one list.
const MAX_PARTS: usize = 6;

/// An enumeration: items divided by 、, or adjacent items in quotation marks or title marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Spans of the items, without blanks around them. In a list that is read backwards, the first
    /// item may include words of the sentence before it.
    pub items: Vec<Span>,
    /// Number of 和, 及 or 与 ("and") in the items. Each may divide two items, or belong to the name
    /// of one, so each adds one to the largest possible number of items.
    pub joints: usize,
    /// True if the list ends with 等 ("etc."), so that there may be more items than are listed.
    pub is_open: bool,
}

impl List {
    /// Range of the number of items: at least those that were read, and one more for each 和 ("and")
    /// that may divide an item.
    pub fn counts(&self) -> RangeInclusive<u64> {
        self.items.len() as u64..=(self.items.len() + self.joints) as u64
    }

    /// True if the list may have `count` items. A list that ends with 等 ("etc.") may have any count
    /// from its number of items on.
    pub fn may_have(&self, count: u64) -> bool {
        self.counts().contains(&count) || (self.is_open && count >= *self.counts().start())
    }
}

/// Reader of the enumerations in one block.
#[derive(Clone, Copy)]
pub struct Lists<'t> {
    doc: &'t Document,
    /// Tokens of the block, in order.
    tokens: &'t [Token],
    block: Span,
    words: &'t Words,
    /// Items of the document that were read in advance, in text order.
    known: &'t [KnownItem],
}

/// An item between two 、 without brackets or quotation marks in it.
///
/// It is read in advance, once per document. In a long enumeration with many numbers, a list is
/// read backwards from each number, and its items would be read again each time.
#[derive(Debug)]
pub(super) struct KnownItem {
    /// Byte offset of the 、 after the item.
    pause: u32,
    item: Span,
    joints: u32,
}

impl Facts<'_> {
    /// Reader of the enumerations of the block with this index.
    pub fn lists_in(&self, block: usize) -> Lists<'_> {
        let tokens = self.tokens().in_block(block);
        let known =
            || self.cells.list_items.get_or_init(|| known_items(self.doc, self.tokens(), self.words()));
        Lists {
            doc: self.doc,
            tokens,
            block: self.doc.blocks()[block].span,
            words: self.words(),
            known: if tokens.len() < MANY_TOKENS { &[] } else { known() },
        }
    }
}

/// Reads the items between two 、 in advance, in blocks that are long enough to hold many lists.
fn known_items(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<KnownItem> {
    let mut known = Vec::new();
    for tokens in tokens.blocks().filter(|tokens| tokens.len() >= MANY_TOKENS) {
        let mut before: Option<Span> = None;
        for token in tokens {
            match token.kind {
                TokenKind::Open | TokenKind::Close => before = None,
                TokenKind::Pause => {
                    let pause = token.span();
                    if let Some(before) = before.replace(pause) {
                        let item = trimmed(doc, Span::new(before.end(), pause.end()));
                        let joints =
                            joints_in(doc.slice(Span::new(before.end(), pause.start())), words) as u32;
                        known.push(KnownItem { pause: pause.start() as u32, item, joints });
                    }
                }
                _ => {}
            }
        }
    }
    known
}

impl Lists<'_> {
    /// Enumeration that ends at byte `end`. It is read backwards to the last punctuation that is
    /// not 、, and may consist of a single item.
    pub fn before(&self, end: usize) -> List {
        let tokens = self.tokens;
        let last = tokens.partition_point(|token| token.span().end() <= end);
        let mut depth = 0usize;
        let mut first = last.saturating_sub(MAX_TOKENS);
        let mut start = if first == 0 { self.block.start() } else { tokens[first].span().start() };
        for index in (first..last).rev() {
            match tokens[index].kind {
                TokenKind::Close => depth += 1,
                TokenKind::Open if depth > 0 => depth -= 1,
                TokenKind::Open | TokenKind::Comma | TokenKind::Stop | TokenKind::Colon if depth == 0 => {
                    start = tokens[index].span().end();
                    first = index + 1;
                    break;
                }
                _ => {}
            }
        }
        self.read(&tokens[first..last], Span::new(start, end))
    }

    /// True if the list continues a list before a ， (comma), and both together have `count` items:
    /// 丙、丁 in 甲、乙，丙、丁四个 ("A, B, C, D, the four").
    pub fn began_earlier(&self, list: &List, count: u64) -> bool {
        let tokens = self.tokens;
        let (mut fewest, mut most) = (*list.counts().start(), *list.counts().end());
        let mut start = list.items.first().map_or(self.block.start(), |item| item.start());
        for _ in 0..MAX_PARTS {
            let divider = tokens.partition_point(|token| token.span().end() <= start).checked_sub(1);
            let comma = divider.map(|at| tokens[at]).filter(|token| token.kind == TokenKind::Comma);
            let Some(comma) = comma else { return false };
            let part = self.before(comma.span().start());
            if part.items.len() < 2 {
                return false;
            }
            fewest += *part.counts().start();
            most += *part.counts().end();
            if (fewest..=most).contains(&count) {
                return true;
            }
            start = part.items[0].start();
        }
        false
    }

    /// Enumeration that fills `span`, from its first byte to its last.
    pub fn within(&self, span: Span) -> List {
        let first = self.tokens.partition_point(|token| token.span().start() < span.start());
        let last = self.tokens.partition_point(|token| token.span().end() <= span.end());
        self.read(&self.tokens[first..last.max(first)], span)
    }

    fn read(&self, tokens: &[Token], span: Span) -> List {
        let Self { doc, words, .. } = *self;
        let mut items: Vec<Span> = Vec::new();
        let mut start = span.start();
        let mut depth = 0usize;
        let mut previous: Option<Token> = None;
        let mut joints = 0;
        let mut plain_from = span.start();
        // Items read in advance that follow from here on; `None` before the first 、.
        let mut known: Option<&[KnownItem]> = None;
        for &token in tokens {
            let at = token.span();
            match token.kind {
                TokenKind::Open => {
                    let is_beside = previous.is_some_and(|close| {
                        close.kind == TokenKind::Close
                            && close.span().end() == at.start()
                            && is_quoted(doc, close, token)
                    });
                    if depth == 0 {
                        joints += joints_in(doc.slice(Span::new(plain_from, at.start())), words);
                        if is_beside {
                            items.push(trimmed(doc, Span::new(start, at.start())));
                            start = at.start();
                        }
                    }
                    depth += 1;
                    known = None;
                }
                TokenKind::Close => {
                    depth = depth.saturating_sub(1);
                    plain_from = at.end();
                    known = None;
                }
                TokenKind::Pause if depth == 0 => {
                    if let Some([item, rest @ ..]) = known
                        && item.pause as usize == at.start()
                    {
                        joints += item.joints as usize;
                        items.push(item.item);
                        known = Some(rest);
                    } else {
                        joints += joints_in(doc.slice(Span::new(plain_from, at.start())), words);
                        items.push(trimmed(doc, Span::new(start, at.end())));
                        let next = self.known.partition_point(|item| item.pause as usize <= at.start());
                        known = Some(&self.known[next..]);
                    }
                    plain_from = at.end();
                    // A quotation followed by 、 is divided from the next one only once.
                    start = at.end();
                }
                _ => {}
            }
            previous = Some(token);
        }
        if depth == 0 {
            joints += joints_in(doc.slice(Span::new(plain_from.min(span.end()), span.end())), words);
        }
        items.push(trimmed(doc, Span::new(start, span.end())));
        complete(doc, items, joints, words)
    }
}

/// Makes a [`List`] of the items that were read. 等 ("etc.") is cut off the last item, and the last
/// item is divided into two at 和 ("and") if its halves look like the items before.
fn complete(doc: &Document, mut items: Vec<Span>, joints: usize, words: &Words) -> List {
    let is_open = items.last_mut().is_some_and(|last| cut_open_end(doc, last));
    items.retain(|item| item.start() < item.end());
    let mut list = List { items, joints, is_open };
    divide_last(doc, &mut list, words);
    list
}

/// Divides the last item at 和 ("and"), as in 甲、乙和丙, if both halves look like the items before:
/// single characters, or names with the same last character (甲镇、乙镇和丙镇, "Jia Town, Yi Town and Bing
/// Town").
fn divide_last(doc: &Document, list: &mut List, words: &Words) {
    let [_, inner @ .., last] = &list.items[..] else { return };
    let text = doc.slice(*last);
    let Some((first, second)) = text.split_once('和').filter(|_| list.joints == 1) else { return };
    let length = |text: &str| text.chars().count();
    let Some(longest) = inner.iter().map(|&item| length(doc.slice(item))).max() else { return };
    let is_joined = |&item: &Span| joints_in(doc.slice(item), words) > 0;
    if list.items[..list.items.len() - 1].iter().any(is_joined) {
        return;
    }
    let kind = |text: &str| text.chars().next_back();
    let is_alike = longest == 1
        || list.items[..list.items.len() - 1]
            .iter()
            .map(|&item| doc.slice(item))
            .chain([first])
            .all(|item| kind(item) == kind(second));
    if is_alike && !first.is_empty() && !second.is_empty() && length(first).max(length(second)) <= longest {
        let (start, middle, end) = (last.start(), last.start() + first.len(), last.end());
        list.items.pop();
        list.items.extend([Span::new(start, middle), Span::new(middle + "和".len(), end)]);
        list.joints -= 1;
    }
}

/// True if a closing and an opening mark are between two quotations or two titles: ”“, 》《, 」「.
fn is_quoted(doc: &Document, close: Token, open: Token) -> bool {
    matches!((doc.slice(close.span()), doc.slice(open.span())), ("”", "“") | ("》", "《") | ("」", "「"))
}

/// Number of 和, 及 and 与 ("and") in a text that are not part of a longer word (及时, "in time").
fn joints_in(text: &str, words: &Words) -> usize {
    let (joints, others) = (words.of(&list::JOINT), words.of(&list::NO_JOINT));
    if !joints.is_in(text) {
        return 0;
    }
    let (mut rest, mut count) = (text, 0);
    while let Some(c) = rest.chars().next() {
        let word = others.start_of(rest).or_else(|| {
            let joint = joints.start_of(rest);
            count += usize::from(joint.is_some());
            joint
        });
        rest = &rest[word.map_or(c.len_utf8(), str::len)..];
    }
    count
}

/// Shortens `span` by the blanks at both ends and a final 、.
fn trimmed(doc: &Document, span: Span) -> Span {
    let text = doc.slice(span);
    let start = span.start() + (text.len() - text.trim_start_matches(is_blank).len());
    let kept = text.trim_end_matches(|c| is_blank(c) || c == '、').len();
    Span::new(start, (span.start() + kept).max(start))
}

/// Removes a final 等 ("etc.") or … from the item. Returns true if there was one.
fn cut_open_end(doc: &Document, item: &mut Span) -> bool {
    let text = doc.slice(*item);
    let kept = text.trim_end_matches(['等', '…']).len();
    let is_open = kept < text.len();
    item.set_end(item.start() + kept);
    is_open
}

#[cfg(test)]
mod tests {
    use super::{List, Lists, known_items};
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::text::span::Span;
    use crate::words::Words;

    static NONE: Words = Words::new();

    /// The list before the sign `|` in `text`: its items joined by `|`, and the list itself.
    fn list(text: &str) -> (String, List) {
        let end = text.find('|').unwrap();
        let doc = readers::read(&Source { name: "a".into(), bytes: text.replace('|', "").into() }).unwrap();
        let all = Tokens::lex(&doc);
        let (tokens, block) = (all.in_block(0), doc.blocks()[0].span);
        let known = known_items(&doc, &all, &NONE);
        let list = Lists { doc: &doc, tokens, block, words: &NONE, known: &known }.before(end);
        let items: Vec<&str> = list.items.iter().map(|&item| doc.slice(item)).collect();
        (items.join("|"), list)
    }

    #[test]
    fn items_end_at_pauses_outside_brackets() {
        assert_eq!(list("要求：甲、乙（子、丑）、“丙、丁”|四个").0, "甲|乙（子、丑）|“丙、丁”");
        assert_eq!(list("今年，甲、乙等|三个").0, "甲|乙");
        assert!(list("今年，甲、乙等|三个").1.is_open);
        assert_eq!(list("把住“子关”“丑关”、“寅关”|三道").0, "把住“子关”|“丑关”|“寅关”");
        assert_eq!(list("读《子》《丑》|两本").0, "读《子》|《丑》");
    }

    #[test]
    fn items_of_a_long_block_are_what_they_are_in_a_short_one() {
        let lead = "甲、".repeat(2 * super::MANY_TOKENS);
        for text in ["子和丑、寅 、（卯、辰）、巳等|三个", "“子”、丑“寅”、卯、、辰、|四个", "子、丑和寅|三个"]
        {
            let (short, long) = (list(&format!("甲，{text}")), list(&format!("{lead}，{text}")));
            assert_eq!((&short.0, short.1.joints, short.1.is_open), (&long.0, long.1.joints, long.1.is_open));
        }
        let (items, _) = list(&format!("{lead}乙和丙、丁|四个"));
        assert!(items.ends_with("甲|甲|乙和丙|丁"), "{items}");
    }

    #[test]
    fn a_joint_may_divide_or_not() {
        assert_eq!(list("甲、乙和丙|三个").1.counts(), 2..=3);
        assert_eq!(list("甲、乙、丙和丁|四个").1.counts(), 4..=4);
        assert_eq!(list("甲和乙、丙和丁、戊和己|三个").1.counts(), 3..=6);
        assert_eq!(list("公安、民政、文化和旅游|三个").1.counts(), 3..=3);
        assert_eq!(list("甲、乙以及丙|三个").1.counts(), 2..=3);
        assert_eq!(list("甲、参与乙、及时丙|三个").1.counts(), 3..=3);
    }

    #[test]
    fn reads_what_fills_a_span() {
        let text = "（甲、乙；丙）";
        let doc = readers::read(&Source { name: "a".into(), bytes: text.into() }).unwrap();
        let tokens = Tokens::lex(&doc);
        let inner = Span::new("（".len(), text.len() - "）".len());
        let (tokens, block) = (tokens.in_block(0), doc.blocks()[0].span);
        let lists = Lists { doc: &doc, tokens, block, words: &NONE, known: &[] };
        assert_eq!(lists.within(inner).items.len(), 2);
    }
}
