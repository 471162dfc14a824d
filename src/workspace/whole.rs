//! Files that appear whole or not at all: written beside their place under a name of their own, then renamed. A new file has
//! the permissions that the umask leaves, one that replaces another has those of that one.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// How the names of unfinished files begin and end. Folders are searched without hidden files.
const PREFIX: &str = ".hegao-";
const SUFFIX: &str = ".tmp";
/// Age from which an unfinished file is taken for one whose writer was killed: writing takes seconds at most, for all its
/// bytes are there when it begins.
const ABANDONED: Duration = Duration::from_hours(1);

/// Puts what `content` yields at `path`, in the place of the file that is there, whose owner and permissions stay as far as the
/// system allows: only root gives files to others.
///
/// # Errors
/// If the system refuses; what was there before is as it was.
pub(crate) fn put(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let like = path.metadata().ok();
    let file = beside(path, like.as_ref(), content)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Puts what `content` yields at `path`, where there is no file.
///
/// # Errors
/// If there is one (`AlreadyExists`), or the system refuses.
pub(crate) fn create(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let file = beside(path, None, content)?;
    file.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// Puts what `content` yields at `path`, where only the user may read it.
///
/// # Errors
/// If the system refuses; what was there before is as it was.
pub(crate) fn put_private(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut file = Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder(path))?;
    io::copy(content, &mut file)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Makes and removes a file in `folder`, to know that it can be done, and removes unfinished files of runs that were killed.
///
/// # Errors
/// If the system refuses.
pub(crate) fn try_folder(folder: &Path) -> io::Result<()> {
    remove_abandoned(folder);
    unfinished(folder, None)?.close()
}

/// Removes the unfinished files in `folder` of runs that were killed. What cannot be removed stays.
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

/// The folder that `path` lies in.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A finished file beside `path` that only lacks its name: as open as the umask leaves a new file, or with the owner and the
/// permissions of the file that `like` describes. It is removed if it is dropped.
///
/// # Errors
/// If the system refuses.
pub(crate) fn beside(
    path: &Path,
    like: Option<&Metadata>,
    content: &mut dyn Read,
) -> io::Result<NamedTempFile> {
    let mut file = unfinished(folder(path), like)?;
    io::copy(content, &mut file)?;
    file.flush()?;
    if let Some(like) = like {
        dress(file.as_file(), like)?;
    }
    Ok(file)
}

/// An empty file in `folder`: private if it will take the place of another, else as open as the umask leaves a new file.
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

/// Gives a file the owner, the group and the permissions of another.
#[cfg(unix)]
fn dress(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = file.metadata()?;
    let is_owned_alike = made.uid() == like.uid() && made.gid() == like.gid();
    if !is_owned_alike && fchown(file, Some(like.uid()), Some(like.gid())).is_err() {
        // The group alone may be allowed. If it is not, the file belongs to who wrote it, as with any editor.
        let _ = fchown(file, None, Some(like.gid()));
    }
    file.set_permissions(like.permissions())
}

#[cfg(not(unix))]
fn dress(file: &File, like: &Metadata) -> io::Result<()> {
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
