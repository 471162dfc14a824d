//! Lists of persons after their number: 5人组成：组长甲，成员乙、丙 ("made up of 5 people: leader A, members B
//! and C").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::elements::{Elements, Sign};
use crate::facts::count::claims::phrase::Phrase;
use crate::facts::count::claims::reading::CountReading;
use crate::text::chars::{is_han, is_longer};
use crate::words::count;

/// Maximum number of characters of a person's name. A longer word is not taken for a name.
const MAX_NAME: usize = 4;

/// Adds, as a candidate list, the names of the persons after the number. Each name may have an
/// office before it: 组长 ("leader").
pub(super) fn read(
    facts: &Facts<'_>,
    phrase: &Phrase<'_>,
    found: &Elements,
    candidates: &mut Vec<Candidate>,
) {
    if !matches!(phrase.measure, "人" | "名" | "位") {
        return;
    }
    let (text, roles) = (facts.doc.text(), facts.words().of(&count::ROLE));
    let mut names = Vec::new();
    for element in &found.list {
        let written = element.span.of(text);
        let role = roles.start_of(written).map_or(0, str::len);
        let name = written[role..].trim_start_matches(['：', ':', '为', '是', ' ', '　']);
        let plain = name.find(['（', '(']).map_or(name, |at| &name[..at]);
        let is_result = facts.words().of(&count::RESULT).start_of(written).is_some();
        let is_name =
            !plain.is_empty() && !is_longer(plain, MAX_NAME) && plain.chars().all(|c| is_han(c) || c == '·');
        // 组长甲，成员乙，负责审核 ("leader A, member B, responsible for review"): the sentence continues after
        // the names.
        if element.sign == Sign::Comma && names.len() > 1 && (is_result || !is_name) {
            break;
        }
        if !is_name {
            return;
        }
        names.push(element.span);
    }
    let count = names.len() as u64;
    let joints = names.iter().filter(|name| name.of(text).contains(['和', '与', '及'])).count() as u64;
    let is_open = names.last().is_some_and(|name| name.of(text).ends_with('等'));
    candidates.push(Candidate {
        reading: CountReading::Persons,
        found: count..=count + joints,
        is_sure: names.len() > 1,
        items: names,
        is_open,
    });
}
