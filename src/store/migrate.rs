//! Migrations: the same file names for both databases, embedded in the program.

use sqlx::migrate::Migrator;

use super::error::Stored;
use super::open::{Pools, Store};

pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

impl Store {
    /// Brings the database to this program's schema. Does nothing when it is there already; on PostgreSQL, one instance at a time.
    ///
    /// # Errors
    /// When a migration fails (nothing of that one is kept), was changed after it had run, or the database is newer than the program.
    pub async fn migrate(&self) -> Stored<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => SQLITE.run(write).await?,
            Pools::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }
}
