//! Checks references to articles, their paragraphs and their items: 本办法第四十条 ("Article 40 of these
//! measures"), 第九条第三款 ("Article 9, paragraph 3"), 第二条第（五）项 ("Article 2, item (5)"), 前款 ("the
//! preceding paragraph"), 上述第五项 ("item 5 above").

use crate::facts::Facts;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::missing::{Lack, MAX_BLOCKS, MIN_COUNTED, Missing, is_item};
use crate::facts::numbering::references::{Owner, Reference, Target};
use crate::text::chars::is_longer;
use crate::words::reference;
use crate::words::rules::numbering::reference::{BREACH, IN_FORCE};

/// Number of blocks at the end of a text in which closing words are looked for.
const TAIL: usize = 12;
/// Number of articles from which on a law may be split over several files. A reference to an
/// article after the last one is then reported only if the text is known to be complete.
const LONG: usize = 60;
/// Maximum number of characters of an article that only says when the text comes into force.
const MAX_CLOSING: usize = 40;
/// Number of marks inside an article that are checked, to bound the time.
const MAX_MARKS: usize = 400;

/// The articles of a regulation, with the properties that show if all of its articles are in the
/// file.
pub(super) struct Articles<'a> {
    /// Marks of the articles, in order.
    marks: Vec<&'a Mark>,
    /// True if the articles count from one to the last without a gap.
    is_regular: bool,
    /// True if the articles have consecutive numbers but may begin with any number, as in an
    /// extract.
    is_run: bool,
    /// True if the articles have the numbers from one to the last and the text ends like a
    /// regulation, so that no article can be missing.
    pub(super) is_whole: bool,
}

impl<'a> Articles<'a> {
    pub(super) fn read(facts: &'a Facts<'_>) -> Self {
        let is_article =
            |mark: &&Mark| mark.family == Family::Article('条') && !facts.contents().holds(mark.block);
        let marks: Vec<&Mark> = facts.marks().iter().filter(is_article).collect();
        let is_regular =
            marks.len() >= MIN_COUNTED && marks.iter().zip(1..).all(|(mark, number)| mark.ordinal == number);
        let is_run =
            marks.len() >= MIN_COUNTED && marks.windows(2).all(|pair| pair[1].ordinal == pair[0].ordinal + 1);
        let closing = facts.words().of(&reference::CLOSING);
        let is_closed = || {
            let last = marks[marks.len() - 1].block;
            let from = last.saturating_sub(TAIL / 4);
            let tail = &facts.doc.blocks()[from..(last + TAIL).min(facts.doc.blocks().len())];
            tail.iter().any(|block| closing.is_in(facts.doc.slice(block.span)))
        };
        let is_whole = is_regular && is_closed();
        Self { marks, is_regular, is_run, is_whole }
    }

    /// Index of the block after the last block of the article with index `at`.
    fn end(&self, facts: &Facts<'_>, at: usize) -> usize {
        let block = self.marks[at].block;
        let next = self.marks.get(at + 1).map_or(facts.doc.blocks().len(), |next| next.block);
        let piece = facts.piece_of(block);
        let same = |&inner: &usize| facts.piece_of(inner) == piece;
        (block..next).take(MAX_BLOCKS).take_while(same).last().map_or(block, |last| last + 1)
    }

    /// Number of the last item （一）… in the article with index `at`. `None` if its items do not
    /// count from one.
    fn last_item(&self, facts: &Facts<'_>, at: usize) -> Option<u32> {
        let end = self.end(facts, at);
        let marks = facts.marks();
        let from = marks.partition_point(|mark| mark.block < self.marks[at].block);
        let items = marks[from..].iter().take(MAX_MARKS).enumerate().take_while(|(_, mark)| mark.block < end);
        let mut last = None;
        for (index, mark) in items.filter(|(_, mark)| is_item(mark.family)) {
            let (series, _) = facts.place_of(from + index)?;
            if !series.is_regular() {
                return None;
            }
            last = last.max(Some(mark.ordinal));
        }
        last.filter(|&last| last as usize >= MIN_COUNTED)
    }

