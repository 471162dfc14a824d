//! Hostile input: repositories that refer to files outside of them. Their configurations, packs and
//! links reach no other file of the machine, and no message quotes one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::program::{code, err, folder, json, out};
use crate::run::{GOOD, check, ended, hegao};

const SECRET: &str = "token=top-secret";
/// A rule that reports every line and shows its words.
const CURIOUS: &str =
    "severity = 'error'\n[zh]\ntitle = '读'\nmessage = '「{match}」'\n[pattern]\nregex = '.+'\n";
const BLANK: &str = "截止3月底，完成投资XX亿元。\n";

/// Creates a repository beside files that it must not reach.
fn machine(configuration: &str) -> TempDir {
    folder(&[
        ("secret.txt", format!("{SECRET}\n{BLANK}").as_bytes()),
        ("secret.toml", format!("{SECRET}\n").as_bytes()),
        ("pack/用词/甲.toml", CURIOUS.as_bytes()),
        ("well.toml", b"rules.placeholder = 'hint'\n"),
        ("库/.git/config", format!("[http]\n{SECRET}\n").as_bytes()),
        ("库/hegao.toml", configuration.as_bytes()),
        (&format!("库/{}", GOOD.0), GOOD.1),
        ("库/下/稿.txt", GOOD.1),
    ])
}

/// Runs a command in the repository. Asserts that the secret text is never printed, whatever the
/// result is.
fn run(files: &TempDir, arguments: &[&str]) -> Output {
    let mut command = hegao(&files.path().join("库"), arguments);
    command.env("CI_JOB_TOKEN", "top-secret");
    let output = ended(command);
    let said = out(&output) + &err(&output);
    assert!(!said.contains("top-secret"), "{arguments:?}: {said}");
    output
}

fn refused(files: &TempDir, arguments: &[&str], words: &str) {
    let output = run(files, arguments);
    assert!(code(&output) == 2 && out(&output).is_empty(), "{arguments:?}: {}", out(&output));
    assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
}

/// Every command that reads the configuration.
const READING: [&[&str]; 5] = [
    &["check", ".", "--format", "line"],
    &["baseline", ".", "-o", "基线.json"],
    &["annotate", GOOD.0, "-o", "副本.txt"],
    &["ignore", "好.txt:1", "placeholder", "--reason", "甲"],
    &["config", "--show", GOOD.0],
];

#[test]
fn extends_reads_nothing_outside_the_repository() {
    for outside in
        ["/proc/self/environ", "../secret.toml", "下/../../secret.toml", "/dev/stdin", ".git/config"]
    {
        let files = machine(&format!("extends = '{outside}'\n"));
        for arguments in READING {
            refused(&files, arguments, "没有读");
        }
        refused(&files, &["check", ".", "--lang", "en"], "it lies outside");
    }
    // Through a link, through an extended file, and through a folder.
    let files = machine("extends = '近.toml'\n");
    let root = files.path().join("库");
    symlink("../secret.toml", root.join("近.toml")).unwrap();
    refused(&files, &["check", "."], "没有读");
    fs::remove_file(root.join("近.toml")).unwrap();
    fs::write(root.join("近.toml"), "extends = '../secret.toml'\n").unwrap();
    refused(&files, &["check", "."], "近.toml");
    symlink("..", root.join("上")).unwrap();
    fs::write(root.join("近.toml"), "extends = '上/secret.toml'\n").unwrap();
    refused(&files, &["check", "."], "近.toml");
}

#[test]
fn packs_of_a_configuration_read_nothing_outside_the_repository() {
    for outside in ["../pack", "/proc/self", "../secret.toml", ".git"] {
        let files = machine(&format!("packs = ['{outside}']\n"));
        for arguments in READING {
            refused(&files, arguments, "没有读");
        }
    }
    for (target, name) in
        [("../../../secret.toml", "甲.toml"), ("../../../pack", "夹"), ("/proc/self/environ", "乙.toml")]
    {
        let files = machine("packs = ['规']\n");
        fs::create_dir_all(files.path().join("库/规/用词")).unwrap();
        fs::write(files.path().join("库/规/用词/好.toml"), CURIOUS).unwrap();
        symlink(target, files.path().join("库/规/用词").join(name)).unwrap();
        refused(&files, &["check", "."], &format!("规/用词/{name}"));
        // A pack on the command line is chosen by the user, but targets of links in it are not.
        fs::remove_file(files.path().join("库/hegao.toml")).unwrap();
        refused(&files, &["check", ".", "--pack", "规"], &format!("规/用词/{name}"));
        refused(&files, &["rules", "--test", "规"], &format!("规/用词/{name}"));
    }
    let files = machine("");
    let output = run(&files, &["check", GOOD.0, "--pack", "../pack", "--format", "line"]);
    assert!(out(&output).contains("用词/甲"), "named on the command line: {}", err(&output));
}

