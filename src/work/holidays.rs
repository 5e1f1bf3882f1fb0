//! The bank holidays are data of a release: somebody has to be told before they end.

use chrono::NaiveDate;

use crate::app::App;
use crate::base::calendar::Calendar;
use crate::ids::PersonId;
use crate::outbox::{self, Facts, Kind, Mail, To};
use crate::process::Role;
use crate::store::{Stored, sql};

pub(super) async fn watch(app: &App) -> Stored<()> {
    let calendar = Calendar::england_and_wales();
    if calendar.warning(app.clock.today()).is_none() {
        return Ok(());
    }
    let year = calendar.runs_out();
    let mut tx = app.store.write().await?;
    let today = tx.today();
    let administrators: Vec<(PersonId,)> = sql("SELECT DISTINCT person.id FROM person JOIN post ON post.person = person.id \
         WHERE post.role = $1 AND post.begins <= $2 AND (post.ends IS NULL OR post.ends >= $2) AND person.disabled_at IS NULL")
    .bind(Role::SysAdmin)
    .bind(today)
    .all(&mut tx)
    .await?;
    for (person,) in administrators {
        let facts = Facts { due: NaiveDate::from_ymd_opt(year, 12, 31), ..Facts::default() };
        let mail = Mail {
            to: To::Person(person),
            kind: Kind::BankHolidaysRunOut,
            partnership: None,
            review: None,
            facts,
            dedupe: Some(format!("bank-holidays:{year}:{person}")),
            digest: false,
        };
        outbox::queue(&mut tx, mail).await?;
    }
    tx.commit().await
}
