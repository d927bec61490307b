"""Makes the fixture of FiguresTest: bars, predictions, and what the evaluator must find in them.

    python3 figures.py        (in this folder; Python 3.9 or newer, nothing but its standard library)

writes bars.jsonl, predictions.jsonl and expected.json. The figures are computed here from the definitions in DESIGN.md and METRICS.md,
forecast by forecast, without a look at the Java: the truth by scanning lists of bars, Wilson's bounds as the roots of their quadratic
equation, means by statistics.fmean, the quantile by statistics.NormalDist.
"""

import json
import math
import random
import statistics
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
MODELS = {
    ("normal", 1): {"horizon_bars": 1, "max_horizon_days": 7, "majority_direction": "up"},
    ("swing", 2): {"horizon_bars": 3, "max_horizon_days": 10, "majority_direction": "down"},
}
CASES = [
    {"from": "2017-02-10", "to": "2017-02-10", "hindsight": False},
    {"from": "2017-02-10", "to": "2017-02-10", "hindsight": True},
    {"from": "2017-01-17", "to": "2017-02-28", "hindsight": False},
    {"from": "2017-01-09", "to": "2017-03-15", "hindsight": True},
    {"from": "2017-02-11", "to": "2017-02-13", "hindsight": False},  # a weekend and a Monday
]


def iso(instant):
    return instant.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def close_of(day):
    return datetime.combine(day, time(16), NEW_YORK).astimezone(timezone.utc)


def make_bars(rng):
    """Weekdays from January to mid-March 2017, across the change of clocks; two holidays; a halt, a gap and an end."""
    bars = []
    holidays = {date(2017, 1, 16), date(2017, 2, 20)}
    days = [date(2017, 1, 3) + timedelta(days=n) for n in range(72)]
    days = [day for day in days if day.weekday() < 5 and day not in holidays]
    for ticker, start in (("AAA", 100.0), ("BBB", 12.5), ("CCC", 840.0), ("DDD", 3.75)):
        close = start
        for day in days:
            if ticker == "CCC" and date(2017, 1, 26) <= day <= date(2017, 2, 6):
                continue  # longer than normal/1 waits
            if ticker == "DDD" and day > date(2017, 2, 15):
                continue  # delisted
            if not (ticker == "BBB" and day.day % 3 == 0):  # BBB does not move on such days
                close = round(close * (1 + rng.gauss(0.0005, 0.02)), 4)
            bars.append({"ticker": ticker, "close_time": iso(close_of(day)), "open": close, "high": close, "low": close,
                         "close": close, "volume": 1000})
    rng.shuffle(bars)
    corrected = []
    for bar in rng.sample(bars, 12):  # the same bars again, later: these count
        price = round(bar["close"] * (1 + rng.gauss(0, 0.01)), 4)
        corrected.append({**bar, "open": price, "high": price, "low": price, "close": price})
    return bars, corrected


def make_predictions(rng, bars, corrected):
    first = sorted(bars, key=lambda bar: (bar["close_time"], bar["ticker"]))
    predictions = []
    for bar in first:
        for (model, version), manifest in MODELS.items():
            for source in ("prices", "request"):
                if rng.random() < (0.1 if source == "prices" else 0.7):
                    continue
                reference = instant(bar["close_time"])
                if rng.random() < 0.05:
                    reference -= timedelta(hours=3)  # of a bar that is not there
                kind = rng.choice(["in time"] * 6 + ["hindsight", "mixed"])
                answers = rng.choice([1, 1, 2, 5])
                same = rng.random() < 0.5
                price = move(rng, bar["close"])
                confidence = rng.choice([0.5, 0.7, 1.0, rng.uniform(0.5, 1), rng.uniform(0.0, 1.0)])
                for answer in range(answers):
                    late = kind == "hindsight" or (kind == "mixed" and answer % 2 == 0)
                    made = reference + (timedelta(days=60) if late else timedelta(minutes=rng.randrange(1, 300)))
                    predictions.append({
                        "request_id": f"r{len(predictions)}", "ticker": bar["ticker"], "model_type": model,
                        "model_version": version, "as_of": iso(max(reference, reference + timedelta(seconds=answer))),
                        "reference_time": iso(reference), "reference_price": bar["close"],
                        "horizon_bars": manifest["horizon_bars"],
                        "predicted_price": price if same else move(rng, bar["close"]),
                        "confidence": confidence if same else rng.uniform(0.4, 1.0),
                        "features_source": source, "predicted_at": iso(made)})
    rng.shuffle(predictions)
    return predictions


def move(rng, close):
    return close if rng.random() < 0.08 else round(close * (1 + rng.gauss(0, 0.015)), 6)


def sign(number):
    return (number > 0) - (number < 0)


