//! The figures that prose names instead of stating them: `{{ rate agency_hour }}`. A text can name no more than what the
//! rules state for everybody: it runs nothing.

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    scheme::{Axis, Band, QuestionKind, Table, TableKind},
    words::Words,
};

use super::{Fault, amounts::number};
use crate::{
    diagnostics::{Code, Findings, suggest::did_you_mean},
    language::shape::listed,
    lint::only_amount,
    source::markdown::Mention,
};

/// What a figure can be, by the word that begins its name.
const KINDS: [&str; 4] = ["rate", "table", "option", "step"];

/// What stands between the braces, taken apart.
#[derive(Clone, Copy, Debug)]
struct Named<'t> {
    /// What it is, with a name, such as `rate` and `agency_hour`.
    is: Is<'t>,
    /// The edition that it is said of, where it names one.
    edition: Option<&'t str>,
}

/// A figure, by its name.
#[derive(Clone, Copy, Debug)]
enum Is<'t> {
    /// An amount with a name.
    Rate(&'t str),
    /// What a table gives at a number or for an option; at a row and a column, where it has both.
    Table(&'t str, &'t str, Option<&'t str>),
    /// What an option of a question counts.
    Option(&'t str, &'t str),
    /// The one amount that stands in a step.
    Step(&'t str),
}

/// The edition that a reference names itself; `None` where it names none.
pub(crate) fn edition_named(text: &str) -> Option<&str> {
    take_apart(text).ok()?.edition
}

/// A figure as pages show it, out of the rules of an edition; `None` where they have none of that name.
pub(crate) fn figure(text: &str, scheme: &Scheme, words: &Words) -> Option<String> {
    let (amount, unit) = find(take_apart(text).ok()?.is, scheme).ok()?;
    Some(words.for_scheme(scheme).amount(amount, &unit))
}

/// Looks at references, each with the editions whose pages show its text. Those that name an edition are looked up in
/// that: in one of `schemes`, or in one of `faulty`, of which nothing is known.
pub(crate) fn check<'m, 's>(
    mentions: impl IntoIterator<Item = (&'m Mention, Vec<&'s Scheme>)>,
    schemes: &[Scheme],
    faulty: &[Scheme],
    findings: &mut Findings,
) {
    for (mention, shown_in) in mentions {
        let fault = match take_apart(&mention.text) {
            Err(fault) => Some(fault),
            Ok(named) => match named.edition {
                Some(id) if faulty.iter().any(|scheme| scheme.id == id) => None,
                Some(id) => fault_in(named, id, schemes),
                None if shown_in.is_empty() && mention.shown.is_empty() => {
                    Some(no_edition(&mention.text, schemes))
                }
                None => shown_in.into_iter().find_map(|scheme| {
                    let fault = find(named.is, scheme).err()?;
                    Some(if mention.shown.is_empty() {
                        fault.of_edition(scheme)
                    } else {
                        fault
                    })
                }),
            },
        };
        findings.extend(fault.map(|fault| fault.at(mention.at).label("not known")));
    }
}

/// What is wrong with a figure of an edition that is named.
fn fault_in(named: Named<'_>, id: &str, schemes: &[Scheme]) -> Option<Fault> {
    let Some(scheme) = schemes.iter().find(|scheme| scheme.id == id) else {
        let fault = Fault::new(Code::UnknownName, format!("the site has no edition `{id}`"));
        let ids = schemes.iter().map(|scheme| scheme.id.as_str());
        return Some(suggest(fault, id, ids, "editions"));
    };
    let fault = find(named.is, scheme).err();
    fault.map(|fault| fault.of_edition(scheme))
}

impl Fault {
    /// Says in which edition.
    fn of_edition(mut self, scheme: &Scheme) -> Self {
        self.message = format!("in `{}`, {}", scheme.id, self.message);
        self
    }
}

/// A reference that does not say in which edition, where there are several.
fn no_edition(text: &str, schemes: &[Scheme]) -> Fault {
    let id = schemes
        .first()
        .map_or("shire/2026-27", |one| one.id.as_str());
    Fault::new(
        Code::UnknownName,
        format!("`{text}` does not say in which edition, and this text is no council's own"),
    )
    .advice(format!("say it, such as `{{{{ {text} in {id} }}}}`"))
}

fn take_apart(text: &str) -> Result<Named<'_>, Fault> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (words, edition) = match words.as_slice() {
        [words @ .., "in", edition] => (words, Some(*edition)),
        words => (words, None),
    };
    let is = match words {
        ["rate", name] => Is::Rate(name),
        ["step", name] => Is::Step(name),
        ["option", question, option] => Is::Option(question, option),
        ["table", name, "at", key] => Is::Table(name, key, None),
        ["table", name, "at", row, column] => Is::Table(name, row, Some(column)),
        _ => return Err(not_a_name(text, words)),
    };
    Ok(Named { is, edition })
}

