-- A partnership that joined a review which was decided on by then has decided by joining it.
INSERT INTO review_event (review, event, about, first_on, latest_on, stands_on)
SELECT rp.review, 'joined_decided', p.code, rp.agreed_on, rp.agreed_on, rp.agreed_on
FROM review_partnership rp JOIN partnership p ON p.organisation = rp.partnership
WHERE rp.part = 'joint' AND rp.ended_on IS NULL AND rp.agreed_on IS NOT NULL AND EXISTS (
    SELECT 1 FROM review_event e WHERE e.review = rp.review AND e.about = '' AND e.first_on <= rp.agreed_on AND e.event IN (
        'decided_to_review', 'decided_other_statutory', 'decided_local_learning', 'decided_no_review', 'directed'
    )
);
