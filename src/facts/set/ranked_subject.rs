//! Subjects of ranks: 接待 ("visits"), by amount, in 接待总量居全省第4位 ("the fourth in the province by
//! the number of visits").

use crate::facts::figure::relations::told::reader::bare;
use crate::facts::set::ranked_whole::behind_members;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::words::{Words, standing};

/// Minimum number of characters of the name of what is ranked.
const MIN_NAME: usize = 2;
/// Maximum number of characters of that name. Longer words are a sentence and no name.
const MAX_NAME: usize = 16;
/// Maximum number of characters of a unit behind a value: 亿千瓦时 ("hundred million kilowatt hours").
const MAX_UNIT: usize = 4;
/// Name under which the gross product is compared, whatever it is called.
const PRODUCT: &str = "生产总值";
/// Ends of names that are not cut, although they end as words for a change and an amount do: value
/// added, quality.
const KEPT: [&str; 2] = ["增加值", "质量"];
/// Unit of a change of a share, which is not ranked by its growth.
const POINTS: &str = "个百分点";

/// The quantity by which ranks are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Its amount, or the result of an evaluation.
    Amount,
    /// Its growth.
    Growth,
}

/// A thing that is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// Name without words for time, place and measure.
    pub(super) name: String,
    pub(super) measure: Measure,
    /// True for an evaluation: 综合考评 ("overall evaluation").
    pub(super) is_judged: bool,
}

/// Result of reading a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SubjectReading {
    /// The clauses name a subject.
    Named(Subject),
    /// The clauses speak of something, but it is not certain what is ranked.
    Unclear,
    /// No clause names anything.
    Missing,
}

impl Subject {
    /// Reads the subject from the clauses before a rank, the nearest one last. The nearest clause
    /// that names something has the name: 利润18亿元，增长7%，总量居第三 ("profit 1.8 billion, up 7 %, the third
    /// by amount").
    pub(super) fn read(clauses: &[&str], words: &Words) -> SubjectReading {
        let mut said = None;
        let (mut is_change, mut is_value) = (false, false);
        for clause in clauses.iter().rev() {
            let named = Named::read(clause, words);
            said = said.or(named.measure);
            is_change |= named.is_change;
            is_value |= named.is_value;
            if named.is_unclear {
                return SubjectReading::Unclear;
            }
            if let Some(name) = named.name {
                let measure = match (is_change, is_value) {
                    // Amount and growth are given, and neither is said to be ranked.
                    (true, true) => said,
                    (true, false) => said.or(Some(Measure::Growth)),
                    _ => said.or(Some(Measure::Amount)),
                };
                let is_judged = named.is_judged;
                return measure.map_or(SubjectReading::Unclear, |measure| {
                    SubjectReading::Named(Self { name, measure, is_judged })
                });
            }
        }
        SubjectReading::Missing
    }
}

/// A clause, read as words about a subject.
struct Named {
    name: Option<String>,
    /// True if the clause speaks of something that is not read as a name.
    is_unclear: bool,
    /// True for an evaluation.
    is_judged: bool,
    /// The measure, if a word says it.
    measure: Option<Measure>,
    /// True if the clause gives a change: 增长7% ("up 7 %").
    is_change: bool,
    /// True if the clause gives a value: 18亿元 ("1.8 billion yuan").
    is_value: bool,
}

impl Named {
    fn read(clause: &str, words: &Words) -> Self {
        let clause = clause.trim_matches(is_blank);
        // 增幅高出全市平均水平0.5个百分点 ("grew 0.5 points faster than the city")
        let compared = words.of(&standing::COMPARED);
        let growth = words.of(&standing::GROWTH).start_of(clause);
        let growth = growth.filter(|word| compared.start_of(&clause[word.len()..]).is_some());
        let is_compared = growth.is_some() || compared.start_of(clause).is_some();
        // 在营商环境评价 ("in the evaluation of the business environment")
        let lead = match clause.rsplit_once('在') {
            Some((before, behind)) if !is_longer(behind, 1) => before,
            Some((_, behind)) => behind,
            None => clause,
        };
        let lead = behind_members(lead, words);
        let lead = bare(lead, words);
        // 2025年度 ("of the year 2025"): the year is cut off already.
        let lead = lead.trim_start_matches('度');
        let figure = figure_in(lead);
        // 新增48家示范企业 ("48 model companies more"): the name is behind the number.
        let tail = figure.map_or("", |at| lead[at..].trim_start_matches(|c: char| !is_han(c)));
        let is_behind = tail.chars().filter(|c| is_han(*c)).nth(MAX_UNIT).is_some();
        let rest = figure.map_or(lead, |at| &lead[..at]);
        let judged = words.of(&standing::JUDGED).found_in(rest);
        let judged = judged.iter().filter_map(|word| Some(rest.rfind(word)? + word.len())).max();
        let rest = &rest[..judged.unwrap_or(rest.len())];
        // 柳林连续六年 ("Liulin for six years")
        let rest = rest.split("连续").next().unwrap_or_default();
        let Stripped { name, measure, is_change } = Stripped::read(rest, words);
        let name = short(name, words);
        let length = name.chars().count();
        let is_name = (MIN_NAME..=MAX_NAME).contains(&length) && !is_compared && name.contains(is_han);
        let is_share =
            rest.match_indices('占').any(|(at, word)| !rest[at + word.len()..].starts_with(['比', '地']));
        let is_unclear = is_share || is_behind || length > MAX_NAME || name.ends_with('等');
        let is_points = clause.contains(POINTS);
        Self {
            name: is_name.then_some(name),
            is_judged: judged.is_some(),
            is_unclear: is_unclear && !is_compared,
            measure: growth.map(|_| Measure::Growth).or(measure),
            is_change: is_change && !is_points && figure.is_some() || is_compared && clause.contains('%'),
            is_value: figure.is_some() && !is_change && !is_compared,
        }
    }
}

