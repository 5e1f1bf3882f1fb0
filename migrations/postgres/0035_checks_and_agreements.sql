-- Checks of the facts by agencies, and the agreement of partners in a joint review to the report.

-- What an agency is sent of a draft, and what it says to it. A later round stands beside the earlier ones; the latest counts.
CREATE TABLE fact_check (
    id UUID PRIMARY KEY,
    review UUID NOT NULL REFERENCES review (id),
    organisation UUID NOT NULL REFERENCES organisation (id),
    round BIGINT NOT NULL,
    -- The agency's own passages, and no more.
    passages TEXT NOT NULL,
    sent_on DATE NOT NULL,
    due DATE NOT NULL,
    answer TEXT,
    said TEXT NOT NULL DEFAULT '',
    answered_on DATE,
    -- What the author makes of corrections.
    decision TEXT,
    reason TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (review, organisation, round)
);

-- A partner is a partnership or a proceeding beside that one joint review answers. It agrees one version of the report.
CREATE TABLE partner_agreement (
    review UUID NOT NULL REFERENCES review (id),
    partner UUID NOT NULL,
    report_label TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_on DATE NOT NULL,
    recorded_by UUID NOT NULL REFERENCES person (id),
    recorded_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (review, partner, report_label)
);
