//! Persons with their posts: 县财政局局长梅志远 ("Mei Zhiyuan, head of the county's finance bureau"), 县水利局局长
//! 罗绍平, and rows of tables with a name and a post.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tables::Table;
use crate::text::chars::{Codes, is_blank, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::first_chars::FirstChars;
use crate::words::{Words, naming, person, set};

/// Maximum number of characters of a post with its office. A longer text is not read as a post.
const MAX_POST: usize = 24;
/// Maximum number of characters of a rank that ends a post: 局长 ("head of a bureau").
const MAX_RANK: usize = 6;
/// Number of characters of a person's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=3;
/// Maximum number of characters of a given name.
const MAX_GIVEN: usize = 2;
/// Maximum number of characters of a name with a surname of two: 欧阳翠屏.
const LONGEST_NAME: usize = 2 + MAX_GIVEN;
/// Number of characters of a guessed name, which no known word follows. Most names have three.
const GUESSED: usize = 3;
/// Last characters of parts of an office, such as 科 ("section"). Three characters with such an end
/// are not read as a name.
static PARTS: Signs = Signs::of("科室部处办站所队组班中馆");
/// Last characters of offices that a person's name may follow directly: 厅 ("department"), 局
/// ("bureau").
static OFFICES: Signs = Signs::of("厅局委办部院处司会校");
/// Number of characters of the name of a town, county or district that has the form of a person's
/// name: 柳河镇 ("Liuhe Town").
const PLACE: usize = 3;
/// Signs and words that may follow a name in running text.
const BEHIND: [char; 16] =
    ['，', ',', '。', '；', ';', '、', '）', ')', '：', ':', '|', '!', '！', '（', '(', '\n'];

/// A person named with a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Span of the name.
    pub name_at: Span,
    /// Span of the post.
    pub post_at: Span,
    /// Name of the person.
    pub name: String,
    /// Post with its office, as written without blanks: 县财政局局长 ("head of the county's finance
    /// bureau").
    pub post: String,
    /// Rank at the end of the post: 局长 ("head of a bureau").
    pub rank: String,
    /// True if an office has only one such post: 局长 ("head"), but not 副局长 ("deputy head") or 委员
    /// ("member").
    pub is_single: bool,
}

/// Persons that are named with a post.
#[derive(Clone, Debug, Default)]
pub(super) struct Persons {
    /// Persons whose name is certain, because it is at the end of its block or known words follow
    /// it.
    pub(super) certain: Vec<Person>,
    /// Persons whose name is guessed: three characters after a post with its office. They count
    /// only if another place confirms the name: 县气象局局长|陶立群|分析气候趋势 ("head of the county's weather
    /// bureau | Tao Liqun | analyses the climate").
    pub(super) guessed: Vec<Person>,
}

/// All persons that are named with a post.
pub(super) fn find(facts: &Facts<'_>) -> Persons {
    let (doc, words) = (facts.doc, facts.words());
    let mut found = Persons::default();
    let heads = FirstChars::of(&[&person::POST, &set::POST].map(|class| words.of(class)), "");
    for block in doc.blocks() {
        in_prose(doc, (words, &heads), block.span, &mut found);
        let found = &mut found.certain;
        in_brackets(doc, words, block.span, found);
        found.extend(in_line(doc, words, block.span));
    }
    for table in facts.tables() {
        in_table(doc, words, table, &mut found.certain);
    }
    found
}

/// Adds the persons of a block whose name comes after the post, or between the office and the rank.
/// `heads` are the first characters of all posts. Nearly all characters of a text are skipped
/// because they are not among these.
fn in_prose(doc: &Document, (words, heads): (&Words, &FirstChars), block: Span, found: &mut Persons) {
    let text = doc.text();
    let former = words.of(&set::FORMER);
    let mut next = block.start();
    for (from, _, code) in Codes::of(block.of(text)) {
        let mut at = block.start() + from;
        if at < next || !heads.may_begin_code(code) {
            continue;
        }
        let rest = &text[at..block.end()];
        let Some(rank) = post_at_start(words, rest).filter(|rank| rank.chars().count() > 1) else { continue };
        found.certain.extend(in_office(words, text, Span::new(block.start(), at), rank));
        at += rank.len();
        next = at;
        let behind = &text[at..block.end()];
        let name_start = at + (behind.len() - behind.trim_start_matches(is_blank).len());
        let known = name_at(words, &text[name_start..block.end()]);
        let Some(name) = known.or_else(|| guess(words, behind)) else { continue };
        let before = &text[block.start()..at];
        let post = post_before(before, words);
        let is_former = former.is_in(post)
            || post.starts_with('原')
            || before[..before.len() - post.len()].ends_with(['原', '前']);
        let is_bare = post.len() <= rank.len() && words.of(&set::TOP_RANK).end_of(before).is_none();
        if is_former || is_bare {
            continue;
        }
        let name_at = Span::new(name_start, name_start + name.len());
        let mut person = Person::new(words, text, [name_at, Span::new(at - post.len(), at)], rank);
        // 市第一人民医院（党委书记陈立欣） ("First People's Hospital (Party secretary Chen Lixin)")
        let office = before[..before.len() - post.len()].strip_suffix(['（', '(']).unwrap_or_default();
        let office = office.char_indices().rev().take(MAX_POST).take_while(|(_, c)| is_han(*c)).last();
        person.post.insert_str(
            0,
            office.map_or("", |(from, _)| before[from..].split(['（', '(']).next().unwrap_or_default()),
        );
        if known.is_some() { found.certain.push(person) } else { found.guessed.push(person) }
    }
}

