//! Places that need a number, a name or a date: `投资＿亿元` ("investment of ＿ hundred million yuan"),
//! `由＿有限公司承建` ("built by ＿ Co., Ltd."), `定于＿月＿日` ("set for the ＿ of ＿").
//!
//! The words before and after a place show what is missing there. This is so for a mask (`XX`, `~`)
//! as well as for an empty place (blanks, a deleted number).

use crate::text::chars::{after, is_blank, is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::words::dimension::Dimension;
use crate::words::{Words, number, person, place, time};

/// Kind of the missing content, as far as the words around the place show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A number: 确诊病例X例 ("X confirmed cases"), 增长x.x% ("grew by x.x %").
    Figure,
    /// The name of a place, an office or a person: XX县 ("XX County"), ×××同志 ("Comrade ×××").
    Name,
    /// Unknown: the text around the mask does not show what is missing.
    Text,
}

/// The text before and after a place in a block at which content may be missing. Both texts may be
/// cut to the nearby part.
#[derive(Clone, Copy)]
pub struct Surroundings<'t> {
    before: &'t str,
    behind: &'t str,
    words: &'t Words,
}

impl<'t> Surroundings<'t> {
    /// Creates a place from the texts of a block before and after it. Blanks beside it are skipped.
    pub fn new(before: &'t str, behind: &'t str, words: &'t Words) -> Self {
        let (before, behind) = (before.trim_end_matches(is_blank), behind.trim_start_matches(is_blank));
        Self { before, behind, words }
    }

    /// Kind of the missing content, as the words around the place show it. A kind of name or a unit
    /// must directly follow the place, or a word that needs a number directly precede it.
    pub fn missing(self) -> Missing {
        if self.precedes_name() && !self.precedes_date() {
            return Missing::Name;
        }
        if self.precedes_figure() || self.follows_figure_cue() && !self.precedes_office() {
            return Missing::Figure;
        }
        if self.precedes_office() { Missing::Name } else { Missing::Text }
    }

