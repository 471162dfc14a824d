//! `hegao completions`: a completion script for a shell, made from the same clap definition that
//! parses the arguments. That definition has no names of rules and families, because packs add
//! more. For shells that complete values, the script gets functions that list the names.

use std::fmt::Write as _;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

use crate::cli::args::ShellName;
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::output::explained::FamilyPart;
use crate::output::{summary, word_class};
use crate::registry::Registry;
use crate::words::CLASSES;

/// Placeholder in the script for a list of names separated by commas, as in `--select`.
const LIST: &str = "@list@";
/// Placeholder for one rule or family.
const RULE: &str = "@rule@";
/// Placeholder for a name that `hegao explain` accepts.
const TOPIC: &str = "@topic@";

/// The script that completes `command` in a shell, with the names in `registry`.
pub(super) fn script(command: Command, shell: ShellName, registry: &Registry, language: Language) -> Vec<u8> {
    let of_clap = match shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Elvish => Shell::Elvish,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Zsh => Shell::Zsh,
    };
    let mut command = with_places(command);
    let mut script = Vec::new();
    clap_complete::generate(of_clap, &mut command, "hegao", &mut script);
    let script = String::from_utf8_lossy(&script);
    let names = Names::of(registry, language);
    match shell {
        ShellName::Bash => bash(&script, &names),
        ShellName::Fish => fish(&script, &names),
        ShellName::Zsh => zsh(&script, &names),
        // The scripts for these two complete no values.
        ShellName::Elvish | ShellName::Powershell => script.into_owned(),
    }
    .into_bytes()
}

/// Returns the command with one of the placeholders as the value of each argument that takes names
/// of rules.
fn with_places(command: Command) -> Command {
    let marked = |arg: Arg, place: &'static str| arg.value_parser(PossibleValuesParser::new([place]));
    command.mut_subcommands(|subcommand| {
        subcommand.mut_args(|arg| match arg.get_id().as_str() {
            "select" | "ignore" => marked(arg, LIST),
            "rule" => marked(arg, RULE),
            "name" => marked(arg, TOPIC),
            _ => arg,
        })
    })
}

/// Names that the script can complete, each with a description.
struct Names {
    /// Rules and families.
    rules: Vec<(String, String)>,
    /// Topics of `hegao explain` other than rules and families.
    topics: Vec<(String, String)>,
}

impl Names {
    /// Collects the names. A Chinese script also completes the Chinese names of families.
    fn of(registry: &Registry, language: Language) -> Self {
        let mut rules = Vec::new();
        for rule in registry.rules() {
            let family = rule.id.family();
            let FamilyPart { name, zh, .. } = FamilyPart::of(family);
            if !rules.iter().any(|(known, _)| known == family) {
                let about = language.pick("一类规则", "a family of rules");
                rules.push((name.to_owned(), about.to_owned()));
                if zh != name && language == Language::Chinese {
                    rules.push((zh.to_owned(), about.to_owned()));
                }
            }
            rules.push((rule.id.to_string(), rule.wording(language).title.to_string()));
        }
        let mut topics = Vec::new();
        for severity in Severity::ALL {
            let word = summary::severity(severity, language);
            topics.push((severity.name().to_owned(), word.to_owned()));
            if language == Language::Chinese {
                topics.push((word.to_owned(), severity.name().to_owned()));
            }
        }
        topics
            .push((word_class::ALL.to_owned(), language.pick("全部词类", "all classes of words").to_owned()));
        for class in CLASSES {
            topics.push((class.id.to_owned(), language.pick("一类词", "a class of words").to_owned()));
        }
        Self { rules, topics }
    }
}

fn bash(script: &str, names: &Names) -> String {
    let lines =
        |names: &[(String, String)]| names.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>().join(" ");
    let functions = format!(
        "_hegao_rules() {{\n    echo '{rules}'\n}}\n\n\
         _hegao_topics() {{\n    echo '{rules} {topics}'\n}}\n\n\
         # Names behind the last comma.\n\
         _hegao_list() {{\n    local before=''\n    case \"$1\" in *,*) before=\"${{1%,*}},\" ;; esac\n    \
         compgen -P \"$before\" -W \"all $(_hegao_rules)\" -- \"${{1##*,}}\"\n}}\n\n",
        rules = lines(&names.rules),
        topics = lines(&names.topics),
    );
    let script = script
        .replace(&format!("$(compgen -W \"{LIST}\" -- \"${{cur}}\")"), "$(_hegao_list \"${cur}\")")
        .replace(RULE, "$(_hegao_rules)")
        .replace(TOPIC, "$(_hegao_topics)");
    functions + &script
}

fn fish(script: &str, names: &Names) -> String {
    let mut functions = String::new();
    for (name, rows) in [("rules", &names.rules), ("topics", &names.topics)] {
        let _ = writeln!(functions, "function __hegao_{name}");
        for (name, about) in rows {
            let _ = writeln!(functions, "    printf '%s\\t%s\\n' {} {}", in_fish(name), in_fish(about));
        }
        functions += "end\n\n";
    }
    functions += "# Names behind the last comma.\n\
        function __hegao_list\n    set -l token (commandline -ct | string replace -r '^--[a-z-]+=' '')\n    \
        set -l before (string match -r '^.*,' -- $token)\n    \
        for row in all (__hegao_rules)\n        printf '%s%s\\n' \"$before\" $row\n    end\nend\n\n";
    let script = script.replace(&format!("\"{LIST}\\t''\""), "\"(__hegao_list)\"");
    // In fish, clap completes options only, not positional arguments. `ignore` takes its rule after
    // its place.
    let words = "complete -c hegao -n '__fish_hegao_using_subcommand explain' -f -a '(__hegao_rules; __hegao_topics)'\n\
         complete -c hegao -n '__fish_hegao_using_subcommand ignore; and test (count (commandline -opc)) -ge 3' \
         -f -a '(__hegao_rules)'\n";
    functions + &script + words
}

fn zsh(script: &str, names: &Names) -> String {
    let mut functions = String::new();
    for (name, rows) in [("rules", &names.rules), ("topics", &names.topics)] {
        let _ = writeln!(functions, "_hegao_{name}() {{\n    local -a names\n    names=(");
        for (name, about) in rows {
            let _ = writeln!(functions, "        {}", in_zsh(&format!("{name}:{about}")));
        }
        let _ = writeln!(functions, "    )\n    _describe -t {name} {name} names \"$@\"\n}}\n");
    }
    functions += "# Names behind the last comma.\n\
        _hegao_list() {\n    compset -P '*,'\n    _hegao_rules -S ''\n}\n\n\
        _hegao_names() {\n    _alternative 'rules:rule:_hegao_rules' 'topics:topic:_hegao_topics'\n}\n\n";
    let script = script
        .replace(&format!("({LIST})"), "_hegao_list")
        .replace(&format!("({RULE})"), "_hegao_rules")
        .replace(&format!("({TOPIC})"), "_hegao_names");
    // The first line of the script must name the command that it completes (`#compdef`), so the
    // functions go after it.
    let (first, rest) = script.split_once('\n').unwrap_or((&script, ""));
    format!("{first}\n\n{functions}{rest}")
}

/// Quotes a word for fish.
fn in_fish(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Quotes a word for zsh.
fn in_zsh(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
