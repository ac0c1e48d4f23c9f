//! Charts of known tables, and of any table at all.

use proptest::prelude::*;
use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    scheme::{
        AnswerRow, Band, BandRow, LinePoint, Question, QuestionKind, QuestionOption, Table,
        TableKind,
    },
    words::Words,
};

use super::{band_chart, bands::BandChart, svg::text_width, waterfall};
use crate::folder::load_scheme;

fn words() -> Words {
    include_str!("../../themes/upfront/messages/en.yaml")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, text)| (key.to_string(), text.trim().trim_matches('"').to_string()))
        .collect()
}

fn pounds(figure: &str) -> Amount {
    Amount::Exact(figure.parse().unwrap())
}

fn scheme(kind: TableKind, elsewhere: Option<Amount>) -> Scheme {
    Scheme {
        council: "Norfolk".into(),
        tables: vec![Table {
            id: "budget".into(),
            say: "Points and money".into(),
            kind,
            unit: Unit::of("£").per("year"),
            elsewhere,
            note: String::new(),
            cite: None,
        }],
        ..Scheme::default()
    }
}

fn band(from: Option<i64>, to: Option<i64>, gives: Amount) -> BandRow {
    BandRow {
        band: Band {
            from: from.map(Decimal::from),
            to: to.map(Decimal::from),
            ..Band::default()
        },
        gives,
        asked: String::new(),
    }
}

fn bands(rows: Vec<BandRow>) -> TableKind {
    TableKind::Bands {
        by: Unit::of("point"),
        rows,
    }
}

fn norfolk() -> Scheme {
    let tops = [69, 115, 130, 145, 160, 170, 185];
    let gives = ["0", "500", "1000", "1500", "2800", "4000", "6000"];
    let mut from = 0;
    let mut rows = Vec::new();
    for (top, gives) in tops.into_iter().zip(gives) {
        rows.push(band(Some(from), Some(top), pounds(gives)));
        from = top + 1;
    }
    rows.push(band(Some(from), None, Amount::NotPublished));
    scheme(bands(rows), None)
}

fn answers(rows: &[(&str, Amount)]) -> Scheme {
    let mut scheme = scheme(
        TableKind::ByAnswer {
            question: 0,
            rows: rows
                .iter()
                .map(|(_, gives)| AnswerRow {
                    gives: *gives,
                    asked: String::new(),
                })
                .collect(),
        },
        None,
    );
    scheme.questions.push(Question {
        part: 0,
        id: "impact".into(),
        about: String::new(),
        ask: "How much?".into(),
        hint: String::new(),
        fixed: false,
        kind: QuestionKind::Options(
            rows.iter()
                .map(|(say, _)| QuestionOption {
                    between: false,
                    id: "x".into(),
                    say: (*say).into(),
                    counts: Vec::new(),
                })
                .collect(),
        ),
        when: None,
        cite: None,
    });
    scheme
}

fn lines(points: &[(i64, Amount)]) -> Scheme {
    scheme(
        TableKind::Lines {
            by: Unit::of("point"),
            points: points
                .iter()
                .map(|(at, gives)| LinePoint {
                    at: Decimal::from(*at),
                    gives: *gives,
                })
                .collect(),
        },
        None,
    )
}

fn chart(scheme: &Scheme) -> BandChart {
    band_chart(scheme, 0, &words(), "chart-budget").unwrap()
}

#[test]
fn norfolk_in_words() {
    let chart = chart(&norfolk());
    assert_eq!(
        chart.finding,
        "The amount rises in 6 steps from nothing under 70 points to £6,000 a year at 171 points. \
         No amount is published from 186 points on."
    );
    assert_eq!(
        chart.key_points,
        [
            "The biggest jump is from £4,000 to £6,000 a year at 171 points.",
            "The last number of a band is in it: 69 points is in the band “from 0 up to and including 69”.",
            "Not published: 186 points or more.",
        ]
    );
    assert_eq!(chart.headings, ["Band", "Amount"]);
    assert_eq!(
        chart.rows[1],
        ["from 70 up to and including 115 points", "£500 a year"]
    );
    assert_eq!(chart.rows[7], ["186 points or more", "not published"]);
    assert_eq!(
        chart.csv.lines().nth(2).unwrap(),
        "70,yes,115,yes,,exact,500,£ a year,Points and money,"
    );
    assert_eq!(
        chart.csv.lines().last().unwrap(),
        "186,yes,,,,not published,,£ a year,Points and money,"
    );
}

#[test]
fn norfolk_drawn() {
    insta::assert_snapshot!(chart(&norfolk()).narrow_svg);
}

