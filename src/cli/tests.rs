use clap::Parser as _;

use super::Cli;

/// The words of a command as a shell would part them: quotes keep words together.
fn words(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for sign in line.chars() {
        match (quote, sign) {
            (None, '\'' | '"') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            (None, ' ') => found.push(String::new()),
            _ => found.last_mut().unwrap().push(sign),
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

/// The commands of a page: a line of a block that begins with the program, without its comment.
fn commands(page: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    page.lines().filter_map(move |line| {
        fenced ^= line.starts_with("```");
        let command = line.strip_prefix("    ").unwrap_or(line);
        let written = (fenced || line != command) && command.starts_with("dardr ");
        written.then(|| command.split(" #").next().unwrap_or(command).trim())
    })
}

#[test]
fn every_command_in_the_guides_is_understood() {
    let mut tried = 0;
    let pages = ["docs/run", "docs/use", "docs"].iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    for page in pages.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "md")) {
        for command in commands(&std::fs::read_to_string(&page).unwrap()) {
            let parsed = Cli::try_parse_from(words(command));
            assert!(parsed.is_ok(), "{}: {command}\n{}", page.display(), parsed.unwrap_err());
            tried += 1;
        }
    }
    assert!(tried > 8, "only {tried} commands were found");
}
