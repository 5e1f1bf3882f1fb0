//! Who and what there is in the demonstration: two partnerships, the agencies around them, the people who act for them.

use std::collections::HashMap;

use super::PASSWORD;
use super::browser::Stuck;
use crate::access::partnerships::{self, NewPartnership};
use crate::access::people::{self, NewPerson, NewPost};
use crate::access::{Actor, actor, invitations, password};
use crate::app::App;
use crate::audit::Doer;
use crate::base::{Email, Line};
use crate::ids::{OrganisationId, PersonId};
use crate::organisations::{self, AgencyType, Kind};
use crate::process::Role;
use crate::process::scope::Nation;
use crate::store::{StoreError, Tx};

/// An organisation of the demonstration, by a short name of our own.
pub type Place = &'static str;

/// Somebody who can sign in.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// What they sign in with.
    pub email: &'static str,
    /// Their name.
    pub name: &'static str,
    /// Their job title.
    pub title: &'static str,
    /// What they do in the demonstration, for the list of sign-ins.
    pub part: &'static str,
    /// The partnership that knows them.
    pub known_to: &'static [Place],
    /// What they hold, and where.
    pub posts: &'static [(Role, Place)],
}

const fn sign_in(
    email: &'static str,
    name: &'static str,
    title: &'static str,
    part: &'static str,
    known_to: &'static [Place],
    posts: &'static [(Role, Place)],
) -> SignIn {
    SignIn { email, name, title, part, known_to, posts }
}

use Role::{ActionOwner, AgencySpoc, BoardMember, Coordinator, CspChair, IgLegal, ImrAuthor, SeniorSignatory, SysAdmin};

