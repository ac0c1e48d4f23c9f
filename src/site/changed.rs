//! What changed since the edition before: who gains and who loses of the worked examples, and every rule, old and new.

use std::{cmp::Ordering, ops::RangeInclusive};

use serde::Serialize;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit, exact,
    explain::{describe_step, describe_when},
    scheme::{Direction, Kinder, Origin, Question, QuestionKind, Rate, Rounding, Table},
    unit::POUND,
    words::Words,
};

use super::{
    Body, Input, Page,
    cite::{Mark, References},
    frame::{Frame, Link, has_comparison, link},
    grid::grid,
    holding::{Declared, declared},
    route::{Place, Route},
    whose::{self, Whose},
};
use crate::{
    analyse::change::{
        self, Case, Editions, Effect, RuleChange, RuleKind, Shift, Standing, changes, effects,
        examples,
    },
    chart::{ChangeChart, change_chart},
    check::editions,
    councils::people_through,
    facts::Output,
};

/// What changed since the edition before.
#[derive(Clone, Debug, Serialize)]
pub struct Changed {
    /// Which editions are compared, in a sentence.
    pub between: String,
    /// Who loses and who gains, or else how many rules changed: the answer, a sentence each.
    pub lead: Vec<String>,
    /// What the worked examples come to, a table for each result that changed for somebody.
    pub results: Vec<ResultShift>,
    /// The same of the people whom councils are compared by.
    pub people: Vec<ResultShift>,
    /// The way to who these people are; `None` where there is no page that tells.
    pub who: Option<Link>,
    /// That the worked examples come to the same, where they do; empty where there are none or they do not.
    pub same: String,
    /// The named amounts.
    pub rates: Vec<RateShift>,
    /// The tables.
    pub tables: Vec<TableShift>,
    /// The questions.
    pub questions: Vec<QuestionShift>,
    /// The steps.
    pub steps: Vec<StepShift>,
    /// What is said of the ways to hold a budget.
    pub ways: Vec<WayShift>,
    /// By how much prices rose between the two, in a sentence; empty where that is not known.
    pub prices: String,
    /// Whether a named amount is told after prices.
    pub has_real: bool,
    /// The earlier and the later edition, as the headings of columns.
    pub editions: [String; 2],
    /// What changed between other editions of the same rules, the newest first.
    pub others: Vec<Link>,
}

/// What a result was and is for each worked example, or for each person.
#[derive(Clone, Debug, Serialize)]
pub struct ResultShift {
    /// Its name in the rules.
    #[serde(skip)]
    pub id: String,
    /// What the result is.
    pub say: String,
    /// What the column of their headings is called.
    pub who: String,
    /// Who they are, losses first.
    pub rows: Vec<CaseShift>,
    /// The changes that are exact, as a chart.
    pub chart: Option<ChangeChart>,
    /// Whether a year is told beside a week.
    pub has_year: bool,
    /// Whether it is told after prices.
    pub has_real: bool,
    /// Whether for some of them one rule can be named.
    pub has_rule: bool,
    /// That rules do more or less together than each by itself; empty where they do not.
    pub together: String,
}

/// What somebody came to and comes to.
#[derive(Clone, Debug, Serialize)]
pub struct CaseShift {
    /// Its name in its file.
    #[serde(skip)]
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What the earlier edition gives.
    pub before: String,
    /// What the later edition gives.
    pub after: String,
    /// The difference.
    pub change: String,
    /// The same for a year; empty where it is told for a year already.
    pub year: String,
    /// The difference after prices rose; empty where it is not known by how much they did.
    pub real: String,
    /// Whether it is better or worse for the person, in words; empty where the rules do not say which way is better.
    pub stands: String,
    /// The one rule that does most of it, and what it does; empty where none can be named.
    pub rule: String,
    /// Loss first: by this.
    #[serde(skip)]
    order: (u8, Decimal),
    /// The figures.
    #[serde(skip)]
    pub shift: Shift,
}

/// A named amount, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct RateShift {
    /// Its name in the rules.
    pub id: String,
    /// Its name in plain words.
    pub say: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
    /// By how much that is more or less.
    pub by: String,
    /// The same after prices rose; empty where it is not known by how much they did.
    pub real: String,
    /// Whether that is better or worse for people, in words.
    pub stands: String,
    /// Whose figure it is.
    pub mark: Option<Whose>,
    /// Where it comes from.
    pub cite: Option<Mark>,
    /// How sure the figure is now, in a sentence; empty where it was read in its source.
    pub sure: String,
}

/// A table, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct TableShift {
    /// Its name in the rules.
    pub id: String,
    /// Its caption.
    pub say: String,
    /// How it changed, in a sentence.
    pub sentence: String,
    /// The rows, old and new.
    pub rows: Vec<RowShift>,
}

/// A row of a table, or an option of a question, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct RowShift {
    /// Its heading.
    pub head: String,
    /// What it was; empty where there was none.
    pub before: String,
    /// What it is; empty where there is none.
    pub after: String,
}

/// A question, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionShift {
    /// Its name in the rules.
    pub id: String,
    /// The question.
    pub ask: String,
    /// How it changed, a sentence each.
    pub sentences: Vec<String>,
    /// The options that count otherwise.
    pub options: Vec<RowShift>,
}

