//! The chart of a table: a finding, two drawings, key points, the same numbers as a table and as CSV.

use serde::Serialize;
use upfront_engine::{
    Amount, Scheme, Unit,
    scheme::{QuestionKind, Table, TableKind},
    words::Words,
};

use crate::analyse::grain_at_table;

use super::{
    bars, draw,
    draw::{PAPERS, Paper},
    finding::Sayer,
    parts::{Part, parts},
    plot, svg,
};

/// A chart and everything that says the same as it. Texts are plain, the drawings are SVG elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BandChart {
    /// What the chart shows, in one sentence worked out from the rows.
    pub finding: String,
    /// The drawing for phones, 330 wide.
    pub narrow_svg: String,
    /// The drawing for desks, 720 wide.
    pub wide_svg: String,
    /// What else is worth knowing: the biggest jump, where a band ends, what is not published. A sentence each.
    pub key_points: Vec<String>,
    /// The headings of the table's columns.
    pub headings: Vec<String>,
    /// The table's rows, a text for each heading; the first heads its row.
    pub rows: Vec<Vec<String>>,
    /// The rows as CSV, with a heading line: plain numbers, and the kind of each amount.
    pub csv: String,
}

/// The chart of a scheme's table, by index.
///
/// `words` has to know the scheme's own units ([`Words::for_scheme`]). `prefix` begins the ids in the drawings,
/// and is the page's only one. `None` where there is nothing to draw: no figure is published, or the table has
/// two ways in.
pub fn band_chart(scheme: &Scheme, table: usize, words: &Words, prefix: &str) -> Option<BandChart> {
    let grain = grain_at_table(scheme, table);
    let table = scheme.tables.get(table)?;
    let none = Unit::none();
    let sayer = |by| Sayer {
        words,
        by,
        unit: &table.unit,
    };
    let chart = Chart {
        council: &scheme.council,
        table,
        words,
        prefix,
    };
    match &table.kind {
        TableKind::Bands { by, rows } => {
            let parts = parts(rows, table.elsewhere, by, grain);
            let sayer = sayer(by);
            let finding = sayer.of_bands(&parts)?;
            let plot = plot::of_parts(&parts, sayer);
            let [narrow_svg, wide_svg] = chart.drawn("chart-title-steps", by, |paper| {
                draw::draw(&plot, paper, words, by, &table.unit)
            })?;
            let (headings, rows) = chart.band_table(&parts, by);
            Some(BandChart {
                finding,
                narrow_svg,
                wide_svg,
                key_points: sayer.points_of_bands(&parts),
                headings,
                rows,
                csv: chart.band_csv(&parts),
            })
        }
        TableKind::Lines { by, points } => {
            let points: Vec<_> = points.iter().map(|point| (point.at, point.gives)).collect();
            let sayer = sayer(by);
            let finding = sayer.of_lines(&points)?;
            let plot = plot::of_points(&points, sayer);
            let [narrow_svg, wide_svg] = chart.drawn("chart-title-lines", by, |paper| {
                draw::draw(&plot, paper, words, by, &table.unit)
            })?;
            let mut csv = csv_line(&["at", "gives", "amount", "unit"]);
            for (at, gives) in &points {
                csv += &chart.csv_row(&[&at.to_string()], *gives);
            }
            Some(BandChart {
                finding,
                narrow_svg,
                wide_svg,
                key_points: sayer.points_of_lines(&points),
                headings: vec![words.unit(by), words.say("chart-column-amount", &[])],
                rows: points
                    .iter()
                    .map(|(at, gives)| vec![words.quantity(*at, by), chart.amount(*gives)])
                    .collect(),
                csv,
            })
        }
        TableKind::ByAnswer { question, rows } => {
            let question = scheme.questions.get(*question)?;
            let QuestionKind::Options(options) = &question.kind else {
                return None;
            };
            let rows: Vec<_> = options
                .iter()
                .zip(rows)
                .map(|(option, row)| (option.say.clone(), row.gives, row.asked.clone()))
                .collect();
            let shown: Vec<_> = rows.iter().map(|row| (row.0.clone(), row.1)).collect();
            let sayer = sayer(&none);
            let finding = sayer.of_answers(&shown)?;
            let [narrow_svg, wide_svg] = chart.drawn("chart-title-answers", &none, |paper| {
                bars::draw(&shown, paper, words, &table.unit)
            })?;
            let mut csv = csv_line(&["answer", "gives", "amount", "unit"]);
            for (say, gives) in &shown {
                csv += &chart.csv_row(&[say], *gives);
            }
            Some(BandChart {
                finding,
                narrow_svg,
                wide_svg,
                key_points: sayer.points_of_answers(&rows),
                headings: vec![
                    words.say("chart-column-answer", &[]),
                    words.say("chart-column-amount", &[]),
                ],
                rows: shown
                    .iter()
                    .map(|(say, gives)| vec![say.clone(), chart.amount(*gives)])
                    .collect(),
                csv,
            })
        }
        TableKind::TwoWay { .. } => None,
    }
}

