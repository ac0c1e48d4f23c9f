//! What the engine's columns give of many people at once is what the charts of a result against one amount say: at each of
//! their edges, and the smallest step on either side.

use std::{collections::BTreeSet, path::Path};

use upfront_engine::{
    Amount, Answer, Decimal, Scheme,
    program::{Columns, Program, Registers, Results},
    scheme::QuestionKind,
};

use super::{
    parts::{Edge, Part},
    shown::{Course, Line, along_number},
};
use crate::folder::load_schemes;

/// What a chart says at a value, and how near to that a rounded figure is.
fn said(line: &Line, at: Decimal) -> Option<(Decimal, Decimal)> {
    let exact = |gives: Amount| match gives {
        Amount::Exact(figure) => Some(figure),
        _ => None,
    };
    let exactly = |gives: Amount| Some((exact(gives)?, Decimal::ZERO));
    match &line.course {
        Course::Bands(parts) => {
            let holds = |part: &&Part| {
                let above = |edge: Edge| at > edge.at || (edge.inside && at == edge.at);
                let below = |edge: Edge| at < edge.at || (edge.inside && at == edge.at);
                part.start.is_none_or(above) && part.end.is_none_or(below)
            };
            exactly(parts.iter().find(holds)?.gives)
        }
        Course::Lines(points) => {
            if let Some((_, gives)) = points.iter().find(|(point, _)| *point == at) {
                return exactly(*gives);
            }
            let after = points.iter().position(|(point, _)| *point > at)?;
            let ((from, low), (to, high)) = (points.get(after.checked_sub(1)?)?, points[after]);
            let (low, high) = (exact(*low)?, exact(high)?);
            let gives = low + (high - low) * (at - *from) / (to - *from);
            Some((gives, line.rounded_to.unwrap_or(Decimal::new(1, 6))))
        }
        Course::Answers(_) => None,
    }
}

/// The edges of a chart.
fn edges(course: &Course) -> BTreeSet<Decimal> {
    match course {
        Course::Bands(parts) => {
            let ends = parts.iter().flat_map(|part| [part.start, part.end]);
            ends.flatten().map(|edge| edge.at).collect()
        }
        Course::Lines(points) => points.iter().map(|(at, _)| *at).collect(),
        Course::Answers(_) => BTreeSet::new(),
    }
}

/// Holds the columns to a chart. Gives how many figures were compared, and how many of them in whole numbers.
fn hold(scheme: &Scheme, program: &Program<'_>) -> (usize, usize) {
    let mut people = Columns::of(program);
    let mut expected = Vec::new();
    for example in &scheme.examples {
        for (question, asked) in scheme.questions.iter().enumerate() {
            let (QuestionKind::Number { least, most, .. }, Some(Answer::Number(_))) =
                (&asked.kind, example.answers.get(question))
            else {
                continue;
            };
            for result in 0..scheme.results.len() {
                let Some(line) = along_number(scheme, result, question, &example.answers) else {
                    continue;
                };
                for edge in edges(&line.course) {
                    for at in [edge - line.grain, edge, edge + line.grain] {
                        let can_be = at >= *least && most.is_none_or(|most| at <= most);
                        let Some((figure, near)) = said(&line, at).filter(|_| can_be) else {
                            continue;
                        };
                        let mut answers = example.answers.clone();
                        answers.set(question, Answer::Number(at));
                        people.push(program, &answers);
                        expected.push((result, figure, near));
                    }
                }
            }
        }
    }
    let mut results = Results::default();
    program.columns(&people, &mut results);
    let whole = people.rows() - results.open().len();
    program.settle(&people, &mut Registers::new(program), &mut results);
    for (row, (result, figure, near)) in expected.iter().enumerate() {
        let given = results.figure(row, *result);
        let given = given.map(|given| Decimal::new(given, program.scale(*result).unwrap()));
        let is_it = given.is_some_and(|given| (given - figure).abs() <= *near);
        assert!(
            is_it,
            "{} {}, {:?}: the chart says {figure}, the column {given:?}",
            scheme.id,
            scheme.results[*result].id,
            people.answers(program, row)
        );
    }
    (people.rows(), whole)
}

#[test]
fn columns_give_what_every_chart_against_an_amount_says_at_its_edges_and_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes");
    let (mut all, mut whole, mut schemes) = (0, 0, 0);
    for scheme in load_schemes(&folder).unwrap().schemes {
        let of = hold(&scheme, &Program::compile(&scheme));
        all += of.0;
        whole += of.1;
        schemes += usize::from(of.0 > 0);
    }
    assert!(
        schemes > 5 && whole > 500 && whole * 2 > all,
        "{schemes}, {all}, {whole}"
    );
}
