//! `upfront compare`: the people of the comparison in two councils, side by side.

use std::path::Path;

use serde_json::{Value, json};
use upfront_engine::{Decimal, Scheme, Unit, words::Words};

use super::{CouldNotRun, Format, Report, loaded};
use crate::{
    analyse::{
        between::{Asked, between, differences},
        change::{Editions, RuleChange, RuleKind, shared_results},
    },
    check::{Loaded, editions::folder},
    councils::{Comparison, Figure, How, Person, Stand},
    diagnostics::table::{WIDTH, table},
    facts::Output,
    messages,
    site::compare,
};

pub(super) fn compare(
    site: &Path,
    councils: [&str; 2],
    persona: Option<&str>,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let loaded = loaded(site)?;
    if loaded.findings.has_errors() {
        let Loaded {
            files, findings, ..
        } = &loaded;
        return Ok(Report::of_findings(files, findings, format, colour));
    }
    let nations = &loaded.draft.nations;
    let comparison = Comparison::of(
        &loaded.shared,
        &loaded.schemes,
        &loaded.facts,
        nations,
        true,
    );
    let mut people: Vec<(&Person<'_>, [&Stand<'_>; 2])> = Vec::new();
    let is_asked_for = |person: &&Person<'_>| persona.is_none_or(|id| id == person.persona.id);
    for person in comparison.people.iter().filter(is_asked_for) {
        let [one, other] = councils.map(|council| stand(person, council));
        people.extend(one.zip(other).map(|(one, other)| (person, [one, other])));
    }
    if people.is_empty() {
        return Err(CouldNotRun(nobody(&comparison, councils, persona)));
    }
    let words = messages::english();
    let out = match (format, persona) {
        (Format::Json, _) => in_json(&people, words),
        (Format::Human, None) => in_words(&people, words),
        (Format::Human, Some(_)) => {
            let all = people.iter();
            all.map(|(person, stands)| one_person(person, *stands, words))
                .collect()
        }
    };
    Ok(Report {
        out,
        ..Report::default()
    })
}

/// A person in a council, by its folder, or in one of its editions, by the edition's name.
fn stand<'p, 'a>(person: &'p Person<'a>, council: &str) -> Option<&'p Stand<'a>> {
    let council = council.trim_end_matches('/');
    let named = person
        .stands
        .iter()
        .find(|stand| stand.scheme.id == council);
    named.or_else(|| {
        person
            .chosen()
            .find(|stand| folder(stand.scheme) == council)
    })
}

/// Why there is nothing to tell.
fn nobody(comparison: &Comparison<'_>, councils: [&str; 2], persona: Option<&str>) -> String {
    if let Some(id) = persona.filter(|id| comparison.person(id).is_none()) {
        let people = comparison.people.iter();
        let names: Vec<&str> = people.map(|person| person.persona.id.as_str()).collect();
        return format!(
            "There is no persona `{id}`. Give one of these: {}.",
            names.join(", ")
        );
    }
    let is_there = |council: &&str| {
        let mut people = comparison.people.iter();
        people.any(|person| stand(person, council).is_some())
    };
    match councils.iter().find(|council| !is_there(council)) {
        Some(council) => format!(
            "`{council}` takes no part in the comparison. Give the folder of a council below `schemes`, such as essex-charging, or of an edition."
        ),
        None => "Nobody goes through the rules of both: they are for different people.".to_owned(),
    }
}

/// A line for each person, with the figure that the person's page answers with.
fn in_words(people: &[(&Person<'_>, [&Stand<'_>; 2])], words: &Words) -> String {
    let Some((_, [one, other])) = people.first() else {
        return String::new();
    };
    let rows = people.iter().map(|(person, stands)| {
        let lead = person.persona.lead;
        let mut row = vec![person.persona.title.clone()];
        row.extend(stands.map(|stand| said(stand, lead, words)));
        row.push(difference(*stands, lead, words));
        row
    });
    let [first, second] = [one, other].map(|stand| named(stand));
    let rows: Vec<Vec<String>> = rows.collect();
    table(
        &["Person", &first, &second, "The second less the first"],
        &rows,
        WIDTH,
    )
}

