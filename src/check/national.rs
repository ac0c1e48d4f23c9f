//! National rules: where they are, what a council that extends them has of its own, and what no council may go below.
//!
//! The rules of a nation are a folder: its own files hold for every year, and a folder for each year holds that
//! year's. A site may bring its own under `schemes/national`; otherwise those that came with the tool are used.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, OnceLock},
};

use upfront_engine::{
    Amount, Decimal, Scheme, Unit,
    reads::Reads,
    scheme::{Cite, Kinder, National, Origin, Rate, Step, Verb},
};

use super::{
    load::Folder,
    scheme::{Base, Compiled, compile_over},
    wordings::{Spoken, Wordings},
};
use crate::{
    diagnostics::{Code, Finding, Findings, suggest::meant},
    embedded, messages,
    rules::Rules,
    source::{
        Clash, FileId, Files, Node, NodeKind, RuleNames, Span, is_rules, join, read::look_into,
        read_rules,
    },
    world::World,
};

/// Of how many names that two sets of rules have the places are shown.
const SHOWN: usize = 3;

/// Where a site keeps national rules of its own.
pub(super) const NATIONAL: &str = "schemes/national";

/// The national rules that a run has asked for, each read once.
#[derive(Debug)]
pub(super) struct Nations<'w> {
    /// Where they are: in the site, or with the tool.
    world: &'w dyn World,
    are_here: bool,
    /// Every nation and year that there are rules for, in order.
    names: OnceLock<Vec<String>>,
    /// What was read of each, and what was found wrong while it was.
    folders: BTreeMap<String, (Option<Folder>, Findings)>,
    read: BTreeMap<String, Option<Nation>>,
}

/// The rules of one nation for one year.
#[derive(Clone, Debug)]
pub(super) struct Nation {
    /// Their node, all files merged.
    pub(super) node: Node,
    /// The rules compiled; where they hold an error, as far as they could be read.
    pub(super) compiled: Compiled,
    /// The rules as they were written.
    pub(super) rules: Rules,
    /// What was found wrong with them, which is told where they are read as a scheme.
    pub(super) findings: Findings,
    /// Whether they hold no error.
    pub(super) is_sound: bool,
    /// Their wordings.
    wordings: Wordings,
    /// What they say, for the wordings of those that rest on them.
    spoken: OnceLock<Arc<Spoken>>,
    /// The files that they stand in.
    pub(super) files: BTreeSet<FileId>,
}

impl Nation {
    /// The rules compiled.
    pub(super) fn scheme(&self) -> &Scheme {
        &self.compiled.scheme
    }

    /// What they say, and their wordings.
    pub(super) fn spoken(&self) -> Arc<Spoken> {
        let new = || Arc::new(Spoken::new(self.scheme(), &self.wordings));
        Arc::clone(self.spoken.get_or_init(new))
    }
}

impl<'w> Nations<'w> {
    /// Those of a site, or of the tool.
    pub(super) fn of(site: &'w dyn World) -> Self {
        if !site.is_there(Path::new(NATIONAL)) {
            return Self::of_the_tool();
        }
        Self::in_world(site, true)
    }

    /// Those that come with the tool.
    pub(super) fn of_the_tool() -> Self {
        Self::in_world(embedded::world(), false)
    }

    fn in_world(world: &'w dyn World, are_here: bool) -> Self {
        Self {
            world,
            are_here,
            names: OnceLock::new(),
            folders: BTreeMap::new(),
            read: BTreeMap::new(),
        }
    }

    /// Those of the site that a scheme stands in.
    pub(super) fn around(world: &'w dyn World, scheme: &Path) -> Self {
        if scheme.starts_with("schemes") {
            Self::of(world)
        } else {
            Self::of_the_tool()
        }
    }

    /// Whether they are the site's own.
    pub(super) fn are_here(&self) -> bool {
        self.are_here
    }

    /// The rules of a nation for a year, such as `england/2024-25`, read the first time they are asked for.
    pub(super) fn get(
        &mut self,
        name: &str,
        files: &mut Files,
        findings: &mut Findings,
    ) -> Option<&Nation> {
        if !self.read.contains_key(name) {
            let nation = self.load(name, files, findings);
            self.read.insert(name.to_owned(), nation);
        }
        self.read.get(name)?.as_ref()
    }

