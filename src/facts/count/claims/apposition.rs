//! Lists directly before their number: 甲、乙、丙三个县 ("A, B and C, three counties"), “子关”“丑关”两道关口 ("'Zi'
//! and 'Chou', two passes").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{after, before, is_blank, is_closing, is_han, is_longer, is_opening};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::apposition::{CLASSIFIER, GENERIC, KIND, NO_MEASURE, TAIL, VERB};
use crate::words::list::{NUMBERED_NAME, ONLY_PART};

/// Maximum number of characters of an item. Longer ones are clauses, so the text is not a list.
const MAX_ITEM: usize = 14;
/// Number of characters by which the last item may exceed the longest of the others. A longer one
/// contains a verb.
const MAX_EXCESS: usize = 2;
/// Minimum number of characters by which an item must exceed all later ones to be taken for an item
/// with words before the list.
const MIN_MORE: usize = 3;
/// Characters that introduce a list and do not belong to its items: 对 ("to"), 在 ("in"), 由 ("by").
static LEADS: Signs = Signs::of("等的向对在由从到把将于是有让使给供");
/// Maximum number of characters of the noun after a classifier that are read.
const MAX_NOUN: usize = 8;
/// Maximum number of characters of a noun that a finding shows whole. Of a longer noun, it shows
/// only a known word at its start.
const MAX_SHOWN: usize = 4;

/// Returns a claim for the list that ends before a number, if the number can only count this list
/// and differs from its length.
pub(super) fn mismatch(facts: &Facts<'_>, count: &Count) -> Option<Claim> {
    let block = facts.doc.blocks()[count.block].span;
    let text = facts.doc.text();
    let behind = &text[count.number.end()..block.end()];
    let (classifier, noun) = counted(facts, behind)?;
    let end = list_end(facts, block, count.number.start())?;
    let lists = facts.lists_in(count.block);
    let list = behind_count(facts, lists.before(end));
    // 三省一市 ("three provinces and one city") counts four.
    let value = count.value + second_number(facts, &behind[classifier.len() + noun.len()..], classifier);
    let count = Count { value, ..*count };
    if *list.counts().end() < 2
        || is_name(facts, &list, &count, classifier)
        || may_count(facts, &list, count.value, classifier)
        || lists.began_earlier(&list, count.value)
    {
        return None;
    }
    let tokens = facts.tokens().in_block(count.block);
    let is_certain = if holds_number(facts, &list, tokens) {
        // 甲、乙两个县和丙、丁、戊三个区 ("A and B, two counties, and C, D and E, three districts"): another count
        // divides the list.
        false
    } else if list.is_open {
        list.items.len() > 2 && is_even(facts, &list)
    } else if noun.is_empty() && !is_place(facts, classifier) && !needs_no_noun(behind, classifier) {
        // 法律、法规6部，规章34件 ("6 laws and regulations, 34 rules"): the number gives a quantity, it does
        // not count the kinds.
        false
    } else {
        is_apposition(facts, &list, &format!("{classifier}{noun}"))
    };
    let rest = &behind[classifier.len() + noun.len()..];
    let shown = shown(facts, noun, rest);
    let phrase = Span::new(count.number.start(), count.number.end() + classifier.len() + shown.len());
    is_certain.then(|| Claim::of_list(CountReading::Apposed, phrase, list, count.value))
}

/// Classifier and noun at the start of `text`: `个乡镇` ("townships"), `类人员` ("kinds of staff"). The
/// noun is empty if none follows. `None` if there is no classifier, or if it measures time or size.
fn counted<'t>(facts: &Facts<'_>, text: &'t str) -> Option<(&'t str, &'t str)> {
    let classifier = facts.words().of(&CLASSIFIER).start_of(text)?.len();
    let rest = &text[classifier..];
    let end = rest
        .char_indices()
        .enumerate()
        .find(|(at, (_, c))| *at == MAX_NOUN || !is_han(*c) || is_numeral(*c))
        .map_or(rest.len(), |(_, (at, _))| at);
    facts.words().of(&NO_MEASURE).start_of(rest).is_none().then_some((&text[..classifier], &rest[..end]))
}

