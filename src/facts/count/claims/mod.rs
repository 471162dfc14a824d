//! Claims: the number of things that a text gives, against those that it lists: 4家子公司，分别为…; “三个严禁”：….
//!
//! A reading says where the list stands and what divides it. Several readings of one number compete: if one of them is free
//! of error, the claim holds. It is wrong only if a reading that is sure disagrees.

mod above;
mod below;
mod days;
mod elements;
mod parts;
mod persons;
mod phrase;
mod pieces;
mod region;
mod trend;

use std::ops::RangeInclusive;

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::text::span::Span;

/// How far a count may be from what is listed; where more is lacking, the list gives examples.
const MAX_SLIP: u64 = 3;

/// By which structure a number is read against a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// 甲、乙、丙三个县: confirms only.
    Before,
    /// 本办法共五章: the chapters or articles of the document.
    Articles,
    /// 谈三个关键, the title: the series of its parts.
    Title,
    /// 以上四点: the series above.
    Above,
    /// 5处安置点（甲校、乙馆、…）.
    Bracket,
    /// 六大行动：甲、乙、丙.
    Introduced,
    /// 子公司4家，分别为甲、乙、丙.
    Named,
    /// “三个严禁”：严禁甲，严禁乙: each item has the word that is counted.
    Keyword,
    /// 从四个维度看：从甲看，…，从乙看，…: clauses that begin alike.
    Parallel,
    /// 三个问题：从哪来，到哪去，靠谁干: short clauses.
    Commas,
    /// 三点不足：甲；乙；丙.
    Semicolons,
    /// 5人组成：组长甲，成员乙、丙.
    Persons,
    /// 分三个阶段：第一阶段…，第二阶段….
    Ordinals,
    /// “三升一降”：甲上升…，乙下降….
    Trend,
    /// 5家名单如下, and a table.
    Rows,
    /// 名单（共5人）, and lines.
    Lines,
    /// 三种方式：, and items of a list without numbers.
    Bullets,
    /// 所附4份表格, and the note of attachments.
    Attached,
    /// 4月18日、5月23日召开两次.
    Days,
    /// 一式四份，甲方执两份，乙方执两份.
    Copies,
    /// 五类18项，其中甲类4项、乙类5项….
    Nested,
}

/// A number of things and what is listed of them.
#[derive(Clone, Debug)]
pub struct Claim {
    /// How they were read.
    pub reading: Reading,
    /// From the number to the noun.
    pub place: Span,
    /// The number.
    pub announced: u64,
    /// The numbers of items that the list may be read to have.
    pub found: RangeInclusive<u64>,
    /// The items, in order; at least one.
    pub items: Vec<Span>,
    /// True if some reading of the list has as many items.
    pub holds: bool,
    /// True if nothing else can be counted, so that the number is wrong if it does not hold.
    pub is_strict: bool,
}

impl Claim {
    /// True if the number is wrong, or the list.
    pub fn is_wrong(&self) -> bool {
        let slip = if self.announced < *self.found.start() {
            self.found.start() - self.announced
        } else {
            self.announced.saturating_sub(*self.found.end())
        };
        let is_sum = matches!(self.reading, Reading::Copies | Reading::Nested);
        self.is_strict && !self.holds && (is_sum || slip <= MAX_SLIP)
    }
}

/// What a list may be read to be.
#[derive(Clone, Debug)]
struct Candidate {
    reading: Reading,
    found: RangeInclusive<u64>,
    items: Vec<Span>,
    /// Ends with 等: there may be more.
    is_open: bool,
    is_sure: bool,
}

impl Candidate {
    fn agrees(&self, value: u64) -> bool {
        self.found.contains(&value) || (self.is_open && value >= *self.found.start())
    }
}

impl Facts<'_> {
    /// Numbers of things with the lists of what they count, in order.
    pub fn claims(&self) -> &[Claim] {
        self.cells.claims.get_or_init(|| {
            let mut claims: Vec<Claim> =
                self.counts().iter().filter_map(|count| claim(self, count)).collect();
            claims.extend(parts::copies(self));
            claims.sort_by_key(|claim| claim.place);
            claims
        })
    }
}

fn claim(facts: &Facts<'_>, count: &Count) -> Option<Claim> {
    if facts.is_declared_term(count.number.start) {
        return None;
    }
    let mut candidates = Vec::new();
    let mut place = count.number;
    if let Some((span, days)) = days::before(facts, count) {
        place = span;
        candidates.push(days);
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
    use super::Reading;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// The readings of the claims of `text` that are wrong, with what is announced and the least that is found.
    fn wrong(text: &str) -> Vec<(Reading, u64, u64)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let claims = facts.claims().iter().filter(|claim| claim.is_wrong());
        claims.map(|claim| (claim.reading, claim.announced, *claim.found.start())).collect()
    }

    #[test]
    fn every_reading_finds_a_slip() {
        let cases = [
            ("新添四座泵站（东站、西站、南站）。", Reading::Bracket, 4, 3),
            ("建设“三大基地”：育苗、加工、物流、研学。", Reading::Introduced, 3, 4),
            ("现有门店三家，分别是老街店、湖滨店、车站店、校园店。", Reading::Named, 3, 4),
            ("落实“四个及时”，及时报告，及时处置，及时反馈。", Reading::Keyword, 4, 3),
            ("可从四个侧面看：从供给看很足，从需求看很旺，从价格看很稳。", Reading::Parallel, 4, 3),
            ("留下两点遗憾：工期拖了；质量差了；账目乱了。", Reading::Semicolons, 2, 3),
            ("小组由五人组成：组长方平，成员丁山、卫东、石磊。", Reading::Persons, 5, 4),
            (
                "分四个阶段：第一阶段（三月）摸底，第二阶段（四月）整改，第三阶段（五月）验收。",
                Reading::Ordinals,
                4,
                3,
            ),
            ("呈现“两升一降”：产量上升，销量上升，价格上升，库存下降。", Reading::Trend, 2, 3),
            ("入选者（三名）\n方小平\n丁大山\n卫向东\n石中磊", Reading::Lines, 3, 4),
            ("请填报所附两张表。\n附件：1.甲表\n2.乙表\n3.丙表", Reading::Attached, 2, 3),
            ("于3月4日、3月9日、4月1日碰头四次。", Reading::Days, 4, 3),
            ("一式五份，甲方两份，乙方两份。", Reading::Copies, 5, 4),
            ("共两类9项，其中甲类4项、乙类4项。", Reading::Nested, 9, 8),
            ("一、早\n二、细\n三、实\n以上四点，请照办。", Reading::Above, 4, 3),
            ("甲水厂、乙水厂、丙水厂两座水厂已停产。", Reading::Before, 2, 3),
        ];
        for (text, reading, announced, found) in cases {
            assert_eq!(wrong(text), [(reading, announced, found)], "{text}");
        }
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
