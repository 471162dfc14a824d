//! Atomic file writes: the content is written to a temporary file beside the target, which is then
//! renamed. A new file gets the permissions that the umask allows; a replaced file keeps its
//! permissions.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// Prefix of the names of temporary files. The leading dot hides them when folders are searched.
const PREFIX: &str = ".hegao-";
/// Suffix of the names of temporary files.
const SUFFIX: &str = ".tmp";
/// Age at which a temporary file counts as abandoned by a killed process. Writing takes seconds at
/// most, because all bytes are available when it begins.
const ABANDONED: Duration = Duration::from_hours(1);

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
    let mut file = Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder(path))?;
    io::copy(content, &mut file)?;
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
        if is_unfinished && entry.metadata().is_ok_and(|metadata| metadata.is_file() && is_old(&metadata)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_old(metadata: &Metadata) -> bool {
    let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age > ABANDONED)
}

/// Folder that contains `path`.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a complete temporary file beside `path`, ready to be renamed. It has the permissions that
/// the umask allows, or the owner and permissions described by `like`. It is deleted when dropped.
///
/// # Errors
/// If the system refuses.
pub(crate) fn write_temporary(
    path: &Path,
    like: Option<&Metadata>,
    content: &mut dyn Read,
) -> io::Result<NamedTempFile> {
    let mut file = unfinished(folder(path), like)?;
    io::copy(content, &mut file)?;
    file.flush()?;
    // On the disk before it is renamed: after a power failure the name leads to the old content or
    // to the new one, never to an empty file.
    file.as_file().sync_data()?;
    if let Some(like) = like {
        copy_ownership(file.as_file(), like)?;
    }
    Ok(file)
}

/// An empty temporary file in `folder`: private if it will replace another file, else with the
/// permissions that the umask allows.
fn unfinished(folder: &Path, like: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    open_to_umask(&mut builder, like);
    builder.tempfile_in(folder)
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

/// Gives a file the owner, group and permissions of another.
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
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::{ABANDONED, try_folder};

    #[test]
    fn removes_what_a_killed_run_left_and_nothing_else() {
        let folder = TempDir::new().unwrap();
        let old = SystemTime::now() - ABANDONED - Duration::from_secs(60);
        for (name, is_old) in
            [(".hegao-a1.tmp", true), (".hegao-b2.tmp", false), (".tmpAbC", true), ("稿.txt", true)]
        {
            fs::write(folder.path().join(name), "半").unwrap();
            if is_old {
                File::options()
                    .write(true)
                    .open(folder.path().join(name))
                    .unwrap()
                    .set_modified(old)
                    .unwrap();
            }
        }
        try_folder(folder.path()).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".hegao-b2.tmp", ".tmpAbC", "稿.txt"]);
    }
}
