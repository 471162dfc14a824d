//! Measures: each figure of a passage with the role that the words before it give it: a value, an
//! earlier value, or the amount or rate of a change.

mod spells;

use std::borrow::Cow;

use crate::document::Document;
use crate::facts::figure::quantities::Quantity;
use crate::facts::sentences::Sentences;
use crate::facts::{Facts, is_long};
use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{Words, change, time};

/// Longest text before a figure that is read, in bytes.
const MAX_LEAD: usize = 150;
/// Longest words for the time that a value is compared with, in characters.
const MAX_TIME: usize = 12;

/// Longest words from 由 to the figure, in characters.
const MAX_FROM: usize = 14;

/// Words for amounts carried over: a value of this year although 上年 precedes it: 上年结转1.2亿元.
pub(super) const CARRIED: [&str; 3] = ["结转", "结余", "滚存"];

/// Direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// An increase.
    Up,
    /// A decrease.
    Down,
}

/// Role that the words before a figure give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A value: 产值120亿元.
    Value,
    /// The initial value of a change: 由82亿元.
    From,
    /// The resulting value, and the direction of the verb, if it has one: 增加到120亿元.
    To(Option<Way>),
    /// The value of an earlier time: 上年同期为100亿元, 比上年的100亿元.
    Base,
    /// The amount or rate of a change: 增加20亿元, 增长20%.
    By(Way),
    /// A comparison with the value of something else: 比全省高6%.
    Against,
}

/// Time with which a change is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The text does not say to what the change is compared.
    Unsaid,
    /// Compared with the same period of the year before: 同比, 比上年, 较去年同期.
    YearBefore,
    /// Compared with the period before: 环比.
    StretchBefore,
    /// A mean over several years: 年均.
    Mean,
    /// Compared with another time, given by the words at this span: 比年初, 较2020年.
    Other(Span),
}

/// A figure of a sentence with its role.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'w> {
    /// Number and unit of the figure.
    pub quantity: Quantity<'w>,
    /// Role of the figure: a value, a change, a share and so on.
    pub role: Role,
    /// Words of its clause before the figure, without those for the role and the time: 营业收入. If
    /// there are none, it is empty, and the clause continues about the subject of the previous one.
    pub name: Span,
    /// Time with which a change is compared.
    pub basis: Basis,
    /// The words that give the role: 增长了. Empty for a value.
    pub verb: Span,
    /// Span of the sentence that contains the figure.
    pub sentence: Span,
    /// Start of the words that were read.
    pub start: usize,
    /// Number of open brackets in the sentence at the figure.
    pub depth: usize,
}

impl Measure<'_> {
    /// The words of its clause before the figure.
    pub fn lead<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.quantity.span.start()]
    }
}

/// The measures of a document, in one list, so that the memory for a long text is returned to the
/// system when they are dropped.
#[derive(Clone, Debug, Default)]
pub struct Measured<'w> {
    list: Vec<Measure<'w>>,
    /// Spans of the blocks with figures, and the end of the measures of each in `list`.
    blocks: Vec<(Span, u32)>,
}

impl<'w> Measured<'w> {
    /// All figures, in order, without dates and ordinals.
    pub fn all(&self) -> &[Measure<'w>] {
        &self.list
    }

    /// The blocks with figures, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Measures<'_, 'w>> {
        self.blocks_from(0)
    }

    /// The blocks with figures that end at this byte or after it.
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

    /// The measures of each sentence that has any.
    pub fn sentences(&self) -> impl Iterator<Item = &[Measure<'w>]> {
        self.blocks().flat_map(Measures::sentences)
    }
}

/// A block with figures.
#[derive(Clone, Copy, Debug)]
pub struct Measures<'a, 'w> {
    /// Span of the block.
    pub span: Span,
    /// Figures of the block, in order; at least one.
    pub list: &'a [Measure<'w>],
}

impl<'a, 'w> Measures<'a, 'w> {
    /// The measures of each sentence that has any.
    pub fn sentences(self) -> impl Iterator<Item = &'a [Measure<'w>]> {
        self.list.chunk_by(|one, next| one.sentence == next.sentence)
    }
}

impl<'d> Facts<'d> {
    /// Blocks with figures that can be used in calculations, each figure with its role.
    pub fn measures(&self) -> &Measured<'d> {
        self.cells.measures.get_or_init(|| self.find_measures())
    }

    /// Same as [`Self::measures`], but does not keep the measures of a long text: they are a third
    /// as large as the text, and only the relations read them.
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

/// Reads the words before each figure.
fn find<'w>(
    doc: &Document,
    sentences: &Sentences,
    quantities: &[Quantity<'w>],
    words: &Words,
) -> Measured<'w> {
    let text = doc.text();
    let reader = Reader { text, words };
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
            depth = brackets(&text[end..quantity.span.start()], depth);
            let before = Preceding { end, is_figure: last.is_some(), depth, sentence };
            list.push(reader.measure(*quantity, before));
        }
        if let Some(first) = list.get(first) {
            passages.push((doc.blocks()[doc.block_at(first.start)].span, list.len() as u32));
        }
    }
    Measured { list, blocks: passages }
}

/// Gives the figures of a list the unit of the last: 10、20、30个.
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

/// `words` without 2019年的 or 2019年底的 at the end.
fn without_year(words: &str) -> &str {
    let year = words.trim_end_matches('的').trim_end_matches(['初', '末', '底']);
    let Some(number) = year.strip_suffix('年') else { return words };
    let rest = number.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    if rest.len() < number.len() { rest } else { words }
}

