//! Files that only the one who runs the service may read, written so that a power cut does not lose them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::backup::BackupError;

type Done<T> = Result<T, BackupError>;

fn at<T>(path: &Path, result: std::io::Result<T>) -> Done<T> {
    result.map_err(|error| BackupError::File(path.to_path_buf(), error))
}

/// The folder, made if it is not there, for oneself alone.
fn folder(path: &Path) -> Done<()> {
    at(path, DirBuilder::new().recursive(true).mode(0o700).create(path))
}

/// The same, which must be empty.
pub(super) fn empty_folder(path: &Path) -> Done<()> {
    folder(path)?;
    match at(path, fs::read_dir(path))?.next() {
        None => Ok(()),
        Some(_) => Err(BackupError::NotEmpty(path.to_path_buf())),
    }
}

/// The path from the root, without dots and links.
pub(super) fn real(path: &Path) -> Done<PathBuf> {
    at(path, fs::canonicalize(path))
}

/// Writes a new file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Done<()> {
    let mut file = at(path, OpenOptions::new().write(true).create_new(true).mode(0o600).open(path))?;
    at(path, file.write_all(bytes).and_then(|()| file.sync_all()))
}

/// Copies a file to a place of which nothing is kept.
pub(super) fn copy(from: &Path, to: &Path) -> Done<()> {
    let mut source = at(from, File::open(from))?;
    let mut file = at(to, OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to))?;
    at(to, std::io::copy(&mut source, &mut file).and_then(|_| file.sync_all()))
}

/// Waits until a file is on the disk.
pub(super) fn sync(path: &Path) -> Done<()> {
    at(path, File::open(path).and_then(|file| file.sync_all()))
}

/// Waits until the names in a folder are on the disk.
pub(super) fn sync_folder(path: &Path) -> Done<()> {
    sync(if path.as_os_str().is_empty() { Path::new(".") } else { path })
}

/// Copies the files of a folder, and those of the folders in it, that the other has not. Gives their number.
pub(super) fn copy_new(from: &Path, to: &Path) -> Done<usize> {
    folder(to)?;
    let mut copied = 0;
    for (path, inside) in every_file(from)? {
        let target = to.join(&inside);
        if !target.exists() {
            target.parent().map_or(Ok(()), folder)?;
            write(&target, &at(&path, fs::read(&path))?)?;
            copied += 1;
        }
    }
    sync_folder(to)?;
    Ok(copied)
}

/// A file of the first folder that the second has with other bytes.
pub(super) fn differing(one: &Path, other: &Path) -> Done<Option<PathBuf>> {
    for (path, inside) in every_file(one)? {
        let twin = other.join(&inside);
        if twin.exists() && at(&path, fs::read(&path))? != at(&twin, fs::read(&twin))? {
            return Ok(Some(twin));
        }
    }
    Ok(None)
}

/// Every file in a folder, however deep, with its path inside it.
fn every_file(folder: &Path) -> Done<Vec<(PathBuf, PathBuf)>> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(inside) = waiting.pop() {
        let path = folder.join(&inside);
        for entry in at(&path, fs::read_dir(&path))? {
            let entry = at(&path, entry)?;
            let inside = inside.join(entry.file_name());
            if at(&path, entry.file_type())?.is_dir() {
                waiting.push(inside);
            } else {
                found.push((folder.join(&inside), inside));
            }
        }
    }
    found.sort();
    Ok(found)
}