/// A step, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct StepShift {
    /// Its name in the rules.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// That it is new, gone or otherwise.
    pub how: String,
    /// The rule that was, as an outline; empty where there was none.
    pub before: String,
    /// The rule that is.
    pub after: String,
    /// Whose rule it is.
    pub mark: Option<Whose>,
    /// Where it comes from.
    pub cite: Option<Mark>,
}

/// What is said of a way to hold a budget, old and new.
#[derive(Clone, Debug, Serialize)]
pub struct WayShift {
    /// The way.
    pub say: String,
    /// That it is new or gone; empty where it was told of before and is now.
    pub how: String,
    /// What is said otherwise.
    pub rows: Vec<RowShift>,
}

/// The rules that an edition came after: the newest before it that were in force, or may have been.
pub fn before<'a>(input: Input<'a>, scheme: &Scheme) -> Option<&'a Scheme> {
    editions::rules_before(scheme, input.schemes)
}

/// What changed since the edition before, a sentence each; empty where there is none.
pub fn told(input: Input<'_>, scheme: &Scheme) -> Vec<String> {
    match page(input, scheme).map(|page| page.body) {
        Some(Body::Changed(changed)) => changed.lead,
        _ => Vec::new(),
    }
}

/// The page; `None` where there is no edition before.
pub fn page(input: Input<'_>, scheme: &Scheme) -> Option<Page> {
    let words = input.words;
    let earlier = before(input, scheme)?;
    let spans = spans(earlier, scheme);
    let route = Route::Edition(&scheme.id, Place::Changed);
    let mut references = References::new(scheme, words);
    let mut body = between((input, earlier), (input, scheme), &mut references);
    body.who = people_told(input, route).filter(|_| !body.people.is_empty());
    body.others = others(input, scheme, route);
    let mut frame = Frame::of_edition(
        input,
        scheme,
        Place::Changed,
        words.say("page-changed-heading", &spans),
        words.say("page-changed-description", &spans),
    );
    frame.references = references.listed();
    frame.contents = [
        ("people", !body.results.is_empty()),
        ("everywhere", !body.people.is_empty()),
        ("figures", !body.rates.is_empty()),
        ("tables", !body.tables.is_empty()),
        ("questions", !body.questions.is_empty()),
        ("steps", !body.steps.is_empty()),
        ("ways", !body.ways.is_empty()),
        ("others", !body.others.is_empty()),
    ]
    .into_iter()
    .filter(|(_, is_there)| *is_there)
    .map(|(id, _)| {
        link(
            format!("#{id}"),
            words.say(&format!("page-changed-{id}"), &[]),
        )
    })
    .collect();
    if frame.contents.len() < 4 {
        frame.contents.clear();
    }
    Some(Page {
        frame,
        path: route.path(),
        body: Body::Changed(Box::new(body)),
    })
}

/// What sentences about two editions name.
fn spans<'a>(earlier: &'a Scheme, scheme: &'a Scheme) -> [(&'static str, &'a str); 4] {
    [
        ("before", &earlier.edition),
        ("after", &scheme.edition),
        ("council", &scheme.council),
        ("title", &scheme.title),
    ]
}

