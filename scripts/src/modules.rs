//! ES modules that import one another, linked into the one module that a page loads.
//!
//! Every module is read by itself, and what it imports is looked up in the others. Then everything at the top of a module
//! gets a name that is nowhere else, and the modules follow each other in the order in which a browser would run them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use oxc_allocator::{Allocator, TakeIn as _};
use oxc_ast::ast::{Program, Statement};
use oxc_codegen::Codegen;
use oxc_parser::Parser;
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{SourceType, Span};
use oxc_syntax::{
    module_record::{ExportExportName, ImportImportName, ModuleRecord},
    symbol::SymbolId,
};

/// The known name that one which is not known is probably meant for.
pub type Meant<'a> = &'a dyn Fn(&str, &[&str]) -> Option<String>;

/// What keeps scripts from being linked.
#[derive(Debug)]
pub struct Fault {
    /// The script that it is in.
    pub file: String,
    /// What is wrong.
    pub message: String,
    /// The bytes that it is about.
    pub place: Range<usize>,
    /// What to do about it, where that can be told.
    pub advice: Option<String>,
}

/// A module, as it was read.
struct Module<'a> {
    program: Program<'a>,
    record: ModuleRecord<'a>,
    scoping: Scoping,
}

type Modules<'a> = BTreeMap<&'a str, Module<'a>>;

/// Links scripts, each by the name of its file: the one that starts it all with what it imports, and those `beside` it
/// that run whether or not anything imports them.
pub fn link(
    files: &BTreeMap<&str, &str>,
    start: &str,
    beside: &[&str],
    did_you_mean: Meant<'_>,
) -> Result<String, Vec<Fault>> {
    let allocator = Allocator::default();
    let mut faults = Vec::new();
    let mut modules = Modules::new();
    for (file, text) in files {
        if let Some(module) = read(&allocator, file, text, &mut faults) {
            modules.insert(file, module);
        }
    }
    // What cannot be read exports nothing, and that is told already.
    if faults.is_empty() {
        for (file, module) in &modules {
            faults.extend(unmet(file, module, &modules, did_you_mean));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let order = order(&modules, start, beside);
    let names = new_names(&modules);
    let mut linked = String::new();
    for file in order {
        if let (Some(module), Some(names)) = (modules.remove(file), names.get(file)) {
            linked.push_str(&written(&allocator, module, names));
        }
    }
    Ok(linked)
}

/// Reads a module. What is not the language, and a name that is given twice, are faults.
fn read<'a>(
    allocator: &'a Allocator,
    file: &str,
    text: &'a str,
    faults: &mut Vec<Fault>,
) -> Option<Module<'a>> {
    let parsed = Parser::new(allocator, text, SourceType::mjs()).parse();
    let program = parsed.program;
    let mut found = parsed.diagnostics;
    let mut scoping = None;
    if found.is_empty() {
        let read = SemanticBuilder::new_compiler().build(&program);
        found = read.diagnostics;
        scoping = Some(read.semantic.into_scoping());
    }
    let is_sound = found.is_empty();
    faults.extend(found.into_iter().map(|fault| {
        let label = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        let places = fault.labels.iter().map(|place| {
            let start = label(place.offset());
            start..start.saturating_add(label(place.len())).min(text.len())
        });
        Fault {
            file: file.to_owned(),
            message: fault.message.clone().into_owned(),
            // The later of two places is the one too many.
            place: places.max_by_key(|place| place.start).unwrap_or(0..0),
            advice: None,
        }
    }));
    let record = parsed.module_record;
    scoping.filter(|_| is_sound).map(|scoping| Module {
        program,
        record,
        scoping,
    })
}

/// The file that a script means by `./NAME.js`.
fn file_of(request: &str) -> Option<&str> {
    request
        .strip_prefix("./")
        .filter(|name| !name.contains('/'))
}

