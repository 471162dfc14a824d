//! Reads one item mark at a given position.

use crate::facts::numbering::marks::number::{enclosed, is_han_number};
use crate::facts::numbering::marks::{Family, Mark, MarkPlace, Path};
use crate::text::chars::{after, is_blank};
use crate::text::fold::{is_common_han, narrow};
use crate::text::hash::{START, fnv};
use crate::text::numeral::{cardinal, is_numeral, lookalike};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::members::Members;

/// Maximum number of an item. Higher numbers are years and quantities.
const MAX_ORDINAL: u64 = 199;
/// Maximum number of an article. The longest codes of law have over twelve hundred.
const MAX_ARTICLE: u64 = 1999;

/// All common Chinese characters with which a mark begins: those of words, and numerals.
static FIRSTS: Signs = Signs::of("第其首再最然零一二两三四五六七八九廿卅卌十百千万亿");

/// A mark that [`Reader`] found at one position, before its block is known.
pub(super) struct Found {
    pub(super) family: Family,
    pub(super) ordinal: u32,
    pub(super) number: Span,
    /// Byte after the mark.
    pub(super) end: usize,
    pub(super) path: Path,
}

impl Found {
    /// Creates the [`Mark`] of what was found at the beginning of a block, at byte `start`.
    pub(super) fn mark(&self, block: usize, start: usize) -> Mark {
        let Self { family, ordinal, number, end, path } = *self;
        Mark { span: Span::new(start, end), number, family, ordinal, place: MarkPlace::Head, block, path }
    }
}

/// Reader of the marks in one block. `text` ends at the end of the block.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    /// Words for the things that a speaker counts in marks such as 第一点， ("first point,"): 点
    /// ("point"), 句话 ("sentence"), 个问题 ("question").
    pub(super) things: Members<'t>,
    pub(super) words: &'t Words,
}

/// A number, with the script in which it is written.
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) span: Span,
    pub(super) is_han: bool,
}

impl Number {
    pub(super) fn ordinal(&self) -> Option<u32> {
        (1..=MAX_ORDINAL).contains(&self.value).then_some(self.value as u32)
    }

    pub(super) fn mark(&self, family: Family, end: usize) -> Option<Found> {
        let path = Path::default();
        Some(Found { family, ordinal: self.ordinal()?, number: self.span, end, path })
    }
}