    /// The rules of several nations and years as one, under `name`. Names that two of them have, and rules of another
    /// nation, are findings; there is nothing then.
    pub(super) fn join(
        &mut self,
        name: &str,
        bases: &[(String, Span)],
        findings: &mut Findings,
    ) -> Option<&Nation> {
        let read: Vec<(&Nation, Span)> = bases
            .iter()
            .filter_map(|(name, at)| Some((self.read.get(name)?.as_ref()?, *at)))
            .collect();
        let ((first, _), others) = read.split_first()?;
        let mut fits = true;
        for (other, at) in others {
            let (ours, theirs) = (&first.scheme().council, &other.scheme().council);
            if ours != theirs {
                fits = false;
                findings.push(
                    Finding::new(
                        Code::WrongType,
                        *at,
                        format!("these are rules of {theirs}, and those before are of {ours}"),
                    )
                    .label("of another nation")
                    .advice("Extend rules of one nation only."),
                );
            }
        }
        let nodes: Vec<&Node> = read.iter().map(|(nation, _)| &nation.node).collect();
        let (node, clashes) = join(&nodes);
        if let Some(Clash {
            kinds: [one, other],
            name,
            ..
        }) = clashes.first().filter(|_| fits)
        {
            fits = false;
            let mut message = format!(
                "`{name}` is the name of a {one} in one of these national rules, and of a {other} in another"
            );
            if let Some(more) = clashes.len().checked_sub(1).filter(|more| *more > 0) {
                message = format!("{message}; so it is with {more} more");
            }
            let at = others.first().map_or_else(Span::default, |(_, at)| *at);
            let mut finding = Finding::new(Code::DuplicateName, at, message)
                .label("cannot stand beside each other")
                .advice("Extend one of them, and write what you need of the other as your own.");
            for clash in clashes.iter().take(SHOWN) {
                finding = finding
                    .related(clash.first, format!("`{}` in the one", clash.name))
                    .related(clash.second, format!("`{}` in the other", clash.name));
            }
            findings.push(finding);
        }
        if !fits {
            return None;
        }
        let is_sound = read.iter().all(|(nation, _)| nation.is_sound);
        let wordings = others
            .iter()
            .fold(first.wordings.clone(), |all, (other, _)| {
                all.beside(&other.wordings)
            });
        let files = read.iter().flat_map(|(nation, _)| &nation.files);
        let files = files.copied().collect();
        let mut own = Findings::default();
        let (compiled, rules) = compile_over(name, &node, None, &[], &mut own)?;
        let nation = Nation {
            node,
            is_sound: is_sound && compiled.is_sound,
            compiled,
            rules,
            findings: own,
            wordings,
            spoken: OnceLock::new(),
            files,
        };
        self.read.insert(name.to_owned(), Some(nation));
        self.read.get(name)?.as_ref()
    }

    fn load(&mut self, name: &str, files: &mut Files, findings: &mut Findings) -> Option<Nation> {
        let Folder {
            node,
            wordings,
            earlier,
            is_whole,
        } = self.rules(name, files, findings)?;
        let mut own = Findings::default();
        let (compiled, rules) = compile_over(name, &node, None, &earlier, &mut own)?;
        let mut files = BTreeSet::new();
        files_of(&node, &mut files);
        Some(Nation {
            node,
            is_sound: compiled.is_sound && is_whole,
            compiled,
            rules,
            findings: own,
            wordings,
            spoken: OnceLock::new(),
            files,
        })
    }

    /// Rules that have been asked for.
    pub(super) fn nation(&self, name: &str) -> Option<&Nation> {
        self.read.get(name)?.as_ref()
    }

    /// Rules that have been asked for, compiled.
    pub(super) fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.nation(name).map(Nation::scheme)
    }

    /// The rules of a nation for a year, all files merged, read the first time they are asked for; `None` where there are
    /// none.
    pub(super) fn rules(
        &mut self,
        name: &str,
        files: &mut Files,
        findings: &mut Findings,
    ) -> Option<Folder> {
        if !self.folders.contains_key(name) {
            let mut own = Findings::default();
            let folder = self.folder(name, files, &mut own);
            self.folders.insert(name.to_owned(), (folder, own));
        }
        let (folder, own) = self.folders.get(name)?;
        findings.append(own.clone());
        folder.clone()
    }

    fn folder(&self, name: &str, files: &mut Files, findings: &mut Findings) -> Option<Folder> {
        if !self.names(findings).iter().any(|other| other == name) {
            return None;
        }
        let mut nodes = Vec::new();
        let mut own = Findings::default();
        let all = Path::new(NATIONAL);
        let nation = name.split('/').next().unwrap_or_default();
        for folder in [all.join(nation), all.join(name)] {
            let inside = look_into(self.world, &folder, is_rules, &mut own);
            for path in inside.files.iter().filter(|path| is_rules(path)) {
                nodes.extend(read_rules(self.world, path, files, &mut own));
            }
        }
        let rules = Folder::of(nodes, &own, findings);
        findings.append(own);
        rules
    }

    /// Every nation and year that there are rules for, in order.
    pub(super) fn names(&self, findings: &mut Findings) -> &[String] {
        self.names.get_or_init(|| self.list(findings))
    }

    fn list(&self, findings: &mut Findings) -> Vec<String> {
        let mut folders = |folder: &Path| look_into(self.world, folder, is_rules, findings).folders;
        let mut names = Vec::new();
        for nation in folders(Path::new(NATIONAL)) {
            for year in folders(&nation) {
                names.push(format!("{}/{}", name_of(&nation), name_of(&year)));
            }
        }
        names
    }

    /// The finding for rules that there are not.
    pub(super) fn missing(&self, at: Span, name: &str) -> Finding {
        let names = self.names(&mut Findings::default());
        let finding = Finding::new(
            Code::UnknownName,
            at,
            format!("there are no national rules `{name}`"),
        )
        .label("not known");
        let nation = name.split('/').next().unwrap_or_default();
        let years: Vec<&str> = names
            .iter()
            .filter_map(|name| name.strip_prefix(nation)?.strip_prefix('/'))
            .collect();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) => finding.advice(format!(
                "For `{nation}` there are the years {first} to {last}."
            )),
            _ => match meant(name, names.iter().map(String::as_str)) {
                Some(near) => finding.meant(&near),
                None => finding.advice(format!("There are: {}.", names.join(", "))),
            },
        }
    }
}

