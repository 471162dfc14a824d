//! Grades one run of a sign by the words around it: `☆` in 名列第☆名 ("ranked ☆"), `~` in 定于~月~日 ("set
//! for ~ ~", month and day).

mod fixed;
mod question;
mod slot;

use crate::facts::placeholder::masks::conventions::{Grade, MaskSign};
use crate::facts::placeholder::masks::signs::is_supposed;
use crate::facts::placeholder::places::Surroundings;
use crate::text::chars::{after, before, is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{Words, form, number, person, time};

/// Number of bytes before and after a sign that are read.
const REACH: usize = 60;
/// Number of bytes before a sign that are searched for the signs of an equation.
const FORMULA_REACH: usize = 60;
/// Maximum number of characters of a run that may be a mask. A longer run is a line or an ornament.
const MAX_RUN: usize = 8;
/// Maximum width of underscores that count as a mask, in half-width cells. Wider ones are lines on
/// which the reader writes.
const MAX_LINE: usize = 2;
/// Punctuation after which a clause begins.
static BEFORE_CLAUSE: Signs = Signs::of("，。；：、！？“（《,:;");
/// Chinese numerals. A circle directly after one is a zero.
static NUMERALS: Signs = Signs::of("零一二三四五六七八九十百千两○〇");

/// A run of one sign in a block, with the text around it.
pub(super) struct Run<'t> {
    sign: MaskSign,
    length: usize,
    written: &'t str,
    before: &'t str,
    behind: &'t str,
    left: Option<char>,
    right: Option<char>,
    place: Surroundings<'t>,
    words: &'t Words,
}

impl<'t> Run<'t> {
    /// Reads the run with the span `run` of a block's text.
    pub(super) fn new(block: &'t str, run: Span, sign: MaskSign, words: &'t Words) -> Self {
        let start = block.floor_char_boundary(run.start().saturating_sub(REACH));
        let end = block.floor_char_boundary((run.end() + REACH).min(block.len()));
        let (before_run, behind_run) = (&block[start..run.start()], &block[run.end()..end]);
        Self {
            sign,
            length: run.of(block).chars().count(),
            written: run.of(block),
            before: before_run,
            behind: behind_run,
            left: before(block, run.start()),
            right: after(block, run.end()),
            place: Surroundings::new(before_run, behind_run, words),
            words,
        }
    }

    /// True if the text explains the sign, so that it is not a mask: ☆表示 ("☆ means"), 注：▲为 ("note:
    /// ▲ is").
    pub(super) fn is_explained(&self) -> bool {
        let behind = self.behind.trim_start_matches(['”', '」', '号']);
        let means = self.words.of(&form::STANDS_FOR).start_of(behind).is_some_and(|word| word != "代表");
        let is_note = self.begins_clause() && behind.starts_with(['为', '系']);
        matches!(self.sign, MaskSign::Shape(_) | MaskSign::Star | MaskSign::Line) && (means || is_note)
            || self.sign == MaskSign::Letter && is_supposed(self.before, self.words)
    }

    /// Grade of the run; `None` if the sign is used as itself.
    pub(super) fn grade(&self) -> Option<Grade> {
        let is_code = |c: Option<char>| {
            self.sign != MaskSign::Tail && c.is_some_and(|c| narrow(c).is_ascii_alphanumeric() || c == '/')
        };
        if self.length > MAX_RUN || is_code(self.left) || is_code(self.right) || self.is_among_shapes() {
            return None;
        }
        if let Some(grade) = self.fixed() {
            return Some(grade);
        }
        let general = self.slot();
        general.max(self.own_grade())
    }

