//! Code actions for findings: applying the fix of one finding, applying all safe fixes, telling
//! hegao that a finding is right, and switching off its rule.

use gen_lsp_types::{CodeAction, CodeActionKind, Range, TextEdit};
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic as Finding;
use crate::engine::fixing;
use crate::engine::report::Checked;
use crate::fix::Safety;
use crate::lsp::capabilities::{Capabilities, Capability, FIX_ALL};
use crate::lsp::commands::Declaration;
use crate::lsp::declare::{self, Opened};
use crate::lsp::diagnostics;
use crate::lsp::edits::{State, Target, difference, workspace_edit};
use crate::lsp::report::{Report, conditions, source};
use crate::lsp::settings::{Reasons, Settings};
use crate::lsp::uri;
use crate::rule::section::Kind;
use crate::workspace::declare::quote;
use crate::writers;

/// Kind of the actions that fix one finding.
const QUICK_FIX: &str = "quickfix";

/// Range for which the editor requests code actions (the parameters of `textDocument/codeAction`),
/// with its diagnostics there. These are kept as raw JSON, because diagnostics of other servers may
/// have any shape.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CodeActionParams {
    range: Range,
    #[serde(default)]
    context: Context,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Context {
    #[serde(default)]
    diagnostics: Vec<Value>,
    only: Option<Vec<String>>,
}

impl CodeActionParams {
    /// True if the client wants code actions of this kind. A kind includes its sub-kinds: `source`
    /// includes `source.fixAll`.
    fn wants(&self, kind: &str) -> bool {
        self.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|wanted| {
                let rest = kind.strip_prefix(wanted.as_str());
                wanted.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    }

    /// Index of the finding that the editor shows as the diagnostic `shown`. The fingerprint in the
    /// diagnostic decides; if it has none, its rule and its place do.
    fn found(report: &Report, checked: &Checked, shown: &Value) -> Option<usize> {
        let rule = shown.get("code").and_then(Value::as_str)?;
        let is_rule = |index: &usize| checked.diagnostics[*index].rule.as_str() == rule;
        let mut known = (0..checked.diagnostics.len()).filter(is_rule);
        match shown.pointer("/data/fingerprint").and_then(Value::as_str) {
            Some(fingerprint) => {
                known.find(|index| report.fingerprints.get(*index).is_some_and(|own| own == fingerprint))
            }
            None => {
                let range: Range = serde_json::from_value(shown.get("range")?.clone()).ok()?;
                known.find(|index| report.range(&checked.document, checked.diagnostics[*index].span) == range)
            }
        }
    }

    /// The findings that the request is about, each with the editor's diagnostic for it: those of
    /// the diagnostics in the request, or, if it has none, those that touch its range.
    fn findings(&self, report: &Report, checked: &Checked) -> Vec<(usize, Option<&Value>)> {
        let own = |shown: &&Value| shown.get("source").is_some_and(|source| source == "hegao");
        let named: Vec<&Value> = self.context.diagnostics.iter().filter(own).collect();
        if !named.is_empty() {
            let found = |shown: &'_ Value| Self::found(report, checked, shown);
            return named.into_iter().filter_map(|shown| Some((found(shown)?, Some(shown)))).collect();
        }
        let touches = |found: &Finding| {
            let range = report.range(&checked.document, found.span);
            range.start <= self.range.end && self.range.start <= range.end
        };
        let found = checked.diagnostics.iter().enumerate();
        found.filter(|(_, found)| touches(found)).map(|(index, _)| (index, None)).collect()
    }
}

/// A checked document, with everything needed to answer requests about it.
pub(super) struct DocumentContext<'d> {
    /// The checked document and its findings.
    pub(super) report: &'d Report,
    /// Capabilities of the client.
    pub(super) capabilities: &'d Capabilities,
    /// The user's settings.
    pub(super) settings: &'d Settings,
    /// Looks up the documents that are open in the editor.
    pub(super) opened: Opened<'d>,
}