#[test]
fn a_configuration_that_is_a_link_leads_no_further_than_its_repository() {
    let files = machine("");
    let root = files.path().join("库");
    symlink("../../secret.toml", root.join("下/hegao.toml")).unwrap();
    refused(&files, &["check", "下", "--format", "line"], "下/hegao.toml");
    refused(&files, &["ignore", "下/稿.txt:1", "placeholder", "--reason", "甲"], "没有读");
    assert_eq!(code(&run(&files, &["check", "下", "--no-config", "--format", "line"])), 1);
    let written = ["ignore", "下/稿.txt:1", "placeholder", "--reason", "甲", "--no-config"];
    refused(&files, &written, "没有写");
    assert_eq!(fs::read_to_string(files.path().join("secret.toml")).unwrap(), format!("{SECRET}\n"));
    fs::remove_file(root.join("下/hegao.toml")).unwrap();
    fs::write(root.join("别.toml"), "rules.placeholder = 'hint'\n").unwrap();
    symlink("../别.toml", root.join("下/hegao.toml")).unwrap();
    assert_eq!(code(&run(&files, &["check", "下", "--format", "line"])), 0, "within the repository");
}

#[test]
fn outside_a_repository_a_configuration_leads_no_further_than_its_folder_or_the_walked_one() {
    let files = folder(&[
        ("甲/hegao.toml", b"extends = '../well.toml'\n"),
        ("甲/稿.txt", GOOD.1),
        ("well.toml", b"rules.placeholder = 'hint'\n"),
    ]);
    for arguments in [&["甲"][..], &["甲/稿.txt"]] {
        let output = check(&files, arguments);
        assert!(code(&output) == 2 && err(&output).contains("没有读"), "{}", err(&output));
    }
    assert_eq!(code(&check(&files, &["."])), 0, "the folder that is walked holds both");
}

#[test]
fn a_trusted_folder_may_be_led_into_and_must_exist() {
    let files = machine("extends = '../well.toml'\npacks = ['../pack']\n");
    symlink("../../secret.txt", files.path().join("库/下/链.txt")).unwrap();
    let mut command = hegao(&files.path().join("库"), &["check", ".", "--trust", "..", "--format", "json"]);
    command.arg("--today").arg("off");
    let report = json(&ended(command));
    let found: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["path"] == "./下/链.txt")
        .flat_map(|file| file["diagnostics"].as_array().unwrap())
        .map(|found| found["rule"].as_str().unwrap())
        .collect();
    assert!(found.contains(&"用词/甲") && found.contains(&"placeholder/mask"), "{report}");
    refused(&files, &["check", ".", "--trust", "没有"], "--trust 没有");
}

#[test]
fn readme_extends_the_configuration_above_it() {
    let files = machine("rules.placeholder = 'hint'\n");
    fs::write(files.path().join("库/下/hegao.toml"), "extends = \"../hegao.toml\"\n").unwrap();
    assert_eq!(code(&run(&files, &["check", "下", "--format", "line"])), 0);
}

/// Creates links of every kind that lead outside, with names of documents.
fn links(root: &Path) {
    symlink("../secret.txt", root.join("秘.txt")).unwrap();
    symlink("../../secret.txt", root.join("下/密.md")).unwrap();
    symlink("/proc/self/environ", root.join("境.txt")).unwrap();
    symlink(".git/config", root.join("配.txt")).unwrap();
    symlink("../pack", root.join("夹")).unwrap();
}

