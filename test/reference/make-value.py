"""Reference values for src/analytics/value.

Made with Debian 12: python3-scipy 1.10.1, python3-statsmodels 0.13.5, python3-numpy 1.24.2, and mpmath 1.3.0, by
    /usr/bin/python3 test/reference/make-value.py ../shared/data/cdnow/CDNOW_sample.txt > test/reference/value.csv
Likelihoods are written with other formulas than the product's (hypergeometric functions, gamma functions), climbed without slopes by
Nelder-Mead, and differentiated numerically; forecasts are computed with 30 digits from the published closed forms, or by double integrals.
CDNOW: 1/10 sample of Fader & Hardie; the file is not part of the project. `invented` histories are arithmetic, the same in the test.
Columns: function, arguments (separated by spaces), value.
"""
import datetime
import sys

import mpmath as mp
import numpy as np
from scipy import special
from scipy.optimize import minimize
from statsmodels.tools.numdiff import approx_hess3

mp.mp.dps = 30
lg, lb, h2 = special.gammaln, special.betaln, special.hyp2f1


def say(name, arguments, value):
    print(f"{name},{' '.join(repr(float(a)) for a in arguments)},{float(value)!r}", flush=True)


def climb(name, names, plain, likelihood, start):
    """Maximises by restarts; says parameters, errors and ln L. The last `plain` parameters are coefficients, the others above zero."""
    free = len(names) - plain
    natural = lambda t: np.concatenate([np.exp(t[:free]), t[free:]])
    loss = lambda t: -likelihood(*natural(t))
    t = np.concatenate([np.log(start[:free]), start[free:]])
    for _ in range(3):
        t = minimize(loss, t, method="Nelder-Mead", options=dict(xatol=1e-8, fatol=1e-10, maxfev=3000)).x
    errors = np.sqrt(np.diag(np.linalg.inv(approx_hess3(t, loss, epsilon=np.full(len(t), 3e-3)))))
    for key, value, error, k in zip(names, natural(t), errors, range(len(names))):
        say(f"{name}.{key}", [], value)
        say(f"{name}.{key}.error", [], error * (value if k < free else 1))
    say(f"{name}.logLikelihood", [], -loss(t))
    return natural(t)


def geometric(r, alpha, a, b, x, tx, T, chances):
    n = x + chances
    stay = lb(a, b + n) - lb(a, b) + lg(r + x) - lg(r) + r * np.log(alpha) - (r + x) * np.log(alpha + T)
    gone = lb(a + 1, np.maximum(b + n - 1, 1e-9)) - lb(a, b) + lg(r + x) - lg(r) + r * np.log(alpha) - (r + x) * np.log(alpha + tx)
    return np.where(n > 0, np.logaddexp(stay, gone), stay)


def pareto(r, alpha, s, beta, x, tx, T):
    most = np.maximum(alpha, beta)
    second = s + 1 if alpha >= beta else r + x
    part = lambda t: h2(r + s + x, second, r + s + x + 1, np.abs(alpha - beta) / (most + t)) * np.exp(-(r + s + x) * np.log((most + t) / (most + tx)))
    A0 = (part(tx) - part(T)) * np.exp(-(r + s + x) * np.log(most + tx))
    stay = np.exp(-(r + x) * np.log(alpha + T) - s * np.log(beta + T))
    return lg(r + x) - lg(r) + r * np.log(alpha) + s * np.log(beta) + np.log(stay + s / (r + s + x) * A0)


def cdnow(file):
    days = {}
    for line in open(file):
        _, customer, day, _, dollars = line.split()
        date = datetime.date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal()
        days.setdefault(customer, {}).setdefault(date, 0.0)
        days[customer][date] += float(dollars)
    end = datetime.date(1997, 9, 30).toordinal()
    rows = []
    for bought in days.values():
        dates = sorted(d for d in bought if d <= end)
        later = [d for d in bought if d > end]
        spent = [bought[d] for d in dates[1:]]
        rows.append((len(dates) - 1, (dates[-1] - dates[0]) / 7, (end - dates[0]) / 7, np.mean(spent) if spent else 0, len(later), bought[dates[0]]))
    return map(np.array, zip(*rows))


