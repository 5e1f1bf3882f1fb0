//! Every page of a partnership as everybody, and what is done on them.

use dardr::access::people as accounts;
use dardr::ids::{OrganisationId, PersonId};
use dardr::organisations::{self, Directory, Kind};
use dardr::people::{self, Office};
use dardr::process::{Deadline, Regime, Role, Rule};
use dardr::store::sql;
use dardr::ui::{Guard, Method, Route};
use dardr::web::routes;
use http::StatusCode;

use super::browser::{Site, hidden, with_password};
use crate::support::World;

fn office(route: &Route) -> Option<Office> {
    match route.guard {
        Guard::Partnership("Settings") => Some(Office::Settings),
        Guard::Partnership("People") => Some(Office::People),
        Guard::Partnership("Lengths") => Some(Office::Lengths),
        Guard::Partnership("Directory") => Some(Office::Directory),
        _ => None,
    }
}

async fn person(world: &World, name: &str, role: Role, place: OrganisationId, address: &str) -> PersonId {
    let person = world.person(name, role, place).await;
    with_password(world, person, address).await;
    person
}

/// The address of a route with what varies filled in.
fn address(route: &Route, place: OrganisationId, person: PersonId, organisation: OrganisationId) -> String {
    let part = |part: &str| match part {
        ":partnership" => place.to_string(),
        ":person" => person.to_string(),
        ":organisation" => organisation.to_string(),
        ":rule" => adjustable().to_string(),
        ":directory" => "sefton".to_owned(),
        ":post" => organisation.to_string(),
        other => other.to_owned(),
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn adjustable() -> Rule {
    *Rule::ALL.iter().find(|rule| Deadline::of(**rule).is_some_and(|clock| clock.adjustable(Regime::DhrS9))).unwrap()
}

both!(
    async fn asvs_8_2_1_8_2_2_and_8_4_1_every_page_of_a_partnership_as_everybody(world: World) {
        let (home, elsewhere) = (world.partnership("WYK", "Wykebourne").await, world.partnership("MAR", "Marshgate").await);
        let roles = [Role::SysAdmin, Role::Coordinator, Role::CspChair, Role::Auditor];
        let addresses = ["admin@w.example", "coordinator@w.example", "chair@w.example", "auditor@w.example"];
        let names = ["Sam Ellery", "Priya Nandakumar", "Gwen Pryor", "Noor Aziz"];
        for ((role, at), name) in roles.into_iter().zip(addresses).zip(names) {
            person(&world, name, role, home, at).await;
        }
        for (role, at, name) in
            [(Role::SysAdmin, "admin@m.example", "Tom Reed"), (Role::Coordinator, "coordinator@m.example", "Idris Vaughan")]
        {
            person(&world, name, role, elsewhere, at).await;
        }
        let member = world.person("Owen Frith", Role::Auditor, home).await;
        let coordinator = world.person("Mair Lloyd", Role::Coordinator, home).await;
        let mut tx = world.store.write().await.unwrap();
        accounts::make_known(&mut tx, &dardr::audit::Doer::timetable(), home, member, None).await.unwrap();
        tx.commit().await.unwrap();
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let entry = Directory::Sefton.entries().remove(3);
        let agency = organisations::add(&mut tx, &actor, home, &entry.new, "").await.unwrap();
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let nobody = site.browser();
        let mut inside = Vec::new();
        for at in addresses {
            inside.push(site.signed_in(at).await);
        }
        let outside = [site.signed_in("admin@m.example").await, site.signed_in("coordinator@m.example").await];
        let mut visited = 0;
        for route in routes::table() {
            let Some(office) = office(&route) else { continue };
            visited += 1;
            let path = address(&route, home, member, agency);
            let get = route.method == Method::Get;
            let answer = if get { nobody.get(&path).await } else { nobody.send(&path, &[]).await };
            let turned_away = if get { answer.to.starts_with("/sign-in") } else { answer.status == StatusCode::FORBIDDEN };
            assert!(turned_away, "{route:?} as nobody: {}", answer.status);
            for stranger in &outside {
                let answer = if get { stranger.get(&path).await } else { stranger.send(&path, &[]).await };
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{route:?} as another partnership’s");
            }
            for (role, browser) in roles.iter().zip(&inside) {
                let allowed = office.roles().contains(role);
                let destroys = ["/remove", "/end", "/undo", "/link"].iter().any(|end| path.ends_with(end));
                if !get && allowed && destroys {
                    continue;
                }
                let status = if get { browser.get(&path).await.status } else { browser.send(&path, &[]).await.status };
                if allowed {
                    let open = status.is_success() || status.is_redirection() || status == StatusCode::UNPROCESSABLE_ENTITY;
                    assert!(open, "{route:?} as {role:?}: {status}");
                } else {
                    assert_eq!(status, StatusCode::FORBIDDEN, "{route:?} as {role:?}");
                }
            }
        }
        assert!(visited > 20, "{visited}");
    }
);

both!(
    async fn asvs_8_4_1_no_list_names_another_partnerships_people_or_organisations(world: World) {
        let (home, elsewhere) = (world.partnership("WYK", "Wykebourne").await, world.partnership("MAR", "Marshgate").await);
        person(&world, "Priya Nandakumar", Role::Coordinator, home, "priya@w.example").await;
        let other = person(&world, "Canary Idris Vaughan", Role::Coordinator, elsewhere, "idris@m.example").await;
        let actor = world.actor(other).await;
        let mut tx = world.store.write().await.unwrap();
        accounts::make_known(&mut tx, &dardr::audit::Doer::timetable(), elsewhere, other, None).await.unwrap();
        for entry in Directory::StHelens.entries() {
            organisations::add(&mut tx, &actor, elsewhere, &entry.new, "canary").await.unwrap();
        }
        let theirs = organisations::in_directory(&mut tx, elsewhere).await.unwrap()[0].id;
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@w.example").await;
        for path in ["people", "organisations", "lengths", ""] {
            let page = browser.get(format!("/partnership/{home}/{path}").trim_end_matches('/')).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains("Canary") && !page.body.contains("Torus") && !page.body.contains("Marshgate"), "{path}");
        }
        let crossed = [format!("people/{other}"), format!("organisations/{theirs}")];
        for path in crossed {
            assert_eq!(browser.get(&format!("/partnership/{home}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
);

both!(
    async fn settings_are_changed_once_and_a_stale_page_is_told(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        world.partnership("MAR", "Marshgate").await;
        person(&world, "Sam Ellery", Role::SysAdmin, home, "sam@w.example").await;
        let site = Site::of(&world).await;
        let browser = site.signed_in("sam@w.example").await;
        assert_eq!(browser.get("/").await.to, "/partnership", "who only administers has no reviews");
        assert_eq!(browser.get("/partnership").await.to, format!("/partnership/{home}"));
        let path = format!("/partnership/{home}/settings");
        let version = hidden(&browser.get(&path).await.body, "version").unwrap();
        let fill = |code: &'static str, version: String| {
            vec![
                ("name", "Wykebourne Community Safety Partnership".to_owned()),
                ("short-name", "Wykebourne".into()),
                ("nation", "england".into()),
                ("display-term", "Domestic homicide review".into()),
                ("code", code.into()),
                ("host", "Wykebourne Borough Council".into()),
                ("address", "Civic Hall\nWykebourne".into()),
                ("second-factor", "no".into()),
                ("version", version),
            ]
        };
        let send = async |fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.send(&path, &fields).await
        };
        assert_eq!(send(fill("wyk", version.clone())).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let taken = send(fill("MAR", version.clone())).await;
        assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.body.contains("Another partnership"), "{}", taken.body);
        assert_eq!(send(fill("WKB", version.clone())).await.to, format!("/partnership/{home}"));
        let stale = send(fill("WKX", version)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let mut tx = world.store.read().await.unwrap();
        let paper = people::letterhead(&mut tx, home).await.unwrap();
        assert_eq!(paper.address, ["Civic Hall", "Wykebourne"]);
    }
);

both!(
    async fn what_counts_in_some_reviews_only_is_said_and_each_role_can_read_its_rights_on_a_phone(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let coordinator = world.person("Priya Nandakumar", Role::Coordinator, home).await;
        let browser = world.visit(coordinator).await;
        let list = browser.open(&format!("/partnership/{home}/lengths")).await.unwrap();
        let only = format!("Your length counts only in: {}.", Regime::Nonstat.label());
        assert!(list.says(&only), "{}", list.words());
        assert!(browser.open(&format!("/partnership/{home}/lengths/DL-02")).await.unwrap().says(&only));
        assert!(!browser.open(&format!("/partnership/{home}/lengths/DL-04")).await.unwrap().says("Your length counts only in"));
        let rights = browser.open("/help/permissions").await.unwrap();
        for said in ["Read and change everything", "Read what is released to them", "A system administrator reaches no review"] {
            assert!(rights.says(said), "{}", rights.words());
        }
        assert_eq!(rights.html.matches("How far</th>").count(), Role::ALL.len() - 1, "a list for each role");
    }
);

both!(
    async fn lengths_of_local_practice_are_set_with_a_reason_and_fixed_ones_are_not(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        person(&world, "Priya Nandakumar", Role::Coordinator, home, "priya@w.example").await;
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@w.example").await;
        let rule = adjustable();
        let path = format!("/partnership/{home}/lengths/{rule}");
        let without = browser.send(&path, &[("number", "12"), ("unit", "WD"), ("reason", "")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.body.contains("value=\"12\""));
        let set = browser.send(&path, &[("number", "12"), ("unit", "WD"), ("reason", "Agreed with the agencies")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
        let mut tx = world.store.read().await.unwrap();
        let clock = Deadline::of(rule).unwrap();
        assert_eq!(dardr::reviews::lengths(&mut tx, home).await.unwrap().of(clock, Regime::DhrS9).to_string(), "WD 12");
        drop(tx);
        let fixed = Rule::ALL
            .iter()
            .find(|rule| Deadline::of(**rule).is_some_and(|clock| Regime::ALL.iter().all(|regime| !clock.adjustable(*regime))));
        let fixed = format!("/partnership/{home}/lengths/{}", fixed.unwrap());
        assert_eq!(
            browser.send(&fixed, &[("number", "12"), ("unit", "WD"), ("reason", "x")]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(browser.send(&format!("{path}/undo"), &[]).await.status, StatusCode::SEE_OTHER);
        let mut tx = world.store.read().await.unwrap();
        assert_eq!(dardr::reviews::lengths(&mut tx, home).await.unwrap().of(clock, Regime::DhrS9), clock.length);
        assert!(browser.get(&path).await.body.contains("Agreed with the agencies"), "what held before stays to be read");
    }
);

both!(
    async fn nobody_gives_themselves_a_post_and_an_administrator_gives_none_that_reaches_a_case(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        let coordinator = person(&world, "Priya Nandakumar", Role::Coordinator, home, "priya@w.example").await;
        let admin = person(&world, "Sam Ellery", Role::SysAdmin, home, "sam@w.example").await;
        let new = world.person("Owen Frith", Role::Auditor, home).await;
        let mut tx = world.store.write().await.unwrap();
        for each in [coordinator, admin, new] {
            accounts::make_known(&mut tx, &dardr::audit::Doer::timetable(), home, each, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let (priya, sam) = (site.signed_in("priya@w.example").await, site.signed_in("sam@w.example").await);
        let posts = |of: PersonId| format!("/partnership/{home}/people/{of}/posts");
        let (chair, sys) = (format!("{home} csp_chair"), format!("{home} sys_admin"));
        assert_eq!(priya.send(&posts(coordinator), &[("post", &chair)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(sam.send(&posts(new), &[("post", &chair)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            sam.send(&posts(new), &[("post", &format!("{home} coordinator"))]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(sam.send(&posts(new), &[("post", &sys)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(priya.send(&posts(new), &[("post", &chair)]).await.status, StatusCode::SEE_OTHER);
        let second = priya.send(&posts(admin), &[("post", &chair)]).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "while there is a chair, the chair gives the post");
        assert!(second.body.contains("The post of chair is given by the partnership’s chair."));
        let actor = world.actor(new).await;
        assert!(actor.is(Role::CspChair, home) && actor.is(Role::SysAdmin, home));
        let remove = format!("/partnership/{home}/people/{new}/remove");
        let refused = priya.send(&remove, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "who would give the next chair does not end this one");
        let mut tx = world.store.read().await.unwrap();
        let held = accounts::posts(&mut tx, home).await.unwrap().into_iter().find(|post| post.role == Role::CspChair).unwrap();
        drop(tx);
        let end = format!("/partnership/{home}/people/{new}/posts/{}/end", held.id);
        assert_eq!(priya.send(&end, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            sam.send(&remove, &[]).await.status,
            StatusCode::FORBIDDEN,
            "an administrator can be of a coordinator's making"
        );
        let mut tx = world.store.write().await.unwrap();
        accounts::remove(&mut tx, &dardr::audit::Doer::timetable(), home, new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        assert!(accounts::get(&mut tx, new).await.unwrap().disabled_at.is_some(), "8.3.2: at once");
        drop(tx);
        let last = sam.send(&format!("/partnership/{home}/people/{coordinator}/remove"), &[]).await;
        assert_eq!(last.status, StatusCode::CONFLICT, "somebody must be there to give the posts");
        assert!(last.body.contains("Nobody else is coordinator or chair"));
        assert!(world.actor(coordinator).await.is(Role::Coordinator, home), "nothing was changed");
    }
);

both!(
    async fn a_starting_directory_is_previewed_and_loaded_once(world: World) {
        let home = world.partnership("WYK", "Wykebourne").await;
        person(&world, "Priya Nandakumar", Role::Coordinator, home, "priya@w.example").await;
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@w.example").await;
        let own = [("name", "merseyside POLICE"), ("short-name", "Police"), ("kind", "agency"), ("agency-type", "police")];
        assert_eq!(browser.send(&format!("/partnership/{home}/organisations/new"), &own).await.status, StatusCode::SEE_OTHER);
        let twice = browser.send(&format!("/partnership/{home}/organisations/new"), &own).await;
        assert!(twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("in your directory already"));
        let path = format!("/partnership/{home}/directories/sefton");
        let page = browser.get(&path).await.body;
        assert!(page.contains("In your directory as merseyside POLICE") && page.contains("One Vision Housing"));
        let names: Vec<String> = Directory::Sefton.entries().into_iter().map(|entry| entry.new.name.into_string()).collect();
        let all: Vec<(&str, &str)> = names.iter().map(|name| ("take", name.as_str())).collect();
        for _ in 0..2 {
            assert_eq!(browser.send(&path, &all).await.status, StatusCode::SEE_OTHER);
        }
        let mut tx = world.store.read().await.unwrap();
        let listed = organisations::in_directory(&mut tx, home).await.unwrap();
        assert_eq!(listed.len(), names.len(), "the police are there once");
        let duty = |name: &str| listed.iter().find(|each| each.name == name).unwrap().statutory_duty;
        assert!(duty("Probation Service") && !duty("Mersey Care NHS Foundation Trust") && !duty("One Vision Housing"));
        let overseen: i64 = sql("SELECT COUNT(*) FROM oversees").scalar(&mut tx).await.unwrap();
        let bodies = listed.iter().filter(|each| each.kind != Kind::Agency).count();
        assert_eq!(usize::try_from(overseen).unwrap(), bodies);
        drop(tx);
        let (old, new) = (listed.iter().find(|each| each.short_name == "Southport and Ormskirk").unwrap(), listed[0].id);
        let path = format!("/partnership/{home}/organisations/{}/succession", old.id);
        let successor = new.to_string();
        let bad = browser
            .send(
                &path,
                &[
                    ("successor", &successor),
                    ("succeeded-on-day", "31"),
                    ("succeeded-on-month", "6"),
                    ("succeeded-on-year", "2023"),
                    ("version", "1"),
                ],
            )
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "there is no 31 June");
        let good = browser
            .send(
                &path,
                &[
                    ("successor", &successor),
                    ("succeeded-on-day", "1"),
                    ("succeeded-on-month", "7"),
                    ("succeeded-on-year", "2023"),
                    ("version", "1"),
                ],
            )
            .await;
        assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.body);
        assert!(browser.get(&format!("/partnership/{home}/organisations")).await.body.contains("1 July 2023"));
    }
);
