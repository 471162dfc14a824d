//! Masks: runs of `X`, `×`, `*`, `_` that stand for something not filled in.
//!
//! The same characters have other uses (KTV, X光, 4×100米, 138****1234); the neighbours decide. What cannot be told
//! from a term or a formula is none.

use crate::document::Document;
use crate::facts::tokens::{MaskScript, Token, TokenKind, Tokens};
use crate::text::chars::{is_blank, is_closing, is_han, is_opening};
use crate::text::fold::narrow;
use crate::text::span::Span;

/// Longest run that still stands for a blank, in characters.
const MAX_RUN: usize = 12;

/// One blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    /// The run, with the digits of a year before it; `XX.XX` and `20XX` are one.
    pub span: Span,
    /// What it is written with; of a mixed run (`××*`) the first.
    pub script: MaskScript,
    /// True where a digit touches it: `20XX`, `XX23名`.
    pub touches_digit: bool,
}

/// All masks, in order.
pub fn find(doc: &Document, tokens: &Tokens) -> Vec<Mask> {
    let mut masks = Vec::new();
    for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
        let text = block.span.of(doc.text());
        let mut rest = tokens;
        while let Some((mask, behind)) = next_run(doc.text(), rest) {
            rest = behind;
            let around = Around::new(
                text,
                Span::new(mask.span.start - block.span.start, mask.span.end - block.span.start),
            );
            if around.is_blank_to_fill(mask.script) {
                let span = Span::new(mask.span.start - around.year_digits(), mask.span.end);
                masks.push(Mask { span, touches_digit: around.touches_digit(), ..mask });
            }
        }
    }
    masks
}

/// The next run of mask tokens, joined across one decimal point, and the tokens behind it.
fn next_run<'t>(text: &str, tokens: &'t [Token]) -> Option<(Mask, &'t [Token])> {
    let script = |token: &Token| match token.kind {
        TokenKind::Mask(script) => Some(script),
        _ => None,
    };
    let first = tokens.iter().position(|token| script(token).is_some())?;
    let mut span = tokens[first].span();
    let mut next = first + 1;
    while let Some(token) = tokens.get(next).filter(|token| script(token).is_some()) {
        let between = &text[span.end..token.span().start];
        if !matches!(between, "" | "." | "．") {
            break;
        }
        span.end = token.span().end;
        next += 1;
    }
    let script = script(&tokens[first])?;
    Some((Mask { span, script, touches_digit: false }, &tokens[next..]))
}

/// A run and its neighbours within a block.
struct Around<'t> {
    block: &'t str,
    run: Span,
    /// The nearest character before that is not blank.
    left: Option<char>,
    /// The nearest character behind that is not blank.
    right: Option<char>,
}

impl<'t> Around<'t> {
    fn new(block: &'t str, run: Span) -> Self {
        let left = block[..run.start].trim_end_matches(is_blank).chars().next_back();
        let right = block[run.end..].trim_start_matches(is_blank).chars().next();
        Self { block, run, left, right }
    }

