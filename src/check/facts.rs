//! What is declared beside the rules.

use std::collections::BTreeMap;

use upfront_engine::{
    Amount, Unit,
    scheme::{Form, Sureness},
};

use super::{
    Checking, Thing,
    amounts::{self, Written as Beside},
    sources::Sources,
    unit_words::{UnitWords, in_words},
};
use crate::{
    diagnostics::{
        Code, Finding, Findings,
        suggest::{did_you_mean, meant},
    },
    facts::{
        Answer, Authority, Challenge, Duration, EasyRead, Evidence, Fact, Facts, Gss, HelpingBody,
        Item, Judge, Judgement, Line, Money, NationalFacts, NoGss, Period, Publicity, RateFacts,
        Reached, Reply, Request, Rights, Stage, Statement, Test, Verdict, WayFacts, compared_rates,
        is_code, read_gss,
    },
    language::shapes::OF_RULES,
    lint,
    rules::{self, Rules, Stated, Text, Written},
    source::{Node, Span},
};

impl Checking<'_> {
    /// Reads what the rules declare beside themselves.
    pub(super) fn read_facts(&mut self, rules: &Rules) -> Facts {
        let ways = self.ways(rules);
        let rates = self.rate_facts(rules);
        let compared = self.compared(rules);
        let mut declared = Declared {
            sources: &self.sources,
            findings: self.findings,
        };
        let published = rules.published.is_written();
        Facts {
            stand_alone: stand_alone(rules),
            nation: rules.nation.string(),
            published: published.then(|| declared.statements(rules)),
            tests: declared.verdicts(rules),
            requests: declared.requests(rules),
            judgements: declared.judgements(rules),
            rest: match rules.rest.string().as_str() {
                "not looked for" => Publicity::NotLookedFor,
                _ => Publicity::Not,
            },
            authority: declared.authority(rules),
            reached: rules
                .reached
                .get()
                .map_or_else(Reached::default, |written| Reached {
                    relay: written.relay.string(),
                    post: written.post.string(),
                    formats: written.formats.strings(),
                }),
            rights: rules
                .rights
                .get()
                .map(|rights| declared.rights(rights))
                .unwrap_or_default(),
            stages: declared.stages(rules),
            meanwhile: declared.facts(&rules.meanwhile),
            easy_read: declared.easy_read(rules),
            other_money: declared.money(&rules.other_money),
            ways,
            rates,
            compared,
            reply: rules.reply.get().map(|written| Reply {
                says: written.says.string(),
                on: written.on.value(),
                page: written.r#where.string(),
            }),
        }
    }

    /// What is said of rates beside their amounts.
    fn rate_facts(&mut self, rules: &Rules) -> BTreeMap<usize, RateFacts> {
        let mut facts = BTreeMap::new();
        for (index, written) in rules.rates().iter().enumerate() {
            let Some(rate) = &written.value else { continue };
            let said = RateFacts {
                about: rate.about.string().trim().to_owned(),
                year: rate.year.string(),
                is_proposed: rate.proposed.value() == Some(true),
            };
            let about = rate.about.at().filter(|_| !said.about.is_empty());
            self.check_compared(index, &said.about, about.unwrap_or(written.key));
            if said.is_proposed && self.used.things.contains(&Thing::Rate(index)) {
                let at = rate.proposed.key().unwrap_or(written.key);
                self.find(
                    Finding::new(
                        Code::UnknownKey,
                        at,
                        format!("a step uses `{}`, and what is only proposed is not in force", written.name),
                    )
                    .label("not in force")
                    .advice("State what holds now, and the proposal as a rate of another name that no step uses."),
                );
            }
            if said != RateFacts::default() {
                facts.insert(index, said);
            }
        }
        facts
    }

    /// Holds a rate against the compared figure that it says it is: `about` is empty where its own name may say that.
    fn check_compared(&mut self, index: usize, about: &str, at: Span) {
        let Some(rate) = self.scheme.rates.get(index) else {
            return;
        };
        let name = if about.is_empty() { &rate.id } else { about };
        let Some(figure) = compared_rates().find(|figure| figure.id == name) else {
            if about.is_empty() {
                return;
            }
            let finding = Finding::new(
                Code::UnknownName,
                at,
                format!("`{about}` is none of the figures that are compared"),
            )
            .label("not known");
            let names = compared_rates().map(|figure| figure.id.as_str());
            let advice = match did_you_mean(about, names) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`docs/compared.md` lists them. Leave `about` out of a figure that is none of them.".to_owned(),
            };
            self.find(finding.advice(advice));
            return;
        };
        // Whole rules may use the name for something of their own, which is then not compared.
        let is_meant = !about.is_empty() || self.scheme.known_in_part || stand_alone(self.rules);
        let known = self.rates.units.get(index).cloned().flatten();
        let known = known.filter(|_| is_meant && !self.is_national(at));
        let (Some(own), Ok(unit)) = (known, self.words.read(&figure.unit)) else {
            return;
        };
        if own != unit {
            let finding = Finding::new(
                Code::UnitClash,
                at,
                format!(
                    "`{name}` is compared in {}, and this is in {}",
                    in_words(&unit),
                    in_words(&own)
                ),
            )
            .label(format!("not in {}", in_words(&unit)))
            .advice("Write it in that; or, where it is something else, give it another name.");
            self.find(finding);
        }
    }

    /// What is said of each way to hold a budget beside what the rules say.
    fn ways(&mut self, rules: &Rules) -> Vec<WayFacts> {
        let mut ways = Vec::new();
        for written in rules.ways_to_hold.items() {
            let name = written.way.string();
            let Some(form) = Form::ALL.into_iter().find(|form| form.name() == name) else {
                continue;
            };
            let mut hours = Vec::new();
            for hour in written.hour.items() {
                let rates = &self.rates.names;
                let rate = rates.resolve(hour.trim(), hour.at, self.findings);
                hours.extend(rate.ok());
            }
            let things = hours.iter().map(|rate| Thing::Rate(*rate));
            self.used.things.extend(things);
            let mut declared = Declared {
                sources: &self.sources,
                findings: self.findings,
            };
            ways.push(WayFacts {
                form,
                hours,
                taken_off_the_top: declared.amount(&written.taken_off_the_top),
                account: written.account.string(),
                checks: written.checks.string(),
                unspent: written.unspent.string(),
                unspent_after: declared.duration(&written.unspent_after),
                employer_costs: written.employer_costs.string(),
                payroll: written.payroll.string(),
            });
        }
        ways
    }
}

