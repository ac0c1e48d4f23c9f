//! All councils together: the shared vocabulary, the people who go through every council's rules, and what each comes to.

mod mapping;
mod persona;
mod placing;
mod side_by_side;
mod two;
mod vocabulary;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

pub use self::{
    mapping::{How, Mapped, Said, follows, mapped, nation_of},
    persona::Persona,
    placing::{Placing, Placings},
    side_by_side::{
        Comparison, Edition, Figure, Person, Stand, people_through, takes_part, taking_part,
    },
    two::{Met, Two},
    vocabulary::{Level, Need, Vocabulary},
};
use crate::{
    diagnostics::Findings,
    embedded,
    facts::Compared,
    lint,
    source::{Files, Span, is_yaml, read::look_into, read_file},
    world::World,
};

/// Where the vocabulary stands in a site, and among the files that come with the tool.
const VOCABULARY: &str = "schemes/vocabulary.yaml";
/// Where the people stand.
pub(crate) const PERSONAS: &str = "schemes/personas";

/// Whether a file holds the vocabulary or a person, and so no rules.
pub(crate) fn is_shared(file: &Path) -> bool {
    let folder = file.parent();
    file.ends_with(VOCABULARY) || folder.is_some_and(|folder| folder.ends_with(PERSONAS))
}

/// What lets councils be compared: those of the site where it has its own, and otherwise those that come with the tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// The people, in the order of their files.
    pub personas: Vec<Persona>,
}

impl Shared {
    /// Reads the vocabulary and the people of a world.
    pub(crate) fn read(world: &dyn World, files: &mut Files, findings: &mut Findings) -> Self {
        let of = |path: &str| -> &dyn World {
            if world.is_there(Path::new(path)) {
                world
            } else {
                embedded::world()
            }
        };
        let path = Path::new(VOCABULARY);
        let node = read_file(of(VOCABULARY), path, files, findings);
        let vocabulary = node.and_then(|node| Vocabulary::read(&node, findings));
        let vocabulary = vocabulary.unwrap_or_default();
        let world = of(PERSONAS);
        let inside = look_into(world, Path::new(PERSONAS), is_yaml, findings);
        let mut personas = Vec::new();
        let of_people: BTreeSet<PathBuf> = inside
            .files
            .into_iter()
            .filter(|file| is_yaml(file))
            .collect();
        for file in of_people {
            let id = file.file_stem().unwrap_or_default();
            let id = id.to_string_lossy().into_owned();
            let node = read_file(world, &file, files, findings);
            personas.extend(node.and_then(|node| Persona::read(id, &node, &vocabulary, findings)));
        }
        Self {
            vocabulary,
            personas,
        }
    }

    /// Tells what a scheme's questions ask for, and its options mean, that the vocabulary does not have, and which say nothing
    /// of it where `is_compared`: it is beside others. Nations' own questions need not.
    pub(crate) fn check(
        &self,
        compared: &Compared,
        is_compared: bool,
        files: &Files,
        findings: &mut Findings,
    ) {
        let is_national = |at: &Span| {
            let file = files.get(at.file).map(|file| file.path.to_string_lossy());
            file.is_some_and(|path| path.replace('\\', "/").contains("schemes/national/"))
        };
        for asked in &compared.questions {
            let silent = asked.silent.filter(|at| is_compared && !is_national(at));
            findings.extend(silent.map(lint::check_vocabulary));
            let Some(fact) = &asked.fact else {
                continue;
            };
            if let Some(at) = asked.at.filter(|_| !self.vocabulary.has(fact)) {
                let names: Vec<&str> = self.vocabulary.names().collect();
                findings.push(persona::unknown(at, fact, "need or situation", &names));
            }
            let Some(need) = self.vocabulary.need(fact) else {
                continue;
            };
            let levels: Vec<&str> = need.levels.iter().map(|level| level.id.as_str()).collect();
            for (level, at) in asked.means.values().flatten() {
                if level != "none" && !levels.contains(&level.as_str()) {
                    findings.push(persona::unknown(*at, level, "level", &levels));
                }
            }
        }
    }
}
