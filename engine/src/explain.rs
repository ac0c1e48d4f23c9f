//! A working in words: every line a sentence, a result, a reason and an address; and each rule in words, without
//! anybody's answers.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use rust_decimal::Decimal;

use crate::{
    amount::Amount,
    answers::Answers,
    digits, leads,
    outcome::{InputKind, Outcome, Taken},
    outline::{Phrase, after, in_one_line, outline},
    parts::begun,
    reads::Reads,
    scheme::{
        Band, Cite, Comparison, Condition, Operand, Origin, QuestionKind, Rounding, Scheme, Step,
        Verb,
    },
    sentences::{Teller, is_nothing},
    unit::Unit,
    value::{Reason, Value},
    words::Words,
};

/// A working for people to read. All texts are finished sentences or amounts; those of steps and reasons are outlines:
/// see [`crate::outline`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Explained {
    /// How the first result that rests on points comes from them, an outline for each step of the way: see
    /// [`crate::leads`].
    pub leads: Vec<String>,
    /// The results, in the scheme's order.
    pub results: Vec<ExplainedResult>,
    /// Why the step that decided it is there: the one that ended the working out, or else that of the first result.
    pub because: String,
    /// The answers, in the order of the questions: those of every part.
    pub answers: Vec<ExplainedAnswer>,
    /// The lines of the parts that have been begun, in the order of the steps.
    pub lines: Vec<ExplainedLine>,
    /// What keeps the results from being exact figures, a sentence each: what is not published, then what was not
    /// answered.
    pub gaps: Vec<String>,
    /// How near the next rows of the tables are, an outline for each: `“Points” (114 points).` with `2 points more: £210 a
    /// week.` and `45 points less: £96.50 a week.` below it.
    pub near: Vec<String>,
    /// The last part that has been begun; its results and those of the parts before it are told.
    pub part: usize,
}

impl Explained {
    /// The answers to the questions that are asked, or may be, given the other answers, in the parts that have been
    /// begun.
    pub fn asked(&self) -> impl Iterator<Item = &ExplainedAnswer> {
        self.answers
            .iter()
            .filter(|answer| answer.part <= self.part && answer.asked != Taken::No)
    }
}

/// A result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedResult {
    /// The result's name in the rules.
    pub id: String,
    /// What it is.
    pub say: String,
    /// Both in a sentence, with how many answers it waits for where it waits for nothing else: `Your budget: between £120
    /// and £210 a week, because one answer is not known.`
    pub sentence: String,
    /// The figure: `£120 a week`, `between £120 and £210 a week`, `cannot be worked out: not published`.
    pub amount: String,
    /// The least that it can be, in digits; nothing where that cannot be said.
    pub low: Option<String>,
    /// The most that it can be.
    pub high: Option<String>,
    /// Who may go beyond it, if anybody, and why no most can be given; a line each.
    pub note: String,
    /// Which part of the estimate it belongs to, from nought.
    pub part: usize,
    /// Of a test: what speaks for it and against it, and who decides, a sentence each.
    pub reasons: Vec<String>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedAnswer {
    /// The question's name in the rules.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What was answered, or that nothing was.
    pub answer: String,
    /// What it counts, such as `8 points`; empty where it counts nothing.
    pub counts: String,
    /// Whether the question is asked, given the other answers: yes, no, or maybe.
    pub asked: Taken,
    /// Which part of the estimate the question belongs to, from nought.
    pub part: usize,
}

/// A line of the working in words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ExplainedLine {
    /// The step's name in the rules; its page's address ends in `#step-` and this.
    pub id: String,
    /// What it works out.
    pub say: String,
    /// How: `Add “Home support” (£23.92 a week) and “Day care” (£15.52 a week).`
    pub sentence: String,
    /// What came out.
    pub amount: String,
    /// Why the step is there.
    pub because: String,
    /// Its source and the place in it.
    pub source: String,
    /// Where the source can be read; empty where that is nowhere.
    pub url: String,
    /// Which part of the estimate the step belongs to, from nought.
    pub part: usize,
    /// Whose rule it is, where the scheme extends national rules: see [`describe_origin`].
    pub whose: String,
    /// Whether the step was taken.
    pub taken: Taken,
}

/// What is told of one outcome alone: what an [`Explained`] has beyond the texts of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// See [`Explained::leads`].
    pub leads: Vec<String>,
    /// The results, in the scheme's order.
    pub results: Vec<ToldResult>,
    /// See [`Explained::because`].
    pub because: String,
    /// The answers, in the order of the questions.
    pub answers: Vec<ToldAnswer>,
    /// The lines that are told, in the order of the steps.
    pub lines: Vec<ToldLine>,
    /// See [`Explained::gaps`].
    pub gaps: Vec<String>,
    /// See [`Explained::near`].
    pub near: Vec<String>,
    /// See [`Explained::part`].
    pub part: usize,
}

