//! Every chart of every scheme, held to the engine: at each edge, a step on either side of it, and in the middle
//! between two. What a chart says is read back out of its CSV and its table.

use std::{collections::BTreeSet, path::Path};

use upfront_engine::{
    Amount, Answer, Answers, Decimal, Outcome, Scheme, Unit, estimate, exact,
    parts::join_parts,
    scheme::{
        Condition, Direction, Expectation, Operand, QuestionKind, ResultLine, Rounding, Step,
        TableKind, Verb,
    },
    words::Words,
};

use super::{
    band_chart,
    bands::BandChart,
    runs::Along,
    shown::{Of, Shown, shown},
};
use crate::{
    analyse::{grain, grain_at_table},
    check::compiled as scheme,
    folder::load_schemes,
    messages,
};

/// Every scheme of the repository: real ones, national ones, and the shapes that rules can have.
fn schemes() -> Vec<Scheme> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["schemes", "tests/shapes"].map(|folder| load_schemes(&root.join(folder)));
    let all: Vec<Scheme> = folders
        .into_iter()
        .flat_map(|loaded| loaded.unwrap().schemes)
        .filter(|scheme| !scheme.known_in_part)
        .collect();
    assert!(all.len() > 60, "{}", all.len());
    all
}

/// A chart with the table that it is of.
struct Case {
    scheme: Scheme,
    table: usize,
    shown: Shown,
    chart: BandChart,
    words: Words,
}

impl Case {
    fn of(scheme: &Scheme, table: usize) -> Option<Self> {
        let words = messages::english().for_scheme(scheme).into_owned();
        Some(Self {
            scheme: scheme.clone(),
            table,
            shown: shown(scheme, table)?,
            chart: band_chart(scheme, table, &words, "chart")?,
            words,
        })
    }

    fn name(&self) -> String {
        format!("{} {}", self.scheme.id, self.scheme.tables[self.table].id)
    }

    fn by(&self) -> Unit {
        match &self.scheme.tables[self.table].kind {
            TableKind::Bands { by, .. } | TableKind::Lines { by, .. } => by.clone(),
            _ => Unit::none(),
        }
    }

    /// What the engine gives of what the chart shows. The rules are used whole, and not as the chart uses them. What
    /// the chart does not speak of is answered in one way or in another, which must make no difference.
    fn run(&self, at: Decimal, otherwise: bool) -> Outcome {
        let mut scheme = Scheme {
            examples: Vec::new(),
            ..self.scheme.clone()
        };
        join_parts(&mut scheme);
        let mut answers = Answers::default();
        for (index, question) in scheme.questions.iter().enumerate() {
            let answer = match &question.kind {
                QuestionKind::Options(options) if otherwise => Answer::Option(options.len() - 1),
                QuestionKind::Options(_) => Answer::Option(0),
                QuestionKind::Number { most, .. } if otherwise => {
                    Answer::Number(most.unwrap_or(Decimal::ONE_THOUSAND))
                }
                QuestionKind::Number { least, .. } => Answer::Number(*least),
            };
            answers.set(index, answer);
        }
        for (question, answer) in &self.shown.answers {
            answers.set(*question, *answer);
        }
        let by_answer = match &scheme.tables[self.table].kind {
            TableKind::ByAnswer { question, .. } => Some(*question),
            _ => None,
        };
        let literal = Operand::Literal {
            amount: Amount::Exact(at),
            unit: self.by(),
        };
        let place = usize::try_from(at).unwrap_or_default();
        match self.shown.of {
            Of::Result(_, Along::Step(step)) | Of::Step(_, _, Along::Step(step)) => {
                scheme.steps[step] = Step {
                    verb: Verb::Sum {
                        add: vec![literal],
                        less: Vec::new(),
                    },
                    when: None,
                    rounded: None,
                    ..scheme.steps[step].clone()
                };
            }
            Of::Result(_, Along::Answer(question)) | Of::Step(_, _, Along::Answer(question)) => {
                let is_option = by_answer == Some(question);
                answers.set(
                    question,
                    if is_option {
                        Answer::Option(place)
                    } else {
                        Answer::Number(at)
                    },
                );
            }
            Of::Table(_) => {
                if let Some(question) = by_answer {
                    scheme.questions[question].when = None;
                    answers.set(question, Answer::Option(place));
                }
                scheme.steps = vec![Step {
                    id: "row".into(),
                    say: String::new(),
                    verb: Verb::LookUp {
                        table: self.table,
                        row: by_answer.is_none().then_some(literal),
                        column: None,
                    },
                    when: None,
                    rounded: Some(Rounding {
                        direction: Direction::Nearest,
                        to: Decimal::new(1, 6),
                    }),
                    unit: scheme.tables[self.table].unit.clone(),
                    because: String::new(),
                    may_be_exceeded: None,
                    depends_on_supply: false,
                    part: 0,
                    cite: None,
                }];
                scheme.results = vec![ResultLine {
                    id: "row".into(),
                    say: String::new(),
                    step: 0,
                    part: 0,
                    kinder: None,
                }];
            }
        }
        if let Of::Step(step, result, _) = self.shown.of {
            scheme.results[result].step = step;
        }
        estimate(&scheme, &answers)
    }

