"""The list of reviews and a review's front page, as a Django service would show them from the same database."""
