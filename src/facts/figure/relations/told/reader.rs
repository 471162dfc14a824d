//! Reads the name of each value, by which values that are given twice are found: 营业收入 ("sales") for
//! 全年全县实现营业收入 ("in the year the whole county reached sales of").

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::told::setting::{self, Setting};
use crate::facts::figure::relations::told::{Mention, Named};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::glance::Glance;
use crate::text::signs::Signs;
use crate::words::dimension::Dimension;
use crate::words::first_chars::FirstChars;
use crate::words::{Words, measure, time, total};

/// Minimum number of characters of a value's name. A value with a shorter one is not compared.
const MIN_NAME: usize = 2;
/// Maximum number of characters of the noun after a unit that is part of the name: 破产清算案件 in
/// 32件破产清算案件 ("32 cases of bankruptcy"). Further ones are not read.
const MAX_TAIL: usize = 12;
/// Maximum number of characters of the noun after a unit of a size: 耕地 in 3200亩耕地 ("3200 mu of
/// fields"). A longer text is not part of the name.
const MAX_NOUN: usize = 4;
/// Characters that do not begin a noun after a unit: 以 in 20%以上 ("20 % or more"), 左 in 3人左右 ("about
/// 3 people").
static NO_TAIL: Signs = Signs::of("和以上下左来及与比");
/// Characters that end a noun after a unit: 中 ("among") in 32件案件中.
const TAIL_ENDS: [char; 5] = ['中', '里', '的', '以', '已'];
/// Separators of a range.
const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '\u{2212}'];
/// Characters before values that are not those of the whole: 各 and 每 ("each"), 最 ("most"), 由 and 从
/// ("from").
const EACH: [char; 5] = ['各', '每', '最', '由', '从'];
/// Characters of the words before such values, with those of 分别 ("respectively") and 均 ("each").
const NOT_WHOLE: Glance = Glance::of_signs("各每最由从别均");