/// Everybody, in the order in which they are listed at the end.
#[rustfmt::skip] // This is a table: a row reads across.
pub const SIGN_INS: &[SignIn] = &[
    sign_in("amina.holt@wyreham.example", "Amina Holt", "Community safety manager", "Community safety manager, Wyreham and Kelsall", &["WYK"], &[(Coordinator, "WYK")]),
    sign_in("gwen.pryor@wyreham.example", "Gwen Pryor", "Chair of the partnership", "Partnership chair, Wyreham and Kelsall", &["WYK"], &[(CspChair, "WYK")]),
    sign_in("rosalind.keane@chairs.example", "Rosalind Keane", "Independent chair", "Independent chair", &["WYK", "STB"], &[]),
    sign_in("tom.ashby@police.example", "Tom Ashby", "Review officer", "Author for Wyre Valley Police", &["WYK"], &[(ImrAuthor, "police"), (AgencySpoc, "police")]),
    sign_in("gavin.holroyd@police.example", "Gavin Holroyd", "Chief inspector, Kelsall", "A second author for Wyre Valley Police", &["WYK"], &[(ImrAuthor, "police")]),
    sign_in("helen.marsh@police.example", "Helen Marsh", "Assistant chief constable", "Signatory for Wyre Valley Police", &["WYK"], &[(SeniorSignatory, "police")]),
    sign_in("lena.whitlow@homes.example", "Lena Whitlow", "Head of tenancies", "Author for Kelsall Homes", &["WYK"], &[(ImrAuthor, "homes"), (AgencySpoc, "homes")]),
    sign_in("david.osei@homes.example", "David Osei", "Chief executive", "Signatory for Kelsall Homes", &["WYK"], &[(SeniorSignatory, "homes")]),
    sign_in("priya.raman@nhs.example", "Priya Raman", "Named nurse for safeguarding", "Author for Wyreham Hospitals NHS Trust", &["WYK"], &[(ImrAuthor, "hospital"), (AgencySpoc, "hospital")]),
    sign_in("colin.dray@nhs.example", "Colin Dray", "Chief nurse", "Signatory for Wyreham Hospitals NHS Trust", &["WYK"], &[(SeniorSignatory, "hospital")]),
    sign_in("howard.lessing@wyreham.example", "Howard Lessing", "Quality lead", "Author for adult social care", &["WYK"], &[(ImrAuthor, "council")]),
    sign_in("edith.moran@wyreham.example", "Edith Moran", "Director of adult social care", "Signatory for adult social care", &["WYK"], &[(SeniorSignatory, "council")]),
    sign_in("imogen.dale@wyreham.example", "Imogen Dale", "Quality lead", "Author for children’s services", &["WYK"], &[(ImrAuthor, "children"), (AgencySpoc, "children")]),
    sign_in("paula.winter@wyreham.example", "Paula Winter", "Director of children’s services", "Signatory for children’s services", &["WYK"], &[(SeniorSignatory, "children")]),
    sign_in("fiona.larch@nhs.example", "Fiona Larch", "Designated nurse for safeguarding", "Author for NHS Wyre ICB and general practice", &["WYK"], &[(ImrAuthor, "board of care"), (AgencySpoc, "board of care")]),
    sign_in("alun.reece@nhs.example", "Alun Reece", "Chief nursing officer", "Signatory for NHS Wyre ICB", &["WYK"], &[(SeniorSignatory, "board of care")]),
    sign_in("sade.olowu@lantern.example", "Sade Olowu", "Quality manager", "Author for the Lantern", &["WYK"], &[(ImrAuthor, "lantern")]),
    sign_in("bev.askew@lantern.example", "Bev Askew", "Chief executive", "Signatory for the Lantern", &["WYK"], &[(SeniorSignatory, "lantern")]),
    sign_in("marcus.bell@wyreham.example", "Marcus Bell", "Principal social worker", "Panel member, adult social care", &["WYK"], &[(AgencySpoc, "council"), (ActionOwner, "council")]),
    sign_in("joan.tarrant@lantern.example", "Joan Tarrant", "Service manager", "Domestic abuse specialist, the Lantern", &["WYK"], &[(AgencySpoc, "lantern")]),
    sign_in("yusuf.adeyemi@wyreham.example", "Yusuf Adeyemi", "Cabinet member", "Board member", &["WYK"], &[(BoardMember, "board")]),
    sign_in("nadia.farrow@wyreham.example", "Nadia Farrow", "Information governance manager", "Information governance and legal", &["WYK"], &[(IgLegal, "WYK")]),
    sign_in("sam.ellery@wyreham.example", "Sam Ellery", "Systems officer", "System administrator, Wyreham and Kelsall", &["WYK"], &[(SysAdmin, "WYK")]),
    sign_in("bethan.cole@stourbourne.example", "Bethan Cole", "Community safety manager", "Community safety manager, Stourbourne", &["STB"], &[(Coordinator, "STB")]),
    sign_in("martin.sayle@stourbourne.example", "Martin Sayle", "Chair of the partnership", "Partnership chair, Stourbourne", &["STB"], &[(CspChair, "STB")]),
    sign_in("ivor.pask@stourpolice.example", "Ivor Pask", "Review officer", "Author for Stour Constabulary", &["STB"], &[(ImrAuthor, "stour police"), (AgencySpoc, "stour police")]),
    sign_in("ruth.calder@stourpolice.example", "Ruth Calder", "Deputy chief constable", "Signatory for Stour Constabulary", &["STB"], &[(SeniorSignatory, "stour police")]),
    sign_in("owen.lisle@stournhs.example", "Owen Lisle", "Patient safety lead", "Author for Stour Mental Health NHS Trust", &["STB"], &[(ImrAuthor, "stour trust"), (AgencySpoc, "stour trust")]),
    sign_in("grace.tamm@stournhs.example", "Grace Tamm", "Medical director", "Signatory for Stour Mental Health NHS Trust", &["STB"], &[(SeniorSignatory, "stour trust")]),
    sign_in("dina.farrant@harbour.example", "Dina Farrant", "Manager of another service", "Author for Harbour Light", &["STB"], &[(ImrAuthor, "harbour")]),
    sign_in("kim.aldous@harbour.example", "Kim Aldous", "Chief executive", "Signatory for Harbour Light", &["STB"], &[(SeniorSignatory, "harbour"), (AgencySpoc, "harbour")]),
    sign_in("ellis.norring@stourbourne.example", "Ellis Norring", "Systems officer", "System administrator, Stourbourne", &["STB"], &[(SysAdmin, "STB")]),
];

/// Short name, what it is, what kind of agency, name, short name for tables, in whose directory.
type Row = (Place, Kind, Option<AgencyType>, &'static str, &'static str, Place);

