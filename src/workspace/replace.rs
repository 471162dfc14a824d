//! Replaces files with new versions: atomically, with the same permissions, and only if the file
//! was not changed in the meantime.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::limits::Size;
use crate::engine::report::Problem;
use crate::engine::system::SystemError;
use crate::workspace::atomic_write;
use crate::workspace::bounded;
use crate::workspace::bounds::Bounds;

/// Replaces the content of the file `path`, which must still be `old`, by `new`. A link that leads
/// out of its repository is not followed, even if the user names it.
pub(crate) fn replace(path: &Path, bounds: &Bounds, old: &[u8], new: &[u8]) -> Result<(), Problem> {
    if let Some(lock) = lock_file(path) {
        return Err(Problem::OpenElsewhere(lock.display().to_string()));
    }
    let failed = |error: io::Error| match Problem::from(&error) {
        Problem::Unreadable(reason) => Problem::Unwritable(reason),
        other => other,
    };
    // A link is kept, and its target is replaced.
    let root = bounds.around(path.parent().unwrap_or(Path::new("/")));
    let Some(target) = root.resolved(path).map_err(failed)? else {
        let target = path.canonicalize().map_err(failed)?;
        return Err(Problem::LeadsOutside(target.display().to_string()));
    };
    let metadata = target.metadata().map_err(failed)?;
    if !metadata.is_file() {
        // Opening a pipe would wait for another program.
        let error = io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
        return Err(Problem::Unwritable(SystemError::from(&error)));
    }
    // Replacing only needs write access to the folder, so the file's own write protection is
    // checked here.
    File::options().write(true).open(&target).map_err(failed)?;
    let file = atomic_write::write_temporary(&target, Some(&metadata), &mut &*new).map_err(failed)?;
    let most = Size::new(old.len() as u64 + 1).ok_or(Problem::Changed)?;
    if bounded::file(&target, most).map_err(failed)?.as_deref() != Some(old) {
        return Err(Problem::Changed);
    }
    file.persist(&target).map(drop).map_err(|error| failed(error.error))
}

/// Copies the file `path`, with its permissions, to the first free name beside it: `讲话.docx.bak`,
/// `讲话.docx.bak2` … for `讲话.docx`. Returns the path of the copy.
pub(crate) fn back_up(path: &Path, bytes: &[u8]) -> Result<PathBuf, Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names = (1..).map(|count| match count {
        1 => path.with_file_name(format!("{name}.bak")),
        count => path.with_file_name(format!("{name}.bak{count}")),
    });
    let unwritable = |error: io::Error| Problem::Unwritable(SystemError::from(&error));
    let metadata = path.metadata().map_err(unwritable)?;
    atomic_write::remove_abandoned(atomic_write::folder(path));
    let mut copy = atomic_write::write_temporary(path, Some(&metadata), &mut &*bytes).map_err(unwritable)?;
    loop {
        let Some(backup) = names.next() else { return Err(Problem::Changed) };
        match copy.persist_noclobber(&backup) {
            Ok(_) => return Ok(backup),
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => copy = taken.file,
            Err(refused) => return Err(unwritable(refused.error)),
        }
    }
}

/// Returns the lock file that Word or LibreOffice keeps beside `path` while it is open there. Word
/// names it `~$` and the document's name, from which it may drop the first one or two characters.
pub(crate) fn lock_file(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let cut = |count: usize| name.chars().skip(count).collect::<String>();
    let words = (0..3).map(|count| format!("~${}", cut(count)));
    let names = words.chain([format!(".~lock.{name}#")]);
    names.map(|name| path.with_file_name(name)).find(|lock| lock.exists())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{back_up, lock_file, replace};
    use crate::engine::report::Problem;
    use crate::workspace::bounds::Bounds;

    #[test]
    fn a_file_that_changed_meanwhile_is_not_touched() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("稿.txt");
        fs::write(&path, "新").unwrap();
        assert!(matches!(
            replace(&path, &Bounds::default(), "旧".as_bytes(), "改".as_bytes()),
            Err(Problem::Changed)
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        replace(&path, &Bounds::default(), "新".as_bytes(), "改".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "改");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = TempDir::new().unwrap();
        let (path, link) = (folder.path().join("稿.txt"), folder.path().join("链.txt"));
        fs::write(&path, "旧").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, &Bounds::default(), "旧".as_bytes(), "新".as_bytes()).unwrap();
        assert!(link.is_symlink() && fs::read_to_string(&path).unwrap() == "新");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_is_as_private_as_the_document() {
        use std::os::unix::fs::PermissionsExt;
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("稿.txt");
        fs::write(&path, "旧").unwrap();
        for mode in [0o600, 0o664] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let copy = back_up(&path, "旧".as_bytes()).unwrap();
            assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, mode);
            assert_eq!(fs::read_to_string(copy).unwrap(), "旧");
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            3,
            "two copies, each under a name of its own"
        );
    }

    #[test]
    fn word_may_drop_two_characters_of_the_name_it_locks() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("年度工作总结.docx");
        assert!(lock_file(&path).is_none());
        fs::write(folder.path().join("~$工作总结.docx"), "").unwrap();
        assert!(lock_file(&path).is_some());
    }
}
