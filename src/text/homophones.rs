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
    暮慕幕 梁粱 侯候 己已 未末 士土 人入 日曰 桦烨 微徵 祎炜 戌戍戊 阳杨扬 清青情晴请 岭玲铃 崎琦 圩坪 坳拗 洲州";

/// For each character, the number of its line in [`SYLLABLES`], that is, of its syllable.
static SYLLABLE: LazyLock<FxHashMap<char, usize>> = LazyLock::new(|| {
    let lines = SYLLABLES.lines().enumerate();
    lines.flat_map(|(number, line)| line.chars().map(move |c| (c, number))).collect()
});

/// True if two characters sound or look alike.
pub fn sound_alike(one: char, other: char) -> bool {
    let is_one_group = |group: &str| group.contains(one) && group.contains(other);
    let syllable = SYLLABLE.get(&one);
    one != other
        && (syllable.is_some() && syllable == SYLLABLE.get(&other)
            || GROUPS.split_ascii_whitespace().any(is_one_group))
}

#[cfg(test)]
mod tests {
    use super::sound_alike;

    #[test]
    fn characters_of_one_syllable_or_group_sound_alike() {
        assert!(sound_alike('峰', '锋') && sound_alike('桢', '祯') && sound_alike('义', '一'));
        assert!(sound_alike('颐', '怡') && sound_alike('长', '常') && sound_alike('琢', '卓'));
        assert!(!sound_alike('峰', '峰') && !sound_alike('清', '安') && !sound_alike('文', '武'));
    }
}
