//! How many projects the list of a meeting has, and how many others say that it has: 共安排重点项目20个.

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::head;
use crate::facts::set::told::Told;
use crate::facts::set::wording::near;
use crate::words::set;

/// Names of such projects, by which they are compared.
const KEY: &str = "重点项目";
const NAMES: [&str; 2] = ["重点项目", "重点建设项目"];
/// Units of projects.
const UNITS: [&str; 2] = ["个", "项"];
/// The numbers of all projects. Parts of them, and those of another year, are none.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Told> {
    let text = facts.doc.text();
    let names = facts.words().of(&set::ANNEX_TITLE);
    let is_list = head(facts).any(|line| {
        let line = line.of(text);
        names.is_in(line) && NAMES.iter().any(|name| line.contains(name))
    });
    facts
        .counts()
        .iter()
        .filter(|count| is_all(facts, count, is_list))
        .map(|count| Told::honour(count, KEY))
        .collect()
}

/// True for the number of all projects: 共安排重点项目20个, 20个重点项目, 本表共列项目18项.
fn is_all(facts: &Facts<'_>, count: &Count, is_list: bool) -> bool {
    let text = facts.doc.text();
    let Some(sentence) = facts.sentences().at(count.number.start()) else { return false };
    let before = near(text, sentence.start(), count.number.start());
    let behind = &text[count.number.end()..];
    let Some(rest) = UNITS.iter().find_map(|unit| behind.strip_prefix(unit)) else { return false };
    if is_list {
        return facts.words().of(&set::ALL_PROJECTS).end_of(before).is_some();
    }
    let clause = before.rsplit(['，', ',', '；', '、', '：', '（', '(']).next().unwrap_or_default();
    let words = facts.words();
    let others = [&set::LAST_YEAR, &set::OTHER_TIME, &set::PART_OF_PROJECTS];
    let is_other = others.iter().any(|class| words.of(class).is_in(before));
    let is_named = NAMES.iter().any(|name| rest.starts_with(name) || clause.ends_with(name));
    let is_set = words.of(&set::ARRANGED).is_in(clause);
    is_named && is_set && !is_other
}
