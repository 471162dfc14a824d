//! Units for which a quotient is given: 每千人口 ("per 1000 people"), 户均 ("per household"), 平均班额 ("mean
//! size of classes"), 亩产 ("yield per mu"), 年均 ("per year").

use crate::facts::figure::relations::is_person;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::text::chars::{is_han, is_longer};
use crate::text::glance::Glance;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::quotient::{self, PERSONS};

static CLASSES: Phrases = Phrases::of(&quotient::CLASSES);
static HOURS: Phrases = Phrases::of(&quotient::HOURS);
static WHOLE_YEAR: Phrases = Phrases::of(&quotient::WHOLE_YEAR);
static YIELDS: Phrases = Phrases::of(&quotient::YIELDS);

/// First characters of all words that show that a figure is given for each of something.
pub(super) const CUES: Glance = Glance::of_signs("每均")
    .or(Glance::of_first_chars(&quotient::HOURS))
    .or(Glance::of_first_chars(&quotient::YIELDS))
    .or(Glance::of_first_chars(&quotient::CLASSES));

/// Maximum number of characters between 每 ("per") and the figure. If they are farther apart, the
/// figure is not a value per unit.
const MAX_BETWEEN: usize = 16;
/// Maximum number of characters that are read after a figure for the noun of the thing that it
/// counts.
const MAX_NOUN: usize = 6;
/// Number of characters at the start of the words after 每 ("per") that the name of a divisor must
/// contain.
const MIN_SHARED: usize = 2;

/// Unit to which a quotient refers, as the words before the quotient give it: 户 ("household") for
/// 户均年收入 ("yearly income per household").
pub(super) struct Per<'t> {
    /// Noun of the unit: 户 ("household"), 人口 ("people"), 个班 ("class"); empty after 平均 ("on
    /// average").
    noun: &'t str,
    /// Words after the noun, which name the thing that is divided: 年收入 ("yearly income") in 人均年收入
    /// ("yearly income per person").
    divided: &'t str,
    kind: Kind,
    /// Number of units: 1000 for 每千人 ("per 1000 people").
    pub(super) number: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Per unit of something: 每户, 户均 ("per household").
    Unit,
    Person,
    Mu,
    Class,
    Month,
    Day,
    Year,
    /// Unit of power. The quotient of energy and power is a time: 等效利用小时 ("equivalent hours of
    /// use").
    Hours,
    /// Unit that is not named, because the mean has a name of its own: 平均住院日 ("mean stay in
    /// hospital").
    Mean,
}

/// Reads the unit to which the figure with index `at` refers, from the words before it. `None` if
/// the figure is not given per unit.
pub(super) fn read<'a>(passage: Passage<'a, '_>, at: usize) -> Option<Per<'a>> {
    let lead = passage.lead(at);
    let signs = passage.list[at].signs;
    if !signs.meets(CUES) {
        return None;
    }
    let per = |noun, divided, kind, number| Some(Per { noun, divided, kind, number });
    if HOURS.is_in(lead) {
        return (passage.list[at].quantity.unit == "小时").then_some(Per {
            noun: "",
            divided: "",
            kind: Kind::Hours,
            number: 1,
        });
    }
    if let Some(start) = lead.find('每') {
        let behind = &lead[start + "每".len()..];
        if behind.contains(['每', '均']) || is_longer(behind, MAX_BETWEEN) {
            return None;
        }
        let (noun, number) = numbered(behind);
        let noun = noun.trim_start_matches(['个', '一', '名', '位']);
        let is_person = PERSONS.iter().any(|word| noun.starts_with(word)) || behind.starts_with(['名', '位']);
        let kind = match noun.chars().next() {
            _ if is_person => Kind::Person,
            Some('亩') => Kind::Mu,
            Some('月') => Kind::Month,
            Some('天' | '日') => Kind::Day,
            Some('年') => Kind::Year,
            Some(_) => Kind::Unit,
            None => return None,
        };
        return per(noun, noun, kind, number);
    }
    if YIELDS.is_in(lead) {
        return per("亩", "", Kind::Mu, 1);
    }
    if CLASSES.is_in(lead) {
        return per("班", "", Kind::Class, 1);
    }
    let mean = lead.find('均')?;
    // 人均收入增长与经济增长同步等16个 ("16 aims such as growth of income per person"): the figure belongs to
    // something else.
    let behind = &lead[mean + "均".len()..];
    if behind.contains(['等', '、', '与', '和']) || is_longer(behind, MAX_BETWEEN) {
        return None;
    }
    let before = lead[..mean].chars().next_back()?;
    let noun = &lead[mean - before.len_utf8()..mean];
    match before {
        '人' | '生' | '师' => per(noun, behind, Kind::Person, 1),
        '亩' => per(noun, behind, Kind::Mu, 1),
        '月' => per(noun, behind, Kind::Month, 1),
        '日' | '天' => per(noun, behind, Kind::Day, 1),
        '年' => per(noun, behind, Kind::Year, 1),
        '班' => per(noun, behind, Kind::Class, 1),
        '平' => per("", behind, Kind::Mean, 1),
        c if is_han(c) => per(noun, behind, Kind::Unit, 1),
        _ => None,
    }
}

