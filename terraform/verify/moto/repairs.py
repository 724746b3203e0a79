"""Faults of moto 5.2.1: each is mended below a comment that says what it breaks."""

import copy
from typing import Any

from moto.acm.models import CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.cloudfront.models import Distribution
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.kms.models import kms_backends
from moto.kms.responses import KmsResponse
from moto.moto_api import state_manager
from moto.rds.models import DBCluster, RDSBackend, rds_backends
from moto.route53 import models as route53
from moto.s3.models import FakeDeleteMarker
from moto.route53resolver.models import Route53ResolverBackend
from moto.secretsmanager.models import SecretsManagerBackend
from moto.core.responses import ActionResult, EmptyResult
from moto.sagemaker.responses import SageMakerResponse
from moto.ses.responses import EmailResponse
from moto.sns.responses import SNSResponse
from moto.sqs.models import Queue, SQSBackend
from moto.ssm.models import ParameterDict
from recorded import Call, Record, handles

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

# A deleted cluster leaves its global cluster; in moto only where the global cluster was made in the same region.
delete_db_cluster = RDSBackend.delete_db_cluster


def delete_cluster_everywhere(self: RDSBackend, cluster_identifier: str, snapshot_name: str | None = None) -> DBCluster:
    deleted = delete_db_cluster(self, cluster_identifier, snapshot_name)
    for backend in rds_backends[self.account_id].values():
        for global_cluster in backend.global_clusters.values():
            global_cluster.members = [member for member in global_cluster.members if member is not deleted]
    return deleted


RDSBackend.delete_db_cluster = delete_cluster_everywhere  # type: ignore[method-assign]

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
    primary = self.kms_backend.keys[replica.id]
    replica.multi_region_configuration = {**copy.deepcopy(primary.multi_region_configuration), "MultiRegionKeyType": "REPLICA"}
    primary.multi_region_configuration["MultiRegionKeyType"] = "PRIMARY"
    replica.aliases, replica.grants, replica.rotations = {}, {}, []
    backend.tag_resource(key_id, self._get_param("Tags") or [])
    return answer


KmsResponse.replicate_key = replicate  # type: ignore[method-assign]

# The ARN of a distribution names no region, but the place for it is there.
make_distribution = Distribution.__init__


def distribution_with_arn(self: Distribution, *args: Any, **kwargs: Any) -> None:
    make_distribution(self, *args, **kwargs)
    self.arn = self.arn.replace(":cloudfront:", ":cloudfront::")


Distribution.__init__ = distribution_with_arn  # type: ignore[method-assign]

# A table's replica is a table of another region; the first one lists it.
describe = Table.describe


def describe_with_replicas(self: Table, base_key: str = "TableDescription") -> dict[str, Any]:
    description = describe(self, base_key)
    replicas = list(getattr(self, "replicas", {}).values())
    if replicas:
        description[base_key]["Replicas"] = replicas
    return description


Table.describe = describe_with_replicas  # type: ignore[method-assign]


@handles("dynamodb", "UpdateTable")
def update_replicas(call: Call) -> Record | None:
    updates = call.params.get("ReplicaUpdates")
    if not updates:
        return None
    backends = dynamodb_backends[call.account]
    name = call.params["TableName"].rsplit("/", 1)[-1]
    table = backends[call.region].tables[name]
    table.replicas = dict(getattr(table, "replicas", {}))
    for update in updates:
        made = update.get("Create") or update.get("Update")
        region = (made or update["Delete"])["RegionName"]
        if not made:
            table.replicas.pop(region, None)
            backends[region].tables.pop(name, None)
            continue
        table.replicas[region] = {**table.replicas.get(region, {}), **made, "ReplicaStatus": "ACTIVE"}
        if name not in backends[region].tables:
            replica = copy.copy(table)
            replica.region_name, replica.tags, replica.replicas = region, [], {}
            replica.table_arn = replica._generate_arn(name)
            replica.continuous_backups = copy.deepcopy(table.continuous_backups)
            replica.sse_specification = {"Enabled": True, "KMSMasterKeyId": made.get("KMSMasterKeyId")}
            backends[region].tables[name] = replica
    return table.describe()


# moto looks for the function that rotates a secret and runs it; here it lies in AWS's own repository.
def rotate_secret(self: Any, secret_id: str, *args: Any, rotation_lambda_arn: str | None = None, rotation_rules: Any = None, **kwargs: Any) -> Any:
    secret = self.secrets[secret_id]
    secret.rotation_requested = secret.rotation_enabled = True
    secret.rotation_lambda_arn = rotation_lambda_arn or secret.rotation_lambda_arn
    secret.auto_rotate_after_days = (rotation_rules or {}).get("AutomaticallyAfterDays", 0)
    return secret.to_short_dict()


