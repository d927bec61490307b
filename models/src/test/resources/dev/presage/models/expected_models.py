"""Writes expected-validation.csv, expected-predictions.csv and expected-distribution.csv: the sample models, trained and
validated without any of Presage's code and without Tribuo, and how features and predictions lay in the training.

Run it from the repository's root (Python 3.9 or newer, standard library only, under a minute):

    python3 models/src/test/resources/dev/presage/models/expected_models.py

Features come from expected_features.py of the features module (exact arithmetic). Ordinary least squares are the normal
equations of the standardized columns, with sums that are rounded once (math.fsum).
"""

import csv
import math
import sys
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[7]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "features/src/test/resources/dev/presage/features"))
import expected_features  # noqa: E402

MODELS = {"normal": sorted(expected_features.NAMES), "earnings": ["gap", "range", "return_1", "volume_z_20"]}


def rows():
    """One row for each bar that has 20 before it or, for earnings, 19; in the order of time and ticker."""
    found = []
    for ticker, bars in sorted(expected_features.read_bars().items()):
        for i in range(19, len(bars) - 1):
            if bars[i + 1]["date"] - bars[i]["date"] > timedelta(days=7):
                continue
            volumes = [bar["volume"] for bar in bars[i - 19 : i + 1]]
            found.append({
                "ticker": ticker,
                "date": bars[i]["date"],
                "next_date": bars[i + 1]["date"],
                "x": expected_features.features(bars[: i + 1][-30:]),
                "y": float(bars[i + 1]["close"] / bars[i]["close"] - 1),
                "earnings": volumes[-1] * 20 * 2 >= sum(volumes) * 3,
                "normal": i >= 20,
            })
    return sorted(found, key=lambda row: (row["date"], row["ticker"]))


def solve(matrix, right):
    """Gaussian elimination with partial pivoting."""
    n = len(right)
    system = [line[:] + [value] for line, value in zip(matrix, right)]
    for column in range(n):
        pivot = max(range(column, n), key=lambda line: abs(system[line][column]))
        system[column], system[pivot] = system[pivot], system[column]
        for line in range(column + 1, n):
            factor = system[line][column] / system[column][column]
            for k in range(column, n + 1):
                system[line][k] -= factor * system[column][k]
    solution = [0.0] * n
    for line in reversed(range(n)):
        rest = math.fsum(system[line][k] * solution[k] for k in range(line + 1, n))
        solution[line] = (system[line][n] - rest) / system[line][line]
    return solution


def fit(names, known):
    """The function from a row to the return that least squares expect."""
    columns = [[float(row["x"][name]) for row in known] for name in names]
    returns = [row["y"] for row in known]
    means = [math.fsum(column) / len(column) for column in columns]
    scales = [math.sqrt(math.fsum((v - m) ** 2 for v in column)) for column, m in zip(columns, means)]
    standard = [[(v - m) / s for v in column] for column, m, s in zip(columns, means, scales)]
    mean_return = math.fsum(returns) / len(returns)
    products = [[math.fsum(p * q for p, q in zip(a, b)) for b in standard] for a in standard]
    with_return = [math.fsum(p * (y - mean_return) for p, y in zip(a, returns)) for a in standard]
    weights = solve(products, with_return)

    def predict(row):
        return mean_return + math.fsum(
            w * (float(row["x"][name]) - m) / s for w, name, m, s in zip(weights, names, means, scales)
        )

    return predict


def sign(value):
    return (value > 0) - (value < 0)


def validate(names, seen):
    """Month by month through 2016, as [day, predicted, actual]."""
    forecasts = []
    for month in range(1, 13):
        first = date(2016, month, 1)
        predict = fit(names, [row for row in seen if row["next_date"] < first])
        asked = [row for row in seen if (row["date"].year, row["date"].month) == (2016, month)]
        forecasts += [[row["date"], predict(row), row["y"]] for row in asked]
    scores = [(1 + sign(predicted) * sign(actual)) / 2 for _, predicted, actual in forecasts]
    accuracy = math.fsum(scores) / len(scores)
    by_day = {}
    for (day, _, _), score in zip(forecasts, scores):
        by_day[day] = by_day.get(day, 0.0) + score - accuracy
    days = len(by_day)
    error = math.sqrt(days / (days - 1) * math.fsum(d * d for d in by_day.values())) / len(scores)
    sigma = math.sqrt(math.fsum((actual - predicted) ** 2 for _, predicted, actual in forecasts) / len(scores))
    return [len(scores), days, accuracy, error, sigma]


def distribution(values):
    """The deciles (definition 1 of Hyndman and Fan, 1996), each once, and how many values lie in each bin between them."""
    ordered = sorted(values)
    deciles = {ordered[math.ceil(Fraction(k * len(values), 10)) - 1] for k in range(1, 10)}
    edges = sorted(deciles - {ordered[0]})
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[sum(edge <= value for edge in edges)] += 1
    return [" ".join(map(repr, edges)), " ".join(map(str, counts))]


def write(name, header, lines):
    with open(Path(__file__).with_name(name), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


def main():
    samples = rows()
    validations, predictions, distributions = [], [], []
    for model, names in MODELS.items():
        mine = [row for row in samples if row[model]]
        seen = [row for row in mine if row["next_date"] < date(2017, 1, 1)]
        validations.append([model, len(seen)] + validate(names, seen))
        predict = fit(names, seen)
        distributions.append([model, "prediction"] + distribution([predict(row) for row in seen]))
        for name in names:
            distributions.append([model, name] + distribution([float(row["x"][name]) for row in seen]))
        later = [row for row in mine if row["date"] >= date(2017, 1, 1)]
        hits = [(1 + sign(predict(row)) * sign(row["y"])) / 2 for row in later]
        ups = [(1 + sign(row["y"])) / 2 for row in later]
        print(f"{model}: {len(later)} bars of 2017, right {sum(hits) / len(hits):.4f}, always up {sum(ups) / len(ups):.4f}")
        for row in later[:: max(1, len(later) // 40)]:
            predictions.append([model, row["ticker"], row["date"], repr(predict(row))])
    header = ["model", "samples", "forecasts", "days", "accuracy", "standard_error", "residual_sigma"]
    write("expected-validation.csv", header, validations)
    write("expected-predictions.csv", ["model", "ticker", "date", "predicted_return"], predictions)
    write("expected-distribution.csv", ["model", "value", "edges", "counts"], distributions)


if __name__ == "__main__":
    main()
