//! The one test binary: journeys, storage on both databases, golden files.
