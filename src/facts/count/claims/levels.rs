//! Levels of administration in a row without a separator, before their number: 省市县三级 ("province,
//! city and county, three levels").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::text::chars::before;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Levels of administration, each one character: province, city, prefecture and so on.
static LEVELS: Signs = Signs::of("省市州盟县区旗乡镇街村社组");
/// Characters that form a word with the first level, so that it does not count as a level: 全 in
/// 全省|市县 ("the whole province's cities and counties").
static WORDS: Signs = Signs::of("全本各我该城外跨两三几多");

/// Returns a claim if the number of levels is wrong: `省市县乡三级` ("province, city, county, township:
/// three levels"). Each character is one level.
pub(super) fn mismatch(facts: &Facts<'_>, count: &Count) -> Option<Claim> {
    let block = facts.doc.blocks()[count.block].span;
    let text = &facts.doc.text()[..block.end()];
    if !text[count.number.end()..].starts_with('级') {
        return None;
    }
    let written = &text[block.start()..count.number.start()];
    let run = written.len() - written.trim_end_matches(|c| LEVELS.contains(c)).len();
    let start = count.number.start() - run;
    let items: Vec<Span> = text[start..count.number.start()]
        .char_indices()
        .map(|(at, c)| Span::new(start + at, start + at + c.len_utf8()))
        .collect();
    let lead = before(text, start).filter(|_| start > block.start());
    let levels = items.len() as u64;
    let is_wrong = if count.value < levels {
        // 全市|县乡两级 ("the whole city's two levels, county and township"): the first may belong to a
        // word.
        let is_word = lead.is_some_and(|c| WORDS.contains(c)) && !text[..start].ends_with("健全");
        count.value + 1 < levels || !is_word
    } else {
        // 中央和省市县四级 ("four levels: centre and province, city, county"): other levels may precede the
        // run.
        count.value > levels
            && lead.is_none_or(|c| matches!(c, '。' | '，' | '；' | '：' | '！' | '？' | '“' | '（'))
    };
    let phrase = Span::new(count.number.start(), count.number.end() + "级".len());
    let list = List { items, joints: 0, is_open: false };
    (levels > 1 && is_wrong).then(|| Claim::of_list(CountReading::Levels, phrase, list, count.value))
}