def regular():
    """BG/CNBD-k and MBG/CNBD-k: what they say of one customer, by trapezoids over ln(rate) and logit(leaving), nothing integrated by hand."""
    r, alpha, a, b = 1.2, 3.5, 1.79, 2.42
    u, v = np.linspace(-22, 8, 1201)[:, None], np.linspace(-40, 40, 1201)[None, :]
    rate, p = np.exp(u), special.expit(v)
    q = special.expit(-v)
    prior = np.exp(r * (u + np.log(alpha)) - alpha * rate - lg(r) + a * np.log(p) + b * np.log(q) - lb(a, b)) * (u[1, 0] - u[0, 0]) * (v[0, 1] - v[0, 0])
    for k, chances, x, tx, T, t, rho in [(2, 0, 3, 10, 20, 26, 0.002), (3, 0, 0, 0, 8, 52, 0.01), (3, 1, 2, 5, 30, 10, 0.002), (4, 1, 0, 0, 6, 13, 0.01), (2, 1, 12, 24, 25, 52, 0.002), (2, 0, 1, 2, 2, 400, 0.001), (4, 0, 300, 99, 100, 50, 0.002)]:
        n = x + chances
        # Scaled by the density at its height, so that hundreds of purchases stay finite.
        scale = k * x * np.log(k * x / T) - k * x if x else 0
        waits = [(rate * (T - tx)) ** j / special.factorial(j) for j in range(k)]
        live = prior * np.exp(k * x * u - rate * T - scale) * q**n
        gone = prior * np.exp(k * x * u - rate * tx - scale) * p * q ** (n - 1) if n else 0 * prior
        alive = sum((live * w).sum() for w in waits)
        expected = discounted = 0.0
        for j, w in enumerate(waits):
            more, worth, i = 0, 0, 1
            while True:
                m = i * k - j
                chance = special.gammainc(m, rate * t)
                more = more + q ** (i - 1) * chance
                worth = worth + q ** (i - 1) * (rate / (rate + rho)) ** m * special.gammainc(m, (rate + rho) * t)
                if (live * w * q ** (i - 1) * chance).sum() < 1e-14 * alive:
                    break
                i += 1
            expected += (live * w * more).sum() / alive
            discounted += (live * w * worth).sum() / alive
        given = [k, chances, x, tx, T]
        say("cnbd.logLikelihood", given, np.log(alive + gone.sum()) + scale)
        say("cnbd.alive", given, alive / (alive + gone.sum()))
        say("cnbd.whileAlive", given + [t], expected)
        say("cnbd.discounted", given + [t, rho], discounted)


def endless():
    """What a customer of BG/CNBD-k alive in a phase still buys of all time, discounted: purchase after purchase, each by Tricomi's function U."""
    r, alpha, a, b = map(mp.mpf, ("1.2", "3.5", "1.79", "2.42"))
    for k, chances, x, T, phase, rho in [(1, 0, 0, 39, 0, "0.02"), (2, 0, 3, 20, 0, "0.02"), (2, 1, 3, 20, 1, "0.02"), (3, 0, 0, 8, 2, "0.05"), (4, 1, 1, 30, 1, "0.02"), (4, 0, 40, 100, 3, "0.05"), (2, 0, 300, 100, 0, "0.5")]:
        s, E, B, d = r + k * x + phase, alpha + T, b + x + chances, mp.mpf(rho)
        total, i = mp.mpf(0), 1
        while True:
            n = i * k - phase
            worth = (d * E) ** s * mp.exp(mp.loggamma(s + n) - mp.loggamma(s)) * mp.hyperu(s + n, s + 1, d * E)
            term = mp.beta(a, B + i - 1) / mp.beta(a, B) * worth
            total += term
            if term < total * mp.mpf("1e-14"):
                break
            i += 1
        say("cnbd.endless", [k, chances, x, T, phase, rho], total)


