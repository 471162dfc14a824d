//! The library as embedded by a program: one linter, bytes as input, owned results as output.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use hegao::{Error, Fixes, Language, Linter, Options, Pack, Safety, Severity, Tick};
use program::package::Docx;

fn linter(config: &str) -> Linter {
    Linter::new(&Options { config: Some(config.to_owned()), ..Options::default() }).unwrap()
}

fn refused(options: &Options) -> Error {
    Linter::new(options).err().unwrap()
}

#[test]
fn says_what_it_is_too_old_to_check() {
    let on = |clock: &str, today: Option<&str>| {
        let today = today.map(str::to_owned);
        let options = Options { clock: Some(clock.to_owned()), today, ..Options::default() };
        Linter::new(&options).unwrap().outdated()
    };
    assert_eq!(on("2026-11-29", None), None);
    let old = on("2031-01-01", None).unwrap();
    assert!(old.contains("五年规划只到 2030 年") && old.contains("中央全会只到"), "{old}");
    assert_eq!(on("2031-01-01", Some("2026-11-29")), None, "now is what is asked for");
    assert_eq!(on("2031-01-01", Some("off")), None, "nothing is compared with now");
}

#[test]
fn one_linter_serves_all_threads() {
    const fn shared<T: Send + Sync>() {}
    shared::<Linter>();
    shared::<hegao::Report>();
    shared::<Error>();
}

#[test]
fn a_finding_has_its_words_and_its_place_in_every_unit() {
    let report = linter("").check("讲话.txt", "一、𠮷县情况\n三、共有企业XX家。").unwrap();
    let [gap, mask] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!(
        (gap.rule.as_str(), gap.family.as_str(), gap.severity),
        ("numbering/gap", "序号", Severity::Error)
    );
    assert!(!gap.title.is_empty() && !gap.why.is_empty() && gap.message.contains("三"));
    let related = &gap.related[0];
    assert_eq!((related.quote.as_str(), related.place.start.line), ("一、", 1));
    assert!(!related.label.is_empty());
    let fix = gap.fix.as_ref().unwrap();
    assert_eq!(
        (fix.safety, fix.edits[0].text.as_str(), fix.edits[0].is_exact),
        (Safety::Unsafe, "二、", true)
    );

    assert_eq!((mask.quote.as_str(), mask.place.kind), ("XX", "paragraph"));
    assert_eq!(&report.prose()[mask.place.prose.clone()], "XX");
    let utf16: Vec<u16> = report.prose().encode_utf16().collect();
    assert_eq!(String::from_utf16(&utf16[mask.place.prose_utf16.clone()]).unwrap(), "XX");
    let start = mask.place.start;
    assert_eq!((start.line, start.column, start.byte), (2, 7, mask.place.prose.start));
    assert!(report.fails && report.omitted == 0);
}

#[test]
fn figures_that_do_not_agree_come_with_the_arithmetic() {
    let text = "全年完成投资60亿元，上年为50亿元，增长25%。";
    let report = linter("").check("a.txt", text).unwrap();
    let arithmetic = report.findings[0].arithmetic.as_ref().unwrap();
    assert_eq!(arithmetic.printed, "25%");
    assert!(arithmetic.formula.contains("60") && arithmetic.computed.contains("20"), "{arithmetic:?}");

    let figures = linter("").figures("a.txt", text).unwrap();
    assert_eq!((figures.counts.wrong, figures.passages.len()), (1, 1));
    let [passage] = figures.passages.as_slice() else { panic!() };
    let wrong = passage.figures.iter().find(|figure| figure.tick == Tick::Wrong).unwrap();
    assert_eq!(&text[wrong.place.prose.clone()], wrong.quote);
    assert!(!passage.relations[0].holds);
    let json: serde_json::Value =
        serde_json::from_str(&linter("").figures_json("a.txt", text).unwrap()).unwrap();
    assert_eq!(json["files"][0]["figures"]["wrong"], 1);
}

