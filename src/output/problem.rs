//! Reasons why a file could not be checked, in words, with advice.

use std::io::ErrorKind;

use crate::engine::report::Problem;
use crate::language::Language;
use crate::output::reason;
use crate::package::PackageError;
use crate::readers::ReadError;
use crate::readers::content::Content;
use crate::registry::UnknownRule;
use crate::writers::WriteError;

/// The name of a problem in reports for programs, such as `not-found`.
pub fn kind(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotFound => "not-found",
        Problem::Unreadable(_) => "unreadable",
        Problem::InUse => "file-in-use",
        Problem::NoDocuments => "no-documents",
        Problem::Unwritten(WriteError::Unencodable { .. }) => "unencodable",
        Problem::Unwritten(WriteError::Unsupported { .. }) => "not-written",
        Problem::Unwritten(WriteError::Signed) => "signed",
        Problem::Unwritten(WriteError::TextChanged) => "internal",
        Problem::Unwritten(WriteError::Package(error)) => package_kind(error),
        Problem::Unwritable(_) => "unwritable",
        Problem::LeadsOutside(_) => "leads-outside",
        Problem::Changed => "changed",
        Problem::OpenElsewhere(_) => "file-in-use",
        Problem::NoProgram(_) => "no-program",
        Problem::ProgramFailed(..) => "program-failed",
        Problem::Unread(error) => unread_kind(error),
        Problem::TooLong(_) => "too-large",
        Problem::Panicked => "internal",
    }
}

fn unread_kind(error: &ReadError) -> &'static str {
    match error {
        ReadError::BadBytes { .. } => "bad-bytes",
        ReadError::MixedEncodings { .. } => "mixed-encodings",
        ReadError::Utf32 => "utf-32",
        ReadError::Binary => "binary",
        ReadError::TooLarge => "too-large",
        ReadError::Unsupported { .. } => "unsupported-format",
        ReadError::LockFile => "lock-file",
        ReadError::NotConverted { .. } => "not-converted",
        ReadError::NoText => "no-text",
        ReadError::Empty => "damaged",
        ReadError::Mislabelled { .. } => "not-the-format",
        ReadError::HiddenText => "hidden-text",
        ReadError::Package(error) => package_kind(error),
    }
}

fn package_kind(error: &PackageError) -> &'static str {
    match error {
        PackageError::NotAZip => "not-a-zip",
        PackageError::NotTheFormat { .. } => "not-the-format",
        PackageError::Encrypted => "encrypted",
        PackageError::Damaged(_) => "damaged",
        PackageError::Bomb { .. } => "bomb",
        PackageError::Malformed { .. } => "malformed-xml",
        PackageError::Doctype { .. } => "doctype",
        PackageError::TooDeep { .. } => "too-deep",
    }
}

/// Message for a rule name that does not exist, with the nearest existing name.
pub fn unknown_rule(unknown: &UnknownRule, language: Language) -> String {
    let name = &unknown.name;
    let text = language
        .pick(format!("没有叫「{name}」的规则或类别"), format!("no rule or family is called `{name}`"));
    let near = unknown.suggestion.as_ref();
    let near =
        near.map(|near| language.pick(format!("，是不是「{near}」？"), format!("; did you mean `{near}`?")));
    text + &near.unwrap_or_default()
}

