//! Finds two titles for the same text in two papers: 年金实施方案 ("implementation plan for pensions")
//! and 年金管理办法 ("management rules for pensions"), “质量提升年”行动方案 and “质量攻坚年”行动方案 (two names of a "year
//! of quality").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::organisations::{DIRECTIONS, SIZES};
use crate::checks::shared_pairs::is_alike;
use crate::facts::set::titles::{Kind, Name};
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Types of texts at the end of titles, such as 实施方案 ("implementation plan") and 规定
/// ("regulations"). Longer ones come first, because the first match counts.
const GENRES: &str = "若干政策措施 若干政策 若干措施 若干意见 政策措施 行动实施方案 三年行动方案 三年行动计划 行动方案 行动计划 实施方案 工作方案 实施意见 实施办法 管理办法 管理规定 暂行办法 \
    考核办法 实施细则 工作意见 指导意见 工作要点 应急预案 方案 意见 办法 规定 细则 规划 计划 预案 制度";
/// Verbs in titles that say only that something is to become better: promote, support, advance,
/// strengthen, deepen.
const PROMOTING: &str = "促进 支持 推进 推动 加快 加强 深化 进一步 全面 大力 扎实 切实";
/// Notes in brackets that mark a text as a draft: for discussion, for comments, for review, for
/// approval. A meeting discusses only one text with such a note.
const DRAFTS: &str = "讨论稿 征求意见稿 送审稿 审议稿";
/// Number of characters at the end of a title, or of its subject, that are used as a lookup key.
const KEY: usize = 4;
/// Number of characters at the start of a campaign's name that are used as a lookup key.
const CAMPAIGN_KEY: usize = 2;
/// Maximum number of titles stored per key.
const MAX_LIKE: usize = 32;
/// Minimum number of characters of the subject, if two titles differ only in the type of text.
const MIN_SUBJECT: usize = 4;
/// Maximum number of characters of the word in which two titles differ.
const MAX_WORD: usize = 5;
/// Minimum number of common characters before the word in which two titles differ.
const MIN_HEAD: usize = 3;
/// Minimum number of common characters after the word in which two titles differ, including a
/// common note.
const MIN_TAIL: usize = 4;
/// Minimum number of characters that two titles must have in common in all.
const MIN_SHARED: usize = 10;
/// Number of characters of a campaign's name in quotation marks: “质量提升年” ("year of quality").
const CAMPAIGN: std::ops::RangeInclusive<usize> = 4..=14;

/// Verbs for what a meeting does with a text: issue, read out, discuss, consider, submit.
const DEALT_WITH: [&str; 5] = ["印发", "宣读", "讨论", "审议", "提交"];
/// The type of a text that honours persons or offices.
const DECISION: [char; 2] = ['决', '定'];
/// Number of characters at the end of a title that give the type of the text: 方案 ("plan").
const TYPE: usize = 2;
/// Minimum share of the character pairs of the shorter title, in fifths, that two titles of one
/// text have in common.
const ALIKE_FIFTHS: usize = 2;
/// Number of bytes before a title that are searched for a verb for dealing with a paper of the
/// meeting.
const MAX_LEAD: usize = 60;

/// Nouns for types of campaigns: action, project, plan, activity, battle. Two names that differ
/// only in these are two campaigns.
const CAMPAIGNS: &str = "行动 工程 计划 活动 战役";

/// Two titles for the same text, found in two papers.
pub(super) struct TitleConflict {
    /// Index of the first paper with the title that is probably wrong, and its span. The finding is
    /// reported here.
    pub(super) place: (usize, Span),
    /// Index of the first paper with the other title, and its span.
    pub(super) first: (usize, Span),
    /// Type of both names: the title of a text, or the name of a campaign.
    pub(super) kind: Kind,
}

/// Index of a paper, the span of a title in it, and `true` if it is the title of that paper itself.
type TitleMention = (usize, Span, bool);

/// Identity of a title: its type, its characters, and the note in brackets after them.
type Key = (Kind, Vec<char>, String);

