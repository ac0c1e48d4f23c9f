//! `upfront estimate`: one person's answers worked out, with the whole working.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use upfront_engine::{
    Answers, Outcome, Scheme,
    explain::{Explained, explain},
};

use super::{CouldNotRun, Format, Report, edition};
use crate::{
    check::{
        dated,
        editions::{self, Standing},
        read_answers,
    },
    diagnostics::{
        Findings, json,
        table::{WIDTH, table},
        text,
    },
    folder::{Folder, is_there},
    lint::check_answers,
    messages,
    source::{curly, read_file},
};

pub(super) fn estimate(
    scheme: &Path,
    answers: &Path,
    as_of: Option<Date>,
    format: Format,
    colour: bool,
) -> Result<Report, CouldNotRun> {
    let (folder, mut loaded) = edition::load(scheme)?;
    if let Some(report) = Report::of_errors([&loaded], format, colour) {
        return Ok(report);
    }
    let chosen = edition::chosen(&loaded.schemes, &folder, as_of)?;
    let scheme = &dated::on(chosen, as_of);
    if !is_there(answers) {
        return Err(CouldNotRun(format!(
            "There is no file `{}` with answers.",
            answers.display()
        )));
    }
    let mut findings = Findings::default();
    let around = Folder::around(answers);
    let (world, file) = around.map_err(|fault| CouldNotRun::unread(answers, &fault))?;
    let said = match read_file(&world, &file, &mut loaded.files, &mut findings) {
        Some(node) => {
            let said = read_answers(scheme, &node, &mut findings);
            let place = |question: &str| node.entry(question).map(|answer| answer.value.span);
            check_answers(scheme, &said, place, &mut findings);
            said
        }
        None => Answers(vec![None; scheme.questions.len()]),
    };
    if let Some(day) = as_of {
        findings.extend(dated::check_day(chosen, day));
    }
    if findings.has_errors() {
        curly::blame(&loaded.files, &mut findings);
        return Ok(Report::of_findings(
            &loaded.files,
            &findings,
            format,
            colour,
        ));
    }
    let outcome = upfront_engine::estimate(scheme, &said);
    let explained = explain(scheme, &said, &outcome, messages::english());
    let stands = editions::standing(scheme, &loaded.schemes, as_of);
    let stands = stood(scheme, stands, as_of);
    let out = match format {
        Format::Human => in_words(scheme, &stands, &explained),
        Format::Json => in_json(
            scheme,
            &stands,
            &explained,
            &outcome,
            json::document(&loaded.files, &findings),
        ),
    };
    // The document tells them itself.
    let told = match format {
        Format::Human => &findings,
        Format::Json => &Findings::default(),
    };
    Ok(Report {
        out,
        err: text::render(&loaded.files, told, colour),
        ..Report::default()
    })
}

/// Which edition is taken and how it stands, in a sentence.
fn stood(scheme: &Scheme, stands: Standing, as_of: Option<Date>) -> String {
    let stands = match (stands, as_of) {
        (Standing::InForce, Some(day)) => format!("in force on {day}"),
        (Standing::InForce, None) => match editions::first_day(scheme) {
            Some(from) => format!("in force from {from}"),
            None => "in force".to_owned(),
        },
        (Standing::Until(to), _) => format!("for the days up to {to}"),
        (Standing::NotYet(from), _) => format!("not in force yet: it starts on {from}"),
        (Standing::Ended(to), _) => format!("no longer in force: its last day was {to}"),
        (Standing::Superseded, _) => "no longer in force".to_owned(),
        (Standing::Draft, _) => "a draft".to_owned(),
        (Standing::Consultation, _) => "a proposal".to_owned(),
        (Standing::Withdrawn, _) => "withdrawn".to_owned(),
        (Standing::NotKnown, _) => "not known to be in force".to_owned(),
    };
    format!("The edition {} is {stands}.", scheme.edition)
}

#[derive(Serialize)]
struct Document<'a, F> {
    scheme: &'a str,
    council: &'a str,
    title: &'a str,
    edition: &'a str,
    stands: &'a str,
    rules: &'a str,
    engine: &'a str,
    explained: &'a Explained,
    outcome: &'a Outcome,
    #[serde(flatten)]
    findings: F,
}

