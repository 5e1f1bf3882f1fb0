//! Migrations are embedded: without this, cargo would not notice a new file among them.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");
}
