//! Findings about outdated text depend only on the date given with `--today`: each text is tested
//! on the last day on which it is correct, and on the day after. Contradictions to the document's
//! own date do not depend on `--today`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::{check, folder, out};

/// Returns the rules of the family `date` that report something in `text`, in the order of their
/// positions.
fn rules(text: &str, today: &str) -> Vec<String> {
    let files = folder(&[("稿.txt", text.as_bytes())]);
    let arguments = ["稿.txt", "--no-config", "--select", "date", "--format", "line", "--today", today];
    let shown = out(&check(&files, &arguments));
    let rule = |line: &str| {
        Some(line.split(' ').find(|word| word.starts_with("date/"))?.trim_end_matches(':').to_owned())
    };
    shown.lines().filter_map(rule).collect()
}

/// Texts that become outdated on a certain day: the text, its last correct day, the day after, and
/// the rule that then reports it.
const TURNS: [(&str, &str, &str, &str); 14] = [
    ("请各单位于2026年3月10日前报送总结。\n", "2026-03-10", "2026-03-11", "date/deadline"),
    ("整改务必在2025年12月31日以前完成。\n", "2025-12-31", "2026-01-01", "date/deadline"),
    ("要求2026年11月20日之前办结，逾期通报。\n", "2026-11-20", "2026-11-21", "date/deadline"),
    ("各镇须于2024年2月29日前完成核查。\n", "2024-02-29", "2024-03-01", "date/deadline"),
    ("请于二〇二六年六月三十日前反馈意见。\n", "2026-06-30", "2026-07-01", "date/deadline"),
    ("请于2026-09-01前提交名单。\n", "2026-09-01", "2026-09-02", "date/deadline"),
    ("确保2025年10月1日前竣工通车。\n", "2025-10-01", "2025-10-02", "date/deadline"),
    ("今年是“十四五”收官之年，任务很重。\n", "2025-12-31", "2026-01-01", "date/stale-year"),
    ("今年是“十三五”收官之年，任务更重。\n", "2020-12-31", "2021-01-01", "date/stale-year"),
    ("今年是“十五五”开局之年，起步要稳。\n", "2026-12-31", "2027-01-01", "date/stale-year"),
    ("要鼓足干劲，确保“十四五”开好局、起好步。\n", "2025-12-31", "2026-01-01", "date/stale-year"),
    ("要为“十三五”起好步打牢基础。\n", "2020-12-31", "2021-01-01", "date/stale-year"),
    ("今年是全面建成小康社会、脱贫攻坚战收官之年。\n", "2020-12-31", "2021-01-01", "date/stale-year"),
    ("今年是脱贫攻坚收官之年，一刻不能松。\n", "2020-06-01", "2022-06-01", "date/stale-year"),
];

/// Texts that never become outdated.
const TIMELESS: [&str; 8] = [
    "请各单位于3月10日前报送总结。\n",
    "2020年6月30日前，全县已经完成了验收。\n",
    "2020年是“十三五”收官之年，全市实现了“十四五”良好开局。\n",
    "截至2021年底，累计建成社区食堂三十家。\n",
    "今年是2019年以来雨水最多的一年。\n",
    "“十二五”收官之年（2015年），路网基本建成。\n",
    "2018年3月5日（星期一）上午，会议在礼堂召开。\n",
    "回望“十四五”，全镇面貌一新。\n",
];

/// Texts that contradict their own date, whatever the current day is.
const OWN: [(&str, &str); 8] = [
    ("请各村于5月8日前将名册报送镇民政办。\n石岭镇人民政府\n2025年5月16日\n", "date/deadline"),
    ("兹定于11月3日上午召开消防例会，请准时参加。\n区消防委员会\n2024年11月10日\n", "date/deadline"),
    ("截至今年（2023年）11月底，管网全部接通。\n柳河镇人民政府\n2024年12月3日\n", "date/conflict"),
    ("请于3月19日（星期一）到会。\n石桥镇办公室\n2025年3月13日\n", "date/weekday"),
    ("值此第38个教师节来临之际，致以问候！\n（2024年9月9日）\n", "date/anniversary"),
    ("合作社成立于2012年，距今已有19年。\n2024年3月2日\n", "date/anniversary"),
    ("马某，1970年4月出生，现年46岁。\n2024年5月8日\n", "date/age"),
    ("2025年7月25日，我局召开了推进会。\n市住建局\n2025年7月20日\n", "date/conflict"),
];

#[test]
fn what_is_out_of_date_turns_with_the_day() {
    for (text, good, bad, rule) in TURNS {
        assert_eq!(rules(text, good), [""; 0], "{good}: {text}");
        assert_eq!(rules(text, bad), [rule], "{bad}: {text}");
    }
}

#[test]
fn nothing_is_out_of_date_without_a_day() {
    for (text, ..) in TURNS {
        assert_eq!(rules(text, "off"), [""; 0], "{text}");
    }
}

#[test]
fn what_names_its_year_is_right_on_every_day() {
    for text in TIMELESS {
        for today in ["2015-06-01", "2026-11-29", "2040-01-01", "off"] {
            assert_eq!(rules(text, today), [""; 0], "{today}: {text}");
        }
    }
}

#[test]
fn what_contradicts_its_own_date_does_so_on_every_day() {
    for (text, rule) in OWN {
        for today in ["2015-06-01", "2026-11-29", "2040-01-01", "off"] {
            assert_eq!(rules(text, today), [rule], "{today}: {text}");
        }
    }
}

#[test]
fn a_deadline_is_told_once() {
    let text = "请各村于2025年5月8日前将名册报送镇民政办。\n石岭镇人民政府\n2025年5月16日\n";
    for today in ["2025-05-20", "2026-11-29", "off"] {
        assert_eq!(rules(text, today), ["date/deadline"], "{today}");
    }
}
