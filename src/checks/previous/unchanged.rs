//! Rule `previous/unchanged`: reports a figure that is the same in this year's and in last year's
//! report, although figures near it have changed: 全年接待游客186万人次 ("1.86 million visits in the year").

use crate::check::{Context, Findings, PreviousCheck, Years};
use crate::checks::carried::{Carried, Reason};
use crate::checks::no_options;
use crate::checks::years::{BEFORE, is_quoted, moved_figures, passage, value, words_before};
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::Slot;
use crate::facts::previous::{Clause, Part, Sentence};
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{measure, previous};

/// Number of sentences before and after one that are searched for changed figures. They show that
/// this part of the report was updated.
const NEAR: usize = 2;
/// Minimum number of digits, without trailing zeros, of an unchanged figure that is reported.
/// Shorter ones may be equal by chance.
const MIN_DIGITS: usize = 3;
/// Minimum number of digits if other figures in the same sentence changed.
const MIN_FEW_DIGITS: usize = 2;
/// Number of changed figures in a sentence that make a single unchanged one suspicious, whatever it
/// measures.
const MANY: usize = 2;
/// Percentage above which equal rates in two years are common.
const FULL: u64 = 95;
/// Maximum number of characters from 有 ("has") to a figure that counts existing things: 现有农机2136台
/// ("now has 2136 farm machines"). Such a figure may stay the same.
const MAX_STOCK: usize = 7;
/// Numbers of events per year that take place every month, every half month or every week, and are
/// therefore the same each year.
const RHYTHMS: [u64; 3] = [12, 24, 52];
/// Minimum number of characters of a noun after a figure, for the figure to count the subject of
/// the clause.
const MIN_NOUN: usize = 2;
/// Number of characters before and after a figure that are searched for a word that makes it valid
/// for several years.
const BESIDE: usize = 8;
/// Maximum number of characters before the verb at the start of a clause: 先后组织 ("successively
/// organised").
const MAX_ADVERB: usize = 2;
/// Number of characters after a figure that are searched for the verb of an action: 对1286家企业开展检查
/// ("inspected 1286 companies").
const MAX_ACT: usize = 24;
/// Number of digits of a year.
const YEAR_DIGITS: usize = 4;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn PreviousCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Unchanged))
}

struct Unchanged;

impl PreviousCheck for Unchanged {
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>) {
        let comparison = years.comparison;
        if comparison.apart.is_none() {
            return;
        }
        let sentences = &comparison.new.sentences;
        let pairs: Vec<Vec<Pair<'_>>> =
            sentences.iter().map(|sentence| comparison.pairs_of(sentence)).collect();
        for (at, sentence) in sentences.iter().enumerate() {
            if sentence.part == Part::Outlook {
                continue;
            }
            let here = moved_figures(&pairs[at]);
            let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(sentences.len());
            let around: usize = near.map(|near| moved_figures(&pairs[near])).sum();
            let stayed =
                pairs[at].iter().filter(|pair| pair.is_same() && digits(pair) >= MIN_FEW_DIGITS).count();
            let have_others_moved = here >= MANY && stayed == 1;
            let scene = Scene { cx, years, sentence, have_others_moved };
            let carried = Carried { cx, years, sentence, pairs: &pairs[at] };
            let same = pairs[at].iter().filter(|pair| pair.is_same() && !carried.is_said_the_same(pair));
            for pair in same {
                let variant = match carried.reason(pair) {
                    Some(Reason::Total) => Some("total"),
                    Some(Reason::Start) => Some("start"),
                    Some(Reason::Share) => Some("share"),
                    _ => None,
                };
                if let Some(variant) = variant {
                    let finding = out.report(pair.new.span).variant(variant);
                    finding.elsewhere(BEFORE, &years.previous.path, passage(years, pair.old));
                    continue;
                }
                let least = if here > 0 { MIN_FEW_DIGITS } else { MIN_DIGITS };
                let is_evident = around > 1 - usize::from(here > 0) && digits(pair) >= least;
                let is_lone = around > 0 && digits(pair) >= MIN_DIGITS && scene.is_of_this_year(pair);
                let is_evident = is_evident || is_lone || carried.is_old_sum(pair);
                let grown = scene.next(pair).filter(|next| is_change_of(pair, next));
                let is_unfit = sentence.part == Part::Year && carried.is_unfit_rate(pair);
                if !is_unfit && (!is_evident || !scene.is_of_year(pair, grown.is_some())) {
                    continue;
                }
                let finding = out.report(pair.new.span);
                let finding = match grown {
                    Some(change) => {
                        let told = cx.doc.slice(change.span);
                        finding.variant("grown").arg("rate", told).related("rate", change.span)
                    }
                    None => finding,
                };
                finding.elsewhere(BEFORE, &years.previous.path, passage(years, pair.old));
            }
        }
    }
}

