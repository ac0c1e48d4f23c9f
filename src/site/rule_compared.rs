//! One rule in every council: what each states, in which year, beside the nation's own figure.

use std::collections::BTreeSet;

use serde::Serialize;
use upfront_engine::{Amount, Scheme, Unit, scheme::Sureness, words::Words};

use super::{
    Body, Input, Page, Pages,
    cite::{Cited, cited},
    frame::{Frame, Link, has_comparison, link},
    prose::View,
    route::{Place, Route},
    told::Figure,
};
use crate::{
    analyse::across::{Across, Councils, Stated, across},
    chart::{FiguresChart, figures_chart},
    csv,
    facts::{ComparedFigure, ComparedRule, compared_rules},
};

/// Every rule that is compared.
#[derive(Clone, Debug, Serialize)]
pub struct RulesCompared {
    /// How many rules of how many councils, in a sentence.
    pub lead: String,
    /// The rules.
    pub rules: Vec<Told>,
}

/// A rule in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Its page.
    pub link: Link,
    /// What it answers.
    pub finding: String,
}

/// One rule in every council.
#[derive(Clone, Debug, Serialize)]
pub struct RuleCompared {
    /// The least, the most and how many, in a sentence.
    pub lead: String,
    /// The same as figures.
    pub keys: Vec<Figure>,
    /// The figures of the table that has most.
    pub chart: Option<FiguresChart>,
    /// Of which figure and year those are.
    pub caption: String,
    /// The figures of the rule.
    pub figures: Vec<FigureCompared>,
    /// The same as data.
    pub csv: String,
    /// The other rules.
    pub others: Vec<Link>,
}

/// A figure of the rule.
#[derive(Clone, Debug, Serialize)]
pub struct FigureCompared {
    /// Its name in an address.
    pub id: String,
    /// What it is.
    pub say: String,
    /// Its first table.
    pub first: Vec<Years>,
    /// Those of other years, nations and groups.
    pub rest: Vec<Years>,
}

/// What councils of one nation have in one year.
#[derive(Clone, Debug, Serialize)]
pub struct Years {
    /// The nation and the year.
    pub heading: String,
    /// The nation's own figure, in a sentence; empty where there is none.
    pub national: String,
    /// What councils state.
    pub rows: Vec<Row>,
    /// The councils whose figure is not known or not published, in a sentence; empty where there are none.
    pub open: String,
}

/// What a council states.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The council.
    pub council: Link,
    /// What it is, where the council has several.
    pub say: String,
    /// How much.
    pub amount: String,
    /// Whether it is in force.
    pub stands: String,
    /// What else is to know of it.
    pub note: String,
    /// Where it comes from.
    pub source: Option<Cited>,
}

/// A rule with all that councils have of it.
pub(super) struct Found<'a> {
    rule: &'static ComparedRule,
    figures: Vec<(&'static ComparedFigure, Vec<Across<'a>>)>,
}

impl Found<'_> {
    /// The table that has most exact figures: of two, the newest.
    fn fullest(&self) -> Option<(&'static ComparedFigure, &Across<'_>)> {
        let tables = self
            .figures
            .iter()
            .flat_map(|(figure, tables)| tables.iter().map(move |table| (*figure, table)));
        // Of several that are as full, the first stands.
        let tables = tables.rev();
        tables
            .filter(|(_, table)| fullness(table).1 > 0)
            .max_by_key(|(_, table)| fullness(table))
    }

    /// How many councils state something of it.
    fn councils(&self) -> usize {
        let tables = self.figures.iter().flat_map(|(_, tables)| tables);
        let stated = tables.flat_map(|table| table.known.iter().chain(&table.proposed));
        let councils: BTreeSet<&str> = stated.map(|one| one.scheme.council.as_str()).collect();
        councils.len()
    }
}

/// How much a table says: one that is dated says more than one that is not.
fn fullness(table: &Across<'_>) -> (bool, usize) {
    (!table.year.is_empty(), table.exact().count())
}

