//! Totals after their parts: 甲3人，乙4人，合计7人 ("A 3, B 4, 7 in all"). The parts may be in earlier
//! sentences.

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sum::list::Level;
use crate::facts::figure::relations::sum::{Reader, Sum};
use crate::facts::figure::relations::{Relation, are_alike};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::class::Class;
use crate::words::rules::figure::sum::{EXCEPT, OPEN, OVERLAPPING, THINGS};
use crate::words::{measure, total};

/// Classes of words that mark the figure after them as a total.
pub(in crate::facts::figure::relations) const CUES: [&Class; 4] =
    [&total::LABEL, &total::ADVERB, &total::NOUN, &total::RUNNING];

/// Number of figures before a total that may be its parts.
const MAX_EARLIER: usize = 24;
/// Number of lists before a total that are tried if the total may have a typing error.
const MAX_LISTS: usize = 8;
/// Number of characters before a figure that are searched for 合计 or 共 ("in all").
const MAX_VERB: usize = 8;

/// Kind of word that marks a figure as a total, with more or less certainty.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Certain: 合计, 共计 ("in all").
    Sure,
    /// A noun directly before the figure: 总数, 总分 ("total").
    Noun,
    /// An adverb that may begin a new statement: ，共 (", in all").
    Adverb,
    /// A word that may mark the total of something else: 累计 ("in total"), 全年 ("in the year"), 总数
    /// ("total"), or 共 ("in all") within a clause.
    Likely,
}

pub(super) fn find<'w>(reader: &Reader<'_, 'w>) -> Vec<Relation<'w>> {
    (2..reader.list.len()).filter_map(|at| reader.total(at)).collect()
}

