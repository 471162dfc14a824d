//! Validation of settings: every name of a rule, an option or a class must exist, and values must
//! have the right form.

use jiff::civil::Date;
use toml::Spanned;

use crate::config::limits::Size;
use crate::config::mistakes::Mistakes;
use crate::config::part::{Now, Part, PendingPart};
use crate::config::place::{Origin, Placed};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::rule::nearest::nearest;
use crate::words::{self, CLASSES};

/// The rules and files that settings are validated against.
pub(super) struct Validator<'a> {
    pub(super) origins: &'a [Origin],
    pub(super) rules: &'a [Rule],
    /// True if some rules of a pack may be missing, because they could not be loaded. Unknown rule
    /// names are then not reported.
    pub(super) lacks_rules: bool,
}

impl Validator<'_> {
    /// Validates the settings of a file or an override. Mistakes are added to `mistakes`; invalid
    /// values are left out.
    pub(super) fn part(&self, pending: PendingPart, mistakes: &mut Mistakes) -> Part {
        let PendingPart { mut part, names, options, classes, today, file_size } = pending;
        for name in &names {
            mistakes.keep(self.name(name));
        }
        for (rule, name) in &options {
            let value = part.options.get(rule).and_then(|values| values.get(&name.value));
            if let Some(value) = value {
                mistakes.keep(self.option(rule, name, value));
            }
        }
        for class in &classes {
            mistakes.keep(self.class(class));
        }
        part.today = today.and_then(|today| mistakes.keep(self.today(&today)));
        part.file_size = file_size.and_then(|size| mistakes.keep(self.size(&size)));
        part
    }

    /// Returns an error if no rule and no family has this name.
    pub(super) fn name(&self, name: &Placed<String>) -> Result<(), Box<Mistake>> {
        let known = || self.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.id.family()]);
        let written = name.value.as_str();
        if self.lacks_rules || known().any(|known| known == written) {
            return Ok(());
        }
        let near = nearest(written, known());
        let see = near.is_none();
        Err(name.mistake(
            self.origins,
            MistakeText::new(format!("没有叫「{written}」的规则或类别"))
                .maybe(guess_zh(near).or_else(|| see.then(|| "用 hegao rules 查看全部规则。".to_owned()))),
            MistakeText::new(format!("no rule or family is called `{written}`"))
                .maybe(guess_en(near).or_else(|| see.then(|| "`hegao rules` lists them all".to_owned()))),
        ))
    }

    /// Returns an error if no class of words has this name.
    fn class(&self, name: &Placed<String>) -> Result<(), Box<Mistake>> {
        let written = name.value.as_str();
        if words::class(written).is_some() {
            return Ok(());
        }
        let near = nearest(written, CLASSES.iter().map(|class| class.id));
        Err(name.mistake(
            self.origins,
            MistakeText::new(format!("没有叫「{written}」的词类"))
                .help(guess_zh(near).unwrap_or_else(|| "用 hegao explain words 查看全部词类。".to_owned())),
            MistakeText::new(format!("no class of words is called `{written}`"))
                .help(guess_en(near).unwrap_or_else(|| "`hegao explain words` lists them all".to_owned())),
        ))
    }

    /// Parses the maximum file size: a number of bytes, or a string with a unit letter (`64M`).
    fn size(&self, written: &Placed<toml::Value>) -> Result<Placed<Size>, Box<Mistake>> {
        let size = match &written.value {
            toml::Value::Integer(bytes) => u64::try_from(*bytes).ok().and_then(Size::new),
            toml::Value::String(text) => text.parse().ok(),
            _ => None,
        };
        size.map(|size| written.with(size)).ok_or_else(|| {
            written.mistake(
                self.origins,
                MistakeText::new("file-size 应当是大小".to_owned())
                    .help("写成 \"256M\"、\"64K\"，或者字节数。"),
                MistakeText::new("`file-size` takes a size".to_owned())
                    .help("write it as \"256M\", \"64K\", or a number of bytes"),
            )
        })
    }

    fn option(
        &self,
        rule: &str,
        name: &Placed<String>,
        value: &Placed<toml::Value>,
    ) -> Result<(), Box<Mistake>> {
        let found = self.rules.iter().find(|known| known.id.as_str() == rule);
        // An unknown rule was already reported for its name.
        if found.is_none() && !self.rules.iter().any(|known| known.id.family() == rule) {
            return Ok(());
        }
        let written = name.value.as_str();
        if let Some(class) = found.and_then(|rule| rule.successor(written)) {
            return Err(name.mistake(
                self.origins,
                MistakeText::new(format!("{rule} 的选项「{written}」已经取消，由词类「{class}」代替"))
                    .help(format!("删去这一行；要增加的词写在 [words] 下面：\"{class}\" = [\"…\"]。")),
                MistakeText::new(format!(
                    "the option `{written}` of {rule} is gone; the class `{class}` took its place"
                ))
                .help(format!("delete the line, and add words under `[words]`: \"{class}\" = [\"…\"]")),
            ));
        }
        let Some(known) = found.and_then(Rule::options) else {
            return Err(name.mistake(
                self.origins,
                MistakeText::new(format!("{rule} 没有可以设置的选项"))
                    .help("hegao explain 规则 会列出它的选项。"),
                MistakeText::new(format!("{rule} has no options"))
                    .help("`hegao explain RULE` lists the options of a rule"),
            ));
        };
        let Some(default) = known.get(written) else {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            let near = nearest(written, names.iter().copied());
            return Err(name.mistake(
                self.origins,
                MistakeText::new(format!("{rule} 没有「{written}」这个选项，可以写：{}", names.join("、")))
                    .maybe(guess_zh(near)),
                MistakeText::new(format!("{rule} has no option `{written}`; there are {}", names.join(", ")))
                    .maybe(guess_en(near)),
            ));
        };
        if is_like(&value.value, default) {
            return Ok(());
        }
        let (wanted_zh, wanted_en) = kind(default);
        Err(value.mistake(
            self.origins,
            MistakeText::new(format!("「{written}」的值应当是{wanted_zh}")),
            MistakeText::new(format!("`{written}` takes {wanted_en}")),
        ))
    }

    /// Returns an error if the reason of an entry is empty; `help` is the advice.
    pub(super) fn reason(
        &self,
        index: usize,
        written: &Spanned<String>,
        [zh, en]: [&str; 2],
    ) -> Result<(), Box<Mistake>> {
        if !written.as_ref().trim().is_empty() {
            return Ok(());
        }
        Err(Placed::new(index, written.span(), ()).mistake(
            self.origins,
            MistakeText::new("理由是空的".to_owned()).help(zh),
            MistakeText::new("the reason is empty".to_owned()).help(en),
        ))
    }

    /// Parses the last day on which an entry applies: a TOML date or a string.
    pub(super) fn last_day(
        &self,
        index: usize,
        written: &Spanned<toml::Value>,
    ) -> Result<Date, Box<Mistake>> {
        let text = match written.as_ref() {
            toml::Value::Datetime(day) => day.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        text.parse().map_err(|_| {
            // The parser's reason is dropped: the advice is the same for every mistake.
            Placed::new(index, written.span(), ()).mistake(
                self.origins,
                MistakeText::new(format!("「{text}」不是日期")).help("写成 2026-12-31 这样。"),
                MistakeText::new(format!("`{text}` is not a date")).help("write it as 2026-12-31"),
            )
        })
    }

    fn today(&self, today: &Placed<String>) -> Result<Placed<Now>, Box<Mistake>> {
        let written = today.value.as_str();
        if written == "off" {
            return Ok(today.with(Now::Off));
        }
        written.parse().map(|day| today.with(Now::Day(day))).map_err(|_| {
            // The parser's reason is dropped: the advice is the same for every mistake.
            today.mistake(
                self.origins,
                MistakeText::new(format!("「{written}」不是日期"))
                    .help("写成 \"2026-03-05\" 这样，或者 \"off\"。"),
                MistakeText::new(format!("`{written}` is not a date"))
                    .help("write it as \"2026-03-05\", or \"off\""),
            )
        })
    }
}

fn guess_zh(near: Option<&str>) -> Option<String> {
    near.map(|name| format!("是不是「{name}」？"))
}

fn guess_en(near: Option<&str>) -> Option<String> {
    near.map(|name| format!("did you mean `{name}`?"))
}

/// True if a value has the same type as `default`, the default of its option. Numbers must not be
/// negative.
fn is_like(value: &toml::Value, default: &toml::Value) -> bool {
    match (value, default) {
        (toml::Value::Integer(value), toml::Value::Integer(_)) => *value >= 0,
        (toml::Value::Array(values), toml::Value::Array(_)) => values.iter().all(toml::Value::is_str),
        (value, default) => value.same_type(default),
    }
}

/// Name of the type that values of an option must have, in Chinese and in English.
fn kind(default: &toml::Value) -> (&'static str, &'static str) {
    match default {
        toml::Value::Integer(_) => ("不小于 0 的整数", "a whole number from 0"),
        toml::Value::Array(_) => ("字符串的数组，如 [\"甲\", \"乙\"]", "an array of strings"),
        toml::Value::Boolean(_) => ("true 或 false", "`true` or `false`"),
        _ => ("字符串", "a string"),
    }
}