/// Whether rules say that they are facts only.
pub(super) fn stand_alone(rules: &Rules) -> bool {
    rules.facts_only.value() == Some(true)
}

impl Checking<'_> {
    /// Finds rules beside facts that say they stand alone.
    pub(super) fn refuse_rules(&mut self, rules: &Rules) {
        for name in OF_RULES {
            let at = match *name {
                "extends" => rules.extends.key(),
                "law" => rules.law.key(),
                "status" => rules.status.key(),
                "from" => rules.from.key(),
                "to" => rules.to.key(),
                "questionnaire" => rules.questionnaire.key(),
                "measures" => rules.measures.key(),
                "questions" => rules.questions.key(),
                "tables" => rules.tables.key(),
                "steps" => rules.steps.key(),
                "results" => rules.results.key(),
                "compared" => rules.compared.key(),
                _ => rules.examples.key(),
            };
            if let Some(at) = at {
                self.find(
                    Finding::new(
                        Code::UnknownKey,
                        at,
                        format!("`{name}` does not go with `facts only`"),
                    )
                    .label("belongs to rules")
                    .advice("Take it out; or, where these are rules, take `facts only` out and put them into an edition’s folder."),
                );
            }
        }
    }
}

/// The facts of a nation; `None` where they are no mapping.
pub(crate) fn national_facts(node: &Node, findings: &mut Findings) -> Option<NationalFacts> {
    let written = rules::NationalFacts::read(node, findings)?;
    let as_rules = Rules {
        sources: written.sources,
        ..Rules::default()
    };
    let (sources, listed) = Sources::read(&as_rules, findings);
    let mut declared = Declared {
        sources: &sources,
        findings,
    };
    Some(NationalFacts {
        support: declared.facts(&written.support),
        rights: declared.facts(&written.rights),
        challenge: {
            let routes = written.challenge.items().iter();
            routes.filter_map(|one| declared.challenge(one)).collect()
        },
        help: {
            let bodies = written.help.items().iter();
            bodies.filter_map(|one| declared.body(one)).collect()
        },
        other_money: declared.money(&written.other_money),
        one_assessment: declared.facts(&written.one_assessment),
        times: declared.facts(&written.times),
        meanwhile: declared.facts(&written.meanwhile),
        moving: declared.facts(&written.moving),
        moving_away: declared.facts(&written.moving_away),
        sources: listed,
    })
}

