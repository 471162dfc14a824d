//! Names in a text, as far as they can be recognised without a dictionary: places (安平县, "Anping
//! County"), offices and companies (水利局, "water bureau"; 宏远公司, "Hongyuan company") and persons
//! (周大川同志, "Comrade Zhou Dachuan"). They are left out if documents are compared.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::skim::NAME_ENDS;
use crate::text::char_set::CharSet;
use crate::text::chars::{Codes, is_han};
use crate::text::span::Span;
use crate::words::{Words, name, person, place};

/// First characters of the endings of names and of persons' titles. Names are looked for only at
/// these characters, which excludes most of a text fast.
static ENDS: CharSet = CharSet::of(NAME_ENDS);
/// Characters before an ending that do not form a name: 全县 ("the whole county"), 各乡镇 ("each
/// township"), 我市 ("our city"), 城区 ("urban area"), 景区 ("scenic area").
static NO_PLACE: CharSet = CharSet::of(
    "有关相全各我本该每两三四五六七八九十几多数城辖乡县市区镇村的在和及与对到为是新老小大一二个省州地社园景片林灾山矿校厂战防库牧郊辅进来往去由从向于至或但并把将被让跨外内中上下原驻赴入各条自",
);
/// The built-in words. Words of the user's configuration are not used here, as names of documents
/// with different configurations are compared.
static WORDS: Words = Words::new();
/// The hundred most frequent surnames (name registry of the Ministry of Public Security, 2020),
/// without those that are common words too.
static SURNAMES: CharSet = CharSet::of(
    "王李张刘陈杨黄赵吴周徐孙朱马胡郭林何罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚",
);
/// Characters that do not occur in given names.
static NO_NAME: CharSet = CharSet::of("的是在和及与对到为了们同位名各党委");

/// Name of a place, an office, a company or a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'t> {
    /// Position of the name's first byte in the text.
    pub at: usize,
    /// The name, without a person's title such as 同志 ("comrade").
    pub text: &'t str,
}

/// The names of a document: their numbers of occurrences and their spans.
#[derive(Debug, Default)]
pub struct Named {
    /// Number of occurrences of each name.
    pub counts: FxHashMap<String, u32>,
    /// Spans of the names, in the order of their ends. Two may overlap, as the county and the
    /// person in 王平县长 ("county head Wang Ping"): 王平县 and 王平.
    spans: Vec<Span>,
}

impl Named {
    /// Finds the names of a document. `ends` are the places of the characters [`NAME_ENDS`] in its
    /// blocks, in order.
    pub(in crate::facts) fn of(doc: &Document, ends: &[u32]) -> Self {
        let mut named = Self::default();
        let mut ends = ends.iter().map(|end| *end as usize).peekable();
        for block in doc.blocks() {
            let text = doc.slice(block.span);
            while let Some(end) = ends.next_if(|end| *end < block.span.end()) {
                ended_at(text, end - block.span.start(), |name| named.add(block.span.start(), name));
            }
        }
        named
    }

    /// Adds a name of the block that begins at byte `block`.
    fn add(&mut self, block: usize, name: Name<'_>) {
        let start = block + name.at;
        self.spans.push(Span::new(start, start + name.text.len()));
        match self.counts.get_mut(name.text) {
            Some(count) => *count += 1,
            None => _ = self.counts.insert(name.text.to_owned(), 1),
        }
    }

    /// Spans of the text in `spans` that is not part of a name. `spans` must be in text order.
    pub fn between(&self, spans: impl Iterator<Item = Span>) -> Vec<Span> {
        let mut names = self.spans.iter().peekable();
        let mut rest = Vec::new();
        for span in spans {
            let mut from = span.start();
            while let Some(name) = names.next_if(|name| name.start() < span.end()) {
                if from < name.start() {
                    rest.push(Span::new(from, name.start()));
                }
                from = from.max(name.end().min(span.end()));
            }
            if from < span.end() {
                rest.push(Span::new(from, span.end()));
            }
        }
        rest
    }
}

/// Names in a text, in order. A name is two characters and a word for the kind of place or office
/// (安平 + 县, Anping County), or a surname and one or two characters before a title.
pub fn find(text: &str) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    for at in ends(text) {
        ended_at(text, at, |name| names.push(name));
    }
    names
}

/// Places of the characters [`NAME_ENDS`] in a text, in order.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    Codes::of(text).filter(|(.., code)| ENDS.holds(*code)).map(|(at, ..)| at)
}

/// Places of the characters [`NAME_ENDS`] in the blocks of a document, in order.
pub(in crate::facts) fn ends_of(doc: &Document) -> Vec<u32> {
    let in_block = |span: Span| ends(doc.slice(span)).map(move |at| (span.start() + at) as u32);
    doc.blocks().iter().flat_map(|block| in_block(block.span)).collect()
}

