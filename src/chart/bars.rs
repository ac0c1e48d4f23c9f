//! Bars for a table by answer: each option in words, its bar below them, and the amount at the bar's end.

use plotters::{
    coord::ranged1d::Ranged,
    coord::types::RangedCoordf64,
    element::{PathElement, Rectangle},
    prelude::IntoDrawingArea,
    style::text_anchor::HPos,
};
use upfront_engine::{Amount, Unit, words::Words};

use super::{
    draw::{Drawing, Failed, Paper, on_each_paper, size, write_lines},
    label::{height, line_height, widest, wrap},
    parts::bare,
    plot::{amounts, coordinate},
    svg::{Class, Svg},
};

/// Bars on each paper, each with what it is of. `title` is the accessible name; `prefix` begins the ids in the drawings.
pub(super) fn on_each(
    rows: &[(String, Amount)],
    title: &str,
    unit: &Unit,
    words: &Words,
    prefix: &str,
) -> Option<[String; 2]> {
    on_each_paper(prefix, title, |paper| draw(rows, paper, words, unit))
}

/// Draws bars from nothing: each option with its amount, in the table's order.
pub(super) fn draw(
    rows: &[(String, Amount)],
    paper: Paper,
    words: &Words,
    unit: &Unit,
) -> Result<Drawing, Failed> {
    let font = paper.font;
    let line = line_height(font);
    let bar = line + 2;
    let texts: Vec<_> = rows
        .iter()
        .map(|row| words.amount(row.1, &bare(unit)))
        .collect();
    let title = wrap(
        &words.say("chart-axis-amount", &[("unit", &words.unit(unit))]),
        font,
        paper.width - 4,
    );
    let options: Vec<_> = rows
        .iter()
        .map(|row| wrap(&row.0, font, paper.width - 12))
        .collect();
    // The longest bar leaves space for its amount.
    let space = (widest(&texts, font) + 14).min(paper.width - 40);
    let (least, most) = amounts(rows.iter().filter_map(|row| row.1.figure()));
    let scale = RangedCoordf64::from(least..most);
    let across = |figure: f64| scale.map(&figure, (6, paper.width - space));
    let zero = across(0.0);

    let top = height(title.len(), font) + 10;
    let row_height = |lines: &[String]| height(lines.len(), font) + bar + 16;
    let bottom = top + options.iter().map(|lines| row_height(lines)).sum::<i32>();
    let whole = size(paper.width, bottom);
    let mut body = String::new();
    {
        let root = Svg::new(&mut body, whole).into_drawing_area();
        write_lines(&root, &title, (2, 0), Class::Words, font, HPos::Left)?;
        let mut y = top;
        for (((_, gives), text), lines) in rows.iter().zip(texts).zip(&options) {
            write_lines(&root, lines, (2, y), Class::Words, font, HPos::Left)?;
            let (upper, lower) = (
                y + height(lines.len(), font) + 3,
                y + height(lines.len(), font) + 3 + bar,
            );
            let class = match gives {
                Amount::Exact(_) => Class::Bar,
                Amount::UpTo(_) | Amount::Between(..) => Class::BarCeiling,
                Amount::From(_) => Class::BarFloor,
                Amount::CaseByCase | Amount::NoLimit => Class::Case,
                Amount::NotPublished | Amount::NotKnown(..) => Class::Gap,
            };
            let end = if let Some(figure) = gives.figure() {
                let end = across(coordinate(figure));
                if end != zero {
                    root.draw(&Rectangle::new(
                        [(zero.min(end), upper), (zero.max(end), lower)],
                        class,
                    ))?;
                }
                end.max(zero)
            } else {
                // No figure, no length: an outline around the words.
                let right = zero + widest(std::slice::from_ref(&text), font) + 12;
                root.draw(&Rectangle::new([(zero, upper), (right, lower)], class))?;
                zero
            };
            root.draw(&PathElement::new(
                vec![(zero, upper - 3), (zero, lower + 3)],
                Class::Axis,
            ))?;
            write_lines(
                &root,
                &[text],
                (end + 7, upper + 1),
                Class::Label,
                font,
                HPos::Left,
            )?;
            y += row_height(lines);
        }
        root.present()?;
    }
    Ok((body, whole))
}
