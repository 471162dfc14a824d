//! The whole within which something has a rank: 全省 ("the province"), 14个市（州） ("14 cities and
//! prefectures"), 省属企业 ("companies of the province").

use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::words::{Words, set, standing};

/// Characters in the name of a whole that only tell which places are its members: 县市区 ("counties,
/// cities and districts").
static MEMBERS: Signs = Signs::of("省市县区州盟旗乡镇街道自治直辖地级份和各");
/// Maximum number of characters of the name of a group, such as 省属企业 ("companies of the province").
const MAX_GROUP: usize = 8;
/// Maximum number of bytes of brackets within the name of a whole: （市、区） ("(cities, districts)").
const MAX_BRACKETS: usize = 30;
/// Number of characters of the name of a place in a list of ranks.
const PLACE_NAME: std::ops::RangeInclusive<usize> = 3..=6;
/// Words before the name of a whole.
const LEADS: [&str; 5] = ["在", "于", "到", "了", "为"];
/// Words behind the name of a whole.
const TAILS: [&str; 5] = ["范围内", "当中", "里面", "中", "里"];
/// Word for all offices of one kind.
const SYSTEM: &str = "系统";
/// Words for the world, which are one whole.
const WORLD: [&str; 2] = ["世界", "全球"];
/// Character that stands for the world.
const GLOBE: char = '球';
/// Characters before 全市 ("the whole city") if it is what something is compared with: 高于全市
/// ("above that of the city").
const COMPARED: [char; 4] = ['于', '出', '比', '较'];

/// A whole: a place, or a group of its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// Level of the place: 省 in 全省 ("the province"), and in 14个市（州） ("14 cities"), which are those
    /// of a province. `None` if only a group is named.
    pub level: Option<char>,
    /// Name of the group: 省属企业 ("companies of the province"). Empty if the members are all places
    /// below the level.
    pub group: Box<str>,
}

impl Whole {
    /// Reads a whole from all words of `name`, without brackets. `None` if these name none.
    pub(super) fn read(name: &str, words: &Words) -> Option<Self> {
        let mut rest = name.trim_matches(is_blank);
        rest = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
        rest = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)).unwrap_or(rest).trim_end_matches('的');
        let (level, rest) = match level_at(rest, words) {
            Some((level, length)) => (Some(level), &rest[length..]),
            None => (None, rest),
        };
        let group = without_count(rest).trim_start_matches('的');
        // 全省民政系统 ("the province's offices of civil affairs"): those of all its places.
        let is_system = level.is_some() && group.ends_with(SYSTEM);
        if is_system || group.chars().all(|c| MEMBERS.contains(c)) {
            let level = level.or_else(|| level_above(group))?;
            return Some(Self { level: Some(level), group: "".into() });
        }
        let is_group = group.chars().all(|c| is_han(c) && c != '全')
            && (2..=MAX_GROUP).contains(&group.chars().count())
            && words.of(&standing::JUDGED).end_of(group).is_none();
        is_group.then(|| Self { level, group: group.into() })
    }

    /// Finds the last place that some words name as a whole: 全市 in 放到全市七个县市区里比 ("compared within
    /// the city's seven counties").
    pub(super) fn last_in(text: &str, words: &Words) -> Option<Self> {
        let is_measure = |before: &str| before.ends_with(COMPARED);
        let mut places = text.rmatch_indices('全').filter(|(at, _)| !is_measure(&text[..*at]));
        let level = places.find_map(|(at, _)| level_at(&text[at..], words));
        level.map(|(level, _)| Self { level: Some(level), group: "".into() })
    }

    /// Whole within which an evaluation ranks, from the place at its beginning: 国家农业园区综合评价
    /// ("national evaluation of farming parks").
    pub(super) fn of_evaluation(text: &str, words: &Words) -> Option<Self> {
        let rest = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
        let rest = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)).unwrap_or(rest);
        words.of(&standing::JUDGED).end_of(rest)?;
        let level = rest.strip_prefix("国家").map(|_| '国')?;
        Some(Self { level: Some(level), group: "".into() })
    }

    /// True if both may be the same whole.
    pub fn meets(&self, other: &Self) -> bool {
        let is_level = self.level == other.level
            || !self.group.is_empty() && (self.level.is_none() || other.level.is_none());
        is_level && self.group == other.group
    }
}

