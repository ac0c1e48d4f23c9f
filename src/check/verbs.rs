//! Verbs: what each reads, what comes out, and in what unit.

use upfront_engine::{
    Amount, Decimal, Unit, exact,
    scheme::{Operand, QuestionKind, TableKind, Verb},
};

use super::{
    Checking, Thing,
    amounts::Written,
    operands::{Counted, Typed},
    reach::Reach,
    steps::Worked,
    unit_words::{PERIODS, in_words},
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding},
    language::Reader,
    source::{Node, NodeKind, Span},
};

/// A verb, and the keys that go with it.
#[derive(Debug)]
pub(super) struct VerbKeys {
    pub verb: &'static str,
    /// Keys that have to stand beside it.
    pub needs: &'static [&'static str],
    /// Keys that may.
    pub may: &'static [&'static str],
}

const fn verb(
    verb: &'static str,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> VerbKeys {
    VerbKeys { verb, needs, may }
}

/// Every verb.
pub(super) static VERBS: &[VerbKeys] = &[
    verb("add up", &[], &["over"]),
    verb("sum", &[], &["less"]),
    verb("multiply", &["by"], &[]),
    verb("units", &["at"], &[]),
    verb("look up", &["in"], &["and"]),
    verb("for every", &["of", "gives"], &["part counts"]),
    verb("least of", &[], &[]),
    verb("greatest of", &[], &[]),
    verb("share", &["of"], &[]),
    verb("round", &[], &["up to", "down to", "to the nearest"]),
    verb("convert", &["to", "with"], &[]),
    verb("stop when", &["gives"], &[]),
];