impl DocumentContext<'_> {
    /// All actions at a place.
    pub(super) fn actions(&self, place: &CodeActionParams) -> Vec<CodeAction> {
        let Ok(checked) = &self.report.outcome else { return Vec::new() };
        // A client that supports only commands cannot apply these changes.
        if !self.capabilities.has(Capability::CodeActions) {
            return Vec::new();
        }
        let mut actions = Vec::new();
        if place.wants(QUICK_FIX) {
            for (index, shown) in place.findings(self.report, checked) {
                let found = &checked.diagnostics[index];
                let own = [self.fix(checked, found), self.right(checked, found), self.off(found)];
                let diagnostic = || diagnostics::one(self.report, checked, index, self.capabilities);
                let diagnostic = shown
                    .and_then(|shown| serde_json::from_value(shown.clone()).ok())
                    .unwrap_or_else(diagnostic);
                actions.extend(own.into_iter().flatten().map(|action| CodeAction {
                    kind: Some(CodeActionKind::QuickFix),
                    diagnostics: Some(vec![diagnostic.clone()]),
                    ..action
                }));
            }
        }
        if place.wants(FIX_ALL) {
            actions.extend(self.fix_all(checked));
        }
        actions
    }

    /// Action that applies the fix of a finding.
    fn fix(&self, checked: &Checked, found: &Finding) -> Option<CodeAction> {
        let fix = found.fix.as_ref().filter(|fix| fix.safety > Safety::ShowOnly)?;
        let (doc, language) = (&checked.document, self.report.setup.language);
        let words = self.report.setup.registry.rule(found.rule.as_str()).ok()?.wording(language);
        let mut title =
            words.fix(&found.message).unwrap_or_else(|| language.pick("改正", "Apply the fix").to_owned());
        if fix.safety == Safety::Unsafe {
            title += language.pick("（改后要看）", " (look at the result)");
        }
        let edits = fixing::edits(doc, fix)?.into_iter().map(|edit| TextEdit {
            range: self.report.in_file(edit.bytes),
            new_text: writers::in_format(doc.origin().format, &edit.text).into_owned(),
        });
        let is_preferred = (fix.safety == Safety::Safe).then_some(true);
        Some(CodeAction { is_preferred, ..self.action(title, self.here(edits.collect()))? })
    }

    /// Action that declares a finding right, so that it is no longer reported. Findings on
    /// malformed or unused ignore comments cannot be declared right.
    fn right(&self, checked: &Checked, found: &Finding) -> Option<CodeAction> {
        let rule = &found.rule;
        let registry = &self.report.setup.registry;
        if registry.rule(rule.as_str()).is_ok_and(|rule| rule.section.kind == Kind::Engine) {
            return None;
        }
        let title = self.report.setup.language.pick(
            format!("声明这里没有错，写明理由（{rule}）"),
            format!("Declare this right, with a reason ({rule})"),
        );
        // If the declaration cannot be written anywhere, the action is not offered and the editor
        // does not ask for a reason.
        let action = self.action(title.clone(), self.declared(found, "")?)?;
        if self.settings.reasons == Reasons::LeftEmpty {
            return Some(action);
        }
        let declaration = Declaration {
            uri: self.report.snapshot.uri.clone(),
            rule: rule.to_string(),
            line: self.report.range(&checked.document, found.span).start.line,
            text: quote(&checked.document, found.span).to_owned(),
            reason: String::new(),
        };
        Some(CodeAction { command: Some(declaration.ask(&title)), edit: None, ..action })
    }

    /// Returns the edit of a file that declares a finding right; `None` if the file is a
    /// configuration and the user's settings turn configurations off.
    fn declared(&self, found: &Finding, reason: &str) -> Option<Target> {
        let target = declare::right(self.report, found, reason, self.opened)?;
        let is_here = target.uri == self.report.snapshot.uri;
        (is_here || !self.settings.asked.no_config).then_some(target)
    }

    /// Returns the edit of a file that declares a finding right, with the reason that the user has
    /// given.
    pub(super) fn declare(&self, declaration: &Declaration) -> Option<Target> {
        let checked = self.report.outcome.as_ref().ok()?;
        let doc = &checked.document;
        let of_rule = || checked.diagnostics.iter().filter(|found| found.rule.as_str() == declaration.rule);
        let is_quoted = |found: &&Finding| quote(doc, found.span) == declaration.text;
        let is_there = |found: &&Finding| self.report.range(doc, found.span).start.line == declaration.line;
        // The quoted words decide before the line, because the line may have moved.
        let found = of_rule().filter(is_quoted).find(is_there);
        let found = found.or_else(|| of_rule().find(is_quoted)).or_else(|| of_rule().find(is_there))?;
        self.declared(found, declaration.reason.trim())
    }

    /// Action that switches a rule off in this file. Not offered if the user's settings select
    /// rules, because a configuration cannot override them.
    fn off(&self, found: &Finding) -> Option<CodeAction> {
        let asked = &self.settings.asked;
        if asked.no_config || !asked.select.is_empty() || uri::path(&self.report.snapshot.uri).is_none() {
            return None;
        }
        let rule = &found.rule;
        let title = self
            .report
            .setup
            .language
            .pick(format!("在这个文件里不用 {rule}"), format!("Switch {rule} off in this file"));
        self.action(title, declare::off(self.report, rule.as_str(), self.opened)?)
    }

    /// Action that applies all safe fixes of the document, repeatedly until nothing changes.
    fn fix_all(&self, checked: &Checked) -> Option<CodeAction> {
        let is_safe = |found: &&Finding| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        checked.diagnostics.iter().find(is_safe)?;
        let setup = &self.report.setup;
        let source = source(&self.report.snapshot);
        let fixed = fixing::fix(&source, &setup.held.rules, &conditions(setup), Some(Safety::Safe));
        let new = String::from_utf8(fixed.bytes?).ok()?;
        let edits = difference(self.report.text(), &new)
            .into_iter()
            .map(|(span, new_text)| TextEdit { range: self.report.in_file(span), new_text });
        let count = fixed.applied;
        let title = setup
            .language
            .pick(format!("改正全部稳妥的问题（{count} 处）"), format!("Apply all safe fixes ({count})"));
        let kind = Some(CodeActionKind::Custom(FIX_ALL.into()));
        Some(CodeAction { kind, ..self.action(title, self.here(edits.collect()))? })
    }

    /// Makes `edits` of the open document into a change of that document.
    fn here(&self, edits: Vec<TextEdit>) -> Target {
        let (uri, version) = (self.report.snapshot.uri.clone(), self.report.snapshot.version);
        Target { uri, state: State::Open(version), edits }
    }

    fn action(&self, title: String, target: Target) -> Option<CodeAction> {
        let edit = Some(workspace_edit(self.capabilities, target)?);
        Some(CodeAction { title, edit, ..CodeAction::default() })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{CodeActionParams, FIX_ALL, QUICK_FIX};

    #[test]
    fn a_kind_holds_those_that_its_name_begins() {
        let wants = |only: serde_json::Value, kind: &str| {
            let position = json!({"line": 0, "character": 0});
            let context = json!({"diagnostics": [], "only": only});
            let place = json!({"range": {"start": position, "end": position}, "context": context});
            serde_json::from_value::<CodeActionParams>(place).unwrap().wants(kind)
        };
        assert!(wants(json!(null), FIX_ALL) && wants(json!([""]), QUICK_FIX));
        assert!(wants(json!(["source"]), FIX_ALL) && wants(json!(["refactor", "source.fixAll"]), FIX_ALL));
        assert!(wants(json!([FIX_ALL]), FIX_ALL) && !wants(json!(["source.fixAll.hegaos"]), FIX_ALL));
        assert!(!wants(json!(["source.fix"]), FIX_ALL) && !wants(json!([]), QUICK_FIX));
    }
}
