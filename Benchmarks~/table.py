#!/usr/bin/env python3
"""Prints files of measures as one Markdown table: a row for each measure, a column for each maker and variant, ours first.

    python3 Benchmarks~/table.py scumble.json peer.json

The last column is our best time over the best of the others: below 1 we are faster.
"""
import json
import sys

OURS = "scumble"


def read(paths):
    """{measure: {(by, variant): result}}, rows and columns in the files' order; a later file replaces what an earlier one has."""
    rows, abouts = {}, []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            values = json.load(file)
        abouts.append(about(values))
        for measure in values["measures"]:
            rows.setdefault(measure["name"], {})[values["by"], measure.get("variant", "")] = measure
    return rows, abouts


def about(values):
    device = values.get("device", {})
    driver = [f"driver {device['driver']}"] if "driver" in device else []
    software = [f"{name} {version}" for name, version in values.get("software", {}).items() if version]
    return f"{values['by']}: {', '.join([device.get('name', 'unknown device'), *driver, *software])}."


def table(rows):
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    columns.sort(key=lambda column: column[0] != OURS)
    lines = [["measure", "unit", *[" ".join(column).strip() for column in columns], f"{OURS} / best other"]]
    for name, row in rows.items():
        unit = next(iter(row.values()))["unit"]
        lines.append([name, unit, *[cell(row.get(column)) for column in columns], ratio(row)])
    head, *body = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([head, "|---|---|" + "---:|" * (len(columns) + 1), *body])


def cell(measure):
    if measure is None:
        return ""
    return "failed" if "error" in measure else f"{measure['median']:.3g}" if measure["median"] < 100 else f"{measure['median']:.0f}"


def ratio(row):
    best = lambda ours: min((m["median"] for (by, _), m in row.items() if (by == OURS) == ours and "error" not in m), default=None)
    ours, others = best(True), best(False)
    return f"{ours / others:.2f}" if ours is not None and others else ""


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    rows, abouts = read(sys.argv[1:])
    print(table(rows))
    print("\n" + "\n".join(f"- {line}" for line in abouts))


if __name__ == "__main__":
    main()
