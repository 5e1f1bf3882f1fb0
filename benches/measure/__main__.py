"""The parts in turn, each with its tables on the terminal and its raw figures in `.tools/bench/results`."""

import json
import sys

from . import common

PARTS = ["start", "pages", "steps", "report"]


def main():
    parts = sys.argv[2:] or PARTS
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        sys.exit(f"there is no part {unknown[0]}: {', '.join(PARTS)}")
    place = common.Place(sys.argv[1])
    try:
        for part in PARTS:
            if part in parts:
                module = __import__(f"measure.{part}", fromlist=["measure"])
                figures = module.measure(place)
                place.results.mkdir(exist_ok=True)
                (place.results / f"{part}.json").write_text(json.dumps(figures, indent=1))
    finally:
        place.leave()


main()
