//! Texts of a rule, and the messages of findings that are made of them.

use crate::diagnostic::{Message, Value};
use crate::rule::by_name::{ByName, Text};

/// A message and the advice on it. Both may contain `{argument}`s, which are replaced by values of
/// the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The message.
    pub message: Text,
    /// The advice, if there is any.
    pub help: Option<Text>,
}

/// All texts of a rule in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Short name of the fault that the rule finds.
    pub title: Text,
    /// Phrase for findings that have no variant.
    pub plain: Phrase,
    /// Phrases for special cases, by the name of the variant that a finding has.
    pub variants: ByName<Phrase>,
    /// Reason why the fault matters to readers of the document.
    pub why: Text,
    /// Description of the fix, if the rule has one.
    pub fix: Option<Text>,
    /// Labels of the finding itself (`here`) and of related places, by name.
    pub labels: ByName<Text>,
    /// Description of each option of the rule, by name.
    pub options: ByName<Text>,
}

impl Wording {
    /// Returns the message of a finding.
    pub fn message(&self, message: &Message) -> String {
        fill(&self.phrase(message).message, message)
    }

    /// Returns the advice on a finding.
    pub fn help(&self, message: &Message) -> Option<String> {
        let help = self.phrase(message).help.as_ref().or(self.plain.help.as_ref())?;
        Some(fill(help, message))
    }

    /// Returns the advice on any finding of the rule, with `…` in place of arguments.
    pub fn general_help(&self) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.plain.help.as_deref()?;
        while let Some((before, behind)) = rest.split_once('{') {
            text += before;
            text.push('…');
            rest = behind.split_once('}').map_or("", |(_, after)| after);
        }
        Some(text + rest)
    }

    /// Returns the text of a label. Empty if the rule has no label with this name.
    pub fn label(&self, name: &str, message: &Message) -> String {
        self.labels.get(name).map(|template| fill(template, message)).unwrap_or_default()
    }

    /// Returns the description of the fix of a finding.
    pub fn fix(&self, message: &Message) -> Option<String> {
        self.fix.as_ref().map(|template| fill(template, message))
    }

    fn phrase(&self, message: &Message) -> &Phrase {
        message.variant.and_then(|name| self.variants.get(name)).unwrap_or(&self.plain)
    }
}

/// Replaces each `{name}` in a template by the argument with this name. A name without an argument
/// remains.
fn fill(template: &str, message: &Message) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            rest = &rest[before.len()..];
            break;
        };
        match argument(message, name) {
            Some(value) => text.push_str(&value.to_string()),
            None => text.extend(["{", name, "}"]),
        }
        rest = after;
    }
    text + rest
}

fn argument<'m>(message: &'m Message, name: &str) -> Option<&'m Value> {
    message.args.iter().find(|(argument, _)| *argument == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::diagnostic::{Message, Value};

    #[test]
    fn fills_arguments_and_keeps_what_has_none() {
        let message =
            Message { variant: None, args: vec![("n", Value::Number(3)), ("w", "“四个”".into())] };
        assert_eq!(fill("{w}后面只有{n}项", &message), "“四个”后面只有3项");
        assert_eq!(fill("{?} {n", &message), "{?} {n");
    }
}
