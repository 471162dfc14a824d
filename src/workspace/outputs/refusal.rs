//! Why a run does not write where it was told to, and what to do instead.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::document::source::Format;
use crate::readers;
use crate::rule::Language;
use crate::workspace::outputs::{Overwrite, Role};

/// A path that is not written to.
#[derive(Debug, thiserror::Error)]
#[error("{path} is not written")]
pub(crate) struct Refusal {
    /// The path as the user wrote it.
    pub(super) path: PathBuf,
    /// What was to be written, in Chinese and in English.
    pub(super) content: [String; 2],
    /// Whether `--force` would help.
    pub(super) overwrite: Overwrite,
    pub(super) reason: Reason,
}

/// Why a path is not written to.
#[derive(Debug)]
pub(crate) enum Reason {
    /// The run reads it.
    Input {
        /// The name by which it is read.
        input: PathBuf,
        role: Role,
    },
    /// Another output of the run goes to this file.
    Twice(PathBuf),
    /// The ending of its name belongs to another kind of file.
    Ending {
        ending: String,
        /// The ending that fits.
        usual: Option<String>,
        /// The only document of the run.
        document: Option<PathBuf>,
    },
    /// It exists and was not written by hegao, or somebody worked on it since.
    NotOurs,
    /// The system refuses.
    System(io::Error),
}

impl Refusal {
    /// What is wrong and what to do, without a line end.
    pub(crate) fn text(&self, language: Language) -> String {
        let (path, content) = (self.path.display(), &self.content);
        let [zh, en] = content;
        let force = self.overwrite != Overwrite::OnlyOwn;
        match &self.reason {
            Reason::Input { input, role } => {
                let input = input.display();
                let (zh_role, en_role) = role.words();
                let advice = self.advice(None, language);
                let (zh_force, en_force) = if force {
                    ("；--force 也不会覆盖它", "; --force does not replace this one either")
                } else {
                    ("", "")
                };
                language.pick(
                    format!("{zh}不能写到 {path}：这次要读它，它是{zh_role} {input}\n  换一个文件名{zh_force}。{advice}"),
                    format!("{en} is not written to {path}: this run reads it, as {en_role} {input}\n  Name another file{en_force}.{advice}"),
                )
            }
            Reason::Twice(other) => {
                let other = other.display();
                language.pick(
                    format!("两份报告不能写到同一个文件：{other} 和 {path}\n  给每一份一个文件名。"),
                    format!("two reports cannot be written to the same file: {other} and {path}\n  Give each a file of its own."),
                )
            }
            Reason::Ending { ending, usual, document } => {
                let advice = self.advice(document.as_deref(), language);
                let (zh_usual, en_usual) = match usual {
                    Some(usual) => {
                        (format!("文件名用 .{usual} 结尾"), format!("Let the name end in .{usual}"))
                    }
                    None => ("文件名不写扩展名".to_owned(), "Name a file without an ending".to_owned()),
                };
                let (zh_force, en_force) = if force {
                    ("；确实要这样写，加上 --force", ", or add --force to write it all the same")
                } else {
                    ("", "")
                };
                language.pick(
                    format!("{zh}不写成 {path}：.{ending} 是另一种文件的扩展名\n  {zh_usual}{zh_force}。{advice}"),
                    format!("{en} is not written to {path}: .{ending} is the ending of another kind of file\n  {en_usual}{en_force}.{advice}"),
                )
            }
            Reason::NotOurs => {
                let (zh_force, en_force) = if force {
                    ("；确实要覆盖它，加上 --force", ", or add --force to replace this one")
                } else {
                    ("，或者先把它移开", ", or move this one away")
                };
                language.pick(
                    format!("{zh}没有写到 {path}：已经有这个文件，不是核稿写的，或者写好后有人改过\n  换一个文件名{zh_force}。"),
                    format!("{en} is not written to {path}: the file exists, and hegao did not write it or somebody worked on it since\n  Name another file{en_force}."),
                )
            }
            Reason::System(error) => system(&self.path, error, language),
        }
    }

    /// The command that writes findings into a Word document, if one was named.
    fn advice(&self, document: Option<&Path>, language: Language) -> String {
        let format = readers::format_of(&self.path.to_string_lossy());
        if !matches!(format, Some(Format::Docx | Format::Doc | Format::Wps)) {
            return String::new();
        }
        let document =
            document.map_or_else(|| language.pick("文稿.docx", "speech.docx").into(), Path::to_string_lossy);
        let copy = match &self.reason {
            Reason::Input { .. } => language.pick("文稿-核稿.docx", "speech-checked.docx").into(),
            _ => self.path.to_string_lossy(),
        };
        language.pick(
            format!("\n  要把问题写成 Word 批注：hegao annotate {document} -o {copy}"),
            format!("\n  To have the findings as comments in Word: hegao annotate {document} -o {copy}"),
        )
    }
}

impl Role {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Document => ("文稿", "the document"),
            Self::Configuration => ("配置", "the configuration"),
            Self::Baseline => ("基线", "the baseline"),
            Self::Rules => ("规则文件", "the rule file"),
        }
    }
}

fn system(path: &Path, error: &io::Error, language: Language) -> String {
    let shown = path.display();
    match error.kind() {
        ErrorKind::IsADirectory => language.pick(
            format!("写不了 {shown}：它是文件夹\n  后面加上文件名。"),
            format!("cannot write {shown}: it is a folder\n  Name a file in it."),
        ),
        ErrorKind::NotFound => language.pick(
            format!("写不了 {shown}：它所在的文件夹不存在\n  先建好文件夹，或者换一个地方。"),
            format!(
                "cannot write {shown}: its folder does not exist\n  Make the folder, or name another place."
            ),
        ),
        _ => language.pick(format!("写不了 {shown}：{error}"), format!("cannot write {shown}: {error}")),
    }
}
