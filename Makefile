SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT
.DEFAULT_GOAL := help
.PHONY: help demo test check bench weerbaarheid

# settings as in a real installation, with values that are of no use anywhere
PRODUCTIE = env -u PMIEK_DEBUG -u PMIEK_DEMO PMIEK_PRODUCTIE=1 PMIEK_HOSTS=pmiek.example \
	PMIEK_SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')

help:
	@echo "make demo    de demonstratie op http://127.0.0.1:$(PORT)/ (andere poort: make demo PORT=8001)"
	@echo "make test    alle controles en tests; met TEST_DATABASE_URL ook op PostgreSQL"
	@echo "make check   alleen de controles: opmaak, lint, sjablonen, migraties, instellingen"
	@echo "make bench   metingen, een JSON-object per regel"
	@echo "make weerbaarheid   de lange proeven: kill -9, volle schijf, herstel, belasting; op beide databases"

# the demo stops when make is killed, so that the port is never kept by what nobody sees
demo:
	@exec $(if $(shell command -v setpriv),setpriv --pdeathsig TERM) .ci/demo

test: check
	@exec .ci/toets

check:
	@.ci/klaarzetten test
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m djlint templates --lint --quiet
	@$(PYTHON) -m bandit --quiet --recursive -ll pmiek actielijst monitoring
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@$(PRODUCTIE) $(PYTHON) manage.py check --deploy --fail-level WARNING

bench:
	@.ci/klaarzetten test
	@$(PYTHON) -m tests.bench

weerbaarheid:
	@.ci/klaarzetten test
	@$(PYTHON) -m tests.weerbaarheid