    /// Which result of [`Self::run`] is meant.
    fn result(&self) -> usize {
        match self.shown.of {
            Of::Result(result, _) | Of::Step(_, result, _) => result,
            Of::Table(_) => 0,
        }
    }

    /// The smallest step along the chart.
    fn grain(&self) -> Decimal {
        match self.shown.of {
            Of::Result(_, Along::Step(step)) | Of::Step(_, _, Along::Step(step)) => {
                grain(&self.scheme, &Operand::Step(step))
            }
            Of::Result(_, Along::Answer(question)) | Of::Step(_, _, Along::Answer(question)) => {
                grain(&self.scheme, &Operand::Answer(question))
            }
            Of::Table(_) => grain_at_table(&self.scheme, self.table).unwrap_or(Decimal::ONE),
        }
    }

    /// The values that can be, from the least to the most.
    fn reach(&self) -> (Decimal, Decimal) {
        let far = Decimal::from(1_000_000);
        match self.shown.of {
            Of::Result(_, Along::Answer(question)) | Of::Step(_, _, Along::Answer(question)) => {
                match &self.scheme.questions[question].kind {
                    QuestionKind::Number { least, most, .. } => (*least, most.unwrap_or(far)),
                    QuestionKind::Options(options) => {
                        (Decimal::ZERO, Decimal::from(options.len() - 1))
                    }
                }
            }
            _ => (Decimal::ZERO, far),
        }
    }

    /// Values to look at: every edge of the chart and of the rules, a step on either side, half way between two and
    /// far beyond; and every whole number where they are few.
    fn values(&self, edges: impl IntoIterator<Item = Decimal>) -> Vec<Decimal> {
        let (grain, (least, most)) = (self.grain(), self.reach());
        let mut edges: BTreeSet<Decimal> = edges.into_iter().collect();
        edges.extend(figures_of_conditions(&self.scheme));
        edges.extend([least, most]);
        let mut values = edges.clone();
        for pair in edges.iter().collect::<Vec<_>>().windows(2) {
            values.insert((*pair[0] + *pair[1]) / Decimal::TWO);
        }
        for edge in &edges {
            values.extend([*edge - grain, *edge + grain]);
        }
        values.extend((0..250).map(Decimal::from));
        let on_grain = |at: &Decimal| {
            let parts = exact::whole_parts(*at, grain, Direction::Down)?;
            exact::multiply(parts, grain)
        };
        let values: BTreeSet<Decimal> = values.iter().filter_map(on_grain).collect();
        values
            .into_iter()
            .filter(|at| (least..=most).contains(at))
            .collect()
    }

