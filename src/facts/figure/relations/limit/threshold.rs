//! Values beside a limit that they are said to be above or below: 超过七成（68.2%） ("more than seven
//! tenths (68.2 %)"), 达198亿元，突破200亿元大关 ("reached 19.8 billion yuan and exceeded 20 billion"); and
//! shares in words beside the whole and the part: 47名党员中，大专以上学历的22人，占比过半 ("of 47 members, 22 with a
//! degree, more than half").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::limit::limit;
use crate::facts::figure::relations::{Operand, Relation, are_alike, is_value};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, measure, rate};

/// Maximum number of characters between a value and the word for its share: ，占总数的 (", of the
/// total"). Further ones are not read.
const MAX_LEAD: usize = 12;
/// Characters that introduce a difference, or the value of something else: 比 in 比计划超过20亿元 ("2
/// billion yuan more than planned").
static GAINS: Signs = Signs::of("比较再增降减其各均局累总");
/// Maximum number of characters from the verb to the end of a limit with a name: 不超过控规确定的上限 ("not
/// above the upper limit of the plan"). A longer text is not taken for such a limit.
const MAX_NAMED: usize = 14;
/// Adverbs of degree, or for all of the things, before a verb.
static ADVERBS: Signs = Signs::of("略仅均仍已也都远");
/// Maximum number of characters of a limit's name: 的创建标准 ("standard for"). A longer text is not
/// taken for a name.
const MAX_NOUN: usize = 8;
/// Maximum number of characters between a value and the word for the limit: ，首次 in ，首次突破 (", for
/// the first time exceeds"). If they are farther apart, they are not compared.
const MAX_VERB: usize = 3;

