//! Folders for the length of a test, in memory where there is room: thousands of commits that wait for a disk make a slow suite.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// Least free memory, in KiB, to keep databases there: some containers offer 64 MiB, which two databases fill.
const ROOM: u64 = 2 * 1024 * 1024;

static PLACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let free = Command::new("df").args(["-Pk", "/dev/shm"]).output().ok().and_then(|df| {
        let text = String::from_utf8(df.stdout).ok()?;
        text.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()
    });
    match free {
        Some(free) if free >= ROOM => PathBuf::from("/dev/shm"),
        _ => std::env::temp_dir(),
    }
});

/// A new folder that goes when it is dropped.
pub fn directory() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("dardr-test-").tempdir_in(&*PLACE).unwrap()
}
