//! Options of a rule on the treatment of its findings: the engine drops some, and editors show some
//! in a special way.

/// Options on the treatment of findings, which are keys at the top of a rule file. Each is `false`
/// if the file does not set it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// `in-hidden-text`: findings in hidden text are reported too. Otherwise they are dropped,
    /// because hidden text is neither printed nor read out.
    pub keeps_hidden: bool,
    /// `unless-allowed`: findings that overlap words of the setting `[placeholder] allow` are
    /// dropped.
    pub drops_allowed: bool,
    /// `unnecessary`: the reported text should be deleted; editors show it greyed out.
    pub is_unnecessary: bool,
}
