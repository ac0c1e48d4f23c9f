//! What the tool carries, so that it needs nothing beside it: the files that come with it, the scripts of its theme as pages
//! load them, and the estimator for the browser.
//!
//! Leaves `embedded.rs`, `estimator_bg.wasm`, `estimator_bg.js` and a file for each script in `OUT_DIR`; `src/embedded.rs`
//! takes them up.
#![allow(
    clippy::print_stdout,
    reason = "printing is how a build script speaks to cargo"
)]

use std::{
    collections::BTreeMap,
    env,
    ffi::{OsStr, OsString},
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use upfront_scripts::{Started, bound, link, small_script};

const TARGET: &str = "wasm32-unknown-unknown";
/// The files, and the folders whose files, come with the tool.
const EMBEDDED: [&str; 8] = [
    "content",
    "drafts",
    "schemes/national",
    "schemes/personas",
    "schemes/vocabulary.yaml",
    "starter",
    "themes/upfront",
    "voices",
];
/// Folders of those that only a feature reads, and its name as cargo tells it: what begins a site.
const READ_BY: [(&str, &str); 1] = [("starter/", "CARGO_FEATURE_CLI")];
/// The scripts of the theme: the file that starts each, which is `js/NAME.js`, and what it is called as it is loaded.
const SCRIPTS: [(&str, &str); 4] = [
    ("actions.js", "estimate.js"),
    ("several.js", "several.js"),
    ("find.js", "find.js"),
    ("choose.js", "choose.js"),
];
/// The endings of those files. What else stands there is for those who work on them.
const KINDS: [&str; 6] = ["css", "html", "js", "md", "svg", "yaml"];

fn main() {
    for done in [embed(), scripts()] {
        if let Err(sentence) = done {
            println!("cargo::error={sentence}");
        }
    }
    for path in EMBEDDED {
        println!("cargo::rerun-if-changed={path}");
    }
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        "engine/Cargo.toml",
        "engine/src",
        "estimator/Cargo.toml",
        "estimator/src",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    if let Err(sentences) = build() {
        for line in sentences.lines() {
            println!("cargo::error={line}");
        }
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    has_target()?;
    let wasm = compile(&out)?;
    let script = bound(&wasm, &out, "estimator", Started::ByThePage)?;
    write(&out.join("estimator_bg.js"), &script)
}

/// Says in one line what is missing where the compiler cannot build for the browser.
fn has_target() -> Result<(), String> {
    let printed = Command::new(variable("RUSTC")?)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|fault| format!("rustc could not be started: {fault}"))?;
    let folder = String::from_utf8_lossy(&printed.stdout);
    if Path::new(folder.trim()).is_dir() {
        Ok(())
    } else {
        Err(format!(
            "Rust cannot build for the browser yet. Run: rustup target add {TARGET}"
        ))
    }
}

/// Compiles the estimator and gives the path of the module.
fn compile(out: &Path) -> Result<PathBuf, String> {
    // OUT_DIR is TARGET_DIR/PROFILE/build/PACKAGE/out, or TARGET_DIR/TRIPLE/PROFILE/build/PACKAGE/out. A target folder of
    // its own keeps the inner cargo from waiting for the outer one, and is shared by all profiles and triples.
    let triple = variable("TARGET")?;
    let folder = out
        .ancestors()
        .skip(4)
        .find(|folder| !folder.ends_with(&triple))
        .ok_or("OUT_DIR is not where cargo puts it")?
        .join("estimator");
    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .args([
            "build",
            "--quiet",
            "--locked",
            "--package",
            "upfront-estimator",
        ])
        .args(["--profile", "wasm", "--target", TARGET, "--target-dir"])
        .arg(&folder)
        // Instead of flags that are meant for the outer build; where this machine keeps its crates is nobody's business.
        .env("CARGO_ENCODED_RUSTFLAGS", flags()?)
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    let built = cargo
        .output()
        .map_err(|fault| format!("cargo could not be started: {fault}"))?;
    if built.status.success() {
        Ok(folder
            .join(TARGET)
            .join("wasm")
            .join("upfront_estimator.wasm"))
    } else {
        Err(format!(
            "The estimator could not be built.\n{}",
            String::from_utf8_lossy(&built.stderr)
        ))
    }
}

/// How much is put in the place of a call though the module grows by it: at this much by little, and a range with many open
/// answers takes a fifth less time or better.
const INLINE: &str = "-Cllvm-args=--inline-threshold=30";

/// The flags for the module. One keeps the folder of downloaded crates out of it, so that every machine gives the same bytes.
fn flags() -> Result<OsString, String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .ok_or("neither CARGO_HOME nor HOME is set")?;
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(home.join("registry").join("src"));
    flag.push("=crates");
    // What stands between two flags.
    flag.push("\u{1f}");
    flag.push(INLINE);
    Ok(flag)
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set: run this with cargo"))
}

/// Lists the files that come with the tool: `FILES`, a path and a text each, in the order of the paths.
fn embed() -> Result<(), String> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let mut files = Vec::new();
    let mut paths: Vec<PathBuf> = EMBEDDED.iter().map(|path| root.join(path)).collect();
    while let Some(path) = paths.pop() {
        let could_not = |fault: io::Error| could_not("read", &path, &fault);
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(could_not)? {
                paths.push(entry.map_err(could_not)?.path());
            }
            continue;
        }
        let is_of_a_kind = |ending: &OsStr| KINDS.iter().any(|kind| ending == *kind);
        if path.extension().is_some_and(is_of_a_kind) {
            let inside = path.strip_prefix(&root).unwrap_or(&path);
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), path.display().to_string()));
        }
    }
    files.retain(|(inside, _)| {
        let mut by = READ_BY.iter();
        by.all(|(folder, feature)| !inside.starts_with(folder) || env::var_os(feature).is_some())
    });
    files.sort();
    let mut list = String::from("const FILES: &[(&str, &str)] = &[\n");
    for (inside, path) in files {
        writeln!(list, "    ({inside:?}, include_str!({path:?})),")
            .map_err(|fault| fault.to_string())?;
    }
    list.push_str("];\n");
    write(
        &PathBuf::from(variable("OUT_DIR")?).join("embedded.rs"),
        &list,
    )
}

/// Links the scripts of the theme and makes them small.
fn scripts() -> Result<(), String> {
    let folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("themes/upfront/js");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(&folder).map_err(|fault| could_not("read", &folder, &fault))? {
        let path = entry
            .map_err(|fault| could_not("read", &folder, &fault))?
            .path();
        if path.extension().is_some_and(|ending| ending == "js") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(name.into_owned(), read(&path)?);
        }
    }
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let files = files.collect();
    let out = PathBuf::from(variable("OUT_DIR")?);
    for (start, made) in SCRIPTS {
        let linked = link(&files, start, &[], &|_, _| None).map_err(|faults| {
            let faults = faults.iter();
            let told = faults.map(|fault| format!("{}: {}", fault.file, fault.message));
            told.collect::<Vec<_>>().join("; ")
        })?;
        write(&out.join(made), &small_script(&linked))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|fault| could_not("read", path, &fault))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|fault| could_not("written", path, &fault))
}

fn could_not(be: &str, path: &Path, fault: &io::Error) -> String {
    format!("{} could not be {be}: {fault}", path.display())
}