#[test]
fn a_walk_passes_over_links_that_lead_outside_and_says_so() {
    let files = machine("packs = ['规']\n");
    let root = files.path().join("库");
    fs::create_dir_all(root.join("规/用词")).unwrap();
    fs::write(root.join("规/用词/甲.toml"), CURIOUS).unwrap();
    links(&root);
    symlink("下/稿.txt", root.join("近.txt")).unwrap();
    for arguments in [&["check", ".", "--format", "json"][..], &["check", ".", "--diff"], &["similar", "."]] {
        let output = run(&files, arguments);
        for name in ["秘.txt", "下/密.md", "境.txt", "配.txt", "夹"] {
            assert!(err(&output).contains(&format!("跳过 ./{name}：")), "{name}: {}", err(&output));
        }
        assert!(!err(&output).contains("近.txt"), "within the repository: {}", err(&output));
    }
    // The same if the configuration includes everything.
    fs::write(root.join("hegao.toml"), "packs = ['规']\ninclude = ['**']\n").unwrap();
    run(&files, &["check", ".", "--format", "json"]);
    run(&files, &["baseline", ".", "-o", "基线.json"]);
    let english = run(&files, &["check", ".", "--lang", "en"]);
    assert!(
        err(&english).contains("./秘.txt is skipped: it is a link that leads outside"),
        "{}",
        err(&english)
    );
    // A folder that contains only such links has no document.
    let files = machine("");
    fs::remove_file(files.path().join("库/下/稿.txt")).unwrap();
    symlink("../../secret.txt", files.path().join("库/下/密.txt")).unwrap();
    assert_eq!(code(&run(&files, &["check", "下", "--format", "line"])), 2);
}

#[test]
fn a_link_that_is_named_is_read_wherever_it_leads() {
    let files = machine("");
    links(&files.path().join("库"));
    let mut command = hegao(&files.path().join("库"), &["check", "秘.txt", "--format", "line"]);
    command.args(["--today", "off"]);
    assert!(out(&ended(command)).contains("placeholder/mask"));
    // The same for a folder, with the links in it.
    let pack = files.path().join("pack");
    fs::write(pack.join("稿.txt"), BLANK).unwrap();
    symlink("稿.txt", pack.join("近.txt")).unwrap();
    symlink("../secret.txt", pack.join("远.txt")).unwrap();
    let command = hegao(&files.path().join("库"), &["check", "夹", "--format", "json", "--today", "off"]);
    let output = ended(command);
    let report = json(&output);
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["夹/稿.txt", "夹/近.txt"], "{report}");
    assert!(err(&output).contains("跳过 夹/远.txt"), "{}", err(&output));
}

#[test]
fn nothing_is_written_through_a_link_that_leads_outside() {
    let files = machine("");
    let root = files.path().join("库");
    links(&root);
    symlink("../well.toml", root.join("下/hegao.toml")).unwrap();
    symlink("../secret.txt", root.join("hegao-baseline.json")).unwrap();
    let state = || {
        let names = ["secret.txt", "secret.toml", "well.toml", "库/.git/config"];
        names.map(|name| fs::read(files.path().join(name)).unwrap())
    };
    let before = state();
    for arguments in [
        &["check", ".", "--fix", "--unsafe-fixes", "--no-config"][..],
        &["check", "秘.txt", "下/密.md", "--fix", "--unsafe-fixes", "--no-config"],
        &["annotate", "秘.txt", "--in-place", "--no-config"],
        &["ignore", "下/稿.txt:1", "placeholder", "--reason", "甲", "--no-config"],
        &["ignore", "秘.txt:2", "placeholder", "--reason", "甲", "--no-config"],
        &["baseline", ".", "--no-config", "--force"],
        &["baseline", ".", "--no-config", "--prune"],
    ] {
        let output = ended(hegao(&root, arguments));
        assert!(state() == before, "{arguments:?}: {}", err(&output));
        if arguments[1] == "秘.txt" {
            assert!(
                code(&output) == 2 && (err(&output) + &out(&output)).contains("没有写"),
                "{}",
                err(&output)
            );
        }
    }
    assert!(root.join("秘.txt").is_symlink() && !root.join("秘.txt.bak").exists());
    assert!(!files.path().join("hegao.toml").exists(), "nothing is declared right outside");
}

#[test]
fn links_within_a_repository_are_read_and_written_through() {
    let files = machine("");
    let root = files.path().join("库");
    fs::write(root.join("下/稿.txt"), BLANK).unwrap();
    symlink("下/稿.txt", root.join("近.txt")).unwrap();
    ended(hegao(&root, &["check", "近.txt", "--fix", "--today", "off"]));
    assert!(fs::read_to_string(root.join("下/稿.txt")).unwrap().starts_with("截至3月底"));
    assert!(root.join("近.txt").is_symlink());
}
