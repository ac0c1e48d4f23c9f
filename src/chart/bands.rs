//! The chart of a table: a finding, two drawings, key points, the same numbers as a table and as CSV.

use serde::Serialize;
use upfront_engine::{
    Amount, Answer, Answers, Decimal, Scheme, Unit,
    scheme::{QuestionKind, Table, TableKind},
    words::Words,
};

use super::{
    bars, draw,
    draw::{Paper, on_each_paper},
    finding::Sayer,
    parts::Part,
    plot,
    shown::{Course, Of, Shown, along_number, shown},
};
use crate::csv;

/// A chart and everything that says the same as it. Texts are plain, the drawings are SVG elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BandChart {
    /// What the chart shows, in one sentence worked out from the rows.
    pub finding: String,
    /// Which figure it is, in a sentence: a result as the rules work it out, or the table's own.
    pub figure: String,
    /// For whom it holds, a line each: a question and its answer. Empty where it holds for everybody.
    pub answers: Vec<String>,
    /// The drawing for phones, 330 wide.
    pub narrow_svg: String,
    /// The drawing for desks, 720 wide.
    pub wide_svg: String,
    /// What else is worth knowing: the biggest jump, where a band ends, what is not published. A sentence each.
    pub key_points: Vec<String>,
    /// What the table is of.
    pub caption: String,
    /// The headings of the table's columns.
    pub headings: Vec<String>,
    /// The table's rows, a text for each heading; the first heads its row.
    pub rows: Vec<Vec<String>>,
    /// The rows as CSV, with a heading line: plain numbers, the kind of each amount, which figure it is and for whom.
    pub csv: String,
    /// Whether the rows are those of the table as it is printed.
    pub as_printed: bool,
    /// Where its figures begin and end, where it is one of bands.
    #[serde(skip)]
    pub ends: Option<Ends>,
}

/// Where the figures of bands begin to be more than nothing, and the highest of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// What the bands are counted in.
    pub by: Unit,
    /// Where they begin; `None` where nothing less gives nothing.
    pub least: Option<Decimal>,
    /// Whether that value itself gives something.
    pub least_is_inside: bool,
    /// The lowest figure that is more than nothing.
    pub lowest: Decimal,
    /// The highest.
    pub highest: Decimal,
    /// Where it begins.
    pub highest_from: Decimal,
}

impl Ends {
    fn of(parts: &[Part], by: &Unit) -> Option<Self> {
        let figure = |part: &Part| part.gives.figure().filter(|figure| *figure > Decimal::ZERO);
        let first = parts.iter().position(|part| figure(part).is_some())?;
        let least = match first {
            0 => None,
            _ => parts.get(first).and_then(|part| part.start),
        };
        let is_nothing = |part: &Part| part.gives == Amount::Exact(Decimal::ZERO);
        let least = least.filter(|_| parts.iter().take(first).all(is_nothing));
        let highest = parts.iter().filter_map(figure).max()?;
        let top = parts.iter().find(|part| figure(part) == Some(highest))?;
        Some(Self {
            by: by.clone(),
            least: least.map(|edge| edge.at),
            least_is_inside: least.is_some_and(|edge| edge.inside),
            lowest: parts.iter().filter_map(figure).min()?,
            highest,
            highest_from: top.start?.at,
        })
    }
}

/// The chart of a scheme's table, by index.
///
/// `words` has to know the scheme's own units ([`Words::for_scheme`]). `prefix` begins the ids in the drawings,
/// and is the page's only one. `None` where there is nothing to draw: no figure is published, or the table has
/// two ways in.
pub fn band_chart(scheme: &Scheme, table: usize, words: &Words, prefix: &str) -> Option<BandChart> {
    let shown = shown(scheme, table)?;
    chart_of(scheme, table, &shown, words, prefix, None)
}

/// The charts of tables of bands that are counted alike, on one axis, each as wide and as high as the widest and the highest of
/// them need. Empty where one of them has no such chart.
pub fn on_one_axis(tables: &[(&Scheme, usize, &Words)], prefix: &str) -> Vec<BandChart> {
    let all = tables.iter().map(|(scheme, table, words)| {
        let shown = shown(scheme, *table)?;
        let of = scheme.tables.get(*table)?;
        let (Course::Bands(parts), TableKind::Bands { by, .. }) = (&shown.course, &of.kind) else {
            return None;
        };
        let unit = &of.unit;
        let plot = plot::of_parts(parts, Sayer { words, by, unit });
        Some((plot.span(), shown))
    });
    let Some(all) = all.collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let spans = all.iter().map(|(span, _)| *span);
    let span = spans.reduce(plot::Span::with);
    let charts = tables.iter().zip(&all).enumerate();
    let charts = charts.map(|(place, ((scheme, table, words), (_, shown)))| {
        let prefix = format!("{prefix}-{place}");
        chart_of(scheme, *table, shown, words, &prefix, span)
    });
    charts.collect::<Option<_>>().unwrap_or_default()
}