    /// Every place where the chart, its CSV or its table says another thing than the engine.
    fn disagreements(&self) -> Vec<String> {
        let mut told = Vec::new();
        let lines: Vec<Vec<String>> = self.chart.csv.lines().skip(1).map(fields).collect();
        if lines.len() != self.chart.rows.len() {
            told.push(format!(
                "{}: {} rows, {} in the CSV",
                self.name(),
                self.chart.rows.len(),
                lines.len()
            ));
        }
        let table = &self.scheme.tables[self.table];
        let keys = match &table.kind {
            TableKind::Bands { .. } => 5,
            _ => 1,
        };
        let rows: Vec<(Vec<String>, Amount)> = lines
            .into_iter()
            .map(|line| {
                let amount = amount(&line[keys], &line[keys + 1]);
                (line[..keys].to_vec(), amount)
            })
            .collect();
        for ((keys, gives), row) in rows.iter().zip(&self.chart.rows) {
            let said = self.words.amount(*gives, &table.unit);
            if row.last() != Some(&said) {
                told.push(format!("{}: {row:?} is {said} in the CSV", self.name()));
            }
            let digits = |text: &str| -> String {
                let is_digit = |sign: &char| sign.is_ascii_digit() || *sign == '.';
                text.chars().filter(is_digit).collect()
            };
            if matches!(table.kind, TableKind::Bands { .. }) {
                let mut ends: Vec<&String> = [&keys[0], &keys[2]]
                    .into_iter()
                    .filter(|end| !end.is_empty())
                    .collect();
                ends.dedup();
                if digits(&row[0]) != ends.into_iter().map(|end| digits(end)).collect::<String>() {
                    told.push(format!("{}: {row:?} is {keys:?} in the CSV", self.name()));
                }
            }
        }
        match &table.kind {
            TableKind::Bands { .. } => self.hold_bands(&rows, &mut told),
            TableKind::Lines { .. } => self.hold_lines(&rows, &mut told),
            _ => {
                for (place, (_, gives)) in (0_i64..).zip(&rows) {
                    self.hold(place.into(), *gives, &mut told);
                }
            }
        }
        told
    }

    fn hold(&self, at: Decimal, gives: Amount, told: &mut Vec<String>) {
        let result = self.result();
        let expected = Expectation {
            step: 0,
            result: Some(result),
            amount: gives,
            to: None,
        };
        for otherwise in [false, true] {
            let outcome = self.run(at, otherwise);
            let given = &outcome.results[result];
            // What is no exact figure is put into the same words on every page.
            let has_own_words = matches!(
                gives,
                Amount::UpTo(_) | Amount::Between(..) | Amount::From(_)
            );
            let unit = &self.scheme.tables[self.table].unit;
            let is_said_so = self.words.value(given, unit) == self.words.amount(gives, unit);
            if !outcome.meets(&expected) || (has_own_words && !is_said_so) {
                told.push(format!(
                    "{} at {at}: the chart says {gives:?}, the engine {given:?}",
                    self.name()
                ));
            }
        }
    }

    fn hold_bands(&self, rows: &[(Vec<String>, Amount)], told: &mut Vec<String>) {
        let edge = |text: &str| text.parse::<Decimal>().ok();
        let edges = rows
            .iter()
            .flat_map(|(keys, _)| [edge(&keys[0]), edge(&keys[2])])
            .flatten();
        for at in self.values(edges) {
            let holds = |keys: &[String]| {
                let above =
                    edge(&keys[0]).is_none_or(|from| at > from || (at == from && keys[1] == "yes"));
                let below =
                    edge(&keys[2]).is_none_or(|to| at < to || (at == to && keys[3] == "yes"));
                above && below
            };
            let here: Vec<Amount> = rows
                .iter()
                .filter(|(keys, _)| holds(keys))
                .map(|(_, gives)| *gives)
                .collect();
            match here.as_slice() {
                [gives] => self.hold(at, *gives, told),
                // What stands outside every row has no figure.
                [] => self.hold(at, Amount::NotPublished, told),
                _ => told.push(format!("{} at {at}: {} rows", self.name(), here.len())),
            }
        }
    }

    fn hold_lines(&self, rows: &[(Vec<String>, Amount)], told: &mut Vec<String>) {
        let points: Vec<(Decimal, Amount)> = rows
            .iter()
            .map(|(keys, gives)| (keys[0].parse().unwrap(), *gives))
            .collect();
        let values = self.values(points.iter().map(|point| point.0));
        for (at, gives) in &points {
            self.hold(*at, *gives, told);
        }
        for pair in points.windows(2) {
            let [(from, low), (to, high)] = pair else {
                continue;
            };
            let (Amount::Exact(low), Amount::Exact(high)) = (low, high) else {
                continue;
            };
            for at in values.iter().filter(|at| *at > from && *at < to) {
                let line = *low + (*high - *low) * (*at - *from) / (*to - *from);
                let given = self.run(*at, false).results[self.result()].exact();
                let near = self.shown.rounded_to.unwrap_or(Decimal::new(1, 6));
                assert!(near <= Decimal::new(1, 2), "{}", self.name());
                let is_near = given.is_some_and(|given| (given - line).abs() <= near);
                if !is_near {
                    told.push(format!(
                        "{} at {at}: the line is at {line}, the engine {given:?}",
                        self.name()
                    ));
                }
            }
        }
    }
}

