//! Arguments of every command that checks: the rules that run, and the reading of files.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::config::limits::{Limits, Size};
use crate::document::source::{Encoding, Revisions};
use crate::readers::ReadOptions;
use crate::workspace::configs::Asked;
use crate::workspace::files::Wanted;

/// Options that choose the rules, the date and the reading of files.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct RuleOptions {
    /// Run only these rules or families, divided by commas; `all` is every rule
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,

    /// Do not run these rules or families
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,

    /// The date that “now” means, as 2026-03-05, or `off` [default: each document's own date, else
    /// the configuration's, else the clock]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) today: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) configuration: Configuration,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingOptions,
}

impl RuleOptions {
    /// The options as settings that override those of configurations.
    pub(in crate::cli) fn asked(&self) -> Asked {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let limits = self.reading.limits();
        Asked { select, ignore, today: self.today.clone(), limits, ..self.configuration.asked() }
    }
}

/// Options that choose the configuration.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct Configuration {
    /// Have this configuration hold for every document, and look for no other; paths and globs in
    /// it are seen from its folder
    #[arg(long = "config", value_name = "FILE", conflicts_with = "no_config")]
    pub(in crate::cli) config_file: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    pub(in crate::cli) no_config: bool,
}

impl Configuration {
    /// The options as settings that override those of configurations.
    pub(in crate::cli) fn asked(&self) -> Asked {
        Asked { no_config: self.no_config, config: self.config_file.clone(), ..Asked::default() }
    }
}

/// Options that leave out files in the given paths.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct Choosing {
    /// Pass over files and folders that match, as drafts or '**/*.md', beside what the
    /// configuration excludes; seen from the current folder; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) exclude: Vec<String>,

    /// Pass over excluded files also if they are named here, as hooks do that name every changed
    /// file
    #[arg(long)]
    pub(in crate::cli) force_exclude: bool,
}

/// Options for reading files.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(in crate::cli) struct ReadingOptions {
    /// Character encoding of text files: utf-8, utf-16le, utf-16be, gb18030 or big5 [default: found
    /// out for each file]
    #[arg(long, value_enum, value_name = "ENCODING", hide_possible_values = true)]
    pub(in crate::cli) encoding: Option<EncodingName>,

    /// Of tracked changes in Word documents, read the result or what was there before: final or
    /// original
    #[arg(long, value_enum, value_name = "STATE", default_value = "final", hide_possible_values = true)]
    pub(in crate::cli) revisions: State,

    /// Read no file that is larger: bytes, or a size as 64K, 256M, 1G [default: the
    /// configuration's, else 256M]
    #[arg(long, value_name = "SIZE")]
    pub(in crate::cli) max_file_size: Option<Size>,
}

impl ReadingOptions {
    /// The limits for reading that the options set.
    pub(in crate::cli) fn limits(self) -> Limits {
        Limits { file_size: self.max_file_size, findings: None }
    }

    /// Settings for reading files in commands without a configuration.
    pub(in crate::cli) fn wanted(self) -> Wanted<'static> {
        Wanted { stdin_name: None, reading: self.options(), most: self.limits().file_size(), batches: None }
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

/// Encodings by their common names.
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
