//! Parses the command and calls the library; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    dardr::cli::run()
}
