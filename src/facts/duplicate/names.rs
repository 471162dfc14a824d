//! Names of places (安平县) and persons (周大川同志), as far as they can be told without a dictionary.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::text::char_set::CharSet;
use crate::text::chars::is_han;
use crate::words::{Words, person};

/// What places are called by.
static PLACES: CharSet = CharSet::of("县市区镇乡州省");
/// These, and the first characters of titles: most others need no second look.
static ENDS: CharSet = CharSet::of("县市区镇乡州省同书局主代");
/// Characters before these that make no name: 全县, 各乡镇, 我市, 城区, 景区.
static NO_PLACE: CharSet = CharSet::of(
    "有关相全各我本该每两三四五六七八九十几多数城辖乡县市区镇村的在和及与对到为是新老小大一二个省州地社园景片林灾山矿校厂战防库牧郊辅进来往去由从向于至或但并把将被让跨外内中上下原驻赴入各条自",
);
/// Names of documents with different configurations are compared, so none of these adds titles here.
static WORDS: Words = Words::new();
/// The hundred commonest surnames (name registry of the Ministry of Public Security, 2020) less those that are
/// common words too.
static SURNAMES: CharSet = CharSet::of(
    "王李张刘陈杨黄赵吴周徐孙朱马胡郭林何罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚",
);
/// Characters that stand in no given name.
static NO_NAME: CharSet = CharSet::of("的是在和及与对到为了们同位名各党委");

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'t> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// The name, without a title.
    pub text: &'t str,
}

/// How often each name stands in a document.
pub fn count(doc: &Document) -> FxHashMap<String, u32> {
    let mut names: FxHashMap<String, u32> = FxHashMap::default();
    for block in doc.blocks() {
        for name in find(doc.slice(block.span)) {
            match names.get_mut(name.text) {
                Some(count) => *count += 1,
                None => _ = names.insert(name.text.to_owned(), 1),
            }
        }
    }
    names
}

/// The names in a text, in order: two characters and what the place is called by, or a surname and one or two characters
/// before a title.
pub fn find(text: &str) -> Vec<Name<'_>> {
    let titles = WORDS.of(&person::TITLE);
    let mut names = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| ENDS.contains(*c)) {
        // The three characters before, the nearest last.
        let mut before = text[..at].char_indices().rev();
        let mut previous = || before.next().unwrap_or((at, ' '));
        let [d, b, a] = [previous(), previous(), previous()];
        if PLACES.contains(c) && [b.1, d.1].iter().all(|&c| is_han(c) && !NO_PLACE.contains(c)) {
            names.push(Name { at: b.0, text: &text[b.0..at + c.len_utf8()] });
        }
        if titles.start_of(&text[at..]).is_some() {
            let is_given = |c: char| is_han(c) && !NO_NAME.contains(c);
            let long = SURNAMES.contains(a.1) && is_given(b.1) && is_given(d.1);
            let short = SURNAMES.contains(b.1) && is_given(d.1);
            if long || short {
                let start = if long { a.0 } else { b.0 };
                names.push(Name { at: start, text: &text[start..at] });
            }
        }
    }
    names
}

/// True if a text of two or three characters reads as the name of a person.
pub fn is_person(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| SURNAMES.contains(first))
        && chars.as_str().chars().all(|c| is_han(c) && !NO_NAME.contains(c))
}

/// The rank of a place, `None` for a person: names of one kind may stand for each other.
pub type Kind = Option<char>;

/// What a name is a name of.
pub fn kind(name: &str) -> Kind {
    name.chars().next_back().filter(|c| PLACES.contains(*c))
}

#[cfg(test)]
mod tests {
    use super::{find, kind};
    use crate::words::person;

    fn names(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn reads_places_and_persons() {
        assert_eq!(names("安平县和青川市的周大川同志、李明书记到会"), ["安平县", "青川市", "周大川", "李明"]);
    }

    #[test]
    fn every_name_ends_where_one_may() {
        let mut titles = super::WORDS.of(&person::TITLE).iter();
        assert!(titles.all(|title| title.starts_with(|c| super::ENDS.contains(c))));
        assert!(('\0'..=char::MAX).all(|c| !super::PLACES.contains(c) || super::ENDS.contains(c)));
    }

    #[test]
    fn passes_over_words_that_are_no_names() {
        assert_eq!(names("全县各乡镇、我市城区、有关县市区，广大同志和党委书记")[..], [""; 0]);
    }

    #[test]
    fn knows_what_may_stand_for_each_other() {
        assert_eq!(kind("安平县"), kind("平乐县"));
        assert_ne!(kind("安平县"), kind("青川市"));
        assert_eq!(kind("周大川"), kind("李明"));
    }
}
