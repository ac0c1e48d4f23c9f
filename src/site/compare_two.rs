//! Two councils, rule by rule: which rule makes the most difference and to whom, what everybody comes to in both, every rule
//! that differs, and how much each council publishes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use upfront_engine::{
    Decimal, Scheme,
    reads::steps_behind,
    scheme::{TableKind, Verb},
    words::Words,
};

use super::{
    Body, Input, Page, Pages,
    changed::more_or_less,
    compare_moving,
    compare_person::{Cell, Replied, openness, replied},
    frame::{Frame, Link, link, status},
    route::{Place, Route},
    rule_compared::{self, Found},
    rule_in_both::{RuleInBoth, in_both},
};
use crate::{
    analyse::{
        between::Exchanged,
        change::{RuleChange, RuleKind},
    },
    chart::{BandChart, Waterfall, on_one_axis, way_between},
    councils::{Comparison, Figure, Met, Stand, Two},
    facts::{Output, compared_rules},
};

/// Two councils, rule by rule.
#[derive(Clone, Debug, Serialize)]
pub struct TwoPage {
    /// The answer: which rule makes the most difference, and to whom; or that none can be named.
    pub lead: String,
    /// The rule; `None` where none can be named.
    pub most: Option<Most>,
    /// By rules of which years, and of which nations where they are not of one, a sentence each.
    pub years: Vec<String>,
    /// From the one figure to the other, rule by rule, for whom it makes the most difference.
    pub chart: Option<Waterfall>,
    /// What that shows, in a sentence.
    pub caption: String,
    /// The way to the same numbers in words.
    pub numbers: String,
    /// The two councils.
    pub councils: [Link; 2],
    /// What everybody comes to.
    pub people: Vec<Row>,
    /// For each person, every rule that makes a difference.
    pub reasons: Vec<Reasons>,
    /// Every rule that differs, by the editions.
    pub rules: Vec<Rules>,
    /// How much each publishes; `None` where nobody has looked.
    pub open: [Option<Link>; 2],
    /// The tables of bands of both, on one axis, each with its council.
    pub bands: Vec<Bands>,
    /// What a move does, each way.
    pub moving: Vec<Link>,
    /// The other pairs.
    pub others: Vec<Link>,
    /// What the councils say to how they are compared.
    pub replies: Vec<Replied>,
    /// The way to the method.
    pub method: String,
}

/// The rule that makes the most difference.
#[derive(Clone, Debug, Serialize)]
pub struct Most {
    /// What it is called.
    pub rule: String,
    /// What it is in each, where that is said in an amount.
    pub both: Vec<String>,
    /// What it does by itself, in a sentence.
    pub does: String,
    /// What the person comes to in both, in a sentence.
    pub whole: String,
    /// Of how many people it is the rule that makes the most difference, in a sentence.
    pub first_of: String,
}

/// What a person comes to in both councils.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The person.
    pub person: Link,
    /// What is compared, in words.
    pub what: String,
    /// The figures, each with the edition that it is by.
    pub cells: Vec<Side>,
    /// The difference.
    pub by: String,
    /// The rule that makes most of it, and what it does; empty where none can be named.
    pub rule: String,
}

/// A figure in a council.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// The figure.
    pub cell: Cell,
    /// The edition, and from when it is.
    pub edition: String,
}

/// What makes the difference for a person.
#[derive(Clone, Debug, Serialize)]
pub struct Reasons {
    /// Its name in an address.
    pub id: String,
    /// Whether it is told above, as that of the person to whom a rule makes the most difference.
    pub is_told: bool,
    /// Who, and how many rules.
    pub who: String,
    /// What the person comes to in each.
    pub ends: [Reason; 2],
    /// The rules, the one that does most first, and then what they do only together.
    pub rules: Vec<Reason>,
    /// Whether they add up, or act together.
    pub sum: String,
    /// That a part of the council’s own was exchanged as a figure; empty where none was.
    pub figure: String,
}

/// A rule that makes a difference to a person, or a figure that the person comes to.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// What it does, or how much it is.
    pub does: String,
    /// What it is called.
    pub rule: String,
    /// What it is in both, in a sentence each; empty where that is told at length below.
    pub both: String,
}

