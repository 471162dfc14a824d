//! Error values that a program left in place of content: `错误!未找到引用源。` (Word's "Error! Reference
//! source not found."), `#DIV/0!`, `增长NaN%` ("grew by NaN %"), `undefined`.

use memchr::memmem;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::Facts;
use crate::facts::placeholder::programs::Terms;
use crate::facts::rare::Rare;
use crate::text::chars::{after, before, is_blank, is_han, is_stop};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{Words, dummy, person, program};

/// Characters that may be between a number and its unit: powers of ten, and 多 and 余 ("more than").
static SCALES: Signs = Signs::of("十百千万亿多余");

/// Maximum number of characters of an error message of Word, from 错误 ("error") to its last mark.
const MAX_MESSAGE: usize = 80;
/// Date that a spreadsheet shows for an empty cell.
pub const EPOCH: &str = "1900年1月0日";
/// Minimum number of `#` signs in place of a number that is too wide for its spreadsheet column.
const FEW_SIGNS: usize = 4;
/// Number of bytes after a value that are searched for a unit, and maximum number of bytes of a
/// formula.
const REACH: usize = 60;

impl Facts<'_> {
    /// Spans of error values in place of content, in text order. Empty if the document is about
    /// programs.
    pub fn values(&self) -> &[Span] {
        self.cells.values.get_or_init(|| {
            let found = find(self.doc, self.rare(), self.words());
            if found.is_empty() || self.speaks_of_programs() { Vec::new() } else { found }
        })
    }
}

/// Finds all error values, in order and without overlaps.
pub fn find(doc: &Document, rare: &Rare, words: &Words) -> Vec<Span> {
    let mut found = Vec::new();
    let terms = Terms::new(doc.text(), words);
    for (block, rare) in doc.blocks().iter().zip(rare.blocks()) {
        let text = doc.slice(block.span);
        let reader = Reader { text, block, words };
        let mut end = 0;
        for &(start, _) in rare.iter().filter(|(_, c)| begins_value(*c)) {
            let start = start - block.span.start();
            if start >= end
                && let Some(length) = reader.value_at(start)
                && !terms.explain(text, Span::new(start, start + length))
            {
                end = start + length;
                found.push(Span::new(block.span.start() + start, block.span.start() + end));
            }
        }
    }
    found.extend(powers(doc, words));
    let days = memmem::find_iter(doc.text().as_bytes(), EPOCH);
    let days = days.map(|at| Span::new(at, at + EPOCH.len()));
    let is_number = |span: &Span| doc.text()[..span.start()].ends_with(|c: char| c.is_ascii_digit());
    found.extend(days.filter(|span| !is_number(span) && !terms.explain(doc.text(), *span)));
    found.sort_unstable();
    found
}

/// True if an error value may begin with this character.
fn begins_value(c: char) -> bool {
    matches!(c, '#' | '＃' | '[' | '(' | '<' | '=' | '＝' | '错' | '未') || c.is_ascii_alphabetic()
}

/// Reader of the error values in one block.
struct Reader<'t> {
    text: &'t str,
    block: &'t Block,
    words: &'t Words,
}

