//! What a change of rules would do to the people of a file: who gains, who loses, and by how much, in words.

use std::collections::BTreeMap;

use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit, exact,
    explain::describe_reason,
    scheme::{Direction, QuestionKind, Rounding},
    value::Reason,
    words::Words,
};

use super::{Body, Input, Page, changed::for_a_year, frame::Frame, route::Route};
use crate::{
    chart::{FiguresChart, figures_chart},
    facts::{Facts, Output},
    impact::{Amounts, Count, Effect, Group, Impact, Loss, Open, ResultImpact, Set, Side, Told},
};

/// What a change would do to people.
#[derive(Clone, Debug, Serialize)]
pub struct ImpactPage {
    /// The answer: who is worse off, by how much, and what that saves, a sentence each.
    pub lead: Vec<String>,
    /// That the people are made up, and by what; empty where they are not.
    pub made_up: String,
    /// Which editions are held against each other, in a sentence.
    pub between: String,
    /// What weights and withheld figures mean, where there are any, a sentence each.
    pub about: Vec<String>,
    /// The results, the one that the answer is about first.
    pub results: Vec<ResultTold>,
    /// Who was not counted, and why.
    pub left_out: Vec<String>,
    /// How it was counted, a sentence each.
    pub method: Vec<String>,
    /// What it cannot tell, a sentence each.
    pub limits: Vec<String>,
    /// The way to the figures as CSV; empty in a terminal.
    pub csv: String,
}

/// What is done to a result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultTold {
    /// Its name.
    pub id: String,
    /// What it is.
    pub say: String,
    /// How many are worse off, in a few words; empty where that is not told.
    pub short: String,
    /// What it came to before and after in all, a sentence; empty where that is withheld.
    pub totals: String,
    /// How many are worse off, stay and are better off, as bars.
    pub chart: Option<FiguresChart>,
    /// The finding of those bars.
    pub chart_says: String,
    /// The tables: how many, by how much, each set of groups, the largest losses.
    pub tables: Vec<TableTold>,
    /// Why some have no one figure, a sentence each.
    pub open: Vec<String>,
}

/// A table in words.
#[derive(Clone, Debug, Serialize)]
pub struct TableTold {
    /// Its id on the page.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// What stands above its columns.
    pub heads: Vec<String>,
    /// Its rows, each with its own heading first.
    pub rows: Vec<Vec<String>>,
    /// Whether a cell has several lines.
    pub has_lines: bool,
    /// Whether it is narrow enough for a phone as it is.
    pub is_narrow: bool,
    /// Its bars; `None` where it has none.
    pub chart: Option<FiguresChart>,
    /// What the bars show, in a sentence.
    pub chart_says: String,
}

/// What an impact is told with.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// What was counted.
    pub impact: &'a Impact<'a>,
    /// The later edition in the words of the page, of people and not of the reader.
    pub scheme: &'a Scheme,
    /// The words.
    pub words: &'a Words,
    /// What the later edition declares beside its rules.
    pub facts: Option<&'a Facts>,
}

/// An impact in words.
pub fn told(telling: Telling<'_>) -> ImpactPage {
    let Telling { impact, words, .. } = telling;
    let mut order: Vec<&ResultImpact> = impact.results.iter().collect();
    // The others follow in the order of the rules.
    order.sort_by_key(|result| telling.rank(result) != telling.first_rank());
    let before = &impact.editions.before.edition;
    let after = &impact.editions.after.edition;
    let made_up = impact.made_up.as_ref().map_or_else(String::new, |by| {
        words.say("page-impact-made-up", &[("by", by)])
    });
    let between = [
        ("before", before.as_str()),
        ("after", after.as_str()),
        ("people", &number(impact.people.people)),
    ];
    let mut about = Vec::new();
    if impact.is_weighted {
        let stand_for = decimal(impact.people.stand_for);
        about.push(words.say("page-impact-weighted", &[("count", &stand_for)]));
    }
    if is_withheld(impact) {
        about.push(words.say("page-impact-withheld", &[]));
    }
    ImpactPage {
        lead: order
            .first()
            .map_or_else(Vec::new, |result| telling.lead(result)),
        made_up,
        between: words.say("page-impact-between", &between),
        about,
        results: order
            .iter()
            .enumerate()
            .map(|(place, result)| telling.result(result, place == 0))
            .collect(),
        left_out: telling.left_out(),
        method: [
            "page-impact-method-both",
            "page-impact-method-range",
            "page-impact-method-small",
            "page-impact-method-mean",
            "page-impact-method-tenths",
        ]
        .map(|key| words.say(key, &[]))
        .to_vec(),
        limits: [
            "page-impact-limit-file",
            "page-impact-limit-behave",
            "page-impact-limit-rules",
            "page-impact-limit-once",
        ]
        .map(|key| words.say(key, &[]))
        .to_vec(),
        csv: String::new(),
    }
}