impl Checking<'_> {
    /// Reads what a verb needs. `None` where there is a finding about it.
    pub(super) fn work(
        &mut self,
        reader: &Reader<'_>,
        verb: &VerbKeys,
        rounded: bool,
    ) -> Option<Worked> {
        match verb.verb {
            "add up" => self.add_up(reader),
            "sum" => self.sum(reader),
            "multiply" => self.multiply(reader),
            "units" => self.units_at(reader),
            "look up" => self.look_up(reader, rounded),
            "for every" => self.for_every(reader),
            "least of" => self.choose(reader, "least of", Verb::LeastOf, Reach::least),
            "greatest of" => self.choose(reader, "greatest of", Verb::GreatestOf, Reach::greatest),
            "share" => self.share(reader),
            "round" => {
                let what = self.operand(reader.value("round")?);
                Some(Worked {
                    counted: what.counted.clone(),
                    reach: what.reach,
                    verb: Verb::Round(what.operand),
                })
            }
            "convert" => self.convert(reader, rounded),
            "stop when" => self.stop(reader),
            _ => None,
        }
    }

    fn operands(&mut self, reader: &Reader<'_>, key: &str) -> Vec<Typed> {
        let nodes = reader.list(key);
        if let (Some(node), true) = (reader.value(key), nodes.is_empty()) {
            self.find(
                Finding::new(Code::WrongType, node.span, format!("`{key}` is empty"))
                    .label("an empty list")
                    .advice("Name at least one step, rate or amount."),
            );
        }
        nodes.iter().map(|node| self.operand(node)).collect()
    }

    fn add_up(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let (name, at) = reader.text("add up")?;
        let measure = self.measures.resolve(name.trim(), at, self.findings).ok();
        let counts = |checking: &Self, question: usize, measure: usize| {
            checking.scheme.questions.get(question).is_some_and(|question| {
                matches!(&question.kind, QuestionKind::Options(options)
                    if options.iter().any(|option| option.counts.get(measure).is_some_and(Option::is_some)))
            })
        };
        let mut fits = true;
        let all = 0..self.scheme.questions.len();
        let over: Vec<usize> = match reader.value("over") {
            None => {
                fits = !reader.is_written("over");
                match measure {
                    Some(measure) => all
                        .filter(|question| counts(self, *question, measure))
                        .collect(),
                    None => all.collect(),
                }
            }
            Some(Node {
                kind: NodeKind::Map(_),
                ..
            }) => {
                let abouts: Vec<&str> = reader
                    .map("over", self.findings)
                    .map(|over| {
                        over.texts("about")
                            .into_iter()
                            .map(|(text, _)| text.trim())
                            .collect()
                    })
                    .unwrap_or_default();
                all.filter(|question| {
                    let about = self
                        .scheme
                        .questions
                        .get(*question)
                        .map_or("", |question| question.about.as_str());
                    abouts.contains(&about)
                        && measure.is_none_or(|measure| counts(self, *question, measure))
                })
                .collect()
            }
            Some(_) => {
                let mut over = Vec::new();
                for (name, at) in reader.texts("over") {
                    let Some(question) = self.question(name, at) else {
                        fits = false;
                        continue;
                    };
                    if let Some(measure) = measure
                        && !counts(self, question, measure)
                    {
                        fits = false;
                        if self.is_whole(question) && !self.broken_measures.contains(&measure) {
                            let measure = self
                                .scheme
                                .measures
                                .get(measure)
                                .map_or("", |measure| measure.id.as_str());
                            let finding = Finding::new(
                                Code::UnitClash,
                                at,
                                format!("no option of `{}` counts {measure}", name.trim()),
                            )
                            .label("counts nothing of it")
                            .advice("Say what its options count, or leave it out.");
                            self.find(finding);
                        }
                        continue;
                    }
                    over.push(question);
                }
                over
            }
        };
        for question in &over {
            self.used.insert(Thing::Question(*question));
        }
        let measure = measure?;
        if over.is_empty()
            && fits
            && !self.broken_measures.contains(&measure)
            && self.whole_questions.iter().all(|whole| *whole)
        {
            let id = self
                .scheme
                .measures
                .get(measure)
                .map_or("", |measure| measure.id.as_str());
            let finding = Finding::new(
                Code::UnknownName,
                reader.value("over").map_or(at, |node| node.span),
                format!("no question counts {id} here"),
            )
            .label("nothing to add up")
            .advice("Say what the options count, such as `points: 8`.");
            self.find(finding);
            return None;
        }
        let known = fits
            && !self.broken_measures.contains(&measure)
            && self.whole_questions.iter().all(|whole| *whole);
        let reach = known.then(|| Reach::of_added_up(&self.scheme, measure, &over));
        Some(Worked {
            counted: match self.measure_units.get(measure).cloned().flatten() {
                Some(unit) => Counted::In(unit),
                None => Counted::Unknown,
            },
            reach,
            verb: Verb::AddUp { measure, over },
        })
    }

    fn sum(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let add = self.operands(reader, "sum");
        let less = self.operands(reader, "less");
        let counted = self.agree(add.iter().chain(&less));
        let total = |parts: &[Typed]| {
            parts
                .iter()
                .map(|part| part.reach)
                .try_fold(Reach::of(Decimal::ZERO), |sum, reach| {
                    Some(sum.plus(reach?))
                })
        };
        let reach = total(&add)
            .zip(total(&less))
            .map(|(add, less)| add.minus(less));
        let place = unit_of(&counted);
        let settle =
            |parts: Vec<Typed>| parts.into_iter().map(|part| part.settled(&place)).collect();
        Some(Worked {
            counted,
            reach,
            verb: Verb::Sum {
                add: settle(add),
                less: settle(less),
            },
        })
    }

    fn choose(
        &mut self,
        reader: &Reader<'_>,
        key: &str,
        verb: fn(Vec<Operand>) -> Verb,
        reach: fn(Reach, Reach) -> Reach,
    ) -> Option<Worked> {
        let parts = self.operands(reader, key);
        let counted = self.agree(&parts);
        let reaches: Option<Vec<Reach>> = parts.iter().map(|part| part.reach).collect();
        let place = unit_of(&counted);
        Some(Worked {
            counted,
            reach: reaches.and_then(|reaches| reaches.into_iter().reduce(reach)),
            verb: verb(parts.into_iter().map(|part| part.settled(&place)).collect()),
        })
    }

    fn multiply(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let mut parts = self.operands(reader, "multiply");
        parts.extend(self.operands(reader, "by"));
        let mut counted = Counted::In(Unit::none());
        for part in &parts {
            counted = match (&counted, &part.counted) {
                (Counted::Unknown, _) | (_, Counted::Unknown) => Counted::Unknown,
                (_, Counted::In(unit)) if unit.is_percent() => {
                    self.find(
                        Finding::new(
                            Code::UnitClash,
                            part.at,
                            "a percentage is taken of something, not multiplied with it",
                        )
                        .label("a percentage")
                        .advice("Write `share:` with the percentage and `of:` with the rest, or the number as a decimal, such as 0.9."),
                    );
                    Counted::Unknown
                }
                (Counted::In(so_far), Counted::In(unit)) => {
                    let (so_far, unit) = (so_far.clone(), unit.clone());
                    self.product(&so_far, &unit, part.at)
                }
                (other, Counted::Any) | (Counted::Any, other) => other.clone(),
            };
        }
        let reach = parts
            .iter()
            .map(|part| part.reach)
            .try_fold(Reach::of(Decimal::ONE), |product, reach| {
                Some(product.times(reach?))
            });
        Some(Worked {
            counted,
            reach,
            verb: Verb::Multiply(
                parts
                    .into_iter()
                    .map(|part| part.settled(&Unit::none()))
                    .collect(),
            ),
        })
    }

    /// The unit of a product, where it is one that anything can be counted in.
    fn product(&mut self, a: &Unit, b: &Unit, at: Span) -> Counted {
        let unit = a.times(b);
        let over = unit
            .over_words()
            .filter(|word| PERIODS.contains(word))
            .count();
        let squared = unit.counted().any(|word| word == "£") && !unit.is_money();
        if squared || (over > 1 && a.over_words().any(|word| PERIODS.contains(&word))) {
            let code = if squared {
                Code::UnitClash
            } else {
                Code::PeriodClash
            };
            self.find(
                Finding::new(
                    code,
                    at,
                    format!("{} times {} means nothing", in_words(b), in_words(a)),
                )
                .label(format!("this is in {}", in_words(b)))
                .advice("One of the two has to be a plain number, or be for each of what the other counts."),
            );
            return Counted::Unknown;
        }
        Counted::In(unit)
    }

    fn units_at(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let count = self.operand(reader.value("units")?);
        let at = self.operand(reader.value("at")?);
        let counted = match (&count.counted, &at.counted) {
            (Counted::In(count_unit), Counted::In(rate_unit)) => {
                let each: Vec<&str> = rate_unit.over_words().collect();
                if count_unit.is_none() || count_unit.counted().any(|word| each.contains(&word)) {
                    self.product(count_unit, rate_unit, at.at)
                } else {
                    let mut finding = Finding::new(
                        Code::UnitClash,
                        at.at,
                        format!(
                            "a rate in {} is not for each of what is counted in {}",
                            in_words(rate_unit),
                            in_words(count_unit)
                        ),
                    )
                    .label(format!("this is in {}", in_words(rate_unit)))
                    .related(count.at, format!("this is in {}", in_words(count_unit)));
                    finding = match count_unit.counted().next() {
                        Some(word) => finding.advice(format!(
                            "Use a rate for each {word}, such as `£… {} {word}`.",
                            super::unit_words::article(word)
                        )),
                        None => finding,
                    };
                    self.find(finding);
                    Counted::Unknown
                }
            }
            (Counted::Unknown, _) | (_, Counted::Unknown) => Counted::Unknown,
            (Counted::Any, other) => other.clone(),
            (_, Counted::Any) => Counted::Any,
        };
        let place = unit_of(&at.counted);
        Some(Worked {
            counted,
            reach: count.reach.zip(at.reach).map(|(count, at)| count.times(at)),
            verb: Verb::Units {
                count: count.settled(&Unit::none()),
                at: at.settled(&place),
            },
        })
    }

    fn for_every(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let part_node = reader.value("for every")?;
        let part = self.quantity(part_node);
        let of = self.operand(reader.value("of")?);
        let gives = self.operand(reader.value("gives")?);
        let part = part?;
        let size = match part.amount {
            Amount::Exact(size) if !size.is_zero() => size,
            _ => {
                self.find(
                    Finding::new(
                        Code::BadAmount,
                        part_node.span,
                        "a part has a size that is more than nothing",
                    )
                    .label("no size")
                    .advice("Write one figure, such as `for every: £250`."),
                );
                return None;
            }
        };
        let fits = match &of.counted {
            Counted::In(unit) => self.fits_place(&part, unit, part_node.span),
            Counted::Any | Counted::Unknown => true,
        };
        let part_counts = reader.yes_no("part counts").unwrap_or(false);
        let direction = if part_counts {
            upfront_engine::scheme::Direction::Up
        } else {
            upfront_engine::scheme::Direction::Down
        };
        let parts = of.reach.map(|of| {
            let whole = |bound: Option<Decimal>| exact::whole_parts(bound?, size, direction);
            Reach {
                low: whole(of.low),
                high: whole(of.high),
                places: Some(0),
            }
        });
        let counted = if fits && of.counted != Counted::Unknown {
            gives.counted.clone()
        } else {
            Counted::Unknown
        };
        let place = unit_of(&of.counted);
        Some(Worked {
            counted,
            reach: parts
                .zip(gives.reach)
                .map(|(parts, gives)| parts.times(gives)),
            verb: Verb::ForEvery {
                part: size,
                of: of.settled(&place),
                gives: gives.settled(&Unit::none()),
                part_counts,
            },
        })
    }

    fn share(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let percent = self.operand(reader.value("share")?);
        let of = self.operand(reader.value("of")?);
        let mut counted = of.counted.clone();
        match &percent.counted {
            Counted::In(unit) if !unit.is_percent() => {
                let advice = match (&percent.operand, percent.bare) {
                    (Operand::Literal { amount, .. }, true) => {
                        let figure = amount.figure().unwrap_or_default();
                        let hundred = if figure <= Decimal::ONE { 100 } else { 1 };
                        let percent = exact::multiply(figure, hundred.into())
                            .unwrap_or(figure)
                            .normalize();
                        format!("Write `{percent}%`.")
                    }
                    _ => "Write a percentage, such as `90%`.".to_owned(),
                };
                self.find(
                    Finding::new(
                        Code::UnitClash,
                        percent.at,
                        format!("a share is a percentage, and this is {}", in_words(unit)),
                    )
                    .label("not a percentage")
                    .advice(advice),
                );
                counted = Counted::Unknown;
            }
            Counted::Unknown => counted = Counted::Unknown,
            _ => {}
        }
        let reach = percent
            .reach
            .zip(of.reach)
            .map(|(percent, of)| percent.times(of).scaled(Decimal::ONE, Decimal::ONE_HUNDRED));
        let place = unit_of(&of.counted);
        Some(Worked {
            counted,
            reach,
            verb: Verb::Share {
                percent: percent.settled(&Unit::of("%")),
                of: of.settled(&place),
            },
        })
    }

    fn convert(&mut self, reader: &Reader<'_>, rounded: bool) -> Option<Worked> {
        let what = self.operand(reader.value("convert")?);
        let to = reader.value("to").and_then(|node| self.unit(node));
        let mut factors = Vec::new();
        let mut whole = true;
        let mut texts = Vec::new();
        for node in reader.list("with") {
            texts.push(node.text().unwrap_or_default().trim().to_owned());
            match self.factor(node) {
                Some(factor) => factors.push(factor),
                None => whole = false,
            }
        }
        let to = to?;
        if !whole {
            return Some(Worked {
                counted: Counted::In(to),
                reach: None,
                verb: Verb::Round(what.operand),
            });
        }
        let from = match &what.counted {
            Counted::In(unit) => unit.clone(),
            Counted::Any | Counted::Unknown => {
                return Some(Worked {
                    counted: Counted::In(to),
                    reach: None,
                    verb: Verb::Round(what.operand),
                });
            }
        };
        let with_at = reader.value("with").map_or(reader.span(), |node| node.span);
        let Some((times, over)) = solve(&from, &to, &factors) else {
            let means: Vec<String> = factors
                .iter()
                .map(|factor| in_words(&factor.unit))
                .collect();
            self.find(
                Finding::new(
                    if from.is_money() == to.is_money() {
                        Code::PeriodClash
                    } else {
                        Code::UnitClash
                    },
                    with_at,
                    format!(
                        "{} do not lead from {} to {}",
                        means.join(" and "),
                        in_words(&from),
                        in_words(&to)
                    ),
                )
                .label("cannot be used here")
                .related(what.at, format!("this is in {}", in_words(&from)))
                .advice("Name how many of one period make the other, such as `52 weeks a year`."),
            );
            return Some(Worked {
                counted: Counted::In(to),
                reach: None,
                verb: Verb::Round(what.operand),
            });
        };
        let (times, over) = reduced(times, over);
        let comes_out = exact::scale(Decimal::ONE, times, over, None).is_some();
        if !comes_out && !rounded {
            self.find(
                Finding::new(
                    Code::RoundingNotNamed,
                    reader.span(),
                    "the conversion need not come out, and no rounding is named",
                )
                .label("divides")
                .advice("Add one of `rounded up to`, `rounded down to` and `rounded to the nearest`, such as `rounded to the nearest: penny`."),
            );
        }
        Some(Worked {
            counted: Counted::In(to),
            reach: what.reach.map(|reach| reach.scaled(times, over)),
            verb: Verb::Convert {
                what: what.settled(&from),
                times,
                over,
                with: texts.join(", "),
            },
        })
    }

    /// One conversion: `52 weeks a year`, `365/7 weeks a year`.
    fn factor(&mut self, node: &Node) -> Option<Factor> {
        let text = node.text()?.trim();
        let (top, rest) = match text.split_once('/') {
            Some((top, rest))
                if top
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.') =>
            {
                (Some(top), rest)
            }
            _ => (None, text),
        };
        let quantity = match super::amounts::read(rest, &self.words) {
            Ok(quantity) => quantity,
            Err(fault) => {
                self.fault(fault, node.span);
                return None;
            }
        };
        let factor = match (quantity.amount, quantity.written, top) {
            (Amount::Exact(figure), Written::Unit(unit), None) => Some(Factor {
                top: figure,
                bottom: Decimal::ONE,
                unit,
            }),
            (Amount::Exact(bottom), Written::Unit(unit), Some(top)) => {
                top.parse().ok().map(|top| Factor { top, bottom, unit })
            }
            _ => None,
        }
        .filter(|factor| !factor.top.is_zero() && !factor.bottom.is_zero());
        if factor.is_none() {
            self.find(
                Finding::new(
                    Code::BadAmount,
                    node.span,
                    format!("`{text}` does not say how many of one make the other"),
                )
                .label("not a conversion")
                .advice("Write it as `52 weeks a year` or `365/7 weeks a year`."),
            );
        }
        factor
    }

    fn stop(&mut self, reader: &Reader<'_>) -> Option<Worked> {
        let condition = reader
            .value("stop when")
            .and_then(|node| self.condition(node));
        // What it gives is held against the results once they are known.
        condition.map(|_| Worked {
            verb: Verb::Stop { gives: Vec::new() },
            counted: Counted::In(Unit::none()),
            reach: None,
        })
    }

    /// Reads what the steps that stop give, once the results are known.
    pub(super) fn read_stops(&mut self, readers: &[Reader<'_>]) {
        let results: Vec<(String, usize)> = self
            .scheme
            .results
            .iter()
            .map(|result| (result.id.clone(), result.step))
            .collect();
        for (index, reader) in readers.iter().enumerate() {
            if !reader.is_written("stop when") {
                continue;
            }
            let Some(node) = reader.value("gives") else {
                continue;
            };
            let gives = match &node.kind {
                NodeKind::Map(entries) => {
                    let mut gives = vec![None; results.len()];
                    let mut whole = true;
                    for entry in entries {
                        let quantity = self.quantity(&entry.value);
                        let found = self
                            .results
                            .find(&entry.key)
                            .or_else(|| results.iter().position(|(id, _)| *id == entry.key));
                        let Some(result) = found else {
                            let near = crate::diagnostics::suggest::did_you_mean(
                                &entry.key,
                                results.iter().map(|(id, _)| id.as_str()),
                            );
                            let finding =
                                super::names::unknown("result", &entry.key, entry.key_span, near);
                            self.find(finding);
                            whole = false;
                            continue;
                        };
                        let fits = self.result_takes(
                            &results,
                            result,
                            quantity.as_ref(),
                            entry.value.span,
                        );
                        whole &= fits;
                        if let (Some(place), Some(quantity)) = (gives.get_mut(result), quantity) {
                            *place = Some(quantity.amount);
                        }
                    }
                    let missing: Vec<String> = results
                        .iter()
                        .zip(&gives)
                        .filter(|(_, given)| given.is_none())
                        .map(|((id, _), _)| format!("`{id}`"))
                        .collect();
                    if whole && !missing.is_empty() {
                        self.find(
                            Finding::new(
                                Code::MissingKey,
                                node.span,
                                format!("there is no amount for the result {}", missing.join(", ")),
                            )
                            .label("a result is missing")
                            .advice("Give an amount for every result."),
                        );
                    }
                    gives
                        .into_iter()
                        .map(|given| given.unwrap_or(Amount::NotPublished))
                        .collect()
                }
                _ => {
                    let quantity = self.quantity(node);
                    for result in 0..results.len() {
                        if !self.result_takes(&results, result, quantity.as_ref(), node.span) {
                            break;
                        }
                    }
                    let amount = quantity.map_or(Amount::NotPublished, |quantity| quantity.amount);
                    vec![amount; results.len()]
                }
            };
            if let Some(step) = self.scheme.steps.get_mut(index)
                && matches!(step.verb, Verb::Stop { .. })
            {
                step.verb = Verb::Stop { gives };
            }
        }
    }

    fn result_takes(
        &mut self,
        results: &[(String, usize)],
        result: usize,
        quantity: Option<&super::amounts::Quantity>,
        at: Span,
    ) -> bool {
        let unit = results
            .get(result)
            .and_then(|(_, step)| self.step_units.get(*step).cloned().flatten());
        match (quantity, unit) {
            (Some(quantity), Some(unit)) => self.fits_place(quantity, &unit, at),
            (None, _) => false,
            _ => true,
        }
    }

    fn look_up(&mut self, reader: &Reader<'_>, rounded: bool) -> Option<Worked> {
        let row_node = reader.value("look up")?;
        let (name, at) = reader.text("in")?;
        let table = match self.tables.resolve(name.trim(), at, self.findings) {
            Ok(table) => {
                self.used.insert(Thing::Table(table));
                Some(table)
            }
            Err(near) => {
                self.used.extend(near.map(Thing::Table));
                None
            }
        };
        let facts = table.and_then(|table| self.table_facts.get(table).cloned());
        let Some((table, facts)) = table.zip(facts).filter(|(_, facts)| facts.sided) else {
            self.side_unknown(row_node);
            if let Some(node) = reader.value("and") {
                self.side_unknown(node);
            }
            return None;
        };
        let kind = self.scheme.tables.get(table)?.kind.clone();
        let mut row = None;
        let mut column = None;
        let mut fits = true;
        match &kind {
            TableKind::Bands { by, rows } => {
                let typed = self.side(row_node, by, &facts)?;
                let bands: Vec<_> = rows.iter().map(|row| row.band.clone()).collect();
                self.covers(table, &facts, &bands, by, &typed, row_node);
                row = Some(typed);
            }
            TableKind::Lines { by, points } => {
                let typed = self.side(row_node, by, &facts)?;
                self.lines_cover(table, &facts, points, by, &typed, row_node);
                if facts.whole && !rounded {
                    self.lines_come_out(points, reader.span(), facts.at);
                }
                row = Some(typed);
            }
            TableKind::ByAnswer { question, .. } => {
                fits = self.picks(row_node, *question, name.trim());
            }
            TableKind::TwoWay { rows, columns, .. } => {
                fits = self.two_sides(
                    reader,
                    row_node,
                    rows,
                    columns,
                    table,
                    &facts,
                    (&mut row, &mut column),
                );
            }
        }
        if !matches!(kind, TableKind::TwoWay { .. })
            && let Some(entry) = reader.entry("and")
        {
            self.find(
                Finding::new(
                    Code::UnknownKey,
                    entry.key_span,
                    format!(
                        "`{}` has no columns, so `and` has nothing to pick",
                        name.trim()
                    ),
                )
                .label("does not belong here")
                .advice("Take it out."),
            );
        }
        let reach = fits.then(|| self.table_reach(table, &facts)).flatten();
        let settle = |typed: Option<Typed>| typed.map(|typed| typed.settled(&Unit::none()));
        Some(Worked {
            counted: facts.unit.map_or(Counted::Unknown, Counted::In),
            reach,
            verb: Verb::LookUp {
                table,
                row: settle(row),
                column: settle(column),
            },
        })
    }

    /// Reads what would pick a row of a table that is not known, quietly: it may be a question or a figure.
    fn side_unknown(&mut self, node: &Node) {
        match node.text().map(str::trim) {
            Some(name) if self.questions.find(name).is_some() => self.meant(name),
            _ => {
                self.operand(node);
            }
        }
    }

    /// What picks a row or a column by its value.
    fn side(&mut self, node: &Node, by: &Unit, facts: &super::tables::TableFacts) -> Option<Typed> {
        let typed = self.operand(node);
        if let Counted::In(unit) = &typed.counted
            && unit != by
            && !(typed.bare)
        {
            let finding = clash(unit, by, typed.at)
                .related(facts.at, format!("this table goes by {}", in_words(by)));
            self.find(finding);
            return Some(Typed {
                reach: None,
                ..typed
            });
        }
        Some(typed)
    }

    /// Whether the question named is the one that picks the rows of a table.
    fn picks(&mut self, node: &Node, question: usize, table: &str) -> bool {
        let Some(name) = node.text().map(str::trim) else {
            self.find(
                Finding::new(
                    Code::WrongType,
                    node.span,
                    format!("an answer picks the row of `{table}`"),
                )
                .label("not a question")
                .advice("Name the question."),
            );
            return false;
        };
        let expected = self
            .scheme
            .questions
            .get(question)
            .map(|question| question.id.clone())
            .unwrap_or_default();
        if self.questions.find(name).is_none()
            && self.steps.find(name).is_none()
            && self.rates.find(name).is_none()
        {
            return self.question(name, node.span).is_some();
        }
        if name == expected {
            return true;
        }
        self.meant(name);
        self.find(
            Finding::new(
                Code::UnknownName,
                node.span,
                format!("the table `{table}` goes by the answer to `{expected}`, not by `{name}`"),
            )
            .label("does not pick a row")
            .advice(format!("Write `{expected}`.")),
        );
        false
    }

    #[allow(clippy::too_many_arguments)]
    fn two_sides(
        &mut self,
        reader: &Reader<'_>,
        row_node: &Node,
        rows: &upfront_engine::scheme::Axis,
        columns: &upfront_engine::scheme::Axis,
        table: usize,
        facts: &super::tables::TableFacts,
        (row, column): (&mut Option<Typed>, &mut Option<Typed>),
    ) -> bool {
        let name = self
            .scheme
            .tables
            .get(table)
            .map(|table| table.id.clone())
            .unwrap_or_default();
        let mut fits = true;
        for (axis, node, place) in [
            (rows, Some(row_node), row),
            (columns, reader.value("and"), column),
        ] {
            let Some(node) = node else {
                fits = false;
                if !reader.is_written("and") && !reader.has_stray_key() {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            reader.span(),
                            format!("`{name}` has columns, and nothing here picks one"),
                        )
                        .label("no `and` here")
                        .advice("Add `and:` with what picks the column."),
                    );
                }
                continue;
            };
            match axis {
                upfront_engine::scheme::Axis::Bands { by, bands } => {
                    if let Some(typed) = self.side(node, by, facts) {
                        self.covers(table, facts, bands, by, &typed, node);
                        *place = Some(typed);
                    }
                }
                upfront_engine::scheme::Axis::Answer { question } => {
                    fits &= self.picks(node, *question, &name);
                }
            }
        }
        fits
    }
}

