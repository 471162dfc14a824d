//! Claims: a number of things that a text states, compared with the things that it lists:
//! 4家子公司，分别为… ("4 subsidiaries, namely …"), “三个严禁”：… ("'three forbidden': …").
//!
//! A number can be compared with a list in several ways, called readings, each of which determines
//! the position and the separators of the list. If one reading of a number agrees, the claim holds.
//! The claim is wrong only if a sure reading disagrees.

mod above;
mod apposition;
mod below;
mod beside;
mod cells;
mod clauses;
mod closed;
mod days;
mod elements;
mod explained;
mod formula;
mod keyed;
mod labelled;
mod levels;
mod named;
mod offices;
mod ones;
mod ordinals;
mod parties;
mod parts;
mod persons;
mod phrase;
mod pieces;
mod pronoun;
mod quoted;
mod ranges;
pub mod reading;
mod region;
mod rest;
mod sets;
mod signed;
mod totals;
mod trend;

use std::ops::RangeInclusive;

use crate::facts::Facts;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::text::span::Span;

/// Maximum difference between a number and its list that is reported. If more items are missing,
/// the list probably contains examples only.
const MAX_SLIP: u64 = 3;
/// Maximum number that is compared with a list before it. A greater number is an amount.
const MAX_LISTED: u64 = 30;

/// A number of things that a text states, with the things that it lists: 三个县：甲、乙、丙 ("three
/// counties: A, B, C").
#[derive(Clone, Debug)]
pub struct Claim {
    /// Kind of structure that connects the number and the list.
    pub reading: CountReading,
    /// Span from the number to the noun.
    pub place: Span,
    /// Number that the text states.
    pub announced: u64,
    /// Possible numbers of items in the list. More than one if 和 ("and") may divide an item.
    pub found: RangeInclusive<u64>,
    /// Spans of the items, in order; at least one.
    pub items: Vec<Span>,
    /// True if in some reading the list has the stated number of items.
    pub holds: bool,
    /// True if the number must count this list. Only then is the number wrong if `holds` is false.
    pub is_strict: bool,
}

impl Claim {
    /// True if the stated number and the list disagree.
    pub fn is_wrong(&self) -> bool {
        let slip = if self.announced < *self.found.start() {
            self.found.start() - self.announced
        } else {
            self.announced.saturating_sub(*self.found.end())
        };
        // A list before its number does not give examples: any surplus of items is an error.
        let is_over = self.announced < *self.found.start()
            && matches!(self.reading, CountReading::Apposed | CountReading::Explained | CountReading::Levels);
        self.is_strict && !self.holds && (self.reading.is_sum() || is_over || slip <= MAX_SLIP)
    }

    /// Claim for a number that disagrees with `list`.
    fn of_list(reading: CountReading, place: Span, list: List, announced: u64) -> Self {
        let found = list.counts();
        Self { reading, place, announced, found, items: list.items, holds: false, is_strict: true }
    }
}

/// A list that a number may count, found by one reading. A number may have several candidates.
#[derive(Clone, Debug)]
struct Candidate {
    reading: CountReading,
    found: RangeInclusive<u64>,
    items: Vec<Span>,
    /// True if the list ends with 等 ("etc."), so that there may be more items than are listed.
    is_open: bool,
    is_sure: bool,
}

impl Candidate {
    fn agrees(&self, value: u64) -> bool {
        self.found.contains(&value) || (self.is_open && value >= *self.found.start())
    }
}

impl Facts<'_> {
    /// All claims of the document, in text order: the numbers of things, with the lists that they
    /// count.
    pub fn claims(&self) -> &[Claim] {
        self.cells.claims.get_or_init(|| {
            let mut claims: Vec<Claim> =
                self.counts().iter().filter_map(|count| claim(self, count)).collect();
            claims.extend(parts::copies(self));
            claims.extend(formula::all(self));
            claims.extend(parties::all(self));
            claims.sort_by_key(|claim| claim.place);
            let found = mismatches(self, &claims);
            if !found.is_empty() {
                claims.extend(found);
                claims.sort_by_key(|claim| claim.place);
            }
            claims
        })
    }
}

