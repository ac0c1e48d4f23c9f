//! What is wrong with a row, as a finding.

use upfront_engine::{Scheme, answers::AnswerFault};

use super::people::{RowFault, Why};
use crate::{
    check::{answer_told, begins_with_a_nought},
    diagnostics::{Code, Finding},
};

impl RowFault {
    /// The finding: where it stands, what is wrong, and what to do.
    pub fn finding(&self, editions: [&Scheme; 2]) -> Finding {
        let Self {
            row,
            column,
            cell,
            why,
        } = self;
        let (what, advice) = match why {
            Why::Cells { has, columns } => (
                format!("it has {has} cells, and there are {columns} columns"),
                "See whether a comma stands in a text: such a text needs quotes around it."
                    .to_owned(),
            ),
            Why::Encoding => (
                "it is not UTF-8 text".to_owned(),
                "Save the file again: in a spreadsheet, Save As, CSV UTF-8.".to_owned(),
            ),
            Why::Answer(fault) => return self.bad_answer(*fault, editions),
            Why::Empty => (
                "there is no answer, and the question is asked of somebody with these answers"
                    .to_owned(),
                "Write the answer, or `I do not know`.".to_owned(),
            ),
            Why::NotAsked => (
                format!(
                    "`{cell}` is an answer to a question that is not asked of somebody with these answers"
                ),
                "Empty the cell, or mend the answer that decides whether it is asked.".to_owned(),
            ),
            Why::Twice => (
                format!(
                    "`{cell}` stands here, and another answer in the other column of that name"
                ),
                "Take one of the columns out.".to_owned(),
            ),
            Why::Weight => (
                format!("`{cell}` is no weight"),
                "A weight is a number over 0 and up to 1,000,000, such as `12.5`.".to_owned(),
            ),
        };
        Finding::nowhere(Code::PersonLeftOut, place(*row, column, &what)).advice(advice)
    }

    fn bad_answer(&self, fault: AnswerFault, editions: [&Scheme; 2]) -> Finding {
        let questions = editions.into_iter().rev().flat_map(|scheme| {
            scheme
                .questions
                .iter()
                .map(move |question| (scheme, question))
        });
        let named = questions.filter(|(_, question)| question.id == self.column);
        // The edition that refuses it; what a number begins with, neither takes.
        let refuses = |kind| upfront_engine::answers::read(kind, &self.cell) == Err(fault);
        let mut refusing = named
            .clone()
            .filter(|(_, question)| refuses(&question.kind));
        let Some((scheme, question)) = refusing.next().or_else(|| named.clone().next()) else {
            return Finding::nowhere(Code::PersonLeftOut, place(self.row, &self.column, ""));
        };
        let (what, advice) = if begins_with_a_nought(&self.cell) {
            (
                format!("`{}` begins with a nought that says nothing", self.cell),
                Some(
                    "See whether a digit stands in the wrong place, and take the nought out."
                        .to_owned(),
                ),
            )
        } else {
            answer_told(question, &self.cell, fault)
        };
        let is_one_editions = named.clone().any(|(_, question)| !refuses(&question.kind));
        let what = if is_one_editions && !begins_with_a_nought(&self.cell) {
            format!("{what} in {}", scheme.edition)
        } else {
            what
        };
        let finding = Finding::nowhere(Code::PersonLeftOut, place(self.row, &self.column, &what));
        match advice {
            Some(advice) => finding.advice(advice),
            None => finding,
        }
    }
}

/// `row 17, column `washing`: …`.
fn place(row: u64, column: &str, what: &str) -> String {
    if column.is_empty() {
        format!("row {row}: {what}")
    } else {
        format!("row {row}, column `{column}`: {what}")
    }
}