/// Describes the problem in a sentence.
#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub fn message(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::NotFound => {
            language.pick("没有这个文件或文件夹", "there is no such file or folder").to_owned()
        }
        Problem::Unreadable(reason) => {
            let reason = reason::system(reason, language);
            language.pick(format!("打不开：{reason}"), format!("cannot be opened: {reason}"))
        }
        Problem::InUse => language
            .pick("正被别的程序打开，读不到内容", "open in another program, which locks it")
            .to_owned(),
        Problem::NoDocuments => {
            language.pick("文件夹里没有可以检查的文稿", "the folder holds no document to check").to_owned()
        }
        Problem::NoProgram(program) => language.pick(
            format!("读这种文件要用 {program}，这台机器上没有"),
            format!("files of this kind are read by way of {program}, which is not installed"),
        ),
        Problem::ProgramFailed(program, fault) => {
            let reason = reason::program(fault, language);
            language.pick(
                format!("{program} 读不了这个文件：{reason}"),
                format!("{program} cannot read this file: {reason}"),
            )
        }
        Problem::Unwritten(WriteError::Unencodable { encoding, character }) => {
            let name = encoding.name();
            language.pick(
                format!("{name} 编码里没有「{character}」这个字，文件没有改动"),
                format!("{name} has no `{character}`: the file was not changed"),
            )
        }
        Problem::Unwritten(WriteError::Unsupported { format }) => {
            let name = format.name();
            language.pick(
                format!("{name} 文件里不能写批注"),
                format!("comments cannot be written into {name} files"),
            )
        }
        Problem::Unwritten(WriteError::Signed) => language
            .pick(
                "有数字签名，改动后签名就失效，没有写",
                "signed; a change makes the signature invalid: it was not written",
            )
            .to_owned(),
        Problem::Unwritten(WriteError::TextChanged) => language
            .pick(
                "程序内部出错：写出来的文字与原稿不同，没有写",
                "an internal fault: what was to be written differs from the text of the document; it was not written",
            )
            .to_owned(),
        Problem::Unwritten(WriteError::Package(error)) => package_message(error, language),
        Problem::Unwritable(reason) => {
            let reason = reason::system(reason, language);
            language.pick(
                format!("写不了：{reason}；文件没有改动"),
                format!("cannot be written: {reason}; it is as it was"),
            )
        }
        Problem::LeadsOutside(target) => language.pick(
            format!("是通到外面的链接（{target}），没有写"),
            format!("a link that leads outside, to {target}: it was not written"),
        ),
        Problem::Changed => language
            .pick("检查期间文件被改动过，没有写", "changed while it was checked: it was not written")
            .to_owned(),
        Problem::OpenElsewhere(lock) => language.pick(
            format!("正在 Word 里打开着（有 {lock}），没有写"),
            format!("open in Word (there is {lock}): it was not written"),
        ),
        Problem::Unread(error) => unread_message(error, language),
        Problem::TooLong(most) => {
            language.pick(format!("超过 {most}，没有读"), format!("larger than {most}, and not read"))
        }
        Problem::Panicked => language
            .pick(
                "检查时程序内部出错，这个文件没有结果",
                "an internal fault: there is no result for this file",
            )
            .to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table of texts")]
fn unread_message(error: &ReadError, language: Language) -> String {
    match error {
        ReadError::BadBytes { encoding, byte, line } => {
            let name = encoding.name();
            language.pick(
                format!("按 {name} 编码读不通：第 {line} 行有不能识别的字节（第 {byte} 字节处）"),
                format!("not {name}: line {line} holds bytes that are no character (at byte {byte})"),
            )
        }
        ReadError::MixedEncodings { byte, line } => language.pick(
            format!("一个文件里有两种编码：从第 {line} 行（第 {byte} 字节处）起，UTF-8 和 GBK 混在一起"),
            format!("two encodings in one file: from line {line} on (byte {byte}), UTF-8 and GBK are mixed"),
        ),
        ReadError::Utf32 => {
            language.pick("是 UTF-32 编码，不能读", "encoded in UTF-32, which is not read").to_owned()
        }
        ReadError::Binary => {
            language.pick("不是文本文件（含有空字节）", "not a text file: it holds NUL bytes").to_owned()
        }
        ReadError::TooLarge => {
            language.pick("文件太大：最大 4 GiB", "too large: files may have up to 4 GiB").to_owned()
        }
        ReadError::Unsupported { extension } => {
            language.pick(format!("不读 .{extension} 文件"), format!("`.{extension}` files are not read"))
        }
        ReadError::LockFile => language
            .pick(
                "这是 Word 打开文件时留下的临时文件，不是文稿",
                "the small file that Word keeps beside an open document, not a document",
            )
            .to_owned(),
        ReadError::NotConverted { format } => {
            let name = format.name();
            language.pick(
                format!("{name} 文件要先经别的程序转换"),
                format!("{name} files are read by way of another program"),
            )
        }
        ReadError::Empty => language
            .pick("文件是空的（0 字节），内容已经丢失", "the file is empty (0 bytes): its content is lost")
            .to_owned(),
        ReadError::Mislabelled { format, content } => {
            let name = format.name();
            let (zh, en) = content_name(*content);
            language.pick(
                format!("内容不是 {name} 文件，{zh}"),
                format!("not what its name says: no {name} file, {en}"),
            )
        }
        ReadError::NoText => language
            .pick(
                "页面里只有图片，没有文字，什么也没有检查",
                "the pages hold pictures, no text: nothing was checked",
            )
            .to_owned(),
        ReadError::HiddenText => language
            .pick(
                "页面上有文字，但取不出来：字体里没有「字形—文字」对照表，或者这台机器缺中文字体数据，什么也没有检查",
                "the pages show text that cannot be taken out: their fonts hold no Unicode mapping, or data for Chinese \
                 fonts is not installed; nothing was checked",
            )
            .to_owned(),
        ReadError::Package(error) => package_message(error, language),
    }
}

