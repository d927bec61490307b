"""Writes expected-features.csv: the features of some bars of data/daily-bars.csv, computed without any of Presage's code.

Run it from the repository's root (Python 3.9 or newer, standard library only):

    python3 features/src/test/resources/dev/presage/features/expected_features.py

Prices become the doubles that Java reads; from there on all is exact rational arithmetic, square roots are taken with
50 digits, and each value is rounded once, to the nearest double. Features that lack bars are left empty.
"""

import csv
from datetime import date
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 50
NAMES = ["return_1", "return_5", "volatility_20", "momentum_10", "volume_z_20", "gap", "range", "day_of_week"]


def mean(values):
    return sum(values) / len(values)


def sample_std(values):
    middle = mean(values)
    variance = sum((value - middle) ** 2 for value in values) / (len(values) - 1)
    return Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


def volume_z(volumes):
    std = sample_std(volumes)
    return (volumes[-1] - mean(volumes)) / std if std else Fraction(0)


def features(bars):
    """The features at the last of the bars, None where there are too few."""
    def column(name, count):
        return [bar[name] for bar in bars[-count:]]

    last, count = bars[-1], len(bars)
    closes = column("close", 21)
    returns = [after / before - 1 for before, after in zip(closes, closes[1:])]
    return {
        "return_1": returns[-1] if count >= 2 else None,
        "return_5": closes[-1] / closes[-6] - 1 if count >= 6 else None,
        "volatility_20": sample_std(returns) if count >= 21 else None,
        "momentum_10": closes[-1] / mean(closes[-10:]) - 1 if count >= 10 else None,
        "volume_z_20": volume_z(column("volume", 20)) if count >= 20 else None,
        "gap": last["open"] / closes[-2] - 1 if count >= 2 else None,
        "range": (last["high"] - last["low"]) / last["close"],
        "day_of_week": Fraction(last["date"].weekday()),
    }


def read_bars():
    """The bars of each ticker, oldest first."""
    root = Path(__file__).resolve().parents[7]
    bars_of = {}
    with open(root / "data" / "daily-bars.csv", newline="") as file:
        for row in csv.DictReader(file):
            bar = {name: Fraction(float(row[name])) for name in ("open", "high", "low", "close", "volume")}
            bar["date"] = date.fromisoformat(row["date"])
            bars_of.setdefault(row["ticker"], []).append(bar)
    return bars_of


def main():
    with open(Path(__file__).with_name("expected-features.csv"), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["ticker", "date"] + NAMES)
        for ticker, bars in sorted(read_bars().items()):
            # where each feature begins, then one bar in 29, so that every weekday comes
            for i in sorted({0, 1, 4, 5, 8, 9, 18, 19, 20} | set(range(21, len(bars), 29))):
                values = features(bars[: i + 1])
                out.writerow(
                    [ticker, bars[i]["date"]]
                    + ["" if values[name] is None else repr(float(values[name])) for name in NAMES]
                )


if __name__ == "__main__":
    main()
