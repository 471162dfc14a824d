//! Locations as papers name them: 县行政中心三楼会议室 ("meeting room on the 3rd floor of the county's
//! offices"), 弘文楼二楼报告厅 ("hall on the 2nd floor of the Hongwen Building").

use rustc_hash::FxHashSet;

use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;
use crate::words::{Words, set};

/// Nouns of buildings, halls and areas that have names of their own: building, hall, village, town,
/// district, county.
const NAMED: &str = "楼厅馆堂村镇乡区县";
/// Nouns of floors of a building: 三楼 and 三层 ("3rd floor").
const FLOORS: [char; 2] = ['楼', '层'];
/// Ends of words for zones, which different zones share: 经济技术开发|区 ("development|zone").
const ZONES: [&str; 3] = ["开发", "示范", "产业"];
/// Name of a zone that ends like a general word, 新区 ("new district"): 高新区 ("high-tech zone").
const HIGH_TECH: &str = "高新";
/// Noun of large buildings and grounds: 会展中心 ("exhibition centre").
const CENTRE: &str = "中心";
/// Points of the compass, which distinguish two gates: 北门 ("north gate"), 南门 ("south gate").
static DIRECTIONS: Signs = Signs::of("东南西北");
/// Number of characters at the end of the name of a building, hall or village that are compared.
const NAME: usize = 2;

/// Minimum number of characters before the common end of two locations that are compared.
const MIN_HEAD: usize = 3;
/// Minimum number of digits of the number of a room.
const ROOM: usize = 3;

/// A location with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Name of the location, without blanks.
    name: Box<str>,
    /// Names of its buildings and halls (their last characters), each with its noun: 楼 and 弘文 for
    /// 弘文楼 ("Hongwen Building").
    buildings: Vec<(char, String)>,
    /// The numbers of its buildings and rooms, each with its noun: 三 ("3") and 号楼 for 三号楼
    /// ("building 3").
    numbers: Vec<(Box<str>, Box<str>)>,
}

impl Venue {
    /// Reads a location from its text.
    pub(super) fn new(text: &str, words: &Words) -> Self {
        let name: String = text.chars().filter(|c| !is_blank(*c)).collect();
        let [general, common] = [&set::HALL_PURPOSE, &set::COMMON_PLACE].map(|class| words.of(class));
        let building = |noun: char| {
            let before = name.split_once(noun)?.0;
            let from = before.char_indices().rev().nth(NAME - 1).map_or(0, |(at, _)| at);
            let own = &before[from..];
            // 三楼 ("3rd floor") and 3号楼 ("building 3") are not names.
            let is_name = |c: char| is_han(c) && !is_numeral(c) && c != '号' && c != '层';
            let is_own =
                own.chars().count() == NAME && own.chars().all(is_name) && general.end_of(own).is_none();
            // 校区 ("campus"), 开发区 ("development zone") are not names.
            let end = before.len() + noun.len_utf8();
            let is_common = own != HIGH_TECH && common.end_of(&name[..end]).is_some() || ZONES.contains(&own);
            (is_own && !is_common).then(|| (noun, own.to_owned()))
        };
        let buildings = NAMED.chars().filter_map(building).collect();
        let number = |noun: &str| {
            let before = name.split_once(noun)?.0;
            let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).len();
            (start < before.len()).then(|| (noun.into(), before[start..].into()))
        };
        let floor = name.match_indices(FLOORS).find_map(|(at, _)| {
            let before = &name[..at];
            let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).len();
            (start < at).then(|| (FLOORS[0].to_string().into(), before[start..].into()))
        });
        let numbers = words.of(&set::NUMBERED_PLACE).iter().filter_map(number).chain(floor).collect();
        Self { name: name.into(), buildings, numbers }
    }

    /// Name of the location, without blanks.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True if two locations may be the same: one name contains the other, or two thirds of the
    /// characters of the shorter name, and no number, gate or building differs: 三楼会议室 ("meeting
    /// room on the 3rd floor"), 办公楼三楼会议室 ("… of the office building").
    pub fn may_be(&self, other: &Self) -> bool {
        let is_one = self.name.contains(&*other.name) || other.name.contains(&*self.name);
        if is_one || self.room_number().is_some_and(|number| other.room_number() == Some(number)) {
            return true;
        }
        let numbers = |place: &Self| -> FxHashSet<char> {
            let digits = place.name.chars().filter(|c| c.is_ascii_digit() || is_numeral(*c));
            digits.map(as_numeral).collect()
        };
        let characters = |place: &Self| -> FxHashSet<char> { place.name.chars().collect() };
        let (first, second) = (characters(self), characters(other));
        let shared = first.intersection(&second).count();
        let (own, others) = (numbers(self), numbers(other));
        let is_number = own.is_subset(&others) || others.is_subset(&own);
        let directions = |place: &Self| -> FxHashSet<char> {
            place.name.chars().filter(|c| DIRECTIONS.contains(*c)).collect()
        };
        let (way, ways) = (directions(self), directions(other));
        let is_gate = way.is_empty() || ways.is_empty() || !way.is_disjoint(&ways);
        is_number
            && !self.has_other_number(other)
            && is_gate
            && shared * 3 >= first.len().min(second.len()) * 2
            && !self.is_other_building(other)
            && !self.is_other_centre(other)
            && self.has_same_head(other)
    }

    /// Number of a room, whose first digits are those of its floor: 212 in 人民会堂212会议室 ("room 212
    /// in the People's Hall") and 二楼212会议室 ("room 212, 2nd floor").
    fn room_number(&self) -> Option<&str> {
        self.name.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() >= ROOM)
    }

    /// True if a building or a room has different numbers in the two places: 三号楼 ("building 3"),
    /// 二号楼 ("building 2").
    fn has_other_number(&self, other: &Self) -> bool {
        self.numbers.iter().any(|(noun, one)| {
            other.numbers.iter().any(|(second, two)| noun == second && !is_one_number(one, two))
        })
    }

    /// True if the words before the common end may be the same: 师院附中|报告厅, 师范学院附中|报告厅 ("school of
    /// the teachers' college | hall", in short and in full), but not 滨江院区|报告厅, 总院本部|报告厅 ("Binjiang
    /// branch | hall", "main hospital | hall").
    fn has_same_head(&self, other: &Self) -> bool {
        let alike = |(one, other): &(char, char)| one == other;
        let tail = self.name.chars().rev().zip(other.name.chars().rev()).take_while(alike).count();
        let head = |place: &Self| {
            let count = place.name.chars().count() - tail;
            place.name.chars().take(count).collect::<String>()
        };
        let (one, second) = (head(self), head(other));
        // 云台校区|学术交流中心|一楼报告厅, 云台校区|图书馆|一楼报告厅
        let (one, second) = without_common_start(&one, &second);
        let shared = one.chars().filter(|c| second.contains(*c)).count();
        let least = one.chars().count().min(second.chars().count());
        least < MIN_HEAD || may_be_one(one, second) || shared * 2 >= least
    }

    /// True if two centres have different names: 科创中心 ("science centre"), 会展中心 ("exhibition
    /// centre"), but not 文化中心 and 文化艺术中心 ("culture centre", "culture and arts centre").
    fn is_other_centre(&self, other: &Self) -> bool {
        let named = |place: &Self| {
            let before = place.name.split_once(CENTRE)?.0;
            let (from, _) = before.char_indices().rev().nth(NAME - 1)?;
            Some(before[from..].to_owned())
        };
        let is_in = |name: &str, place: &Self| name.chars().all(|c| place.name.contains(c));
        let names = named(self).zip(named(other));
        names.is_some_and(|(one, two)| !is_in(&one, other) && !is_in(&two, self))
    }

    /// True if a building or hall has different names in the two locations: 弘文楼 (Hongwen Building),
    /// 博雅楼 (Boya Building).
    fn is_other_building(&self, other: &Self) -> bool {
        self.buildings.iter().any(|(noun, name)| {
            let mut there = other.buildings.iter().filter(|(other, _)| other == noun);
            there.any(|(_, second)| {
                name != second && !other.name.contains(name.as_str()) && !self.name.contains(second.as_str())
            })
        })
    }
}