/// What changed from an edition to another, without the ways from their page to others. Each comes with what its own site
/// declares of it.
pub(crate) fn between(
    (was, earlier): (Input<'_>, &Scheme),
    (input, scheme): (Input<'_>, &Scheme),
    references: &mut References<'_>,
) -> Changed {
    let words = input.words;
    let both = [(was, earlier), (input, scheme)];
    let compared = Editions {
        before: earlier,
        after: scheme,
    };
    let changed = changes(compared, words);
    let comparison = |who: Who, cases| Effects {
        outputs: outputs(input, scheme),
        editions: compared,
        changes: &changed,
        who,
        each: effects(compared, &changed, cases),
        prices: price_rise(compared),
        words,
    };
    let people = comparison(Who::Person, people(&both));
    let comparison = comparison(Who::Example, examples(compared));
    let of_kind = |kind: RuleKind| changed.iter().filter(move |change| change.kind == kind);
    let rates: Vec<RateShift> = of_kind(RuleKind::Rate)
        .filter_map(|change| comparison.rate(*change, references))
        .collect();
    Changed {
        between: words.say("page-changed-between", &spans(earlier, scheme)),
        lead: comparison.lead(&people),
        results: comparison.results(),
        people: people.results(),
        who: None,
        same: if people.each.is_empty() {
            comparison.same()
        } else {
            String::new()
        },
        prices: comparison.prices.map_or_else(String::new, |percent| {
            words.say("page-changed-prices", &[("percent", &percent.to_string())])
        }),
        has_real: rates.iter().any(|rate| !rate.real.is_empty()),
        rates,
        tables: of_kind(RuleKind::Table)
            .filter_map(|change| comparison.table(*change))
            .collect(),
        questions: of_kind(RuleKind::Question)
            .filter_map(|change| comparison.question(*change))
            .collect(),
        steps: of_kind(RuleKind::Step)
            .filter_map(|change| comparison.step(*change, references))
            .collect(),
        ways: ways(&both),
        editions: [earlier.edition.clone(), scheme.edition.clone()],
        others: Vec::new(),
    }
}

/// By how many hundredths prices rose from one edition to another, where the later says it and the two are a year apart.
fn price_rise(editions: Editions<'_>) -> Option<Decimal> {
    const DAYS_OF_A_YEAR: RangeInclusive<i32> = 360..=371;
    let Editions { before, after } = editions;
    let days = editions::first_day(after)? - editions::first_day(before)?;
    let rose = change::price_rise(after).filter(|_| DAYS_OF_A_YEAR.contains(&days.get_days()))?;
    match rose.amount {
        Amount::Exact(percent) => Some(percent),
        _ => None,
    }
}

/// The ways to what changed between other editions.
fn others(input: Input<'_>, scheme: &Scheme, route: Route<'_>) -> Vec<Link> {
    let editions = editions::editions(scheme, input.schemes).into_iter().rev();
    let pairs = editions.filter_map(|edition| Some((before(input, edition)?, edition)));
    pairs
        .filter(|(_, edition)| edition.id != scheme.id)
        .map(|(before, after)| {
            let spans = [("before", &*before.edition), ("after", &*after.edition)];
            let text = input.words.say("page-changed-other", &spans);
            link(route.to(Route::Edition(&after.id, Place::Changed)), text)
        })
        .collect()
}

/// The people whom councils are compared by, as far as they go through both editions; none in another language than the
/// site's first, which they are told in.
fn people<'a>(editions: &[(Input<'a>, &Scheme); 2]) -> Vec<Case<'a>> {
    let [mut before, after] = editions.each_ref().map(|(input, scheme)| {
        if input.voice.0 > 0 {
            return Vec::new();
        }
        people_through(input.shared, scheme, input.facts.get(&scheme.id))
    });
    let both = after.into_iter().filter_map(|(persona, after)| {
        let place = before
            .iter()
            .position(|(other, _)| other.id == persona.id)?;
        let (_, before) = before.swap_remove(place);
        Some(Case {
            id: &persona.id,
            title: &persona.title,
            on: None,
            answers: [before.answers, after.answers],
        })
    });
    both.collect()
}

/// The steps that councils are compared by, what is best told of a person last: what is left to live on, before that what
/// the council pays, what the person pays, and the budget.
fn outputs(input: Input<'_>, scheme: &Scheme) -> Vec<usize> {
    let facts = input.facts.get(&scheme.id);
    let compared = facts.and_then(|facts| facts.compared.as_ref());
    let told = [
        Output::Budget,
        Output::Charge,
        Output::CouncilPays,
        Output::Left,
    ];
    let steps = told
        .into_iter()
        .filter_map(|output| compared?.step_of(output));
    steps.collect()
}

/// The way to who the people are whom councils are compared by.
fn people_told(input: Input<'_>, route: Route<'_>) -> Option<Link> {
    let text = || input.words.say("page-changed-who-they-are", &[]);
    has_comparison(input).then(|| link(route.to(Route::Compare), text()))
}

/// What is said otherwise of the ways to hold a budget.
fn ways(editions: &[(Input<'_>, &Scheme); 2]) -> Vec<WayShift> {
    let [(Input { words, .. }, _), _] = editions;
    let [mut before, after] = editions
        .each_ref()
        .map(|(input, scheme)| declared(*input, scheme));
    let alone = |way: Declared, key: &str| WayShift {
        say: way.say,
        how: words.say(key, &[]),
        rows: Vec::new(),
    };
    let mut ways = Vec::new();
    for way in after {
        let Some(place) = before.iter().position(|other| other.form == way.form) else {
            ways.push(alone(way, "page-changed-new"));
            continue;
        };
        let earlier = before.remove(place).rows.into_iter();
        let rows = earlier
            .zip(way.rows)
            .filter(|((_, was), (_, is))| was.text != is.text);
        let rows = rows.map(|((head, was), (_, is))| RowShift {
            head,
            before: was.text,
            after: is.text,
        });
        let rows: Vec<RowShift> = rows.collect();
        if !rows.is_empty() {
            ways.push(WayShift {
                say: way.say,
                how: String::new(),
                rows,
            });
        }
    }
    ways.extend(
        before
            .into_iter()
            .map(|way| alone(way, "page-changed-gone")),
    );
    ways
}

/// Whose figures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// The worked examples'.
    Example,
    /// Those of the people whom councils are compared by.
    Person,
}

impl Who {
    /// What begins the names of its messages.
    const fn key(self) -> &'static str {
        match self {
            Self::Example => "page-changed-",
            Self::Person => "page-changed-person-",
        }
    }
}

/// Two editions, what they give for some people, and all that is told of it.
struct Effects<'a> {
    editions: Editions<'a>,
    changes: &'a [RuleChange],
    /// The steps that councils are compared by, what is best told of a person last.
    outputs: Vec<usize>,
    who: Who,
    each: Vec<Effect<'a>>,
    /// By how many hundredths prices rose between the two, where that is known.
    prices: Option<Decimal>,
    words: &'a Words,
}

