//! Questions: what may be answered, what it counts, and when it is asked.

use upfront_engine::{
    Amount, Decimal, Unit,
    exact::divide,
    scheme::{Measure, Period, Question, QuestionKind, QuestionOption, Rounding},
    unit::is_period,
};

use super::{
    Checking, Current,
    amounts::{Written as AmountIn, number},
    names::Names,
    rates::spoken,
    reach::Reach,
    unit_words::in_words,
    units::clash,
};
use crate::{
    diagnostics::{Code, Finding},
    language::shapes,
    rules::{Question as WrittenQuestion, Rules, Text, Written},
    source::Span,
};

impl Checking<'_> {
    /// Reads what options count: points, and what else there is.
    pub(super) fn read_measures(&mut self, rules: &Rules) {
        self.measures.names.add_quietly("points", 0);
        self.scheme.measures.push(Measure {
            id: "points".to_owned(),
            unit: Unit::of("point"),
        });
        self.measures.units.push(Some(Unit::of("point")));
        for entry in rules.measures.names() {
            let index = self.scheme.measures.len();
            self.measures
                .names
                .add(&entry.name, entry.key, index, self.findings);
            let text = entry.value.as_ref();
            let unit = text.and_then(|text| self.unit(text, entry.at));
            self.scheme.measures.push(Measure {
                id: entry.name.clone(),
                unit: unit.clone().unwrap_or_default(),
            });
            self.measures.units.push(unit);
        }
    }

    /// Reads the questions.
    pub(super) fn read_questions(&mut self, rules: &Rules) {
        for (index, written) in rules.questions().iter().enumerate() {
            if let Some(id) = written.id.get() {
                self.questions
                    .names
                    .add(id.trim(), id.at, index, self.findings);
            }
        }
        for (index, written) in rules.questions().iter().enumerate() {
            self.current = Some(Current::Question(index));
            let id = written.id.string();
            let at = written.id.at().unwrap_or(written.form.at);
            let (kind, whole) = self.question_kind(written);
            let when = written.when.condition();
            let when = when.and_then(|condition| self.condition(condition));
            let cite = self.sources.cite(
                &written.source,
                &format!("the question `{id}`"),
                at,
                self.findings,
            );
            self.questions.whole.push(whole);
            self.scheme.questions.push(Question {
                part: 0,
                id,
                about: written.about.string(),
                ask: written.ask.string(),
                hint: written.hint.string(),
                kind,
                fixed: written
                    .fixed
                    .value()
                    .unwrap_or_else(|| asks_an_age(&written.ask.string())),
                when,
                cite,
            });
        }
        self.current = None;
        self.questions.reach = (0..self.scheme.questions.len())
            .map(|question| {
                Reach::of_answer(&self.scheme, question).filter(|_| self.is_whole(question))
            })
            .collect();
    }

    /// What may be answered, and whether all of it could be read.
    fn question_kind(&mut self, asked: &WrittenQuestion) -> (QuestionKind, bool) {
        let nothing = || (QuestionKind::Options(Vec::new()), false);
        let yes_or_no = asked.yes_or_no.is_written() && asked.yes_or_no.value() != Some(false);
        let ways: Vec<&str> = ["options", "number", "yes or no"]
            .into_iter()
            .filter(|way| asked.key(way).is_some() && (*way != "yes or no" || yes_or_no))
            .collect();
        if let [way] = ways.as_slice() {
            self.strays(&asked.form, &shapes::QUESTION, way);
        }
        match ways.as_slice() {
            ["options"] => self.options(asked),
            ["number"] => self.number_question(asked),
            ["yes or no"] => {
                let option = |id: &str| QuestionOption {
                    between: false,
                    id: id.to_owned(),
                    say: spoken(id),
                    counts: Vec::new(),
                };
                (
                    QuestionKind::Options(vec![option("yes"), option("no")]),
                    true,
                )
            }
            [_] | [] => {
                if !asked.form.has_stray_key {
                    self.find(
                        Finding::new(
                            Code::MissingKey,
                            asked.form.at,
                            "the question does not say how it is answered",
                        )
                        .label("no answers")
                        .advice("Add `options:`, `number:` with a unit, or `yes or no: true`."),
                    );
                }
                nothing()
            }
            [first, second, ..] => {
                let at = asked.key(second).unwrap_or(asked.form.at);
                self.find(
                    Finding::new(
                        Code::WrongType,
                        at,
                        format!("the question is answered in two ways, `{first}` and `{second}`"),
                    )
                    .label("the second way")
                    .advice("Keep one of them."),
                );
                nothing()
            }
        }
    }

    fn options(&mut self, asked: &WrittenQuestion) -> (QuestionKind, bool) {
        let choices = asked.options.items();
        let list = asked.options.get();
        let mut whole = list.is_some_and(|list| list.is_whole);
        if let Some(list) = list.filter(|list| whole && list.items.is_empty()) {
            whole = false;
            self.find(
                Finding::new(Code::WrongType, list.at, "the question has no options")
                    .label("an empty list")
                    .advice(
                        "Add an option, such as `{id: none, say: I manage on my own, points: 0}`.",
                    ),
            );
        }
        let mut options = Vec::new();
        let mut places = Vec::new();
        for choice in choices {
            let Some(id) = choice.id.get() else {
                whole = false;
                continue;
            };
            places.push(id.at);
            let mut counts: Vec<Option<Amount>> = vec![None; self.scheme.measures.len()];
            if let Some(points) = choice.points.get() {
                self.count(0, Some(points), points.at, &mut counts);
            }
            for entry in choice.counts.names() {
                match self
                    .measures
                    .names
                    .resolve(&entry.name, entry.key, self.findings)
                {
                    Ok(0) if choice.points.is_written() => self.find(
                        Finding::new(
                            Code::DuplicateKey,
                            entry.key,
                            "the option counts points twice",
                        )
                        .advice("Keep `points:`."),
                    ),
                    Ok(measure) => {
                        self.count(measure, entry.value.as_ref(), entry.at, &mut counts);
                    }
                    Err(near) => self.measures.broken.extend(near),
                }
            }
            if counts.iter().all(Option::is_none) {
                counts.clear();
            }
            options.push(QuestionOption {
                between: false,
                id: id.trim().to_owned(),
                say: choice.say.string(),
                counts,
            });
        }
        let options = self.with_scores_between(&asked.scores_between, options, &mut whole);
        let mut names = Names::new("option");
        let mut places = places.into_iter().peekable();
        let (mut printed, mut between) = (Vec::new(), Vec::new());
        for (place, option) in options.iter().enumerate() {
            match places.next_if(|_| !option.between) {
                Some(at) => printed.push((place, option, at)),
                None => between.push((place, option)),
            }
        }
        for (place, option, at) in printed {
            names.add(&option.id, at, place, self.findings);
        }
        if let Some(key) = asked.scores_between.get() {
            for (place, option) in between {
                names.add(&option.id, key.key, place, self.findings);
            }
        }
        let question = self.scheme.questions.len();
        self.questions.options.insert(question, names);
        (QuestionKind::Options(options), whole)
    }

    /// What an option counts of a measure.
    fn count(
        &mut self,
        measure: usize,
        text: Option<&Text>,
        at: Span,
        counts: &mut [Option<Amount>],
    ) {
        let Some(quantity) = text.and_then(|text| self.quantity(text, at)) else {
            self.measures.broken.insert(measure);
            return;
        };
        let Some(unit) = self.measures.units.get(measure).cloned().flatten() else {
            self.measures.broken.insert(measure);
            return;
        };
        let fits = match &quantity.written {
            AmountIn::Unit(own) if *own != unit => {
                self.find(clash(own, &unit, at));
                false
            }
            _ => true,
        };
        if !fits {
            self.measures.broken.insert(measure);
        } else if let Some(place) = counts.get_mut(measure) {
            *place = Some(quantity.amount);
        }
    }

    fn number_question(&mut self, asked: &WrittenQuestion) -> (QuestionKind, bool) {
        let unit = asked.number.get();
        let unit = unit.and_then(|text| self.unit(text, text.at));
        let (mut least, mut most, mut whole) = (Decimal::ZERO, None, unit.is_some());
        if let Some(unit) = &unit {
            match self.bound(&asked.least, "least", unit) {
                Ok(bound) => least = bound.unwrap_or(Decimal::ZERO),
                Err(()) => whole = false,
            }
            match self.bound(&asked.most, "most", unit) {
                Ok(bound) => most = bound,
                Err(()) => whole = false,
            }
        }
        if let (Some(most), Some(at)) = (most, asked.most.at())
            && most < least
        {
            whole = false;
            self.find(
                Finding::new(
                    Code::WrongType,
                    at,
                    format!("the most that can be answered, {most}, is under the least, {least}"),
                )
                .label("less than the least"),
            );
        }
        let unit = unit.unwrap_or_default();
        let (periods, rounded) = self.periods(asked, &unit, &mut whole);
        let places = asked
            .places
            .value()
            .unwrap_or(if unit.is_money() { 2 } else { 0 });
        if places > 6 {
            whole = false;
            self.find(
                Finding::new(
                    Code::WrongType,
                    asked.places.at().unwrap_or(asked.form.at),
                    "an answer has six decimal places at most",
                )
                .label("too many"),
            );
        }
        (
            QuestionKind::Number {
                unit,
                least,
                most,
                places: places.min(6),
                periods,
                rounded,
            },
            whole,
        )
    }

    /// The other periods that a number may be answered in, and how it is then rounded.
    fn periods(
        &mut self,
        asked: &WrittenQuestion,
        unit: &Unit,
        whole: &mut bool,
    ) -> (Vec<Period>, Option<Rounding>) {
        let rounding = self.rounding(asked.roundings());
        if let Some(rounding) = &rounding {
            *whole &= self.rounding_fits(rounding, unit);
        }
        let own: Vec<&str> = unit.over_words().filter(|word| is_period(word)).collect();
        let mut periods = Vec::new();
        for entry in asked.also_in.names() {
            let fraction = entry.value.as_deref().and_then(fraction);
            let (Some((times, over)), [own]) = (fraction, own.as_slice()) else {
                *whole = false;
                let finding = if fraction.is_none() {
                    Finding::new(
                        Code::BadAmount,
                        entry.at,
                        "this is no fraction, such as `12/52` or `1/4`",
                    )
                    .label("not a fraction")
                    .advice("Write what the answer is multiplied by, such as `12/52` for a month.")
                } else {
                    Finding::new(
                        Code::MissingUnit,
                        entry.key,
                        "the question's own number has no period, so there is no other",
                    )
                    .advice("Give it one: `number: £ a week`.")
                };
                self.find(finding);
                continue;
            };
            if !is_period(&entry.name) {
                *whole = false;
                self.find(
                    Finding::new(Code::UnknownUnit, entry.key, format!("`{}` is no period", entry.name))
                        .label("not a period")
                        .advice("The periods are day, week, four weeks, month, six months, year and financial year."),
                );
                continue;
            }
            if rounding.is_none() && divide(times, over).is_none() {
                *whole = false;
                self.find(
                    Finding::new(Code::RoundingNotNamed, entry.at, "this need not come out to the penny, and no rounding is named")
                        .label("does not come out")
                        .advice("Add one of `rounded up to`, `rounded down to` and `rounded to the nearest`, such as `rounded to the nearest: penny`."),
                );
            }
            periods.push(Period {
                unit: unit.times(&Unit::of(own)).per(&entry.name),
                times,
                over,
            });
        }
        (periods, rounding.map(|rounding| rounding.rounding))
    }

    /// A bound written in a unit or as a bare number, exact. `Err` where it cannot be read.
    pub(super) fn bound(
        &mut self,
        text: &Written<Text>,
        key: &str,
        unit: &Unit,
    ) -> Result<Option<Decimal>, ()> {
        let (text, at) = match text {
            Written::Absent => return Ok(None),
            Written::Faulty { .. } => return Err(()),
            Written::Present(text) => (text, text.at),
        };
        if let Some((low, high)) = range(text) {
            self.find(
                Finding::new(
                    Code::BadAmount,
                    at,
                    format!("`{key}` takes one figure, and here are two"),
                )
                .label("two figures")
                .advice(format!("Write `from: {low}, to: {high}`.")),
            );
            return Err(());
        }
        let quantity = self.quantity(text, at).ok_or(())?;
        let Amount::Exact(figure) = quantity.amount else {
            self.find(
                Finding::new(Code::BadAmount, at, format!("`{key}` has to be one figure"))
                    .label("not one figure")
                    .advice(format!("Write a number of {}.", in_words(unit))),
            );
            return Err(());
        };
        match &quantity.written {
            // A bound of pounds need not repeat the period that is declared for all of them.
            AmountIn::Unit(own) if own != unit && !(*own == Unit::of("£") && unit.is_money()) => {
                self.find(clash(own, unit, at));
                Err(())
            }
            _ => Ok(Some(figure)),
        }
    }
}