/// The files that a node was merged from.
fn files_of(node: &Node, files: &mut BTreeSet<FileId>) {
    files.insert(node.span.file);
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| files_of(item, files)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|entry| files_of(&entry.value, files)),
        NodeKind::Scalar { .. } | NodeKind::Empty | NodeKind::Unread => {}
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Which rules of a scheme are national, now that it is compiled over them.
pub(super) fn origins(
    scheme: &Scheme,
    extends: &str,
    nation: &Scheme,
    changed: &RuleNames,
) -> National {
    let of = |is_changed: bool, is_national: bool| match (is_changed, is_national) {
        (true, _) => Origin::Changed,
        (false, true) => Origin::National,
        (false, false) => Origin::Own,
    };
    let national_rate = |rate: &Rate| nation.rates.iter().find(|other| other.id == rate.id);
    National {
        extends: extends.to_owned(),
        nation: nation.council.clone(),
        questions: scheme
            .questions
            .iter()
            .map(|own| {
                of(
                    changed.questions.contains(&own.id),
                    nation.questions.iter().any(|other| other.id == own.id),
                )
            })
            .collect(),
        rates: scheme
            .rates
            .iter()
            .map(|own| {
                of(
                    changed.rates.contains(&own.id),
                    national_rate(own).is_some(),
                )
            })
            .collect(),
        national_rates: scheme
            .rates
            .iter()
            .map(|own| {
                national_rate(own)
                    .filter(|_| changed.rates.contains(&own.id))
                    .map(|rate| rate.amount)
            })
            .collect(),
        tables: scheme
            .tables
            .iter()
            .map(|own| {
                of(
                    changed.tables.contains(&own.id),
                    nation.tables.iter().any(|other| other.id == own.id),
                )
            })
            .collect(),
        steps: scheme
            .steps
            .iter()
            .map(|own| {
                of(
                    changed.steps.contains(&own.id),
                    nation.steps.iter().any(|other| other.id == own.id),
                )
            })
            .collect(),
        customary_questions: customary(
            nation,
            scheme.questions.iter().map(|own| &own.id),
            nation.questions.iter().map(|one| (&one.id, &one.cite)),
        ),
        customary_rates: customary(
            nation,
            scheme.rates.iter().map(|own| &own.id),
            nation.rates.iter().map(|one| (&one.id, &one.cite)),
        ),
        customary_steps: customary(
            nation,
            scheme.steps.iter().map(|own| &own.id),
            nation.steps.iter().map(|one| (&one.id, &one.cite)),
        ),
    }
}

/// Which of these rules, by index, the nation has from a source that is customary and no law.
fn customary<'s>(
    nation: &Scheme,
    own: impl Iterator<Item = &'s String>,
    national: impl Iterator<Item = (&'s String, &'s Option<Cite>)>,
) -> Vec<usize> {
    let is_customary = |cite: &Option<Cite>| {
        let source = cite
            .as_ref()
            .and_then(|cite| nation.sources.get(cite.source));
        source.is_some_and(|source| source.customary)
    };
    let ids: BTreeSet<&String> = national
        .filter(|(_, cite)| is_customary(cite))
        .map(|(id, _)| id)
        .collect();
    own.enumerate()
        .filter(|(_, id)| ids.contains(id))
        .map(|(index, _)| index)
        .collect()
}

