//! Family and friends: who they are, what they wish, every contact with them, and what they said of the draft.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use super::body::Sent;
use super::caller::Token;
use super::checks::ChangeMade;
use super::fault::Fault;
use super::lists::{choice, paged};
use super::press::{Desk, Outcome};
use crate::access::right::{Object as Room, SeeFamily, Verb};
use crate::family::{self as room, FamilyId, ReadingId};
use crate::{panel, parties};

use super::family_comments::{Answer, NewComment, ReadingSeen, Told, comment};
use super::family_shapes::{
    self, ChangedPerson, End, FamilyRoom, NewContact, NewPerson, NewReading, NewTimes, Nobody, PersonSeen, Reason, TakenBack,
    contact, person, reading,
};

/// Operations on family and friends.
pub(super) struct Family(pub(super) Arc<Desk>);

#[OpenApi]
impl Family {
    /// Family and friends, as far as your right goes. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<FamilyRoom>, Fault> {
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let people = room::people(&mut desk.tx, &desk.grant).await?;
        let nobody = room::nobody(&mut desk.tx, &desk.grant).await?;
        let readings = room::readings(&mut desk.tx, &desk.grant).await?;
        let (mut register, mut advocates) = (Vec::new(), Vec::new());
        if desk.may(Room::Family, Verb::Edit) {
            register = parties::people(&mut desk.tx, desk.front.id).await?;
            advocates = panel::colleagues(&mut desk.tx, &desk.grant).await?;
        }
        let labels = &desk.labels;
        let nobody =
            nobody.map(|(reason, recorded_by, recorded_on)| Nobody { reason: labels.show(&reason), recorded_by, recorded_on });
        let ((people, at), (readings, readings_at)) = (paged(people, page.0), paged(readings, page.0));
        let seen = FamilyRoom {
            people: people.into_iter().map(|one| person(one, labels)).collect(),
            nobody,
            at,
            readings: readings.into_iter().map(|one| reading(one, labels)).collect(),
            readings_at,
            register: register.iter().map(|one| choice(one.id, one.described())).collect(),
            advocates: advocates.into_iter().map(|one| choice(one.id, one.name)).collect(),
        };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Add somebody whose name is in the identity register.
    #[oai(path = "/reviews/:review/family", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewPerson>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/family/new", &[("review", &review)], &new.0).await
    }

    /// Record that there is nobody in the family to ask or to tell.
    #[oai(path = "/reviews/:review/family/nobody", method = "post")]
    async fn nobody(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        why: Sent<Reason>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/family/nobody", &[("review", &review)], &why.0).await
    }

    /// One person with the contacts. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family/:person", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        /// Also how they can be reached without danger, which goes on record by itself.
        safe: Query<Option<bool>>,
        /// The page of contacts, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<PersonSeen>, Fault> {
        let id: FamilyId = person.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let all = room::people(&mut desk.tx, &desk.grant).await?;
        let found = all.into_iter().find(|one| one.id == id).ok_or_else(Fault::not_there)?;
        let contacts = room::contacts(&mut desk.tx, &desk.grant, Some(id)).await?;
        let safe_contact = match safe.0 {
            Some(true) => Some(room::safe_contact(&mut desk.tx, &self.0.app.keyring, &desk.grant, id).await?),
            Some(false) | None => None,
        };
        let (contacts, at) = paged(contacts, page.0);
        let contacts = contacts.into_iter().map(|one| contact(one, &desk.labels)).collect();
        let seen = PersonSeen { person: family_shapes::person(found, &desk.labels), safe_contact, contacts, at };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Change what is known of somebody.
    #[oai(path = "/reviews/:review/family/:person/change", method = "post")]
    async fn change(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        change: Sent<ChangedPerson>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/change", &at, &change.0).await
    }

    /// Log a contact or an attempt.
    #[oai(path = "/reviews/:review/family/:person/contact", method = "post")]
    async fn contact(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        new: Sent<NewContact>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/contact", &at, &new.0).await
    }

    /// Offer somebody a reading of the draft.
    #[oai(path = "/reviews/:review/family/:person/reading", method = "post")]
    async fn offer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the person.
        person: Path<String>,
        new: Sent<NewReading>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("person", person.as_str())];
        self.0.send(&token, "/reviews/:review/family/:person/reading", &at, &new.0).await
    }

    /// A reading with what was said of the draft. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/family/readings/:reading", method = "get")]
    async fn reading(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<ReadingSeen>, Fault> {
        let id: ReadingId = reading.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<SeeFamily>(&token, &review).await?;
        let all = room::readings(&mut desk.tx, &desk.grant).await?;
        let found = all.into_iter().find(|one| one.id == id).ok_or_else(Fault::not_there)?;
        let said = room::comments(&mut desk.tx, &desk.grant, id).await?;
        let (said, at) = paged(said, page.0);
        let comments = said.into_iter().map(|one| comment(one, &desk.labels)).collect();
        let earlier = room::earlier_times(&mut desk.tx, &desk.grant, id).await?;
        let (earlier, earlier_at) = paged(earlier, page.0);
        let earlier = earlier.into_iter().map(|one| family_shapes::earlier(one, &desk.labels)).collect();
        let seen = ReadingSeen { reading: family_shapes::reading(found, &desk.labels), earlier, earlier_at, comments, at };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Write down a comment on the draft.
    #[oai(path = "/reviews/:review/family/readings/:reading/comments", method = "post")]
    async fn comment(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        new: Sent<NewComment>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/comments", &at, &new.0).await
    }

    /// Answer a comment.
    #[oai(path = "/reviews/:review/family/comments/:comment", method = "post")]
    async fn answer(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the comment.
        comment: Path<String>,
        answer: Sent<Answer>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("comment", comment.as_str())];
        self.0.send(&token, "/reviews/:review/family/comments/:comment", &at, &answer.0).await
    }

    /// Record where in the draft what was accepted of a comment was changed.
    #[oai(path = "/reviews/:review/family/comments/:comment/made", method = "post")]
    async fn made(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the comment.
        comment: Path<String>,
        made: Sent<ChangeMade>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("comment", comment.as_str())];
        self.0.send(&token, "/reviews/:review/family/comments/:comment/made", &at, &made.0).await
    }

    /// Record that they were told what became of their comments.
    #[oai(path = "/reviews/:review/family/readings/:reading/told", method = "post")]
    async fn told(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        told: Sent<Told>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/told", &at, &told.0).await
    }

    /// End a reading.
    #[oai(path = "/reviews/:review/family/readings/:reading/finish", method = "post")]
    async fn finish(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        end: Sent<End>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/finish", &at, &end.0).await
    }

    /// Give a reading that runs other days.
    #[oai(path = "/reviews/:review/family/readings/:reading/times", method = "post")]
    async fn change_times(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        times: Sent<NewTimes>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/times", &at, &times.0).await
    }

    /// Take back a reading that was offered in error.
    #[oai(path = "/reviews/:review/family/readings/:reading/take-back", method = "post")]
    async fn take_back(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the reading.
        reading: Path<String>,
        back: Sent<TakenBack>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("reading", reading.as_str())];
        self.0.send(&token, "/reviews/:review/family/readings/:reading/take-back", &at, &back.0).await
    }
}
