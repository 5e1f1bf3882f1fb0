//! What a part of an Office document asks of another program or another place when it is opened: fields and mail merges of Word, formulas,
//! pivot tables and connections of Excel (ECMA-376 part 1, sections 17.14, 17.16, 18.10, 18.13 and 18.17).

use std::collections::BTreeSet;

use super::kinds::Refused;
use super::relations::{leads_to_the_web, shortened};
use super::xml::{Next, is_whole, read, unescaped};

/// Fields that take in what lies in another file, wherever that is.
const TAKING_IN: [&str; 7] = ["INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD"];
/// Functions that ask another place or run a program.
const ASKING: [&str; 14] = [
    "WEBSERVICE",
    "IMAGE",
    "RTD",
    "CALL",
    "REGISTER",
    "REGISTER.ID",
    "SQL.REQUEST",
    "CUBEVALUE",
    "CUBEMEMBER",
    "CUBEMEMBERPROPERTY",
    "CUBERANKEDMEMBER",
    "CUBEKPIMEMBER",
    "CUBESET",
    "CUBESETCOUNT",
];
/// What a program writes before the name of a function that older ones do not know, and before one that is handed on and called elsewhere.
const BEFORE: [&str; 6] = ["_XLFN.", "_XLWS.", "_XLL.", "_XLETA.", "_XLUDF.", "_XLPM."];
/// Elements with a formula as their text.
const FORMULAS: [&str; 8] =
    ["f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "oldFormula"];

/// Reads a part that is text, of this type.
///
/// # Errors
/// When it asks, or is written so that it could be read in two ways.
pub(super) fn nothing(whole: &[u8], of: &str) -> Result<(), Refused> {
    let office = of.contains("wordprocessingml") || of.contains("spreadsheetml");
    let text = match std::str::from_utf8(whole) {
        Ok(text) if !office || !(text.contains("<!DOCTYPE") || text.contains("<!ENTITY") || text.contains('\0')) => text,
        _ if office && of.ends_with("xml") => return Err(Refused::Broken),
        _ => return Ok(()),
    };
    if office && of.ends_with("xml") && !is_whole(text) {
        return Err(Refused::Broken);
    }
    if text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes().trim_ascii_start().starts_with(b"<") {
        fields(text)?;
        cells(text)?;
    }
    Ok(())
}

/// The fields of Word. A code may be cut into pieces, and what comes out of one field may be in the code of another.
fn fields(text: &str) -> Result<(), Refused> {
    if !["instrText", "fldSimple", "delInstrText"].iter().any(|word| text.contains(word)) {
        return Ok(());
    }
    one_space(text)?;
    // The codes of the fields that are open, and of them how many were when an alternative began: a program reads one alternative, and no
    // field of it reaches out of it.
    let (mut open, mut kept, mut inside): (Vec<String>, Vec<usize>, bool) = (Vec::new(), Vec::new(), false);
    for next in read(text) {
        match next {
            Next::Begins("fldSimple", attributes) => attributes.values("instr").try_for_each(|code| field(&code))?,
            Next::Begins("instrText" | "delInstrText", _) => inside = true,
            Next::Ends("instrText" | "delInstrText") => inside = false,
            Next::Begins("Choice" | "Fallback", _) => kept.push(open.len()),
            Next::Ends("Choice" | "Fallback") if kept.pop().is_some_and(|kept| kept != open.len()) => {
                return Err(Refused::Broken);
            }
            Next::Begins("fldChar", attributes) => {
                let mut of = attributes.values("fldCharType");
                match (of.next().as_deref(), of.next()) {
                    (Some("begin"), None) => {
                        open.last_mut().into_iter().for_each(|outer| outer.push(COMPUTED));
                        open.push(String::new());
                    }
                    (Some("end"), None) if open.len() > kept.last().copied().unwrap_or_default() => {
                        open.pop().map_or(Ok(()), |code| field(&code))?;
                    }
                    (Some("separate"), None) => {}
                    _ => return Err(Refused::Broken),
                }
            }
            // Words outside of every field are none of it.
            Next::Text(words) if inside => open.last_mut().into_iter().for_each(|code| code.push_str(&words)),
            Next::Begins(..) | Next::Ends(_) | Next::Text(_) => {}
        }
    }
    open.iter().try_for_each(|code| field(code))
}

/// Whether all that makes up fields has one prefix, which means one thing: what a program does not know it leaves out.
fn one_space(text: &str) -> Result<(), Refused> {
    let (mut prefixes, mut spaces) = (BTreeSet::new(), BTreeSet::new());
    for next in read(text) {
        if let Next::Begins(name, attributes) = next {
            if matches!(name, "fldSimple" | "instrText" | "delInstrText" | "fldChar") {
                prefixes.insert(attributes.0);
            }
            spaces.extend(attributes.all().filter(|(name, _)| name.starts_with("xmlns")));
        }
    }
    let own = prefixes
        .first()
        .map_or_else(String::new, |prefix| if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") });
    let meanings = spaces.iter().filter(|(name, _)| *name == own).count();
    if prefixes.len() > 1 || meanings > 1 { Err(Refused::Broken) } else { Ok(()) }
}

/// What comes out of a field.
const COMPUTED: char = '\u{1}';

fn field(code: &str) -> Result<(), Refused> {
    let code = code.trim_start();
    let (name, rest) = code.split_at(code.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\\')).unwrap_or(code.len()));
    let name = name.to_ascii_uppercase();
    // A computed name may be any.
    if name.contains(COMPUTED) && !name.starts_with('=') || name == "DDE" || name == "DDEAUTO" {
        return Err(Refused::Field);
    }
    let rest = rest.replace(['\u{201c}', '\u{201d}'], "\"");
    if name == "HYPERLINK" {
        return address(&rest).filter(|to| !leads_to_the_web(to)).map_or(Ok(()), |to| Err(Refused::LinksToFile(shortened(&to))));
    }
    let takes_in =
        TAKING_IN.contains(&name.as_str()) && words(&rest).any(|(before, word)| before != Some("\\*") && !word.trim().is_empty());
    if takes_in { Err(Refused::Field) } else { Ok(()) }
}

/// The words of a field behind its name, without its switches; each with the switch that stands before it.
fn words(rest: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let pieces = rest.split('"').enumerate().flat_map(|(at, piece)| {
        let quoted = at % 2 == 1;
        if quoted { vec![(true, piece)] } else { piece.split_whitespace().map(|word| (false, word)).collect() }
    });
    let mut before = None;
    pieces.filter_map(move |(quoted, word)| {
        if !quoted && switch(word) {
            before = Some(word);
            return None;
        }
        Some((before.take(), word))
    })
}

/// The address to which a field that is a link leads; nothing where it leads to a place in the document.
fn address(rest: &str) -> Option<String> {
    // What follows these is the name of a place, the words shown beside the link, or the window in which it opens.
    let beside = |switch: &str| ["\\l", "\\o", "\\t", "\\s"].contains(&switch.to_ascii_lowercase().as_str());
    let (_, word) = words(rest).find(|(before, _)| !before.is_some_and(beside))?;
    Some(word.replace("\\\\", "\\"))
}

/// Whether a word is a stroke and a letter or sign, such as "\d" or "\*".
fn switch(word: &str) -> bool {
    word.strip_prefix('\\').is_some_and(|rest| rest.chars().count() == 1 && !rest.starts_with('\\'))
}

/// The formulas and connections of Excel, and the pictures that an old drawing fetches by itself.
fn cells(text: &str) -> Result<(), Refused> {
    let (mut formula, mut depth, mut refreshes) = (String::new(), 0_u32, false);
    for next in read(text) {
        match next {
            Next::Begins(name, _) if FORMULAS.contains(&name) => depth += 1,
            Next::Ends(name) if FORMULAS.contains(&name) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    asking(&std::mem::take(&mut formula))?;
                }
            }
            Next::Text(words) if depth > 0 => formula.push_str(&words),
            Next::Begins("webPr" | "ddeLink", _) => return Err(Refused::Connection),
            Next::Begins(name @ ("connection" | "queryTable" | "dbPr" | "textPr" | "olapPr"), attributes) => {
                let is = |wanted: &str| attributes.values(wanted).any(|value| is_set(&value));
                let away = attributes.all().map(|(_, value)| unescaped(value)).any(|value| elsewhere(&value));
                let source = matches!(name, "dbPr" | "olapPr") && attributes.values("connection").any(|to| !is_own(&to));
                if is("refreshOnLoad") || (name == "connection" && is("interval")) || away || source {
                    return Err(Refused::Connection);
                }
            }
            Next::Begins("pivotCacheDefinition", attributes) => {
                refreshes |= attributes.values("refreshOnLoad").any(|value| is_set(&value));
            }
            // The rows of a sheet of the workbook itself are looked at anew without harm.
            Next::Begins("cacheSource", attributes) if refreshes => {
                let outside = attributes.values("type").any(|kind| kind == "external");
                if outside || attributes.values("connectionId").any(|id| is_set(&id)) {
                    return Err(Refused::Connection);
                }
            }
            Next::Begins("connectString" | "udl" | "query", attributes)
                if attributes.values("val").any(|to| !to.trim().is_empty()) =>
            {
                return Err(Refused::MailMerge);
            }
            Next::Begins("imagedata" | "fill", attributes)
                if attributes.values("src").any(|from| is_path(&from) || elsewhere(&from)) =>
            {
                return Err(Refused::Outside);
            }
            Next::Begins(..) | Next::Ends(_) | Next::Text(_) => {}
        }
    }
    Ok(())
}

/// Whether the value of an attribute that is yes or no is yes.
fn is_set(value: &str) -> bool {
    !matches!(value.trim(), "0" | "false")
}

/// Whether a connection leads to rows that lie in the workbook itself: to its own model, or to what it has read.
fn is_own(connection: &str) -> bool {
    let words: String = connection.to_ascii_lowercase().split_whitespace().collect();
    let sources: Vec<&str> = words.split(';').filter_map(|word| word.strip_prefix("datasource=")).collect();
    // "$Workbook$", "$Embedded$", "$EmbeddedMashup(…)$".
    let own =
        |source: &&str| source.len() > 1 && source.starts_with('$') && source.ends_with('$') && !source.contains(['/', '\\']);
    words.is_empty() || words == "datamodelconnection" || (!sources.is_empty() && sources.iter().all(own))
}

/// Whether a path or an address leads to another machine.
fn elsewhere(value: &str) -> bool {
    value.contains("\\\\") || value.contains("//")
}

/// Whether a formula asks: by a function, or as "program|'topic'!item" does. What stands between quotation marks is text; where the formula
/// makes a link, it may be where that leads.
fn asking(formula: &str) -> Result<(), Refused> {
    let (mut bare, mut mark, mut named, mut texts) = (String::new(), None, String::new(), vec![]);
    for c in formula.chars() {
        match (mark, c) {
            (None, '"' | '\'') => {
                mark = Some(c);
                texts.push(String::new());
            }
            (Some(open), c) if open == c => mark = None,
            (Some('\''), c) => named.push(c),
            (Some(_), c) => texts.last_mut().into_iter().for_each(|text| text.push(c)),
            (None, c) => bare.push(c.to_ascii_uppercase()),
        }
    }
    let (mut called, mut links) = (false, false);
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    let mut rest = bare.as_str();
    while let Some(from) = rest.find(part) {
        let (word, behind) = rest[from..].split_at(rest[from..].find(|c: char| !part(c)).unwrap_or(rest.len() - from));
        let name = name_of(word);
        // A name with a sign of a program before it is a function's wherever it stands; another one may be that of a sheet or a column.
        let reached = behind.trim_start().starts_with('(') || name.len() < word.len() || name == "WEBSERVICE";
        called |= reached && ASKING.contains(&name);
        links |= reached && name == "HYPERLINK";
        rest = behind;
    }
    if called || bare.contains('|') || elsewhere(&named) {
        return Err(Refused::Formula);
    }
    match texts.iter().find(|text| links && is_path(text)) {
        Some(path) => Err(Refused::LinksToFile(shortened(path))),
        None => Ok(()),
    }
}

/// The name of a function without what a program writes before it.
fn name_of(mut word: &str) -> &str {
    while let Some(rest) = BEFORE.iter().find_map(|before| word.strip_prefix(before)) {
        word = rest;
    }
    word
}

/// Whether a text begins as the address of a file does.
fn is_path(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let on_a_drive = matches!(text.as_bytes(), [b'a'..=b'z', b':', b'/' | b'\\', ..]);
    on_a_drive || ["file:", "\\\\", "//"].iter().any(|begins| text.starts_with(begins))
}

#[cfg(test)]
mod tests;
