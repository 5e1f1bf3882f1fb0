//! What somebody who writes to the database, and does not hold the deployment's key, makes of the ways in.

use dardr::access::invitations::Purpose;
use dardr::access::sign_in::SignedIn;
use dardr::access::{invitations, second_factor, sessions};
use dardr::base::Clock as _;
use dardr::store::sql;

use super::{LIMITS, PASSWORD, enter, operator, person};

both!(
    async fn a_session_that_the_program_did_not_write_opens_nothing(world: World) {
        let keyring = world.keyring();
        person(&world, "a@council.example").await;
        let other = person(&world, "b@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let changes = [
            sql("UPDATE session SET person = $1").bind(other),
            sql("UPDATE session SET second_factor_passed = $1").bind(true),
            sql("UPDATE session SET created_at = $1").bind(world.clock.now() + chrono::TimeDelta::hours(1)),
            sql("UPDATE session SET seal = $1").bind("a seal of their own"),
        ];
        for change in changes {
            let mut tx = world.store.write().await.unwrap();
            assert!(sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().is_some());
            assert_eq!(change.run(&mut tx).await.unwrap(), 1);
            assert!(sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().is_none());
        }
    }
);

both!(
    async fn a_second_factor_that_was_given_leaves_the_forms_that_were_shown(world: World) {
        let keyring = world.keyring();
        person(&world, "a@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let mut tx = world.store.write().await.unwrap();
        let before = sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().unwrap().session;
        sessions::pass(&mut tx, &keyring, &before).await.unwrap();
        let after = sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().unwrap().session;
        assert!(after.second_factor_passed && !before.second_factor_passed);
        assert_eq!(after.form_token, before.form_token, "the page that shows the codes can be left by its own forms");
    }
);

both!(
    async fn a_link_and_a_recovery_code_are_of_the_person_for_whom_they_were_made(world: World) {
        let keyring = world.keyring();
        let one = person(&world, "a@council.example").await;
        let other = person(&world, "b@council.example").await;
        let mut tx = world.store.write().await.unwrap();
        let link = invitations::make(&mut tx, &keyring, &operator(), one, Purpose::PasswordReset).await.unwrap();
        assert_eq!(invitations::find(&mut tx, &keyring, &link).await.unwrap().unwrap().person, one);
        sql("UPDATE invitation SET person = $1").bind(other).run(&mut tx).await.unwrap();
        assert!(invitations::find(&mut tx, &keyring, &link).await.unwrap().is_none());
        let renamed = link.replace(&one.to_string(), &other.to_string());
        assert!(invitations::find(&mut tx, &keyring, &renamed).await.unwrap().is_none());
        let codes = second_factor::new_codes(&mut tx, &keyring, one).await.unwrap();
        sql("UPDATE recovery_code SET person = $1").bind(other).run(&mut tx).await.unwrap();
        assert!(!second_factor::use_recovery_code(&mut tx, &keyring, &operator(), other, &codes[0]).await.unwrap());
        sql("UPDATE recovery_code SET person = $1").bind(one).run(&mut tx).await.unwrap();
        assert!(second_factor::use_recovery_code(&mut tx, &keyring, &operator(), one, &codes[0]).await.unwrap());
    }
);