#[test]
fn falling_and_mixed_and_level() {
    let of = |gives: [&str; 3]| {
        let [a, b, c] = gives.map(pounds);
        chart(&scheme(
            bands(vec![
                band(Some(0), Some(9), a),
                band(Some(10), Some(19), b),
                band(Some(20), None, c),
            ]),
            None,
        ))
    };
    let falling = of(["30", "20", "0"]);
    assert_eq!(
        falling.finding,
        "The amount falls in 2 steps from £30 a year under 10 points to nothing at 20 points."
    );
    assert_eq!(
        falling.key_points[0],
        "The biggest drop is from £20 a year to nothing at 20 points."
    );
    assert_eq!(
        of(["30", "20", "30"]).finding,
        "The amount goes up and down, between £20 and £30 a year."
    );
    assert_eq!(
        of(["30", "30", "30"]).finding,
        "The amount is the same throughout, £30 a year."
    );
    let even = of(["10", "20", "30"]);
    assert_eq!(
        even.key_points[0],
        "The biggest change between neighbouring bands is £10 a year. It comes 2 times, first at 10 points."
    );
}

#[test]
fn single_values_with_gaps() {
    let scheme = scheme(
        bands(vec![
            band(Some(16), Some(16), pounds("82.91")),
            band(Some(22), Some(22), pounds("112.21")),
        ]),
        Some(Amount::NotPublished),
    );
    let chart = chart(&scheme);
    assert_eq!(
        chart.finding,
        "The published amount rises from £82.91 at 16 points to £112.21 a year at 22 points. \
         No amount is published over 22 points."
    );
    let bands: Vec<_> = chart.rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        bands,
        [
            "under 16 points",
            "16 points",
            "over 16 and under 22 points",
            "22 points",
            "over 22 points"
        ]
    );
}

#[test]
fn straight_lines() {
    let chart = chart(&lines(&[(0, pounds("0")), (100, pounds("500"))]));
    assert_eq!(
        chart.finding,
        "The amount rises in a straight line from nothing at 0 points to £500 a year at 100 points."
    );
    assert_eq!(
        chart.csv,
        "at,gives,amount,unit,figure,answers\r\n0,exact,0,£ a year,Points and money,\r\n\
         100,exact,500,£ a year,Points and money,\r\n"
    );
}

#[test]
fn by_answer() {
    let chart = chart(&answers(&[
        ("Low, or \"none\"", pounds("0")),
        ("Medium", Amount::UpTo(200.into())),
        ("High", Amount::UpTo(300.into())),
        ("Higher", Amount::CaseByCase),
    ]));
    assert_eq!(
        chart.finding,
        "The published figure runs from nothing to £300 a year. “High” gives the most."
    );
    assert_eq!(
        chart.key_points,
        [
            "Decided case by case: “Higher”.",
            "A limit, and may be less: “Medium” and “High”.",
        ]
    );
    assert_eq!(chart.rows[1], ["Medium", "up to £200 a year"]);
    assert!(
        chart
            .csv
            .contains("\"Low, or \"\"none\"\"\",exact,0,£ a year,Points and money,\r\n")
    );
    assert!(chart.narrow_svg.contains("Low, or &quot;none&quot;"));
}

#[test]
fn nothing_published_is_no_chart() {
    let scheme = scheme(
        bands(vec![
            band(Some(0), Some(9), Amount::NotPublished),
            band(Some(10), None, Amount::CaseByCase),
        ]),
        None,
    );
    assert_eq!(band_chart(&scheme, 0, &words(), "x"), None);
    assert_eq!(band_chart(&scheme, 1, &words(), "x"), None);
}

#[test]
fn a_long_council_leaves_a_title_of_120_letters() {
    let mut scheme = norfolk();
    scheme.council = "Royal Borough of somewhere with a name ".repeat(4);
    let chart = chart(&scheme);
    let title = chart.narrow_svg.split("-title\">").nth(1).unwrap();
    let title = title.split("</title>").next().unwrap();
    assert!(title.chars().count() <= 120, "{title}");
    assert!(title.ends_with("The same numbers are in the table below."));
}

