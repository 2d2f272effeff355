# Two commands do everything on a machine with python3, make and git:
#   make demo   the example projects from raw files to replayed bundles and reports
#   make test   every check and every test
# The other targets are the parts of these two, and what a contributor needs.

PYTHON ?= python3
SERVE ?= 0
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALLED := $(VENV)/installed
PYTHON_CODE := src tests tools docs benchmarks examples
PYTEST_FLAGS ?= -n 2

.DEFAULT_GOAL := help
.PHONY: help demo test quick lint types contracts docs pytest system messages models lock bench worlds clean

help:
	@echo "make demo      run the example projects, show their figures and reports | 运行示例项目"
	@echo "make test      run every check and every test | 运行全部检查和测试"
	@echo "make quick     lint, types, golden and unit tests in a minute | 一分钟内的快速检查"
	@echo "make lint      ruff check and ruff format --check | 代码风格检查"
	@echo "make types     mypy, strict | 类型检查"
	@echo "make contracts import-linter | 分层约定检查"
	@echo "make docs      documentation in English and Chinese | 生成中英文文档"
	@echo "make models    typed models of the published schemas | 由公开格式生成数据模型"
	@echo "make messages  collect, merge and compile interface texts | 更新界面译文"
	@echo "make lock      write requirements.lock anew | 更新依赖锁定文件"
	@echo "make bench     run every benchmark and print one table | 运行性能测试"
	@echo "make worlds    how often more is credited than was removed; an hour | 超额核算概率模拟，约一小时"
	@echo "make mutants   ask which wrong changes of the code no test notices; hours | 变异测试，耗时数小时"
	@echo "make clean     remove what the other targets made | 清理"

demo: $(INSTALLED)
	@$(BIN)/python tools/demo.py
ifneq ($(SERVE),0)
	@echo "The platform that SERVE=1 will start is not part of this version. | 本版本尚未包含平台服务（SERVE=1）。"
endif

test: lint types contracts docs pytest

# What to run before every commit: under a minute on two cores, so that it is run.
quick: lint types
	$(BIN)/python -m pytest $(PYTEST_FLAGS) -q -m "not slow" tests/golden tests/unit

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(INSTALLED)
	$(BIN)/mypy
	$(BIN)/mypy tools docs/conf.py docs/mathml.py benchmarks

contracts: $(INSTALLED)
	$(BIN)/lint-imports

docs: $(INSTALLED)
	$(BIN)/python tools/build_docs.py

pytest: $(INSTALLED) system
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

system: $(INSTALLED)
	@$(BIN)/python tools/system_packages.py

messages: $(INSTALLED)
	$(BIN)/python tools/messages.py

models: $(INSTALLED)
	$(BIN)/python tools/models.py

bench: $(INSTALLED)
	$(BIN)/python benchmarks/run.py

worlds: $(INSTALLED)
	$(BIN)/python benchmarks/over_crediting.py

# ROOMS="engine rounding" runs some rooms; see python tools/mutants.py --help.
mutants: $(INSTALLED)
	$(BIN)/python tools/mutants.py $(ROOMS)

# uv only writes the lock; plain pip installs from it, and uv.lock is never kept.
lock: $(INSTALLED)
	$(PIP) install --quiet uv
	$(BIN)/uv export --quiet --format requirements-txt --no-header \
	  --no-emit-project --all-groups --output-file requirements.lock
	rm -f uv.lock

clean:
	rm -rf $(VENV) docs/_build out build dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools docs benchmarks examples -name __pycache__ -prune -exec rm -rf {} +

# Each step leaves a file behind only when it has finished, so that a killed run
# is simply started again.
$(VENV)/created:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3"; \
	  echo "未找到 $(PYTHON)。请安装 Python 3.11 或更高版本，或指定路径：make PYTHON=/path/to/python3"; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Edaphon needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12"; \
	  echo "Edaphon 需要 Python 3.11 或更高版本，当前为 $$($(PYTHON) --version 2>&1)。请指定新版本：make PYTHON=python3.12"; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python lacks the modules venv and ensurepip. On Debian and Ubuntu: apt install python3-venv"; \
	  echo "当前 Python 缺少 venv 和 ensurepip 模块。Debian、Ubuntu 请执行：apt install python3-venv"; \
	  exit 1; }
	@echo "Making a virtual environment in $(VENV) | 正在创建虚拟环境"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(INSTALLED): $(VENV)/created requirements.lock pyproject.toml
	@echo "Installing the locked packages, a minute or two on the first run | 正在安装依赖，首次约需一两分钟"
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
