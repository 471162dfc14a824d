//! The sentences that the program itself prints, in both languages.

use crate::language::Language;

/// All sentences that the program itself prints, in one language.
pub(super) struct Texts {
    pub(super) error: &'static str,
    pub(super) mistakes: fn(usize) -> String,
    pub(super) all_excluded: fn(usize) -> String,
    pub(super) accepted_unread: fn(&str, &str) -> String,
    pub(super) empty: fn(&str) -> String,
    pub(super) progress: fn(usize, usize) -> String,
    pub(super) converted: fn(usize, usize) -> String,
    pub(super) annotated: fn(&str, usize) -> String,
    pub(super) opened: fn(&str) -> String,
    pub(super) not_opened: fn(&str, &str) -> String,
    pub(super) backed_up: fn(&str) -> String,
    pub(super) more_findings: fn(usize) -> String,
    pub(super) not_in_place: &'static str,
    pub(super) no_file_name: &'static str,
    pub(super) nothing_to_write: &'static str,
    pub(super) older_copy: fn(&str) -> String,
    pub(super) earlier: fn(usize, usize) -> String,
    pub(super) without_place: fn(usize) -> String,
    pub(super) unsigned: fn(&str) -> String,
    pub(super) accepted: fn(&str, usize) -> String,
    pub(super) pruned: fn(&str, usize, usize) -> String,
    pub(super) accepted_here: fn(&str, usize) -> String,
    pub(super) several_baselines: fn(&str) -> String,
    pub(super) no_baseline_named: &'static str,
    pub(super) baseline_exists: fn(&str) -> String,
    pub(super) bad_baseline: fn(&str, &str) -> String,
    pub(super) filtered: fn(usize, usize) -> String,
    pub(super) changed: fn(&str, usize, usize) -> String,
    pub(super) fixed: fn(usize, usize) -> String,
    pub(super) fixable: fn(usize, usize) -> String,
    pub(super) bad_place: fn(&str) -> String,
    pub(super) no_reason: &'static str,
    pub(super) bad_day: fn(&str) -> String,
    pub(super) not_below: fn(&str, &str) -> String,
    pub(super) nothing_there: fn(&str, &str) -> String,
    pub(super) ignored: fn(&str, usize) -> String,
    pub(super) fighting: fn(&str, &str) -> String,
    pub(super) held_back: fn(&str, &str) -> String,
    pub(super) no_gain: fn(&str, &str) -> String,
    pub(super) one_document: fn(&str, usize) -> String,
    pub(super) previous_folder: fn(&str) -> String,
    pub(super) previous_of_one: fn(usize) -> String,
    pub(super) previous_is_same: fn(&str) -> String,
    pub(super) no_place_for_text: &'static str,
    pub(super) no_statistics: &'static str,
    pub(super) mends_one: &'static str,
    pub(super) mends_files: &'static str,
    pub(super) no_room_for_report: &'static str,
    pub(super) no_company: &'static str,
    pub(super) has_configuration: &'static str,
    pub(super) wrote_configuration: &'static str,
}

