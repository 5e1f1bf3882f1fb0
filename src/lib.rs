//! dardr carries each review of a domestic abuse related death from notification to the last recommendation closed.
//!
//! The rooms of the house, in alphabetical order; which may use which, `tests/house` reads.

pub mod access;
pub mod api;
pub mod app;
pub mod audit;
pub mod base;
pub mod cli;
pub mod consultation;
pub mod decision;
pub mod demo;
pub mod documents;
pub mod duties;
pub mod family;
pub mod help;
pub mod ids;
pub mod imr;
pub mod keyring;
pub mod notification;
pub mod organisations;
pub mod outbox;
pub mod overview;
pub mod panel;
pub mod parties;
pub mod people;
pub mod proceedings;
pub mod process;
pub mod recommendations;
pub mod redaction;
pub mod reports;
pub mod reviews;
pub mod settings;
pub mod store;
pub mod submission;
pub mod terms;
pub mod triage;
pub mod typeset;
pub mod ui;
pub mod web;
pub mod work;