/// Name of the file's real type, for a message such as “the content is not a doc file”.
fn content_name(content: Content) -> (&'static str, &'static str) {
    match content {
        Content::Word(_) => ("是旧格式的 Word 文件（doc）", "but a Word file of the old format (doc)"),
        Content::Package => ("是 zip 包（如 docx）", "but a zip package, such as docx"),
        Content::Rtf => ("是 RTF 文件", "but an RTF file"),
        Content::Pdf => ("是 PDF 文件", "but a PDF file"),
        Content::Html => ("是网页（HTML 或 XML）", "but a web page (HTML or XML)"),
        Content::WebArchive => ("是单个文件网页（MHTML）", "but a web page in one file (MHTML)"),
        Content::Other => ("也不是别的能认出的文稿", "nor any other known document"),
    }
}

fn package_message(error: &PackageError, language: Language) -> String {
    match error {
        PackageError::NotAZip => language
            .pick("内容不是这种文件：不是 zip 包", "not what its name says: no zip package")
            .to_owned(),
        PackageError::NotTheFormat { missing } => language.pick(
            format!("内容不是这种文件：里面没有 {missing}"),
            format!("not what its name says: it holds no `{missing}`"),
        ),
        PackageError::Encrypted => language.pick("有密码，读不到内容", "protected by a password").to_owned(),
        PackageError::Damaged(damage) => {
            let reason = reason::damage(damage, language);
            language.pick(format!("文件损坏：{reason}"), format!("the file is damaged: {reason}"))
        }
        PackageError::Bomb { part } => language.pick(
            format!("{part} 解压后大得不合情理，没有读"),
            format!("`{part}` would inflate beyond reason and was not read"),
        ),
        PackageError::Malformed { part, byte, reason } => {
            let reason = reason::xml(reason, language);
            language.pick(
                format!("{part} 不是完好的 XML（第 {byte} 字节处）：{reason}"),
                format!("`{part}` is not well-formed XML (at byte {byte}): {reason}"),
            )
        }
        PackageError::Doctype { part } => language.pick(
            format!("{part} 里有文档类型声明（DTD），正常的文稿没有，为安全起见没有读"),
            format!("`{part}` declares a document type, which no honest document does"),
        ),
        PackageError::TooDeep { part } => language.pick(
            format!("{part} 的嵌套层数太深，正常的文稿不会这样，没有读"),
            format!("`{part}` nests deeper than any honest document"),
        ),
    }
}

/// Advice on the problem; empty if there is none.
pub fn help(problem: &Problem, language: Language) -> &'static str {
    match problem {
        Problem::NotFound => language.pick("检查路径有没有写错。", "Check the path."),
        Problem::Unreadable(error) if error.kind == ErrorKind::IsADirectory => {
            language.pick("写出文件夹里的文件名。", "Name a file in the folder.")
        }
        Problem::Unreadable(error) if error.kind == ErrorKind::PermissionDenied => {
            language.pick("检查文件的权限，或者先关闭占用它的程序。", "Check its permissions.")
        }
        Problem::Unreadable(_) => language.pick("检查路径和文件本身。", "Check the path and the file itself."),
        Problem::Unwritable(_) => language.pick(
            "检查它所在的文件夹能不能写，磁盘满了没有。",
            "See whether its folder may be written to, and whether the disk is full.",
        ),
        Problem::Unwritten(WriteError::Unencodable { .. }) => language.pick(
            "把文件另存为 UTF-8 编码，再试。",
            "Save the file as UTF-8 and try again.",
        ),
        Problem::Unwritten(WriteError::Signed) => language.pick(
            "确实要写，加上 --force：写出的文件不再带签名。",
            "Add --force to write it without the signature.",
        ),
        Problem::LeadsOutside(_) => language.pick(
            "要改那个文件，写出它自己的路径；或者加上 --trust 和它所在的文件夹。",
            "If that file is to be changed, name it by its own path, or add --trust with its folder.",
        ),
        Problem::Changed => language.pick("再运行一次。", "Run it again."),
        Problem::OpenElsewhere(_) | Problem::InUse => {
            language.pick("先在 Word 或 WPS 里关闭它，再检查。", "Close it there, and check again.")
        }
        Problem::NoDocuments => language.pick(
            "会检查 .docx、.txt、.md 等文件；隐藏的和被 git 忽略的不算。要检查别的文件，直接写出文件名。",
            "Files that end in .docx, .txt, .md and the like are checked, save hidden and ignored ones. Name any other file outright.",
        ),
        Problem::NoProgram("pdftotext") => language.pick(
            "安装 poppler-utils，或者把文件另存为 .docx 再检查。",
            "Install poppler-utils, or save the file as .docx.",
        ),
        Problem::NoProgram(_) => language.pick(
            "安装 LibreOffice，或者用 Word、WPS 打开后另存为 .docx 再检查。",
            "Install LibreOffice, or open the file in Word or WPS and save it as .docx.",
        ),
        Problem::ProgramFailed(..) => language.pick(
            "用 Word 或 WPS 打开看看；能打开就另存为 .docx 再检查。",
            "See whether Word or WPS opens it; if so, save it as .docx and check that.",
        ),
        Problem::Unread(error) => unread_help(error, language),
        Problem::TooLong(_) => language.pick(
            "确实要查，用 --max-file-size 或者配置里的 [limits] file-size 放宽。",
            "If it is to be read, raise --max-file-size, or `file-size` under [limits] in the configuration.",
        ),
        Problem::Panicked | Problem::Unwritten(WriteError::TextChanged) => language.pick(
            "这是 hegao 的缺陷，请带上能重现的最短文本报告给维护者。",
            "This is a fault of hegao: please report it with the shortest text that shows it.",
        ),
        Problem::Unwritten(_) => language.pick(
            "用 Word 或 WPS 打开后另存为 .docx 再试。",
            "Open it in Word or WPS, save it as .docx, and try that.",
        ),
    }
}

