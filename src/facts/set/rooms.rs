//! Halls with the floor on which they are: 3号楼四楼听涛厅 ("Tingtao Hall on the 4th floor of building
//! 3"). A building has a hall of one name only once.

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::venue::Venue;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::set;

/// Nouns of floors of a building.
const FLOORS: [&str; 2] = ["楼", "层"];
/// Last character of a hall.
const HALL: char = '厅';
/// Number of characters of a hall's name.
const NAME: std::ops::RangeInclusive<usize> = 3..=8;
/// Halls of which a building has several: lobby, dining room, exhibition room.
const LOBBIES: [&str; 3] = ["大厅", "餐厅", "展厅"];
/// Maximum number of characters of a building's name.
const MAX_BUILDING: usize = 14;
/// Characters before the name of a building: 在 ("in"), 到 ("to").
static BEFORE: Signs = Signs::of("在到往于至为是");
/// Characters before the last number of a list: 二、三楼 ("2nd and 3rd floors").
const LISTED: [char; 5] = ['、', '和', '至', '-', '—'];

/// A hall with its floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Span of floor and hall.
    pub span: Span,
    /// The building. `None` if the words before the floor name none.
    building: Option<Venue>,
    /// Number of the floor.
    pub floor: u64,
    /// Name of the hall.
    pub hall: Box<str>,
    /// True if the name does not only say what the hall is for: 听涛厅 ("Tingtao Hall"), but not 报告厅
    /// ("lecture hall").
    is_proper: bool,
}

impl Room {
    /// True if both halls have one name and may be in one building.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_building = || match (&self.building, &other.building) {
            (Some(one), Some(other)) => one.may_be(other),
            _ => self.is_proper,
        };
        self.hall == other.hall && is_building()
    }
}

/// Finds all halls with their floors, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Room> {
    let floors = FLOORS.into_iter().flat_map(|noun| facts.places_of(noun));
    let mut found: Vec<Room> = floors.filter_map(|at| room(facts, at)).collect();
    found.sort_by_key(|room| room.span);
    found
}

/// Reads the hall behind the noun of a floor at byte `at`.
fn room(facts: &Facts<'_>, at: usize) -> Option<Room> {
    let (text, words) = (facts.doc.text(), facts.words());
    let before = near(text, 0, at);
    let lead = before.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let number = &before[lead.len()..];
    let floor = number.parse().ok().or_else(|| cardinal(number))?;
    let behind = ahead(text, at + FLOORS[0].len());
    let mut name = behind.char_indices().take(*NAME.end()).take_while(|(_, c)| is_han(*c));
    let (end, _) = name.find(|(_, c)| *c == HALL)?;
    let hall = &behind[..end + HALL.len_utf8()];
    let is_common = LOBBIES.iter().any(|common| hall.ends_with(common));
    if is_common || lead.ends_with(LISTED) || hall.chars().nth(NAME.start() - 1).is_none() {
        return None;
    }
    let run = lead.char_indices().rev().take(MAX_BUILDING);
    let run = run.take_while(|(_, c)| is_han(*c) || c.is_ascii_alphanumeric()).last();
    let building = run.map_or("", |(start, _)| &lead[start..]);
    let building = building.rsplit(|c| BEFORE.contains(c)).next().unwrap_or_default();
    let is_named = words.of(&set::PLACE_END).end_of(building).is_some() || building.ends_with('座');
    Some(Room {
        span: Span::new(at - number.len(), at + FLOORS[0].len() + hall.len()),
        building: is_named.then(|| Venue::new(building, words)),
        floor,
        hall: hall.into(),
        is_proper: words.of(&set::HALL_PURPOSE).end_of(hall.trim_end_matches(HALL)).is_none(),
    })
}