/// The file with all the figures, beside the page.
pub const TABLE: &str = "impact.csv";

/// The page, which stands alone in a folder: no other page of a site is there, but for the accessibility statement where it has
/// one.
pub fn page(input: Input<'_>, telling: Telling<'_>, has_statement: bool) -> Page {
    let Telling {
        impact,
        scheme,
        words,
        ..
    } = telling;
    let [before, after] = [impact.editions.before, impact.editions.after];
    let description = [
        ("before", before.edition.as_str()),
        ("after", &after.edition),
        ("people", &number(impact.people.people)),
        ("council", &scheme.council),
    ];
    let heading = words.say("page-impact-heading", &[]);
    let mut frame = Frame::of_site(
        input,
        Route::Directory,
        heading,
        words.say("page-impact-description", &description),
    );
    frame.alone(scheme, has_statement);
    let csv = format!("{}{TABLE}", frame.top);
    Page {
        path: Route::Directory.path(),
        body: Body::Impact(Box::new(ImpactPage {
            csv,
            ..told(telling)
        })),
        frame,
    }
}

/// Whether anything is not told because it would be of few people.
fn is_withheld(impact: &Impact<'_>) -> bool {
    let is_told = |effect: &Effect| {
        let counts = [
            &effect.people,
            &effect.less.count,
            &effect.more.count,
            &effect.same,
            &effect.open,
        ];
        counts.iter().all(|count| count.get().is_some()) && effect.change.get().is_some()
    };
    impact.results.iter().any(|result| {
        let groups = result.groups.iter().flatten();
        !is_told(&result.all) || groups.into_iter().any(|group| !is_told(&group.effect))
    })
}

impl<'a> Telling<'a> {
    /// Which of the results is told first: what the council pays, or else the budget, the charge, whatever else.
    fn rank(self, result: &ResultImpact) -> usize {
        let outputs = [
            Output::CouncilPays,
            Output::Left,
            Output::Budget,
            Output::Charge,
        ];
        let place = self
            .output(result)
            .and_then(|output| outputs.iter().position(|own| *own == output));
        place.unwrap_or(outputs.len() + usize::from(result.kinder.is_none()))
    }

    fn first_rank(self) -> usize {
        let ranks = self.impact.results.iter().map(|result| self.rank(result));
        ranks.min().unwrap_or(0)
    }

    /// What a result is to other schemes, where it is said.
    fn output(self, result: &ResultImpact) -> Option<Output> {
        let step = self.scheme.results.get(result.result)?.step;
        let compared = self.facts?.compared.as_ref()?;
        let mut outputs = Output::ALL.into_iter();
        outputs.find(|output| compared.step_of(*output) == Some(step))
    }

