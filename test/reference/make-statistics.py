"""Reference values for src/analytics/statistics.

Made with Debian 12: python3-scipy 1.10.1, python3-statsmodels 0.13.5, python3-numpy 1.24.2, by
    /usr/bin/python3 test/reference/make-statistics.py > test/reference/statistics.csv
Columns: function, arguments (separated by spaces), value.
"""
import math

import numpy as np
from scipy import special, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW


def say(name, arguments, value):
    print(f"{name},{' '.join(repr(float(a)) for a in arguments)},{float(value)!r}")


print("function,arguments,value")
for x in [1e-8, 0.1, 0.5, 1, 1.5, 2, 3.7, 11.9, 12, 50.25, 100, 1e4, 1e8]:
    say("logGamma", [x], special.gammaln(x))
for a, b in [(0.5, 0.5), (1, 3), (2.5, 20), (40, 0.5), (3000, 5000), (1e-3, 200)]:
    say("logBeta", [a, b], special.betaln(a, b))
for a in [5e5, 1e8]:
    # SciPy 1.10 keeps ten digits here; B(a, 1/2) = sqrt(pi/a) (1 + 1/(8a) + 1/(128a^2) + O(a^-3)), DLMF 5.11.13.
    say("logBeta", [a, 0.5], math.log(math.pi / a) / 2 + math.log1p(1 / (8 * a) + 1 / (128 * a * a)))
for a in [0.1, 0.5, 1, 3.5, 30, 1000, 1e5]:
    for factor in [0.01, 0.5, 0.9, 1, 1.1, 2, 5]:
        say("gammaLower", [a, a * factor], special.gammainc(a, a * factor))
        say("gammaUpper", [a, a * factor], special.gammaincc(a, a * factor))
for a, b in [(0.5, 0.5), (1, 3), (2.5, 20), (40, 0.5), (300, 500), (5e4, 2e4), (0.05, 3)]:
    for x in [0.001, 0.1, 0.3, 0.375, 0.7, 0.9, 0.999]:
        say("regularisedBeta", [x, a, b], special.betainc(a, b, x))
for z in [-37, -20, -8, -4, -1.959963984540054, -1, -1e-6, 0, 0.3, 1, 2.5, 5, 9]:
    say("normalCdf", [z], stats.norm.cdf(z))
    say("normalDensity", [z], stats.norm.pdf(z))
for p in [1e-300, 1e-100, 1e-12, 0.001, 0.025, 0.07, 0.3, 0.5, 0.575, 0.8, 0.95, 0.975, 0.999, 1 - 1e-12]:
    say("normalQuantile", [p], stats.norm.ppf(p))
for degrees in [0.7, 1, 1.5, 2, 4.37, 10, 30.5, 200, 1e4, 42331.7, 1e6, 1e9]:
    for t in [-40, -6, -2, -0.5, -1e-4, 0, 0.1, 1, 1.96, 3, 12]:
        say("studentCdf", [t, degrees], stats.t.cdf(t, degrees))
    for p in [1e-10, 0.001, 0.025, 0.3, 0.4999, 0.5, 0.6, 0.975, 0.9999]:
        say("studentQuantile", [p, degrees], stats.t.ppf(p, degrees))
for k, n in [(0, 1), (1, 1), (0, 20), (1, 29), (15, 148), (2262, 21306), (81, 263), (500, 500), (3, 1000000)]:
    low, high = proportion_confint(k, n, method="wilson")
    say("wilsonLow", [k, n], max(0.0, low))
    say("wilsonHigh", [k, n], min(1.0, high))
# The first eight are the cases (a)-(h) of table II in Newcombe 1998.
for k1, n1, k2, n2 in [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20),
                       (0, 10, 0, 10), (10, 10, 0, 20), (10, 10, 0, 10), (3238, 21387, 2262, 21306), (4, 900, 1, 100)]:
    low, high = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
    say("newcombeLow", [k1, n1, k2, n2], low)
    say("newcombeHigh", [k1, n1, k2, n2], high)
for mean1, sd1, n1, mean2, sd2, n2 in [(1.2, 3, 40, 0.8, 9, 12), (0.65, 11.6, 21306, 1.42, 17.8, 21307), (5, 0, 9, 4, 2, 6)]:
    t, p = stats.ttest_ind_from_stats(mean1, sd1, n1, mean2, sd2, n2, equal_var=False)
    say("welchT", [mean1, sd1, n1, mean2, sd2, n2], t)
    say("welchP", [mean1, sd1, n1, mean2, sd2, n2], p)
values = np.random.default_rng(11).lognormal(2, 1.4, 60) * (np.arange(60) % 3 > 0) + 1000
for order, value in enumerate(values):
    say("sample", [order], value)
say("mean", [], values.mean())
say("variance", [], values.var(ddof=1))
say("skewness", [], stats.skew(values))
for p in [0, 0.01, 0.25, 0.5, 0.8, 0.99, 1]:
    say("quantile", [p], np.quantile(values, p))
first, second = values[:22], values[22:]
t = stats.ttest_ind(first, second, equal_var=False)
comparison = CompareMeans(DescrStatsW(first), DescrStatsW(second))
low, high = comparison.tconfint_diff(usevar="unequal")
say("welchSampleT", [22], t.statistic)
say("welchSampleP", [22], t.pvalue)
say("welchSampleLow", [22], low)
say("welchSampleHigh", [22], high)