impl Effects<'_> {
    /// The result that says best what a change is to a person: of those that the rules say to be better one way, or else of
    /// all, the one that councils are compared by, or else the last.
    fn key_result(&self) -> Option<usize> {
        let first = self.each.first()?;
        let rank = |result: &usize| {
            let line = self.editions.after.results.get(*result);
            let step = line.map(|line| line.step);
            let compared = self.outputs.iter().position(|output| Some(*output) == step);
            (self.kinder(*result).is_some(), compared, *result)
        };
        let shared = first.results.iter().map(|shift| shift.result);
        shared.max_by_key(rank)
    }

    fn kinder(&self, result: usize) -> Option<Kinder> {
        self.editions.after.results.get(result)?.kinder
    }

    fn unit(&self, result: usize) -> Option<&Unit> {
        let step = self.editions.after.results.get(result)?.step;
        Some(&self.editions.after.steps.get(step)?.unit)
    }

    fn shifts(&self, result: usize) -> impl Iterator<Item = (&Effect<'_>, &Shift)> {
        self.each.iter().filter_map(move |effect| {
            let shift = effect.results.iter().find(|shift| shift.result == result)?;
            Some((effect, shift))
        })
    }

    /// Who loses and who gains of the worked examples and of the people whom councils are compared by, or else of how many
    /// figures; then how many rules changed.
    fn lead(&self, people: &Self) -> Vec<String> {
        let words = self.words;
        let mut lead = self.who_loses();
        lead.extend(people.who_loses());
        if lead.is_empty() {
            lead = self.lead_of_figures();
        }
        let count = self.changes.len().to_string();
        lead.push(match self.changes.len() {
            0 => words.say("page-changed-no-rule", &[]),
            1 => words.say("page-changed-one-rule", &[]),
            _ => words.say("page-changed-rules", &[("count", &count)]),
        });
        lead.extend(self.whose());
        lead
    }

    /// How many of the rules that changed are the council's own choices; `None` where all are, or where the rules are laid
    /// over no national ones.
    fn whose(&self) -> Option<String> {
        let national = self.editions.after.national.as_ref()?;
        let is_national = |change: &&RuleChange| {
            let origins = match change.kind {
                RuleKind::Rate => &national.rates,
                RuleKind::Table => &national.tables,
                RuleKind::Question => &national.questions,
                RuleKind::Step => &national.steps,
            };
            change.after.and_then(|place| origins.get(place)) == Some(&Origin::National)
        };
        let theirs = self.changes.iter().filter(is_national).count();
        let own = self.changes.len().saturating_sub(theirs);
        let key = match (own, theirs) {
            (_, 0) => return None,
            (0, _) => "page-changed-rules-all-national",
            (1, _) => "page-changed-rules-own-one",
            _ => "page-changed-rules-own",
        };
        let council = self.editions.after.council.as_str();
        let fill = [("council", council), ("own", &own.to_string())];
        Some(self.words.say(key, &fill))
    }

    /// Who loses and who gains, and who loses most; empty where nobody is known to.
    fn who_loses(&self) -> Vec<String> {
        let words = self.words;
        let Some(result) = self.key_result() else {
            return Vec::new();
        };
        let kinder = self.kinder(result);
        // Where the rules do not say which way is better, more stands for better.
        let standing = |shift: &Shift| shift.standing(kinder.or(Some(Kinder::Higher)));
        let of = |wanted: Standing| {
            let shifts = self.shifts(result);
            let found = shifts.filter(|(_, shift)| standing(shift) == Some(wanted));
            found.collect::<Vec<_>>()
        };
        let (worse, better) = (of(Standing::Worse), of(Standing::Better));
        let all = self.shifts(result).count();
        if worse.is_empty() && better.is_empty() {
            return Vec::new();
        }
        let said = self.editions.after.results.get(result);
        let fill = |count: usize| {
            [
                ("count", count.to_string()),
                ("all", all.to_string()),
                (
                    "what",
                    said.map_or_else(String::new, |said| said.say.clone()),
                ),
            ]
        };
        let say = |key: &str, count: usize| {
            let way = if kinder.is_some() { "" } else { "-figure" };
            let many = if count == 1 { "-one" } else { "" };
            let fill = fill(count);
            let fill: Vec<(&str, &str)> =
                fill.iter().map(|(name, text)| (*name, &**text)).collect();
            words.say(&format!("{}{key}{way}{many}", self.who.key()), &fill)
        };
        let mut lead = Vec::new();
        if !worse.is_empty() {
            lead.push(say("worse", worse.len()));
        }
        if !better.is_empty() {
            lead.push(say("better", better.len()));
        }
        let most = |shifts: &[(&Effect<'_>, &Shift)]| {
            let by = |(effect, shift): &(&Effect<'_>, &Shift)| {
                Some((shift.by()?.abs(), effect.case.title.to_owned()))
            };
            shifts.iter().filter_map(by).max_by_key(|(by, _)| *by)
        };
        let (shown, key) = if worse.is_empty() {
            (&better, "gains-most")
        } else {
            (&worse, "loses-most")
        };
        let key = format!("{}{key}", self.who.key());
        if let (Some((by, title)), Some(unit), true) =
            (most(shown), self.unit(result), kinder.is_some())
        {
            let difference = words.difference(by, unit);
            lead.push(match for_a_year(by, unit) {
                Some((year, per_year)) => words.say(
                    &format!("{key}-year"),
                    &[
                        ("who", &title),
                        ("by", &difference),
                        ("year", &words.quantity(year, &per_year)),
                    ],
                ),
                None => words.say(&key, &[("who", &title), ("by", &difference)]),
            });
        } else if let ([(effect, shift)], Some(unit)) = (&**shown, self.unit(result)) {
            lead.push(words.say(
                "page-changed-one",
                &[
                    ("who", effect.case.title),
                    ("before", &words.value(&shift.before, unit)),
                    ("after", &words.value(&shift.after, unit)),
                ],
            ));
        }
        lead
    }

    /// How many figures are better and worse for people, and which one most, where no worked example says so.
    fn lead_of_figures(&self) -> Vec<String> {
        let words = self.words;
        let Editions { before, after } = self.editions;
        let mut stood = Vec::new();
        let mut withheld = 0_usize;
        for change in self
            .changes
            .iter()
            .filter(|change| change.kind == RuleKind::Rate)
        {
            let was = change.before.and_then(|place| before.rates.get(place));
            let is = change.after.and_then(|place| after.rates.get(place));
            let (Some(was), Some(is)) = (was, is) else {
                continue;
            };
            if is.amount == Amount::NotPublished && was.amount != Amount::NotPublished {
                withheld = withheld.saturating_add(1);
            }
            let shift = rate_shift(was, is);
            stood.extend(shift.and_then(|(by, standing)| Some((standing?, by, is))));
        }
        let all = stood.len().to_string();
        let mut lead = Vec::new();
        for (wanted, key) in [(Standing::Worse, "worse"), (Standing::Better, "better")] {
            let found = stood.iter().filter(|(standing, ..)| *standing == wanted);
            let count = found.clone().count();
            let many = if count == 1 { "-one" } else { "" };
            if count > 0 {
                lead.push(words.say(
                    &format!("page-changed-figures-{key}{many}"),
                    &[("count", &count.to_string()), ("all", &all)],
                ));
            }
            let a_week = found.filter(|(_, by, rate)| for_a_year(*by, &rate.unit).is_some());
            if let Some((_, by, rate)) = a_week.max_by_key(|(_, by, _)| by.abs()) {
                let by = more_or_less(*by, &words.difference(by.abs(), &rate.unit), words);
                lead.push(words.say(
                    "page-changed-figure-most",
                    &[("what", &rate.say), ("by", &by)],
                ));
            }
        }
        if withheld > 0 {
            let key = if withheld == 1 {
                "page-changed-withheld-one"
            } else {
                "page-changed-withheld"
            };
            lead.push(words.say(key, &[("count", &withheld.to_string())]));
        }
        lead
    }

    /// A table for each result that is otherwise for somebody, the one that says most first.
    fn results(&self) -> Vec<ResultShift> {
        let Some(key) = self.key_result() else {
            return Vec::new();
        };
        let results = 0..self.editions.after.results.len();
        let others = results.filter(|result| *result != key);
        std::iter::once(key)
            .chain(others)
            .filter_map(|result| self.result(result))
            .collect()
    }

    fn result(&self, result: usize) -> Option<ResultShift> {
        let words = self.words;
        let unit = self.unit(result)?;
        let line = self.editions.after.results.get(result)?;
        let mut rows: Vec<CaseShift> = self
            .shifts(result)
            .map(|(effect, shift)| self.case(effect, shift, unit, line.kinder))
            .collect();
        if self
            .shifts(result)
            .all(|(_, shift)| shift.before == shift.after)
        {
            return None;
        }
        rows.sort_by_key(|row| row.order);
        let do_more_together = self
            .shifts(result)
            .any(|(_, shift)| shift.most.is_some() && !shift.adds_up);
        let exact = rows
            .iter()
            .filter_map(|row| Some((row.title.clone(), row.shift.by()?)));
        let exact: Vec<_> = exact.collect();
        let prefix = match self.who {
            Who::Example => format!("chart-change-{}", line.id),
            Who::Person => format!("chart-change-people-{}", line.id),
        };
        Some(ResultShift {
            who: words.say(&format!("{}who", self.who.key()), &[]),
            chart: change_chart(&exact, &line.say, unit, words, &prefix),
            id: line.id.clone(),
            say: line.say.clone(),
            has_real: rows.iter().any(|row| !row.real.is_empty()),
            has_year: rows.iter().any(|row| !row.year.is_empty()),
            has_rule: rows.iter().any(|row| !row.rule.is_empty()),
            together: if do_more_together {
                words.say("page-changed-together", &[])
            } else {
                String::new()
            },
            rows,
        })
    }

    fn case(
        &self,
        effect: &Effect<'_>,
        shift: &Shift,
        unit: &Unit,
        kinder: Option<Kinder>,
    ) -> CaseShift {
        let words = self.words;
        let year = shift.by().filter(|by| !by.is_zero()).and_then(|by| {
            let (year, unit) = for_a_year(by.abs(), unit)?;
            Some(more_or_less(by, &words.quantity(year, &unit), words))
        });
        let change = self.change(shift, unit);
        let year = year.unwrap_or_default();
        let stands = shift.standing(kinder);
        let size = shift.by().map_or(Decimal::ZERO, |by| by.abs());
        CaseShift {
            id: effect.case.id.to_owned(),
            title: effect.case.title.to_owned(),
            before: words.value(&shift.before, unit),
            after: words.value(&shift.after, unit),
            change,
            year,
            real: shift
                .before
                .exact()
                .zip(shift.after.exact())
                .map_or_else(String::new, |(before, after)| {
                    self.after_prices(before, after, unit)
                }),
            rule: shift.most.map_or_else(String::new, |(rule, does)| {
                let name = self
                    .changes
                    .get(rule)
                    .map_or_else(String::new, |change| self.name(*change));
                let does = more_or_less(does, &words.difference(does.abs(), unit), words);
                words.say(
                    "page-changed-rule-does",
                    &[("rule", &name), ("does", &does)],
                )
            }),
            order: match stands {
                Some(Standing::Worse) => (0, -size),
                Some(Standing::Better) => (1, -size),
                None if shift.by().is_some() => (1, -size),
                Some(Standing::Same) => (2, Decimal::ZERO),
                None => (3, Decimal::ZERO),
            },
            stands: in_words(stands, words),
            shift: shift.clone(),
        }
    }

    /// The difference between what a result was and is, as far as it is known.
    fn change(&self, shift: &Shift, unit: &Unit) -> String {
        let words = self.words;
        if let Some(by) = shift.by().filter(|by| !by.is_zero()) {
            return more_or_less(by, &words.difference(by.abs(), unit), words);
        }
        let key = match shift.direction() {
            Some(Ordering::Equal) => "page-changed-none",
            Some(Ordering::Less) => "page-changed-some-less",
            Some(Ordering::Greater) => "page-changed-some-more",
            None if shift.before == shift.after => "page-changed-none",
            None => "page-changed-not-known",
        };
        words.say(key, &[])
    }

    /// What the difference of two sums is after prices rose; empty where they are no money, or where it is not known by
    /// how much prices rose.
    fn after_prices(&self, before: Decimal, after: Decimal, unit: &Unit) -> String {
        let words = self.words;
        let by = self.prices.filter(|_| unit.is_money());
        let by = by.and_then(|percent| change::after_prices(before, after, percent));
        by.map_or_else(String::new, |by| {
            if by.is_zero() {
                words.say("page-changed-none", &[])
            } else {
                more_or_less(by, &words.quantity(by.abs(), unit), words)
            }
        })
    }

    /// That nothing of what the worked examples come to is otherwise.
    fn same(&self) -> String {
        let is_same = |effect: &Effect<'_>| {
            let mut results = effect.results.iter();
            results.all(|shift| shift.before == shift.after)
        };
        if self.each.is_empty() || !self.each.iter().all(is_same) {
            return String::new();
        }
        self.words.say("page-changed-same", &[])
    }

    /// What a changed rule is called.
    fn name(&self, change: RuleChange) -> String {
        let Editions { before, after } = self.editions;
        let of = |scheme: &Scheme, place: usize| match change.kind {
            RuleKind::Rate => scheme.rates.get(place).map(|rate| rate.say.clone()),
            RuleKind::Table => scheme.tables.get(place).map(|table| table.say.clone()),
            RuleKind::Question => scheme.questions.get(place).map(|asked| asked.ask.clone()),
            RuleKind::Step => scheme.steps.get(place).map(|step| step.say.clone()),
        };
        let said = change.after.and_then(|place| of(after, place));
        said.or_else(|| change.before.and_then(|place| of(before, place)))
            .unwrap_or_default()
    }

    fn rate(&self, change: RuleChange, references: &mut References<'_>) -> Option<RateShift> {
        let words = self.words;
        let Editions { before, after } = self.editions;
        let was = change.before.and_then(|place| before.rates.get(place));
        let is = change.after.and_then(|place| after.rates.get(place));
        let rate = is.or(was)?;
        let amounts = |rate: Option<&Rate>, key: &str| {
            let Some(rate) = rate else {
                return words.say(key, &[]);
            };
            let amounts = rate.amounts();
            let said: Vec<String> = amounts.map(|one| words.amount(one, &rate.unit)).collect();
            said.join(", ")
        };
        let (by, stands) = match (was, is) {
            (Some(was), Some(is)) => match rate_shift(was, is) {
                Some((by, standing)) if !by.is_zero() => {
                    let said = more_or_less(by, &words.difference(by.abs(), &is.unit), words);
                    let percent = share(was.amount, is.amount).filter(|_| !is.unit.is_percent());
                    let said = match percent {
                        Some(percent) => words.say(
                            "page-changed-by-percent",
                            &[("by", &said), ("percent", &percent.abs().to_string())],
                        ),
                        None => said,
                    };
                    (said, in_words(standing, words))
                }
                _ => (String::new(), String::new()),
            },
            _ => (String::new(), String::new()),
        };
        Some(RateShift {
            id: rate.id.clone(),
            say: rate.say.clone(),
            before: amounts(was, "page-changed-was-not"),
            after: amounts(is, "page-changed-is-gone"),
            by,
            stands,
            real: match (was.map(|was| was.amount), is.map(|is| is.amount)) {
                (Some(Amount::Exact(before)), Some(Amount::Exact(after))) => {
                    self.after_prices(before, after, &rate.unit)
                }
                _ => String::new(),
            },
            sure: is.map_or_else(String::new, |is| whose::sure(is.sure, words)),
            mark: change
                .after
                .and_then(|place| whose::mark_of_rate(after, place, words)),
            cite: references.refer(is.and_then(|is| is.cite.as_ref())),
        })
    }

    fn table(&self, change: RuleChange) -> Option<TableShift> {
        let words = self.words;
        let Editions { before, after } = self.editions;
        let was = change.before.and_then(|place| before.tables.get(place));
        let is = change.after.and_then(|place| after.tables.get(place));
        let table = is.or(was)?;
        let rows = |scheme: &Scheme, table: Option<&Table>| {
            let grid = table.map(|table| grid(scheme, table, words).0);
            let rows = grid.map_or_else(Vec::new, |grid| grid.rows);
            let told = rows.into_iter().map(|row| {
                let cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
                (row.head, cells.join(", "))
            });
            told.collect::<Vec<(String, String)>>()
        };
        let (earlier, later) = (rows(before, was), rows(after, is));
        Some(TableShift {
            id: table.id.clone(),
            say: table.say.clone(),
            sentence: match (was, is) {
                (None, _) => words.say("page-changed-new", &[]),
                (_, None) => words.say("page-changed-gone", &[]),
                (Some(was), Some(is)) => self.table_sentence(was, is, &earlier, &later),
            },
            rows: side_by_side(&earlier, &later),
        })
    }

    /// How many rows of a table rose and fell, and by what share where they can be compared row by row.
    fn table_sentence(
        &self,
        was: &Table,
        is: &Table,
        earlier: &[(String, String)],
        later: &[(String, String)],
    ) -> String {
        let words = self.words;
        let heads = |rows: &[(String, String)]| -> Vec<String> {
            rows.iter().map(|(head, _)| head.clone()).collect()
        };
        if heads(earlier) != heads(later) || was.unit != is.unit {
            return words.say("page-changed-rows", &[]);
        }
        let (old, new) = (was.amounts(), is.amounts());
        let pairs = || old.iter().zip(&new).filter(|(was, is)| was != is);
        let by = |(was, is): (&Amount, &Amount)| difference(*was, *is);
        let count = pairs().count().to_string();
        let of = old.len().to_string();
        let fill = [("count", count.as_str()), ("all", of.as_str())];
        let rose = pairs()
            .filter(|pair| by(*pair).is_some_and(|by| by > Decimal::ZERO))
            .count();
        let fell = pairs()
            .filter(|pair| by(*pair).is_some_and(|by| by < Decimal::ZERO))
            .count();
        let key = match (rose == pairs().count(), fell == pairs().count()) {
            (true, _) => "page-changed-rows-rose",
            (_, true) => "page-changed-rows-fell",
            _ => "page-changed-rows-otherwise",
        };
        let mut sentence = words.say(key, &fill);
        let mut shares: Vec<Decimal> = pairs().filter_map(|(was, is)| share(*was, *is)).collect();
        shares.sort();
        if let (Some(least), Some(most), true) = (
            shares.first(),
            shares.last(),
            shares.len() == pairs().count() && key != "page-changed-rows-otherwise",
        ) {
            let said = |share: &Decimal| share.abs().to_string();
            let (low, high) = (said(least), said(most));
            let key = if low == high {
                "page-changed-rows-by"
            } else {
                "page-changed-rows-by-range"
            };
            sentence.push(' ');
            sentence.push_str(&words.say(key, &[("low", &low), ("high", &high)]));
        }
        sentence
    }

    fn question(&self, change: RuleChange) -> Option<QuestionShift> {
        let words = self.words;
        let Editions { before, after } = self.editions;
        let was = change.before.and_then(|place| before.questions.get(place));
        let is = change.after.and_then(|place| after.questions.get(place));
        let question = is.or(was)?;
        let asked = |scheme: &Scheme, question: &Question| {
            let when = question.when.as_ref();
            when.map_or_else(
                || words.say("page-changed-asked-always", &[]),
                |when| describe_when(scheme, when, "page-asked-when", words),
            )
        };
        let options = |scheme: &Scheme, question: Option<&Question>| {
            let Some(QuestionKind::Options(options)) = question.map(|question| &question.kind)
            else {
                return Vec::new();
            };
            let told = options.iter().map(|option| {
                let counts = option.counts.iter().zip(&scheme.measures);
                let counts = counts
                    .filter_map(|(amount, measure)| Some(words.amount((*amount)?, &measure.unit)));
                let counts: Vec<String> = counts.collect();
                (option.say.clone(), words.list(&counts))
            });
            told.collect::<Vec<(String, String)>>()
        };
        let mut sentences = Vec::new();
        match (was, is) {
            (None, _) => sentences.push(words.say("page-changed-new", &[])),
            (_, None) => sentences.push(words.say("page-changed-gone", &[])),
            (Some(was), Some(is)) => {
                let (earlier, later) = (asked(before, was), asked(after, is));
                if earlier != later {
                    sentences.push(words.say(
                        "page-changed-asked",
                        &[("before", &earlier), ("after", &later)],
                    ));
                }
            }
        }
        let rows = match (was, is) {
            (Some(_), Some(_)) => {
                let rows = side_by_side(&options(before, was), &options(after, is));
                rows.into_iter()
                    .filter(|row| row.before != row.after)
                    .collect()
            }
            _ => Vec::new(),
        };
        Some(QuestionShift {
            id: question.id.clone(),
            ask: question.ask.clone(),
            sentences,
            options: rows,
        })
    }

    fn step(&self, change: RuleChange, references: &mut References<'_>) -> Option<StepShift> {
        let words = self.words;
        let Editions { before, after } = self.editions;
        let was = change.before.and_then(|place| before.steps.get(place));
        let is = change.after.and_then(|place| after.steps.get(place));
        let step = is.or(was)?;
        let key = match (was, is) {
            (None, _) => "page-changed-new",
            (_, None) => "page-changed-gone",
            _ => "page-changed-otherwise",
        };
        Some(StepShift {
            id: step.id.clone(),
            say: step.say.clone(),
            how: words.say(key, &[]),
            before: was.map_or_else(String::new, |step| describe_step(before, step, words)),
            after: is.map_or_else(String::new, |step| describe_step(after, step, words)),
            mark: change
                .after
                .and_then(|place| whose::mark_of_step(after, place, words)),
            cite: references.refer(is.and_then(|is| is.cite.as_ref())),
        })
    }
}