/// Noun and number of units: 人口 and 1000 for 千人口 ("1000 people"), 户 and 10,000 for 万户.
fn numbered(words: &str) -> (&str, u64) {
    let number = match words.chars().next() {
        Some('百') => 100,
        Some('千') => 1000,
        Some('万') => 10_000,
        Some('十') => 10,
        _ => return (words, 1),
    };
    (&words["百".len()..], number)
}

impl Per<'_> {
    /// True for hours of use, which are energy divided by power.
    pub(super) fn is_hours(&self) -> bool {
        self.kind == Kind::Hours
    }

    /// Divisors of a value per month or day of a whole year: 12 for months, 365 and 366 for days.
    /// Empty for other units and periods.
    pub(super) fn fixed(&self, passage: Passage<'_, '_>, at: usize) -> &'static [u64] {
        let sentence = passage.list[at].sentence;
        let words = &passage.text[sentence.start()..passage.list[at].quantity.span.start()];
        let is_year = WHOLE_YEAR.is_in(words);
        match self.kind {
            Kind::Month if is_year => &[12],
            Kind::Day if is_year => &[365, 366],
            _ => &[],
        }
    }

    /// True if `lead`, the words before a total, mention the thing that is divided: 审结案件 ("closed
    /// cases") for 人均结案 ("closed per person"). Also true if the quotient does not name this thing.
    pub(super) fn may_divide(&self, lead: &str) -> bool {
        let divided = self.divided.trim_end_matches(['为', '达', '到', '了', '约']);
        divided.is_empty()
            || divided.chars().any(|c| !matches!(c, '年' | '月' | '日' | '全') && lead.contains(c))
    }

    /// True if the figure with index `at` counts units of this kind, so that it may be the divisor:
    /// 36个班 ("36 classes") for 平均班额 ("mean size of classes").
    pub(super) fn counts(&self, passage: Passage<'_, '_>, at: usize) -> bool {
        let unit = passage.list[at].quantity.unit;
        let name = passage.list[at].name.of(passage.text);
        let behind = passage.behind(at);
        let is_counted = |noun: &str| unit == "个" && (behind.starts_with(noun) || name.ends_with(noun));
        match self.kind {
            Kind::Hours => matches!(unit, "千瓦" | "兆瓦" | "万千瓦"),
            Kind::Mu => unit == "亩",
            Kind::Month => unit == "个月",
            Kind::Day => unit == "天",
            Kind::Year => unit == "年",
            Kind::Class => unit == "班" || is_counted("班") || is_counted("教学班") || name.contains("班"),
            Kind::Person if self.noun.starts_with('人') => is_person(unit) || unit == "人次",
            Kind::Person => is_person(unit) && self.is_called(name, behind),
            Kind::Mean => unit == "人次" || unit == "台次" || unit == "件" || unit == "例",
            Kind::Unit => !self.noun.is_empty() && self.is_unit(unit, name, behind),
        }
    }

    /// True if the figure counts persons of this noun: 14名律师 ("14 lawyers") for 每名律师 ("per
    /// lawyer"), 学生 ("pupils") for 生均 ("per pupil").
    fn is_called(&self, name: &str, behind: &str) -> bool {
        let tail = behind.char_indices().nth(MAX_NOUN).map_or(behind, |(end, _)| &behind[..end]);
        let noun: String = self.noun.chars().take(MIN_SHARED).collect();
        name.contains(&noun) || tail.contains(&noun)
    }

    /// True if the figure counts things of this noun: 1.8万桌次 ("18,000 tables") for 每桌次 ("per
    /// table"), 12个村 ("12 villages") for 每个村, 18万户 ("180,000 households") for 每个家庭户.
    fn is_unit(&self, unit: &str, name: &str, behind: &str) -> bool {
        if self.noun.starts_with(unit) && !unit.is_empty() && unit != "个" {
            return true;
        }
        let first = self.noun.chars().take_while(|c| is_han(*c)).take(MIN_SHARED).collect::<String>();
        let is_named = first.chars().count() == MIN_SHARED
            && name.ends_with(unit.chars().next().unwrap_or(' '))
            && name.contains(&first);
        let is_counted =
            unit == "个" && !first.is_empty() && behind.starts_with(self.noun.chars().next().unwrap_or(' '));
        let is_family = !unit.is_empty()
            && self.noun.find(unit).is_some_and(|start| start > 0 && name.contains(&self.noun[..start]));
        // 床位500张 ("500 beds") for 每床 ("per bed").
        let is_begun = first
            .chars()
            .next()
            .is_some_and(|c| name.ends_with(c) || name.trim_end_matches(['位', '数']).ends_with(c));
        is_named || is_counted || is_family || is_begun
    }
}
