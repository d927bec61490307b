#!/usr/bin/env bash
# Lets the embedded engine and Spark evaluate the same topics with the same options, in turn, and says what each took from its start to
# its end; nothing is pushed or written. `make spark` builds both.
#
#     tools/compare-engines.sh 3 --from 2017-01-03 --to 2017-12-29 --one-window --bootstrap-servers localhost:9092
#
# `benchmark.jar history` publishes predictions for it, and says the options. The first argument is the number of rounds. MASTER is
# Spark's (default: local[*], this machine), EMBEDDED_HEAP and SPARK_HEAP how much memory each may have (default: 512m and 1g).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=$1
shift
TIMEFORMAT='%R s, CPU %U s + %S s in the kernel'
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT

embedded() {
    java -Xmx"${EMBEDDED_HEAP:-512m}" -jar "$root/batch-evaluator/target/batch-evaluator.jar" --dry-run "$@"
}

spark() {
    java -Xmx"${SPARK_HEAP:-1g}" -cp "$(<"$root/spark-evaluator/target/spark.classpath")" \
        -Dlog4j2.configurationFile="$root/spark-evaluator/log4j2.properties" \
        org.apache.spark.deploy.SparkSubmit --master "${MASTER:-local[*]}" --conf spark.ui.enabled=false \
        --class dev.presage.evaluator.spark.SparkEvaluator \
        --jars "$(printf '%s,' "$root"/spark-evaluator/target/lib/*.jar)" \
        "$root/spark-evaluator/target/spark-evaluator.jar" --dry-run "$@"
}

# What the run was, and when, is no figure.
figures() {
    grep '^model_' "$said/$1" | grep -v '^model_evaluator_last_' | tr -s ' '
}

for round in $(seq "$rounds"); do
    for engine in embedded spark; do
        printf 'round %s, %s: ' "$round" "$engine"
        time "$engine" "$@" >"$said/$engine"
    done
    diff <(figures embedded) <(figures spark) >&2 || { echo "the figures differ" >&2; exit 1; }
done
echo "$(figures spark | wc -l) figures, the same by both"
