"""Reference values for src/analytics/experiments.

Made with Debian 12: python3-scipy 1.10.1, python3-statsmodels 0.13.5, python3-numpy 1.24.2, by
    /usr/bin/python3 test/reference/make-experiments.py ../shared/data/hillstrom/hillstrom.csv.gz > test/reference/experiments.csv
Hillstrom (2008), MineThatData e-mail challenge: 64 000 customers, two mails and a control; the file is not part of the project.
Columns: function, arguments (separated by spaces), value.
"""
import csv
import gzip
import sys

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import tt_ind_solve_power
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW


def say(name, arguments, value):
    print(f"{name},{' '.join(repr(float(a)) for a in arguments)},{float(value)!r}")


def means(name, treated, control, usevar):
    comparison = CompareMeans(DescrStatsW(treated), DescrStatsW(control))
    low, high = comparison.tconfint_diff(usevar=usevar)
    t, p, degrees = comparison.ttest_ind(usevar=usevar)
    for key, value in dict(estimate=treated.mean() - control.mean(), low=low, high=high, t=t, p=p, degrees=degrees).items():
        say(f"{name}.{key}", [], value)


def adjusted(name, treated, before_treated, control, before_control):
    """Lin 2013: one least-squares line an arm, both read at the mean of everybody; errors of the two predictions."""
    centre = np.concatenate([before_treated, before_control]).mean()
    at = []
    for values, before in [(treated, before_treated), (control, before_control)]:
        fit = sm.OLS(values, sm.add_constant(before - centre)).fit()
        at.append((fit.params[0], fit.bse[0] ** 2, len(values) - 2))
    (one, error1, df1), (two, error2, df2) = at
    error = np.sqrt(error1 + error2)
    degrees = (error1 + error2) ** 2 / (error1**2 / df1 + error2**2 / df2)
    reach = stats.t.ppf(0.975, degrees) * error
    say(f"{name}.estimate", [], one - two)
    say(f"{name}.standardError", [], error)
    say(f"{name}.p", [], 2 * stats.t.cdf(-abs(one - two) / error, degrees))
    say(f"{name}.low", [], one - two - reach)
    say(f"{name}.high", [], one - two + reach)


print("function,arguments,value")
with gzip.open(sys.argv[1], "rt") as lines:
    rows = list(csv.DictReader(lines))
arms = {}
for label, segment in [("control", "No E-Mail"), ("womens", "Womens E-Mail"), ("mens", "Mens E-Mail")]:
    mine = [row for row in rows if row["segment"] == segment]
    arms[label] = {key: np.array([float(row[key]) for row in mine]) for key in ["visit", "conversion", "spend", "history"]}
    for key in ["visit", "conversion", "spend"]:
        say(f"{label}.{key}.mean", [], arms[label][key].mean())
    say(f"{label}.count", [], len(mine))
control = arms["control"]
for label in ["womens", "mens"]:
    treated = arms[label]
    for key in ["visit", "conversion"]:
        counts = [treated[key].sum(), control[key].sum()]
        sizes = [len(treated[key]), len(control[key])]
        z, p = proportions_ztest(counts, sizes)
        low, high = confint_proportions_2indep(counts[0], sizes[0], counts[1], sizes[1], method="newcomb", compare="diff")
        for name, value in dict(estimate=counts[0] / sizes[0] - counts[1] / sizes[1], low=low, high=high, z=z, p=p).items():
            say(f"{label}.{key}.{name}", [], value)
    means(f"{label}.spend", treated["spend"], control["spend"], "unequal")
    adjusted(f"{label}.spendByHistory", treated["spend"], treated["history"], control["spend"], control["history"])

# A small invented test with unequal arms: 30 treated, 12 control.
random = np.random.default_rng(5)
before = random.lognormal(2, 0.8, 42)
after = 0.5 * before + random.lognormal(1.5, 1, 42) * (random.random(42) < 0.7)
for index in range(42):
    say("sample.before", [index], before[index])
    say("sample.after", [index], after[index])
means("sample.welch", after[:30], after[30:], "unequal")
means("sample.pooled", after[:30], after[30:], "pooled")
adjusted("sample.lin", after[:30], before[:30], after[30:], before[30:])

for p_values in [[0.01, 0.04, 0.03], [0.5, 0.001, 0.02, 0.02], [0.9]]:
    for index, value in enumerate(multipletests(p_values, method="holm")[1]):
        say("holm", [index, *p_values], value)
for bound, loadings in [(1.96, [0.7071, 0.7071]), (2.212, [0.7071, 0.7071]), (2.5, [0.3, 0.6, 0.9]), (1, [0.5]), (3, [0.2, 0.95])]:
    correlation = np.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1)
    size = len(loadings)
    value = (
        stats.mvn.mvnun([-bound] * size, [bound] * size, [0] * size, correlation, maxpts=2000000, abseps=1e-9, releps=1e-9)[0]
        if size > 1
        else stats.norm.cdf(bound) - stats.norm.cdf(-bound)
    )
    say("dunnett", [bound, *loadings], value)

# Sizes: people an arm by statsmodels (Student), and the true power of the pooled z test by counting every outcome.
for difference, deviation in [(0.5, 10), (2, 11.6), (1, 3)]:
    say("meansSize", [difference, deviation], tt_ind_solve_power(effect_size=difference / deviation, alpha=0.05, power=0.8))
for treated, control, n_treated, n_control in [(0.12, 0.1, 3841, 3841), (0.05, 0.03, 1506, 1506), (0.3, 0.25, 2000, 700)]:
    k1, k2 = np.arange(n_treated + 1), np.arange(n_control + 1)
    pooled = (k1[:, None] + k2[None, :]) / (n_treated + n_control)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (k1[:, None] / n_treated - k2[None, :] / n_control) / np.sqrt(pooled * (1 - pooled) * (1 / n_treated + 1 / n_control))
    shown = np.abs(np.nan_to_num(z)) > stats.norm.ppf(0.975)
    power = stats.binom.pmf(k1, n_treated, treated) @ shown @ stats.binom.pmf(k2, n_control, control)
    say("proportionsPower", [treated, control, n_treated, n_control], power)
