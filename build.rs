//! Builds the estimator for the browser, so that the tool carries it and needs nothing beside it.
//!
//! Leaves `estimator_bg.wasm` and `estimator_bg.js` in `OUT_DIR`.
#![allow(
    clippy::print_stdout,
    reason = "printing is how a build script speaks to cargo"
)]

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

const TARGET: &str = "wasm32-unknown-unknown";

fn main() {
    println!("cargo::rerun-if-changed=schemes/national");
    if let Err(sentence) = embed_national_rules() {
        println!("cargo::error={sentence}");
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
    Bindgen::new()
        .input_path(wasm)
        .out_name("estimator")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page instantiates the module itself, in less code than is made for `web`.
        .encode_into(EncodeInto::Always)
        .bundler(true)
        .and_then(|bindgen| bindgen.generate(&out))
        .map_err(|fault| {
            format!("The estimator could not be made ready for the browser: {fault:#}")
        })
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
    // OUT_DIR is TARGET_DIR/PROFILE/build/PACKAGE/out. A target folder of its own keeps the inner cargo from waiting
    // for the outer one, and is shared by all profiles.
    let folder = out
        .ancestors()
        .nth(4)
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
        .env("CARGO_ENCODED_RUSTFLAGS", remapped_crates()?)
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

/// The flag that keeps the folder of downloaded crates out of the module, so that every machine gives the same bytes.
fn remapped_crates() -> Result<OsString, String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .ok_or("neither CARGO_HOME nor HOME is set")?;
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(home.join("registry").join("src"));
    flag.push("=crates");
    Ok(flag)
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("{name} is not set: run this with cargo"))
}

/// Lists the national rules for the tool to carry: `BUILT_IN`, a path inside `schemes/national` and a text each.
fn embed_national_rules() -> Result<(), String> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("schemes/national");
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = root.is_dir().then(|| root.clone()).into_iter().collect();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .map_err(|fault| format!("schemes/national could not be read: {fault}"))?;
        for entry in entries {
            let path = entry
                .map_err(|fault| format!("schemes/national could not be read: {fault}"))?
                .path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                files.push(path);
            }
        }
    }
    files.sort();
    let entries: Vec<String> = files
        .iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap_or(path);
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            format!(
                "    ({:?}, include_str!({:?})),\n",
                parts.join("/"),
                path.display().to_string()
            )
        })
        .collect();
    let list = format!(
        "/// The national rules that come with the tool: path and text.\nconst BUILT_IN: &[(&str, &str)] = &[\n{}];\n",
        entries.concat()
    );
    let out = PathBuf::from(variable("OUT_DIR")?).join("national_rules.rs");
    fs::write(out, list)
        .map_err(|fault| format!("the list of national rules could not be written: {fault}"))
}
