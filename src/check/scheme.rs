//! The scheme as a whole: its parts in the order that they rest on each other, and its receipt.

use std::collections::BTreeSet;

use upfront_engine::{
    Answers, Scheme,
    bounds::bounds,
    leads::leads,
    parts::set_parts,
    scheme::{Contact, Example, National, Status},
    wire::receipt,
};

use super::{
    Checking, Examples, Steps,
    between::say_scores_between,
    bookkeeping::bookkeeping,
    cycles,
    facts::stand_alone,
    faulty::{Faulty, error_places},
    national,
    national::unread,
    proofs,
    reach::Reach,
};
use crate::{
    analyse::{
        distribution::{Counted, distribution},
        effects::effects,
    },
    diagnostics::{Code, Finding, Findings, Severity},
    digest::digest,
    facts::Facts,
    language::{
        misplaced,
        shapes::{KNOWN_IN_PART, SCHEME},
    },
    lint::{self, Edition, Stage},
    messages,
    rules::{Beneath, Rules},
    source::{FileId, Node, RuleNames, Span},
};

/// Compiles a scheme out of the merged node of its files; `id` is `COUNCIL/EDITION`, the names of its folders.
///
/// Every finding is collected. `None` where the rules hold an error. A worked example that does not come out is an
/// error too, but the rules themselves can still be run: the scheme is given all the same.
pub fn compile(id: &str, node: &Node, findings: &mut Findings) -> Option<Scheme> {
    let (compiled, _) = compile_over(id, node, None, &[], findings)?;
    compiled.is_sound.then_some(compiled.scheme)
}

/// A scheme as far as its rules could be read.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) scheme: Scheme,
    /// What is declared beside the rules.
    pub(super) facts: Facts,
    /// What all answers together lead to, where they can be counted.
    pub(super) counted: Option<Counted>,
    /// Whether the rules hold no error.
    pub(super) is_sound: bool,
}

impl Compiled {
    /// What stands for a scheme with an error, so that its texts and the links to its pages can be tried: who decides
    /// what, and nothing that is worked out.
    pub(super) fn stand_in(self) -> Scheme {
        let Scheme {
            id,
            council,
            edition,
            title,
            group,
            about,
            status,
            from,
            to,
            fictional,
            known_in_part,
            contact,
            notes,
            examples,
            ..
        } = self.scheme;
        let examples = examples.into_iter().map(|example| Example {
            answers: Answers::default(),
            expect: Vec::new(),
            published: Vec::new(),
            ..example
        });
        Scheme {
            examples: examples.collect(),
            id,
            council,
            edition,
            title,
            group,
            about,
            status,
            from,
            to,
            fictional,
            known_in_part,
            contact,
            notes,
            ..Scheme::default()
        }
    }
}

/// The national rules that a scheme's node was laid over.
#[derive(Clone, Copy)]
pub(crate) struct Base<'a> {
    /// Their name, such as `england/2024-25`.
    pub(crate) name: &'a str,
    /// The rules themselves.
    pub(crate) scheme: &'a Scheme,
    /// What the council has instead.
    pub(crate) changed: &'a RuleNames,
    /// The rates that a council chooses, and of which nobody has seen what this one chose.
    pub(crate) not_known: &'a BTreeSet<String>,
    /// The files that they stand in.
    pub(crate) files: &'a BTreeSet<FileId>,
    /// Whether they are the site's own, which are read as schemes themselves.
    pub(crate) is_here: bool,
    /// Whether they hold an error, which is told where they are read themselves.
    pub(crate) is_faulty: bool,
    /// Those of them that are left out, because no result rests on them.
    pub(crate) left_out: Option<&'a RuleNames>,
}

impl Base<'_> {
    /// Which rules of a scheme over these are national ones.
    fn origins(&self, scheme: &Scheme) -> National {
        national::origins(scheme, self.name, self.scheme, self.changed)
    }
}

/// As [`compile`], where the node is a council's own laid over national rules, and with the rules as they were written.
/// `earlier` are the places of the errors that were found in it before. `None` only where it is no mapping.
pub(super) fn compile_over(
    id: &str,
    node: &Node,
    base: Option<Base<'_>>,
    earlier: &[Span],
    findings: &mut Findings,
) -> Option<(Compiled, Rules)> {
    let mut form = Findings::default();
    let beneath = base.map(|base| Beneath {
        files: base.files.clone(),
        changed: base.changed.clone(),
    });
    let Some(mut rules) = Rules::read(node, beneath, &mut form) else {
        findings.append(form);
        return None;
    };
    misplaced::tell(node, &SCHEME, &mut form);
    let mut own = form.clone();
    let mut draft = read(id, &rules, base, earlier, &mut own);
    // What is left out then is looked for in no draft but the last: a draft is dear.
    let layered = base.filter(|_| draft.is_in_order());
    if let Some(unread) =
        layered.and_then(|base| unread(&draft.scheme, &base.origins(&draft.scheme)))
    {
        own = form;
        let base = base.map(|base| Base {
            left_out: Some(&unread),
            ..base
        });
        rules = rules.without(&unread);
        draft = read(id, &rules, base, earlier, &mut own);
    }
    let draft = judge(draft, &rules, base, &mut own);
    let mut compiled = finish(draft, &rules, base, &mut own);
    // What is wrong with the national rules is told of them.
    if let Some(base) = base.filter(|base| base.is_faulty) {
        own.take_out(|finding| finding.at.is_some_and(|at| base.files.contains(&at.file)));
        compiled.is_sound = false;
    }
    for finding in own.iter_mut() {
        let is_national = |at: Span| base.is_some_and(|base| base.files.contains(&at.file));
        if finding.severity() == Severity::Error && finding.at.is_some_and(is_national) {
            finding.advice.push(
                "This stands in the national rules, and something of your own, perhaps under `overrides:`, does not fit it: look there first."
                    .to_owned(),
            );
        }
    }
    if let Some(base) = base {
        own.inherit_silences(base.files);
    }
    findings.append(own);
    Some((compiled, rules))
}

