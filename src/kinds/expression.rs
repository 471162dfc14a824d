//! Regular expressions in rules. They are validated when the rule is read, so that an error message
//! points at the wrong character.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::ast;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{self, Hir};
use toml::Spanned;

use crate::rule::Rule;
use crate::rule::file::Author;
use crate::rule::mistake::Mistake;

/// Maximum size of a compiled expression, in bytes. Matching always takes linear time, but large
/// expressions are slow.
const MAX_SIZE: usize = 4 << 20;
/// Minimum length in bytes of a literal that is used as a prefilter: two Chinese characters.
/// Shorter ones are too frequent.
const MIN_WORD: usize = 6;
/// Maximum number of literals with which matches may begin. Expressions with more have no
/// prefilter.
const MAX_WORDS: usize = 32;

/// A regular expression that is compiled when it is first used.
pub(super) type Lazy = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

/// A regular expression of a rule, known to be valid.
pub(super) struct Expression {
    /// The compiled expression; it is compiled on first use.
    pub(super) regex: Lazy,
    text: String,
    hir: OnceCell<Hir>,
}

impl Expression {
    /// Number of capture groups.
    pub(super) fn groups(&self) -> usize {
        self.hir().properties().explicit_captures_len()
    }

    fn hir(&self) -> &Hir {
        self.hir.get_or_init(|| {
            regex_syntax::parse(&self.text)
                .expect("only expressions of built-in rules are not parsed by `read`")
        })
    }

