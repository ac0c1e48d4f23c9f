//! The names of the national rules that come with the tool, by nation: what a council's rules and examples may name.

use std::fmt::Write as _;

use super::national::Nations;
use crate::{diagnostics::Findings, messages, source::Files};

/// The newest rules of each nation, in Markdown: every question, rate, table and step by its name.
pub fn national_names() -> String {
    let mut page = String::from(
        "<!-- Made from schemes/national; renew it with: UPDATE=1 cargo test --test main reference -->\n\n\
         # The names of the national rules\n\n\
         A scheme that [extends](language.md#national-rules) a nation's rules may name everything below: in `overrides`, in\n\
         `before` and `after`, in its own steps and conditions, and in its examples. The names are those of the newest year.\n\
         `upfront national` prints this page.\n\n\
         A new rule of the council's own has a name that is not in the list. One that is there says `overrides` instead.\n",
    );
    let mut findings = Findings::default();
    let mut files = Files::default();
    let mut nations = Nations::of_the_tool();
    let names = nations.names(&mut findings).to_vec();
    for years in names.chunk_by(|one, other| nation(one) == nation(other)) {
        let Some(newest) = years.last() else { continue };
        let Some(found) = nations.get(newest, &mut files, &mut findings) else {
            continue;
        };
        let scheme = found.scheme();
        let words = messages::english().for_scheme(scheme);
        let own_years: Vec<&str> = years
            .iter()
            .filter_map(|name| Some(name.split_once('/')?.1))
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n{}: {}. There are the years {}.\n",
            nation(newest),
            scheme.council,
            scheme.title,
            own_years.join(", ")
        );
        let questions = scheme.questions.iter();
        list(
            &mut page,
            "questions",
            questions.map(|one| (&one.id, one.ask.clone())),
        );
        let rates = scheme.rates.iter().map(|one| {
            let amount = words.amount(one.amount, &one.unit);
            (&one.id, format!("{}: {amount}", one.say))
        });
        list(&mut page, "rates", rates);
        let tables = scheme.tables.iter();
        list(
            &mut page,
            "tables",
            tables.map(|one| (&one.id, one.say.clone())),
        );
        let steps = scheme.steps.iter();
        list(
            &mut page,
            "steps",
            steps.map(|one| (&one.id, one.say.clone())),
        );
        let results = scheme.results.iter();
        list(
            &mut page,
            "results",
            results.map(|one| (&one.id, one.say.clone())),
        );
    }
    page
}

/// The nation of a nation and a year.
fn nation(name: &str) -> &str {
    name.split('/').next().unwrap_or_default()
}

fn list<'a>(page: &mut String, what: &str, items: impl Iterator<Item = (&'a String, String)>) {
    let lines: Vec<String> = items
        .map(|(id, says)| {
            let says = says.replace('|', "/").replace('\n', " ");
            format!("| `{id}` | {says} |\n")
        })
        .collect();
    if !lines.is_empty() {
        let _ = write!(page, "\n| {what} | |\n| --- | --- |\n{}", lines.concat());
    }
}