/// What is told of a result: see [`ExplainedResult`].
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

/// What is told of an answer: see [`ExplainedAnswer`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `ExplainedAnswer`")]
pub struct ToldAnswer {
    pub answer: String,
    pub counts: String,
    pub asked: Taken,
}

/// What is told of a line: see [`ExplainedLine`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `ExplainedLine`")]
pub struct ToldLine {
    /// The step, by index.
    pub step: usize,
    pub sentence: String,
    pub amount: String,
    pub taken: Taken,
}

/// Puts an outcome into words. `words` is the catalogue itself: the scheme's own units are added here.
pub fn explain(scheme: &Scheme, answers: &Answers, outcome: &Outcome, words: &Words) -> Explained {
    let words = &words.for_scheme(scheme);
    let told = tell(scheme, answers, outcome, words);
    let results = scheme.results.iter().zip(told.results);
    let results = results.map(|(result, told)| ExplainedResult {
        id: result.id.clone(),
        say: result.say.clone(),
        sentence: told.sentence,
        amount: told.amount,
        low: told.low,
        high: told.high,
        note: told.note,
        part: result.part,
        reasons: told.reasons,
    });
    let answers = scheme.questions.iter().zip(told.answers);
    let answers = answers.map(|(question, told)| ExplainedAnswer {
        id: question.id.clone(),
        ask: question.ask.clone(),
        answer: told.answer,
        counts: told.counts,
        asked: told.asked,
        part: question.part,
    });
    let lines = told.lines.into_iter().filter_map(|told| {
        let step = scheme.steps.get(told.step)?;
        let cite = step.cite.as_ref();
        let source = cite.and_then(|cite| scheme.sources.get(cite.source));
        Some(ExplainedLine {
            id: step.id.clone(),
            say: step.say.clone(),
            sentence: told.sentence,
            amount: told.amount,
            because: step.because.clone(),
            source: describe_cite(scheme, cite, words),
            url: source.map_or_else(String::new, |source| source.url.clone()),
            part: step.part,
            whose: describe_origin(scheme, told.step, words),
            taken: told.taken,
        })
    });
    Explained {
        leads: told.leads,
        results: results.collect(),
        because: told.because,
        answers: answers.collect(),
        lines: lines.collect(),
        gaps: told.gaps,
        near: told.near,
        part: told.part,
    }
}

/// Tells an outcome. `words` has the scheme's own units: see [`Words::for_scheme`].
pub fn tell(scheme: &Scheme, answers: &Answers, outcome: &Outcome, words: &Words) -> Told {
    let teller = Teller {
        scheme,
        words,
        answers: Some(answers),
        working: &outcome.working,
    };
    let mut gaps: Vec<String> = Vec::new();
    for value in &outcome.results {
        // What was not answered is named below.
        let published = |why: &&Reason| !matches!(why, Reason::Unknown(_));
        for gap in value
            .why
            .iter()
            .filter(published)
            .map(|why| teller.reason(why))
        {
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
            gaps.push(words.say(key, &[("ask", teller.ask(*question))]));
        }
    }
    if !outcome.ranges_are_exact {
        gaps.push(words.say("gap-range", &[]));
    }
    // How many answers it waits for, where it waits for nothing else.
    let open = outcome
        .unanswered
        .len()
        .saturating_add(outcome.unknown.len());
    let waits_for = if gaps.len() > open { 0 } else { open };
    let results = scheme
        .results
        .iter()
        .zip(&outcome.results)
        .map(|(result, value)| {
            let step = scheme.steps.get(result.step);
            let mut note = step
                .and_then(|step| step.may_be_exceeded.as_ref())
                .map_or_else(String::new, |may| {
                    words.say(
                        "may-be-exceeded",
                        &[("by", &may.by), ("because", &may.because)],
                    )
                });
            if rests_on_supply(scheme, outcome, result.step) {
                note = [note.trim_end(), " ", &words.say("depends-on-supply", &[])].concat();
            }
            let rests_on = |wanted: fn(&Reason) -> bool| value.why.iter().any(wanted);
            // Where the rules alone leave it open, the amount says so, and why stands below.
            let is_open_by_answers = rests_on(|why| matches!(why, Reason::Unknown(_)))
                && (value.low == Some(Decimal::ZERO)
                    || !rests_on(|why| matches!(why, Reason::CaseByCase(_))));
            if value.low.is_some()
                && value.high.is_none()
                && is_open_by_answers
                && let Some(reason) = teller
                    .without_most(outcome, result.step)
                    .or_else(|| teller.without_end(value))
            {
                let no_most = words.say("value-no-most", &[]);
                note = [note.trim_end(), "\n", &no_most, "\n", &reason].concat();
            }
            let unit = step.map_or_else(Unit::none, |step| step.unit.clone());
            let amount = words.value(value, &unit);
            let is_test = unit.is_test();
            let amount = if is_test {
                words.say("test-result", &[("amount", &amount)])
            } else {
                amount
            };
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
                ("count", &waits_for.to_string()),
            ];
            ToldResult {
                sentence: words.say(key, &told),
                amount,
                low: value.low.map(digits::signed),
                high: most.map(digits::signed),
                reasons: if is_test {
                    teller.reasons(outcome, result.step)
                } else {
                    Vec::new()
                },
                note: note.trim().to_string(),
            }
        });
    let lines: Vec<ToldLine> = outcome
        .working
        .iter()
        .filter_map(|line| teller.line(line))
        .collect();
    let line_of = |step: usize| lines.iter().find(|line| line.step == step);
    let ended = lines.iter().position(|line| line.taken == Taken::Ended);
    let decides = match ended.and_then(|ended| lines.get(ended.checked_sub(1)?)) {
        Some(stop) => Some(stop),
        None => line_of(scheme.results.first().map_or(0, |first| first.step)),
    };
    Told {
        leads: leads::told(scheme, line_of, words),
        results: results.collect(),
        because: decides
            .and_then(|line| Some(scheme.steps.get(line.step)?.because.clone()))
            .unwrap_or_default(),
        answers: (0..scheme.questions.len())
            .filter_map(|question| teller.answer(question, answers))
            .collect(),
        gaps,
        near: outcome
            .working
            .iter()
            .filter_map(|line| teller.near(line))
            .collect(),
        part: begun(scheme, answers),
        lines,
    }
}