/// The chart of what is shown of a table; on wider axes than it needs itself where they are given.
fn chart_of(
    scheme: &Scheme,
    table: usize,
    shown: &Shown,
    words: &Words,
    prefix: &str,
    span: Option<plot::Span>,
) -> Option<BandChart> {
    let table = scheme.tables.get(table)?;
    let none = Unit::none();
    let sayer = |by| Sayer {
        words,
        by,
        unit: &table.unit,
    };
    let (name, figure) = figure(scheme, table, shown, words);
    let answers = answers(scheme, shown, words);
    let chart = Chart {
        council: &scheme.council,
        unit: &table.unit,
        words,
        prefix,
        told: [name, answers.join("; ")],
        span,
    };
    let drawn = match (&shown.course, &table.kind) {
        (Course::Bands(parts), TableKind::Bands { by, .. }) => chart.of_bands(parts, sayer(by))?,
        (Course::Lines(points), TableKind::Lines { by, .. }) => {
            chart.of_lines(points, sayer(by), shown.grain, shown.rounded_to)?
        }
        (Course::Answers(rows), TableKind::ByAnswer { question, .. }) => {
            let question = scheme.questions.get(*question)?;
            let QuestionKind::Options(options) = &question.kind else {
                return None;
            };
            let rows: Vec<_> = options
                .iter()
                .zip(rows)
                .map(|(option, (gives, asked))| (option.say.clone(), *gives, asked.clone()))
                .collect();
            chart.of_answers(&rows, sayer(&none))?
        }
        _ => return None,
    };
    Some(BandChart {
        answers,
        as_printed: shown.as_printed,
        ..drawn.into_chart(figure, words.say("chart-numbers", &[("table", &table.say)]))
    })
}

/// The chart of a result along a number that a question asks for, for somebody who gives these answers to everything else.
///
/// `words` and `prefix` are as for [`band_chart`]. `None` where the result is not a line along that number.
pub fn answer_chart(
    scheme: &Scheme,
    result: usize,
    question: usize,
    answers: &Answers,
    words: &Words,
    prefix: &str,
) -> Option<BandChart> {
    let line = along_number(scheme, result, question, answers)?;
    let asked = scheme.questions.get(question)?;
    let QuestionKind::Number { unit: by, .. } = &asked.kind else {
        return None;
    };
    let of = scheme.results.get(result)?;
    let unit = &scheme.steps.get(of.step)?.unit;
    let sayer = Sayer { words, by, unit };
    let chart = Chart {
        council: &scheme.council,
        unit,
        words,
        prefix,
        told: [of.say.clone(), asked.ask.clone()],
        span: None,
    };
    let drawn = match &line.course {
        Course::Bands(parts) => chart.of_bands(parts, sayer)?,
        Course::Lines(points) => {
            chart.of_lines(points, sayer, Some(line.grain), line.rounded_to)?
        }
        Course::Answers(_) => return None,
    };
    let told = words.say(
        "chart-along",
        &[("result", &of.say), ("question", &asked.ask)],
    );
    Some(drawn.into_chart(told, words.say("chart-numbers", &[("table", &of.say)])))
}

/// Which figure a chart shows: its name, and in a sentence.
fn figure(scheme: &Scheme, table: &Table, shown: &Shown, words: &Words) -> (String, String) {
    let say = |result: usize| scheme.results.get(result).map(|result| result.say.as_str());
    match shown.of {
        Of::Result(result, _) => {
            let say = say(result).unwrap_or_default();
            let told = words.say("chart-of-result", &[("result", say)]);
            (say.to_owned(), told)
        }
        Of::Step(step, result, _) => {
            let step = scheme.steps.get(step).map(|step| step.say.as_str());
            let (step, result) = (step.unwrap_or_default(), say(result).unwrap_or_default());
            let told = words.say("chart-of-step", &[("step", step), ("result", result)]);
            (step.to_owned(), told)
        }
        Of::Table(before) => {
            let told = match before.and_then(say) {
                Some(say) => words.say("chart-of-table-before", &[("result", say)]),
                None => words.say("chart-of-table", &[]),
            };
            (table.say.clone(), told)
        }
    }
}