/// The rules that differ between two editions.
#[derive(Clone, Debug, Serialize)]
pub struct Rules {
    /// The editions; empty where all people go through the same two.
    pub heading: String,
    /// The kinds of rule, each with those that both have.
    pub kinds: Vec<Kind>,
    /// What only one of the two has: a sentence that says which, and the rules.
    pub alone: Vec<Alone>,
}

/// Rules of a kind that both councils have otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// Which kind, and how many.
    pub heading: String,
    /// Whether the nation has a figure of one.
    pub has_national: bool,
    /// Whether one makes a difference to somebody.
    pub has_most: bool,
    /// The rules.
    pub rows: Vec<Differs>,
}

/// A rule that both councils have otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Differs {
    /// What it is called.
    pub say: String,
    /// Its page among all councils; empty where it has none.
    pub href: String,
    /// What it is in each.
    pub both: [String; 2],
    /// The nation's own figure.
    pub national: String,
    /// To whom it does most, and what; empty where it does nothing by itself.
    pub most: String,
}

/// Rules that only one of the two has.
#[derive(Clone, Debug, Serialize)]
pub struct Alone {
    /// Whose, and how many.
    pub whose: String,
    /// What they are called.
    pub rules: Vec<String>,
}

/// A table of bands beside that of the other council.
#[derive(Clone, Debug, Serialize)]
pub struct Bands {
    /// The council.
    pub council: String,
    /// The table.
    pub chart: BandChart,
}

