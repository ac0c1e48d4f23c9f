//! `upfront compare`: the people of the comparison in two councils, side by side.

use std::path::Path;

use serde_json::{Value, json};
use upfront_engine::words::Words;

use super::{CouldNotRun, Format, Report, loaded};
use crate::{
    analyse::between::Exchanged,
    check::editions::folder,
    councils::{Comparison, How, Met, Stand, Two},
    diagnostics::{
        suggest::did_you_mean,
        table::{WIDTH, table},
    },
    facts::Output,
    messages,
    site::{
        compare,
        rule_in_both::{RuleInBoth, in_both},
    },
};

pub(super) fn compare(
    site: &Path,
    councils: [&str; 2],
    persona: Option<&str>,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let loaded = loaded(site)?;
    if let Some(report) = Report::of_errors([&loaded], format, colour) {
        return Ok(report);
    }
    let nations = &loaded.draft.nations;
    let comparison = Comparison::of(
        &loaded.shared,
        &loaded.schemes,
        &loaded.facts,
        nations,
        true,
    );
    let councils = councils.map(|council| council.trim_end_matches('/'));
    let words = messages::english();
    let mut two = Two::of(&comparison, councils, &loaded.facts, words, true);
    two.people
        .retain(|met| persona.is_none_or(|id| id == met.person.persona.id));
    let Some(first) = two.people.first() else {
        return Err(CouldNotRun(nobody(&comparison, councils, persona)));
    };
    let out = match (format, persona) {
        (Format::Json, _) => in_json(&two, words),
        (Format::Human, None) => in_words(&two, first, words),
        (Format::Human, Some(_)) => one_person(&two, first, words),
    };
    Ok(Report {
        out,
        ..Report::default()
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
        people.any(|person| person.in_council(council).is_some())
    };
    match councils.iter().find(|council| !is_there(council)) {
        Some(council) => {
            let stands = comparison.people.iter().flat_map(|person| &person.stands);
            let names = stands.flat_map(|stand| [folder(stand.scheme), stand.scheme.id.as_str()]);
            let advice = match did_you_mean(council, names) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => "Give the folder of a council below `schemes`, such as essex-charging, or of an edition.".to_owned(),
            };
            format!("`{council}` takes no part in the comparison. {advice}")
        }
        None => "Nobody goes through the rules of both: they are for different people.".to_owned(),
    }
}

