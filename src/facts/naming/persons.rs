//! Persons with the same post whose names differ by a character that sounds or looks alike: 县长陆建铭,
//! 县长陆建明 ("County Head Lu Jianming", written in two ways).
//!
//! Two persons with one post in one text hardly ever have names that differ only by such a
//! character. Names that differ otherwise are those of two persons: 副县长王建国, 副县长王海国 ("Deputy County
//! Head Wang Jianguo", "… Wang Haiguo").

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::naming::difference::{self, Slip};
use crate::facts::naming::spelling::{MAX_RARE, Misspelling, Scale};
use crate::text::chars::{after, before, is_han};
use crate::text::span::Span;
use crate::words::{Words, naming, person, place};

/// Minimum number of occurrences of a person's name for which misspellings are also reported if no
/// post is beside them.
const MIN_USUAL_ELSEWHERE: usize = 5;
/// Maximum number of names that are searched for without their posts, to bound the time.
const MAX_KNOWN: usize = 12;
/// Maximum number of different names with one post that are compared, to bound the time.
const MAX_NAMES: usize = 100;
/// Maximum number of spellings with one post whose occurrences are counted, to bound the time.
const MAX_JUDGED: usize = 50;
/// Maximum length of a person's name, in characters.
const MAX_NAME: usize = 3;

/// Side of a post on which the name is: 县长陆建明 or 陆建明县长 (both "Lu Jianming, head of the county").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Before,
    Behind,
}

/// Finds names of persons in an unusual spelling, in text order: next to a post (县长, "county
/// head"), and elsewhere those of persons with a post. `posts` are the occurrences of each word for
/// a post.
pub fn find<'p>(doc: &Document, posts: impl Iterator<Item = &'p [Span]>, words: &Words) -> Vec<Misspelling> {
    let text = doc.text();
    let mut found = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for places in posts.filter(|places| !places.is_empty()) {
        // 副县长 ("deputy county head") and 县长 ("county head") are two posts.
        let mut groups: FxHashMap<(Side, bool), Vec<Name>> = FxHashMap::default();
        for post in places {
            let block = doc.blocks()[doc.block_at(post.start())].span;
            let is_deputy = post.start() > block.start() && text[..post.start()].ends_with('副');
            if let Some(name) = name_behind(&text[..block.end()], post.end(), words) {
                groups.entry((Side::Behind, is_deputy)).or_default().push(name);
            }
            if let Some(name) = name_before(&text[block.start()..post.start()], block.start(), words) {
                groups.entry((Side::Before, is_deputy)).or_default().push(name);
            }
        }
        for names in groups.values() {
            found.extend(compare(text, names, words));
            for name in names.iter().filter_map(|name| name.long) {
                *known.entry(name.of(text)).or_default() += 1;
            }
        }
    }
    found.extend(elsewhere(text, known, words));
    found.sort_unstable_by_key(|misspelling| misspelling.span);
    found.dedup();
    found
}

/// Name beside a post, in two possible readings: with two characters and with three.
#[derive(Clone, Copy)]
struct Name {
    short: Option<Span>,
    long: Option<Span>,
}

/// Reads the name after a post, from byte `start` on: 县长王建国… ("County Head Wang Jianguo …").
fn name_behind(text: &str, start: usize, words: &Words) -> Option<Name> {
    // Most posts are not followed by a surname.
    after(text, start).filter(|c| is_surname(*c, words))?;
    let mut ends = text[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
    let ends: [Option<usize>; MAX_NAME] = std::array::from_fn(|_| ends.next());
    let span = |count: usize| ends[count - 1].map(|end| Span::new(start, end));
    let long = span(MAX_NAME).filter(|span| is_name(span.of(text), words));
    // 王毅说 ("Wang Yi says"): a name of two characters, and a verb.
    let short = span(MAX_NAME - 1).filter(|span| {
        let rest = &text[span.end()..];
        let ends = after(text, span.end())
            .is_none_or(|c| !is_han(c) || difference::has(words, &naming::PARTICLE, c));
        is_name(span.of(text), words) && (ends || words.of(&place::SPEECH).start_of(rest).is_some())
    });
    let long = long.filter(|_| short.is_none());
    (short.is_some() || long.is_some()).then_some(Name { short, long })
}

/// Reads the name of a person at the end of `head`, the text before a post or title: …王建国同志
/// ("Comrade Wang Jianguo"). `offset` is the offset of `head` in the text.
fn name_before(head: &str, offset: usize, words: &Words) -> Option<Name> {
    let mut starts = head.char_indices().rev().map(|(at, _)| at);
    let starts: [Option<usize>; MAX_NAME] = std::array::from_fn(|_| starts.next());
    let span = |count: usize| starts[count - 1].map(|start| Span::new(start, head.len()));
    let moved = |span: Span| Span::new(span.start() + offset, span.end() + offset);
    let long = span(MAX_NAME).filter(|span| is_name(span.of(head), words));
    let short = span(MAX_NAME - 1).filter(|span| is_name(span.of(head), words) && long.is_none());
    // 县长李明书记 ("Secretary Li Ming of the county"): 长李明 is not a name.
    let short = short.filter(|span| before(head, span.start()).is_none_or(|c| !is_surname(c, words)));
    (short.is_some() || long.is_some()).then(|| Name { short: short.map(moved), long: long.map(moved) })
}

fn is_surname(c: char, words: &Words) -> bool {
    [&person::SURNAME, &naming::RARE_SURNAME].into_iter().any(|class| difference::has(words, class, c))
}

/// True for a surname and one or two characters that are common in names.
fn is_name(text: &str, words: &Words) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| is_surname(c, words))
        && chars.as_str().chars().all(|c| is_han(c) && !difference::has(words, &naming::PARTICLE, c))
        && words.of(&person::POST).end_of(text).is_none()
}

