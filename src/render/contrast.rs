//! Whether the colours of a theme can be told apart: each pair that meets on a page has the contrast that the
//! accessibility guidelines ask for.

use super::tokens::{Token, Tokens, is_colour};
use crate::diagnostics::{Code, Finding, Findings};

/// What words need: 4.5 to 1.
const WORDS: f64 = 4.5;
/// What lines, marks and edges need: 3 to 1.
const MARKS: f64 = 3.0;

/// What stands on what, by day and on a dark screen alike, and the contrast that it needs.
const PAIRS: &[(&str, &str, f64)] = &[
    ("text", "page", WORDS),
    ("text", "tint", WORDS),
    ("text", "surface", WORDS),
    ("text", "notice", WORDS),
    ("muted", "page", WORDS),
    ("muted", "tint", WORDS),
    ("muted", "surface", WORDS),
    ("link", "page", WORDS),
    ("link", "tint", WORDS),
    ("link", "surface", WORDS),
    ("link", "notice", WORDS),
    ("link-visited", "page", WORDS),
    ("link-visited", "tint", WORDS),
    ("error", "page", WORDS),
    ("brand-text", "brand", WORDS),
    ("button-text", "button", WORDS),
    ("button", "page", MARKS),
    ("line", "page", MARKS),
    ("line", "tint", MARKS),
    ("focus-edge", "focus", MARKS),
    ("series-1", "page", MARKS),
    ("series-1", "tint", MARKS),
    ("series-1", "soft-1", MARKS),
    ("series-2", "page", MARKS),
    ("series-2", "tint", MARKS),
    ("series-2", "soft-2", MARKS),
    ("series-3", "page", MARKS),
    ("series-4", "page", MARKS),
];

/// A colour by its red, green and blue.
type Colour = [u8; 3];

const BLACK: Colour = [0x0b, 0x0c, 0x0c];
const WHITE: Colour = [0xff, 0xff, 0xff];

/// Every colour with too little contrast is a finding, with a shade that would do.
pub(super) fn check(tokens: &Tokens, findings: &mut Findings) {
    for (name, token) in tokens {
        if let (true, None, Some(at)) = (is_colour(name), colour(&token.value), token.at) {
            findings.push(
                Finding::new(
                    Code::LowContrast,
                    at,
                    format!("whether `{name}` can be told from what it stands on is not known"),
                )
                .label("not a colour such as `#12436d`")
                .advice("Write the colour as `#` and six digits, in quotes: `'#12436d'`."),
            );
        }
    }
    for when in ["light", "dark"] {
        for over in uppers() {
            findings.extend(fault(when, over, tokens));
        }
    }
}

/// What stands on something else, each once, in the order of the pairs.
fn uppers() -> Vec<&'static str> {
    let mut uppers: Vec<&str> = PAIRS.iter().map(|(over, ..)| *over).collect();
    uppers.dedup();
    uppers
}

/// A colour that has too little contrast with something that it stands on: told once, of the faintest pair, with a shade
/// that passes on all of them.
fn fault(when: &str, over: &str, tokens: &Tokens) -> Option<Finding> {
    let upper_name = format!("{when}-{over}");
    let upper = tokens.get(&upper_name)?;
    let above = colour(&upper.value)?;
    let on: Vec<(String, &Token, Colour, f64)> = PAIRS
        .iter()
        .filter(|(one, ..)| *one == over)
        .filter_map(|(_, under, needed)| {
            let name = format!("{when}-{under}");
            let lower = tokens.get(&name)?;
            Some((name, lower, colour(&lower.value)?, *needed))
        })
        .collect();
    let missing =
        |(_, _, below, needed): &(String, &Token, Colour, f64)| ratio(above, *below) / needed;
    let faint = on
        .iter()
        .min_by(|one, other| missing(one).total_cmp(&missing(other)))?;
    let (under_name, lower, below, needed) = faint;
    let now = ratio(above, *below);
    if now >= *needed {
        return None;
    }
    let passes = |shade: Colour| {
        on.iter()
            .all(|(_, _, below, needed)| ratio(shade, *below) >= *needed)
    };
    let better = passing(above, *below, over.ends_with("-text"), passes);
    let message = format!(
        "`{upper_name}` ({}) on `{under_name}` ({}) has a contrast of {} to 1, and needs {needed}",
        upper.value,
        lower.value,
        shown(now)
    );
    let finding = match upper.at.or(lower.at) {
        Some(at) => Finding::new(Code::LowContrast, at, message),
        None => Finding::nowhere(Code::LowContrast, message),
    };
    Some(finding.label("too faint").advice(format!(
        "Write `{upper_name}: '{}'`, which has {} to 1.",
        written(better),
        shown(ratio(better, *below))
    )))
}