    /// Unit, classifier or power of ten after the place: 亿元 ("hundred million yuan"), 个
    /// (classifier), %, 公里 ("km"). `None` if a longer word follows: 万元户 ("rich household"), 个体
    /// ("individual").
    pub fn unit(self) -> Option<&'t str> {
        let of = |word: &str| &self.behind[..word.len()];
        if self.precedes_institution() || self.words.of(&number::NO_UNIT).start_of(self.behind).is_some() {
            return None;
        }
        let scale = self.words.of(&number::SCALE).start_of(self.behind).map_or(0, str::len);
        let unit = self.words.units().start_of(&self.behind[scale..]).map(|unit| scale + unit.word.len());
        let other = self.words.of(&number::BEHIND).start_of(self.behind).map(of).map(str::len);
        unit.into_iter().chain(other).max().map(|length| &self.behind[..length])
    }

    /// True if a unit of measure follows: 亿元 ("hundred million yuan"), %, 公里 ("km"), 公斤 ("kg").
    /// Classifiers and 万 ("ten thousand") alone do not count.
    pub fn precedes_measure(self) -> bool {
        let scale = self.words.of(&number::SCALE).start_of(self.behind).map_or(0, str::len);
        let unit = self.words.units().start_of(&self.behind[scale..]);
        unit.is_some_and(|unit| unit.dimension != Dimension::Count && unit.dimension != Dimension::Time)
    }

    /// True if a unit or a classifier follows.
    pub fn precedes_figure(self) -> bool {
        self.unit().is_some()
    }

    /// True if a word follows that needs a name before it: 县 ("county"), 同志 ("comrade"), 有限公司
    /// ("Co., Ltd."), 水库 ("reservoir").
    pub fn precedes_name(self) -> bool {
        self.precedes_division()
            || self.precedes_title()
            || self.precedes_institution()
            || self.precedes_bureau()
    }

    /// True if 局 or 厅 ("bureau", "office") follows the mask; few other words begin with these
    /// characters.
    fn precedes_bureau(self) -> bool {
        self.behind.starts_with(['局', '厅'])
            && self.words.of(&place::NO_OFFICE).start_of(self.behind).is_none()
    }

    /// True if a kind of division follows: 省 ("province"), 县 ("county"), 街道 ("street").
    pub fn precedes_division(self) -> bool {
        self.words.of(&place::DIVISION).start_of(self.behind).is_some()
            && self.words.of(&place::NO_DIVISION).start_of(self.behind).is_none()
    }

    /// True if a person's title follows: 同志 ("comrade"), 书记 ("secretary"), 教授 ("professor").
    pub fn precedes_title(self) -> bool {
        let titles = [&person::TITLE, &person::POST];
        titles.iter().any(|class| self.words.of(class).start_of(self.behind).is_some())
    }

    /// True if a kind of institution follows: 有限公司 ("Co., Ltd."), 财政局 ("finance bureau"), 档案馆
    /// ("archive").
    pub fn precedes_institution(self) -> bool {
        let institutions = [&place::ORGANISATION, &place::INSTITUTION];
        institutions.iter().any(|class| self.words.of(class).start_of(self.behind).is_some())
    }

    /// True if the end of an office's name follows: 局 ("bureau"), 委 ("commission"), 部 ("ministry").
    /// Words that begin with the same characters are excluded: 部分 ("part"), 委托 ("entrust").
    pub fn precedes_office(self) -> bool {
        self.words.of(&place::OFFICE).start_of(self.behind).is_some()
            && self.words.of(&place::NO_OFFICE).start_of(self.behind).is_none()
    }

    /// True if the sign at the place joins the levels of a division: `省×市×县` ("province × city ×
    /// county"). False for `×县×镇` ("× County × Town"), in which the sign comes first and so is a
    /// mask.
    pub fn joins_levels(self) -> bool {
        /// Maximum number of levels before the sign that are tested.
        const MOST: usize = 6;
        let divisions = self.words.of(&place::DIVISION);
        if divisions.start_of(self.behind).is_none() {
            return false;
        }
        let mut head = self.before;
        for _ in 0..MOST {
            let Some(level) = divisions.end_of(head).filter(|level| !is_longer(level, 1)) else {
                return false;
            };
            head = &head[..head.len() - level.len()];
            match head.strip_suffix(['×', '*', '＊']) {
                Some(rest) => head = rest,
                None => return !head.ends_with(is_han),
            }
        }
        false
    }

    /// True if a kind of site follows: 路 ("road"), 水库 ("reservoir"), 项目 ("project").
    pub fn precedes_site(self) -> bool {
        self.words.of(&place::SITE).start_of(self.behind).is_some()
    }

    /// True if the unit of a date follows: 年 (year), 月 (month), 日 (day).
    pub fn precedes_date(self) -> bool {
        self.words.of(&time::PART).start_of(self.behind).is_some()
    }

    /// True if the text before the place ends with a word that needs a number: 达到 ("reach"), 投资
    /// ("invest"), 新增 ("add").
    pub fn follows_figure_cue(self) -> bool {
        self.words.of(&number::CUE).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with the last character of a word that needs a
    /// number: 占 ("make up"), 超 ("exceed"), 长 (of 增长, "grow").
    pub fn follows_cue_end(self) -> bool {
        self.words.of(&number::CUE_END).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with a word that a quantity often follows: 完成
    /// ("complete"), 辖 ("govern"), 距 ("at a distance of").
    pub fn follows_figure_verb(self) -> bool {
        self.follows_figure_cue() || self.words.of(&number::VERB).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with a word that needs a name: 由 ("by"), 授予 ("award
    /// to"), 位于 ("located in").
    pub fn follows_name_cue(self) -> bool {
        self.words.of(&place::NAME_CUE).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with a word after which a name is frequent but not
    /// necessary: 在 ("at"), 到 ("to").
    pub fn follows_name_hint(self) -> bool {
        self.words.of(&place::NAME_HINT).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with a word for a person, after which a name may
    /// come: 校长 ("headmaster"), 居民 ("resident"), 学生 ("pupil").
    pub fn follows_person(self) -> bool {
        let persons = [&person::TITLE, &person::POST, &place::PERSON];
        persons.into_iter().any(|class| self.words.of(class).end_of(self.before).is_some())
    }

    /// True if a verb of speaking follows, perhaps after an adverb: 说 ("said"), 致辞 ("give an
    /// address"), 介绍 ("introduce"), 高兴地说 ("said happily").
    pub fn precedes_speech(self) -> bool {
        /// Maximum number of characters of the adverb before the verb of speaking.
        const MANNER: usize = 4;
        let speech = self.words.of(&place::SPEECH);
        let manner = self.behind.char_indices().take(MANNER + 1).find(|(_, c)| matches!(c, '地' | '着'));
        let told = manner.map_or(self.behind, |(at, c)| &self.behind[at + c.len_utf8()..]);
        speech.start_of(self.behind).or_else(|| speech.start_of(told)).is_some()
    }

    /// True if the number of the listed people or places follows: 等5名职工 ("and others, 5 workers"),
    /// 等8个村 ("and others, 8 villages"), 一行 ("and party").
    pub fn precedes_listed(self) -> bool {
        let Some(number) = self.behind.strip_prefix('等') else { return self.behind.starts_with("一行") };
        let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
        unit.len() < number.len() && Surroundings::new("", unit, self.words).precedes_figure()
    }

    /// True if the text before the place ends with a word that needs a date: 定于 ("set for"), 截至
    /// ("as of").
    pub fn follows_date_cue(self) -> bool {
        self.words.of(&time::DATE_CUE).end_of(self.before).is_some()
    }

    /// True if the text before the place ends with a label: 联系电话： ("telephone:").
    pub fn follows_label(self) -> bool {
        self.before.strip_suffix(['：', ':']).is_some_and(|label| label.ends_with(is_han))
    }

    /// True if the words on both sides show that content is missing: a number between 投资 ("invest")
    /// and 亿元 ("hundred million yuan"), a name between 由 ("by") and 有限公司 ("Co., Ltd."), a date
    /// between 定于 ("set for") and 月 (month).
    pub fn is_certain(self) -> bool {
        let calls = self.follows_name_cue() || self.follows_name_hint();
        let names = calls && (self.precedes_name() || self.precedes_site());
        let figures = self.follows_figure_verb() && self.precedes_figure() && !self.precedes_date();
        let dates = self.follows_date_cue() && self.precedes_date();
        let titles = self.precedes_title() && after(self.behind, 0).is_some();
        names || figures || dates || titles
    }
}

#[cfg(test)]
mod tests {
    use super::{Missing, Surroundings};
    use crate::words::Words;

    static WORDS: Words = Words::new();

    fn place(text: &'static str) -> Surroundings<'static> {
        let (before, behind) = text.split_once('＿').unwrap();
        Surroundings::new(before, behind, &WORDS)
    }

    #[test]
    fn tells_numbers_from_names() {
        for (text, missing) in [
            ("确诊病例＿例", Missing::Figure),
            ("增长＿%", Missing::Figure),
            ("＿亿元", Missing::Figure),
            ("同比＿，", Missing::Figure),
            ("＿公司承建", Missing::Name),
            ("＿公里", Missing::Figure),
            ("＿县", Missing::Name),
            ("＿同志", Missing::Name),
            ("＿个体户", Missing::Text),
            ("＿局", Missing::Name),
            ("＿，＿", Missing::Text),
        ] {
            assert_eq!(place(text).missing(), missing, "{text}");
        }
    }

    #[test]
    fn a_cue_and_a_kind_make_a_place_certain() {
        for text in [
            "定于＿月＿日召开", "由＿有限公司承建", "授予＿同志", "投资＿亿元", "距＿公里", "位于＿县",
            "请＿教授",
        ] {
            assert!(place(text).is_certain(), "{text}");
        }
        for text in ["其中＿的", "＿，", "他说＿好"] {
            assert!(!place(text).is_certain(), "{text}");
        }
    }
}
