//! A theme: templates, styles, scripts, tokens and messages. One comes with the tool; a site's own files take the
//! place of those with the same name.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    path::Path,
};

use upfront_engine::words::Words;

use super::{
    scripts,
    strays::{did_you_mean_it, is_note, meant_file},
    tokens,
};
use crate::{
    check::{Setting, Site, Tongue},
    diagnostics::{Code, Finding, Findings, suggest::one_slip_from},
    embedded,
    messages::{self, Catalogue, Messages, Person, Speaker},
    site::Script,
    source::{
        FileId, Files, is_yaml,
        read::{files_below, read_text},
    },
    world::World,
};

/// The name of the theme that comes with the tool.
pub(super) const NAME: &str = "upfront";

/// Its files, by their paths inside it.
fn tools_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::below("themes/upfront")
}

/// The order of the style sheets that come with the tool. Sheets of a site's own come after them, but before print.
const SHEETS: &[&str] = &["base", "layout", "parts", "form", "chart"];
/// The sheet that comes last of all.
const LAST_SHEET: &str = "print";

/// The kinds of file that a theme is made of.
const KINDS: [&str; 5] = ["css", "html", "js", "svg", "yaml"];

/// A theme, ready to be used.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Each file by its path inside the theme.
    files: BTreeMap<String, String>,
    /// Those of its own, as they were read.
    own: BTreeMap<String, FileId>,
    /// The paths of what else stands in its folder.
    others: Vec<String>,
    /// The custom properties, as the start of the style sheet.
    tokens: String,
}

impl Theme {
    /// The theme that a site names.
    pub(crate) fn of_site(
        world: &dyn World,
        site: &Site,
        sources: &mut Files,
        findings: &mut Findings,
    ) -> Self {
        let own = Path::new("themes").join(&site.theme);
        let has_own = world.is_there(&own);
        if site.theme != NAME && !has_own {
            findings.push(
                Finding::nowhere(
                    Code::UnreadableFile,
                    format!("there is no theme `{}` in the folder `themes`", site.theme),
                )
                .advice("Make that folder, or leave `theme` out of `site.yaml`."),
            );
        }
        let own = has_own.then_some(own.as_path());
        Self::load(world, own, &site.brand.settings, sources, findings)
    }

    /// The theme that comes with the tool, with the files of a folder of the site in the place of its own where it has
    /// them, and the settings of the site's brand.
    pub fn load(
        world: &dyn World,
        folder: Option<&Path>,
        brand: &[Setting],
        sources: &mut Files,
        findings: &mut Findings,
    ) -> Self {
        let mut files: BTreeMap<String, String> = tools_files()
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        let (own, others) = folder
            .map(|folder| own_files(world, folder, sources, findings))
            .unwrap_or_default();
        for (path, file) in &own {
            files.insert(path.clone(), sources.text(*file).to_owned());
        }
        let mut theme = Self {
            files,
            own,
            others,
            tokens: String::new(),
        };
        let settings = theme.own.get("theme.yaml").copied();
        let is_used = |property: &str| theme.speaks_of(&format!("--up-{property}"));
        theme.tokens = tokens::style(settings, brand, is_used, sources, findings);
        theme.check_script(findings);
        theme
    }

