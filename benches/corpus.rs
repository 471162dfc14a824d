//! Generates the documents for the other benchmarks: `cargo bench --bench corpus -- FOLDER
//! [MEGABYTES]`.
//!
//! Speeches are assembled from random words, identically in every run: headings, numbered items,
//! figures with their parts, dates, enumerations with their counts. About one paragraph in twenty
//! has a defect, as in drafts. Output: `tiny` (one line), `small` (five files, 130 KB), `medium`
//! (10 MB) and `large` (100 MB, or the given number of megabytes) in files of about 26 KB, `one`
//! (one file of 20 MB), `line` (one line of 5 MB), `million` (1, 10 and 100 MB in one file each)
//! and `findings` (one file with 100,000 findings).

#![expect(clippy::print_stdout, reason = "a benchmark prints what it made")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Size of a file in the generated folders, in bytes.
const FILE: usize = 26_000;
/// Number of files in a folder.
const FOLDER: usize = 25;

const WHO: [&str; 12] = [
    "各县区", "市直各部门", "各乡镇", "全市上下", "各级党组织", "广大干部", "有关单位", "各园区", "包保专班",
    "驻村工作队", "行业主管部门", "各街道",
];
const HOW: [&str; 12] =
    ["抓紧", "认真", "逐项", "按时", "协同", "从严", "主动", "持续", "分类", "就近", "牵头", "一线"];
const DO: [&str; 14] = [
    "排查", "整改", "修订", "完善", "组织", "推进", "落实", "核对", "宣传", "补齐", "巡查", "培训", "统筹",
    "解决",
];
const WHAT: [&str; 18] = [
    "山塘水库的责任人名单", "老旧小区的供水管网", "农村道路的安全护栏", "群众反映集中的问题",
    "秋粮收购的资金和仓容", "中小企业的用工需求", "校园周边的交通秩序", "森林防火的值守力量",
    "医保经办的办事指南", "项目开工的手续和要件", "河道采砂的监管台账", "乡村医生的待遇保障",
    "夏季用电的应急预案", "城乡环卫的保洁频次", "困难家庭的临时救助", "招商洽谈的跟进清单",
    "高标准农田的管护责任", "文化场馆的开放时间",
];
const HEADS: [&str; 8] = [
    "认清形势，把思想统一起来", "突出重点，把任务分解下去", "压实责任，把队伍组织起来",
    "转变作风，把服务送到门口", "守住底线，把风险想在前面", "补齐短板，把基础打得更牢",
    "强化保障，把政策用足用好", "严格督查，把结果运用起来",
];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Pseudo-random number generator, identical in every run (xorshift, by Marsaglia).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let folder = arguments.first().map_or_else(|| Path::new("target/bench-corpus").to_owned(), PathBuf::from);
    let megabytes: usize = arguments.get(1).and_then(|count| count.parse().ok()).unwrap_or(100);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    write(&folder.join("tiny/一行.txt"), "同志们：\n");
    collection(&folder.join("small"), 130_000, &mut random);
    collection(&folder.join("medium"), 10_000_000, &mut random);
    collection(&folder.join("large"), megabytes * 1_000_000, &mut random);
    write(&folder.join("one/一份.txt"), &speech(20_000_000, &mut random));
    write(&folder.join("line/一行.txt"), &speech(5_000_000, &mut random).replace('\n', ""));
    for size in [1, 10, 100] {
        write(&folder.join(format!("million/{size}.txt")), &speech(size * 1_000_000, &mut random));
    }
    let mut text = String::new();
    for _ in 0..100_000 {
        let _ = writeln!(text, "{}{}XX户。", random.of(&WHO), random.of(&WHAT));
    }
    write(&folder.join("findings/十万处.txt"), &text);
    println!("{}", folder.display());
}

fn collection(folder: &Path, bytes: usize, random: &mut Random) {
    let mut written = 0;
    for number in 0.. {
        if written >= bytes {
            break;
        }
        let text = speech(FILE.min(bytes - written), random);
        written += text.len();
        write(&folder.join(format!("{:04}/讲话{:05}.txt", number / FOLDER, number)), &text);
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder that can be written to");
    fs::write(path, text).expect("a file that can be written");
}

/// Generates a speech of at least `bytes` bytes: parts with items, each a paragraph.
fn speech(bytes: usize, random: &mut Random) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    let _ = writeln!(text, "在{}会议上的讲话\n\n同志们：", random.of(&WHAT));
    while text.len() < bytes {
        let _ = writeln!(text, "下面，我讲{}点意见。", DIGITS[HEADS.len() - 1]);
        for (index, head) in HEADS.iter().enumerate() {
            if text.len() >= bytes {
                break;
            }
            let _ = writeln!(text, "{}、{head}", DIGITS[index]);
            let items = 2 + random.below(3);
            // One series in thirty lacks an item.
            let lost = if random.below(30) == 0 { random.below(items) + 1 } else { items + 1 };
            for item in 0..items {
                let number = if item >= lost { item + 1 } else { item };
                let _ = write!(text, "（{}）", DIGITS[number.min(9)]);
                paragraph(&mut text, random);
            }
        }
    }
    text
}

fn paragraph(text: &mut String, random: &mut Random) {
    for _ in 0..3 + random.below(4) {
        sentence(text, random);
    }
    text.push('\n');
}

fn sentence(text: &mut String, random: &mut Random) {
    let (who, how, what) = (random.of(&WHO), random.of(&HOW), random.of(&WHAT));
    let (first, second, third) = (random.of(&DO), random.of(&DO), random.of(&WHAT));
    let _ = match random.below(24) {
        0 => {
            let (a, b) = (random.below(400) + 100, random.below(300) + 100);
            write!(text, "今年以来，{who}共{first}{}处，其中城区{a}处、乡镇{b}处。", a + b)
        }
        1 => {
            let (month, day) = (random.below(12) + 1, random.below(28) + 1);
            write!(text, "要在{month}月{day}日前{first}{what}，并报送书面材料。")
        }
        2 => write!(text, "抓好“三个环节”，一要{first}{what}；二要{second}{third}；三要做到有人管、有人看。"),
        3 => write!(
            text,
            "全年完成投资{}.{}亿元，同比增长{}.{}%。",
            random.below(90) + 10,
            random.below(10),
            random.below(20),
            random.below(10)
        ),
        // About one sentence in seventy has a defect.
        4 if random.below(3) == 0 => write!(text, "{who}要{first}XX{what}。"),
        _ => write!(text, "{who}要{how}{first}{what}，{second}{third}，做到底数清、责任明。"),
    };
}
