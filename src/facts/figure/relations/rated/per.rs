//! Units for which values are given: 每亩 ("per mu"), 每15公斤 ("per 15 kg"), 每册每天 ("per volume and
//! day"), 亩产 ("yield per mu"), 时速 ("speed per hour"), 元/吨 ("yuan/t").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::sized::{Kind, kind_of};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::glance::Glance;
use crate::text::phrases::Phrases;
use crate::text::signs::Signs;
use crate::words::Words;
use crate::words::rules::figure::product::{self, PERSONS, RATES};

static LIMITS: Phrases = Phrases::of(&product::LIMITS);

/// Maximum number of characters between 每 ("per") and the figure. If they are farther apart, the
/// figure is not a value per unit.
const MAX_BETWEEN: usize = 14;
/// Maximum number of characters between the number after 每 ("per") and the figure: 水兑药 in 每15公斤水兑药
/// ("per 15 kg of water"). If they are farther apart, the figure is not a value per that number.
const MAX_TAKING: usize = 10;
/// Number of characters of a noun that identify the counted thing.
const NOUN: usize = 2;
/// Periods for which means are given. A text may name several of them.
const TIMES: [char; 4] = ['天', '日', '月', '年'];
/// Characters between one unit of a thing and its price: 兑 ("is exchanged for") in 1美元兑7.2元 ("1
/// dollar is exchanged for 7.2 yuan").
const EXCHANGED: [char; 2] = ['兑', '折'];
/// Characters of words that give a value per unit without 每 ("per"): 产 ("yield"), 速 ("speed").
static CUES: Signs = Signs::of("产速均供销耗量租薪");
const CUE: Glance = Glance::of_signs("产速均供销耗量租薪");
/// Units before 均 ("on average"): 户均 ("per household"), 亩均 ("per mu"), 日均 ("per day").
static MEANS: Signs = Signs::of("人户亩月日年场件班台师生车店校村床岗次株头天");
/// Words after 均 that make it an adverb ("all"): 三天均超过 ("more on all three days").
static ADVERBIAL: Signs = Signs::of("超低高达为在有实已未能是");
/// Classifiers that are followed by a noun for the thing.
static OPEN: Signs = Signs::of("个家名位台辆只条张件块处间");

/// Unit to which a value refers, with the number of these units: 15 and 公斤 in 每15公斤 ("per 15 kg").
#[derive(Clone, Copy, Debug)]
pub(super) struct Per<'t> {
    /// Text that begins with the unit or the noun of the counted thing: 公斤 ("kg"), 户 ("household").
    pub(super) noun: &'t str,
    /// Number of units for which the value is given.
    pub(super) count: Decimal,
    /// True for a mean, which is rounded.
    pub(super) is_mean: bool,
    /// True for a period in days, months or years.
    pub(super) is_time: bool,
}