    /// The messages of a language: `messages/en.yaml` for `en` and `en-GB`, and, for someone else, `messages/en-they.yaml`
    /// over it. In English the tool's stand in for those that are missing. In another language a draft of the tool's does,
    /// where the site says who checked it; where the language has to be complete, each that is still missing is a finding.
    pub fn catalogue(
        &self,
        tongue: &Tongue,
        speaker: Speaker,
        sources: &Files,
        findings: &mut Findings,
    ) -> Catalogue {
        let name = tongue.name();
        let is_english = name == "en";
        let has_to_be_whole = tongue.is_complete && !is_english;
        let (english, theirs) = speaker.english();
        let mut unused = 0;
        let mut read = |file: &str, wanted: &Words| {
            let path = format!("messages/{file}.yaml");
            let draft = if is_english {
                Words::default()
            } else {
                messages::draft(file)
            };
            let own_file = self.own.get(&path).filter(|_| !self.is_the_tools(&path));
            let own = match own_file {
                Some(file) => messages::read(*file, sources, findings),
                None => Messages::default(),
            };
            if tongue.checked.is_none() {
                let keys = draft.keys();
                unused += keys.filter(|key| own.words.get(key).is_none()).count();
            }
            let draft = draft.only(|_| tongue.checked.is_some());
            let has_stand_in = |key: &str| !has_to_be_whole || draft.get(key).is_some();
            if own_file.is_some() {
                own.compare(wanted, has_stand_in, findings);
                let is_used = |key: &str| self.speaks_of(key);
                own.refuse_strays(english, !has_to_be_whole, is_used, findings);
            } else {
                let missing = wanted.keys().filter(|key| !has_stand_in(key)).count();
                if missing > 0 {
                    findings.push(tongue.lacks(
                        format!("the theme has no `{path}`"),
                        format!("Add it to the folder of the theme, with {missing} messages."),
                    ));
                }
            }
            (own, draft)
        };
        let (yourself, draft) = read(name, english);
        let name = format!("{name}-they");
        if is_english {
            // A message that the tool puts for everybody alike may be put otherwise for someone else.
            let wanted = Catalogue::new(english.clone(), theirs);
            let (otherwise, _) = read(&name, wanted.of(Person::SomeoneElse));
            yourself.warn_of_tools_own(&otherwise, findings);
            return Catalogue::new(yourself.over(english), &otherwise.over(theirs));
        }
        let (otherwise, draft_about_them) = read(&name, theirs);
        if unused > 0 {
            findings.push(draft_not_used(tongue, unused));
        }
        let put = |own: Messages, draft: &Words, english: &Words| {
            messages::over_english(&own.over(draft), english)
        };
        Catalogue::new(
            put(yourself, &draft, english),
            &put(otherwise, &draft_about_them, theirs),
        )
    }

    /// Whether a file of the theme is just that of the tool.
    fn is_the_tools(&self, path: &str) -> bool {
        tools_files().any(|(tools, text)| tools == path && text == self.file(path))
    }

    /// Whether a template, a style sheet or the script holds this text.
    fn speaks_of(&self, text: &str) -> bool {
        self.files
            .iter()
            .any(|(path, file)| !is_yaml(Path::new(path)) && file.contains(text))
            // In a browser the tool's own stand nowhere else.
            || Script::ALL
                .iter()
                .any(|script| embedded::script(*script).contains(text))
    }

    /// The paths of everything in its own folder, inside it.
    pub(super) fn own_paths(&self) -> impl Iterator<Item = &str> {
        self.own.keys().chain(&self.others).map(String::as_str)
    }