/// Classifiers that are words for places, so that these are counted without a further classifier: 省
/// in 三|省 ("three provinces").
fn places<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f str> {
    facts.words().of(&CLASSIFIER).iter().filter(|word| names_place(facts, word))
}

/// True for a word for a place that is counted without another classifier: 省 in 三|省 ("three
/// provinces").
fn is_place(facts: &Facts<'_>, classifier: &str) -> bool {
    facts.words().of(&CLASSIFIER).contains(classifier) && names_place(facts, classifier)
}

fn names_place(facts: &Facts<'_>, classifier: &str) -> bool {
    facts.words().of(&KIND).contains(classifier) && classifier != "部" || matches!(classifier, "国" | "地")
}

/// True if the classifier can count things without a noun after it, and no noun follows: 三类 ("three
/// kinds").
fn needs_no_noun(behind: &str, classifier: &str) -> bool {
    matches!(classifier, "类" | "级" | "层" | "方面" | "个方面" | "个" | "大" | "种")
        && !behind[classifier.len()..].starts_with(is_han)
}

/// Second number of a phrase such as 三省一市 ("three provinces and one city"), after the first noun; 0
/// if none follows.
fn second_number(facts: &Facts<'_>, rest: &str, noun: &str) -> u64 {
    let Some(number) = after(rest, 0).filter(|_| is_place(facts, noun)) else { return 0 };
    let value = cardinal(number.encode_utf8(&mut [0; 4])).filter(|value| (1..10).contains(value));
    let behind = &rest[number.len_utf8().min(rest.len())..];
    value.filter(|_| places(facts).any(|place| behind.starts_with(place))).unwrap_or(0)
}

/// Part of the list after the last other number in it: 丙、丁 for 甲、乙两个县和|丙、丁三个区 ("A and B, two
/// counties, and C and D, three districts"). The items before that number are counted by it.
fn behind_count(facts: &Facts<'_>, mut list: List) -> List {
    let counts = facts.counts();
    let (Some(first), Some(last)) = (list.items.first(), list.items.last()) else { return list };
    let from = counts.partition_point(|count| count.number.start() < first.start());
    let to = counts.partition_point(|count| count.number.end() <= last.end());
    let Some(inner) = counts[from..to.max(from)].last() else { return list };
    let Some(at) = list.items.iter().position(|item| item.contains(inner.number)) else { return list };
    let behind = Span::new(inner.number.end(), list.items[at].end());
    let Some(joint) = facts.doc.slice(behind).rfind(['和', '与', '及']).filter(|&joint| joint > 0) else {
        return list;
    };
    let joint_end = behind.start() + joint + "和".len();
    list.items.drain(..at);
    list.items[0].set_start(joint_end);
    list.joints = list.joints.saturating_sub(1);
    list
}

/// True if the number belongs to a name: 中亚五国 ("the five Central Asian states"), 小林二村 after 小林一村
/// ("Xiaolin Village No. 2", "No. 1"), 市场二级 ("market, level 2"). A numeral 二 is then an ordinal.
fn is_name(facts: &Facts<'_>, list: &List, count: &Count, classifier: &str) -> bool {
    let text = facts.doc.text();
    let is_ordinal = count.number.of(text) == "二";
    let last = list.items[list.items.len() - 1].of(text);
    let named = facts.words().of(&NUMBERED_NAME).end_of(last);
    let is_named = named.is_some_and(|name| name == last || name.chars().count() > 1)
        && (is_place(facts, classifier) || matches!(classifier, "项" | "个" | "地"));
    is_ordinal || is_named
}

