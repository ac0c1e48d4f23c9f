//! What the rules give while nothing is known of anybody.

use upfront_engine::{Answers, Outcome, Scheme, estimate, parts::join_parts};

/// The least and the most of every step, over every answer that anybody could give, and over all parts of the estimate.
/// It is the dearest thing to ask of the engine: ask once for a scheme.
pub fn nothing_known(scheme: &Scheme) -> Outcome {
    let mut whole = Scheme {
        examples: Vec::new(),
        ..scheme.clone()
    };
    join_parts(&mut whole);
    estimate(&whole, &Answers::default())
}