def forecasts():
    for a in [0.5, 0.7929199, 0.999, 1.0, 1.7, 12.0]:
        for x, tx, T, t in [(26, 30.857, 31, 52), (0, 0, 39, 39), (2, 10, 39, 5200), (3, 5, 8, 0.5), (150, 99, 100, 300)]:
            r, alpha, b = map(mp.mpf, ("0.2425945", "4.4136019", "2.4258881"))
            R, A, B = r + x, alpha + T, b + x
            mean = lambda p: -mp.expm1(-R * mp.log1p(p * t / A)) / p * p ** (a - 1) * (1 - p) ** (B - 1)
            while_alive = mp.quad(mean, [0, 1e-6, 1e-3, 0.01, 0.05, 0.2, 0.5, 0.9, 1]) / mp.beta(a, B)
            if a == 0.7929199:  # the published closed form says the same
                closed = (a + B - 1) / (a - 1) * (1 - (A / (A + t)) ** R * mp.hyp2f1(R, B, a + B - 1, t / (A + t)))
                assert abs(closed / while_alive - 1) < 1e-12, (closed, while_alive)
            say("bg-nbd.whileAlive", [a, x, T, t], while_alive)
            alive = 1 / (1 + (a / (B - 1) * ((alpha + T) / (alpha + tx)) ** R if x > 0 else 0))
            say("bg-nbd.alive", [a, x, tx, T], alive)
    for x, T, rate, ahead in [(26, 31, 0.0027, mp.inf), (0, 39, 0.0027, mp.inf), (3, 39, 0.0027, 52), (1, 20, 0.02, mp.inf)]:
        a, (r, alpha, b) = mp.mpf("0.7929199"), map(mp.mpf, ("0.2425945", "4.4136019", "2.4258881"))
        R, A, B = r + x, alpha + T, b + x
        # E over p of the purchase rate at t has a closed form; the discounted integral is over t.
        rate_at = lambda t: R / A * mp.hyp2f1(R + 1, a, a + B, -t / A)
        edges = [0, 10, 100, 1000, ahead] if ahead == mp.inf else [0, ahead / 4, ahead]
        say("bg-nbd.discounted", [x, T, rate, 0 if ahead == mp.inf else ahead], mp.quad(lambda t: mp.exp(-rate * t) * rate_at(t), edges))
    for s in [0.6062, 1.0, 2.5]:
        for x, tx, T, t in [(26, 30.857, 31, 52), (0, 0, 39, 39), (2, 10, 39, 5200), (150, 60, 100, 300)]:
            pareto_forecast(["0.5532", "10.5777", s, "11.6687"], x, tx, T, t)
    for x, tx, T in [(221, 103.42857, 103.57143), (254, 97.14286, 97.28571), (161, 94.71429, 98), (204, 98.57143, 99.42857)]:
        pareto_forecast(["0.5143", "2.8845", "0.2856", "14.1087"], x, tx, T, 52)
    pareto_forecast(["0.5", "30", "0.4", "0.01"], 0, 0, 39, 52)


def pareto_forecast(parameters, x, tx, T, t):
    r, alpha, s, beta = map(mp.mpf, parameters)
    ratio = lambda tau: s / (beta + tau) * ((beta + T) / (beta + tau)) ** s * ((alpha + T) / (alpha + tau)) ** (r + x)
    edges = [tx + (T - tx) * mp.mpf(f) for f in (0, "1e-6", "1e-4", "1e-3", "0.01", "0.05", "0.2", "0.5", 1)]
    given = [r, alpha, s, beta, x, tx, T]
    say("pareto-nbd.alive", given, 1 / (1 + mp.quad(ratio, edges)))
    stay = beta + T
    say("pareto-nbd.whileAlive", given + [t], (r + x) / (alpha + T) * mp.quad(lambda u: (stay / (stay + u)) ** s, [0, t / 100, t / 10, t]))
    rate = mp.mpf("0.0027")  # Fader, Hardie & Lee 2005, eq. 6 over P(alive)
    dert = (r + x) / (alpha + T) * rate ** (s - 1) * stay ** s * mp.hyperu(s, s, rate * stay)
    say("pareto-nbd.discounted", given + [rate], dert)


def contracts():
    survivors = np.array([1000, 869, 743, 653, 593, 551, 517, 491])
    lost, still = -np.diff(survivors), survivors[-1]
    S = lambda t, a, b, c: np.exp(lb(a, b + t ** c) - lb(a, b))
    t = np.arange(1.0, 8.0)
    likelihood = lambda a, b, c=1.0: np.sum(lost * np.log(S(t - 1, a, b, c) - S(t, a, b, c))) + still * np.log(S(7.0, a, b, c))
    a, b = climb("sbg", ["alpha", "beta"], 0, likelihood, [1, 3])
    climb("bdw", ["alpha", "beta", "c"], 0, likelihood, [1, 3, 1.0])
    for n, d in [(0, 0.1), (3, 0.1), (7, 0.02)]:
        # DERL of Fader & Hardie 2010 counts the renewal due now; the product discounts it once.
        derl = (mp.mpf(b) + n) / (mp.mpf(a) + b + n) * mp.hyp2f1(1, b + n + 1, a + b + n + 1, 1 / (1 + mp.mpf(d)))
        say("sbg.remaining", [a, b, n, d], derl / (1 + mp.mpf(d)))