SecretsManagerBackend.rotate_secret = rotate_secret  # type: ignore[method-assign]

# Setting one attribute of a queue takes its policy away, who may send dead letters to it is forgotten, and asking for
# a policy by its name is refused; Terraform waits minutes for what it set.
set_attributes = Queue._set_attributes
attributes_of = Queue.attributes.fget


def set_queue_attributes(self: Queue, attributes: dict[str, Any], now: float | None = None) -> None:
    policy = getattr(self, "policy", None)
    set_attributes(self, attributes, now)
    if "Policy" not in attributes:
        self.policy = policy


def queue_attributes(self: Queue) -> dict[str, Any]:
    allowed = getattr(self, "redrive_allow_policy", None)
    return {**attributes_of(self), **({"RedriveAllowPolicy": allowed} if allowed else {})}


def get_queue_attributes(self: SQSBackend, queue_name: str, attribute_names: list[str]) -> dict[str, Any]:
    found = self.get_queue(queue_name).attributes
    return {name: value for name, value in found.items() if value is not None and ("All" in attribute_names or name in attribute_names)}


Queue._set_attributes = set_queue_attributes  # type: ignore[method-assign]
Queue.attributes = property(queue_attributes)  # type: ignore[method-assign]
SQSBackend.get_queue_attributes = get_queue_attributes  # type: ignore[method-assign]

# A topic keeps the version of its signatures and whether it traces, and does not tell.
get_topic_attributes = SNSResponse.get_topic_attributes


def topic_attributes(self: SNSResponse) -> ActionResult:
    answer = get_topic_attributes(self)
    topic = self.backend.get_topic(self._get_param("TopicArn"))
    for name, attribute in (("SignatureVersion", "signature_version"), ("TracingConfig", "tracing_config")):
        if getattr(topic, attribute, None):
            answer.result["Attributes"][name] = getattr(topic, attribute)  # type: ignore[index]
    return answer


SNSResponse.get_topic_attributes = topic_attributes  # type: ignore[method-assign]

# A certificate has the algorithm that was asked for; Terraform replaces one that has another.
request_certificate = AWSCertificateManagerResponse.request_certificate
describe_certificate = CertBundle.describe


def request(self: AWSCertificateManagerResponse) -> Any:
    before = set(self.acm_backend._certificates)
    answer = request_certificate(self)
    for arn in set(self.acm_backend._certificates) - before:
        self.acm_backend._certificates[arn].asked_algorithm = self._get_param("KeyAlgorithm")
    return answer


def describe_with_algorithm(self: CertBundle) -> dict[str, Any]:
    description = describe_certificate(self)
    if getattr(self, "asked_algorithm", None):
        description["Certificate"]["KeyAlgorithm"] = self.asked_algorithm
    return description


AWSCertificateManagerResponse.request_certificate = request  # type: ignore[method-assign]
CertBundle.describe = describe_with_algorithm  # type: ignore[method-assign]


# The first version of SES makes event destinations and never ends them.
def delete_event_destination(self: EmailResponse) -> ActionResult:
    self.backend.config_set_event_destination.pop(self._get_param("ConfigurationSetName"), None)
    self.backend.event_destinations.pop(self._get_param("EventDestinationName"), None)
    return EmptyResult()


EmailResponse.delete_configuration_set_event_destination = delete_event_destination  # type: ignore[attr-defined]

# The last version of an object is disposed of with its markers, which can't be.
FakeDeleteMarker.dispose = lambda self, garbage=False: None  # type: ignore[attr-defined]

# A model forgets that it is isolated from the network, and answers an empty one where it has none.
create_model = SageMakerResponse.create_model
describe_model = SageMakerResponse.describe_model


def create_isolated(self: SageMakerResponse) -> ActionResult:
    answer = create_model(self)
    model = self.sagemaker_backend.describe_model(self._get_param("ModelName"))
    model.enable_network_isolation = self._get_param("EnableNetworkIsolation", False)
    return answer


def describe_isolated(self: SageMakerResponse) -> ActionResult:
    answer = describe_model(self)
    model = self.sagemaker_backend.describe_model(self._get_param("ModelName"))
    answer.result["EnableNetworkIsolation"] = model.enable_network_isolation  # type: ignore[index]
    if not any((answer.result.get("VpcConfig") or {}).values()):  # type: ignore[attr-defined]
        answer.result.pop("VpcConfig", None)  # type: ignore[attr-defined]
    return answer


SageMakerResponse.create_model = create_isolated  # type: ignore[method-assign]
SageMakerResponse.describe_model = describe_isolated  # type: ignore[method-assign]

# Parameters are looked through while another request adds one, which Python refuses ("dictionary changed size").
ParameterDict.__iter__ = lambda self: iter(list(dict.keys(self)))  # type: ignore[method-assign]
