//! Decides by the characters around a run of `X`, `×` … if the run is a mask.

mod cross;

use crate::facts::placeholder::masks::MAX_RUN;
use crate::facts::placeholder::places::Surroundings;
use crate::facts::tokens::MaskScript;
use crate::text::chars::{is_blank, is_closing, is_han, is_opening};
use crate::text::fold::narrow;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{Words, dummy, form, term};

/// Maximum number of letters of a mask: as many as an identity number has digits, which they may
/// replace.
const MAX_CODE: usize = 18;
/// Operators of formulas.
static OPERATORS: Signs = Signs::of("+=<>^\\|&#@$＋＝÷≥≤∈/");
/// Maximum number of bytes between a word for a pattern (格式为, "in the form") and the pattern it
/// announces.
const FORM_REACH: usize = 72;
/// Maximum number of bytes between a word for a pattern and the pattern if the pattern is in
/// quotation marks.
const QUOTE_REACH: usize = 180;
/// Number of bytes before a mask that are searched for a word for a code, such as those for a
/// product number, whose letters X are digits that the text leaves open.
const CODE_REACH: usize = 600;
/// Number of bytes before stars that are searched for the stars that open the emphasis which these
/// may close.
const EMPHASIS_REACH: usize = 180;

/// Properties of a block that decide about all runs in it.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// True for Markdown, in which stars are emphasis.
    pub(super) is_markup: bool,
    /// True if the block has a word that may announce a pattern: 格式为… ("in the form …").
    pub(super) speaks_of_forms: bool,
}

impl Setting {
    /// Reads the properties of one block. This searches the block for words, so it is done only if
    /// the block has a run.
    pub(super) fn of(block: &str, is_markup: bool, words: &Words) -> Self {
        let mut classes = [&form::PATTERN, &form::CODE].into_iter();
        Self { is_markup, speaks_of_forms: classes.any(|class| words.of(class).is_in(block)) }
    }
}

/// A run of mask characters, with its neighbours within the block.
pub(super) struct Around<'t> {
    block: &'t str,
    run: Span,
    /// Character before the run, or before a single blank there. `None` at the start, and after a
    /// tab or a wider gap.
    left: Option<char>,
    /// Character after the run, or after a single blank there. `None` at the end, and before a tab
    /// or a wider gap.
    right: Option<char>,
    words: &'t Words,
}

impl<'t> Around<'t> {
    /// Reads the text around the span `run` of a block.
    pub(super) fn new(block: &'t str, run: Span, words: &'t Words) -> Self {
        let left = nearest(block[..run.start()].chars().rev());
        let right = nearest(block[run.end()..].chars());
        Self { block, run, left, right, words }
    }

    /// True if a digit is directly beside the run.
    pub(super) fn touches_digit(&self) -> bool {
        let before = self.block[..self.run.start()].chars().next_back();
        let behind = self.block[self.run.end()..].chars().next();
        before.is_some_and(is_digit) || behind.is_some_and(is_digit)
    }

    /// Length in bytes of the digits of a year directly before the run: 20, 19, 199, 201.
    pub(super) fn year_digits(&self) -> usize {
        let before = &self.block[..self.run.start()];
        let length = before.len() - before.trim_end_matches(is_digit).len();
        let digits: String = before[before.len() - length..].chars().map(narrow).collect();
        let is_year = matches!(digits.len(), 2 | 3) && (digits.starts_with("20") || digits.starts_with("19"));
        if is_year { length } else { 0 }
    }

    /// True if the run replaces content that should have been filled in.
    pub(super) fn is_blank_to_fill(&self, script: MaskScript, setting: Setting) -> bool {
        let longest = if script == MaskScript::Letter { MAX_CODE } else { MAX_RUN };
        if self.length() > longest || (setting.speaks_of_forms && self.is_form_of_words()) {
            return false;
        }
        match script {
            MaskScript::Letter => self.is_letter_mask(),
            MaskScript::Cross => self.is_cross_mask(),
            MaskScript::Star => self.is_star_mask(setting.is_markup),
            MaskScript::Underscore => self.is_date_gap(),
            MaskScript::Circle => self.length() > 1 && self.right.is_some_and(is_han),
            MaskScript::Square => self.is_square_mask(),
        }
    }

    fn length(&self) -> usize {
        self.run.of(self.block).chars().count()
    }

