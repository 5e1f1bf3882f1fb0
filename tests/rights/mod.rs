//! Who may come in, and how: signing in over HTTP, and every page of a partnership as everybody.

mod account;
mod browser;
mod partnership;
mod sessions;
mod words;
