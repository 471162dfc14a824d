//! Repeated items of an enumeration in one paragraph: the second 甲镇 ("Jia Town") in 甲镇、乙镇、丙镇、甲镇.
//! The mark 、 separates the items of a Chinese enumeration.

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::duplicate::again::Again;
use crate::facts::duplicate::names::is_person;
use crate::facts::duplicate::recurring;
use crate::facts::kind::DocumentKind;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::doubled;
use crate::words::rules::duplicate::item::{BEGINNINGS, NO_NAMES};

/// Minimum number of items of a list, unless it names offices or places. Shorter ones are rhetoric
/// (落实、落实、再落实, "implement, implement, implement again").
const MIN_ITEMS: usize = 4;
/// Maximum number of items of one list.
const MAX_ITEMS: usize = 64;
/// Minimum number of characters before the word for the kind of office or place in a name: 柳河
/// before 镇 ("town") in 柳河镇.
const MIN_NAME: usize = 1;
/// Maximum number of characters of the name of an office or a place.
const MAX_NAME: usize = 20;
/// Opening title mark, which begins the title of a text.
const TITLE: &str = "《";
/// Minimum number of titles in a row up to a repeated one.
const MIN_TITLES: usize = 3;
/// Maximum number of bytes of a title in 《》 that is compared. Longer ones are not.
const MAX_TITLE: usize = 150;
/// Maximum number of characters of a person's name.
const MAX_PERSON: usize = 3;
/// Minimum number of digits of a telephone number.
const MIN_PHONE: usize = 7;
/// Length of a task in a list with commas, in bytes: 管理档案 ("manage files").
const TASK_BYTES: std::ops::RangeInclusive<usize> = 12..=48;
/// Minimum number of characters of a task that is reported if it is repeated.
const MIN_TASK: usize = 5;
/// Minimum number of characters of an item of a list that is compared.
const MIN_LIST_ITEM: usize = 2;

/// Adds the items of enumerations that repeat an earlier item of the same enumeration (甲、乙、甲, "A,
/// B, A").
pub(super) fn find(facts: &Facts<'_>, found: &mut Vec<Again>) {
    let text = facts.doc.text();
    let mut titles = memmem::find_iter(text.as_bytes(), TITLE).peekable();
    let mut parts = BlockParts::default();
    for (block, tokens) in facts.doc.blocks().iter().zip(facts.tokens().blocks()) {
        parts.read(block.span, tokens);
        let (pauses, commas) = (parts.count(TokenKind::Pause), parts.count(TokenKind::Comma));
        if pauses > 0 {
            parts.lists(|items| compare_list(facts, items, found));
        }
        let may_have_offices = commas > 0 && pauses + commas > 1;
        let may_have_tasks = commas + 1 >= MIN_ITEMS;
        if (may_have_offices || may_have_tasks) && recurring::has_equal(text, &parts.spans) {
            if may_have_offices {
                lists_of_offices(facts, block.span, tokens, found);
            }
            if may_have_tasks {
                lists_of_tasks(facts, block.span, tokens, found);
            }
        }
        let mut count = 0;
        while let Some(at) = titles.next_if(|at| *at < block.span.end()) {
            count += usize::from(at >= block.span.start());
        }
        if count >= MIN_TITLES {
            lists_of_titles(facts, block.span, found);
        }
    }
}

/// The parts of a block between its punctuation marks, each with the kind of the mark after it.
#[derive(Default)]
struct BlockParts {
    spans: Vec<Span>,
    ends: Vec<TokenKind>,
}

impl BlockParts {
    /// Divides another block into its parts. The parts read before are dropped; their memory is
    /// reused.
    fn read(&mut self, block: Span, tokens: &[Token]) {
        self.spans.clear();
        self.ends.clear();
        let mut start = block.start();
        for token in tokens.iter().filter(|token| divides(token.kind)) {
            let at = token.span();
            self.add(Span::new(start, at.start().max(start)), token.kind);
            start = at.end();
        }
        self.add(Span::new(start, block.end().max(start)), TokenKind::Stop);
    }

    fn add(&mut self, part: Span, end: TokenKind) {
        self.spans.push(part);
        self.ends.push(end);
    }

    fn count(&self, kind: TokenKind) -> usize {
        self.ends.iter().filter(|end| **end == kind).count()
    }

    /// Calls `hand_on` with the items of each list of the block: two or more parts with 、 between
    /// them.
    fn lists(&self, mut hand_on: impl FnMut(&[Span])) {
        let mut from = 0;
        for (at, end) in self.ends.iter().enumerate() {
            if *end != TokenKind::Pause {
                let items = &self.spans[from..=at];
                if items.len() >= 2 {
                    hand_on(&items[..items.len().min(MAX_ITEMS)]);
                }
                from = at + 1;
            }
        }
    }
}

/// True for punctuation that may end an item of a list.
fn divides(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Pause
            | TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Colon
            | TokenKind::Open
            | TokenKind::Close
    )
}

