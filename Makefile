# The commands of this repository; `make help` lists them.
MVN := ./mvnw --batch-mode --no-transfer-progress
BENCH := java -jar benchmark/target/benchmark.jar
.DEFAULT_GOAL := help
.PHONY: help build demo test spark test-spark faults bench bench-quick bench-evaluator class-cache screenshots tools models docs clean

help: ## says what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-15s %s\n", $$1, $$2}'

build: ## builds worker.jar, batch-evaluator.jar, demo.jar and benchmark.jar, without tests
	$(MVN) --quiet -DskipTests -Dspotless.check.skip package

demo: build ## runs the whole system on this machine until Ctrl-C; ONCE=1 stops after one cycle
	java -jar demo/target/demo.jar $(if $(ONCE),--once)

test: ## builds everything and runs all tests, those of the alert rules among them
	@command -v promtool >/dev/null || tools/fetch.sh || true
	$(MVN) --threads 1.5C verify
	@sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p; s/.*<skipped .*TestAbortedException: //p' */target/*-reports/TEST-*.xml | sort -u

spark: ## builds spark-evaluator.jar too, which evaluates on a Spark cluster; fetches the 290 MB of Spark
	$(MVN) --quiet --activate-profiles spark -pl spark-evaluator -am -DskipTests -Dspotless.check.skip package

test-spark: ## tests it, by a real spark-submit on this machine; what make test tests it does not test again
	@rm -f */target/failsafe-reports/failsafe-summary.xml
	$(MVN) --threads 1.5C --activate-profiles spark -pl spark-evaluator -am verify \
	  -Dtest='dev.presage.evaluator.spark.*Test' -Dit.test='dev.presage.evaluator.spark.*IT' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

faults: ## runs at full length what make test runs in short: everything dies, a million of bad inputs, the pager; writes docs/reliability.md and docs/alerts-live.md
	@docker info >/dev/null 2>&1 || { echo "no Docker engine answers, and make faults needs one" >&2; exit 1; }
	$(MVN) verify -Dgroups=faults -Dfaults=long -DargLine=

bench: build ## measures the worker for an hour and a half and writes docs/performance.md; the machine must have nothing else to do
	$(BENCH) throughput
	$(BENCH) latency
	$(BENCH) start
	$(BENCH) soak
	$(BENCH) parts
	$(BENCH) scaling
	$(BENCH) growth
	$(BENCH) throughput --section steady --cases cached,mlp --contenders bare,worker --rounds 3 --warm-up 10000000

bench-quick: build ## fails if a prediction costs far more than it should; some minutes
	$(BENCH) throughput --contenders bare,worker --rounds 2 --warm-up 1000000 --records 500000 \
	  --most cached=3.3,mlp=3.9,trees=7.5 --output benchmark/target/quick/performance

bench-evaluator: build ## measures the batch evaluator for ten minutes, writes its section of docs/performance.md, and fails if it costs far more than reading
	$(BENCH) evaluator --most 2.3

class-cache: build ## writes an archive of the worker's classes, for this very Java, and says how a worker starts sooner with it
	@tools/class-cache.sh

screenshots: build ## takes the pictures in docs/images from a demo; needs chromium
	@tools/screenshots.sh

tools: ## fetches prometheus, pushgateway, alertmanager, promtool, amtool, and kcat into .tools/, without installing them
	@tools/fetch.sh

models: build ## trains the sample models from data/daily-bars.csv
	java -jar models/target/models.jar train --bars data/daily-bars.csv --out models

docs: ## writes docs/settings.md, docs/metrics.md, docs/alerts.md, docs/verdict.md and THIRD-PARTY-NOTICES.md anew; make test fails when they differ
	@rm -f */target/failsafe-reports/failsafe-summary.xml
	$(MVN) --quiet --threads 2 -pl docs -am verify -Ddocs=write -Dspotless.check.skip -Dmdep.analyze.skip \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dtest=HonestAlarmsTest \
	  -Dit.test='WorkerIT#everyRequestHasOneOutcome*+answersOverHttp*,EvaluatorIT#keepsThePage*,DocumentsIT'

clean: ## removes what was built and the state of the demo, but not .tools/
	$(MVN) --quiet clean
	rm -rf .demo spark-evaluator/target
