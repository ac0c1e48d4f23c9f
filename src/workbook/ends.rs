//! What a row or a column of a table is of, as it stands in one cell: `25 to 39`, `under 25`, `from 10.01`, `at 1`, `alone`.

use super::condition::within;
use crate::source::{Entry, Node, NodeKind, Span};

/// What stands before an end, and its key.
const BEFORE: [(&str, &str); 5] = [
    ("from ", "from"),
    ("up to ", "to"),
    ("under ", "under"),
    ("at ", "at"),
    ("is ", "is"),
];

/// Reads what a row or a column is of. Its text starts where `at` does.
pub(super) fn read(text: &str, at: Span) -> Vec<Entry> {
    let entry = |key: &str, start: usize, text: &str| {
        let lead = text.len() - text.trim_start().len();
        let span = within(at, start + lead, text.trim().len());
        Entry {
            key: key.to_owned(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::Scalar {
                    text: text.trim().to_owned(),
                    quoted: false,
                },
            },
        }
    };
    for (before, key) in BEFORE {
        if let Some(rest) = text.strip_prefix(before) {
            return vec![entry(key, before.len(), rest)];
        }
    }
    for (between, key) in [(" to under ", "under"), (" to ", "to")] {
        if let Some((from, to)) = text.split_once(between) {
            return vec![
                entry("from", 0, from),
                entry(key, from.len() + between.len(), to),
            ];
        }
    }
    let is_amount = text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '£');
    vec![entry(if is_amount { "at" } else { "is" }, 0, text)]
}

/// What a row or a column is of, in words that are read back as the same; `None` where they would not be. What it is called and
/// gives stands elsewhere.
pub(super) fn write(node: &Node) -> Option<String> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let mut of = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| !matches!(entry.key.as_str(), "say" | "gives"))
    {
        of.push((entry.key.as_str(), entry.value.text()?.trim()));
    }
    let texts = match of.as_slice() {
        [("from", from), ("to", to)] => vec![format!("{from} to {to}")],
        [("from", from), ("under", under)] => vec![format!("{from} to under {under}")],
        [("at" | "is", only)] => vec![(*only).to_owned(), format!("{} {only}", of.first()?.0)],
        [(key, only)] => {
            let (before, _) = BEFORE.into_iter().find(|(_, known)| known == key)?;
            vec![format!("{before}{only}")]
        }
        _ => return None,
    };
    texts.into_iter().find(|text| {
        let again = read(text, Span::default());
        let again = again
            .iter()
            .map(|entry| Some((entry.key.as_str(), entry.value.text()?)));
        again.eq(of.iter().map(|one| Some(*one)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostics::Findings, source::read_piece};

    #[test]
    fn what_a_row_is_of_is_written_in_one_cell_and_read_back() {
        for (yaml, words) in [
            ("{from: 0, to: 10}", "0 to 10"),
            ("{from: £10.01}", "from £10.01"),
            ("{to: £10}", "up to £10"),
            ("{from: 2, under: 3.5}", "2 to under 3.5"),
            ("{under: 3, say: Few}", "under 3"),
            ("{at: 0.5}", "0.5"),
            ("{at: nothing}", "at nothing"),
            ("{is: alone}", "alone"),
            ("{is: 5_hours}", "is 5_hours"),
            ("{is: half, gives: [1, 2]}", "half"),
        ] {
            let node = read_piece(yaml, Span::default(), &mut Findings::default()).unwrap();
            assert_eq!(write(&node).as_deref(), Some(words), "{yaml}");
        }
    }

    #[test]
    fn what_one_cell_does_not_say_is_not_written_in_one() {
        for yaml in [
            "{from: 0, to: 1, asked: 2}",
            "{say: All}",
            "[1]",
            "{is: [a, b]}",
        ] {
            let node = read_piece(yaml, Span::default(), &mut Findings::default()).unwrap();
            assert_eq!(write(&node), None, "{yaml}");
        }
    }
}
