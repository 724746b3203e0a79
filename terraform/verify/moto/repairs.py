"""Faults of moto 5.2.1: each is mended below a comment that says what it breaks."""

from typing import Any

from moto.cloudfront.models import Distribution
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.kms.models import kms_backends
from moto.kms.responses import KmsResponse
from moto.moto_api import state_manager
from moto.route53 import models as route53
from moto.route53resolver.models import Route53ResolverBackend

# A statement's conditions count as failed where moto does not know their values, and a statement that fails by its
# conditions refuses: "deny what is not sent by TLS" then refuses every call. A condition that cannot be judged says
# nothing here.
permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted(self: IAMPolicyStatement, *args: Any, **kwargs: Any) -> PermissionResult:
    if self._statement.get("Condition"):
        return PermissionResult.NEUTRAL
    return permitted(self, *args, **kwargs)


IAMPolicyStatement.is_action_permitted = is_action_permitted  # type: ignore[method-assign]

# Route 53 takes the ARN of a log group with and without its ":*"; moto only the former.
create_query_logging_config = route53.Route53Backend.create_query_logging_config


def create_query_log(self: Any, hosted_zone_id: str, log_group_arn: str) -> Any:
    config = create_query_logging_config(self, hosted_zone_id, f"{log_group_arn.removesuffix(':*')}:*")
    config.cloud_watch_logs_log_group_arn = log_group_arn
    return config


route53.Route53Backend.create_query_logging_config = create_query_log

# moto gives tags to endpoints and rules of the resolver, but not to query logs.
Route53ResolverBackend._matched_arn = lambda self, resource_arn: None

# A distribution is deployed at once: Terraform asks once in a quarter of a minute.
state_manager.set_transition("cloudfront::distribution", {"progression": "immediate"})

# A key's replica has tags, a description and a policy of its own.
replicate_key = KmsResponse.replicate_key


def replicate(self: KmsResponse) -> str:
    answer = replicate_key(self)
    key_id, region = self._get_param("KeyId"), self._get_param("ReplicaRegion")
    backend = kms_backends[self.current_account][region]
    replica = backend.keys[backend.get_key_id(key_id)]
    replica.description = self._get_param("Description")
    replica.policy = self._get_param("Policy") or replica.policy
    backend.tag_resource(key_id, self._get_param("Tags") or [])
    return answer


KmsResponse.replicate_key = replicate  # type: ignore[method-assign]

# The ARN of a distribution names no region, but the place for it is there.
make_distribution = Distribution.__init__


def distribution_with_arn(self: Distribution, *args: Any, **kwargs: Any) -> None:
    make_distribution(self, *args, **kwargs)
    self.arn = self.arn.replace(":cloudfront:", ":cloudfront::")


Distribution.__init__ = distribution_with_arn  # type: ignore[method-assign]
