//! Texts generated from `rules/`: the tables of both READMEs, the pages of all rules and of the
//! classes of words, and the messages of all bad examples. `UPDATE=1 cargo test --test catalogue`
//! writes them; read them before you commit them.
//!
//! To add another text, write a [`page::Page`] and a test that passes it to [`page::check`].

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod docs;
mod messages;
mod page;
mod readme;
mod word_classes;

use hegao::registry::Registry;

#[test]
fn the_tables_of_the_readmes_are_those_of_the_rule_files() {
    page::check(&readme::pages(&Registry::built_in()));
}

#[test]
fn the_pages_of_the_rules_are_those_of_the_rule_files() {
    page::check(&docs::pages(&Registry::built_in()));
}

#[test]
fn the_pages_of_the_classes_of_words_are_those_of_their_files() {
    page::check(&word_classes::pages());
}

#[test]
fn findings_say_what_they_found() {
    page::check(&[messages::page(&Registry::built_in())]);
}
