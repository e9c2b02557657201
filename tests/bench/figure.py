"""One line of the table."""

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Figure:
    name: str
    target: str
    measured: str
    met: bool | None = None  # None: nothing was promised, or nothing measured
    exact: bool = False      # the same on every machine and at every load
    note: str = ""

    @staticmethod
    def at_most(name, limit, value, unit="", *, exact=False, note="", digits=2):
        """`value` is a number, or a list of which the median counts and the range is shown."""
        samples = value if isinstance(value, list) else [value]
        return Figure(name, f"≤ {limit:g}{unit}", Figure.text(samples, unit, digits),
                      statistics.median(samples) <= limit, exact, note)

    @staticmethod
    def text(samples, unit="", digits=2):
        """The median, and from where to where the samples lie."""
        text = f"{statistics.median(samples):.{digits}f}{unit}"
        if len(samples) > 1:
            text += f" ({min(samples):.{digits}f} to {max(samples):.{digits}f})"
        return text

    @staticmethod
    def skipped(name, target, why):
        return Figure(name, target, "-", note=f"skipped: {why}")

    @staticmethod
    def broken(name):
        return Figure(name, "", "-", met=False, exact=True, note="could not be measured")

    def fails(self, judge_times):
        return self.met is False and (self.exact or judge_times)

    def verdict(self, judge_times):
        if self.met is None:
            return "-"
        if self.met:
            return "met"
        return "MISSED" if self.fails(judge_times) else "missed (not judged here)"
