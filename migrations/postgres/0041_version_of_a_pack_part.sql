-- What is declared of a part of the pack is not declared over by somebody who saw an older word.

ALTER TABLE pack_part ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