/// Adds the pages of every pair that the site asks for.
pub(super) fn add(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    rules: &[Found<'_>],
    made: &mut Pages<'_>,
) {
    let shown = rule_compared::shown(rules);
    for pair in &input.site.compare {
        let councils = pair.councils.each_ref().map(String::as_str);
        let [one, other] = councils;
        let of = |councils| {
            Two::of(
                comparison,
                councils,
                input.facts,
                input.words,
                input.is_kept,
            )
        };
        let two = of(councils);
        let back = of([other, one]);
        made.pages(page(input, comparison, &shown, councils, &two));
        made.pages(compare_moving::page(input, councils, &two, other));
        made.pages(compare_moving::page(input, councils, &back, one));
    }
}

/// The ways from a page to the pairs of a council, or to all where none is named.
pub fn links(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    from: Route<'_>,
    of: Option<&str>,
) -> Vec<Link> {
    let pairs = input.site.compare.iter().filter_map(|pair| {
        let councils = pair.councils.each_ref().map(String::as_str);
        let is_of = of.is_none_or(|council| councils.contains(&council));
        let route = Route::Two(councils);
        if !is_of || route == from {
            return None;
        }
        let mut people = comparison.people.iter();
        let stands = people.find_map(|person| person.in_both(councils))?;
        let names = stands.map(|stand| stand.scheme.council.clone());
        Some(link(from.to(route), heading(&names, input.words)))
    });
    pairs.collect()
}

/// What a pair is called.
pub(super) fn heading([one, other]: &[String; 2], words: &Words) -> String {
    words.say("page-two-heading", &[("one", one), ("other", other)])
}

fn page(
    input: Input<'_>,
    comparison: &Comparison<'_>,
    shown: &BTreeSet<&str>,
    councils: [&str; 2],
    two: &Two<'_, '_>,
) -> Option<Page> {
    let words = input.words;
    let route = Route::Two(councils);
    let pair = Pair::of(input, two, route)?;
    let names = pair.names();
    let heading = heading(&names, words);
    let [one, other] = &names;
    let description = words.say("page-two-description", &[("one", one), ("other", other)]);
    let frame = Frame::below_comparison(input, route, heading, description);
    let most = pair.two.most();
    let lead = match most {
        Some((met, rule)) => words.say(
            "page-two-lead",
            &[
                ("who", &met.person.persona.name),
                ("by", &pair.quantity(met, rule.does.abs())),
            ],
        ),
        None => words.say("page-two-lead-none", &[]),
    };
    let told = most.and_then(|(met, rule)| pair.most(met, rule));
    let chart = most.and_then(|(met, _)| pair.chart(met));
    let body = TwoPage {
        lead,
        most: told,
        years: pair.years(),
        chart,
        caption: most.map_or_else(String::new, |(met, _)| {
            let who = ("who", met.person.persona.name.as_str());
            words.say("page-two-chart", &[who, ("one", one), ("other", other)])
        }),
        numbers: most.map_or_else(String::new, |(met, _)| {
            format!("#{}", reasons_of(&met.person.persona.id))
        }),
        councils: pair.schemes.map(|scheme| {
            let there = Route::Edition(&scheme.id, Place::Home);
            link(route.to(there), scheme.council.clone())
        }),
        people: pair.people().map(|met| pair.row(met)).collect(),
        reasons: pair.people().filter_map(|met| pair.reasons(met)).collect(),
        rules: pair.rules(shown),
        open: pair.schemes.map(|scheme| openness(input, route, scheme)),
        bands: pair.bands(),
        moving: compare_moving::links(route, councils, &names, words),
        others: links(input, comparison, route, None),
        replies: pair.replies(),
        method: route.to(Route::CompareMethod),
    };
    Some(Page {
        path: route.path(),
        body: Body::Two(Box::new(body)),
        frame,
    })
}

/// What the pages of two councils are made from.
pub(super) struct Pair<'a> {
    pub(super) input: Input<'a>,
    pub(super) two: &'a Two<'a, 'a>,
    pub(super) route: Route<'a>,
    /// The editions that most people go through.
    pub(super) schemes: [&'a Scheme; 2],
}

impl<'a> Pair<'a> {
    /// `None` where nobody goes through both.
    pub(super) fn of(input: Input<'a>, two: &'a Two<'a, 'a>, route: Route<'a>) -> Option<Self> {
        let mut counts: BTreeMap<[&str; 2], (usize, [&'a Scheme; 2])> = BTreeMap::new();
        for met in &two.people {
            let schemes = met.stands.map(|stand| stand.scheme);
            let (count, _) = counts.entry(ids(schemes)).or_insert((0, schemes));
            *count = count.saturating_add(1);
        }
        let (_, schemes) = counts.into_values().max_by_key(|(count, _)| *count)?;
        Some(Self {
            input,
            two,
            route,
            schemes,
        })
    }

    const fn words(&self) -> &'a Words {
        self.input.words
    }

    pub(super) fn names(&self) -> [String; 2] {
        self.schemes.map(|scheme| scheme.council.clone())
    }

    /// A figure of a person in the unit that the person is compared in.
    fn quantity(&self, met: &Met<'_, '_>, figure: Decimal) -> String {
        let unit = met.unit();
        unit.map_or_else(String::new, |unit| self.words().quantity(figure, unit))
    }

    /// By how much a figure is more or less, in words.
    fn more(&self, met: &Met<'_, '_>, by: Decimal) -> String {
        more_or_less(by, &self.quantity(met, by.abs()), self.words())
    }

    fn told(&self, met: &Met<'a, 'a>, rule: &Exchanged) -> Option<RuleInBoth> {
        let change = self.two.differ(met).get(rule.rule)?;
        in_both(*change, met.stands.map(|stand| stand.scheme), self.words())
    }

    /// The rule that makes the most difference, with what it does to the person for whom it does.
    fn most(&self, met: &Met<'a, 'a>, rule: &Exchanged) -> Option<Most> {
        let words = self.words();
        let change = self.two.differ(met).get(rule.rule)?;
        let told = self.told(met, rule)?;
        let [one, other] = met.stands.map(|stand| stand.scheme.council.as_str());
        let who = met.person.persona.name.as_str();
        let output = met.output?.name();
        let [from, to] = met.figures()?.map(Figure::exact);
        let does = [
            ("one", one),
            ("other", other),
            ("who", who),
            ("by", &self.more(met, rule.does)),
        ];
        let whole = [
            ("one", one),
            ("other", other),
            ("who", who),
            ("from", &self.quantity(met, from?)),
            ("to", &self.quantity(met, to?)),
        ];
        let both = met.stands.iter().zip(&told.both).map(|(stand, amount)| {
            let council = ("council", stand.scheme.council.as_str());
            words.say("page-two-side", &[council, ("rule", amount)])
        });
        let is_first = |other: &&Met<'a, 'a>| {
            let first = other
                .first()
                .and_then(|first| self.two.differ(other).get(first.rule));
            first == Some(change)
        };
        let count = self.people().filter(is_first).count().to_string();
        let all = self.two.people.len().to_string();
        Some(Most {
            first_of: words.say("page-two-first-of", &[("count", &count), ("all", &all)]),
            // A step is told in a sentence, which is too long to stand before all else.
            both: match change.kind {
                RuleKind::Step => Vec::new(),
                _ => both.collect(),
            },
            rule: told.say,
            does: words.say(&format!("page-two-does-{output}"), &does),
            whole: words.say(&format!("page-two-whole-{output}"), &whole),
        })
    }

    /// By rules of which years and nations the figures are.
    pub(super) fn years(&self) -> Vec<String> {
        let words = self.words();
        let [one, other] = self.schemes;
        let names = [
            ("one", one.council.as_str()),
            ("other", other.council.as_str()),
        ];
        let editions = [
            ("first", one.edition.as_str()),
            ("second", other.edition.as_str()),
        ];
        let mut told = vec![if one.edition == other.edition {
            words.say("page-two-years-same", &editions)
        } else {
            words.say("page-two-years-differ", &[names, editions].concat())
        }];
        let years: BTreeSet<&str> = self
            .people()
            .map(|met| met.person.persona.year.as_str())
            .collect();
        let is_of_other_years = |edition: &str| years.iter().any(|year| *year != edition);
        if self
            .schemes
            .iter()
            .any(|scheme| is_of_other_years(&scheme.edition))
        {
            let years: Vec<String> = years.into_iter().map(str::to_owned).collect();
            told.push(words.say("page-two-money", &[("years", &words.list(&years))]));
        }
        if self.nations().iter().collect::<BTreeSet<_>>().len() > 1 {
            told.push(words.say("page-two-nations", &[]));
        }
        for scheme in self.schemes {
            let council = [("council", scheme.council.as_str())];
            let facts = self.input.facts.get(&scheme.id);
            let compared = facts.and_then(|facts| facts.compared.as_ref());
            if scheme.fictional {
                told.push(words.say("page-two-made-up", &council));
            } else if compared.is_some_and(|compared| compared.assumes) {
                told.push(words.say("page-two-assumed", &council));
            }
        }
        told
    }

    fn people(&self) -> impl Iterator<Item = &'a Met<'a, 'a>> {
        self.two.people.iter()
    }

    /// The nation of each council.
    pub(super) fn nations(&self) -> [&'a str; 2] {
        let first = self.people().next();
        first.map_or([""; 2], |met| met.stands.map(|stand| stand.nation))
    }

    /// The way from the first council's figure to the second's.
    fn chart(&self, met: &Met<'a, 'a>) -> Option<Waterfall> {
        let words = self.words();
        let between = met.between.as_ref()?;
        let [from, to] = met.figures()?.map(Figure::exact);
        let [one, other] = met
            .stands
            .map(|stand| words.say("page-two-in", &[("council", &stand.scheme.council)]));
        let told = between.rules.iter().map(|rule| {
            let told = self.told(met, rule)?;
            Some((told.say, rule.does))
        });
        let mut changes: Vec<(String, Decimal)> = told.collect::<Option<_>>()?;
        let rest = between.rest().filter(|rest| !rest.is_zero());
        changes.extend(rest.map(|rest| (words.say("page-two-together", &[]), rest)));
        way_between(
            (one, from?),
            &changes,
            (other, to?),
            (met.unit()?, words),
            ("between", &reasons_of(&met.person.persona.id)),
        )
    }

    pub(super) fn sides(&self, met: &Met<'a, 'a>) -> Vec<Side> {
        let words = self.words();
        let output = met.output.unwrap_or(met.person.persona.lead);
        let sides = met.stands.iter().map(|stand| {
            let cell = match stand.figures.get(&output) {
                Some((figure, unit)) => Cell::of(figure, unit, words),
                None => Cell {
                    text: words.say("page-compare-undecided", &[]),
                    shape: "none",
                },
            };
            let stands = status(self.input, stand.scheme);
            let of = [
                ("edition", stand.scheme.edition.as_str()),
                ("status", &stands),
            ];
            Side {
                cell,
                edition: words.say("page-two-edition", &of),
            }
        });
        sides.collect()
    }

    fn row(&self, met: &Met<'a, 'a>) -> Row {
        let words = self.words();
        let persona = met.person.persona;
        let output = met.output.unwrap_or(persona.lead);
        let [one, other] = met.stands.map(|stand| stand.scheme.council.as_str());
        let by = match met.by() {
            None => words.say("page-two-no-difference", &[]),
            Some(by) if by.is_zero() => words.say("page-two-same", &[]),
            Some(by) => {
                let council = if by > Decimal::ZERO { other } else { one };
                let by = self.quantity(met, by.abs());
                words.say("page-two-more", &[("by", &by), ("council", council)])
            }
        };
        Row {
            person: link(
                self.route.to(Route::Person(&persona.id)),
                persona.title.clone(),
            ),
            what: words.say(&format!("page-two-what-{}", output.name()), &[]),
            cells: self.sides(met),
            by,
            rule: self.first(met),
        }
    }

    /// The rule that makes most of the difference to a person, and what it does; empty where none can be named.
    pub(super) fn first(&self, met: &Met<'a, 'a>) -> String {
        let told = met
            .first()
            .and_then(|rule| Some((self.told(met, rule)?, rule)));
        told.map_or_else(String::new, |(told, rule)| {
            let does = self.more(met, rule.does);
            self.words().say(
                "page-two-rule-does",
                &[("rule", &told.say), ("does", &does)],
            )
        })
    }

    fn reasons(&self, met: &Met<'a, 'a>) -> Option<Reasons> {
        let words = self.words();
        let between = met.between.as_ref().filter(|told| !told.rules.is_empty())?;
        let persona = met.person.persona;
        let [one, other] = met.stands.map(|stand| stand.scheme.council.as_str());
        let who = [
            ("who", persona.name.as_str()),
            ("one", one),
            ("other", other),
        ];
        let rules = between.rules.iter().filter_map(|rule| {
            let told = self.told(met, rule)?;
            let [first, second] = &told.both;
            let both = [
                ("one", one),
                ("first", first.as_str()),
                ("other", other),
                ("second", second),
            ];
            Some(Reason {
                does: self.more(met, rule.does),
                rule: told.say,
                // A step is told in a sentence or more, once for all people.
                both: match self.two.differ(met).get(rule.rule)?.kind {
                    RuleKind::Step => String::new(),
                    _ => words.say("page-two-both", &both),
                },
            })
        });
        let rest = between.rest().filter(|rest| !rest.is_zero());
        let plain = |rule: String, does: String| Reason {
            does,
            rule,
            both: String::new(),
        };
        let together = rest.map(|rest| {
            let together = words.say("page-two-together", &[]);
            plain(together, self.more(met, rest))
        });
        let [from, to] = met.figures()?.map(Figure::exact);
        let ends = [(one, from?), (other, to?)].map(|(council, figure)| {
            let council = words.say("page-two-in", &[("council", council)]);
            plain(council, self.quantity(met, figure))
        });
        let sum = match &together {
            Some(together) => words.say("page-two-interact", &[("rest", &together.does)]),
            None => words.say("page-two-adds-up", &[]),
        };
        let count = between.rules.len().to_string();
        let key = match between.rules.len() {
            1 => "page-two-reasons-one",
            _ => "page-two-reasons",
        };
        let is_figure = between.rules.iter().any(|rule| rule.by_figure);
        let most = self.two.most().map(|(most, _)| most.person.persona);
        Some(Reasons {
            id: reasons_of(&persona.id),
            is_told: most.is_some_and(|most| most.id == persona.id),
            who: words.say(key, &[("who", &persona.title), ("count", &count)]),
            ends,
            rules: rules.chain(together).collect(),
            sum,
            figure: if is_figure {
                words.say("page-two-by-figure", &who)
            } else {
                String::new()
            },
        })
    }

    /// Every rule that differs, by the editions.
    fn rules(&self, shown: &BTreeSet<&str>) -> Vec<Rules> {
        let all = self.two.differ.keys();
        let of_editions = all.filter_map(|editions| {
            let of = |met: &&'a Met<'a, 'a>| ids(met.stands.map(|stand| stand.scheme)) == *editions;
            let people: Vec<&'a Met<'a, 'a>> = self.people().filter(of).collect();
            let schemes = people.first()?.stands.map(|stand| stand.scheme);
            Some(self.rules_of(schemes, &people, shown))
        });
        of_editions.collect()
    }

    fn rules_of(
        &self,
        schemes: [&'a Scheme; 2],
        people: &[&'a Met<'a, 'a>],
        shown: &BTreeSet<&str>,
    ) -> Rules {
        let words = self.words();
        let differ = people.first().map_or(&[][..], |met| self.two.differ(met));
        let kinds = [
            (RuleKind::Rate, "rates"),
            (RuleKind::Table, "tables"),
            (RuleKind::Question, "questions"),
            (RuleKind::Step, "steps"),
        ];
        let kinds = kinds.into_iter().filter_map(|(kind, key)| {
            let rows = differ.iter().enumerate().filter_map(|(place, rule)| {
                let is_both = rule.kind == kind && rule.before.is_some() && rule.after.is_some();
                is_both.then(|| self.differs((place, *rule), schemes, people, shown))?
            });
            let rows: Vec<Differs> = rows.collect();
            let count = rows.len().to_string();
            (!rows.is_empty()).then(|| Kind {
                heading: words.say(&format!("page-two-{key}"), &[("count", &count)]),
                has_national: rows.iter().any(|row| !row.national.is_empty()),
                has_most: rows.iter().any(|row| !row.most.is_empty()),
                rows,
            })
        });
        let alone = [0, 1].into_iter().filter_map(|side| {
            let is_alone = |rule: &&RuleChange| match side {
                0 => rule.before.is_none(),
                _ => rule.after.is_none(),
            };
            let rules = differ.iter().filter(is_alone);
            let rules: Vec<String> = rules
                .filter_map(|rule| Some(in_both(*rule, schemes, words)?.say))
                .collect();
            let count = rules.len().to_string();
            let council = schemes.get(side)?.council.as_str();
            (!rules.is_empty()).then(|| Alone {
                whose: words.say("page-two-alone", &[("council", council), ("count", &count)]),
                rules,
            })
        });
        let [one, other] = schemes;
        let editions = [
            ("one", one.council.as_str()),
            ("first", &one.edition),
            ("other", &other.council),
            ("second", &other.edition),
        ];
        Rules {
            heading: if self.two.differ.len() > 1 {
                words.say("page-two-editions", &editions)
            } else {
                String::new()
            },
            kinds: kinds.collect(),
            alone: alone.collect(),
        }
    }

    fn differs(
        &self,
        (place, rule): (usize, RuleChange),
        schemes: [&'a Scheme; 2],
        people: &[&'a Met<'a, 'a>],
        shown: &BTreeSet<&str>,
    ) -> Option<Differs> {
        let told = in_both(rule, schemes, self.words())?;
        let does = people.iter().rev().filter_map(|met| {
            let mut rules = met.between.as_ref()?.rules.iter();
            Some((*met, rules.find(|own| own.rule == place)?))
        });
        let most = does.max_by_key(|(_, own)| own.does.abs());
        Some(Differs {
            href: self.compared(rule, schemes, shown),
            say: told.say,
            both: told.both,
            national: told.national,
            most: most.map_or_else(String::new, |(met, own)| {
                let does = self.more(met, own.does);
                let who = ("who", met.person.persona.name.as_str());
                self.words().say("page-two-to", &[("does", &does), who])
            }),
        })
    }

    /// The page that has a rule in every council; empty where there is none.
    fn compared(&self, rule: RuleChange, schemes: [&Scheme; 2], shown: &BTreeSet<&str>) -> String {
        let sides = schemes.iter().zip([rule.after, rule.before]);
        let mut names = sides.filter_map(|(scheme, place)| {
            let place = place.filter(|_| rule.kind == RuleKind::Rate)?;
            let facts = self.input.facts.get(&scheme.id);
            let said = facts.and_then(|facts| facts.rates.get(&place));
            let about = said.map(|said| said.about.as_str());
            let id = scheme.rates.get(place)?.id.as_str();
            Some(about.filter(|about| !about.is_empty()).unwrap_or(id))
        });
        let name = names.next().unwrap_or_default();
        let mut rules = compared_rules().iter();
        let rule = rules.find(|rule| rule.figures.iter().any(|figure| figure.id == name));
        let rule = rule.filter(|rule| shown.contains(rule.id.as_str()));
        rule.map_or_else(String::new, |rule| {
            self.route.to(Route::RuleCompared(&rule.id))
        })
    }

    /// The tables of bands by which both come from points to money, on one axis.
    fn bands(&self) -> Vec<Bands> {
        /// So many tables of a council are shown.
        const MOST: usize = 2;
        let words = self.schemes.map(|scheme| self.words().for_scheme(scheme));
        let Some(met) = self
            .people()
            .find(|met| ids(met.stands.map(|stand| stand.scheme)) == ids(self.schemes))
        else {
            return Vec::new();
        };
        let mut tables: Vec<(&Scheme, usize, &Words)> = Vec::new();
        for (stand, words) in met.stands.iter().zip(&words) {
            let own = points_tables(stand);
            if own.is_empty() {
                return Vec::new();
            }
            let own = own.into_iter().take(MOST);
            let words: &Words = words;
            tables.extend(own.map(|table| (stand.scheme, table, words)));
        }
        let units: BTreeSet<_> = tables
            .iter()
            .filter_map(|(scheme, table, _)| Some(&scheme.tables.get(*table)?.unit))
            .collect();
        if units.len() > 1 {
            return Vec::new();
        }
        let charts = on_one_axis(&tables, "bands");
        let of = tables.iter().map(|(scheme, ..)| scheme.council.clone());
        let bands = of.zip(charts);
        bands
            .map(|(council, chart)| Bands { council, chart })
            .collect()
    }

    fn replies(&self) -> Vec<Replied> {
        let replies = self.schemes.iter().filter_map(|scheme| {
            let facts = self.input.facts.get(&scheme.id)?;
            Some(replied(
                facts.reply.as_ref()?,
                &scheme.council,
                self.words(),
            ))
        });
        replies.collect()
    }
}

/// The name in an address of what makes the difference for a person.
fn reasons_of(persona: &str) -> String {
    format!("reasons-{persona}")
}

fn ids(schemes: [&Scheme; 2]) -> [&str; 2] {
    schemes.map(|scheme| scheme.id.as_str())
}

/// The tables that come from the points to the budget.
fn points_tables(stand: &Stand<'_>) -> Vec<usize> {
    let scheme = stand.scheme;
    let points = stand.compared.step_of(Output::Points);
    let points = points.and_then(|step| Some(&scheme.steps.get(step)?.unit));
    let (Some(points), Some(budget)) = (points, stand.compared.step_of(Output::Budget)) else {
        return Vec::new();
    };
    let mut tables = Vec::new();
    for step in steps_behind(scheme, [budget]) {
        let verb = scheme.steps.get(step).map(|step| &step.verb);
        let Some(Verb::LookUp { table, .. }) = verb else {
            continue;
        };
        let of = scheme.tables.get(*table);
        let is_by_points = of.is_some_and(|of| {
            matches!(&of.kind, TableKind::Bands { by, .. } if by == points) && of.unit.is_money()
        });
        if is_by_points && !tables.contains(table) {
            tables.push(*table);
        }
    }
    tables
}