    fn say(self, result: &ResultImpact) -> &'a str {
        let result = self.scheme.results.get(result.result);
        result.map_or("", |result| result.say.as_str())
    }

    fn lead(self, result: &ResultImpact) -> Vec<String> {
        let words = self.words;
        let all = number_of(&result.all.people, self.impact.is_weighted);
        let mut lead = Vec::new();
        let sides = result
            .all
            .worse(result.kinder)
            .zip(result.all.better(result.kinder));
        let Some((worse, better)) = sides else {
            let (less, more) = (
                self.count(&result.all.less.count),
                self.count(&result.all.more.count),
            );
            let told = [
                ("say", self.say(result)),
                ("less", &less),
                ("more", &more),
                ("all", &all),
            ];
            lead.push(words.say("page-impact-lead-no-side", &told));
            return lead;
        };
        lead.push(match worse.count {
            Told::Is(count) if count.people == 0 => words.say("page-impact-lead-nobody", &[]),
            Told::Is(count) => words.say(
                "page-impact-lead-worse",
                &[("count", &self.stands_for(count)), ("all", &all)],
            ),
            Told::Few => words.say("page-impact-lead-few", &[("all", &all)]),
            Told::Withheld => words.say("page-impact-lead-withheld", &[]),
        });
        if let Told::Is(Some(amounts)) = &worse.amounts {
            let [mean, median] =
                [amounts.mean, amounts.median].map(|by| words.difference(by, &result.unit));
            let told = [("mean", mean.as_str()), ("median", &median)];
            lead.push(words.say("page-impact-lead-by", &told));
        }
        if let Told::Is(count) = better.count
            && count.people > 0
        {
            let count = self.stands_for(count);
            lead.push(words.say("page-impact-lead-better", &[("count", &count)]));
        }
        lead.extend(self.cost(result));
        if let Told::Is(count) = result.all.open
            && count.people > 0
        {
            let count = self.stands_for(count);
            lead.push(words.say("page-impact-lead-open", &[("count", &count)]));
        }
        if self.impact.results.len() > 1 {
            let say = self.say(result);
            lead.push(words.say("page-impact-lead-what", &[("say", say)]));
        }
        lead
    }

    /// What it saves or costs, in a sentence.
    fn cost(self, result: &ResultImpact) -> Option<String> {
        let words = self.words;
        let change = *result.all.change.get()?;
        let by = words.difference(change.abs(), &result.unit);
        let year = for_a_year(change.abs(), &result.unit);
        let year = year.map(|(year, unit)| words.quantity(year, &unit));
        let key = match (self.output(result), change.cmp(&Decimal::ZERO)) {
            (_, std::cmp::Ordering::Equal) => "page-impact-cost-same",
            (Some(Output::CouncilPays), std::cmp::Ordering::Less) => {
                "page-impact-cost-council-less"
            }
            (Some(Output::CouncilPays), _) => "page-impact-cost-council-more",
            (Some(Output::Budget), std::cmp::Ordering::Less) => "page-impact-cost-budget-less",
            (Some(Output::Budget), _) => "page-impact-cost-budget-more",
            (Some(Output::Charge), std::cmp::Ordering::Less) => "page-impact-cost-charge-less",
            (Some(Output::Charge), _) => "page-impact-cost-charge-more",
            (_, std::cmp::Ordering::Less) => "page-impact-cost-less",
            (_, std::cmp::Ordering::Greater) => "page-impact-cost-more",
        };
        let sentence = words.say(key, &[("by", &by), ("say", self.say(result))]);
        Some(match year.filter(|_| !change.is_zero()) {
            Some(year) => words.say(
                "page-impact-cost-year",
                &[("sentence", &sentence), ("year", &year)],
            ),
            None => sentence,
        })
    }

    /// A result. Of those after the first the tables say it all: a page has only so much room.
    fn result(self, result: &ResultImpact, is_drawn: bool) -> ResultTold {
        let words = self.words;
        let id = self.scheme.results.get(result.result);
        let id = id.map_or_else(String::new, |one| one.id.clone());
        let mut tables = vec![self.sides(result, &id)];
        tables.extend(self.tenths(result, &id));
        let sets = self.impact.sets.iter().zip(&result.groups);
        tables.extend(
            sets.enumerate()
                .map(|(place, (set, groups))| self.groups(result, &id, place, set, groups)),
        );
        tables.extend(self.losses(result, &id));
        let totals = result
            .totals
            .get()
            .map_or_else(String::new, |[before, after]| {
                let [before, after] = [before, after].map(|all| words.quantity(*all, &result.unit));
                let told = [("before", before.as_str()), ("after", &after)];
                words.say("page-impact-totals", &told)
            });
        let (mut chart, chart_says) = self.how_many(result, &id);
        if !is_drawn {
            chart = None;
            for table in &mut tables {
                table.chart = None;
            }
        }
        let [(worse_says, worse), _] = self.named_sides(result, &result.all);
        let short = [
            ("side", worse_says.as_str()),
            ("count", &self.count_of(&worse.count, &result.all.people)),
        ];
        ResultTold {
            short: words.say("page-impact-short", &short),
            say: self.say(result).to_owned(),
            totals,
            chart,
            chart_says,
            tables,
            open: result.open.iter().map(|open| self.open(open)).collect(),
            id,
        }
    }

    /// What the sides of a result are called, worse or less first, with the sides.
    fn named_sides<'e>(self, result: &ResultImpact, effect: &'e Effect) -> [(String, &'e Side); 2] {
        let words = self.words;
        match effect
            .worse(result.kinder)
            .zip(effect.better(result.kinder))
        {
            Some((worse, better)) => [
                (words.say("page-impact-worse", &[]), worse),
                (words.say("page-impact-better", &[]), better),
            ],
            None => [
                (words.say("page-impact-less", &[]), &effect.less),
                (words.say("page-impact-more", &[]), &effect.more),
            ],
        }
    }

    /// How many are on each side, and by how much.
    fn sides(self, result: &ResultImpact, id: &str) -> TableTold {
        let words = self.words;
        let all = &result.all;
        let [(worse_says, worse), (better_says, better)] = self.named_sides(result, all);
        let of_side = |says: String, side: &Side| {
            let mut row = vec![says, self.count(&side.count), self.share(&side.count)];
            row.extend(self.amounts(&side.amounts, &result.unit));
            row
        };
        let of_count = |key: &str, count: &Told<Count>| {
            let mut row = vec![words.say(key, &[]), self.count(count), self.share(count)];
            row.extend([const { String::new() }; 3]);
            row
        };
        let mut rows = vec![
            of_side(worse_says, worse),
            of_count("page-impact-same", &all.same),
            of_side(better_says, better),
        ];
        if all.open.get().is_none_or(|count| count.people > 0) {
            rows.push(of_count("page-impact-open", &all.open));
        }
        TableTold {
            id: format!("{id}-sides"),
            caption: words.say("page-impact-sides-caption", &[("say", self.say(result))]),
            heads: [
                "page-impact-side",
                "page-impact-people",
                "page-impact-share",
                "page-impact-mean",
                "page-impact-median",
                "page-impact-total",
            ]
            .map(|key| words.say(key, &[]))
            .to_vec(),
            rows,
            has_lines: false,
            is_narrow: false,
            chart: None,
            chart_says: String::new(),
        }
    }

    /// How many are worse off, stay, and are better off, as bars, where all of that is told.
    fn how_many(self, result: &ResultImpact, id: &str) -> (Option<FiguresChart>, String) {
        let words = self.words;
        let all = &result.all;
        let [(worse_says, worse), (better_says, better)] = self.named_sides(result, all);
        let same = words.say("page-impact-same", &[]);
        let open = words.say("page-impact-open", &[]);
        let figures = [
            (worse_says, &worse.count),
            (same, &all.same),
            (better_says, &better.count),
            (open, &all.open),
        ];
        let figures: Option<Vec<(String, Amount)>> = figures
            .into_iter()
            .map(|(says, count)| Some((says, Amount::Exact(count.get()?.stand_for))))
            .collect();
        let chart = figures.and_then(|figures| {
            let title = words.say("page-impact-chart-title", &[("say", self.say(result))]);
            figures_chart(
                &figures,
                &title,
                &Unit::of("person"),
                words,
                &format!("{id}-how-many"),
                &format!("{id}-sides"),
            )
        });
        let says = match (&chart, worse.count.get().zip(all.people.get())) {
            (Some(_), Some((count, _))) => words.say(
                "page-impact-chart-says",
                &[
                    ("say", self.say(result)),
                    ("count", &self.stands_for(*count)),
                    ("share", &self.share(&worse.count)),
                ],
            ),
            _ => String::new(),
        };
        (chart, says)
    }

    /// What a tenth of those on each side lose at most, two tenths, and so on.
    fn tenths(self, result: &ResultImpact, id: &str) -> Option<TableTold> {
        let words = self.words;
        let tenths_of = |side: &Side| {
            let amounts = side.amounts.get()?.as_ref()?;
            amounts.tenths
        };
        let sides = self.named_sides(result, &result.all);
        let told = sides
            .into_iter()
            .filter_map(|(says, side)| Some((says, tenths_of(side)?)));
        let told: Vec<(String, [Decimal; 9])> = told.collect();
        let (first, tenths) = told.first()?;
        let mut heads = vec![words.say("page-impact-tenth-head", &[])];
        heads.extend(told.iter().map(|(says, _)| says.clone()));
        let row_says = |place: usize| {
            let place = number(place.saturating_add(1) as u64);
            words.say("page-impact-tenth", &[("tenths", &place)])
        };
        let rows = (0..9).map(|place| {
            let mut row = vec![row_says(place)];
            row.extend(told.iter().map(|(_, tenths)| {
                let by = tenths.get(place).copied().unwrap_or_default();
                words.difference(by, &result.unit)
            }));
            row
        });
        let bars = tenths.iter().enumerate();
        let bars: Vec<(String, Amount)> = bars
            .map(|(place, by)| (row_says(place), Amount::Exact(*by)))
            .collect();
        let table = format!("{id}-tenths");
        let title = words.say(
            "page-impact-tenths-title",
            &[("side", first), ("say", self.say(result))],
        );
        let chart = figures_chart(
            &bars,
            &title,
            &result.unit,
            words,
            &format!("{id}-by"),
            &table,
        );
        let [least, .., most] = tenths;
        let [least, most] = [least, most].map(|by| words.difference(*by, &result.unit));
        Some(TableTold {
            caption: words.say("page-impact-tenths-caption", &[("say", self.say(result))]),
            heads,
            rows: rows.collect(),
            has_lines: false,
            is_narrow: true,
            chart_says: if chart.is_some() {
                let told = [("side", first.as_str()), ("least", &least), ("most", &most)];
                words.say("page-impact-tenths-says", &told)
            } else {
                String::new()
            },
            chart,
            id: table,
        })
    }

    fn groups(
        self,
        result: &ResultImpact,
        id: &str,
        place: usize,
        set: &Set,
        groups: &[Group],
    ) -> TableTold {
        let words = self.words;
        let question = set
            .question
            .and_then(|question| self.scheme.questions.get(question));
        let heading = question.map_or(set.column.as_str(), |question| question.ask.as_str());
        let options: BTreeMap<&str, &str> = match question.map(|question| &question.kind) {
            Some(QuestionKind::Options(options)) => options
                .iter()
                .map(|option| (option.id.as_str(), option.say.as_str()))
                .collect(),
            _ => BTreeMap::new(),
        };
        let name = |group: &Group| match group.name.as_str() {
            "" => words.say("page-impact-group-empty", &[]),
            name => options.get(name).map_or(name, |say| *say).to_owned(),
        };
        let mean = |side: &Side| match &side.amounts {
            Told::Is(Some(amounts)) => words.difference(amounts.mean, &result.unit),
            Told::Is(None) => String::new(),
            other => self.not_told(other),
        };
        let rows = groups.iter().map(|group| {
            let [(_, worse), (_, better)] = self.named_sides(result, &group.effect);
            let change = match &group.effect.change {
                Told::Is(change) => words.difference(*change, &result.unit),
                other => self.not_told(other),
            };
            vec![
                name(group),
                self.count(&group.effect.people),
                self.count_of(&worse.count, &group.effect.people),
                mean(worse),
                self.count_of(&better.count, &group.effect.people),
                mean(better),
                self.count(&group.effect.open),
                change,
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let [(worse_says, _), (better_says, _)] = self.named_sides(result, &result.all);
        let heads = vec![
            words.say("page-impact-group", &[]),
            words.say("page-impact-people", &[]),
            worse_says,
            words.say("page-impact-by", &[]),
            better_says,
            words.say("page-impact-by", &[]),
            words.say("page-impact-open", &[]),
            words.say("page-impact-change", &[]),
        ];
        let (chart, chart_says) =
            self.group_chart(result, &format!("{id}-set-{place}"), groups, name);
        TableTold {
            id: format!("{id}-set-{place}"),
            caption: words.say(
                "page-impact-groups-caption",
                &[("say", self.say(result)), ("set", heading)],
            ),
            heads,
            rows,
            has_lines: false,
            is_narrow: false,
            chart,
            chart_says,
        }
    }

    /// What part of each group is worse off, as bars, where that is told of three groups at least.
    fn group_chart(
        self,
        result: &ResultImpact,
        table: &str,
        groups: &[Group],
        name: impl Fn(&Group) -> String,
    ) -> (Option<FiguresChart>, String) {
        let words = self.words;
        let named = groups.iter().filter(|group| !group.name.is_empty());
        let bars = named.filter_map(|group| {
            let [(_, worse), _] = self.named_sides(result, &group.effect);
            let share = hundredths(*worse.count.get()?, *group.effect.people.get()?)?;
            Some((name(group), share))
        });
        let bars: Vec<(String, Decimal)> = bars.collect();
        let [(worse_says, _), _] = self.named_sides(result, &result.all);
        let title = words.say(
            "page-impact-groups-title",
            &[("side", &worse_says), ("say", self.say(result))],
        );
        let figures = bars.iter();
        let figures: Vec<(String, Amount)> = figures
            .map(|(name, share)| (name.clone(), Amount::Exact(*share)))
            .collect();
        let chart = figures_chart(
            &figures,
            &title,
            &Unit::of("%"),
            words,
            &format!("{table}-bars"),
            table,
        );
        let most = bars.iter().rev().max_by_key(|(_, share)| *share);
        let least = bars.iter().min_by_key(|(_, share)| *share);
        let says = match (&chart, most, least) {
            (Some(_), Some((most, most_share)), Some((least, least_share))) => {
                let [most_share, least_share] =
                    [most_share, least_share].map(|share| words.quantity(*share, &Unit::of("%")));
                let told = [
                    ("side", worse_says.as_str()),
                    ("most", most),
                    ("most-share", &most_share),
                    ("least", least),
                    ("least-share", &least_share),
                ];
                words.say("page-impact-groups-says", &told)
            }
            _ => String::new(),
        };
        (chart, says)
    }

    fn losses(self, result: &ResultImpact, id: &str) -> Option<TableTold> {
        let words = self.words;
        let rows = result.losses.iter().map(|loss| {
            let by = |by: Decimal| words.difference(by, &result.unit);
            vec![
                by(loss.least),
                by(loss.mean),
                self.stands_for(loss.count),
                self.in_common(loss),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return None;
        }
        Some(TableTold {
            id: format!("{id}-losses"),
            caption: words.say("page-impact-losses-caption", &[("say", self.say(result))]),
            heads: [
                "page-impact-loss-least",
                "page-impact-mean",
                "page-impact-people",
                "page-impact-loss-answers",
            ]
            .map(|key| words.say(key, &[]))
            .to_vec(),
            rows,
            has_lines: true,
            is_narrow: false,
            chart: None,
            chart_says: String::new(),
        })
    }

    /// What people with a loss answered and others did less often, a line each.
    fn in_common(self, loss: &Loss) -> String {
        let lines = loss
            .answers
            .iter()
            .filter_map(|(question, option, is_everyones)| {
                let question = self.scheme.questions.get(*question)?;
                let QuestionKind::Options(options) = &question.kind else {
                    return None;
                };
                let key = if *is_everyones {
                    "page-impact-all-of-them"
                } else {
                    "page-impact-most-of-them"
                };
                let told = [
                    ("ask", question.ask.as_str()),
                    ("answer", options.get(*option)?.say.as_str()),
                ];
                Some(self.words.say(key, &told))
            });
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            self.words.say("page-impact-nothing-in-common", &[])
        } else {
            lines.join("\n")
        }
    }

    fn open(self, open: &Open) -> String {
        let words = self.words;
        let scheme = if open.edition == 0 {
            self.impact.editions.before
        } else {
            self.scheme
        };
        let why = match open.why {
            None => words.say("page-impact-open-part", &[]),
            Some(Reason::Unknown(question)) => {
                let ask = scheme.questions.get(question);
                let ask = ask.map_or("", |question| question.ask.as_str());
                words.say("page-impact-open-unknown", &[("ask", ask)])
            }
            Some(Reason::OutsideTable(table)) => {
                let table = scheme.tables.get(table);
                let table = table.map_or("", |table| table.say.as_str());
                words.say("page-impact-open-table", &[("table", table)])
            }
            Some(Reason::TooLarge(_)) => words.say("page-impact-open-large", &[]),
            Some(reason) => describe_reason(scheme, &reason, words),
        };
        words.say(
            "page-impact-open-line",
            &[
                ("count", &self.count(&open.count)),
                ("edition", &scheme.edition),
                ("why", &why),
            ],
        )
    }

    fn left_out(self) -> Vec<String> {
        let Self { impact, words, .. } = self;
        if impact.rows_left_out == 0 {
            return vec![words.say("page-impact-left-out-none", &[])];
        }
        let rows = number(impact.rows_left_out);
        let mut lines = vec![words.say("page-impact-left-out", &[("count", &rows)])];
        lines.extend(impact.left_out.iter().map(|(kind, count)| {
            let why = words.say(&format!("page-impact-left-out-{}", kind.name()), &[]);
            let told = [("count", number(*count)), ("why", why)];
            let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
            words.say("page-impact-left-out-line", &told)
        }));
        lines
    }

    /// How many, or that it is not told.
    fn count(self, count: &Told<Count>) -> String {
        match count {
            Told::Is(count) => self.stands_for(*count),
            other => self.not_told(other),
        }
    }

    /// How many, with how many hundredths of others that is.
    fn count_of(self, count: &Told<Count>, of: &Told<Count>) -> String {
        let share = count
            .get()
            .filter(|count| count.people > 0)
            .zip(of.get())
            .and_then(|(count, of)| hundredths(*count, *of));
        match share {
            Some(share) => {
                let share = self.words.quantity(share, &Unit::of("%"));
                let count = self.count(count);
                self.words.say(
                    "page-impact-count-share",
                    &[("count", &count), ("share", &share)],
                )
            }
            None => self.count(count),
        }
    }

    fn stands_for(self, count: Count) -> String {
        if self.impact.is_weighted {
            decimal(count.stand_for)
        } else {
            number(count.people)
        }
    }

    fn not_told<T>(self, told: &Told<T>) -> String {
        match told {
            Told::Few => self.words.say("page-impact-few", &[]),
            _ => self.words.say("page-impact-kept", &[]),
        }
    }

    /// How many hundredths of all.
    fn share(self, count: &Told<Count>) -> String {
        let share = count
            .get()
            .and_then(|count| hundredths(*count, self.impact.people));
        share.map_or_else(String::new, |share| {
            self.words.quantity(share, &Unit::of("%"))
        })
    }

    /// The mean, the median and all of it.
    fn amounts(self, amounts: &Told<Option<Amounts>>, unit: &Unit) -> [String; 3] {
        match amounts {
            Told::Is(Some(amounts)) => [amounts.mean, amounts.median, amounts.total]
                .map(|by| self.words.difference(by, unit)),
            Told::Is(None) => [const { String::new() }; 3],
            other => {
                let text = self.not_told(other);
                [text.clone(), text.clone(), text]
            }
        }
    }
}

/// How many hundredths of others, to the nearest tenth of one.
fn hundredths(count: Count, of: Count) -> Option<Decimal> {
    let tenth = Rounding {
        direction: Direction::Nearest,
        to: Decimal::new(1, 1),
    };
    let share = exact::scale(
        count.stand_for,
        Decimal::ONE_HUNDRED,
        of.stand_for,
        Some(tenth),
    )?;
    Some(share.normalize())
}

fn number_of(count: &Told<Count>, is_weighted: bool) -> String {
    let count = count.get().copied();
    count.map_or_else(String::new, |count| {
        if is_weighted {
            decimal(count.stand_for)
        } else {
            number(count.people)
        }
    })
}

/// A whole number, thousands set off.
fn number(count: u64) -> String {
    decimal(count.into())
}

/// A number of people, to the nearest whole one, thousands set off.
fn decimal(count: Decimal) -> String {
    let whole = Rounding {
        direction: Direction::Nearest,
        to: Decimal::ONE,
    };
    let count = exact::round(count, whole).unwrap_or(count).normalize();
    Words::default().quantity(count, &Unit::none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_whole_and_have_their_thousands_set_off() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(decimal(Decimal::new(12_345, 1)), "1,235");
    }
}