/// A title, with all papers that mention it.
struct Title {
    kind: Kind,
    /// Characters of the title without blanks, and without a note in brackets at the end.
    words: Vec<char>,
    /// The note in brackets at the end, such as （讨论稿） ("draft for discussion"). Empty if there is
    /// none.
    note: String,
    /// The first mention in each paper.
    places: Vec<TitleMention>,
}

/// Finds all pairs of different titles for the same text. `is_reported` is true for spans that
/// another rule has already reported; these are left out.
pub(super) fn conflicts(
    papers: &[Paper<'_>],
    is_reported: &dyn Fn(usize, Span) -> bool,
) -> Vec<TitleConflict> {
    let titles = collect(papers);
    // Without a meeting the papers are unrelated, and so are their texts.
    if papers.iter().all(|paper| paper.facts.occasion.meeting.is_none()) {
        return Vec::new();
    }
    let mut index: FxHashMap<&[char], Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        let mut pairs: Vec<usize> = Vec::new();
        for key in keys(title) {
            let list = index.entry(key).or_default();
            pairs.extend(list.iter().copied());
            if list.len() < MAX_LIKE {
                list.push(at);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for other in pairs {
            let [one, two] = [&titles[other], title];
            let places = [one, two].map(|title| (title.places[0].0, title.places[0].1));
            let is_kind = one.kind == two.kind && !are_of_other_sessions(papers, places);
            if is_kind && are_apart(one, two) && (is_otherwise(one, two) || is_widened(papers, [one, two])) {
                found.push(conflict(one, two));
            }
        }
    }
    found.extend(drafts(papers, &titles));
    found.extend(renamed(papers, &titles));
    found.retain(|one| !is_reported(one.place.0, one.place.1) && !is_reported(one.first.0, one.first.1));
    found.sort_by_key(|one| one.place);
    found.dedup_by_key(|one| one.place);
    found
}

/// Collects the titles of all papers and the names of campaigns in quotation marks, each once.
fn collect(papers: &[Paper<'_>]) -> Vec<Title> {
    let mut places: FxHashMap<Key, Vec<TitleMention>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        let names = paper.facts.names.iter().filter(|name| name.kind != Kind::Organisation);
        for name in names {
            let (words, note) = cut(name);
            if name.is_own && genre(&words).is_none() && !words.ends_with(&DECISION) {
                continue;
            }
            let list = places.entry((name.kind, words, note)).or_default();
            if list.last().is_none_or(|(paper, ..)| *paper != at) {
                list.push((at, name.span, name.is_own));
            }
        }
    }
    let mut titles: Vec<Title> =
        places.into_iter().map(|((kind, words, note), places)| Title { kind, words, note, places }).collect();
    titles.sort_by_key(|title| (title.places[0].0, title.places[0].1));
    titles
}

/// Splits a title into its characters and the note in brackets at its end.
fn cut(name: &Name) -> (Vec<char>, String) {
    let narrow = |c: &char| match c {
        '(' => '（',
        ')' => '）',
        c => *c,
    };
    let all: Vec<char> = name.characters.iter().map(narrow).collect();
    match all.iter().rposition(|c| *c == '（').filter(|_| all.ends_with(&['）'])) {
        Some(open) => (all[..open].to_vec(), all[open..].iter().collect()),
        None => (all, String::new()),
    }
}

/// Returns the lookup keys of a title: the last characters of the title and of its subject.
fn keys(title: &Title) -> Vec<&[char]> {
    if title.kind == Kind::Campaign {
        return title.words.get(..CAMPAIGN_KEY).into_iter().collect();
    }
    let end = |words: &'_ [char]| words.len().checked_sub(KEY);
    let subject = genre(&title.words).map(|length| &title.words[..title.words.len() - length]);
    // 薪酬管理办法（草案） ("rules on pay (draft)") and 绩效考核办法（草案） ("rules on performance (draft)") are found
    // by their first words.
    let start = title.words.get(..KEY);
    let ends = [Some(&title.words[..]), subject, start];
    ends.into_iter().flatten().filter_map(|words| Some(&words[end(words)?..])).collect()
}

/// Number of characters of the type of text at the end of a title: 4 for 实施方案 ("implementation
/// plan"). `None` if it ends with none of [`GENRES`].
fn genre(words: &[char]) -> Option<usize> {
    GENRES
        .split_ascii_whitespace()
        .map(|genre| genre.chars().count())
        .zip(GENRES.split_ascii_whitespace())
        .find_map(|(length, genre)| {
            let end = words.get(words.len().checked_sub(length)?..)?;
            end.iter().copied().eq(genre.chars()).then_some(length)
        })
}

/// True if no paper mentions both titles, and at most one of them is the title of a paper itself.
/// Otherwise they are two texts.
fn are_apart(one: &Title, other: &Title) -> bool {
    let is_own = |title: &Title| title.places.iter().any(|(_, _, is_own)| *is_own);
    let both = |(paper, ..): &TitleMention| other.places.iter().any(|(second, ..)| second == paper);
    !(one.places.iter().any(both) || is_own(one) && is_own(other))
}

/// True if two titles are probably of the same text: only the type, one word or the years differ.
fn is_otherwise(one: &Title, other: &Title) -> bool {
    let is_draft =
        |title: &Title| !title.note.is_empty() && !title.note.contains(|c: char| c.is_ascii_digit());
    // Both notes are of one type, （修订草案） ("revised draft") or （2025—2027年）, or one is missing.
    let is_note = is_draft(one) == is_draft(other) || one.note.is_empty() || other.note.is_empty();
    let note = if one.note == other.note { one.note.chars().count() } else { 0 };
    let is_other = || {
        is_other_kind(one, other)
            || is_other_word([&one.words, &other.words], note, one.kind == Kind::Campaign)
    };
    (is_note && one.words != other.words && is_other()) || is_other_range(one, other)
}

/// True if the title of a paper is mentioned elsewhere with other years: 三年行动方案（2026—2028年）
/// ("three-year action plan"), 三年行动方案（2025—2027年）.
fn is_other_range(one: &Title, other: &Title) -> bool {
    let is_own = [one, other].map(|title| title.places.iter().any(|(_, _, is_own)| *is_own));
    let is_same =
        is_own[0] && one.words.ends_with(&other.words) || is_own[1] && other.words.ends_with(&one.words);
    let is_range = |title: &Title| title.note.contains('—');
    // The number of years may differ too: 三年行动方案 ("three-year action plan"), 五年行动方案 ("five-year
    // action plan").
    let is_span = || {
        let plain = |words: &[char]| {
            let all = words.iter().enumerate();
            let is_count = |at: usize| is_numeral(words[at]) && words.get(at + 1) == Some(&'年');
            all.map(|(at, c)| if is_count(at) { '#' } else { *c }).collect::<Vec<char>>()
        };
        let (first, second) = (plain(&one.words), plain(&other.words));
        is_own[0] && first.ends_with(&second) || is_own[1] && second.ends_with(&first)
    };
    (is_same || is_span())
        && one.words.len().min(other.words.len()) >= MIN_SHARED
        && is_range(one)
        && is_range(other)
        && one.note != other.note
}

/// True if two titles have the same subject and different types: 企业年金|实施方案 ("company pensions |
/// implementation plan"), 企业年金|管理办法 ("… | management rules"). The title of a paper itself may have
/// a place before the subject, which other papers leave out.
fn is_other_kind(one: &Title, other: &Title) -> bool {
    let [Some(genre), Some(second)] = [one, other].map(|title| genre(&title.words)) else { return false };
    let [subject, about] =
        [(one, genre), (other, second)].map(|(title, genre)| &title.words[..title.words.len() - genre]);
    let is_own = [one, other].map(|title| title.places.iter().any(|(_, _, is_own)| *is_own));
    // 加强古树保护 ("strengthen the protection of old trees"), 古树保护 ("protection of old trees")
    let core = |subject: &[char]| {
        let words: String = subject.iter().collect();
        PROMOTING.split(' ').fold(words, |words, verb| words.replace(verb, ""))
    };
    let (first, second) = (core(subject), core(about));
    let is_same =
        first == second || is_own[0] && subject.ends_with(about) || is_own[1] && about.ends_with(subject);
    let kinds = [&one.words[subject.len()..], &other.words[about.len()..]];
    // 规划 ("programme") and 实施方案 ("implementation plan") for one subject are two texts, and so are a
    // regulation and its detailed rules.
    is_same && kinds[0] != kinds[1] && subject.len().min(about.len()) >= MIN_SUBJECT && !is_pair(kinds)
}

/// True if the subject of one title is that of the other with a word more, and both texts are said
/// to be issued: 公交优先发展行动计划（2026—2028年） ("plan for buses first"), 城市公交优先发展行动方案（2026—2028年） ("plan
/// for the city's buses first").
fn is_widened(papers: &[Paper<'_>], titles: [&Title; 2]) -> bool {
    let [one, other] = titles;
    let subject = |title: &'_ Title| Some(title.words.len() - genre(&title.words)?);
    let Some((first, second)) = subject(one).zip(subject(other)) else { return false };
    let (long, short) = if first > second {
        (&one.words[..first], &other.words[..second])
    } else {
        (&other.words[..second], &one.words[..first])
    };
    let head = long.iter().zip(short).take_while(|(one, other)| one == other).count();
    let more = long.len() - short.len();
    let added = long.get(head..head + more).unwrap_or_default();
    let kinds = [&one.words[first..], &other.words[second..]];
    (2..=MAX_WORD).contains(&more)
        && head >= MIN_HEAD
        && short.len() - head >= MIN_TAIL
        && long[head + more..] == short[head..]
        && added.iter().all(|c| is_han(*c) && !is_numeral(*c))
        && one.note.contains('—')
        && one.note == other.note
        && !is_pair(kinds)
        && titles.iter().all(|title| title.places.iter().all(|place| is_dealt_with(papers, place)))
}

/// True for two types of texts that often exist for one subject: 规划 ("programme") and 行动计划 ("action
/// plan"), 办法 ("rules") and 实施细则 ("detailed rules").
fn is_pair(kinds: [&[char]; 2]) -> bool {
    let has = |word: &str| kinds.map(|kind| kind.iter().collect::<String>().contains(word));
    ["规划", "细则", "要点"].iter().any(|word| has(word)[0] != has(word)[1])
}

/// True if two titles differ in one word: 旅游|高质量|发展三年行动方案 ("tourism | high-quality | development
/// plan"), 旅游|融合|发展三年行动方案 ("… | integrated | …"). `note` is the number of characters of a note that
/// both have in common; `is_quoted` is true for names of campaigns.
fn is_other_word([one, other]: [&[char]; 2], note: usize, is_quoted: bool) -> bool {
    let alike = |one: &[char], other: &[char]| {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    };
    let tail = alike(one, other);
    let is_campaign = is_quoted && [one, other].iter().all(|words| CAMPAIGN.contains(&words.len()));
    (1..=MAX_WORD).any(|first| {
        (1..=MAX_WORD).any(|second| {
            let (Some(start), Some(begin)) =
                ((one.len() - tail).checked_sub(first), (other.len() - tail).checked_sub(second))
            else {
                return false;
            };
            let head = alike(&one[..start], &other[..begin]);
            let words = [&one[start..one.len() - tail], &other[begin..other.len() - tail]];
            let is_word = |words: &[char]| {
                // 高 and 初 distinguish 高中 and 初中 ("senior" and "junior" high school), but 高 is part
                // of a word in 高质量 ("high-quality").
                let is_size = |c: char| words.len() <= 2 && (DIRECTIONS.contains(c) || SIZES.contains(c));
                words.iter().all(|c| is_han(*c) && !is_numeral(*c) && !is_size(*c))
            };
            let is_whole = head == start || head == begin;
            let is_long = tail + note >= MIN_TAIL && head + tail + note >= MIN_SHARED && head >= MIN_HEAD;
            // A noun for a type of campaign, such as 行动 ("action").
            let is_kind =
                |words: &[char]| CAMPAIGNS.split(' ').any(|kind| words.iter().copied().eq(kind.chars()));
            // 六大行动 ("six actions") and 六大工程 ("six projects") are two campaigns.
            let is_named = !words.into_iter().any(is_kind)
                && one.get(1) != Some(&'大')
                && is_campaign
                && head >= 2
                && first == second
                && first <= 2;
            // An additional word is not a different one: 关于制定|规划 ("on making | the programme"),
            // 关于制定|全省|规划 ("on making | the provincial | programme"). The name of an amended text,
            // in 〈〉, is the subject of a title.
            let is_other = words[0].first() != words[1].first() && !one.contains(&'〈');
            words.into_iter().all(is_word) && is_other && is_whole && (is_long || is_named)
        })
    })
}

/// Creates the conflict of two titles for one text. The title that is a paper's own, or else the
/// one that more papers mention, counts as correct.
fn conflict(one: &Title, other: &Title) -> TitleConflict {
    let weight = |title: &Title| (title.places.iter().any(|(_, _, is_own)| *is_own), title.places.len());
    let (right, wrong) = if weight(other) > weight(one) { (other, one) } else { (one, other) };
    let place = |title: &Title| (title.places[0].0, title.places[0].1);
    TitleConflict { place: place(wrong), first: place(right), kind: one.kind }
}

/// Finds two different titles that papers of a meeting give to its only draft, such as 实施意见（讨论稿）
/// and 实施方案（讨论稿） ("opinions" and "plan", draft for discussion). A title that is the end of the
/// other one does not count as different.
fn drafts(papers: &[Paper<'_>], titles: &[Title]) -> Vec<TitleConflict> {
    let mut found = Vec::new();
    for note in DRAFTS.split(' ') {
        let named = titles.iter().filter(|title| title.note.contains(note));
        // For each paper of a meeting, its only draft. `None` if it has several.
        let mut own: FxHashMap<usize, Option<&Title>> = FxHashMap::default();
        for title in named {
            let places = title.places.iter().map(|(paper, ..)| *paper);
            for paper in places.filter(|at| papers[*at].facts.occasion.meeting.is_some()) {
                own.entry(paper).and_modify(|only| *only = None).or_insert(Some(title));
            }
        }
        let drafts = own.into_iter().filter_map(|(at, title)| Some((at, title?)));
        let mut drafts: Vec<(usize, &Title)> = drafts.collect();
        drafts.sort_unstable_by_key(|(at, _)| *at);
        let drafts: Vec<&Title> = drafts.into_iter().map(|(_, title)| title).collect();
        let Some(first) = drafts.first() else { continue };
        let is_same =
            |title: &&&Title| title.words.ends_with(&first.words) || first.words.ends_with(&title.words);
        found.extend(drafts.iter().find(|title| !is_same(title)).map(|other| conflict(first, other)));
    }
    found
}

/// Finds titles in papers of the meeting that differ from the title of the only plan or decision of
/// the set, which they probably mean: 印发《……环境质量提升实施方案》 ("issue the plan for better surroundings")
/// beside the plan ……生态环境攻坚实施方案 ("for the battle for the environment").
fn renamed(papers: &[Paper<'_>], titles: &[Title]) -> Vec<TitleConflict> {
    let is_own = |title: &Title| title.places.iter().any(|(_, _, is_own)| *is_own);
    let texts = || titles.iter().filter(|title| title.kind == Kind::Title);
    let is_of_meeting = |title: &Title| title.places.iter().all(|place| is_dealt_with(papers, place));
    // For each type of text, the only paper of this type. `None` if there are several.
    let mut only: FxHashMap<&[char], Option<&Title>> = FxHashMap::default();
    for own in texts().filter(|title| is_own(title)) {
        let Some(kind) = kind(own) else { continue };
        let first = only.entry(kind).or_insert(Some(own));
        if first.is_some_and(|first| first.words != own.words) {
            *first = None;
        }
    }
    let renamed = texts().filter(|title| !is_own(title)).filter_map(|title| {
        let own = (*only.get(kind(title)?)?)?;
        (is_of_meeting(title) && is_renamed(own, title)).then(|| conflict(own, title))
    });
    let mut found: Vec<TitleConflict> = renamed.collect();
    // The only two titles of their type, neither of which is the title of a paper: the meeting
    // deals with one plan.
    let mut dealt_with: FxHashMap<&[char], Vec<&Title>> = FxHashMap::default();
    for title in texts() {
        if let Some(kind) = kind(title).filter(|kind| !only.contains_key(kind)) {
            dealt_with.entry(kind).or_default().push(title);
        }
    }
    // The only two titles of texts of one type that one numbered session dealt with, as
    // 县政府第12次常务会议 ("the 12th session of the county government").
    let mut by_session: FxHashMap<(&[char], &str), Vec<&Title>> = FxHashMap::default();
    for title in texts().filter(|title| genre(&title.words).is_some()) {
        let sessions = title
            .places
            .iter()
            .filter_map(|(paper, span, _)| session(clause_before(papers, (*paper, *span))));
        if let Some((kind, session)) = kind(title).zip(sessions.min()) {
            by_session.entry((kind, session)).or_default().push(title);
        }
    }
    let dealt_with =
        dealt_with.into_values().filter(|titles| titles.iter().all(|title| is_of_meeting(title)));
    for titles in dealt_with.chain(by_session.into_values()) {
        let [one, other] = titles[..] else { continue };
        if is_renamed(one, other) {
            found.push(conflict(one, other));
        }
    }
    found
}

/// True if `title`, which the meeting or a session deals with, may be another title of the text
/// `own`: years and note are the same, and many words.
fn is_renamed(own: &Title, title: &Title) -> bool {
    years(&title.words) == years(&own.words)
        && title.note == own.note
        && are_apart(own, title)
        && !title.words.ends_with(&own.words)
        && !own.words.ends_with(&title.words)
        && is_alike(&han(&own.words), &han(&title.words), ALIKE_FIFTHS)
}

/// Type of a text, from the end of its title: 方案 ("plan").
fn kind(title: &Title) -> Option<&[char]> {
    title.words.get(title.words.len().checked_sub(TYPE)?..)
}

/// Han characters of a title.
fn han(words: &[char]) -> String {
    words.iter().filter(|c| is_han(**c)).collect()
}

/// True if the words before a title say what the meeting does with the text: 宣读 ("read out").
fn is_dealt_with(papers: &[Paper<'_>], (paper, span, _): &TitleMention) -> bool {
    let clause = clause_before(papers, (*paper, *span));
    papers[*paper].facts.occasion.meeting.is_some() && DEALT_WITH.iter().any(|verb| clause.contains(verb))
}

/// Words of its clause before a title.
fn clause_before<'p>(papers: &[Paper<'p>], (paper, span): (usize, Span)) -> &'p str {
    let text = papers[paper].doc.text();
    let lead = &text[text.ceil_char_boundary(span.start().saturating_sub(MAX_LEAD))..span.start()];
    lead.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default()
}

/// True if two sessions dealt with the texts at two places, so that these are two texts.
pub(super) fn are_of_other_sessions(papers: &[Paper<'_>], [one, other]: [(usize, Span); 2]) -> bool {
    let of = |place| session(clause_before(papers, place));
    of(one).zip(of(other)).is_some_and(|(one, other)| one != other)
}

/// Number and name of a session: 第12次常务会议 ("12th session").
fn session(clause: &str) -> Option<&str> {
    let (_, from) = clause.rsplit_once('第')?;
    let end = from.find("会议")?;
    let number = from.split_once('次')?.0;
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || is_numeral(c));
    is_number.then(|| &from[..end])
}

/// Years in a title, in order.
fn years(words: &[char]) -> Vec<String> {
    let digits = words.split(|c| !c.is_ascii_digit());
    digits.filter(|digits| !digits.is_empty()).map(|digits| digits.iter().collect()).collect()
}
