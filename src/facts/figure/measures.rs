//! Measures: figures of a text with their role, which the words before a figure give. A figure is a
//! value, an earlier value, or the amount or rate of a change: 由82亿元增加到120亿元，增长46% ("from 8.2
//! billion yuan to 12 billion, a growth of 46 %").

mod lead;
mod spells;

use std::borrow::Cow;

use crate::document::Document;
use crate::facts::figure::measures::lead::Lead;
use crate::facts::figure::quantities::Quantity;
use crate::facts::sentences::Sentences;
use crate::facts::{Facts, is_long};
use crate::text::chars::{is_blank, is_longer};
use crate::text::fold::narrow;
use crate::text::glance::Glance;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::first_chars::LastChars;
use crate::words::{Words, change, time};

/// Number of characters that are searched for words for the time with which a value is compared.
const MAX_TIME: usize = 12;

/// Maximum number of characters from 由 ("from") to the figure. If they are farther apart, the
/// figure is not the value at the beginning of a change.
const MAX_FROM: usize = 14;

/// Words for amounts carried over. They are values of this year although 上年 ("last year") precedes
/// them: 上年结转1.2亿元 ("120 million yuan carried over from last year").
pub(super) const CARRIED: [&str; 3] = ["结转", "结余", "滚存"];

/// Direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// An increase.
    Up,
    /// A decrease.
    Down,
}

/// Role of a figure, which the words before it give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A value: 产值120亿元 ("output 12 billion yuan").
    Value,
    /// The initial value of a change: 由82亿元 ("from 8.2 billion yuan").
    From,
    /// The resulting value of a change, with the direction of the verb if it has one: 增加到120亿元
    /// ("increased to 12 billion yuan").
    To(Option<Way>),
    /// The value of an earlier time: 上年同期为100亿元 ("10 billion yuan in the same period of last
    /// year"), 比上年的100亿元 ("than the 10 billion yuan of last year").
    Base,
    /// The amount or rate of a change: 增加20亿元 ("increased by 2 billion yuan"), 增长20% ("grew by 20
    /// %").
    By(Way),
    /// A difference from the value of something else: 比全省高6% ("6 % higher than in the province").
    Against,
}

/// Time with which a change is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Not given in the text.
    Unsaid,
    /// The same period of the year before: 同比, 比上年 ("over last year"), 较去年同期.
    YearBefore,
    /// The period before: 环比 ("over the previous period").
    StretchBefore,
    /// Each year of several, as a mean: 年均 ("on yearly average").
    Mean,
    /// Another time, given by the words at this span: 比年初 ("than at the beginning of the year"),
    /// 较2020年 ("than in 2020").
    Other(Span),
}

/// A figure of a sentence with its role and its name.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'w> {
    /// Number and unit of the figure.
    pub quantity: Quantity<'w>,
    /// Role of the figure: a value, an earlier value or a change.
    pub role: Role,
    /// Span of the words that name the measured thing: 营业收入 ("sales"). They are the words of the
    /// clause before the figure, without those for the role and the time. Empty if there are none:
    /// the clause then continues about the thing of the previous clause.
    pub name: Span,
    /// Time with which a change is compared.
    pub basis: Basis,
    /// Span of the words that give the role: 增长了 ("grew by"). Empty for a value.
    pub verb: Span,
    /// Span of the sentence that contains the figure.
    pub sentence: Span,
    /// Position of the first word that was read before the figure.
    pub start: usize,
    /// Number of brackets that are open at the figure, counted from the start of its sentence.
    pub depth: usize,
    /// Glance at the words before the figure in its clause, from `start` on. Readings that need a
    /// character there skip most figures by it.
    pub signs: Glance,
}

impl Measure<'_> {
    /// Words before the figure in its clause, from `start` on.
    pub fn lead<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.quantity.span.start()]
    }

    /// True if the words before the figure in its clause contain `sign`.
    #[inline]
    pub fn lead_has(&self, text: &str, sign: char) -> bool {
        self.signs.may_contain(sign) && self.lead(text).contains(sign)
    }
}

