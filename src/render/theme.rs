//! A theme: templates, styles, scripts, tokens and messages. One comes with the tool; a site's own files take the
//! place of those with the same name.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use upfront_engine::words::Words;
use walkdir::WalkDir;

use super::{script, tokens};
use crate::{
    check::Tongue,
    diagnostics::{Code, Finding, Findings, fault::plain_words},
    messages::{self, Catalogue, Person},
    source::{Files, Span},
};

macro_rules! theme_files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../themes/upfront/", $path)))),+]
    };
}

/// The theme that comes with the tool.
const UPFRONT: &[(&str, &str)] = theme_files![
    "theme.yaml",
    "icon.svg",
    "css/base.css",
    "css/chart.css",
    "css/form.css",
    "css/layout.css",
    "css/parts.css",
    "css/print.css",
    "js/actions.js",
    "js/answers.js",
    "js/change.js",
    "js/engine.js",
    "js/example.js",
    "js/faults.js",
    "js/page.js",
    "js/result.js",
    "js/sentences.js",
    "js/share.js",
    "js/steps.js",
    "js/ways.js",
    "messages/en-they.yaml",
    "messages/en.yaml",
    "templates/accessibility.html",
    "templates/base.html",
    "templates/council.html",
    "templates/directory.html",
    "templates/estimate.html",
    "templates/estimate_change.html",
    "templates/estimate_letter.html",
    "templates/estimate_opened.html",
    "templates/estimate_result.html",
    "templates/estimate_share.html",
    "templates/estimate_ways.html",
    "templates/estimate_what_if.html",
    "templates/estimate_worksheet.html",
    "templates/examples.html",
    "templates/home.html",
    "templates/how.html",
    "templates/not_found.html",
    "templates/parts.html",
    "templates/ways.html",
];

/// The order of the style sheets that come with the tool. Sheets of a site's own come after them, but before print.
const SHEETS: &[&str] = &["base", "layout", "parts", "form", "chart"];

/// The order of the scripts that come with the tool: together they are one module. Scripts of a site's own come after
/// them, but before what starts it all.
const SCRIPTS: &[&str] = &[
    "page",
    "answers",
    "engine",
    "steps",
    "ways",
    "sentences",
    "change",
    "example",
    "result",
    "share",
    "faults",
];

/// A kind of file that is joined into one: those of the tool in their order, and the one that comes last of all.
#[derive(Clone, Copy)]
struct Kind {
    ending: &'static str,
    order: &'static [&'static str],
    last: &'static str,
}

const CSS: Kind = Kind {
    ending: "css",
    order: SHEETS,
    last: "print",
};
const JS: Kind = Kind {
    ending: "js",
    order: SCRIPTS,
    last: "actions",
};

/// The kinds of file that a theme is made of; others in its folder are let be.
const KINDS: [&str; 5] = ["css", "html", "js", "svg", "yaml"];

/// A theme, ready to be used.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Each file by its path inside the theme.
    files: BTreeMap<String, String>,
    /// The folder of its own files, as it is shown to people.
    folder: PathBuf,
    /// The custom properties, as the start of the style sheet.
    tokens: String,
}

impl Theme {
    /// The theme that comes with the tool, with the files of a folder in the place of its own where it has them.
    pub fn load(folder: Option<&Path>, sources: &mut Files, findings: &mut Findings) -> Self {
        let mut files: BTreeMap<String, String> = UPFRONT
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let mut own_paths = BTreeSet::new();
        if let Some(folder) = folder {
            for (path, text) in own_files(folder, findings) {
                own_paths.insert(path.clone());
                files.insert(path, text);
            }
        }
        let shown = folder.unwrap_or(Path::new("themes/upfront")).to_owned();
        let path = shown.join("theme.yaml");
        let own = files.get("theme.yaml").filter(|_| folder.is_some());
        let own = own.map(|text| (path.as_path(), text.as_str()));
        let tokens = tokens::style(own, sources, findings);
        let theme = Self {
            files,
            folder: shown,
            tokens,
        };
        theme.check_script(&own_paths, sources, findings);
        theme
    }

    /// The messages of a language: `messages/en.yaml` for `en` and `en-GB`, and, for someone else, `messages/en-they.yaml`
    /// over it. Each that is missing is a finding.
    pub fn catalogue(
        &self,
        tongue: &Tongue,
        sources: &mut Files,
        findings: &mut Findings,
    ) -> Catalogue {
        let mut read = |person: Person, wanted: &Words| {
            let name = tongue.name();
            let path = match person {
                Person::Yourself => format!("messages/{name}.yaml"),
                Person::SomeoneElse => format!("messages/{name}-they.yaml"),
            };
            let Some(text) = self.files.get(&path) else {
                findings.push(tongue.lacks(
                    format!("the theme has no `{path}`"),
                    format!(
                        "Add it to the folder of the theme, with {} messages.",
                        wanted.keys().count()
                    ),
                ));
                return Words::default();
            };
            let shown = self.folder.join(&path);
            let read = messages::read(&shown.to_string_lossy(), text, sources, findings);
            read.compare(wanted, findings);
            read.words
        };
        let yourself = read(Person::Yourself, messages::english());
        let otherwise = read(Person::SomeoneElse, messages::english_for_someone_else());
        Catalogue::new(yourself, &otherwise)
    }

    /// A file of the theme by its path inside it; empty where there is none.
    pub(super) fn file(&self, path: &str) -> &str {
        self.files.get(path).map_or("", String::as_str)
    }

