//! The accessibility statement and the privacy notice. Both are open to everybody: who cannot sign in may need them most.

use crate::base::counted;
use crate::ui::{Answer, Ask, Markup, Page, bullets, heading, html, lead, para, section_heading, small_heading};

fn parts(of: &[(&str, Markup)]) -> Markup {
    html! { @for (title, inside) in of { (section_heading(title)) (inside) } }
}

/// A page of its own under Help. Help itself is for those who are signed in.
fn page(ask: &Ask, title: &str, body: Markup) -> Answer {
    let page = Page::new(title, body);
    ask.show(if ask.who.is_some() { page.crumb("Help", "/help") } else { page.crumb("Sign in", "/sign-in") })
}

/// In the form of the model accessibility statement for public sector bodies. It says what was checked and how, and no more.
pub(super) async fn accessibility(ask: Ask) -> Answer {
    let body = html! {
        (heading("Accessibility statement"))
        (lead("This statement is about dardr: the pages in which a community safety partnership carries a review, and the papers that dardr makes."))
        (para("We want as many people as possible to be able to use it. You should be able to:"))
        (bullets([
            "enlarge pages to 400% without losing anything off the side of the screen",
            "do everything with the keyboard alone, and always see where you are",
            "listen to every page with a screen reader",
            "use every page without JavaScript, on a telephone, in the colours of your system, and on paper",
        ]))
        (parts(&[("How accessible dardr is", how_accessible()), ("Feedback and contact", contact()), ("Enforcement", enforcement()), ("Technical information", technical())]))
    };
    page(&ask, "Accessibility statement", body)
}

fn how_accessible() -> Markup {
    html! {
        (para("Some parts are not fully accessible:"))
        (bullets([
            "where an answer opens a further question, some screen readers do not say that it did; the further question follows directly after the answer",
            "the drawing of the whole process is wide and scrolls sideways on a narrow screen; the same facts stand in a table under it",
            "the printed permissions and the printed process are wide texts that scroll sideways inside their own region; what each role may do stands above them in lists that fit a phone",
            "files that agencies send are kept as they came; their authors may not have made them accessible",
        ]))
    }
}

fn contact() -> Markup {
    html! {
        (para("If you need something here in another form, such as large print, easy read, an audio recording or braille, or if you meet a problem that is not listed here, tell the community safety manager of the partnership, or the person who invited you. Say which page it is and what you need."))
        (para("They pass what is wrong with dardr itself to the people who run it for the partnership."))
    }
}

fn enforcement() -> Markup {
    html! {
        p class="govuk-body" {
            "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. \
             If you are not happy with the answer to your complaint, "
            a class="govuk-link" href="https://www.equalityadvisoryservice.com/" rel="noreferrer" { "contact the Equality Advisory and Support Service" }
            "."
        }
    }
}

fn technical() -> Markup {
    html! {
        (small_heading("Compliance status"))
        (para("dardr is partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA, because of what is listed above. The first point is known to the makers of the GOV.UK Design System, whose components dardr uses, and is kept by them on purpose (success criterion 4.1.2). The others are about content that scrolls in two directions (success criterion 1.4.10) and documents of third parties."))
        (small_heading("Papers"))
        (para("Every PDF that dardr makes is written to PDF/UA-1 (ISO 14289-1) and PDF/A-2a. Each template is checked against both with a validator."))
        (small_heading("How it was tested"))
        (para(concat!("This statement was prepared for version ", env!("CARGO_PKG_VERSION"), ". Each version is tested in a browser: every kind of page is checked by axe against the rules for WCAG 2.2 AA, at widths of 1280, 390 and 320 pixels, with the keyboard alone, without JavaScript and in the colours of the system. Such a check finds some faults and not all. It has not yet been tested by people who use assistive technology every day; please tell us what you meet.")))
    }
}

