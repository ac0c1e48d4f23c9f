//! What a chart shows, in sentences worked out from its rows.

use std::mem::discriminant;

use upfront_engine::{Amount, Decimal, Unit, words::Words};

use super::parts::{Part, bare};

/// The words and units that a table's sentences are made of.
#[derive(Clone, Copy)]
pub(super) struct Sayer<'a> {
    pub(super) words: &'a Words,
    /// What the bands are counted in.
    pub(super) by: &'a Unit,
    /// What the amounts are counted in.
    pub(super) unit: &'a Unit,
}

/// A run of parts with one figure: where it begins, where the next begins, and the figure.
struct Level {
    begins: String,
    figure: Decimal,
}

/// The changes of a line from one value to the very next: where, from what and to what.
fn jumps(
    points: &[(Decimal, Amount)],
    grain: Option<Decimal>,
) -> impl Iterator<Item = (Decimal, Decimal, Decimal)> {
    let pairs = points.iter().zip(points.iter().skip(1));
    pairs.filter_map(move |(from, to)| {
        let (a, b) = (from.1.figure()?, to.1.figure()?);
        let is_next = to.0.checked_sub(from.0) == grain && grain.is_some();
        (is_next && a != b).then_some((to.0, a, b))
    })
}

impl Sayer<'_> {
    fn say(&self, key: &str, fill: &[(&str, &str)]) -> String {
        self.words.say(key, fill)
    }

    fn figure(&self, figure: Decimal) -> String {
        self.words.amount(Amount::Exact(figure), self.unit)
    }

    /// Two figures, with the unit said once.
    fn pair(&self, first: Decimal, second: Decimal) -> (String, String) {
        let unit = if second.is_zero() {
            self.unit
        } else {
            &bare(self.unit)
        };
        (
            self.words.amount(Amount::Exact(first), unit),
            self.figure(second),
        )
    }

    /// `The amount`, or what else the figures are.
    fn subject(&self, amounts: &[Amount], all_published: bool) -> String {
        let exact = |amount: &Amount| matches!(amount, Amount::Exact(_));
        let limit =
            |amount: &Amount| matches!(amount, Amount::UpTo(_)) || *amount == Amount::NOTHING;
        let figures: Vec<_> = amounts
            .iter()
            .filter(|a| a.figure().is_some())
            .copied()
            .collect();
        self.say(
            match (
                figures.iter().all(exact),
                figures.iter().all(limit),
                all_published,
            ) {
                (true, _, true) => "chart-amount",
                (true, _, false) => "chart-published-amount",
                (false, true, true) => "chart-limit",
                _ => "chart-published-figure",
            },
            &[],
        )
    }

    /// The finding where there is one figure alone, and something else than a figure beside it: each amount, and where it
    /// is given, if that can be said.
    fn of_one_figure(&self, amounts: &[(Amount, Option<String>)]) -> Option<String> {
        let is_other = |amount: Amount| matches!(amount, Amount::CaseByCase | Amount::NoLimit);
        let with_figure: Vec<_> = amounts
            .iter()
            .filter_map(|(amount, place)| Some((*amount, amount.figure()?, place)))
            .collect();
        let (_, figure, _) = with_figure.first()?;
        let is_one = with_figure.iter().all(|(_, other, _)| other == figure);
        if !is_one || !amounts.iter().any(|(amount, _)| is_other(*amount)) {
            return None;
        }
        let kinds: Vec<_> = with_figure.iter().map(|(amount, ..)| *amount).collect();
        let (subject, amount) = (self.subject(&kinds, true), self.figure(*figure));
        let places: Option<Vec<String>> = with_figure
            .iter()
            .map(|(.., place)| (*place).clone())
            .collect();
        Some(match places {
            Some(places) if places.len() <= 3 => self.say(
                "chart-same-where",
                &[
                    ("subject", &subject),
                    ("amount", &amount),
                    ("where", &self.words.list(&places)),
                ],
            ),
            _ => self.say(
                "chart-same-figure",
                &[("subject", &subject), ("amount", &amount)],
            ),
        })
    }

    /// The finding of a table of bands; `None` where it holds no figure.
    pub(super) fn of_bands(&self, parts: &[Part]) -> Option<String> {
        let said: Vec<_> = parts
            .iter()
            .map(|part| (part.gives, Some(part.said(self.words, self.by, true))))
            .collect();
        if let Some(finding) = self.of_one_figure(&said) {
            return Some(finding);
        }
        let amounts: Vec<_> = parts.iter().map(|part| part.gives).collect();
        let (tail, body) = match parts.split_last() {
            Some((last, before)) if last.gives == Amount::NotPublished => {
                let from = last.start.map(|start| {
                    let key = if start.inside {
                        "chart-tail-from"
                    } else {
                        "chart-tail-over"
                    };
                    self.say(key, &[("from", &self.words.quantity(start.at, self.by))])
                });
                (from.unwrap_or_default(), before)
            }
            _ => (String::new(), parts),
        };
        // Across a gap nobody can say how many steps there are.
        let whole = body.iter().all(|part| part.gives.figure().is_some());
        let subject = self.subject(&amounts, whole);
        let levels = self.levels(parts);
        let step = whole.then_some("chart-step");
        (!levels.is_empty()).then(|| self.course(&levels, &subject, &tail, step))
    }

    fn levels(&self, parts: &[Part]) -> Vec<Level> {
        let mut levels: Vec<Level> = Vec::new();
        let known = parts
            .iter()
            .filter_map(|part| Some((part, part.gives.figure()?)));
        for (part, figure) in known {
            if levels.last().is_none_or(|level| level.figure != figure) {
                levels.push(Level {
                    begins: part.begins(self.words, self.by),
                    figure,
                });
            }
        }
        // The first level reaches up to the second, which says more than that it begins at the start.
        if let (Some(first), [part, next, ..]) = (levels.first_mut(), parts)
            && part.gives.figure().is_some()
            && part.meets_next
            && part.start.is_none_or(|start| start.at <= Decimal::ZERO)
        {
            let next = parts
                .iter()
                .find(|later| later.gives.figure() != part.gives.figure())
                .unwrap_or(next);
            if let Some(edge) = next.start {
                let key = if edge.inside {
                    "chart-band-under"
                } else {
                    "chart-band-to"
                };
                first.begins = self.say(key, &[("to", &self.words.quantity(edge.at, self.by))]);
            }
        }
        levels
    }

    /// Up, down, both or neither. `step` names the messages for how many, where that is known.
    fn course(&self, levels: &[Level], subject: &str, tail: &str, step: Option<&str>) -> String {
        let low = levels
            .iter()
            .map(|level| level.figure)
            .min()
            .unwrap_or_default();
        let high = levels
            .iter()
            .map(|level| level.figure)
            .max()
            .unwrap_or_default();
        let (Some(first), Some(last)) = (levels.first(), levels.last()) else {
            return String::new();
        };
        let pairs = || levels.iter().zip(levels.iter().skip(1));
        let rises = pairs().any(|(a, b)| a.figure < b.figure);
        let falls = pairs().any(|(a, b)| a.figure > b.figure);
        let key = match (rises, falls) {
            (true, false) => "chart-rises",
            (false, true) => "chart-falls",
            (true, true) => {
                let (low, high) = self.pair(low, high);
                return self.say(
                    "chart-up-and-down",
                    &[
                        ("subject", subject),
                        ("low", &low),
                        ("high", &high),
                        ("tail", tail),
                    ],
                );
            }
            (false, false) => {
                return self.say(
                    "chart-same",
                    &[
                        ("subject", subject),
                        ("amount", &self.figure(low)),
                        ("tail", tail),
                    ],
                );
            }
        };
        let steps = step.map_or_else(String::new, |step| {
            let count = levels.len() - 1;
            let many = if count == 1 { "one" } else { "many" };
            self.say(&format!("{step}-{many}"), &[("count", &count.to_string())])
        });
        let (from, to) = self.pair(first.figure, last.figure);
        self.say(
            key,
            &[
                ("subject", subject),
                ("steps", &steps),
                ("from", &from),
                ("from-where", &first.begins),
                ("to", &to),
                ("to-where", &last.begins),
                ("tail", tail),
            ],
        )
    }

    /// The finding of a table of straight lines; `None` where it holds no figure. Between two points that are `grain`
    /// apart there is no value, so that what lies between them is a jump and no line.
    pub(super) fn of_lines(
        &self,
        points: &[(Decimal, Amount)],
        grain: Option<Decimal>,
    ) -> Option<String> {
        let said: Vec<_> = points.iter().map(|point| (point.1, None)).collect();
        if let Some(finding) = self.of_one_figure(&said) {
            return Some(finding);
        }
        let amounts: Vec<_> = points.iter().map(|point| point.1).collect();
        let levels: Vec<_> = points
            .iter()
            .filter_map(|(at, gives)| {
                Some(Level {
                    begins: self.say("chart-at", &[("at", &self.words.quantity(*at, self.by))]),
                    figure: gives.figure()?,
                })
            })
            .collect();
        let whole = levels.len() == points.len();
        let subject = self.subject(&amounts, whole);
        let is_line = whole && jumps(points, grain).next().is_none();
        let line = is_line.then_some("chart-line");
        (!levels.is_empty()).then(|| self.course(&levels, &subject, "", line))
    }

    /// The finding of a table by answer, of options and what they give; `None` where it holds no figure.
    pub(super) fn of_answers(&self, rows: &[(String, Amount)]) -> Option<String> {
        let said: Vec<_> = rows.iter().map(|row| (row.1, None)).collect();
        if let Some(finding) = self.of_one_figure(&said) {
            return Some(finding);
        }
        let amounts: Vec<_> = rows.iter().map(|row| row.1).collect();
        let figures: Vec<_> = amounts.iter().filter_map(Amount::figure).collect();
        let (low, high) = (*figures.iter().min()?, *figures.iter().max()?);
        let subject = self.subject(&amounts, figures.len() == rows.len());
        if low == high {
            return Some(self.say(
                "chart-same",
                &[
                    ("subject", &subject),
                    ("amount", &self.figure(low)),
                    ("tail", ""),
                ],
            ));
        }
        let (from, to) = self.pair(low, high);
        let most: Vec<_> = rows
            .iter()
            .filter(|row| row.1.figure() == Some(high))
            .collect();
        let (key, answer) = match most.as_slice() {
            [one] => ("chart-answers-most", one.0.as_str()),
            _ => ("chart-answers", ""),
        };
        Some(self.say(
            key,
            &[
                ("subject", &subject),
                ("from", &from),
                ("to", &to),
                ("answer", answer),
            ],
        ))
    }

    /// What else is worth knowing of a table of bands.
    pub(super) fn points_of_bands(&self, parts: &[Part]) -> Vec<String> {
        let mut points = Vec::new();
        points.extend(self.jump(parts));
        let example = parts
            .iter()
            .zip(parts.iter().skip(1))
            .find_map(|(part, next)| {
                let (end, start) = (part.end?, next.start?);
                (part.start.is_none_or(|start| start.at < end.at))
                    .then_some((part, end, next, start))
            });
        if let Some((part, end, next, start)) = example {
            // One rule for all of them or none is stated; the table has each band in words.
            let same = parts
                .iter()
                .filter_map(|p| p.end)
                .all(|e| e.inside == end.inside);
            if same {
                let (key, edge, band) = if end.inside {
                    ("chart-ends-inside", end, part)
                } else {
                    ("chart-ends-outside", start, next)
                };
                let band = band.said(self.words, self.by, false);
                let at = self.words.quantity(edge.at, self.by);
                points.push(self.say(key, &[("at", &at), ("band", &band)]));
            }
        }
        points.extend(self.kinds(parts.iter().map(|part| {
            (
                part.said(self.words, self.by, true),
                part.gives,
                part.asked.as_str(),
            )
        })));
        points
    }

    /// The change from one band to the next that is the biggest.
    fn jump(&self, parts: &[Part]) -> Option<String> {
        let jumps: Vec<_> = parts
            .iter()
            .zip(parts.iter().skip(1))
            .filter_map(|(part, next)| match (part.gives, next.gives) {
                (Amount::Exact(a), Amount::Exact(b)) if part.meets_next && a != b => Some((
                    a,
                    b,
                    b.checked_sub(a)?.abs(),
                    next.begins(self.words, self.by),
                )),
                _ => None,
            })
            .collect();
        self.biggest(&jumps)
    }

    /// The biggest of changes, each from one figure to another, with how much it is and where it comes.
    fn biggest(&self, jumps: &[(Decimal, Decimal, Decimal, String)]) -> Option<String> {
        let most = jumps.iter().map(|jump| jump.2).max()?;
        let biggest: Vec<_> = jumps.iter().filter(|jump| jump.2 == most).collect();
        let [(a, b, _, at), rest @ ..] = biggest.as_slice() else {
            return None;
        };
        if rest.is_empty() {
            let (from, to) = self.pair(*a, *b);
            let key = if a < b { "chart-jump" } else { "chart-drop" };
            return Some(self.say(key, &[("from", &from), ("to", &to), ("at", at)]));
        }
        Some(self.say(
            "chart-jumps",
            &[
                ("amount", &self.words.difference(most, self.unit)),
                ("count", &biggest.len().to_string()),
                ("at", at),
            ],
        ))
    }

    /// What else is worth knowing of a table of straight lines.
    pub(super) fn points_of_lines(
        &self,
        points: &[(Decimal, Amount)],
        grain: Option<Decimal>,
        rounded_to: Option<Decimal>,
    ) -> Vec<String> {
        let between = match rounded_to {
            Some(to) if self.unit.is_money() && to == Decimal::new(1, 2) => {
                self.say("chart-between-points-penny", &[])
            }
            Some(to) => {
                let to = self.words.quantity(to, &bare(self.unit));
                self.say("chart-between-points-rounded", &[("to", &to)])
            }
            None => self.say("chart-between-points", &[]),
        };
        let mut said = vec![between];
        let jumps: Vec<_> = jumps(points, grain)
            .filter_map(|(at, a, b)| {
                let at = self.say("chart-at", &[("at", &self.words.quantity(at, self.by))]);
                Some((a, b, b.checked_sub(a)?.abs(), at))
            })
            .collect();
        said.extend(self.biggest(&jumps));
        said.extend(
            self.kinds(
                points
                    .iter()
                    .map(|(at, gives)| (self.words.quantity(*at, self.by), *gives, "")),
            ),
        );
        said
    }

    /// What else is worth knowing of a table by answer: options, what they give, and requests refused.
    pub(super) fn points_of_answers(&self, rows: &[(String, Amount, String)]) -> Vec<String> {
        self.kinds(rows.iter().map(|(say, gives, asked)| {
            let quoted = self.say("chart-quoted", &[("text", say)]);
            (quoted, *gives, asked.as_str())
        }))
    }

    /// A sentence for each kind of amount that is not exact, naming up to three rows.
    fn kinds<'r>(&self, rows: impl Iterator<Item = (String, Amount, &'r str)>) -> Vec<String> {
        let rows: Vec<_> = rows.collect();
        let mut said = Vec::new();
        let kinds = [
            ("chart-not-published", Amount::NotPublished),
            ("chart-case-by-case", Amount::CaseByCase),
            ("chart-no-limit", Amount::NoLimit),
            ("chart-up-to", Amount::UpTo(Decimal::ZERO)),
            ("chart-from", Amount::From(Decimal::ZERO)),
        ];
        for (key, kind) in kinds {
            let of_kind: Vec<_> = rows
                .iter()
                .filter(|row| discriminant(&row.1) == discriminant(&kind))
                .collect();
            if of_kind.is_empty() {
                continue;
            }
            let which = if of_kind.len() > 3 {
                self.say(
                    "chart-so-many",
                    &[
                        ("count", &of_kind.len().to_string()),
                        ("all", &rows.len().to_string()),
                    ],
                )
            } else {
                let names: Vec<_> = of_kind.iter().map(|row| row.0.clone()).collect();
                self.words.list(&names)
            };
            said.push(self.say(key, &[("which", &which)]));
        }
        for (which, _, asked) in rows.iter().filter(|row| !row.2.is_empty()) {
            said.push(self.say("chart-asked", &[("which", which), ("asked", asked)]));
        }
        said
    }
}
