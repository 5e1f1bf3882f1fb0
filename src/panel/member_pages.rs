//! The pages of one panel member. Whatever is recorded about them is asked on a page of its own: what is typed there is not lost by doing
//! something else.

use crate::access::right::{ApprovePanel, EditPanel, SeePanel};
use crate::parties::{Desk, look, register_for_tying, work};
use crate::ui::{Answer, Ask, Filled, Guard, Problem, Route, done, get, post};

use super::{Member, MemberId, choose, forms, members, view};

/// The rows of the routes table for panel members.
pub(super) fn routes() -> Vec<Route> {
    let (see, edit) = (Guard::Review("SeePanel"), Guard::Review("EditPanel"));
    vec![
        get("/reviews/:review/panel/members/new", edit, new_member),
        post("/reviews/:review/panel/members/new", edit, add_member),
        get("/reviews/:review/panel/members/:member", see, member),
        get("/reviews/:review/panel/members/:member/declare", see, declare_form),
        post("/reviews/:review/panel/members/:member/declare", see, declare),
        get("/reviews/:review/panel/members/:member/accept", Guard::Review("ApprovePanel"), accept_form),
        post("/reviews/:review/panel/members/:member/accept", Guard::Review("ApprovePanel"), accept),
        get("/reviews/:review/panel/members/:member/confidentiality", edit, confidentiality_form),
        post("/reviews/:review/panel/members/:member/confidentiality", edit, confidentiality),
        get("/reviews/:review/panel/members/:member/end", edit, end_member_form),
        post("/reviews/:review/panel/members/:member/end", edit, end_member),
    ]
}

async fn new_member(ask: Ask) -> Answer {
    let mut desk = look::<EditPanel>(&ask).await?;
    let f = Filled::new().with_date("begins", Some(desk.tx.today()));
    let page = member_form(&mut desk, &ask, &f).await?;
    ask.show(page)
}

async fn member_form(desk: &mut Desk<EditPanel>, ask: &Ask, f: &Filled) -> Result<crate::ui::Page, Problem> {
    let see = desk.also::<SeePanel>().await?;
    let people = choose::for_the_panel(&mut desk.tx, &desk.grant).await?;
    let agencies = choose::agencies(&mut desk.tx, &desk.grant).await?;
    let sitting = members::members(&mut desk.tx, &see).await?;
    Ok(view::member::new(desk, &ask.seal(), (&people, &agencies, &sitting), f))
}

async fn add_member(mut ask: Ask) -> Answer {
    let mut desk = work::<EditPanel>(&ask).await?;
    let mut f = ask.filled();
    let register = register_for_tying(&mut desk.tx, &ask.app.keyring, ask.actor()?, desk.front.id).await?;
    // A panel member may well share a given name with somebody of the register.
    register.refuse_whole_in(&mut f, &["name"]);
    register.refuse_in(&mut f, &["job_title", "expertise"]);
    let see = desk.also::<SeePanel>().await?;
    let sitting = members::members(&mut desk.tx, &see).await?;
    if let Some(new) = forms::member(&mut f, &sitting) {
        let fits = match new.person {
            Some(person) => choose::is_nobody_of(&mut desk.tx, &register, person).await,
            None => Ok(()),
        };
        let added = match fits {
            Ok(()) => super::joining::add_member(&mut desk.tx, &desk.grant, &new).await,
            Err(problem) => Err(problem),
        };
        match added {
            Ok(_) => {
                let to = desk.at("/panel");
                desk.tx.commit().await?;
                return Ok(done(to, "The panel member is added. Ask them to declare their interests."));
            }
            Err(problem) => problem.on_form("person", &mut f)?,
        }
    }
    let page = member_form(&mut desk, &ask, &f).await?;
    ask.refill(page, &f)
}

async fn member(ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, look(&ask).await?).await?;
    let told = members::declarations(&mut desk.tx, &desk.grant, one.id).await?;
    ask.show(view::member::one(&desk, &one, &told, is_own(&desk, &one)))
}

async fn found(ask: &Ask, mut desk: Desk<SeePanel>) -> Result<(Desk<SeePanel>, Member), Problem> {
    let id: MemberId = ask.param("member")?;
    let all = members::members(&mut desk.tx, &desk.grant).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)?;
    Ok((desk, one))
}

