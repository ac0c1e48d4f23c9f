//! The prose that stands on several councils' pages. It comes with the tool; a site's own `content/` takes its place.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::prose::View;
use crate::{
    check::Tongue,
    diagnostics::{Code, Finding, Findings},
    embedded,
    language::{is_name, meant_name},
    messages::{Person, Speaker},
    source::{
        FileId, Files, Picture, Span,
        markdown::{Mention, Prose, look_through_file},
        read::{look_into, read_text},
    },
    unsaid::unsaid,
    world::World,
};

/// The texts that come with the tool, by name: `about`. Those that read otherwise for someone else are called as
/// [`SOMEONE_ELSE`] and the name of the other.
fn tools_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::below("content").filter_map(|(path, text)| Some((path.strip_suffix(".md")?, text)))
}

/// A text that comes with the tool as a speaker has it: the council has some of its own.
fn said_by(speaker: Speaker, name: &str, text: &'static str) -> &'static str {
    let own = match speaker {
        Speaker::Others => "",
        Speaker::Council => embedded::text(&format!("voices/council/{name}.md")),
    };
    if own.is_empty() { text } else { own }
}

/// The folder of the site's texts, those of its first language.
const OWN: &str = "content";

/// The start of the name of a text for someone else.
const SOMEONE_ELSE: &str = "someone-else/";

/// The folder of the pages of the site's own.
const PAGES: &str = "pages";

/// The text about the site, which stands on a page that is about no edition.
const OF_SITE: &str = "about";

/// A text in two parts.
#[derive(Clone, Debug, Serialize)]
pub struct Titled {
    /// Its heading, as HTML; empty where it begins with none.
    pub heading: String,
    /// What stands below it, as HTML.
    pub html: String,
}

/// Markdown by name.
#[derive(Clone, Debug, Default)]
pub struct Content {
    texts: BTreeMap<&'static str, Text>,
    /// The pages of the site's own, by their names.
    pages: BTreeMap<String, OwnPage>,
    /// The files of those, sound or not.
    page_files: Vec<PathBuf>,
    /// What the site's own texts lead to, name and state.
    pub(crate) prose: Prose,
    /// The figures that its text about the site names.
    pub(crate) named_of_site: Vec<Mention>,
}

/// A page of the site's own.
#[derive(Clone, Debug)]
struct OwnPage {
    /// Its heading.
    title: String,
    /// What stands below that.
    text: Text,
}

/// A text.
#[derive(Clone, Debug, Default)]
struct Text {
    markdown: String,
    /// Its pictures, by their names in it.
    pictures: BTreeMap<String, Picture>,
}

impl Content {
    /// The texts of a language of a site, as somebody speaks to a person: those of its `content` (`about.md`; in another language than
    /// the first `cy/about.md`), or those that come with the tool, which are English or a checked draft. For someone else, those of
    /// `someone-else/` take the place of the others; but where an English site has a text of its own and none for
    /// someone else, that one stands. A text that there is not has no words; in a language that has to be complete it is a
    /// finding.
    pub fn load(
        world: &dyn World,
        tongue: &Tongue,
        is_first: bool,
        (speaker, person): (Speaker, Person),
        sources: &mut Files,
        findings: &mut Findings,
    ) -> Self {
        let mut content = Self::default();
        let mut folder = PathBuf::from(OWN);
        if !is_first {
            folder.push(tongue.name());
        }
        let is_english = tongue.name() == "en";
        for (name, english) in tools_texts().filter(|(name, _)| !name.starts_with(SOMEONE_ELSE)) {
            let own = folder.join(format!("{name}.md"));
            let (key, said) = tools_texts()
                .find(|(key, _)| key.strip_prefix(SOMEONE_ELSE) == Some(name))
                .filter(|_| person == Person::SomeoneElse)
                .unwrap_or((name, english));
            let path = folder.join(format!("{key}.md"));
            let text = if is_english && !world.is_there(&path) && world.is_there(&own) {
                Ok(own)
            } else {
                let tools = if is_english {
                    Some(said_by(speaker, key, said))
                } else {
                    draft(world, tongue, &folder, (name, key))
                };
                or_tools(world, path, tools)
            };
            let text = match text {
                Err(tools) => Text {
                    markdown: tools.to_owned(),
                    ..Text::default()
                },
                Ok(path) => {
                    // One text may stand for both readers, and is told of once.
                    let is_new = sources.of_path(&world.shown(&path)).is_none();
                    let file = read(world, &path, tongue, person, sources, findings);
                    let mut found = Findings::default();
                    let text =
                        file.map(|file| read_through(world, &path, file, sources, &mut found));
                    let (text, mut prose) = text.unwrap_or_else(|| {
                        let markdown = unsaid(english);
                        let text = Text {
                            markdown,
                            ..Text::default()
                        };
                        (text, Prose::default())
                    });
                    if is_new {
                        findings.append(found);
                        if name == OF_SITE {
                            content.named_of_site.append(&mut prose.references);
                        }
                        content.prose.append(prose);
                    }
                    text
                }
            };
            content.texts.insert(name, text);
        }
        if person == Person::Yourself {
            content.read_pages(world, &folder.join(PAGES), sources, findings);
        }
        content
    }

    /// Reads the pages of the site's own out of a folder.
    fn read_pages(
        &mut self,
        world: &dyn World,
        folder: &Path,
        sources: &mut Files,
        findings: &mut Findings,
    ) {
        if !world.is_there(folder) {
            return;
        }
        let is_text = |path: &Path| path.extension().is_some_and(|ending| ending == "md");
        let inside = look_into(world, folder, is_text, findings);
        for path in inside.files.into_iter().filter(|path| is_text(path)) {
            self.page_files.push(path.clone());
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if !is_name(&name) {
                findings.push(bad_name(&world.shown(&path), &name));
                continue;
            }
            let Some(file) = read_text(world, &path, sources, findings) else {
                continue;
            };
            let (text, mut prose) = read_through(world, &path, file, sources, findings);
            let start = text.markdown.trim_start();
            let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
            let title = first
                .strip_prefix("# ")
                .map(|title| title.trim().to_owned());
            let Some(title) = title.filter(|title| !title.contains("{{")) else {
                findings.push(no_title(file, first.len()));
                continue;
            };
            let text = Text {
                markdown: rest.to_owned(),
                pictures: text.pictures,
            };
            self.named_of_site.append(&mut prose.references);
            self.prose.append(prose);
            let name = name.into_owned();
            self.pages.insert(name, OwnPage { title, text });
        }
    }

    /// The pages of the site's own: the name and the heading of each.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.pages.iter();
        pages.map(|(name, page)| (name.as_str(), page.title.as_str()))
    }

    /// The files of those.
    pub(super) fn page_files(&self) -> impl Iterator<Item = &Path> {
        self.page_files.iter().map(PathBuf::as_path)
    }

    /// What such a page says below its heading, as HTML.
    pub(super) fn page(&self, view: View<'_>, name: &str) -> String {
        let page = self.pages.get(name);
        page.map_or_else(String::new, |page| {
            let Text { markdown, pictures } = &page.text;
            // The heading of the page is the first of its text, and the others are below it.
            view.with(pictures).html(markdown, 1)
        })
    }

    /// Its texts, as they are written.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.all_texts().map(|text| text.markdown.as_str())
    }

    /// The pictures of its texts.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.all_texts().flat_map(|text| text.pictures.values())
    }

    fn all_texts(&self) -> impl Iterator<Item = &Text> {
        let pages = self.pages.values().map(|page| &page.text);
        self.texts.values().chain(pages)
    }

    /// The names of the files that are looked for in `content`, below its folder, for a site in these languages.
    pub fn files(tongues: &[Tongue]) -> Vec<String> {
        let names: Vec<String> = tools_texts()
            .map(|(name, _)| format!("{name}.md"))
            .collect();
        let in_language = |(place, tongue): (usize, &Tongue)| {
            let folder = if place == 0 {
                String::new()
            } else {
                format!("{}/", tongue.name())
            };
            names.iter().map(move |name| format!("{folder}{name}"))
        };
        tongues.iter().enumerate().flat_map(in_language).collect()
    }

    /// A text that begins with a heading: that, and what stands below it, as HTML.
    pub(super) fn titled(&self, view: View<'_>, name: &str, top: usize) -> Titled {
        let html = self.html(view, name, top);
        let (start, end) = (format!("<h{top}>"), format!("</h{top}>"));
        let parts = html.trim_start().strip_prefix(&start);
        match parts.and_then(|rest| rest.split_once(&end)) {
            Some((heading, below)) => Titled {
                heading: heading.to_owned(),
                html: below.trim_start().to_owned(),
            },
            None => Titled {
                heading: String::new(),
                html,
            },
        }
    }

    /// A text as HTML, its headings from level `top`.
    pub(super) fn html(&self, view: View<'_>, name: &str, top: usize) -> String {
        let text = self.texts.get(name);
        text.map_or_else(String::new, |text| {
            view.with(&text.pictures).html(&text.markdown, top)
        })
    }
}