/// First three characters of `text` if they may be a name: they begin with a surname, and another
/// Han character follows.
fn guess<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    starts_with_surname(words, text)?;
    let end = text.char_indices().nth(GUESSED).map_or(text.len(), |(end, _)| end);
    let name = &text[..end];
    (name.chars().count() == GUESSED && name.chars().all(is_han) && text[end..].starts_with(is_han))
        .then_some(name)
}

/// Person whose name comes between the office and the rank: 省教育厅|鲍志安|副厅长 ("Bao Zhi'an, deputy head
/// of the province's education department"). `before` are the words before the rank.
fn in_office(words: &Words, text: &str, before: Span, rank: &str) -> Option<Person> {
    let lead = before.of(text);
    let (from, _) = lead.char_indices().rev().nth(GUESSED - 1)?;
    let name = &lead[from..];
    starts_with_surname(words, name)?;
    let office = post_before(&lead[..from], words);
    // 中医院|康复科|主任 ("head of the rehabilitation department")
    let is_office = office.ends_with(|c| OFFICES.contains(c))
        && is_longer(office, 2)
        && !name.ends_with(|c| PARTS.contains(c));
    if !is_office || !name.chars().all(is_han) || words.of(&set::FORMER).is_in(office) {
        return None;
    }
    let name_at = Span::new(before.start() + from, before.end());
    let post_at = Span::new(before.end(), before.end() + rank.len());
    let mut person = Person::new(words, text, [name_at, post_at], rank);
    person.post.insert_str(0, office);
    Some(person)
}

/// The surname at the start of a text.
fn starts_with_surname<'w>(words: &'w Words, text: &str) -> Option<&'w str> {
    [&person::SURNAME, &naming::RARE_SURNAME, &set::SURNAME]
        .iter()
        .find_map(|class| words.of(class).start_of(text))
}

/// Person in a line of a list that begins with the name and ends with the post: 周维民　规划建设局局长 ("Zhou
/// Weimin, head of the planning bureau"). The line may be numbered: 2. 周维民　规划建设局局长.
fn in_line(doc: &Document, words: &Words, block: Span) -> Option<Person> {
    let text = doc.text();
    let whole = block.of(text).trim_end_matches(is_blank);
    let line = without_mark(whole);
    let start = block.start() + whole.len() - line.len();
    let is_divider = |c: char| is_blank(c) || matches!(c, '，' | ',' | '：' | ':');
    let (name, rest) = line.split_once(is_divider)?;
    let post = rest.trim_start_matches(is_divider);
    // 薛令仪，水质监测中心检验科科长，从事检测十九年 ("Xue Lingyi, head of the laboratory, with nineteen years of
    // experience")
    let length = post.find(['，', ',', '；', ';', '。', '（', '(']).unwrap_or(post.len());
    let tail = post.len() - length;
    let post = &post[..length];
    let is_post = post.chars().all(is_han) && !is_longer(post, MAX_POST);
    let rank = post_at_end(words, post).filter(|rank| is_post && rank.chars().count() > 1)?;
    if name_at(words, name) != Some(name) || post.len() == rank.len() {
        return None;
    }
    let end = start + line.len() - tail;
    let name_at = Span::new(start, start + name.len());
    Some(Person::new(words, text, [name_at, Span::new(end - post.len(), end)], rank))
}

/// The line without a number or a dash at its beginning: 2. or - .
pub(super) fn without_mark(line: &str) -> &str {
    let number = line.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let rest = match number.strip_prefix(['.', '．', '、', ')', '）']) {
        Some(rest) if number.len() < line.len() => rest,
        _ => line.trim_start_matches(['-', '*', '·', '•']),
    };
    rest.trim_start_matches(is_blank)
}