/// How many of one make the other.
struct Factor {
    top: Decimal,
    bottom: Decimal,
    unit: Unit,
}

/// Which factors multiply and which divide, so that one unit becomes the other.
fn solve(from: &Unit, to: &Unit, factors: &[Factor]) -> Option<(Decimal, Decimal)> {
    let Some((factor, rest)) = factors.split_first() else {
        return (from == to).then_some((Decimal::ONE, Decimal::ONE));
    };
    let multiplied = solve(&from.times(&factor.unit), to, rest).and_then(|(times, over)| {
        Some((
            exact::multiply(times, factor.top)?,
            exact::multiply(over, factor.bottom)?,
        ))
    });
    multiplied.or_else(|| {
        let (times, over) = solve(&from.over(&factor.unit), to, rest)?;
        Some((
            exact::multiply(times, factor.bottom)?,
            exact::multiply(over, factor.top)?,
        ))
    })
}

/// A fraction in whole numbers and lowest terms.
fn reduced(times: Decimal, over: Decimal) -> (Decimal, Decimal) {
    let scale = times.normalize().scale().max(over.normalize().scale());
    let whole = |figure: Decimal| {
        let power = 10_i128.checked_pow(scale.saturating_sub(figure.normalize().scale()))?;
        figure.normalize().mantissa().checked_mul(power)
    };
    let (Some(top), Some(bottom)) = (whole(times), whole(over)) else {
        return (times, over);
    };
    let (mut a, mut b) = (top, bottom);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let figure = |value: i128| Decimal::try_from_i128_with_scale(value / a.max(1), 0);
    match (figure(top), figure(bottom)) {
        (Ok(top), Ok(bottom)) => (top, bottom),
        _ => (times, over),
    }
}

/// The unit that something is in, where one is known.
fn unit_of(counted: &Counted) -> Unit {
    match counted {
        Counted::In(unit) => unit.clone(),
        Counted::Any | Counted::Unknown => Unit::none(),
    }
}