    fn touches_digit(&self) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| narrow(c).is_ascii_digit());
        digit(self.block[..self.run.start].chars().next_back())
            || digit(self.block[self.run.end..].chars().next())
    }

    fn length(&self) -> usize {
        self.run.of(self.block).chars().count()
    }

    fn before(&self) -> &'t str {
        self.block[..self.run.start].trim_end_matches(is_blank)
    }

    fn behind(&self) -> &'t str {
        self.block[self.run.end..].trim_start_matches(is_blank)
    }

    fn is_blank_to_fill(&self, script: MaskScript) -> bool {
        if self.length() > MAX_RUN {
            return false;
        }
        match script {
            MaskScript::Letter => self.is_letter_mask(),
            MaskScript::Cross => self.is_cross_mask(),
            MaskScript::Star => self.is_star_mask(),
            MaskScript::Underscore => self.is_year_gap(),
            MaskScript::Circle => self.length() > 1 && self.right.is_some_and(is_han),
        }
    }

    /// `XX亿元`, `来X人员`, `20XX年`; not `X光`, `1080x720`, `x+y`, `V1.x`.
    fn is_letter_mask(&self) -> bool {
        let alone = self.length() == 1;
        let left_digit = self.left.is_some_and(|c| narrow(c).is_ascii_digit());
        let right_digit = self.right.is_some_and(|c| narrow(c).is_ascii_digit());
        if self.is_operand()
            || self.is_term()
            || (left_digit && !self.follows_year_digits() && !self.has_unit())
        {
            return false;
        }
        if right_digit && (alone || !self.left.is_some_and(|c| is_neutral(c) || narrow(c).is_ascii_digit())) {
            return false;
        }
        let prose = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '%' | '％' | '‰'));
        let neutral = |c: Option<char>| c.is_none_or(|c| is_neutral(c) || narrow(c).is_ascii_digit());
        if !neutral(self.left) || !neutral(self.right) {
            return false;
        }
        // `右上角的 x 即可`: set apart by blanks on both sides, a Latin word among Chinese ones.
        let is_set_apart =
            self.block[..self.run.start].ends_with(' ') && self.block[self.run.end..].starts_with(' ');
        if alone && is_set_apart && !self.has_unit() {
            return false;
        }
        if prose(self.left) || prose(self.right) {
            return true;
        }
        let listed = |c: Option<char>| matches!(c, Some('、' | '，' | '。' | '；' | '：'));
        if alone {
            listed(self.left) && listed(self.right)
        } else {
            self.left.is_some() || self.right.is_some()
        }
    }

    /// An operator beside it: a formula, a certificate (`1+X`), a hyphenated name (`T-X`).
    fn is_operand(&self) -> bool {
        let operator = |c: Option<char>| {
            matches!(
                c,
                Some(
                    '+' | '='
                        | '<'
                        | '>'
                        | '^'
                        | '\\'
                        | '|'
                        | '&'
                        | '#'
                        | '@'
                        | '$'
                        | '＋'
                        | '＝'
                        | '÷'
                        | '≥'
                        | '≤'
                        | '∈'
                        | '/'
                )
            )
        };
        let hyphenated = self
            .before()
            .strip_suffix('-')
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
            || self
                .behind()
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        let version =
            self.before().strip_suffix('.').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
                && !self.has_unit();
        operator(self.left) || operator(self.right) || hyphenated || version
    }

    /// `X光`, `X射线`, `XX染色体`.
    fn is_term(&self) -> bool {
        const TERMS: [&str; 20] = [
            "光",
            "射线",
            "线",
            "染色体",
            "轴",
            "型",
            "形",
            "世代",
            "档案",
            "刀",
            "证书",
            "波段",
            "因子",
            "坐标",
            "方向",
            "战警",
            "教授",
            "理论",
            "展架",
            "连锁",
        ];
        self.length() <= 2 && TERMS.iter().any(|term| self.behind().starts_with(term))
    }

    /// `××县`, `×书记`; not `4×100米`, `单价×数量`.
    fn is_cross_mask(&self) -> bool {
        let factor = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c.is_numeric());
        if factor(self.right) && !(self.length() > 1 && self.left.is_some_and(is_han)) {
            return false;
        }
        if factor(self.left) && (is_opened(self.right) || !(self.follows_year_digits() || self.has_unit())) {
            return false;
        }
        if matches!(self.left, Some(')' | '）' | '%' | '％')) && self.length() == 1 {
            return false;
        }
        if self.length() == 1 {
            let is_formula = self.block.contains(['=', '＝', '÷', '＋']);
            return !is_formula && (self.has_unit() || self.follows_cue());
        }
        let beside = |c: Option<char>| c.is_some_and(is_neutral);
        beside(self.left) || beside(self.right)
    }

    /// `**市`, `20**年`, `*月*日`; not a bullet, a rule, emphasis or `138****1234`.
    fn is_star_mask(&self) -> bool {
        let bullet = self.run.start == 0 && self.block[self.run.end..].starts_with(is_blank);
        let digit = |c: Option<char>| c.is_some_and(|c| narrow(c).is_ascii_digit());
        let is_number = digit(self.left) && digit(self.right);
        if bullet || is_number {
            return false;
        }
        (self.has_unit() || (self.follows_cue() && self.right.is_some_and(|c| is_han(c) || is_neutral(c))))
            && (!digit(self.left) || self.follows_year_digits())
    }

    /// `20_年`, `202_年`: digits of a year and a gap.
    fn is_year_gap(&self) -> bool {
        self.run.start > 0
            && self.follows_year_digits()
            && self.length() <= 4
            && self.right.is_none_or(|c| is_han(c) || is_neutral(c))
    }

    /// Directly behind 19, 20, 199, 201 …, and no longer number.
    fn follows_year_digits(&self) -> bool {
        self.year_digits() > 0
    }

    /// The length in bytes of such digits.
    fn year_digits(&self) -> usize {
        let before = &self.block[..self.run.start];
        let length = before.len() - before.trim_end_matches(|c| narrow(c).is_ascii_digit()).len();
        let digits: String = before[before.len() - length..].chars().map(narrow).collect();
        let is_year = matches!(digits.len(), 2 | 3) && (digits.starts_with("20") || digits.starts_with("19"));
        if is_year { length } else { 0 }
    }

    /// A unit, a kind of place or a title stands behind.
    fn has_unit(&self) -> bool {
        const UNITS: &str = "年月日时例人名万亿元%％‰个家项条次批期届位级起天岁亩吨户所间处篇省市县区镇乡村街局委办厅部院校号度倍件台辆套座米";
        const WORDS: [&str; 18] = [
            "书记", "主任", "主席", "同志", "代表", "集团", "公司", "单位", "企业", "公里", "公顷", "平方",
            "小时", "千米", "社区", "支部", "小组", "公斤",
        ];
        self.right.is_some_and(|c| UNITS.contains(c))
            || WORDS.iter().any(|word| self.behind().starts_with(word))
    }

    /// A word stands before that calls for a figure, a date or a name.
    fn follows_cue(&self) -> bool {
        const CUES: &str = "达为共约超近长降成比占第至止自从在中志某于由向：";
        self.left.is_some_and(|c| CUES.contains(c))
    }
}