    /// What to do about a file of its own folder that nothing uses, by its path; `None` where it is used.
    pub(super) fn unused(&self, path: &str, tongues: &[Tongue]) -> Option<String> {
        let messages = tongues.iter().flat_map(|tongue| {
            let name = tongue.name();
            [
                format!("messages/{name}.yaml"),
                format!("messages/{name}-they.yaml"),
            ]
        });
        let tools = tools_files().map(|(path, _)| path.to_owned());
        let tools = tools.filter(|path| !path.starts_with("messages/"));
        let known: Vec<String> = tools.chain(messages).collect();
        let is_known = known.iter().any(|known| known == path) || self.is_the_tools(path);
        if is_known || is_note(Path::new(path)) {
            return None;
        }
        if sheet_name(path).is_some() || script_name(path).is_some() {
            // It is used, but beside the one that it was meant to take the place of.
            let meant = one_slip_from(path, known.iter().map(String::as_str))?;
            return Some(format!(
                "Did you mean `{meant}`? As it is called, it comes after that one and does not take its place."
            ));
        }
        let is_included = path
            .strip_prefix("templates/")
            .is_some_and(|name| self.speaks_of(&format!("\"{name}\"")));
        if is_included {
            return None;
        }
        Some(match meant_file(path, &known) {
            Some(meant) => did_you_mean_it(meant),
            None if path.starts_with("templates/") => {
                "Include it in another template, or take it away.".to_owned()
            }
            None => "A theme has `theme.yaml`, `icon.svg`, `css/`, `js/`, `templates/`, and `messages/` for each language of the site. Take it away, or name it so.".to_owned(),
        })
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

    /// The templates that come with the tool, by name.
    pub(super) fn tools_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
        tools_files().filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, text)))
    }

    /// The file of a template of the site's own.
    pub(super) fn own_template(&self, name: &str) -> Option<FileId> {
        self.own.get(&format!("templates/{name}")).copied()
    }

    /// Whether the site has templates that are not the tool's.
    pub(crate) fn has_templates(&self) -> bool {
        let tools: BTreeMap<_, _> = Self::tools_templates().collect();
        self.templates()
            .any(|(name, text)| tools.get(name) != Some(&text))
    }

    /// The one style sheet of the site.
    pub fn style_sheet(&self) -> String {
        let own = self.files.keys().filter_map(|path| sheet_name(path));
        let own = own.filter(|name| !SHEETS.contains(name) && *name != LAST_SHEET);
        let names = SHEETS.iter().copied().chain(own).chain([LAST_SHEET]);
        let sheets = names.map(|name| self.file(&format!("css/{name}.css")));
        self.tokens.clone() + &sheets.collect::<String>()
    }

    /// A script of the site: its modules, linked and made small. Empty where they cannot be, which is a finding.
    pub(super) fn script(&self, script: Script) -> String {
        self.linked(script).unwrap_or_default().into_owned()
    }

    /// The modules of a script as one. Each of a site's own comes before those of the estimate.
    fn linked(&self, script: Script) -> Result<Cow<'static, str>, Vec<Finding>> {
        if !self.has_scripts() {
            return Ok(Cow::Borrowed(embedded::script(script)));
        }
        let beside = match script {
            Script::Estimate => self.own_scripts(),
            Script::Several | Script::Find | Script::Choose => Vec::new(),
        };
        let own = |name: &str| self.own.get(&format!("js/{name}")).copied();
        scripts::linked(&self.scripts(), script, &beside, own).map(Cow::Owned)
    }

    /// Whether the site has scripts that are not the tool's.
    fn has_scripts(&self) -> bool {
        let is_new = |path: &String| script_name(path).is_some() && !self.is_the_tools(path);
        self.own.keys().any(is_new)
    }

    /// The keys of the messages that a script says: every text in it that is called as one.
    pub(super) fn said_by(&self, script: Script) -> BTreeSet<String> {
        let linked = self.linked(script).unwrap_or_default();
        let after_quotes = linked.split(['\'', '"', '`']).skip(1);
        after_quotes
            .filter(|text| text.starts_with("page-"))
            .map(str::to_owned)
            .collect()
    }

    /// The scripts, by the names of their files.
    fn scripts(&self) -> BTreeMap<&str, &str> {
        let files = self.files.iter();
        files
            .filter_map(|(path, text)| Some((script_name(path)?, text.as_str())))
            .collect()
    }

    /// Those that the site has beside the tool's.
    fn own_scripts(&self) -> Vec<&str> {
        let is_new = |path: &&String| !tools_files().any(|(tools, _)| tools == path.as_str());
        let own = self.own.keys().filter(is_new);
        own.filter_map(|path| script_name(path)).collect()
    }

    /// What keeps the scripts from being linked, at the place in the file of the theme's own folder that it is about.
    fn check_script(&self, findings: &mut Findings) {
        // All scripts are read for each.
        let faults = Script::ALL
            .iter()
            .find_map(|script| self.linked(*script).err());
        findings.extend(faults.into_iter().flatten());
    }
}