/// A line for each person, with the figure that the person's page answers with, and the rule that makes most difference.
fn in_words(two: &Two<'_, '_>, first: &Met<'_, '_>, words: &Words) -> String {
    let heads = first.stands.map(named);
    let [one, other] = &heads;
    let rows = two.people.iter().map(|met| {
        let lead = met.output.unwrap_or(met.person.persona.lead);
        let mut row = vec![met.person.persona.title.clone()];
        row.extend(met.stands.map(|stand| said(stand, lead, words)));
        row.push(difference(met.stands, lead, words));
        row
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut text = table(
        &["Person", one, other, "The second less the first"],
        &rows,
        WIDTH,
    );
    let rows = two.people.iter().filter_map(|met| {
        let mut row = vec![met.person.persona.title.clone()];
        row.extend(rule(two, met, met.first()?, words)?);
        Some(row)
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        text.extend([
            "\nThe rule of ",
            other,
            " that makes the most difference, put into ",
            one,
        ]);
        text += " by itself\n";
        let [one, other] = first.stands.map(|stand| stand.scheme.council.as_str());
        text += &table(
            &["Person", "Rule", one, other, "The figure then changes by"],
            &rows,
            WIDTH,
        );
        let all = two.people.iter().filter_map(Met::first);
        text += about_figures(all);
    }
    text
}

/// Every output of a person, and the answers that each council got.
fn one_person<'p, 'a>(two: &Two<'p, 'a>, met: &Met<'p, 'a>, words: &Words) -> String {
    let stands = met.stands;
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
    let mut text = format!("{}\n\n", met.person.persona.title);
    let [first, second] = &heads;
    text += &table(
        &["Figure", first, second, "The second less the first"],
        &rows,
        WIDTH,
    );
    text += &rule_by_rule(two, met, words);
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

/// Each rule of the second council put into the first by itself: what the person would then come to there, the rule first
/// that makes the most difference. Empty where one of the two is no figure.
fn rule_by_rule<'p, 'a>(two: &Two<'p, 'a>, met: &Met<'p, 'a>, words: &Words) -> String {
    /// So many rules are told.
    const MOST: usize = 10;
    let (Some(told), Some(by), Some(unit)) = (&met.between, met.by(), met.unit()) else {
        return String::new();
    };
    let told_rules = told.rules.iter().take(MOST);
    let rows = told_rules.filter_map(|one| rule(two, met, one, words));
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let [first, second] = met.stands;
    let mut text = format!(
        "\nEach rule of {}, put into {} by itself\n",
        named(second),
        named(first)
    );
    text += &table(
        &[
            "Rule",
            &first.scheme.council,
            &second.scheme.council,
            "The figure then changes by",
        ],
        &rows,
        WIDTH,
    );
    let whole = words.quantity(by, unit);
    let sum = if told.adds_up {
        "They add up to the whole difference, "
    } else {
        "Some rules act together, or cannot be exchanged alone: they do not add up to the whole difference, "
    };
    text.extend([sum, &whole, ".\n"]);
    text += about_figures(told.rules.iter());
    text
}

/// A rule in both councils, and what it does; marked where it is the figure of a part.
fn rule<'p, 'a>(
    two: &Two<'p, 'a>,
    met: &Met<'p, 'a>,
    one: &Exchanged,
    words: &Words,
) -> Option<Vec<String>> {
    let RuleInBoth { mut say, both, .. } = told(two, met, one, words)?;
    if one.by_figure {
        say.push_str(FIGURE_MARK);
    }
    let [first, second] = both;
    Some(vec![
        say,
        first,
        second,
        words.quantity(one.does, met.unit()?),
    ])
}

/// A rule that was exchanged for a person.
fn told<'p, 'a>(
    two: &Two<'p, 'a>,
    met: &Met<'p, 'a>,
    one: &Exchanged,
    words: &Words,
) -> Option<RuleInBoth> {
    let change = two.differ(met).get(one.rule)?;
    in_both(*change, met.stands.map(|stand| stand.scheme), words)
}

/// What stands behind a rule that is the figure of a part.
const FIGURE_MARK: &str = " *";

/// What the mark says, where it stands anywhere.
fn about_figures<'e>(mut rules: impl Iterator<Item = &'e Exchanged>) -> &'static str {
    if rules.any(|rule| rule.by_figure) {
        "* A part of the council’s own: what it comes to for the person was exchanged, and not the rule.\n"
    } else {
        ""
    }
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
    for reason in compare::reasons(stand, figure, words) {
        text.extend([" ", reason.as_str()]);
    }
    text
}

/// By how much the second figure is more, where both are exact and counted alike.
fn difference([one, other]: [&Stand<'_>; 2], output: Output, words: &Words) -> String {
    let by = || {
        let ((one, unit), (other, counted)) =
            (one.figures.get(&output)?, other.figures.get(&output)?);
        let by = upfront_engine::exact::subtract(other.exact()?, one.exact()?)?;
        (unit == counted).then(|| words.quantity(by, unit))
    };
    by().unwrap_or_default()
}

fn in_json(two: &Two<'_, '_>, words: &Words) -> String {
    let people = two.people.iter().map(|met| {
        let persona = met.person.persona;
        let councils: Vec<Value> = met
            .stands
            .iter()
            .map(|stand| of_stand(stand, words))
            .collect();
        let between = met.between.as_ref().and_then(|between| {
            let rules = between.rules.iter().filter_map(|one| {
                let RuleInBoth { id, say, both, .. } = told(two, met, one, words)?;
                Some(json!({
                    "rule": id,
                    "say": say,
                    "values": both,
                    "does": one.does.to_string(),
                    "by_figure": one.by_figure,
                }))
            });
            Some(json!({
                "output": met.output?.name(),
                "unit": words.unit(met.unit()?),
                "by": met.by()?.to_string(),
                "adds_up": between.adds_up,
                "rules": rules.collect::<Vec<_>>(),
            }))
        });
        json!({
            "persona": persona.id,
            "title": persona.title,
            "councils": councils,
            "rule_by_rule": between,
        })
    });
    let people: Vec<Value> = people.collect();
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
            "why": compare::reasons(stand, figure, words),
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
