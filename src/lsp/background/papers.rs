//! The papers of one set, read and kept: those that are open with their text in the editor, the others from the disk. A paper is read
//! again only if its text, the size or the time of its file has changed, or configurations were read anew.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::config::limits::Size;
use crate::engine::held::Held;
use crate::engine::report::{FileReport, Problem};
use crate::engine::set;
use crate::lsp::background::OpenPaper;
use crate::lsp::configurations::SetPlan;
use crate::lsp::documents::Snapshot;
use crate::lsp::report::{conditions, source};
use crate::readers::ReadOptions;
use crate::workspace::baselines::PlacedBaseline;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files::{self, Wanted};

/// Most papers of a set that are compared. Sets of one meeting have a dozen; a glob over a whole archive is a mistake.
pub(super) const MAX_PAPERS: usize = 100;
/// Longest file that is read as a paper, in bytes.
const MAX_FILE: u64 = 16 << 20;
/// Most text of the papers of a set that is kept, in bytes.
pub(super) const MAX_TEXT: usize = 32 << 20;

/// A paper that was read.
pub(super) struct Paper {
    /// Its file.
    pub(super) path: PathBuf,
    /// The text in the editor, if it is open.
    pub(super) open: Option<Snapshot>,
    /// Rules, words and dates that hold for it.
    pub(super) held: Arc<Held>,
    /// The findings in it that are accepted.
    pub(super) baseline: Option<Arc<PlacedBaseline>>,
    /// The document, with what it says.
    pub(super) report: FileReport,
    version: Version,
}

/// Version of a paper: the same version has the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// The revision of the text in the editor.
    Open(u64),
    /// Time and size of the file.
    File(SystemTime, u64),
}

/// Why papers are left out of the comparison.
#[derive(Debug)]
pub(super) enum Left {
    /// There are more than `MAX_PAPERS`: how many.
    TooMany(usize),
    /// Their texts are longer than `MAX_TEXT`: how many papers.
    TooLong(usize),
    /// One cannot be read.
    Unread(String, Problem),
    /// The papers cannot be found.
    Failed(Failure),
}

/// The papers of a set.
pub(super) struct KnownSet {
    /// The set, and under which configurations it was read.
    pub(super) plan: Arc<SetPlan>,
    configs: Configs,
    /// The files that were found last; `None` if they are to be looked for.
    found: Option<Vec<PathBuf>>,
    /// In the order of a run over the folder.
    pub(super) papers: Vec<Paper>,
    /// Papers that are left out, with the length of their text if they were read.
    left: HashMap<PathBuf, (Version, usize)>,
}

impl KnownSet {
    /// Nothing of it is read yet.
    pub(super) fn new(plan: Arc<SetPlan>) -> Self {
        let configs = plan.configs.clone();
        Self { plan, configs, found: None, papers: Vec::new(), left: HashMap::new() }
    }

    /// Has the folder walked before papers are compared the next time.
    pub(super) fn forget_paths(&mut self) {
        self.found = None;
    }

    /// The name of a paper in messages: its path as the configuration sees it.
    fn shown(&self, path: &Path) -> String {
        let folder = self.plan.set.config.parent().unwrap_or(Path::new(""));
        path.strip_prefix(folder).unwrap_or(path).display().to_string()
    }