/// Adds repeated titles in a row of titles: the second 《甲》 in 《甲》、《乙》、《甲》 ("A, B, A").
fn lists_of_titles(facts: &Facts<'_>, block: Span, found: &mut Vec<Again>) {
    let text = block.of(facts.doc.text());
    let mut titles: Vec<Span> = Vec::new();
    for (at, open) in text.match_indices(TITLE) {
        let reach = &text[at..text.ceil_char_boundary((at + MAX_TITLE).min(text.len()))];
        let Some(length) = reach.find('》') else { continue };
        let title = Span::new(block.start() + at, block.start() + at + length + open.len());
        // 《…《…》…》: the inner title is part of the outer one.
        if titles.last().is_some_and(|last| last.end() > title.start()) {
            continue;
        }
        let between = titles.last().map(|last| &facts.doc.text()[last.end()..title.start()]);
        if !matches!(between, Some("、" | "，" | "" | "和" | "及")) {
            titles.clear();
        }
        let same = |known: &&Span| facts.doc.slice(**known) == facts.doc.slice(title);
        // The same title twice in a row is left to `duplicate/word`.
        if let Some(&first) = titles.iter().rev().skip(1).take(MAX_ITEMS).find(same) {
            found.push(Again { item: title, first });
        }
        titles.push(title);
    }
}

/// Adds repeated offices between commas: 主送：市教育局，市公安局，市教育局 ("To: the city's education bureau,
/// police bureau, education bureau").
fn lists_of_offices(facts: &Facts<'_>, block: Span, tokens: &[Token], found: &mut Vec<Again>) {
    let mut names: Vec<Span> = Vec::new();
    let mut start = block.start();
    let mut has_comma = false;
    let ends = tokens.iter().filter(|token| divides(token.kind)).map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end(), block.end()), TokenKind::Stop)]) {
        let name = Span::new(start, at.start().max(start));
        start = at.end();
        if is_organisation(facts, facts.doc.slice(name)) && names.len() < MAX_ITEMS {
            let same = names.iter().rfind(|known| facts.doc.slice(**known) == facts.doc.slice(name));
            if let Some(&first) = same.filter(|_| has_comma) {
                found.push(Again { item: name, first });
            }
            names.push(name);
            has_comma |= kind == TokenKind::Comma;
        } else {
            names.clear();
        }
        if !matches!(kind, TokenKind::Comma | TokenKind::Pause) {
            names.clear();
        }
        if names.is_empty() {
            has_comma = false;
        }
    }
}

/// Adds repeated tasks between commas: 主要做了：协助采购，管理档案，组织培训，协助采购 ("mainly did: help with purchases,
/// manage files, organise training, help with purchases").
fn lists_of_tasks(facts: &Facts<'_>, block: Span, tokens: &[Token], found: &mut Vec<Again>) {
    let mut tasks: Vec<Span> = Vec::new();
    let mut is_announced = false;
    let mut start = block.start();
    let ends = tokens.iter().filter(|token| divides(token.kind) && token.kind != TokenKind::Pause);
    let ends = ends.map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end(), block.end()), TokenKind::Stop)]) {
        let task = Span::new(start, at.start().max(start));
        start = at.end();
        if TASK_BYTES.contains(&task.len())
            && facts.doc.slice(task).chars().all(is_han)
            && tasks.len() < MAX_ITEMS
        {
            tasks.push(task);
        } else {
            tasks.clear();
        }
        if kind != TokenKind::Comma {
            compare_tasks(facts, &tasks, is_announced, found);
            tasks.clear();
            is_announced = kind == TokenKind::Colon;
        }
    }
}

fn compare_tasks(facts: &Facts<'_>, tasks: &[Span], is_announced: bool, found: &mut Vec<Again>) {
    if tasks.len() < MIN_ITEMS {
        return;
    }
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, &task) in tasks.iter().enumerate() {
        let text = facts.doc.slice(task);
        match seen.insert(text, at) {
            Some(first)
                if first + 1 < at && is_plain(text, MIN_TASK) && (is_announced || is_task(facts, text)) =>
            {
                found.push(Again { item: task, first: tasks[first] });
            }
            _ => {}
        }
    }
}

/// The items of a list. The last one is divided at 和 ("and") if an item that is already listed
/// follows it: 甲镇、乙镇和甲镇 ("Jia Town, Yi Town and Jia Town").
fn divided(facts: &Facts<'_>, items: &[Span]) -> Vec<Span> {
    let mut items = items.to_vec();
    let joiners = facts.words().of(&doubled::JOINER);
    let Some(last) = items.pop() else { return items };
    let text = facts.doc.slice(last);
    let is_listed = |name: &str| {
        let is_same = |item: &Span| {
            let item = facts.doc.slice(*item).trim();
            // 住房和城乡建设局 ("bureau of housing and urban building") is one name.
            let is_at_end = |lead: &str| is_longer(name, MIN_LIST_ITEM) && joiners.end_of(lead).is_none();
            item == name || item.strip_suffix(name).is_some_and(is_at_end)
        };
        !name.is_empty() && items.iter().any(is_same)
    };
    let parts = text.char_indices().skip(1).take(MAX_NAME).find_map(|(at, _)| {
        let joiner = joiners.start_of(&text[at..])?;
        let name = text[at + joiner.len()..].trim_end();
        is_listed(name.strip_suffix('等').unwrap_or(name)).then_some((at, at + joiner.len()))
    });
    match parts {
        Some((end, start)) => {
            items.extend([
                Span::new(last.start(), last.start() + end),
                Span::new(last.start() + start, last.end()),
            ]);
        }
        None => items.push(last),
    }
    items
}