/// Number of digits of the figure in a pair of slots, without trailing zeros. 0 if the slot has no
/// figure.
fn digits(pair: &Pair<'_>) -> usize {
    figure(pair.new).map_or(0, |figure| figure.quantity().digits())
}

/// A sentence of the new report, with what is needed to judge its unchanged figures.
struct Scene<'a, 'c, 'd> {
    cx: &'a Context<'d>,
    years: &'a Years<'c>,
    sentence: &'a Sentence,
    /// True if several figures of the sentence changed and exactly one did not.
    have_others_moved: bool,
}

impl<'a> Scene<'a, '_, '_> {
    /// True if the text begins with a verb for an action: 先后组织演练 ("successively organised drills").
    /// False for 公路养护里程 ("length of maintained roads") and 帮扶的村 ("supported villages"), in which
    /// the verb is part of a noun or an attribute.
    fn is_act(&self, lead: &str) -> bool {
        let words = |class| self.cx.facts.words().of(class);
        let bare = lead.trim_start_matches(|c: char| !is_han(c));
        let bare = words(&measure::ALL).start_of(bare).map_or(bare, |word| &bare[word.len()..]);
        let mut starts = bare.char_indices().map(|(at, _)| at).take(MAX_ADVERB + 1);
        let act = words(&previous::ACT);
        starts.any(|at| {
            act.start_of(&bare[at..]).is_some_and(|word| !bare[at + word.len()..].starts_with('的'))
        })
    }

