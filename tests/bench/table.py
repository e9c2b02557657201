def print_table(figures, judge_times):
    rows = [("figure", "target", "measured", "verdict")]
    for figure in figures:
        verdict = figure.verdict(judge_times)
        rows.append((figure.name, figure.target, figure.measured,
                     f"{verdict}; {figure.note}" if figure.note else verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        print("  ".join([*cells, row[3]]).rstrip())
