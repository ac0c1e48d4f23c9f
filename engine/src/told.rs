//! What is told of one outcome, beyond the texts of the rules: a sentence and an amount for each line, result and answer.

use alloc::{string::String, vec::Vec};
use rust_decimal::Decimal;

use crate::{
    answers::Answers,
    digits, leads,
    outcome::{InputKind, Outcome, Taken},
    outline::after,
    parts::begun,
    reads::Reads,
    scheme::{QuestionKind, Scheme, Verb},
    telling::{Filler, Telling},
    value::{Reason, Value},
    words::{Words, chained},
};

/// What is told of one outcome alone: what a whole working in words has beyond the texts of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// See `explain::Explained`.
    pub leads: Vec<String>,
    /// The results, in the scheme's order.
    pub results: Vec<ToldResult>,
    /// See `explain::Explained`.
    pub because: String,
    /// The answers, in the order of the questions.
    pub answers: Vec<ToldAnswer>,
    /// The lines that are told, in the order of the steps.
    pub lines: Vec<ToldLine>,
    /// See `explain::Explained`.
    pub gaps: Vec<String>,
    /// See `explain::Explained`.
    pub near: Vec<String>,
    /// See `explain::Explained`.
    pub part: usize,
}

/// What is told of a result: see `explain::ExplainedResult`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `ExplainedResult`")]
pub struct ToldResult {
    pub sentence: String,
    pub amount: String,
    pub low: Option<String>,
    pub high: Option<String>,
    pub note: String,
    pub reasons: Vec<String>,
}

/// What is told of an answer: see `explain::ExplainedAnswer`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `ExplainedAnswer`")]
pub struct ToldAnswer {
    pub answer: String,
    pub counts: String,
    pub asked: Taken,
}

/// What is told of a line: see `explain::ExplainedLine`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `ExplainedLine`")]
pub struct ToldLine {
    /// The step, by index.
    pub step: usize,
    pub sentence: String,
    pub amount: String,
    pub taken: Taken,
}

/// A figure by itself, for who puts it beside those of other schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFigure {
    /// Its least; `None` where nothing can be said.
    pub low: Option<String>,
    /// Its most, likewise.
    pub high: Option<String>,
    /// Whether it rests on what the council keeps to itself, or on what a person decides.
    pub is_withheld: bool,
    /// Why it is not one exact figure, a sentence each.
    pub why: Vec<String>,
}

impl Telling {
    /// Tells what one step of an outcome came to. `words` are those that the texts were put together with.
    pub fn figure(
        &self,
        scheme: &Scheme,
        answers: &Answers,
        value: &Value,
        words: &Words,
    ) -> ToldFigure {
        let filler = Filler {
            scheme,
            words,
            telling: self,
            answers,
            working: &[],
        };
        ToldFigure {
            low: value.low.map(digits::signed),
            high: value.high.map(digits::signed),
            is_withheld: value.why.iter().any(Reason::is_withheld),
            why: value.why.iter().map(|why| filler.reason(why)).collect(),
        }
    }

    /// Tells an outcome. `words` are those that the texts were put together with.
    pub fn tell(
        &self,
        scheme: &Scheme,
        answers: &Answers,
        outcome: &Outcome,
        words: &Words,
    ) -> Told {
        let filler = Filler {
            scheme,
            words,
            telling: self,
            answers,
            working: &outcome.working,
        };
        let gaps = filler.gaps(outcome);
        // Whether it waits for answers, and for nothing else.
        let open = outcome
            .unanswered
            .len()
            .saturating_add(outcome.unknown.len());
        let waits_for_answers = gaps.len() <= open;
        let mut lines = Vec::new();
        let mut near = Vec::new();
        for line in &outcome.working {
            lines.extend(filler.line(line));
            near.extend(filler.near(line));
        }
        let mut results = Vec::new();
        for place in 0..scheme.results.len() {
            results.extend(filler.result(outcome, place, waits_for_answers));
        }
        let mut told = Vec::new();
        for question in 0..scheme.questions.len() {
            told.extend(filler.answer(question));
        }
        let line_of = |step: usize| lines.iter().find(|line| line.step == step);
        let ended = lines.iter().position(|line| line.taken == Taken::Ended);
        let decides = match ended.and_then(|ended| lines.get(ended.checked_sub(1)?)) {
            Some(stop) => Some(stop),
            None => line_of(scheme.results.first().map_or(0, |first| first.step)),
        };
        Told {
            leads: leads::told(scheme, line_of, words),
            results,
            because: decides
                .and_then(|line| Some(scheme.steps.get(line.step)?.because.clone()))
                .unwrap_or_default(),
            answers: told,
            gaps,
            near,
            part: begun(scheme, answers),
            lines,
        }
    }
}

