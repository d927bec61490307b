"""Makes python.json: what numpy, scipy and statsmodels find where the tests of dev.presage.evaluator.statistics look.

    python3 independent.py        (in this folder; numpy 1.24.2, scipy 1.10.1, statsmodels 0.13.5)

wilson: statsmodels.stats.proportion.proportion_confint.
overlapping_ratio: statsmodels.stats.sandwich_covariance.S_hac_simple on the sessions' residuals, uniform weights, or Bartlett's where
    those give nothing positive.
calibration: numpy, from the definitions in the papers that Calibration and CalibrationError name, point by point.
stability: numpy and scipy.stats.chi2.
anytime: numpy, from Waudby-Smith and Ramdas (2024): every claim of a fine grid is bet against, and nothing is assumed of the result but
    that a claim that was once refuted stays refuted.

Written from the definitions in the papers; it shares neither code nor structure with the Java.
"""

import json
import platform

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.sandwich_covariance import S_hac_simple, weights_bartlett, weights_uniform


def wilson_cases():
    cases = []
    for right, trials in ((0, 1), (1, 1), (8, 10), (0, 10), (121.25, 250), (2.75, 5), (52740, 100000), (3.2, 7.9)):
        lower, upper = proportion_confint(right, trials, alpha=0.05, method="wilson")
        cases.append({"ratio": right / trials, "trials": trials, "lower": lower, "upper": upper})
    return cases


def sum_variance(residuals, lag):
    """Of the sum of residuals, and whose weights it took."""
    column = np.asarray(residuals, float)[:, None]
    full = S_hac_simple(column, nlags=lag, weights_func=weights_uniform)[0, 0]
    if full > 0:
        return full, "uniform"
    return S_hac_simple(column, nlags=lag, weights_func=weights_bartlett)[0, 0], "bartlett"


def overlapping_ratio(successes, trials, lag):
    successes, trials = np.asarray(successes, float), np.asarray(trials, float)
    n, clusters = trials.sum(), np.count_nonzero(trials)
    ratio = successes.sum() / n
    variance, weights = sum_variance(successes - ratio * trials, lag)
    variance *= clusters / (clusters - 1) / n**2
    simple = ratio * (1 - ratio) / n
    few = stats.t.ppf(0.975, n - 1) / stats.t.ppf(0.975, max(1, clusters / (lag + 1) - 1))  # what overlaps counts as one
    return {"successes": successes.tolist(), "trials": trials.tolist(), "lag": lag, "weights": weights, "ratio": ratio,
            "design_effect": variance / simple, "effective_trials": n * simple / variance * few**2}


def overlapping_cases(rng):
    cases = []
    for lag in (1, 2, 4):
        for sessions in (20, 60):
            trials = rng.integers(1, 30, sessions)
            wave = np.convolve(rng.normal(size=sessions + lag), np.ones(lag + 1), "valid") / np.sqrt(lag + 1)
            cases.append(overlapping_ratio(rng.binomial(trials, stats.norm.cdf(0.1 + 0.5 * wave)), trials, lag))
    swinging = np.tile([9, 2], 10)  # neighbours differ, so that the full sum is negative
    cases.append(overlapping_ratio(swinging + rng.integers(0, 2, 20), np.full(20, 11), 1))
    assert {case["weights"] for case in cases} == {"uniform", "bartlett"}
    return cases