/// Adds items that equal an earlier item of the same list. Other words of the sentence may precede
/// the first item and follow the last.
fn compare_list(facts: &Facts<'_>, items: &[Span], found: &mut Vec<Again>) {
    let text = |item: Span| facts.doc.slice(item).trim();
    // The evidence in a judgment and the acts in a law recur.
    if !recurring::may_recur(facts.doc.text(), items)
        || matches!(facts.kind(), Some(DocumentKind::Judgment | DocumentKind::Regulation))
    {
        return;
    }
    let items = divided(facts, items);
    // Results in a row recur too (正面、反面、正面, "heads, tails, heads"); names of offices and places do
    // not.
    let mut known: Vec<&str> = items.iter().map(|item| text(*item)).collect();
    known.sort_unstable();
    known.dedup();
    let is_list = items.len() >= MIN_ITEMS && known.len() * 2 > items.len() + 1;
    let verbs = facts.words().of(&doubled::VERB);
    let actions = facts.words().of(&doubled::ACTION);
    let same = |first: usize, item: &str| {
        let known = text(items[first]);
        let is_led = |lead: &str| {
            let is_verb = verbs.end_of(lead).is_some() || actions.end_of(lead).is_some();
            is_longer(item, MIN_LIST_ITEM) || is_verb
        };
        known == item || first == 0 && known.strip_suffix(item).is_some_and(is_led)
    };
    let are_persons =
        items.iter().all(|item| is_person(text(*item)) && text(*item).chars().count() <= MAX_PERSON);
    for (at, &item) in items.iter().enumerate().skip(1) {
        let whole = text(item);
        let is_last = at + 1 == items.len();
        let name = match is_last {
            true => whole.split(['的', '等']).next().unwrap_or(whole),
            false => whole,
        };
        // Words may follow the last item: 县财政局负责 ("the county's finance bureau is responsible").
        let name = if is_last { named(facts, name).unwrap_or(name) } else { name };
        if (is_list && is_plain(name, MIN_LIST_ITEM)
            || is_organisation(facts, name)
            || are_persons && is_plain(name, MIN_LIST_ITEM)
            || is_phone(name))
            && let Some(first) = (0..at).rev().find(|&first| same(first, name))
            && !items[first + 1..at].iter().any(|&item| text(item).contains(BEGINNINGS))
        {
            let start =
                item.start() + (facts.doc.slice(item).len() - facts.doc.slice(item).trim_start().len());
            found.push(Again { item: Span::new(start, start + name.len()), first: items[first] });
        }
    }
}

/// True for a telephone number or another number of many digits.
fn is_phone(name: &str) -> bool {
    name.len() >= MIN_PHONE && name.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// True for the name of one body or place, as 县财政局 ("county finance bureau"), 柳河镇 ("Liuhe Town") or
/// 安平公司 ("Anping company"), but not for 全县 ("the whole county") or 各镇 ("each town").
fn is_organisation(facts: &Facts<'_>, name: &str) -> bool {
    let ending = facts.words().of(&doubled::ORGANISATION).end_of(name);
    ending.is_some_and(|ending| name[..name.len() - ending.len()].chars().count() >= MIN_NAME)
        && name.chars().count() <= MAX_NAME
        && name.chars().all(|c| is_han(c) && c != '某')
        && !name.starts_with(NO_NAMES)
        && !name.contains(BEGINNINGS)
}

/// Name of an organisation with which `text` begins: 市教育局 in 市教育局负责 ("the city's education bureau
/// is responsible"). `None` if a word follows that cannot come after a name.
fn named<'t>(facts: &Facts<'_>, text: &'t str) -> Option<&'t str> {
    let words = facts.words();
    text.char_indices().skip(1).take(MAX_NAME).map(|(at, _)| text.split_at(at)).find_map(|(name, rest)| {
        let is_start = |class| words.of(class).start_of(rest).is_some();
        let goes_on =
            || is_start(&doubled::VERB) || is_start(&doubled::BOUNDARY) || is_start(&doubled::MODIFIER);
        (is_organisation(facts, name) && goes_on()).then_some(name)
    })
}

/// True if the text is a task such as 加强组织领导 ("strengthen leadership"), which a list gives only
/// once.
pub(super) fn is_task(facts: &Facts<'_>, text: &str) -> bool {
    facts.words().of(&doubled::VERB).start_of(text).is_some()
}

/// True if an item has at least `min_chars` characters, all of them Han, and no number or hidden
/// name (王某, "a certain Wang"). Such items are not equal by chance.
pub(super) fn is_plain(item: &str, min_chars: usize) -> bool {
    item.chars().all(|c| is_han(c) && !is_numeral(c) && c != '某')
        && item.chars().nth(min_chars - 1).is_some()
}
