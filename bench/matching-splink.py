"""The same records by Splink (DuckDB): python3 matching-splink.py records.csv prints {"seconds", "f1"} as its last line."""

import json
import sys
import time

import duckdb
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False).replace("", None)
start = time.time()
for column in ("given_name", "family_name", "city", "street", "email"):
    frame[column] = frame[column].str.lower().str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii")
frame["phone"] = frame["phone"].str.replace(r"\D", "", regex=True).str[-9:]
rules = [
    block_on("email"),
    block_on("phone"),
    block_on("family_name", "given_name"),
    block_on("family_name", "postcode"),
    block_on("given_name", "postcode", "birth_date"),
    block_on("family_name", "birth_date"),
    block_on("street", "postcode"),
]
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.JaroWinklerAtThresholds("given_name", [0.92, 0.85]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("family_name", [0.92, 0.85]).configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.JaroWinklerAtThresholds("street", [0.92, 0.85]),
        cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("phone", 1),
        cl.EmailComparison("email"),
    ],
    blocking_rules_to_generate_predictions=rules,
)
api = DuckDBAPI(duckdb.connect(config={"threads": 2}))
try:
    linker = Linker(frame, settings, api)
except TypeError:
    linker = Linker(api.register(frame), settings)
linker.training.estimate_probability_two_random_records_match([block_on("email"), block_on("phone")], recall=0.8)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("family_name", "given_name"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
pairs = linker.inference.predict(threshold_match_probability=0.9)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.9).as_pandas_dataframe()
seconds = time.time() - start


def within(keys):
    sizes = clusters.groupby(keys).size()
    return float((sizes * (sizes - 1) / 2).sum())


found, held, true = within(["cluster_id", "person"]), within(["cluster_id"]), within(["person"])
print(json.dumps({"seconds": seconds, "f1": 2 * found / (held + true)}))
