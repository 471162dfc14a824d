//! Regular expressions of rules: checked when they are read, so that a mistake points at its character.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use toml::Spanned;

use crate::rule::Rule;
use crate::rule::file::Author;
use crate::rule::mistake::Mistake;

/// Largest compiled expression, in bytes: matching takes linear time whatever it is, but a large one is slow.
const MAX_SIZE: usize = 4 << 20;
/// Fewest bytes of a word that is worth looking for first: two Han characters.
const MIN_WORD: usize = 6;
/// Most words that an expression begins with.
const MAX_WORDS: usize = 32;

/// An expression that is compiled when first needed.
pub(super) type Lazy = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

/// An expression that is one.
pub(super) struct Expression {
    /// Ready to be compiled.
    pub(super) regex: Lazy,
    /// How many groups it has.
    pub(super) groups: usize,
    hir: Hir,
}

impl Expression {
    /// Words with which every match begins; none where that cannot be said.
    pub(super) fn heads(&self) -> Vec<String> {
        let mut extractor = Extractor::new();
        extractor.kind(ExtractKind::Prefix).limit_total(MAX_WORDS);
        let heads = extractor.extract(&self.hir);
        let words = heads.literals().unwrap_or_default().iter().map(|literal| {
            let word = std::str::from_utf8(literal.as_bytes()).ok()?;
            (word.len() >= MIN_WORD).then(|| word.to_owned())
        });
        words.collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// Reads an expression of `rule`.
///
/// # Errors
/// Where the syntax is wrong, it matches the empty text, or it is too large. The size is looked at only in the rules of
/// an office; the others are compiled by tests.
pub(super) fn read(rule: &Rule, written: &Spanned<String>) -> Result<Expression, Box<Mistake>> {
    let text = written.get_ref();
    let hir = regex_syntax::parse(text).map_err(|error| {
        let (message, at) = explained(&error);
        rule.file.mistake(&message, place(rule, written, at))
    })?;
    if hir.properties().minimum_len().is_none_or(|length| length == 0) {
        return Err(rule
            .file
            .mistake("this expression matches the empty text, or nothing at all", written.span()));
    }
    if rule.file.author == Author::Pack
        && let Err(error) = compile(text)
    {
        return Err(rule.file.mistake(&error.to_string(), written.span()));
    }
    let groups = hir.properties().explicit_captures_len();
    let text = text.clone();
    let regex: Box<dyn FnOnce() -> Regex + Send> =
        Box::new(move || compile(&text).expect("the syntax was checked when it was read"));
    Ok(Expression { regex: LazyLock::new(regex), groups, hir })
}

fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(MAX_SIZE).build()
}

/// What is wrong with an expression, and where in it, in bytes.
fn explained(error: &regex_syntax::Error) -> (String, Option<Range<usize>>) {
    let range = |span: &regex_syntax::ast::Span| Some(span.start.offset..span.end.offset);
    match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), range(error.span())),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), range(error.span())),
        other => (other.to_string(), None),
    }
}

/// The place in the file of a part of an expression; of all of it where escapes of TOML lie between.
fn place(rule: &Rule, written: &Spanned<String>, part: Option<Range<usize>>) -> Range<usize> {
    let all = written.span();
    let start = rule.file.text[all.clone()].find(written.get_ref().as_str());
    match (start, part) {
        (Some(start), Some(part)) => all.start + start + part.start..all.start + start + part.end,
        _ => all,
    }
}
