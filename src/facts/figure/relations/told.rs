//! Values that are given twice: 城镇新增就业1.26万人 ("12,600 new jobs in towns") in one paragraph,
//! 城镇新增就业1.62万人 ("16,200") in another.
//!
//! The same words seldom measure the same thing twice: a budget gives 税收收入 ("tax revenue") of a
//! city and of its centre, of this year and the next. So a second value is wrong only if place and
//! period may be the same, and if it looks like a typing error for the first.

pub(in crate::facts) mod reader;
mod same;
pub(in crate::facts) mod setting;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::figure::measures::{Measure, Measured, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::told::reader::Reader;
use crate::facts::figure::relations::told::same::{Judge, fewest_digits};
use crate::facts::figure::relations::told::setting::{OwnedSetting, Setting};
use crate::facts::figure::relations::{Operand, Relation, is_person};
use crate::text::interval::Interval;
use crate::words::Words;

/// Maximum number of earlier values with which one value is compared.
const MAX_EARLIER: usize = 8;
/// Maximum number of values of one name among which an equal one is looked for, to bound the time.
const MAX_EQUAL: usize = 64;
/// Number of different values of one name from which on they are not compared, because each of them
/// may be that of another thing.
const MANY: usize = 3;

/// Conditions under which values are compared if their names only end alike. Each pair contains the
/// minimum number of equal characters at the end of the names, and the minimum number of digits of
/// the values. In such values, two swapped digits are hardly a coincidence.
const ALIKE: [(usize, usize); 2] = [(4, 2), (2, 3)];

/// A figure with the name of its subject, for a comparison with the figures of another text.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Named<'w> {
    /// Number, unit and role of the figure.
    pub(in crate::facts) measure: Measure<'w>,
    /// Name of the measured thing, without words for time, for actions and for the whole. Empty if
    /// it has none.
    pub(in crate::facts) name: String,
    /// True if the words before the figure give the name, false if it is taken from a previous
    /// figure.
    pub(in crate::facts) is_own: bool,
    /// Place and time to which the figure refers.
    pub(in crate::facts) scope: OwnedSetting,
}

/// All figures with a unit, in text order, each with its name.
pub(in crate::facts) fn named<'w>(text: &'w str, words: &Words, measures: &Measured<'w>) -> Vec<Named<'w>> {
    let reader = Reader::new(text, words);
    measures.sentences().flat_map(|sentence| reader.named(sentence)).collect()
}

/// Key of a measured thing: part of the document, name, unit, and direction if it is a change.
type Key<'w> = (Option<usize>, Cow<'w, str>, &'w str, Option<Way>);

/// One mention of a value in the text, with the place and the period to which it refers.
struct Mention<'w> {
    quantity: Quantity<'w>,
    setting: Setting<'w>,
    /// Start of the sentence that contains the mention.
    sentence: usize,
    /// Verb of a change, as in 生产总值增长 ("growth of the product"); empty for a value.
    verb: &'w str,
}

impl<'w> Mention<'w> {
    /// True if the other mention is in another sentence and may refer to the same place and period.
    fn may_be(&self, other: &Self) -> bool {
        self.sentence != other.sentence && self.setting.may_be(&other.setting)
    }

    fn meets(&self, other: &Self) -> bool {
        self.quantity.interval().meets(other.quantity.interval())
    }

    /// Creates the relation with a second mention, which comes after this one. `name` is the name
    /// of the second one.
    fn relation(&self, (name, second): (&str, &Self), (is_unambiguous, holds): (bool, bool)) -> Relation<'w> {
        Relation {
            reading: FigureReading::Told,
            stated: second.quantity,
            place: second.quantity.span,
            operands: vec![Operand::new("first", self.quantity)],
            holds,
            is_unambiguous,
            formula: format!("{name}{}", second.verb),
            computed: format!("{}{}", self.quantity.scaled(), self.quantity.unit),
        }
    }
}

/// Compares all values that the document gives more than once. For a collection of texts, `part_of`
/// returns the text that contains a block; values of different texts are not compared.
pub(super) fn find<'w>(
    doc: &'w Document,
    part_of: impl Fn(usize) -> Option<usize>,
    words: &Words,
    measures: &Measured<'w>,
) -> Vec<Relation<'w>> {
    let mut reader = Reader::new(doc.text(), words);
    let mut mentions: Vec<(Key<'w>, Mention<'w>)> = Vec::new();
    for passage in measures.blocks() {
        let part = part_of(doc.block_at(passage.span.start()));
        for sentence in passage.sentences() {
            reader.sentence(sentence, |name, way, mention| {
                let unit = if is_person(mention.quantity.unit) { "人" } else { mention.quantity.unit };
                mentions.push(((part, name, unit, way), mention));
            });
        }
    }
    let groups = group(&mentions, Some);
    let several = groups.iter().filter(|places| has_several(&mentions, places)).take(MANY).count();
    let judge = Judge { doc, is_steady: several <= 1 };
    let mut relations = Vec::new();
    // True for values that are repeated unchanged, or already reported.
    let mut is_settled = vec![false; mentions.len()];
    for places in &groups {
        let list: Vec<&Mention<'w>> = places.iter().map(|&place| &mentions[place].1).collect();
        let key = &mentions[places[0]].0;
        let is_of_several = key.3.is_some() && reader.has_several(&key.1);
        if !is_of_several && distinct(&list) < MANY {
            relations.extend(judge.relations(key, &list));
        }
        let values: Vec<(usize, Interval)> =
            list.iter().map(|one| (one.sentence, one.quantity.interval())).collect();
        for (place, (sentence, value)) in places.iter().zip(&values) {
            let mut others = values.iter().take(MAX_EQUAL);
            is_settled[*place] = others.any(|(other, known)| other != sentence && known.meets(*value));
        }
    }
    for (length, digits) in ALIKE {
        relations.extend(alike(&mentions, &mut is_settled, (length, digits)));
    }
    relations
}

