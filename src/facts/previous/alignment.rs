//! Aligns the clauses of a report with those of the previous year's report: finds for each clause
//! the old one that was overwritten to make it.
//!
//! Candidate sentences are looked up by the rare grams (runs of three letters) of their frames,
//! which are the texts without figures and dates. This takes linear time and also finds sentences
//! that were moved. Clauses are then compared only within the few sentences that share the most
//! grams.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::previous::{Clause, Record};
use crate::text::chars::is_longer;
use crate::text::hash;

/// Number of letters in a gram, a run of consecutive letters of a frame. Clauses are compared by
/// the grams that they have in common.
const GRAM: usize = 3;
/// Maximum number of sentences of the earlier report in which a gram may occur. More frequent grams
/// are ignored, as they do not tell which sentence is meant.
const MAX_PLACES: usize = 12;
/// Maximum number of sentences of the earlier report whose clauses are compared with those of one
/// new sentence.
const MAX_CANDIDATES: usize = 3;
/// Minimum number of grams that two sentences must share to be compared.
const MIN_SHARED: usize = 2;
/// Minimum share of common grams that two clauses must have to be matched, in percent.
const MIN_ALIKE: usize = 50;
/// Maximum ratio between the lengths of two matched clauses. If one is longer than this, they are
/// not the same clause.
const MAX_LONGER: usize = 3;
/// Minimum number of letters of a frame that occurs once in each report, for its two clauses to be
/// matched with each other and not with reworded ones.
const MIN_KEPT: usize = 8;
/// Number of percentage points that are added to the likeness of a clause that directly follows the
/// previously matched one.
const IN_ORDER: usize = 15;

/// Matches the clauses of two reports: for each clause of the new report, the index of the old
/// clause that was overwritten to make it. `None` if it is a new one.
pub fn align(old: &Record, new: &Record) -> Vec<Option<usize>> {
    let index = Index::new(old);
    let grams = |record: &Record| record.clauses.iter().map(|clause| sorted_grams(&clause.frame)).collect();
    let (old_grams, new_grams): (Vec<Vec<u64>>, Vec<Vec<u64>>) = (grams(old), grams(new));
    let mut pairs: Vec<Option<usize>> = vec![None; new.clauses.len()];
    let mut is_taken = vec![false; old.clauses.len()];
    let kept = kept(old, new);
    let mut expected = 0;
    for sentence in &new.sentences {
        let candidates = index.candidates(sentence.clauses.clone().map(|at| &new_grams[at]), expected);
        let mut last: Option<usize> = None;
        for at in sentence.clauses.clone() {
            let clause = &new.clauses[at];
            let mut best: Option<(usize, usize)> = None;
            for (rank, &candidate) in candidates.iter().enumerate() {
                for other in old.sentences[candidate].clauses.clone().filter(|other| !is_taken[*other]) {
                    let frame = &old.clauses[other].frame;
                    if kept.contains(frame.as_str()) && *frame != clause.frame {
                        continue;
                    }
                    let alike = likeness((clause, &new_grams[at]), (&old.clauses[other], &old_grams[other]));
                    let is_next = last.is_some_and(|last| last + 1 == other);
                    let score = alike + if is_next { IN_ORDER } else { 0 };
                    let score = score.saturating_sub(rank);
                    if alike >= MIN_ALIKE && best.is_none_or(|(known, _)| score > known) {
                        best = Some((score, other));
                    }
                }
            }
            if let Some((_, other)) = best {
                pairs[at] = Some(other);
                is_taken[other] = true;
                last = Some(other);
                expected = old.clauses[other].sentence;
            }
        }
    }
    pairs
}

/// Frames that occur exactly once in each of the two reports and are long enough ([`MIN_KEPT`]).
/// Their clauses were kept, only with other figures.
fn kept<'r>(old: &'r Record, new: &'r Record) -> FxHashSet<&'r str> {
    let counts = |record: &'r Record| {
        let mut counts: FxHashMap<&'r str, usize> = FxHashMap::default();
        for clause in record.clauses.iter().filter(|clause| is_longer(&clause.frame, MIN_KEPT - 1)) {
            *counts.entry(&clause.frame).or_default() += 1;
        }
        counts
    };
    let new = counts(new);
    let once = counts(old).into_iter().filter(|(frame, count)| *count == 1 && new.get(frame) == Some(&1));
    once.map(|(frame, _)| frame).collect()
}

/// Likeness of two clauses: the share of their grams that both have, in percent. Frames shorter
/// than a gram must be equal.
fn likeness((one, grams): (&Clause, &[u64]), (other, others): (&Clause, &[u64])) -> usize {
    if one.frame == other.frame {
        return if one.frame.is_empty() { 0 } else { 100 };
    }
    let (few, many) = (grams.len().min(others.len()), grams.len().max(others.len()));
    if many > few * MAX_LONGER {
        return 0;
    }
    let (mut left, mut right) = (grams.iter().peekable(), others.iter().peekable());
    let mut shared = 0_usize;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => left.next(),
            std::cmp::Ordering::Greater => right.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next()
            }
        };
    }
    (200 * shared).checked_div(grams.len() + others.len()).unwrap_or(0).min(99)
}

/// Grams of a frame as hashes, in ascending order. A frame of fewer than [`GRAM`] letters counts as
/// one gram.
fn sorted_grams(frame: &str) -> Vec<u64> {
    let starts: Vec<usize> = frame.char_indices().map(|(at, _)| at).chain([frame.len()]).collect();
    let gram = |from: usize, to: usize| hash::fnv(hash::START, &frame.as_bytes()[from..to]);
    let mut grams: Vec<u64> = match starts.len().checked_sub(1) {
        None | Some(0) => Vec::new(),
        Some(letters) if letters < GRAM => vec![gram(0, frame.len())],
        Some(_) => starts.windows(GRAM + 1).map(|window| gram(window[0], window[GRAM])).collect(),
    };
    grams.sort_unstable();
    grams
}