/// Two texts without the characters that both begin with.
fn without_common_start<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let length = alike.map(|(c, _)| c.len_utf8()).sum::<usize>();
    (&one[length..], &other[length..])
}

/// Chinese numeral for an ASCII digit; other characters unchanged.
fn as_numeral(c: char) -> char {
    let numeral = c.to_digit(10).and_then(|digit| "〇一二三四五六七八九".chars().nth(digit as usize));
    numeral.unwrap_or(c)
}

/// True if two numerals mean the same number: 3 and 三 ("three").
fn is_one_number(one: &str, other: &str) -> bool {
    let value = |number: &str| number.parse().ok().or_else(|| cardinal(number));
    one == other || value(one).is_some() && value(one) == value(other)
}

#[cfg(test)]
mod tests {
    use super::Venue;
    use crate::words::Words;

    #[test]
    fn places_are_one_if_their_numbers_and_buildings_may_be() {
        let words = Words::new();
        let may_be = |one: &str, other: &str| Venue::new(one, &words).may_be(&Venue::new(other, &words));
        assert!(
            may_be("三楼会议室", "县政府办公楼三楼会议室")
                && may_be("县政府三楼会议室", "县政府办公楼三楼会议室")
        );
        assert!(!may_be("县政府三楼会议室", "县政府四楼会议室"));
        assert!(!may_be("南苑校区学术报告厅", "校本部北楼学术报告厅"));
        assert!(!may_be("行政中心三号楼二楼会议室", "行政中心二号楼二楼会议室"));
        assert!(may_be("行政中心3号楼二楼会议室", "行政中心三号楼二楼会议室"));
        assert!(!may_be("师院附中弘文楼报告厅", "师范学院附中博雅楼报告厅"));
        assert!(!may_be("南苑校区学术交流中心一楼报告厅", "南苑校区图书馆一楼报告厅"));
        assert!(!may_be("云湖科创中心一楼报告厅", "云湖会展中心一号厅"));
        assert!(may_be("云湖科创中心一楼报告厅", "云湖科技创新中心报告厅"));
        assert!(may_be("市文化中心大剧院", "市文化艺术中心大剧院"));
        assert!(!may_be("区档案馆2号楼三楼报告厅", "区档案馆2号楼二楼报告厅"));
        assert!(may_be("区档案馆2号楼三楼报告厅", "区档案馆二号楼3层报告厅"));
        assert!(!may_be("云汀高新区计量检测服务站", "云汀经开区计量检测服务站"));
        assert!(may_be("云汀高新区计量检测服务站", "云汀高新技术产业开发区计量检测服务站"));
        assert!(may_be("云汀经开区计量检测服务站", "云汀经济技术开发区计量检测服务站"));
    }
}