    /// Returns the next slot in the same clause or the first one of the next clause.
    fn next(&self, pair: &Pair<'_>) -> Option<&'a Slot> {
        let clauses = &self.years.comparison.new.clauses;
        let slots = &clauses[pair.clause].slots;
        let at = slots.partition_point(|slot| slot.span.start() <= pair.new.span.start());
        let next =
            || (pair.clause + 1 < self.sentence.clauses.end).then(|| clauses[pair.clause + 1].slots.first());
        slots.get(at).or_else(|| next().flatten())
    }

    /// True if the sentence names this year before the figure: 今年以来，服务客户1.36万户次 ("this year, served
    /// 13,600 customers").
    fn is_of_this_year(&self, pair: &Pair<'_>) -> bool {
        let before = words_before(self.cx.doc.text(), self.sentence.span.start(), pair.new.span.start());
        self.names_year(before)
    }

    /// True if the text names the year of the report: 全年 ("the whole year"), or 2025年 in the report
    /// of 2025.
    fn names_year(&self, words: &str) -> bool {
        let is_own =
            |year: u32| words.match_indices(&format!("{year}年")).any(|(at, _)| is_own_year(words, at));
        self.cx.facts.words().of(&previous::YEAR).is_in(words)
            || self.years.comparison.new.year.is_some_and(is_own)
    }

    /// True if the figure counts what was done or reached within the year, and so should differ
    /// from last year's. `is_grown` is true if the text states a change for it.
    fn is_of_year(&self, pair: &Pair<'_>, is_grown: bool) -> bool {
        let figure = figure(pair.new);
        let Some(figure) = figure else { return false };
        let naming = figure.named.as_ref();
        let is_change = naming.is_some_and(|naming| naming.change().is_some());
        if value(pair.new).is_none() && !is_change && !figure.is_plain_count() {
            return false;
        }
        let (quantity, text, at) = (figure.quantity(), self.cx.doc.text(), pair.new.span);
        let is_amount = quantity.dimension != Some(Dimension::Time) && !quantity.unit.is_empty();
        let is_of_plan = naming.is_some_and(|naming| naming.is_aim)
            || self.years.comparison.old_part(pair) == Part::Outlook;
        if !is_amount || quantity.is_approximate || is_of_plan {
            return false;
        }
        let clause = &self.years.comparison.new.clauses[pair.clause];
        let words = |class| self.cx.facts.words().of(class);
        let lead = words_before(text, clause.span.start(), at.start());
        let behind = Span::new(at.end(), clause.span.end()).of(text);
        let standing = words(&previous::STANDING);
        let is_standing = standing.is_in(last(lead)) || standing.is_in(first(behind, BESIDE));
        let is_constant = words(&measure::CONSTANT).end_of(lead).is_some() || is_of_other_time(lead);
        let is_group =
            self.is_group(clause, at, (lead, behind)) || words(&previous::SEAT).start_of(behind).is_some();
        if is_standing || is_constant || is_group || is_quoted(text, self.sentence, at.start()) {
            return false;
        }
        let is_flow = words(&previous::FLOW).contains(quantity.unit);
        let is_rhythm = is_flow && RHYTHMS.iter().any(|each| quantity.value == Decimal::integer(*each));
        let is_stock = !is_flow && lead.rfind('有').is_some_and(|at| !is_longer(&lead[at..], MAX_STOCK));
        let is_odd = self.have_others_moved && digits(pair) >= MIN_DIGITS && !is_stock;
        if is_rhythm && !is_grown {
            return false;
        }
        // 合格率98.9% ("pass rate of 98.9%") may be equal in both years.
        if is_grown || quantity.is_rate() {
            return is_grown || is_odd && quantity.value < Decimal::integer(FULL);
        }
        let before = words_before(text, self.sentence.span.start(), at.start());
        let act = words(&previous::ACT);
        let is_served = lead.ends_with(['对', '为', '向']) && act.is_in(first(behind, MAX_ACT));
        let is_total = words(&previous::RUNNING).is_in(lead) && digits(pair) >= MIN_DIGITS;
        is_odd || is_served || is_total || is_flow || self.is_act(lead) || self.names_year(before)
    }

    /// True for the size of a group whose action is counted too (86支工作队排查3轮, "86 teams searched 3
    /// times"), and for the total of a place (全镇238条支渠, "the 238 canals of the town"). Such a
    /// figure may be equal in both years.
    fn is_group(&self, clause: &Clause, at: Span, (lead, behind): (&str, &str)) -> bool {
        let bare = lead.trim_start_matches(|c: char| !is_han(c));
        let is_all =
            self.cx.facts.words().of(&measure::ALL).end_of(bare).is_some_and(|all| all.len() == bare.len());
        let is_followed = clause.slots.last().is_some_and(|last| last.span.start() > at.end());
        let goes_on = behind.chars().take_while(|c| is_han(*c)).count() >= MIN_NOUN;
        goes_on && (bare.is_empty() || is_all || is_followed)
    }
}

/// True if the year at byte `at` is the topic: at the start, or after punctuation. False for the
/// end of a period (到2025年, "until 2025").
fn is_own_year(words: &str, at: usize) -> bool {
    words[..at].trim_end_matches(is_blank).chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

/// True if the text before a figure assigns it to a year by name or to several years: 2019年|1.32亿人次
/// ("in 2019 | 132 million visits"), 三年内实现|31处 ("within three years | 31 places").
fn is_of_other_time(lead: &str) -> bool {
    let is_of_year = lead.trim_end_matches('的').strip_suffix('年').is_some_and(|year| {
        let digits = year.chars().rev().take_while(|c| narrow(*c).is_ascii_digit()).count();
        digits == YEAR_DIGITS
    });
    let is_of_several = lead.match_indices("年内").any(|(at, _)| lead[..at].ends_with(is_numeral));
    is_of_year || is_of_several
}

/// Returns the last [`BESIDE`] characters of the text.
fn last(words: &str) -> &str {
    let start = words.char_indices().rev().take(BESIDE).last().map_or(words.len(), |(at, _)| at);
    &words[start..]
}

/// The first `most` characters of the text.
fn first(words: &str, most: usize) -> &str {
    words.char_indices().nth(most).map_or(words, |(at, _)| &words[..at])
}

/// True if the next figure is the change of the first one: 产值3亿元，增长5% ("output 300 million yuan, up
/// 5%").
fn is_change_of(pair: &Pair<'_>, next: &Slot) -> bool {
    let (Some((_, value)), Some(figure)) = (value(pair.new), figure(next)) else { return false };
    let Some(change) = figure.named.as_ref().filter(|change| change.change().is_some()) else { return false };
    let is_of_value =
        value.name.starts_with(&change.name) && !change.is_own || value.name.ends_with(&change.name);
    is_of_value && figure.quantity().value > Decimal::integer(0)
}
