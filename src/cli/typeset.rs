//! `dardr typeset`: the child that typesets one document. The server starts it; nobody else has to.

use std::process::ExitCode;

use super::means;
use crate::typeset::child;

pub(super) fn run() -> ExitCode {
    match child::run(std::io::stdin().lock(), std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            means::complain(&problem);
            ExitCode::FAILURE
        }
    }
}