impl<'w> Reader<'_, 'w> {
    /// Relation of the total with index `at` with the parts before it.
    fn total(&self, at: usize) -> Option<Relation<'w>> {
        if !self.is_addend(at) {
            return None;
        }
        let (cue, verb) = self.cue(at)?;
        let addition = self.addition(at).filter(|_| cue != Cue::Likely);
        if let Some(found) = addition.as_ref().filter(|found| found.sum.holds()) {
            return Some(found.sum.relation(FigureReading::Total, (true, true)));
        }
        let (parts, odd) = self.parts_before(at);
        if parts.len() < 2 {
            return None;
        }
        let &last = parts.last()?;
        // A list of one kind is complete: a shorter list may begin only after another separator or
        // another figure.
        let levels: Vec<Level> = parts.windows(2).map(|pair| self.level(pair[0], pair[1])).collect();
        let may_begin =
            |from: usize| from == 0 || parts[from] != parts[from - 1] + 1 || levels[from - 1] > levels[from];
        let lists = || (0..parts.len() - 1).filter(|&from| may_begin(from)).map(|from| &parts[from..]);
        let sums = self.sums_to_the_last(&parts);
        let whole = self.list[at].quantity.interval();
        if let Some(list) = lists().find(|list| sums[parts.len() - list.len()].meets(whole)) {
            return Some(self.sum_of(list, at).relation(FigureReading::Total, (true, cue != Cue::Likely)));
        }
        if let Some(found) = addition.filter(|found| found.is_sure) {
            return Some(found.sum.relation(FigureReading::Total, (false, true)));
        }
        // Parts after a stronger separator are a list of their own: 去年100人，今年甲30人、乙20人，合计50人 ("last
        // year 100, this year A 30, B 20, 50 in all").
        let inner = levels.iter().copied().min().unwrap_or(Level::None);
        let own = |level: &Level| *level == Level::Stop || *level > inner && inner == Level::Pause;
        let start = levels.iter().rposition(own).map_or(0, |at| at + 1);
        let own = if parts.len() - start > 1 { &parts[start..] } else { &parts[..] };
        let is_plain = odd.is_none_or(|odd| own.first().is_some_and(|&first| odd < first))
            && self.is_list(own, last)
            && self.is_one_statement(own, at, verb)
            && !self.is_open(own, at);
        // 加上 ("plus"): the figure of the previous sentence is a part too.
        let is_added = self.region(own, at).contains("加上");
        // A slip is recognized for any of the lists.
        let mut slips = lists()
            .take(MAX_LISTS)
            .filter(|list| self.sum_of(list, at).is_slipped())
            .filter(|list| !self.is_open(list, at) || self.sum_of(list, at).is_rescaled_by_word());
        let (list, is_unambiguous) = match cue {
            _ if is_plain && cue != Cue::Likely && !is_added && self.sum_of(own, at).is_near() => (own, true),
            Cue::Sure | Cue::Noun => slips.next().map_or((own, false), |list| (list, true)),
            Cue::Adverb | Cue::Likely => {
                (own, is_plain && (self.sum_of(own, at).is_slip() || self.sum_of(own, at).is_rescaled()))
            }
        };
        let sum = self.sum_of(list, at);
        let fit = sum.parts.iter().all(|part| part.quantity.value <= sum.total.quantity.value);
        Some(sum.relation(
            FigureReading::Total,
            (false, is_unambiguous && (fit || cue == Cue::Sure || sum.is_slipped())),
        ))
    }

    /// For each part, the sum of it and all later parts.
    fn sums_to_the_last(&self, parts: &[usize]) -> Vec<Interval> {
        let mut sum = Interval::exact(Decimal::integer(0));
        let mut sums: Vec<Interval> = Vec::with_capacity(parts.len());
        for &part in parts.iter().rev() {
            sum = self.list[part].quantity.interval().plus(sum);
            sums.push(sum);
        }
        sums.reverse();
        sums
    }

    fn sum_of(&self, parts: &[usize], total: usize) -> Sum<'_, 'w> {
        Sum { total: &self.list[total], parts: parts.iter().map(|&part| &self.list[part]).collect() }
    }

    /// Text from the first part to the total.
    fn region(&self, parts: &[usize], total: usize) -> &str {
        let start = parts.first().map_or(0, |&first| self.list[first].start);
        &self.text[start.min(self.list[total].start)..self.list[total].start]
    }

    /// True if the list of parts may be incomplete, or if it contains figures that are not parts.
    fn is_open(&self, parts: &[usize], total: usize) -> bool {
        let region = self.region(parts, total);
        OPEN.iter().chain(&OVERLAPPING).chain(&EXCEPT).any(|word| region.contains(word))
            || region.contains("其中")
            || parts.iter().any(|&part| self.is_no_part(part))
    }

    /// True if the parts and the total are in one sentence, and if `verb`, the text between 合计 ("in
    /// all") and the total, is empty, a copula, or a verb that the parts have too.
    fn is_one_statement(&self, parts: &[usize], total: usize, verb: &str) -> bool {
        let is_one =
            parts.first().is_some_and(|&first| self.list[first].sentence == self.list[total].sentence);
        let is_verb = verb.is_empty() || self.words.of(&measure::COPULA).contains(verb);
        is_one && (is_verb || self.region(parts, total).contains(verb))
    }

    /// Kind of the word before the figure with index `at` that marks it as a total, and the text
    /// between this word and the figure. `None` if there is no such word.
    fn cue(&self, at: usize) -> Option<(Cue, &str)> {
        let lead = self.lead(at);
        if !endings(lead).any(|(words, _)| self.cues.may_end(words)) {
            return None;
        }
        let behind = |class| {
            let members = self.words.of(class);
            endings(lead).find_map(|(words, rest)| members.end_of(words).map(|_| rest))
        };
        if let Some(verb) = behind(&total::LABEL) {
            return Some((Cue::Sure, verb));
        }
        let adverb = behind(&total::ADVERB);
        let is_first = || self.words.of(&total::ADVERB).start_of(lead).is_some();
        let is_clause = || at > 0 && self.gap(at)[..self.gap(at).len() - lead.len()].ends_with(['，', ',']);
        if let Some(verb) = adverb.filter(|_| is_first() && is_clause()) {
            return Some((Cue::Adverb, verb));
        }
        let is_verb = |verb: &&str| verb.is_empty() || self.words.of(&measure::COPULA).contains(verb);
        if let Some(verb) = behind(&total::NOUN).filter(is_verb) {
            return Some((Cue::Noun, verb));
        }
        let verb = adverb.into_iter().chain(behind(&total::RUNNING)).min_by_key(|rest| rest.len())?;
        Some((Cue::Likely, verb))
    }

    /// Indices of the figures before the total with index `at` that may be its parts. Also returns
    /// the index of the nearest figure among them that is not a part; it is `at` itself if the
    /// parts follow a figure of the same sentence that cannot be added.
    fn parts_before(&self, at: usize) -> (Vec<usize>, Option<usize>) {
        let (mut parts, mut odd) = (Vec::new(), None);
        for part in (at.saturating_sub(MAX_EARLIER)..at).rev() {
            let measure = &self.list[part];
            let is_stage = matches!(measure.quantity.unit, "期" | "批" | "年");
            let is_said = matches!(measure.role, Role::By(_) | Role::Against) || measure.quantity.is_rate();
            if measure.depth > self.list[at].depth || is_stage || is_said {
                continue;
            }
            let is_thing = self.list[at].quantity.unit == "件" && THINGS.contains(&measure.quantity.unit);
            if !(are_alike(measure, &self.list[at]) || is_thing) {
                // 两项合计 ("both together") gives the number of parts.
                if part + 1 == at && self.level(part, at) == Level::None {
                    continue;
                }
                // Each part has a figure of another unit beside it: 甲3个、120万元，乙4个、80万元 ("A 3, 1.2
                // million yuan; B 4, 800,000").
                odd = odd.or(Some(part));
                continue;
            }
            // 三个县分别为10个、20个 ("the three counties have 10, 20"): without a separator between them,
            // the figures are not parts of one list.
            let is_joined = parts.last().is_some_and(|&next| self.level(part, next) == Level::None);
            if is_joined || !parts.is_empty() && self.has_total(self.lead(part)) {
                break;
            }
            // 由9个镇、10个乡组成，共19个 ("made up of 9 towns and 10 townships, 19 in all"): the first part
            // of a composition.
            let is_head = measure.role == Role::From && !measure.quantity.is_approximate;
            if !self.is_addend(part) && !is_head {
                if measure.sentence == self.list[at].sentence {
                    odd = Some(at);
                }
                odd = odd.or(Some(part));
                break;
            }
            parts.push(part);
        }
        parts.reverse();
        (parts, odd)
    }

    /// True if the parts are a list that ends with the figure `last`, with a separator between each
    /// two of them.
    fn is_list(&self, parts: &[usize], last: usize) -> bool {
        let is_divided = |pair: &[usize]| self.level(pair[0], pair[1]) > Level::None;
        parts.windows(2).all(is_divided) && parts.last() == Some(&last)
    }
}

/// All ways to split `lead`, the words before a figure, near its end. The first text may end with a
/// word for a total; the second one is between this word and the figure. Ways with a shorter second
/// text come first.
fn endings(lead: &str) -> impl Iterator<Item = (&str, &str)> {
    let lead = lead.trim_end();
    let near = lead.char_indices().rev().take(MAX_VERB).take_while(|&(_, c)| is_han(c));
    let starts = std::iter::once(lead.len()).chain(near.map(|(start, _)| start));
    starts.map(|start| (lead[..start].trim_end(), &lead[start..]))
}
