"""What is told of the policy of an organisation."""

from collections.abc import Collection

from intermezzo.core.settings import SPECS
from intermezzo.core.system_policy import SystemPolicy
from intermezzo.presenters import _
from intermezzo.presenters.durations import together
from intermezzo.presenters.settings import label


def locked_line(policy: SystemPolicy) -> str:
    """Return why a setting cannot be changed."""
    if policy.organisation:
        return _("Set by {organisation}").format(organisation=policy.organisation)
    return _("Set by your organisation")


def policy_line(policy: SystemPolicy) -> str:
    """Return who has set and fixed what, in one line; "" if nobody has."""
    if not (policy.defaults or policy.fixed):
        return ""
    name = policy.organisation or _("your organisation")
    parts = [name]
    if policy.defaults:
        parts.append(_("chosen to begin with: {settings}").format(settings=_labels(policy.defaults)))
    if policy.fixed:
        parts.append(_("fixed: {settings}").format(settings=_labels(policy.fixed)))
    return "; ".join(parts)


def _labels(keys: Collection[str]) -> str:
    return together([label(key) for key in SPECS if key in keys])
