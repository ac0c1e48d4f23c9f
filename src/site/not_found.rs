//! What an address shows that the site does not have.

use serde::Serialize;

use super::{Body, Input, Page, Route, frame::Frame};

/// Nothing of its own: the template says it all.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {}

/// The page.
pub fn page(input: Input<'_>) -> Page {
    let mut frame = Frame::of_site(
        input,
        Route::NotFound,
        input.words.say("page-not-found-heading", &[]),
        input.words.say("page-not-found-description", &[]),
    );
    // A host shows this page at addresses of any depth, so its links start at the top of the site where the
    // site knows its address.
    if let Some(address) = input.site.address.as_deref() {
        frame.top = top(address);
        frame.root = format!("{}{}", frame.top, input.folder);
        for part in &mut frame.more {
            part.href.insert_str(0, &frame.root);
        }
        frame.ways = Route::ways_from_top(&frame.root);
        frame.name.href.clone_from(&frame.ways.directory);
    }
    frame.canonical = None;
    Page {
        path: Route::NotFound.path(),
        frame,
        body: Body::NotFound(NotFound {}),
    }
}

/// The path of an address, with a `/` at both ends.
pub fn top(address: &str) -> String {
    let after_host = address
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path.trim_matches('/'));
    if after_host.is_empty() {
        "/".into()
    } else {
        format!("/{after_host}/")
    }
}

#[cfg(test)]
mod tests {
    use super::top;

    #[test]
    fn links_start_at_the_top_of_the_site() {
        assert_eq!(top("https://example.org"), "/");
        assert_eq!(top("https://example.org/"), "/");
        assert_eq!(top("https://example.org/care/rules"), "/care/rules/");
    }
}
