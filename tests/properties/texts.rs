//! Properties of all texts: nothing panics, every position is inside the file, and copied text maps
//! back to itself.

use hegao::document::Document;
use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use hegao::text::decimal::Decimal;
use hegao::text::span::Span;
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::RULES;

/// Pieces from which documents are assembled, correct and defective.
const PIECES: [&str; 145] = [
    "一、", "二、", "四、", "（一）", "(二）", "1.", "3、", "①", "第一，", "第三，", "一是", "二要",
    "其三，", "首先，", "最后，", "加强领导", "落实责任", "同志们：", "讲三点意见", "“四个”口袋",
    "以下五个方面：", "XX", "x", "××", "**", "*", "20_", "20XX年", "X月X日", "2月30日", "二〇二六年",
    "2026-03-05", "截止", "截至", "3月底", "共53例", "其中", "28例", "、", "，", "。", "；", "：", "合计",
    "1.2万亿元", "增长x.x%", "（", "）", "“", "”", "\n", "\n\n", "\r\n", "　　", "> ", "# ", "- ",
    "| 甲 | 乙 |\n|---|---|\n", "`", "&amp;", "<b>", "http://xx.cn/x", "𠮷", "\u{feff}", "{", "}", "${", "[",
    "】", "【", "〔", "〕", "号", "X号", "＿＿", "___", "年　", "月 ", "日", "<", ">", "某某县", "待补充",
    "小编整理", "甲乡、乙乡", "和", "等", "三个县", "“四早”", "四个一", "五类人员", "省市县", "三级",
    "八个字", "四三级", "附件", "附件1", "附件：", "见附件3", "图1 ", "表2-1 ", "见图9", "第五条", "第二章",
    "本办法第九条", "见第五部分", "二、", "三、", "ー、", "(-)", "分别", "分别为", "3亿元", "5%", "由", "从",
    "增加到", "增长", "下降", "个百分点", "翻两番", "2倍", "减少了", "占", "占比", "每人", "500元", "20人",
    "组成", "共", "合计", "三次产业", "1:2:3", "40—", "60万", "约", "左右", "（大写：", "伍万元整", "合格率",
    "120%", "计划", "完成", "第一句话，", "《子》《丑》",
];

fn document() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn read(name: &str, text: &str) -> Option<Document> {
    readers::read(&Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }).ok()
}

proptest! {
    #[test]
    fn every_block_lies_in_the_text_and_holds_one_line(text in document()) {
        for name in ["a.txt", "a.md", "a.html"] {
            let Some(doc) = read(name, &text) else { continue };
            let mut end = 0;
            for block in doc.blocks() {
                prop_assert!(block.lead.end() <= block.span.start() && end <= block.lead.start());
                prop_assert!(!block.span.is_empty() && !doc.slice(block.span).contains('\n'), "{:?}", doc.slice(block.span));
                end = block.span.end();
            }
        }
    }

    #[test]
    fn places_lead_back_to_the_file(text in document()) {
        for name in ["a.txt", "a.md", "a.html"] {
            // With NULs the text may be valid UTF-16, and is then read as that.
            let Some(doc) = read(name, &text).filter(|_| !text.contains('\0')) else { continue };
            let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
            let mut before = 0;
            for block in doc.blocks() {
                for (at, c) in doc.slice(block.span).char_indices() {
                    let start = block.span.start() + at;
                    let span = Span::new(start, start + c.len_utf8());
                    let place = doc.locate(span);
                    let view = doc.in_view(span);
                    prop_assert!(view.start() >= before && view.end() <= doc.view().len());
                    prop_assert_eq!(place.start.byte, view.start() + mark);
                    let line = doc.view().split('\n').nth(place.start.line - 1).unwrap();
                    let there = line.chars().skip(place.start.column - 1).collect::<String>();
                    prop_assert!(doc.view()[view.start()..].starts_with(&there));
                    if doc.editable(span).is_some() {
                        prop_assert_eq!(view.of(doc.view()).chars().next(), Some(c));
                    }
                    before = view.start();
                }
            }
        }
    }

    #[test]
    fn every_rule_finds_in_order_and_within_the_text(text in document()) {
        for name in ["a.txt", "a.md", "a.html"] {
            let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
            let Ok(checked) = check(&source, &RULES, &Conditions::new(Today::Off, &Vocabulary::default())).outcome else {
                prop_assert!(text.contains('\0'), "only a text with NUL is refused");
                continue;
            };
            let prose = checked.document.text();
            prop_assert!(checked.diagnostics.is_sorted_by_key(|found| found.span));
            for found in &checked.diagnostics {
                let others = found.related.iter().map(|label| label.span);
                for span in others.chain([found.span]) {
                    prop_assert!(!span.is_empty() && prose.get(span.range()).is_some(), "{}", found.rule);
                }
            }
        }
    }

    #[test]
    fn decimals_add_as_whole_numbers_do(a in 0u64..1 << 60, b in 0u64..1 << 60, decimals in 0usize..6) {
        let printed = |number: u64| {
            let digits = format!("{number:0width$}", width = decimals + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            if decimals == 0 { digits } else { format!("{whole}.{fraction}") }
        };
        let decimal = |number| Decimal::parse(&printed(number)).unwrap();
        prop_assert_eq!(decimal(a).plus(decimal(b)).to_string(), printed(a + b));
        prop_assert_eq!(decimal(a).distance(decimal(b)).to_string(), printed(a.abs_diff(b)));
        prop_assert_eq!(decimal(a) > decimal(b), a > b);
    }
}
