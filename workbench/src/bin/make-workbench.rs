//! Makes the page out of the modules and the files of `page/`: `make-workbench MODULES FOLDER`.
//!
//! What the page loads has the hash of its bytes in its name, as a site's assets have. Only `index.html` and `offline.js`,
//! which a browser asks for by their names, have none.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use jiff::civil::Date;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use upfront::{
    diagnostics::Findings,
    digest::{digest, named_by_bytes},
    render::Theme,
    source::Files,
    world::Memory,
};
use upfront_scripts::{Started, bound, link, small_script};
use upfront_workbench::zipped;

/// The scripts that the page starts: the page's own, and the one beside it that does the work.
const STARTED: [&str; 2] = ["bench.js", "work.js"];
/// The script that answers what a preview asks for, and keeps the page for when there is no connection.
const OFFLINE: &str = "offline.js";
/// The sites to try, each a folder in `page/sites/`, with what of the repository is put among its files.
const SITES: [(&str, Option<&str>); 2] = [
    ("exampleshire.zip", Some("schemes/exampleshire")),
    ("empty.zip", None),
];

fn main() -> ExitCode {
    let mut given = env::args_os().skip(1).map(PathBuf::from);
    let (Some(modules), Some(folder)) = (given.next(), given.next()) else {
        return failed("Name the folder of the modules and the folder of the page.");
    };
    match make(&modules, &folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => failed(&sentence),
    }
}

#[allow(
    clippy::print_stderr,
    reason = "this is how a tool says what went wrong"
)]
fn failed(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}

fn make(modules: &Path, folder: &Path) -> Result<(), String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = own.join("page");
    let mut assets = BTreeMap::new();
    let (script, module) = ready(&modules.join("upfront_workbench.wasm"))?;
    assets.insert("compiler.js", script);
    assets.insert(
        "compiler.lzma",
        packed(&module).map_err(|fault| fault.to_string())?,
    );
    let (script, module) = ready(&modules.join("upfront_unpack.wasm"))?;
    assets.insert("unpack.js", script);
    assets.insert("unpack.wasm", module);
    let scripts = scripts(&page)?;
    for start in STARTED {
        assets.insert(start, linked(&scripts, start)?);
    }
    let sheet = style_sheet() + &text(&page.join("bench.css"))?;
    assets.insert("bench.css", sheet.into_bytes());
    for (name, of_repository) in SITES {
        let mut files = BTreeMap::new();
        let folder = page.join("sites").join(name).with_extension("");
        add_files(&folder, "", &mut files)?;
        if let Some(inside) = of_repository {
            add_files(&own.join("..").join(inside), inside, &mut files)?;
        }
        let bytes = zipped(&files).map_err(|fault| format!("{name}: {fault}"))?;
        assets.insert(name, bytes);
    }
    let _ = fs::remove_dir_all(folder.join("assets"));
    let mut html = text(&page.join("index.html"))?;
    let mut kept = vec!["./".to_owned()];
    for (name, bytes) in assets {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = named_by_bytes(stem, ending, &bytes);
        html = html.replace(&format!("\"{name}\""), &format!("\"{path}\""));
        write(&folder.join(&path), &bytes)?;
        kept.push(path);
    }
    write(&folder.join("index.html"), html.as_bytes())?;
    let list = format!("{kept:?}");
    let told = format!(
        "const version = 'bench-{}', kept = {list};\n",
        digest((list.clone() + &html).as_bytes())
    );
    let offline = linked(&scripts, OFFLINE)?;
    write(
        &folder.join(OFFLINE),
        &[told.into_bytes(), offline].concat(),
    )
}

/// A module as the page loads it.
fn packed(module: &[u8]) -> io::Result<Vec<u8>> {
    let options = LzmaOptions::with_preset(9);
    let mut packed = LzmaWriter::new_use_header(Vec::new(), &options, Some(module.len() as u64))?;
    packed.write_all(module)?;
    packed.finish()
}

/// The script that calls a module, and the module, as a page loads them.
fn ready(module: &Path) -> Result<(Vec<u8>, Vec<u8>), String> {
    let folder = module.with_extension("bound");
    let script = bound(module, &folder, "module", Started::ByItsScript)?;
    Ok((script.into_bytes(), bytes(&folder.join("module_bg.wasm"))?))
}

/// The scripts of the page, by the names of their files.
fn scripts(page: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut scripts = BTreeMap::new();
    add_files(page, "", &mut scripts)?;
    let scripts = scripts.into_iter().filter(|(name, _)| {
        Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "js")
    });
    let scripts = scripts.map(|(name, bytes)| {
        let text = String::from_utf8(bytes).map_err(|fault| format!("{name}: {fault}"))?;
        Ok((name, text))
    });
    scripts.collect()
}

/// A script with those that it imports, as small as it goes.
fn linked(scripts: &BTreeMap<String, String>, start: &str) -> Result<Vec<u8>, String> {
    let files = scripts.iter();
    let files = files.map(|(name, text)| (name.as_str(), text.as_str()));
    let linked = link(&files.collect(), start, &[], &|_, _| None).map_err(|faults| {
        let faults = faults.iter();
        let told = faults.map(|fault| format!("{}: {}", fault.file, fault.message));
        told.collect::<Vec<_>>().join("; ")
    })?;
    Ok(small_script(&linked).into_bytes())
}

/// The style sheet of the theme that comes with the tool.
fn style_sheet() -> String {
    let world = Memory::new::<&str, &str>([], Date::default());
    let (mut files, mut findings) = (Files::default(), Findings::default());
    Theme::load(&world, None, &[], &mut files, &mut findings).style_sheet()
}

/// Adds the files of a folder and of those in it, by their paths inside another.
fn add_files(
    folder: &Path,
    inside: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    let could_not = |fault| format!("{} could not be read: {fault}", folder.display());
    for entry in fs::read_dir(folder).map_err(could_not)? {
        let path = entry.map_err(could_not)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let inside = if inside.is_empty() {
            name.into_owned()
        } else {
            format!("{inside}/{name}")
        };
        if path.is_dir() {
            add_files(&path, &inside, files)?;
        } else {
            files.insert(inside, bytes(&path)?);
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(bytes(path)?).map_err(|fault| format!("{}: {fault}", path.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|fault| format!("{} could not be read: {fault}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes))
        .map_err(|fault| format!("{} could not be written: {fault}", path.display()))
}