/// Every figure that something is compared with, and every limit.
fn figures_of_conditions(scheme: &Scheme) -> Vec<Decimal> {
    fn figure(scheme: &Scheme, operand: &Operand) -> Option<Decimal> {
        match operand {
            Operand::Literal { amount, .. } => amount.figure(),
            Operand::Rate(rate) => scheme.rates[*rate].amount.figure(),
            _ => None,
        }
    }
    fn condition(scheme: &Scheme, of: &Condition, found: &mut Vec<Decimal>) {
        match of {
            Condition::Compare { left, right, .. } => {
                found.extend(
                    [left, right]
                        .into_iter()
                        .filter_map(|one| figure(scheme, one)),
                );
            }
            Condition::All(of) | Condition::Any(of) | Condition::AtLeast { of, .. } => {
                for one in of {
                    condition(scheme, one, found);
                }
            }
            Condition::Not(of) => condition(scheme, of, found),
            Condition::AnswerIs { .. } => {}
        }
    }
    let mut found = Vec::new();
    for step in &scheme.steps {
        if let Some(when) = &step.when {
            condition(scheme, when, &mut found);
        }
        if let Verb::LeastOf(of) | Verb::GreatestOf(of) = &step.verb {
            found.extend(of.iter().filter_map(|one| figure(scheme, one)));
        }
    }
    found
}

/// The fields of a line of CSV.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut is_quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            sign => fields.last_mut().unwrap().push(sign),
        }
    }
    fields
}

/// An amount of the CSV.
fn amount(kind: &str, figure: &str) -> Amount {
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    match kind {
        "exact" => Amount::Exact(number(figure)),
        "up to" => Amount::UpTo(number(figure)),
        "from" => Amount::From(number(figure)),
        "range" => {
            let (low, high) = figure.split_once(" to ").unwrap();
            Amount::Between(number(low), number(high))
        }
        "case by case" => Amount::CaseByCase,
        "not published" => Amount::NotPublished,
        "not known here" => Amount::NOT_KNOWN,
        "no limit" => Amount::NoLimit,
        other => panic!("{other}"),
    }
}

fn cases(scheme: &Scheme) -> Vec<Case> {
    (0..scheme.tables.len())
        .filter_map(|table| Case::of(scheme, table))
        .collect()
}

#[test]
fn every_chart_of_every_scheme_says_what_the_engine_gives_at_and_between_every_edge() {
    let mut told = Vec::new();
    let (mut results, mut tables) = (0, 0);
    for scheme in schemes() {
        for case in cases(&scheme) {
            match case.shown.of {
                Of::Result(..) | Of::Step(..) => results += 1,
                Of::Table(_) => tables += 1,
            }
            told.extend(case.disagreements());
        }
    }
    assert!(results >= 15 && tables >= 3, "{results} and {tables}");
    assert!(told.is_empty(), "{told:#?}");
}

const EXAMPLESHIRE: &str = "schemes/exampleshire/2026-27";

fn exampleshire() -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLESHIRE);
    let loaded = crate::folder::load_scheme(&folder).unwrap();
    let table = |scheme: &Scheme| {
        let mut tables = scheme.tables.iter();
        tables
            .position(|table| table.id == "points_to_money")
            .unwrap()
    };
    let scheme = &loaded.schemes[0];
    Case::of(scheme, table(scheme)).unwrap()
}

#[test]
fn a_wrong_row_of_a_chart_is_found_out() {
    let right = exampleshire();
    assert!(right.disagreements().is_empty());
    // As the table prints it, and not as the rules give it.
    let mut wrong = exampleshire();
    wrong.chart.csv = wrong
        .chart
        .csv
        .replace(",,19,yes,,exact,0,", ",,19,yes,,exact,48,");
    assert!(wrong.chart.csv != right.chart.csv);
    assert!(
        wrong
            .disagreements()
            .iter()
            .any(|told| told.contains("at 19:"))
    );
    let mut late = exampleshire();
    late.chart.csv = late.chart.csv.replace(",,19,yes", ",,18,yes");
    assert!(
        late.disagreements()
            .iter()
            .any(|told| told.contains("at 19:"))
    );
    let mut row = exampleshire();
    row.chart.rows[3][1] = "£999 a week".to_owned();
    assert_eq!(row.disagreements().len(), 1);
    let mut gone = exampleshire();
    gone.chart.rows.remove(2);
    assert!(!gone.disagreements().is_empty());
    let mut other_answers = exampleshire();
    other_answers.shown.answers[0].1 = Answer::Option(1);
    assert!(!other_answers.disagreements().is_empty());
}