/// True if the list has `count` items in any way of reading its start and its 和 ("and").
fn may_count(facts: &Facts<'_>, list: &List, count: u64, classifier: &str) -> bool {
    if list.may_have(count) {
        return true;
    }
    let text = facts.doc.text();
    let (items, joints) = (list.items.len() as u64, list.joints as u64);
    let length = |item: &Span| item.of(text).chars().count();
    let begins = |at: usize| {
        let longest = list.items[at + 1..].iter().map(length).max().unwrap_or(usize::MAX);
        let item = list.items[at].of(text);
        let is_quoted = item.starts_with(is_opening);
        !is_quoted && (holds_lead(facts, item) || length(&list.items[at]) >= longest.saturating_add(MIN_MORE))
    };
    // An item may contain the words before the list: 财政部、民政部向甲省、乙省两省 ("the two ministries … to the
    // two provinces A and B"). `is_enough` is tested first: it is true at few positions, and
    // `begins` costs much more.
    let is_enough = |at: &usize| {
        let fewest = items - *at as u64;
        (fewest..=fewest + joints).contains(&count)
    };
    let later = (1..list.items.len()).filter(is_enough).any(begins);
    let last = list.items[list.items.len() - 1];
    let first = list.items[0].of(text);
    // 春夏秋冬四大神 ("the four gods of the seasons"), 中澳两国 ("China and Australia, both countries").
    let is_short = matches!(classifier, "国" | "地" | "省" | "市") || (classifier == "大" && count == 4);
    let by_characters =
        is_short && length(&last) as u64 == count && last.of(text).chars().all(is_han) && count <= 4;
    // 男子和女子足球、篮球、排球六个项目 ("men's and women's football, basketball, volleyball: six events").
    let is_product = joints > 0 && first.contains(['和', '、']) && count == 2 * items;
    // 甲、乙的丙与丁两项 ("C and D of A and B, two items"): the number counts only the last two.
    let is_pair = joints > 0 && count == 2 && last.of(text).contains(['和', '与', '及']);
    later || by_characters || is_product || is_pair
}

/// True if an item may begin with words before a list: 紧急向|甘肃 ("urgently to|Gansu"), 等地建立|省 ("etc.
/// set up|provinces").
fn holds_lead(facts: &Facts<'_>, item: &str) -> bool {
    let ends_inside = |at: usize, length: usize| at > 0 && at + length < item.len();
    let by_sign = item.char_indices().any(|(at, c)| LEADS.contains(c) && ends_inside(at, c.len_utf8()));
    // 第一卷、第二卷蒙古文、藏文 ("volumes 1 and 2 in Mongolian and Tibetan").
    by_sign
        || item.starts_with('第')
        || facts
            .words()
            .of(&VERB)
            .is_in(item.char_indices().next_back().map_or("", |(last, _)| &item[..last]))
}

/// Byte at which the list before the number ends. The words 这 ("these") and 共 ("in all") and an
/// opening quotation mark may be between them: “四类活动” ("'four kinds of activities'"). `None` after
/// punctuation and after 和 ("and"), because the number then does not count the list.
fn list_end(facts: &Facts<'_>, block: Span, number: usize) -> Option<usize> {
    let text = facts.doc.text();
    let written = text[block.start()..number].trim_end_matches(is_blank);
    let quoted = written.strip_suffix('“');
    let written = quoted.unwrap_or(written);
    let written = ["这", "共计", "共"].iter().find_map(|word| written.strip_suffix(word)).unwrap_or(written);
    let end = block.start() + written.len();
    let last = before(text, end).filter(|_| end > block.start())?;
    let is_item = is_han(last) || (is_closing(last) && quoted.is_none());
    (is_item && !matches!(last, '和' | '及' | '与' | '或')).then_some(end)
}

