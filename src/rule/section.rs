//! The section of a rule that defines its check: `[code]` with its options, or one of the data
//! kinds.
//!
//! Sections of rules that come with hegao are constants made by `build/constants.rs`, so that no
//! run parses them.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::rule::by_name::{ByName, Text};

/// A section, validated except for the parts that only its kind or its check understands.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The name of the section.
    pub kind: Kind,
    /// Options of a check in Rust: their defaults, or the values of a configuration.
    pub options: ByName<Value>,
    /// Options of earlier releases, each with the class of words that replaced it.
    pub retired: ByName<Text>,
    /// The content of a data kind, if it is a constant; otherwise it is read from the file again.
    pub fields: Option<Fields>,
}

/// Kinds of sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A check in Rust, found by the rule's id; the section holds its options.
    Code,
    /// A regular expression, near a fixed word or anywhere.
    Pattern,
    /// Words that occur together in a sentence.
    Phrases,
    /// The engine itself, which reports mistakes in the comments and settings given to it, not in
    /// the text.
    Engine,
    /// Words, each with its replacement.
    Terms,
    /// Two words that must occur together.
    Pair,
    /// Most and fewest characters.
    Limit,
    /// Words that a document must contain.
    Require,
    /// Wordings of which a document uses only one.
    Either,
    /// Words that must not occur too often.
    Repeat,
}

impl Kind {
    /// The name of its section.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Pattern => "pattern",
            Self::Phrases => "phrases",
            Self::Engine => "engine",
            Self::Terms => "terms",
            Self::Pair => "pair",
            Self::Limit => "limit",
            Self::Require => "require",
            Self::Either => "either",
            Self::Repeat => "repeat",
        }
    }
}

/// The value of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A word.
    Text(Text),
    /// A number.
    Number(i64),
    /// A boolean.
    Truth(bool),
    /// A list, normally of words.
    List(Cow<'static, [Value]>),
    /// A value of another type, which only a configuration can contain.
    Other(toml::Value),
}

impl From<toml::Value> for Value {
    fn from(value: toml::Value) -> Self {
        match value {
            toml::Value::String(text) => Self::Text(text.into()),
            toml::Value::Integer(number) => Self::Number(number),
            toml::Value::Boolean(truth) => Self::Truth(truth),
            toml::Value::Array(values) => Self::List(values.into_iter().map(Self::from).collect()),
            other => Self::Other(other),
        }
    }
}

impl From<&Value> for toml::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::String(text.to_string()),
            Value::Number(number) => Self::Integer(*number),
            Value::Truth(truth) => Self::Boolean(*truth),
            Value::List(values) => Self::Array(values.iter().map(Self::from).collect()),
            Value::Other(value) => value.clone(),
        }
    }
}

/// The fields of a section that is a constant.
pub type Fields = &'static [(Placed<&'static str>, Placed<Field>)];

/// A value with its place in the rule file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed<T> {
    /// Start and end.
    pub at: (usize, usize),
    /// The value.
    pub value: T,
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field {
    /// A word or a regular expression.
    Text(&'static str),
    /// A boolean.
    Truth(bool),
    /// A number, in its TOML notation.
    Number(&'static str),
    /// A list, normally of words.
    List(&'static [Placed<Self>]),
}

/// The table that the TOML reader makes of the fields, with their places in the file.
///
/// # Errors
/// If a number is invalid, which the build script prevents.
pub(super) fn table(fields: Fields) -> Result<DeTable<'static>, toml::de::Error> {
    let pair = |(name, field): &'static (Placed<&'static str>, Placed<Field>)| {
        Ok((Spanned::new(name.range(), Cow::Borrowed(name.value)), field.read()?))
    };
    fields.iter().map(pair).collect()
}

impl<T> Placed<T> {
    fn range(&self) -> Range<usize> {
        self.at.0..self.at.1
    }
}

impl Placed<Field> {
    fn read(&self) -> Result<Spanned<DeValue<'static>>, toml::de::Error> {
        let value = match self.value {
            Field::Text(text) => DeValue::String(Cow::Borrowed(text)),
            Field::Truth(truth) => DeValue::Boolean(truth),
            // Only the parser can create a number, so these few bytes are parsed.
            Field::Number(written) => DeValue::parse(written)?.into_inner(),
            Field::List(values) => {
                DeValue::Array(values.iter().map(Self::read).collect::<Result<DeArray<'static>, _>>()?)
            }
        };
        Ok(Spanned::new(self.range(), value))
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::{Field, Fields, Placed, Value, table};

    #[test]
    fn fields_are_what_the_reader_of_toml_makes_of_them() {
        const fn placed<T>(from: usize, to: usize, value: T) -> Placed<T> {
            Placed { at: (from, to), value }
        }
        const TEXT: &str = "a = ['甲', 'b']\nb = 12\nc = true\n";
        const WORDS: &[Placed<Field>] = &[placed(5, 10, Field::Text("甲")), placed(12, 15, Field::Text("b"))];
        const FIELDS: Fields = &[
            (placed(0, 1, "a"), placed(4, 16, Field::List(WORDS))),
            (placed(17, 18, "b"), placed(21, 23, Field::Number("12"))),
            (placed(24, 25, "c"), placed(28, 32, Field::Truth(true))),
        ];
        let read = DeTable::parse(TEXT).unwrap();
        // Equality ignores the places of values, so the debug output, which contains them, is
        // compared.
        assert_eq!(format!("{:?}", table(FIELDS).unwrap()), format!("{:?}", read.get_ref()));
    }

    #[test]
    fn options_stay_what_they_are() {
        let table: toml::Table = "a = '甲'\nb = 1\nc = true\nd = ['乙', 2]\ne = 1.5\n".parse().unwrap();
        for (name, value) in table {
            assert_eq!(toml::Value::from(&Value::from(value.clone())), value, "{name}");
        }
    }
}
