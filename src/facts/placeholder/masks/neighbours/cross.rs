//! Crosses: `××县` ("×× County") and `×书记` ("Secretary ×") are masks, `4×100米` ("4×100 m") and
//! `单价×件数` ("price × number") are products.

use crate::facts::placeholder::masks::neighbours::{Around, is_neutral};
use crate::text::chars::{is_han, is_opening};
use crate::words::form;

/// Signs for correct answers. In a text with such signs, × means a wrong answer.
const TICKS: [char; 3] = ['√', '✓', '✔'];
/// Number of bytes before and after a `×` that are searched for an equation.
const FORMULA_REACH: usize = 90;
/// Maximum number of characters that are read of the name of a factor after a `×`.
const MAX_FACTOR: usize = 4;

impl Around<'_> {
    /// True for crosses that are a mask: `××县` ("×× County"), `×书记` ("Secretary ×"); not `4×100米`
    /// ("4×100 m"), `单价×数量` ("price × quantity").
    pub(super) fn is_cross_mask(&self) -> bool {
        let alone = self.length() == 1;
        if self.follows_surname_word() {
            return false;
        }
        let is_factor = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c.is_numeric());
        if is_factor(self.right) && (alone || !self.left.is_some_and(is_han)) {
            return false;
        }
        let has_known_shape = self.year_digits() > 0 || self.has_unit();
        if is_factor(self.left) && (self.right.is_some_and(is_opening) || !has_known_shape) {
            return false;
        }
        let beside = |c: Option<char>| c.is_some_and(is_neutral);
        if !alone {
            return beside(self.left) || beside(self.right);
        }
        // `（××××）×民初字第××号` (number of a court case): after a bracket, only if the bracket contains
        // a mask.
        if matches!(self.left, Some(')' | '）' | '%' | '％')) {
            return self.right.is_some_and(is_han)
                && self.before().trim_end_matches([')', '）']).ends_with('×');
        }
        // `省、市、×启动` ("province, city and × started"): a filter removed a word of a list.
        let ends_list = self.left == Some('、') && self.right.is_some_and(is_han);
        let is_listed = ends_list || self.is_listed_with("×");
        let ends_sentence = self.left.is_some_and(is_han) && self.ends_clause();
        // 引进×项目 ("brought in project ×"), but 单价×工程量 ("price × quantity").
        let is_site = self.place().precedes_site()
            && self.words.of(&form::FACTOR).end_of(self.before()).is_none()
            && self.left.is_some_and(is_han);
        !self.is_in_formula()
            && !self.place().joins_levels()
            && (self.has_unit()
                || is_site
                || self.follows_cue()
                || is_listed
                || ends_sentence
                || self.heads_document_number())
    }

    /// True if the bracket of a document number follows after a few characters: `×农发〔20××〕` ("×
    /// Agriculture [20××]").
    fn heads_document_number(&self) -> bool {
        let issuer = self.behind().chars().take_while(|&c| is_han(c)).take(8).map(char::len_utf8).sum();
        self.behind()[issuer..].starts_with('〔')
    }

    /// True if an equation is near the run, or if it joins two factors: 单价×件数 ("price × number").
    fn is_in_formula(&self) -> bool {
        let start = self.block.floor_char_boundary(self.run.start().saturating_sub(FORMULA_REACH));
        let end = self.block.floor_char_boundary(self.run.end() + FORMULA_REACH);
        let factors = self.words.of(&form::FACTOR);
        let name = self.behind().char_indices().take(MAX_FACTOR).take_while(|(_, c)| is_han(*c));
        let mut ends = name.map(|(at, c)| at + c.len_utf8());
        self.block[start..end].contains(['=', '＝', '÷', '＋'])
            || factors.end_of(self.before()).is_some()
                && ends.any(|end| factors.end_of(&self.behind()[..end]).is_some())
            || self.block[start..end].contains(TICKS)
    }
}