/// True if the number can only count the items: they are alike, and the noun after the number names
/// the kind of the last one (镇, "town", for 柳河镇).
fn is_apposition(facts: &Facts<'_>, list: &List, noun: &str) -> bool {
    let last = list.items[list.items.len() - 1];
    let item = facts.doc.slice(last);
    // 省、自治区、直辖市 ("provinces, autonomous regions, municipalities") are kinds of places of one level.
    let only_part = facts.words().of(&ONLY_PART);
    if list.items.iter().any(|item| only_part.is_in(facts.doc.slice(*item))) {
        return false;
    }
    if list.items.iter().all(|&item| is_quotation(facts.doc.slice(item))) && list.items.len() > 2 {
        return true;
    }
    let ends_plainly = facts.words().of(&TAIL).end_of(item).is_none()
        && facts.words().of(&VERB).end_of(item).is_none_or(|verb| verb == item);
    *list.counts().end() > 2 && ends_plainly && is_even(facts, list) && !belongs(facts, list, noun)
}

/// True if an item contains digits, a mask or another count, apart from the words before the list.
/// Numerals in names, as in 四川 (Sichuan) and 九江 (Jiujiang), are not counts.
fn holds_number(facts: &Facts<'_>, list: &List, tokens: &[Token]) -> bool {
    let (start, end) = (list.items[0].end(), list.items[list.items.len() - 1].end());
    let first = tokens.partition_point(|token| token.span().start() < start);
    let last = tokens.partition_point(|token| token.span().end() <= end);
    let counts = facts.counts();
    let next = counts.partition_point(|count| count.number.start() < start);
    counts.get(next).is_some_and(|count| count.number.end() <= end)
        || tokens[first..last.max(first)]
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Digits | TokenKind::Mask(_)))
}

fn is_quotation(item: &str) -> bool {
    item.ends_with(['”', '》', '」'])
}

/// True if the items are of similar length: no inner item is as long as a clause, and the last one
/// is hardly longer than the longest inner item.
fn is_even(facts: &Facts<'_>, list: &List) -> bool {
    let length = |item: &Span| facts.doc.slice(*item).chars().count();
    let inner = list.items.get(1..list.items.len() - 1).unwrap_or_default();
    let longest = inner.iter().map(length).max();
    let last = length(&list.items[list.items.len() - 1]);
    let limit = match (longest, list.joints) {
        (Some(longest), 0) => longest + MAX_EXCESS,
        // 甲、乙和丙 ("A, B and C"): the last holds two items.
        (Some(longest), _) => 2 * longest + 1 + MAX_EXCESS,
        (None, _) => MAX_ITEM,
    };
    inner.iter().map(length).all(|length| length <= MAX_ITEM) && last <= limit
}

/// True if the number may count things that belong to the items, and not the items themselves,
/// because its noun does not name their kind: 甲镇、乙镇、丙镇|五个村 ("five villages in the towns A, B and
/// C").
fn belongs(facts: &Facts<'_>, list: &List, noun: &str) -> bool {
    let kind_of = |item: &Span| {
        let item = facts.doc.slice(*item);
        facts.words().of(&KIND).iter().find(|kind| item.ends_with(kind))
    };
    let kinds: Option<Vec<&str>> = list.items[1..].iter().map(kind_of).collect();
    let is_named = |kind: &&str| noun.contains(kind);
    let is_generic = facts.words().of(&GENERIC).is_in(noun);
    // 甲县、乙县三家单位 ("counties A and B, three units"): places are not counted with the classifier 家.
    if noun.starts_with('家') {
        return kinds.is_none_or(|kinds| kinds.iter().all(|kind| is_place(facts, kind)));
    }
    kinds.is_some_and(|kinds| !is_generic && !kinds.iter().any(is_named))
}

/// Part of the noun that certainly belongs to it: all of it before punctuation, or a known word at
/// its start.
fn shown<'t>(facts: &Facts<'_>, noun: &'t str, behind: &str) -> &'t str {
    let is_whole = !behind.starts_with(is_han) && !is_longer(noun, MAX_SHOWN);
    let known = |class| facts.words().of(class).start_of(noun).map(str::len);
    let known = known(&KIND).max(known(&GENERIC));
    if is_whole { noun } else { &noun[..known.unwrap_or(0)] }
}
