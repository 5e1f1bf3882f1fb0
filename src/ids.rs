//! The kinds of id that more than one room speaks of.

use crate::base::id;

id!(ReviewId, "a review");
id!(PersonId, "a person");
id!(OrganisationId, "an organisation");
id!(DocumentId, "a document");
id!(EntryId, "an entry of the identity register");
