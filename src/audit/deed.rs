//! What can be on the record. The words are codes: a page or an export says them in full.

use crate::store::text_enum;

text_enum!(
    /// One kind of act on the record.
    pub enum Deed {
        /// Signed in.
        SignedIn = "signed_in",
        /// Sign in refused.
        SignInRefused = "sign_in_refused",
        /// Signed out.
        SignedOut = "signed_out",
        /// Signed out everywhere.
        SignedOutEverywhere = "signed_out_everywhere",
        /// Password set.
        PasswordSet = "password_set",
        /// Second factor set.
        SecondFactorSet = "second_factor_set",
        /// Second factor removed.
        SecondFactorRemoved = "second_factor_removed",
        /// Recovery code used.
        RecoveryCodeUsed = "recovery_code_used",
        /// Token made.
        TokenMade = "token_made",
        /// Token revoked.
        TokenRevoked = "token_revoked",
        /// Person invited.
        PersonInvited = "person_invited",
        /// Person changed.
        PersonChanged = "person_changed",
        /// Person disabled.
        PersonDisabled = "person_disabled",
        /// Post given.
        PostGiven = "post_given",
        /// Post ended.
        PostEnded = "post_ended",
        /// Partnership changed.
        PartnershipChanged = "partnership_changed",
        /// Organisation changed.
        OrganisationChanged = "organisation_changed",
        /// Length set.
        LengthSet = "length_set",
        /// Review opened.
        ReviewOpened = "review_opened",
        /// Step taken.
        StepTaken = "step_taken",
        /// Day put right.
        DayPutRight = "day_put_right",
        /// Step refused.
        StepRefused = "step_refused",
        /// Regime confirmed.
        RegimeConfirmed = "regime_confirmed",
        /// Role given.
        RoleGiven = "role_given",
        /// Role ended.
        RoleEnded = "role_ended",
        /// Conflict declared.
        ConflictDeclared = "conflict_declared",
        /// Date agreed.
        DateAgreed = "date_agreed",
        /// Hold set.
        HoldSet = "hold_set",
        /// Hold looked at again: it goes on.
        HoldLookedAt = "hold_looked_at",
        /// Hold lifted.
        HoldLifted = "hold_lifted",
        /// Overlay set.
        OverlaySet = "overlay_set",
        /// Overlay ended.
        OverlayEnded = "overlay_ended",
        /// Case changed.
        CaseChanged = "case_changed",
        /// Names seen.
        NamesSeen = "names_seen",
        /// Names typed by somebody who may not see them.
        NamesTyped = "names_typed",
        /// Names changed.
        NamesChanged = "names_changed",
        /// Family notes seen.
        FamilyNotesSeen = "family_notes_seen",
        /// Family notes changed.
        FamilyNotesChanged = "family_notes_changed",
        /// Interview notes seen.
        InterviewNotesSeen = "interview_notes_seen",
        /// Interview notes changed.
        InterviewNotesChanged = "interview_notes_changed",
        /// Document added.
        DocumentAdded = "document_added",
        /// Document taken.
        DocumentTaken = "document_taken",
        /// Document made.
        DocumentMade = "document_made",
        /// Document searched again, for the identity register as it is now.
        DocumentSearched = "document_searched",
        /// Document stopped.
        DocumentStopped = "document_stopped",
        /// Document taken back, to change what it is made from.
        DocumentTakenBack = "document_taken_back",
        /// Document taken out of where it did not belong.
        DocumentTakenOut = "document_taken_out",
        /// Words of a document answered for: they are not the person of the register.
        WordsAnswered = "words_answered",
        /// An answer for words of a document taken back: they wait for one again.
        AnswerTakenBack = "answer_taken_back",
        /// Released.
        Released = "released",
        /// Return asked.
        ReturnAsked = "return_asked",
        /// Return sent.
        ReturnSent = "return_sent",
        /// Recommendation changed.
        RecommendationChanged = "recommendation_changed",
        /// Import done.
        ImportDone = "import_done",
        /// Export taken.
        ExportTaken = "export_taken",
        /// Told how everything stands that the record answers for.
        StandingTold = "standing_told",
        /// Audit seen.
        AuditSeen = "audit_seen",
    }
);