/// Reader of the values of a document and of their names. It remembers the amounts that were given
/// for each name.
pub(super) struct Reader<'t, 'a> {
    text: &'t str,
    words: &'a Words,
    heads: FirstChars,
    /// First amount that was given for each name, and true if a different one was given later. The
    /// name is then used for several places or years, so that its changes cannot be compared
    /// either.
    amounts: FxHashMap<Cow<'t, str>, (Quantity<'t>, bool)>,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(super) fn new(text: &'t str, words: &'a Words) -> Self {
        Self { text, words, heads: setting::heads(words), amounts: FxHashMap::default() }
    }

    /// True if two different amounts were given for this name.
    pub(super) fn has_several(&self, name: &str) -> bool {
        self.amounts.get(name).is_some_and(|(_, is_several)| *is_several)
    }

    /// Calls `found` with each value and change of one sentence that has a name, with its name and
    /// direction.
    pub(super) fn sentence(
        &mut self,
        list: &[Measure<'t>],
        mut found: impl FnMut(Cow<'t, str>, Option<Way>, Mention<'t>),
    ) {
        let mut setting = Setting::default();
        let mut at = list.first().map_or(0, |first| first.sentence.start());
        let mut last = Cow::Borrowed("");
        for measure in list {
            // 过去一年 ("last year"), 1—5月 ("January to May"): words for the period continue after the
            // number.
            if measure.quantity.unit.is_empty() || measure.quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            setting.read(self.text, at..measure.quantity.span.start(), self.words, &self.heads);
            at = measure.quantity.span.start();
            let name = bare(measure.name.of(self.text), self.words);
            let way = match measure.role {
                Role::Value | Role::To(None) => None,
                Role::By(way) if matches!(measure.basis, Basis::Unsaid | Basis::YearBefore) => Some(way),
                _ => {
                    last = name;
                    continue;
                }
            };
            // 生产总值120亿元，增长5% ("product 12 billion yuan, a growth of 5 %"): the change belongs to
            // the value before it.
            let own = if name.is_empty() { last } else { name };
            last = own.clone();
            if way.is_none() && !measure.quantity.is_rate() {
                self.add_amount(own.clone(), measure.quantity);
            }
            // The name is put together only for values that pass the quick checks.
            if !self.is_of_text(measure, &setting) {
                continue;
            }
            let name = if way.is_none() { self.with_tail(own, measure) } else { Some(own) };
            let Some(name) = name.filter(|name| is_name(name)) else { continue };
            let verb = if way.is_some() { measure.verb.of(self.text) } else { "" };
            let mention = Mention {
                quantity: measure.quantity,
                setting: setting.clone(),
                sentence: measure.sentence.start(),
                verb,
            };
            found(name, way, mention);
        }
    }

    /// Remembers the amount that is given for `name`.
    fn add_amount(&mut self, name: Cow<'t, str>, amount: Quantity<'t>) {
        match self.amounts.entry(name) {
            Entry::Occupied(mut known) => {
                let (first, is_several) = known.get_mut();
                *is_several = *is_several || !first.interval().meets(amount.interval());
            }
            Entry::Vacant(new) => {
                new.insert((amount, false));
            }
        }
    }

    /// Figures of one sentence that have a unit, each with the name of its subject: its own, or
    /// that of the previous figure.
    pub(super) fn named(&self, list: &[Measure<'t>]) -> Vec<Named<'t>> {
        let mut named = Vec::new();
        let mut setting = Setting::default();
        let mut at = list.first().map_or(0, |first| first.sentence.start());
        let mut last = Cow::Borrowed("");
        for &measure in list {
            if measure.quantity.unit.is_empty() || measure.quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            setting.read(self.text, at..measure.quantity.span.start(), self.words, &self.heads);
            at = measure.quantity.span.start();
            let own = bare(measure.name.of(self.text), self.words);
            let is_own = !own.is_empty();
            if is_own {
                last = own;
            }
            let is_value = matches!(measure.role, Role::Value | Role::To(_));
            let name = if is_value { self.with_tail(last.clone(), &measure) } else { Some(last.clone()) };
            let name = name.unwrap_or_default().into_owned();
            named.push(Named { measure, name, is_own, scope: setting.scope() });
        }
        named
    }

    /// True if a value may be that of the whole text: it is exact, and neither that of a part nor
    /// an aim.
    fn is_of_text(&self, measure: &Measure<'_>, setting: &Setting<'_>) -> bool {
        let Quantity { span, is_approximate, .. } = measure.quantity;
        let lead = measure.lead(self.text);
        let is_range = || {
            self.text[span.end()..].starts_with(DASHES)
                || before(self.text, span.start()).is_some_and(|c| DASHES.contains(&c))
        };
        let is_each = || {
            measure.signs.meets(NOT_WHOLE)
                && (lead.contains(EACH) || lead.contains("分别") || lead.ends_with('均'))
        };
        !is_approximate && setting.is_of_text() && !is_each() && !is_range()
    }

    /// Name with the noun after the unit. `None` if 的 joins that noun: 20万元的设备 ("equipment of
    /// 200,000 yuan").
    fn with_tail(&self, name: Cow<'t, str>, measure: &Measure<'_>) -> Option<Cow<'t, str>> {
        let behind = &self.text[measure.quantity.span.end()..];
        if measure.quantity.is_rate() || behind.starts_with(|c| NO_TAIL.contains(c)) {
            return Some(name);
        }
        let mut length = 0;
        let is_in_tail = |c: &char| is_han(*c) && !TAIL_ENDS.contains(c);
        let characters = behind.chars().take_while(is_in_tail).take(MAX_TAIL);
        let number = characters.inspect(|c| length += c.len_utf8()).count();
        let (tail, rest) = behind.split_at(length);
        // 投资2亿元用于道路 ("200 million yuan for roads") is followed by a verb, 依托3200亩耕地， ("3200 mu of
        // fields,") by a noun.
        let is_count = measure.quantity.dimension == Some(Dimension::Count);
        let is_noun = is_count || number <= MAX_NOUN && !rest.starts_with(is_han);
        if behind.starts_with('的') {
            return None;
        }
        Some(if is_noun && !tail.is_empty() { name + tail } else { name })
    }
}

/// True if a value with this name can be compared with other mentions: the name has no signs, and
/// is not that of a comparison.
fn is_name(name: &str) -> bool {
    is_longer(name, MIN_NAME - 1)
        && name.chars().all(|c| is_han(c) || c.is_alphanumeric() || c == '.')
        && !is_compared(name)
}

/// Name without words for the time, for the whole and for actions around it: 营业收入 ("sales") for
/// 全年全县实现营业收入 ("in the year the whole county reached sales of").
pub(in crate::facts) fn bare<'t>(name: &'t str, words: &Words) -> Cow<'t, str> {
    let is_outer = |c: char| is_blank(c) || matches!(c, '“' | '”' | '"' | '的' | '了');
    let mut rest = name;
    loop {
        let before = rest.len();
        rest = without_date(rest.trim_matches(is_outer));
        for class in [&measure::DOING, &measure::ALL, &time::NOW, &time::SPAN] {
            rest = words.of(class).start_of(rest).map_or(rest, |word| &rest[word.len()..]);
        }
        for class in [&measure::DOING, &measure::COPULA, &total::ADVERB] {
            rest = words.of(class).end_of(rest).map_or(rest, |word| &rest[..rest.len() - word.len()]);
        }
        if rest.len() == before {
            break;
        }
    }
    let is_left_out = |c: char| is_blank(c) || matches!(c, '“' | '”' | '"');
    if rest.contains(is_left_out) { rest.replace(is_left_out, "").into() } else { rest.into() }
}

/// True if a name contains a comparison: 比全省高 ("higher than in the province"). 同比 ("over last
/// year"), 占比 and 比重 ("share") are not comparisons.
fn is_compared(name: &str) -> bool {
    let glance = Glance::of(name);
    glance.may_contain('较') && name.contains('较')
        || glance.may_contain('比')
            && name.match_indices('比').any(|(at, word)| {
                !name[..at].ends_with(['占', '同', '环'])
                    && !name[at + word.len()..].starts_with(['重', '例'])
            })
}

/// Returns `words` without a date at the start: 2024年, 2024年末 ("end of 2024"), 11月底 ("end of
/// November").
fn without_date(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let date = rest.strip_prefix(['年', '月', '日']).filter(|_| rest.len() < words.len());
    date.map_or(words, |rest| rest.trim_start_matches(['末', '底', '初', '份']))
}
