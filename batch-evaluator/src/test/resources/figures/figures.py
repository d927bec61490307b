"""Makes the fixture of FiguresTest: bars, predictions, and what the evaluator must find in them.

    python3 figures.py        (in this folder; Python 3.9 or newer, and scipy for the quantiles of Student's t)

writes bars.jsonl, predictions.jsonl and expected.json. The figures are computed here from the definitions in METRICS.md, in Measure and
in the papers that the package statistics names, forecast by forecast, without the Java's sums: the truth by scanning lists of bars,
Wilson's bounds as the roots of their quadratic equation, means by statistics.fmean, the Brier score's resolution from what differs
between and within bins, and each bound that holds at any time by betting against one claim after the other.
"""

import json
import math
import random
import statistics
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from scipy import stats

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


def spoil(bars, corrected, predictions):
    """A split, a bad bar that was corrected when some had been told of it, and one that never was."""
    split, mended, bad = close_of(date(2017, 2, 22)), close_of(date(2017, 2, 8)), close_of(date(2017, 2, 27))
    later = []
    for bar in bars + corrected:
        when = instant(bar["close_time"])
        if bar["ticker"] == "BBB" and when == mended:
            later.append(dict(bar))
        scale(bar, ("open", "high", "low", "close"), factor(bar["ticker"], when, split, mended, bad))
    corrected.extend(later)
    mended_in_time = False
    for prediction in predictions:
        when = instant(prediction["reference_time"])
        times = factor(prediction["ticker"], when, split, mended, bad)
        if times == 10 and prediction["model_type"] == "normal" and not mended_in_time:
            mended_in_time = True  # the one of several answers that was given when the bar had been corrected
        else:
            scale(prediction, ("reference_price", "predicted_price"), times)


def factor(ticker, when, split, mended, bad):
    if ticker == "AAA" and when >= split:
        return 0.5
    if ticker == "BBB" and when == mended:
        return 10
    return 0.1 if ticker == "CCC" and when == bad else 1


def scale(record, names, times):
    for name in names:
        record[name] = round(record[name] * times, 6)


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
            "unchanged": abs(reference - truth), "relative_unchanged": abs(reference - truth) / truth,
            "decided": said != 0 and came != 0, "confidence": prediction["confidence"]}


def mean(values):
    values = list(values)
    return values[0] if len(set(values)) == 1 else statistics.fmean(values)


def of_unit(unit, name):
    return mean(score[name] for score in unit)


def sum_variance(deviations, lag):
    """Hansen and Hodrick's, or Newey and West's where that is not positive."""
    products = [math.fsum(x * y for x, y in zip(deviations, deviations[distance:])) for distance in range(lag + 1)]
    full = products[0] + 2 * math.fsum(products[1:])
    if full > 0:
        return full
    return products[0] + 2 * math.fsum((1 - l / (lag + 1)) * product for l, product in enumerate(products) if l > 0)


def quantile(degrees):
    return float(stats.t.ppf(0.975, degrees))


def effective(rights, lag):
    """rights: of each session, those of its forecasts."""
    everything = [right for session in rights for right in session]
    n, clusters, ratio = len(everything), sum(map(bool, rights)), statistics.fmean(everything)
    if clusters < 2 or ratio in (0, 1):
        return min(n, max(1, clusters / (lag + 1)))
    residuals = [math.fsum(right - ratio for right in session) for session in rights]
    variance = clusters / (clusters - 1) * sum_variance(residuals, lag) / n**2
    known = quantile(max(1, clusters / (lag + 1) - 1)) / quantile(n - 1)
    worth = ratio * (1 - ratio) / variance / known**2 if variance > 0 else n
    return min(n, max(1.0, worth))  # two sessions are worth no less than one


def correlation(rights):
    """The analysis of variance of Ridout, Demetrio and Firth (1999); None if it says nothing."""
    groups = [session for session in rights if session]
    n = sum(map(len, groups))
    if len(groups) < 2 or n == len(groups):
        return None
    ratio = statistics.fmean(right for group in groups for right in group)
    shares = [statistics.fmean(group) for group in groups]
    between = math.fsum(len(g) * (p - ratio) ** 2 for g, p in zip(groups, shares)) / (len(groups) - 1)
    within = math.fsum(len(g) * p * (1 - p) for g, p in zip(groups, shares)) / (n - len(groups))
    usual = (n - sum(len(g) ** 2 for g in groups) / n) / (len(groups) - 1)
    total = between + (usual - 1) * within
    return min(1, max(0, (between - within) / total)) if total > 0 else None