fn unread_help(error: &ReadError, language: Language) -> &'static str {
    match error {
        ReadError::BadBytes { .. } => language.pick(
            "如果知道是什么编码，用 --encoding 指定；或者用记事本、WPS 打开，另存为 UTF-8 再检查。",
            "Name its encoding by --encoding if you know it, or save it as UTF-8 in an editor.",
        ),
        ReadError::MixedEncodings { .. } => language.pick(
            "多半是两个文件拼成的：把后来的部分另存为同一种编码，再合在一起。",
            "It was probably joined from two files: save both in one encoding and join them again.",
        ),
        ReadError::Utf32 => language.pick(
            "用记事本或 WPS 打开，另存为 UTF-8 编码的文本文件，再检查。",
            "Open it in an editor, save it as UTF-8, and check again.",
        ),
        ReadError::Binary | ReadError::Unsupported { .. } => language.pick(
            "用它自己的程序打开，另存为 .docx 或纯文本（.txt），再检查。",
            "Open it in its own program, save it as .docx or as plain text (.txt), and check again.",
        ),
        ReadError::TooLarge => language.pick("把文件分成几个，再检查。", "Split it into several files."),
        ReadError::LockFile => {
            language.pick("检查同名但没有 ~$ 的那个文件。", "Check the file of the same name without `~$`.")
        }
        ReadError::NotConverted { .. } => language
            .pick("用命令行检查，或者另存为 .docx。", "Check it by the command line, or save it as .docx."),
        ReadError::Mislabelled { content: Content::Other, .. } => language.pick(
            "用它自己的程序打开看看；能打开就另存为 .docx 再检查。",
            "See whether its own program opens it; if so, save it as .docx and check that.",
        ),
        ReadError::Mislabelled { .. } => language.pick(
            "给文件改成与内容相符的扩展名（如 .html），或者用 Word、WPS 打开后另存为 .docx，再检查。",
            "Give the file the ending of what it is (such as .html), or save it as .docx in Word or WPS, and check that.",
        ),
        ReadError::Empty => language.pick(
            "从备份、历史版本或者发来文件的人那里取一份完好的，再检查。",
            "Take an intact copy from a backup or from whoever sent it, and check that.",
        ),
        ReadError::NoText => language.pick(
            "多半是扫描件：找到排版前的 .docx 再检查，或者先用文字识别（OCR）转成文字。",
            "It was probably scanned: check the file it was printed from, or turn it into text by OCR first.",
        ),
        ReadError::HiddenText => language.pick(
            "先安装 poppler-data 再试；仍然不行，检查排版前的 .docx，或者先用文字识别（OCR）转成文字。",
            "Install poppler-data and try again; if that does not help, check the file it was printed from, or turn it into text by OCR first.",
        ),
        ReadError::Package(PackageError::Encrypted) => language.pick(
            "用 Word 或 WPS 打开，去掉密码后另存一份，再检查。",
            "Open it in Word or WPS, save a copy without the password, and check that.",
        ),
        ReadError::Package(_) => language.pick(
            "用 Word 或 WPS 打开看看；能打开就另存为 .docx 再检查。",
            "See whether Word or WPS opens it; if so, save it as .docx and check that.",
        ),
    }
}

#[cfg(test)]
mod tests {
    /// Tests the names of all problems, which are the string literals after `=>` in this file.
    #[test]
    fn every_kind_of_a_file_that_is_not_read_can_be_accepted() {
        /// Problems with writing a file. The configuration cannot accept them.
        const WRITING: [&str; 6] =
            ["changed", "leads-outside", "not-written", "signed", "unencodable", "unwritable"];
        let text = include_str!("problem.rs");
        let functions = text.split("#[cfg(test)]").next().unwrap();
        let kinds = functions.split(" => \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let read: std::collections::BTreeSet<&str> = kinds.filter(|kind| !WRITING.contains(kind)).collect();
        assert_eq!(read.into_iter().collect::<Vec<_>>(), crate::config::accepted::KINDS);
    }
}