    /// The templates, by name.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, text.as_str())))
    }

    /// The one style sheet of the site.
    pub(super) fn style_sheet(&self) -> String {
        self.tokens.clone() + &self.joined(CSS)
    }

    /// The one script of the site.
    pub(super) fn script(&self) -> String {
        script::small_script(&self.joined(JS))
    }

    /// What keeps the script from being read, at the place in the files of the theme's own folder that it is about.
    fn check_script(&self, own: &BTreeSet<String>, sources: &mut Files, findings: &mut Findings) {
        let files: Vec<_> = self.in_order(JS);
        if !files.iter().any(|(path, _)| own.contains(path)) {
            return;
        }
        for fault in script::faults(&self.joined(JS)) {
            let message = format!("the script of the theme cannot be read: {}", fault.message);
            let mut start = 0_usize;
            let mut at = None;
            for (path, text) in &files {
                let end = start.saturating_add(text.len());
                // The later of two places is the one too many.
                let here = fault
                    .places
                    .iter()
                    .rev()
                    .find(|place| (start..end).contains(&place.start));
                if let Some(place) = here.filter(|_| own.contains(path)) {
                    let file = sources.add(&self.folder.join(path), (*text).to_owned());
                    let inside = |byte: usize| byte.saturating_sub(start).min(text.len());
                    at = Some(Span {
                        file,
                        start: inside(place.start),
                        end: inside(place.end),
                    });
                }
                start = end;
            }
            let finding = match at {
                Some(at) => Finding::new(Code::BadScript, at, message),
                None => Finding::nowhere(Code::BadScript, message),
            };
            findings.push(finding.advice("Without its script a page has no estimator. Mend the file, or take it out of the theme."));
        }
    }

    /// The files of a kind as one.
    fn joined(&self, kind: Kind) -> String {
        self.in_order(kind)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    /// The files of a kind, each with its path: first those of the tool in their order, then others, then the last.
    fn in_order(
        &self,
        Kind {
            ending,
            order,
            last,
        }: Kind,
    ) -> Vec<(String, &str)> {
        let own = self.files.keys().filter_map(|path| {
            let name = path.strip_prefix(ending)?.strip_prefix('/')?;
            let name = name.strip_suffix(ending)?.strip_suffix('.')?;
            (!order.contains(&name) && name != last).then_some(name)
        });
        let names = order.iter().copied().chain(own).chain([last]);
        names
            .map(|name| {
                let path = format!("{ending}/{name}.{ending}");
                let text = self.file(&path);
                (path, text)
            })
            .collect()
    }
}

fn own_files(folder: &Path, findings: &mut Findings) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        let ending = entry.path().extension().and_then(OsStr::to_str);
        if !entry.file_type().is_file() || !ending.is_some_and(|ending| KINDS.contains(&ending)) {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        match fs::read_to_string(entry.path()) {
            Ok(text) => found.push((parts.join("/"), text)),
            Err(fault) => findings.push(Finding::nowhere(
                Code::UnreadableFile,
                format!(
                    "`{}` could not be read as text: {}",
                    entry.path().display(),
                    plain_words(&fault)
                ),
            )),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_theme_is_in_the_tool() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/upfront");
        let mut findings = Findings::default();
        let there: Vec<_> = own_files(&folder, &mut findings)
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        let mut known: Vec<_> = UPFRONT.iter().map(|(path, _)| *path).collect();
        known.sort_unstable();
        let mut there: Vec<_> = there.iter().map(String::as_str).collect();
        there.sort_unstable();
        assert_eq!(there, known);
    }

    #[test]
    fn a_script_that_cannot_be_read_is_told_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("js")).unwrap();
        let told = |text: &str| {
            fs::write(folder.path().join("js/more.js"), text).unwrap();
            let (mut files, mut findings) = (Files::default(), Findings::default());
            Theme::load(Some(folder.path()), &mut files, &mut findings);
            let findings = findings.sorted();
            let at = findings.first().map(|finding| finding.at.unwrap());
            assert!(findings.iter().all(|one| one.code == Code::BadScript));
            at.map(|at| text[at.start..at.end].to_owned())
        };
        assert_eq!(told("form.dataset.more = 1;\n"), None);
        assert_eq!(told("const more = ;\n").as_deref(), Some(";"));
        // A name that the theme's own script has.
        assert_eq!(
            told("// Mine.\nconst heading = 1;\n").as_deref(),
            Some("heading")
        );
    }

    #[test]
    fn a_sites_own_files_take_the_place_of_the_theme_s() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("css")).unwrap();
        fs::write(folder.path().join("css/extra.css"), "b { color: red }").unwrap();
        fs::write(
            folder.path().join("theme.yaml"),
            "light-link: '#123456'\nwidth: '40rem; }'\n",
        )
        .unwrap();
        let mut findings = Findings::default();
        let theme = Theme::load(Some(folder.path()), &mut Files::default(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        let sheet = theme.style_sheet();
        assert!(sheet.contains("--up-link: #123456;\n"), "{sheet}");
        assert!(sheet.contains("--up-width: 40rem ;\n"), "{sheet}");
        assert!(sheet.contains("--up-page: #ffffff;\n"), "{sheet}");
        assert!(sheet.contains("b { color: red }"));
    }

    #[test]
    fn the_style_sheet_stays_small() {
        let mut findings = Findings::default();
        let theme = Theme::load(None, &mut Files::default(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert!(theme.style_sheet().len() < 32 * 1024);
    }
}
