//! Reads the references of one block: 本办法第九条第二款 ("Article 9, paragraph 2 of these measures"), 前款
//! ("the preceding paragraph"), 见图2-3 ("see Figure 2-3"), （附件3） ("(Annex 3)"), [2-5].

use crate::facts::numbering::captions;
use crate::facts::numbering::marks::{Family, Mark, number};
use crate::facts::numbering::references::{Owner, Reference, Target};
use crate::text::chars::{after, is_blank};
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{Words, reference};

/// Number of characters before a number that are searched for the words that name its text: 本办法
/// ("these measures").
const LEAD: usize = 40;
/// Number of characters before a reference that are searched for the name of another text.
const NAMED: usize = 120;
/// Characters between two references that belong together: 第三条、第四条 ("Articles 3 and 4").
static JOINTS: Signs = Signs::of("、和或及与至到者");
/// Characters before 前款 that show that it does not mean "the preceding paragraph": a quotation
/// mark, or 提 of 提前款 ("early payment").
static INSIDE: Signs = Signs::of("“「\"目以提预之");
/// Maximum number of an article that is read. Higher numbers are not numbers of articles.
const MAX_NUMBER: u32 = 1999;

/// Reader of the references in one block.
pub(super) struct Scan<'t> {
    /// Text of the document up to the end of the block.
    pub(super) text: &'t str,
    /// Byte offset after the item mark with which the block begins, or of the beginning of the
    /// block.
    pub(super) start: usize,
    pub(super) block: usize,
    pub(super) words: &'t Words,
    /// Byte offset after the last reference that was read.
    pub(super) end: usize,
}