/// Rows by their headings, in the later order, with those that are gone after them.
fn side_by_side(earlier: &[(String, String)], later: &[(String, String)]) -> Vec<RowShift> {
    let find = |rows: &[(String, String)], head: &str| {
        let found = rows.iter().find(|(own, _)| own == head);
        found.map_or_else(String::new, |(_, text)| text.clone())
    };
    let kept = later.iter().map(|(head, text)| RowShift {
        head: head.clone(),
        before: find(earlier, head),
        after: text.clone(),
    });
    let is_gone = |(head, _): &&(String, String)| later.iter().all(|(own, _)| own != head);
    let gone = earlier.iter().filter(is_gone).map(|(head, text)| RowShift {
        head: head.clone(),
        before: text.clone(),
        after: String::new(),
    });
    kept.chain(gone).collect()
}

fn in_words(standing: Option<Standing>, words: &Words) -> String {
    let key = match standing {
        Some(Standing::Worse) => "page-changed-mark-worse",
        Some(Standing::Same) => "page-changed-mark-same",
        Some(Standing::Better) => "page-changed-mark-better",
        None => return String::new(),
    };
    words.say(key, &[])
}

/// `£5 a week more`.
pub(super) fn more_or_less(by: Decimal, difference: &str, words: &Words) -> String {
    let key = if by > Decimal::ZERO {
        "page-changed-more"
    } else {
        "page-changed-less"
    };
    words.say(key, &[("by", difference)])
}