/// How many steps are looked through for whether something can be less than nothing.
const DEEPEST: usize = 5;

impl Teller<'_> {
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

    /// When something comes up: a message with what is left to see of the condition, or that it never does.
    fn only_if(&self, when: &Condition, key: &str) -> Vec<Phrase> {
        if let Some(never) = self.never(when) {
            return [never].into();
        }
        match self.when(&self.not_sure(when)) {
            left if left.line.is_empty() => Vec::new(),
            left => [self.fill(key, &[("condition", left)])].into(),
        }
    }

    /// A condition without what is so for everybody, such as that a charge is nothing or more.
    fn not_sure(&self, condition: &Condition) -> Condition {
        let is_sure = |condition: &Condition| {
            matches!(condition, Condition::Compare { left, is: Comparison::AtLeast, right }
                if self.is_nothing(right) && self.is_never_less(left, DEEPEST))
        };
        let parts = match condition {
            Condition::All(of) => of.as_slice(),
            one => core::slice::from_ref(one),
        };
        if !parts.iter().any(is_sure) {
            return condition.clone();
        }
        let open = parts.iter().filter(|part| !is_sure(part));
        Condition::All(open.cloned().collect())
    }

    fn is_nothing(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Rate(rate) => {
                let rate = self.scheme.rates.get(*rate);
                rate.is_some_and(|rate| rate.amount == Amount::NOTHING && rate.dated.is_empty())
            }
            other => is_nothing(other),
        }
    }

    /// Whether something is never less than nothing, as far as that shows within so many steps.
    fn is_never_less(&self, operand: &Operand, within: usize) -> bool {
        let is_never = |operand: &Operand| self.is_never_less(operand, within.saturating_sub(1));
        match operand {
            Operand::Literal { .. } | Operand::Rate(_) | Operand::Answer(_) => {
                let least = match operand {
                    Operand::Literal { amount, .. } => Some(*amount),
                    Operand::Rate(rate) => self.scheme.rates.get(*rate).map(|rate| rate.amount),
                    Operand::Answer(question) => {
                        match self.scheme.questions.get(*question).map(|one| &one.kind) {
                            Some(QuestionKind::Number { least, .. }) => Some(Amount::Exact(*least)),
                            _ => None,
                        }
                    }
                    _ => None,
                };
                match least {
                    Some(Amount::Exact(figure)) => !figure.is_sign_negative(),
                    least => least == Some(Amount::NoLimit),
                }
            }
            Operand::ByAnswer { choices, .. } => choices.iter().all(is_never),
            Operand::Step(_) if within == 0 => false,
            Operand::Step(step) => match self.scheme.steps.get(*step).map(|step| &step.verb) {
                Some(Verb::Sum { add, less }) => less.is_empty() && add.iter().all(is_never),
                Some(Verb::LeastOf(of) | Verb::Multiply(of)) => of.iter().all(is_never),
                Some(Verb::GreatestOf(of)) => of.iter().any(is_never),
                Some(Verb::Units { count: a, at: b } | Verb::Share { percent: a, of: b }) => {
                    is_never(a) && is_never(b)
                }
                Some(Verb::Round(what) | Verb::Convert { what, .. }) => is_never(what),
                _ => false,
            },
        }
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
                let told = [&line.sentence, "\n", &step.because].concat();
                Some(after(&name, told.trim_end()))
            })
            .chain([self.words.say("test-decides", &[])])
            .collect()
    }
}