impl Reader<'_> {
    /// Length in bytes of the error value that begins at byte `start`; `None` if there is none.
    fn value_at(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let length = match rest.chars().next()? {
            '#' | '＃' => self.sheet_error(rest).or_else(|| self.signs(start)),
            '=' | '＝' => self.formula(start),
            '错' | '未' => self.message(start),
            _ if rest.starts_with("Error") || rest.starts_with("No table") => self.message(start),
            _ => self.word(start),
        }?;
        (!self.is_displayed(start)).then_some(length)
    }

    /// True if the value at byte `start` follows a word for showing something, so that the text
    /// describes a screen: 页面显示NaN ("the page shows NaN").
    fn is_displayed(&self, start: usize) -> bool {
        let head = self.text[..start].trim_end_matches(is_blank);
        self.words.of(&program::DISPLAY).end_of(head).is_some()
    }

    /// Length in bytes of an error message of Word: 错误 ("error") and a mark, then a sentence that
    /// names the failure (`错误!未找到引用源。`).
    fn message(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let near = &rest[..rest.char_indices().nth(MAX_MESSAGE).map_or(rest.len(), |(at, _)| at)];
        let head = ["错误", "Error"].iter().find_map(|head| near.strip_prefix(head));
        let message = head.and_then(|behind| behind.strip_prefix(['!', '！'])).map(str::trim_start);
        let Some(message) = message else {
            // The message for an empty table of contents has no mark.
            let alone = self.words.of(&program::FAILURE_ALONE).start_of(near)?;
            let length = sentence(near);
            let is_alone = start == 0 && near[length..].trim().is_empty();
            return (is_alone && length < alone.len() + 4).then_some(length);
        };
        let length = sentence(message);
        let sentence = &message[..length];
        let is_message = match near.starts_with("Error") {
            true => {
                let words = sentence.split_ascii_whitespace().count();
                sentence.is_ascii() && words >= 3 && sentence.starts_with(|c: char| c.is_ascii_uppercase())
            }
            false => {
                let failure = self.words.of(&program::FAILURE).is_in(sentence);
                failure && self.words.of(&program::FIELD).is_in(sentence)
            }
        };
        // 这是严重的错误！没有文件… ("This is a serious error! Without a file …"): a sentence written by a
        // person.
        let is_called = before(self.text, start).is_some_and(|c| {
            is_han(c) && matches!(c, '的' | '个' | '大' | '是' | '重' | '严' | '低' | '些' | '误')
        });
        // 如出现“错误！未找到引用源” ("if 'Error! Reference source not found' appears"): mentioned, not used.
        let is_called = is_called || before(self.text, start).is_some_and(|c| matches!(c, '“' | '「' | '‘'));
        (is_message && !is_called).then_some(near.len() - message.len() + length)
    }

    /// Length in bytes of an error value of a spreadsheet: `#REF!`, `#DIV/0!`, `#N/A`.
    fn sheet_error(&self, rest: &str) -> Option<usize> {
        let sign = rest.chars().next().map_or(1, char::len_utf8);
        let name = self.words.of(&program::SHEET_ERROR).start_of(&rest[sign..])?;
        let behind = rest[sign + name.len()..].strip_prefix(['！', '？']);
        let mark = behind.map_or(0, |_| '！'.len_utf8());
        let is_cut = rest[sign + name.len() + mark..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_marked = name.ends_with(['!', '?', 'A']) || mark > 0;
        (is_marked && !is_cut).then_some(sign + name.len() + mark)
    }

    /// Length in bytes of a formula in place of its result: `=SUM(C3:C5)`, and in a cell `=B2/B3`.
    fn formula(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..self.text.floor_char_boundary((start + REACH).min(self.text.len()))];
        let sign = rest.chars().next().map_or(1, char::len_utf8);
        // y=SUM(…) is program code.
        if before(self.text, start).is_some_and(|c| c.is_ascii_graphic()) {
            return None;
        }
        let behind = rest[sign..].trim_start_matches(['+', '-']);
        let name = behind.bytes().take_while(u8::is_ascii_uppercase).count();
        if self.words.of(&dummy::FUNCTION).contains(&behind[..name]) {
            let open = behind[name..].starts_with(['(', '（']);
            let end = behind.rfind([')', '）'])?;
            let last = behind[end..].chars().next().map_or(1, char::len_utf8);
            return open.then_some(rest.len() - behind.len() + end + last);
        }
        let length = behind
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-*/$().:!".contains(byte))
            .count();
        let is_whole = start == 0 && length == self.text.len() - (rest.len() - behind.len());
        let is_column = is_column_end(before(self.text, start)) && is_column_end(after(behind, length));
        let is_place = is_column
            && (matches!(self.block.kind, BlockKind::Cell(_)) && is_whole || self.text.contains('\t'));
        (is_place && is_reference(&behind[..length])).then_some(rest.len() - behind.len() + length)
    }

    /// Length in bytes of a run such as `########`, which a spreadsheet shows in place of a number
    /// that is too wide. The run must be a whole cell or precede a unit. `None` for other runs.
    fn signs(&self, start: usize) -> Option<usize> {
        // A run is read only once, from its first sign.
        if self.text[..start].ends_with('#') {
            return None;
        }
        let rest = &self.text[start..];
        let length = rest.len() - rest.trim_start_matches('#').len();
        let is_run = length >= FEW_SIGNS;
        let (before, behind) = self.around(start, length);
        let is_ended = behind.is_none_or(|c| c == '\t' || matches!(c, '，' | '。' | '；' | '、' | '）'));
        let is_amid = is_border(before) && is_ended;
        let is_cell = matches!(self.block.kind, BlockKind::Cell(_));
        let is_line = start == 0 && length == self.text.len();
        let is_heading = start == 0 && rest[length..].starts_with(' ');
        let is_content = is_cell || !is_line && !is_heading && (is_amid || self.is_unit(start + length));
        (is_run && is_content).then_some(length)
    }

    /// Length in bytes of a word for a missing value in place of a number or a name: `NaN`,
    /// `undefined`, `[object Object]`.
    fn word(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let class = self.words.of(&program::NOTHING);
        let strong = self.words.of(&program::NOTHING_ELSE).start_of(rest);
        let word = strong.or_else(|| class.start_of(rest))?;
        let length = word.len();
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if before(self.text, start).is_some_and(letter) || after(rest, length).is_some_and(letter) {
            return None;
        }
        let (head, tail) = self.around(start, length);
        // 12.6 NaN 亿 ("hundred million"): after a number or a Latin word it has another meaning.
        let is_among = |c: Option<char>| {
            c.is_some_and(|c| {
                c.is_ascii_graphic()
                    && !matches!(c, '(' | ')' | ':' | ',' | ';' | '%' | '"' | '/' | '|' | '-' | '+')
            })
        };
        let is_cell = matches!(self.block.kind, BlockKind::Cell(_));
        if strong.is_some() {
            return Some(length);
        }
        let is_whole = start == 0 && rest[length..].trim_matches(|c| is_blank(c) || is_stop(c)).is_empty();
        let is_column = is_column_end(head) && is_column_end(tail) && self.text.contains('\t');
        let is_counted = self.is_unit(start + length) && !is_among(head);
        let label = self.text[..start].trim_end_matches(is_blank);
        let is_labelled = label.strip_suffix(['：', ':']).is_some_and(|label| label.ends_with(is_han))
            && tail.is_none_or(|c| {
                is_stop(c) || matches!(c, '，' | '；' | ',' | '、' | '）') || c == '\t' || is_blank(c)
            });
        // 授予undefined同志 ("award to Comrade undefined"): people write a blank beside a Latin word in
        // such a place, programs do not.
        let is_glued = head.is_none_or(|c| is_han(c) || matches!(c, '，' | '。' | '：' | '“' | '（'))
            && tail.is_some_and(|c| is_han(c) || matches!(c, '，' | '。' | '；' | '：' | '）' | '、'))
            && (head.is_some_and(is_han) || tail.is_some_and(is_han));
        // None, Null and Infinity are also names.
        let is_rare = self.words.of(&program::NOTHING_RARE).contains(word);
        let is_content = is_counted
            || is_column
            || is_cell && is_whole
            || is_rare && is_whole
            || is_labelled
            || is_glued && is_rare
            || tail.is_some_and(is_han) && self.is_person(start + length);
        is_content.then_some(length)
    }

    /// Characters directly before and after the `length` bytes from `start` on.
    fn around(&self, start: usize, length: usize) -> (Option<char>, Option<char>) {
        (before(self.text, start), after(self.text, start + length))
    }

    /// True if a unit follows at byte `at`, perhaps after a blank.
    fn is_unit(&self, at: usize) -> bool {
        let near = &self.text[at..self.text.floor_char_boundary((at + REACH).min(self.text.len()))];
        let behind = near.trim_start_matches(is_blank).trim_start_matches(|c| SCALES.contains(c));
        let is_large = behind.len() < near.trim_start_matches(is_blank).len();
        is_large
            || behind.starts_with(['%', '％', '‰', '年', '月', '日', '号', '°', '℃', '/'])
            || behind.starts_with("个百分点")
            || self.words.units().start_of(behind).is_some()
    }

    /// True if a title or a pronoun follows at byte `at`: undefined同志 ("Comrade undefined").
    fn is_person(&self, at: usize) -> bool {
        self.text[at..].starts_with(['您', '你'])
            || self.words.of(&person::TITLE).start_of(&self.text[at..]).is_some()
    }
}

