//! Numbers by which a text refers to its own items: 见第四部分 ("see part 4"), 第（三）项 ("item (3)"), 以上四点
//! ("the four points above"), a table of contents. Before a rule changes the number of an item, it
//! looks here for text that depends on that number.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::{Family, Mark, number};
use crate::facts::numbering::series::Series;
use crate::text::chars::{after, is_han};
use crate::text::hash::{START, fnv};
use crate::words::members::Members;
use crate::words::{Words, mark};

/// Number of characters at the start of a title that are compared.
const TITLE: usize = 6;

/// Numbers by which a text refers to its items, such as 4 in 见第四部分 ("see part 4"). The marks of the
/// items themselves do not count.
#[derive(Debug, Default)]
pub struct Mentions {
    ordinals: FxHashSet<u32>,
    last_part: u32,
    counts: FxHashSet<u64>,
    loose: FxHashSet<(Family, u32)>,
    strays: FxHashMap<(Family, u32), Vec<usize>>,
    titles: FxHashMap<Title, u32>,
}

impl Facts<'_> {
    /// Numbers that refer to items without being their marks: 见第四部分 ("see part 4"), 以上四点 ("the four
    /// points above"), a table of contents.
    pub fn mentions(&self) -> &Mentions {
        let place_of = |mark| self.place_of(mark);
        self.cells
            .mentions
            .get_or_init(|| find(self.doc, self.marks(), self.counts(), place_of, self.words()))
    }
}

/// Collects the numbers of a document that refer to items. `place_of` returns for a mark, by its
/// index, the series that contains it and its position there.
pub fn find<'s>(
    doc: &Document,
    marks: &[Mark],
    counts: &[Count],
    place_of: impl Fn(usize) -> Option<(&'s Series, usize)>,
    words: &Words,
) -> Mentions {
    let mut found =
        Mentions { counts: counts.iter().map(|count| count.value).collect(), ..Mentions::default() };
    let (text, outside) = (doc.text(), words.of(&mark::OUTSIDE));
    let is_mark = |at: usize| marks.binary_search_by_key(&at, |mark| mark.span.start()).is_ok();
    for (at, sign) in text.match_indices(['第', '（', '(']).filter(|(at, _)| !is_mark(*at)) {
        found.add_reference(&text[at..], sign, outside);
    }
    // 以上两点 ("the two points above") counts the previous items; before other numbers 以上 means "at
    // least".
    let behind = text.match_indices("以上").filter_map(|(at, word)| number::behind(text, at + word.len()).0);
    found.counts.extend(behind.map(u64::from));
    for (index, mark) in marks.iter().enumerate() {
        match place_of(index) {
            None => _ = found.loose.insert((mark.family, mark.ordinal)),
            Some((series, at)) if !follows(marks, series, at) => {
                found.strays.entry((mark.family, mark.ordinal)).or_default().push(index);
            }
            Some(_) => {}
        }
        if let Some(title) = title(doc, mark) {
            *found.titles.entry(title).or_default() += 1;
        }
    }
    found
}

/// True if the member at index `at` begins its series at 1, or follows the previous member in
/// number and on the same kind of place.
fn follows(marks: &[Mark], series: &Series, at: usize) -> bool {
    match at.checked_sub(1) {
        None => series.ordinals[0] == 1,
        Some(before) => {
            series.ordinals[before] + 1 == series.ordinals[at]
                && marks[series.members[before]].place == marks[series.members[at]].place
        }
    }
}

/// Key of an item's title: form and number of its mark, and a hash of its first words.
type Title = (Family, u32, u64);

/// Key of the title after a mark; `None` if no Han characters follow the mark.
fn title(doc: &Document, mark: &Mark) -> Option<Title> {
    let block = doc.blocks()[mark.block].span;
    let text = doc.text()[mark.span.end().min(block.end())..block.end()].trim_start();
    let (last, c) = text.char_indices().take(TITLE).take_while(|(_, c)| is_han(*c)).last()?;
    Some((mark.family, mark.ordinal, fnv(START, &text.as_bytes()[..last + c.len_utf8()])))
}

