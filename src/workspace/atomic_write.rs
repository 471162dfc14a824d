//! Atomic file writes: the content is written to a temporary file beside the target, which is then
//! renamed. A new file gets the permissions that the umask allows; a replaced file keeps its
//! permissions.
//!
//! A temporary file is locked as long as the process that writes it lives. The next run that writes
//! into the folder removes temporary files that are not locked, because a killed run has left them.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// Prefix of the names of temporary files. The leading dot hides them when folders are searched.
const PREFIX: &str = ".hegao-";
/// Suffix of the names of temporary files.
const SUFFIX: &str = ".tmp";
/// Age at which a temporary file counts as left by a killed process, on systems that do not lock
/// files. Writing takes seconds at most, because all bytes are available when it begins.
const ABANDONED: Duration = Duration::from_hours(1);
/// Maximum number of attempts to create and lock a temporary file. Between the two steps, another
/// run may remove the file.
const MAX_ATTEMPTS: usize = 8;

/// Writes `content` to `path`. An existing file is replaced, and its owner and permissions are kept
/// as far as the system allows: only root can give files to others.
///
/// # Errors
/// If the system refuses; the old file is unchanged.
pub(crate) fn replace(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let like = path.metadata().ok();
    let file = write_temporary(path, like.as_ref(), content)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes `content` to `path` if there is no file yet.
///
/// # Errors
/// If there is one (`AlreadyExists`), or the system refuses.
pub(crate) fn create(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let file = write_temporary(path, None, content)?;
    file.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// Writes `content` to `path`, readable only by the user.
///
/// # Errors
/// If the system refuses; the old file is unchanged.
pub(crate) fn replace_private(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut file = locked(Builder::new().prefix(PREFIX).suffix(SUFFIX), folder(path))?;
    fill(&mut file, content)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Tests that files can be created in `folder`, by creating and removing one. Also removes
/// temporary files of killed runs.
///
/// # Errors
/// If the system refuses.
pub(crate) fn try_folder(folder: &Path) -> io::Result<()> {
    remove_abandoned(folder);
    unfinished(folder, None)?.close()
}

/// Removes temporary files of killed runs in `folder`, and ignores failures.
pub(crate) fn remove_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_unfinished = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        let metadata = entry.metadata().ok().filter(|metadata| is_unfinished && metadata.is_file());
        if let Some(metadata) = metadata {
            remove_if_abandoned(&entry.path(), &metadata);
        }
    }
}

/// Removes a temporary file unless its writer may still live, and ignores failures.
fn remove_if_abandoned(path: &Path, metadata: &Metadata) {
    // On Windows another process cannot even read a locked file, so only the age counts there.
    let opened = if cfg!(unix) { File::open(path).ok() } else { None };
    let is_abandoned = match opened.as_ref().map(File::try_lock) {
        Some(Ok(())) => true,
        Some(Err(TryLockError::WouldBlock)) => false,
        Some(Err(TryLockError::Error(_))) | None => is_old(metadata),
    };
    if is_abandoned {
        let _ = fs::remove_file(path);
    }
    // Kept open until here: a run that has created the file and not locked it yet waits for the
    // lock, and then sees that the file is gone.
    drop(opened);
}

fn is_old(metadata: &Metadata) -> bool {
    let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age > ABANDONED)
}

/// Creates a temporary file that is locked until it is closed, if the system can lock files.
fn locked(builder: &mut Builder<'_, '_>, folder: &Path) -> io::Result<NamedTempFile> {
    let mut file = builder.tempfile_in(folder)?;
    for _ in 0..MAX_ATTEMPTS {
        if !cfg!(unix) || file.as_file().lock().is_err() || is_linked(file.as_file())? {
            break;
        }
        // Another run took it for abandoned, before it was locked.
        file = builder.tempfile_in(folder)?;
    }
    Ok(file)
}

/// True if the file still has a name, that is, if no other run has removed it.
#[cfg(unix)]
fn is_linked(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.nlink() > 0)
}

