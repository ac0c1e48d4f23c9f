//! What stands around the rules: links, pipes and huge files in a site's folder, two builds at once, a build that is
//! killed, and folders that a site cannot be written to.

#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::support::{
    site::SITE,
    tool::{Ran, command},
};

const SCHEME: &str = "council: A
title: B
sources: {policy: {title: P}}
source: policy
fictional: yes
steps: [{id: a, sum: [£5 a week]}]
results: [{id: a, say: Your budget, is: a}]
";
/// What stands elsewhere on the machine, and is nobody's business.
const SECRET: &str = "the builder's own words";

/// A site, and beside it a file and a folder that are not of it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        place.write("site/site.yaml", SITE);
        place.write("site/schemes/a/2026/scheme.yaml", SCHEME);
        place.write("elsewhere/about.md", SECRET);
        place.write("elsewhere/2026/scheme.yaml", SCHEME);
        place
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn link(&self, from: &str, to: &str) {
        let from = self.at(from);
        fs::create_dir_all(from.parent().unwrap()).unwrap();
        symlink(self.at(to), from).unwrap();
    }

    fn pipe(&self, path: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    fn build(&self) -> Ran {
        self.build_to(&self.at("public"))
    }

    fn build_to(&self, out: &Path) -> Ran {
        upfront(&["build", shown(&self.at("site")), "--out", shown(out)])
    }

    /// The names of what stands beside the site.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }
}

/// Runs the tool, and ends what takes longer than anything here does.
fn upfront(arguments: &[&str]) -> Ran {
    let ran = Command::new("timeout")
        .arg("60")
        .arg(command().get_program())
        .args(arguments)
        .output();
    ran.unwrap().into()
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Whether a text stands in any file below a folder.
fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.map(|entry| entry.unwrap().path()).any(|path| {
            if path.is_dir() {
                holds(&path, text)
            } else {
                String::from_utf8_lossy(&fs::read(&path).unwrap()).contains(text)
            }
        })
    })
}

#[test]
fn no_link_is_followed_wherever_it_stands() {
    for (link, to) in [
        ("site/site.yaml", "elsewhere/2026/scheme.yaml"),
        ("site/content/about.md", "elsewhere/about.md"),
        ("site/content/someone-else/help.md", "elsewhere/about.md"),
        ("site/content/any.md", "elsewhere/about.md"),
        ("site/content", "elsewhere"),
        ("site/themes", "elsewhere"),
        ("site/themes/upfront", "elsewhere"),
        ("site/themes/upfront/css", "elsewhere"),
        ("site/themes/upfront/icon.svg", "elsewhere/about.md"),
        ("site/themes/upfront/messages/en.yaml", "elsewhere/about.md"),
        ("site/schemes", "elsewhere"),
        ("site/schemes/b", "elsewhere"),
        ("site/schemes/a/2027", "elsewhere/2026"),
        ("site/schemes/a/2026/more", "elsewhere/2026"),
        (
            "site/schemes/a/2026/more.yaml",
            "elsewhere/2026/scheme.yaml",
        ),
        ("site/schemes/national", "elsewhere"),
        ("site/schemes/national/england", "elsewhere"),
        ("site/schemes/a/2026/gone.yaml", "nowhere"),
    ] {
        let place = Place::new();
        let at = place.at(link);
        if at.is_dir() {
            fs::remove_dir_all(&at).unwrap();
        } else if at.exists() {
            fs::remove_file(&at).unwrap();
        }
        place.link(link, to);
        let ran = place.build();
        assert_eq!(ran.code, Some(1), "{link}: {}", ran.err);
        let name = link.strip_prefix("site/").unwrap();
        let sentence = format!("{name} is a link to another place, and links are not followed");
        assert_eq!(ran.err.matches(&sentence).count(), 1, "{}", ran.err);
        assert!(!holds(&place.at("public"), SECRET), "{link}");
    }
}