/// A text of the site's own with its pictures, and what it leads to, names and states.
fn read_through(
    world: &dyn World,
    path: &Path,
    file: FileId,
    sources: &Files,
    findings: &mut Findings,
) -> (Text, Prose) {
    let (prose, shown) = look_through_file(file, sources, findings);
    let folder = path.parent().unwrap_or(path);
    let mut pictures = BTreeMap::new();
    for shown in shown {
        let picture = Picture::read(world, folder, &shown.file, shown.at, findings);
        pictures.extend(picture.map(|picture| (shown.file, picture)));
    }
    let text = Text {
        markdown: sources.text(file).to_owned(),
        pictures,
    };
    (text, prose)
}

/// A page whose name cannot be a part of an address.
fn bad_name(path: &Path, name: &str) -> Finding {
    let finding = Finding::nowhere(
        Code::BadName,
        format!("`{name}` cannot be the name of a page: it is a part of its address"),
    )
    .about(path);
    match meant_name(name) {
        Some(meant) => finding.advice(format!("Call the file `{meant}.md`.")),
        None => finding.advice("Use lower-case letters, digits, `_` and `-`."),
    }
}

/// A page that does not begin with its heading.
fn no_title(file: FileId, length: usize) -> Finding {
    let at = Span {
        file,
        start: 0,
        end: length,
    };
    Finding::new(
        Code::BadMarkdown,
        at,
        "a page of the site's own begins with its heading, in plain words",
    )
    .label("no heading")
    .advice("Begin with a line such as `# Our offices`.")
}