#[rustfmt::skip] // As above.
const PLACES: &[Row] = &[
    ("police", Kind::Agency, Some(AgencyType::Police), "Wyre Valley Police", "Police", "WYK"),
    ("council", Kind::Agency, Some(AgencyType::LocalAuthority), "Wyreham Council adult social care", "Adult social care", "WYK"),
    ("children", Kind::Agency, Some(AgencyType::LocalAuthority), "Wyreham Council children’s services", "Children’s services", "WYK"),
    ("hospital", Kind::Agency, Some(AgencyType::NhsTrust), "Wyreham Hospitals NHS Trust", "Hospitals", "WYK"),
    ("board of care", Kind::Agency, Some(AgencyType::IntegratedCareBoard), "NHS Wyre Integrated Care Board", "ICB", "WYK"),
    ("probation", Kind::Agency, Some(AgencyType::Probation), "Wyre Probation", "Probation", "WYK"),
    ("homes", Kind::Agency, Some(AgencyType::HousingAssociation), "Kelsall Homes", "Kelsall Homes", "WYK"),
    ("lantern", Kind::Agency, Some(AgencyType::DomesticAbuseService), "The Lantern domestic abuse service", "The Lantern", "WYK"),
    ("surgery", Kind::Agency, Some(AgencyType::GeneralPractice), "Millpond Surgery", "Millpond Surgery", "WYK"),
    ("school", Kind::Agency, Some(AgencyType::Education), "Wyreham and Kelsall Schools Partnership", "Schools", "WYK"),
    ("welcome", Kind::Agency, Some(AgencyType::Voluntary), "The Welcome Centre", "Welcome Centre", "WYK"),
    ("elders", Kind::Agency, Some(AgencyType::Voluntary), "Wyreham Older People’s Voice", "Older People’s Voice", "WYK"),
    ("fire", Kind::Agency, Some(AgencyType::FireAndRescue), "Wyre Valley Fire and Rescue Service", "Fire and rescue", "WYK"),
    ("prosecution", Kind::Agency, Some(AgencyType::Prosecution), "Crown Prosecution Service, Wyre area", "CPS", "WYK"),
    ("adults board", Kind::Board, None, "Wyreham and Kelsall Safeguarding Adults Board", "Adults board", "WYK"),
    ("children board", Kind::Board, None, "Wyreham and Kelsall Safeguarding Children Partnership", "Children partnership", "WYK"),
    ("commissioner", Kind::Regional, None, "Wyre Valley Police and Crime Commissioner", "PCC", "WYK"),
    ("board", Kind::Board, None, "Wyreham and Kelsall Domestic Abuse Partnership Board", "DA Board", "WYK"),
    ("stour police", Kind::Agency, Some(AgencyType::Police), "Stour Constabulary", "Police", "STB"),
    ("stour trust", Kind::Agency, Some(AgencyType::NhsTrust), "Stour Mental Health NHS Trust", "Mental health trust", "STB"),
    ("stour council", Kind::Agency, Some(AgencyType::LocalAuthority), "Stourbourne Council", "Council", "STB"),
    ("stour health", Kind::Agency, Some(AgencyType::IntegratedCareBoard), "NHS Stour Integrated Care Board", "ICB", "STB"),
    ("stour probation", Kind::Agency, Some(AgencyType::Probation), "Stour Probation", "Probation", "STB"),
    ("harbour", Kind::Agency, Some(AgencyType::DomesticAbuseService), "Harbour Light", "Harbour Light", "STB"),
    ("larkfield", Kind::Agency, Some(AgencyType::DomesticAbuseService), "Larkfield domestic abuse service", "Larkfield", "STB"),
    ("stour board", Kind::Board, None, "Stourbourne Domestic Abuse Partnership Board", "DA Board", "STB"),
];

/// The organisations and people, by their short names and addresses.
#[derive(Clone, Debug, Default)]
pub struct Town {
    /// Partnerships, agencies and boards.
    pub places: HashMap<Place, OrganisationId>,
    /// People.
    pub people: HashMap<&'static str, PersonId>,
}

impl From<StoreError> for Stuck {
    fn from(problem: StoreError) -> Self {
        Self(problem.to_string())
    }
}