    /// Grade by the rules for this sign; `None` if the sign has its usual meaning.
    fn own_grade(&self) -> Option<Grade> {
        match self.sign {
            MaskSign::Tilde => self.tilde(),
            MaskSign::Ellipsis => self.ellipsis(),
            MaskSign::Dash => self.dash(),
            MaskSign::Question => self.question(),
            MaskSign::Percent | MaskSign::Hash | MaskSign::Oh | MaskSign::Mouth => self.doubled(),
            MaskSign::Letter => self.letter(),
            MaskSign::Shape(_) => self.shape(),
            MaskSign::Zero => self.zero(),
            MaskSign::Line => self.line(),
            MaskSign::Cross => self.cross(),
            MaskSign::Star => self.star(),
            MaskSign::Tail => self.tail(),
        }
    }

    /// True if the run is a shape next to another shape, as in a rating: ★★★★☆.
    fn is_among_shapes(&self) -> bool {
        let is_shape =
            |c: Option<char>| c.and_then(MaskSign::of).is_some_and(|sign| matches!(sign, MaskSign::Shape(_)));
        matches!(self.sign, MaskSign::Shape(_)) && (is_shape(self.left) || is_shape(self.right))
    }

    fn follows_numeral(&self) -> bool {
        self.left.is_some_and(|c| NUMERALS.contains(c))
    }

    /// True if the run is at the beginning of a clause: after punctuation, or at the beginning of
    /// the block.
    fn begins_clause(&self) -> bool {
        self.left.is_none_or(|c| is_blank(c) || BEFORE_CLAUSE.contains(c))
    }

    /// True if a kind of place, person or institution follows, except for a title in the plural:
    /// 同志们 ("comrades").
    fn precedes_name(&self) -> bool {
        self.place.precedes_name() && !self.is_plural()
    }

    fn is_plural(&self) -> bool {
        let titles = [&person::TITLE, &person::POST];
        let title = titles
            .into_iter()
            .filter_map(|class| self.words.of(class).start_of(self.behind))
            .max_by_key(|t| t.len());
        title.is_some_and(|title| self.behind[title.len()..].starts_with('们'))
    }

    /// True if a name is missing: the run is between a word such as 由 ("by") or 授予 ("award to") and
    /// a kind of name such as 县 ("county").
    fn is_named_plainly(&self) -> bool {
        self.place.follows_name_cue() && self.precedes_name()
    }

    /// True if the name of a person is missing: the run is between a word such as 请 ("please") and
    /// a title, as in 请……同志 ("please, Comrade …").
    fn is_called_up(&self) -> bool {
        self.place.follows_name_cue() && self.place.precedes_title() && !self.is_plural()
    }

    /// True if a name is missing: a kind of name follows the run, and before it is a word that a
    /// name often follows, or the beginning of a clause: 在〇县 ("in 〇 County").
    fn names_certainly(&self) -> bool {
        self.precedes_name()
            && (self.place.follows_name_cue() || self.place.follows_name_hint() || self.begins_clause())
    }

    /// True if a number is missing: the run is between a word such as 完成 ("complete") and a unit.
    fn counts(&self) -> bool {
        self.place.follows_figure_verb() && self.place.precedes_figure() && !self.place.precedes_date()
    }