/// Finds long numbers that a spreadsheet shortened to their first digits: 账号：3.70502E+19 ("account:
/// …").
fn powers<'d>(doc: &'d Document, words: &'d Words) -> impl Iterator<Item = Span> {
    /// Minimum number of digits after the decimal point for a number such as 3.70502E+19 to be a
    /// shortened one.
    const FEW: usize = 2;
    let text = doc.text();
    memmem::find_iter(text.as_bytes(), "E+").filter_map(move |at| {
        let digits = |c: char| c.is_ascii_digit();
        let fraction = text[..at].trim_end_matches(digits);
        let whole = fraction.strip_suffix('.')?;
        let start = whole.len() - 1;
        let exponent = &text[at + "E+".len()..];
        let rest = exponent.trim_start_matches(digits);
        let power: usize = exponent[..exponent.len() - rest.len()].parse().ok()?;
        let head = whole.strip_suffix(digits)?;
        let label = head.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '为' | '是'));
        let is_code = words.of(&program::CODE).end_of(label).is_some();
        let is_number = at - fraction.len() >= FEW && (8..=20).contains(&power);
        let is_free = !head.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let end = text.len() - rest.len();
        (is_code && is_number && is_free).then(|| Span::new(start, end))
    })
}

/// Length in bytes of the first sentence, including its stop.
fn sentence(text: &str) -> usize {
    let stop = text.char_indices().find(|(_, c)| matches!(c, '。' | '.' | '\t' | '；' | '，'));
    stop.map_or(text.len(), |(at, c)| at + if matches!(c, '。' | '.') { c.len_utf8() } else { 0 })
}