def main():
    print("function,arguments,value")
    for x in [1e-6, 0.1, 0.5, 1, 1.4616321449683622, 2.5, 7.99, 8, 30, 1e4, 1e9]:
        say("digamma", [x], special.digamma(x))
    regular()
    endless()
    forecasts()
    contracts()
    i = np.arange(300)
    u1, u2, u3 = (i * 37 % 300 + 0.5) / 300, (i * 91 % 300 + 0.5) / 300, ((i * 143 + 57) % 300 + 0.5) / 300
    z = i * 5 % 11 / 10 - 0.5
    T = 20.0 + i * 7 % 23
    pace = 0.25 * (-np.log(1 - u1)) ** 1.5 * np.exp(0.8 * z)
    could = np.floor(pace * T)
    leaves = np.floor(np.log(1 - u3) / np.log(1 - u2**2)) + 1
    x = np.minimum(could, leaves)
    tx = np.where(x == 0, 0, np.where(x < could, x / pace, T * x / (x + 0.5)))
    with_z = lambda r, alpha, a, b, g, ga, gb: np.sum(geometric(r, alpha * np.exp(-g * z), a * np.exp(ga * z), b * np.exp(gb * z), x, tx, T, 0))
    for name, chances in [("bg-nbd", 0), ("mbg-nbd", 1)]:
        climb(f"{name}.invented", ["r", "alpha", "a", "b"], 0, lambda *p: np.sum(geometric(*p, x, tx, T, chances)), [1, 5, 1, 2])
    climb("pareto-nbd.invented", ["r", "alpha", "s", "beta"], 0, lambda *p: np.sum(pareto(*p, x, tx, T)), [1, 5, 1, 10])
    climb("bg-nbd.z", ["r", "alpha", "a", "b", "rate.z", "a.z", "b.z"], 3, with_z, [1, 5, 1, 2, 0, 0, 0])
    amount = 5.0 + i * 17 % 61 / 3
    gg = lambda x, z: lambda p, q, v: np.sum(lg(p * x + q) - lg(p * x) - lg(q) + q * np.log(v) + (p * x - 1) * np.log(z) + p * x * np.log(x) - (p * x + q) * np.log(v + x * z))
    climb("gamma-gamma.invented", ["p", "q", "v"], 0, gg(x[x > 0], amount[x > 0]), [5, 4, 15])
    x, tx, T, spent, after, first = cdnow(sys.argv[1])
    say("cdnow.repeats", [], x.sum())
    say("cdnow.after", [], after.sum())
    fitted = climb("bg-nbd.cdnow", ["r", "alpha", "a", "b"], 0, lambda *p: np.sum(geometric(*p, x, tx, T, 0)), [0.5, 5, 1, 2])
    r, alpha, a, b = fitted
    closed = (a + b + x - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + 39)) ** (r + x) * h2(r + x, b + x, a + b + x - 1, 39 / (alpha + T + 39)))
    odds = np.where(x > 0, a / (b + x - 1) * ((alpha + T) / (alpha + tx)) ** (r + x), 0)
    say("bg-nbd.cdnow.expected39", [], np.sum(closed / (1 + odds)))
    climb("mbg-nbd.cdnow", ["r", "alpha", "a", "b"], 0, lambda *p: np.sum(geometric(*p, x, tx, T, 1)), [0.5, 5, 1, 2])
    climb("pareto-nbd.cdnow", ["r", "alpha", "s", "beta"], 0, lambda *p: np.sum(pareto(*p, x, tx, T)), [0.5, 10, 0.6, 11])
    climb("gamma-gamma.cdnow", ["p", "q", "v"], 0, gg(x[x > 0], spent[x > 0]), [5, 4, 15])


main()
