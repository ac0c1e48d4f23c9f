//! Everything below a site's folder: the site's own file, and every scheme.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use upfront_engine::Scheme;
use walkdir::WalkDir;

use super::{Site, compile, site};
use crate::{
    diagnostics::{Code, Finding, Findings},
    source::{Files, Node, merge, read_file, read_folder},
};

/// What was read, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every file that was read.
    pub files: Files,
    /// Every finding.
    pub findings: Findings,
    /// The site, where its file holds no error.
    pub site: Option<Site>,
    /// The schemes whose rules hold no error, in the order of their folders. One whose worked example does not
    /// come out is among them, and the finding says so.
    pub schemes: Vec<Scheme>,
}

/// Reads `site.yaml` and every `schemes/COUNCIL/EDITION/` below a site's folder. An error where a folder cannot be
/// listed, or there is none.
pub fn load(root: &Path) -> io::Result<Loaded> {
    let mut loaded = Loaded::default();
    let site_file = root.join("site.yaml");
    if site_file.is_file() {
        let node = read_file(root, &site_file, &mut loaded.files, &mut loaded.findings);
        match node {
            Some(node) => loaded.site = site::read(&node, &mut loaded.findings),
            None if !loaded.findings.has_errors() => loaded.findings.push(
                Finding::nowhere(Code::MissingKey, "`site.yaml` is empty")
                    .advice("Add `title:` and `accessibility:`."),
            ),
            None => {}
        }
    } else {
        fs::read_dir(root)?;
        loaded.findings.push(
            Finding::nowhere(
                Code::UnreadableFile,
                format!("there is no `site.yaml` in `{}`", root.display()),
            )
            .advice("Add one with the site's `title:` and its `accessibility:` statement."),
        );
    }
    let mut nodes = Vec::new();
    let schemes = root.join("schemes");
    if schemes.is_dir() {
        for council in folders(&schemes)? {
            for edition in folders(&council)? {
                let id = format!("{}/{}", name(&council), name(&edition));
                nodes.extend(loaded.read(root, &edition).map(|node| (id, node)));
            }
        }
    }
    loaded.compile(&nodes);
    Ok(loaded)
}

/// Reads one edition's folder, or one file that holds a whole scheme. An error where there is none.
pub fn load_scheme(path: &Path) -> io::Result<Loaded> {
    let path = fs::canonicalize(path)?;
    let edition = if path.is_file() {
        path.with_extension("")
    } else {
        path.clone()
    };
    let council = edition.parent().map(name).unwrap_or_default();
    let id = format!("{council}/{}", name(&edition));
    let mut loaded = Loaded::default();
    let root = path.parent().unwrap_or(&path).to_owned();
    let node = if path.is_file() {
        let nodes = read_file(&root, &path, &mut loaded.files, &mut loaded.findings);
        match nodes {
            None if loaded.findings.has_errors() => None,
            nodes => loaded.merged(
                path.strip_prefix(&root).unwrap_or(&path),
                nodes.into_iter().collect(),
            ),
        }
    } else {
        loaded.read(&root, &path)
    };
    let nodes: Vec<(String, Node)> = node.map(|node| (id, node)).into_iter().collect();
    loaded.compile(&nodes);
    Ok(loaded)
}

/// Reads every edition in a folder and below it: each folder that itself holds rules is one. A folder that holds
/// rules is read as [`load_scheme`] does. An error where there is no such folder.
pub fn load_schemes(path: &Path) -> io::Result<Loaded> {
    if path.is_file() || holds_rules(path) {
        return load_scheme(path);
    }
    fs::read_dir(path)?;
    let mut loaded = Loaded::default();
    let mut nodes = Vec::new();
    let below = WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    for edition in below.filter(|entry| entry.file_type().is_dir() && holds_rules(entry.path())) {
        let edition = edition.path();
        let council = edition.parent().map(name).unwrap_or_default();
        let id = format!("{council}/{}", name(edition));
        nodes.extend(loaded.read(path, edition).map(|node| (id, node)));
    }
    loaded.compile(&nodes);
    Ok(loaded)
}

/// Whether a folder itself, not one below it, holds YAML files.
fn holds_rules(folder: &Path) -> bool {
    let is_yaml = |path: PathBuf| {
        path.extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
    };
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| is_yaml(entry.path()))
    })
}

impl Loaded {
    /// Reads and merges the files of one edition.
    fn read(&mut self, root: &Path, edition: &Path) -> Option<Node> {
        let mut own = Findings::default();
        let nodes = read_folder(root, edition, &mut self.files, &mut own);
        let unreadable = own.has_errors();
        self.findings.append(own);
        if nodes.is_empty() && unreadable {
            return None;
        }
        self.merged(edition.strip_prefix(root).unwrap_or(edition), nodes)
    }

    fn merged(&mut self, place: &Path, nodes: Vec<Node>) -> Option<Node> {
        if nodes.is_empty() {
            self.findings.push(
                Finding::nowhere(
                    Code::MissingKey,
                    format!("`{}` holds no rules", place.display()),
                )
                .advice("Add a `.yaml` file with `council:`, `title:` and `steps:`, or take the folder away."),
            );
            return None;
        }
        merge(nodes, &mut self.findings)
    }

    /// Compiles schemes side by side; findings and schemes stay in the order given.
    fn compile(&mut self, nodes: &[(String, Node)]) {
        let compiled: Vec<(Option<Scheme>, Findings)> = nodes
            .par_iter()
            .map(|(id, node)| {
                let mut findings = Findings::default();
                (compile(id, node, &mut findings), findings)
            })
            .collect();
        for (scheme, findings) in compiled {
            self.schemes.extend(scheme);
            self.findings.append(findings);
        }
    }
}

/// The folders in a folder, in order, hidden ones left out.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !name(&path).starts_with('.') {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