/// All measures of a document. They are in one list instead of one for each block, because then the
/// memory for a long text is returned to the system when they are dropped.
#[derive(Clone, Debug, Default)]
pub struct Measured<'w> {
    list: Vec<Measure<'w>>,
    /// Spans of the blocks with figures, each with the end of its measures in `list`.
    blocks: Vec<(Span, u32)>,
}

impl<'w> Measured<'w> {
    /// All figures in text order, without dates and ordinals.
    pub fn all(&self) -> &[Measure<'w>] {
        &self.list
    }

    /// Blocks with figures, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Measures<'_, 'w>> {
        self.blocks_from(0)
    }

    /// Blocks with figures that end at this byte or after it.
    pub fn blocks_behind(&self, byte: usize) -> impl Iterator<Item = Measures<'_, 'w>> {
        self.blocks_from(self.blocks.partition_point(|(span, _)| span.end() < byte))
    }

    fn blocks_from(&self, first: usize) -> impl Iterator<Item = Measures<'_, 'w>> {
        let mut start = first.checked_sub(1).map_or(0, |before| self.blocks[before].1);
        self.blocks[first..].iter().map(move |(span, end)| {
            let list = &self.list[std::mem::replace(&mut start, *end) as usize..*end as usize];
            Measures { span: *span, list }
        })
    }

    /// Measures of each sentence that has any.
    pub fn sentences(&self) -> impl Iterator<Item = &[Measure<'w>]> {
        self.blocks().flat_map(Measures::sentences)
    }
}

/// A block with its figures.
#[derive(Clone, Copy, Debug)]
pub struct Measures<'a, 'w> {
    /// Span of the block.
    pub span: Span,
    /// Figures of the block, in order; at least one.
    pub list: &'a [Measure<'w>],
}

impl<'a, 'w> Measures<'a, 'w> {
    /// Measures of each sentence that has any.
    pub fn sentences(self) -> impl Iterator<Item = &'a [Measure<'w>]> {
        self.list.chunk_by(|one, next| one.sentence == next.sentence)
    }
}

impl<'d> Facts<'d> {
    /// All figures of the document that can be used in calculations, each with its role.
    pub fn measures(&self) -> &Measured<'d> {
        self.cells.measures.get_or_init(|| self.find_measures())
    }

    /// Same as [`Self::measures`], but does not cache the measures of a long text: they take a
    /// third of the memory of the text, and only the relations need them.
    pub(super) fn passing_measures(&self) -> Cow<'_, Measured<'d>> {
        if is_long(self.doc.text()) && self.cells.measures.get().is_none() {
            return Cow::Owned(self.find_measures());
        }
        Cow::Borrowed(self.measures())
    }

    fn find_measures(&self) -> Measured<'d> {
        find(self.doc, self.sentences(), self.quantities(), self.words())
    }
}

/// Reads the role of each figure from the words before it.
fn find<'w>(
    doc: &Document,
    sentences: &Sentences,
    quantities: &[Quantity<'w>],
    words: &Words,
) -> Measured<'w> {
    let text = doc.text();
    let by_ends = LastChars::of(&BY.map(|(class, _)| words.of(class)));
    let to_ends = LastChars::of(&TO.map(|(class, _)| words.of(class)));
    let reader = Reader { text, words, by_ends, to_ends };
    let mut figures = spells::joined(text, quantities);
    figures.retain(|quantity| !quantity.is_calendar(text));
    add_units(text, &mut figures);
    let blocks = figures.chunk_by(|one, next| {
        !text[one.span.end()..next.span.start()].contains('\n')
            && doc.block_at(one.span.start()) == doc.block_at(next.span.start())
    });
    let mut list: Vec<Measure<'w>> = Vec::with_capacity(figures.len());
    let mut passages = Vec::new();
    for figures in blocks {
        let first = list.len();
        let (mut sentence, mut depth) = (Span::new(0, 0), 0);
        for quantity in figures {
            let is_next = quantity.span.start() >= sentence.end();
            if is_next {
                let Some(found) = sentences.at(quantity.span.start()) else { continue };
                (sentence, depth) = (found, 0);
            }
            let last = list.last().filter(|_| !is_next);
            let end = last.map_or(sentence.start(), |last| last.quantity.span.end());
            let lead = Lead::read(text, end..quantity.span.start(), depth);
            depth = lead.depth;
            let before = Preceding { end, is_figure: last.is_some(), lead, sentence };
            list.push(reader.measure(*quantity, before));
        }
        if let Some(first) = list.get(first) {
            passages.push((doc.blocks()[doc.block_at(first.start)].span, list.len() as u32));
        }
    }
    Measured { list, blocks: passages }
}

