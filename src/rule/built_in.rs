//! The rules that come with hegao, as constants. `build/constants.rs` generates them from the rule
//! files, so that no rule file is parsed when the program starts.

use std::borrow::Cow;

use crate::diagnostic::{RuleId, Severity};
use crate::fix::Safety;
use crate::rule::Rule;
use crate::rule::by_name::ByName;
use crate::rule::file::{Author, RuleFile};
use crate::rule::message::{Phrase, Wording};
use crate::rule::policy::Policy;
use crate::rule::section::{Field, Kind, Placed, Section, Value};
use crate::text::shared::Shared;

// `RULES`: all rules, in the order of their ids.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::RULES;
    use crate::rule::{load, section};

    #[test]
    fn constants_are_what_is_read_from_the_files() {
        for constant in &RULES {
            let mut read = load::rule(&constant.id, (*constant.file).clone()).unwrap();
            assert_eq!(read.section.fields, None);
            read.section.fields = constant.section.fields;
            assert_eq!(&read, constant, "{}", constant.id);
        }
    }

    #[test]
    fn fields_stand_where_the_files_have_them() {
        let with_fields = RULES.iter().filter_map(|rule| Some((rule, rule.section.fields?)));
        assert!(with_fields.clone().count() > 0);
        for (rule, fields) in with_fields {
            let file = DeTable::parse(&rule.file.text).unwrap().into_inner();
            let written = file.get(rule.section.kind.name()).unwrap().get_ref().as_table().unwrap();
            // Equality ignores the places of values, so the debug output, which contains them, is
            // compared.
            assert_eq!(
                format!("{:?}", section::table(fields).unwrap()),
                format!("{written:?}"),
                "{}",
                rule.id
            );
        }
    }

    #[test]
    fn ids_are_in_order_and_given_once() {
        assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(RULES.iter().all(|rule| rule.file.name == format!("{}.toml", rule.id)));
    }
}