#[test]
fn a_chart_shows_that_nothing_is_given_under_a_least_score() {
    let chart = exampleshire().chart;
    assert_eq!(
        chart.finding,
        "The amount rises in 10 steps from nothing under 20 points to £815 a week at 175 points."
    );
    assert_eq!(chart.rows[0], ["up to and including 19 points", "nothing"]);
    assert_eq!(
        chart.rows[1],
        ["from 20 up to and including 24 points", "£48 a week"]
    );
    assert_eq!(
        chart.figure,
        "This is “Your indicative budget for a week”, as the rules work it out."
    );
    assert_eq!(chart.answers.len(), 3, "{:?}", chart.answers);
    assert!(
        chart
            .csv
            .contains("\r\n,,19,yes,,exact,0,£ a week,Your indicative budget for a week,")
    );
    assert!(!chart.as_printed);
}

/// A table of points, and what comes after it.
fn after(steps: &str, questions: &str) -> Case {
    let scheme = scheme(&format!(
        "
council: Town
title: A table and what comes after it
questions:
  - {{id: points, ask: How many points?, number: points, most: 100}}
{questions}
tables:
  money:
    by: points
    rows:
      - {{from: 0, to: 19, gives: £50 a week}}
      - {{from: 20, to: 59, gives: £100 a week}}
      - {{from: 60, gives: £400 a week}}
steps:
  - {{id: row, say: The row, look up: points, in: money}}
{steps}
"
    ));
    let case = Case::of(&scheme, 0).unwrap();
    assert_eq!(case.disagreements(), [""; 0]);
    case
}

fn amounts(case: &Case) -> Vec<(String, String)> {
    let rows = case.chart.rows.iter();
    rows.map(|row| (row[0].clone(), row.last().unwrap().clone()))
        .collect()
}

#[test]
fn a_limit_a_floor_and_a_rise_after_a_table_are_in_its_chart() {
    let limit = after(
        "  - {id: budget, say: Your budget, least of: [row, £300 a week]}",
        "",
    );
    assert_eq!(
        amounts(&limit)[2],
        ("60 points or more".into(), "£300 a week".into())
    );
    assert_eq!(limit.chart.answers, [""; 0]);
    let rise = after(
        "  - {id: budget, say: Your budget, share: 110%, of: row, rounded to the nearest: penny}",
        "",
    );
    assert_eq!(amounts(&rise)[0].1, "£55 a week");
    let stop = after(
        "  - {id: too_much, say: The panel, stop when: {value: points, is over: 79 points}, gives: case by case}
  - {id: budget, say: Your budget, sum: [row]}",
        "",
    );
    assert_eq!(
        amounts(&stop)[2..],
        [
            (
                "from 60 up to and including 79 points".into(),
                "£400 a week".into()
            ),
            ("80 points or more".into(), "case by case".into()),
        ]
    );
    // What ends the working out may give a figure that is worked out.
    let half = after(
        "  - {id: half, say: Half of it, share: 50%, of: row}
  - {id: many, say: With many points, stop when: {value: points, is over: 79 points}, gives: half}
  - {id: budget, say: Your budget, sum: [row]}",
        "",
    );
    assert_eq!(amounts(&half)[3].1, "£200 a week");
    // Several rows that all come to nothing are one.
    let gate = after(
        "  - {id: gate, say: The least, stop when: {value: points, is under: 30 points}, gives: nothing}
  - {id: budget, say: Your budget, sum: [row]}",
        "",
    );
    assert_eq!(
        amounts(&gate)[..2],
        [
            (
                "from 0 up to and including 29 points".into(),
                "nothing".into()
            ),
            (
                "from 30 up to and including 59 points".into(),
                "£100 a week".into()
            ),
        ]
    );
    // A top-up from the middle of a row on, and only up to the middle of another.
    let between = after(
        "  - {id: more, say: More, sum: [£7 a week], when: {all of: [{value: points, is at least: 33 points}, {value: points, is at most: 71 points}]}}
  - {id: budget, say: Your budget, sum: [row, more]}",
        "",
    );
    let said: Vec<String> = amounts(&between).into_iter().map(|row| row.1).collect();
    assert_eq!(
        said,
        [
            "£50 a week",
            "£100 a week",
            "£107 a week",
            "£407 a week",
            "£400 a week"
        ]
    );
}