/// Checks the values of one sentence against the limits beside them.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words };
    let mut relations = Vec::new();
    for pair in list.windows(2) {
        let first = reader.limit_first(&pair[0], &pair[1]);
        if let Some(relation) = first.or_else(|| reader.value_first(&pair[0], &pair[1])) {
            relations.push(relation);
        }
    }
    relations.extend(list.iter().filter_map(|value| reader.half_told(value)));
    let halves = list.windows(2).enumerate();
    relations.extend(halves.filter_map(|(at, pair)| reader.half(pair, list.get(at + 2))));
    relations
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    /// Compares a value with the limit before it: 超过七成（68.2%） ("more than seven tenths (68.2 %)");
    /// 突破50亿元大关，达到47.8亿元 ("exceeded 5 billion yuan and reached 4.78").
    fn limit_first<'w>(&self, bound: &Measure<'w>, value: &Measure<'w>) -> Option<Relation<'w>> {
        let way = self.way(bound)?.0;
        let gap = &self.text[bound.quantity.span.end()..value.quantity.span.start()];
        let gap = self.words.of(&measure::LINE).start_of(gap).map_or(gap, |word| &gap[word.len()..]);
        let gap = gap.trim_start();
        let bracket = gap.strip_prefix(['（', '(']);
        let said = bracket
            .or_else(|| gap.strip_prefix(['，', ',', '、', '：', ':']))?
            .trim_start_matches(['实', '仅']);
        // 超过90%，50%的县 ("more than 90 %, 50 % of the counties"): without a verb, only brackets make
        // the second figure the value.
        let is_told = self.words.of(&measure::COPULA).contains(said) || said.is_empty() && bracket.is_some();
        let is_value = matches!(value.role, Role::Value | Role::To(None)) && !value.quantity.is_approximate;
        if !is_told || !is_value {
            return None;
        }
        self.judge((bound, way), value)
    }

    /// Compares a value with the limit after it: 达到47.8亿元，突破50亿元大关 ("reached 4.78 billion yuan and
    /// exceeded 5 billion").
    fn value_first<'w>(&self, value: &Measure<'w>, bound: &Measure<'w>) -> Option<Relation<'w>> {
        let (way, at) = self.way(bound)?;
        let gap = &self.text[value.quantity.span.end()..at];
        let lead = gap.strip_prefix(['，', ',', '、', '（', '('])?;
        let is_end = self.is_end(bound.quantity.span.end());
        // 甲过六成、乙过八成 ("A above six tenths, B above eight") is about two things.
        let longest = if gap.starts_with('、') { 0 } else { MAX_VERB };
        let is_verb = lead.chars().all(is_han) && lead.chars().nth(longest).is_none();
        // 同比增加5亿元，超过3亿元 ("500 million yuan more, above 300 million") is about two things.
        let is_value = matches!(value.role, Role::Value | Role::To(_)) && !value.quantity.is_approximate;
        if !is_end || !is_verb || !is_value || lead.contains(|c| GAINS.contains(c)) {
            return None;
        }
        self.judge((bound, way), value)
    }

    /// True if no noun follows a limit, except a word for a limit: 突破50亿元大关， ("exceeded the mark of
    /// 5 billion yuan,").
    fn is_end(&self, at: usize) -> bool {
        let behind = &self.text[at..];
        let line = self.words.of(&measure::LINE).start_of(behind);
        let behind = line.map_or(behind, |word| &behind[word.len()..]);
        // 14平方米的创建标准 ("standard of 14 m²"): the limit has a name.
        if let Some(named) = behind.strip_prefix('的') {
            let noun = named.split(['，', '。', '；', '、', '（']).next().unwrap_or_default();
            let is_short = !is_longer(noun, MAX_NOUN);
            return is_short && self.words.of(&measure::STANDARD).end_of(noun).is_some();
        }
        !behind.starts_with(|c: char| is_han(c) || c == '（' || c == '/')
    }

    /// Side of the limit on which the value is said to be: [`Way::Up`] for 超过 ("more than"). Also
    /// returns the byte at which the word for the side begins.
    fn way(&self, bound: &Measure<'_>) -> Option<(Way, usize)> {
        let lead = bound.lead(self.text);
        let under = self.words.of(&measure::UNDER).end_of(lead).map(|word| (word, Way::Down));
        let found = under.or_else(|| self.words.of(&measure::OVER).end_of(lead).map(|word| (word, Way::Up)));
        if let Some((word, way)) = found {
            return Some((way, bound.quantity.span.start() - word.len()));
        }
        // 不超过控规确定的上限1.9 ("not above the upper limit of 1.9"): the limit has a name.
        self.words.of(&measure::STANDARD).end_of(lead)?;
        let named = lead.trim_start_matches(|c| ADVERBS.contains(c));
        let under = self.words.of(&measure::UNDER).start_of(named).map(|word| (word, Way::Down));
        let over = || self.words.of(&measure::OVER).start_of(named).map(|word| (word, Way::Up));
        let (word, way) = under.or_else(over)?;
        let is_short = word.chars().count() > 1 && !is_longer(named, MAX_NAMED);
        is_short.then(|| (way, bound.quantity.span.start() - named.len()))
    }

    /// Compares the value with the limit if they have the same unit.
    fn judge<'w>(&self, (bound, way): (&Measure<'w>, Way), value: &Measure<'w>) -> Option<Relation<'w>> {
        let (one, other) = (bound.quantity, value.quantity);
        let is_tenths = one.unit == "成" && other.is_percentage();
        let is_same = one.unit == other.unit || one.unit.is_empty() && one.scale > 0 && other.scale > 0;
        let are_bare = one.unit.is_empty()
            && other.unit.is_empty()
            && one.printed.has_decimals()
            && other.printed.has_decimals();
        let least = if is_tenths { one.value.shifted(1) } else { one.value };
        let holds = meets(other.interval(), least, way);
        (is_tenths || is_same && !one.unit.is_empty() || are_bare).then(|| {
            let operands = vec![Operand::new("value", other)];
            let place = Span::new(self.way(bound).map_or(one.span.start(), |(_, at)| at), one.span.end());
            limit((one, place), operands, (true, holds), [self.said(bound), other.of(self.text).to_owned()])
        })
    }

    /// Words that state the limit, for the message: 超过七成 ("more than seven tenths").
    fn said(&self, bound: &Measure<'_>) -> String {
        let start = self.way(bound).map_or(bound.quantity.span.start(), |(_, at)| at);
        self.text[start..bound.quantity.span.end()].to_owned()
    }

    /// Checks a statement about the share of a part in its whole: 47名党员中，大专以上学历的22人，占比过半 ("of 47
    /// members, 22 with a degree, more than half"). `pair` contains the whole and the part; `next`
    /// is the figure after them.
    fn half<'w>(&self, pair: &[Measure<'w>], next: Option<&Measure<'w>>) -> Option<Relation<'w>> {
        let [whole, part] = pair else { return None };
        let are_two = is_value(whole) && is_value(part) && are_alike(whole, part);
        if !are_two || part.quantity.value > whole.quantity.value {
            return None;
        }
        let (stated, way, tenths) = self.share(part, next)?;
        let between = &self.text[whole.quantity.span.end()..part.quantity.span.start()];
        let is_part = between.contains("其中") || between.contains("中，") || between.contains("中有");
        let hundred = Interval::exact(Decimal::integer(100));
        let share = hundred.times(part.quantity.interval())?;
        let least = Decimal::integer(10).times(tenths)?;
        let bound = Interval::exact(least).times(whole.quantity.interval())?;
        let holds = match way {
            Way::Up => share.high >= bound.low,
            Way::Down => share.low <= bound.high,
        };
        let (a, b) = Quantity::comparable(part.quantity, whole.quantity);
        let percent = a.times(Decimal::integer(100))?.divided(b, 1)?;
        let operands = vec![Operand::new("part", part.quantity), Operand::new("whole", whole.quantity)];
        // The words are 超过六成 ("more than six tenths"), the figure is only 六成.
        let said = next.filter(|next| next.quantity.span == stated.span).map(|next| self.said(next));
        let shown = [said.unwrap_or_else(|| stated.of(self.text).to_owned()), format!("{percent}%")];
        let verb = next.filter(|next| next.quantity.span == stated.span).and_then(|next| self.way(next));
        let place = Span::new(verb.map_or(stated.span.start(), |(_, at)| at), stated.span.end());
        Some(limit((stated, place), operands, (is_part, holds), shown))
    }

    /// Compares a value in brackets with the word for "more than half" before it: 赞成的过半（48.6%）
    /// ("more than half agree (48.6 %)").
    fn half_told<'w>(&self, value: &Measure<'w>) -> Option<Relation<'w>> {
        let is_value = matches!(value.role, Role::Value | Role::To(None)) && !value.quantity.is_approximate;
        if !is_value || !value.quantity.is_percentage() {
            return None;
        }
        let before = self.text[value.sentence.start()..value.quantity.span.start()]
            .trim_end_matches(['为', '达', '占']);
        let before = before.strip_suffix(['（', '(', '，'])?;
        let under = self.words.of(&measure::UNDER_HALF).end_of(before).map(|word| (word, Way::Down));
        let over = || self.words.of(&measure::OVER_HALF).end_of(before).map(|word| (word, Way::Up));
        let (word, way) = under.or_else(over)?;
        let end = value.sentence.start() + before.len();
        let stated = half(Span::new(end - word.len(), end));
        let holds = meets(value.quantity.interval(), Decimal::integer(50), way);
        let shown = [word.to_owned(), value.quantity.of(self.text).to_owned()];
        let operands = vec![Operand::new("value", value.quantity)];
        Some(limit((stated, stated.span), operands, (true, holds), shown))
    }

    /// Statement about a share after its part: its words, the side of the limit, and the limit in
    /// tenths.
    fn share<'w>(
        &self,
        part: &Measure<'w>,
        next: Option<&Measure<'w>>,
    ) -> Option<(Quantity<'w>, Way, Decimal)> {
        let end = next.map_or(part.sentence.end(), |next| next.quantity.span.end());
        let from = part.quantity.span.end();
        let rest = &self.text[from..end];
        let clause = rest.find(['，', ',', '（', '('])?;
        let tail = &rest[..clause];
        let said = rest[clause..].trim_start_matches(['，', ',', '（', '(']);
        let start = from + rest.len() - said.len();
        let lead = said.char_indices().take(MAX_LEAD).take_while(|(_, c)| is_han(*c));
        if !tail.chars().all(is_han) {
            return None;
        }
        let word = lead.into_iter().find_map(|(at, _)| {
            let found =
                |class, way| self.words.of(class).start_of(&said[at..]).map(|word| (at, word.len(), way));
            found(&measure::OVER_HALF, Way::Up).or_else(|| found(&measure::UNDER_HALF, Way::Down))
        });
        let is_share = |lead: &str| {
            lead.is_empty() || lead.starts_with('占') || self.words.of(&rate::NOUN).end_of(lead).is_some()
        };
        // 过半企业 ("more than half of the companies") is a number of other things.
        let is_said = |(at, length, _): &(usize, usize, Way)| {
            is_share(&said[..*at]) && self.is_end(start + at + length)
        };
        if let Some((at, length, way)) = word.filter(is_said) {
            let span = Span::new(start + at, start + at + length);
            return Some((half(span), way, Decimal::integer(5)));
        }
        let tenths = next.filter(|next| next.quantity.unit == "成")?;
        let (way, at) = self.way(tenths)?;
        let is_near =
            at >= start && is_share(&self.text[start..at]) && self.text[start..at].chars().all(is_han);
        (is_near && self.is_end(tenths.quantity.span.end()))
            .then_some((tenths.quantity, way, tenths.quantity.value))
    }
}

/// 过半 ("more than half") as a figure: five tenths.
fn half<'w>(span: Span) -> Quantity<'w> {
    let five = Decimal::integer(5);
    Quantity {
        span,
        value: five,
        printed: five,
        scale: 0,
        unit: "成",
        dimension: Some(Dimension::Ratio),
        is_approximate: true,
    }
}

/// True if a value may be above or below a limit, as `way` says.
fn meets(value: Interval, limit: Decimal, way: Way) -> bool {
    match way {
        Way::Up => value.high >= limit,
        Way::Down => value.low <= limit,
    }
}
