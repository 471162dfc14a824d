//! Fast tests that show that no item of a list is repeated. They spare most lists an exact
//! comparison.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use crate::text::span::Span;
use crate::text::twice::Twice;

/// Minimum number of bytes of an item that is compared: two Han characters.
const MIN_BYTES: usize = 6;
/// Number of bytes at the end of an item that are hashed.
const HASHED_BYTES: usize = 8;
/// Maximum number of items of a list that the filter can test. With more, most of its bits would be
/// set; the list is then compared exactly.
const MAX_ITEMS: usize = 512;
/// Number of bits in the filter for the items of one list.
const BITS: usize = 4096;

/// Fast test: returns false only if all `items` of a list in `text` differ. If it returns true, two
/// may be equal and must be compared. The spans must contain the items alone, without other words
/// of the sentence.
pub(super) fn has_equal(text: &str, items: &[Span]) -> bool {
    if items.len() > MAX_ITEMS {
        return true;
    }
    let mut bits = [0u64; BITS / 64];
    let mut has_equal = false;
    for item in items.iter().filter(|item| item.len() >= MIN_BYTES) {
        let bytes = &text.as_bytes()[item.range()];
        let end = match bytes.last_chunk::<HASHED_BYTES>() {
            Some(end) => u64::from_le_bytes(*end),
            None => u64::from(bytes[MIN_BYTES - 1]) << 8 | u64::from(bytes[2]),
        };
        let hash = mixed(end ^ item.len() as u64) >> 52;
        let (word, bit) = (hash as usize / 64, hash % 64);
        has_equal |= bits[word] >> bit & 1 == 1;
        bits[word] |= 1 << bit;
    }
    has_equal
}

/// Fast test: returns false only if no item of an enumeration is repeated. The first item may
/// include words before the list, the last item words after it (由柳河镇、…、柳河镇负责, "managed by Liuhe
/// Town, …, Liuhe Town"). Therefore these two are compared only by their ends.
pub(super) fn may_recur(text: &str, items: &[Span]) -> bool {
    let item = |at: usize| trimmed(items[at].of(text));
    let Some(end) = items.len().checked_sub(1) else { return false };
    let (first, last) = (item(0), item(end));
    let Some(head) = last.chars().next() else { return true };
    let is_at_an_end = |at: usize| first.ends_with(item(at)) || last.starts_with(item(at));
    first.char_indices().any(|(at, c)| c == head && last.starts_with(&first[at..]))
        || (1..end).any(is_at_an_end)
        || (2..end).any(|at| (1..at).any(|before| item(before) == item(at)))
        || may_be_listed(item, end)
}

/// True if an earlier item has the same last character as the last item. Only then can the last
/// item contain one that is already listed after 和 ("and"): 甲镇、乙镇和甲镇 ("Jia Town, Yi Town and Jia
/// Town"). `item` returns the item with an index, and `last` is the index of the last one.
fn may_be_listed<'t>(item: impl Fn(usize) -> &'t str, last: usize) -> bool {
    let end = item(last);
    let end = end.strip_suffix('等').unwrap_or(end).as_bytes().last_chunk::<3>();
    end.is_none() || (0..last).any(|at| item(at).as_bytes().last_chunk() == end)
}

/// Filter that tells which texts may occur twice, by their lengths and their last bytes.
pub(super) struct Recurring(Twice);

impl Recurring {
    /// Builds the filter from `texts`. `count` is their number, which decides the size of the
    /// filter.
    pub(super) fn of<'t>(count: usize, texts: impl Iterator<Item = &'t str>) -> Self {
        Self(Twice::of(count, texts.map(hash_of_end)))
    }

    /// Returns true for each text that was added at least twice, and by chance for a few that were
    /// added once.
    pub(super) fn may_hold_twice(&self, text: &str) -> bool {
        self.0.may_hold(hash_of_end(text))
    }
}

fn hash_of_end(text: &str) -> u64 {
    match text.as_bytes().last_chunk::<16>() {
        Some(end) => {
            let end = u128::from_le_bytes(*end);
            mixed(mixed(end as u64 ^ text.len() as u64) ^ (end >> 64) as u64)
        }
        None => mixed(text.len() as u64),
    }
}

/// Table with the number of occurrences and the last position of each distinct text, for example
/// each sentence of a document.
///
/// A text is identified by its index, and the caller passes a function that returns the text with
/// an index. An entry stores the index of the last occurrence and 32 bits of the hash, as a long
/// document has a million such sentences and they are not to be read again when the table grows.
#[derive(Default)]
pub(super) struct Latest {
    table: HashTable<Known>,
}

struct Known {
    hash: u32,
    at: u32,
    times: u32,
}

