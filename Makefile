# Everything a newcomer or a machine runs. Needs Node ≥ 20.19 and make; nothing else.
.PHONY: install build demo serve test check formatted linted walls unused torture bench format clean

install: node_modules/.installed
node_modules/.installed: package.json package-lock.json
	npm install --no-progress --no-audit --no-fund
	@touch $@

build: install dist/.built
dist/.built: $(shell find src migrations scripts -type f 2>/dev/null) vite.config.ts package.json
	npx tsx scripts/build.ts
	@touch $@

demo: build
	bin/chacun demo

serve: build
	bin/chacun serve

test: install
	npx vitest run

torture: install
	TORTURE=100 npx vitest run --project engines faults

check: install
	npx tsc -b tsconfig.analytics.json
	@$(MAKE) --no-print-directory -j 2 types-server types-web formatted linted walls unused

types-%:
	npx tsc -b tsconfig.$*.json
formatted:
	npx biome format .
linted:
	npx oxlint --deny-warnings
walls:
	npx depcruise src --config .dependency-cruiser.cjs
unused:
	npx knip

format: install
	npx biome format --write .

bench: build
	npx tsx bench/all.ts

clean:
	rm -rf dist .tmp coverage