def worth(rights, trailing, lag):
    """How many independent forecasts those of some sessions are worth."""
    if len(rights) == 1:
        alike = correlation(trailing)
        if alike is not None:
            n = len(rights[0])
            return n / (1 + (n - 1) * alike)
    return effective(rights, lag)


def refuted(claim, values, horizon):
    """Whether a claim on the mean was ever refuted: by the harmonic mean of p-values of bets on every horizon-th session."""
    p = []
    for start in range(horizon):
        capitals, least = [0.25] * 4, 1.0
        for value in values[start::horizon]:
            if value is not None:
                capitals = [capital * (1 + share * (claim - value) / (1 - claim))
                            for capital, share in zip(capitals, (0.125, 0.25, 0.5, 0.9))]
                least = min(least, 1 / math.fsum(capitals))
        p.append(least)
    merged = statistics.harmonic_mean(p) * (1 if horizon == 1 else max(2, math.e * math.log(horizon)))
    return merged <= 0.05


def anytime(values, horizon):
    """The least claim that was refuted; None without a value."""
    if all(value is None for value in values):
        return None
    low, high = 0.0, 1.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (low, middle) if refuted(middle, values, horizon) else (middle, high)
    return high


def calibration(sessions, horizon):
    """sessions: of each, its forecasts; of each of those the scores of its answers."""
    points = []
    for number, units in enumerate(sessions):
        for unit in units:
            decided = [score for score in unit if score["decided"]]
            if decided:
                points.append({"session": number, "weight": len(decided) / len(unit), "answers": decided,
                               "confidence": of_unit(decided, "confidence"), "right": of_unit(decided, "right")})
    if not points:
        return {}
    total = math.fsum(point["weight"] for point in points)
    bins, below = defaultdict(list), 0
    for level in sorted({point["confidence"] for point in points}):
        alike = [point for point in points if point["confidence"] == level]
        mass = math.fsum(point["weight"] for point in alike)
        bins[min(9, math.floor(10 * (below + mass / 2) / total))] += alike
        below += mass
    weigh = lambda inside: math.fsum(point["weight"] for point in inside)
    average = lambda inside, name: math.fsum(point["weight"] * point[name] for point in inside) / weigh(inside)
    ratio = average(points, "right")
    reliability = resolution = brier = 0
    for inside in bins.values():
        confidence, right = average(inside, "confidence"), average(inside, "right")
        reliability += weigh(inside) / total * (confidence - right) ** 2
        resolution += weigh(inside) / total * (right - ratio) ** 2
        for point in inside:
            for answer in point["answers"]:
                weight = point["weight"] / len(point["answers"]) / total
                surer, better = answer["confidence"] - confidence, answer["right"] - right
                resolution += weight * (2 * surer * better - surer**2)
                brier += weight * (answer["confidence"] - answer["right"]) ** 2
    return {"brier_score": brier, "brier_reliability_score": reliability, "brier_resolution_score": resolution,
            "brier_uncertainty_score": ratio * (1 - ratio), **calibration_error(bins.values(), len(sessions), horizon)}