/// Finds names that occur rarely and differ from a frequent name of equal length by one similar
/// character.
fn compare(text: &str, names: &[Name], words: &Words) -> Vec<Misspelling> {
    let mut found = Vec::new();
    let mut judged = 0;
    for spans in [
        names.iter().filter_map(|name| name.long).collect(),
        names.iter().filter_map(|name| name.short).collect::<Vec<Span>>(),
    ] {
        let mut counts: FxHashMap<&str, (usize, Span)> = FxHashMap::default();
        for span in spans {
            counts.entry(span.of(text)).or_insert((0, span)).0 += 1;
        }
        if counts.len() < 2 || counts.len() > MAX_NAMES {
            continue;
        }
        for (usual, (count, first)) in counts.iter().filter(|(_, (count, _))| *count > 1) {
            let rare = counts.iter().filter(|(other, (rare, _))| *other != usual && *rare <= MAX_RARE);
            for (other, (rare, at)) in rare {
                // 汪庆犯 and 汪庆贩 are the name 汪庆 with the beginnings of two verbs; most pairs are of
                // this kind.
                let is_near = match distance(usual, other) {
                    1 => true,
                    2 => usual.chars().eq(swapped(other)),
                    _ => false,
                };
                if !is_near || !may_be_whole(text, usual) {
                    continue;
                }
                let Some(difference) = difference::of(&chars(usual), &chars(other), words) else { continue };
                let is_slip = match difference.slip {
                    Slip::Alike => true,
                    Slip::Swapped => difference.before > 0,
                    Slip::Doubled | Slip::Replaced | Slip::Count => false,
                };
                if is_slip && rare < count && judged < MAX_JUDGED {
                    judged += 1;
                    let slip = Scale { text, words }.judge(*first, *at, difference);
                    found.extend(slip.filter(|_| is_whole(text, usual, other)));
                }
            }
        }
    }
    found
}

/// Characters of a name with its last two swapped.
fn swapped(name: &str) -> impl Iterator<Item = char> {
    let mut characters = chars(name);
    let count = characters.len();
    if count > 1 {
        characters.swap(count - 2, count - 1);
    }
    characters.into_iter()
}

/// Number of characters in which two names of equal length differ.
fn distance(name: &str, other: &str) -> usize {
    name.chars().zip(other.chars()).filter(|(a, b)| a != b).count()
}

fn chars(name: &str) -> Vec<char> {
    name.chars().collect()
}

/// True if two names of three characters are really names. False if both are the same name of two
/// characters, with the first character of a verb: 汪庆贩|卖 ("Wang Qing sold"), 汪庆犯|罪 ("Wang Qing
/// committed a crime").
fn is_whole(text: &str, usual: &str, other: &str) -> bool {
    let count = |name: &str| memmem::find_iter(text.as_bytes(), name).count();
    let beginning = |name: &str| name.char_indices().nth(MAX_NAME - 1).map(|(end, _)| name[..end].to_owned());
    let (Some(first), Some(second)) = (beginning(usual), beginning(other)) else { return true };
    count(&first) <= count(usual) + if first == second { count(other) } else { 0 }
}

/// True if three characters may be a whole name, because their first two hardly ever occur with
/// another character after them. Otherwise the first two may be the name, and the third one belongs
/// to a verb.
fn may_be_whole(text: &str, name: &str) -> bool {
    let count = |name: &str| memmem::find_iter(text.as_bytes(), name).count();
    let end = name.char_indices().nth(MAX_NAME - 1).map_or(name.len(), |(end, _)| end);
    end == name.len() || count(&name[..end]) <= count(name) + MAX_RARE
}

/// Finds, in the whole text, names of persons with a post in which a character is replaced by one
/// that sounds or looks alike. `known` has the number of occurrences of each name.
fn elsewhere(text: &str, known: FxHashMap<&str, usize>, words: &Words) -> Vec<Misspelling> {
    let mut names: Vec<(&str, usize)> = known.into_iter().collect();
    names.sort_unstable_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    names.truncate(MAX_KNOWN);
    let mut found = Vec::new();
    for (name, _) in names {
        let (usual, surname) = (chars(name), name.chars().next().map_or(0, char::len_utf8));
        // Few names have a spelling that is worth these two searches of the text.
        let mut is_name_whole = None;
        let mut first = None;
        let mut seen: Vec<&str> = Vec::new();
        for at in memmem::find_iter(text.as_bytes(), &name[..surname]) {
            let end = text[at..].char_indices().nth(MAX_NAME).map_or(text.len(), |(end, _)| at + end);
            let other = &text[at..end];
            if distance(name, other) != 1 || seen.len() == MAX_JUDGED || seen.contains(&other) {
                continue;
            }
            seen.push(other);
            // A frequent spelling needs no look at the tables of similar characters.
            if memmem::find_iter(text.as_bytes(), other).nth(MAX_RARE).is_some() {
                continue;
            }
            if !*is_name_whole.get_or_insert_with(|| may_be_whole(text, name)) {
                break;
            }
            let difference = difference::of(&usual, &chars(other), words);
            let Some(difference) = difference.filter(|difference| difference.slip == Slip::Alike) else {
                continue;
            };
            let first = *first.get_or_insert_with(|| memmem::find(text.as_bytes(), name.as_bytes()));
            let Some(first) = first.map(|first| Span::new(first, first + name.len())) else { break };
            let slip = Scale { text, words }.judge(first, Span::new(at, end), difference);
            let is_frequent = |slip: &Misspelling| slip.places >= MIN_USUAL_ELSEWHERE;
            found.extend(slip.filter(is_frequent).filter(|_| is_whole(text, name, other)));
        }
    }
    found
}
