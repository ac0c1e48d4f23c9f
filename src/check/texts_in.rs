//! The texts in Markdown of a file: what pages do not take of them, and where their links lead.

use super::wordings::Wordings;
use crate::{
    diagnostics::Findings,
    source::{
        Files, Node, NodeKind,
        markdown::{Prose, look_through, look_through_text},
    },
};

/// Looks through the texts of `site.yaml`.
pub(super) fn site(node: &Node, files: &Files, findings: &mut Findings) -> Prose {
    let mut prose = Prose::default();
    let mut look = |about: &Node| {
        let what = "`about` of the site";
        prose.append(look_through(about, what, "", files, findings));
    };
    if let Some(about) = node.entry("about") {
        look(&about.value);
    }
    let wordings = node.entry("wordings").map(|wordings| &wordings.value.kind);
    if let Some(NodeKind::Map(wordings)) = wordings {
        for wording in wordings {
            if let Some(about) = wording.value.entry("about") {
                look(&about.value);
            }
        }
    }
    prose
}

/// Looks through the texts of a scheme.
pub(super) fn rules(id: &str, node: &Node, files: &Files, findings: &mut Findings) -> Prose {
    let mut prose = Prose::default();
    let mut look = |text: &Node, what: &str| look_through(text, what, id, files, findings);
    if let Some(about) = node.entry("about") {
        prose.append(look(&about.value, &format!("`about` of {id}")));
    }
    for note in node
        .entry("notes")
        .map_or(&[][..], |notes| items(&notes.value))
    {
        prose.append(look(note, &format!("`notes` of {id}")));
    }
    for example in node
        .entry("examples")
        .map_or(&[][..], |examples| items(&examples.value))
    {
        if let Some(about) = example.entry("about") {
            let name = example.entry("id").and_then(|id| id.value.text());
            let name = name.unwrap_or_default().trim();
            let what = format!("the worked example `{name}` of {id}");
            prose.append(look(&about.value, &what).of_a_person());
        }
    }
    prose
}

/// Looks through the texts of a scheme in other words.
pub(super) fn wordings(
    id: &str,
    wordings: &Wordings,
    files: &Files,
    findings: &mut Findings,
) -> Prose {
    let mut prose = Prose::default();
    for (path, text) in wordings.own_texts() {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if let ["about"] | ["notes", _] | ["examples", _, "about"] = path.as_slice() {
            let what = format!("`{}` of {id}", path.join(": "));
            let found = look_through_text(&text.text, text.at, &what, id, files, findings);
            prose.append(if path.first() == Some(&"examples") {
                found.of_a_person()
            } else {
                found
            });
        }
    }
    prose
}

/// The items of a list, or the one that stands for a list.
fn items(node: &Node) -> &[Node] {
    super::parts::one_or_more(node)
}
