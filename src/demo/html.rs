//! Reads the forms out of a page of ours, as a browser does: what is in them already, what can be chosen, what each field is called.
//! It knows the markup that this program writes and no other.

use std::collections::HashMap;

/// What kind of field, as far as sending it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It always sends what it holds.
    Written,
    /// A radio button or an option of a list: one of its name is chosen.
    OneOf,
    /// A checkbox: any of its name are chosen.
    AnyOf,
    /// A file.
    File,
}

/// A field, or one option of it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) value: String,
    /// Whether it is sent: what is written always, what is chosen from only when chosen.
    pub(super) on: bool,
    /// The words beside it.
    pub(super) label: String,
    id: String,
}

/// A form of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) action: String,
    pub(super) posts: bool,
    pub(super) multipart: bool,
    pub(super) fields: Vec<Field>,
    /// Name, value and words of each button.
    pub(super) buttons: Vec<(String, String, String)>,
}

enum Token<'a> {
    Open(&'a str, HashMap<&'a str, String>),
    Close(&'a str),
    Text(&'a str),
}

/// The forms of a page, in order.
pub(super) fn forms(page: &str) -> Vec<Form> {
    let mut reader = Reader::default();
    for token in tokens(page) {
        reader.take(token);
    }
    let labels = reader.labels;
    let mut forms = reader.forms;
    for field in forms.iter_mut().flat_map(|form| &mut form.fields) {
        if let Some(label) = labels.get(&field.id).filter(|_| field.label.is_empty()) {
            field.label.clone_from(label);
        }
    }
    forms
}

/// The words of a page, its tags left out, with single spaces.
pub(super) fn words(page: &str) -> String {
    let mut out = String::new();
    for token in tokens(page) {
        match token {
            Token::Text(text) => out.push_str(&plain(text)),
            Token::Open(..) | Token::Close(_) => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences that a page says are wrong.
pub(super) fn errors(page: &str) -> Vec<String> {
    let pieces = page.split("govuk-error-message\">").skip(1);
    pieces.filter_map(|rest| Some(words(rest.split_once("</p>")?.0))).collect()
}

/// Where the links of a page lead, with their words.
pub(super) fn links(page: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for token in tokens(page) {
        match token {
            Token::Open("a", mut attributes) => {
                found.push((attributes.remove("href").unwrap_or_default(), String::new()));
                inside = true;
            }
            Token::Close("a") => inside = false,
            Token::Text(text) if inside => {
                if let Some((_, words)) = found.last_mut() {
                    words.push_str(&plain(text));
                }
            }
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
    found.into_iter().map(|(to, words)| (to, words.trim().to_owned())).collect()
}

#[derive(Default)]
struct Reader {
    forms: Vec<Form>,
    labels: HashMap<String, String>,
    within: bool,
    /// The label whose words are being read.
    label: Option<String>,
    select: String,
    collecting: Collecting,
}

#[derive(Default, PartialEq, Eq)]
enum Collecting {
    #[default]
    Nothing,
    Option,
    Area,
    Button,
}

impl Reader {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(name, attributes) => self.open(name, &attributes),
            Token::Close(name) => self.close(name),
            Token::Text(text) => self.text(text),
        }
    }

    fn open(&mut self, name: &str, attributes: &HashMap<&str, String>) {
        let get = |key: &str| attributes.get(key).cloned().unwrap_or_default();
        match name {
            "form" => {
                let (posts, multipart) = (get("method") == "post", get("enctype") == "multipart/form-data");
                self.forms.push(Form { action: get("action"), posts, multipart, ..Form::default() });
                self.within = true;
            }
            "label" => self.label = Some(get("for")),
            "select" => self.select = get("name"),
            "input" => self.input(&get("type"), attributes),
            "textarea" => {
                self.add(get("name"), Kind::Written, String::new(), true, get("id"));
                self.collecting = Collecting::Area;
            }
            "option" => {
                let (select, on) = (self.select.clone(), attributes.contains_key("selected"));
                self.add(select, Kind::OneOf, get("value"), on, String::new());
                self.collecting = Collecting::Option;
            }
            "button" if self.within && get("type") != "button" => {
                if let Some(form) = self.forms.last_mut() {
                    form.buttons.push((get("name"), get("value"), String::new()));
                }
                self.collecting = Collecting::Button;
            }
            _ => {}
        }
    }

    fn input(&mut self, kind: &str, attributes: &HashMap<&str, String>) {
        let get = |key: &str| attributes.get(key).cloned().unwrap_or_default();
        let checked = attributes.contains_key("checked");
        let (kind, on) = match kind {
            "radio" => (Kind::OneOf, checked),
            "checkbox" => (Kind::AnyOf, checked),
            "file" => (Kind::File, false),
            _ => (Kind::Written, true),
        };
        self.add(get("name"), kind, get("value"), on, get("id"));
    }

    fn add(&mut self, name: String, kind: Kind, value: String, on: bool, id: String) {
        if self.within
            && let Some(form) = self.forms.last_mut()
        {
            form.fields.push(Field { name, kind, value, on, label: String::new(), id });
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "form" => self.within = false,
            "label" => self.label = None,
            "select" => self.settle(),
            "option" | "textarea" | "button" => self.collecting = Collecting::Nothing,
            _ => {}
        }
    }

    /// A list in which nothing is chosen sends its first option.
    fn settle(&mut self) {
        let Some(form) = self.forms.last_mut() else { return };
        let mut options = form.fields.iter_mut().filter(|field| field.name == self.select).collect::<Vec<_>>();
        if options.iter().all(|option| !option.on)
            && let Some(first) = options.first_mut()
        {
            first.on = true;
        }
    }

    fn text(&mut self, text: &str) {
        let text = plain(text);
        if let Some(label) = &self.label {
            let words = self.labels.entry(label.clone()).or_default();
            words.push_str(&text);
        }
        let Some(form) = self.forms.last_mut() else { return };
        match self.collecting {
            Collecting::Nothing => {}
            Collecting::Option => {
                if let Some(field) = form.fields.last_mut() {
                    field.label.push_str(text.trim());
                }
            }
            Collecting::Area => {
                if let Some(field) = form.fields.last_mut() {
                    field.value.push_str(text.strip_prefix('\n').unwrap_or(&text));
                }
            }
            Collecting::Button => {
                if let Some((_, _, words)) = form.buttons.last_mut() {
                    words.push_str(text.trim());
                }
            }
        }
    }
}

fn tokens(page: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Token::Text(&rest[..at]));
        }
        let Some(end) = end_of_tag(&rest[at..]) else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            found.push(Token::Close(name.trim()));
            continue;
        }
        let (name, attributes) = read_tag(tag);
        let raw = matches!(name, "script" | "style");
        found.push(Token::Open(name, attributes));
        if raw {
            let Some(close) = rest.find("</") else { break };
            rest = &rest[close..];
        }
    }
    if !rest.is_empty() && !rest.contains('<') {
        found.push(Token::Text(rest));
    }
    found
}