/// What each national rate is counted in that the council has another amount for.
pub(super) fn units(base: Base<'_>) -> BTreeMap<String, Unit> {
    let rates = base.scheme.rates.iter();
    rates
        .filter(|rate| base.changed.rates.contains(&rate.id) || base.not_known.contains(&rate.id))
        .map(|rate| (rate.id.clone(), rate.unit.clone()))
        .collect()
}

/// The national rules that nothing rests on, now that a council has others: no result does, nor anything of the
/// council's own, nor do they use a figure of its own. `None` where there are none.
pub(super) fn unread(scheme: &Scheme, national: &National) -> Option<RuleNames> {
    let is_own = |origins: &[Origin], index: usize| origins.get(index) != Some(&Origin::National);
    let mut reads = Reads::new(scheme);
    let mut tables = BTreeSet::new();
    for index in 0..scheme.questions.len() {
        if is_own(&national.questions, index) {
            reads.question(index);
        }
    }
    let results = scheme.results.iter().map(|result| result.step);
    let uses_own = |step: &Step| {
        let rates = Reads::of(scheme, step).rates;
        rates.into_iter().any(|rate| is_own(&national.rates, rate))
    };
    let own = scheme.steps.iter().enumerate().filter(|(index, step)| {
        is_own(&national.steps, *index) || matches!(step.verb, Verb::Stop { .. }) || uses_own(step)
    });
    let mut waiting: Vec<usize> = results.chain(own.map(|(index, _)| index)).collect();
    let mut steps = BTreeSet::new();
    while let Some(index) = waiting.pop() {
        let Some(step) = scheme.steps.get(index).filter(|_| steps.insert(index)) else {
            continue;
        };
        reads.add(step);
        if let Verb::LookUp { table, .. } = &step.verb {
            tables.insert(*table);
        }
        waiting.append(&mut reads.steps);
    }
    let names = |origins: &[Origin], read: &dyn Fn(usize) -> bool, ids: Vec<&String>| {
        let unread = ids.into_iter().enumerate();
        let unread = unread.filter(|(index, _)| !is_own(origins, *index) && !read(*index));
        unread.map(|(_, id)| id.clone()).collect()
    };
    let unread = RuleNames {
        questions: names(
            &national.questions,
            &|index| reads.questions.contains(&index),
            scheme.questions.iter().map(|one| &one.id).collect(),
        ),
        rates: names(
            &national.rates,
            &|index| reads.rates.contains(&index),
            scheme.rates.iter().map(|one| &one.id).collect(),
        ),
        tables: names(
            &national.tables,
            &|index| tables.contains(&index),
            scheme.tables.iter().map(|one| &one.id).collect(),
        ),
        steps: names(
            &national.steps,
            &|index| steps.contains(&index),
            scheme.steps.iter().map(|one| &one.id).collect(),
        ),
    };
    (unread != RuleNames::default()).then_some(unread)
}

/// A share of what a person pays that is more than the whole. A council may add more than the whole to what people keep.
pub(super) fn check_shares(
    scheme: &Scheme,
    nation: &Scheme,
    rules: &Rules,
    findings: &mut Findings,
) {
    let words = messages::english();
    for (rate, written) in scheme.rates.iter().zip(rules.rates()) {
        let is_national = nation.rates.iter().any(|other| other.id == rate.id);
        if !is_national || !rate.unit.is_percent() || rate.kinder != Some(Kinder::Lower) {
            continue;
        }
        let over = rate.amounts().find_map(|amount| match amount {
            Amount::Exact(own) if own > Decimal::ONE_HUNDRED => Some(own),
            _ => None,
        });
        let Some(own) = over else {
            continue;
        };
        let own = words.quantity(own, &rate.unit);
        let finding = Finding::new(
            Code::BadAmount,
            written.at,
            format!("“{}” is {own}, and that is more than the whole", rate.say),
        )
        .label("more than the whole")
        .advice("Write 100% or less.");
        findings.push(finding);
    }
}

/// How a council's rate compares with the national one: whether it is kinder, where that can be said.
pub fn is_kinder(rate: &Rate, national: Amount) -> Option<bool> {
    let (own, national) = match (rate.amount, national) {
        (Amount::Exact(own), Amount::Exact(national)) => (own, national),
        // A limit where there was none, or none where there was one.
        (Amount::Exact(_), Amount::NoLimit) => {
            return rate.kinder.map(|kinder| kinder == Kinder::Lower);
        }
        (Amount::NoLimit, Amount::Exact(_)) => {
            return rate.kinder.map(|kinder| kinder == Kinder::Higher);
        }
        _ => return None,
    };
    match rate.kinder? {
        _ if own == national => None,
        Kinder::Higher => Some(own > national),
        Kinder::Lower => Some(own < national),
    }
}
