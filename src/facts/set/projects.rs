//! Number of projects in the list of a meeting, and the numbers that other papers give for it:
//! 共安排重点项目20个 ("20 key projects are planned").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::head;
use crate::facts::set::stated_count::StatedCount;
use crate::facts::set::wording::near;
use crate::words::set;

/// Noun under which the numbers of projects in several papers are compared ("key projects").
const KEY: &str = "重点项目";
/// First part of the noun for key projects ("key"). Words may come between it and [`PROJECTS`].
const MAIN: &str = "重点";
/// Second part of the noun for key projects ("projects").
const PROJECTS: &str = "项目";
/// Maximum number of characters from the beginning of a noun for projects to its end.
const MAX_KIND: usize = 12;
/// Units of projects.
const UNITS: [&str; 2] = ["个", "项"];

/// Finds the numbers that count all projects. Numbers of only some of the projects, or of another
/// year, are left out.
pub(super) fn find(facts: &Facts<'_>) -> Vec<StatedCount> {
    let text = facts.doc.text();
    let names = facts.words().of(&set::ANNEX_TITLE);
    let is_list = head(facts).any(|line| {
        let line = line.of(text);
        names.is_in(line) && is_name(line)
    });
    let stated = facts.counts().iter().filter_map(|count| {
        let noun = all(facts, count, is_list)?;
        Some(StatedCount { noun, ..StatedCount::honour(count, "") })
    });
    stated.collect()
}

/// True if the words name key projects: 重点公路交通项目 ("key road projects").
fn is_name(words: &str) -> bool {
    let mut names = words.match_indices(MAIN);
    names.any(|(at, _)| {
        let rest = &words[at..];
        rest.find(PROJECTS).is_some_and(|end| rest[..end].chars().count() <= MAX_KIND)
    })
}

/// Last clause of some words.
fn clause_of(words: &str) -> &str {
    words.rsplit(['，', ',', '；', '、', '：', '（', '(', '。']).next().unwrap_or_default()
}

/// Name of the projects if a number counts all of them: 共安排重点项目20个 ("20 key projects are planned"),
/// 20个重点项目, 重点公路交通项目（共20项） ("key road projects (20)"), 本表共列项目18项 ("this table lists 18 projects").
fn all(facts: &Facts<'_>, count: &Count, is_list: bool) -> Option<String> {
    let (text, words) = (facts.doc.text(), facts.words());
    let sentence = facts.sentences().at(count.number.start())?;
    let before = near(text, sentence.start(), count.number.start());
    let behind = &text[count.number.end()..];
    let rest = UNITS.iter().find_map(|unit| behind.strip_prefix(unit))?;
    // 市级重点项目 ("key projects of the city") are not all of them.
    let key = |named: &str| {
        let level = words.of(&set::PROJECT_LEVEL).found_in(named).first().copied();
        format!("{}{KEY}", level.unwrap_or_default())
    };
    if is_list && words.of(&set::ALL_PROJECTS).end_of(before).is_some() {
        return Some(key(""));
    }
    let called = before.trim_end_matches(['共', '计', '有', '（', '(', '，', ',', '：']);
    let named = clause_of(called);
    let is_total = called.len() < before.len() && named.ends_with(PROJECTS) && is_name(named);
    if is_total && (is_list || before.ends_with('共')) && !words.of(&set::LAST_YEAR).is_in(before) {
        return Some(key(named));
    }
    // 共三类14个项目 ("14 projects of three kinds")
    let is_whole =
        rest.starts_with(PROJECTS) && ["共", "类", "合计", "总计"].iter().any(|word| before.ends_with(word));
    if is_list {
        return is_whole.then(|| key(""));
    }
    // 今年的重点项目清单，一共列了22个项目 ("this year's list of key projects has 22 projects")
    let clause = clause_of(before);
    let earlier = before[..before.len() - clause.len()].trim_end_matches(['，', ',']);
    let is_listed = rest.starts_with(PROJECTS) && words.of(&set::LISTED_PROJECTS).contains(clause);
    if is_listed && earlier.ends_with("清单") && is_name(clause_of(earlier)) {
        return Some(key(""));
    }
    let others = [&set::LAST_YEAR, &set::OTHER_TIME];
    let is_other = others.iter().any(|class| words.of(class).is_in(before));
    let near = rest.char_indices().nth(MAX_KIND).map_or(rest, |(end, _)| &rest[..end]);
    let is_behind = near.starts_with(MAIN) && is_name(near);
    let is_named = is_behind || clause.ends_with(PROJECTS) && is_name(clause);
    let is_set = words.of(&set::ARRANGED).is_in(clause);
    let key = key(clause);
    // 其中 ("of these") and 续建 ("continued") mean a part. The level is part of the name.
    let parts = words.of(&set::PART_OF_PROJECTS).found_in(before);
    let is_part = parts.iter().any(|part| !key.starts_with(part));
    (is_named && is_set && !is_other && !is_part).then_some(key)
}
