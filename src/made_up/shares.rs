//! The shares that people are made up from, as somebody states them.

use upfront_engine::{
    Answer, Decimal, Scheme,
    answers::{DO_NOT_KNOW, read},
    asked::may_be_asked,
    exact,
    scheme::{Direction, Question, QuestionKind},
};

use crate::{
    check::answer_told,
    diagnostics::{Code, Finding, Findings, suggest::meant},
    source::{Entry, Node, NodeKind},
};

/// All of it, in the smallest parts that a share is counted in: ten-thousandths of a per cent.
pub(super) const WHOLE: u64 = 1_000_000;

/// For each question, the shares of its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<Option<Draw>>);

impl Shares {
    pub(super) fn of(&self, question: usize) -> Option<&Draw> {
        self.0.get(question)?.as_ref()
    }
}

/// How an answer is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Draw {
    /// One of several, with their shares of [`WHOLE`].
    Options(Vec<(Answer, u64)>),
    /// A number in one of several bands.
    Amounts(Vec<Band>),
    /// By the option of an earlier question; `None` of one that is never followed by this question.
    By(usize, Vec<Option<Draw>>),
}

/// Numbers from one on, a step apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) from: Decimal,
    pub(super) step: Decimal,
    /// How many numbers there are.
    pub(super) steps: u64,
    pub(super) share: u64,
}

/// Reads a file of shares. What does not fit is a finding.
pub fn read_shares(scheme: &Scheme, node: &Node, findings: &mut Findings) -> Shares {
    let mut reading = Reading { scheme, findings };
    reading.shares(node)
}

struct Reading<'r> {
    scheme: &'r Scheme,
    findings: &'r mut Findings,
}