/// What every chart of a table needs.
struct Chart<'a> {
    council: &'a str,
    table: &'a Table,
    words: &'a Words,
    prefix: &'a str,
}

impl Chart<'_> {
    fn amount(&self, gives: Amount) -> String {
        self.words.amount(gives, &self.table.unit)
    }

    /// The chart on each paper, with its title.
    fn drawn(
        &self,
        title: &str,
        by: &Unit,
        draw: impl Fn(Paper) -> Result<draw::Drawing, draw::Failed>,
    ) -> Option<[String; 2]> {
        let title = self.title(title, by);
        let on = |paper: Paper| {
            let (body, size) = draw(paper).ok()?;
            let id = format!("{}-{}-title", self.prefix, paper.kind);
            Some(svg::document(
                &body, size, paper.font, paper.kind, &id, &title,
            ))
        };
        let [narrow, wide] = PAPERS;
        Some([on(narrow)?, on(wide)?])
    }

    /// The accessible name, at most 120 characters: a long council's name gives way.
    fn title(&self, key: &str, by: &Unit) -> String {
        let fill = |council: &str| {
            self.words.say(
                key,
                &[
                    ("measure", &self.words.unit(&self.table.unit)),
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

    fn band_csv(&self, parts: &[Part]) -> String {
        let mut csv = csv_line(&[
            "from",
            "from_included",
            "to",
            "to_included",
            "name",
            "gives",
            "amount",
            "unit",
        ]);
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

    /// A line of CSV: some fields, then the kind of amount, its figure and its unit.
    fn csv_row(&self, fields: &[&str], gives: Amount) -> String {
        let kind = match gives {
            Amount::Exact(_) => "exact",
            Amount::UpTo(_) => "up to",
            Amount::Between(..) => "range",
            Amount::From(_) => "from",
            Amount::CaseByCase => "case by case",
            Amount::NotPublished => "not published",
            Amount::NoLimit => "no limit",
        };
        let figure = match gives {
            Amount::Between(low, high) => format!("{low} to {high}"),
            gives => gives
                .figure()
                .map_or_else(String::new, |figure| figure.to_string()),
        };
        let unit = self.words.unit(&self.table.unit);
        csv_line(&[fields, &[kind, &figure, &unit]].concat())
    }
}

/// Fields as a line of CSV; those with a comma, a quote or a line break in quotes. A text that a spreadsheet would run as
/// a formula has an apostrophe before it, and a number stays one.
fn csv_line(fields: &[&str]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|field| {
            let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r'])
                && field.parse::<upfront_engine::Decimal>().is_err();
            let field = &if is_formula {
                format!("'{field}")
            } else {
                (*field).to_owned()
            };
            if field.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        })
        .collect();
    fields.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::csv_line;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_harmless_and_a_number_stays_one() {
        assert_eq!(
            csv_line(&["=1+1", "+x", "-cmd", "@y", "\tz", "-5", "-12.50", "£5"]),
            "'=1+1,'+x,'-cmd,'@y,'\tz,-5,-12.50,£5\r\n"
        );
        assert_eq!(csv_line(&["\rz", "=a,b"]), "\"'\rz\",\"'=a,b\"\r\n");
    }
}