fn not_a_name(text: &str, words: &[&str]) -> Fault {
    let first = words.first().copied().unwrap_or_default();
    if KINDS.contains(&first) {
        let like = match first {
            "rate" => "rate agency_hour",
            "table" => "table budget at 70",
            "option" => "option washing often",
            _ => "step over_limit",
        };
        return Fault::new(
            Code::UnknownName,
            format!("`{text}` does not name a figure"),
        )
        .advice(format!("name it like this: `{{{{ {like} }}}}`"));
    }
    let fault = Fault::new(
        Code::UnknownWord,
        format!("`{first}` is no kind of figure that a text can name"),
    );
    let fault = match did_you_mean(first, KINDS.into_iter()) {
        Some(kind) => fault.advice(format!("did you mean `{kind}`?")),
        None => fault,
    };
    fault.advice(format!(
        "begin with {}, such as `{{{{ rate agency_hour }}}}`",
        listed(KINDS.into_iter())
    ))
}

/// The amount of a figure and its unit.
fn find(is: Is<'_>, scheme: &Scheme) -> Result<(Amount, Unit), Fault> {
    match is {
        Is::Rate(name) => {
            let rate = by_name(&scheme.rates, name, "rate", |rate| &rate.id)?;
            Ok((rate.amount, rate.unit.clone()))
        }
        Is::Table(name, row, column) => {
            let table = by_name(&scheme.tables, name, "table", |table| &table.id)?;
            Ok((cell(table, row, column, scheme)?, table.unit.clone()))
        }
        Is::Option(question, option) => points(question, option, scheme),
        Is::Step(name) => limit(name, scheme),
    }
}

/// The thing of a name among those of a kind.
fn by_name<'s, T>(
    things: &'s [T],
    name: &str,
    kind: &str,
    id: impl Fn(&T) -> &str,
) -> Result<&'s T, Fault> {
    let thing = things.iter().find(|thing| id(thing) == name);
    thing.ok_or_else(|| {
        let fault = Fault::new(
            Code::UnknownName,
            format!("there is no {kind} with the name `{name}`"),
        );
        suggest(fault, name, things.iter().map(&id), &format!("{kind}s"))
    })
}

/// A name that was perhaps meant, or, where they are few, those that there are.
fn suggest<'n>(
    fault: Fault,
    name: &str,
    known: impl Iterator<Item = &'n str>,
    kinds: &str,
) -> Fault {
    const FEW: usize = 12;
    let known: Vec<&str> = known.collect();
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => fault.advice(format!("did you mean `{near}`?")),
        None if known.is_empty() => fault.advice(format!("the rules have no {kinds}")),
        None if known.len() <= FEW => fault.advice(format!("write {}", listed(known.into_iter()))),
        None => fault,
    }
}

/// What a table gives.
fn cell(table: &Table, row: &str, column: Option<&str>, scheme: &Scheme) -> Result<Amount, Fault> {
    let is_two_way = matches!(table.kind, TableKind::TwoWay { .. });
    if is_two_way != column.is_some() {
        let (has, like) = if is_two_way {
            ("rows and columns", "ROW COLUMN")
        } else {
            ("rows only", "ROW")
        };
        return Err(Fault::new(
            Code::UnknownName,
            format!("the table `{}` has {has}", table.id),
        )
        .advice(format!("write `{{{{ table {} at {like} }}}}`", table.id)));
    }
    match &table.kind {
        TableKind::Bands { rows, .. } => {
            let place = band(rows.iter().map(|row| &row.band), row, table)?;
            rows.get(place).map(|row| row.gives)
        }
        TableKind::Lines { points, .. } => {
            let at = quantity(row, table)?;
            points
                .iter()
                .find(|point| point.at == at)
                .map(|point| point.gives)
        }
        TableKind::ByAnswer { question, rows } => {
            let place = option(*question, row, scheme)?;
            rows.get(place).map(|row| row.gives)
        }
        TableKind::TwoWay {
            rows,
            columns,
            cells,
        } => {
            let row = on_axis(rows, row, table, scheme)?;
            let column = on_axis(columns, column.unwrap_or_default(), table, scheme)?;
            cells.get(row).and_then(|row| row.get(column)).copied()
        }
    }
    .ok_or_else(|| nothing_at(row, table))
}

