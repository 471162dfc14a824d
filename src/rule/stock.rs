//! Default texts for rules of users, which may have no message of their own: one for each kind of
//! section, in both languages.

use crate::rule::section::Kind;

/// The same text in Chinese and in English.
pub(super) type Both = (&'static str, &'static str);

/// Default texts for one kind of section.
pub(super) struct Stock {
    /// Message of findings without a variant.
    pub(super) message: Both,
    /// Messages of variants, by the names that the check of this kind uses.
    pub(super) variants: &'static [(&'static str, Both)],
    /// Labels of related places, by the names that the check of this kind uses.
    pub(super) labels: &'static [(&'static str, Both)],
}

/// Returns the default texts for a kind of section.
pub(super) fn of(kind: Kind) -> Stock {
    let plain = |message| Stock { message, variants: &[], labels: &[] };
    match kind {
        Kind::Code | Kind::Engine | Kind::Pattern | Kind::Phrases => {
            plain(("「{match}」不合本单位的规定", "`{match}` is against the rules of this office"))
        }
        Kind::Terms => Stock {
            variants: &[("bare", ("「{match}」不应使用", "`{match}` is not to be used"))],
            ..plain(("「{match}」应为「{use}」", "`{match}` should be `{use}`"))
        },
        Kind::Pair => plain((
            "有「{match}」，没有与它成对的「{other}」",
            "`{match}` without the `{other}` it goes with",
        )),
        Kind::Limit => Stock {
            variants: &[("short", ("共 {count} 字，不足 {min} 字", "{count} characters, fewer than {min}"))],
            ..plain(("共 {count} 字，超过 {max} 字", "{count} characters, more than {max}"))
        },
        Kind::Require => plain(("缺少「{words}」", "`{words}` is missing")),
        Kind::Either => Stock {
            labels: &[("other", ("这里是「{other}」", "`{other}` here"))],
            ..plain(("「{match}」和「{other}」混用", "both `{match}` and `{other}` are used"))
        },
        Kind::Repeat => Stock {
            labels: &[("first", ("第一次", "the first"))],
            ..plain((
                "「{match}」连用 {count} 次，最多 {max} 次",
                "`{match}` {count} times close together, {max} at most",
            ))
        },
    }
}