/// Finds claims for numbers that disagree with the list directly before them. Skips numbers for
/// which `claims` already contains a claim that holds or is wrong.
fn mismatches(facts: &Facts<'_>, claims: &[Claim]) -> Vec<Claim> {
    let is_claimed = |count: &&Count| {
        let at = claims.partition_point(|claim| claim.place.end() <= count.number.start());
        let mut near = claims[at..].iter().take_while(|claim| claim.place.start() < count.number.end());
        near.any(|claim| claim.holds || claim.is_wrong())
    };
    let is_open = |count: &&Count| count.value <= MAX_LISTED && !facts.is_term(count.number.start());
    let open = facts.counts().iter().filter(|count| is_open(count) && !is_claimed(count));
    open.filter_map(|count| {
        apposition::mismatch(facts, count)
            .or_else(|| explained::mismatch(facts, count))
            .or_else(|| levels::mismatch(facts, count))
            .or_else(|| sets::mismatch(facts, count))
    })
    .collect()
}

/// Function that reads one kind of structure around a count. Returns the span of the claim and the
/// list that the number counts; `None` if the text does not have this structure.
type Read = fn(&Facts<'_>, &Count) -> Option<(Span, Candidate)>;

/// Readings that need only the count, and not the phrase around it.
const OWN: [Read; 17] = [
    named::before,
    named::above,
    totals::read,
    pronoun::read,
    quoted::read,
    ranges::read,
    rest::read,
    keyed::read,
    beside::names,
    beside::numbers,
    beside::times,
    ones::read,
    closed::read,
    labelled::read,
    signed::read,
    cells::read,
    offices::read,
];

fn claim(facts: &Facts<'_>, count: &Count) -> Option<Claim> {
    if facts.is_declared_term(count.number.start()) {
        return None;
    }
    let mut candidates = Vec::new();
    let mut place = count.number;
    if let Some((span, days)) = days::before(facts, count) {
        place = span;
        candidates.push(days);
    }
    for (span, candidate) in OWN.iter().filter_map(|read| read(facts, count)) {
        place = span;
        candidates.push(candidate);
    }
    let mut announced = count.value;
    if let Some((span, value, nested)) = parts::nested(facts, count) {
        (place, announced) = (span, value);
        candidates.push(nested);
    }
    if let Some((span, above)) = above::read(facts, count) {
        place = span;
        candidates.extend(above);
    }
    if let Some((span, trend)) = trend::read(facts, count) {
        place = span;
        candidates.push(trend);
    } else if let Some(phrase) = phrase::read(facts, count) {
        place = if candidates.is_empty() { phrase.span } else { place };
        region::read(facts, &phrase, &mut candidates);
        below::read(facts, &phrase, &mut candidates);
        pieces::read(facts, &phrase, &mut candidates);
    }
    if let Some((span, counted)) = ordinals::read(facts, count) {
        place = if candidates.is_empty() { span } else { place };
        candidates.push(counted);
    }
    let holds = candidates.iter().any(|candidate| candidate.agrees(announced));
    let best = candidates
        .iter()
        .find(|candidate| if holds { candidate.agrees(announced) } else { candidate.is_sure });
    let best = best.or(candidates.first())?;
    Some(Claim {
        reading: best.reading,
        place,
        announced,
        found: best.found.clone(),
        items: best.items.clone(),
        holds,
        is_strict: best.is_sure,
    })
}

#[cfg(test)]
mod tests {
    use super::CountReading;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// Wrong claims of `text`, each as its reading, the stated number and the smallest number of
    /// listed items.
    fn wrong(text: &str) -> Vec<(CountReading, u64, u64)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let claims = facts.claims().iter().filter(|claim| claim.is_wrong());
        claims.map(|claim| (claim.reading, claim.announced, *claim.found.start())).collect()
    }

    #[test]
    fn every_reading_finds_a_slip() {
        let cases = [
            ("新添四座泵站（东站、西站、南站）。", CountReading::Bracket, 4, 3),
            ("建设“三大基地”：育苗、加工、物流、研学。", CountReading::Introduced, 3, 4),
            ("现有门店三家，分别是老街店、湖滨店、车站店、校园店。", CountReading::Told, 3, 4),
            ("落实“四个及时”，及时报告，及时处置，及时反馈。", CountReading::Keyword, 4, 3),
            ("可从四个侧面看：从供给看很足，从需求看很旺，从价格看很稳。", CountReading::Parallel, 4, 3),
            ("留下两点遗憾：工期拖了；质量差了；账目乱了。", CountReading::Semicolons, 2, 3),
            ("小组由五人组成：组长方平，成员丁山、卫东、石磊。", CountReading::Persons, 5, 4),
            (
                "分四个阶段：第一阶段（三月）摸底，第二阶段（四月）整改，第三阶段（五月）验收。",
                CountReading::Ordinals,
                4,
                3,
            ),
            ("呈现“两升一降”：产量上升，销量上升，价格上升，库存下降。", CountReading::Trend, 2, 3),
            ("入选者（三名）\n方小平\n丁大山\n卫向东\n石中磊", CountReading::Lines, 3, 4),
            ("请填报所附两张表。\n附件：1.甲表\n2.乙表\n3.丙表", CountReading::Attached, 2, 3),
            ("于3月4日、3月9日、4月1日碰头四次。", CountReading::Days, 4, 3),
            ("一式五份，甲方两份，乙方两份。", CountReading::Copies, 5, 4),
            ("共两类9项，其中甲类4项、乙类4项。", CountReading::Nested, 9, 8),
            ("一、早\n二、细\n三、实\n以上四点，请照办。", CountReading::Above, 4, 3),
            ("甲水厂、乙水厂、丙水厂两座水厂已停产。", CountReading::Before, 2, 3),
            ("聘请高小翔、罗大敏、谢军和唐宁三位同志为评审。", CountReading::Named, 3, 4),
            ("任命：\n高小翔为科长；\n罗大敏为副科长。\n以上三名同志即日到岗。", CountReading::Named, 3, 2),
            ("配锅炉2台、风机3台。\n上述6台设备已验收。", CountReading::Totals, 6, 5),
            ("钱、人、地，两者都缺。", CountReading::Pronoun, 2, 3),
            ("建“1+2”队伍，“1”是总队，“2”是巡河队、护林队、救援队。", CountReading::Formula, 2, 3),
            (
                "分三个环节推进：\n摸底环节（一月），入户。\n施工环节（二月），开工。",
                CountReading::Heads,
                3,
                2,
            ),
            ("一式两份，甲乙丙三方各执一份。", CountReading::Copies, 2, 3),
            ("全书分四章。第一章讲育种，第二章讲栽培，第三章讲储运。", CountReading::CountedOff, 4, 3),
            ("会写“桥、渠、堤”四个字。", CountReading::Quoted, 4, 3),
            ("读第21页至第26页，共5页。", CountReading::Range, 5, 6),
            ("站里九个人，除方平、丁山外，其余六人值守。", CountReading::Rest, 6, 7),
            ("走访了柳镇、石镇、白乡、坪乡、岭乡，在两镇两乡座谈。", CountReading::Keyed, 2, 3),
            ("果园东、南、北两面环水。", CountReading::Beside, 2, 3),
            ("安排在第2、4、6、8周，共三次。", CountReading::Beside, 3, 4),
            ("出席：方小平、丁大山、卫向东\n会上，四名出席人员签了字。", CountReading::Labelled, 4, 3),
            ("设三个项目，限报一项：\n- 拔河\n- 跳绳", CountReading::Signed, 3, 2),
            ("有三个难题，一个是钱，一个是地。", CountReading::OneByOne, 3, 2),
            ("我校坚持德智体美劳四育并举。", CountReading::Levels, 4, 5),
            ("入选：方小平、丁大山、卫向东（共四人）。", CountReading::Closed, 4, 3),
        ];
        for (text, reading, announced, found) in cases {
            assert_eq!(wrong(text), [(reading, announced, found)], "{text}");
        }
    }

    #[test]
    fn the_last_item_of_a_list_may_be_two() {
        assert_eq!(wrong("东村、柳村、石村和白家岭村五个村受灾。"), [(CountReading::Apposed, 5, 3)]);
        // Longer than two items, so it may be a clause.
        assert_eq!(wrong("东村、柳村、石村和白家岭新村五个村受灾。"), []);
    }

    #[test]
    fn digits_of_an_example_are_the_items() {
        let text = "口令由3位数字组成（如“0214”），每周更换。";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let items: Vec<&str> =
            facts.claims().iter().flat_map(|claim| &claim.items).map(|item| item.of(text)).collect();
        assert_eq!(items, ["0", "2", "1", "4"]);
    }

    #[test]
    fn one_reading_that_agrees_is_enough() {
        let cases = [
            "新添三座泵站（东站、西站和南站），另有三座闸（两座大闸、一座小闸）。",
            "一级工、二级工、三级工都要持证；三省一市、中亚五国与会。",
            "全县九个乡镇（街道），选了三个村（含移民村、渔村）。",
            "一式四份，双方各执两份；一式六份，正本两份，副本四份。",
            "三个难题：钱、人、地，都要解决。分三步，第一步看，第二步干，第三步评。",
            "第三、四道工序：打磨、抛光、上漆。前八名是甲、乙、丙、丁、戊、己、庚、辛、壬，其中两队并列第五。",
        ];
        for text in cases {
            assert_eq!(wrong(text), [], "{text}");
        }
    }
}