/// For whom a chart holds: each question with its answer.
fn answers(scheme: &Scheme, shown: &Shown, words: &Words) -> Vec<String> {
    let line = |(question, answer): &(usize, Answer)| {
        let question = scheme.questions.get(*question)?;
        let said = match (&question.kind, answer) {
            (QuestionKind::Options(options), Answer::Option(option)) => {
                options.get(*option)?.say.clone()
            }
            (QuestionKind::Number { unit, .. }, Answer::Number(number)) => {
                words.quantity(*number, unit)
            }
            _ => return None,
        };
        Some(words.say(
            "chart-answer",
            &[("question", &question.ask), ("answer", &said)],
        ))
    };
    shown.answers.iter().filter_map(line).collect()
}

/// A course as it is drawn and said.
struct Drawn {
    finding: String,
    svg: [String; 2],
    key_points: Vec<String>,
    table: (Vec<String>, Vec<Vec<String>>),
    csv: String,
    ends: Option<Ends>,
}

impl Drawn {
    /// The chart, of which `figure` says what it shows. It holds for everybody, and is not as it is printed.
    fn into_chart(self, figure: String, caption: String) -> BandChart {
        let [narrow_svg, wide_svg] = self.svg;
        let (headings, rows) = self.table;
        BandChart {
            finding: self.finding,
            figure,
            answers: Vec::new(),
            narrow_svg,
            wide_svg,
            key_points: self.key_points,
            caption,
            headings,
            rows,
            csv: self.csv,
            as_printed: false,
            ends: self.ends,
        }
    }
}

/// What every chart needs.
struct Chart<'a> {
    council: &'a str,
    /// What the amounts are counted in.
    unit: &'a Unit,
    words: &'a Words,
    prefix: &'a str,
    /// Which figure it is and for whom, as the CSV says it in every row.
    told: [String; 2],
    /// How far the axes go, where other charts have the same.
    span: Option<plot::Span>,
}

