# Makes r.json: what R finds where the tests of dev.presage.evaluator.statistics look.
#
#     Rscript independent.R        (in this folder; R 4.2.2, survey 4.1.1, forecast 8.20)
#
# clustered_ratio: survey::svymean and svyciprop(method = "beta") over svydesign(ids = ~session).
# intraclass_correlation: the mean squares of stats::aov, put together as Ridout, Demétrio and Firth (1999) do.
# diebold_mariano: forecast::dm.test; where its variance is not positive it goes on with h = 1, so there
#     dm.test(varestimator = "bartlett") is asked instead.

suppressMessages({
  library(survey)
  library(forecast)
})

json <- function(value) {
  if (is.list(value)) {
    parts <- vapply(names(value), function(name) paste0('"', name, '": ', json(value[[name]])), "")
    return(paste0("{", paste(parts, collapse = ", "), "}"))
  }
  if (is.character(value)) {
    return(paste0('"', value, '"'))
  }
  numbers <- sprintf("%.17g", as.numeric(value))
  if (length(numbers) == 1 && !inherits(value, "AsIs")) numbers else paste0("[", paste(numbers, collapse = ", "), "]")
}

sessions_of <- function(successes, trials) {
  data.frame(
    session = rep(seq_along(trials), trials),
    right = unlist(mapply(function(s, n) rep(c(1, 0), c(s, n - s)), successes, trials, SIMPLIFY = FALSE)))
}

clustered_ratio <- function(successes, trials) {
  data <- sessions_of(successes, trials)
  design <- svydesign(ids = ~session, weights = ~1, data = data)
  mean <- svymean(~right, design, deff = "replace")
  ratio <- unname(coef(mean))
  n <- nrow(data)
  # What svyciprop computes on its way to the interval, which it doesn't tell.
  effective <- ratio * (1 - ratio) / as.numeric(vcov(mean)) * (qt(0.025, n - 1) / qt(0.025, degf(design)))^2
  told <- as.numeric(attr(svyciprop(~right, design, method = "beta"), "ci"))
  stopifnot(all.equal(told, c(
    qbeta(0.025, effective * ratio, effective * (1 - ratio) + 1),
    qbeta(0.975, effective * ratio + 1, effective * (1 - ratio)))))
  list(
    successes = I(successes), trials = I(trials), ratio = ratio, standard_error = as.numeric(SE(mean)),
    design_effect = as.numeric(deff(mean)), effective_trials = effective)
}

intraclass_correlation <- function(successes, trials) {
  data <- sessions_of(successes, trials)
  squares <- summary(aov(right ~ factor(session), data = data))[[1]][["Mean Sq"]]
  d <- sum(trials > 0)
  usual <- (sum(trials) - sum(trials^2) / sum(trials)) / (d - 1)
  list(
    successes = I(successes), trials = I(trials),
    correlation = (squares[1] - squares[2]) / (squares[1] + (usual - 1) * squares[2]))
}

# Right with a probability that differs from session to session.
draw <- function(trials, ratio, spread) {
  rbinom(length(trials), trials, pmin(1, pmax(0, ratio + spread * rnorm(length(trials)))))
}

diebold_mariano <- function(one, other, horizon, power) {
  differences <- abs(one)^power - abs(other)^power
  estimator <- "acf"
  test <- withCallingHandlers(
    dm.test(one, other, h = horizon, power = power),
    warning = function(w) {
      estimator <<- "bartlett"
      invokeRestart("muffleWarning")
    })
  if (estimator == "bartlett") {
    test <- dm.test(one, other, h = horizon, power = power, varestimator = "bartlett")
  }
  list(
    differences = I(differences), horizon = horizon, power = power, estimator = estimator,
    statistic = unname(test$statistic), p_value = unname(test$p.value))
}

set.seed(20170301)
clusters <- list()
for (trials in list(
  rep(5, 20), rep(40, 60), rep(1, 30), c(7, 3), c(5, 4, 0, 5, 2, 5, 5, 1, 5, 5, 3, 5), sample(1:120, 250, replace = TRUE))) {
  for (spread in c(0, 0.25)) {
    successes <- draw(trials, 0.55, spread)
    clusters[[length(clusters) + 1]] <- list(successes = successes, trials = trials)
  }
}
clusters[[length(clusters) + 1]] <- list(successes = c(2, 3, 2, 3, 3, 2), trials = rep(5, 6)) # more alike than by chance

differences <- list()
for (n in c(12, 40, 250)) {
  for (horizon in c(1, 3, 5)) {
    for (power in c(1, 2)) {
      shocks <- rnorm(n + horizon - 1)
      one <- stats::filter(shocks, rep(1, horizon), sides = 1)[horizon:(n + horizon - 1)]
      differences[[length(differences) + 1]] <- diebold_mariano(one, 0.9 * one + rnorm(n, sd = 0.5), horizon, power)
    }
  }
}
swinging <- 1.5 + rep(c(-1, 1), 15) + rnorm(30, sd = 0.1) # neighbours differ, so that the full sum is negative
for (horizon in c(2, 4)) {
  differences[[length(differences) + 1]] <- diebold_mariano(swinging, rep(1, 30), horizon, 1)
}
stopifnot(sum(vapply(differences, function(case) case$estimator == "bartlett", TRUE)) >= 2)

array_of <- function(cases) paste0("[\n", paste(vapply(cases, json, ""), collapse = ",\n"), "]")
writeLines(paste0(
  '{"made_by": "R ', getRversion(), ", survey ", packageVersion("survey"), ", forecast ", packageVersion("forecast"), '",\n',
  '"clustered_ratio": ', array_of(lapply(clusters, function(case) do.call(clustered_ratio, case))), ",\n",
  '"intraclass_correlation": ', array_of(lapply(Filter(function(case) any(case$trials > 1), clusters),
    function(case) do.call(intraclass_correlation, case))), ",\n",
  '"diebold_mariano": ', array_of(differences), "}"), "r.json")