#[cfg(not(unix))]
fn is_linked(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// Writes all of `content` to the disk. After a power failure, the name that the file gets then
/// leads to the old content or to the new content, never to an empty file.
fn fill(file: &mut NamedTempFile, content: &mut dyn Read) -> io::Result<()> {
    io::copy(content, file)?;
    file.flush()?;
    file.as_file().sync_data()
}

/// Folder that contains `path`.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a complete temporary file beside `path`, ready to be renamed. It has the owner and the
/// permissions in `like`; if that is `None`, the permissions that the umask allows. It is deleted
/// when dropped.
///
/// # Errors
/// If the system refuses.
pub(crate) fn write_temporary(
    path: &Path,
    like: Option<&Metadata>,
    content: &mut dyn Read,
) -> io::Result<NamedTempFile> {
    let mut file = unfinished(folder(path), like)?;
    fill(&mut file, content)?;
    if let Some(like) = like {
        copy_ownership(file.as_file(), like)?;
    }
    Ok(file)
}

/// Creates an empty temporary file in `folder`. If it will replace a file (`like`), only the user
/// can read it at first; otherwise it has the permissions that the umask allows.
fn unfinished(folder: &Path, like: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    open_to_umask(&mut builder, like);
    locked(&mut builder, folder)
}

#[cfg(unix)]
fn open_to_umask(builder: &mut Builder<'_, '_>, like: Option<&Metadata>) {
    use std::os::unix::fs::PermissionsExt;
    if like.is_none() {
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
}

#[cfg(not(unix))]
fn open_to_umask(_: &mut Builder<'_, '_>, _: Option<&Metadata>) {}

/// Gives `file` the owner, the group and the permissions of another file, `like`.
#[cfg(unix)]
fn copy_ownership(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = file.metadata()?;
    let is_owned_alike = made.uid() == like.uid() && made.gid() == like.gid();
    if !is_owned_alike && fchown(file, Some(like.uid()), Some(like.gid())).is_err() {
        // Changing only the group may be allowed. If that fails too, the file belongs to the
        // current user, as with any editor.
        let _ = fchown(file, None, Some(like.gid()));
    }
    file.set_permissions(like.permissions())
}

#[cfg(not(unix))]
fn copy_ownership(file: &File, like: &Metadata) -> io::Result<()> {
    file.set_permissions(like.permissions())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::thread;
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::{ABANDONED, remove_abandoned, replace, try_folder, write_temporary};

    /// Test helper: the names of the files in the folder, sorted.
    fn left(folder: &TempDir) -> Vec<String> {
        let names = fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<String> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn removes_what_a_killed_run_left_and_nothing_else() {
        let folder = TempDir::new().unwrap();
        let old = SystemTime::now() - ABANDONED - Duration::from_secs(60);
        for name in [".hegao-a1.tmp", ".tmpAbC", "稿.txt"] {
            let path = folder.path().join(name);
            fs::write(&path, "半").unwrap();
            File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
        }
        try_folder(folder.path()).unwrap();
        assert_eq!(left(&folder), [".tmpAbC", "稿.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_whose_writer_lives_stays_and_one_of_a_killed_run_is_removed_at_once() {
        let folder = TempDir::new().unwrap();
        let target = folder.path().join("稿.txt");
        let writing = write_temporary(&target, None, &mut "新".as_bytes()).unwrap();
        fs::write(folder.path().join(".hegao-b2.tmp"), "半").unwrap();
        remove_abandoned(folder.path());
        let name = writing.path().file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(left(&folder), [name]);
        writing.persist(&target).unwrap();
        remove_abandoned(folder.path());
        assert_eq!(fs::read_to_string(&target).unwrap(), "新");
    }

    /// Many runs write into one folder at the same time, and each removes files that it takes for
    /// abandoned.
    #[test]
    fn runs_side_by_side_do_not_remove_files_of_each_other() {
        let folder = TempDir::new().unwrap();
        thread::scope(|scope| {
            for run in 0..4 {
                let folder = folder.path();
                scope.spawn(move || {
                    for round in 0..50 {
                        remove_abandoned(folder);
                        replace(&folder.join(format!("{run}.txt")), &mut format!("{round}").as_bytes())
                            .unwrap();
                    }
                });
            }
        });
        assert_eq!(left(&folder), ["0.txt", "1.txt", "2.txt", "3.txt"]);
    }
}
