//! From a person to the answers that a council's questions get.

use upfront_engine::{
    Answer, Answers, Scheme, answers::read, asked::uncounted, scheme::QuestionKind,
};

use super::{persona::Persona, vocabulary::Vocabulary};
use crate::facts::{Asked, Compared, Facts};

/// A person's answers to the questions of a scheme, and how each came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The answers.
    pub answers: Answers,
    /// What was said to each question that has an answer, or could have one, by the question's index.
    pub said: Vec<Said>,
}

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The question, by index.
    pub question: usize,
    /// How the answer follows, or why none does.
    pub how: How,
}

/// How an answer follows from a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It does: as `upfront estimate` reads it.
    Follows(String),
    /// The question asks for nothing that is shared.
    NothingShared,
    /// Nothing is said of the person that the question asks for.
    NotSaid,
    /// No option means what is said of the person, or what is said is no such number.
    NoneFits,
    /// Several options mean it.
    SeveralFit,
}

/// Under whose law a scheme stands: a folder of national rules, or what its facts say.
pub fn nation_of<'s>(scheme: &'s Scheme, facts: &'s Facts) -> &'s str {
    let base = scheme.national.as_ref();
    let base = base.and_then(|national| national.bases().next());
    let nation = base.map_or(facts.nation.as_str(), |base| {
        base.split('/').next().unwrap_or(base)
    });
    // The rules of what is national for one thing only, such as who is eligible, are that nation's too.
    let nations = ["england", "wales", "scotland", "northern-ireland"];
    let of = nations.into_iter().find(|name| nation.starts_with(name));
    of.unwrap_or(nation)
}

/// The answers of a person to a scheme's questions.
pub fn mapped(
    persona: &Persona,
    scheme: &Scheme,
    compared: &Compared,
    nation: &str,
    vocabulary: &Vocabulary,
) -> Mapped {
    let mut answers = Answers(vec![None; scheme.questions.len()]);
    let mut said = Vec::new();
    let questions = scheme.questions.iter().zip(&compared.questions).enumerate();
    for (index, (question, asked)) in questions {
        let how = match &asked.fact {
            None => How::NothingShared,
            Some(fact) => match persona.says(fact, nation) {
                None => How::NotSaid,
                Some(value) => {
                    let is_need = vocabulary.need(fact).is_some();
                    follows(&question.kind, asked, value, is_need)
                }
            },
        };
        if let How::Follows(text) = &how
            && let Ok(Some(answer)) = read(&question.kind, text)
        {
            answers.set(index, answer);
        }
        said.push(Said {
            question: index,
            how,
        });
    }
    // What a person is not asked is not told either.
    let not_asked: Vec<usize> = uncounted(scheme, &answers)
        .into_iter()
        .map(|uncounted| uncounted.question)
        .collect();
    for question in &not_asked {
        if let Some(answer) = answers.0.get_mut(*question) {
            *answer = None;
        }
    }
    said.retain(|one| !not_asked.contains(&one.question));
    Mapped { answers, said }
}

/// What is answered to a question where a person says `value` to what it asks for.
pub fn follows(kind: &QuestionKind, asked: &Asked, value: &str, is_need: bool) -> How {
    let QuestionKind::Options(options) = kind else {
        return match read(kind, value) {
            Ok(Some(Answer::Number(_) | Answer::InPeriod(..))) => How::Follows(value.to_owned()),
            _ => How::NoneFits,
        };
    };
    let means = |id: &str| match asked.means.get(id) {
        Some(levels) => levels.iter().any(|(level, _)| level == value),
        // A level of a need is only what an option is said to mean, or one that is called so.
        None => id == value && (!is_need || asked.means.is_empty()),
    };
    let mut fitting = options
        .iter()
        .filter(|option| !option.between && means(&option.id));
    match (fitting.next(), fitting.next()) {
        (None, _) => How::NoneFits,
        (Some(option), None) => How::Follows(option.id.clone()),
        (Some(_), Some(_)) => How::SeveralFit,
    }
}
