//! Parses the command and calls the library; nothing else.

fn main() {}