/// The draft of a text in another language, which the site says somebody checked: of a text by its name, and by the name
/// that it has for the person. It says what the tool's English text says, so there is none where the site has a text in
/// place of that one.
fn draft(
    world: &dyn World,
    tongue: &Tongue,
    folder: &Path,
    (name, key): (&str, &str),
) -> Option<&'static str> {
    let is_there = |folder: &Path, name: &str| world.is_there(&folder.join(format!("{name}.md")));
    let has_own = |folder: &Path| is_there(folder, name) || is_there(folder, key);
    if tongue.checked.is_none() || has_own(Path::new(OWN)) || has_own(folder) {
        return None;
    }
    let draft = embedded::text(&format!("drafts/{}/{key}.md", tongue.name()));
    (!draft.is_empty()).then_some(draft)
}

/// The file that is read, or, where there is none, the text that comes with the tool, if it may stand there.
fn or_tools<'a>(
    world: &dyn World,
    path: PathBuf,
    tools: Option<&'a str>,
) -> Result<PathBuf, &'a str> {
    match tools {
        Some(tools) if !world.is_there(&path) => Err(tools),
        _ => Ok(path),
    }
}

fn read(
    world: &dyn World,
    path: &Path,
    tongue: &Tongue,
    person: Person,
    sources: &mut Files,
    findings: &mut Findings,
) -> Option<FileId> {
    if world.is_there(path) {
        return read_text(world, path, sources, findings);
    }
    // What a reader who answers for someone else is told as everybody is, was missed already.
    let is_theirs = path
        .parent()
        .is_some_and(|folder| folder.ends_with("someone-else"));
    if tongue.is_complete && (person == Person::Yourself || is_theirs) {
        findings.push(tongue.lacks(
            format!("there is no `{}`", world.shown(path).display()),
            format!(
                "Write in it, in `{}`, what the text of the same name says in English.",
                tongue.name()
            ),
        ));
    }
    None
}