/// Gives the figures of a list the unit of the last one: 10、20、30个 ("10, 20 and 30").
fn add_units(text: &str, figures: &mut [Quantity<'_>]) {
    for at in (1..figures.len()).rev() {
        let (one, next) = (figures[at - 1], figures[at]);
        let is_bare = one.unit.is_empty() && one.scale == 0 && !next.unit.is_empty();
        if is_bare && text.get(one.span.end()..next.span.start()) == Some("、") {
            let value = one.printed.shifted(next.scale);
            figures[at - 1] =
                Quantity { unit: next.unit, dimension: next.dimension, scale: next.scale, value, ..one };
        }
    }
}

/// Returns `words` without a year at the end: 2019年的 ("of 2019"), 2019年底的 ("of the end of 2019").
fn without_year(words: &str) -> &str {
    let year = words.trim_end_matches('的').trim_end_matches(['初', '末', '底']);
    let Some(number) = year.strip_suffix('年') else { return words };
    let rest = number.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    if rest.len() < number.len() { rest } else { words }
}

/// Particles after a verb: 了 in 增长了 ("grew"), 约 in 增加约 ("increased by about"). 降为 and 达到 are verbs
/// of their own.
const PARTICLES: [char; 5] = ['了', '约', '近', '“', ' '];
/// Verbs between a noun and its value: 为 in 增幅为5% ("the rate of growth is 5 %").
const COPULAS: [char; 4] = ['达', '为', '是', '了'];
/// Classes of verbs before the resulting value of a change, each with its direction.
const TO: [(&Class, Option<Way>); 3] =
    [(&change::UP_TO, Some(Way::Up)), (&change::DOWN_TO, Some(Way::Down)), (&change::TO, None)];
/// Words before the initial value of a change.
const FROM: Glance = Glance::of_signs("由从");
/// Minus signs before a negative number.
const MINUS: [char; 3] = ['-', '\u{2212}', '－'];

/// Classes of verbs before an amount or rate of a change, each with its direction.
const BY: [(&Class, Way); 6] = [
    (&change::UP, Way::Up),
    (&change::UP_RATE, Way::Up),
    (&change::MORE, Way::Up),
    (&change::DOWN, Way::Down),
    (&change::DOWN_RATE, Way::Down),
    (&change::LESS, Way::Down),
];

/// Position of the text before a figure that may give the role of the figure, with its context in
/// the sentence.
#[derive(Clone, Copy)]
struct Preceding {
    /// End of the previous figure, or start of the sentence.
    end: usize,
    /// True if the text begins after another figure of the sentence, false if it begins with the
    /// sentence.
    is_figure: bool,
    lead: Lead,
    sentence: Span,
}

struct Reader<'t> {
    text: &'t str,
    words: &'t Words,
    /// Last characters of the verbs of [`BY`].
    by_ends: LastChars,
    /// Last characters of the verbs of [`TO`].
    to_ends: LastChars,
}

