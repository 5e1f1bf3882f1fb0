//! SQLite for tests: migrated once, copied for each.

use std::path::Path;
use std::sync::Arc;

use dardr::base::{FixedClock, SeededChance};
use tokio::sync::OnceCell;

use super::{beginning, open, scratch};

/// The file as it is after the migrations.
static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// A migrated, empty database in `directory`. Gives its address.
pub async fn fresh(directory: &Path) -> String {
    let template = TEMPLATE.get_or_init(template).await;
    let file = directory.join("dardr.db");
    std::fs::write(&file, template).unwrap();
    format!("sqlite:{}", file.display())
}

async fn template() -> Vec<u8> {
    let directory = scratch::directory();
    let file = directory.path().join("template.db");
    let (clock, chance) = (Arc::new(FixedClock::at(beginning())), Arc::new(SeededChance::new(0)));
    let store = open(&format!("sqlite:{}", file.display()), &clock, &chance).await;
    store.migrate().await.unwrap();
    store.close().await;
    std::fs::read(file).unwrap()
}
