//! Differences between two spellings of a name: 条列 for 条例 ("regulation", a wrong character), 信来 for
//! 来信 ("letter", swapped characters), 设研究院 for 设计研究院 ("design institute", a missing character).

use std::sync::LazyLock;

use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::words::class::Class;
use crate::words::{Words, naming};

/// Kind of typing error that explains a difference of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The character is replaced by one that sounds or looks alike.
    Alike,
    /// The character is swapped with its neighbour.
    Swapped,
    /// The character is typed twice.
    Doubled,
    /// The character is replaced by any other one.
    Replaced,
    /// The character is missing in one spelling, or is one too many there.
    Count,
}

/// Difference of one character between two spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpellingDifference {
    /// Kind of the typing error.
    pub slip: Slip,
    /// Number of equal characters before the difference.
    pub before: usize,
    /// Number of equal characters after the difference.
    pub behind: usize,
}

/// Typing error by which two spellings differ. `None` if they are equal, if more than one typing
/// error is between them, or if the different character distinguishes two things, such as a number
/// or a direction.
pub fn of(usual: &[char], other: &[char], words: &Words) -> Option<SpellingDifference> {
    let shortest = usual.len().min(other.len());
    if usual.len().abs_diff(other.len()) > 1 || shortest == 0 {
        return None;
    }
    let before = usual.iter().zip(other).take_while(|(a, b)| a == b).count();
    let behind = usual.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let behind = behind.min(shortest - before);
    let slip = if usual.len() == other.len() {
        match shortest - before - behind {
            1 => replaced(usual[before], other[before], words)?,
            2 if usual[before] == other[before + 1] && usual[before + 1] == other[before] => Slip::Swapped,
            _ => return None,
        }
    } else if before + behind == shortest {
        let longer = if usual.len() < other.len() { other } else { usual };
        let odd = longer[before];
        let is_doubled = longer.len() == other.len() && before > 0 && longer[before - 1] == odd;
        match is_doubled {
            true if is_han(odd) && !is_numeral(odd) => Slip::Doubled,
            false if is_plain(odd, words) => Slip::Count,
            _ => return None,
        }
    } else {
        return None;
    };
    Some(SpellingDifference { slip, before, behind })
}

fn replaced(usual: char, other: char, words: &Words) -> Option<Slip> {
    if ![usual, other].iter().all(|&c| is_han(c) && !is_numeral(c)) {
        return None;
    }
    let distinguishes = |c| has(words, &naming::DISTINGUISHING, c);
    if distinguishes(usual) && distinguishes(other) {
        return None;
    }
    if are_alike(usual, other, words) {
        return Some(Slip::Alike);
    }
    (is_plain(usual, words) && is_plain(other, words)).then_some(Slip::Replaced)
}

/// True if a character may be a typing error: not one that distinguishes two things (a number, a
/// direction), and not one that may be left out.
fn is_plain(c: char, words: &Words) -> bool {
    is_han(c)
        && !is_numeral(c)
        && !has(words, &naming::DISTINGUISHING, c)
        && !has(words, &naming::PARTICLE, c)
}

/// True if the character `c` alone is a word of `class`.
pub fn has(words: &Words, class: &'static Class, c: char) -> bool {
    words.of(class).contains(c.encode_utf8(&mut [0; 4]))
}

/// True if one of the two characters is easily typed or read instead of the other.
pub fn are_alike(first: char, second: char, words: &Words) -> bool {
    if first == second {
        return false;
    }
    let own = |c: char| {
        let start = GROUPS.partition_point(|(known, _)| *known < c);
        GROUPS[start..].iter().take_while(move |(known, _)| *known == c).map(|(_, group)| *group)
    };
    let added = |class: &'static Class| words.of(class).iter().skip(class.own_words().len());
    own(first).any(|group| own(second).any(|other| other == group))
        || ALIKE.into_iter().flat_map(added).any(|group| group.contains(first) && group.contains(second))
}

/// Classes whose words are groups of characters that are easily typed or read instead of each
/// other.
const ALIKE: [&Class; 2] = [&naming::SOUND, &naming::SHAPE];

/// The characters of the built-in groups, sorted, each with the number of its group. There are a
/// thousand groups, too many to read them for each two characters that are compared.
static GROUPS: LazyLock<Vec<(char, usize)>> = LazyLock::new(|| {
    let groups = ALIKE.iter().flat_map(|class| class.own_words()).enumerate();
    let mut groups: Vec<(char, usize)> =
        groups.flat_map(|(number, group)| group.chars().map(move |c| (c, number))).collect();
    groups.sort_unstable();
    groups
});

#[cfg(test)]
mod tests {
    use super::{ALIKE, Slip, are_alike, of};
    use crate::words::{Words, naming};

    fn slip(usual: &str, other: &str) -> Option<Slip> {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        of(&chars(usual), &chars(other), &Words::new()).map(|difference| difference.slip)
    }

    #[test]
    fn characters_are_alike_if_they_share_a_group() {
        let mut words = Words::new();
        words.add(&naming::SHAPE, ["\u{4DFE}\u{4DFF}".to_owned()]);
        assert!(are_alike('\u{4DFE}', '\u{4DFF}', &words));
        assert!(!are_alike('\u{4DFE}', '\u{4DFF}', &Words::new()));
        let groups = ALIKE.iter().flat_map(|class| class.own_words());
        for group in groups.step_by(7) {
            let pairs = group.chars().flat_map(|one| group.chars().map(move |other| (one, other)));
            assert!(pairs.into_iter().all(|(one, other)| are_alike(one, other, &words) == (one != other)));
        }
        let share = |one: char, other: char| {
            let mut groups = ALIKE.iter().flat_map(|class| class.own_words());
            one != other && groups.any(|group| group.contains(one) && group.contains(other))
        };
        for (one, other) in
            "条例列未末民明海建国".chars().flat_map(|a| "例列来信明铭国围".chars().map(move |b| (a, b)))
        {
            assert_eq!(are_alike(one, other, &words), share(one, other), "{one}{other}");
        }
    }

    #[test]
    fn tells_what_happened() {
        let cases = [
            ("绿化条例", "绿化条列", Slip::Alike),
            ("田未来", "田末来", Slip::Alike),
            ("远山来信集", "远山信来集", Slip::Swapped),
            ("远山来信", "远山来来信", Slip::Doubled),
            ("设计研究院", "设研究院", Slip::Count),
            ("村务监督办法", "村务监管办法", Slip::Replaced),
        ];
        for (usual, other, expected) in cases {
            assert_eq!(slip(usual, other), Some(expected), "{other}");
        }
    }

    #[test]
    fn leaves_names_apart_that_are_two() {
        for (usual, other) in [
            ("第一小学", "第二小学"),
            ("东路小学", "西路小学"),
            ("市人民医院", "县人民医院"),
            ("规划2024", "规划2025"),
            ("青山县志", "青山县志二"),
            ("加强监督的意见", "加强监督意见"),
            ("绿化条例", "绿化条例"),
            ("绿化条例", "净水办法"),
        ] {
            assert_eq!(slip(usual, other), None, "{usual} {other}");
        }
    }
}
