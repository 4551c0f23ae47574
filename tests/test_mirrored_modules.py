"""Every module with logic has a test module of the same path: `service/a/b.py` is tested in `tests/a/test_b.py`.

A module has logic if its functions branch, and are more than a few statements together. The others are tables, records
with a field or two worked out, or wiring.
"""

import ast
from pathlib import Path

TESTS = Path(__file__).parent
SERVICE = TESTS.parent / "service"

_FEW = 4
"""Statements in all functions of a module."""
_BRANCHES = (
    *(ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.Match),
    *(ast.comprehension, ast.BoolOp, ast.Compare),
)

VIEWS = "field by field from one noun to another; compared with the description by tests/api/test_schemathesis.py and "
EXEMPT = {
    "api/alert_views.py": VIEWS + "routes/test_alerts.py",
    "api/compat/yente/catalogue.py": VIEWS + "compat/yente/test_datasets.py",
    "api/compat/yente/entity.py": VIEWS + "compat/yente/test_export.py, which reads all of it back",
    "api/compat/yente/messages.py": VIEWS + "compat/yente/test_match.py",
    "api/compat/yente/model.py": "the entity model of followthemoney as a table; compat/yente/test_query.py",
    "api/compat/yente/preview.py": "one page of HTML; compat/yente/test_reconcile.py",
    "api/compat/yente/reconciliation_messages.py": VIEWS + "compat/yente/test_reconcile.py",
    "api/compat/yente/screening.py": "from a query to a screening; compat/yente/test_match.py and test_suppressed.py",
    "api/evidence_views.py": VIEWS + "routes/test_certificates.py",
    "api/main.py": "starts servers; cli/test_serve.py",
    "api/party_views.py": VIEWS + "routes/test_entities.py",
    "api/responses.py": "the description of answers; test_openapi.py",
    "api/routes/list_fetch.py": "worker/test_list_fetching.py, through the route",
    "api/schemas/bulk_jobs.py": VIEWS + "routes/test_bulk_jobs.py",
    "api/screening_views.py": VIEWS + "routes/test_screening_search.py",
    "api/subject_views.py": VIEWS + "routes/test_subjects.py",
    "api/tracing.py": "needs a collector; test_trace.py",
    "bootstrap/runtime.py": "wiring: every test with a runtime makes one",
    "cli/screening.py": "a screening from arguments; cli/test_screen.py",
    "evidence/service.py": "api/routes/test_certificates.py and test_dossiers.py, which flip every byte of a file",
    "mcp/__main__.py": "wiring; mcp/test_server.py",
    "watchlists/errors.py": "one sentence; every test of a list that is refused",
    "worker/bulk/export.py": "bulk/writing/test_results.py",
    "worker/bulk/leader.py": "forks processes; worker/bulk/test_handshake.py and test_pool.py",
    "worker/bulk/worker.py": "worker/bulk/test_job_service.py",
    "worker/rescreening/context.py": "worker/rescreening/test_leader.py",
    "worker/rescreening/worker.py": "worker/rescreening/test_leader.py and test_two_machines.py",
}
"""Modules without a mirror, and why: what tests them. To add one needs a reason as good as these."""


def has_logic(path):
    statements = branches = 0
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        nodes = [node for one in function.body if not _is_docstring(one) for node in ast.walk(one)]
        statements += sum(isinstance(node, ast.stmt) for node in nodes)
        branches += sum(isinstance(node, _BRANCHES) for node in nodes)
    return statements >= _FEW and branches > 0


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def mirror_of(module):
    return TESTS / module.parent / f"test_{module.stem.strip('_')}.py"


def test_every_module_with_logic_has_its_mirror_or_a_reason():
    modules = [path.relative_to(SERVICE) for path in SERVICE.rglob("*.py") if "migrations" not in path.parts]
    without = [module for module in modules if not mirror_of(module).exists()]
    missing = {module.as_posix() for module in without if has_logic(SERVICE / module)}
    assert missing - EXEMPT.keys() == set()
    assert EXEMPT.keys() - missing == set(), "these have a mirror now: take them out of the list"


def test_folders_of_tests_are_folders_of_the_program():
    """Else something was moved, and its tests were not."""
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    own = {"e2e", "property", "benchmarks"}
    lost = [one for one in folders if one.parts and one.parts[0] not in own and not (SERVICE / one).is_dir()]
    assert lost == []
