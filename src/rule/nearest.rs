//! Suggestions for “did you mean …”.

/// Returns the name in `names` that is most similar to `unknown`, if any is similar enough. A name
/// `family/fault` is also compared by its fault alone.
pub fn nearest<'n>(unknown: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let fault = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let likeness = |known: &str| {
        strsim::jaro_winkler(unknown, known).max(strsim::jaro_winkler(&fault(unknown), &fault(known)) - 0.05)
    };
    let near = names.into_iter().map(|name| (likeness(name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.75).then_some(name)
}
