//! Treatment of the findings of a rule: the engine drops some of them, and editors can show them in
//! a special way.

/// Keys at the top of a rule file; each is `false` unless the file says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// `in-hidden-text`: findings in hidden text are kept. Other rules lose them, because hidden
    /// text is neither printed nor read out.
    pub keeps_hidden: bool,
    /// `unless-allowed`: findings that touch words of the user's `[placeholder] allow` are dropped.
    pub drops_allowed: bool,
    /// `unnecessary`: the text found should be deleted; editors show it greyed out.
    pub is_unnecessary: bool,
}