/// Number of brackets that are open after `text` if `depth` were open before it.
fn brackets(text: &str, depth: usize) -> usize {
    text.chars().fold(depth, |depth, c| match c {
        '（' | '(' => depth + 1,
        '）' | ')' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Punctuation that ends the clause before a figure.
static ENDS: Signs = Signs::of("，,；;：:、（(）)—。！？");
/// Particles after a verb: 增长了, 增加约. 降为 and 达到 are verbs of their own.
const PARTICLES: [char; 5] = ['了', '约', '近', '“', ' '];
/// Verbs between a noun and its value: 增幅为5%.
const COPULAS: [char; 4] = ['达', '为', '是', '了'];
/// Minus signs before a negative number.
const MINUS: [char; 3] = ['-', '\u{2212}', '－'];

/// Words for the amount or rate of a change.
const BY: [(&Class, Way); 6] = [
    (&change::UP, Way::Up),
    (&change::UP_RATE, Way::Up),
    (&change::MORE, Way::Up),
    (&change::DOWN, Way::Down),
    (&change::DOWN_RATE, Way::Down),
    (&change::LESS, Way::Down),
];

/// The text before a figure, from which its role is read.
#[derive(Clone, Copy)]
struct Preceding {
    /// End of the previous figure, or start of the sentence.
    end: usize,
    /// True if a figure of the sentence ends there.
    is_figure: bool,
    /// Number of brackets that are open before the figure.
    depth: usize,
    sentence: Span,
}

struct Reader<'t> {
    text: &'t str,
    words: &'t Words,
}

impl Reader<'_> {
    /// Reads the words between the previous figure or the start of the sentence and a figure.
    fn measure<'w>(&self, quantity: Quantity<'w>, before: Preceding) -> Measure<'w> {
        let Preceding { end, is_figure, depth, sentence } = before;
        let at = quantity.span.start();
        let from = self.text.ceil_char_boundary(at.saturating_sub(MAX_LEAD)).max(end).min(at);
        let words = &self.text[from..at];
        let start = words
            .rfind(|c| ENDS.contains(c))
            .map_or(from, |sign| from + sign + words[sign..].chars().next().map_or(0, char::len_utf8));
        let lead = &self.text[start..at];
        if lead.ends_with(MINUS) || lead.ends_with("零下") {
            // A negative value cannot be compared with a profit by a rate.
            let none = Span::new(at, at);
            let (role, basis) = (Role::Against, Basis::Unsaid);
            return Measure { quantity, role, name: none, basis, verb: none, sentence, start, depth };
        }
        let (role, basis, name, verb) = self.role(lead);
        let verb = Span::new(start + lead.len() - verb, at);
        // 36微克/立方米降到31微克: words between two figures of a clause belong to the first.
        let goes_on = is_figure && start == end && !matches!(role, Role::Value | Role::From);
        let name = if goes_on { 0 } else { name };
        let named = lead[..name].trim_matches(is_blank);
        let skipped = lead[..name].len() - lead[..name].trim_start_matches(is_blank).len();
        let name = Span::new(start + skipped, start + skipped + named.len());
        let basis = match basis {
            Basis::Other(span) => Basis::Other(Span::new(start + span.start(), start + span.end())),
            basis => basis,
        };
        Measure { quantity, role, name, basis, verb, sentence, start, depth }
    }

    /// Role that `lead` gives to the figure after it, basis of the comparison, end of the name in
    /// `lead`, and length of the words that give the role. Both numbers are bytes.
    fn role(&self, lead: &str) -> (Role, Basis, usize, usize) {
        let words = lead.trim_end_matches(PARTICLES);
        let verbs = without_year(words);
        // 降幅达到12%: the rate of a change, not the resulting value.
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
        for (class, way) in BY {
            if let Some(verb) = self.words.of(class).end_of(words) {
                let at = words.len() - verb.len();
                let (basis, name) = self.basis(&words[..at]);
                let is_against = matches!(basis, Basis::Unsaid) && words[..name].contains(['比', '较', '超']);
                let role = if is_against { Role::Against } else { Role::By(way) };
                return (role, basis, name, lead.len() - at);
            }
        }
        if let Some(from) =
            lead.rfind(['由', '从']).filter(|from| lead[*from..].chars().nth(MAX_FROM).is_none())
        {
            return (Role::From, Basis::Unsaid, from, lead.len() - from);
        }
        // 比上年的100亿元, 上年同期为100亿元, 去年100亿元
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
        // 去年产值100亿元
        let is_named_early = ["去年", "上年"].iter().any(|word| words.starts_with(word))
            && !CARRIED.iter().any(|word| words.contains(word));
        let role = if is_named_early { Role::Base } else { Role::Value };
        (role, Basis::Unsaid, words.len(), 0)
    }

    /// Verb at the end of `words` that a resulting value follows: its direction, and its length in
    /// bytes. A verb of growth or decline with 到 is one: 上涨至.
    fn comes_to(&self, words: &str) -> Option<(Option<Way>, usize)> {
        let known =
            [(&change::UP_TO, Some(Way::Up)), (&change::DOWN_TO, Some(Way::Down)), (&change::TO, None)];
        let known = known
            .into_iter()
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

    /// True if `words` ends with words for a time: 上年, 2020年, 去年同期, 年初.
    fn ends_with_time(&self, words: &str) -> bool {
        self.words.of(&time::PERIOD).end_of(words).is_some()
    }

    /// Basis of a change according to the words before its verb, and the byte at which these words
    /// begin.
    fn basis(&self, before: &str) -> (Basis, usize) {
        let mut rest = before;
        let mut basis = Basis::Unsaid;
        // Adverbs in any order: 同比, 累计, 净.
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
