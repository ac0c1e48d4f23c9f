//! SVG that readers can restyle: plotters draws through this backend, which writes classes and no colours.

use std::{convert::Infallible, fmt::Write as _};

use plotters::style::Color;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};

/// What a mark is, which the stylesheet draws.
///
/// Plotters knows colours only, so a class travels through it as one: its place in this list is the red part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A pale line at a round amount.
    Grid,
    /// The line that the marks stand on.
    Axis,
    /// A short line at a value that has a name.
    Tick,
    /// An exact amount.
    Mark,
    /// An amount that is a ceiling.
    Ceiling,
    /// An amount that is a floor.
    Floor,
    /// Where one amount changes to the next.
    Drop,
    /// Values whose amount is not published.
    Gap,
    /// Values whose amount a person decides.
    Case,
    /// A printed point.
    Dot,
    /// The bar of an exact amount.
    Bar,
    /// The bar of a ceiling.
    BarCeiling,
    /// The bar of a floor.
    BarFloor,
    /// The bar of what is added or taken away.
    BarChange,
    /// Words on an axis.
    Words,
    /// Words at a mark.
    Label,
}

impl Class {
    const NAMES: [&str; 16] = [
        "grid",
        "axis",
        "tick",
        "mark",
        "ceiling",
        "floor",
        "drop",
        "gap",
        "case",
        "dot",
        "bar",
        "bar-ceiling",
        "bar-floor",
        "bar-change",
        "words",
        "label",
    ];
}

impl Color for Class {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (*self as u8, 0, 0),
        }
    }
}

fn class(color: BackendColor) -> &'static str {
    Class::NAMES
        .get(usize::from(color.rgb.0))
        .copied()
        .unwrap_or("mark")
}

/// The width of a text in a common sans-serif face, in the unit of `size`: a little generous, as the
/// reader's own face is not known.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '\'' | '’' | '.' | ',' | ':' | ';' | '|' | '!' => 0.28,
            ' ' | 'f' | 'r' | 't' | '(' | ')' | '-' | '“' | '”' => 0.38,
            'm' | 'w' | 'M' | 'W' | '%' | '…' | '—' => 0.95,
            letter if letter.is_ascii_uppercase() => 0.72,
            letter if letter.is_ascii() || letter.is_alphabetic() || letter == '£' => 0.58,
            _ => 1.0,
        })
        .sum();
    ems * size
}

/// Text as it may stand in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // XML has no place for other control characters, even escaped.
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A drawing wrapped up for a page. `kind` is `narrow` or `wide`; `id` has to be the page's only one.
pub(super) fn document(
    body: &str,
    (width, height): (u32, u32),
    font: u32,
    kind: &str,
    id: &str,
    title: &str,
) -> String {
    let (id, title) = (escape(id), escape(title));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"up-chart-svg up-chart-{kind}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"{id}\" font-size=\"{font}\" fill=\"none\" stroke=\"currentColor\">\n\
         <title id=\"{id}\">{title}</title>\n{body}</svg>"
    )
}

/// A drawing whose numbers stand in a table elsewhere on its page: `table` is the id of that, or of what holds it.
pub(super) fn told_by(svg: &str, table: &str) -> String {
    let details = format!(" role=\"img\" aria-details=\"{}\"", escape(table));
    svg.replacen(" role=\"img\"", &details, 1)
}

/// The backend: a `String` that elements are written to.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

impl<'a> Svg<'a> {
    /// Writes to `out`, on paper of this width and height.
    pub(super) fn new(out: &'a mut String, size: (u32, u32)) -> Self {
        Self { out, size }
    }

    fn element(&mut self, name: &str, color: BackendColor, rest: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(
            self.out,
            "<{name} class=\"up-chart-{}\" {rest}/>",
            class(color)
        );
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<_> = path.into_iter().map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.element(
            "rect",
            color,
            format_args!("x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\""),
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        (x1, y1): BackendCoord,
        (x2, y2): BackendCoord,
        style: &S,
    ) -> Drawn {
        self.element(
            "line",
            style.color(),
            format_args!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.element(
            "polyline",
            style.color(),
            format_args!("points=\"{}\"", points(path)),
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (width, height) = (right.abs_diff(left), bottom.abs_diff(top));
        self.element(
            "rect",
            style.color(),
            format_args!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\""),
        );
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.element(
            "circle",
            style.color(),
            format_args!("cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""),
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.element(
            "polygon",
            style.color(),
            format_args!("points=\"{}\"", points(path)),
        );
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let baseline = f64::from(y)
            + style.size()
                * match style.anchor().v_pos {
                    VPos::Top => 0.9,
                    VPos::Center => 0.35,
                    VPos::Bottom => -0.2,
                };
        // Writing to a String cannot fail.
        let _ = writeln!(
            self.out,
            "<text class=\"up-chart-{}\" x=\"{x}\" y=\"{baseline:.1}\" text-anchor=\"{anchor}\" \
             fill=\"currentColor\" stroke=\"none\">{}</text>",
            class(style.color()),
            escape(text)
        );
        Ok(())
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width in pixels, and the cast saturates"
    )]
    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size();
        Ok((
            text_width(text, size).ceil() as u32,
            (size * 1.2).ceil() as u32,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escape("a < b & \"c\"\u{1}>"),
            "a &lt; b &amp; &quot;c&quot; &gt;"
        );
    }

    #[test]
    fn every_class_has_its_name() {
        assert_eq!(Class::NAMES.len(), Class::Label as usize + 1);
        assert_eq!(class(Class::Label.to_backend_color()), "label");
        assert_eq!(class(Class::Gap.to_backend_color()), "gap");
    }
}