impl Latest {
    /// Adds the text with index `at`, and returns the index of its previous occurrence, `None` if
    /// there is none. `text` returns the text with an index.
    pub(super) fn replace<'t>(&mut self, at: usize, text: impl Fn(usize) -> &'t str) -> Option<usize> {
        let said = text(at);
        let hash = hash(said);
        let is_same = |known: &Known| known.hash == hash && text(known.at as usize) == said;
        match self.table.entry(spread(hash), is_same, |known| spread(known.hash)) {
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                known.times += 1;
                Some(std::mem::replace(&mut known.at, at as u32) as usize)
            }
            Entry::Vacant(free) => {
                free.insert(Known { hash, at: at as u32, times: 1 });
                None
            }
        }
    }

    /// Number of times that [`Latest::replace`] was called with a text equal to `said`, 0 if never.
    /// `text` returns the text with an index, as for [`Latest::replace`].
    pub(super) fn times<'t>(&self, said: &str, text: impl Fn(usize) -> &'t str) -> u32 {
        let hash = hash(said);
        let is_same = |known: &Known| known.hash == hash && text(known.at as usize) == said;
        self.table.find(spread(hash), is_same).map_or(0, |known| known.times)
    }
}

fn hash(text: &str) -> u32 {
    (FxBuildHasher.hash_one(text) >> 32) as u32
}

/// Spreads the 32 bits of a hash over 64, as the table uses the highest and the lowest bits.
fn spread(hash: u32) -> u64 {
    mixed(hash.into())
}

fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Text without blanks at its ends. A text that begins and ends with a Han character is returned at
/// once, which is faster.
fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_han = |lead: u8| (0xE4..=0xE9).contains(&lead);
    let ends_in_han = || bytes.len().checked_sub(3).is_some_and(|at| is_han(bytes[at]));
    if bytes.first().is_some_and(|lead| is_han(*lead)) && ends_in_han() { text } else { text.trim() }
}

#[cfg(test)]
mod tests {
    use super::{Latest, Recurring, has_equal, may_recur};
    use crate::text::span::Span;

    /// Spans of the items of a text that are separated by 、 (enumeration comma).
    fn items(text: &str) -> Vec<Span> {
        let span = |item: &str| {
            let start = item.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(start, start + item.len())
        };
        text.split('、').map(span).collect()
    }

    #[test]
    fn equal_items_are_seen_however_many_there_are() {
        let many = (0..2000).map(|at| format!("第{at}个村")).collect::<Vec<_>>().join("、");
        for text in ["柳河镇、石桥镇、柳河镇", "甲镇、乙镇、甲镇", &format!("{many}、第7个村")]
        {
            assert!(has_equal(text, &items(text)), "{text}");
        }
        let different = "柳河镇、石桥镇、云岭镇、青石镇、红旗街道、柳河村";
        assert!(!has_equal(different, &items(different)));
    }

    #[test]
    fn words_lead_up_to_the_first_item_and_go_on_behind_the_last() {
        for text in [
            "由柳河镇、石桥镇、柳河镇",
            "柳河镇、石桥镇、柳河镇负责",
            "由柳河镇、石桥镇、柳河镇负责",
            "云岭镇、柳河镇、石桥镇、 柳河镇 、青石镇",
            "云岭镇、柳河镇、石桥镇和柳河镇",
            "云岭镇、柳河镇、石桥镇和柳河镇等",
            "云岭镇、柳河镇、柳河镇的道路",
        ] {
            assert!(may_recur(text, &items(text)), "{text}");
        }
        for text in ["由柳河镇、石桥村", "教育、卫生、文化和体育事业", "云岭、柳河、石桥和青山四个镇"]
        {
            assert!(!may_recur(text, &items(text)), "{text}");
        }
    }

    #[test]
    fn texts_that_are_there_twice_are_seen() {
        let texts: Vec<String> = (0..3000).map(|at| format!("开会的地方是第{}号楼。", at % 2900)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let recurring = Recurring::of(texts.len(), texts.iter().copied());
        assert!(texts[..100].iter().all(|text| recurring.may_hold_twice(text)));
        let others = texts[100..2900].iter().filter(|text| recurring.may_hold_twice(text)).count();
        assert!(others < 600, "{others}");
        assert!(Recurring::of(2, ["短", "短"].into_iter()).may_hold_twice("短"));
    }

    #[test]
    fn the_last_place_of_a_text_is_known_and_how_often_it_was_there() {
        let texts: Vec<String> = (0..3000).map(|at| format!("第{}号楼", at * at % 700)).collect();
        let text = |at: usize| texts[at].as_str();
        let mut latest = Latest::default();
        for at in 0..texts.len() {
            assert_eq!(latest.replace(at, text), texts[..at].iter().rposition(|before| *before == texts[at]));
        }
        let zeros = texts.iter().filter(|text| *text == "第0号楼").count();
        assert_eq!(latest.times("第0号楼", text) as usize, zeros);
        assert_eq!(latest.times("第3号楼", text), 0);
    }
}
