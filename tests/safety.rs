//! Property of `--fix`: it causes no new finding. Every remaining finding was there before, at the
//! position from which the edits moved it. Tested on random texts, on the examples of all rules,
//! and on texts that failed before.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::sync::LazyLock;

use hegao::diagnostic::Diagnostic;
use hegao::document::Document;
use hegao::document::source::Source;
use hegao::engine::fixing::fix;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::facts::vocabulary::Vocabulary;
use hegao::fix::Safety;
use hegao::registry::{Registry, Ruleset};
use hegao::text::span::Span;
use program::written::file;
use proptest::prelude::{BoxedStrategy, Just, Strategy, prop, prop_assert, prop_oneof, proptest};
use similar::{Algorithm, DiffOp, capture_diff_slices};

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::built_in);
static RULES: LazyLock<Ruleset> =
    LazyLock::new(|| Ruleset::new(&REGISTRY.rules().iter().collect::<Vec<_>>()).unwrap());

/// Formats other than plain text in which fixes are written.
const OTHERS: [&str; 5] = ["md", "html", "docx", "odt", "rtf"];

/// A file in one of these formats: the text itself as Markdown, else a paragraph for each line.
fn made(extension: &str, text: &str) -> (String, Vec<u8>) {
    let bytes = match extension {
        "md" => text.as_bytes().to_vec(),
        _ => file(extension, &text.lines().collect::<Vec<_>>()),
    };
    (format!("稿.{extension}"), bytes)
}

/// Returns the text after the safe fixes, and the remaining findings that were not there before;
/// both are empty if there is nothing to fix.
fn mended((name, bytes): (String, Vec<u8>)) -> (String, Vec<String>) {
    let vocabulary = Vocabulary::default();
    let conditions = Conditions::new(Today::Off, &vocabulary);
    let source = Source { name, bytes };
    let Ok(before) = check(&source, &RULES, &conditions).outcome else {
        return Default::default();
    };
    let fixed = fix(&source, &RULES, &conditions, Some(Safety::Safe));
    let after = fixed.report.outcome.unwrap();
    if fixed.bytes.is_none() {
        return Default::default();
    }
    let old = Moved::between(after.document.view(), before.document.view());
    let mut known = places(&before.document, &before.diagnostics);
    let mut new = Vec::new();
    for (rule, span) in places(&after.document, &after.diagnostics) {
        let was = old.span(span);
        // Touching spans count as the same, because an edit may have removed one end of the words.
        let is_same = |(known, at): &(String, Span)| {
            *known == rule && at.start() <= was.end() && was.start() <= at.end()
        };
        match known.iter().position(is_same) {
            Some(index) => drop(known.remove(index)),
            None => new.push(format!("{rule} at {:?}", span.of(after.document.view()))),
        }
    }
    (after.document.view().to_owned(), new)
}

/// Returns rules and positions of findings, in the view.
fn places(doc: &Document, found: &[Diagnostic]) -> Vec<(String, Span)> {
    found.iter().map(|found| (found.rule.to_string(), doc.in_view(found.span))).collect()
}

/// Map from positions in one text to positions in another, computed from their differences.
struct Moved {
    /// For each byte of this text, and for its end, the byte in the other text.
    bytes: Vec<usize>,
}

impl Moved {
    fn between(new: &str, old: &str) -> Self {
        let mut bytes = vec![0; new.len() + 1];
        for op in capture_diff_slices(Algorithm::Myers, new.as_bytes(), old.as_bytes()) {
            let (from, to) = (op.old_range(), op.new_range());
            for at in from.clone() {
                let ahead = if matches!(op, DiffOp::Equal { .. }) { at - from.start } else { 0 };
                bytes[at] = (to.start + ahead).min(to.end);
            }
        }
        bytes[new.len()] = old.len();
        Self { bytes }
    }

    fn span(&self, span: Span) -> Span {
        let (start, end) = (self.bytes[span.start()], self.bytes[span.end()]);
        Span::new(start, end.max(start))
    }
}

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Formats the number `ordinal` as a list mark of this style.
fn mark(style: usize, ordinal: usize) -> String {
    let numeral = NUMERALS[ordinal.clamp(1, 9) - 1];
    match style {
        0 | 1 => format!("{numeral}、"),
        2 => format!("（{numeral}）"),
        3 => format!("({numeral}）、"),
        4 => format!("{ordinal}."),
        5 => format!("（{ordinal}）"),
        6 => format!("第{numeral}，"),
        7 => format!("{numeral}是"),
        8 => format!("{numeral}要"),
        9 => char::from_u32('①' as u32 + ordinal as u32 - 1).unwrap().to_string(),
        10 => format!("{ordinal}、"),
        11 => format!("第{numeral}条　"),
        _ => format!("({numeral})"),
    }
}