/// Whether it is the membership of the person who looks.
fn is_own(desk: &Desk<SeePanel>, one: &Member) -> bool {
    one.person == Some(desk.grant.actor().person)
}

async fn declare_form(ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, look(&ask).await?).await?;
    let own = is_own(&desk, &one);
    if !own {
        desk.also::<EditPanel>().await?;
    }
    let f = Filled::new().with_date("declared_on", Some(desk.tx.today()));
    ask.show(view::member::declare(&desk, &ask.seal(), &one, own, &f))
}

async fn declare(mut ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, work(&ask).await?).await?;
    let (mut f, today, own) = (ask.filled(), desk.tx.today(), is_own(&desk, &one));
    let Some(declaration) = forms::declaration(&mut f, today) else {
        return ask.refill(view::member::declare(&desk, &ask.seal(), &one, own, &f), &f);
    };
    if own {
        members::declare_own(&mut desk.tx, &ask.app.keyring, &desk.grant, one.id, &declaration).await?;
    } else {
        let edit = desk.also::<EditPanel>().await?;
        members::declare(&mut desk.tx, &ask.app.keyring, &edit, one.id, &declaration).await?;
    }
    // Somebody who has just declared their own conflict cannot come back to the review.
    let to = if own && declaration.conflict { "/reviews".to_owned() } else { desk.at(&format!("/panel/members/{}", one.id)) };
    desk.tx.commit().await?;
    let told = if declaration.conflict {
        "The declaration is recorded. A conflict takes access away until the chair has settled it."
    } else {
        "The declaration is recorded: no conflict."
    };
    Ok(done(to, told))
}

async fn accept_form(ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, look(&ask).await?).await?;
    desk.also::<ApprovePanel>().await?;
    let f = Filled::new().with("accepted", desk.labels.show(&one.mitigation));
    ask.show(view::member::accept(&desk, &ask.seal(), &one, &f))
}

async fn accept(mut ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, work(&ask).await?).await?;
    let approve = desk.also::<ApprovePanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(mitigation) = f.prose("accepted", "how the conflict is met") else {
        return ask.refill(view::member::accept(&desk, &ask.seal(), &one, &f), &f);
    };
    members::accept_mitigation(&mut desk.tx, &ask.app.keyring, &approve, (one.id, f.version()), &mitigation, today).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The conflict is settled and the member has access again."))
}

async fn confidentiality_form(ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, look(&ask).await?).await?;
    desk.also::<EditPanel>().await?;
    let f = Filled::new().with_date("signed_on", Some(desk.tx.today()));
    ask.show(view::member::confidentiality(&desk, &ask.seal(), &one, &f))
}

async fn confidentiality(mut ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, work(&ask).await?).await?;
    let edit = desk.also::<EditPanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(on) = f.past_date("signed_on", "the day on which it was signed", today) else {
        return ask.refill(view::member::confidentiality(&desk, &ask.seal(), &one, &f), &f);
    };
    members::sign_confidentiality(&mut desk.tx, &edit, (one.id, f.version()), on).await?;
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "It is recorded that the agreement is signed."))
}

async fn end_member_form(ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, look(&ask).await?).await?;
    desk.also::<EditPanel>().await?;
    ask.show(view::member::leave(&desk, &ask.seal(), &one, &Filled::new()))
}

async fn end_member(mut ask: Ask) -> Answer {
    let (mut desk, one) = found(&ask, work(&ask).await?).await?;
    let edit = desk.also::<EditPanel>().await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some((on, why)) = forms::ending(&mut f, today) else {
        return ask.refill(view::member::leave(&desk, &ask.seal(), &one, &f), &f);
    };
    if let Err(problem) = members::end_membership(&mut desk.tx, &ask.app.keyring, &edit, (one.id, f.version()), on, &why).await {
        problem.on_form("ends", &mut f)?;
        return ask.refill(view::member::leave(&desk, &ask.seal(), &one, &f), &f);
    }
    let to = desk.at("/panel");
    desk.tx.commit().await?;
    Ok(done(to, "The membership has ended."))
}
