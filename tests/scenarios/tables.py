"""How the manual shows reactions.json and drills.json, and what they were measured with."""

MEASURED = "2026-11-30"

# As the lock files of tests/clients name them.
BOTO3_BEFORE_2026 = "boto3 1.43.11"
BOTO3 = "boto3 1.44.5"
JS = "JS 3.1164.0"
GO = "Go 1.48.0"
JAVA = "Java 2.59.1"
RUST = "Rust 1.129.0"
RUBY = "Ruby 3.168.1"


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def table(rows, columns):
    """A row for each of `rows`, of the values that `columns` names with their headings."""
    lines = [columns.values(), *([cell(row[key]) for key in columns] for row in rows)]
    head, *body = [f"| {' | '.join(line)} |\n" for line in lines]
    return head + f"|{'---|' * len(columns)}\n" + "".join(body)


def shown(rows, label, *tables):
    """What stands on the page: a table for each of `tables`, all with the same first column."""
    return f"Measured on {MEASURED}.\n" + "".join("\n" + table(rows, label | columns) for columns in tables)