impl Reader<'_> {
    /// Position of the first byte from `at` on that is not a blank.
    pub(super) fn skip_blanks(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.text.len();
        }
        if after(self.text, at).is_some_and(is_common_han) {
            return at;
        }
        let rest = &self.text[at..];
        at + (rest.len() - rest.trim_start_matches(is_blank).len())
    }

    /// Reads the mark that begins at byte `start`. `at_head` is true at the beginning of a block.
    pub(super) fn read(&self, start: usize, at_head: bool) -> Option<Found> {
        let c = after(self.text, start)?;
        // Most clauses begin with another Chinese character.
        if is_common_han(c) && !FIRSTS.contains(c) { None } else { self.unfiltered(start, at_head) }
    }

    /// Reads the mark that begins at byte `start`, whatever its first character.
    fn unfiltered(&self, start: usize, at_head: bool) -> Option<Found> {
        let c = after(self.text, start)?;
        match c {
            '（' | '(' => self.bracketed(start + c.len_utf8()),
            '第' => self.counted(start + c.len_utf8()),
            '其' => self.among(start + c.len_utf8()).or_else(|| self.discourse(start)),
            '首' | '再' | '最' | '然' => self.discourse(start),
            '0'..='9' | '０'..='９' => self.arabic(start),
            _ if is_numeral(c) || (at_head && lookalike(c).is_some()) => self.han(start, at_head),
            _ => {
                let end = start + c.len_utf8();
                let number = Span::new(start, end);
                let path = Path::default();
                enclosed(c).map(|ordinal| Found { family: Family::Enclosed, ordinal, number, end, path })
            }
        }
    }

    /// Reads the number at byte `start`: Chinese numerals or characters used instead of them, or
    /// digits.
    pub(super) fn number(&self, start: usize) -> Option<Number> {
        let rest = &self.text[start..];
        let is_han = after(self.text, start).is_some_and(is_han_number);
        let length = rest
            .find(|c: char| if is_han { !is_han_number(c) } else { !narrow(c).is_ascii_digit() })
            .unwrap_or(rest.len());
        let written = &rest[..length];
        let value = if is_han {
            let plain = |c| lookalike(c).unwrap_or(c);
            match cardinal(written) {
                None if written.chars().any(|c| lookalike(c).is_some()) => {
                    cardinal(&written.chars().map(plain).collect::<String>())?
                }
                value => value?,
            }
        } else if written.len() <= 9 {
            written.chars().map(narrow).collect::<String>().parse().ok()?
        } else {
            return None;
        };
        Some(Number { value, span: Span::new(start, start + length), is_han })
    }

    /// Reads a number in brackets: `（一）`, `(3)`. A dash counts as 一 ("one"), which it resembles:
    /// `(-)`. The two brackets may differ in width.
    fn bracketed(&self, start: usize) -> Option<Found> {
        let number = self.number(start).or_else(|| self.dash(start))?;
        let close = after(self.text, number.span.end()).filter(|c| matches!(c, '）' | ')'))?;
        let family = if number.is_han { Family::HanBracket } else { Family::ArabicBracket };
        number.mark(family, number.span.end() + close.len_utf8())
    }

    /// Reads a dash that was typed instead of the numeral 一 ("one").
    fn dash(&self, start: usize) -> Option<Number> {
        let dash = after(self.text, start).filter(|c| matches!(c, '-' | '－' | '—' | '–'))?;
        Some(Number { value: 1, span: Span::new(start, start + dash.len_utf8()), is_han: true })
    }

    /// Reads an Arabic number with punctuation: `1.`, `1、`, `1）`; not `1.2` and not `2、3月`
    /// ("February and March").
    fn arabic(&self, start: usize) -> Option<Found> {
        let number = self.number(start)?;
        let at = number.span.end();
        let mark = after(self.text, at).filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
        let end = at + mark.len_utf8();
        let rest = &self.text[end..];
        let digits = rest.chars().take_while(|&c| narrow(c).is_ascii_digit()).count();
        // After the mark, `2、3月份` continues with a number, `2、2026年目标` ("2. Aims for 2026") with a
        // year.
        let is_item = digits == 0 || (mark == '、' && digits >= 4);
        let is_version = matches!(mark, '.') && rest.starts_with(['x', 'X']);
        let found = number.mark(Family::Arabic, end).filter(|_| is_item && !is_version)?;
        let own = fnv(START, found.ordinal.to_string().as_bytes());
        Some(Found { path: Path { under: 0, own }, ..found })
    }

    /// Reads a Chinese numeral with 、 or a verb: `一、` ("1."), `一是` ("the first is"), `一要` ("first,
    /// we must"); not `一、二季度` ("first and second quarters"), `一是一`, `一要素` ("one factor").
    fn han(&self, start: usize, at_head: bool) -> Option<Found> {
        let number = self.number(start)?;
        let lead = after(self.text, number.span.end())?;
        let end = number.span.end() + lead.len_utf8();
        let next = after(self.text, end);
        let family = match lead {
            '、' if next.is_none_or(|c| !is_numeral(c)) => Family::HanPause,
            // 一、一、: typed after an automatic number.
            '、' if at_head && self.text[end..].starts_with(&self.text[start..end]) => Family::HanPause,
            '.' | '．' if at_head && next.is_none_or(|c| !narrow(c).is_ascii_digit()) => Family::HanPause,
            '是' | '要' | '抓' | '看' | '靠' | '问' | '讲' | '学' | '查' | '防' | '促' | '补' | '保'
            | '建' | '推' | '强' | '在' | '为' | '则' | '来'
                if !self.is_word(start, lead, next) =>
            {
                Family::Led(lead)
            }
            _ => return None,
        };
        number.mark(family, end)
    }

    /// True if `lead`, the character after a numeral, does not make a mark of it but begins another
    /// word: 要 in 一要素 ("one factor"), 是 in 一是一 ("one is one"). `next` is the character after
    /// `lead`.
    fn is_word(&self, start: usize, lead: char, next: Option<char>) -> bool {
        match lead {
            '要' => next
                .is_some_and(|c| matches!(c, '素' | '件' | '务' | '领' | '点' | '义' | '职' | '目' | '闻')),
            '是' => next.is_some_and(|c| is_numeral(c) && self.text[start..].starts_with(c)),
            _ => false,
        }
    }

    /// Reads an ordinal: `第一，` ("first,"), `第二项` ("second item"), `第三章` ("Chapter 3"); not `第一时间`
    /// ("at once"), `第一、第二产业` ("primary and secondary industry").
    fn counted(&self, start: usize) -> Option<Found> {
        let number = self.number(start)?;
        let unit = after(self.text, number.span.end())?;
        let end = number.span.end() + unit.len_utf8();
        let next = after(self.text, end);
        match unit {
            '，' | ',' | '：' | ':' => number.mark(Family::Ordinal, end),
            '、' if next.is_none_or(|c| c != '第' && !is_numeral(c)) => number.mark(Family::Ordinal, end),
            '项' if next.is_some_and(|c| matches!(c, '，' | '：' | '议' | '、')) => {
                number.mark(Family::Agenda, end)
            }
            _ if let Some(end) = self.counted_thing(number.span.end()) => {
                number.mark(Family::Counted(unit), end)
            }
            '编' | '章' | '节' | '条' if next.is_none_or(is_blank) => self.article(&number, unit, end),
            _ => None,
        }
    }

    /// Byte after a counted thing such as 点 ("point"), 句话 ("sentence") or 个问题 ("question") at byte
    /// `start`. `None` if no such word is there, or if neither a pause nor 是 ("is") follows it.
    fn counted_thing(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let thing = self.things.start_of(rest)?;
        let is_mark = rest[thing.len()..].starts_with(['，', ',', '：', ':', '是']);
        is_mark.then_some(start + thing.len())
    }

    fn article(&self, number: &Number, unit: char, end: usize) -> Option<Found> {
        let ordinal = (1..=MAX_ARTICLE).contains(&number.value).then_some(number.value as u32)?;
        let path = Path::default();
        Some(Found { family: Family::Article(unit), ordinal, number: number.span, end, path })
    }

    /// Reads a mark such as `其一，` ("one of them,").
    fn among(&self, start: usize) -> Option<Found> {
        let number = self.number(start).filter(|number| number.is_han)?;
        let end = number.span.end();
        let mark = after(self.text, end).filter(|c| matches!(c, '，' | ',' | '：' | '、' | '是'))?;
        number.mark(Family::Among, end + mark.len_utf8())
    }

    /// Reads a mark that is a word, such as `首先，` ("first,") or `其次，` ("next,").
    fn discourse(&self, start: usize) -> Option<Found> {
        let rest = &self.text[start..];
        let place =
            ["首先", "其次", "再次", "最后", "然后"].iter().position(|word| rest.starts_with(word))?;
        let end = start + "首先".len();
        let mark = after(self.text, end).filter(|c| matches!(c, '，' | ',' | '、' | '：'))?;
        let ordinal = u32::from(place == 0);
        Some(Found {
            family: Family::Discourse,
            ordinal,
            number: Span::new(start, end),
            end: end + mark.len_utf8(),
            path: Path::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRSTS, Reader};
    use crate::words::{Words, mark};

    /// The quick check of the first character leaves out no mark.
    #[test]
    fn marks_begin_with_few_chinese_characters() {
        let words = Words::new();
        for c in '\u{4E00}'..='\u{9FFF}' {
            let reader = Reader { text: "", things: words.of(&mark::THING), words: &words };
            let rests = ["、", "是", "次，", "先，", "后，", "一，", "一项，"];
            let is_mark = rests.iter().any(|rest| {
                let text = format!("{c}{rest}");
                let reader = Reader { text: &text, ..reader };
                reader.unfiltered(0, false).or_else(|| reader.unfiltered(0, true)).is_some()
            });
            assert!(!is_mark || FIRSTS.contains(c), "{c}");
        }
    }
}