#[test]
fn a_pipe_or_a_file_of_sixty_megabytes_is_told_and_never_read() {
    for name in [
        "site.yaml",
        "content/about.md",
        "themes/upfront/theme.yaml",
        "themes/upfront/css/base.css",
        "themes/upfront/icon.svg",
        "themes/upfront/messages/en.yaml",
        "schemes/a/2026/more.yaml",
        "schemes/national/england/2026-27/more.yaml",
    ] {
        let place = Place::new();
        let path = format!("site/{name}");
        let _ = fs::remove_file(place.at(&path));
        place.pipe(&path);
        let ran = place.build();
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.err);
        let sentence = format!("{name} is a pipe, and only ordinary files are read");
        assert!(ran.err.contains(&sentence), "{}", ran.err);

        let place = Place::new();
        place.write(&path, "");
        let large = fs::File::create(place.at(&path)).unwrap();
        large.set_len(60 * 1024 * 1024).unwrap();
        let ran = place.build();
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.err);
        let sentence = format!("{name} is 60 MiB large, and a ");
        assert!(ran.err.contains(&sentence), "{}", ran.err);
    }
}

#[test]
fn a_file_of_answers_is_held_to_the_same_rule() {
    let place = Place::new();
    let scheme = place.at("site/schemes/a/2026");
    place.pipe("pipe.yaml");
    place.write("answers.yaml", "{}");
    place.link("link.yaml", "answers.yaml");
    let large = fs::File::create(place.at("large.yaml")).unwrap();
    large.set_len(60 * 1024 * 1024).unwrap();
    for (name, sentence) in [
        ("pipe.yaml", "is a pipe"),
        ("link.yaml", "is a link"),
        ("large.yaml", "is 60 MiB large"),
        ("elsewhere", "it is a folder"),
    ] {
        let ran = upfront(&["estimate", shown(&scheme), shown(&place.at(name))]);
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.err);
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
    let answers = place.at("answers.yaml");
    let ran = upfront(&["estimate", shown(&scheme), shown(&answers)]);
    assert!(ran.succeeded(), "{}", ran.err);
}