impl<'a> Module<'a> {
    /// What it imports by name: the file, the name there, and the name here.
    fn imports(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        self.record.import_entries.iter().filter_map(|entry| {
            let ImportImportName::Name(there) = &entry.import_name else {
                return None;
            };
            let file = file_of(entry.module_request.name.as_str())?;
            Some((file, there.name.as_str(), entry.local_name.name.as_str()))
        })
    }

    /// What it exports: the name outside, and the name here.
    fn exports(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.record.local_export_entries.iter().filter_map(|entry| {
            let ExportExportName::Name(outside) = &entry.export_name else {
                return None;
            };
            Some((outside.name.as_str(), entry.local_name.name()?.as_str()))
        })
    }

    /// What has a name at its top, what it imports among it.
    fn top(&self) -> impl Iterator<Item = (&str, SymbolId)> {
        let top = self.scoping.get_bindings(self.scoping.root_scope_id());
        top.iter().map(|(name, symbol)| (name.as_str(), *symbol))
    }

    /// The files that it imports, in the order in which it does.
    fn requests(&self) -> impl Iterator<Item = &'a str> {
        let requested = self.record.requested_modules.iter();
        let mut requests: Vec<_> = requested
            .filter_map(|(request, at)| Some((at.first()?.span.start, request.as_str())))
            .collect();
        requests.sort_unstable();
        let requests = requests.into_iter();
        requests.filter_map(|(_, request)| file_of(request))
    }
}

/// What a module imports that is not there, and ways to import and export that are not linked.
fn unmet(
    file: &str,
    module: &Module<'_>,
    modules: &Modules<'_>,
    did_you_mean: Meant<'_>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut tell = |at: Span, message: String, advice: Option<String>| {
        let byte = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        faults.push(Fault {
            file: file.to_owned(),
            message,
            place: byte(at.start)..byte(at.end),
            advice,
        });
    };
    let record = &module.record;
    for (request, places) in &record.requested_modules {
        let request = request.as_str();
        if file_of(request).is_some_and(|name| modules.contains_key(name)) {
            continue;
        }
        let last = request.rsplit('/').next().unwrap_or(request);
        let names: Vec<&str> = modules.keys().copied().collect();
        let advice = did_you_mean(last, &names).map_or_else(
            || "A script imports another of the theme's `js/` as `./NAME.js`.".to_owned(),
            |meant| format!("Did you mean `./{meant}`?"),
        );
        for place in places {
            let message = format!("the theme has no script `{request}`");
            tell(place.span, message, Some(advice.clone()));
        }
    }
    for entry in &record.import_entries {
        let ImportImportName::Name(name) = &entry.import_name else {
            tell(
                entry.statement_span,
                "a script imports others by the names of what they export".to_owned(),
                Some("Write `import { NAME } from './FILE.js';`.".to_owned()),
            );
            continue;
        };
        let request = entry.module_request.name.as_str();
        let Some(other) = file_of(request).and_then(|other| modules.get(other)) else {
            continue;
        };
        let exported: Vec<&str> = other.exports().map(|(outside, _)| outside).collect();
        if !exported.contains(&name.name.as_str()) {
            let message = format!("the script `{request}` exports no `{}`", name.name);
            let meant = did_you_mean(name.name.as_str(), &exported);
            let advice = meant.map(|meant| format!("Did you mean `{meant}`?"));
            tell(name.span, message, advice);
        }
    }
    let exports = record
        .local_export_entries
        .iter()
        .filter(|entry| !matches!(entry.export_name, ExportExportName::Name(_)))
        .chain(&record.star_export_entries)
        .chain(&record.indirect_export_entries);
    for entry in exports {
        tell(
            entry.statement_span,
            "a script exports what it declares, by name".to_owned(),
            Some("Write `export` before the declaration.".to_owned()),
        );
    }
    faults
}