impl Filler<'_> {
    /// What keeps the results from being exact figures.
    fn gaps(&self, outcome: &Outcome) -> Vec<String> {
        let mut gaps: Vec<String> = Vec::new();
        for value in &outcome.results {
            for why in &value.why {
                // What was not answered is named below.
                if matches!(why, Reason::Unknown(_)) {
                    continue;
                }
                let gap = self.reason(why);
                if !gaps.contains(&gap) {
                    gaps.push(gap);
                }
            }
        }
        for (key, questions) in [
            ("gap-unanswered", &outcome.unanswered),
            ("gap-unknown", &outcome.unknown),
        ] {
            for question in questions {
                gaps.push(self.words.say(key, &[("ask", self.ask(*question))]));
            }
        }
        if !outcome.ranges_are_exact {
            gaps.push(self.words.say("gap-range", &[]));
        }
        gaps
    }

    fn result(
        &self,
        outcome: &Outcome,
        place: usize,
        waits_for_answers: bool,
    ) -> Option<ToldResult> {
        let (scheme, words) = (self.scheme, self.words);
        let (result, value) = (scheme.results.get(place)?, outcome.results.get(place)?);
        // Of the answers that are not known, those that it rests on.
        let unknown = value.why.iter();
        let unknown = unknown.filter(|why| waits_for_answers && matches!(why, Reason::Unknown(_)));
        let waits_for = unknown.count();
        let may_be_exceeded = self.telling.may_be_exceeded.get(place);
        let mut note = may_be_exceeded.cloned().unwrap_or_default();
        if rests_on_supply(scheme, outcome, result.step) {
            note = chained(&[note.trim_end(), " ", &words.say("depends-on-supply", &[])]);
        }
        let rests_on = |wanted: fn(&Reason) -> bool| value.why.iter().any(wanted);
        // Where the rules alone leave it open, the amount says so, and why stands below.
        let is_open_by_answers = rests_on(|why| matches!(why, Reason::Unknown(_)))
            && (value.low == Some(Decimal::ZERO)
                || !rests_on(|why| matches!(why, Reason::CaseByCase(_))));
        if value.low.is_some()
            && value.high.is_none()
            && is_open_by_answers
            && let Some(reason) = self
                .without_most(outcome, result.step)
                .or_else(|| self.without_end(value))
        {
            let no_most = words.say("value-no-most", &[]);
            note = chained(&[note.trim_end(), "\n", &no_most, "\n", &reason]);
        }
        let told = self.telling.steps.get(result.step);
        let unit = told.map_or(usize::MAX, |told| told.unit);
        let mut amount = self.value(value, unit);
        let is_test = self.unit(unit).is_test;
        if is_test {
            amount = words.say("test-result", &[("amount", &amount)]);
        }
        let most = value.most();
        let says_all = is_test
            || value.low == most
            || (most.is_none() && value.low.is_none_or(|low| low.is_zero()));
        let key = match (says_all, waits_for) {
            (true, _) | (_, 0) => "sum-open",
            (_, 1) => "sum-one",
            _ => "sum-many",
        };
        let told = [
            ("say", result.say.as_str()),
            ("amount", &amount),
            ("count", &digits::whole(waits_for)),
        ];
        Some(ToldResult {
            sentence: words.say(key, &told),
            amount,
            low: value.low.map(digits::signed),
            high: most.map(digits::signed),
            reasons: if is_test {
                self.reasons(outcome, result.step)
            } else {
                Vec::new()
            },
            note: note.trim().into(),
        })
    }

    /// The one thing by which there is no most to what a step gives, in a sentence; `None` where nothing that is not
    /// known has anything to do with it.
    fn without_most(&self, outcome: &Outcome, step: usize) -> Option<String> {
        let (mut at, mut most) = (step, true);
        loop {
            let line = outcome.working.get(at)?;
            let added = match &self.scheme.steps.get(at)?.verb {
                Verb::Sum { add, .. } => add.len(),
                _ => usize::MAX,
            };
            let mut inputs = line.inputs.iter().enumerate();
            let (place, input) = inputs.find(|(place, input)| {
                let end = if most == (*place < added) {
                    input.value.high
                } else {
                    input.value.low
                };
                end.is_none() && input.value.limit.is_figure()
            })?;
            match input.what {
                // A step reads only those before it.
                InputKind::Step(before) if before < at => {
                    most = most == (place < added);
                    at = before;
                }
                _ => return self.without_end(&input.value),
            }
        }
    }

    /// What of the reasons of a value has no end itself, in a sentence.
    fn without_end(&self, value: &Value) -> Option<String> {
        let endless = value.why.iter().find_map(|why| match why {
            Reason::Unknown(question) => {
                let kind = &self.scheme.questions.get(*question)?.kind;
                matches!(kind, QuestionKind::Number { most: None, .. }).then_some(*question)
            }
            _ => None,
        });
        if let Some(question) = endless {
            let ask = ("ask", self.ask(question));
            return Some(self.words.say("value-no-most-answer", &[ask]));
        }
        let mut published = value.why.iter();
        let why = published.find(|why| !matches!(why, Reason::Unknown(_)))?;
        Some(self.reason(why))
    }

    /// The sentences of a test and of those that it looks at itself, and that no test decides.
    fn reasons(&self, outcome: &Outcome, test: usize) -> Vec<String> {
        let mut reads = Reads::new(self.scheme);
        if let Some(step) = self.scheme.steps.get(test) {
            reads.step(step);
        }
        let looked_at = |step: usize| {
            let step = self.scheme.steps.get(step);
            step.is_some_and(|step| matches!(step.verb, Verb::Test(_)))
        };
        reads.steps.retain(|step| looked_at(*step));
        let lines = core::iter::once(test).chain(reads.steps);
        lines
            .filter_map(|step| {
                let line = self.line(outcome.working.get(step)?)?;
                let step = self.scheme.steps.get(step)?;
                let name = self.words.say("test-reason", &[("say", &step.say)]);
                let told = chained(&[&line.sentence, "\n", &step.because]);
                Some(after(&name, told.trim_end()))
            })
            .chain([self.words.say("test-decides", &[])])
            .collect()
    }
}

/// Whether what a step gave rests on one that depends on supply.
fn rests_on_supply(scheme: &Scheme, outcome: &Outcome, result: usize) -> bool {
    if !scheme.steps.iter().any(|step| step.depends_on_supply) {
        return false;
    }
    let mut needed = Vec::from([result]);
    for line in outcome.working.iter().rev() {
        let Some(step) = scheme.steps.get(line.step) else {
            continue;
        };
        if !needed.contains(&line.step) || !matches!(line.taken, Taken::Yes | Taken::Maybe) {
            continue;
        }
        if step.depends_on_supply {
            return true;
        }
        let mut reads = Reads::new(scheme);
        reads.step(step);
        needed.extend(reads.steps);
    }
    false
}