/// Adds names followed by the post in brackets: 叶惠敏（护理部主任） ("Ye Huimin (head of nursing)").
fn in_brackets(doc: &Document, words: &Words, block: Span, found: &mut Vec<Person>) {
    let text = doc.text();
    for (at, open) in block.of(text).match_indices(['（', '(']) {
        let at = block.start() + at;
        let behind = at + open.len();
        // No farther than the longest post: a bracket may be unclosed to the end of the text.
        let rest = &text[behind..block.end()];
        let near = &rest[..rest.char_indices().nth(MAX_POST + 1).map_or(rest.len(), |(at, _)| at)];
        let Some(length) = near.find(['）', ')', '，', '；']) else { continue };
        let post = &text[behind..behind + length];
        let rank = post_at_end(words, post).filter(|rank| rank.chars().count() > 1);
        let (Some(rank), false) = (rank, is_longer(post, MAX_POST)) else { continue };
        let name = (*NAME.start()..=LONGEST_NAME).rev().find_map(|count| {
            let (from, _) = text[block.start()..at].char_indices().rev().nth(count - 1)?;
            let name = &text[block.start() + from..at];
            let before = &text[..block.start() + from];
            let is_first =
                from == 0 || !before.ends_with(is_han) || before.ends_with(['由', '请', '和', '与', '及']);
            (is_first && name_at(words, &text[block.start() + from..block.end()]) == Some(name))
                .then_some(name)
        });
        let Some(name) = name.filter(|_| post.chars().all(|c| is_han(c) || c == '、')) else { continue };
        let name_at = Span::new(at - name.len(), at);
        found.push(Person::new(words, text, [name_at, Span::new(behind, behind + length)], rank));
    }
}

/// Name at the start of `text`. Its surname must be known, and a sign or a title must follow.
pub(super) fn name_at<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    let surname = starts_with_surname(words, text)?;
    let goes_on = words.of(&set::AFTER_NAME);
    let is_end = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(BEHIND)
            || rest.starts_with(is_blank)
            || goes_on.start_of(rest).is_some()
            || post_at_start(words, rest).is_some()
    };
    // 欧阳翠屏: a surname of two characters
    let longest = surname.chars().count() + MAX_GIVEN;
    (*NAME.start()..=longest).rev().find_map(|count| {
        let end = text.char_indices().nth(count).map_or(text.len(), |(end, _)| end);
        let name = &text[..end];
        (name.chars().count() == count && name.chars().all(is_han) && is_end(&text[end..])).then_some(name)
    })
}

/// Post at the end of `before`, with its office. Posts are joined at 、 only if they are of one
/// person: 党组书记、局长 ("Party secretary and head").
fn post_before<'t>(before: &'t str, words: &Words) -> &'t str {
    let is_part = |c: char| is_han(c) || c == '、';
    let start = before.char_indices().rev().take(MAX_POST).take_while(|(_, c)| is_part(*c)).last();
    let post = start.map_or("", |(start, _)| &before[start..]);
    // 请县财政局局长, 由县长, 在座的书记: drops the words before the post.
    let cut = post
        .char_indices()
        .rfind(|(_, c)| matches!(*c, '请' | '由' | '在' | '向' | '的' | '为' | '了' | '让' | '是' | '给'));
    let post = cut.map_or(post, |(at, c)| &post[at + c.len_utf8()..]);
    let post = behind_other(post, words);
    let verbs = words.of(&set::BEFORE_POST);
    let cut = verbs.iter().filter_map(|verb| Some(post.rfind(verb)? + verb.len())).max();
    let post = cut.filter(|cut| *cut < post.len()).map_or(post, |cut| &post[cut..]);
    // 党组成员、副局长 ("member of the Party group and deputy head")
    let is_post =
        |text: &str| post_at_end(words, text).is_some() || words.of(&set::MEMBERSHIP).end_of(text).is_some();
    let other = post.match_indices('、').rfind(|(at, _)| !is_post(&post[..*at]));
    other.map_or(post, |(at, sign)| &post[at + sign.len()..]).trim_start_matches('、')
}

/// Part of `post` after another person and 和 ("and"): 总院院长 ("head of the main hospital") in
/// 集团党委书记何敬棠和|总院院长 ("He Jingtang, Party secretary of the group, and | the head of the main
/// hospital").
fn behind_other<'t>(post: &'t str, words: &Words) -> &'t str {
    let cut = post.match_indices(['和', '及', '与']).find_map(|(at, joint)| {
        let mut starts = NAME.filter_map(|count| Some(post[..at].char_indices().rev().nth(count - 1)?.0));
        let is_person = starts.any(|start| {
            let has_rank = post_at_end(words, &post[..start]).is_some();
            has_rank && words.of(&person::SURNAME).start_of(&post[start..]).is_some()
        });
        is_person.then_some(at + joint.len())
    });
    cut.map_or(post, |cut| &post[cut..])
}

