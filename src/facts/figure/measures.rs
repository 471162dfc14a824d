//! Measures: for each figure of a passage, what the words before it say that it is: a value, an earlier value, or how much
//! a value changed.

mod spells;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::sentences::Sentences;
use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{Words, change, time};

/// Longest words before a figure that are read, in bytes.
const MAX_LEAD: usize = 150;
/// Longest words for the time that a value is compared with, in characters.
const MAX_TIME: usize = 12;

/// Longest words from 由 to the figure, in characters.
const MAX_FROM: usize = 14;

/// What was left of the year before is a value of this one: 上年结转1.2亿元.
pub(super) const CARRIED: [&str; 3] = ["结转", "结余", "滚存"];

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// More.
    Up,
    /// Less.
    Down,
}

/// What the words before a figure say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A value: 产值120亿元.
    Value,
    /// The value that something begins with: 由82亿元.
    From,
    /// The value that it comes to, and the direction of the verb, if it has one: 增加到120亿元.
    To(Option<Way>),
    /// The value of an earlier time: 上年同期为100亿元, 比上年的100亿元.
    Base,
    /// How much more or less it is, as an amount or a rate: 增加20亿元, 增长20%.
    By(Way),
    /// How it is to the value of something else: 比全省高6%.
    Against,
}

/// With what time a change is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It is not said.
    Unsaid,
    /// The same stretch of the year before: 同比, 比上年, 较去年同期.
    YearBefore,
    /// The stretch before: 环比.
    StretchBefore,
    /// A yearly mean: 年均.
    Mean,
    /// Another time, in these words: 比年初, 较2020年.
    Other(Span),
}

/// A figure of a sentence with what it is said to be.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'w> {
    /// The figure.
    pub quantity: Quantity<'w>,
    /// What it is said to be.
    pub role: Role,
    /// Words of its clause before the figure that say neither this nor the time: 营业收入. Empty if there are none, and the
    /// clause goes on about what the one before it speaks of.
    pub name: Span,
    /// What a change is compared with.
    pub basis: Basis,
    /// The words that give the role: 增长了. Empty for a value.
    pub verb: Span,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// Start of the words that were read.
    pub start: usize,
    /// How many brackets of the sentence it stands in.
    pub depth: usize,
}

impl Measure<'_> {
    /// The words of its clause before the figure.
    pub fn lead<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.quantity.span.start()]
    }
}

/// A block with figures.
#[derive(Clone, Debug)]
pub struct Measures<'w> {
    /// The block.
    pub span: Span,
    /// Its figures, in order; at least one. Dates and ordinals are none.
    pub list: Vec<Measure<'w>>,
}

impl<'w> Measures<'w> {
    /// The measures of each sentence that has any.
    pub fn sentences(&self) -> impl Iterator<Item = &[Measure<'w>]> {
        self.list.chunk_by(|one, next| one.sentence == next.sentence)
    }
}

impl<'d> Facts<'d> {
    /// Blocks with figures that can be reckoned with, each figure with its role.
    pub fn measures(&self) -> &[Measures<'d>] {
        self.cells.measures.get_or_init(|| find(self.doc, self.sentences(), self.quantities(), self.words()))
    }
}

/// Reads the words before each figure.
fn find<'w>(
    doc: &Document,
    sentences: &Sentences,
    quantities: &[Quantity<'w>],
    words: &Words,
) -> Vec<Measures<'w>> {
    let text = doc.text();
    let reader = Reader { text, words };
    let mut passages = Vec::new();
    let quantities = spells::joined(text, quantities);
    let figures: Vec<Quantity<'w>> =
        quantities.iter().filter(|quantity| !quantity.is_calendar(text)).copied().collect();
    let figures = with_units(text, &figures);
    let blocks = figures.chunk_by(|one, next| {
        !text[one.span.end()..next.span.start()].contains('\n')
            && doc.block_at(one.span.start()) == doc.block_at(next.span.start())
    });
    for figures in blocks {
        let mut list: Vec<Measure<'w>> = Vec::with_capacity(figures.len());
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
            list.push(reader.measure(*quantity, (end, last.is_some()), depth, sentence));
        }
        if let Some(first) = list.first() {
            passages.push(Measures { span: doc.blocks()[doc.block_at(first.start)].span, list });
        }
    }
    passages
}

