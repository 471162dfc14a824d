//! Names of persons without a post, in rows of tables and lists, and characters that are likely to
//! be a name because of the words before and after them.

use crate::document::block::Block;
use crate::facts::Facts;
use crate::facts::set::persons::name_at;
use crate::facts::set::wording::near;
use crate::text::chars::{Codes, is_han};
use crate::text::span::Span;
use crate::words::first_chars::FirstChars;
use crate::words::{naming, person, set};

/// Number of characters of the names that are compared. In shorter names, one character is not
/// distinctive enough.
const NAME: usize = 3;

/// Forms of address behind a name: comrade, Mr, Ms.
pub const ADDRESS: [&str; 3] = ["同志", "先生", "女士"];
/// Signs between the names of a list.
const DIVIDERS: [char; 12] = ['、', '，', '：', ':', '；', '。', '（', '）', '(', ')', '\u{3000}', ' '];

/// Finds names in rows of tables next to words for the person, and in lists: 白秀兰、陈长水、杜若飞 (three
/// persons). They may have no post.
pub(super) fn mentions(facts: &Facts<'_>) -> Vec<Span> {
    let (doc, words) = (facts.doc, facts.words());
    let text = doc.text();
    let is_name = |span: Span| {
        let name = span.of(text);
        name.chars().count() > 1 && name_at(words, name) == Some(name)
    };
    let mut found = Vec::new();
    for table in facts.tables() {
        let rows = table.rows.iter().filter(|row| row.len() > 1);
        found.extend(rows.flatten().filter_map(|cell| cell.content).filter(|span| is_name(*span)));
    }
    // 16. 罗绍平　桥梁工程师 ("Luo Shaoping, bridge engineer"), 17. 丁晓岚　养护站站长 ("Ding Xiaolan, head of
    //   maintenance"): lines of a list that begin with a name.
    let first = |block: &Block| -> Option<Span> {
        let is_mark = |c: char| c.is_ascii_digit() || DIVIDERS.contains(&c) || matches!(c, '.' | '．');
        let line = block.span.of(text).trim_start_matches(is_mark);
        let start = block.span.end() - line.len();
        let name = Span::new(start, start + line.find(DIVIDERS).unwrap_or(line.len()));
        Some(name).filter(|name| is_name(*name))
    };
    let firsts: Vec<Option<Span>> = doc.blocks().iter().map(first).collect();
    // 石岭村护林员　麻贵生 ("forest ranger of Shiling Village, Ma Guisheng"): lines of a list that end with
    // one.
    let last = |block: &Block| -> Option<Span> {
        let line = block.span.of(text).trim_end_matches(DIVIDERS);
        let start = line.rfind(DIVIDERS)?;
        let start = block.span.start() + start + line[start..].chars().next()?.len_utf8();
        Some(Span::new(start, block.span.start() + line.len())).filter(|name| is_name(*name))
    };
    let lasts: Vec<Option<Span>> = doc.blocks().iter().map(last).collect();
    for names in [firsts, lasts] {
        let lists = names.windows(2).filter(|pair| pair.iter().all(Option::is_some));
        found.extend(lists.flatten().flatten());
    }
    for block in doc.blocks() {
        let line = block.span.of(text);
        let ends = line.match_indices(DIVIDERS).chain([(line.len(), "")]);
        let mut start = block.span.start();
        let parts: Vec<Span> = ends
            .map(|(at, sign)| {
                let part = Span::new(start, block.span.start() + at);
                start = part.end() + sign.len();
                part
            })
            .collect();
        // A list has several adjacent names, or a name with a label or brackets.
        let is_in_list = |at: usize| {
            let next = parts.get(at + 1).is_some_and(|part| is_name(*part));
            let last = at.checked_sub(1).is_some_and(|at| is_name(parts[at]));
            // 外国语学院：梅慕兰 ("School of Foreign Languages: Mei Mulan")
            let is_labelled = text[..parts[at].start()].ends_with(['：', ':']);
            next || last || is_labelled || text[parts[at].end()..].starts_with(['（', '('])
        };
        found.extend((0..parts.len()).filter(|&at| is_name(parts[at]) && is_in_list(at)).map(|at| parts[at]));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Spans of three characters that may be the name of a person: 梅淑韵 in 港航公司的桥吊司机|梅淑韵， ("the port
/// company's crane driver Mei Shuyun,").
pub(super) fn likely(facts: &Facts<'_>) -> Vec<Span> {
    let (text, words) = (facts.doc.text(), facts.words());
    let surnames = [&person::SURNAME, &naming::RARE_SURNAME, &set::SURNAME].map(|class| words.of(class));
    let [before, behind] = [&set::BEFORE_NAME, &set::BEHIND_NAME].map(|class| words.of(class));
    let posts = words.of(&person::POST);
    let former = words.of(&set::FORMER);
    // One look at a character instead of one for each class: few characters begin a surname.
    let heads = FirstChars::of(&surnames, "");
    let is_name = |start: usize| {
        let rest = &text[start..];
        // 学习韦桂芳同志 ("learn from Comrade Wei Guifang"): a form of address needs no other word.
        let is_addressed = || {
            let behind = rest.char_indices().nth(NAME).map_or("", |(end, _)| &rest[end..]);
            ADDRESS.iter().any(|word| behind.starts_with(word))
        };
        // Most characters of a sentence follow another one that is not the end of such a word.
        let is_begun = !text[..start].ends_with(is_han) || before.end_of(&text[..start]).is_some();
        if !is_begun && !is_addressed() {
            return None;
        }
        surnames.iter().find_map(|class| class.start_of(rest))?;
        let mut characters = rest.char_indices();
        if !characters.by_ref().take(NAME).all(|(_, c)| is_han(c)) {
            return None;
        }
        let end = characters.next().map_or(rest.len(), |(end, _)| end);
        let after = &rest[end..];
        let is_end =
            !after.starts_with(is_han) || behind.start_of(after).is_some() || posts.start_of(after).is_some();
        // 时任望湖街道党工委书记 ("then secretary of Wanghu") is about an earlier time.
        let is_former = || {
            let clause = near(text, 0, start).rsplit(['，', ',', '。', '；', '、', '\n']).next();
            former.is_in(clause.unwrap_or_default())
        };
        (is_end && !is_former()).then(|| Span::new(start, start + end))
    };
    let starts = Codes::of(text).filter(|(_, _, code)| heads.may_begin_code(*code));
    starts.filter_map(|(at, ..)| is_name(at)).collect()
}
