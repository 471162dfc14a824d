//! The section of a rule that defines its check: `[code]` with the options of a check in Rust, or a
//! section whose data is the check, such as `[terms]`.
//!
//! Sections of built-in rules are constants made by `build/constants.rs`, so that no run parses
//! them.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::rule::by_name::{ByName, Text};

/// The section of a rule that defines its check. It is validated, except for parts that only the
/// check can interpret.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Kind of the section.
    pub kind: Kind,
    /// Options of a check in Rust, with the values of the rule file or of a configuration.
    pub options: ByName<Value>,
    /// Options of earlier releases, each with the id of the class of words that replaced it.
    pub retired: ByName<Text>,
    /// Content of a section such as `[terms]`, if the rule is a constant. Otherwise the content is
    /// read from the file again.
    pub fields: Option<Fields>,
}

/// Kinds of sections that define a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `[code]`: a check in Rust, found by the rule's id. The section holds its options.
    Code,
    /// `[pattern]`: a regular expression, near a fixed word or anywhere.
    Pattern,
    /// `[phrases]`: words that must not occur together in a sentence.
    Phrases,
    /// No check: the engine itself reports mistakes in the comments and settings given to it.
    Engine,
    /// `[terms]`: wrong words, each with its replacement.
    Terms,
    /// `[pair]`: two words that must occur together.
    Pair,
    /// `[limit]`: maximum and minimum number of characters.
    Limit,
    /// `[require]`: words that a document must contain.
    Require,
    /// `[either]`: wordings with the same meaning, of which a document should use only one.
    Either,
    /// `[repeat]`: words that must not occur too often.
    Repeat,
}

impl Kind {
    /// Returns the name of the section in a rule file.
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

/// Value of an option of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, for example a word.
    Text(Text),
    /// A whole number.
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

/// Fields of a section that is a constant: names and values, with their positions in the rule file.
pub type Fields = &'static [(Placed<&'static str>, Placed<Field>)];

/// A value with its position in the rule file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed<T> {
    /// First byte of the value in the rule file, and the byte after its last.
    pub at: (usize, usize),
    /// The value itself.
    pub value: T,
}

/// Value of a field of a section that is a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field {
    /// A word or a regular expression.
    Text(&'static str),
    /// A boolean.
    Truth(bool),
    /// A number, as written in TOML.
    Number(&'static str),
    /// A list, normally of words.
    List(&'static [Placed<Self>]),
}

/// Converts the fields to the table that the TOML reader would return, with their positions in the
/// file.
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
