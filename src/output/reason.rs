//! Errors of the system and of libraries, described in the language of the run. In English their
//! own text is used. In Chinese each kind has a sentence, and other errors get a general sentence,
//! so that no English is mixed in.

use std::io::ErrorKind;

use serde_json::error::Category;

use crate::engine::baseline::BaselineError;
use crate::engine::system::{ProgramFault, SystemError};
use crate::language::Language;
use crate::package::fault::{Damage, XmlFault};
use crate::rule::toml_message;

/// Describes a system error.
pub fn system(error: &SystemError, language: Language) -> String {
    match language {
        Language::English => error.to_string(),
        Language::Chinese => chinese(error),
    }
}

fn chinese(error: &SystemError) -> String {
    let words = match error.kind {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有同名的文件",
        ErrorKind::IsADirectory => "是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径里有一段是文件，不是文件夹",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "所在的磁盘是只读的",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::QuotaExceeded => "超出了磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序使用",
        ErrorKind::CrossesDevices => "不能移到另一个磁盘",
        ErrorKind::TooManyLinks => "链接太多",
        ErrorKind::InvalidFilename => "文件名太长，或者有系统不允许的字",
        ErrorKind::ArgumentListTooLong => "命令太长",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::TimedOut => "等得太久",
        ErrorKind::Interrupted => "被中断",
        ErrorKind::UnexpectedEof => "没有读完就到头了",
        ErrorKind::WriteZero => "没有写完",
        ErrorKind::BrokenPipe => "另一头已经关闭",
        ErrorKind::InvalidData => "不是 UTF-8 编码的文字",
        ErrorKind::InvalidInput if error.code.is_none() => "不是普通的文件",
        ErrorKind::Unsupported => "系统不支持这样做",
        // walkdir's loop error has no `ErrorKind`.
        _ if error.to_string().contains("loop found") => "链接绕成了圈",
        _ => return by_code(error.code),
    };
    words.to_owned()
}

/// Describes, in Chinese, Unix error codes that have no `ErrorKind` of their own.
fn by_code(code: Option<i32>) -> String {
    let Some(code) = code else { return "系统没有说明原因".to_owned() };
    let words = match code {
        5 if cfg!(unix) => "读写出错，磁盘可能有问题",
        23 | 24 if cfg!(unix) => "打开的文件太多",
        40 if cfg!(target_os = "linux") => "链接绕成了圈",
        62 if cfg!(target_os = "macos") => "链接绕成了圈",
        _ => return format!("系统不允许（错误码 {code}）"),
    };
    words.to_owned()
}

/// Describes the damage of a file.
pub fn damage(damage: &Damage, language: Language) -> String {
    let words = match damage {
        Damage::Directory(_) => "压缩包的目录缺失或有错，多半是没有下载完或没有保存完",
        Damage::Method(_) => "压缩的方法不认识",
        Damage::Contents(_) => "里面的内容解压不出来，或者校验对不上",
        Damage::NoPart(part) => return language.pick(format!("里面没有 {part}"), damage.to_string()),
        Damage::OpenGroup => "没有写完就结束了",
    };
    language.pick(words.to_owned(), damage.to_string())
}

/// Describes why a part is not well-formed XML.
pub fn xml(fault: &XmlFault, language: Language) -> String {
    let words = match fault {
        XmlFault::NotUtf8 => "不是 UTF-8 编码",
        XmlFault::UnknownReference(name) => {
            return language.pick(format!("「&{name};」不代表任何字符"), fault.to_string());
        }
        XmlFault::LooseAmpersand(_) => "「&」后面不成引用",
        XmlFault::EndsTooSoon => "没有写完就结束了",
        XmlFault::NoRoot => "里面没有元素",
        XmlFault::Unclosed(_) => "有标签、注释或声明没有写完",
        XmlFault::WrongEnd(_) => "开始和结束的标签对不上",
        XmlFault::Other(_) => "写法不对",
    };
    language.pick(words.to_owned(), fault.to_string())
}

/// Describes why another program, such as LibreOffice, could not convert a file.
pub fn program(fault: &ProgramFault, language: Language) -> String {
    if language == Language::English {
        return fault.to_string();
    }
    match fault {
        ProgramFault::TooSlow(seconds) => format!("用了 {seconds} 秒还没有读完"),
        ProgramFault::System(error) => system(error, language),
        ProgramFault::Complaint(text) => complaint(text).to_owned(),
    }
}

/// A Chinese sentence for an error message of pdftotext or LibreOffice.
fn complaint(text: &str) -> &'static str {
    const NO_PDF: [&str; 3] = ["May not be a PDF file", "Couldn't find trailer", "Couldn't read xref table"];
    if text.contains("Incorrect password") {
        "有密码"
    } else if text.contains("Copying of text from this document is not allowed") {
        "不允许复制其中的文字"
    } else if NO_PDF.iter().any(|english| text.contains(english)) {
        "不是 PDF，或者已经损坏"
    } else if text.contains("source file could not be loaded") {
        "打不开，可能已经损坏"
    } else if text.contains("no export filter") {
        "缺少把它转换成 .docx 的部分"
    } else {
        "没有得到结果"
    }
}

/// Describes why a text is not the expected JSON, with the position.
pub fn json(error: &serde_json::Error, language: Language) -> String {
    if language == Language::English {
        return error.to_string();
    }
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => format!("第 {line} 行：没有写完就结束了"),
        Category::Data => {
            let text = error.to_string();
            let sentence = text.rsplit_once(" at line ").map_or(text.as_str(), |(sentence, _)| sentence);
            format!("第 {line} 行第 {column} 列：{}", toml_message::said(sentence).message)
        }
        Category::Syntax | Category::Io => format!("第 {line} 行第 {column} 列：不合 JSON 的写法"),
    }
}

/// Describes why a file is not a valid baseline.
pub fn baseline(error: &BaselineError, language: Language) -> String {
    match error {
        BaselineError::Json(error) => json(error, language),
        BaselineError::Version(version) => language.pick(
            format!("是第 {version} 版的格式，这个 hegao 不认识"),
            format!("it is of version {version}, which this hegao does not know"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind};

    use super::{json, system};
    use crate::engine::system::SystemError;
    use crate::language::Language;

    #[test]
    fn refusals_of_the_system_have_chinese_words() {
        let words = |error: io::Error| system(&SystemError::from(&error), Language::Chinese);
        assert_eq!(words(ErrorKind::PermissionDenied.into()), "没有权限");
        assert_eq!(words(ErrorKind::StorageFull.into()), "磁盘满了");
        assert_eq!(words(io::Error::from_raw_os_error(9999)), "系统不允许（错误码 9999）");
        assert_eq!(words(io::Error::other("custom words")), "系统没有说明原因");
        let english = SystemError::from(&io::Error::from(ErrorKind::PermissionDenied));
        assert_eq!(system(&english, Language::English), "permission denied");
    }

    #[test]
    fn json_says_its_place_and_what_is_wrong() {
        let words = |text: &str| {
            let error = serde_json::from_str::<Vec<u32>>(text).unwrap_err();
            json(&error, Language::Chinese)
        };
        assert_eq!(words("[1,\n \"a\"]"), "第 2 行第 4 列：类型不对：这里是字符串，应当是整数");
        assert_eq!(words("[1"), "第 1 行：没有写完就结束了");
        assert_eq!(words("[1,]"), "第 1 行第 4 列：不合 JSON 的写法");
    }
}
