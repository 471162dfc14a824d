//! Why a file could not be checked, in words that say what to do.

use crate::engine::report::Problem;
use crate::readers::ReadError;
use crate::rule::Language;

/// The name of a problem for programs.
pub fn kind(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotFound => "not-found",
        Problem::Unreadable(_) => "unreadable",
        Problem::NoDocuments => "no-documents",
        Problem::Unread(ReadError::NotUtf8 { .. }) => "not-utf8",
        Problem::Unread(ReadError::WideEncoding) => "wide-encoding",
        Problem::Unread(ReadError::Binary) => "binary",
        Problem::Unread(ReadError::TooLarge) => "too-large",
        Problem::Unread(ReadError::Unsupported { .. }) => "unsupported-format",
        Problem::Panicked => "internal",
    }
}

/// The problem in words.
pub fn message(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::NotFound => {
            language.pick("没有这个文件或文件夹", "there is no such file or folder").to_owned()
        }
        Problem::Unreadable(reason) => {
            language.pick(format!("打不开：{reason}"), format!("cannot be opened: {reason}"))
        }
        Problem::NoDocuments => {
            language.pick("文件夹里没有可以检查的文稿", "the folder holds no document to check").to_owned()
        }
        Problem::Unread(ReadError::NotUtf8 { byte, line }) => language.pick(
            format!("不是 UTF-8 编码：第 {line} 行有不能识别的字节（第 {byte} 字节处）"),
            format!("not UTF-8: line {line} holds bytes that are no character (at byte {byte})"),
        ),
        Problem::Unread(ReadError::WideEncoding) => language
            .pick("是 UTF-16 或 UTF-32 编码，还不能读", "encoded in UTF-16 or UTF-32, which is not read")
            .to_owned(),
        Problem::Unread(ReadError::Binary) => {
            language.pick("不是文本文件（含有空字节）", "not a text file: it holds NUL bytes").to_owned()
        }
        Problem::Unread(ReadError::TooLarge) => {
            language.pick("文件太大：最大 4 GiB", "too large: files may have up to 4 GiB").to_owned()
        }
        Problem::Unread(ReadError::Unsupported { extension }) => {
            language.pick(format!("还不能读 .{extension} 文件"), format!("`.{extension}` files are not read"))
        }
        Problem::Panicked => language
            .pick(
                "检查时程序内部出错，这个文件没有结果",
                "an internal fault: there is no result for this file",
            )
            .to_owned(),
    }
}

/// What to do about it.
pub fn help(problem: &Problem, language: Language) -> &'static str {
    match problem {
        Problem::NotFound => language.pick("检查路径有没有写错。", "Check the path."),
        Problem::Unreadable(_) => language.pick("检查文件的权限，或者先关闭占用它的程序。", "Check its permissions."),
        Problem::NoDocuments => language.pick(
            "会检查 .txt 和 .md 文件；隐藏的和被 .gitignore 忽略的不算。要检查别的文件，直接写出文件名。",
            "Files that end in .txt or .md are checked, save hidden and ignored ones. Name any other file outright.",
        ),
        Problem::Unread(ReadError::NotUtf8 { .. } | ReadError::WideEncoding) => language.pick(
            "用记事本或 WPS 打开，另存为 UTF-8 编码的文本文件，再检查。",
            "Open it in an editor, save it as UTF-8, and check again.",
        ),
        Problem::Unread(ReadError::Unsupported { .. } | ReadError::Binary) => language.pick(
            "用 Word 或 WPS 打开，另存为纯文本（.txt，UTF-8 编码），再检查。",
            "Open it in its own program, save it as plain text (.txt, UTF-8), and check again.",
        ),
        Problem::Unread(ReadError::TooLarge) => {
            language.pick("把文件分成几个，再检查。", "Split it into several files.")
        }
        Problem::Panicked => language.pick(
            "这是 hegao 的缺陷，请带上能重现的最短文本报告给维护者。",
            "This is a fault of hegao: please report it with the shortest text that shows it.",
        ),
    }
}