/// The order in which a browser runs modules: each after those that it imports. What stands beside comes right before the
/// one that starts it all, as if that imported it last.
fn order<'a>(modules: &Modules<'a>, start: &'a str, beside: &[&'a str]) -> Vec<&'a str> {
    fn add<'a>(
        modules: &Modules<'a>,
        file: &'a str,
        seen: &mut BTreeSet<&'a str>,
        order: &mut Vec<&'a str>,
    ) {
        if !seen.insert(file) {
            return;
        }
        for request in modules.get(file).into_iter().flat_map(Module::requests) {
            add(modules, request, seen, order);
        }
        order.push(file);
    }
    let mut seen = BTreeSet::from([start]);
    let mut order = Vec::new();
    let first = modules.get(start).into_iter().flat_map(Module::requests);
    for file in first.chain(beside.iter().copied()) {
        add(modules, file, &mut seen, &mut order);
    }
    order.push(start);
    order
}

/// What is called otherwise in each module where all are one: everything at its top, what it imports among it. No name
/// anywhere else is the same.
fn new_names<'a>(modules: &Modules<'a>) -> BTreeMap<&'a str, Vec<(SymbolId, String)>> {
    let mut taken = BTreeSet::new();
    for scoping in modules.values().map(|module| &module.scoping) {
        taken.extend(scoping.symbol_names().map(str::to_owned));
        let outside = scoping.root_unresolved_references().keys();
        taken.extend(outside.map(|name| name.as_str().to_owned()));
    }
    let mut own = BTreeMap::new();
    for (file, module) in modules {
        for (name, _) in module.top() {
            let mut fresh = (0_usize..).map(|number| format!("{name}${number}"));
            let fresh = fresh.find(|fresh| taken.insert(fresh.clone()));
            own.insert((*file, name), fresh.unwrap_or_default());
        }
    }
    let of_module = |(file, module): (&&'a str, &Module<'_>)| {
        let imports: BTreeMap<&str, (&str, &str)> = module
            .imports()
            .filter_map(|(other, there, here)| {
                let (other, exporter) = modules.get_key_value(other)?;
                let (_, inside) = exporter.exports().find(|(outside, _)| *outside == there)?;
                Some((here, (*other, inside)))
            })
            .collect();
        let names = module.top().map(|(name, symbol)| {
            let meant = imports.get(name).copied().unwrap_or((*file, name));
            (symbol, own.get(&meant).cloned().unwrap_or_default())
        });
        (*file, names.collect())
    };
    modules.iter().map(of_module).collect()
}

