//! Reasons why a path may not be written to, with advice.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::language::Language;
use crate::output::reason;
use crate::workspace::outputs::{Overwrite, Role};

/// A path that may not be written to.
#[derive(Debug, thiserror::Error)]
#[error("{path} is not written")]
pub(crate) struct Refusal {
    /// The path as the user wrote it.
    pub(super) path: PathBuf,
    /// Name of the content that was to be written, in Chinese and in English.
    pub(super) content: [String; 2],
    /// Overwrite policy of the run. Depending on it, the message suggests `--force`.
    pub(super) overwrite: Overwrite,
    pub(super) reason: Reason,
    /// Additional advice, in Chinese and in English.
    pub(super) advice: Option<[String; 2]>,
}

/// Reason why a path may not be written to.
#[derive(Debug)]
pub(crate) enum Reason {
    /// The run reads the file. The path is the one under which it reads it, the role says for what.
    Input(PathBuf, Role),
    /// Another output of the run is written to the same file, under this path.
    Twice(PathBuf),
    /// The file extension belongs to another kind of file.
    Ending {
        ending: String,
        /// The usual extension for the content, if it has one.
        usual: Option<String>,
    },
    /// The file exists, and hegao did not write it or somebody has edited it since.
    NotOurs,
    /// The system does not allow writing there, for this reason.
    System(io::Error),
}

impl Refusal {
    /// The path as the user wrote it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reason why the path may not be written to.
    pub(crate) fn reason(&self) -> &Reason {
        &self.reason
    }

    /// Adds a line of advice, in Chinese and in English.
    pub(crate) fn with_advice(mut self: Box<Self>, advice: [String; 2]) -> Box<Self> {
        self.advice = Some(advice);
        self
    }

    /// Error message with advice, without a final line break.
    pub(crate) fn text(&self, language: Language) -> String {
        let mut text = self.reason_and_help(language);
        if let Some([zh, en]) = &self.advice {
            text += "\n  ";
            text += language.pick(zh, en);
        }
        text
    }

    #[expect(clippy::too_many_lines, reason = "a table of texts")]
    fn reason_and_help(&self, language: Language) -> String {
        let (path, [zh, en]) = (self.path.display(), &self.content);
        let can_be_forced = self.overwrite != Overwrite::OnlyOwn;
        match &self.reason {
            Reason::Input(input, role) => {
                let ([zh_role, en_role], input) = (role.words(), input.display());
                let [zh_force, en_force] = match can_be_forced {
                    true => ["；--force 也不会覆盖它", "; --force does not replace this one either"],
                    false => ["", ""],
                };
                language.pick(
                    format!(
                        "{zh}不能写到 {path}：这次要读它，它是{zh_role} {input}\n  换一个文件名{zh_force}。"
                    ),
                    format!(
                        "{en} cannot be written to {path}: this run reads it, as {en_role} {input}\n  \
                         Name another file{en_force}."
                    ),
                )
            }
            Reason::Twice(other) => {
                let [zh_other, en_other] = if *other == self.path {
                    [String::new(), String::new()]
                } else {
                    let other = other.display();
                    [format!("，{other} 就是它"), format!(", which is {other}")]
                };
                language.pick(
                    format!("两份报告不能写到同一个文件 {path}{zh_other}\n  给每一份一个文件名。"),
                    format!(
                        "two reports cannot be written to the same file, {path}{en_other}\n  \
                         Give each a file of its own."
                    ),
                )
            }
            Reason::Ending { ending, usual } => {
                let usual = usual.as_ref().map(|usual| format!(".{usual}"));
                let [zh_name, en_name] = match &usual {
                    Some(usual) => [format!("文件名用 {usual} 结尾"), format!("Let the name end in {usual}")],
                    None => ["文件名不写扩展名".to_owned(), "Leave the ending out".to_owned()],
                };
                let [zh_force, en_force] = match can_be_forced {
                    true => ["；确实要这样写，加上 --force", ", or add --force to write it all the same"],
                    false => ["", ""],
                };
                language.pick(
                    format!("{zh}没有写到 {path}：.{ending} 是另一种文件的扩展名\n  {zh_name}{zh_force}。"),
                    format!(
                        "{en} is not written to {path}: .{ending} is the ending of another kind of file\n  \
                         {en_name}{en_force}."
                    ),
                )
            }
            Reason::NotOurs => {
                let [zh_force, en_force] = match can_be_forced {
                    true => ["；确实要覆盖它，加上 --force", ", or add --force to replace this one"],
                    false => ["，或者先把它移开", ", or move this one away"],
                };
                language.pick(
                    format!(
                        "{zh}没有写到 {path}：已经有这个文件，不是核稿写的，或者写好后有人改过\n  \
                         换一个文件名{zh_force}。"
                    ),
                    format!(
                        "{en} is not written to {path}: the file exists, and hegao did not write it, or somebody \
                         worked on it since\n  Name another file{en_force}."
                    ),
                )
            }
            Reason::System(error) => system(&self.path, error, language),
        }
    }
}

impl Role {
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Document => ["文稿", "the document"],
            Self::Configuration => ["配置", "the configuration"],
            Self::Baseline => ["基线", "the baseline"],
            Self::Rules => ["规则文件", "the rule file"],
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
        ErrorKind::PermissionDenied => language.pick(
            format!("写不了 {shown}：系统不许写这个文件，或者不许在它所在的文件夹里写\n  换一个地方。"),
            format!("cannot write {shown}: the system allows writing neither it nor beside it\n  Name another place."),
        ),
        // The error kind for links that form a cycle.
        ErrorKind::InvalidFilename => language.pick(
            format!("写不了 {shown}：这个链接转了一圈，又回到自己\n  删去它，或者换一个文件名。"),
            format!("cannot write {shown}: the link leads back to itself\n  Delete it, or name another file."),
        ),
        _ => {
            let reason = reason::system(&error.into(), language);
            language.pick(format!("写不了 {shown}：{reason}"), format!("cannot write {shown}: {reason}"))
        }
    }
}