#[test]
fn a_word_document_goes_through_all_of_it() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text = ["一、总体情况", "截止3月底，共有企业XX家。", "三、下一步打算"].map(paragraph).concat();
    let file = Docx::new(&text).build();
    let linter = linter("");
    let report = linter.check("稿.docx", file.as_slice()).unwrap();
    let mask = report.findings.iter().find(|found| found.rule == "placeholder/mask").unwrap();
    assert_eq!(mask.place.part.as_deref(), Some("word/document.xml"));
    let paragraph = mask.place.paragraph.unwrap();
    assert_eq!((paragraph.number, paragraph.start, paragraph.end), (2, 10, 12));

    let fixed = linter.fix("稿.docx", file.as_slice(), Fixes::Safe).unwrap();
    assert_eq!(fixed.applied, 1);
    let fixed = linter.text("稿.docx", fixed.bytes.unwrap()).unwrap();
    assert_eq!(fixed, "一、总体情况\n截至3月底，共有企业XX家。\n三、下一步打算\n");

    let annotated = linter.annotate("稿.docx", file.as_slice(), "核稿人").unwrap();
    assert_eq!((annotated.added, annotated.removed), (report.findings.len(), 0));
    let again = linter.annotate("稿.docx", annotated.bytes, "核稿人").unwrap();
    assert_eq!((again.added, again.removed), (annotated.added, annotated.added));

    let outline = linter.outline("稿.docx", file).unwrap();
    let marks: Vec<_> = outline.entries.iter().map(|entry| entry.mark.as_deref().unwrap()).collect();
    assert_eq!(marks, ["一、", "三、"]);
}

#[test]
fn the_json_is_that_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = "截止2月30日，共有企业XX家。";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let run = |arguments: &[&str]| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_hegao"));
        let output = { program }.current_dir(folder.path()).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let linter = Linter::new(&Options { today: Some("off".to_owned()), ..Options::default() }).unwrap();
    let told = run(&["check", "--format", "json", "--today", "off", "a.txt"]);
    assert_eq!(linter.check("a.txt", text).unwrap().to_json(), told);
    assert_eq!(linter.outline_json("a.txt", text).unwrap(), run(&["outline", "--json", "a.txt"]));
    assert_eq!(linter.figures_json("a.txt", text).unwrap(), run(&["figures", "--format", "json", "a.txt"]));
    assert_eq!(linter.text("a.txt", text).unwrap(), run(&["text", "a.txt"]));
    let emitted: serde_json::Value =
        serde_json::from_str(&run(&["similar", "--emit", "fingerprints", "a.txt"])).unwrap();
    let hashes = linter.fingerprints("a.txt", text).unwrap();
    let hashes: Vec<String> = hashes.iter().map(|hash| format!("{hash:016x}")).collect();
    assert!(!hashes.is_empty());
    assert_eq!(emitted["hashes"], serde_json::json!(hashes));
}

#[test]
fn formats_that_other_programs_read_are_made_readable_first() {
    let word = Docx::new("<w:p><w:r><w:t>截止3月底，共有企业XX家。</w:t></w:r></w:p>").build();
    let linter = linter("");
    assert_eq!(linter.check("稿.doc", word.as_slice()).unwrap_err().kind(), "not-converted");
    // A current Word document under the old extension needs no other program.
    let contents = linter.contents("稿.doc", word).unwrap();
    let report = linter.check("稿.doc", contents.clone()).unwrap();
    assert_eq!((report.format, report.findings.len()), ("doc", 2));
    assert!(linter.text("稿.doc", contents.clone()).unwrap().contains("XX家"));
    let annotated = linter.annotate("稿.doc", contents.clone(), "核稿人").unwrap();
    assert_eq!(annotated.added, 2);
    assert_eq!(linter.check("副本.docx", annotated.bytes).unwrap().findings.len(), 2);
    let together = linter.check_together([("稿.doc", contents.clone())]).unwrap();
    assert_eq!(together.reports[0].as_ref().unwrap().findings.len(), 2);
    let fixed = linter.fix("稿.doc", contents, Fixes::Safe).unwrap();
    assert_eq!((fixed.bytes, fixed.left), (None, 1));
    let plain = linter.contents("稿.txt", "共有企业XX家。").unwrap();
    assert_eq!(linter.check("稿.txt", plain).unwrap().findings.len(), 1);
    assert_eq!(linter.contents("稿.doc", "不是 Word 文件").unwrap_err().kind(), "not-the-format");
}

