# The commands of this repository; `make help` lists them.
MVN := ./mvnw --batch-mode --no-transfer-progress
.DEFAULT_GOAL := help
.PHONY: help build demo test tools models clean

help: ## says what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

build: ## builds worker.jar, batch-evaluator.jar and demo.jar, without tests
	$(MVN) --quiet -DskipTests -Dspotless.check.skip package

demo: build ## runs the whole system on this machine until Ctrl-C; ONCE=1 stops after one cycle
	java -jar demo/target/demo.jar $(if $(ONCE),--once)

test: ## builds everything and runs all tests, those of the alert rules among them
	@command -v promtool >/dev/null || tools/fetch.sh || true
	$(MVN) verify
	@sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p' */target/*-reports/TEST-*.xml | sort -u

tools: ## fetches prometheus, pushgateway, alertmanager, promtool and amtool into .tools/, without installing them
	@tools/fetch.sh

models: build ## trains the sample models from data/daily-bars.csv
	java -jar models/target/models.jar train --bars data/daily-bars.csv --out models

clean: ## removes what was built and the state of the demo, but not .tools/
	$(MVN) --quiet clean
	rm -rf .demo
