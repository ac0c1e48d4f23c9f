//! A worked example from a person's saved answers: what they come to is worked out, and it is added to the council's own file.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use upfront_engine::{Answers, Scheme};

use super::worked_out::expect;
use crate::{
    diagnostics::Findings,
    source::{
        Files, Node, NodeKind,
        edit::{Edit, edited},
        read_yaml,
        yaml::written,
    },
};

/// A file of saved answers, as the page of the estimate writes it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Saved {
    /// The scheme that was answered, such as `exampleshire/2026-27`.
    pub scheme: String,
    /// The hash of its rules on that day.
    #[serde(default)]
    pub rules: String,
    /// The day on which the file was saved.
    #[serde(default)]
    pub saved: String,
    /// The answers as they are typed, by question.
    pub answers: BTreeMap<String, Answer>,
}

/// An answer in a file of saved answers.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Text.
    Text(String),
    /// A number.
    Number(serde_json::Number),
}

impl Saved {
    /// Reads a file of saved answers.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The answers as text, in the order in which the scheme asks; and the names that it does not ask for.
    pub fn answers<'a>(&'a self, scheme: &Scheme) -> (Vec<(&'a str, String)>, Vec<&'a str>) {
        let text = |answer: &Answer| match answer {
            Answer::Text(text) => text.clone(),
            Answer::Number(number) => number.to_string(),
        };
        let asked = scheme.questions.iter().filter_map(|question| {
            let (id, answer) = self.answers.get_key_value(&question.id)?;
            Some((id.as_str(), text(answer)))
        });
        let is_asked = |id: &str| scheme.questions.iter().any(|question| question.id == id);
        let others = self.answers.keys().map(String::as_str);
        (asked.collect(), others.filter(|id| !is_asked(id)).collect())
    }
}

/// An example in YAML, as an item of a list: what the answers come to is worked out.
pub fn example(scheme: &Scheme, id: &str, title: &str, typed: &[(&str, String)]) -> String {
    let given = typed.iter().map(|(id, text)| (*id, text.as_str()));
    let (answers, _) = Answers::from_texts(scheme, given);
    let mut text = format!(
        "- id: {id}\n  title: {}\n  answers:\n",
        written(title, false)
    );
    for (question, answer) in typed {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {question}: {}", written(answer, false));
    }
    let _ = writeln!(text, "  expect: {}", expect(scheme, &answers));
    text
}

/// A file of examples with one more, at the end of its list; `None` where it has no such list, or one in brackets.
pub fn added(text: &str, item: &str) -> Option<String> {
    let node = read(text)?;
    let examples = &node.entry("examples")?.value;
    let NodeKind::List(items) = &examples.kind else {
        return None;
    };
    let first = items.first()?.span.start;
    let line = text.get(..first)?.rfind('\n').map_or(0, |end| end + 1);
    let indent = text.get(line..first)?;
    // An item of a list in brackets does not begin with a dash.
    let indent = indent.strip_suffix("- ")?;
    if !indent.trim().is_empty() {
        return None;
    }
    // The item ends before what comes after the list, and after it comes the next key or the end of the file.
    let end = end_of_list(text, &node, examples.span.start);
    let mut put_in = String::new();
    let before = text.get(..end)?;
    if !before.ends_with('\n') {
        put_in.push('\n');
    }
    put_in.push('\n');
    for line in item.lines() {
        put_in.extend([indent, line, "\n"]);
    }
    if end < text.len() {
        put_in.push('\n');
    }
    let whole = edited(text, &[Edit::insert(end, put_in)]);
    read(&whole).map(|_| whole)
}

/// Where the list under a top-level key ends, without the empty lines and comments that belong to what comes next.
fn end_of_list(text: &str, node: &Node, list: usize) -> usize {
    let NodeKind::Map(entries) = &node.kind else {
        return text.len();
    };
    let starts = entries.iter().map(|entry| entry.key_span.start);
    let next = starts.filter(|start| *start > list).min();
    let mut end = next.unwrap_or(text.len());
    while let Some(before) = text.get(..end) {
        let line = before.trim_end_matches('\n');
        let start = line.rfind('\n').map_or(0, |at| at + 1);
        let last = line.get(start..).unwrap_or_default();
        // An item or what it holds is indented, or begins with a dash.
        let belongs = last.starts_with([' ', '-']) && !last.trim().is_empty();
        if belongs && !last.trim_start().starts_with('#') {
            return (line.len() + 1).min(text.len());
        }
        if start == 0 {
            return end;
        }
        end = start;
    }
    text.len()
}

fn read(text: &str) -> Option<Node> {
    let mut files = Files::default();
    let file = files.add(Path::new("examples.yaml"), text.to_owned());
    read_yaml(file, &files, &mut Findings::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_goes_to_the_end_of_the_list_and_comments_stay() {
        let text = "# Ours.\nexamples:\n  # The first.\n  - id: a\n    title: A   # short\n\n# What follows.\nnotes: [b]\n";
        let with = added(text, "- id: b\n  title: B\n").unwrap();
        assert_eq!(
            with,
            "# Ours.\nexamples:\n  # The first.\n  - id: a\n    title: A   # short\n\n  - id: b\n    title: B\n\n\n# What follows.\nnotes: [b]\n"
        );
        let last = "examples:\n- {id: a}";
        assert_eq!(
            added(last, "- id: b\n").unwrap(),
            "examples:\n- {id: a}\n\n- id: b\n"
        );
        assert_eq!(added("examples: [{id: a}]\n", "- id: b\n"), None);
        assert_eq!(added("notes: [a]\n", "- id: b\n"), None);
    }
}