/// The figures, those of a list with the unit of its last: 10、20、30个.
fn with_units<'w>(text: &str, figures: &[Quantity<'w>]) -> Vec<Quantity<'w>> {
    let mut known = figures.to_vec();
    for at in (1..known.len()).rev() {
        let (one, next) = (known[at - 1], known[at]);
        let is_bare = one.unit.is_empty() && one.scale == 0 && !next.unit.is_empty();
        if is_bare && text.get(one.span.end()..next.span.start()) == Some("、") {
            let value = one.printed.shifted(next.scale);
            known[at - 1] =
                Quantity { unit: next.unit, dimension: next.dimension, scale: next.scale, value, ..one };
        }
    }
    known
}

/// The words before 2019年的 or 2019年底的 at their end.
fn without_year(words: &str) -> &str {
    let year = words.trim_end_matches('的').trim_end_matches(['初', '末', '底']);
    let Some(number) = year.strip_suffix('年') else { return words };
    let rest = number.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    if rest.len() < number.len() { rest } else { words }
}

/// How many brackets are open behind `text`, of which `depth` were open before it.
fn brackets(text: &str, depth: usize) -> usize {
    text.chars().fold(depth, |depth, c| match c {
        '（' | '(' => depth + 1,
        '）' | ')' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Signs that end a clause.
static ENDS: Signs = Signs::of("，,；;：:、（(）)—。！？");
/// Particles behind a verb: 增长了, 增加约. 降为 and 达到 are verbs of their own.
const PARTICLES: [char; 5] = ['了', '约', '近', '“', ' '];
/// Verbs between a noun and its value: 增幅为5%.
const COPULAS: [char; 4] = ['达', '为', '是', '了'];
/// Signs of negative numbers.
const MINUS: [char; 3] = ['-', '\u{2212}', '－'];

/// Words for how much more or less it is.
const BY: [(&Class, Way); 6] = [
    (&change::UP, Way::Up),
    (&change::UP_RATE, Way::Up),
    (&change::MORE, Way::Up),
    (&change::DOWN, Way::Down),
    (&change::DOWN_RATE, Way::Down),
    (&change::LESS, Way::Down),
];

struct Reader<'t> {
    text: &'t str,
    words: &'t Words,
}

impl Reader<'_> {
    /// Reads the words between `end`, the end of the figure before or the start of the sentence, and a figure.
    fn measure<'w>(
        &self,
        quantity: Quantity<'w>,
        (end, is_behind_figure): (usize, bool),
        depth: usize,
        sentence: Span,
    ) -> Measure<'w> {
        let at = quantity.span.start();
        let from = self.text.ceil_char_boundary(at.saturating_sub(MAX_LEAD)).max(end).min(at);
        let before = &self.text[from..at];
        let start = before
            .rfind(|c| ENDS.contains(c))
            .map_or(from, |sign| from + sign + before[sign..].chars().next().map_or(0, char::len_utf8));
        let lead = &self.text[start..at];
        if lead.ends_with(MINUS) || lead.ends_with("零下") {
            // A loss is no value that a profit could be compared with by a rate.
            let none = Span::new(at, at);
            let (role, basis) = (Role::Against, Basis::Unsaid);
            return Measure { quantity, role, name: none, basis, verb: none, sentence, start, depth };
        }
        let (role, basis, name, verb) = self.role(lead);
        let verb = Span::new(start + lead.len() - verb, at);
        // 36微克/立方米降到31微克: what stands between two figures of a clause belongs to the first.
        let goes_on = is_behind_figure && start == end && !matches!(role, Role::Value | Role::From);
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

    /// The role that `lead` gives to the figure behind it, the time it is compared with, where the name ends, and the length of
    /// the words that give the role.
    fn role(&self, lead: &str) -> (Role, Basis, usize, usize) {
        let words = lead.trim_end_matches(PARTICLES);
        let verbs = without_year(words);
        // 降幅达到12%: how much less, and not what it came to.
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

    /// The verb at the end of `words` behind which stands what a value comes to: its direction and its length. A verb of growth
    /// or decline with 到 is one: 上涨至.
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

    /// True if words end with those of a time: 上年, 2020年, 去年同期, 年初.
    fn ends_with_time(&self, words: &str) -> bool {
        self.words.of(&time::PERIOD).end_of(words).is_some()
    }

    /// What a change is compared with by the words before its verb, and where the words before these end.
    fn basis(&self, before: &str) -> (Basis, usize) {
        let mut rest = before;
        let mut basis = Basis::Unsaid;
        // 同比, 累计, 净: adverbs in any order.
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
        // 去年同期: the 同 belongs to it.
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