/// Indices of the mentions with each key that several mentions have, in the order of the first
/// mentions. Most keys have one mention, so that a list for each would cost more than the rest.
fn group<'t, 'w, K: Eq + Hash>(
    mentions: &'t [(Key<'w>, Mention<'w>)],
    key: impl Fn(&'t Key<'w>) -> Option<K>,
) -> Vec<Vec<usize>> {
    // For each key the first mention, and the number of the group if there are more.
    let mut known: FxHashMap<K, (usize, Option<usize>)> = FxHashMap::default();
    known.reserve(mentions.len());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, (name, _)) in mentions.iter().enumerate() {
        let Some(key) = key(name) else { continue };
        match known.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert((place, None));
            }
            Entry::Occupied(mut entry) => {
                let (first, number) = entry.get_mut();
                match *number {
                    Some(number) => groups[number].push(place),
                    None => {
                        *number = Some(groups.len());
                        groups.push(vec![*first, place]);
                    }
                }
            }
        }
    }
    groups.sort_unstable_by_key(|places| places[0]);
    groups
}

/// Compares values if one name ends with the other: 参保 ("insured") and 医保参保. They are wrong if two
/// digits are swapped: 参保31.24万人 … 医保参保31.42万人 ("312,400 insured … 314,200 insured"). `length` and
/// `digits` are one of the pairs of [`ALIKE`].
fn alike<'w>(
    mentions: &[(Key<'w>, Mention<'w>)],
    is_settled: &mut [bool],
    (length, digits): (usize, usize),
) -> Vec<Relation<'w>> {
    let groups = group(mentions, |(part, name, unit, way)| {
        let (from, _) = name.char_indices().rev().nth(length - 1)?;
        Some((*part, &name[from..], *unit, *way))
    });
    let mut relations = Vec::new();
    for places in groups {
        for (number, &place) in places.iter().enumerate().skip(1) {
            let second = &mentions[place].1;
            for &earlier in &places[number.saturating_sub(MAX_EARLIER)..number] {
                if is_settled[place] || is_settled[earlier] {
                    continue;
                }
                let (name, first) = (&mentions[earlier].0.1, &mentions[earlier].1);
                let own = &mentions[place].0.1;
                let is_alike = own != name && (own.ends_with(&**name) || name.ends_with(&**own));
                let is_swapped = || {
                    first.quantity.scale == second.quantity.scale
                        && slip(second.quantity.printed, first.quantity.printed) == Some(Slip::Swapped)
                };
                if is_alike
                    && first.setting.is_place_of(&second.setting)
                    && fewest_digits(first.quantity, second.quantity) >= digits
                    && is_swapped()
                    && first.may_be(second)
                    && !first.meets(second)
                {
                    relations.push(first.relation((own, second), (true, false)));
                    is_settled[place] = true;
                }
            }
        }
    }
    relations
}

/// Number of different values, at most [`MANY`].
fn distinct(mentions: &[&Mention<'_>]) -> usize {
    let mut values: Vec<Quantity<'_>> = Vec::new();
    for mention in mentions {
        let interval = mention.quantity.interval();
        if values.len() < MANY && !values.iter().any(|value| value.interval().meets(interval)) {
            values.push(mention.quantity);
        }
    }
    values.len()
}

/// True if the values of a name are not all equal.
fn has_several(mentions: &[(Key<'_>, Mention<'_>)], places: &[usize]) -> bool {
    let mut values = places.iter().take(MAX_EQUAL).map(|&place| &mentions[place].1);
    values.next().is_some_and(|first| values.any(|other| !first.meets(other)))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 1] = [FigureReading::Told];

    #[test]
    fn tells_slips_from_other_places_and_times() {
        let cases: [(&str, &[&str]); 15] = [
            ("培训农民1460人次。\n全县累计培训农民1640人次。", &["1640人次"]),
            ("工业投资增长7.4%。\n工业投资52.6亿元，增长7.9%。", &["7.9%"]),
            ("受理执行案件23件。\n受理的32件执行案件中，9件已结。", &["32件"]),
            ("医保参保31.24万人。\n全县城乡居民医保参保人数31.42万人。", &["31.42万人"]),
            ("修复河堤3246米。\n共修复3264米河堤，水患减轻。", &["3264米"]),
            ("上半年培训农民1460人次。\n全年培训农民1640人次。", &[]),
            ("全市税收收入38.26亿元。\n市本级税收收入32.86亿元。", &[]),
            ("造林面积2.35万亩。\n今年计划造林面积2.53万亩。", &[]),
            ("实施项目86个。\n实施项目34个。", &[]),
            // Lines that are repeated, and entries whose number is joined to the figure.
            ("（2）我省年内新开通城际线路4条；\n正文\n我省年内新开通城际线路9条", &["9条"]),
            ("3.25名工匠受到表彰；\n正文\n25名工匠受到表彰", &[]),
            // 万 for 亿, and few digits in a text in which no other name has two values.
            ("水库累计供水52万立方米。\n水库累计供水52亿立方米，保障了灌溉。", &["52亿立方米"]),
            ("完成老旧管网改造37公里。\n全县完成老旧管网改造39公里，漏损下降。", &["39公里"]),
            ("城市污水处理收入37亿元，新建学校收入5亿元。\n城市污水处理收入39亿元，新建学校收入8亿元。", &[]),
            ("新建学校收入5亿元。\n新建学校收入8亿元，都已入库。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