/// Every rule that councils have figures of, where there are several councils. They are told in the site's first language.
pub(super) fn found(input: Input<'_>) -> Vec<Found<'_>> {
    if input.voice.0 > 0 {
        return Vec::new();
    }
    let councils = Councils {
        schemes: input.schemes,
        fact_sheets: input.fact_sheets,
        facts: input.facts,
    };
    let rules = compared_rules().iter().map(|rule| Found {
        rule,
        figures: rule
            .figures
            .iter()
            .zip(across(&rule.figures, councils, input.words))
            .filter(|(_, tables)| !tables.is_empty())
            .collect(),
    });
    rules.filter(|found| found.councils() > 1).collect()
}

/// The way from the site's first page to the rules that are compared, where there are any.
pub(super) fn link_to_all(input: Input<'_>, from: Route<'_>, found: &[Found<'_>]) -> Option<Link> {
    let text = || input.words.say("page-rules-heading", &[]);
    let is_there = !found.is_empty();
    is_there.then(|| link(from.to(Route::RulesCompared), text()))
}

/// The rules that have pages, by their names.
pub(super) fn shown(found: &[Found<'_>]) -> BTreeSet<&'static str> {
    found.iter().map(|one| one.rule.id.as_str()).collect()
}

/// Adds the pages and files of every rule that is compared.
pub(super) fn add(input: Input<'_>, found: &[Found<'_>], made: &mut Pages<'_>) {
    if found.is_empty() {
        return;
    }
    made.page(index(input, found));
    for one in found {
        made.page(page(input, one, found));
        let file = Route::RuleFigures(&one.rule.id).path();
        let sheet = || sheet(one, input.words).into_bytes();
        made.file(file, input.is_kept.then(sheet).unwrap_or_default());
    }
}

fn index(input: Input<'_>, found: &[Found<'_>]) -> Page {
    let words = input.words;
    let route = Route::RulesCompared;
    let frame = frame(
        input,
        route,
        words.say("page-rules-heading", &[]),
        words.say("page-rules-description", &[]),
    );
    let rules = found.iter().map(|one| Told {
        link: link(
            route.to(Route::RuleCompared(&one.rule.id)),
            one.rule.title.clone(),
        ),
        finding: finding(one, words),
    });
    Page {
        path: route.path(),
        body: Body::RulesCompared(RulesCompared {
            lead: words.say("page-rules-lead", &[("rules", &found.len().to_string())]),
            rules: rules.collect(),
        }),
        frame,
    }
}

fn page(input: Input<'_>, one: &Found<'_>, all: &[Found<'_>]) -> Page {
    let words = input.words;
    let route = Route::RuleCompared(&one.rule.id);
    let mut frame = frame(
        input,
        route,
        one.rule.title.clone(),
        words.say("page-rule-description", &[("rule", &one.rule.title)]),
    );
    let says = words.say("page-rules-heading", &[]);
    frame
        .crumbs
        .push(link(route.to(Route::RulesCompared), says));
    let fullest = one.fullest();
    let chart = fullest.and_then(|(figure, table)| {
        let unit = unit(table)?;
        let title = words.say(
            "page-rule-chart",
            &[("figure", &figure.say), ("year", &heading(table, words))],
        );
        let rows = table
            .known
            .iter()
            .filter(|one| one.amount.figure().is_some());
        let rows: Vec<(String, Amount)> = table
            .national
            .filter(|amount| matches!(amount, Amount::Exact(_)))
            .map(|amount| (words.say(national_bar(figure), &[]), amount))
            .into_iter()
            .chain(rows.map(|one| (named(one, table), one.amount)))
            .collect();
        figures_chart(&rows, &title, &unit, words, "figures", "figures")
    });
    let caption = fullest.map_or_else(String::new, |(figure, table)| {
        words.say(
            "page-rule-caption",
            &[("figure", &figure.say), ("year", &heading(table, words))],
        )
    });
    let top = frame.top.clone();
    let view = View::of_site(input, &top);
    let figures = one.figures.iter().map(|(figure, tables)| {
        let fullest = tables.iter().rev().max_by_key(|table| fullness(table));
        let is_first =
            |table: &&Across<'_>| fullest.is_some_and(|first| std::ptr::eq(first, *table));
        let years = |table: &Across<'_>| years(figure, table, route, view, words);
        FigureCompared {
            id: figure.id.clone(),
            say: figure.say.clone(),
            first: tables.iter().filter(is_first).map(years).collect(),
            rest: tables
                .iter()
                .filter(|table| !is_first(table))
                .map(years)
                .collect(),
        }
    });
    let figures = figures.collect();
    let others = all.iter().filter(|other| other.rule.id != one.rule.id);
    let others = others.map(|other| {
        link(
            route.to(Route::RuleCompared(&other.rule.id)),
            other.rule.title.clone(),
        )
    });
    Page {
        path: route.path(),
        body: Body::RuleCompared(Box::new(RuleCompared {
            lead: finding(one, words),
            keys: fullest.map_or_else(Vec::new, |(figure, table)| keys(figure, table, words)),
            chart,
            caption,
            figures,
            csv: route.to(Route::RuleFigures(&one.rule.id)),
            others: others.collect(),
        })),
        frame,
    }
}

/// The frame of a page of rules: below the comparison, where there is one.
fn frame(input: Input<'_>, route: Route<'_>, heading: String, description: String) -> Frame {
    let frame = if has_comparison(input) {
        Frame::below_comparison
    } else {
        Frame::of_site
    };
    frame(input, route, heading, description)
}

/// The answer, in a sentence or two: the least, the most and how many.
fn finding(found: &Found<'_>, words: &Words) -> String {
    let councils = found.councils().to_string();
    let Some((figure, table)) = found.fullest() else {
        return words.say("page-rule-no-figure", &[("count", &councils)]);
    };
    let exact: Vec<&Stated<'_>> = table.exact().collect();
    let (Some(least), Some(most)) = (exact.first(), exact.last()) else {
        return words.say("page-rule-no-figure", &[("count", &councils)]);
    };
    let year = heading(table, words);
    let values = [
        ("figure", figure.say.as_str()),
        ("year", &year),
        ("count", &number_of_councils(&exact).to_string()),
        ("least", &said(least, words)),
        ("who-least", &whose(&exact, least.amount, words)),
        ("most", &said(most, words)),
        ("who-most", &whose(&exact, most.amount, words)),
    ];
    let key = match (number_of_councils(&exact), least.amount == most.amount) {
        (1, true) => "page-rule-finding-one",
        (1, false) => "page-rule-finding-one-council",
        (_, true) => "page-rule-finding-same",
        (_, false) => "page-rule-finding",
    };
    words.say(key, &values)
}

fn number_of_councils(stated: &[&Stated<'_>]) -> usize {
    let councils: BTreeSet<&str> = stated
        .iter()
        .map(|one| one.scheme.council.as_str())
        .collect();
    councils.len()
}

/// Whose a figure is: the first of them, and that there are more.
fn whose(stated: &[&Stated<'_>], amount: Amount, words: &Words) -> String {
    let of = stated.iter().filter(|one| one.amount == amount);
    let mut councils: Vec<&str> = of.map(|one| one.scheme.council.as_str()).collect();
    councils.dedup();
    let more = councils.len().saturating_sub(1);
    match councils.first() {
        Some(first) if more > 0 => words.say(
            "page-rule-who-more",
            &[("who", first), ("count", &more.to_string())],
        ),
        first => first.map_or_else(String::new, |first| (*first).to_owned()),
    }
}

/// The least, the most, and how many councils cannot give a figure.
fn keys(compared: &ComparedFigure, table: &Across<'_>, words: &Words) -> Vec<Figure> {
    let exact: Vec<&Stated<'_>> = table.exact().collect();
    let (Some(least), Some(most)) = (exact.first(), exact.last()) else {
        return Vec::new();
    };
    let figure = |figure: String, text: String| Figure {
        figure,
        withheld: false,
        text,
    };
    let mut keys = vec![
        figure(
            said(least, words),
            words.say(
                "page-rule-key-least",
                &[("who", &whose(&exact, least.amount, words))],
            ),
        ),
        figure(
            said(most, words),
            words.say(
                "page-rule-key-most",
                &[("who", &whose(&exact, most.amount, words))],
            ),
        ),
    ];
    if least.amount == most.amount {
        keys.pop();
    }
    if let Some(national @ Amount::Exact(_)) = table.national
        && let Some(unit) = unit(table)
    {
        keys.push(figure(
            words.amount(national, &unit),
            words.say(national_key(compared), &[]),
        ));
    }
    keys
}

/// The message that begins the nation's own figure: what the law says, or what holds when a council chooses nothing.
const fn national_sentence(figure: &ComparedFigure) -> &'static str {
    match figure.step {
        Some(_) => "page-rule-national",
        None => "page-rule-unchosen",
    }
}

/// The same as the name of a bar.
const fn national_bar(figure: &ComparedFigure) -> &'static str {
    match figure.step {
        Some(_) => "page-rule-national-bar",
        None => "page-rule-unchosen-bar",
    }
}

/// The same behind the figure.
const fn national_key(figure: &ComparedFigure) -> &'static str {
    match figure.step {
        Some(_) => "page-rule-key-national",
        None => "page-rule-key-unchosen",
    }
}

/// What a figure is counted in.
fn unit(table: &Across<'_>) -> Option<Unit> {
    let one = table.known.first().or(table.proposed.first())?;
    Some(one.unit.clone())
}

/// A figure in words.
fn said(one: &Stated<'_>, words: &Words) -> String {
    words.amount(one.amount, &one.unit)
}

/// A council by its name, with what the figure is where it has several in the table.
fn named(one: &Stated<'_>, table: &Across<'_>) -> String {
    let council = &one.scheme.council;
    let of_it = table
        .known
        .iter()
        .filter(|other| other.scheme.council == *council);
    if of_it.count() > 1 && !one.say.is_empty() {
        format!("{council}: {}", one.say)
    } else {
        council.clone()
    }
}

/// The nation, the year and the group of a table.
fn heading(table: &Across<'_>, words: &Words) -> String {
    let nation = match table.nation.as_str() {
        "" => String::new(),
        nation => words.say(&format!("page-nation-{nation}"), &[]),
    };
    let year = if table.year.is_empty() {
        words.say("page-rules-undated", &[])
    } else {
        table.year.clone()
    };
    let parts = [nation, year, table.group.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn years(
    figure: &ComparedFigure,
    table: &Across<'_>,
    route: Route<'_>,
    view: View<'_>,
    words: &Words,
) -> Years {
    let stated = table.known.iter().chain(&table.proposed);
    let rows = stated.map(|one| row(one, table, route, view, words));
    let national = table.national.zip(unit(table)).map(|(amount, unit)| {
        words.say(
            national_sentence(figure),
            &[("amount", &words.amount(amount, &unit))],
        )
    });
    let names: Vec<String> = table
        .open
        .iter()
        .map(|one| one.scheme.council.clone())
        .collect();
    let open = if names.is_empty() {
        String::new()
    } else {
        words.say("page-rule-open", &[("councils", &words.list(&names))])
    };
    Years {
        heading: heading(table, words),
        national: national.unwrap_or_default(),
        rows: rows.collect(),
        open,
    }
}

fn row(
    one: &Stated<'_>,
    table: &Across<'_>,
    route: Route<'_>,
    view: View<'_>,
    words: &Words,
) -> Row {
    let stands = if one.is_proposed {
        "page-rule-proposed"
    } else if one.is_in_force {
        "page-rule-in-force"
    } else {
        "page-rule-not-known"
    };
    let mut note = vec![view.line(one.note)];
    if one.sure == Sureness::SecondHand {
        note.insert(0, words.say("page-known-second-hand", &[]));
    }
    note.retain(|text| !text.is_empty());
    let of_it = |other: &&Stated<'_>| other.scheme.council == one.scheme.council;
    let several = table
        .known
        .iter()
        .chain(&table.proposed)
        .filter(of_it)
        .count()
        > 1;
    Row {
        council: link(
            route.to(Route::Edition(&one.scheme.id, Place::Home)),
            one.scheme.council.clone(),
        ),
        say: if several {
            one.say.to_owned()
        } else {
            String::new()
        },
        amount: said(one, words),
        stands: words.say(stands, &[]),
        note: note.join(" "),
        source: cited(one.scheme, one.cite, words),
    }
}

/// Every figure of a rule as CSV.
fn sheet(found: &Found<'_>, words: &Words) -> String {
    const HEAD: [&str; 14] = [
        "rule", "figure", "nation", "year", "council", "edition", "what", "kind", "low", "high",
        "unit", "stands", "sure", "source",
    ];
    let mut out = csv::line(&HEAD);
    for (figure, tables) in &found.figures {
        for table in tables {
            for one in table.known.iter().chain(&table.proposed).chain(&table.open) {
                let [kind, low, high] = super::sheets::amount_cells(one.amount);
                let stands = match (one.is_proposed, one.is_in_force) {
                    (true, _) => "proposed",
                    (_, true) => "in force",
                    _ => "not known to be in force",
                };
                let is_seen = !matches!(one.amount, Amount::NotKnown(..));
                let sure = match one.sure {
                    Sureness::SecondHand => "second hand",
                    _ if is_seen => "seen",
                    _ => "",
                };
                let source = if is_seen {
                    source_of(one.scheme, one)
                } else {
                    String::new()
                };
                out.push_str(&csv::line(&[
                    &found.rule.id,
                    &figure.id,
                    &table.nation,
                    &table.year,
                    &one.scheme.council,
                    &one.scheme.id,
                    one.say,
                    &kind,
                    &low,
                    &high,
                    &words.unit(&one.unit),
                    stands,
                    sure,
                    &source,
                ]));
            }
        }
    }
    out
}

/// The address of a source, or its title where it has none.
fn source_of(scheme: &Scheme, one: &Stated<'_>) -> String {
    let source = one.cite.and_then(|cite| scheme.sources.get(cite.source));
    source.map_or_else(String::new, |source| {
        if source.url.is_empty() {
            source.title.clone()
        } else {
            source.url.clone()
        }
    })
}