/// The colour nearest to one that passes: the same, mixed with black or with white. Of words on a filled area, black or
/// white itself.
fn passing(above: Colour, below: Colour, filled: bool, passes: impl Fn(Colour) -> bool) -> Colour {
    let far = if ratio(BLACK, below) >= ratio(WHITE, below) {
        BLACK
    } else {
        WHITE
    };
    if filled {
        return far;
    }
    let mixed = |part: u32| {
        let mut mixed = above;
        for (here, there) in mixed.iter_mut().zip(far) {
            let sum = u32::from(*here) * (64 - part) + u32::from(there) * part;
            *here = u8::try_from(sum / 64).unwrap_or(there);
        }
        mixed
    };
    (0..64)
        .map(mixed)
        .find(|mixed| passes(*mixed))
        .unwrap_or(far)
}

/// `#12436d` or `#fd0`; `None` for anything else.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().strip_prefix('#')?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    let parts: Vec<u8> = match digits.len() {
        3 => digits.iter().map(|digit| digit * 17).collect(),
        6 => digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |part, digit| part * 16 + digit))
            .collect(),
        _ => return None,
    };
    parts.try_into().ok()
}

fn written([r, g, b]: Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.
fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Cut off after two places, so that what is too little never looks enough.
fn shown(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::tokens;
    use super::*;
    use crate::{diagnostics::text, source::Files};

    fn told(theme: &str) -> String {
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let file = files.add(Path::new("theme.yaml"), theme.to_owned());
        tokens::style(Some(file), &[], |_| false, &files, &mut findings);
        text::render(&files, &findings, false)
    }

    #[test]
    fn the_theme_of_the_tool_has_contrast_enough() {
        let (files, mut findings) = (Files::default(), Findings::default());
        tokens::style(None, &[], |_| false, &files, &mut findings);
        assert!(
            findings.is_empty(),
            "{}",
            text::render(&files, &findings, false)
        );
    }

    #[test]
    fn a_brand_that_nobody_can_read_is_told_with_one_that_passes() {
        let yellow = told("light-brand: '#ffdd00'\n");
        assert!(
            yellow.contains("`light-brand-text` (#ffffff) on `light-brand` (#ffdd00) has a contrast of 1.34 to 1, and needs 4.5"),
            "{yellow}"
        );
        assert!(
            yellow.contains("Write `light-brand-text: '#0b0c0c'`"),
            "{yellow}"
        );
        assert!(yellow.contains("1 error"), "{yellow}");
        let both = told("light-brand: '#ffdd00'\nlight-brand-text: '#0b0c0c'\n");
        assert_eq!(both, "No findings\n");
        let blue = told("light-link: '#8ec5ff'\n");
        assert!(
            blue.contains("`light-link` (#8ec5ff) on `light-tint` (#e6eff6)"),
            "{blue}"
        );
        let advice = blue.split("Write `light-link: '").nth(1).unwrap();
        let better = colour(advice.split('\'').next().unwrap()).unwrap();
        assert!(ratio(better, WHITE) >= WORDS, "{blue}");
        assert!(blue.contains("1 error"), "a colour is told once: {blue}");
        for under in ["#e6eff6", "#f4f5f6", "#fff3d6"] {
            assert!(ratio(better, colour(under).unwrap()) >= WORDS, "{blue}");
        }
        assert_eq!(told("dark-link: '#8ec5ff'\n"), "No findings\n");
        assert!(told("light-link: navy\n").contains("not a colour such as"));
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert_eq!(shown(ratio([0; 3], [255; 3])), "21.00");
        assert_eq!(shown(ratio([0x76; 3], [255; 3])), "4.54");
        assert_eq!(colour("#fd0"), Some([0xff, 0xdd, 0x00]));
        assert_eq!(colour("#ffdd0"), None);
    }
}
