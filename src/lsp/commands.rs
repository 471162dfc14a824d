//! Commands that ask the user for a reason before a finding is declared right. The server offers
//! the command `hegao.askReason`; the editor asks the user, and executes `hegao.ignore` on the
//! server with the answer.

use gen_lsp_types::Command;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Command of the server that declares a finding right, with a reason.
pub(super) const IGNORE: &str = "hegao.ignore";
/// Command of the editor that asks for the reason.
const ASK_REASON: &str = "hegao.askReason";

/// A finding that the user wants to declare right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Declaration {
    /// Address of the document.
    pub(super) uri: String,
    /// Id of the rule that reported the finding.
    pub(super) rule: String,
    /// Line of the finding, from 0.
    pub(super) line: u32,
    /// Words of the finding, with the letters before and after it, by which the place is found
    /// again.
    pub(super) text: String,
    /// Reason why the finding is right; empty until the user has given one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) reason: String,
}

impl Declaration {
    /// Reads the declaration from the first of `arguments`.
    ///
    /// # Errors
    /// If it is not a declaration, or gives no reason.
    pub(super) fn read(arguments: &[Value]) -> Result<Self, String> {
        let first = arguments.first().ok_or("one argument is needed: {uri, rule, line, text, reason}")?;
        let declaration: Self = serde_json::from_value(first.clone()).map_err(|error| error.to_string())?;
        if declaration.reason.trim().is_empty() {
            return Err("`reason` is empty".to_owned());
        }
        Ok(declaration)
    }

    /// The command that makes the editor ask for the reason.
    pub(super) fn ask(&self, title: &str) -> Command {
        let arguments = serde_json::to_value(self).ok().map(|argument| vec![argument]);
        Command { title: title.to_owned(), command: ASK_REASON.to_owned(), arguments, ..Command::default() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Declaration;

    #[test]
    fn what_is_asked_comes_back_with_a_reason() {
        let written =
            json!({"uri": "file:///a.txt", "rule": "date", "line": 2, "text": "XX", "reason": "范本"});
        let declaration = Declaration::read(std::slice::from_ref(&written)).unwrap();
        assert_eq!((declaration.line, declaration.reason.as_str()), (2, "范本"));
        let asked = Declaration { reason: String::new(), ..declaration }.ask("问");
        let mut argument = asked.arguments.unwrap().remove(0);
        assert_eq!(argument.get("reason"), None);
        argument["reason"] = "范本".into();
        assert_eq!(argument, written);
    }

    #[test]
    fn a_declaration_without_a_reason_is_refused() {
        for wrong in
            [json!({}), json!(7), json!({"uri": "a", "rule": "b", "line": -1, "text": "", "reason": "c"})]
        {
            assert!(Declaration::read(&[wrong]).is_err());
        }
        let empty = json!({"uri": "a", "rule": "b", "line": 1, "text": "", "reason": " "});
        assert!(Declaration::read(&[empty]).unwrap_err().contains("reason"));
        assert!(Declaration::read(&[]).is_err());
    }
}
