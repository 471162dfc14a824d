//! Measures time and memory of `hegao similar` for growing collections: `cargo bench --bench
//! similar`.
//!
//! Documents of about two kilobytes are made of random words. One in twenty contains half of
//! another, one in fifty is an edited copy, and all begin and end with the same phrases. Sizes are
//! 1 %, 10 % and 100 % of 100,000 documents; the maximum can be given in percent: `cargo bench
//! --bench similar -- 10`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const DOCUMENTS: usize = 100_000;
const FOLDER: usize = 500;
const PARAGRAPHS: usize = 6;

fn main() {
    let share = std::env::args().filter_map(|argument| argument.parse::<usize>().ok()).next().unwrap_or(100);
    println!("documents      MB   seconds   MB/s   peak MB   pairs");
    for percent in [1, 10, 100].into_iter().filter(|percent| *percent <= share) {
        let folder = TempDir::new().expect("a folder for the collection");
        let bytes = collection(folder.path(), DOCUMENTS * percent / 100);
        let (seconds, peak, pairs) = run(folder.path());
        let megabytes = bytes as f64 / 1e6;
        println!(
            "{:9} {megabytes:7.1} {seconds:9.2} {:6.1} {:9.1} {pairs:7}",
            DOCUMENTS * percent / 100,
            megabytes / seconds,
            peak as f64 / 1e3
        );
    }
}

/// Runs the program. Returns the seconds, the peak of its resident memory in kilobytes (if the
/// system reports it), and the number of pairs found.
fn run(folder: &Path) -> (f64, u64, usize) {
    let start = Instant::now();
    let report = folder.join("pairs.out");
    let out = fs::File::create(&report).expect("a file for the report");
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegao"))
        .args(["similar", "--lang", "en"])
        .arg(folder)
        .stdout(Stdio::from(out))
        .spawn()
        .expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(10));
    }
    let seconds = start.elapsed().as_secs_f64();
    let text = fs::read_to_string(&report).expect("the report");
    (seconds, peak, text.lines().filter(|line| line.contains('%')).count())
}

/// Writes the documents, and returns their size in bytes.
fn collection(folder: &Path, count: usize) -> usize {
    let mut bytes = 0;
    for number in 0..count {
        let text = document(number as u64);
        let folder = folder.join(format!("{:04}", number / FOLDER));
        if number % FOLDER == 0 {
            fs::create_dir(&folder).expect("a new folder");
        }
        fs::write(folder.join(format!("{number:06}.txt")), &text).expect("a new file");
        bytes += text.len();
    }
    bytes
}

fn document(number: u64) -> String {
    let source = match number % 100 {
        // Half of the text is copied from an earlier document.
        3 | 23 | 43 | 63 | 83 => Some((number / 2, PARAGRAPHS / 2)),
        // An edited copy of an earlier document.
        7 | 57 => Some((number / 3, PARAGRAPHS)),
        _ => None,
    };
    let mut text = String::from(
        "同志们：\n根据会议安排，下面我就做好下一阶段的工作讲几点意见，供大家参考，不妥之处请批评指正。\n",
    );
    for paragraph in 0..PARAGRAPHS as u64 {
        let from = source.filter(|(_, copied)| paragraph < *copied as u64).map_or(number, |(from, _)| from);
        let mut sentence = paragraph_of(from, paragraph);
        if from != number {
            sentence = sentence.replacen('，', "，也就是说，", 1);
        }
        text += &sentence;
        text.push('\n');
    }
    text + "同志们，任务已经明确，关键在于落实，让我们一起努力，把今年的工作做得更好，谢谢大家。\n"
}

/// Generates a paragraph of about a hundred characters, determined by the two numbers.
fn paragraph_of(document: u64, paragraph: u64) -> String {
    let mut state = (document * 31 + paragraph + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut text = String::new();
    for at in 1..=100 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.extend(char::from_u32(0x4E00 + (state >> 33) as u32 % 2500));
        if at % 12 == 0 {
            text.push('，');
        }
    }
    text + "。"
}
