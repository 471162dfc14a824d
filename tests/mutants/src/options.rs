//! Command line options of the mutation testing tool.

use std::path::PathBuf;

/// The parsed options.
pub(crate) struct Options {
    /// Seed that determines which sites are drawn.
    pub(crate) seed: u64,
    /// Number of mutants that must compile.
    pub(crate) count: usize,
    /// Prefixes of paths from which no mutant is drawn, such as `src/facts/set`.
    pub(crate) exclude: Vec<String>,
    /// Part of the sample that runs: `(3, 10)` is the third tenth.
    pub(crate) slice: (usize, usize),
    /// Numbers of the only mutants that run. If empty, all of the slice.
    pub(crate) only: Vec<u32>,
    /// Number of mutants that run at the same time.
    pub(crate) jobs: usize,
    /// Folder for the copy of the repository, kept for the next run. `None` for a temporary one.
    pub(crate) work: Option<PathBuf>,
    /// True to use the program of the last run in `work` without compiling.
    pub(crate) is_again: bool,
    /// True to only print the sample.
    pub(crate) is_list: bool,
}

pub(crate) const USAGE: &str = "\
usage: tests/mutants/run [options]
  --count N       mutants that build (240)
  --seed N        another draw (1)
  --exclude PATH  draws none from files whose path begins so; may be repeated
  --slice K/N     runs the K-th of N parts (1/1)
  --only N,N…     runs these mutants alone, by their numbers
  -j N            mutants at the same time (1)
  --work FOLDER   keeps the copy and what was built there for the next run
  --again         with --work: builds nothing and runs what the last run built, with the same
                  draw and the examples of rules as they are now
  --list          prints the draw and builds nothing";

impl Options {
    /// Parses the arguments after the name of the program.
    ///
    /// # Errors
    /// A sentence for the user if an option is unknown or its value is invalid.
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            seed: 1,
            count: 240,
            exclude: Vec::new(),
            slice: (1, 1),
            only: Vec::new(),
            jobs: 1,
            work: None,
            is_again: false,
            is_list: false,
        };
        while let Some(name) = arguments.next() {
            let flag = match name.as_str() {
                "--list" => Some(&mut options.is_list),
                "--again" => Some(&mut options.is_again),
                _ => None,
            };
            if let Some(flag) = flag {
                *flag = true;
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("`{name}` is unknown or lacks its value"))?;
            match name.as_str() {
                "--seed" => options.seed = number(&name, &value)?,
                "--count" => options.count = number(&name, &value)?,
                "--exclude" => options.exclude.push(value),
                "--slice" => options.slice = slice(&value)?,
                "--only" => {
                    options.only =
                        value.split(',').map(|one| number(&name, one)).collect::<Result<_, _>>()?;
                }
                "-j" => options.jobs = number::<usize>(&name, &value)?.max(1),
                "--work" => options.work = Some(value.into()),
                _ => return Err(format!("`{name}` is unknown")),
            }
        }
        if options.is_again && options.work.is_none() {
            return Err("`--again` needs the folder of the last run, `--work`".to_owned());
        }
        Ok(options)
    }

    /// True if the mutant with this number, counted from 1, is to run.
    pub(crate) fn takes(&self, number: u32) -> bool {
        let (part, parts) = self.slice;
        let is_in_slice = (number as usize - 1) % parts == part - 1;
        if self.only.is_empty() { is_in_slice } else { self.only.contains(&number) }
    }
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("`{name} {value}`: a whole number is needed"))
}

fn slice(value: &str) -> Result<(usize, usize), String> {
    let parsed =
        value.split_once('/').and_then(|(part, parts)| Some((part.parse().ok()?, parts.parse().ok()?)));
    match parsed {
        Some((part, parts)) if (1..=parts).contains(&part) => Ok((part, parts)),
        _ => Err(format!("`--slice {value}`: write 3/10 for the third of ten parts")),
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parsed(arguments: &str) -> Result<Options, String> {
        Options::parse(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn slices_part_the_draw() {
        let slices: Vec<Options> =
            (1..=3).map(|part| parsed(&format!("--slice {part}/3")).expect("a slice")).collect();
        for number in 1..20 {
            assert_eq!(slices.iter().filter(|options| options.takes(number)).count(), 1);
        }
        let only = parsed("--only 4,7 --slice 1/3").expect("numbers");
        assert_eq!((1..10).filter(|number| only.takes(*number)).collect::<Vec<_>>(), [4, 7]);
    }

    #[test]
    fn mistakes_are_told() {
        for arguments in
            ["--slice 4/3", "--slice 0/3", "--slice 0/0", "--count many", "--what 3", "--seed", "--again"]
        {
            assert!(parsed(arguments).is_err(), "{arguments}");
        }
    }
}
