//! The one test binary: journeys, storage on both databases, golden files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is, with the reason")]

#[macro_use]
mod support;

mod access;
mod api;
mod api_rooms;
mod backup;
mod casework;
mod cli;
mod documents;
mod duties;
mod family;
mod house;
mod imr;
mod journeys;
mod kill;
mod outbox;
mod panel;
mod parties;
mod proceedings;
mod process;
mod recommendations;
mod reports;
mod reviews;
mod rights;
mod store;
mod submission;
mod ui;
mod web;
mod work;