    fn before(&self) -> &'t str {
        self.block[..self.run.start()].trim_end_matches(is_blank)
    }

    fn behind(&self) -> &'t str {
        self.block[self.run.end()..].trim_start_matches(is_blank)
    }

    /// True for letters that are a mask: `XX亿元` ("XX hundred million yuan"), `来X人员` ("people from
    /// X"), `20XX年`; not `X光` ("X-ray"), `1080x720`, `x+y`, `V1.x`.
    fn is_letter_mask(&self) -> bool {
        let alone = self.length() == 1;
        if self.is_open_number() {
            return true;
        }
        if self.follows_surname_word() || self.is_operand() || self.is_term() || self.is_latin_word() {
            return false;
        }
        if self.left.is_some_and(is_digit) && self.year_digits() == 0 && !self.has_unit() {
            return false;
        }
        if self.is_in_year() {
            return true;
        }
        if self.right.is_some_and(is_digit)
            && (alone || !self.left.is_some_and(|c| is_neutral(c) || is_digit(c)))
        {
            return false;
        }
        let says_nothing = |c: Option<char>| c.is_none_or(|c| is_neutral(c) || is_digit(c));
        // `增长+X.X个百分点` ("rose by +X.X points"): a sign, not an operator.
        let is_signed = self.left.is_some_and(|c| matches!(c, '+' | '＋')) && self.has_unit();
        if !(says_nothing(self.left) || is_signed) || !says_nothing(self.right) {
            return false;
        }
        let is_prose = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '%' | '％' | '‰'));
        let is_listed = |c: Option<char>| matches!(c, Some('、' | '，' | '。' | '；' | '：'));
        is_prose(self.left)
            || is_prose(self.right)
            || self.is_bracketed()
            || !alone
            || (is_listed(self.left) && is_listed(self.right))
    }

    /// True for a number in brackets: `第（X）条` ("Article (X)"), `（X）个村` ("(X) villages").
    fn is_bracketed(&self) -> bool {
        let (head, tail) = (&self.block[..self.run.start()], &self.block[self.run.end()..]);
        let (Some(head), Some(tail)) = (head.strip_suffix('（'), tail.strip_prefix('）')) else {
            return false;
        };
        let place = Surroundings::new(head, tail, self.words);
        head.ends_with(is_han) && (place.precedes_figure() || place.precedes_division())
    }

    /// True for letters in place of digits in a date: `20X8年` (year), `X0月` (month).
    fn is_in_year(&self) -> bool {
        let is_part = |c: char| is_digit(c) || matches!(narrow(c), 'x' | 'X');
        let head = &self.block[..self.run.start()];
        let tail = &self.block[self.run.end()..];
        let digits_before = head.chars().rev().take(4).take_while(|&c| is_part(c)).count();
        let digits_behind = tail.chars().take(4).take_while(|&c| is_part(c)).count();
        let width = digits_before + self.length() + digits_behind;
        let unit = tail.chars().nth(digits_behind);
        (width == 4 && unit == Some('年') || width == 2 && matches!(unit, Some('月' | '日')))
            && tail.starts_with(is_digit)
    }

    /// True for a telephone number (`05XX-XXXXXXX`) or a figure number (`图X-X`, "Figure X-X")
    /// without its digits.
    fn is_open_number(&self) -> bool {
        /// Maximum number of characters on each side of the run that are read as one number with
        /// it, and minimum number of masked digits of a telephone number.
        const WIDTH: [usize; 2] = [13, 6];
        let is_x = |c: char| matches!(narrow(c), 'x' | 'X');
        let is_part = |c: char| is_digit(c) || is_x(c) || matches!(c, '-' | '－');
        let (head, tail) = (&self.block[..self.run.start()], &self.block[self.run.end()..]);
        let ahead: usize =
            head.chars().rev().take(WIDTH[0]).take_while(|c| is_part(*c)).map(char::len_utf8).sum();
        let behind: usize = tail.chars().take(WIDTH[0]).take_while(|c| is_part(*c)).map(char::len_utf8).sum();
        let (start, end) = (self.run.start() - ahead, self.run.end() + behind);
        let number = &self.block[start..end];
        let width = number.chars().filter(|c| is_digit(*c) || is_x(*c)).count();
        let open = number.chars().rev().take_while(|c| is_x(*c)).count();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_free =
            !is_word(self.block[..start].chars().next_back()) && !is_word(self.block[end..].chars().next());
        let is_telephone = number.starts_with(['0', '1']) && (10..=12).contains(&width) && open >= WIDTH[1];
        let is_figure = width == 2 && number.chars().count() == 3 && number.chars().all(|c| !is_digit(c));
        let reference = self.words.of(&dummy::REFERENCE);
        is_free && (is_telephone || is_figure && reference.end_of(&self.block[..start]).is_some())
    }

    /// True if the author means the run as it is: as an anonymous name (姓X的, "a man named X") or as
    /// part of an oath in a story (他××的).
    fn follows_surname_word(&self) -> bool {
        self.left == Some('姓') && self.right.is_some_and(is_han) && !self.place().precedes_name()
            || self.words.of(&form::SOMEBODY).end_of(self.before()).is_some() && !self.has_unit()
    }

    /// True if an operator is beside the run, so that the run is a variable or part of a version
    /// number: `1+X`, `T-X`, `1.x`.
    fn is_operand(&self) -> bool {
        if self.is_joined_by_hyphen() {
            return false;
        }
        let is_operator = |c: Option<char>| c.is_some_and(|c| OPERATORS.contains(c));
        let hyphenated_before = self.before().strip_suffix('-').is_some_and(ends_with_ascii);
        let hyphenated_behind = self
            .behind()
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        // 1.XXXX at the beginning of a line or after a label is an item.
        let numbered = self.before().strip_suffix('.').filter(|rest| rest.ends_with(is_digit));
        let is_version = numbered.is_some_and(|rest| {
            let head = rest.trim_end_matches(is_digit).trim_end_matches(is_blank);
            let is_capital = self.run.of(self.block).chars().all(|c| narrow(c) == 'X');
            let is_item = is_capital
                && self.length() > 1
                && (head.is_empty() || head.ends_with(['：', ':', '；', '，']));
            !is_item && !self.has_unit()
        });
        (is_operator(self.left) && !self.has_unit())
            || is_operator(self.right)
            || hyphenated_before
            || hyphenated_behind
            || is_version
    }

    /// True for a term such as X光 ("X-ray"), and with two letters for chromosomes and numerals:
    /// XX染色体 ("XX chromosomes"), 第XX型 ("type XX").
    fn is_term(&self) -> bool {
        let is_named = || self.words.of(&term::BEHIND_LETTER).start_of(self.behind()).is_some();
        match self.length() {
            1 => is_named(),
            2 => {
                let near = |at: usize| self.block.floor_char_boundary(at.min(self.block.len()));
                let around = &self.block
                    [near(self.run.start().saturating_sub(FORM_REACH))..near(self.run.end() + FORM_REACH)];
                let is_numeral = self.before().ends_with('第') && is_named();
                is_numeral || self.words.of(&form::SEX_CHROMOSOME).is_in(around)
            }
            _ => false,
        }
    }

    /// The [`Surroundings`] of the run, at which content may be missing, to test the words around
    /// it.
    fn place(&self) -> Surroundings<'t> {
        Surroundings::new(&self.block[..self.run.start()], &self.block[self.run.end()..], self.words)
    }

    /// True if a hyphen joins the run to another mask, as in `XX-XX年` ("years XX–XX"), or to the
    /// other part of a telephone number.
    fn is_joined_by_hyphen(&self) -> bool {
        /// Minimum number of letters in place of the digits of a telephone number.
        const NUMBER: usize = 6;
        let is_x = |c: char| matches!(narrow(c), 'x' | 'X');
        let hyphens = ['-', '－', '–'];
        let ahead = self.block[..self.run.start()].strip_suffix(hyphens);
        let rest = self.block[self.run.end()..].strip_prefix(hyphens);
        let joins = |tail: &str, end: Option<char>| {
            tail.chars().take_while(|&c| is_x(c)).take(MAX_RUN).count() > 1
                && !end.is_some_and(|c| c.is_ascii_alphanumeric())
        };
        let before = ahead.is_some_and(|head| {
            let rest = head.trim_end_matches(is_x);
            head.len() - rest.len() > 1 && !rest.ends_with(|c: char| c.is_ascii_alphanumeric())
        });
        let behind = rest.is_some_and(|rest| joins(rest, rest.trim_start_matches(is_x).chars().next()));
        let is_telephone = ahead.is_some_and(|head| head.ends_with(is_digit)) && self.length() >= NUMBER;
        self.length() > 1 && (before || behind || is_telephone)
    }

    /// True for a Latin word between blanks: `右上角的 x 即可` ("the x in the corner"), `X 公司` ("Company
    /// X").
    fn is_latin_word(&self) -> bool {
        let blank_before = self.block[..self.run.start()].ends_with(' ');
        let blank_behind = self.block[self.run.end()..].starts_with(' ');
        if self.length() > 1 {
            let is_lowercase = self.run.of(self.block).chars().all(|c| c == 'x');
            return is_lowercase && blank_before && blank_behind && !self.has_unit();
        }
        // ` X 个乡镇` ("X townships") and ` X 镇` ("X Town") are masks. A letter may be the name of an
        // institution (X 公司, "Company X").
        let place = self.place();
        let is_counted = place.precedes_figure() || place.precedes_division();
        blank_behind && !is_counted && (blank_before || self.left.is_none_or(|c| !is_han(c)))
    }

    /// True for stars that are a mask: `**市` ("** City"), `20**年` (year), `*月*日` (month and day),
    /// `**30多年` ("** 30 years"). False for the star of a list item, a rule, emphasis and
    /// `138****1234`.
    fn is_star_mask(&self, is_markup: bool) -> bool {
        let is_bullet = self.run.start() == 0 && self.block[self.run.end()..].starts_with(is_blank);
        let (digit_before, digit_behind) =
            (self.left.is_some_and(is_digit), self.right.is_some_and(is_digit));
        if is_bullet || (digit_before && digit_behind) {
            return false;
        }
        // *2021年4月30日*前 ("before *30 April 2021*"): signs of emphasis around a date.
        if self.closes_emphasis() && self.length() == 1 {
            let start = self.block.floor_char_boundary(self.run.start().saturating_sub(EMPHASIS_REACH));
            let head = &self.block[start..self.run.start()];
            let inside = head.rfind('*').map_or("", |at| &head[at + 1..]);
            if inside.starts_with(is_digit) && inside.ends_with(['日', '月', '年', '元']) {
                return false;
            }
        }
        if digit_before {
            // `5*万名`, `3***多万` ("3*** ten thousand"): the rest of a number. In a telephone number
            // digits follow.
            return self.has_unit();
        }
        // A star at the beginning of a line marks a note.
        let is_note = self.run.start() == 0 && self.length() == 1;
        let is_named = || {
            let place = self.place();
            place.precedes_name() || place.precedes_date()
        };
        if is_note && !is_named() || self.length() == 1 && self.place().joins_levels() {
            return false;
        }
        let is_cell = self.block[..self.run.start()].ends_with('\t')
            && self.block[self.run.end()..].chars().next().is_none_or(|c| c == '\t');
        if is_cell && self.length() > 1
            || self.has_unit()
            || self.is_listed_with("*")
            || self.is_listed_with("＊")
        {
            return true;
        }
        if digit_behind || self.right == Some('.') {
            let number = self.behind().trim_start_matches(|c| is_digit(c) || c == '.');
            return self.length() > 1 && Surroundings::new("", number, self.words).precedes_figure();
        }
        // In Markdown, a star without a pair is as often failed emphasis as a mask.
        let calls_for_name = self.follows_cue() && self.right.is_some_and(|c| is_han(c) || is_neutral(c));
        // 校长***致辞 ("headmaster *** gave an address"), 学生**说 ("pupil ** said"), but **校长**致辞.
        let is_speaker = self.length() > 1
            && self.place().follows_person()
            && self.place().precedes_speech()
            && !self.closes_emphasis()
            && self.left.is_some_and(is_han);
        let calls_for_name = calls_for_name || is_speaker;
        let ends_line = self.length() > 2 && self.block[self.run.end()..].is_empty();
        let ends_sentence =
            self.left.is_some_and(is_han) && (self.ends_clause() || ends_line) && !self.closes_emphasis();
        !is_markup && (calls_for_name || ends_sentence)
    }

    /// True if the run may be the end of emphasis: it has one or two stars, and there are stars
    /// before it.
    fn closes_emphasis(&self) -> bool {
        if self.length() > 2 {
            return false;
        }
        let start = self.block.floor_char_boundary(self.run.start().saturating_sub(EMPHASIS_REACH));
        self.block[start..self.run.start()].contains(['*', '＊'])
    }

    /// True if the clause ends after the run: `完成任务的×。` ("× of the task completed.").
    fn ends_clause(&self) -> bool {
        self.right.is_some_and(|c| matches!(c, '，' | '。' | '；' | '！'))
    }

    /// True for boxes that are a mask: `□□□□年□□月` (year and month), `召开□□□□会议` ("hold the □□□□
    /// meeting"); not for the boxes of a form (`□是 □否`, "□ yes □ no").
    fn is_square_mask(&self) -> bool {
        // ☆☆☆级 ("three-star") is a rating.
        if self.behind().starts_with('级') {
            return false;
        }
        let beside = |c: Option<char>| c.is_some_and(is_neutral);
        let is_date = self.right.is_some_and(|c| matches!(c, '年' | '月' | '日'))
            && self.left.is_none_or(|c| !is_opening(c));
        if self.length() == 1 {
            is_date && self.is_listed_date()
        } else {
            beside(self.left) || beside(self.right)
        }
    }

    /// True if another box follows after the unit, or a unit precedes the run: `□年□月` (year and
    /// month).
    fn is_listed_date(&self) -> bool {
        self.behind().chars().nth(1) == Some('□') || self.before().ends_with(['年', '月'])
    }

    /// True for missing digits of a year, or a blank before the unit of a date: `20_年`, `202_年`,
    /// `__月__日`.
    fn is_date_gap(&self) -> bool {
        let is_part = self.length() > 1 && self.right.is_some_and(|c| matches!(c, '年' | '月' | '日'));
        let is_year = self.year_digits() > 0
            && self.length() <= 4
            && self.right.is_none_or(|c| is_han(c) || is_neutral(c));
        is_part || is_year
    }

    /// True if the same mark is on the other side of a 、: `×、×、×`.
    fn is_listed_with(&self, mark: &str) -> bool {
        let behind = self.behind().strip_prefix('、').is_some_and(|rest| rest.starts_with(mark));
        behind || self.before().strip_suffix('、').is_some_and(|rest| rest.ends_with(mark))
    }

    /// True if a unit, a kind of place or a title follows the run, before which a number or a name
    /// is missing.
    fn has_unit(&self) -> bool {
        let place = self.place();
        place.precedes_figure() || place.precedes_name() || place.precedes_office()
    }

    /// True if the run follows a word that needs a number, a date or a name, or a label.
    fn follows_cue(&self) -> bool {
        let place = self.place();
        self.left.is_some_and(|c| is_han(c) || c == '：')
            && (place.follows_cue_end() || place.follows_name_hint() || place.follows_label())
    }

    /// True if the text describes a form of words: 格式为“×发〔20××〕×号” ("in the form '× [20××] No.
    /// ×'").
    fn is_form_of_words(&self) -> bool {
        let near = |reach: usize| {
            &self.block
                [self.block.floor_char_boundary(self.run.start().saturating_sub(reach))..self.run.start()]
        };
        let is_announced = |word: &str| {
            let Some((_, between)) = near(QUOTE_REACH).rsplit_once(word) else { return false };
            let is_quoted = between.matches('“').count() > between.matches('”').count();
            let is_close =
                between.len() <= FORM_REACH && between.contains(['为', '：', ':', '“', '《', '如', '，']);
            !between.contains('。') && (is_quoted || is_close)
        };
        self.words.of(&form::PATTERN).iter().any(is_announced)
            || self.words.of(&form::CODE).is_in(near(CODE_REACH))
    }
}

/// First character, or the one after a single blank; `None` after a tab or a wider gap.
fn nearest(mut characters: impl Iterator<Item = char>) -> Option<char> {
    match characters.next() {
        // A tab ends the cell of a table.
        Some('\t') => None,
        Some(blank) if is_blank(blank) => characters.next().filter(|&c| !is_blank(c)),
        other => other,
    }
}

fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

fn ends_with_ascii(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// True for a character that is often next to a mask: Han, bracket, punctuation.
fn is_neutral(c: char) -> bool {
    static MARKS: Signs = Signs::of("￥¥，。、；：！？．,.;:!?-－—–～~…·•・%％‰×*＊\"℃/");
    is_han(c) || is_opening(c) || is_closing(c) || MARKS.contains(c)
}