/// Units for which the figure with index `at` is given: one unit, or one unit and a period. Empty
/// if it is not given per unit.
pub(super) fn read<'t>(text: &'t str, list: &[Measure<'t>], at: usize) -> Vec<Per<'t>> {
    let found = units_of(text, list, at);
    let lead = list[at].lead(text);
    // 设计时速 ("design speed"): a maximum is not part of a total.
    if !found.is_empty() && LIMITS.is_in(lead) { Vec::new() } else { found }
}

/// Same as [`read`], but also for a figure that is a limit, such as a design speed. Reads the words
/// before the figure, and its own unit.
fn units_of<'t>(text: &'t str, list: &[Measure<'t>], at: usize) -> Vec<Per<'t>> {
    let one = Decimal::integer(1);
    let lead = list[at].lead(text);
    let per = |noun: &'t str, count, is_mean| Per { noun, count, is_mean, is_time: noun.starts_with(TIMES) };
    if let Some(some) = taken(text, list, at).map(|some| &list[some]) {
        let between = &text[some.quantity.span.end()..list[at].quantity.span.start()];
        let is_near = between.chars().all(is_han) && !is_longer(between, MAX_TAKING);
        let noun = &text[some.quantity.span.start()..some.quantity.span.end()];
        let noun = noun.trim_start_matches(|c: char| !is_han(c) || matches!(c, '万' | '亿'));
        let noun = if some.quantity.unit.is_empty() { between } else { noun };
        return if is_near && !noun.is_empty() {
            vec![per(noun, some.quantity.value, false)]
        } else {
            Vec::new()
        };
    }
    let signs = list[at].signs;
    if let Some(first) = signs.may_contain('每').then(|| lead.find('每')).flatten() {
        let behind = &lead[first + "每".len()..];
        let is_mean = lead[..first].ends_with("均");
        let (first, second) = behind.split_once('每').map_or((behind, None), |(a, b)| (a, Some(b)));
        let is_near = !is_longer(behind, MAX_BETWEEN) && !behind.contains('均');
        return if is_near && second.is_none_or(|second| !second.contains('每')) {
            [Some(first), second]
                .into_iter()
                .flatten()
                .map(|noun| {
                    let (noun, count) = numbered(noun);
                    per(noun, count, is_mean)
                })
                .filter(|per| !per.noun.is_empty())
                .collect()
        } else {
            Vec::new()
        };
    }
    if let Some((_, divisor)) = list[at].quantity.unit.split_once(['/', '／', '每']) {
        return vec![per(divisor, one, false)];
    }
    if signs.may_contain('百') && lead.contains("百公里") {
        return vec![per("公里", Decimal::integer(100), false)];
    }
    if signs.meets(CUE) && lead.contains(|c| CUES.contains(c)) {
        let known = RATES.iter().filter_map(|entry| entry.split_once(' '));
        for (word, noun) in known {
            if lead.contains(word) {
                return vec![per(noun, one, true)];
            }
        }
        if let Some((before, behind)) = lead.split_once('均')
            && !is_longer(behind, MAX_BETWEEN)
            && !behind.starts_with(|c| ADVERBIAL.contains(c))
            && let Some(noun) = before.chars().next_back().filter(|c| MEANS.contains(*c))
        {
            return vec![per(&before[before.len() - noun.len_utf8()..], one, true)];
        }
    }
    Vec::new()
}

/// Noun and number of units: 人 and 1000 for 千人 ("1000 people"). 个 and 一 are left out.
fn numbered(words: &str) -> (&str, Decimal) {
    let number = match words.chars().next() {
        Some('十') => 10,
        Some('百') => 100,
        Some('千') => 1000,
        Some('万') => 10_000,
        _ => 1,
    };
    let noun = if number > 1 { &words["百".len()..] } else { words };
    (noun.trim_start_matches(['个', '一']), Decimal::integer(number))
}

impl<'t> Per<'t> {
    /// Divisor by which another figure, which has the kind `kind` and the name `name`, is converted
    /// to these units: 15 kg for 每15公斤 ("per 15 kg"). `None` if that figure counts something else.
    pub(super) fn divisor(
        &self,
        words: &Words,
        (kind, name): (Kind<'t>, &str),
        behind: &str,
    ) -> Option<Decimal> {
        let own = kind_of(words, self.noun);
        if let Some((Kind::Measured(dimension), size)) = own {
            return (kind == Kind::Measured(dimension)).then(|| self.count.times(size)).flatten();
        }
        let Kind::Counted(unit) = kind else { return None };
        let start = self.noun.chars().next()?;
        let is_time = match start {
            '天' | '日' => Some(unit == "天"),
            '月' => Some(unit == "个月"),
            '年' => Some(unit == "年"),
            _ => None,
        };
        let is_person = || unit == "人" && PERSONS.iter().any(|word| self.noun.starts_with(word));
        let noun: String = self.noun.chars().take_while(|c| is_han(*c)).take(NOUN).collect();
        let is_open = || unit.chars().all(|c| OPEN.contains(c) || c == '人');
        let is_named = || {
            noun.chars().count() == NOUN && is_open() && (behind.starts_with(&noun) || name.ends_with(&noun))
                || is_open() && unit == "个" && behind.starts_with(start)
        };
        let counts = is_time.unwrap_or_else(|| self.noun.starts_with(unit) || is_person() || is_named());
        counts.then_some(self.count)
    }
}

/// Index of the figure after 每 ("per") that gives the number of units for the figure with index
/// `at`: 15公斤 for 每15公斤水兑药7.5克 ("7.5 g per 15 kg of water").
pub(super) fn taken(text: &str, list: &[Measure<'_>], at: usize) -> Option<usize> {
    let some = at.checked_sub(1)?;
    let next = list.get(at)?;
    let measure = list.get(some).filter(|measure| measure.sentence == next.sentence)?;
    let between = &text[measure.quantity.span.end()..next.quantity.span.start()];
    // 1美元兑7.2元 ("1 dollar is 7.2 yuan")
    let is_one = between.starts_with(EXCHANGED) && measure.quantity.value == Decimal::integer(1);
    let is_taken = measure.lead(text).trim_end_matches('满').ends_with('每') || is_one;
    is_taken.then_some(some)
}