/// Calls `hand_on` with the names in `text` whose ending or title begins at byte `at`, with one of
/// the characters [`NAME_ENDS`].
fn ended_at<'t>(text: &'t str, at: usize, mut hand_on: impl FnMut(Name<'t>)) {
    // The three characters before, the nearest last. They are looked at first: most of them exclude
    // both a place and a person, without a search for the word that begins here.
    let mut before = text[..at].char_indices().rev();
    let mut previous = || before.next().unwrap_or((at, ' '));
    let [d, b, a] = [previous(), previous(), previous()];
    if !is_han(d.1) {
        return;
    }
    let is_place = is_han(b.1) && is_proper([b.1, d.1], &text[b.0..at]);
    let is_given = |c: char| is_han(c) && !NO_NAME.contains(c);
    let is_long = SURNAMES.contains(a.1) && is_given(b.1);
    let is_person = is_given(d.1) && (is_long || SURNAMES.contains(b.1));
    let rest = &text[at..];
    if is_place
        && let Some(ending) = ending(rest)
        && !is_other(rest)
    {
        let text = &text[b.0..at + ending.len()];
        if !WORDS.of(&name::COMMON).contains(text) {
            hand_on(Name { at: b.0, text });
        }
    }
    if is_person && WORDS.of(&person::TITLE).start_of(rest).is_some() {
        let start = if is_long { a.0 } else { b.0 };
        hand_on(Name { at: start, text: &text[start..at] });
    }
}

/// True if two characters, which are the text `two`, can be the specific part of a name: 安平 in
/// 安平县 ("Anping County"). 全 ("whole") and 各 ("each") cannot, unless the name is a known one, such
/// as 和平.
fn is_proper(chars: [char; 2], two: &str) -> bool {
    !chars.iter().any(|c| NO_PLACE.contains(*c)) || WORDS.of(&name::PROPER).contains(two)
}

/// Ending of a name at the beginning of `rest`: 县 ("county") or a title such as 同志 ("comrade").
fn ending(rest: &str) -> Option<&'static str> {
    WORDS.of(&name::DIVISION).start_of(rest).or_else(|| WORDS.of(&name::OFFICE).start_of(rest))
}

/// True if the first character of `rest` begins another word than the ending of a name: 市场
/// ("market", not 市, "city"), 局面 ("situation", not 局, "bureau").
fn is_other(rest: &str) -> bool {
    [&place::NO_DIVISION, &place::NO_OFFICE].iter().any(|class| WORDS.of(class).start_of(rest).is_some())
}

/// True if a text of two or three characters can be the name of a person: a frequent surname first.
pub fn is_person(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| SURNAMES.contains(first))
        && chars.as_str().chars().all(|c| is_han(c) && !NO_NAME.contains(c))
}

/// Kind of a name: its ending, which tells the rank of a place or the type of an office (县,
/// "county"; 局, "bureau"), or `None` for a person. Names of the same kind can be exchanged when a
/// document is adapted.
pub type Kind = Option<&'static str>;

/// The kind of a name, by its ending.
pub fn kind(name: &str) -> Kind {
    let ends = [&name::DIVISION, &name::OFFICE].into_iter();
    ends.filter_map(|class| WORDS.of(class).end_of(name)).next()
}

#[cfg(test)]
mod tests {
    use super::{Named, find, kind};
    use crate::document::source::Source;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::skim::Skim;
    use crate::readers;
    use crate::words::{name, person};

    fn names(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn reads_places_and_persons() {
        assert_eq!(names("安平县和青川市的周大川同志、李明书记到会"), ["安平县", "青川市", "周大川", "李明"]);
    }

    #[test]
    fn reads_offices_and_companies() {
        assert_eq!(
            names("由水利局、信访办和宏远公司负责，云岭镇、和平区、红旗街道、青石村与河西中学配合"),
            ["水利局", "信访办", "宏远公司", "云岭镇", "和平区", "红旗街道", "青石村", "河西中学"]
        );
    }

    #[test]
    fn every_name_ends_where_one_may() {
        for class in [&person::TITLE, &name::DIVISION, &name::OFFICE] {
            let mut words = super::WORDS.of(class).iter();
            assert!(words.all(|word| word.starts_with(|c| super::ENDS.contains(c))), "{class:?}");
        }
    }

    #[test]
    fn words_that_end_like_names_are_found_and_left_out() {
        for word in super::WORDS.of(&name::COMMON).iter() {
            let end = super::kind(word);
            assert!(end.is_some_and(|end| word.len() > end.len()), "{word}");
            assert_eq!(names(word)[..], [""; 0], "{word}");
        }
        assert_eq!(names("粮食市场、农业局面、同意委托、国营开发区")[..], [""; 0]);
    }

    #[test]
    fn what_stands_between_names_is_read_once() {
        let text = "请安平县水利局和王平县长到会，其他人不到会";
        let source = Source { name: "a.txt".into(), bytes: text.into() };
        let doc = readers::read(&source).unwrap();
        let ends = super::ends_of(&doc);
        let (lexicon, text) = (LexiconBuilder::default().build(), doc.text());
        assert_eq!(Skim::of(&doc, &lexicon, &super::WORDS).name_ends, ends);
        assert!(ends.iter().map(|end| &text[*end as usize..]).eq([
            "县水利局和王平县长到会，其他人不到会",
            "局和王平县长到会，其他人不到会",
            "县长到会，其他人不到会"
        ]));
        let named = Named::of(&doc, &ends);
        let rest = named.between(doc.blocks().iter().map(|block| block.span));
        let rest: Vec<&str> = rest.into_iter().map(|span| doc.slice(span)).collect();
        assert_eq!(rest, ["请", "和", "长到会，其他人不到会"]);
        assert_eq!(named.counts["安平县"], 1);
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
