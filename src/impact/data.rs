//! An impact as data: JSON, and a table in CSV with a line for all and for each group. Every figure is exact; what is withheld
//! says so in the figure's place.

use serde_json::{Value, json};
use upfront_engine::{
    Decimal,
    scheme::{Kinder, QuestionKind, Scheme},
    words::Words,
};

use super::{Effect, Impact, Loss, ResultImpact, Side, Told, counted::Count};
use crate::csv::line;

/// The document, but for what is wrong with the file.
pub fn in_json(impact: &Impact<'_>, words: &Words) -> Value {
    let [before, after] = [impact.editions.before, impact.editions.after].map(|scheme| {
        json!({
            "scheme": scheme.id,
            "council": scheme.council,
            "title": scheme.title,
            "edition": scheme.edition,
            "rules": scheme.hash,
        })
    });
    let left_out = impact.left_out.iter();
    let left_out: serde_json::Map<String, Value> = left_out
        .map(|(kind, rows)| (kind.name().to_owned(), json!(rows)))
        .collect();
    let results = impact.results.iter();
    let results: Vec<Value> = results
        .map(|result| of_result(impact, result, words))
        .collect();
    json!({
        "before": before,
        "after": after,
        "made_up": impact.made_up,
        "fictional": impact.editions.after.fictional,
        "weighted": impact.is_weighted,
        "rows": impact.rows,
        "people": impact.people,
        "rows_left_out": impact.rows_left_out,
        "left_out": left_out,
        "without_column": impact.without_column,
        "withheld": format!("Nothing is told of fewer than {} people in the file.", super::FEWEST),
        "results": results,
    })
}

fn of_result(impact: &Impact<'_>, result: &ResultImpact, words: &Words) -> Value {
    let scheme = impact.editions.after;
    let named = scheme.results.get(result.result);
    let sets = impact.sets.iter().zip(&result.groups).map(|(set, groups)| {
        let groups = groups
            .iter()
            .map(|group| json!({"group": group.name, "effect": group.effect}));
        json!({"column": set.column, "groups": groups.collect::<Vec<_>>()})
    });
    let open = result.open.iter().map(|open| {
        json!({
            "edition": if open.edition == 0 { "before" } else { "after" },
            "why": open.why,
            "count": open.count,
        })
    });
    json!({
        "result": named.map(|one| one.id.as_str()),
        "say": named.map(|one| one.say.as_str()),
        "unit": words.unit(&result.unit),
        "better_when": better_when(result.kinder),
        "before": result.totals.get().map(|totals| totals[0].normalize()),
        "after": result.totals.get().map(|totals| totals[1].normalize()),
        "all": result.all,
        "groups": sets.collect::<Vec<_>>(),
        "open": open.collect::<Vec<_>>(),
        "largest_losses": result.losses.iter().map(|loss| of_loss(scheme, loss)).collect::<Vec<_>>(),
    })
}

fn of_loss(scheme: &Scheme, loss: &Loss) -> Value {
    let answers = loss
        .answers
        .iter()
        .filter_map(|(question, option, is_everyones)| {
            let question = scheme.questions.get(*question)?;
            let QuestionKind::Options(options) = &question.kind else {
                return None;
            };
            Some(json!({
                "question": question.id,
                "answer": options.get(*option)?.id,
                "of": if *is_everyones { "all" } else { "most" },
            }))
        });
    json!({
        "count": loss.count,
        "least": loss.least,
        "mean": loss.mean,
        "answers": answers.collect::<Vec<_>>(),
    })
}

const fn better_when(kinder: Option<Kinder>) -> &'static str {
    match kinder {
        Some(Kinder::Higher) => "higher",
        Some(Kinder::Lower) => "lower",
        None => "",
    }
}

/// What stands above the columns of the table.
const HEADS: [&str; 41] = [
    "result",
    "say",
    "unit",
    "better_when",
    "column",
    "group",
    "people",
    "stand_for",
    "less_people",
    "less_stand_for",
    "less_total",
    "less_mean",
    "less_median",
    "less_tenth_1",
    "less_tenth_2",
    "less_tenth_3",
    "less_tenth_4",
    "less_tenth_5",
    "less_tenth_6",
    "less_tenth_7",
    "less_tenth_8",
    "less_tenth_9",
    "more_people",
    "more_stand_for",
    "more_total",
    "more_mean",
    "more_median",
    "more_tenth_1",
    "more_tenth_2",
    "more_tenth_3",
    "more_tenth_4",
    "more_tenth_5",
    "more_tenth_6",
    "more_tenth_7",
    "more_tenth_8",
    "more_tenth_9",
    "same_people",
    "open_people",
    "change",
    "made_up",
    "editions",
];

/// The table: a line for all, and one for each group, of each result. A group of all has no column.
pub fn in_csv(impact: &Impact<'_>, words: &Words) -> String {
    let mut text = line(&HEADS);
    for result in &impact.results {
        text += &of_people(impact, result, ["", ""], &result.all, words);
        for (set, groups) in impact.sets.iter().zip(&result.groups) {
            for group in groups {
                let who = [set.column.as_str(), group.name.as_str()];
                text += &of_people(impact, result, who, &group.effect, words);
            }
        }
    }
    text
}

fn of_people(
    impact: &Impact<'_>,
    result: &ResultImpact,
    [column, group]: [&str; 2],
    effect: &Effect,
    words: &Words,
) -> String {
    let named = impact.editions.after.results.get(result.result);
    let mut cells: Vec<String> = [
        named.map_or("", |one| one.id.as_str()),
        named.map_or("", |one| one.say.as_str()),
        &words.unit(&result.unit),
        better_when(result.kinder),
        column,
        group,
    ]
    .map(str::to_owned)
    .to_vec();
    let stand_for = |count: &Told<Count>| cell(count, |count| count.stand_for.to_string());
    cells.push(people(&effect.people));
    cells.push(stand_for(&effect.people));
    for side in [&effect.less, &effect.more] {
        cells.push(people(&side.count));
        cells.push(stand_for(&side.count));
        cells.extend(of_side(side));
    }
    cells.push(people(&effect.same));
    cells.push(people(&effect.open));
    cells.push(cell(&effect.change, |change| {
        change.normalize().to_string()
    }));
    cells.push(impact.made_up.clone().unwrap_or_default());
    cells.push(format!(
        "{} to {}",
        impact.editions.before.edition, impact.editions.after.edition
    ));
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    line(&cells)
}

fn people(count: &Told<Count>) -> String {
    cell(count, |count| count.people.to_string())
}

fn of_side(side: &Side) -> Vec<String> {
    let number = |of: fn(&super::Amounts) -> Decimal| {
        cell(&side.amounts, |amounts| {
            amounts
                .as_ref()
                .map_or_else(String::new, |amounts| of(amounts).to_string())
        })
    };
    let mut cells = vec![
        number(|amounts| amounts.total),
        number(|amounts| amounts.mean),
        number(|amounts| amounts.median),
    ];
    cells.extend((0..9).map(|place| {
        cell(&side.amounts, |amounts| {
            let tenths = amounts.as_ref().and_then(|amounts| amounts.tenths);
            let tenth = tenths.and_then(|tenths| tenths.get(place).copied());
            tenth.map_or_else(String::new, |tenth| tenth.to_string())
        })
    }));
    cells
}

fn cell<T>(told: &Told<T>, text: impl Fn(&T) -> String) -> String {
    match told {
        Told::Is(figure) => text(figure),
        Told::Few => "fewer than 10".to_owned(),
        Told::Withheld => "withheld".to_owned(),
    }
}
