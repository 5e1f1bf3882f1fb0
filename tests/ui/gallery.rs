//! The pages of the gallery. The people and the place are invented.

use chrono::NaiveDate;
use dardr::ui::*;

fn frame(path: &str) -> Frame {
    Frame {
        person: Some("Priya Nandakumar".to_owned()),
        place: Some("Wykebourne Community Safety Partnership".to_owned()),
        nav: ["Reviews", "Recommendations", "Organisations", "People"]
            .into_iter()
            .zip(["/reviews", "/recommendations", "/organisations", "/people"])
            .map(|(label, href)| NavItem { label, href })
            .collect(),
        foot: vec![NavItem { label: "Help", href: "/help" }, NavItem { label: "How a review runs", href: "/help/process" }],
        path: path.to_owned(),
        notice: Some("Demonstration: every person, place and case is invented.".to_owned()),
        seal: seal(),
        nonce: "bm9uY2U".to_owned(),
        told: None,
    }
}

fn seal() -> Seal {
    Seal { token: "token".to_owned(), once: "once".to_owned() }
}

fn on(year: i32, month: u32, day: u32) -> String {
    day_of(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn day_of(date: NaiveDate) -> String {
    day(date)
}

/// Every page with its name.
pub fn pages() -> Vec<(&'static str, Markup)> {
    vec![
        ("front", front().show(&Frame { told: Some("The terms of reference are agreed.".to_owned()), ..frame("/reviews/1") })),
        ("question", question(&Filled::new()).show(&frame("/reviews"))),
        ("errors", errors()),
        ("answers", answers().show(&frame("/reviews"))),
        ("done", confirmation().show(&frame("/reviews"))),
        ("register", register().show(&frame("/recommendations"))),
        ("sign-in", sign_in().show(&Frame { person: None, place: None, nav: vec![], ..frame("/sign-in") })),
        ("typed", typed_again().show(&frame("/reviews"))),
    ]
}

fn front() -> Page {
    let tasks = [
        task("Secure the records of agencies", "/1", Status::Completed),
        task("Ask the family about the terms of reference", "/2", Status::InProgress).hint("Due 4 April 2026"),
        task("Appoint a domestic abuse specialist to the panel", "/3", Status::NotStarted),
        task("Ask Marshgate NHS Trust for its review", "/4", Status::Overdue("Due 3 March".to_owned())),
        task("Begin the analysis", "/5", Status::CannotStartYet("Two agencies have not sent their reviews yet.".to_owned())),
        task("Read the letter of the Home Office", "/6", Status::Waiting("With the Home Office".to_owned())),
    ];
    let body = html! {
        (heading_in("WYK-2025-a", "Gathering what agencies know"))
        p class="govuk-body" { (tag("Gathering", Colour::Teal)) " " (tag("Held in part", Colour::Purple)) }
        (banner("Trial", &html! { p class="govuk-notification-banner__heading" { "Interviews are held until the trial has ended." } (link("Look at the hold", "/hold")) }))
        ul class="d-figures" {
            li class="d-figures__late" { strong { "1" } "late" }
            li { strong { "3" } "due in the next 28 days" }
            li { strong { "212" } "days since notification" }
        }
        (section_heading("What to do next"))
        (task_list("next", &tasks))
        (section_heading("The way of this review"))
        (picture("The way of this review", &path(), &table("Stages", &["Stage", "Reached"]).quiet_caption()
            .row([html! { "Notified" }, html! { (on(2025, 9, 2)) }]).row([html! { "Gathering" }, html! { (on(2026, 2, 11)) }]).render()))
        (section_heading("What happened"))
        ol class="d-timeline" {
            li class="d-timeline__item" { p class="d-timeline__when" { (on(2026, 2, 11)) ", Ines Okoro, independent chair" } p class="d-timeline__what" { "Terms of reference agreed" } }
            li class="d-timeline__item" { p class="d-timeline__when" { (on(2025, 9, 2)) ", Priya Nandakumar, coordinator" } p class="d-timeline__what" { "Death notified" } }
        }
        (details("Who can see this review", &para("The coordinator, the chair, the panel and the agencies that were asked.")))
    };
    Page::new("Gathering", body).about("WYK-2025-a").crumb("Reviews", "/reviews")
}

fn path() -> Markup {
    let stops = ["Notified", "Triage", "Decision", "Scoping", "Gathering", "Drafting", "Published"];
    html! {
        svg viewBox="0 0 700 90" {
            line class="p-line" x1="50" y1="30" x2="650" y2="30" {}
            line class="p-path" x1="50" y1="30" x2="450" y2="30" {}
            @for (at, stop) in stops.iter().enumerate() {
                @let x = 50 + at * 100;
                circle class=(if at < 4 { "p-done" } else if at == 4 { "p-now" } else { "p-todo" }) cx=(x) cy="30" r="9" {}
                text class={ "p-text" @if at == 4 { " p-strong" } } x=(x) y="66" text-anchor="middle" { (stop) }
            }
        }
    }
}

fn question(f: &Filled) -> Page {
    let kinds = vec![
        choice("killed", "Killed by a partner, ex-partner or relative"),
        choice("suicide", "Died by suicide after abuse").hint("The abuse need not have been reported to anyone."),
        choice("neglect", "Died of neglect").reveals(html! { (text(f, "carer", "Who cared for them?").width(20)) }),
        choice("unknown", "Not known").after_or(),
    ];
    let body = html! {
        (heading_in("New notification", "The death"))
        (form(&seal(), "/notifications", &html! {
            (radios(f, "kind", "What happened, as far as is known?", kinds))
            (date(f, "died", "When did they die?").size(Size::Small).hint("If it is not certain, the day they were found. For example, 27 3 2026"))
            (checkboxes(f, "who", "Who has been told?", vec![choice("police", "The police"), choice("coroner", "The coroner"), choice("none", "Nobody yet").after_or()]).small())
            (text(f, "reference", "The police’s own reference").width(10).not_spelled().optional())
            (email(f, "email", "Your email address").width(30))
            (number(f, "children", "Children in the household").suffix("children"))
            (select(f, "force", "Police force", vec![choice("a", "Marshgate Constabulary"), choice("b", "Wykebourne Police")]))
            (radios(f, "told", "Has the family been told of the review?", yes_no_unknown()).inline())
            (textarea(f, "account", "What is known so far").limit(2000).hint("Facts and where they come from. No names: people are entered in the next step."))
            (fieldset("A letter", &html! { (file(f, "letter", "The notification itself").accept(".pdf,.docx").optional()) }))
            (button_row(&html! { (button("Save and continue")) (second_button("Save and come back later", "later", "yes")) (link("Cancel", "/reviews")) }))
        }))
    };
    Page::new("The death", body).back("/reviews")
}

fn errors() -> Markup {
    let mut f = Filled::new()
        .with("died-day", "31")
        .with("died-month", "2")
        .with("died-year", "2026")
        .with("email", "priya at wykebourne")
        .with("account", "She said <i>\"no\"</i> <img src=x onerror=alert(1)>\n\nand left.")
        .with("who", "police")
        .with("children", "a few")
        .with("reference", "MG/2025/\"8\"");
    f.one_of("kind", "what happened", &["killed", "suicide", "neglect", "unknown"], |code| code);
    f.date("died", "the date of death");
    f.email("email");
    f.number("children", "the number of children", 0..=30);
    f.one_of("force", "the police force", &["a", "b"], |code| code);
    f.known("told", "the family has been told");
    f.wrong("letter", "The letter must be a PDF or a Word document");
    question(&f).show_errors(&frame("/reviews"), &f)
}

fn answers() -> Page {
    let body = html! {
        (heading_in("WYK-2025-a", "Check the decision before it is recorded"))
        (summary_list(&[
            row("What happened", "Killed by a partner, ex-partner or relative").change("/1"),
            row("Date of death", on(2025, 8, 30)).change("/2"),
            row("Police reference", "").change("/3"),
            prose_row("Reasons", "The scope test is met.\n\nThe partnership heard the views of four agencies\nand of the domestic abuse specialist.").change("/4"),
        ]))
        (summary_card("Dr Ruth Adeyemi", &[("Change", "/5".to_owned()), ("Remove", "/6".to_owned())], &[row("Seat", "Domestic abuse specialist"), row("Interests declared", tag("None", Colour::Green))]))
        (warning("Once it is recorded, the decision goes to the Home Office and to the family."))
        (inset(&para("The Home Office expects the decision within one month of the notification.")))
        (form(&seal(), "/decide", &html! { (button_row(&html! { (button("Record the decision")) (warning_button("Defer the decision")) (second_link_button("Print", "/print")) (link_button("Begin", "/begin")) })) }))
    };
    Page::new("Check the decision", body).about("WYK-2025-a").back("/reviews/1")
}

fn confirmation() -> Page {
    let body = html! {
        (panel("The review is opened", &html! { "Reference WYK-2025-a" }))
        (lead("The chair of the partnership and the police have been told by mail."))
        (section_heading("What happens next"))
        (bullets(["The scope is tested within ten working days.", "The family is written to."]))
        (para("Nothing is sent to the family before you have read it."))
        (small_heading("Letters")) (link_about("Look", "/letters", "at the first letter to the family"))
    };
    Page::new("The review is opened", body).about("WYK-2025-a")
}

fn register() -> Page {
    let agencies = [
        ("Marshgate NHS Trust", "Red"),
        ("Wykebourne Council, adult social care", "Green"),
        ("Probation Service, north division", "Yellow"),
    ];
    let rows = agencies.iter().enumerate().map(|(at, (agency, state))| {
        let colour = match *state { "Red" => Colour::Red, "Green" => Colour::Green, _ => Colour::Yellow };
        vec![html! { (link(&format!("R{}", at + 1), "/r")) }, html! { (agency) }, html! { "Train every member of the front desk in asking about coercive control, and show that it changed what they ask." }, html! { (on(2026, 3, 31)) }, html! { (tag(state, colour)) }, html! { (at * 17) }]
    });
    let body = html! {
        (heading("Recommendations"))
        (table("Recommendations by agency", &["Number", "Agency", "Action", "Due", "State", "Days late#"]).rows(rows))
        (table("Recommendations of the region", &["Number", "Agency"]).when_empty("None was made."))
        (pagination(3, 9, |page| format!("/recommendations?page={page}")))
    };
    Page::new("Recommendations", body).wide().crumb("Wykebourne", "/").crumb("Board", "/board")
}

fn sign_in() -> Page {
    let f = Filled::new();
    let body = html! {
        (heading("Sign in"))
        (form(&Seal { token: String::new(), once: "once".to_owned() }, "/sign-in", &html! {
            (email(&f, "email", "Email address")) (password(&f, "password", "Password", "current-password")) (button("Sign in"))
        }))
        (para("You are invited by the coordinator of your partnership. There is no other way to get an account."))
    };
    Page::new("Sign in", body)
}

fn typed_again() -> Page {
    let f = Filled::new()
        .with("_token", "x")
        .with("password", "secret")
        .with("what-was-said", "One.\n\n<i>Two</i>.")
        .with("contact_day", "3");
    let rows: Vec<Row> = typed(&f).iter().map(|(name, value)| prose_row(name, value)).collect();
    Page::new("Somebody else was first", html! { (heading("Somebody else was first")) (summary_list(&rows)) })
}