#[test]
fn a_result_that_is_given_for_some_values_only_is_shown_and_so_is_one_that_is_the_same_for_all() {
    let gives = |steps: &str, questions: &str| {
        let case = after(steps, questions);
        assert_eq!(case.shown.of, Of::Result(0, Along::Answer(0)), "{steps}");
        amounts(&case)
    };
    let row = |band: &str, amount: &str| (band.to_owned(), amount.to_owned());
    assert_eq!(
        gives(
            "  - {id: last, say: Res, sum: [row], when: {value: points, is under: 8 points}}",
            ""
        ),
        [
            row("from 0 up to and including 7 points", "£50 a week"),
            row("8 points or more", "nothing"),
        ]
    );
    assert_eq!(
        gives(
            "  - {id: last, say: Res, greatest of: [row, £500 a week], when: {value: points, is over: 23 points}}",
            ""
        ),
        [
            row("from 0 up to and including 23 points", "nothing"),
            row("24 points or more", "£500 a week"),
        ]
    );
    let limit = "  - {id: last, say: Res, least of: [row, £30 a week]}";
    assert_eq!(gives(limit, ""), [row("0 points or more", "£30 a week")]);
    assert_eq!(
        after(limit, "").chart.finding,
        "The amount is the same throughout, £30 a week."
    );
}

/// A table of points with these rows, and what comes after it.
fn bands(rows: &str, steps: &str) -> Case {
    let scheme = scheme(&format!(
        "
council: Town
title: Bands
questions:
  - {{id: points, ask: How many points?, number: points, most: 40}}
tables:
  bands: {{by: points, unit: £ a week, rows: [{rows}]}}
steps:
  - {{id: row, say: The row, look up: points, in: bands}}
{steps}
"
    ));
    let case = Case::of(&scheme, 0).unwrap();
    assert_eq!(case.disagreements(), [""; 0]);
    case
}

#[test]
fn one_figure_beside_no_limit_or_case_by_case_is_not_the_same_throughout() {
    let limit = bands(
        "{from: 0, to: 25, gives: £78 a week}, {from: 26, gives: no limit}",
        "",
    );
    assert_eq!(
        limit.chart.finding,
        "The amount is £78 a week from 0 up to and including 25 points. Elsewhere there is no figure."
    );
    let no_limit = "No limit: 26 points or more.".to_owned();
    assert!(limit.chart.key_points.contains(&no_limit));
    let nothing = bands(
        "{from: 0, to: 9, gives: nothing}, {from: 10, to: 25, gives: case by case}, {from: 26, gives: no limit}",
        "",
    );
    assert_eq!(
        nothing.chart.finding,
        "The amount is nothing from 0 up to and including 9 points. Elsewhere there is no figure."
    );
}

#[test]
fn a_limit_with_a_figure_added_or_taken_away_is_a_limit_in_the_chart_too() {
    let rows = "{from: 0, to: 25, gives: up to £78 a week}, {from: 26, gives: £294 a week}";
    for (sum, said) in [
        ("sum: [row, £9 a week]", "up to £87 a week"),
        ("sum: [row], less: [£9 a week]", "up to £69 a week"),
        ("sum: [£300 a week], less: [row]", "up to £300 a week"),
    ] {
        let case = bands(rows, &format!("  - {{id: last, say: Res, {sum}}}"));
        assert_eq!(amounts(&case)[0].1, said);
        assert!(case.chart.csv.contains(",up to,"), "{}", case.chart.csv);
    }
}

#[test]
fn a_chart_says_for_whom_it_holds() {
    let questions = "  - {id: lives_here, ask: Do you live here?, yes or no: true}
  - {id: age, ask: How old are you?, number: years, most: 120}
  - {id: help, ask: Does somebody help?, yes or no: true}";
    let case = after(
        "  - {id: gate, say: Who, stop when: {any of: [{answer: lives_here, is: no}, {value: age, is under: 18 years}]}, gives: nothing}
  - {id: less, say: For help, sum: [£20 a week], when: {answer: help, is: yes}}
  - {id: budget, say: Your budget, sum: [row], less: [less]}",
        questions,
    );
    assert_eq!(
        case.chart.answers,
        [
            "Do you live here? “Yes”",
            "How old are you? “18 years”",
            "Does somebody help? “No”"
        ]
    );
    assert_eq!(amounts(&case)[0].1, "£50 a week");
}

