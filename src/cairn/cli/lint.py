"""Say what could be clearer in the objectives and key results of an organisation, by the rules of the coach.

Looks at what everybody in the organisation may see. Changes nothing; exit code 1 when something of the
chosen severity is found.
"""

from __future__ import annotations

import argparse
import json

from cairn.cli import entering
from cairn.coach.lint import Finding, Report, Severity
from cairn.coach.lint.catalogue import BY_ID
from cairn.coach.queries.advice import report_on, rules_off, spoken, titles_of
from cairn.coach.queries.facts import objectives_among
from cairn.core import clock
from cairn.core.errors import Refused
from cairn.goals.models import Goal, Privacy
from cairn.organizations.models import Organization
from cairn.planning.models import Period


def configure(parser: argparse.ArgumentParser) -> None:
    entering.add_organization(parser)
    parser.add_argument(
        "--period", metavar="NAME", help="only this period, such as 'Q3 2026'; default: all open ones"
    )
    parser.add_argument("--rule", metavar="ID", help="only this rule, such as K03")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")
    levels = [level.value for level in Severity]
    parser.add_argument("--fail-on", choices=levels, default="error", help="how grave is a failure (default error)")


def run(arguments: argparse.Namespace) -> int:
    if arguments.rule and arguments.rule not in BY_ID:
        raise Refused(f"there is no rule '{arguments.rule}'.")
    with entering.entered(arguments.org) as organization:
        return _run(arguments, organization)


def _run(arguments: argparse.Namespace, organization: Organization) -> int:
    seen = Goal.objects.standing().filter(privacy=Privacy.EVERYONE)
    goals = objectives_among(seen)
    if arguments.period:
        if not Period.objects.filter(name=arguments.period).exists():
            raise Refused(f"there is no period '{arguments.period}'.")
        goals = goals.filter(period__name=arguments.period)
    objectives = list(goals)
    reports = report_on(objectives, seen, organization, clock.today(organization.time_zone), rules_off())
    levels = list(Severity)
    grave = set(levels[: levels.index(Severity(arguments.fail_on)) + 1])
    found = [each for report in reports for each in _chosen(report, arguments.rule)]
    titles = titles_of({each.about for each in found}, seen)
    for each in found:
        print(_line(each, titles.get(each.about, ""), arguments.json))
    if not arguments.json:
        mean = round(sum(float(report.score) for report in reports) / len(reports)) if reports else "–"
        print(f"{len(objectives)} objectives, {len(found)} remarks, mean score {mean} of 100.")
    return int(any(each.severity in grave for each in found))


def _chosen(report: Report, rule: str | None) -> list[Finding]:
    return [each for each in report.findings if not rule or each.rule == rule]


def _line(finding: Finding, title: str, as_json: bool) -> str:
    if as_json:
        said = {"rule": finding.rule, "severity": finding.severity, "goal": str(finding.about), "title": title}
        return json.dumps({**said, "sentence": spoken(finding.sentence)}, ensure_ascii=False)
    return f"{finding.severity:5}  {finding.rule}  {title}: {spoken(finding.sentence)}"
