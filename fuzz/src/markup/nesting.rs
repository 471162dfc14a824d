//! The elements in which an element of Word may be. Elsewhere it has no meaning that programs agree
//! on, and `hegao annotate` may refuse the file because its text would change.

/// Elements that a run may contain.
const IN_RUNS: [&str; 15] = [
    "t", "tab", "br", "sym", "noBreakHyphen", "delText", "instrText", "fldChar", "footnoteReference",
    "endnoteReference", "commentReference", "drawing", "pict", "txbxContent", "AlternateContent",
];
/// Elements that may contain runs.
const AROUND_RUNS: [&str; 6] = ["p", "ins", "del", "hyperlink", "sdtContent", "fldSimple"];
/// Elements that may contain paragraphs; an empty name is the body.
const AROUND_PARAGRAPHS: [&str; 7] =
    ["", "tc", "txbxContent", "sdtContent", "comment", "footnote", "endnote"];
/// Elements inside a paragraph or a table whose paragraphs are their own.
const BOXES: [&str; 5] = ["tc", "txbxContent", "comment", "footnote", "endnote"];
/// Elements that contain one of several alternatives.
const ALTERNATIVES: [&str; 2] = ["Choice", "Fallback"];

/// Returns true if an element may be in the innermost element of `open`. `is_first` is true if
/// nothing precedes it there.
pub(super) fn fits(name: &str, open: &[&str], is_first: bool) -> bool {
    let outward = || open.iter().rev().map(|name| local(name));
    let parent = outward().next().unwrap_or("");
    let is_in_paragraph = outward().take_while(|name| !BOXES.contains(name)).any(|name| name == "p");
    let is_among = |names: &[&str]| names.contains(&parent);
    match local(name) {
        "rPr" => is_first && matches!(parent, "r" | "pPr" | "style" | "lvl"),
        "pPr" => is_first && matches!(parent, "p" | "style" | "lvl"),
        "p" | "tbl" => is_among(&AROUND_PARAGRAPHS) && !is_in_paragraph,
        "r" => is_among(&AROUND_RUNS) && is_in_paragraph,
        "Choice" | "Fallback" => parent == "AlternateContent",
        name if IN_RUNS.contains(&name) => parent == "r" || is_among(&ALTERNATIVES),
        // Marks of comments and bookmarks, and whatever else there is, but not among characters.
        _ => !matches!(parent, "t" | "r" | "delText" | "instrText" | "AlternateContent"),
    }
}

/// Returns the name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