#[test]
fn where_a_result_rests_on_what_a_chart_cannot_fix_the_table_is_shown_and_says_so() {
    let case = after(
        "  - {id: pays, say: What you pay, least of: [row, contribution]}",
        "  - {id: contribution, ask: What can you pay?, number: £ a week}",
    );
    assert_eq!(case.shown.of, Of::Table(Some(0)));
    assert_eq!(
        case.chart.figure,
        "These are the table’s own figures, before “What you pay” is worked out."
    );
    assert!(case.chart.as_printed);
    // The result goes on rising within a row: no rows can say it.
    let rising = after(
        "  - {id: each, say: For each point, units: points, at: £1 a point a week}
  - {id: budget, say: Your budget, sum: [row, each]}",
        "",
    );
    assert_eq!(rising.shown.of, Of::Table(Some(0)));
    // A year is no week.
    let year = after(
        "  - {id: year, say: A year, convert: row, to: £ a year, with: 52 weeks a year}",
        "",
    );
    assert_eq!(year.shown.of, Of::Table(Some(0)));
    assert!(year.chart.as_printed);
}

#[test]
fn where_the_result_is_counted_otherwise_the_last_step_before_it_is_shown() {
    let case = after(
        "  - {id: gate, say: The least, stop when: {value: points, is under: 10 points}, gives: nothing}
  - {id: budget, say: Your budget for a week, least of: [row, £300 a week]}
  - {id: year, say: A year, convert: budget, to: £ a year, with: 52 weeks a year}",
        "",
    );
    assert_eq!(
        case.chart.figure,
        "This is “Your budget for a week”, as the rules work it out, before “A year”."
    );
    let said: Vec<String> = amounts(&case).into_iter().map(|row| row.1).collect();
    assert_eq!(
        said,
        ["nothing", "£50 a week", "£100 a week", "£300 a week"]
    );
    // A figure at which the working out ends is one of the result, and not of the step.
    let stopped = after(
        "  - {id: gate, say: The least, stop when: {value: points, is under: 10 points}, gives: £520 a year}
  - {id: budget, say: Your budget for a week, least of: [row, £300 a week]}
  - {id: year, say: A year, convert: budget, to: £ a year, with: 52 weeks a year}",
        "",
    );
    assert_eq!(stopped.shown.of, Of::Table(Some(0)));
}

#[test]
fn straight_lines_turn_where_the_result_turns() {
    let case = scheme(
        "
council: Town
title: A line
questions:
  - {id: points, ask: How many points?, number: points, most: 100}
tables:
  line:
    by: points
    straight lines: [{at: 0, gives: £0 a week}, {at: 50, gives: £100 a week}, {at: 100, gives: £450 a week}]
steps:
  - {id: gate, say: The least, stop when: {value: points, is under: 10 points}, gives: nothing}
  - {id: row, say: On the line, look up: points, in: line, rounded to the nearest: penny}
  - {id: budget, say: Your budget, least of: [row, £310 a week]}
",
    );
    let case = Case::of(&case, 0).unwrap();
    assert_eq!(case.disagreements(), [""; 0]);
    assert_eq!(
        amounts(&case),
        [
            ("0 points".into(), "nothing".into()),
            ("9 points".into(), "nothing".into()),
            ("10 points".into(), "£20 a week".into()),
            ("50 points".into(), "£100 a week".into()),
            ("80 points".into(), "£310 a week".into()),
            ("100 points".into(), "£310 a week".into()),
        ]
    );
    assert_eq!(
        case.chart.finding,
        "The amount rises from nothing at 0 points to £310 a week at 100 points."
    );
    assert_eq!(
        case.chart.key_points[1],
        "The biggest jump is from nothing to £20 a week at 10 points."
    );
}

/// A table of straight lines, and what comes after it.
fn line(points: &str, steps: &str) -> Case {
    let scheme = scheme(&format!(
        "
council: Town
title: A line
questions:
  - {{id: points, ask: How many points?, number: points, most: 100}}
tables:
  line:
    by: points
    straight lines: [{points}]
steps:
{steps}
"
    ));
    let case = Case::of(&scheme, 0).unwrap();
    assert_eq!(case.disagreements(), [""; 0]);
    case
}

