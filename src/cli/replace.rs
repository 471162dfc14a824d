//! Putting a new version of a file in its place: whole or not at all, as open as it was, and only where nobody changed it meanwhile.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::files::problem_of;
use crate::engine::report::Problem;

/// Replaces the file `path`, which held `old`, by `new`.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Problem> {
    if let Some(lock) = lock_file(path) {
        return Err(Problem::OpenElsewhere(lock.display().to_string()));
    }
    let failed = |error: io::Error| problem_of(&error);
    // A link stays one: what it leads to is replaced.
    let target = path.canonicalize().map_err(failed)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let file = NamedTempFile::new_in(folder).map_err(failed)?;
    fs::write(file.path(), new).map_err(failed)?;
    let metadata = target.metadata().map_err(failed)?;
    fs::set_permissions(file.path(), metadata.permissions()).map_err(failed)?;
    if fs::read(&target).map_err(failed)? != old {
        return Err(Problem::Changed);
    }
    file.persist(&target).map(drop).map_err(|error| failed(error.error))
}

/// Copies the file `path` to one beside it whose name nobody has: 讲话.docx.bak, 讲话.docx.bak2 … The name of the copy.
pub(super) fn back_up(path: &Path, bytes: &[u8]) -> Result<PathBuf, Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names = (1..).map(|count| match count {
        1 => path.with_file_name(format!("{name}.bak")),
        count => path.with_file_name(format!("{name}.bak{count}")),
    });
    loop {
        let Some(backup) = names.next() else { return Err(Problem::Changed) };
        match fs::File::create_new(&backup) {
            Ok(_) => {
                fs::write(&backup, bytes).map_err(|error| problem_of(&error))?;
                return Ok(backup);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(problem_of(&error)),
        }
    }
}

/// The file that Word or LibreOffice keeps beside `path` while it has it open. Word drops up to two characters of the name.
fn lock_file(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let cut = |count: usize| name.chars().skip(count).collect::<String>();
    let words = (0..3).map(|count| format!("~${}", cut(count)));
    let names = words.chain([format!(".~lock.{name}#")]);
    names.map(|name| path.with_file_name(name)).find(|lock| lock.exists())
}