/// A text of a drawing: where it is thought to stand.
#[derive(Debug)]
struct Written {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn written(svg: &str) -> Vec<Written> {
    let attribute = |line: &str, name: &str| {
        let rest = line.split_once(&format!(" {name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.to_string()
    };
    svg.lines()
        .filter(|line| line.starts_with("<text"))
        .map(|line| {
            let text = line.split_once('>').unwrap().1.replace("</text>", "");
            let text = text.replace("&quot;", "\"").replace("&amp;", "&");
            let x: f64 = attribute(line, "x").parse().unwrap();
            let y: f64 = attribute(line, "y").parse().unwrap();
            let width = text_width(&text, 15.0);
            let left = match attribute(line, "text-anchor").as_str() {
                "start" => x,
                "middle" => x - width / 2.0,
                _ => x - width,
            };
            Written {
                text,
                left,
                right: left + width,
                top: y - 12.0,
                bottom: y + 3.0,
            }
        })
        .collect()
}

/// No text outside the drawing, none on another, and every attribute is a class, a place or a name.
fn check_drawing(svg: &str) -> Result<(), TestCaseError> {
    let view = svg.split_once("viewBox=\"0 0 ").unwrap().1;
    let mut size = view.split_once('"').unwrap().0.split(' ');
    let width: f64 = size.next().unwrap().parse().unwrap();
    let height: f64 = size.next().unwrap().parse().unwrap();
    let texts = written(svg);
    for (place, text) in texts.iter().enumerate() {
        prop_assert!(
            text.left >= 0.0 && text.right <= width && text.top >= -1.0 && text.bottom <= height,
            "{text:?} leaves {width} by {height}"
        );
        for other in &texts[place + 1..] {
            let apart = text.right <= other.left
                || other.right <= text.left
                || text.bottom <= other.top
                || other.bottom <= text.top;
            prop_assert!(apart, "{} is on {}", text.text, other.text);
        }
    }
    prop_assert!(texts.iter().all(|text| !text.text.contains("chart-")));
    prop_assert!(!svg.contains(" style=") && !svg.contains("<desc") && !svg.contains("tabindex"));
    prop_assert!(!svg.contains("=\"NaN") && !svg.contains("=\"inf"));
    Ok(())
}

fn check(chart: &BandChart) -> Result<(), TestCaseError> {
    check_drawing(&chart.narrow_svg)?;
    check_drawing(&chart.wide_svg)?;
    for row in &chart.rows {
        prop_assert_eq!(row.len(), chart.headings.len());
    }
    prop_assert_eq!(chart.csv.lines().count(), chart.rows.len() + 1);
    prop_assert!(!chart.finding.contains("chart-"), "{}", chart.finding);
    for point in &chart.key_points {
        prop_assert!(!point.contains("chart-"), "{point}");
    }
    Ok(())
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let figure = prop_oneof![
        Just(Decimal::ZERO),
        (1i64..1000).prop_map(|pence| Decimal::new(pence, 2)),
        (1i64..10_000).prop_map(Decimal::from),
        (1i64..900_000).prop_map(|millions| Decimal::from(millions * 1_000_000)),
        (100_000i64..90_000_000).prop_map(|pence| Decimal::new(pence, 2)),
    ];
    prop_oneof![
        6 => figure.clone().prop_map(Amount::Exact),
        1 => figure.clone().prop_map(Amount::UpTo),
        1 => figure.prop_map(Amount::From),
        1 => Just(Amount::CaseByCase),
        1 => Just(Amount::NotPublished),
    ]
}

fn any_bands() -> impl Strategy<Value = Scheme> {
    (
        prop::collection::vec((0i64..60, any_amount(), prop::bool::weighted(0.1)), 1..40),
        any::<bool>(),
        any::<bool>(),
        prop_oneof![9 => -20i64..200, 1 => -1_000_000_000_000i64..1_000_000_000_000],
        prop::option::of(any_amount()),
    )
        .prop_map(|(widths, open_start, open_end, start, elsewhere)| {
            let mut from = start;
            let last = widths.len() - 1;
            let mut rows = Vec::new();
            for (place, (width, gives, gap)) in widths.into_iter().enumerate() {
                let to = from + width;
                let down = (!(open_start && place == 0)).then_some(from);
                let up = (!(open_end && place == last)).then_some(to);
                rows.push(band(down, up, gives));
                from = to + 1 + i64::from(gap && elsewhere.is_some()) * 7;
            }
            scheme(bands(rows), elsewhere)
        })
}

fn any_answers() -> impl Strategy<Value = Scheme> {
    prop::collection::vec(("[A-Za-z ,\"&]{1,160}", any_amount()), 1..9).prop_map(|rows| {
        let rows: Vec<_> = rows
            .iter()
            .map(|(say, gives)| (say.as_str(), *gives))
            .collect();
        answers(&rows)
    })
}

fn any_lines() -> impl Strategy<Value = Scheme> {
    prop::collection::vec((1i64..50, any_amount()), 1..25).prop_map(|points| {
        let mut at = 0;
        let points: Vec<_> = points
            .into_iter()
            .map(|(step, gives)| {
                at += step;
                (at, gives)
            })
            .collect();
        lines(&points)
    })
}

proptest! {
    #[test]
    fn any_table_is_drawn_without_clashes(scheme in prop_oneof![any_bands(), any_lines(), any_answers()]) {
        let figures = match &scheme.tables[0].kind {
            TableKind::Bands { rows, .. } => rows.iter().any(|row| row.gives.figure().is_some()),
            TableKind::Lines { points, .. } => points.iter().any(|row| row.gives.figure().is_some()),
            TableKind::ByAnswer { rows, .. } => rows.iter().any(|row| row.gives.figure().is_some()),
            TableKind::TwoWay { .. } => false,
        };
        let chart = band_chart(&scheme, 0, &words(), "chart-budget");
        if figures {
            prop_assert!(chart.is_some());
        }
        if let Some(chart) = chart {
            check(&chart)?;
            prop_assert_eq!(Some(chart), band_chart(&scheme, 0, &words(), "chart-budget"));
        }
    }

    /// The finding counts every change, and the biggest jump is no smaller than any other.
    #[test]
    fn steps_are_counted(rises in prop::collection::vec(0i64..500, 1..20)) {
        let mut figure = 0;
        let mut rows = Vec::new();
        for (place, rise) in (0i64..).zip(&rises) {
            figure += rise;
            rows.push(band(Some(place * 10), Some(place * 10 + 9), Amount::Exact(figure.into())));
        }
        let steps = rises[1..].iter().filter(|rise| **rise > 0).count();
        let finding = chart(&scheme(bands(rows), None)).finding;
        let said = match steps {
            0 => "is the same throughout".to_string(),
            1 => "rises in one step".to_string(),
            _ => format!("rises in {steps} steps"),
        };
        prop_assert!(finding.contains(&said), "{finding}");
    }
}

#[test]
fn between_printed_values_that_do_not_meet_a_chart_shows_what_the_table_gives_elsewhere() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes/isle-of-wight/2003");
    let scheme = load_scheme(&folder).unwrap().schemes.remove(0);
    let table = scheme
        .tables
        .iter()
        .position(|table| table.id == "most_for_hours")
        .unwrap();
    let chart = band_chart(&scheme, table, &words(), "chart").unwrap();
    let rows: Vec<_> = chart.csv.lines().collect();
    assert!(
        rows.iter()
            .any(|row| row.starts_with("1,no,2,no,,not published,,£ a week,")),
        "{}",
        chart.csv
    );
    assert!(
        chart
            .key_points
            .iter()
            .any(|said| said.contains("6 of the 11")),
        "{:?}",
        chart.key_points
    );
}

/// A figure as the table of a waterfall prints it: `−£18.50`.
fn figure(text: &str) -> Decimal {
    let plain: String = text
        .chars()
        .filter(|sign| sign.is_ascii_digit() || *sign == '.')
        .collect();
    let figure: Decimal = plain.parse().unwrap();
    if text.starts_with('−') {
        -figure
    } else {
        figure
    }
}

#[test]
fn a_waterfall_adds_up_to_what_comes_out_and_is_drawn_without_clashes() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = load_scheme(&root.join("schemes/exampleshire/2026-27")).unwrap();
    let [scheme] = loaded.schemes.as_slice() else {
        panic!("one edition");
    };
    let words = words();
    let words = words.for_scheme(scheme);
    let mut drawn = 0;
    for example in &scheme.examples {
        let outcome = upfront_engine::estimate(scheme, &example.answers);
        let Some(chart) = waterfall(scheme, &outcome, &words, "way") else {
            continue;
        };
        drawn += 1;
        let mut at = Decimal::ZERO;
        let mut before_is_change = false;
        for row in &chart.rows {
            if row.is_total {
                // Nothing is added or taken away on the way that the chart does not show.
                let total = figure(&row.amount);
                assert!(
                    !before_is_change || total == at,
                    "{}: {chart:#?}",
                    example.id
                );
                at = total;
            } else {
                at += figure(&row.amount);
            }
            before_is_change = !row.is_total;
        }
        let last = chart.rows.last().unwrap();
        let results = scheme.results.iter().zip(&outcome.results);
        let mut results = results.filter(|(result, _)| result.say == last.say);
        let (_, value) = results.next().unwrap();
        assert_eq!(value.exact(), Some(at), "{}", example.id);
        check_drawing(&chart.narrow_svg).unwrap();
        check_drawing(&chart.wide_svg).unwrap();
    }
    assert!(drawn > 8, "{drawn}");
    let patel = scheme
        .examples
        .iter()
        .find(|one| one.id == "mrs-patel-pays")
        .unwrap();
    let outcome = upfront_engine::estimate(scheme, &patel.answers);
    let chart = waterfall(scheme, &outcome, &words, "way").unwrap();
    let rows: Vec<String> = chart
        .rows
        .iter()
        .map(|row| format!("{} {}", row.say, row.amount))
        .collect();
    insta::assert_snapshot!(format!(
        "{}\n{}\n{}",
        chart.finding,
        chart.change,
        rows.join("\n")
    ));
}