/// Texts of list items.
const ITEMS: [&str; 18] = [
    "统一思想",
    "压实责任",
    "严肃纪律",
    "抓好落实",
    "明确任务",
    "加强领导",
    "截止3月底完成",
    "的的要求",
    "全年完成投资80亿元",
    "见第四部分",
    "抓好三项工作。一是修路；二是通水；四是通电",
    "（牵头单位)各科室",
    "附件3所列事项",
    "请于03月05日前报送",
    "同上第（四）项",
    "报名于3月5日截至。",
    "四个方面的要求",
    "",
];

/// Generates the ordinals of a list: complete, with one missing, with one repeated, or with a wrong
/// one.
fn ordinals() -> impl Strategy<Value = Vec<usize>> {
    (1usize..7, 0usize..6, 0usize..7, 1usize..9).prop_map(|(length, fault, at, other)| {
        let mut ordinals: Vec<usize> = (1..=length).collect();
        let at = at.min(length - 1);
        match fault {
            0 => drop(ordinals.remove(at)),
            1 => ordinals.iter_mut().skip(at).for_each(|ordinal| *ordinal += 1),
            2 => ordinals[at] = other,
            3 => ordinals.insert(at, ordinals[at]),
            4 if at > 0 => ordinals.swap(at - 1, at),
            _ => {}
        }
        ordinals
    })
}

/// Generates lists with their items on separate lines, or on one line.
fn series() -> impl Strategy<Value = String> {
    let items = prop::collection::vec(prop::sample::select(&ITEMS[..]), 9);
    (ordinals(), 0usize..13, prop::sample::select(vec!["\n", "\n", "\n正文。\n", "；", "。"]), items)
        .prop_map(|(ordinals, style, between, items)| {
            let items = ordinals.iter().zip(items).map(|(&ordinal, item)| mark(style, ordinal) + item);
            items.collect::<Vec<_>>().join(between)
        })
}

/// Generates words that contain a number.
fn words() -> impl Strategy<Value = String> {
    let forms = [
        "下面讲{}点意见。",
        "我从{}个方面汇报。",
        "抓好以下{}项任务：",
        "把好“{}道关”：",
        "具体措施见第{}部分。",
        "依照本办法第{}条第{}款处理。",
        "前{}项由办公室牵头。",
        "第（{}）项另行通知。",
        "见（{}）。",
        "报名表见附件{}。",
        "参照附件{#}填写。",
        "附件{#}",
        "附件{#}：分工表",
        "附件：{#}.分工表",
        "{#}.进度表",
        "附件：1.分工表\n2.进度表\n{#}.名单",
        "第{}章　总则",
        "第{}条　为了规范值班，制定本办法。",
        "【篇{}】讲话",
        "图{#}　客流",
        "（见图{#}）",
        "目录",
        "附件：",
        "第{}步要稳。",
        "综上，以上{}点要抓紧。",
        "{}、",
        "ー、总则",
        "(-)总则",
        "{}、统一思想{#}",
        "{}、统一思想……{#}",
        "# {}、压实责任",
        "## （{}）抓好落实",
        "**{}、抓好落实**",
        "- {#}.明确任务",
        "{#}. 明确任务",
        "第{}季度增长较快。",
        "为期{}天，3月3日至6日。",
        "“{}个字”：实事求是。",
    ];
    (prop::sample::select(forms.to_vec()), 1usize..7).prop_map(|(form, number)| {
        form.replace("{}", NUMERALS[number - 1]).replace("{#}", &number.to_string())
    })
}