/// A module as a part of the one that they become: under its new names, without its imports and exports.
fn written<'a>(
    allocator: &'a Allocator,
    module: Module<'a>,
    names: &[(SymbolId, String)],
) -> String {
    let Module {
        mut program,
        mut scoping,
        ..
    } = module;
    for (symbol, name) in names {
        scoping.set_symbol_name(*symbol, name.as_str().into());
    }
    program.body.retain(|statement| {
        !matches!(
            statement,
            Statement::ImportDeclaration(_) | Statement::ExportNamedDeclaration(_)
        )
    });
    for statement in &mut program.body {
        if let Statement::ExportDeclaration(export) = statement {
            *statement = export.declaration.take_in(&allocator).into();
        }
    }
    let written = Codegen::new().with_scoping(Some(scoping)).build(&program);
    written.code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(files: &[(&str, &str)], beside: &[&str]) -> Result<String, Vec<Fault>> {
        let files = files.iter().copied().collect();
        link(&files, "start.js", beside, &of_the_same_letters)
    }

    fn of_the_same_letters(name: &str, known: &[&str]) -> Option<String> {
        let letters = |name: &str| name.chars().collect::<BTreeSet<_>>();
        let mut known = known.iter();
        let meant = known.find(|known| letters(known) == letters(name))?;
        Some((*meant).to_owned())
    }

    #[test]
    fn modules_become_one_in_the_order_in_which_they_run() {
        let one = linked(
            &[
                (
                    "start.js",
                    "import { say as tell, said } from './words.js';\nimport './first.js';\n\
                     const words = { said };\nfunction own(say) { tell(say, words); }\nown(1);\n",
                ),
                (
                    "words.js",
                    "import { print } from './first.js';\nexport let said = 0;\nconst own = 2;\n\
                     export function say(what) { said += own; print(what); }\nexport { own as mine };\n",
                ),
                (
                    "first.js",
                    "export const print = (text) => console.log(text);\n",
                ),
                (
                    "more.js",
                    "import { mine } from './words.js';\nwindow.more = mine;\n",
                ),
                ("alone.js", "window.alone = 1;\n"),
            ],
            &["more.js"],
        );
        assert_eq!(
            one.unwrap(),
            "const print$0 = (text) => console.log(text);\n\
             let said$1 = 0;\nconst own$1 = 2;\n\
             function say$0(what) {\n\tsaid$1 += own$1;\n\tprint$0(what);\n}\n\
             window.more = own$1;\n\
             const words$0 = { said: said$1 };\nfunction own$0(say) {\n\tsay$0(say, words$0);\n}\nown$0(1);\n"
        );
    }

    #[test]
    fn modules_that_import_each_other_are_linked_once() {
        let one = linked(
            &[
                (
                    "start.js",
                    "import { odd } from './other.js';\nexport const even = (n) => n === 0 || odd(n - 1);\n",
                ),
                (
                    "other.js",
                    "import { even } from './start.js';\nexport const odd = (n) => n > 0 && even(n - 1);\n",
                ),
            ],
            &["other.js"],
        );
        assert_eq!(
            one.unwrap(),
            "const odd$0 = (n) => n > 0 && even$1(n - 1);\nconst even$1 = (n) => n === 0 || odd$0(n - 1);\n"
        );
    }

    #[test]
    fn what_is_not_there_is_told_at_its_place() {
        let start = "import { sya, tell } from './words.js';\nimport './wrods.js';\nimport { a } from 'left-pad';\n\
                     import all from './words.js';\nimport * as other from './words.js';\nexport default 1;\n\
                     export * from './words.js';\nexport { tell };\n";
        let faults = linked(
            &[
                ("start.js", start),
                ("words.js", "export const say = 1, tell = 2;"),
            ],
            &[],
        )
        .unwrap_err();
        let mut told: Vec<_> = faults
            .iter()
            .map(|fault| {
                assert_eq!(fault.file, "start.js");
                (
                    &start[fault.place.clone()],
                    fault.message.as_str(),
                    fault.advice.as_deref().unwrap_or(""),
                )
            })
            .collect();
        told.sort_unstable();
        insta::assert_debug_snapshot!(told, @r#"
        [
            (
                "'./wrods.js'",
                "the theme has no script `./wrods.js`",
                "Did you mean `./words.js`?",
            ),
            (
                "'left-pad'",
                "the theme has no script `left-pad`",
                "A script imports another of the theme's `js/` as `./NAME.js`.",
            ),
            (
                "export * from './words.js';",
                "a script exports what it declares, by name",
                "Write `export` before the declaration.",
            ),
            (
                "export default 1;",
                "a script exports what it declares, by name",
                "Write `export` before the declaration.",
            ),
            (
                "import * as other from './words.js';",
                "a script imports others by the names of what they export",
                "Write `import { NAME } from './FILE.js';`.",
            ),
            (
                "import all from './words.js';",
                "a script imports others by the names of what they export",
                "Write `import { NAME } from './FILE.js';`.",
            ),
            (
                "import { sya, tell } from './words.js';",
                "a script exports what it declares, by name",
                "Write `export` before the declaration.",
            ),
            (
                "sya",
                "the script `./words.js` exports no `sya`",
                "Did you mean `say`?",
            ),
        ]
        "#);
    }

    #[test]
    fn what_is_no_module_is_told_at_its_place() {
        let place = |text: &str| {
            let faults = linked(&[("start.js", text)], &[]).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            faults[0].place.clone()
        };
        assert_eq!(place("const a = ;"), 10..11);
        assert_eq!(place("const a = 1;\nconst a = 2;"), 19..20);
    }
}