fn is_opened(c: Option<char>) -> bool {
    c.is_some_and(is_opening)
}

/// A character that says nothing against a mask beside it: Han, a bracket, Chinese or plain punctuation.
fn is_neutral(c: char) -> bool {
    is_han(c)
        || is_opening(c)
        || is_closing(c)
        || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | ',' | '.' | ';' | ':' | '!' | '?')
        || matches!(
            c,
            '-' | '—' | '–' | '～' | '~' | '…' | '·' | '%' | '％' | '‰' | '×' | '*' | '"' | '℃' | '/'
        )
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    fn masks(text: &str) -> Vec<String> {
        let doc = readers::read(Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc));
        found.iter().map(|mask| doc.slice(mask.span).to_owned()).collect()
    }

    #[test]
    fn finds_blanks_of_every_script() {
        let cases = [
            ("完成投资XX亿元", 1),
            ("增长x.x%", 1),
            ("ＸＸ同志", 1),
            ("来X人员", 1),
            ("在XX23名", 1),
            ("20XX年", 1),
            ("202x年", 1),
            ("20_年刚过", 1),
            ("20__年度", 1),
            ("××县", 1),
            ("×书记", 1),
            ("×××同志", 1),
            ("**市委", 1),
            ("20**年", 1),
            ("*月*日", 2),
            ("○○○同志", 1),
            ("xx、xx、xx等XX个地区", 4),
            ("XX 省长", 1),
            ("图片：XXX", 1),
            ("超××.××万元", 1),
            ("XX,XX和", 2),
        ];
        for (text, count) in cases {
            assert_eq!(masks(text).len(), count, "{text}: {:?}", masks(text));
        }
    }

    #[test]
    fn a_decimal_is_one_mask() {
        assert_eq!(masks("累计XXXX.X万元"), ["XXXX.X"]);
    }

    #[test]
    fn passes_over_terms_formulas_and_codes() {
        for text in [
            "KTV、XML和XXL",
            "拍X光片",
            "XX染色体",
            "“1+X”证书",
            "4×100米接力",
            "3×3篮球",
            "分辨率1080x720",
            "x+y=1",
            "7×24小时",
            "单价×数量=金额",
            "138****1234",
            "330225****6789",
            "* 第一项",
            "***",
            "型号X200",
            "T-X型",
            "版本V1.x的",
            "右上角的 x 即可",
            "有**大格局",
            "见 http://xx.com/x",
            "“X”平台",
            "二○二六年",
            "snake_case",
            "210×297毫米",
            "100%×2",
        ] {
            assert!(masks(text).is_empty(), "{text}: {:?}", masks(text));
        }
    }
}