/// That the tool has a draft of messages which nobody checked.
fn draft_not_used(tongue: &Tongue, count: usize) -> Finding {
    let code = tongue.name();
    tongue.told(
        Code::DraftNotUsed,
        format!("a draft of messages in `{code}` is not used, since nobody has checked it: {count}"),
        format!(
            "Have somebody who speaks the language read it, and mend what is wrong in a `messages/{code}.yaml` of the theme. Then write in `site.yaml`: `translations: {{{code}: {{messages checked by: WHO, messages checked on: DAY}}}}`."
        ),
    )
}

/// The name of a style sheet by its path inside the theme.
fn sheet_name(path: &str) -> Option<&str> {
    let name = path.strip_prefix("css/")?.strip_suffix(".css")?;
    (!name.contains('/')).then_some(name)
}

/// The name of a script's file by its path inside the theme.
fn script_name(path: &str) -> Option<&str> {
    let name = path.strip_prefix("js/")?;
    let is_script = name.strip_suffix(".js").is_some();
    (is_script && !name.contains('/')).then_some(name)
}

/// The files of a theme's own folder that are of its kinds, by their paths inside it, and the paths of the others.
fn own_files(
    world: &dyn World,
    folder: &Path,
    sources: &mut Files,
    findings: &mut Findings,
) -> (BTreeMap<String, FileId>, Vec<String>) {
    let (mut own, mut others) = (BTreeMap::new(), Vec::new());
    for path in files_below(world, folder, |_| true, findings) {
        let parts = path.strip_prefix(folder).unwrap_or(&path).iter();
        let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
        let ending = path.extension().and_then(OsStr::to_str);
        if !ending.is_some_and(|ending| KINDS.contains(&ending)) {
            others.push(parts.join("/"));
        } else if let Some(file) = read_text(world, &path, sources, findings) {
            own.insert(parts.join("/"), file);
        }
    }
    (own, others)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::world::Memory;

    #[test]
    fn a_script_that_cannot_be_read_is_told_at_its_place() {
        let told = |text: &str| {
            let world = Memory::new([("js/more.js", text.to_owned())], Date::default());
            let (mut files, mut findings) = (Files::default(), Findings::default());
            Theme::load(&world, Some(Path::new("")), &[], &mut files, &mut findings);
            let findings = findings.sorted();
            let at = findings.first().map(|finding| finding.at.unwrap());
            assert!(findings.iter().all(|one| one.code == Code::BadScript));
            at.map(|at| text[at.start..at.end].to_owned())
        };
        assert_eq!(
            told("import { form } from './page.js';\nform.id = 'more';\n"),
            None
        );
        assert_eq!(told("const more = ;\n").as_deref(), Some(";"));
        assert_eq!(
            told("// Mine.\nimport { form } from './pages.js';\n").as_deref(),
            Some("'./pages.js'")
        );
        assert_eq!(
            told("import { from } from './page.js';\n").as_deref(),
            Some("from")
        );
    }

    #[test]
    fn the_tools_scripts_come_linked_and_small() {
        let mut findings = Findings::default();
        let world = Memory::default();
        let theme = Theme::load(&world, None, &[], &mut Files::default(), &mut findings);
        for script in Script::ALL {
            let linked = scripts::linked(&theme.scripts(), script, &[], |_| None).unwrap();
            assert_eq!(theme.script(script), linked);
        }
    }

    #[test]
    fn a_sites_own_files_take_the_place_of_the_theme_s() {
        let own = [
            ("css/extra.css", "b { color: red }"),
            ("theme.yaml", "light-link: '#123456'\nwidth: '40rem; }'\n"),
        ];
        let world = Memory::new(own, Date::default());
        let (mut files, mut findings) = (Files::default(), Findings::default());
        let theme = Theme::load(&world, Some(Path::new("")), &[], &mut files, &mut findings);
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
        let world = Memory::default();
        let theme = Theme::load(&world, None, &[], &mut Files::default(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        // As sent it is a quarter of that.
        assert!(theme.style_sheet().len() < 40 * 1024);
    }
}
