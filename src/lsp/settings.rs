//! Settings of hegao in the editor: the section `hegao` of the editor's settings, and the options
//! sent with `initialize`.

use std::time::Duration;

use jiff::civil::Date;
use serde_json::Value;

use crate::language::Language;
use crate::workspace::configs::Asked;

/// Names of all settings.
const NAMES: [&str; 7] = ["lang", "select", "ignore", "today", "noConfig", "askReason", "compareAfter"];
/// Maximum value of the setting `compareAfter`, in milliseconds.
const MAX_QUIET: u64 = 60_000;

/// The user's settings, as far as they were understood.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// The language of messages.
    pub(super) language: Option<Language>,
    /// Selection of rules, the date that counts as today, and whether configurations are read.
    pub(super) asked: Asked,
    /// Source of the reason that is written when the user declares a finding right.
    pub(super) reasons: Reasons,
    /// Pause in editing before the papers of a set are compared.
    pub(super) quiet: Quiet,
}

/// Time without an edit after which the papers of a set are compared with each other. Without this
/// pause, the findings of a paper would come and go with every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quiet(pub(super) Duration);

impl Default for Quiet {
    fn default() -> Self {
        Self(Duration::from_millis(500))
    }
}

/// Source of the reason for declaring a finding right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reasons {
    /// The declaration is written with an empty reason, which is a finding until the user fills it
    /// in.
    #[default]
    LeftEmpty,
    /// The editor asks the user for the reason, with the command `hegao.askReason`.
    Asked,
}

/// A setting whose name or value was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadSetting {
    name: String,
    wanted: Option<(&'static str, &'static str)>,
}

impl BadSetting {
    /// Message for the user about the setting.
    pub(super) fn text(&self, language: Language) -> String {
        let name = &self.name;
        match self.wanted {
            Some((zh, en)) => language.pick(
                format!("设置 hegao.{name} 没有起作用：应当是{zh}"),
                format!("the setting hegao.{name} is ignored: it takes {en}"),
            ),
            None => language
                .pick(format!("没有 hegao.{name} 这个设置"), format!("there is no setting hegao.{name}")),
        }
    }
}

impl Settings {
    /// Returns these settings, changed by the fields of the object `value`. Invalid fields are
    /// ignored and returned as the second value.
    pub(super) fn with(&self, value: &Value) -> (Self, Vec<BadSetting>) {
        let (mut settings, mut bad_settings) = (self.clone(), Vec::new());
        let fields = match value {
            Value::Object(fields) => fields,
            Value::Null => return (settings, bad_settings),
            _ => {
                let wanted = Some(("一组设置", "an object of settings"));
                return (settings, vec![BadSetting { name: "*".to_owned(), wanted }]);
            }
        };
        // Editors send `null` for settings that were never set.
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
            if let Err(wanted) = settings.set(name, value) {
                bad_settings.push(BadSetting { name: name.clone(), wanted });
            }
        }
        (settings, bad_settings)
    }

    /// Sets the setting `name`. The error describes the expected value in Chinese and in English,
    /// or is `None` if there is no such setting.
    fn set(&mut self, name: &str, value: &Value) -> Result<(), Option<(&'static str, &'static str)>> {
        const FLAG: (&str, &str) = ("true 或 false", "true or false");
        match name {
            "lang" => {
                let languages = [Language::Chinese, Language::English];
                let asked = languages.into_iter().find(|language| value == language.tag());
                self.language = Some(asked.ok_or(("zh 或 en", "zh or en"))?);
            }
            "select" => self.asked.select = names(value)?,
            "ignore" => self.asked.ignore = names(value)?,
            "today" => {
                let is_date = |text: &&str| *text == "off" || text.parse::<Date>().is_ok();
                let wanted = ("2026-03-05 这样的日期，或者 off", "a date such as 2026-03-05, or off");
                self.asked.today = Some(value.as_str().filter(is_date).ok_or(wanted)?.to_owned());
            }
            "noConfig" => self.asked.no_config = value.as_bool().ok_or(FLAG)?,
            "askReason" => {
                let is_asked = value.as_bool().ok_or(FLAG)?;
                self.reasons = if is_asked { Reasons::Asked } else { Reasons::LeftEmpty };
            }
            "compareAfter" => {
                let wanted = ("0 到 60000 的整数，毫秒", "a number of milliseconds from 0 to 60000");
                let quiet = value.as_u64().filter(|quiet| *quiet <= MAX_QUIET).ok_or(wanted)?;
                self.quiet = Quiet(Duration::from_millis(quiet));
            }
            _ => return Err(None),
        }
        Ok(())
    }
}

fn names(value: &Value) -> Result<Vec<String>, (&'static str, &'static str)> {
    let wanted = ("规则名或类别名的数组", "an array of rules and families");
    let names = value.as_array().ok_or(wanted)?.iter();
    names.map(|name| name.as_str().map(str::to_owned).ok_or(wanted)).collect()
}

/// Finds the section `hegao` in the settings sent by an editor: the whole value may be that
/// section, or contain it among others.
pub(super) fn section(settings: &Value) -> &Value {
    let is_section = || NAMES.iter().any(|name| settings.get(name).is_some());
    settings.get("hegao").unwrap_or(if is_section() { settings } else { &Value::Null })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use std::time::Duration;

    use super::{NAMES, Quiet, Reasons, Settings, section};
    use crate::language::Language;

    #[test]
    fn what_is_wrong_is_told_and_leaves_the_rest_as_it_is() {
        let written = json!({
            "lang": "fr", "select": ["date"], "ignore": [7], "today": "2026-02-30", "noConfig": "yes",
            "askReason": true, "colour": "red", "unset": null, "compareAfter": 60_001
        });
        let (settings, bad_settings) = Settings::default().with(&written);
        assert_eq!((settings.language, settings.reasons), (None, Reasons::Asked));
        assert_eq!((settings.asked.select, settings.asked.ignore), (vec!["date".to_owned()], vec![]));
        let names: Vec<&str> = bad_settings.iter().map(|bad_setting| bad_setting.name.as_str()).collect();
        assert_eq!(names, ["colour", "compareAfter", "ignore", "lang", "noConfig", "today"]);
        assert_eq!(settings.quiet, Quiet(Duration::from_millis(500)));
        assert!(bad_settings[3].text(Language::Chinese).contains("zh 或 en"));
        assert!(bad_settings[0].text(Language::English).contains("no setting hegao.colour"));
    }

    #[test]
    fn later_settings_come_over_earlier_ones() {
        let (first, _) = Settings::default().with(&json!({"lang": "en", "today": "off", "compareAfter": 20}));
        let (second, bad_settings) = first.with(&json!({"lang": "zh", "today": null}));
        assert!(bad_settings.is_empty());
        assert_eq!((second.language, second.asked.today.as_deref()), (Some(Language::Chinese), Some("off")));
        assert_eq!(second.quiet, Quiet(Duration::from_millis(20)));
        assert_eq!(first.with(&json!([])).1.len(), 1);
    }

    #[test]
    fn the_sections_of_others_do_not_count() {
        assert_eq!(section(&json!({"hegao": {"colour": 1}, "lang": "zh"})), &json!({"colour": 1}));
        assert_eq!(section(&json!({"lang": "zh"})), &json!({"lang": "zh"}));
        assert!(section(&json!({"python": {}})).is_null() && section(&json!([])).is_null());
        for name in NAMES {
            let (_, bad_settings) = Settings::default().with(&json!({ name: {} }));
            assert!(bad_settings[0].wanted.is_some(), "{name} is known");
        }
    }
}
