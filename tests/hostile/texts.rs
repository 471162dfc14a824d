//! Hostile input: plain text that repeats one thing a million times.

use crate::run::{findings, many};

/// Repeats each text the given number of times and checks it. Returns the numbers of findings.
fn rows(rows: &[(&str, usize)]) -> Vec<usize> {
    rows.iter().map(|(text, count)| findings("稿.txt", text.repeat(many(*count)).as_bytes())).collect()
}

/// Checks a text with the list marks 1 to `last`, as formatted by `mark`. Returns the number of
/// findings.
fn rising(last: usize, mark: impl Fn(usize) -> String) -> usize {
    let text: String = (1..=many(last)).map(mark).collect();
    findings("稿.txt", text.as_bytes())
}

#[test]
fn a_line_of_five_megabytes_is_read() {
    let lines = ["各位代表，今天在这里开会。", "各位代表今天在这里开会", "甲、", "hello world "];
    for line in lines {
        findings("稿.txt", line.repeat(many(5_000_000 / line.len())).as_bytes());
    }
}

#[test]
fn a_numeral_of_ten_thousand_digits_is_one_number() {
    let (digits, han) = ("9".repeat(10_000), "九".repeat(10_000));
    for text in [
        format!("共{digits}人，增长{digits}%。"),
        format!("由1.{digits}亿元增加到{digits}亿元，增长5%，其中甲{digits}亿元、乙{digits}亿元。"),
        format!("共{han}人，第{han}条，{}。", "一百亿".repeat(3_000)),
        format!("{digits}年{digits}月{digits}日"),
        format!("{digits}、甲\n{han}、乙\n（{han}）丙\n"),
    ] {
        findings("稿.txt", text.as_bytes());
    }
}

#[test]
fn a_million_marks_that_are_all_the_same_are_read() {
    let texts = ["一、", "一、\n", "一是", "第一，", "1.甲", "见第五部分。", "附件1\n", "【篇一】\n"];
    rows(&texts.map(|text| (text, 1_000_000)));
}

#[test]
fn marks_that_rise_to_a_million_are_one_series() {
    assert_eq!(rising(1_000_000, |number| format!("{number}.甲\n")), 0);
    assert_eq!(rising(300_000, |number| format!("图{number} 甲\n")), 0);
    rising(300_000, |number| format!("{number}.甲"));
    rising(300_000, |number| format!("{}.甲\n", number * 2));
    rising(300_000, |number| format!("{}.甲\n", number * 7919 % 100_003));
}

#[test]
fn two_kinds_of_marks_that_take_turns_are_read() {
    rows(&[("（一）甲\n一、乙\n", 500_000), ("（一）一、", 500_000), ("一是（1）第一，", 300_000)]);
}

#[test]
fn five_million_masks_are_not_five_million_blanks() {
    for mask in ["X", "_", "□", "○", "×", "*", "＿", "　", " "] {
        assert!(findings("稿.txt", mask.repeat(many(5_000_000)).as_bytes()) <= 1, "{mask}");
    }
    rows(&[("X\n", 1_000_000), ("□ ", 1_000_000), ("20XX年X月X日", 100_000)]);
}

#[test]
fn five_million_quotation_marks_or_brackets_are_read() {
    for mark in ["“", "”", "（", "）", "(", "[", "{", "【", "《", "“”", "{{甲", "<", "&", ">"] {
        findings("稿.txt", mark.repeat(many(5_000_000 / mark.len())).as_bytes());
    }
    let half = many(800_000);
    findings("稿.txt", ("（".repeat(half) + &"）".repeat(half)).as_bytes());
}

#[test]
fn markup_that_never_ends_is_read_in_linear_time() {
    for piece in ["$", "$$", "$a", "\\(", "\\[", "\\begin{a}", "**", "**甲", "__甲", "{{<", "`", "`$", "[^1]"]
    {
        findings("稿.md", piece.repeat(many(2_000_000 / piece.len())).as_bytes());
    }
    for piece in ["**甲", "# 甲\n", "“感谢阅读”", "其中x为", "*表示", "姓名：____", "甲X乙"]
    {
        findings("稿.txt", piece.repeat(many(1_000_000 / piece.len())).as_bytes());
    }
}

#[test]
fn claims_without_number_are_weighed_one_by_one() {
    let texts = [
        "讲三点意见：",
        "甲、乙等五个县，",
        "共9人，其中甲3人、乙4人。",
        "由1亿元增加到2亿元，",
        "由3个镇组成，",
        "按3:7分担，",
        "上半年3处，下半年4处，",
        "其中男1人、女1人，",
        "全县就业3万人，",
        "年初3件，新收3件，办结3件，未结3件，",
        "2025年1月1日至",
        "剩余3户，",
        "增长5%，",
        "每人5元，共6人，",
        "100户，占10%，",
        "1亩（2公顷）",
    ];
    rows(&texts.map(|text| (text, 200_000)));
}

#[test]
fn numbers_of_things_without_a_sign_between_them_are_read_near_by() {
    let texts = [
        "讲三点意见", "围绕三个目标一是", "“三个", "第三、四道、", "分三个：第一", "开会三次会",
        "1.以上三点", "甲、三个县", "包括三个，", "见第五部分第九章图1-1表2", "一式三份", "建“1+3”",
    ];
    rows(&texts.map(|text| (text, 1_000_000 / text.len())));
    for text in texts {
        rows(&[(&format!("{text}\n"), 300_000 / text.len())]);
    }
}

#[test]
fn text_that_repeats_itself_is_linear() {
    let texts =
        ["的", "进一步", "我们要坚持稳中求进工作总基调，着力推动各项工作取得新成效。\n", "&nbsp;", "\u{301}"];
    rows(&texts.map(|text| (text, 300_000)));
}

#[test]
fn pieces_of_addresses_codes_and_names_are_read_once() {
    let texts = [
        "A_", "%E5%85%AC", "\\u4e00", "(cid:1)", "=?UTF-8?B?", "#", "某", "我局", "a.b@", "由负责，",
        "占10%，",
    ];
    rows(&texts.map(|text| (text, 2_000_000 / text.len())));
}

#[test]
fn a_file_of_nothing_but_line_ends_is_read() {
    assert_eq!(
        rows(&[("\n", 5_000_000), ("\r", 5_000_000), ("\r\n", 2_000_000), ("> \n", 1_000_000)]),
        [0; 4]
    );
}

#[test]
fn broken_brackets_and_signs_before_units_are_read() {
    for text in ["（(二）", "((二)\n（（三））", "?\n号", "？ 元", "~\n 亿元", "(）、", "（一)、(二）"]
    {
        findings("稿.txt", text.as_bytes());
        findings("稿.md", text.as_bytes());
    }
}