/// A scheme as it is read, before what follows from it is found.
struct Draft {
    scheme: Scheme,
    facts: Facts,
    examples: Examples,
    /// What each step can come to.
    reach: Vec<Option<Reach>>,
    /// What of it holds a mistake.
    faulty: Faulty,
    /// Whether a mistake was found.
    has_errors: bool,
}

impl Draft {
    /// Whether it is known what each question and each step reads.
    fn is_in_order(&self) -> bool {
        !self.has_errors || self.faulty.leaves_the_order()
    }
}

/// Reads rules into a scheme.
fn read(
    id: &str,
    rules: &Rules,
    base: Option<Base<'_>>,
    earlier: &[Span],
    findings: &mut Findings,
) -> Draft {
    let mut checking = Checking::new(heading(id, rules, findings), rules, findings);
    let left_out = base.and_then(|base| base.left_out);
    checking.left_out = left_out.cloned().unwrap_or_default();
    checking.rates.national_units = base.map(national::units).unwrap_or_default();
    if stand_alone(rules) {
        return read_facts_alone(checking, rules, earlier);
    }
    checking.read_measures(rules);
    checking.read_rates(rules);
    checking.name_steps(rules);
    checking.read_questions(rules);
    checking.check_number_names();
    checking.read_tables(rules);
    checking.read_steps(rules);
    let extends = rules.beneath.is_some();
    cycles::check(
        &checking.scheme,
        &checking.steps,
        extends,
        checking.findings,
    );
    checking.read_results(rules);
    checking.read_ways_to_hold(rules);
    let facts = checking.read_facts(rules);
    checking.read_stops(rules);
    checking.read_examples(rules);
    checking.check_unused();
    if !rules.steps.is_written() {
        let at = rules.title.key().unwrap_or(rules.form.at);
        if !rules.form.has_stray_key {
            checking.find(
                Finding::new(
                    Code::MissingKey,
                    at,
                    "the scheme has no steps, so nothing comes out of it",
                )
                .label("no `steps` in this scheme")
                .advice("Add `steps:`, such as `steps: [{id: score, add up: points}]`."),
            );
        }
    } else if let Some(list) = rules.steps.get()
        && list.is_whole
        && list.items.is_empty()
    {
        checking.find(
            Finding::new(
                Code::WrongType,
                list.at,
                "`steps` is empty, so nothing comes out of the scheme",
            )
            .label("an empty list")
            .advice("Add a step, such as `{id: score, add up: points}`."),
        );
    }
    let faulty = checking.faulty(earlier);
    let Checking {
        scheme,
        examples,
        steps: Steps { reach, .. },
        findings,
        ..
    } = checking;
    Draft {
        scheme,
        facts,
        examples,
        reach,
        faulty,
        has_errors: findings.has_errors() || !earlier.is_empty(),
    }
}

/// Looks at a draft that is no longer read anew, and says what it says of its own.
fn judge(
    mut draft: Draft,
    rules: &Rules,
    base: Option<Base<'_>>,
    findings: &mut Findings,
) -> Draft {
    if draft.facts.stand_alone {
        return draft;
    }
    let Draft { scheme, reach, .. } = &mut draft;
    let edition = Edition {
        scheme,
        rules,
        base,
        reach,
        counted: None,
        effects: &[],
    };
    lint::look(&edition, Stage::Read, findings);
    if let Some(base) = base {
        national::check_shares(scheme, base.scheme, rules, findings);
        scheme.national = Some(base.origins(scheme));
    }
    set_parts(scheme);
    say_scores_between(scheme, messages::english());
    draft.has_errors |= findings.has_errors();
    draft
}

/// Reads what a council declares that has no rules here.
fn read_facts_alone(mut checking: Checking<'_>, rules: &Rules, earlier: &[Span]) -> Draft {
    checking.refuse_rules(rules);
    checking.read_rates(rules);
    checking.read_ways_to_hold(rules);
    let facts = checking.read_facts(rules);
    let faulty = checking.faulty(earlier);
    let Checking {
        mut scheme,
        findings,
        ..
    } = checking;
    scheme.edition.clear();
    Draft {
        scheme,
        facts,
        examples: Examples::default(),
        reach: Vec::new(),
        faulty,
        has_errors: findings.has_errors() || !earlier.is_empty(),
    }
}

