//! A file of shares to fill in.

use std::fmt::Write as _;

use upfront_engine::{
    Scheme,
    asked::may_be_asked,
    scheme::{Question, QuestionKind},
    words::Words,
};

/// A file of shares for a scheme, with every question and no share yet.
pub fn starter(scheme: &Scheme, words: &Words) -> String {
    let mut text = format!(
        "# Shares for people who are made up, by the questions of {}.\n\
         # Write a share for each answer, so that each question comes to 100%, and where the shares come from: `source:` once\n\
         # here for all, or below a question for that one. An amount is as likely as any other of its band.\n\
         # Where a share depends on an earlier answer, write `by:` and `given:`:\n\
         #   savings: {{by: age, given: {{under-25: {{amounts: […]}}, working-age: {{amounts: […]}}}}}}\n\
         source:\n\
         shares:\n",
        scheme.id
    );
    let asked = scheme.questions.iter().enumerate();
    for (_, question) in asked.filter(|(place, _)| may_be_asked(scheme, *place)) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  # {}", question.ask.replace('\n', " "));
        text += &of(question, words);
    }
    text
}

fn of(question: &Question, words: &Words) -> String {
    let id = &question.id;
    match &question.kind {
        QuestionKind::Options(options) => {
            let options = options.iter().filter(|option| !option.between);
            let options: Vec<String> = options.map(|option| format!("{}: 0%", option.id)).collect();
            format!("  {id}: {{options: {{{}}}}}\n", options.join(", "))
        }
        QuestionKind::Number { unit, least, .. } => {
            let unit = words.unit(unit);
            format!(
                "  {id}: {{amounts: [{{is: {least}, share: 0%}}, {{from: {least}, to: {least}, share: 0%}}]}} # {unit}\n"
            )
        }
    }
}
