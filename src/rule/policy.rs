//! How the findings of a rule are treated: which of them the engine drops, and how editors show them.

/// Keys at the top of a rule file; each is `false` unless the file says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// `in-hidden-text`: findings in hidden text are kept. Hidden text is neither printed nor read out, so
    /// those of other rules are dropped.
    pub keeps_hidden: bool,
    /// `unless-allowed`: findings that touch words of the user's `[placeholder] allow` are dropped.
    pub drops_allowed: bool,
    /// `unnecessary`: the text found is to be deleted; editors show it greyed out.
    pub is_unnecessary: bool,
}
