//! Lists before a number that can only count them: 学校、家庭、社区三方 ("school, family and community, three
//! sides"), 东、西、北三面 ("east, west and north, three sides"), 第3、6、9周，共三次 ("weeks 3, 6 and 9, three
//! times").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::count;

/// Maximum number of characters of an item in a list that is certain. Longer items may be clauses.
const MAX_ITEM: usize = 6;
/// Number of bytes before the number that are searched for the list.
const NEAR: usize = 240;
/// Minimum length of a run of numbers that is compared with a count: 1、3、5、7号楼 ("buildings 1, 3, 5
/// and 7").
const MIN_NUMBERS: usize = 3;

/// Reads names directly before a word such as 三方 ("three sides"), or earlier in its sentence:
/// 把学校、家庭、社区都动员起来，形成三位一体… ("mobilise school, family and community, to form a unity of three …").
pub(super) fn names(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let behind = &text[of.number.end()..block.end()];
    let apart = facts.words().of(&count::WHOLE).start_of(behind);
    let word = apart.or_else(|| facts.words().of(&count::SIDE).start_of(behind))?;
    let before = text[block.start()..of.number.start()].trim_end_matches('这');
    // “五位一体” ("five in one") is a term, and 四季豆 ("green bean", literally "four-season bean") is an
    // item.
    if facts.is_term(of.number.start())
        || apart.is_none() && !before.ends_with(is_han)
        || before.ends_with('“')
    {
        return None;
    }
    let lists = facts.lists_in(of.block);
    let direct = lists.before(block.start() + before.len());
    let list = match apart {
        Some(_) if direct.items.len() < 2 => {
            let lead = before.trim_end_matches(|c: char| is_han(c)).strip_suffix(['，', ','])?;
            lists.before(block.start() + lead.len())
        }
        _ => direct,
    };
    let (first, others) = list.items.split_first()?;
    let length = |item: &Span| item.of(text).chars().count();
    // 把学校、家庭、社区都动员起来， ("mobilise school, family and community,"): the last item continues with
    // other words.
    let even = if apart.is_some() && others.len() > 2 { &others[..others.len() - 1] } else { others };
    let (longest, shortest) = (even.iter().map(length).max()?, even.iter().map(length).min()?);
    let is_plain = |item: &Span| item.of(text).chars().all(is_han);
    let is_even = longest <= MAX_ITEM && longest - shortest <= 2 && others.iter().all(is_plain);
    let is_sure =
        others.len() > 1 && is_even && list.joints == 0 && is_plain(first) && length(first) <= MAX_ITEM + 8;
    let place = Span::new(of.number.start(), of.number.end() + word.len());
    let candidate = Candidate {
        reading: CountReading::Beside,
        found: list.counts(),
        is_open: list.is_open,
        items: list.items,
        is_sure: is_sure && !list.is_open,
    };
    Some((place, candidate))
}

/// Reads the only run of numbers before the count in its sentence: `1、3、5、7号楼…，受影响的四栋楼` ("buildings
/// 1, 3, 5 and 7 …, the four affected buildings"), `第3、6、9周，共三次` ("weeks 3, 6 and 9, three times").
pub(super) fn numbers(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let measure = of.measure(text)?;
    let sentence = facts.sentences().at(of.number.start())?;
    let from = text
        .ceil_char_boundary(sentence.start().max(block.start()).max(of.number.start().saturating_sub(NEAR)));
    let inside = &text[from.min(of.number.start())..of.number.start()];
    let items = run(inside, from)?;
    let last = items[items.len() - 1];
    let behind = &text[last.end()..of.number.start()];
    let is_total = behind.trim_end_matches('计').ends_with('共') || behind.ends_with('这');
    let is_house = behind.starts_with("号楼") && matches!(measure, "栋" | "幢" | "座");
    let is_unit = behind.starts_with(measure)
        || behind.strip_prefix('号').is_some_and(|rest| rest.starts_with(measure));
    let is_dates = behind.starts_with(['日', '号', '月', '周']) && matches!(measure, "次" | "场" | "期");
    let is_sure = is_house && behind.ends_with(['这', '的', '共']) || is_total && (is_unit || is_dates);
    let is_several =
        facts.words().of(&count::EXCEPT).is_in(behind) || behind.contains(['至', '到', '每', '各', '、']);
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    Some((
        place,
        Candidate {
            reading: CountReading::Beside,
            found: count..=count,
            items,
            is_open: false,
            is_sure: is_sure && !is_several,
        },
    ))
}

/// Spans of the only run of numbers between 、 in `text`, which begins at byte `from`; `None` if
/// there are several.
fn run(text: &str, from: usize) -> Option<Vec<Span>> {
    let mut items: Vec<Span> = Vec::new();
    let mut found: Option<Vec<Span>> = None;
    let mut rest = 0;
    loop {
        let next = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at);
        let joint = next.map_or("", |at| text[rest..at].trim_start_matches(['号', '日', '周', '排', '班']));
        if !matches!(joint, "、" | "和" | "、第") {
            let run = std::mem::take(&mut items);
            if run.len() >= MIN_NUMBERS && found.replace(run).is_some() {
                return None;
            }
        }
        let Some(at) = next else { return found };
        let end = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        items.push(Span::new(from + at, from + end));
        rest = end;
    }
}

/// Reads the list of days or times before a number of times: `每周一、周三、周五…，每周两次` ("every Monday,
/// Wednesday and Friday …, twice a week").
pub(super) fn times(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let measure = of.measure(text)?;
    let before = &text[block.start()..of.number.start()];
    let often =
        facts.words().of(&count::OFTEN).end_of(before).filter(|_| matches!(measure, "次" | "场" | "趟"))?;
    let lead = before[..before.len() - often.len()].strip_suffix(['，', ','])?;
    let from = lead.rfind(['，', '。', '；', '：']).map_or(0, |at| at + '，'.len_utf8());
    let clause = Span::new(block.start() + from, block.start() + lead.len());
    if clause.len() > NEAR {
        return None;
    }
    let is_unit =
        |item: &&Span| facts.words().of(&count::DAY).iter().any(|word| item.of(text).contains(word));
    let list = facts.lists_in(of.block).within(clause);
    let items: Vec<Span> = list.items.iter().filter(is_unit).copied().collect();
    let is_all = items.len() == list.items.len() && list.joints == 0 && !list.is_open;
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    (count > 1).then_some((
        place,
        Candidate {
            reading: CountReading::Beside,
            found: count..=count + list.joints as u64,
            items,
            is_open: false,
            is_sure: is_all && !clause.of(text).contains(['至', '到']),
        },
    ))
}