impl Mentions {
    /// Adds the number in `text` if it refers to an item: 第四部分 ("part 4"), 第（四）项 ("item (4)"), （四）
    /// ("(4)"). `text` begins with `sign`, which is 第 or a bracket. A number followed by a word of
    /// `outside` (第四季度, "fourth quarter") does not refer to an item.
    fn add_reference(&mut self, text: &str, sign: &str, outside: Members<'_>) {
        let rest = &text[sign.len()..];
        let is_closed = |end: usize| matches!(after(rest, end), Some('）' | ')'));
        let (number, end) = match sign {
            "第" => {
                let open = rest.chars().next().filter(|c| matches!(c, '（' | '(')).map_or(0, char::len_utf8);
                number::behind(rest, open)
            }
            _ => number::behind(rest, 0),
        };
        let Some(number) = number else { return };
        let behind = &rest[end..];
        if sign != "第" {
            if is_closed(end) {
                self.ordinals.insert(number);
            }
        } else if outside.start_of(behind).is_none() {
            self.ordinals.insert(number);
            if behind.starts_with("部分") {
                self.last_part = self.last_part.max(number);
            }
        }
    }

    /// True if the text refers to any kind of item by this number.
    pub fn refers_to(&self, ordinal: u32) -> bool {
        self.ordinals.contains(&ordinal)
    }

    /// Highest number of a part (部分) that the text refers to: 4 for 见第四部分 ("see part 4"). 0 if
    /// there is none.
    pub fn last_part(&self) -> u32 {
        self.last_part
    }

    /// True if the text counts something with this number, such as 4 in 四个方面 ("four aspects").
    pub fn counts(&self, number: u32) -> bool {
        self.counts.contains(&u64::from(number))
    }

    /// True if the text contains a mark of this form and number that does not belong to a series,
    /// as in a table of contents or a text box.
    pub fn is_loose(&self, family: Family, ordinal: u32) -> bool {
        self.loose.contains(&(family, ordinal))
    }

    /// True if a mark of this form with one of the numbers `ordinals` comes after the mark with
    /// index `mark` without being in `series` or continuing its own series. After a renumbering of
    /// `series`, such a mark could be taken for its next member.
    pub fn has_stray(
        &self,
        family: Family,
        ordinals: RangeInclusive<u32>,
        mark: usize,
        series: &Series,
    ) -> bool {
        ordinals.filter_map(|ordinal| self.strays.get(&(family, ordinal))).any(|strays| {
            let behind = &strays[strays.partition_point(|stray| *stray <= mark)..];
            behind.iter().any(|stray| series.members.binary_search(stray).is_err())
        })
    }

    /// True if another mark has the same number and first words as this one: a list repeats the
    /// headings that follow.
    pub fn is_doubled(&self, doc: &Document, mark: &Mark) -> bool {
        title(doc, mark).and_then(|title| self.titles.get(&title)).is_some_and(|count| *count > 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::numbering::marks::Family;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn with<T>(text: &str, ask: impl Fn(&Facts<'_>) -> T) -> T {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        ask(&Facts::new(&doc, &lexicon, &vocabulary))
    }

    #[test]
    fn knows_numbers_that_refer_to_items() {
        for text in [
            "见第四部分。", "同上第（四）项。", "见（四）。", "依照第4条办理。", "第 四 款",
            "一、甲（见(4)）",
        ] {
            assert!(with(text, |facts| facts.mentions().refers_to(4)), "{text}");
        }
        for text in ["四、甲", "第四，甲", "第四季度增长", "第四届", "（四）甲", "第四个五年计划", "（24）"]
        {
            assert!(!with(text, |facts| facts.mentions().refers_to(4)), "{text}");
        }
        assert_eq!(with("见第四部分、第六部分、第九项", |facts| facts.mentions().last_part()), 6);
    }

    #[test]
    fn knows_marks_that_repeat_others() {
        let contents = "目录\n一、甲\n二、乙";
        assert!(with(contents, |facts| facts.mentions().is_loose(Family::HanPause, 2)));
        assert!(!with("一、甲\n二、乙", |facts| facts.mentions().is_loose(Family::HanPause, 2)));
        let is_doubled =
            |text: &str| with(text, |facts| facts.mentions().is_doubled(facts.doc, &facts.marks()[1]));
        assert!(is_doubled("一、甲\n二、乙\n正文。\n一、甲\n正文。\n二、乙……3"));
        assert!(!is_doubled("一、甲\n二、乙\n正文。\n一、丙\n二、丁"));
    }
}
