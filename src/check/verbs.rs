//! Verbs: what each reads, what comes out, and in what unit.

use upfront_engine::{
    Decimal, Unit, exact,
    scheme::{Direction, Operand, QuestionKind, Rounding, Verb},
    unit::PERCENT,
};

use super::{
    Checking, Thing,
    amounts::{Quantity, Written},
    limits::Undone,
    operands::{Counted, Typed},
    reach::Reach,
    steps::Worked,
    unit_words::{PERIODS, article, in_words},
};
use crate::{
    diagnostics::{Code, Finding},
    language::{shapes::ABOUTS, ways::Way},
    rules::{self, Given, List, Operand as WrittenOperand, Over, Stated, Step},
    source::Span,
};

/// Operands under a key.
type Operands = rules::Written<List<Stated<WrittenOperand>>>;

impl Checking<'_> {
    /// Reads what a verb needs. `None` where there is a finding about it.
    pub(super) fn work(&mut self, step: &Step, verb: &Way, rounded: bool) -> Option<Worked> {
        match verb.name {
            "add up" => self.add_up(step),
            "sum" => Some(self.sum(step)),
            "multiply" => Some(self.multiply(step)),
            "divide" => self.divide(step, rounded),
            "units" => self.units_at(step),
            "look up" => self.look_up(step, rounded),
            "for every" => self.for_every(step),
            "least of" => {
                let parts = self.operands(&step.least_of, "least of");
                Some(self.choose(parts, Verb::LeastOf, Reach::least))
            }
            "greatest of" => {
                let parts = self.operands(&step.greatest_of, "greatest of");
                Some(self.choose(parts, Verb::GreatestOf, Reach::greatest))
            }
            "share" => self.share(step),
            "round" => {
                let what = self.stated(step.round.get()?);
                Some(Worked {
                    counted: what.counted.clone(),
                    reach: what.reach,
                    verb: Verb::Round(what.operand),
                })
            }
            "convert" => self.convert(step, rounded),
            "test" => self.test(step),
            "stop when" => self.stop(step),
            _ => None,
        }
    }

    fn operands(&mut self, written: &Operands, key: &str) -> Vec<Typed> {
        if let Some(list) = written.get().filter(|list| list.items.is_empty()) {
            self.find(
                Finding::new(Code::WrongType, list.at, format!("`{key}` is empty"))
                    .label("an empty list")
                    .advice("Name at least one step, rate or amount."),
            );
        }
        let operands = written.items().iter();
        operands.map(|operand| self.stated(operand)).collect()
    }

    fn add_up(&mut self, step: &Step) -> Option<Worked> {
        let name = step.add_up.get()?;
        let at = name.at;
        let measure = self
            .measures
            .names
            .resolve(name.trim(), at, self.findings)
            .ok();
        let counts = |checking: &Self, question: usize, measure: usize| {
            checking.scheme.questions.get(question).is_some_and(|question| {
                matches!(&question.kind, QuestionKind::Options(options)
                    if options.iter().any(|option| option.counts.get(measure).is_some_and(Option::is_some)))
            })
        };
        let mut fits = true;
        let mut told_abouts = true;
        let all = 0..self.scheme.questions.len();
        let over: Vec<usize> = match step.over.get().map(|over| &over.value) {
            None => {
                fits = !step.over.is_written();
                match measure {
                    Some(measure) => all
                        .filter(|question| counts(self, *question, measure))
                        .collect(),
                    None => all.collect(),
                }
            }
            Some(Over::About(over)) => {
                let abouts = over.about.items().iter();
                let abouts: Vec<&str> = abouts.map(|about| about.trim()).collect();
                told_abouts = abouts.iter().all(|about| ABOUTS.contains(about));
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
            Some(Over::Names(names)) => {
                let mut over = Vec::new();
                for name in &names.items {
                    let at = name.at;
                    let Some(question) = self.question(name, at) else {
                        fits = false;
                        continue;
                    };
                    if let Some(measure) = measure
                        && !counts(self, question, measure)
                    {
                        fits = false;
                        if self.is_whole(question) && !self.measures.broken.contains(&measure) {
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
        if matches!(
            step.over.get().map(|over| &over.value),
            Some(Over::About(_))
        ) {
            let mut questions = self.rules.questions().iter();
            fits &= told_abouts && !questions.any(|question| question.about.is_faulty());
        }
        for question in &over {
            self.used.things.insert(Thing::Question(*question));
        }
        let measure = measure?;
        if over.is_empty()
            && fits
            && !self.measures.broken.contains(&measure)
            && self.questions.whole.iter().all(|whole| *whole)
        {
            let id = self
                .scheme
                .measures
                .get(measure)
                .map_or("", |measure| measure.id.as_str());
            let finding = Finding::new(
                Code::UnknownName,
                step.over.at().unwrap_or(at),
                format!("no question counts {id} here"),
            )
            .label("nothing to add up")
            .advice("Say what the options count, such as `points: 8`.");
            self.find(finding);
            return None;
        }
        let known = fits
            && !self.measures.broken.contains(&measure)
            && self.questions.whole.iter().all(|whole| *whole);
        let reach = known.then(|| Reach::of_added_up(&self.scheme, measure, &over));
        Some(Worked {
            counted: match self.measures.units.get(measure).cloned().flatten() {
                Some(unit) => Counted::In(unit),
                None => Counted::Unknown,
            },
            reach,
            verb: Verb::AddUp { measure, over },
        })
    }

    fn sum(&mut self, step: &Step) -> Worked {
        let add = self.operands(&step.sum, "sum");
        let mut less = self.operands(&step.less, "less");
        for part in &mut less {
            if !self.has_limit(part, Undone::TakenAway) {
                part.reach = None;
            }
        }
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
        Worked {
            counted,
            reach,
            verb: Verb::Sum {
                add: settle(add),
                less: settle(less),
            },
        }
    }

    fn choose(
        &mut self,
        parts: Vec<Typed>,
        verb: fn(Vec<Operand>) -> Verb,
        reach: fn(Reach, Reach) -> Reach,
    ) -> Worked {
        let counted = self.agree(&parts);
        let reaches: Option<Vec<Reach>> = parts.iter().map(|part| part.reach).collect();
        let place = unit_of(&counted);
        Worked {
            counted,
            reach: reaches.and_then(|reaches| reaches.into_iter().reduce(reach)),
            verb: verb(parts.into_iter().map(|part| part.settled(&place)).collect()),
        }
    }

    fn multiply(&mut self, step: &Step) -> Worked {
        let mut parts = self.operands(&step.multiply, "multiply");
        parts.extend(self.operands(&step.by, "by"));
        self.limits_multiply(&parts);
        let mut counted = Counted::In(Unit::none());
        for part in &parts {
            counted = match (&counted, &part.counted) {
                (Counted::Unknown, _) | (_, Counted::Unknown) => Counted::Unknown,
                (_, Counted::In(unit)) if unit.is_share() => {
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
        Worked {
            counted,
            reach,
            verb: Verb::Multiply(
                parts
                    .into_iter()
                    .map(|part| part.settled(&Unit::none()))
                    .collect(),
            ),
        }
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

    fn units_at(&mut self, step: &Step) -> Option<Worked> {
        let count = self.stated(step.units.get()?);
        let at = self.stated(step.rate.get()?);
        self.limits_multiply(&[count.clone(), at.clone()]);
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
                            article(word)
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

    fn for_every(&mut self, step: &Step) -> Option<Worked> {
        let part = self.stated(step.for_every.get()?);
        let of = self.stated(step.of.get()?);
        let gives = step.gives.get()?;
        let gives = match &gives.value {
            Given::One(operand) => self.operand(operand, gives.at),
            Given::Each(_) => return None,
        };
        if !self.has_limit(&part, Undone::DividesBy) {
            return None;
        }
        if part
            .reach
            .is_some_and(|reach| reach.low.is_none_or(|low| low <= Decimal::ZERO))
        {
            let rate = match part.operand {
                Operand::Rate(rate) => self.rate_place(rate),
                _ => None,
            };
            let finding = Finding::new(
                Code::BadAmount,
                rate.unwrap_or(part.at),
                "a part has a size that is more than nothing",
            )
            .label("no size")
            .advice("Write one figure, such as `£250`.");
            self.find(match rate {
                Some(_) => finding.related(part.at, "the size of a part"),
                None => finding,
            });
            return None;
        }
        let fits = match (&of.counted, &part.operand) {
            (Counted::In(unit), Operand::Literal { amount, .. }) if part.bare => {
                let part_size = Quantity {
                    amount: *amount,
                    written: Written::Bare,
                };
                self.fits_place(&part_size, unit, part.at)
            }
            _ => self.agree([&of, &part]) != Counted::Unknown,
        };
        let part_counts = step.part_counts.value().unwrap_or(false);
        let direction = if part_counts {
            Direction::Up
        } else {
            Direction::Down
        };
        let whole = Rounding {
            direction,
            to: Decimal::ONE,
        };
        let parts = of.reach.zip(part.reach).map(|(of, part)| {
            let parts = of.over(part);
            Reach {
                low: parts.low.and_then(|low| exact::round(low, whole)),
                high: parts.high.and_then(|high| exact::round(high, whole)),
                places: Some(0),
                limit: parts.limit,
            }
        });
        let counted = if fits {
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
                part: part.settled(&place),
                of: of.settled(&place),
                gives: gives.settled(&Unit::none()),
                part_counts,
            },
        })
    }

    fn share(&mut self, step: &Step) -> Option<Worked> {
        let percent = self.stated(step.share.get()?);
        let of = self.stated(step.of.get()?);
        self.limits_multiply(&[percent.clone(), of.clone()]);
        let mut counted = of.counted.clone();
        match &percent.counted {
            Counted::In(unit) if unit.is_share() => {
                // What a percentage a year is taken of comes out a year.
                let each = unit.over(&Unit::of(PERCENT));
                if let (Counted::In(of_unit), false) = (&of.counted, each.is_none()) {
                    counted = self.product(of_unit, &each, percent.at);
                }
            }
            Counted::In(unit) => {
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
            Counted::Any => {}
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
}

/// The unit that something is in, where one is known.
fn unit_of(counted: &Counted) -> Unit {
    match counted {
        Counted::In(unit) => unit.clone(),
        Counted::Any | Counted::Unknown => Unit::none(),
    }
}