/// What is kept about whom, why and for how long. The lawful bases are named in general: which applies to what is for the partnership's
/// own record of its processing.
pub(super) async fn privacy(ask: Ask) -> Answer {
    let years = ask.app.settings.retention_years;
    let body = html! {
        (heading("Privacy notice"))
        (lead("What is kept in dardr about the people in a review and about those who work on it, why, and for how long."))
        (parts(&[
            ("Who is responsible", responsible()),
            ("People in a review", people()),
            ("People who work on a review", workers()),
            ("Why, and on what basis", why()),
            ("Who sees it", who_sees()),
            ("How long it is kept", how_long(years)),
            ("Your rights, and who to ask", rights()),
        ]))
    };
    page(&ask, "Privacy notice", body)
}

fn responsible() -> Markup {
    para(
        "The community safety partnership that leads the review, usually through the council that hosts it, decides what is kept and why. It is the controller, alone or together with the agencies that take part. Those who run dardr for it act on its instructions.",
    )
}

fn people() -> Markup {
    html! {
        (para("About the person who died, the person alleged or found to be responsible, their children, family, friends and others who matter to the review:"))
        (bullets([
            "names, dates of birth, addresses and numbers, in one sealed register of the review; everywhere else they are called by a pseudonym or by their role",
            "what services knew and did, and what family and friends chose to tell",
            "health, ethnicity and other facts of special sensitivity, and facts about offences and proceedings, where the review needs them",
            "for family and friends: how and when they wish to be reached, what they were sent, and what they said",
        ]))
        (para("Most of it comes from the police, health, social care, probation, housing, education and specialist services. Data protection law is about the living; those who have died are treated with the same care."))
    }
}

fn workers() -> Markup {
    html! {
        (bullets([
            "your name, job title, email address, posts and roles, and the interests and conflicts that you declared",
            "your password in a form that cannot be read back, and your second factor, sealed",
            "when you signed in and were last here; sign-ins that failed, without your address in clear",
            "what you did and saw in a review: this record is chained, so that nobody can change it unseen",
        ]))
        (para("dardr sets one cookie that keeps you signed in until you sign out or close the browser, and one that lasts a minute and holds the sentence that tells you what was just done. There is no other, and nothing is sent to anybody who counts visitors."))
    }
}

fn why() -> Markup {
    html! {
        (para("To hold the review that the law asks for, to learn from it, and to see that what was promised is done. In general words the bases are:"))
        (bullets([
            "public task, and legal obligation where a statute says what must be done (UK GDPR, article 6(1)(c) and (e))",
            "substantial public interest, for what is of special sensitivity (article 9(2)(g) with schedule 1 to the Data Protection Act 2018)",
            "the same schedule, for facts about offences (article 10)",
        ]))
        (para("Each request to an agency names its own basis. The partnership’s record of processing says which basis is used for what."))
    }
}

fn who_sees() -> Markup {
    html! {
        (para("Only people with a role in the review, and each only what the role needs. A role ends with its date, and with a conflict of interest. An agency does not see what another agency sent before the chair releases it. Whoever runs dardr sees no case."))
        (para("The report goes to the Home Office, the Domestic Abuse Commissioner and the public under pseudonyms. Before a paper leaves, it is searched for every name in the register. Mail that dardr sends holds a reference, what is asked and a link, and nothing of the case. Courts, the police and coroners can ask for papers by law."))
    }
}

fn how_long(years: u32) -> Markup {
    html! {
        (para(&format!("The partnership’s own schedule says how long. Where it has none, dardr is set to {} after a review is closed; then people decide, and nothing is destroyed by itself. Nothing at all is destroyed while proceedings, an appeal or another legal hold stand.", counted(years, "year", "years"))))
        (para("When the time is over the register’s key can be destroyed: then no copy of a name can be read again, not in backups either. What was published stays public."))
    }
}

fn rights() -> Markup {
    html! {
        (para("You may ask what is kept about you, have mistakes put right, object, and ask for limits. Some rights give way where a review, a trial or another person’s safety would be harmed; you are told when that is so."))
        (para("Ask the data protection officer of the council that hosts the partnership; its letters say where. If you have a part in a review, its coordinator can pass your question on. Family members can also ask through their advocate."))
        p class="govuk-body" {
            "You can complain to the Information Commissioner’s Office: "
            a class="govuk-link" href="https://ico.org.uk/make-a-complaint/" rel="noreferrer" { "make a complaint to the Information Commissioner" }
            "."
        }
    }
}