/// The `>` that ends a tag: not one within a value.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        if c == '"' {
            quoted = !quoted;
        }
        (c == '>' && !quoted).then_some(at)
    })
}

fn read_tag(tag: &str) -> (&str, HashMap<&str, String>) {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = HashMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name, attributes);
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = &rest[..end];
        rest = &rest[end..];
        let value = rest.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"'));
        if let Some((value, after)) = value {
            attributes.insert(key, plain(value));
            rest = after;
        } else {
            attributes.insert(key, String::new());
            rest = rest.strip_prefix('=').unwrap_or(rest);
        }
    }
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_reads_it() {
        let page = "<!DOCTYPE html><script nonce=\"x\">if (a < b) {}</script><form method=\"post\" action=\"/a?b=1&amp;c=2\" novalidate>\
            <input type=\"hidden\" name=\"version\" value=\"3\"><label for=\"n\">Their name</label><input id=\"n\" name=\"n\" type=\"text\" value=\"Ann &quot;A&quot;\">\
            <input id=\"k\" name=\"k\" type=\"radio\" value=\"y\" checked><label for=\"k\">Yes</label>\
            <input id=\"k-2\" name=\"k\" type=\"radio\" value=\"n\"><label for=\"k-2\">No</label>\
            <select name=\"s\"><option value=\"\">Choose</option><option value=\"q\">Quiet</option></select>\
            <textarea name=\"t\" id=\"t\">\nTwo &lt; three</textarea><button name=\"then\" value=\"later\">Later</button></form>\
            <p id=\"n-error\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error: </span>Enter a name</p>\
            <a class=\"x\" href=\"/next\">Go <b>on</b></a>";
        let forms = forms(page);
        let form = &forms[0];
        assert_eq!((forms.len(), form.action.as_str(), form.posts), (1, "/a?b=1&c=2", true));
        let sent: Vec<_> =
            form.fields.iter().filter(|field| field.on).map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(sent, [("version", "3"), ("n", "Ann \"A\""), ("k", "y"), ("s", ""), ("t", "Two < three")]);
        assert_eq!(form.fields[1].label, "Their name");
        assert_eq!((form.fields[3].label.as_str(), form.fields[5].label.as_str()), ("No", "Quiet"));
        assert_eq!(form.buttons, [("then".to_owned(), "later".to_owned(), "Later".to_owned())]);
        assert_eq!(errors(page), ["Error: Enter a name"]);
        assert_eq!(links(page), [("/next".to_owned(), "Go on".to_owned())]);
    }
}