/// Longest post that `text` starts with.
pub(super) fn post_at_start<'w>(words: &'w Words, text: &str) -> Option<&'w str> {
    let posts = [&person::POST, &set::POST].map(|class| words.of(class).start_of(text));
    posts.into_iter().flatten().max_by_key(|post| post.len())
}

/// Longest post that `text` ends with.
fn post_at_end<'w>(words: &'w Words, text: &str) -> Option<&'w str> {
    let posts = [&person::POST, &set::POST].map(|class| words.of(class).end_of(text));
    posts.into_iter().flatten().max_by_key(|post| post.len())
}

/// A post without blanks.
fn plain(post: &str) -> String {
    post.chars().filter(|&c| !is_blank(c)).collect()
}

/// Reads the rows of a table with one cell for the name and one for the post.
fn in_table(doc: &Document, words: &Words, table: &Table, found: &mut Vec<Person>) {
    let text = doc.text();
    for row in &table.rows {
        let cells: Vec<Span> = row.iter().filter_map(|cell| cell.content).collect();
        // 柳河镇 | 镇长 ("Liuhe Town | head of the town"): a place has the form of a name.
        let is_place = |name: &str| name.chars().count() == PLACE && name.ends_with(['镇', '乡', '县', '区']);
        let name = cells.iter().find(|cell| {
            let name = cell.of(text);
            name_at(words, name) == Some(name) && !is_place(name)
        });
        let mut posts = cells.iter().filter_map(|cell| {
            let post = plain(cell.of(text));
            let rank = post_at_end(words, &post).map(str::to_owned)?;
            let is_post = rank.chars().count() > 1 && !is_longer(&post, MAX_POST);
            (is_post && post.chars().all(|c| is_han(c) || c == '、')).then_some((*cell, rank))
        });
        let (Some(name), Some((post_at, rank)), None) = (name, posts.next(), posts.next()) else {
            continue;
        };
        found.push(Person::new(words, text, [*name, post_at], &rank));
    }
}

impl Person {
    /// Creates a person with a post that ends with `rank`.
    fn new(words: &Words, text: &str, [name_at, post_at]: [Span; 2], rank: &str) -> Self {
        let post = plain(post_at.of(text));
        let office = post.strip_suffix(rank).unwrap_or_default();
        // An office has one 常务副 ("first deputy") and several 副 ("deputies").
        let is_first = office.ends_with("常务") || office.ends_with("常务副");
        let is_deputy = !is_first && (rank.starts_with('副') || office.ends_with(['副', '组', '员']));
        let has_many = words.of(&set::SHARED_RANK).start_of(rank) == Some(rank);
        // 党组书记、局长 ("Party secretary and head"): no office is named.
        let last = post.rsplit('、').next().unwrap_or_default();
        let is_bare = last.len() <= rank.len() && words.of(&set::TOP_RANK).end_of(&post).is_none();
        let is_single = !is_deputy && !has_many && !is_bare && rank.chars().count() <= MAX_RANK;
        let (name, rank) = (name_at.of(text).to_owned(), rank.to_owned());
        Self { name_at, post_at, name, post, rank, is_single }
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn persons(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.md".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        find(&facts).certain.into_iter().map(|person| format!("{} {}", person.post, person.name)).collect()
    }

    #[test]
    fn reads_names_behind_posts_and_in_rows() {
        assert_eq!(persons("请县财政局局长梅志远同志发言。"), ["县财政局局长 梅志远"]);
        assert_eq!(persons("县水利局局长 罗绍平"), ["县水利局局长 罗绍平"]);
        assert_eq!(persons("原县水利局局长方国梁，时任县水利局局长方国梁"), Vec::<String>::new());
        assert_eq!(persons("县长要求各地，局长张罗此事"), Vec::<String>::new());
        let table = "| 姓名 | 职务 |\n|---|---|\n| 曾庆丰 | 麻岭水库管理所所长 |\n";
        assert_eq!(persons(table), ["麻岭水库管理所所长 曾庆丰"]);
        let place = "| 单位 | 职务 |\n|---|---|\n| 柳河镇 | 镇党委书记 |\n";
        assert_eq!(persons(place), Vec::<String>::new());
    }
}