/// Somebody who types the name of a link has chosen what it leads to.
#[test]
fn no_text_of_the_rules_reaches_the_terminal_with_what_cannot_be_seen() {
    let place = Place::new();
    let unseen = r"\e[31m\e]0;pwn\a\u202e\u200f\u061c\u200b\ufeff\u2028\u0085";
    let rules = format!(
        "council: \"A{unseen}\"
title: \"B{unseen}\"
sources: {{policy: {{title: \"P{unseen}\"}}}}
source: policy
fictional: yes
questions: [{{id: q, ask: \"Q{unseen}\", number: £ a week}}]
steps: [{{id: a, sum: [q], say: \"S{unseen}\"}}]
results: [{{id: a, say: \"R{unseen}\", is: a}}]
examples: [{{id: e, title: \"E{unseen}\", answers: {{q: £5}}, expect: {{a: £5 a week}}}}]
"
    );
    place.write("site/schemes/a/2026/scheme.yaml", rules);
    place.write("answers.yaml", "q: £2\n");
    let edition = place.at("site/schemes/a/2026");
    let odd = place.at("no\u{1b}[31m\u{202e}ne");
    let answers = place.at("answers.yaml");
    let runs = [
        upfront(&["estimate", shown(&edition), shown(&answers)]),
        upfront(&["estimate", shown(&odd), shown(&answers)]),
        upfront(&["test", "--coverage", shown(&edition)]),
        upfront(&["check", shown(&odd)]),
        place.build(),
    ];
    for ran in runs {
        let told = ran.told();
        assert!(told.contains(r"\u{001B}[31m"), "{told}");
        assert!(told.contains(r"\u{202E}"), "{told}");
        let raw = |sign: char| {
            (sign.is_control() && sign != '\n')
                || "\u{202e}\u{200f}\u{61c}\u{200b}\u{feff}\u{2028}".contains(sign)
        };
        assert!(!told.contains(raw), "{told:?}");
    }
}

#[test]
fn the_folder_that_was_typed_may_be_a_link_itself() {
    let place = Place::new();
    place.link("linked", "site");
    let (site, out) = (place.at("linked"), place.at("public"));
    let ran = upfront(&["build", shown(&site), "--out", shown(&out)]);
    assert!(ran.succeeded(), "{}", ran.err);
}

/// What a site with these files is told, a line for each finding and each advice.
fn findings_of(files: &[(&str, &str)]) -> Vec<String> {
    let place = Place::new();
    for (path, text) in files {
        place.write(&format!("site/{path}"), text);
    }
    let ran = place.build();
    ran.err
        .lines()
        .map(|line| line.trim_start_matches([' ', '|', '=']))
        .filter(|line| line.contains("]: ") || line.starts_with("help: "))
        .map(|line| line.trim_start_matches("help: ").to_owned())
        .collect()
}

#[test]
fn a_file_or_folder_that_nothing_reads_is_told_with_the_name_that_was_meant() {
    for (path, meant) in [
        ("content/abuot.md", "content/about.md"),
        ("content/About.md", "content/about.md"),
        ("content/about.txt", "content/about.md"),
        (
            "content/someone-else/hepl.md",
            "content/someone-else/help.md",
        ),
        ("contents/about.md", "content"),
        ("Content/about.md", "content"),
        ("theme/upfront/theme.yaml", "themes"),
        ("scheme/b/2026/scheme.yaml", "schemes"),
        ("Schemes/b/2026/scheme.yaml", "schemes"),
        ("themes/upfront/templates/hom.html", "templates/home.html"),
        ("themes/upfront/templates/home.htm", "templates/home.html"),
        ("themes/upfront/theme.yml", "theme.yaml"),
        ("themes/upfront/messages/eng.yaml", "messages/en.yaml"),
        ("themes/upfront/icon.png", "icon.svg"),
        ("themes/upfront/template/home.html", "templates/home.html"),
    ] {
        let stray = match path.split_once('/').unwrap() {
            (folder @ ("contents" | "Content" | "theme" | "scheme" | "Schemes"), _) => folder,
            _ => path,
        };
        assert_eq!(
            findings_of(&[(path, "")]),
            [
                format!("warning[unused-file]: nothing reads `{stray}`"),
                format!("Did you mean `{meant}`?")
            ],
        );
    }
    for (path, advice) in [
        ("content/cy/about.md", "This site has `en-GB`."),
        ("content/map.md", "These are read: about.md, "),
        (
            "themes/upfront/logo.svg",
            "A theme has `theme.yaml`, `icon.svg`, ",
        ),
        ("themes/logo.svg", "Put it into the folder of a theme"),
        (
            "themes/shire/theme.yaml",
            "Write `theme: shire` in `site.yaml`.",
        ),
        (
            "themes/upfront/templates/mine.html",
            "Include it in another template",
        ),
        ("themes/upfront/css/bsae.css", "does not take its place"),
        ("site.yml", "Only `site.yaml` is read."),
        ("Site.yaml", "Only `site.yaml` is read."),
        ("sites.yaml", "Only `site.yaml` is read."),
        ("site.yaml~", "Only `site.yaml` is read."),
        ("schemes/a/2026/examples.yaml~", "such as `examples.yaml`"),
        (
            "schemes/a/2026/examples.yaml.bak",
            "such as `examples.yaml`",
        ),
        ("schemes/a/2026/examples.json", "such as `examples.yaml`"),
        ("schemes/a/2026/rates.csv", "such as `rates.yaml`"),
    ] {
        let findings = findings_of(&[(path, "")]);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(
            findings[0].starts_with("warning[unused-file]: "),
            "{findings:?}"
        );
        assert!(findings[1].contains(advice), "{findings:?}");
    }
}

#[test]
fn a_broken_link_that_starts_at_the_root_is_told_where_it_stands() {
    let on_its_own_host = format!("{SITE}address: https://care.example.gov.uk/\n");
    let in_a_folder = format!("{SITE}address: https://example.gov.uk/care\n");
    for (site, link, is_told) in [
        (SITE, "/nosuch/", true),
        (SITE, "/a/", true),
        (on_its_own_host.as_str(), "/nosuch/", true),
        (&on_its_own_host, "/a/2026/how/", false),
        (
            &on_its_own_host,
            "https://care.example.gov.uk/nosuch/",
            true,
        ),
        (&on_its_own_host, "https://care.example.gov.uk/a/", false),
        (&on_its_own_host, "https://care.example.gov.uk", false),
        (
            &on_its_own_host,
            "https://care.example.gov.uk.example/nosuch/",
            false,
        ),
        (&in_a_folder, "/care/a/", false),
        (&in_a_folder, "/a/", true),
        (&in_a_folder, "https://example.gov.uk/elsewhere/", false),
    ] {
        let about = format!("# A\n\nSee [x]({link}).\n");
        let found = findings_of(&[("site.yaml", site), ("content/about.md", &about)]);
        let broken = found.iter().filter(|line| line.contains("[broken-link]"));
        assert_eq!(broken.count(), usize::from(is_told), "{link}: {found:?}");
    }
    let found = findings_of(&[("content/about.md", "# A\n\n[x](/a/)\n")]);
    assert!(
        found
            .iter()
            .any(|line| line.contains("write `") && line.contains("a/`")),
        "{found:?}"
    );
}

#[test]
fn what_a_theme_of_ones_own_may_add_is_not_told() {
    let found = findings_of(&[
        ("content/README.md", "For us."),
        ("themes/upfront/LICENSE", "MIT"),
        ("themes/upfront/theme.yaml", "corner: 4px\n"),
        (
            "themes/upfront/css/corners.css",
            "b { border-radius: var(--up-corner) }",
        ),
        ("themes/upfront/js/more.js", "form.dataset.more = 1;"),
        ("themes/upfront/messages/en.yaml", "page-our-own: Ours\n"),
        (
            "themes/upfront/templates/ours.html",
            "{{ \"page-our-own\" | say }}",
        ),
        (
            "themes/upfront/templates/not_found.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1>{% include \"ours.html\" %}{% endblock %}",
        ),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_setting_of_a_theme_that_nothing_uses_is_told() {
    let found = findings_of(&[("themes/upfront/theme.yaml", "light-lnik: '#123456'\n")]);
    assert_eq!(
        found,
        [
            "error[unknown-key]: nothing in the theme uses `light-lnik`",
            "Did you mean `light-link`?"
        ]
    );
}

#[test]
fn one_message_of_ones_own_takes_the_place_of_one() {
    let place = Place::new();
    place.write("site/site.yaml", format!("{SITE}theme: t\n"));
    place.write(
        "site/themes/t/messages/en.yaml",
        "page-skip: Jump over the top\n",
    );
    let ran = place.build();
    assert!(ran.err.starts_with("No findings\n"), "{}", ran.err);
    let page = fs::read_to_string(place.at("public/index.html")).unwrap();
    assert!(page.contains("Jump over the top"), "{page}");
    assert!(page.contains("Care, up front"), "{page}");

    let misspelt = findings_of(&[("themes/upfront/messages/en.yaml", "page-skpi: Jump\n")]);
    assert_eq!(misspelt.len(), 2, "{misspelt:?}");
    assert_eq!(misspelt[1], "Did you mean `page-skip`?");
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let place = Place::new();
    place.write("site/content/about.md", "\u{feff}# Whom this is for\n");
    place.write(
        "site/themes/upfront/css/more.css",
        "\u{feff}b { color: red }\n",
    );
    place.write(
        "site/themes/upfront/templates/not_found.html",
        "\u{feff}{% extends \"base.html\" %}",
    );
    let ran = place.build();
    assert!(ran.succeeded(), "{}", ran.err);
    assert!(holds(&place.at("public"), "<h2>Whom this is for</h2>"));
    assert!(!holds(&place.at("public"), "\u{feff}"));
}

#[test]
fn builds_into_one_folder_at_the_same_time_wait_for_each_other() {
    let place = Place::new();
    let (site, out) = (place.at("site"), place.at("public"));
    let builds: Vec<_> = (0..6)
        .map(|_| {
            command()
                .args(["build", shown(&site), "--out", shown(&out)])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for build in builds {
        let ran = Ran::from(build.wait_with_output().unwrap());
        assert!(ran.succeeded(), "{}", ran.err);
    }
    assert_eq!(place.names(), ["elsewhere", "public", "site"]);
}

/// Killed while it writes, a build leaves the last good site or what the next build makes one of, and nothing of others
/// is lost.
#[test]
fn a_build_that_is_killed_at_any_moment_is_cleaned_up_by_the_next() {
    let place = Place::new();
    // Enough files that writing them takes a while.
    for edition in 0..12 {
        let scheme = SCHEME.replace("title: B", &format!("title: B {edition}"));
        place.write(&format!("site/schemes/e{edition}/2026/scheme.yaml"), scheme);
    }
    let (site, out) = (place.at("site"), place.at("public"));
    let start = Instant::now();
    assert!(place.build().succeeded());
    let whole_build = start.elapsed();
    place.write("public/letters/mine.txt", "mine");
    let mut killed_while_writing = 0;
    for round in 0..24 {
        // Where nothing has changed, nothing is written.
        let title = format!("title: Round {round}, ");
        place.write("site/site.yaml", SITE.replacen("title: ", &title, 1));
        let mut build = command()
            .args(["build", shown(&site), "--out", shown(&out)])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Writing has begun when the lock is there.
        let start = Instant::now();
        while !place.at(".public.lock").exists() && start.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(whole_build * round / 24);
        build.kill().unwrap();
        build.wait().unwrap();
        let names = place.names();
        if names.len() > 3 {
            killed_while_writing += 1;
        }
        let whole = ["public", ".public.old"];
        assert!(
            whole
                .iter()
                .any(|name| place.at(name).join("e11/2026/index.html").exists()),
            "{names:?}"
        );
        if round % 3 == 0 {
            let ran = place.build();
            assert!(ran.succeeded(), "{}", ran.err);
            assert_eq!(place.names(), ["elsewhere", "public", "site"]);
            let mine = fs::read_to_string(place.at("public/letters/mine.txt"));
            assert_eq!(mine.unwrap(), "mine");
        }
    }
    assert!(killed_while_writing > 5, "only {killed_while_writing}");
}

#[test]
fn an_output_folder_that_is_a_disk_of_its_own_says_so_and_is_left_alone() {
    let place = Place::new();
    for (disk, inside) in [
        ("/dev/shm", "/dev/shm/site"),
        ("/proc", "/proc/site"),
        ("/", "/site"),
    ] {
        if !Path::new(disk).is_dir() {
            continue;
        }
        let ran = place.build_to(Path::new(disk));
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        let sentence = format!("`{disk}` is a disk or a volume of its own");
        let sentence = if disk == "/" {
            "the site stands in the output folder `/`".into()
        } else {
            sentence
        };
        assert!(ran.err.contains(&sentence), "{}", ran.err);
        assert!(
            disk == "/" || ran.err.contains(&format!("--out {inside}")),
            "{}",
            ran.err
        );
    }
    assert!(!Path::new("/dev/.shm.lock").exists());
}

#[test]
fn an_output_folder_where_no_site_can_stand_says_why() {
    let place = Place::new();
    place.write("file", "mine");
    for (out, sentence) in [
        ("site", "the output folder is the site's own folder"),
        ("", "the site stands in the output folder"),
        (
            "site/schemes",
            "is in `schemes`, which the site is made from",
        ),
        (
            "site/schemes/a/public",
            "is in `schemes`, which the site is made from",
        ),
        (
            "site/content/public",
            "is in `content`, which the site is made from",
        ),
        (
            "site/gone/../themes/x",
            "is in `themes`, which the site is made from",
        ),
        ("file", "is not a folder, so no site can be written there"),
        (
            "file/public",
            "part of its name is a file, where a folder is needed",
        ),
    ] {
        let ran = place.build_to(&place.at(out));
        assert_eq!(ran.code, Some(1), "{out}: {}", ran.err);
        assert!(ran.err.contains(sentence), "{out}: {}", ran.err);
        assert_eq!(place.names(), ["elsewhere", "file", "site"], "{out}");
    }
    // Nobody may write there, not even who may write everywhere else.
    let ran = place.build_to(Path::new("/proc/upfront/public"));
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("could not be written"), "{}", ran.err);
}