/// True for a formula of at least two cells joined by operators: B2/B3, $C$1*D4.
fn is_reference(formula: &str) -> bool {
    let mut parts = formula.split(['+', '-', '*', '/', '(', ')', ':']).filter(|part| !part.is_empty());
    let is_cell = |part: &str| {
        let part = part.replace('$', "");
        let letters = part.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = &part[letters..];
        (1..=2).contains(&letters)
            && (1..=4).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.clone().count() >= 2 && parts.all(is_cell)
}

fn is_border(c: Option<char>) -> bool {
    c.is_none_or(|c| is_blank(c) || matches!(c, '：' | ':' | '，' | '。' | '；' | '、' | '（' | '）'))
}

fn is_column_end(c: Option<char>) -> bool {
    c.is_none_or(|c| c == '\t' || c == '|')
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::rare::Rare;
    use crate::readers;
    use crate::words::Words;

    fn values(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        find(&doc, &Rare::find(&doc), &Words::new()).iter().map(|span| doc.slice(*span).to_owned()).collect()
    }

    #[test]
    fn finds_values_in_the_place_of_content() {
        for (text, value) in [
            ("详见错误!未找到引用源。和附件。", "错误!未找到引用源。"),
            ("第错误!未定义书签。页", "错误!未定义书签。"),
            ("（错误！文档中没有指定样式的文字。）", "错误！文档中没有指定样式的文字。"),
            ("见错误!超链接引用无效。", "错误!超链接引用无效。"),
            ("错误!不能识别的开关参数。", "错误!不能识别的开关参数。"),
            ("未找到目录项。", "未找到目录项。"),
            ("Error! Bookmark not defined.", "Error! Bookmark not defined."),
            (
                "见图Error! No text of specified style in document.所示",
                "Error! No text of specified style in document.",
            ),
            ("税收#VALUE!万元", "#VALUE!"),
            ("增幅为#N/A，", "#N/A"),
            ("占比＃DIV/0！", "＃DIV/0！"),
            ("甲镇\t########\t3", "########"),
            ("税收######万元", "######"),
            ("新增就业NaN人", "NaN"),
            ("增长 nan%", "nan"),
            ("联系人：undefined，电话：null", "undefined"),
            ("尊敬的null同志：", "null"),
            ("地址：[object Object]。", "[object Object]"),
            ("签订日期：Invalid Date", "Invalid Date"),
            ("完成率Infinity%", "Infinity"),
            ("undefined", "undefined"),
            ("由null主办，", "null"),
            ("合计=SUM(C3:C5)万元", "=SUM(C3:C5)"),
            ("甲镇\t=B2/B3\t3", "=B2/B3"),
            ("甲镇\tNaN\t3", "NaN"),
            ("预算None万元", "None"),
            ("null您好，您的订单已发货", "null"),
            ("账号：3.70502E+19，", "3.70502E+19"),
        ] {
            let found = values(text);
            assert_eq!(found.first().map_or("", String::as_str), value, "{text}: {found:?}");
        }
    }

    #[test]
    fn passes_over_words_and_what_is_said_of_values() {
        for text in [
            "这是严重的错误！没有文件依据，必须纠正。",
            "页面上显示NaN，请刷新。",
            "出现“#N/A”时检查区域。",
            "结果为 null。Codex 一书",
            "品牌英菲尼迪（Infinity）的车",
            "#话题#很热，#1楼",
            "########",
            "#### 四、措施",
            "None of them 一曲",
            "Nano材料、Nullarbor平原",
            "未找到工作的人员",
            "得分=A1+A2，y=MAX(a,b)",
            "压力为1.50E+10帕",
        ] {
            assert_eq!(values(text), [""; 0], "{text}");
        }
    }
}
