//! The way in from the network, with pages of the test's own.

mod door;
mod insiders;
mod network;
mod routes;
mod site;