/// Level of the place at the start of `text`, and the number of bytes of its words: 省 for 全省, 省内
/// ("in the province").
pub(super) fn level_at(text: &str, words: &Words) -> Option<(char, usize)> {
    if let Some(world) = WORLD.into_iter().find(|world| text.starts_with(world)) {
        return Some((GLOBE, world.len()));
    }
    let levels = words.of(&set::LEVEL);
    if let Some(rest) = text.strip_prefix('全') {
        let level = levels.start_of(rest)?;
        return Some((level.chars().next()?, '全'.len_utf8() + level.len()));
    }
    let level = levels.start_of(text)?;
    text[level.len()..]
        .starts_with('内')
        .then(|| (level.chars().next(), level.len() + '内'.len_utf8()))
        .and_then(|(level, length)| Some((level?, length)))
}

/// Words behind a place with its members at the start of `text`: 森林防火考核 in 全省48个县的森林防火考核
/// ("evaluation of the prevention of fires in the province's 48 counties").
pub(super) fn behind_members<'t>(text: &'t str, words: &Words) -> &'t str {
    let rest = level_at(text, words).map_or(text, |(_, length)| &text[length..]);
    let members = without_count(rest);
    let behind = members.trim_start_matches(|c| MEMBERS.contains(c));
    if members.len() < rest.len() && behind.len() < members.len() {
        behind.trim_start_matches(['的', '中'])
    } else {
        text
    }
}

/// Level of a whole whose members are these places: 省 ("province") for 市州 ("cities and
/// prefectures").
pub(super) fn level_above(members: &str) -> Option<char> {
    match () {
        () if members.contains('省') => Some('国'),
        () if members.contains(['县', '旗', '区']) => Some('市'),
        () if members.contains(['市', '州', '盟']) => Some('省'),
        () if members.contains(['乡', '镇', '街', '道']) => Some('县'),
        () => None,
    }
}

/// Words without the number of members at their start: 14个 ("14").
fn without_count(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    if rest.len() < text.len() { rest.trim_start_matches(['个', '家', '座']) } else { text }
}

/// Copy of `text` without the brackets in names of wholes: 8个县市区 for 8个县（市、区） ("eight counties,
/// cities and districts"). Other brackets are kept.
pub(super) fn without_brackets(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let inside = &rest[open..];
        let inside = &inside[inside.chars().next().map_or(0, char::len_utf8)..];
        found.push_str(&rest[..open]);
        let near = &inside[..inside.floor_char_boundary(MAX_BRACKETS.min(inside.len()))];
        let members = near.find(['）', ')']).map(|end| &inside[..end]);
        let is_member = |c: char| MEMBERS.contains(c) || matches!(c, '、' | ',' | '，');
        match members.filter(|members| members.chars().all(is_member)) {
            Some(members) => {
                found.extend(members.chars().filter(|c| MEMBERS.contains(*c)));
                let behind = &inside[members.len()..];
                rest = &behind[behind.chars().next().map_or(0, char::len_utf8)..];
            }
            None => {
                found.push('（');
                rest = inside;
            }
        }
    }
    found.push_str(rest);
    found
}

/// The words if they are the name of a place: 柳河镇 ("Liuhe").
pub(super) fn place_of<'t>(clause: &'t str, words: &Words) -> Option<&'t str> {
    let place = clause.trim_matches(is_blank);
    let is_name = PLACE_NAME.contains(&place.chars().count())
        && place.chars().all(is_han)
        && words.of(&set::PLACE_SUFFIX).end_of(place).is_some()
        && words.of(&set::GENERAL_PLACE).start_of(place).is_none();
    is_name.then_some(place)
}

/// The place of a member of a list of ranks: 柳河镇第一 ("Liuhe the first").
pub(super) fn place_in_list<'t>(clause: &'t str, words: &Words) -> Option<&'t str> {
    let (place, rank) = clause.split_once('第')?;
    let is_rank = rank.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c));
    place_of(place, words).filter(|_| is_rank)
}

#[cfg(test)]
mod tests {
    use super::{Whole, without_brackets};
    use crate::words::Words;

    fn whole(name: &str) -> Option<(Option<char>, String)> {
        let whole = Whole::read(&without_brackets(name), &Words::new())?;
        Some((whole.level, whole.group.into()))
    }

    #[test]
    fn places_and_groups_are_wholes() {
        let place = |level: char| Some((Some(level), String::new()));
        assert_eq!(whole("全省"), place('省'));
        assert_eq!(whole("全市9个县（市、区）中"), place('市'));
        assert_eq!(whole("在十三个市(州)里"), place('省'));
        assert_eq!(whole("省属企业中"), Some((None, "省属企业".to_owned())));
        assert_eq!(whole("全国省会城市"), Some((Some('国'), "省会城市".to_owned())));
        assert_eq!(whole("养老服务综合评价"), None);
        assert!(whole("全省省属企业").is_some_and(|whole| whole.0 == Some('省')));
    }
}