/// Every output of a person, and the answers that each council got.
fn one_person(person: &Person<'_>, stands: [&Stand<'_>; 2], words: &Words) -> String {
    let heads = stands.map(named);
    let rows = Output::ALL.into_iter().filter_map(|output| {
        let is_decided = stands
            .iter()
            .any(|stand| stand.figures.contains_key(&output));
        is_decided.then(|| {
            let mut row = vec![output.name().to_owned()];
            row.extend(stands.map(|stand| said(stand, output, words)));
            row.push(difference(stands, output, words));
            row
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut text = format!("{}\n\n", person.persona.title);
    let [first, second] = &heads;
    text += &table(
        &["Figure", first, second, "The second less the first"],
        &rows,
        WIDTH,
    );
    text += &rule_by_rule(stands, words);
    for (stand, head) in stands.into_iter().zip(&heads) {
        let answers = stand.mapped.said.iter().filter_map(|said| {
            let question = stand.scheme.questions.get(said.question)?;
            let answer = match &said.how {
                How::Follows(text) => text.as_str(),
                _ if stand.open.contains(&said.question) => "left open",
                _ => return None,
            };
            Some(vec![
                question.id.clone(),
                question.ask.clone(),
                answer.to_owned(),
            ])
        });
        let answers: Vec<Vec<String>> = answers.collect();
        text.extend(["\n", head, "\n"]);
        text += &table(&["Name", "Question", "Answer"], &answers, WIDTH);
    }
    text
}

/// Each rule of the second council put into the first by itself: what the person would then pay there, the rule first that
/// makes the most difference. Empty where one of the two is no figure.
fn rule_by_rule([first, second]: [&Stand<'_>; 2], words: &Words) -> String {
    /// So many rules are told.
    const MOST: usize = 10;
    let (to, from) = (first.scheme, second.scheme);
    let editions = Editions {
        before: from,
        after: to,
    };
    let is_charge = |(_, place): &(usize, usize)| {
        let result = to.results.get(*place);
        result.is_some_and(|result| result.id == "charge")
    };
    let Some((there, here)) = shared_results(editions).find(is_charge) else {
        return String::new();
    };
    let differ = differences(from, to, words);
    let told = between(
        Asked {
            scheme: from,
            answers: &second.mapped.answers,
            result: there,
        },
        Asked {
            scheme: to,
            answers: &first.mapped.answers,
            result: here,
        },
        &differ,
    );
    let Some(whole) = told.whole() else {
        return String::new();
    };
    let Some(unit) = to
        .results
        .get(here)
        .and_then(|result| to.steps.get(result.step))
    else {
        return String::new();
    };
    let rows = told.rules.iter().take(MOST).filter_map(|rule| {
        let change = differ.get(rule.rule)?;
        let (say, [theirs, own]) = said_of_both(*change, from, to, words)?;
        let does = words.quantity(rule.does, &unit.unit);
        Some(vec![say, own, theirs, does])
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "\nEach rule of {}, put into {} by itself\n",
        named(second),
        named(first)
    );
    text += &table(
        &[
            "Rule",
            &to.council,
            &from.council,
            "The charge then changes by",
        ],
        &rows,
        WIDTH,
    );
    let whole = words.quantity(whole, &unit.unit);
    let sum = if told.adds_up {
        "They add up to the whole difference, "
    } else {
        "Some rules act together, or cannot be exchanged alone: they do not add up to the whole difference, "
    };
    text.extend([sum, &whole, ".\n"]);
    text
}

/// A rule that two councils have each their own way, and the amounts, where it is one.
fn said_of_both(
    change: RuleChange,
    one: &Scheme,
    other: &Scheme,
    words: &Words,
) -> Option<(String, [String; 2])> {
    let (was, is) = (change.before?, change.after?);
    let none = || [String::new(), String::new()];
    Some(match change.kind {
        RuleKind::Rate => {
            let rates = [one.rates.get(was)?, other.rates.get(is)?];
            let amounts = rates.map(|rate| words.amount(rate.amount, &rate.unit));
            (rates[1].say.clone(), amounts)
        }
        RuleKind::Table => (other.tables.get(is)?.say.clone(), none()),
        RuleKind::Question => (other.questions.get(is)?.ask.clone(), none()),
        RuleKind::Step => (other.steps.get(is)?.say.clone(), none()),
    })
}

fn named(stand: &Stand<'_>) -> String {
    format!("{}, {}", stand.scheme.council, stand.scheme.edition)
}

/// A figure in words, with why it is not exact.
fn said(stand: &Stand<'_>, output: Output, words: &Words) -> String {
    let Some((figure, unit)) = stand.figures.get(&output) else {
        return words.say("page-compare-undecided", &[]);
    };
    let mut text = compare::figure(figure, unit, words);
    for reason in compare::reasons(stand.scheme, figure.why(), words) {
        text.extend([" ", reason.as_str()]);
    }
    text
}

/// By how much the second figure is more, where both are exact and counted alike.
fn by(stands: [&Stand<'_>; 2], output: Output) -> Option<(Decimal, Unit)> {
    let [(one, unit), (other, counted)] = {
        let [one, other] = stands.map(|stand| stand.figures.get(&output));
        [one?, other?]
    };
    let (one, other) = (Figure::exact(one)?, Figure::exact(other)?);
    let by = upfront_engine::exact::subtract(other, one)?;
    (unit == counted).then(|| (by, unit.clone()))
}

fn difference(stands: [&Stand<'_>; 2], output: Output, words: &Words) -> String {
    by(stands, output).map_or_else(String::new, |(by, unit)| words.quantity(by, &unit))
}

fn in_json(people: &[(&Person<'_>, [&Stand<'_>; 2])], words: &Words) -> String {
    let people: Vec<Value> = people
        .iter()
        .map(|(person, stands)| {
            let councils: Vec<Value> = stands.iter().map(|stand| of_stand(stand, words)).collect();
            json!({"persona": person.persona.id, "title": person.persona.title, "councils": councils})
        })
        .collect();
    // Plain data with text keys, which JSON always takes.
    serde_json::to_string_pretty(&json!({"people": people})).unwrap_or_default() + "\n"
}

fn of_stand(stand: &Stand<'_>, words: &Words) -> Value {
    let figures = stand.figures.iter().map(|(output, (figure, unit))| {
        let (low, high) = figure.ends();
        json!({
            "output": output.name(),
            "low": low.map(|end| end.to_string()),
            "high": high.map(|end| end.to_string()),
            "unit": words.unit(unit),
            "why": compare::reasons(stand.scheme, figure.why(), words),
        })
    });
    let answers = stand.mapped.said.iter().filter_map(|said| match &said.how {
        How::Follows(text) => {
            let question = stand.scheme.questions.get(said.question)?;
            Some((question.id.clone(), json!(text)))
        }
        _ => None,
    });
    json!({
        "scheme": stand.scheme.id,
        "council": stand.scheme.council,
        "edition": stand.scheme.edition,
        "figures": figures.collect::<Vec<_>>(),
        "answers": Value::Object(answers.collect()),
    })
}