/// Index of the earlier report's sentences, by the grams of their clauses.
struct Index {
    sentences: FxHashMap<u64, Vec<u32>>,
}

impl Index {
    fn new(record: &Record) -> Self {
        let mut sentences: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for clause in &record.clauses {
            let sentence = clause.sentence as u32;
            for gram in sorted_grams(&clause.frame) {
                let places = sentences.entry(gram).or_default();
                if places.len() <= MAX_PLACES && places.last() != Some(&sentence) {
                    places.push(sentence);
                }
            }
        }
        sentences.retain(|_, places| places.len() <= MAX_PLACES);
        Self { sentences }
    }

    /// Indices of the old sentences that have the most grams in common with a new sentence, the
    /// best first. `grams` are the grams of its clauses. Of equally good sentences, the one nearest
    /// to the index `expected` comes first.
    fn candidates<'g>(&self, grams: impl Iterator<Item = &'g Vec<u64>>, expected: usize) -> Vec<usize> {
        let mut votes: FxHashMap<u32, usize> = FxHashMap::default();
        let mut own = 0;
        for gram in grams.flatten() {
            own += 1;
            for sentence in self.sentences.get(gram).into_iter().flatten() {
                *votes.entry(*sentence).or_default() += 1;
            }
        }
        let mut votes: Vec<(u32, usize)> =
            // A line that is a date has only one gram.
            votes.into_iter().filter(|(_, shared)| *shared >= MIN_SHARED.min(own)).collect();
        let distance = |sentence: u32| (sentence as usize).abs_diff(expected);
        votes.sort_unstable_by_key(|(sentence, shared)| {
            (std::cmp::Reverse(*shared), distance(*sentence), *sentence)
        });
        votes.truncate(MAX_CANDIDATES);
        votes.into_iter().map(|(sentence, _)| sentence as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_PLACES, align};
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::previous::Record;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn record(text: &str) -> Record {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        Facts::new(&doc, &lexicon, &vocabulary).record()
    }

    /// For each clause of the text `new`, the index of the clause of `old` from which it was made.
    fn pairs(old: &str, new: &str) -> Vec<Option<usize>> {
        align(&record(old), &record(new))
    }

    #[test]
    fn finds_sentences_that_were_moved_dropped_or_added() {
        let old = "全年造林3.2万亩，抚育森林1.5万亩。\n查处毁林案件46起。\n举办技术培训班18期。";
        let new = "举办技术培训班21期。\n建成无人机巡护站5个。\n全年造林3.6万亩，抚育森林1.7万亩。";
        assert_eq!(pairs(old, new), [Some(3), None, Some(0), Some(1)]);
    }

    #[test]
    fn keeps_the_order_of_clauses_that_are_alike() {
        let old = "客运量36万人次，同比增长2.1%；货运量58万吨，同比增长3.3%；吞吐量9万箱，同比增长1.4%。";
        let new = "客运量39万人次，同比增长4.5%；吞吐量11万箱，同比增长6.2%；货运量61万吨，同比增长2.8%。";
        assert_eq!(pairs(old, new), [Some(0), Some(1), Some(4), Some(5), Some(2), Some(3)]);
    }

    #[test]
    fn takes_reworded_clauses_and_no_others() {
        let old = "完成老旧小区电梯加装36部，惠及居民1240户。";
        assert_eq!(pairs(old, "完成老旧小区电梯加装改造41部。"), [Some(0)]);
        assert_eq!(pairs(old, "新开通公交线路4条。"), [None]);
        assert_eq!(pairs(old, ""), []);
        assert_eq!(pairs("", "新开通公交线路4条。"), [None]);
    }

    #[test]
    fn keeps_a_clause_for_the_one_that_is_the_same() {
        let old = "迎接公司成立60周年系列活动，办好厂史展览。";
        let new = "组织公司成立60周年系列活动。\n迎接公司成立60周年系列活动，办好厂史展览。";
        assert_eq!(pairs(old, new), [None, Some(0), Some(1)]);
        // A frame of eight letters is long enough.
        let old = "组织开展安全检查，整改隐患30处。";
        let new = "组织开展安全大检查，走访门店25家。\n组织开展安全检查，整改隐患36处。";
        assert_eq!(pairs(old, new), [None, None, Some(0), Some(1)]);
    }

    #[test]
    fn grams_of_too_many_sentences_are_ignored() {
        let matched = |count: usize| {
            let text = "开展检查12次。\n".repeat(count);
            pairs(&text, "开展检查12次。")
        };
        assert_eq!(matched(MAX_PLACES), [Some(0)]);
        assert_eq!(matched(MAX_PLACES + 1), [None]);
    }

    #[test]
    fn takes_time_that_grows_with_the_text() {
        // Grams that occur very often are ignored. Sentences and clauses may be very long.
        let same = "开展检查12次，整改隐患30处。\n".repeat(3000);
        assert_eq!(pairs(&same, &same).iter().flatten().count(), 0);
        let long = format!("{}。", "检查12次、整改30处，".repeat(4000));
        assert_eq!(pairs(&long, &long).len(), 4001);
        let clause = format!("{}。", "整改30处、".repeat(20_000));
        assert_eq!(pairs(&clause, &clause), [Some(0)]);
    }
}