    /// Reads what has changed, and forgets what is gone; `open` are its open papers. `None` if `is_stale` says so meanwhile: what was
    /// read so far is kept.
    pub(super) fn refresh(
        &mut self,
        open: &[&OpenPaper],
        is_stale: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Left>> {
        let mut notes = Vec::new();
        let (paths, many) = self.paths(open, &mut notes);
        notes.extend(many);
        let mut known: HashMap<PathBuf, Paper> =
            std::mem::take(&mut self.papers).into_iter().map(|paper| (paper.path.clone(), paper)).collect();
        self.left.retain(|path, _| paths.contains(path));
        let (mut length, mut long, mut is_stopped) = (0, 0, false);
        // Open papers have room before others.
        let (first, rest): (Vec<&PathBuf>, Vec<&PathBuf>) =
            paths.iter().partition(|path| open_paper(open, path).is_some());
        let mut read: HashMap<PathBuf, Paper> = HashMap::new();
        for path in first.into_iter().chain(rest) {
            is_stopped = is_stopped || is_stale();
            let own = known.remove(path);
            if is_stopped {
                read.extend(own.map(|paper| (path.clone(), paper)));
                continue;
            }
            let Some(version) = version(path, open_paper(open, path)) else { continue };
            if self.left.get(path).is_some_and(|(known, text)| *known == version && length + text > MAX_TEXT)
            {
                long += 1;
                continue;
            }
            let paper = match own.filter(|paper| paper.version == version) {
                Some(paper) => Ok(paper),
                None => self.read(path, version, open_paper(open, path)),
            };
            match paper {
                Ok(paper) => match &paper.report.outcome {
                    Ok(checked) if length + checked.document.text().len() > MAX_TEXT => {
                        self.left.insert(path.clone(), (version, checked.document.text().len()));
                        long += 1;
                    }
                    Ok(checked) => {
                        length += checked.document.text().len();
                        read.insert(path.clone(), paper);
                    }
                    Err(problem) => {
                        notes.push(Left::Unread(self.shown(path), problem.clone()));
                        read.insert(path.clone(), paper);
                    }
                },
                Err(failure) => notes.push(Left::Failed(failure)),
            }
        }
        self.papers = paths.iter().filter_map(|path| read.remove(path)).collect();
        if long > 0 {
            notes.push(Left::TooLong(long));
        }
        (!is_stopped).then_some(notes)
    }

    /// The files of its papers, in the order of a run, no more than `MAX_PAPERS`.
    fn paths(&mut self, open: &[&OpenPaper], notes: &mut Vec<Left>) -> (Vec<PathBuf>, Option<Left>) {
        let mut paths = match self.found.take() {
            Some(found) => found,
            None => self.plan.set.papers(&mut self.configs).unwrap_or_else(|failure| {
                notes.push(Left::Failed(failure));
                Vec::new()
            }),
        };
        self.found = Some(paths.clone());
        // Papers that were never saved, and those of another ending that somebody has opened.
        let added: Vec<PathBuf> = open.iter().filter_map(|paper| paper.path()).collect();
        for path in added {
            if !paths.contains(&path) {
                let at = paths.partition_point(|known| *known < path);
                paths.insert(at, path);
            }
        }
        let count = paths.len();
        if count <= MAX_PAPERS {
            return (paths, None);
        }
        let mut places = MAX_PAPERS.saturating_sub(open.len());
        paths.retain(|path| {
            let is_open = open_paper(open, path).is_some();
            let is_taken = is_open || places > 0;
            places -= usize::from(is_taken && !is_open);
            is_taken
        });
        (paths, Some(Left::TooMany(count)))
    }

    /// Reads one paper.
    fn read(&mut self, path: &Path, version: Version, open: Option<&OpenPaper>) -> Result<Paper, Failure> {
        if let Some(OpenPaper { snapshot, setup }) = open {
            let mut report = set::unchecked(&source(snapshot), &setup.held, &conditions(setup).reading);
            report.path = self.shown(path);
            let (held, baseline) = (setup.held.clone(), setup.baseline.clone());
            return Ok(Paper {
                path: path.to_owned(),
                open: Some(snapshot.clone()),
                held,
                baseline,
                report,
                version,
            });
        }
        let held = self.configs.held(path)?;
        // That it is missing is told where the configuration is open, and by `hegao check`.
        let baseline = self.configs.baseline(path).ok().flatten();
        let most =
            Size::new(MAX_FILE).map_or(held.limits.file_size(), |most| most.min(held.limits.file_size()));
        let wanted = Wanted { stdin_name: None, reading: ReadOptions::default(), most, batches: None };
        let report = match files::load(path, wanted) {
            Ok((source, reading)) => set::unchecked(&source, &held, &reading),
            Err(problem) => FileReport::new(String::new(), Err(problem)),
        };
        let report = FileReport { path: self.shown(path), ..report };
        Ok(Paper { path: path.to_owned(), open: None, held, baseline, report, version })
    }
}

impl OpenPaper {
    /// The file that is open.
    pub(super) fn path(&self) -> Option<PathBuf> {
        crate::lsp::uri::path(&self.snapshot.uri)
    }
}

/// The open paper at `path`.
fn open_paper<'o>(open: &[&'o OpenPaper], path: &Path) -> Option<&'o OpenPaper> {
    open.iter().copied().find(|paper| paper.path().as_deref() == Some(path))
}

/// The version of a paper now; `None` for a file that is gone.
fn version(path: &Path, open: Option<&OpenPaper>) -> Option<Version> {
    if let Some(paper) = open {
        return Some(Version::Open(paper.snapshot.revision));
    }
    let metadata = path.metadata().ok()?;
    // A system without times has sizes.
    let time = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    Some(Version::File(time, metadata.len()))
}