def wilson(ratio, n):
    """The roots in p of n (ratio - p)^2 = z^2 p (1 - p)."""
    z = statistics.NormalDist().inv_cdf(0.975)
    a, b, c = n + z * z, -(2 * n * ratio + z * z), n * ratio * ratio
    root = math.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def scores(prediction, truth):
    reference, predicted = prediction["reference_price"], prediction["predicted_price"]
    said, came = sign(predicted - reference), sign(truth - reference)
    right = 0.5 if said == 0 or came == 0 else float(said == came)
    return {"right": right, "up": (1 + came) / 2, "error": predicted - truth, "absolute": abs(predicted - truth),
            "squared": (predicted - truth) ** 2, "relative": abs(predicted - truth) / truth,
            "unchanged": abs(reference - truth), "decided": said != 0 and came != 0, "confidence": prediction["confidence"]}


def measure(units, majority):
    """units: of every evaluated forecast the scores of its answers."""
    n = len(units)
    if n == 0:
        return {}
    mean = lambda name: statistics.fmean(statistics.fmean(score[name] for score in unit) for unit in units)
    accuracy = mean("right")
    lower, upper = wilson(accuracy, n)
    measures = {
        "accuracy_ratio": accuracy, "accuracy_lower_ratio": lower, "accuracy_upper_ratio": upper,
        "baseline_accuracy_ratio": mean("up") if majority == "up" else 1 - mean("up"),
        "mean_absolute_error_usd": mean("absolute"), "root_mean_squared_error_usd": math.sqrt(mean("squared")),
        "bias_usd": mean("error"), "mean_absolute_percentage_error_ratio": mean("relative")}
    if mean("unchanged") > 0:
        measures["skill_ratio"] = 1 - mean("absolute") / mean("unchanged")
    weighted = [(1 / len(unit), score) for unit in units for score in unit if score["decided"]]
    if weighted:
        total = math.fsum(weight for weight, _ in weighted)
        measures["brier_score"] = math.fsum(w * (s["confidence"] - s["right"]) ** 2 for w, s in weighted) / total
        bins = defaultdict(list)
        for weight, score in weighted:
            bins[min(9, int(score["confidence"] * 10))].append((weight, score))
        measures["expected_calibration_error_ratio"] = math.fsum(
            abs(math.fsum(w * (s["right"] - s["confidence"]) for w, s in inside)) for inside in bins.values()) / total
    return measures


def resolve(bars, model, ticker, reference):
    """When a forecast ends, and the truth if it ends with one."""
    manifest = MODELS[model]
    deadline = reference + timedelta(days=manifest["max_horizon_days"])
    after = sorted(when for (of, when) in bars if of == ticker and when > reference)
    if len(after) >= manifest["horizon_bars"] and after[manifest["horizon_bars"] - 1] <= deadline:
        when = after[manifest["horizon_bars"] - 1]
        return when, bars[ticker, when]
    return deadline, None


def figures(bars, sessions, units, model, first, last, hindsight):
    end = datetime.combine(last + timedelta(days=1), time(0), NEW_YORK)
    counts = {"evaluated": 0, "pending": 0, "missing_truth": 0, "hindsight": 0}
    scored = []
    for (ticker, of, reference, _), answers in units.items():
        if of != model or reference >= end:
            continue
        when, truth = resolve(bars, model, ticker, reference)
        if when >= end:
            counts["pending"] += 1
            continue
        day = when.astimezone(NEW_YORK).date()
        day = min((session for session in sessions if session >= day), default=last)
        if not first <= day <= last:
            continue
        if truth is None:
            counts["missing_truth"] += 1
            continue
        in_time = [answer for answer in answers if instant(answer["predicted_at"]) < when]
        counts["hindsight"] += not in_time
        measured = answers if hindsight else in_time
        if measured:
            counts["evaluated"] += 1
            scored.append([scores(answer, truth) for answer in measured])
    return {"forecasts": counts, "measures": measure(scored, MODELS[model]["majority_direction"])}


def main():
    rng = random.Random(20170301)
    bars, corrected = make_bars(rng)
    predictions = make_predictions(rng, bars, corrected)
    closes = {(bar["ticker"], instant(bar["close_time"])): bar["close"] for bar in bars + corrected}
    units = defaultdict(list)
    for prediction in predictions:
        model = prediction["model_type"], prediction["model_version"]
        units[prediction["ticker"], model, instant(prediction["reference_time"]), prediction["features_source"]].append(prediction)
    cases = []
    for case in CASES:
        first, last = date.fromisoformat(case["from"]), date.fromisoformat(case["to"])
        sessions = sorted({when.astimezone(NEW_YORK).date() for _, when in closes})
        sessions = [session for session in sessions if session <= last]
        models = []
        for (name, version) in MODELS:
            of = lambda start, end: figures(closes, sessions, units, (name, version), start, end, case["hindsight"])
            models.append({"model_type": name, "model_version": version, "session": of(first, last),
                           "20_sessions": of(sessions[-20], last),
                           "recent_sessions": {str(session): of(session, session) for session in sessions[-7:]}})
        cases.append({**case, "models": models})
    manifests = [{"model_type": name, "model_version": version, **manifest} for (name, version), manifest in MODELS.items()]
    for name, lines in (("bars.jsonl", bars + corrected), ("predictions.jsonl", predictions)):
        with open(name, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(line) + "\n" for line in lines)
    with open("expected.json", "w", encoding="utf-8") as out:
        json.dump({"models": manifests, "cases": cases}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