/// Phrases with a defect that can be fixed.
const FAULTS: &[&str] = &[
    "截止",
    "截至",
    "3月底",
    "03月05日",
    "2026年03月5日",
    "2月30日",
    "报名",
    "，",
    "。",
    "；",
    "、",
    "：",
    "（",
    ")",
    "(",
    "）",
    "“",
    "”",
    "的的",
    "1。24万",
    "XX",
    "某某县",
    "待补充",
    "20XX年X月X日",
    "ー、",
    "(-)",
    "（二）、",
    "①，",
    "一是",
    "二是",
    "三是",
    "（一）",
    "1.",
    "2、",
    "三个",
    "方面",
    "共80户",
    "其中30户",
    "\n",
    "附件2",
    "（待补充)",
    "(括号）",
    "（XX)",
    "（  )",
    "（大写：伍万元整)",
    "50000元",
    "（见图9)",
    "(附后）",
    "（星期三)",
    "2026年3月5日",
    "2026-03-05",
    "(2）",
    "（2）",
    "(3)",
    "“八个字”：“03月05日止”",
    "“六个字”：“截止三月底”",
    "三县(甲县、乙县）",
    "(二〇二六年三月五日）",
    "“十四五”（2021—2026年)",
    "甲、乙、丙、甲",
    "请各单位于2026年03月05日前把全部材料报送县政府办公室汇总。\n",
    "请各单位于2026年3月5日前把全部材料报送县政府办公室汇总。\n",
    "截止3月底，全县完成造林五千亩，占全年任务的八成以上。\n",
    "截至3月底，全县完成造林五千亩，占全年任务的八成以上。\n",
    "由10(万元）增加到20（万元)，增长50%",
    "一、",
    "三、",
    "四、",
    "ニ、",
    "第一，",
    "第三，",
    "首先，",
    "ー是",
    "一要",
    "（四）",
    "四个方面",
    "讲三点意见。",
];

fn document() -> BoxedStrategy<String> {
    let soup = prop::collection::vec(prop::sample::select(FAULTS), 0..16).prop_map(|words| words.concat());
    let chunk = prop_oneof![4 => series(), 4 => words(), 2 => soup, 1 => Just("同志们：".to_owned())];
    prop::collection::vec((chunk, prop::sample::select(vec!["\n", "\n", "\n\n", ""])), 0..10)
        .prop_map(|chunks| chunks.into_iter().map(|(text, end)| text + end).collect::<String>())
        .boxed()
}

proptest! {
    #[test]
    fn what_is_left_after_safe_fixes_was_there_before(
        text in document(),
        extension in prop::sample::select(&OTHERS[..]),
    ) {
        for file in [("稿.txt".to_owned(), text.clone().into_bytes()), made(extension, &text)] {
            let name = file.0.clone();
            let (after, new) = mended(file);
            prop_assert!(new.is_empty(), "{name}: {new:?}\n--- before\n{text}\n--- after\n{after}");
        }
    }
}

#[test]
fn safe_fixes_of_examples_leave_nothing_new() {
    for rule in REGISTRY.rules() {
        let examples = REGISTRY.examples(rule).unwrap();
        let bad = examples.bad.iter().map(|bad| (&bad.name, bad.text.replace(['⟦', '⟧'], "")));
        let good = examples.good.iter().map(|good| (&good.name, good.text.clone()));
        for (at, (name, text)) in bad.chain(good).enumerate() {
            let (after, new) = mended((name.clone(), text.clone().into_bytes()));
            assert!(new.is_empty(), "{name}, {}: {new:?}\n{text}\n{after}", rule.id);
            if after.is_empty() {
                continue;
            }
            let other = made(OTHERS[at % OTHERS.len()], &text);
            let name = other.0.clone();
            let (after, new) = mended(other);
            assert!(new.is_empty(), "{name}, {}: {new:?}\n{text}\n{after}", rule.id);
        }
    }
}

/// Returns the safety of the fix for the first numbering defect.
fn of_numbering(text: &str) -> Safety {
    let vocabulary = Vocabulary::default();
    let source = Source { name: "稿.txt".to_owned(), bytes: text.into() };
    let checked = check(&source, &RULES, &Conditions::new(Today::Off, &vocabulary)).outcome.unwrap();
    let mut found = checked.diagnostics.iter().filter(|found| found.rule.family() == "numbering");
    let fix = found.find_map(|found| found.fix.clone()).unwrap_or_else(|| panic!("no fix: {text}"));
    fix.safety
}

/// Creates items with these numbers, one per line.
fn items(ordinals: &str) -> String {
    let titles = ["统一思想", "压实责任", "严肃纪律", "抓好落实"];
    ordinals.chars().zip(titles).map(|(ordinal, title)| format!("{ordinal}、{title}\n")).collect()
}