fn line(text: &str) -> Result<Line, Stuck> {
    Line::parse(text).map_err(|problem| Stuck(format!("{text}: {problem}")))
}

/// Founds both partnerships and lets everybody in. The same hash serves for all: the password is printed anyway.
///
/// # Errors
/// When the database refuses, or there is no memory to hash the password.
pub async fn raise(app: &App) -> Result<Town, Stuck> {
    let hashed = password::hash(PASSWORD, &*app.chance).await.map_err(|problem| Stuck(problem.to_string()))?;
    let by = Doer { name: "The demonstration".into(), acting_as: "operator".into(), ..Doer::timetable() };
    let mut tx = app.store.write().await?;
    let mut town = Town::default();
    for (code, name, short_name) in PARTNERSHIPS {
        town.places.insert(code, found(&mut tx, &by, code, name, short_name).await?);
    }
    // Each coordinator comes first: they fill the directory in which the agencies of the others stand.
    let (coordinators, others): (Vec<_>, Vec<_>) =
        SIGN_INS.iter().partition(|person| person.posts.iter().any(|(role, _)| *role == Coordinator));
    for person in coordinators {
        let id = let_in(&mut tx, &by, &town, person).await?;
        town.people.insert(person.email, id);
        for code in person.known_to {
            let actor = someone(&mut tx, id).await?;
            directory(&mut tx, &actor, &mut town, code).await?;
        }
    }
    for person in others {
        let id = let_in(&mut tx, &by, &town, person).await?;
        town.people.insert(person.email, id);
    }
    for person in town.people.values() {
        invitations::set_password(&mut tx, &by, *person, &hashed).await?;
    }
    tx.commit().await?;
    Ok(town)
}

const PARTNERSHIPS: [(Place, &str, &str); 2] = [
    ("WYK", "Wyreham and Kelsall Community Safety Partnership", "Wyreham and Kelsall"),
    ("STB", "Stourbourne Community Safety Partnership", "Stourbourne"),
];

async fn someone(tx: &mut Tx, person: PersonId) -> Result<Actor, Stuck> {
    let today = tx.today();
    actor(tx, person, today).await?.ok_or_else(|| Stuck("a person who was just let in is not there".into()))
}

async fn directory(tx: &mut Tx, actor: &Actor, town: &mut Town, code: Place) -> Result<(), Stuck> {
    let home = town.at(code)?;
    for (place, kind, agency_type, name, short, _) in PLACES.iter().copied().filter(|(.., directory)| *directory == code) {
        let new = organisations::New { kind, name: line(name)?, short_name: line(short)?, agency_type };
        town.places.insert(place, organisations::add(tx, actor, home, &new, "").await?);
    }
    Ok(())
}

impl Town {
    /// The organisation with this short name.
    ///
    /// # Errors
    /// When there is none.
    pub fn at(&self, place: &str) -> Result<OrganisationId, Stuck> {
        self.places.get(place).copied().ok_or_else(|| Stuck(format!("there is no place {place}")))
    }
}

async fn found(tx: &mut Tx, by: &Doer, code: &str, name: &str, short_name: &str) -> Result<OrganisationId, Stuck> {
    let code = code.parse().map_err(|problem| Stuck(format!("{code}: {problem}")))?;
    let (name, short_name) = (line(name)?, line(short_name)?);
    let new = NewPartnership { name, short_name, code, nation: Nation::England, display_term: line("DHR")? };
    Ok(partnerships::add(tx, by, &new).await?)
}

async fn let_in(tx: &mut Tx, by: &Doer, town: &Town, new: &SignIn) -> Result<PersonId, Stuck> {
    let email = Email::parse(new.email).map_err(|problem| Stuck(format!("{}: {problem}", new.email)))?;
    let person = NewPerson { name: line(new.name)?, email, job_title: Some(line(new.title)?) };
    let id = people::find_or_add(tx, by, &person).await?;
    for home in new.known_to {
        let home = town.at(home)?;
        people::make_known(tx, by, home, id, Some(&person.name)).await?;
        for (role, place) in new.posts {
            let post = NewPost { person: id, organisation: town.at(place)?, role: *role, begins: tx.today(), ends: None };
            people::give_post(tx, by, home, post).await?;
        }
    }
    Ok(id)
}
