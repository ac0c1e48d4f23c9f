//! What is declared beside the rules, as it was written.

use jiff::civil::Date;

use super::{
    Source,
    lower::{Lower, mapping},
    written::{List, Named, Text, Texts, Written},
};
use crate::{
    diagnostics::Findings,
    facts::{Item, Test},
    source::Node,
};

mapping! {
    /// What of its allocation a council publishes.
    Published of PUBLISHED {
        questions: Publication = "questions",
        points: Publication = "points",
        points_to_money: Publication = "points to money",
        limit: Publication = "limit",
        above_the_limit: Publication = "above the limit",
        charge: Publication = "charge",
        unpaid_help: Publication = "unpaid help",
        needs_for_unpaid_help: Publication = "needs for unpaid help",
        rates: Publication = "rates",
        rates_really_paid: Publication = "rates really paid",
        past_years: Publication = "past years",
        how_to_challenge: Publication = "how to challenge",
        time_to_challenge: Publication = "time to challenge",
        reasons: Publication = "reasons",
        supplier: Publication = "supplier",
        dates_of_change: Publication = "dates of change",
        taken_off_the_top: Publication = "taken off the top",
        tolerance: Publication = "tolerance",
        estimate_against_actual: Publication = "estimate against actual",
    }
}

impl Published {
    /// What is said of one thing.
    pub const fn of(&self, item: Item) -> &Written<Publication> {
        match item {
            Item::Questions => &self.questions,
            Item::Points => &self.points,
            Item::PointsToMoney => &self.points_to_money,
            Item::Limit => &self.limit,
            Item::AboveTheLimit => &self.above_the_limit,
            Item::Charge => &self.charge,
            Item::UnpaidHelp => &self.unpaid_help,
            Item::NeedsForUnpaidHelp => &self.needs_for_unpaid_help,
            Item::Rates => &self.rates,
            Item::RatesReallyPaid => &self.rates_really_paid,
            Item::PastYears => &self.past_years,
            Item::HowToChallenge => &self.how_to_challenge,
            Item::TimeToChallenge => &self.time_to_challenge,
            Item::Reasons => &self.reasons,
            Item::Supplier => &self.supplier,
            Item::DatesOfChange => &self.dates_of_change,
            Item::TakenOffTheTop => &self.taken_off_the_top,
            Item::Tolerance => &self.tolerance,
            Item::EstimateAgainstActual => &self.estimate_against_actual,
        }
    }
}

mapping! {
    /// A statement about what is published.
    Publication of PUBLICATION {
        is: Text = "is",
        says: Text = "says",
        r#where: Text = "where",
        asked: Text = "asked",
        source: Text = "source",
    }
}

mapping! {
    /// A request for information.
    Request of REQUEST {
        asked: Text = "asked",
        answer: Text = "answer",
        because: Text = "because",
        when: Text = "when",
        r#where: Text = "where",
        source: Text = "source",
    }
}

mapping! {
    /// What was judged of a council.
    Judgement of JUDGEMENT {
        by: Text = "by",
        about: Text = "about",
        found: Text = "found",
        when: Text = "when",
        reference: Text = "reference",
        r#where: Text = "where",
        source: Text = "source",
    }
}

mapping! {
    /// The tests of a fair system.
    FairSystem of FAIR_SYSTEM {
        universal: Verdict = "universal",
        self_directed: Verdict = "self-directed",
        fair: Verdict = "fair",
        flexible: Verdict = "flexible",
        respectful: Verdict = "respectful",
        a_right: Verdict = "a right",
    }
}

impl FairSystem {
    /// What is said of one test; `None` of those that follow from what is published.
    pub const fn of(&self, test: Test) -> Option<&Written<Verdict>> {
        match test {
            Test::Universal => Some(&self.universal),
            Test::SelfDirected => Some(&self.self_directed),
            Test::Fair => Some(&self.fair),
            Test::Flexible => Some(&self.flexible),
            Test::Public | Test::FullyCosted => None,
            Test::Respectful => Some(&self.respectful),
            Test::ARight => Some(&self.a_right),
        }
    }
}

mapping! {
    /// The answer to a test.
    Verdict of VERDICT {
        is: Text = "is",
        because: Text = "because",
        r#where: Text = "where",
        source: Text = "source",
    }
}

mapping! {
    /// A fact in a sentence.
    Fact of FACT {
        title: Text = "title",
        say: Text = "say",
        source: Text = "source",
        sure: Text = "sure",
    }
}

mapping! {
    /// A route by which a figure or a decision can be challenged.
    Challenge of CHALLENGE {
        title: Text = "title",
        say: Text = "say",
        time_to_ask: Text = "time to ask",
        time_to_answer: Text = "time to answer",
        r#where: Text = "where",
        phone: Text = "phone",
        email: Text = "email",
        source: Text = "source",
        sure: Text = "sure",
    }
}

mapping! {
    /// Somebody who helps.
    HelpingBody of BODY {
        name: Text = "name",
        does: Text = "does",
        r#where: Text = "where",
        phone: Text = "phone",
        email: Text = "email",
        source: Text = "source",
    }
}

mapping! {
    /// The council's own ways to challenge, and who helps.
    Rights of RIGHTS {
        complaint: Challenge = "complaint",
        appeal: Challenge = "appeal",
        advocacy: HelpingBody = "advocacy",
        user_led: HelpingBody = "user-led organisation",
    }
}

mapping! {
    /// The codes of the council.
    Authority of AUTHORITY {
        code: Text = "code",
        gss: List<Gss> = "gss",
    }
}

mapping! {
    /// A code of its area.
    Gss of GSS {
        code: Text = "code",
        from: Date = "from",
        to: Date = "to",
    }
}

mapping! {
    /// Other ways to reach the council.
    Reached of REACHED {
        relay: Text = "relay",
        post: Text = "post",
        formats: Texts = "formats",
    }
}

mapping! {
    /// Other public money.
    Money of MONEY {
        title: Text = "title",
        say: Text = "say",
        who_decides: Text = "who decides",
        how_to_ask: Text = "how to ask",
        most: Text = "most",
        r#where: Text = "where",
        source: Text = "source",
        sure: Text = "sure",
    }
}

mapping! {
    /// A stage from asking for support to the first payment.
    Stage of STAGE {
        stage: Text = "stage",
        who_decides: Text = "who decides",
        target: Text = "target",
        really: Text = "really",
        really_in: Text = "really in",
        source: Text = "source",
    }
}

mapping! {
    /// A sentence of Easy Read.
    EasyRead of EASY_READ {
        say: Text = "say",
        picture: Text = "picture",
        shows: Text = "shows",
    }
}

mapping! {
    /// What holds in a nation, for every council there.
    NationalFacts of NATIONAL_FACTS {
        sources: Vec<Named<Source>> = "sources",
        support: List<Fact> = "support",
        rights: List<Fact> = "rights",
        challenge: List<Challenge> = "challenge",
        help: List<HelpingBody> = "help",
        other_money: List<Money> = "other money",
        one_assessment: List<Fact> = "one assessment",
        times: List<Fact> = "times",
        meanwhile: List<Fact> = "meanwhile",
        moving: List<Fact> = "moving",
        moving_away: List<Fact> = "moving to another nation",
    }
}

impl NationalFacts {
    /// The facts in a node; `None` where it is no mapping.
    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        Self::lower(node, findings)
    }
}
