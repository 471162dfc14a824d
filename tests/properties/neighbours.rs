//! A paragraph that has nothing to do with the rest of a document changes no finding in it.

use hegao::readers::ReadOptions;

use crate::{Finding, RULES, cases, examples, findings, spread};

/// A paragraph without numbers, names, dates, marks and words of offices.
const NEUTRAL: &str = "窗外的梧桐叶子落了满地，扫街的老人慢慢走过去。\n";

/// Rules whose findings a paragraph may change that parts a structure, with the structure.
const STRUCTURES: [(&str, &str); 14] = [
    ("consistency/foreign", "the lines of a head, and those of a signature"),
    ("count/announced", "the announcement and the list right after it"),
    ("count/list", "the items of a list, one a line"),
    ("date/order", "the rows of a programme"),
    ("duplicate/block", "a passage of several paragraphs"),
    ("duplicate/item", "the rows of a table, and the names of a list"),
    ("figure/table", "the rows of a table that is typed with tabs"),
    ("leftover/chat", "lines of a talk with a machine that are one finding"),
    ("leftover/residue", "the lines of a quotation that begin with one sign"),
    ("leftover/site", "lines of a page that are one finding"),
    ("numbering/attachment", "the list of attachments"),
    ("numbering/contents", "the table of contents"),
    ("numbering/reference", "the paragraphs of an article, which are counted"),
    ("placeholder/blank", "the rows of a table, and a heading without a text"),
];

fn found(text: &str) -> Vec<Finding> {
    findings(&RULES, "稿.txt", text.as_bytes(), ReadOptions::default())
}

/// The findings that the neutral paragraph takes away or adds before the byte `at` of `text`,
/// except those that name places on both sides of it, and those of the rules `except`. `None` if
/// there are none.
fn difference(text: &str, expected: &[Finding], at: usize, except: &[(&str, &str)]) -> Option<String> {
    let longer = [&text[..at], NEUTRAL, &text[at..]].concat();
    let mut after = found(&longer);
    for found in &mut after {
        for place in [&mut found.start, &mut found.reach.0, &mut found.reach.1] {
            if *place >= at + NEUTRAL.len() {
                *place -= NEUTRAL.len();
            }
        }
    }
    let may_change = |found: &Finding| {
        found.reach.0 < at && at < found.reach.1 || except.iter().any(|(rule, _)| *rule == found.rule)
    };
    let missing = |found: &[Finding], others: &[Finding]| -> Vec<Finding> {
        found.iter().filter(|found| !may_change(found) && !others.contains(found)).cloned().collect()
    };
    let (lost, new) = (missing(expected, &after), missing(&after, expected));
    (!lost.is_empty() || !new.is_empty()).then(|| format!("lost {lost:?}, new {new:?} in\n{longer}"))
}

/// Beginnings of the lines of `text` except the first.
fn between(text: &str) -> Vec<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    ends.filter(|at| *at < text.len()).collect()
}

#[test]
fn a_paragraph_in_between_changes_no_finding_of_an_example() {
    let mut faults = Vec::new();
    for (rule, text) in spread(examples(), cases(400)) {
        let places = between(&text);
        if places.is_empty() {
            continue;
        }
        let expected = found(&text);
        for at in places {
            let fault = difference(&text, &expected, at, &STRUCTURES);
            faults.extend(fault.map(|fault| format!("{rule}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n\n"), faults.len());
}

/// Paragraphs that keep the head, the signature and the kind of a document away from the texts
/// between them.
const AWAY: [&str; 12] = [
    "河滩上长满了芦苇，风一吹就沙沙地响，野鸭子藏在里面孵蛋。\n",
    "放学的孩子沿着堤岸跑，书包拍打着后背，鞋上沾了泥。\n",
    "卖豆腐的老汉敲着梆子走过巷口，热气从木桶边上冒出来。\n",
    "傍晚下了一阵急雨，石板路洗得发亮，屋檐还在滴水。\n",
    "磨坊的水车转得很慢，木轴吱呀作响，水花溅到青苔上。\n",
    "山坡上的油菜花谢了，蜜蜂飞到槐树那边去了。\n",
    "渡口的船夫收起竹篙，坐在船头抽烟，看对岸的灯亮起来。\n",
    "灶膛里的火烧得正旺，锅盖顶得噗噗响，满屋子都是饭香。\n",
    "雪后的麦田一片白，只有几只乌鸦在田埂上跳。\n",
    "戏台下挤满了人，后排的踮着脚，孩子骑在大人肩上。\n",
    "晒谷场上的石碾子歇了，麻雀趁机落下来啄食。\n",
    "井台边的青石磨出了深深的绳印，摸上去凉丝丝的。\n",
];

/// Several examples are one document, and the paragraph is between two of them, so that it parts no
/// structure.
#[test]
fn a_paragraph_between_two_texts_changes_no_finding_of_either() {
    let examples = examples();
    let (before, behind) = (AWAY[..8].concat(), AWAY[8..].concat());
    let mut faults = Vec::new();
    for at in 0..cases(80).min(examples.len()) {
        // Steps that have no common factor with the number of examples lead to all of them.
        let texts = [0, 1].map(|other| &examples[(at * 7 + other * (at + 331)) % examples.len()]);
        let [first, second] = texts.map(|(_, text)| format!("{}\n", text.trim_end()));
        let middle = before.len() + first.len();
        let places = [before.len(), middle, middle + second.len()];
        let all = [&*before, &first, &second, &behind].concat();
        let expected = found(&all);
        for place in places {
            // The head of a mail takes in a line directly before it.
            let fault = difference(&all, &expected, place, &[("leftover/message", "the head of a mail")]);
            faults.extend(fault.map(|fault| format!("{:?}: {fault}", texts.map(|(rule, _)| rule))));
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n\n"), faults.len());
}