/// First byte of the first figure in `text`. The number of 第12届 ("the twelfth") is none.
fn figure_in(text: &str) -> Option<usize> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut digits = text.match_indices(is_digit).map(|(at, _)| at);
    digits.find(|at| !text[..*at].trim_end_matches(is_digit).ends_with('第'))
}

/// Words without those at their ends that tell how a thing is ranked.
struct Stripped<'t> {
    name: &'t str,
    measure: Option<Measure>,
    /// True if a verb of change was at the end: 增长 ("grew").
    is_change: bool,
}

impl<'t> Stripped<'t> {
    fn read(text: &'t str, words: &Words) -> Self {
        let is_sign = |c: char| !is_han(c) && !c.is_ascii_alphabetic() || matches!(c, '的' | '了');
        let (mut measure, mut is_change) = (None, false);
        let mut name = text.trim_matches(is_sign);
        while !words.of(&standing::PRODUCT).contains(name) && !KEPT.iter().any(|word| name.ends_with(word)) {
            let end = |class| words.of(class).end_of(name);
            let start = |class| words.of(class).start_of(name);
            let (front, back) = if let Some(word) = end(&standing::GROWTH) {
                measure = measure.or(Some(Measure::Growth));
                (0, word.len())
            } else if let Some(word) = end(&standing::CHANGED) {
                is_change = true;
                (0, word.len())
            } else if let Some(word) = end(&standing::AMOUNT).or_else(|| end(&standing::JUDGED)) {
                measure = measure.or(is_amount(word).then_some(Measure::Amount));
                (0, word.len())
            } else if let Some(word) = end(&standing::ADVERB) {
                (0, word.len())
            } else if let Some(word) = start(&standing::ADVERB).or_else(|| start(&standing::AIM)) {
                (word.len(), 0)
            } else {
                break;
            };
            name = name[front..name.len() - back].trim_matches(is_sign);
        }
        Self { name, measure, is_change }
    }
}

/// Name without the words that may be missing in other papers.
fn short(name: &str, words: &Words) -> String {
    let mut name = bare(name, words).into_owned();
    for qualifier in words.of(&standing::QUALIFIER).iter() {
        // At least two characters are left of 固定资产投资 ("investment in fixed assets").
        if is_longer(&name, qualifier.chars().count() + 1) && name.contains(qualifier) {
            name = name.replace(qualifier, "");
        }
    }
    if words.of(&standing::PRODUCT).contains(&name) { PRODUCT.to_owned() } else { name }
}

/// True if the word says that the amount is ranked. 排名 ("rank") alone says nothing.
fn is_amount(word: &str) -> bool {
    !matches!(word, "排名" | "位次" | "名次" | "排位" | "排行" | "名" | "成绩" | "结果" | "指标")
}

#[cfg(test)]
mod tests {
    use super::{Measure, Subject, SubjectReading};
    use crate::words::Words;

    fn subject(clauses: &[&str]) -> Option<(String, Measure)> {
        match Subject::read(clauses, &Words::new()) {
            SubjectReading::Named(subject) => Some((subject.name, subject.measure)),
            SubjectReading::Unclear | SubjectReading::Missing => None,
        }
    }

    #[test]
    fn the_nearest_clause_that_names_something_is_the_subject() {
        let amount = |name: &str| Some((name.to_owned(), Measure::Amount));
        let growth = |name: &str| Some((name.to_owned(), Measure::Growth));
        assert_eq!(subject(&["全市客运总量"]), amount("客运"));
        assert_eq!(subject(&["净利润9.4亿元", "增长6%", "总量"]), amount("净利润"));
        assert_eq!(subject(&["净利润9.4亿元", "增长6%", ""]), None);
        assert_eq!(
            subject(&["全年地区生产总值210亿元", "按可比价格计算增长6.1%", "增速"]),
            growth("生产总值")
        );
        assert_eq!(subject(&["我们的经济增速"]), growth("生产总值"));
        assert_eq!(subject(&["在2025年度全省粮食安全考核中", "我市"]), amount("粮食安全"));
        assert_eq!(subject(&["北浦区在全市垃圾分类综合考评中"]), amount("垃圾分类"));
        assert_eq!(subject(&["规模以上工业增加值增速更是"]), growth("工业"));
        assert_eq!(subject(&["比上年提高2个百分点", "我区"]), None);
        let clauses = ["全年林业产值12亿元", "比上年增长6%", "增幅高出全市平均水平1个百分点", ""];
        assert_eq!(subject(&clauses), growth("林业产"));
    }
}