    pub(super) fn judge(&self, facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference, highest: u32) {
        let Target::Article { number, paragraph, item } = found.target else { return };
        if number == 0 {
            match (found.owner, paragraph, item) {
                (Owner::Before, None, Some(item)) if item > highest => listed_before(facts, out, found),
                (Owner::Article, Some(paragraph), _) => {
                    let at = self.marks.partition_point(|mark| mark.block <= found.block);
                    if let Some(at) = at.checked_sub(1)
                        && let Some(last) = self.last_paragraph_before(facts, at, paragraph)
                    {
                        Missing::push(out, found.span, Lack::Paragraph, last);
                    }
                }
                _ => {}
            }
            return;
        }
        if matches!(found.owner, Owner::Itself | Owner::Bare) && paragraph.is_none() && item.is_none() {
            let at = self.marks.partition_point(|mark| mark.block <= found.block);
            let own = at.checked_sub(1).map(|at| self.marks[at]);
            if own.is_some_and(|own| own.ordinal == number && own.span.end() <= found.span.start()) {
                Missing::push(out, found.span, Lack::Own, number);
                return;
            }
        }
        let last = self.marks.last().map_or(0, |last| last.ordinal);
        let is_known = match found.owner {
            // The first part of a long law looks like a whole law.
            Owner::Itself => self.is_whole || self.marks.len() < LONG || number <= last,
            Owner::Bare => self.is_whole || number <= last,
            _ => false,
        };
        if !is_known || !self.is_run {
            return;
        }
        if number > last {
            if self.is_regular {
                Missing::push(out, found.span, Lack::Article, last);
            }
            return;
        }
        let Some(at) = number.checked_sub(self.marks[0].ordinal).map(|at| at as usize) else { return };
        // The last article of an extract may continue in the original.
        if !self.is_regular && at + 1 == self.marks.len() {
            return;
        }
        if let Some(item) = item
            && let Some(last) = self.last_item(facts, at)
            && item > last
        {
            Missing::push(out, found.span, Lack::Item, last);
        } else if let Some(paragraph) = paragraph {
            if let Some(last) = self.last_paragraph_before(facts, at, paragraph) {
                Missing::push(out, found.span, Lack::Paragraph, last);
            }
        } else {
            self.in_force(facts, out, found, at);
        }
    }

    /// Adds a reference to the breach of an article that cannot be broken, because it only says
    /// when the text comes into force: 违反第九条 ("breach of Article 9"). `at` is the index of this
    /// article.
    fn in_force(&self, facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference, at: usize) {
        let block = facts.doc.blocks()[self.marks[at].block].span;
        let before = &facts.doc.text()[facts.doc.blocks()[found.block].span.start()..found.span.start()];
        let text = facts.doc.slice(block);
        let is_short = !is_longer(text, MAX_CLOSING);
        let closes = || IN_FORCE.iter().any(|word| text.trim_end_matches('。').ends_with(word));
        let is_broken = || BREACH.iter().any(|word| before.ends_with(word));
        if is_short && is_broken() && closes() && self.end(facts, at) == self.marks[at].block + 1 {
            Missing::push(out, found.span, Lack::Force, self.marks.len() as u32);
        }
    }

    /// Number of the last paragraph of the article with index `at`, if it is lower than `number`. A
    /// paragraph is a block that is not an item.
    fn last_paragraph_before(&self, facts: &Facts<'_>, at: usize, number: u32) -> Option<u32> {
        let marks = facts.marks();
        let blocks = self.marks[at].block + 1..self.end(facts, at);
        let is_listed = |block: usize| {
            let first = marks.partition_point(|mark| mark.block < block);
            marks.get(first).is_some_and(|mark| {
                mark.block == block && mark.place == MarkPlace::Head && is_item(mark.family)
            })
        };
        let last = 1 + blocks.filter(|&block| !is_listed(block)).count() as u32;
        let is_counted = self.marks.len() >= MIN_COUNTED && (last as usize) < MAX_BLOCKS;
        (is_counted && number > last).then_some(last)
    }

    /// Adds a reference to 前款 ("the preceding paragraph") that is in the first paragraph of an
    /// article, so that there is none.
    pub(super) fn paragraph_before(&self, out: &mut Vec<Missing>, found: &Reference) {
        let at = self.marks.partition_point(|mark| mark.block <= found.block);
        let Some(mark) = at.checked_sub(1).map(|at| self.marks[at]) else { return };
        if mark.block == found.block
            && self.marks.len() >= MIN_COUNTED
            && mark.span.end() <= found.span.start()
        {
            Missing::push(out, found.span, Lack::First, 1);
        }
    }
}

/// Adds a reference such as 上述第五项 ("item 5 above") although no mark of the text has this number.
/// [`Missing::last`] is the last item of the nearest list before the reference.
fn listed_before(facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference) {
    let marks = facts.marks();
    let before = marks.partition_point(|mark| mark.span.start() < found.span.start());
    // The nearest list before it.
    let nearest =
        (0..before).rev().take(MAX_BLOCKS).filter(|&mark| is_item(marks[mark].family)).find_map(|mark| {
            let (series, _) = facts.place_of(mark)?;
            (series.is_regular() && series.members.len() >= MIN_COUNTED).then(|| series.last_ordinal())
        });
    if let Some(last) = nearest {
        Missing::push(out, found.span, Lack::Item, last);
    }
}