impl Scan<'_> {
    /// Reads the references of the block and appends them to `found`. `head` is the item mark at
    /// the beginning of the block; `signs` are the characters at which a reference may begin, with
    /// their byte offsets.
    pub(super) fn read(mut self, found: &mut Vec<Reference>, head: Option<&Mark>, signs: &[(usize, char)]) {
        for &(at, sign) in signs {
            if at < self.end {
                continue;
            }
            let before = found.last();
            let read = match sign {
                '第' => self.numbered(at, before),
                '前' => self.paragraph_before(at),
                '图' | '表' => self.caption(at),
                '附' => self.attachment(at),
                '式' => self.formula(at),
                _ if head.is_none_or(|mark| mark.family != Family::Square) => self.source(at),
                _ => None,
            };
            if let Some(reference) = read {
                self.end = reference.span.end();
                found.push(reference);
            }
        }
    }

    fn made(&self, start: usize, end: usize, owner: Owner, target: Target) -> Option<Reference> {
        Some(Reference { span: Span::new(start, end), block: self.block, owner, target })
    }

    /// The [`LEAD`] characters before byte `at`, in which the text to which a reference points may
    /// be named.
    fn lead(&self, at: usize) -> &str {
        let before = &self.text[self.start..at];
        let start = before.char_indices().rev().nth(LEAD - 1).map_or(0, |(at, _)| at);
        before[start..].trim_end_matches(is_blank)
    }

    /// Text to which the reference with the number at byte `at` points, and the byte at which the
    /// words that name it begin. `before` is the previous reference, as in 第三条、第四条 ("Articles 3 and
    /// 4").
    fn owner(&self, at: usize, before: Option<&Reference>) -> (Owner, usize) {
        let lead = self.lead(at);
        let end = self.start + self.text[self.start..at].trim_end_matches(is_blank).len();
        let of = |word: &str| end - word.len();
        if let Some(word) = self.words.of(&reference::REGULATION).end_of(lead)
            && lead[..lead.len() - word.len()].ends_with('本')
        {
            return (Owner::Itself, of(word) - '本'.len_utf8());
        }
        if lead.ends_with("本条") || lead.ends_with("本款") {
            return (Owner::Article, of("本条"));
        }
        if lead.ends_with("本章") || lead.ends_with("本节") {
            return (Owner::Itself, of("本章"));
        }
        if let Some(word) = self.words.of(&reference::BEFORE).end_of(lead) {
            return (Owner::Before, of(word));
        }
        // 第三条、第九条 ("Articles 3 and 9"): the second has the same owner as the first.
        let joint = lead.trim_end_matches("以及").trim_end_matches(|c| JOINTS.contains(c));
        let gap = lead.len() - joint.len();
        if gap > 0
            && let Some(before) =
                before.filter(|before| before.block == self.block && before.span.end() + gap == end)
        {
            return (before.owner, at);
        }
        let is_bare = self.words.of(&reference::LEAD).end_of(lead).is_some();
        if is_bare && !self.names_another(at) { (Owner::Bare, at) } else { (Owner::Other, at) }
    }

    /// True if the sentence names another text before byte `at`: 《…》, 民法典 ("Civil Code"), 该法 ("that
    /// law").
    fn names_another(&self, at: usize) -> bool {
        let before = &self.text[self.start..at];
        let start = before.char_indices().rev().nth(NAMED - 1).map_or(0, |(at, _)| at);
        let near = &before[start..];
        let sentence = near.rfind(['。', '！', '？', '；']).map_or(near, |at| &near[at..]);
        sentence.contains(['》', '〉']) || self.words.of(&reference::OTHER).is_in(sentence)
    }

    /// Reads a reference by number: 第九条第二款 ("Article 9, paragraph 2"), 第三章 ("Chapter 3"), 第（五）项
    /// ("item (5)").
    fn numbered(&self, at: usize, before: Option<&Reference>) -> Option<Reference> {
        let (value, mut end) = self.ordinal(at)?;
        let (owner, start) = self.owner(at, before);
        let unit = after(self.text, end)?;
        match unit {
            '条' => {
                end += unit.len_utf8();
                if self.text[end..].starts_with('之') {
                    return None;
                }
                let (mut paragraph, mut item) = (None, None);
                for _ in 0..2 {
                    let Some((number, unit, behind)) = self.step(end) else { break };
                    match unit {
                        '款' if paragraph.is_none() => paragraph = Some(number),
                        '项' => item = Some(number),
                        _ => break,
                    }
                    end = behind;
                }
                self.made(start, end, owner, Target::Article { number: value, paragraph, item })
            }
            '款' | '项' => {
                let (number, unit, mut end) = self.step(at)?;
                let (mut paragraph, mut item) = (None, None);
                if unit == '款' {
                    paragraph = Some(number);
                    if let Some((number, '项', behind)) = self.step(end) {
                        (item, end) = (Some(number), behind);
                    }
                } else {
                    item = Some(number);
                }
                self.made(start, end, owner, Target::Article { number: 0, paragraph, item })
            }
            '章' | '节' => self.made(start, end + unit.len_utf8(), owner, Target::Part(unit, value)),
            '部' if self.text[end..].starts_with("部分") => {
                self.made(start, end + "部分".len(), owner, Target::Part(unit, value))
            }
            _ => None,
        }
    }

    /// Number after the prefix 第 at byte `at`, with or without brackets, and the byte after it:
    /// `九`, `（五）`, the 9 of `9.3`.
    fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let behind = at + '第'.len_utf8();
        let open = after(self.text, behind).filter(|c| matches!(c, '（' | '('));
        let (value, mut end) = number::behind(self.text, behind + open.map_or(0, char::len_utf8));
        let value = value.filter(|value| (1..=MAX_NUMBER).contains(value))?;
        if open.is_some() {
            end += after(self.text, end).filter(|c| matches!(c, '）' | ')'))?.len_utf8();
        } else {
            let rest = &self.text[end..];
            let path = rest.find(|c: char| c != '.' && !narrow(c).is_ascii_digit()).unwrap_or(rest.len());
            end += path;
        }
        let blanks = self.text[end..].len() - self.text[end..].trim_start_matches(is_blank).len();
        Some((value, end + blanks))
    }

    /// Reads a paragraph or item at byte `at`, such as 第二款 ("paragraph 2") or 第（三）项 ("item (3)").
    /// Returns its number, its unit, and the byte after it.
    fn step(&self, at: usize) -> Option<(u32, char, usize)> {
        let rest = &self.text[at..];
        let (value, end) = if rest.starts_with('第') {
            self.ordinal(at)?
        } else {
            let open = after(self.text, at).filter(|c| matches!(c, '（' | '('))?;
            let (value, end) = number::behind(self.text, at + open.len_utf8());
            let close = after(self.text, end).filter(|c| matches!(c, '）' | ')'))?;
            (value?, end + close.len_utf8())
        };
        let unit = after(self.text, end).filter(|c| matches!(c, '款' | '项'))?;
        Some((value, unit, end + unit.len_utf8()))
    }

    fn paragraph_before(&self, at: usize) -> Option<Reference> {
        let end = at + "前款".len();
        let is_alone = !self.text[..at].ends_with(|c| INSIDE.contains(c));
        let is_one = self.text[at..].starts_with("前款") && is_alone;
        if is_one { self.made(at, end, Owner::Article, Target::ParagraphBefore) } else { None }
    }

    /// Reads a reference to a figure or table: 见图2-3 ("see Figure 2-3"), 如表4所示 ("as in Table 4").
    fn caption(&self, at: usize) -> Option<Reference> {
        let kind = after(self.text, at)?;
        let rest = self.text[at + kind.len_utf8()..].trim_start_matches(is_blank);
        let (prefix, ordinal, length) = captions::number(rest)?;
        let end = self.text.len() - rest.len() + length;
        let lead = self.lead(at);
        let is_pointed = self.words.of(&reference::TO_CAPTION).end_of(lead).is_some();
        let is_shown = self.words.of(&reference::SHOWN).start_of(&self.text[end..]).is_some();
        let is_bracketed = lead.ends_with(['（', '(']) && self.text[end..].starts_with(['）', ')']);
        let is_own = (is_pointed || is_shown || is_bracketed) && !self.names_another(at);
        let owner = if is_own { Owner::Bare } else { Owner::Other };
        self.made(at, end, owner, Target::Caption(kind, prefix, ordinal))
    }

    /// Reads a reference to a formula: 公式（3-1） ("formula (3-1)"), 式(5). It is one of this text,
    /// unless another text is named.
    fn formula(&self, at: usize) -> Option<Reference> {
        let rest = &self.text[at + captions::FORMULA.len_utf8()..];
        let rest = rest.trim_start_matches(is_blank);
        let inner = rest.strip_prefix(['（', '('])?;
        let (prefix, ordinal, length) = captions::number(inner)?;
        let closed = inner[length..].strip_prefix(['）', ')'])?;
        let owner = if self.names_another(at) { Owner::Other } else { Owner::Bare };
        let end = self.text.len() - closed.len();
        self.made(at, end, owner, Target::Caption(captions::FORMULA, prefix, ordinal))
    }

    /// Reads a reference to an attachment: 详见附件3 ("see Annex 3"), （附件3） ("(Annex 3)").
    fn attachment(&self, at: usize) -> Option<Reference> {
        let rest = self.text[at..].strip_prefix("附件")?;
        let (number, end) = number::behind(self.text, self.text.len() - rest.len());
        let lead = self.lead(at);
        let bracketed = lead.strip_suffix(['（', '(']);
        let is_closed = self.text[end..].trim_start_matches(is_blank).starts_with(['）', ')']);
        let words = self.words.of(&reference::TO_ATTACHMENT);
        let inner = bracketed.unwrap_or(lead).trim_end_matches('“');
        let is_own = words.end_of(inner).is_some() || bracketed.is_some() && is_closed;
        let owner = if is_own { Owner::Bare } else { Owner::Other };
        self.made(at, end, owner, Target::Attachment(number?))
    }

    /// Reads a reference to a source: 7 for [7], the last number for [2-5] and [1,7].
    fn source(&self, at: usize) -> Option<Reference> {
        let rest = &self.text[at + 1..];
        let length =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '，' | '-' | '–' | '、' | '~')))?;
        let numbers = rest[..length].split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let last = numbers.filter_map(|part| part.parse().ok()).max()?;
        let is_closed = rest[length..].starts_with(']') && !rest[length + 1..].starts_with('(');
        if is_closed { self.made(at, at + length + 2, Owner::Bare, Target::Source(last)) } else { None }
    }
}
