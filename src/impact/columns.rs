//! What the columns of a file are: answers to the questions of two editions, a weight, groups.

use upfront_engine::Scheme;

use crate::diagnostics::{Code, Finding, suggest::did_you_mean};

/// The column that says that people are made up.
pub const MADE_UP: &str = "made_up";

/// What is counted, beside what the rules say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The column that says how many people a row stands for.
    pub weight: Option<String>,
    /// The columns that people are told apart by.
    pub groups: Vec<String>,
}

/// What each column is, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Of the earlier and of the later edition: the columns of each question.
    pub(super) questions: [Vec<Vec<usize>>; 2],
    pub(super) weight: Option<usize>,
    pub(super) groups: Vec<usize>,
    pub(super) made_up: Option<usize>,
}

impl Columns {
    /// Finds out what each column is. What is nothing is a finding, and goes unread. An error says in a sentence why nothing can
    /// be counted at all.
    pub(super) fn of(
        names: &[String],
        editions: [&Scheme; 2],
        wanted: &Wanted,
    ) -> Result<(Self, Vec<Finding>), String> {
        let questions = editions.map(|scheme| {
            let questions = scheme.questions.iter();
            let places = questions.map(|question| places(names, &question.id));
            places.collect::<Vec<_>>()
        });
        if questions.iter().flatten().all(Vec::is_empty) {
            return Err(format!(
                "No column is the name of a question. The first row has the names of the questions, such as `{}`.",
                editions
                    .iter()
                    .find_map(|scheme| scheme.questions.first())
                    .map_or("washing", |question| question.id.as_str())
            ));
        }
        let column = |name: &String| {
            let found = names.iter().position(|own| own == name);
            found.ok_or_else(|| {
                let meant = did_you_mean(name, names.iter().map(String::as_str));
                let meant =
                    meant.map_or_else(String::new, |meant| format!(" Did you mean `{meant}`?"));
                format!("The file has no column `{name}`.{meant}")
            })
        };
        let columns = Self {
            weight: wanted.weight.as_ref().map(column).transpose()?,
            groups: wanted.groups.iter().map(column).collect::<Result<_, _>>()?,
            made_up: names.iter().position(|name| name == MADE_UP),
            questions,
        };
        let findings = columns.findings(names, editions);
        Ok((columns, findings))
    }

    fn findings(&self, names: &[String], editions: [&Scheme; 2]) -> Vec<Finding> {
        let ids = || {
            let questions = editions.iter().flat_map(|scheme| &scheme.questions);
            questions.map(|question| question.id.as_str())
        };
        let mut findings = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let is_question = ids().any(|id| id == name);
            if is_question && names.iter().take(place).any(|own| own == name) {
                findings.push(
                    Finding::nowhere(
                        Code::PeopleColumn,
                        format!("column {} is `{name}`, as one before it is", place + 1),
                    )
                    .advice(
                        "Take one of them out. A row where they say different things is left out.",
                    ),
                );
            }
            let has_use = is_question
                || self.weight == Some(place)
                || self.groups.contains(&place)
                || self.made_up == Some(place);
            if has_use {
                continue;
            }
            let finding = Finding::nowhere(
                Code::PeopleColumn,
                format!(
                    "column {}, `{name}`, is no question of the two editions",
                    place + 1
                ),
            );
            findings.push(match did_you_mean(name, ids()) {
                Some(meant) => finding.advice(format!("Did you mean `{meant}`?")),
                None => finding.advice(
                    "Take it out, or name it with `--group` or `--weight`. Names and numbers of people do not belong in this file.",
                ),
            });
        }
        findings
    }

    /// The questions that no column answers, of either edition.
    pub(super) fn without_column<'a>(&self, editions: [&'a Scheme; 2]) -> Vec<&'a str> {
        let mut missing: Vec<&str> = Vec::new();
        for (scheme, columns) in editions.into_iter().zip(&self.questions) {
            for (question, columns) in scheme.questions.iter().zip(columns) {
                if columns.is_empty() && !missing.contains(&question.id.as_str()) {
                    missing.push(&question.id);
                }
            }
        }
        missing
    }
}

fn places(names: &[String], id: &str) -> Vec<usize> {
    let named = names.iter().enumerate().filter(|(_, name)| *name == id);
    named.map(|(place, _)| place).collect()
}
