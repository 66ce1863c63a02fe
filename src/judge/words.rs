//! The words of policies and services: what rules do, when they apply, what is decided.
//!
//! `build/policy.rs` includes this file, as it does `policy.rs`.

use crate::category::words;

words! {
    /// What a form does that a rule minds.
    Act {
        /// Asks a person.
        Ask = "ask",
        /// Lets nobody pass without an answer.
        Gate = "gate",
        /// Sends people different ways by their answer.
        Branch = "branch",
        /// Asks for a document.
        Collect = "collect",
        /// Keeps people away.
        Deter = "deter",
        /// Gives answers away.
        Disclose = "disclose",
    }
}

words! {
    /// What holds of a question, beyond its words.
    When {
        /// It must be answered.
        Required = "required",
        /// An answer ends the form.
        EndsForm = "ends-form",
        /// An answer decides what comes next.
        Branches = "branches",
        /// A statement sends people different ways by their status.
        Routes = "routes",
        /// It asks for a document, as an upload.
        Document = "document",
        /// It names several documents, of which any one will do.
        AnyOf = "any-of",
        /// It asks which document was shown.
        WhichDocument = "which-document",
        /// Nothing beside it says whether it must be answered, under which law, and what it is used for.
        NoNotice = "no-notice",
    }
}

words! {
    /// How far something was checked against the law's text.
    Evidence {
        /// The law's own text was read.
        TextSeen = "statute-seen",
        /// Somebody's account of it was read.
        Secondary = "secondary-source",
        /// It rests on memory, or on what could not be opened.
        Unverified = "unverified",
    }
}

#[allow(clippy::derivable_impls)] // the macro makes the enum
impl Default for Evidence {
    fn default() -> Evidence {
        Evidence::TextSeen
    }
}

impl Evidence {
    /// Whether the text itself was read.
    pub fn is_text_seen(&self) -> bool {
        *self == Evidence::TextSeen
    }
}

words! {
    /// A key of a need.
    NeedKey {
        /// Who made the law.
        Level = "level",
        /// The citation.
        Authority = "authority",
        /// Why, or what the law makes the city ask.
        Reason = "reason",
        /// The offense.
        Offense = "offense",
        /// The questions that it is for.
        Scope = "scope",
        /// The ruling of counsel.
        CounselRuling = "counsel-ruling",
    }
}

words! {
    /// What a law makes an agency do with its forms.
    DutyKind {
        /// Look at them again.
        Review = "review",
        /// Take questions out, or answers away.
        Delete = "delete",
        /// Tell people something.
        Notice = "notice",
        /// Write down what was asked and why.
        Log = "log",
        /// Report to somebody.
        Report = "report",
        /// Teach those who ask.
        Train = "train",
    }
}

words! {
    /// What is decided about an ask, mildest first.
    Verdict {
        /// Nothing to say.
        Passed = "passed",
        /// A valid need covers it.
        Permitted = "permitted",
        /// A person must decide.
        Review = "review",
        /// It may not be asked here; strip acts on it.
        Violation = "violation",
    }
}

words! {
    /// Whom a form is put before.
    Audience {
        /// Anybody who comes for a service.
        General = "general",
        /// People who are referred to a medical or social agency.
        Referral = "referral",
        /// Crime victims, witnesses, and others who call, approach or are interviewed by the police.
        PolicePublic = "police-public",
        /// Persons in a police investigation of criminal activity.
        PoliceInvestigation = "police-investigation",
        /// People who apply for work with the city.
        JobApplicant = "job-applicant",
    }
}

words! {
    /// Who asks, where a form is put before people.
    Asker {
        /// The city's own employees.
        City = "city",
        /// A contractor that runs the service.
        Contractor = "contractor",
        /// A grantee that runs the service.
        Grantee = "grantee",
        /// The government that prescribes the form.
        OtherGovernment = "other-government",
    }
}

words! {
    /// What a need rests on.
    Basis {
        /// A law makes the city ask.
        RequiredByLaw = "required-by-law",
        /// The service cannot be given without the answer.
        Necessary = "necessary",
        /// A police investigation of a stated offense.
        CriminalInvestigation = "criminal-investigation",
    }
}

words! {
    /// Who made the law that a need rests on.
    Level {
        /// The United States.
        Federal = "federal",
        /// The state.
        State = "state",
        /// The city.
        Local = "local",
        /// A treaty of the United States.
        Treaty = "treaty",
        /// An order of a court.
        Court = "court",
    }
}

words! {
    /// What a designer does about a finding.
    Remedy {
        /// Take the question out.
        Remove = "remove",
        /// Ask something else, or in other words.
        Reword = "reword",
        /// Ask it elsewhere: after the service is chosen, on a page of its own.
        Move = "move",
        /// Say something beside it.
        Notice = "notice",
        /// Have the need for it declared and reviewed.
        DeclareNeed = "declare-need",
        /// Correct the need that is declared.
        MendNeed = "mend-need",
        /// Have counsel decide.
        AskCounsel = "ask-counsel",
        /// Nothing.
        Keep = "keep",
    }
}