impl Reading<'_> {
    fn shares(&mut self, node: &Node) -> Shares {
        let none = Shares(vec![None; self.scheme.questions.len()]);
        self.only(node, &["source", "shares"]);
        let Some(shares) = node.entry("shares") else {
            self.findings.push(
                Finding::new(Code::MissingKey, node.span, "the file has no `shares`")
                    .label("no shares")
                    .advice("Write `shares:` and below it each question, as `upfront people --starter` prints them."),
            );
            return none;
        };
        let is_sourced = has_source(node);
        let NodeKind::Map(entries) = &shares.value.kind else {
            self.wrong(
                &shares.value,
                "`shares` is a mapping, by the names of the questions",
            );
            return none;
        };
        let mut read = none;
        for entry in entries {
            let questions = self.scheme.questions.iter();
            let place = questions
                .clone()
                .position(|question| question.id == entry.key);
            let Some(place) = place else {
                let ids = questions.map(|question| question.id.as_str());
                let finding = Finding::new(
                    Code::UnknownName,
                    entry.key_span,
                    format!("there is no question `{}`", entry.key),
                )
                .label("not known");
                self.findings.push(match meant(&entry.key, ids) {
                    Some(meant) => finding.meant(&meant),
                    None => finding.advice("Take it out."),
                });
                continue;
            };
            if !is_sourced && !has_source(&entry.value) {
                self.findings.push(
                    Finding::new(
                        Code::MissingKey,
                        entry.key_span,
                        format!("nothing says where the shares of `{}` come from", entry.key),
                    )
                    .label("no source")
                    .advice("Add `source:` with where they were counted or estimated, and when; here, or once at the top for all."),
                );
            }
            let draw = self.draw(place, entry);
            if let Some(slot) = read.0.get_mut(place) {
                *slot = draw;
            }
        }
        for (place, question) in self.scheme.questions.iter().enumerate() {
            if shares.value.entry(&question.id).is_none() && may_be_asked(self.scheme, place) {
                self.findings.push(
                    Finding::new(
                        Code::MissingKey,
                        shares.key_span,
                        format!("`{}` has no shares", question.id),
                    )
                    .label("not for every question")
                    .advice("Nothing is drawn evenly because nothing was said. Write the share of each answer, and its source."),
                );
            }
        }
        read
    }

    fn draw(&mut self, place: usize, entry: &Entry) -> Option<Draw> {
        let scheme = self.scheme;
        let question = scheme.questions.get(place)?;
        let node = &entry.value;
        self.only(node, &["source", "options", "amounts", "by", "given"]);
        if let Some(by) = node.entry("by") {
            let name = by.value.text().unwrap_or_default();
            let earlier = scheme.questions.iter().take(place);
            let found = earlier.clone().position(|question| question.id == name);
            let options = found.and_then(|found| match &scheme.questions.get(found)?.kind {
                QuestionKind::Options(options) => Some((found, options)),
                QuestionKind::Number { .. } => None,
            });
            let Some((found, options)) = options else {
                let finding = Finding::new(
                    Code::UnknownName,
                    by.value.span,
                    format!(
                        "`{name}` is no question with options before `{}`",
                        question.id
                    ),
                )
                .label("not known here");
                let ids = earlier.map(|question| question.id.as_str());
                self.findings.push(match meant(name, ids) {
                    Some(meant) => finding.meant(&meant),
                    None => {
                        finding.advice("Name a question that is asked earlier and has options.")
                    }
                });
                return None;
            };
            let given = node.entry("given");
            let Some(Entry { value: given, .. }) = given else {
                self.wrong(
                    node,
                    "`by` needs `given`: shares for each option of that question",
                );
                return None;
            };
            self.only(
                given,
                &options
                    .iter()
                    .map(|option| option.id.as_str())
                    .collect::<Vec<_>>(),
            );
            let draws = options.iter().map(|option| {
                let entry = given.entry(&option.id)?;
                self.plain(question, &entry.value)
            });
            return Some(Draw::By(found, draws.collect()));
        }
        self.plain(question, node)
    }

    fn plain(&mut self, question: &Question, node: &Node) -> Option<Draw> {
        let (key, what) = match &question.kind {
            QuestionKind::Options(_) => ("options", "a share for each option"),
            QuestionKind::Number { .. } => ("amounts", "a list of bands with shares"),
        };
        let Some(entry) = node.entry(key) else {
            self.findings.push(
                Finding::new(
                    Code::MissingKey,
                    node.span,
                    format!("`{}` needs `{key}`: {what}", question.id),
                )
                .label(format!("no `{key}`"))
                .advice("`upfront people --starter` prints how it is written."),
            );
            return None;
        };
        let draw = match &question.kind {
            QuestionKind::Options(_) => self.options(question, &entry.value)?,
            QuestionKind::Number { .. } => self.amounts(question, &entry.value)?,
        };
        let sum: u64 = match &draw {
            Draw::Options(options) => options.iter().map(|(_, share)| share).sum(),
            Draw::Amounts(bands) => bands.iter().map(|band| band.share).sum(),
            Draw::By(..) => WHOLE,
        };
        if sum != WHOLE {
            let sum = Decimal::new(i64::try_from(sum).unwrap_or(i64::MAX), 4).normalize();
            self.findings.push(
                Finding::new(
                    Code::BadAmount,
                    entry.value.span,
                    format!(
                        "the shares of `{}` come to {sum}%, and not to 100%",
                        question.id
                    ),
                )
                .label("not 100%")
                .advice(
                    "Correct the shares. What nobody knows can have a share of `I do not know`.",
                ),
            );
        }
        Some(draw)
    }

    fn options(&mut self, question: &Question, node: &Node) -> Option<Draw> {
        let NodeKind::Map(entries) = &node.kind else {
            self.wrong(node, "`options` is a mapping: the share of each option");
            return None;
        };
        let mut options = Vec::new();
        for Entry {
            key,
            key_span,
            value,
            ..
        } in entries
        {
            match read(&question.kind, key) {
                Ok(Some(answer)) => options.push((answer, self.share(value))),
                Ok(None) => {}
                Err(fault) => {
                    let (message, advice) = answer_told(question, key, fault);
                    let finding = Finding::new(Code::BadAnswer, *key_span, message)
                        .label("not an answer to it");
                    self.findings.push(match advice {
                        Some(advice) => finding.advice(advice),
                        None => finding.advice(format!("Or write `{DO_NOT_KNOW}`.")),
                    });
                }
            }
        }
        Some(Draw::Options(options))
    }

    fn amounts(&mut self, question: &Question, node: &Node) -> Option<Draw> {
        let NodeKind::List(items) = &node.kind else {
            self.wrong(
                node,
                "`amounts` is a list of bands, such as `{from: 0, to: 50, share: 40%}`",
            );
            return None;
        };
        let bands = items.iter().map(|item| self.band(question, item));
        let bands: Vec<Option<Band>> = bands.collect();
        bands.into_iter().collect::<Option<_>>().map(Draw::Amounts)
    }

    fn band(&mut self, question: &Question, node: &Node) -> Option<Band> {
        self.only(node, &["is", "from", "to", "in steps of", "share"]);
        let QuestionKind::Number { places, .. } = &question.kind else {
            return None;
        };
        let share = node.entry("share").map(|entry| &entry.value);
        let Some(share) = share else {
            self.wrong(node, "a band needs a `share`, such as `share: 40%`");
            return None;
        };
        let share = self.share(share);
        let (from, to) = match (node.entry("is"), node.entry("from"), node.entry("to")) {
            (Some(is), None, None) => (&is.value, &is.value),
            (None, Some(from), Some(to)) => (&from.value, &to.value),
            _ => {
                self.wrong(node, "a band has `is`, or `from` and `to`");
                return None;
            }
        };
        let to_at = to;
        let (from, to) = (self.number(question, from)?, self.number(question, to)?);
        let step = match node.entry("in steps of") {
            Some(entry) => self.positive(&entry.value)?,
            None => Decimal::new(1, *places),
        };
        let steps = exact::subtract(to, from)
            .filter(|width| *width >= Decimal::ZERO)
            .and_then(|width| exact::whole_parts(width, step, Direction::Down))
            .and_then(|steps| u64::try_from(steps.mantissa()).ok());
        let Some(steps) = steps else {
            self.wrong(to_at, "a band ends where it begins, or after");
            return None;
        };
        Some(Band {
            from,
            step,
            steps: steps.saturating_add(1),
            share,
        })
    }

    fn number(&mut self, question: &Question, node: &Node) -> Option<Decimal> {
        let text = node.text().unwrap_or_default();
        match read(&question.kind, text) {
            Ok(Some(Answer::Number(number))) => Some(number),
            Ok(_) => {
                self.wrong(node, "it is a number in the question’s own unit");
                None
            }
            Err(fault) => {
                let (message, advice) = answer_told(question, text, fault);
                let finding =
                    Finding::new(Code::BadAnswer, node.span, message).label("not an answer to it");
                self.findings.push(match advice {
                    Some(advice) => finding.advice(advice),
                    None => finding,
                });
                None
            }
        }
    }

    fn positive(&mut self, node: &Node) -> Option<Decimal> {
        let step = node
            .text()
            .and_then(|text| text.trim().parse::<Decimal>().ok());
        let step = step.filter(|step| *step > Decimal::ZERO);
        if step.is_none() {
            self.wrong(node, "it is a number over nought, such as `0.50`");
        }
        step
    }

    /// A share, in the smallest parts; nought where it cannot be read.
    fn share(&mut self, node: &Node) -> u64 {
        let text = node.text().unwrap_or_default().trim();
        let percent = text.strip_suffix('%').map(str::trim_end);
        let percent = percent.and_then(|text| text.parse::<Decimal>().ok());
        let parts = percent
            .filter(|percent| *percent >= Decimal::ZERO && *percent <= Decimal::ONE_HUNDRED)
            .and_then(|percent| percent.checked_mul(Decimal::from(10_000)))
            .map(|parts| parts.normalize())
            .filter(|parts| parts.scale() == 0)
            .and_then(|parts| u64::try_from(parts.mantissa()).ok());
        if parts.is_none() {
            self.findings.push(
                Finding::new(Code::BadAmount, node.span, format!("`{text}` is no share"))
                    .label("no share")
                    .advice(
                        "Write a percentage with at most four decimal places, such as `12.5%`.",
                    ),
            );
        }
        parts.unwrap_or(0)
    }

    fn wrong(&mut self, node: &Node, message: &str) {
        self.findings.push(
            Finding::new(Code::WrongType, node.span, message)
                .label("not so")
                .advice("`upfront people --starter` prints how it is written."),
        );
    }

    /// Keys that nothing reads are findings.
    fn only(&mut self, node: &Node, known: &[&str]) {
        let NodeKind::Map(entries) = &node.kind else {
            return;
        };
        for entry in entries {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let finding = Finding::new(
                Code::UnknownKey,
                entry.key_span,
                format!("nothing reads `{}` here", entry.key),
            )
            .label("not known here");
            self.findings
                .push(match meant(&entry.key, known.iter().copied()) {
                    Some(meant) => finding.meant(&meant),
                    None => finding.advice(format!("What is read here: `{}`.", known.join("`, `"))),
                });
        }
    }
}

/// Whether something says where it comes from.
fn has_source(node: &Node) -> bool {
    let source = node.entry("source").and_then(|entry| entry.value.text());
    source.is_some_and(|source| !source.trim().is_empty())
}
