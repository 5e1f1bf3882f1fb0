//! The program itself, as people who run it start it.

use std::process::Command;

use super::World;

/// dardr with these arguments, set up for a world and for nothing else on the machine.
pub fn command(world: &World, arguments: &[&str]) -> Command {
    let at = |name: &str| world.directory().join(name).display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dardr"));
    command
        .args(arguments)
        .env_clear()
        .env("DARDR_DATABASE", &world.url)
        .env("DARDR_KEYS", at("keys"))
        .env("DARDR_DEPLOYMENT_KEY", at("deployment.key"))
        .env("DARDR_MAIL", format!("folder:{}", at("mail")))
        .env("DARDR_MAIL_FROM", "reviews@wyreham.example");
    command
}