impl Reader<'_> {
    /// Creates the measure of a figure: reads its role and its name from the words between the
    /// previous figure, or the start of the sentence, and this one.
    fn measure<'w>(&self, quantity: Quantity<'w>, before: Preceding) -> Measure<'w> {
        let Preceding { end, is_figure, sentence, lead: Lead { start, signs, depth } } = before;
        let at = quantity.span.start();
        let lead = &self.text[start..at];
        if lead.ends_with(MINUS) || lead.ends_with("零下") {
            // A negative value cannot be compared with a profit by a rate.
            let none = Span::new(at, at);
            let (role, basis) = (Role::Against, Basis::Unsaid);
            return Measure { quantity, role, name: none, basis, verb: none, sentence, start, depth, signs };
        }
        let (role, basis, name, verb) = self.role(lead, signs);
        let verb = Span::new(start + lead.len() - verb, at);
        // 36微克/立方米降到31微克 ("fell from 36 to 31 µg/m³"): words between two figures of a clause belong
        // to the first.
        let goes_on = is_figure && start == end && !matches!(role, Role::Value | Role::From);
        let name = if goes_on { 0 } else { name };
        let named = lead[..name].trim_matches(is_blank);
        let skipped = lead[..name].len() - lead[..name].trim_start_matches(is_blank).len();
        let name = Span::new(start + skipped, start + skipped + named.len());
        let basis = match basis {
            Basis::Other(span) => Basis::Other(Span::new(start + span.start(), start + span.end())),
            basis => basis,
        };
        Measure { quantity, role, name, basis, verb, sentence, start, depth, signs }
    }

    /// Role that the text `lead` gives to the figure after it. Also returns the basis of the
    /// comparison, the end of the name in `lead`, and the length of the words that give the role,
    /// both in bytes. `signs` is the glance at `lead`.
    fn role(&self, lead: &str, signs: Glance) -> (Role, Basis, usize, usize) {
        let words = lead.trim_end_matches(PARTICLES);
        let verbs = without_year(words);
        // 降幅达到12% ("the fall reached 12 %"): the rate of a change, not the resulting value.
        let is_rate_of_change = words.strip_suffix("达到").is_some_and(|noun| {
            [&change::UP_RATE, &change::DOWN_RATE]
                .iter()
                .any(|class| self.words.of(class).end_of(noun).is_some())
        });
        let words = if is_rate_of_change { words.trim_end_matches("达到") } else { words };
        if let Some((way, verb)) = self.comes_to(verbs).filter(|_| !is_rate_of_change) {
            let at = verbs.len() - verb;
            let (basis, name) = self.basis(&verbs[..at]);
            return (Role::To(way), basis, name, lead.len() - at);
        }
        let words = words.trim_end_matches(COPULAS);
        for (class, way) in BY.into_iter().filter(|_| self.by_ends.may_end(words)) {
            if let Some(verb) = self.words.of(class).end_of(words) {
                let at = words.len() - verb.len();
                let (basis, name) = self.basis(&words[..at]);
                let is_against = matches!(basis, Basis::Unsaid) && words[..name].contains(['比', '较', '超']);
                let role = if is_against { Role::Against } else { Role::By(way) };
                return (role, basis, name, lead.len() - at);
            }
        }
        let from = if signs.meets(FROM) { lead.rfind(['由', '从']) } else { None };
        if let Some(from) = from.filter(|from| !is_longer(&lead[*from..], MAX_FROM)) {
            return (Role::From, Basis::Unsaid, from, lead.len() - from);
        }
        // 比上年的100亿元 ("than the 10 billion yuan of last year"), 上年同期为100亿元, 去年100亿元 ("10 billion
        // yuan last year")
        let label = words.trim_end_matches('的');
        if self.ends_with_time(label) {
            let (basis, name) = self.basis(label);
            let time = label.char_indices().rev().take(MAX_TIME).map(|(at, _)| at).last().unwrap_or(0);
            let is_early = self.words.of(&time::BASE).is_in(&label[time..]);
            if !matches!(basis, Basis::Unsaid) {
                return (Role::Base, basis, name, lead.len() - name);
            }
            if is_early {
                return (Role::Base, Basis::YearBefore, 0, lead.len());
            }
        }
        // 去年产值100亿元 ("last year's output 10 billion yuan")
        let is_named_early = ["去年", "上年"].iter().any(|word| words.starts_with(word))
            && !CARRIED.iter().any(|word| words.contains(word));
        let role = if is_named_early { Role::Base } else { Role::Value };
        (role, Basis::Unsaid, words.len(), 0)
    }

    /// Verb at the end of `words` that introduces the resulting value of a change: 增加到 ("increased
    /// to"). Returns its direction, if it has one, and its length in bytes. Besides the known
    /// verbs, each verb of growth or decline followed by 到, 至, 为 or 成 ("to") is such a verb: 上涨至
    /// ("rise to").
    fn comes_to(&self, words: &str) -> Option<(Option<Way>, usize)> {
        let known = TO
            .into_iter()
            .filter(|_| self.to_ends.may_end(words))
            .filter_map(|(class, way)| Some((way, self.words.of(class).end_of(words)?.len())));
        let stem = words.strip_suffix(['到', '至', '为', '成']);
        let stems = [
            (&change::UP, Way::Up),
            (&change::UP_STEM, Way::Up),
            (&change::DOWN, Way::Down),
            (&change::DOWN_STEM, Way::Down),
        ];
        let built = stem.into_iter().flat_map(|stem| {
            let suffix = words.len() - stem.len();
            stems.into_iter().filter_map(move |(class, way)| {
                Some((Some(way), self.words.of(class).end_of(stem)?.len() + suffix))
            })
        });
        known.chain(built).max_by_key(|(_, length)| *length)
    }

    /// True if `words` ends with words for a time: 上年 ("last year"), 2020年, 去年同期 ("the same period
    /// of last year"), 年初 ("beginning of the year").
    fn ends_with_time(&self, words: &str) -> bool {
        self.words.of(&time::PERIOD).end_of(words).is_some()
    }

    /// Time with which a change is compared, read from the end of `before`, the words before its
    /// verb. Also returns the byte at which the words for this time begin.
    fn basis(&self, before: &str) -> (Basis, usize) {
        let mut rest = before;
        let mut basis = Basis::Unsaid;
        // Adverbs in any order: 同比 ("over last year"), 累计 ("in total"), 净 ("net").
        loop {
            let adverb = self.words.of(&change::BEFORE).end_of(rest);
            let mean = self.words.of(&change::MEAN).end_of(rest);
            let stretch = rest.ends_with("环比").then_some("环比");
            let Some(word) = [adverb, mean, stretch].into_iter().flatten().max_by_key(|word| word.len())
            else {
                break;
            };
            if mean == Some(word) {
                basis = Basis::Mean;
            } else if stretch == Some(word) {
                basis = Basis::StretchBefore;
            } else if word == "同比" {
                basis = Basis::YearBefore;
            }
            rest = rest[..rest.len() - word.len()].trim_end_matches(is_blank);
        }
        let time = rest.trim_end_matches('的');
        let time = time.strip_suffix("相比").unwrap_or(time);
        if !self.ends_with_time(time) {
            return (basis, rest.len());
        }
        let lead =
            time.char_indices().rev().take(MAX_TIME).find(|(_, c)| matches!(c, '比' | '较' | '与' | '同'));
        let Some((at, sign)) = lead else { return (basis, rest.len()) };
        // 去年同期: 同 is part of the time.
        let at = match sign {
            '同' if time[at..].starts_with("同期") => {
                let Some(at) = time[..at].rfind(['比', '较', '与']) else { return (basis, rest.len()) };
                at
            }
            _ => at,
        };
        let compared = &time[at..];
        let is_year_before = ["上年", "去年"].iter().any(|word| compared.contains(word))
            && !compared.contains(['末', '底', '初']);
        let basis = match basis {
            Basis::Unsaid if is_year_before => Basis::YearBefore,
            Basis::Unsaid => Basis::Other(Span::new(at, time.len())),
            basis => basis,
        };
        (basis, at)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn each_block_has_its_own_figures() {
        let text = "产值120亿元，增长5%。投资30亿元。\n今天开会。\n培训干部40人。\n产量8吨，销量7吨。";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let measures = facts.measures();
        let counts: Vec<usize> = measures.blocks().map(|block| block.list.len()).collect();
        assert_eq!(counts, [3, 1, 2]);
        assert_eq!(measures.all().len(), 6);
        assert_eq!(measures.sentences().map(<[_]>::len).collect::<Vec<_>>(), [2, 1, 1, 2]);
        for (first, block) in measures.blocks().enumerate() {
            assert!(block.list.iter().all(|measure| block.span.contains(measure.quantity.span)));
            let behind = measures.blocks_behind(block.span.end()).map(|block| block.list.len());
            assert!(behind.eq(counts[first..].iter().copied()));
        }
    }
}
