"""What a verification found."""

from service.audit.verdict import MOST_FAULTS, Findings


def test_only_the_first_hundred_faults_are_kept():
    findings = Findings(chains=2, keys={"b", "a"})
    assert findings.verdict().intact
    for number in range(2 * MOST_FAULTS):
        findings.add("changed", "w", number)
    verdict = findings.verdict()
    assert not verdict.intact
    assert [one.number for one in verdict.faults] == list(range(MOST_FAULTS))
    assert (verdict.chains, verdict.keys) == (2, ("a", "b"))
