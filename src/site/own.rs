//! A page of the site's own: `content/pages/NAME.md`.

use serde::Serialize;

use super::{Body, Input, Page, frame::Frame, prose::View, route::Route};

/// A page of the site's own.
#[derive(Clone, Debug, Serialize)]
pub struct Own {
    /// What it says below its heading, as HTML.
    pub text: String,
}

/// All of them, in the order of their names.
pub fn pages(input: Input<'_>) -> Vec<Page> {
    let pages = input.content.pages();
    pages
        .map(|(name, title)| {
            let route = Route::Own(name);
            let words = [("title", title), ("site", input.site.title.as_str())];
            let description = input.words.say("page-own-description", &words);
            let frame = Frame::of_site(input, route, title.to_owned(), description);
            let view = View::of_site(input, &frame.top);
            let text = input.content.page(view, name);
            Page {
                path: route.path(),
                body: Body::Own(Own { text }),
                frame,
            }
        })
        .collect()
}