/// Whether what a step gave rests on one that depends on supply.
fn rests_on_supply(scheme: &Scheme, outcome: &Outcome, result: usize) -> bool {
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

/// Whose rule a step is, in a sentence: the national one or what is customary in the nation, that with a figure of the council's, or the council's. Empty
/// where the scheme extends no national rules.
pub fn describe_origin(scheme: &Scheme, step: usize, words: &Words) -> String {
    let (Some(national), Some(rule)) = (&scheme.national, scheme.steps.get(step)) else {
        return String::new();
    };
    let is_customary = national.customary_steps.contains(&step);
    let key = match national.steps.get(step).copied().unwrap_or_default() {
        Origin::Changed if is_customary => "whose-customary-changed",
        Origin::Changed => "whose-changed",
        Origin::Own => "whose-own",
        Origin::National => {
            let mut reads = Reads::new(scheme);
            reads.step(rule);
            let is_changed = |rate: &usize| national.rates.get(*rate) == Some(&Origin::Changed);
            match (reads.rates.iter().any(is_changed), is_customary) {
                (true, true) => "whose-customary-figure",
                (true, false) => "whose-figure",
                (false, true) => "whose-customary",
                (false, false) => "whose-national",
            }
        }
    };
    words.say(key, &[("nation", &national.nation)])
}

/// A step of the rules as a plain sentence that can be followed by hand.
pub fn describe_step(scheme: &Scheme, step: &Step, words: &Words) -> String {
    let teller = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        answers: None,
        working: &[],
    };
    let sentence = teller.sentence(step, None);
    match (&step.when, &step.verb) {
        (Some(when), verb) if !matches!(verb, Verb::Stop { .. }) => {
            let mut told = teller.only_if(when, "step-when");
            if teller.never(when).is_none() {
                told.extend(sentence);
            }
            outline(&told)
        }
        _ => outline(&sentence),
    }
}

/// When something of the rules comes up, as an outline: a message with the condition in it, or that it never does by
/// these rules. Empty where it always does.
pub fn describe_when(scheme: &Scheme, when: &Condition, key: &str, words: &Words) -> String {
    let teller = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        answers: None,
        working: &[],
    };
    outline(&teller.only_if(when, key))
}

/// A condition as a clause in one line: `“Points” is 70 points or more`.
pub fn describe_condition(scheme: &Scheme, condition: &Condition, words: &Words) -> String {
    let clause = Teller {
        scheme,
        words: &words.for_scheme(scheme),
        answers: None,
        working: &[],
    }
    .condition(condition);
    let clause = in_one_line(&outline(&[clause]));
    clause.trim_end_matches('.').to_string()
}

/// A rounding as a phrase: `to the nearest whole penny, a half counting as a whole one`.
pub fn describe_rounding(
    scheme: &Scheme,
    rounding: Rounding,
    unit: &Unit,
    words: &Words,
) -> String {
    Teller {
        scheme,
        words,
        answers: None,
        working: &[],
    }
    .rounding(rounding, unit)
}

/// A band as a phrase: `from 70 to 115 points`.
pub fn describe_band(band: &Band, unit: &Unit, words: &Words) -> String {
    let bare = Unit::none();
    let low_unit = if unit.is_money() {
        Unit::of(crate::unit::POUND)
    } else {
        bare
    };
    let (key, low, high) = match (band.from, band.to) {
        (Some(from), Some(to)) if from == to && !band.under => ("band-at", from, to),
        (Some(from), Some(to)) if band.under => ("band-under", from, to),
        (Some(from), Some(to)) => ("band", from, to),
        (Some(from), None) => ("band-from", from, from),
        (None, Some(to)) if band.under => ("band-only-under", to, to),
        (None, Some(to)) => ("band-to", to, to),
        (None, None) => ("band-any", Decimal::ZERO, Decimal::ZERO),
    };
    words.say(
        key,
        &[
            ("from", &words.quantity(low, &low_unit)),
            ("to", &words.quantity(high, unit)),
        ],
    )
}

/// A source and the place in it, in words.
pub fn describe_cite(scheme: &Scheme, cite: Option<&Cite>, words: &Words) -> String {
    let Some((cite, source)) = cite.and_then(|cite| Some((cite, scheme.sources.get(cite.source)?)))
    else {
        return String::new();
    };
    if cite.at.is_empty() {
        return source.title.clone();
    }
    words.say("cite", &[("title", &source.title), ("at", &cite.at)])
}