impl Texts {
    #[expect(clippy::too_many_lines, reason = "a table of texts")]
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::Chinese => Self {
                error: "错误：",
                mistakes: |count| format!("配置里有 {count} 处不对，改好以前什么也不检查"),
                all_excluded: |count| {
                    format!(
                        "命令里写出的 {count} 个都在不查之列（配置的 exclude 或 --exclude），什么也没有检查"
                    )
                },
                accepted_unread: |path, reason| format!("{path}：读不成，配置里接受了：{reason}"),
                empty: |path| format!("{path}：空文稿，里面没有文字"),
                progress: |done, all| format!("已检查 {done} / {all}"),
                converted: |done, all| format!("LibreOffice 已转换 {done} / {all}"),
                annotated: |path, count| format!("写好 {path}，{count} 条批注"),
                opened: |path| format!("报告在 {path}，已经交给浏览器打开"),
                not_opened: |path, reason| format!("没有打开浏览器（{reason}）；报告在 {path}，可以自己打开"),
                backed_up: |path| format!("原来的文件存为 {path}"),
                more_findings: |count| {
                    format!("另有 {count} 处没有写成批注，用 --max 可以多写，hegao check 可以看到全部。")
                },
                accepted: |path, count| {
                    format!("写好 {path}，记下 {count} 处；以后用 hegao check --baseline {path} 只报新出现的")
                },
                accepted_here: |path, count| {
                    format!("写好 {path}，记下 {count} 处；配置里写了它，以后 hegao check 只报新出现的")
                },
                several_baselines: |paths| {
                    format!(
                        "这些文稿的配置写的基线不是同一个：{paths}\n  用 -o 写明写进哪一个，或者分开运行，一次只记一个配置管的文稿。"
                    )
                },
                no_baseline_named: "没有写",
                pruned: |path, gone, left| format!("{path} 去掉 {gone} 条，还有 {left} 条"),
                baseline_exists: |path| {
                    format!(
                        "已经有 {path}；去掉改好的用 --prune，全部重写用 --force（新出现的问题也会记进去）"
                    )
                },
                bad_baseline: |path, reason| {
                    format!("读不了基线 {path}：{reason}\n  用 hegao baseline 重新写一份。")
                },
                filtered: |known, mended| match mended {
                    0 => format!("基线里已有的 {known} 处没有报"),
                    mended => format!(
                        "基线里已有的 {known} 处没有报；有 {mended} 条已经改好，用 hegao baseline --prune 去掉"
                    ),
                },
                one_document: |pattern, count| {
                    format!("符合 {pattern} 的有 {count} 个；这个命令一次只能处理一份文稿")
                },
                previous_folder: |path| {
                    format!("{path} 是文件夹：--previous 拿一份文稿与它上一年的那一份比较，两边都要写文件")
                },
                previous_of_one: |count| {
                    format!("要检查的有 {count} 份文稿：--previous 一次只能检查一份，与它上一年的那一份比较")
                },
                previous_is_same: |path| format!("{path} 就是要检查的文稿：--previous 后面写上一年的那一份"),
                no_company: "选中的规则要与别的文稿比较，单独查不了\n  「成套」的规则加上 --together，「上年」的规则加上 --previous 去年的文稿。",
                no_place_for_text: "--with-text 只能用在 JSON 里，别的格式没有放全文的地方\n  加上 --format json 或 --format jsonl，或者用 --report json=文件。",
                mends_one: "--fix - 把改好的标准输入打印出来，只能单独用\n  别的文件另外再查一次：hegao check --fix 文件。",
                mends_files: "--fix 和 --stdin-filename 一起用时，改的是标准输入\n  在后面写上 -：hegao check --fix --stdin-filename 稿.md - 。",
                no_room_for_report: "--fix - 的标准输出是改好的文稿，没有地方放这种格式的报告\n  去掉 --format，问题就打印在标准错误上；或者加 -o 文件，把报告写到文件里。",
                no_statistics: "--statistics 只有 pretty 和 json 两种格式\n  去掉 --format，或者写 --format json；别的报告可以同时写，如 --report sarif=文件。",
                has_configuration: "这里已经有 hegao.toml，没有改动它。",
                wrote_configuration: "写好 hegao.toml，每一项都有说明；hegao config --show 文件 可以看到什么在起作用。",
                not_in_place: "旧格式的文件不能直接写批注：用 -o 写成一份 .docx 副本。",
                no_file_name: "标准输入没有文件名，副本要用 -o 写明。",
                nothing_to_write: "没有发现问题，没有另存副本。",
                older_copy: |path| format!("{path} 是以前存的副本，没有动它。"),
                earlier: |removed, kept| match (removed, kept) {
                    (removed, 0) => format!("上次的 {removed} 条已经换掉"),
                    (0, kept) => format!("以前的 {kept} 条有人答复或者改过，原样留着"),
                    (removed, kept) => {
                        format!("上次的 {removed} 条已经换掉；另有 {kept} 条有人答复或者改过，原样留着")
                    }
                },
                without_place: |count| {
                    format!("有 {count} 处没有写成批注：正文里没有段落可以批，hegao check 可以看到")
                },
                unsigned: |path| format!("{path} 不再带数字签名：内容改过，原来的签名已经失效，需要重新签名"),
                bad_place: |place| format!("要写成 讲话.docx:12 这样，不能是「{place}」"),
                no_reason: "要写明理由：--reason \"……\"",
                bad_day: |day| format!("--expires 后面应当是 2026-12-31 这样的日期，不能是「{day}」"),
                not_below: |path, config| {
                    format!(
                        "{path} 不在 {config} 的文件夹里，写进去的忽略管不到它\n  写进离文稿最近的配置，去掉 --config。"
                    )
                },
                nothing_there: |place, rule| {
                    format!("{place} 没有 {rule} 的问题\n  hegao check --format line 列出各处的行号和规则。")
                },
                ignored: |path, count| format!("写进 {path}，{count} 条"),
                changed: |revision, checked, left| match checked {
                    0 => format!("与 {revision} 相比没有改动的文稿，{left} 个没有检查"),
                    checked => {
                        format!("与 {revision} 相比有改动的 {checked} 个；没有改动的 {left} 个没有检查")
                    }
                },
                fixable: |done, left| format!("可以改 {done} 处，改后还剩 {left} 处修改建议；没有动文件"),
                fighting: |path, rules| format!("{path}：{rules} 的修改互相抵消，没有改"),
                held_back: |path, rules| {
                    format!("{path}：{rules} 的修改会引出原来没有的问题，没有改；看过再改，用 --unsafe-fixes")
                },
                no_gain: |path, rules| {
                    format!("{path}：{rules} 的修改会引出同样多的新问题，没有改；请对照原稿自己改")
                },
                fixed: |done, left| match left {
                    0 => format!("改了 {done} 处"),
                    left => {
                        format!("改了 {done} 处；{left} 处有修改建议但没有改：要人看过，或者格式夹在字中间")
                    }
                },
            },
            Language::English => Self {
                error: "error: ",
                mistakes: |count| {
                    format!("{count} mistakes in the configuration; nothing is checked until they are mended")
                },
                all_excluded: |count| {
                    format!(
                        "nothing is checked: all that is named ({count}) is excluded, by `exclude` of the configuration or --exclude"
                    )
                },
                accepted_unread: |path, reason| {
                    format!("{path} is not read, as the configuration accepts: {reason}")
                },
                empty: |path| format!("{path} is an empty document: it holds no text"),
                progress: |done, all| format!("{done} of {all} checked"),
                converted: |done, all| format!("{done} of {all} converted by LibreOffice"),
                annotated: |path, count| format!("{path} is written, with {count} comments"),
                opened: |path| format!("the report is {path}, handed to the browser"),
                not_opened: |path, reason| {
                    format!("no browser was opened ({reason}); the report is {path}: open it yourself")
                },
                backed_up: |path| format!("what it was is kept as {path}"),
                more_findings: |count| {
                    format!("{count} more have no comment: --max allows more, `hegao check` shows all.")
                },
                accepted: |path, count| {
                    format!(
                        "{path} is written, with {count} findings; `hegao check --baseline {path}` reports what is new"
                    )
                },
                accepted_here: |path, count| {
                    format!(
                        "{path} is written, with {count} findings; the configuration names it, and `hegao check` reports what is new"
                    )
                },
                several_baselines: |paths| {
                    format!(
                        "the configurations of these documents name different baselines: {paths}\n  Say with -o which is to be written, or run once for the documents of each configuration."
                    )
                },
                no_baseline_named: "none",
                pruned: |path, gone, left| format!("{gone} taken out of {path}, {left} left"),
                baseline_exists: |path| {
                    format!(
                        "there is a {path}: --prune takes out what was mended, --force writes it anew, with what is new"
                    )
                },
                bad_baseline: |path, reason| {
                    format!(
                        "the baseline {path} cannot be read: {reason}\n  `hegao baseline` writes another."
                    )
                },
                filtered: |known, mended| match mended {
                    0 => format!("{known} known to the baseline are not reported"),
                    mended => format!(
                        "{known} known to the baseline are not reported; {mended} of its entries are mended: `hegao baseline --prune` takes them out"
                    ),
                },
                one_document: |pattern, count| {
                    format!("{pattern} matches {count} names; this command takes one document")
                },
                previous_folder: |path| {
                    format!(
                        "{path} is a folder: --previous compares one document with that of the year before, name two files"
                    )
                },
                previous_of_one: |count| {
                    format!(
                        "{count} documents are to be checked: --previous compares one with that of the year before"
                    )
                },
                previous_is_same: |path| {
                    format!(
                        "{path} is the document to be checked: name that of the year before behind --previous"
                    )
                },
                no_company: "the rules that are selected compare a document with others, and there are none\n  Rules of `set` need --together, rules of `previous` --previous with the report of the year before.",
                no_place_for_text: "--with-text is for JSON: other formats have no place for the text of a document\n  Add --format json or --format jsonl, or --report json=FILE.",
                mends_one: "--fix - prints standard input with its fixes, and takes no other files\n  Mend the others in a run of their own: hegao check --fix FILE.",
                mends_files: "--fix together with --stdin-filename mends standard input, which is not among the files\n  Add it: hegao check --fix --stdin-filename draft.md -",
                no_room_for_report: "with --fix -, standard output is the mended document and has no room for a report in this format\n  Leave --format out, and findings are printed on standard error; or write the report to a file, by -o FILE.",
                no_statistics: "--statistics is for the formats pretty and json\n  Leave --format out, or say --format json; other reports may be written beside it, as --report sarif=FILE.",
                has_configuration: "there is a hegao.toml here already; it was left as it is",
                wrote_configuration: "hegao.toml is written; `hegao config --show FILE` tells what holds for a file",
                not_in_place: "comments cannot be written into files of old formats: write a .docx copy with -o.",
                no_file_name: "standard input has no file name: name the copy with -o.",
                nothing_to_write: "nothing found: no copy was written.",
                older_copy: |path| format!("{path} is a copy of an earlier run and was left as it is."),
                earlier: |removed, kept| match (removed, kept) {
                    (removed, 0) => format!("{removed} of an earlier run were replaced"),
                    (0, kept) => format!("{kept} of earlier runs that people answered or changed were kept"),
                    (removed, kept) => format!(
                        "{removed} of an earlier run were replaced; {kept} that people answered or changed were kept"
                    ),
                },
                without_place: |count| {
                    format!(
                        "{count} have no comment: the body has no paragraph for them; `hegao check` shows them"
                    )
                },
                unsigned: |path| {
                    format!(
                        "{path} is no longer signed: the change made the signature invalid; sign it again"
                    )
                },
                bad_place: |place| format!("a place is written as speech.docx:12, not `{place}`"),
                no_reason: "a reason is wanted: --reason \"…\"",
                bad_day: |day| format!("--expires takes a date such as 2026-12-31, not `{day}`"),
                not_below: |path, config| {
                    format!(
                        "{path} is not below the folder of {config}: an ignore in it would not hold for the file\n  Leave --config out, and it goes into the nearest configuration."
                    )
                },
                nothing_there: |place, rule| {
                    format!(
                        "{rule} finds nothing at {place}\n  `hegao check --format line` lists lines and rules."
                    )
                },
                ignored: |path, count| format!("{count} written into {path}"),
                changed: |revision, checked, left| match checked {
                    0 => format!("no document has changed since `{revision}`; {left} not checked"),
                    checked => {
                        format!("{checked} changed since `{revision}`; {left} unchanged and not checked")
                    }
                },
                fixable: |done, left| {
                    format!("{done} would be fixed, {left} more have a fix; nothing was changed")
                },
                fighting: |path, rules| {
                    format!("{path}: the fixes of {rules} undo each other; it was not changed")
                },
                held_back: |path, rules| {
                    format!(
                        "{path}: the fixes of {rules} would bring up new findings and were not made; --unsafe-fixes makes them, to be looked at"
                    )
                },
                no_gain: |path, rules| {
                    format!(
                        "{path}: the fixes of {rules} would bring up as many new findings and were not made; mend it by hand"
                    )
                },
                fixed: |done, left| match left {
                    0 => format!("{done} fixed"),
                    left => format!(
                        "{done} fixed; {left} more have a fix that needs a look, or has markup inside"
                    ),
                },
            },
        }
    }
}