#[test]
fn a_program_that_reads_files_knows_how_far_and_what_to_say() {
    let linter = linter(
        "[limits]\nfile-size = \"1K\"\n[[overrides]]\nfiles = [\"长/*\"]\nlimits.file-size = \"2K\"\n",
    );
    assert_eq!(linter.max_file_size("稿.txt").unwrap(), 1024);
    assert_eq!(linter.max_file_size("长/稿.txt").unwrap(), 2048);
    assert_eq!(linter.check("稿.txt", vec![b'a'; 1025]).unwrap_err().kind(), "too-large");
    let refused = std::fs::File::open("没有这个文件").unwrap_err();
    let error = linter.unreadable(&refused);
    assert_eq!((error.kind(), error.to_string().as_str()), ("not-found", "没有这个文件或文件夹"));
}

#[test]
fn the_configuration_holds_for_a_document_by_its_name() {
    let linter = linter(
        "[limits]\nfindings = 1\n[placeholder]\nallow = [\"XX家\"]\n\
         [[overrides]]\nfiles = [\"案例/*\"]\nrules.placeholder = \"off\"\n\
         [[ignore]]\nrule = \"date/jiezhi\"\nfile = \"旧稿.txt\"\nreason = \"原文如此\"\n",
    );
    let rules = |name: &str, text: &str| {
        let report = linter.check(name, text).unwrap();
        let rules: Vec<String> = report.findings.iter().map(|found| found.rule.clone()).collect();
        (rules.join(" "), report.omitted)
    };
    assert_eq!(rules("稿.txt", "共有企业XX家。"), (String::new(), 0));
    assert_eq!(rules("稿.txt", "共有企业XX户。"), ("placeholder/mask".to_owned(), 0));
    assert_eq!(rules("案例/稿.txt", "共有企业XX户。"), (String::new(), 0));
    assert_eq!(rules("稿.txt", "截止3月底共有XX户。"), ("date/jiezhi".to_owned(), 1));
    assert_eq!(rules("旧稿.txt", "截止3月底共有企业80户。"), (String::new(), 0));
}