/// Finds what follows from a scheme, and holds it against its worked examples and against what else is known.
fn finish(
    draft: Draft,
    rules: &Rules,
    base: Option<Base<'_>>,
    findings: &mut Findings,
) -> Compiled {
    let is_in_order = draft.is_in_order();
    let Draft {
        mut scheme,
        facts,
        examples,
        reach,
        faulty,
        has_errors,
    } = draft;
    if facts.stand_alone {
        return Compiled {
            scheme,
            facts,
            counted: None,
            is_sound: !has_errors,
        };
    }
    if has_errors {
        // What holds an error has had its finding, and what rests on it needs none.
        faulty.forget(&mut scheme);
        let mut more = Findings::default();
        proofs::check(
            &scheme,
            &examples.places,
            (&faulty, &examples.lost),
            &mut more,
        );
        let edition = Edition {
            scheme: &scheme,
            rules,
            base,
            reach: &reach,
            counted: None,
            effects: &[],
        };
        lint::look(&edition, Stage::Tried, &mut more);
        let told = error_places(findings);
        more.take_out(|finding| {
            // What a result rests on is not known.
            finding.at.is_some_and(|at| told.contains(&at))
                || (finding.code == Code::NotVerified && !is_in_order)
        });
        findings.append(more);
        return Compiled {
            scheme,
            facts,
            counted: None,
            is_sound: false,
        };
    }
    scheme.bookkeeping = bookkeeping(&scheme);
    scheme.bounds = bounds(&scheme);
    scheme.hash = hash(&scheme);
    scheme.leads = leads(&scheme);
    proofs::check(
        &scheme,
        &examples.places,
        (&faulty, &examples.lost),
        findings,
    );
    let counted = distribution(&scheme);
    let effects = counted.as_ref().map_or_else(Vec::new, effects);
    let edition = Edition {
        scheme: &scheme,
        rules,
        base,
        reach: &reach,
        counted: counted.as_ref(),
        effects: &effects,
    };
    for stage in [Stage::Tried, Stage::Sound] {
        lint::look(&edition, stage, findings);
    }
    // Of choices that nobody has seen no page tells that.
    let counted = counted.filter(|_| !scheme.known_in_part);
    let counted = counted.map(|counted| Counted::of(counted, effects));
    Compiled {
        scheme,
        facts,
        counted,
        is_sound: true,
    }
}

/// The receipt: SHA-256 of the rules.
pub(super) fn hash(scheme: &Scheme) -> String {
    digest(receipt(scheme).as_bytes())
}

/// What stands at the head of a scheme.
fn heading(id: &str, rules: &Rules, findings: &mut Findings) -> Scheme {
    let (from, to) = (rules.from.value(), rules.to.value());
    if let (Some(first), Some(last), Some(at)) = (from, to, rules.to.at())
        && last < first
    {
        findings.push(
            Finding::new(
                Code::BadDate,
                at,
                format!("the last day, {last}, is before the first, {first}"),
            )
            .label("before `from`")
            .advice("Correct whichever of the two is wrong."),
        );
    }
    Scheme {
        id: id.to_owned(),
        edition: id.rsplit('/').next().unwrap_or_default().to_owned(),
        council: rules.council.string(),
        title: rules.title.string(),
        group: rules.group.string(),
        law: rules.law.strings(),
        about: rules.about.string(),
        status: match rules.status.string().as_str() {
            "draft" => Status::Draft,
            "consultation" => Status::Consultation,
            "superseded" => Status::Superseded,
            "withdrawn" => Status::Withdrawn,
            "not known" => Status::NotKnown,
            _ => Status::InForce,
        },
        from: from.map(|day| day.to_string()),
        to: to.map(|day| day.to_string()),
        fictional: rules.fictional.value() == Some(true),
        known_in_part: rules.known.string() == KNOWN_IN_PART && rules.beneath.is_some(),
        questionnaire: rules.questionnaire.string(),
        notes: rules.notes.strings(),
        contact: rules.contact.get().map(|contact| Contact {
            phone: contact.phone.string(),
            email: contact.email.string(),
            page: contact.page.string(),
        }),
        ..Scheme::default()
    }
}

/// The rules of a text, for a test; they have to be without an error.
#[cfg(test)]
pub(crate) fn compiled(rules: &str) -> Scheme {
    use crate::{
        diagnostics::text,
        source::{Files, read_yaml},
    };

    let (mut files, mut findings) = (Files::default(), Findings::default());
    let file = files.add(std::path::Path::new("rules.yaml"), rules.to_owned());
    let node = read_yaml(file, &files, &mut findings).unwrap();
    let scheme = compile("town/edition", &node, &mut findings);
    let told = text::render(&files, &findings, false);
    assert!(!findings.has_errors(), "{told}");
    scheme.unwrap()
}
