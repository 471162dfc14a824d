//! Arguments of every command that checks: which rules run, and how files are read.

use clap::ValueEnum;

use crate::config::limits::{Limits, Size};
use crate::document::source::{Encoding, Revisions};
use crate::readers::ReadOptions;
use crate::workspace::configs::Asked;
use crate::workspace::files::Wanted;

/// Which rules are run, and on what terms.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct RuleOptions {
    /// Run only these rules or families, divided by commas; `all` is every rule
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,

    /// Do not run these rules or families
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,

    /// The date that “now” means, as 2026-03-05, or `off` [default: each document's own date, else the configuration's, else the clock]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) today: Option<String>,

    /// Read no configuration file
    #[arg(long)]
    pub(in crate::cli) no_config: bool,

    #[command(flatten)]
    pub(in crate::cli) reading: Reading,
}

impl RuleOptions {
    /// The same without the words of the command line.
    pub(in crate::cli) fn asked(&self) -> Asked {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let limits = self.reading.limits();
        Asked {
            select,
            ignore,
            today: self.today.clone(),
            no_config: self.no_config,
            limits,
            ..Asked::default()
        }
    }
}

/// How files are read.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(in crate::cli) struct Reading {
    /// Character encoding of text files: utf-8, utf-16le, utf-16be, gb18030 or big5 [default: found out for each file]
    #[arg(long, value_enum, value_name = "ENCODING", hide_possible_values = true)]
    pub(in crate::cli) encoding: Option<EncodingName>,

    /// Of tracked changes in Word documents, read the result or what was there before: final or original
    #[arg(long, value_enum, value_name = "STATE", default_value = "final", hide_possible_values = true)]
    pub(in crate::cli) revisions: State,

    /// Read no file that is larger: bytes, or a size as 64K, 256M, 1G [default: the configuration's, else 256M]
    #[arg(long, value_name = "SIZE")]
    pub(in crate::cli) max_file_size: Option<Size>,
}

impl Reading {
    /// The limits of reading that are asked for.
    pub(in crate::cli) fn limits(self) -> Limits {
        Limits { file_size: self.max_file_size, findings: None }
    }

    /// How a command without configuration reads files.
    pub(in crate::cli) fn wanted(self) -> Wanted<'static> {
        Wanted { stdin_name: None, reading: self.options(), most: self.limits().file_size() }
    }

    pub(in crate::cli) fn options(self) -> ReadOptions {
        let encoding = self.encoding.map(|name| match name {
            EncodingName::Utf8 => Encoding::Utf8,
            EncodingName::Utf16Le => Encoding::Utf16Le,
            EncodingName::Utf16Be => Encoding::Utf16Be,
            EncodingName::Gb18030 => Encoding::Gb18030,
            EncodingName::Big5 => Encoding::Big5,
        });
        let revisions = match self.revisions {
            State::Final => Revisions::Final,
            State::Original => Revisions::Original,
        };
        ReadOptions { encoding, revisions, is_converted: false }
    }
}

/// Encodings by the names people know them by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EncodingName {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "utf-16le", alias = "utf-16")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "gb18030", aliases = ["gbk", "gb2312"])]
    Gb18030,
    #[value(name = "big5")]
    Big5,
}

/// States of a document with tracked changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum State {
    #[default]
    Final,
    Original,
}