fn nothing_at(key: &str, table: &Table) -> Fault {
    Fault::new(
        Code::UnknownName,
        format!("the table `{}` has no row at {key}", table.id),
    )
    .advice("write a number that one of its rows holds")
}

fn on_axis(axis: &Axis, key: &str, table: &Table, scheme: &Scheme) -> Result<usize, Fault> {
    match axis {
        Axis::Bands { bands, .. } => band(bands.iter(), key, table),
        Axis::Answer { question } => option(*question, key, scheme),
    }
}

/// The number that picks a row.
fn quantity(key: &str, table: &Table) -> Result<Decimal, Fault> {
    number(key).map_err(|_| {
        Fault::new(
            Code::UnknownName,
            format!(
                "the table `{}` is read by a number, and `{key}` is none",
                table.id
            ),
        )
        .advice(format!("write `{{{{ table {} at 70 }}}}`", table.id))
    })
}

/// The band that holds a number.
fn band<'s>(
    mut bands: impl Iterator<Item = &'s Band>,
    key: &str,
    table: &Table,
) -> Result<usize, Fault> {
    let number = quantity(key, table)?;
    let holds = |band: &Band| {
        band.from.is_none_or(|from| from <= number)
            && band.to.is_none_or(|to| {
                if band.under {
                    number < to
                } else {
                    number <= to
                }
            })
    };
    bands.position(holds).ok_or_else(|| nothing_at(key, table))
}

/// The place of an option among those of a question.
fn option(question: usize, name: &str, scheme: &Scheme) -> Result<usize, Fault> {
    let options = scheme
        .questions
        .get(question)
        .map(|question| &question.kind);
    let Some(QuestionKind::Options(options)) = options else {
        return Err(Fault::new(
            Code::UnknownName,
            format!("there is no option with the name `{name}`"),
        ));
    };
    let place = options.iter().position(|option| option.id == name);
    place.ok_or_else(|| {
        let fault = Fault::new(
            Code::UnknownName,
            format!("there is no option with the name `{name}`"),
        );
        suggest(
            fault,
            name,
            options.iter().map(|option| option.id.as_str()),
            "options",
        )
    })
}

/// What an option counts, where it counts one thing.
fn points(question: &str, name: &str, scheme: &Scheme) -> Result<(Amount, Unit), Fault> {
    by_name(&scheme.questions, question, "question", |one| &one.id)?;
    let asked = scheme.questions.iter().position(|one| one.id == question);
    let asked = asked.unwrap_or_default();
    let place = option(asked, name, scheme)?;
    let options = scheme.questions.get(asked).map(|question| &question.kind);
    let counts = match options {
        Some(QuestionKind::Options(options)) => options.get(place).map(|option| &option.counts),
        _ => None,
    };
    let counts = counts.into_iter().flatten().zip(&scheme.measures);
    let counted: Vec<_> = counts
        .filter_map(|(amount, measure)| Some(((*amount)?, measure.unit.clone())))
        .collect();
    match <[_; 1]>::try_from(counted) {
        Ok([one]) => Ok(one),
        Err(counted) => Err(Fault::new(
            Code::UnknownName,
            format!(
                "the option `{name}` of `{question}` counts {} things",
                counted.len()
            ),
        )
        .advice("name an option that counts one")),
    }
}

/// The one amount that stands in a step: a limit, or what is compared with.
fn limit(name: &str, scheme: &Scheme) -> Result<(Amount, Unit), Fault> {
    let step = by_name(&scheme.steps, name, "step", |step| &step.id)?;
    let amount = only_amount(step);
    let amount = amount.map(|(amount, unit)| (amount, unit.clone()));
    amount.ok_or_else(|| {
        Fault::new(
            Code::UnknownName,
            format!("the step `{name}` does not have one amount of its own"),
        )
        .advice("give the amount that you mean a name under `rates`, and name that")
    })
}