#[test]
fn a_number_that_nothing_depends_on_is_changed_safely() {
    for ordinals in ["一二五四", "一二二四", "一二二"] {
        assert_eq!(of_numbering(&items(ordinals)), Safety::Safe, "{ordinals}");
        let other = format!("{}第五届、第二季度、第五次。", items(ordinals));
        assert_eq!(of_numbering(&other), Safety::Safe, "{ordinals}: these are no items");
    }
    assert_eq!(of_numbering(&items("一三四")), Safety::Unsafe, "others move with it");
}

#[test]
fn a_gap_is_closed_safely_only_where_the_number_of_items_is_announced() {
    assert_eq!(of_numbering(&items("一二四")), Safety::Unsafe, "the third may be lost");
    assert_eq!(of_numbering(&format!("下面讲三点意见。\n{}", items("一二四"))), Safety::Safe);
    for announced in ["下面讲四点意见。", "我从四个方面汇报。", "提四点建议，讲三点意见。", "讲五点意见。"]
    {
        assert_eq!(of_numbering(&format!("{announced}\n{}", items("一二四"))), Safety::Unsafe, "{announced}");
    }
    let early = format!("今天讲四个方面。\n同志们：\n下面讲三点意见。\n{}", items("一二四"));
    assert_eq!(of_numbering(&early), Safety::Unsafe, "it is counted farther away");
}

#[test]
fn an_announcement_of_another_number_is_looked_at() {
    assert_eq!(of_numbering(&format!("讲三点意见。\n{}", items("一二二"))), Safety::Safe);
    for ordinals in ["一二二", "一二二四", "一二五四"] {
        assert_eq!(of_numbering(&format!("讲五点意见。\n{}", items(ordinals))), Safety::Unsafe, "{ordinals}");
    }
    assert_eq!(of_numbering(&format!("{}以上两点，务必落实。", items("一二二"))), Safety::Unsafe);
}

#[test]
fn a_number_that_is_referred_to_is_looked_at() {
    for reference in [
        "具体措施见第五部分。", "按第三部分办理。", "依照第（五）项办理。", "第三条第二款另行规定。",
        "第 5 点要抓紧。", "见（五）。", "措施见第六部分。",
    ] {
        assert_eq!(of_numbering(&(items("一二五四") + reference)), Safety::Unsafe, "{reference}");
    }
    assert_eq!(of_numbering(&(items("一二五四") + "见第四部分。")), Safety::Safe, "that one stays");
}

#[test]
fn a_number_of_the_contents_is_looked_at() {
    let contents = format!("目录\n{}【篇一】\n", items("一二五四"));
    assert_eq!(of_numbering(&(contents + &items("一二五四"))), Safety::Unsafe);
    let right = format!("目录\n{}【篇一】\n", items("一二三四"));
    assert_eq!(of_numbering(&(right + &items("一二五四"))), Safety::Unsafe, "it has the new number");
    let headings = format!("{}正文。\n{}", items("一二五四").replace('\n', "……1\n"), items("一二五四"));
    assert_eq!(of_numbering(&headings), Safety::Unsafe, "the same headings, without a title");
}

#[test]
fn a_list_of_attachments_is_looked_at() {
    let note = "请按要求报送。\n附件：1.分工表\n2.进度表\n2.名单\n办公室\n";
    assert_eq!(of_numbering(note), Safety::Unsafe);
    assert_eq!(of_numbering("请按要求报送。\n附件：\n1.分工表\n2.进度表\n2.名单\n办公室\n"), Safety::Unsafe);
    let two = format!("{note}附件：1.报名表\n2.须知\n");
    assert_eq!(of_numbering(&two), Safety::Unsafe, "there are two notes");
}

#[test]
fn a_later_mark_that_would_join_the_series_is_looked_at() {
    assert_eq!(of_numbering("三项。一是甲；二是乙；四是丙\n四是丁"), Safety::Unsafe);
    assert_eq!(of_numbering("一是甲\n二是乙\n二是丙\n四要丁"), Safety::Unsafe);
}

#[test]
fn a_sign_before_another_mark_is_looked_at() {
    for (text, safety) in [
        ("（一）、摸底\n（二）建账\n（三）销号", Safety::Safe),
        ("（一）、一是摸底\n（二）建账\n（三）销号", Safety::Unsafe),
        ("（一）、3户\n（二）建账\n（三）销号", Safety::Unsafe),
        ("他读作（niǎo)，又解释了一遍。", Safety::Safe),
        ("负责人（ )签字。", Safety::Unsafe),
    ] {
        assert_eq!(of_numbering(text), safety, "{text}");
    }
}