def calibration(session, confidence, right, weight, sessions, horizon):
    session, confidence, right, weight = map(np.asarray, (session, confidence, right, weight))
    levels, which = np.unique(confidence, return_inverse=True)
    mass = np.bincount(which, weight)
    middle = np.cumsum(mass) - mass / 2  # where the middle one of those with equal confidence stands
    places = np.minimum(9, np.floor(10 * middle / mass.sum()))[which]
    bins = [places == place for place in np.unique(places)]
    mean = lambda values, among: np.average(values[among], weights=weight[among])
    everything = np.full(len(session), True)
    share = [weight[among].sum() / weight.sum() for among in bins]
    reliability = sum(w * (mean(confidence, b) - mean(right, b)) ** 2 for w, b in zip(share, bins))
    resolution = sum(w * (mean(right, b) - mean(right, everything)) ** 2 for w, b in zip(share, bins))
    within_variance = within_covariance = 0
    for w, b in zip(share, bins):
        within_variance += w * mean((confidence - mean(confidence, b)) ** 2, b)
        within_covariance += 2 * w * mean((confidence - mean(confidence, b)) * (right - mean(right, b)), b)
    uncertainty = mean(right, everything) * (1 - mean(right, everything))

    def squared(kept):
        total = 0
        for b in bins:
            inside = b & kept
            if not inside.any():
                continue
            gap = mean(right, inside) - mean(confidence, inside)
            residuals = np.zeros(sessions)
            np.add.at(residuals, session[inside], weight[inside] * (right[inside] - confidence[inside] - gap))
            clusters = len(np.unique(session[inside]))
            if clusters > 1:
                variance, _ = sum_variance(residuals, horizon - 1)
                total += weight[inside].sum() * gap**2
                total -= weight[inside].sum() * clusters / (clusters - 1) * variance / weight[inside].sum() ** 2
        return total / weight[kept].sum()

    groups = [session // horizon == group for group in range(-(-sessions // horizon))]
    without = np.array([squared(~group) for group in groups])
    spread = np.sqrt((len(groups) - 1) / len(groups) * ((without - without.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, len(groups) - 1) * spread
    root = lambda square: float(np.sqrt(max(0, square)))
    estimate = squared(everything)
    return {
        "points": [list(point) for point in zip(session.tolist(), confidence.tolist(), right.tolist(), weight.tolist())],
        "sessions": sessions, "horizon": horizon,
        "bins": [{"weight": weight[b].sum(), "confidence": mean(confidence, b), "right": mean(right, b)} for b in bins],
        "brier": mean(weight * 0 + (confidence - right) ** 2, everything), "reliability": reliability,
        "resolution": resolution - within_variance + within_covariance, "uncertainty": uncertainty,
        "error": root(estimate), "lower": root(estimate - reach), "upper": root(estimate + reach)}


def calibration_cases(rng):
    cases = []
    for sessions, tickers, horizon, ties in ((20, 15, 1, False), (30, 8, 1, True), (24, 10, 3, False), (4, 25, 1, True)):
        session = np.repeat(np.arange(sessions), tickers)
        confidence = rng.uniform(0.5, 0.8, len(session))
        if ties:
            confidence = np.round(confidence, 1)
        common = np.repeat(rng.normal(0, 0.15, sessions), tickers)
        right = (rng.uniform(size=len(session)) < confidence - 0.08 + common).astype(float)
        weight = np.where(rng.uniform(size=len(session)) < 0.2, 0.5, 1.0)
        cases.append(calibration(session, confidence, right, weight, sessions, horizon))
    return cases


def stability(shares, samples, counts):
    shares, counts = np.asarray(shares), np.asarray(counts)
    now = np.maximum(counts, 0.5) / counts.sum()
    return {"shares": shares.tolist(), "samples": samples, "counts": counts.tolist(),
            "index": float(((now - shares) * np.log(now / shares)).sum()),
            "chance": float(stats.chi2.ppf(0.95, len(shares) - 1) * (1 / counts.sum() + 1 / samples))}


def stability_cases(rng):
    tenths = np.full(10, 0.1)
    return [stability(tenths, 2415, rng.multinomial(100, tenths)), stability(tenths, 500, [0, 0, 3, 9, 20, 31, 20, 9, 3, 5]),
            stability([0.2, 0.3, 0.5], 40, [0, 1, 0]), stability([0.6, 0.4], 10**6, [600000, 400000])]


GRID = np.arange(1, 200000) / 200000


def anytime(values, horizon):
    """bounds[t]: the least claim on the grid that is refuted after t + 1 values; 1 if none is."""
    shares = np.array([1 / 8, 1 / 4, 1 / 2, 9 / 10])
    stakes = shares[:, None] / (1 - GRID)  # at most all would be lost at a value of 1
    capital = np.ones((horizon, len(shares), len(GRID)))
    p = np.ones((horizon, len(GRID)))
    refuted = np.full(len(GRID), False)
    factor = 1 if horizon == 1 else max(2, np.e * np.log(horizon))
    bounds = []
    for time, value in enumerate(values):
        if value is not None:
            own = time % horizon
            capital[own] *= 1 + stakes * (GRID - value)
            p[own] = np.minimum(p[own], 1 / capital[own].mean(axis=0))
            refuted |= factor * stats.hmean(p, axis=0) <= 0.05
        bounds.append(GRID[refuted].min() if refuted.any() else 1.0)
    return {"values": values, "horizon": horizon, "bounds": bounds}


def anytime_cases(rng):
    cases = []
    for horizon, sessions, ratio in ((1, 60, 0.5), (1, 60, 0.2), (3, 90, 0.3), (2, 60, 0.3), (5, 120, 0.1)):
        values = (rng.binomial(20, ratio, sessions) / 20).tolist()
        values[3] = values[17] = None
        cases.append(anytime(values, horizon))
    cases.append(anytime([0.0] * 20, 1))
    return cases


def main():
    rng = np.random.default_rng(20170301)
    found = {
        "made_by": f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, "
                   f"statsmodels {statsmodels.__version__}",
        "wilson": wilson_cases(), "overlapping_ratio": overlapping_cases(rng), "calibration": calibration_cases(rng),
        "stability": stability_cases(rng), "anytime": anytime_cases(rng)}
    parts = (f'"{name}": ' + (json.dumps(cases) if isinstance(cases, str) else
                              "[\n" + ",\n".join(json.dumps(case) for case in cases) + "]") for name, cases in found.items())
    with open("python.json", "w", encoding="utf-8") as out:
        out.write("{" + ",\n".join(parts) + "}\n")


if __name__ == "__main__":
    main()