fn in_json(
    scheme: &Scheme,
    stands: &str,
    explained: &Explained,
    outcome: &Outcome,
    findings: impl Serialize,
) -> String {
    let document = Document {
        scheme: &scheme.id,
        council: &scheme.council,
        title: &scheme.title,
        edition: &scheme.edition,
        stands,
        rules: &scheme.hash,
        engine: upfront_engine::VERSION,
        explained,
        outcome,
        findings,
    };
    // Plain strings and numbers always serialise.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn in_words(scheme: &Scheme, stands: &str, explained: &Explained) -> String {
    let mut text = format!(
        "{}, {}: {}\n{stands}\n\n",
        scheme.council, scheme.edition, scheme.title
    );
    for result in &explained.results {
        text.extend([result.say.as_str(), ": ", &result.amount, "\n"]);
        for sentence in result
            .reasons
            .iter()
            .chain(Some(&result.note))
            .flat_map(|text| text.lines())
        {
            text.extend(["  ", sentence, "\n"]);
        }
    }
    text += "\nThis is an estimate. It is not a decision.\n\n";
    let answers = explained.asked().map(|answer| {
        vec![
            answer.id.clone(),
            answer.ask.clone(),
            answer.answer.clone(),
            answer.counts.clone(),
        ]
    });
    text += &table(
        &["Name", "Question", "Answer", "Counts"],
        &answers.collect::<Vec<_>>(),
        WIDTH,
    );
    text.push('\n');
    let lines = explained.lines.iter().map(|line| {
        vec![
            line.say.clone(),
            line.sentence.clone(),
            line.amount.clone(),
            line.source.clone(),
        ]
    });
    text += &table(
        &["Step", "How", "Comes to", "Source"],
        &lines.collect::<Vec<_>>(),
        WIDTH,
    );
    for gap in &explained.gaps {
        text.extend(["\n", gap]);
    }
    if !explained.gaps.is_empty() {
        text.push('\n');
    }
    text.extend([
        "\nRules ",
        &scheme.hash,
        "\nEngine ",
        upfront_engine::VERSION,
        "\n",
    ]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_finding_is_named_from_where_the_person_stands() {
        let folder = tempfile::tempdir_in(".").unwrap();
        let edition = folder.path().join("town/2026-27");
        std::fs::create_dir_all(&edition).unwrap();
        std::fs::write(edition.join("rules.yaml"), "council: [Town]").unwrap();
        let answers = folder.path().join("answers.yaml");
        let below = folder.path().strip_prefix(std::env::current_dir().unwrap());
        let below = below.unwrap_or(folder.path());
        for given in ["town", "town/2026-27", "town/2026-27/rules.yaml"] {
            let given = below.join(given);
            let report = estimate(&given, &answers, None, Format::Human, false).unwrap();
            let shown = below.join("town/2026-27/rules.yaml:1:10");
            let shown = shown.strip_prefix(".").unwrap_or(&shown);
            assert!(
                report.err.contains(&format!("--> {}", shown.display())),
                "{}",
                report.err
            );
        }
    }

    #[test]
    fn a_question_that_is_not_asked_is_not_listed() {
        let rules = "
council: Town
title: Charges
sources: {policy: {title: Policy}}
source: policy
questions:
  - {id: partner, ask: Do you have a partner?, yes or no: true}
  - {id: theirs, ask: What does your partner have?, number: £, when: {answer: partner, is: yes}}
  - {id: yours, ask: What do you have?, number: £}
steps:
  - {id: total, sum: [yours, theirs]}
";
        let folder = tempfile::tempdir().unwrap();
        let edition = folder.path().join("2026-27");
        std::fs::create_dir(&edition).unwrap();
        std::fs::write(edition.join("rules.yaml"), rules).unwrap();
        let answers = folder.path().join("answers.yaml");
        let lists = |said: &str| {
            std::fs::write(&answers, said).unwrap();
            let report = estimate(&edition, &answers, None, Format::Human, false).unwrap();
            let mut lines = report.out.lines();
            lines.any(|line| line.starts_with("theirs "))
        };
        assert!(!lists("partner: no"));
        assert!(lists("partner: yes"));
        assert!(lists("yours: 5"));
    }
}
