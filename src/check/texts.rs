//! Every text of a scheme, each with its path in a wording: `questions`, `washing`, `ask`.

use upfront_engine::scheme::{Axis, Band, Cite, QuestionKind, Scheme, Table, TableKind, Verb};

pub(super) use self::{changed::each as each_mut, seen::each};

/// The way through all texts, which is the same whether they are changed or only seen.
macro_rules! texts {
    ($iter:ident $as:ident $($mut:tt)?) => {
        use super::*;

        /// What is done with a text and its path.
        type See<'a> = dyn FnMut(&[&str], &$($mut)? String) + 'a;

        /// Shows every text of a scheme that is not empty.
        pub(in crate::check) fn each(scheme: &$($mut)? Scheme, see: &mut See<'_>) {
            let see = &mut |path: &[&str], text: &$($mut)? String| {
                if !text.is_empty() {
                    see(path, text);
                }
            };
            see(&["council"], &$($mut)? scheme.council);
            see(&["title"], &$($mut)? scheme.title);
            see(&["for"], &$($mut)? scheme.group);
            see(&["about"], &$($mut)? scheme.about);
            if scheme.questionnaire != "not published" {
                see(&["questionnaire"], &$($mut)? scheme.questionnaire);
            }
            if let Some(national) = &$($mut)? scheme.national {
                see(&["nation"], &$($mut)? national.nation);
            }
            for source in &$($mut)? scheme.sources {
                let id = source.id.as_str();
                see(&["sources", id, "title"], &$($mut)? source.title);
                see(&["sources", id, "published"], &$($mut)? source.published);
                see(&["sources", id, "note"], &$($mut)? source.note);
            }
            for (unit, word) in scheme.units.$iter() {
                see(&["units", unit, "one"], &$($mut)? word.one);
                see(&["units", unit, "many"], &$($mut)? word.many);
            }
            for question in &$($mut)? scheme.questions {
                let id = question.id.as_str();
                see(&["questions", id, "ask"], &$($mut)? question.ask);
                see(&["questions", id, "hint"], &$($mut)? question.hint);
                if let QuestionKind::Options(options) = &$($mut)? question.kind {
                    // A score between two options is said by theirs.
                    for option in options {
                        if !option.between {
                            see(&["questions", id, "options", &option.id], &$($mut)? option.say);
                        }
                    }
                }
                place(&["questions", id, "at"], question.cite.$as(), see);
            }
            for rate in &$($mut)? scheme.rates {
                let id = rate.id.as_str();
                see(&["rates", id, "say"], &$($mut)? rate.say);
                see(&["rates", id, "asked"], &$($mut)? rate.asked);
                see(&["rates", id, "note"], &$($mut)? rate.note);
                place(&["rates", id, "at"], rate.cite.$as(), see);
            }
            for table in &$($mut)? scheme.tables {
                each_of_table(table, see);
            }
            for step in &$($mut)? scheme.steps {
                let id = step.id.as_str();
                see(&["steps", id, "say"], &$($mut)? step.say);
                see(&["steps", id, "because"], &$($mut)? step.because);
                if let Verb::Convert { with, .. } = &$($mut)? step.verb {
                    see(&["steps", id, "with"], with);
                }
                if let Some(limit) = &$($mut)? step.may_be_exceeded {
                    see(&["steps", id, "may be exceeded", "by"], &$($mut)? limit.by);
                    see(
                        &["steps", id, "may be exceeded", "because"],
                        &$($mut)? limit.because,
                    );
                }
                place(&["steps", id, "at"], step.cite.$as(), see);
            }
            for result in &$($mut)? scheme.results {
                see(&["results", &result.id], &$($mut)? result.say);
            }
            for example in &$($mut)? scheme.examples {
                let id = example.id.as_str();
                see(&["examples", id, "title"], &$($mut)? example.title);
                see(&["examples", id, "about"], &$($mut)? example.about);
                see(&["examples", id, "but"], &$($mut)? example.but);
                place(&["examples", id, "at"], example.cite.$as(), see);
            }
            for way in &$($mut)? scheme.ways_to_hold {
                let name = way.form.name();
                see(&["ways to hold", name, "lets you"], &$($mut)? way.lets);
                see(&["ways to hold", name, "restricts"], &$($mut)? way.restricts);
                see(&["ways to hold", name, "costs"], &$($mut)? way.costs);
                place(&["ways to hold", name, "at"], way.cite.$as(), see);
            }
            for (number, note) in (1_usize..).zip(&$($mut)? scheme.notes) {
                see(&["notes", &number.to_string()], note);
            }
        }

        fn each_of_table(table: &$($mut)? Table, see: &mut See<'_>) {
            let id = table.id.as_str();
            see(&["tables", id, "say"], &$($mut)? table.say);
            see(&["tables", id, "note"], &$($mut)? table.note);
            // Rows, columns and requests have no names but what they say.
            let mut by_itself = |key: &str, text: &$($mut)? String| {
                let name = text.clone();
                see(&["tables", id, key, &name], text);
            };
            let mut axis = |key: &str, axis: &$($mut)? Axis| {
                if let Axis::Bands { bands, .. } = axis {
                    for Band { say, .. } in bands {
                        by_itself(key, say);
                    }
                }
            };
            match &$($mut)? table.kind {
                TableKind::TwoWay { rows, columns, .. } => {
                    axis("rows", rows);
                    axis("columns", columns);
                }
                TableKind::Bands { rows, .. } => {
                    for row in rows {
                        by_itself("rows", &$($mut)? row.band.say);
                        by_itself("asked", &$($mut)? row.asked);
                    }
                }
                TableKind::ByAnswer { rows, .. } => {
                    for row in rows {
                        by_itself("asked", &$($mut)? row.asked);
                    }
                }
                TableKind::Lines { .. } => {}
            }
            place(&["tables", id, "at"], table.cite.$as(), see);
        }

        /// Where in its source a thing stands.
        fn place(path: &[&str], cite: Option<&$($mut)? Cite>, see: &mut See<'_>) {
            if let Some(cite) = cite {
                see(path, &$($mut)? cite.at);
            }
        }
    };
}

mod seen {
    texts!(iter as_ref);
}

mod changed {
    texts!(iter_mut as_mut mut);
}