def calibration_error(bins, sessions, horizon):
    groups = -(-sessions // horizon)
    if groups < 2:
        return {}
    estimate = squared_error(bins, sessions, horizon, None)
    without = [squared_error(bins, sessions, horizon, group) for group in range(groups)]
    if any(map(math.isnan, [estimate, *without])):
        return {}
    spread = (groups - 1) / groups * math.fsum((one - statistics.fmean(without)) ** 2 for one in without)
    reach = quantile(groups - 1) * math.sqrt(spread)
    root = lambda square: math.sqrt(max(0, square))
    return {"calibration_error_ratio": root(estimate), "calibration_error_lower_ratio": root(estimate - reach),
            "calibration_error_upper_ratio": root(estimate + reach)}


def squared_error(bins, sessions, horizon, left_out):
    total, mass, told = 0, 0, False
    for inside in bins:
        kept = [point for point in inside if point["session"] // horizon != left_out]
        if not kept:
            continue
        weight = math.fsum(point["weight"] for point in kept)
        gap = math.fsum(point["weight"] * (point["right"] - point["confidence"]) for point in kept) / weight
        clusters = len({point["session"] for point in kept})
        mass += weight
        if clusters > 1:
            residuals = [math.fsum(point["weight"] * (point["right"] - point["confidence"] - gap)
                                   for point in kept if point["session"] == session) for session in range(sessions)]
            variance = clusters / (clusters - 1) * sum_variance(residuals, horizon - 1) / weight**2
            total, told = total + weight * (gap**2 - variance), True
    return total / mass if told else math.nan


class Model:
    """One model's forecasts, by the session in which they ended."""

    def __init__(self, model, bars, sessions, units, last, hindsight):
        self.manifest, self.bars, self.sessions, self.last, self.hindsight = MODELS[model], bars, sessions, last, hindsight
        self.ended = defaultdict(list)
        self.waiting = []  # when asked, when over
        for (ticker, of, reference, _), answers in units.items():
            if of == model and reference < midnight(last):
                self.add(ticker, reference, answers)

    def resolve(self, ticker, reference):
        """When a forecast ends, with which truth if any, and whether the way there can be believed."""
        deadline = reference + timedelta(days=self.manifest["max_horizon_days"])
        bars = self.manifest["horizon_bars"]
        after = sorted(when for (of, when) in self.bars if of == ticker and when > reference)
        if len(after) < bars or after[bars - 1] > deadline or after[bars - 1] >= midnight(self.last):
            return deadline, None, True
        way = [reference] * ((ticker, reference) in self.bars) + after[:bars]
        prices = [self.bars[ticker, when] for when in way]
        believable = all(max(one, other) <= 1.5 * min(one, other) for one, other in zip(prices, prices[1:]))
        return way[-1], prices[-1], believable

    def add(self, ticker, reference, answers):
        when, truth, believable = self.resolve(ticker, reference)
        self.waiting.append((reference, when))
        if when >= midnight(self.last):
            return
        day = when.astimezone(NEW_YORK).date()
        day = min((session for session in self.sessions if session >= day), default=self.last)
        until = [when for (of, when) in self.bars if of == ticker and when <= reference]
        bar = self.bars[ticker, max(until)] if until else None  # the reference bar, or else the one before it
        trusted = [a for a in answers if bar is None or max(bar, a["reference_price"]) <= 1.5 * min(bar, a["reference_price"])]
        late = [a for a in trusted if instant(a["predicted_at"]) >= when]
        measured = [] if truth is None or not believable else trusted if self.hindsight else [a for a in trusted if a not in late]
        reach = sum(reference.astimezone(NEW_YORK).date() <= s < when.astimezone(NEW_YORK).date() for s in self.sessions)
        self.ended[day].append({
            "missing_truth": truth is None,
            "suspect": truth is not None and (not believable or (len(trusted) < len(answers) and not measured)),
            "hindsight": truth is not None and believable and len(late) == len(answers),
            "evaluated": bool(measured), "reach": reach, "unit": [scores(answer, truth) for answer in measured]})

    def units(self, session):
        return [one["unit"] for one in self.ended[session] if one["evaluated"]]

    def rights(self, sessions):
        return [[of_unit(unit, "right") for unit in self.units(session)] for session in sessions]

    def ahead(self, sessions):
        reach = [one["reach"] for session in sessions for one in self.ended[session] if one["evaluated"]]
        return max(1, min(self.manifest["horizon_bars"], max(reach, default=1)))

    def trailing(self, session):
        return [one for one in self.sessions if one <= session][-20:]

    def figures(self, sessions, last):
        ended = [one for session in sessions for one in self.ended[session]]
        counts = {state: sum(one[state] for one in ended) for state in ("evaluated", "missing_truth", "hindsight", "suspect")}
        counts["pending"] = sum(asked < midnight(last) <= over for asked, over in self.waiting)
        return {"forecasts": counts, "measures": self.measures(sessions)}

    def measures(self, sessions):
        units = [unit for session in sessions for unit in self.units(session)]
        if not units:
            return {}
        average = lambda name: statistics.fmean(of_unit(unit, name) for unit in units)
        lag = self.ahead(sessions) - 1
        independent = worth(self.rights(sessions), self.rights(self.trailing(sessions[-1])), lag)
        lower, upper = wilson(average("right"), independent)
        measures = {
            "accuracy_ratio": average("right"), "accuracy_lower_ratio": lower, "accuracy_upper_ratio": upper,
            "effective_forecasts": independent, "baseline_accuracy_ratio": statistics.fmean(map(self.baseline, units)),
            "mean_absolute_error_usd": average("absolute"), "root_mean_squared_error_usd": math.sqrt(average("squared")),
            "bias_usd": average("error"), "mean_absolute_percentage_error_ratio": average("relative")}
        if average("unchanged") > 0:
            measures["skill_ratio"] = 1 - average("absolute") / average("unchanged")
        return {**measures, **calibration([self.units(session) for session in sessions], lag + 1)}

    def baseline(self, unit):
        up = of_unit(unit, "up")
        return up if self.manifest["majority_direction"] == "up" else 1 - up

    def year(self):
        return [session for session in self.sessions if session.year == self.last.year]

    def year_figures(self):
        year, ahead = self.year(), self.ahead(self.year())
        figures = self.figures(year, self.last)
        accuracies = [mean(rights) if rights else None for rights in self.rights(year)]
        better = [statistics.fmean(of_unit(unit, "right") - self.baseline(unit) for unit in self.units(session))
                  if self.units(session) else None for session in year]
        advantage = anytime([None if one is None else (1 + one) / 2 for one in better], ahead)
        if advantage is not None:
            figures["measures"]["accuracy_anytime_upper_ratio"] = anytime(accuracies, ahead)
            figures["measures"]["advantage_anytime_upper_ratio"] = 2 * advantage - 1
        return figures

    def nights(self):
        """Of the last 60 sessions, which are all there are here."""
        year = self.year()
        nights = []
        for session in self.sessions[-60:]:
            own, trailing = self.rights([session])[0], self.trailing(session)
            rights = self.rights(trailing)
            until = [mean(one) if one else None for one in self.rights([one for one in year if one <= session])]
            night = {"session": str(session), "evaluated": len(own), "accuracy": statistics.fmean(own) if own else None,
                     "anytime_upper": anytime(until, self.ahead(year))}
            if any(rights):
                night["trailing"] = statistics.fmean(right for one in rights for right in one)
                night["trailing_effective"] = worth(rights, rights, self.ahead(trailing) - 1)
            nights.append(night)
        return nights

    def against_no_change(self, sessions):
        """Diebold and Mariano's test with Harvey, Leybourne and Newbold's correction; None if it can't be made."""
        losses = [statistics.fmean(of_unit(unit, "relative") - of_unit(unit, "relative_unchanged") for unit in self.units(session))
                  for session in sessions if self.units(session)]
        n, h = len(losses), self.ahead(sessions)
        if n < 2 or n <= h:
            return None
        average = statistics.fmean(losses)
        variance = sum_variance([loss - average for loss in losses], h - 1) / n
        correction = math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
        statistic = correction * average / math.sqrt(variance / n)
        return {"sessions": n, "mean_difference": average, "statistic": statistic,
                "p_value": float(2 * stats.t.sf(abs(statistic), n - 1))}


def midnight(day):
    """When a day is over."""
    return datetime.combine(day + timedelta(days=1), time(0), NEW_YORK)


def expected(case, closes, units, model):
    first, last = date.fromisoformat(case["from"]), date.fromisoformat(case["to"])
    sessions = sorted({when.astimezone(NEW_YORK).date() for _, when in closes})
    sessions = [session for session in sessions if session <= last]
    found = Model(model, closes, sessions, units, last, case["hindsight"])
    windows = {"session": [session for session in sessions if session >= first], "20_sessions": sessions[-20:],
               "year": found.year()}
    return {
        "model_type": model[0], "model_version": model[1],
        "session": found.figures(windows["session"], last), "20_sessions": found.figures(windows["20_sessions"], last),
        "year": found.year_figures(),
        "recent_sessions": {str(session): found.figures([session], session) for session in sessions[-7:]},
        "nights": found.nights(),
        "against_no_change": {name: found.against_no_change(window) for name, window in windows.items()}}


def main():
    rng = random.Random(20170301)
    bars, corrected = make_bars(rng)
    predictions = make_predictions(rng, bars, corrected)
    spoil(bars, corrected, predictions)
    closes = {(bar["ticker"], instant(bar["close_time"])): bar["close"] for bar in bars + corrected}
    units = defaultdict(list)
    for prediction in predictions:
        model = prediction["model_type"], prediction["model_version"]
        units[prediction["ticker"], model, instant(prediction["reference_time"]), prediction["features_source"]].append(prediction)
    cases = [{**case, "models": [expected(case, closes, units, model) for model in MODELS]} for case in CASES]
    manifests = [{"model_type": name, "model_version": version, **manifest} for (name, version), manifest in MODELS.items()]
    for name, lines in (("bars.jsonl", bars + corrected), ("predictions.jsonl", predictions)):
        with open(name, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(line) + "\n" for line in lines)
    with open("expected.json", "w", encoding="utf-8") as out:
        json.dump({"models": manifests, "cases": cases}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