/// Facts that are being read, with what they can cite.
struct Declared<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
}

impl Declared<'_> {
    fn statements(&mut self, rules: &Rules) -> BTreeMap<Item, Statement> {
        let Some(written) = rules.published.get() else {
            return BTreeMap::new();
        };
        let items = Line::ALL.iter().flat_map(|line| line.items());
        items
            .filter_map(|item| {
                let said = written.of(*item).get()?;
                let is = Publicity::of(&said.is.string())?;
                let statement = Statement {
                    is,
                    says: said.says.string(),
                    asked: said.asked.string(),
                    evidence: self.evidence(&said.r#where, &said.source, said.key),
                };
                Some((*item, statement))
            })
            .collect()
    }

    fn verdicts(&mut self, rules: &Rules) -> BTreeMap<Test, Verdict> {
        let Some(written) = rules.fair_system.get() else {
            return BTreeMap::new();
        };
        Test::ALL
            .into_iter()
            .filter_map(|test| {
                let said = written.of(test)?.get()?;
                let is = match said.is.string().as_str() {
                    "yes" => Publicity::Published,
                    "partly" => Publicity::Partly,
                    "no" => Publicity::Not,
                    _ => return None,
                };
                let verdict = Verdict {
                    is,
                    because: said.because.string(),
                    evidence: self.evidence(&said.r#where, &said.source, said.key),
                };
                Some((test, verdict))
            })
            .collect()
    }

    fn requests(&mut self, rules: &Rules) -> Vec<Request> {
        let requests = rules.requests.items().iter();
        requests
            .filter_map(|written| {
                let asked = written.asked.get()?;
                Some(Request {
                    asked: asked.trim().to_owned(),
                    answer: Answer::of(&written.answer.string())?,
                    because: written.because.string(),
                    when: written.when.string(),
                    evidence: self.evidence(&written.r#where, &written.source, asked.at),
                })
            })
            .collect()
    }

    fn judgements(&mut self, rules: &Rules) -> Vec<Judgement> {
        let judgements = rules.judgements.items().iter();
        judgements
            .filter_map(|written| {
                let about = written.about.get()?;
                Some(Judgement {
                    by: Judge::of(&written.by.string())?,
                    about: about.trim().to_owned(),
                    found: written.found.string(),
                    when: written.when.string(),
                    reference: written.reference.string(),
                    evidence: self.evidence(&written.r#where, &written.source, about.at),
                })
            })
            .collect()
    }

    fn rights(&mut self, written: &rules::Rights) -> Rights {
        let mut challenge = |route: &Written<rules::Challenge>| self.challenge(&route.get()?.value);
        let (complaint, appeal) = (challenge(&written.complaint), challenge(&written.appeal));
        let mut body = |body: &Written<rules::HelpingBody>| self.body(&body.get()?.value);
        Rights {
            complaint,
            appeal,
            advocacy: body(&written.advocacy),
            user_led: body(&written.user_led),
        }
    }

    fn challenge(&mut self, written: &rules::Challenge) -> Option<Challenge> {
        let title = written.title.get()?;
        Some(Challenge {
            title: title.trim().to_owned(),
            say: written.say.string(),
            time_to_ask: self.duration(&written.time_to_ask),
            time_to_answer: self.duration(&written.time_to_answer),
            phone: written.phone.string(),
            email: written.email.string(),
            evidence: self.surely(&written.sure, &written.r#where, &written.source, title.at),
        })
    }

    fn body(&mut self, written: &rules::HelpingBody) -> Option<HelpingBody> {
        let name = written.name.get()?;
        Some(HelpingBody {
            name: name.trim().to_owned(),
            does: written.does.string(),
            phone: written.phone.string(),
            email: written.email.string(),
            evidence: self.evidence(&written.r#where, &written.source, name.at),
        })
    }

    fn facts(&mut self, written: &Written<rules::List<rules::Fact>>) -> Vec<Fact> {
        let facts = written.items().iter();
        facts
            .filter_map(|written| {
                let title = written.title.get()?;
                Some(Fact {
                    title: title.trim().to_owned(),
                    say: written.say.string(),
                    evidence: self.surely(
                        &written.sure,
                        &Written::Absent,
                        &written.source,
                        title.at,
                    ),
                })
            })
            .collect()
    }

    /// The sentences of Easy Read, and what makes one hard.
    fn easy_read(&mut self, rules: &Rules) -> Vec<EasyRead> {
        let mut sentences = Vec::new();
        for written in rules.easy_read.items() {
            let Some(say) = written.say.get() else {
                continue;
            };
            let picture = written.picture.get();
            let found = lint::check_easy_read(say.trim(), say.at, picture.is_some());
            self.findings.extend(found);
            let shows = written.shows.string();
            if let Some(picture) = picture.filter(|_| shows.is_empty()) {
                self.findings.push(
                    Finding::new(
                        Code::MissingAlternative,
                        picture.at,
                        format!("the picture `{}` has no text alternative", picture.trim()),
                    )
                    .label("says nothing")
                    .advice("Say in words what it shows, as `shows`."),
                );
            }
            sentences.push(EasyRead {
                say: say.trim().to_owned(),
                named: picture.map(|picture| (picture.trim().to_owned(), picture.at)),
                shows,
                picture: None,
            });
        }
        sentences
    }

    fn money(&mut self, written: &Written<rules::List<rules::Money>>) -> Vec<Money> {
        let money = written.items().iter();
        money
            .filter_map(|written| {
                let title = written.title.get()?;
                Some(Money {
                    title: title.trim().to_owned(),
                    say: written.say.string(),
                    who_decides: written.who_decides.string(),
                    how_to_ask: written.how_to_ask.string(),
                    most: self.amount(&written.most),
                    evidence: self.surely(
                        &written.sure,
                        &written.r#where,
                        &written.source,
                        title.at,
                    ),
                })
            })
            .collect()
    }

    /// The codes of the council: those that can be read.
    fn authority(&mut self, rules: &Rules) -> Authority {
        let Some(written) = rules.authority.get() else {
            return Authority::default();
        };
        let code = written.code.get();
        if let Some(code) = code.filter(|code| !is_code(code.trim())) {
            self.findings.push(
                Finding::new(
                    Code::WrongType,
                    code.at,
                    format!("`{}` is not three capital letters", code.trim()),
                )
                .label("not a council’s code")
                .advice("Write the council’s three letters in mySociety’s list of local authorities, or leave the line out."),
            );
        }
        let mut gss = Vec::new();
        for area in written.gss.items() {
            let Some(code) = area.code.get() else {
                continue;
            };
            match read_gss(code.trim()) {
                Ok(read) => gss.push(Gss {
                    code: read,
                    from: area.from.value(),
                    to: area.to.value(),
                }),
                Err(fault) => {
                    let (why, advice) = match fault {
                        NoGss::Malformed => (
                            "is not a letter and eight digits",
                            "Write the code of the council’s area, such as `E10000999`.",
                        ),
                        NoGss::District => (
                            "is the code of a district, which has no adult social care",
                            "Write the code of the county or unitary council.",
                        ),
                        NoGss::NoCouncil => (
                            "is not the code of a council’s area",
                            "The code of a council with adult social care begins with E06, E08, E09, E10, W06, S12 or N09.",
                        ),
                    };
                    self.findings.push(
                        Finding::new(Code::WrongType, code.at, format!("`{}` {why}", code.trim()))
                            .label("not a council’s area")
                            .advice(advice),
                    );
                }
            }
        }
        Authority {
            code: code.map_or_else(String::new, |code| code.trim().to_owned()),
            gss,
        }
    }

    /// The stages, each of which stands once.
    fn stages(&mut self, rules: &Rules) -> Vec<Stage> {
        let mut places: Vec<&Stated<Text>> = Vec::new();
        let mut stages = Vec::new();
        for written in rules.stages.items() {
            let Some(name) = written.stage.get() else {
                continue;
            };
            if let Some(first) = places.iter().find(|other| other.trim() == name.trim()) {
                self.findings.push(
                    Finding::new(
                        Code::DuplicateName,
                        name.at,
                        format!("the stage `{}` stands here twice", name.trim()),
                    )
                    .label("the second")
                    .related(first.at, "the first")
                    .advice("Make them one."),
                );
            }
            places.push(name);
            stages.push(Stage {
                stage: name.trim().to_owned(),
                who_decides: written.who_decides.string(),
                target: self.duration(&written.target),
                really: self.duration(&written.really),
                really_in: written.really_in.string(),
                evidence: self.evidence(&Written::Absent, &written.source, name.at),
            });
        }
        stages
    }

    /// How a fact is known; `at` is where the absence of a source is told.
    fn evidence(&mut self, page: &Written<Text>, source: &Written<Text>, at: Span) -> Evidence {
        self.surely(&Written::Absent, page, source, at)
    }

    /// The same of a fact that says how sure it is.
    fn surely(
        &mut self,
        sure: &Written<Text>,
        page: &Written<Text>,
        source: &Written<Text>,
        at: Span,
    ) -> Evidence {
        Evidence {
            page: page.string(),
            cite: self.sources.cite(source, "this fact", at, self.findings),
            sure: match sure.string().as_str() {
                "second hand" => Sureness::SecondHand,
                "contained" => Sureness::Contained,
                "inferred" => Sureness::Inferred,
                "remembered" => Sureness::Remembered,
                _ => Sureness::Seen,
            },
        }
    }

    /// How long something takes.
    fn duration(&mut self, written: &Written<Text>) -> Option<Duration> {
        let text = written.get()?;
        let read = Duration::read(text);
        if read.is_none() {
            let (_, unit) = text.trim().split_once(' ').unwrap_or_default();
            let words = Period::WORDS.into_iter().map(|(_, _, many)| many);
            let finding = Finding::new(
                Code::WrongType,
                text.at,
                format!("`{}` is not a time that can be read", text.trim()),
            )
            .label("not a time");
            self.findings.push(match meant(unit, words) {
                Some(meant) => finding.meant(&meant),
                None => finding.advice(
                    "Write a whole number of days, working days, weeks, months or years, such as `20 working days`.",
                ),
            });
        }
        read
    }

    /// An amount with what it is counted in.
    fn amount(&mut self, written: &Written<Text>) -> Option<(Amount, Unit)> {
        let text = written.get()?;
        match amounts::read(text, &UnitWords::default()) {
            Ok(quantity) => match quantity.written {
                Beside::Unit(unit) => Some((quantity.amount, unit)),
                Beside::Any => Some((quantity.amount, Unit::none())),
                Beside::Bare => {
                    self.findings.push(
                        Finding::new(
                            Code::WrongType,
                            text.at,
                            format!("`{}` does not say what it is counted in", text.trim()),
                        )
                        .label("of what?")
                        .advice("Write an amount, such as `10%` or `£12.50 a week`."),
                    );
                    None
                }
            },
            Err(fault) => {
                self.findings.push(fault.at(text.at));
                None
            }
        }
    }
}