#[test]
fn a_wrong_configuration_is_told_with_its_place() {
    let error =
        refused(&Options { config: Some("[rules]\n'count/lst' = 'off'\n".to_owned()), ..Options::default() });
    assert_eq!(error.kind(), "configuration");
    let Error::Configuration { place: Some(place), .. } = &error else { panic!("{error:?}") };
    assert_eq!(
        (place.file.as_str(), place.line, place.column, place.bytes.clone()),
        ("hegao.toml", 2, 1, 8..19)
    );
    assert!(error.to_string().starts_with("hegao.toml:2:1: ") && error.help().is_some(), "{error}");
    let config = "today = '明天'\nlang = 'cn'\n[rules]\n'count/lst' = 'off'\n".to_owned();
    let error = refused(&Options { config: Some(config), ..Options::default() });
    let Error::Configuration { others, .. } = &error else { panic!("{error:?}") };
    let lines =
        error.to_string().lines().map(|line| line.split(':').nth(1).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!((others.len(), lines), (2, ["1", "2", "4"].map(str::to_owned).to_vec()), "{error}");
    for (config, line) in [("[rules\n", 1), ("\nextends = '../hegao.toml'\n", 2), ("packs = ['本局']\n", 1)]
    {
        let error = refused(&Options { config: Some(config.to_owned()), ..Options::default() });
        let Error::Configuration { place: Some(place), message, .. } = &error else { panic!("{error:?}") };
        assert_eq!(place.line, line, "{message}");
        assert!(!message.is_ascii(), "{message}");
    }
}

#[test]
fn what_is_asked_for_and_is_not_there_is_refused() {
    let select = |name: &str| Options { select: vec![name.to_owned()], ..Options::default() };
    let error = refused(&select("numbring"));
    assert_eq!(error.kind(), "unknown-rule");
    assert!(matches!(&error, Error::UnknownRule { suggestion: Some(near), .. } if near == "numbering"));
    let dates = [
        Options { today: Some("明天".to_owned()), ..Options::default() },
        Options { clock: Some("off".to_owned()), ..Options::default() },
    ];
    assert!(dates.iter().all(|options| refused(options).kind() == "bad-date"));
    let none = Options { ignore: vec!["all".to_owned()], ..Options::default() };
    assert_eq!(refused(&none).kind(), "no-rules");
    let english = Options { language: Some(Language::English), ..none };
    assert!(refused(&english).to_string().is_ascii());
    assert!(Linter::new(&select("序号")).is_ok(), "a family goes by its Chinese word too");
}

#[test]
fn a_document_that_cannot_be_read_is_an_error_of_its_kind() {
    let linter = linter("limits.file-size = '1K'\n");
    let kind = |name: &str, bytes: &[u8]| linter.check(name, bytes).unwrap_err().kind();
    assert_eq!(kind("a.docx", b"no package"), "not-a-zip");
    assert_eq!(kind("a.txt", b"\x00\x01"), "binary");
    assert_eq!(kind("a.xlsx", b"PK"), "unsupported-format");
    assert_eq!(kind("a.pdf", b"%PDF-1.7"), "not-converted");
    assert_eq!(kind("a.txt", &[b'a'; 2000]), "too-large");
    assert_eq!(linter.annotate("a.html", "<p>共XX户。", "甲").unwrap_err().kind(), "not-written");
}

#[test]
fn now_is_what_the_caller_says() {
    let text = "请于2025年3月5日前报送。";
    let found = |options: &Options| {
        let report = Linter::new(options).unwrap().check("a.txt", text).unwrap();
        (report.reference, report.findings.first().map(|found| found.severity))
    };
    let day = || Some("2026-03-05".to_owned());
    let select = || vec!["date/deadline".to_owned()];
    assert_eq!(found(&Options { select: select(), ..Options::default() }), (None, None));
    let (reference, severity) = found(&Options { select: select(), clock: day(), ..Options::default() });
    assert_eq!((reference, severity.map(|found| found <= Severity::Warning)), (day(), Some(true)));
    assert_eq!(found(&Options { select: select(), today: day(), ..Options::default() }).0, day());
}

#[test]
fn options_may_be_written_as_an_object() {
    let json = r#"{"select": ["number"], "language": "en", "packs": [{"name": "局", "files": []}]}"#;
    let options: Options = serde_json::from_str(json).unwrap();
    assert_eq!(options.packs, [Pack { name: "局".to_owned(), files: Vec::new() }]);
    assert_eq!(options.language, Some(Language::English));
    assert!(serde_json::from_str::<Options>(r#"{"selct": []}"#).is_err());
}

#[test]
fn rules_of_an_office_are_rules() {
    let rule = "severity = 'error'\n[zh]\ntitle = '旧称'\n[terms]\n'某旧局' = '某新局'\n";
    let pack = Pack { name: "本局".to_owned(), files: vec![("称谓.toml".to_owned(), rule.to_owned())] };
    let linter = Linter::new(&Options { packs: vec![pack], ..Options::default() });
    let report = match linter {
        Ok(linter) => linter.check("a.txt", "由某旧局负责。").unwrap(),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(report.findings[0].rule, "本局/称谓");
}

/// Returns the names and contents of the papers of a meeting, including a file that cannot be read.
fn meeting() -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meeting");
    let mut papers: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with(".json"))
        .collect();
    papers.push(("3-坏了.docx".to_owned(), b"no package".to_vec()));
    papers.sort();
    papers
}

/// Returns the standard output of the program in a folder with these files.
fn told(files: &[(String, Vec<u8>)], arguments: &[&str]) -> String {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let folder = program::folder(&files);
    program::out(&program::Hegao::new(folder.path(), arguments).run())
}

#[test]
fn documents_that_are_compared_are_told_as_the_command_line_tells_them() {
    let papers = meeting();
    let config = "fail-on = 'error'\nlimits.findings = 30\n[[overrides]]\nfiles = ['5*']\nfail-on = 'hint'\n\
                  [[ignore]]\nrule = 'duplicate/across'\nfile = '6*'\nreason = '照抄'\n";
    for config in ["", config] {
        let mut files = papers.clone();
        files.push(("hegao.toml".to_owned(), config.into()));
        let linter = Linter::new(&Options {
            config: Some(config.to_owned()),
            today: Some("off".to_owned()),
            ..Options::default()
        });
        let together = linter.unwrap().check_together(papers.iter().cloned()).unwrap();
        let names: Vec<&str> = papers.iter().map(|(name, _)| name.as_str()).collect();
        let run = |text: &[&str]| {
            let arguments = ["check", "--together", "--format", "json", "--today", "off"];
            told(&files, &[&arguments[..], text, &names].concat())
        };
        assert_eq!(together.to_json(), run(&[]), "{config}");
        assert_eq!(together.to_json_with_text(), run(&["--with-text"]), "{config}");
        let unread: Vec<bool> = together.reports.iter().map(Result::is_err).collect();
        assert_eq!(unread, [false, false, false, true, false, false, false]);
    }
}

#[test]
fn a_single_report_names_what_fails_a_run_as_the_command_line_does() {
    let config = "fail-on = 'error'\n[[overrides]]\nfiles = ['a*']\nfail-on = 'hint'\n";
    let files = [("a.txt", "共有企业XX家。"), ("hegao.toml", config)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let options =
        Options { config: Some(config.to_owned()), today: Some("off".to_owned()), ..Options::default() };
    let report = Linter::new(&options).unwrap().check("a.txt", files[0].1.clone()).unwrap();
    assert_eq!(report.to_json(), told(&files, &["check", "--format", "json", "--today", "off", "a.txt"]));
}

#[test]
fn a_finding_of_a_set_carries_the_place_in_the_other_document() {
    let papers = [
        (
            "通知.txt",
            "全县养老服务工作会议通知\n会议时间：2026年4月2日上午9:00\n会议地点：县政府三楼会议室\n",
        ),
        ("主持词.txt", "全县养老服务工作会议主持词\n时间：2026年4月2日上午9:00\n地点：县委党校报告厅\n"),
    ];
    let together = linter("").check_together(papers).unwrap();
    let found: Vec<_> =
        together.reports.iter().flat_map(|report| &report.as_ref().unwrap().findings).collect();
    let [place] = found.iter().filter(|found| found.rule == "set/place").collect::<Vec<_>>()[..] else {
        panic!("{found:?}")
    };
    let other = &place.elsewhere[0];
    let (own, there) = if other.name == "通知.txt" { (1, 0) } else { (0, 1) };
    assert_eq!(other.name, papers[there].0);
    assert!(papers[own].1.contains(&place.quote) && papers[there].1.contains(&other.quote));
    assert!(!other.label.is_empty() && other.excerpt.contains(&other.quote));
    assert_eq!((other.start.line, other.words.as_deref()), (3, None));
    let alone = linter("").check(papers[own].0, papers[own].1).unwrap();
    assert!(alone.findings.iter().all(|found| found.elsewhere.is_empty()));
}

#[test]
fn a_document_is_compared_with_that_of_the_year_before_as_the_command_line_does() {
    let old =
        ("去年.txt", "2024年工作总结\n2024年，全县完成投资52.3亿元，比上年增长8.1%。培训干部1,230人次。\n");
    let new =
        ("今年.txt", "2025年工作总结\n2025年，全县完成投资56.8亿元，比上年增长8.1%。培训干部1,230人次。\n");
    let files = [old, new].map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let linter = Linter::new(&Options { today: Some("off".to_owned()), ..Options::default() }).unwrap();
    let report = linter.check_against(new.0, new.1, old).unwrap();
    let arguments = ["check", "--format", "json", "--today", "off", "--previous", old.0, new.0];
    assert_eq!(report.to_json(), told(&files, &arguments));
    let is_of_last_year = |found: &&hegao::Finding| found.elsewhere.iter().any(|other| other.name == old.0);
    let marked = report.findings.iter().filter(is_of_last_year).count();
    assert!(marked > 0, "{:?}", report.findings);
    let commented = linter.annotate_against(new.0, new.1, old, "核稿人").unwrap();
    assert_eq!(commented.added, report.findings.len());
    let commented = String::from_utf8(commented.bytes).unwrap();
    assert!(report.findings.iter().all(|found| commented.contains(&found.message)), "{commented}");

    let error = linter.check_against(new.0, new.1, ("去年.docx", "no package")).unwrap_err();
    assert_eq!(error.kind(), "not-a-zip");
    assert!(error.to_string().starts_with("去年.docx") && error.help().is_some(), "{error}");
    assert!(matches!(error, Error::Previous { .. }));
    let error = linter.check_against("今年.docx", "no package", old).unwrap_err();
    assert!(matches!(error, Error::Document { .. }), "{error:?}");
}

#[test]
fn findings_of_a_set_are_written_into_each_paper() {
    let linter = linter("");
    let papers = meeting();
    let together = linter.check_together(papers.iter().cloned()).unwrap();
    let written = linter.annotate_together(papers.iter().cloned(), "核稿人").unwrap();
    assert_eq!(written.len(), papers.len());
    let mut from_others = 0;
    for (((name, bytes), report), written) in papers.iter().zip(&together.reports).zip(&written) {
        match (report, written) {
            (Ok(report), Ok(written)) => {
                assert_eq!(written.added, report.findings.len(), "{name}");
                let alone = linter.annotate(name, bytes.clone(), "核稿人").unwrap();
                from_others += written.added - alone.added;
            }
            (Ok(_), Err(error)) => assert_eq!((error.kind(), name.ends_with(".html")), ("not-written", true)),
            (Err(_), Err(error)) => assert_eq!(error.kind(), "not-a-zip"),
            (Err(error), Ok(_)) => panic!("{name}: {error}"),
        }
    }
    assert!(from_others >= 10, "{from_others}");
    // A second run removes the remarks and writes them again.
    let again = papers.iter().zip(written).map(|((name, bytes), written)| {
        (name.clone(), written.map_or_else(|_| bytes.clone(), |written| written.bytes))
    });
    for written in
        linter.annotate_together(again.collect::<Vec<_>>(), "核稿人").unwrap().into_iter().flatten()
    {
        assert_eq!(written.added, written.removed);
    }
}

#[test]
fn rules_that_compare_are_no_silent_pass_over_one_document() {
    let linter = |family: &str| {
        Linter::new(&Options { select: vec![family.to_owned()], ..Options::default() }).unwrap()
    };
    let error = linter("set").check("a.txt", "共有企业80家。").unwrap_err();
    assert_eq!((error.kind(), error.to_string().contains("check_together")), ("no-rules", true));
    assert!(linter("set").check_together([("a.txt", "共有企业80家。")]).is_ok());
    assert_eq!(linter("previous").check_together([("a.txt", "甲")]).unwrap_err().kind(), "no-rules");
    assert!(linter("previous").check_against("a.txt", "甲", ("b.txt", "乙")).is_ok());
    assert_eq!(linter("previous").annotate("a.txt", "甲", "核稿人").unwrap_err().kind(), "no-rules");
}

/// Returns the names that `lib.rs` exports, except those for tests.
fn exported() -> Vec<String> {
    let code = include_str!("../src/lib.rs").replace("#[doc(hidden)]\npub use lsp::rehearsal;\n", "");
    let mut names = Vec::new();
    for line in code.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let (_, last) = line.trim_end_matches(';').rsplit_once("::").unwrap();
        names.extend(last.trim_matches(['{', '}']).split(", ").map(str::to_owned));
    }
    names.sort_unstable();
    names
}

#[test]
fn the_pages_on_stability_name_every_exported_type_and_no_other() {
    let exported = exported();
    assert!(exported.len() > 30 && exported.iter().any(|name| name == "Linter"), "{exported:?}");
    for page in [include_str!("../docs/api.md"), include_str!("../docs/api.zh-CN.md")] {
        let rows =
            page.lines().filter(|line| line.starts_with("| `")).take_while(|row| !row.contains("JSON"));
        let names = rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`'));
        let mut listed: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
        listed.sort_unstable();
        assert_eq!(listed, exported);
    }
}