#[test]
fn a_line_that_is_rounded_to_more_than_a_penny_is_drawn_in_its_steps_or_not_at_all() {
    let straight = "{at: 0, gives: £0 a week}, {at: 100, gives: £100 a week}";
    let ten = line(
        straight,
        "  - {id: budget, say: Your budget, look up: points, in: line, rounded up to: £10}",
    );
    assert_eq!(ten.shown.of, Of::Result(0, Along::Answer(0)));
    assert_eq!(
        amounts(&ten)[..5],
        [
            ("0 points".into(), "nothing".into()),
            ("1 point".into(), "£10 a week".into()),
            ("10 points".into(), "£10 a week".into()),
            ("11 points".into(), "£20 a week".into()),
            ("20 points".into(), "£20 a week".into()),
        ]
    );
    let bent =
        "{at: 0, gives: £0 a week}, {at: 50, gives: £100 a week}, {at: 100, gives: £120 a week}";
    for rounded in [
        "rounded up to: £10",
        "rounded to the nearest: £10",
        "rounded down to: pound",
        "rounded to the nearest: penny",
    ] {
        let case = line(
            bent,
            &format!(
                "  - {{id: row, say: On the line, look up: points, in: line, {rounded}}}
  - {{id: budget, say: Your budget, least of: [row, £110 a week]}}"
            ),
        );
        assert_eq!(case.shown.of, Of::Result(0, Along::Answer(0)), "{rounded}");
        let turns_at_75 = amounts(&case).contains(&("75 points".into(), "£110 a week".into()));
        assert_eq!(turns_at_75, !rounded.ends_with("£10"), "{rounded}");
    }
    // Steps that are too many to be read.
    let many = line(
        "{at: 0, gives: £0 a week}, {at: 100, gives: £33 a week}",
        "  - {id: budget, say: Your budget, look up: points, in: line, rounded down to: pound}",
    );
    assert_eq!(
        many.chart.figure,
        "These are the table’s own figures, before “Your budget” is worked out."
    );
    // What is rounded on the way, or counts whole parts only, goes in steps too.
    for steps in [
        "  - {id: tens, say: Tens of points, round: points, rounded up to: 10 points}
  - {id: budget, say: Your budget, look up: tens, in: line, rounded to the nearest: penny}",
        "  - {id: row, say: On the line, look up: points, in: line, rounded to the nearest: penny}
  - {id: budget, say: Your budget, for every: £7 a week, of: row, gives: £7 a week}",
    ] {
        line(straight, steps);
    }
}

#[test]
fn a_line_says_that_it_is_rounded_to_a_penny() {
    let case = line(
        "{at: 0, gives: £0 a week}, {at: 100, gives: £33 a week}",
        "  - {id: budget, say: Your budget, look up: points, in: line, rounded to the nearest: penny}",
    );
    assert!(
        case.chart.key_points[0].contains("a straight line, rounded to a penny."),
        "{:?}",
        case.chart.key_points
    );
    // A line that jumps by tens of pounds, said to be straight, is found out.
    let mut wrong = line(
        "{at: 0, gives: £0 a week}, {at: 100, gives: £100 a week}",
        "  - {id: budget, say: Your budget, look up: points, in: line, rounded up to: £10}",
    );
    let lines: Vec<&str> = wrong.chart.csv.lines().collect();
    wrong.chart.csv = [lines[0], lines[1], lines[lines.len() - 1]].join("\r\n");
    let last = wrong.chart.rows.pop().unwrap();
    wrong.chart.rows = vec![wrong.chart.rows[0].clone(), last];
    assert!(wrong.disagreements().len() > 50);
}

#[test]
fn money_and_hours_change_at_the_rounder_of_two_neighbours() {
    let case = scheme(
        "
council: Town
title: Hours
questions:
  - {id: hours, ask: How many hours?, number: hours a week, most: 100, places: 2}
tables:
  money:
    by: hours a week
    rows: [{from: 0, under: 10, gives: £10 a week}, {from: 10, gives: £20 a week}]
steps:
  - {id: none, say: The least, stop when: {value: hours, is under: 5 hours a week}, gives: nothing}
  - {id: most, say: The most, stop when: {value: hours, is over: 20 hours a week}, gives: case by case}
  - {id: budget, say: Your budget, look up: hours, in: money}
",
    );
    let case = Case::of(&case, 0).unwrap();
    assert_eq!(case.disagreements(), [""; 0]);
    let heads: Vec<String> = amounts(&case).into_iter().map(|row| row.0).collect();
    assert_eq!(
        heads,
        [
            "from 0 and under 5 hours a week",
            "from 5 and under 10 hours a week",
            "from 10 up to and including 20 hours a week",
            "over 20 hours a week"
        ]
    );
}