impl Chart<'_> {
    fn of_bands(&self, parts: &[Part], sayer: Sayer<'_>) -> Option<Drawn> {
        let mut plot = plot::of_parts(parts, sayer);
        if let Some(span) = self.span {
            plot.widen(span);
        }
        Some(Drawn {
            finding: sayer.of_bands(parts)?,
            svg: self.drawn("chart-title-steps", sayer.by, |paper| {
                draw::draw(&plot, paper, self.words, sayer.by, self.unit)
            })?,
            key_points: sayer.points_of_bands(parts),
            table: self.band_table(parts, sayer.by),
            csv: self.band_csv(parts),
            ends: Ends::of(parts, sayer.by),
        })
    }

    fn of_lines(
        &self,
        points: &[(Decimal, Amount)],
        sayer: Sayer<'_>,
        grain: Option<Decimal>,
        rounded_to: Option<Decimal>,
    ) -> Option<Drawn> {
        let plot = plot::of_points(points, sayer);
        Some(Drawn {
            finding: sayer.of_lines(points, grain)?,
            svg: self.drawn("chart-title-lines", sayer.by, |paper| {
                draw::draw(&plot, paper, self.words, sayer.by, self.unit)
            })?,
            key_points: sayer.points_of_lines(points, grain, rounded_to),
            table: self.line_table(points, sayer.by),
            csv: self.line_csv(points),
            ends: None,
        })
    }

    fn of_answers(&self, rows: &[(String, Amount, String)], sayer: Sayer<'_>) -> Option<Drawn> {
        let bars: Vec<_> = rows.iter().map(|row| (row.0.clone(), row.1)).collect();
        Some(Drawn {
            finding: sayer.of_answers(&bars)?,
            svg: self.drawn("chart-title-answers", sayer.by, |paper| {
                bars::draw(&bars, paper, self.words, self.unit)
            })?,
            key_points: sayer.points_of_answers(rows),
            table: self.answer_table(&bars),
            csv: self.answer_csv(&bars),
            ends: None,
        })
    }

    fn amount(&self, gives: Amount) -> String {
        self.words.amount(gives, self.unit)
    }

    /// The chart on each paper, with its title.
    fn drawn(
        &self,
        title: &str,
        by: &Unit,
        draw: impl Fn(Paper) -> Result<draw::Drawing, draw::Failed>,
    ) -> Option<[String; 2]> {
        on_each_paper(self.prefix, &self.title(title, by), draw)
    }

    /// The accessible name, at most 120 characters: a long council's name gives way.
    fn title(&self, key: &str, by: &Unit) -> String {
        let fill = |council: &str| {
            self.words.say(
                key,
                &[
                    ("measure", &self.words.unit(self.unit)),
                    ("by", &self.words.unit(by)),
                    ("council", council),
                ],
            )
        };
        let whole = fill(self.council);
        let over = whole.chars().count().saturating_sub(120);
        if over == 0 {
            return whole;
        }
        let keep = self.council.chars().count().saturating_sub(over + 1);
        let cut: String = self.council.chars().take(keep).collect();
        fill(&format!("{}…", cut.trim_end()))
            .chars()
            .take(120)
            .collect()
    }

    fn band_table(&self, parts: &[Part], by: &Unit) -> (Vec<String>, Vec<Vec<String>>) {
        let named = parts.iter().any(|part| !part.name.is_empty());
        let mut headings = vec![
            self.words
                .say("chart-column-band", &[("unit", &self.words.unit(by))]),
        ];
        headings.extend(named.then(|| self.words.say("chart-column-name", &[])));
        headings.push(self.words.say("chart-column-amount", &[]));
        let rows = parts
            .iter()
            .map(|part| {
                let mut row = vec![part.said(self.words, by, true)];
                row.extend(named.then(|| part.name.clone()));
                row.push(self.amount(part.gives));
                row
            })
            .collect();
        (headings, rows)
    }

    fn line_table(
        &self,
        points: &[(Decimal, Amount)],
        by: &Unit,
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let headings = vec![
            self.words.unit(by),
            self.words.say("chart-column-amount", &[]),
        ];
        let row = |(at, gives): &(Decimal, Amount)| {
            vec![self.words.quantity(*at, by), self.amount(*gives)]
        };
        (headings, points.iter().map(row).collect())
    }

    fn line_csv(&self, points: &[(Decimal, Amount)]) -> String {
        let mut csv = heading(&["at"]);
        for (at, gives) in points {
            csv += &self.csv_row(&[&at.to_string()], *gives);
        }
        csv
    }

    fn answer_table(&self, rows: &[(String, Amount)]) -> (Vec<String>, Vec<Vec<String>>) {
        let heading = |key| self.words.say(key, &[]);
        let row = |(say, gives): &(String, Amount)| vec![say.clone(), self.amount(*gives)];
        (
            vec![
                heading("chart-column-answer"),
                heading("chart-column-amount"),
            ],
            rows.iter().map(row).collect(),
        )
    }

    fn answer_csv(&self, rows: &[(String, Amount)]) -> String {
        let mut csv = heading(&["answer"]);
        for (say, gives) in rows {
            csv += &self.csv_row(&[say], *gives);
        }
        csv
    }

    fn band_csv(&self, parts: &[Part]) -> String {
        let mut csv = heading(&["from", "from_included", "to", "to_included", "name"]);
        for part in parts {
            let edge = |edge: Option<super::parts::Edge>| match edge {
                Some(edge) => (edge.at.to_string(), if edge.inside { "yes" } else { "no" }),
                None => (String::new(), ""),
            };
            let ((from, from_included), (to, to_included)) = (edge(part.start), edge(part.end));
            csv += &self.csv_row(
                &[&from, from_included, &to, to_included, &part.name],
                part.gives,
            );
        }
        csv
    }

    /// A line of CSV: some fields, then the kind of amount, its figure, its unit, what it is and for whom.
    fn csv_row(&self, fields: &[&str], gives: Amount) -> String {
        let kind = csv::kind(gives);
        let figure = match gives {
            Amount::Between(low, high) => format!("{low} to {high}"),
            gives => gives
                .figure()
                .map_or_else(String::new, |figure| figure.to_string()),
        };
        let unit = self.words.unit(self.unit);
        let [name, answers] = &self.told;
        csv::line(&[fields, &[kind, &figure, &unit, name, answers]].concat())
    }
}

/// The first line of CSV.
fn heading(fields: &[&str]) -> String {
    csv::line(&[fields, &["gives", "amount", "unit", "figure", "answers"]].concat())
}