/// `12/52` as twelve and fifty-two; a bare number is over one.
fn fraction(text: &str) -> Option<(Decimal, Decimal)> {
    let (times, over) = text.split_once('/').unwrap_or((text, "1"));
    let part = |text: &str| {
        number(text.trim())
            .ok()
            .filter(|part| *part > Decimal::ZERO)
    };
    Some((part(times)?, part(over)?))
}

/// Whether a question asks how old somebody is.
fn asks_an_age(ask: &str) -> bool {
    let ask = ask.to_lowercase();
    let asks = |words: &&str| ask.contains(words);
    [
        "how old",
        "years old",
        "or older",
        "years of age",
        "what age",
        "what is your age",
        " aged ",
        "date of birth",
        " born",
    ]
    .iter()
    .any(asks)
}

/// The two ends of a range written as one text, such as `70-115`, `70–115` or `70 to 115`.
fn range(text: &str) -> Option<(&str, &str)> {
    let (low, high) = ["-", "–", "—", "to"]
        .iter()
        .find_map(|between| text.split_once(between))?;
    let (low, high) = (low.trim(), high.trim());
    let starts_as_figure =
        |text: &str| text.starts_with(|first: char| first == '£' || first.is_ascii_digit());
    (starts_as_figure(low) && starts_as_figure(high)).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::{asks_an_age, range};

    #[test]
    fn a_question_that_asks_how_old_somebody_is_asks_for_a_fixed_fact() {
        for ask in [
            "How old are you?",
            "Is the child over 5 years old?",
            "Are you 85 or older?",
            "Are you aged 65 or over?",
            "What is your date of birth?",
        ] {
            assert!(asks_an_age(ask), "{ask}");
        }
        for ask in [
            "Do you look after a child under 18?",
            "What does your old contract say?",
            "How much help do you need to manage?",
        ] {
            assert!(!asks_an_age(ask), "{ask}");
        }
    }

    #[test]
    fn two_figures_are_told_from_one() {
        for text in ["70-115", "70–115", "70 — 115", "70 to 115"] {
            assert_eq!(range(text), Some(("70", "115")), "{text}");
        }
        assert_eq!(range("£10 to £20 a week"), Some(("£10", "£20 a week")));
        for text in ["70", "-70", "up to 70", "£10 a tonne", ""] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
