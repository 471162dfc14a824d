//! Reads and keeps the papers of one set: open ones from the editor, the others from disk. A paper
//! is read again only if its text or the size or time of its file changed, or if configurations
//! were reloaded.

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

/// Maximum number of papers of a set that are compared; the others are left out, with a message.
/// Sets of one meeting have a dozen; a glob over a whole archive is a mistake.
pub(super) const MAX_PAPERS: usize = 100;
/// Maximum number of bytes of a file that is read as a paper. A longer file is left out, with a
/// message.
const MAX_FILE: u64 = 16 << 20;
/// Maximum number of bytes of the texts of all papers of a set together. Papers beyond it are left
/// out, with a message.
pub(super) const MAX_TEXT: usize = 32 << 20;

/// A paper of a set, after it was read.
pub(super) struct Paper {
    /// Path of the paper's file.
    pub(super) path: PathBuf,
    /// The text of the paper in the editor, if it is open.
    pub(super) open: Option<Snapshot>,
    /// Rules, words and dates that apply to the paper.
    pub(super) held: Arc<Held>,
    /// The paper's accepted findings, which are not shown.
    pub(super) baseline: Option<Arc<PlacedBaseline>>,
    /// Report of the paper: the document that was read, with its facts.
    pub(super) report: FileReport,
    version: Version,
}

/// State in which a paper was read. If it is the same as before, the text is the same, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// Revision of the text in the editor.
    Open(u64),
    /// Modification time and size of the file.
    File(SystemTime, u64),
}

/// Reason why some papers of a set are left out of the comparison.
#[derive(Debug)]
pub(super) enum LeftOut {
    /// The set has more papers than `MAX_PAPERS`. The number is that of all its papers.
    TooMany(usize),
    /// The texts of all papers together are longer than `MAX_TEXT`. The number is that of the
    /// papers left out.
    TooLong(usize),
    /// This paper could not be read, because of this problem. The string is its name in messages.
    Unread(String, Problem),
    /// A configuration is wrong or cannot be read, so papers cannot be listed or checked.
    Failed(Failure),
}

/// A set of papers, as far as it was read.
pub(super) struct KnownSet {
    /// The folder and the glob of the set, and the configurations under which it was read.
    pub(super) plan: Arc<SetPlan>,
    configs: Configs,
    /// Files found when the folder was last searched; `None` if it must be searched again.
    found: Option<Vec<PathBuf>>,
    /// The papers that were read, in the order in which a run over the folder would check them.
    pub(super) papers: Vec<Paper>,
    /// Papers left out because of `MAX_TEXT`: their version, and the length of their text in bytes.
    left: HashMap<PathBuf, (Version, usize)>,
}

impl KnownSet {
    /// A set of which no paper is read yet.
    pub(super) fn new(plan: Arc<SetPlan>) -> Self {
        let configs = plan.configs.clone();
        Self { plan, configs, found: None, papers: Vec::new(), left: HashMap::new() }
    }

    /// Records that the folder must be searched again before the next comparison.
    pub(super) fn forget_paths(&mut self) {
        self.found = None;
    }

    /// Name of a paper in messages: its path relative to the configuration.
    fn shown(&self, path: &Path) -> String {
        let folder = self.plan.set.config.parent().unwrap_or(Path::new(""));
        path.strip_prefix(folder).unwrap_or(path).display().to_string()
    }

    /// Reads the papers that changed, and drops those whose files are gone. `open` are the open
    /// papers of the set. Returns `None` if `is_stale` became true in the meantime; papers read
    /// until then are kept.
    pub(super) fn refresh(
        &mut self,
        open: &[&OpenPaper],
        is_stale: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<LeftOut>> {
        let mut notes = Vec::new();
        let (paths, many) = self.paths(open, &mut notes);
        notes.extend(many);
        let mut known: HashMap<PathBuf, Paper> =
            std::mem::take(&mut self.papers).into_iter().map(|paper| (paper.path.clone(), paper)).collect();
        self.left.retain(|path, _| paths.contains(path));
        let (mut length, mut long, mut is_stopped) = (0, 0, false);
        // Open papers come first when `MAX_TEXT` is shared out.
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
                        notes.push(LeftOut::Unread(self.shown(path), problem.clone()));
                        read.insert(path.clone(), paper);
                    }
                },
                Err(failure) => notes.push(LeftOut::Failed(failure)),
            }
        }
        self.papers = paths.iter().filter_map(|path| read.remove(path)).collect();
        if long > 0 {
            notes.push(LeftOut::TooLong(long));
        }
        (!is_stopped).then_some(notes)
    }

    /// Returns the paths of the set's papers, at most `MAX_PAPERS`, in the order in which a run
    /// would check them.
    fn paths(&mut self, open: &[&OpenPaper], notes: &mut Vec<LeftOut>) -> (Vec<PathBuf>, Option<LeftOut>) {
        let mut paths = match self.found.take() {
            Some(found) => found,
            None => self.plan.set.papers(&mut self.configs).unwrap_or_else(|failure| {
                notes.push(LeftOut::Failed(failure));
                Vec::new()
            }),
        };
        self.found = Some(paths.clone());
        // Adds papers that were never saved, and open ones whose extension is not searched for.
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
        (paths, Some(LeftOut::TooMany(count)))
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
        // A missing baseline is reported in the open configuration and by `hegao check`.
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
    /// Path of the open file; `None` for a document that is not a file.
    pub(super) fn path(&self) -> Option<PathBuf> {
        crate::lsp::uri::path(&self.snapshot.uri)
    }
}

/// The open paper at `path`.
fn open_paper<'o>(open: &[&'o OpenPaper], path: &Path) -> Option<&'o OpenPaper> {
    open.iter().copied().find(|paper| paper.path().as_deref() == Some(path))
}

/// Current version of a paper; `None` if the file is gone.
fn version(path: &Path, open: Option<&OpenPaper>) -> Option<Version> {
    if let Some(paper) = open {
        return Some(Version::Open(paper.snapshot.revision));
    }
    let metadata = path.metadata().ok()?;
    // On a system without modification times, the size has to suffice.
    let time = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    Some(Version::File(time, metadata.len()))
}
