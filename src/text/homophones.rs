//! Characters that sound alike or look alike, so that one is written for the other: 峰 and 锋, 桢 and
//! 祯.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The characters of GB 2312 and others of given names, a line for each syllable of Pinyin without
/// tone. Input methods offer the characters of one syllable together.
const SYLLABLES: &str = include_str!("homophones.txt");
/// Further groups of characters that are confused: those that have a second reading, and some that
/// look alike. Blanks separate the groups.
const GROUPS: &str = "柏伯博帛泊 昌长常畅 晟成诚承程丞呈晨辰 恩思 筠云芸韵运昀允均 乐勒 增曾 兆昭朝照召钊 卓琢 栋楝 淮准 冰水 均钧钓 \
    暮慕幕 梁粱 侯候 己已 未末 士土 人入 日曰 桦烨 微徵 祎炜 戌戍戊 阳杨扬 清青情晴请 岭玲铃 崎琦 圩坪 坳拗 洲州 瞿翟 荻获 珩桁行 芬芳 宣宜 治冶 珏钰 昊吴旻 彬杉衫 茵菌 苗笛 \
    琦绮 睛晴 拔拨 炙灸 崇祟 薛薜 茆茅 戴载 衿玲";

/// Characters that a character may be written for.
#[derive(Clone, Copy, Debug, Default)]
struct Alike {
    /// Number of its line in [`SYLLABLES`], that is, of its syllable.
    syllable: Option<u16>,
    /// A bit for each of [`GROUPS`] that contains it.
    groups: u64,
}

/// The syllable and the groups of each character. Tens of thousands of pairs are compared in a set,
/// and a search in the texts of all groups would take thousands of instructions for each.
static ALIKE: LazyLock<FxHashMap<char, Alike>> = LazyLock::new(|| {
    let mut alike: FxHashMap<char, Alike> = FxHashMap::default();
    for (number, line) in (0..).zip(SYLLABLES.lines()) {
        alike.extend(line.chars().map(|c| (c, Alike { syllable: Some(number), groups: 0 })));
    }
    for (number, group) in GROUPS.split_ascii_whitespace().enumerate() {
        group.chars().for_each(|c| alike.entry(c).or_default().groups |= 1 << number);
    }
    alike
});

/// True if two characters sound or look alike.
pub fn sound_alike(one: char, other: char) -> bool {
    let [Some(first), Some(second)] = [one, other].map(|c| ALIKE.get(&c)) else { return false };
    let is_one_syllable = first.syllable.is_some() && first.syllable == second.syllable;
    one != other && (is_one_syllable || first.groups & second.groups != 0)
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, sound_alike};

    #[test]
    fn each_group_has_a_bit() {
        assert!(GROUPS.split_ascii_whitespace().count() <= u64::BITS as usize);
    }

    #[test]
    fn characters_of_one_syllable_or_group_sound_alike() {
        assert!(sound_alike('峰', '锋') && sound_alike('桢', '祯') && sound_alike('义', '一'));
        assert!(sound_alike('颐', '怡') && sound_alike('长', '常') && sound_alike('琢', '卓'));
        assert!(!sound_alike('峰', '峰') && !sound_alike('清', '安') && !sound_alike('文', '武'));
    }
}