/// A weekly sum of money for a year, of 52 weeks.
pub(super) fn for_a_year(figure: Decimal, unit: &Unit) -> Option<(Decimal, Unit)> {
    const WEEKS: Decimal = Decimal::from_parts(52, 0, 0, false, 0);
    let a_week = Unit::of(POUND).per("week");
    if *unit != a_week {
        return None;
    }
    Some((exact::multiply(figure, WEEKS)?, Unit::of(POUND).per("year")))
}

/// By how much a named amount is more, and what that is to people; `None` where one of the two is no figure.
fn rate_shift(was: &Rate, is: &Rate) -> Option<(Decimal, Option<Standing>)> {
    let by = difference(was.amount, is.amount).filter(|_| was.unit == is.unit)?;
    let kinder = is.kinder.or(was.kinder);
    let standing = kinder.map(|kinder| match by.cmp(&Decimal::ZERO) {
        Ordering::Equal => Standing::Same,
        Ordering::Greater if kinder == Kinder::Higher => Standing::Better,
        Ordering::Less if kinder == Kinder::Lower => Standing::Better,
        _ => Standing::Worse,
    });
    Some((by, standing))
}

fn difference(was: Amount, is: Amount) -> Option<Decimal> {
    match (was, is) {
        (Amount::Exact(was), Amount::Exact(is)) | (Amount::UpTo(was), Amount::UpTo(is)) => {
            exact::subtract(is, was)
        }
        _ => None,
    }
}

/// By how many hundredths of what it was an amount is more, to the nearest tenth.
fn share(was: Amount, is: Amount) -> Option<Decimal> {
    let by = difference(was, is)?;
    let was = was.figure().filter(|was| *was > Decimal::ZERO)?;
    let tenth = Rounding {
        direction: Direction::Nearest,
        to: Decimal::new(1, 1),
    };
    let share = exact::scale(by, Decimal::ONE_HUNDRED, was, Some(tenth))?;
    Some(share.normalize())
}