    /// Returns words such that every match begins with one of them. Only texts that contain one of
    /// them are then searched. Empty if there are no such words, too many, or too short ones.
    pub(super) fn heads(&self) -> Vec<String> {
        let mut extractor = Extractor::new();
        extractor.kind(ExtractKind::Prefix).limit_total(MAX_WORDS);
        let heads = extractor.extract(self.hir());
        let words = heads.literals().unwrap_or_default().iter().map(|literal| {
            let word = std::str::from_utf8(literal.as_bytes()).ok()?;
            (word.len() >= MIN_WORD).then(|| word.to_owned())
        });
        words.collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// Reads and validates an expression of `rule`.
///
/// # Errors
/// If the syntax is wrong, or the expression matches the empty text or is too large. Expressions of
/// built-in rules are not even parsed here, because parsing two of them took a tenth of the
/// start-up time; a test validates them all.
pub(super) fn read(rule: &Rule, written: &Spanned<String>) -> Result<Expression, Box<Mistake>> {
    let text = written.get_ref();
    let hir = match rule.file.author {
        Author::BuiltIn => OnceCell::new(),
        Author::Pack => OnceCell::from(checked(rule, written)?),
    };
    let regex: Box<dyn FnOnce() -> Regex + Send> = {
        let text = text.clone();
        Box::new(move || {
            compile(&text).expect("the expressions of packs were compiled, those of hegao by a test")
        })
    };
    Ok(Expression { regex: LazyLock::new(regex), text: text.clone(), hir })
}

/// Validates an expression: it must parse, match no empty text, and compile within [`MAX_SIZE`].
fn checked(rule: &Rule, written: &Spanned<String>) -> Result<Hir, Box<Mistake>> {
    let text = written.get_ref();
    let hir = regex_syntax::parse(text).map_err(|error| {
        let ([zh, en], at) = explained(&error);
        rule.file.mistake([&zh, &en], place(rule, written, at))
    })?;
    if hir.properties().minimum_len().is_none_or(|length| length == 0) {
        let message = [
            "这个表达式与空的文字相配，或者与什么都不相配",
            "this expression matches the empty text, or nothing at all",
        ];
        return Err(rule.file.mistake(message, written.span()));
    }
    if let Err(error) = compile(text) {
        let zh = match &error {
            regex::Error::CompiledTooBig(most) => format!("表达式太大：编译后超过 {most} 字节"),
            // The syntax is already validated.
            _ => "表达式编译不成".to_owned(),
        };
        return Err(rule.file.mistake([&zh, &error.to_string()], written.span()));
    }
    Ok(hir)
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(MAX_SIZE).build()
}

/// Describes an error in Chinese and in English, and returns the bytes of the expression that it is
/// about.
fn explained(error: &regex_syntax::Error) -> ([String; 2], Option<Range<usize>>) {
    let range = |span: &regex_syntax::ast::Span| Some(span.start.offset..span.end.offset);
    match error {
        regex_syntax::Error::Parse(error) => {
            ([syntax(error.kind()).to_owned(), error.kind().to_string()], range(error.span()))
        }
        regex_syntax::Error::Translate(error) => {
            ([meaning(error.kind()).to_owned(), error.kind().to_string()], range(error.span()))
        }
        other => (["表达式写得不对".to_owned(), other.to_string()], None),
    }
}

/// Describes a syntax error in Chinese.
fn syntax(kind: &ast::ErrorKind) -> &'static str {
    use ast::ErrorKind::{
        CaptureLimitExceeded, ClassEscapeInvalid, ClassRangeInvalid, ClassRangeLiteral, ClassUnclosed,
        DecimalEmpty, DecimalInvalid, EscapeHexEmpty, EscapeHexInvalid, EscapeHexInvalidDigit,
        EscapeUnexpectedEof, EscapeUnrecognized, FlagDanglingNegation, FlagDuplicate, FlagRepeatedNegation,
        FlagUnexpectedEof, FlagUnrecognized, GroupNameDuplicate, GroupNameEmpty, GroupNameInvalid,
        GroupNameUnexpectedEof, GroupUnclosed, GroupUnopened, NestLimitExceeded, RepetitionCountDecimalEmpty,
        RepetitionCountInvalid, RepetitionCountUnclosed, RepetitionMissing, UnicodeClassInvalid,
        UnsupportedBackreference, UnsupportedLookAround,
    };
    match kind {
        CaptureLimitExceeded => "括号里的组太多",
        ClassEscapeInvalid => "方括号里不能用这个转义",
        ClassRangeInvalid => "方括号里的范围，开头要在结尾之前",
        ClassRangeLiteral => "方括号里的范围，两头都要是单个的字",
        ClassUnclosed => "方括号没有合上",
        DecimalEmpty | DecimalInvalid => "这里要写一个数",
        EscapeHexEmpty | EscapeHexInvalid | EscapeHexInvalidDigit => "十六进制的字符编号不对",
        EscapeUnexpectedEof => "最后的反斜杠后面没有字",
        EscapeUnrecognized => "没有这个转义",
        FlagDanglingNegation | FlagDuplicate { .. } | FlagRepeatedNegation { .. } => {
            "开关写重了，或者减号后面没有开关"
        }
        FlagUnexpectedEof | FlagUnrecognized => "没有这个开关",
        GroupNameDuplicate { .. } => "组名用了两次",
        GroupNameEmpty | GroupNameInvalid | GroupNameUnexpectedEof => "组名不对",
        GroupUnclosed => "圆括号没有合上",
        GroupUnopened => "多了一个右圆括号",
        NestLimitExceeded(_) => "嵌套太深",
        RepetitionCountInvalid | RepetitionCountDecimalEmpty | RepetitionCountUnclosed => {
            "花括号里的次数不对"
        }
        RepetitionMissing => "重复号前面没有要重复的东西",
        UnicodeClassInvalid => "\\p 后面的字符类不对",
        UnsupportedBackreference => "不支持反向引用（\\1）",
        UnsupportedLookAround => "不支持环视（(?=、(?! 等），前后有什么可以写在 except 里",
        _ => "表达式写得不对",
    }
}

/// Describes an error in the meaning of an expression in Chinese, such as an unknown property.
fn meaning(kind: &hir::ErrorKind) -> &'static str {
    match kind {
        hir::ErrorKind::UnicodePropertyNotFound
        | hir::ErrorKind::UnicodePropertyValueNotFound
        | hir::ErrorKind::UnicodePerlClassNotFound => "没有这个字符类",
        hir::ErrorKind::InvalidUtf8 | hir::ErrorKind::UnicodeNotAllowed => "会配上半个字：不要关掉 Unicode",
        _ => "表达式的意思不对",
    }
}

/// Returns the place of the bytes `part` of an expression in the rule file. If the expression
/// contains TOML escapes, or `part` is `None`, that of the whole expression.
fn place(rule: &Rule, written: &Spanned<String>, part: Option<Range<usize>>) -> Range<usize> {
    let all = written.span();
    let start = rule.file.text[all.clone()].find(written.get_ref().as_str());
    match (start, part) {
        (Some(start), Some(part)) => all.start + start + part.start..all.start + start + part.end,
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use toml::Spanned;

    use super::checked;
    use crate::rule::built_in::RULES;
    use crate::rule::section::Kind;

    #[derive(Deserialize)]
    struct Expressions {
        regex: Spanned<String>,
        except: Option<Spanned<String>>,
    }

    #[test]
    fn expressions_of_rules_that_come_with_hegao_are_sound() {
        let patterns: Vec<_> = RULES.iter().filter(|rule| rule.section.kind == Kind::Pattern).collect();
        assert!(!patterns.is_empty());
        for rule in patterns {
            let section: Expressions = rule.read_section().unwrap();
            for expression in [Some(section.regex), section.except].into_iter().flatten() {
                assert!(checked(rule, &expression).is_ok(), "{}", rule.id);
            }
        }
    }
}