    /// True if the text after the run is `unit` and then one of `signs` or the end of the text.
    fn ends_behind(&self, unit: &str, signs: &str) -> bool {
        let rest = self.behind.trim_start_matches(is_blank).strip_prefix(unit);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c| signs.contains(c)))
    }

    /// True if the same sign is beside another part of the date: ~月~日 (month and day).
    fn is_in_date(&self) -> bool {
        let is_same = |c: Option<char>| c.and_then(MaskSign::of) == Some(self.sign);
        let parts = self.words.of(&time::PART);
        let Some(part) = parts.start_of(self.behind) else { return false };
        let goes_on = is_same(after(self.behind, part.len()))
            && self.behind[part.len()..]
                .trim_start_matches(|c| MaskSign::of(c) == Some(self.sign))
                .starts_with(['月', '日']);
        let part_before = parts.end_of(self.before);
        let went_on =
            part_before.is_some_and(|part| is_same(before(self.before, self.before.len() - part.len())));
        goes_on || went_on
    }

    fn tilde(&self) -> Option<Grade> {
        if self.is_in_date() {
            return Some(Grade::Certain);
        }
        if self.is_named_plainly() || self.precedes_name() && self.place.follows_name_hint() {
            return Some(Grade::Certain);
        }
        // `lost` reads a number missing before 万 ("ten thousand") or %.
        let is_lost = self.left.is_some_and(is_han) && self.behind.starts_with(['万', '亿', '%', '％']);
        if self.length > 1 && self.counts() && !is_lost {
            return Some(Grade::Certain);
        }
        if self.counts() && !is_lost && self.words.of(&number::CUE).end_of(self.before).is_some() {
            return Some(Grade::Likely);
        }
        let is_joined = self.left.is_some_and(|c| matches!(c, '和' | '与' | '及'));
        (self.precedes_name() && (self.begins_clause() || is_joined)).then_some(Grade::Likely)
    }

    /// Grade of 〇: 〇〇同志 ("Comrade 〇〇"), 〇县的〇镇 ("〇 Town in 〇 County").
    fn zero(&self) -> Option<Grade> {
        if self.follows_numeral() || !self.precedes_name() {
            return None;
        }
        Some(if self.length > 1 && self.names_certainly() { Grade::Certain } else { Grade::Likely })
    }

    /// Grade of an ellipsis: certain in 由……有限公司 ("by … Co., Ltd.") and 请...同志 ("please, Comrade
    /// ..."). An ellipsis before 亿元 ("hundred million yuan") is not graded here, as the module
    /// `gaps::lost` reads it.
    fn ellipsis(&self) -> Option<Grade> {
        let is_dots = self.written.starts_with('.');
        if is_dots && self.length < 3 {
            return None;
        }
        let is_name = self.is_named_plainly() && self.place.precedes_institution() || self.is_called_up();
        if is_name || is_dots && self.counts() {
            return Some(Grade::Certain);
        }
        // 走访农户……户， ("visited … farmers' households,"): a classifier at the end of the clause. 人
        // ("people") and 天 ("days") are also words.
        let is_classified = self.place.unit().is_some_and(|unit| {
            self.ends_behind(unit, "，。；、")
                && self.words.of(&number::SCALE).start_of(unit).is_none()
                && !matches!(unit, "人" | "天" | "年" | "家" | "%")
        });
        if is_classified && self.left.is_some_and(is_han) && !self.asks() {
            return Some(Grade::Likely);
        }
        let is_place = self.place.precedes_division() || self.place.precedes_institution();
        (is_place && matches!(self.left, None | Some('，' | '在' | '到'))).then_some(Grade::Likely)
    }

    /// Grade of dashes: 由--公司 ("by -- company"), 投资--万元 ("investment of -- ten thousand yuan").
    fn dash(&self) -> Option<Grade> {
        let is_name = self.written.starts_with('-') && self.is_named_plainly();
        let is_figure = self.counts() && self.place.precedes_measure();
        (self.length > 1 && (is_name || is_figure)).then_some(Grade::Certain)
    }

    /// Grade of signs that need to be doubled: `%%省` ("%% Province"), `##市` ("## City").
    fn doubled(&self) -> Option<Grade> {
        if self.length < 2 || self.follows_numeral() || self.right.is_some_and(is_blank) {
            return None;
        }
        if self.precedes_name() {
            let is_letter = matches!(self.sign, MaskSign::Oh | MaskSign::Mouth);
            let is_certain = self.place.follows_name_cue()
                || self.place.follows_name_hint()
                || self.sign == MaskSign::Percent
                || is_letter && self.begins_clause();
            return Some(if is_certain { Grade::Certain } else { Grade::Likely });
        }
        self.counts().then_some(Grade::Certain)
    }

    /// Grade of the letter N: 投资N亿元 ("investment of N hundred million yuan"), or N个 after a verb.
    fn letter(&self) -> Option<Grade> {
        if self.is_in_date() && self.written == "N" {
            return Some(Grade::Certain);
        }
        // 产量为N吨时 ("if the output is N tons") means any number.
        let is_condition = self
            .place
            .unit()
            .is_some_and(|unit| self.behind.get(unit.len()..).is_some_and(|rest| rest.starts_with('时')));
        if is_supposed(self.before, self.words) || is_condition {
            return None;
        }
        // N次方 ("N-th power"), 第N次 ("N-th time") and 有N个 ("there are N") mean any number.
        let says_any = self.before.ends_with(['第', '有', '了', '过']);
        let is_counted = self.place.precedes_figure() && !self.place.precedes_date();
        if self.length > 3
            || says_any
            || !self.left.is_some_and(is_han)
            || !is_counted
            || self.is_in_formula()
        {
            return None;
        }
        let verb =
            self.words.of(&number::VERB).end_of(self.before).is_some_and(|verb| verb.chars().count() > 1);
        let is_measured =
            self.place.precedes_measure() || self.words.of(&number::SCALE).start_of(self.behind).is_some();
        match (is_measured, verb) {
            (true, _) => Some(if self.counts() { Grade::Certain } else { Grade::Likely }),
            (false, true) => Some(Grade::Likely),
            // 抽检NNN批次 ("NNN batches were tested"): a variable is not repeated.
            (false, false) if self.length > 1 => Some(Grade::Likely),
            // 发现问题N处， ("N problems found,"): the unit is at the end of the clause.
            (false, false) => {
                let unit = self.place.unit()?;
                let ends =
                    self.behind.get(unit.len()..).is_some_and(|rest| rest.starts_with(['，', '。', '；']));
                ends.then_some(Grade::Likely)
            }
        }
    }

    fn shape(&self) -> Option<Grade> {
        // ★级 ("★-star") is a rating, and in 二○二○年 (the year 2020) the circle is a zero.
        let is_number_of =
            self.length > 1 && self.behind.starts_with('号') && !self.behind.starts_with("号楼");
        if !is_number_of && self.behind.starts_with(['级', '号']) || self.follows_numeral() {
            return None;
        }
        if self.length > 1
            && (is_number_of || self.place.precedes_site())
            && !self.right.is_some_and(is_blank)
        {
            let is_certain = self.place.follows_name_hint() || self.place.follows_name_cue();
            return Some(if is_certain && !is_number_of { Grade::Certain } else { Grade::Likely });
        }
        let is_bullet =
            self.left.is_none_or(|c| is_blank(c) || matches!(c, '。' | '；' | '：' | '！' | '？'));
        if self.length > 1 {
            if self.precedes_name() || self.counts() {
                return Some(Grade::Certain);
            }
            return (self.left.is_some_and(is_han) && self.place.precedes_figure()).then_some(Grade::Likely);
        }
        if !is_bullet && (self.counts() || self.is_named_plainly() || self.is_in_date()) {
            return Some(Grade::Certain);
        }
        let is_place = self.precedes_name() || self.place.precedes_figure();
        if self.is_surname_of_list() {
            return Some(Grade::Doubtful);
        }
        if !is_place || self.right.is_some_and(is_blank) {
            return None;
        }
        if is_bullet {
            return self.precedes_name().then_some(Grade::Doubtful);
        }
        let is_amid = self.left.is_some_and(|c| is_han(c) || c == '、');
        (is_amid || self.precedes_name()).then_some(Grade::Likely)
    }

    fn line(&self) -> Option<Grade> {
        let width: usize = self.written.chars().map(|c| if c == '＿' { 2 } else { 1 }).sum();
        let is_text = |c: Option<char>| {
            c.is_none_or(|c| {
                is_han(c)
                    || matches!(
                        c,
                        '，' | '。'
                            | '；'
                            | '：'
                            | '、'
                            | '！'
                            | '？'
                            | '“'
                            | '”'
                            | '（'
                            | '）'
                            | '《'
                            | '》'
                    )
            })
        };
        if width > MAX_LINE || !is_text(self.left) || !is_text(self.right) {
            return None;
        }
        let has_date = self.place.precedes_date();
        if self.is_named_plainly() || self.counts() || self.place.follows_date_cue() && has_date {
            return Some(Grade::Certain);
        }
        let is_addressed = self.words.of(&person::SHORT_TITLE).start_of(self.behind).is_some();
        let is_place = self.precedes_name()
            || self.place.precedes_figure()
            || self.place.precedes_office()
            || self.place.precedes_site()
            || has_date
            || is_addressed && self.begins_clause();
        if is_place {
            return Some(Grade::Likely);
        }
        (self.left.is_some_and(is_han) || self.right.is_some_and(is_han)).then_some(Grade::Doubtful)
    }

    fn cross(&self) -> Option<Grade> {
        if self.length > 1 || !self.right.is_some_and(is_han) {
            return None;
        }
        // 二十届×中全会 ("×-th plenary session of the 20th"), “十×五” ("1×-th five-year plan").
        let is_ordinal =
            self.before.ends_with('届') || self.before.ends_with('十') && self.behind.starts_with("五");
        if is_ordinal {
            return Some(Grade::Certain);
        }
        match self.left {
            Some('，') => Some(Grade::Likely),
            None | Some('。' | '；' | '：' | '“') => Some(Grade::Doubtful),
            _ => self.amid_han().then_some(Grade::Doubtful),
        }
    }

    /// Grade of a star in place of a character that a filter removed: `学*贯彻` ("study * carry out").
    fn star(&self) -> Option<Grade> {
        if !self.amid_han() {
            return None;
        }
        let filtered = self.words.of(&form::FILTERED);
        let is_filtered = filtered.iter().any(|word| {
            word.split_once('*')
                .is_some_and(|(head, tail)| self.before.ends_with(head) && self.behind.starts_with(tail))
        });
        Some(if is_filtered { Grade::Certain } else { Grade::Likely })
    }

    /// Grade of X after a Latin name, and in place of digits: `GDPXX亿元` ("GDP of XX hundred million
    /// yuan"), `3X0人` ("3X0 people").
    fn tail(&self) -> Option<Grade> {
        if self.left.is_some_and(|c| c.is_ascii_uppercase()) {
            return (self.length > 1 && self.place.precedes_measure()).then_some(Grade::Certain);
        }
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if !is_digit(self.left) && !is_digit(self.right) {
            return None;
        }
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, 'X' | '.');
        let (head, tail) = (self.before.trim_end_matches(is_part), self.behind.trim_start_matches(is_part));
        let number = Surroundings::new(head, tail, self.words);
        // 4X100米 ("4×100 m") is a product.
        if is_digit(self.left) && is_digit(self.right) && number.precedes_measure() {
            return None;
        }
        (head.ends_with(is_han) && number.precedes_figure()).then_some(Grade::Likely)
    }

    /// True if the run is the whole cell of a line with tabs.
    fn is_cell(&self) -> bool {
        let is_edge = |c: Option<char>| c.is_none_or(|c| c == '\t');
        is_edge(self.left) && is_edge(self.right) && (self.left.is_some() || self.right.is_some())
    }

    /// True if the run is one sign between Han characters and not part of a formula: not 单价×数量
    /// ("price × quantity").
    fn amid_han(&self) -> bool {
        self.length == 1
            && self.left.is_some_and(is_han)
            && self.right.is_some_and(is_han)
            && self.words.of(&form::FACTOR).end_of(self.before).is_none()
            && !self.place.joins_levels()
            && !self.is_in_formula()
    }

    /// True if the signs of an equation are near the run.
    fn is_in_formula(&self) -> bool {
        let start = self.before.floor_char_boundary(self.before.len().saturating_sub(FORMULA_REACH));
        let is_operator = |c: char| matches!(c, '=' | '＝' | '÷' | '+' | '＋' | '<' | '>' | '≤' | '≥');
        self.before[start..].contains(is_operator) || self.behind.contains(is_operator)
    }
}
