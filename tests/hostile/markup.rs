//! Hostile input: Markdown, HTML and RTF that consist only of nesting, or in which nothing is
//! closed.

use crate::run::{findings, many, refusal};

#[test]
fn markdown_may_nest_ten_thousand_deep() {
    let deep = 10_000;
    for text in [
        "- ".repeat(deep) + "甲\n",
        "1. ".repeat(deep) + "甲\n",
        "> ".repeat(deep) + "甲\n",
        "[".repeat(deep) + "甲" + &"]".repeat(deep),
        "![".repeat(deep) + "甲" + &"](a)".repeat(deep),
        "**甲*".repeat(deep),
        "[^a]: ".repeat(deep) + "甲",
        "<div>".repeat(deep),
        (0..1_000).map(|level| "  ".repeat(level) + "- 甲\n").collect(),
        (1..1_000).map(|level| ">".repeat(level) + " 甲\n").collect(),
    ] {
        findings("稿.md", text.as_bytes());
    }
}

#[test]
fn markdown_that_never_closes_is_read() {
    for (text, count) in [
        ("[甲](", 500_000),
        ("*甲 **乙 ", 500_000),
        ("`甲", 1_000_000),
        ("<!--", 1_000_000),
        ("<a href=\"", 300_000),
        ("|", 1_000_000),
        ("&#x4E00;", 300_000),
        ("<!-- hegao-ignore -->\n\n甲\n\n", 100_000),
    ] {
        findings("稿.md", text.repeat(many(count)).as_bytes());
    }
    let table = ["|".repeat(many(100_000)), "|-".repeat(many(100_000)), "|甲".repeat(many(100_000))];
    findings("稿.md", table.join("\n").as_bytes());
}

#[test]
fn backticks_of_every_length_are_read() {
    let text: String = (1..if cfg!(debug_assertions) { 500 } else { 1_500 })
        .map(|length| "`".repeat(length) + "甲")
        .collect();
    findings("稿.md", text.as_bytes());
}

#[test]
fn a_page_may_nest_a_hundred_thousand_deep() {
    for tag in
        ["<div>", "<ul><li>", "<ol><li>甲", "<b><i>", "<table><tr><td>甲", "<p>甲<span>", "<blockquote>"]
    {
        findings("页.html", (tag.repeat(many(1_000_000)) + "甲").as_bytes());
    }
}

#[test]
fn a_page_that_never_closes_is_read() {
    for (text, count) in [
        ("<", 5_000_000),
        ("&", 5_000_000),
        ("<!--", 1_000_000),
        ("</div>", 500_000),
        ("<p><b></p>", 200_000),
        ("<a b=\"", 500_000),
        ("<script>", 500_000),
    ] {
        findings("页.html", text.repeat(many(count)).as_bytes());
    }
}

#[test]
fn a_tag_may_have_a_million_attributes() {
    let attributes: String = (0..many(1_000_000)).map(|number| format!(" a{number}=1")).collect();
    assert_eq!(findings("页.html", format!("<p{attributes}>共XX户</p>").as_bytes()), 1);
}

#[test]
fn rtf_that_nests_or_lies_about_its_lengths_is_answered() {
    assert_eq!(
        refusal("深.rtf", ("{\\rtf1 ".to_owned() + &"{".repeat(many(1_000_000))).as_bytes()),
        "too-deep"
    );
    findings("长.rtf", b"{\\rtf1 \\bin4294967295 a}");
    findings("长.rtf", b"{\\rtf1 \\uc99999999\\u20013 \\u-99999999 \\fs999999999999999999999 a}");
    findings("长.rtf", ("{\\rtf1 ".to_owned() + &"\\u20013?".repeat(many(500_000)) + "}").as_bytes());
    findings("长.rtf", ("{\\rtf1 ".to_owned() + &"\\par".repeat(many(500_000)) + "}").as_bytes());
}
