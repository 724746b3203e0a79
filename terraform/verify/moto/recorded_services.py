"""What moto lacks, by service: the kinds of resources and the settings that are recorded instead (recorded.py)."""

from moto.rds.models import rds_backends
from recorded import Call, Kind, Record, Refusal, Setting, handles, new_id, now

# CloudFront: moto keeps distributions, access controls and keys only.
for policy, policies in (
    ("CachePolicy", "CachePolicies"),
    ("OriginRequestPolicy", "OriginRequestPolicies"),
    ("ResponseHeadersPolicy", "ResponseHeadersPolicies"),
):
    Kind(
        "cloudfront",
        policy,
        key="Id",
        made_up=lambda call: {"Id": new_id(), "LastModifiedTime": now()},
        read=(f"Get{policy}", f"Get{policy}Config"),
        listing=(f"List{policies}",),
        missing=f"NoSuch{policy}",
    )


def function_metadata(call: Call) -> Record:
    arn = f"arn:aws:cloudfront::{call.account}:function/{call.params['Name']}"
    metadata = {"FunctionARN": arn, "Stage": "LIVE", "CreatedTime": now(), "LastModifiedTime": now()}
    return {"FunctionMetadata": metadata, "Status": "UNASSOCIATED"}


FUNCTIONS = Kind(
    "cloudfront",
    "Function",
    key="Name",
    made_up=function_metadata,
    read=("DescribeFunction", "GetFunction", "PublishFunction"),
    missing="NoSuchFunctionExists",
)
Kind(
    "cloudfront",
    "MonitoringSubscription",
    key="DistributionId",
    missing="NoSuchMonitoringSubscription",
)

# IAM Access Analyzer: moto has none of it.
Kind(
    "accessanalyzer",
    "Analyzer",
    key="analyzerName",
    signing_name="access-analyzer",
    made_up=lambda call: {
        "name": call.params["analyzerName"],
        "arn": call.arn("access-analyzer", f"analyzer/{call.params['analyzerName']}"),
        "status": "ACTIVE",
        "createdAt": now(),
    },
)

# X-Ray: moto keeps traces, but neither groups nor sampling rules nor the key.
Kind(
    "xray",
    "Group",
    key="GroupARN",
    also_by=("GroupName",),
    made_up=lambda call: {"GroupARN": call.arn("xray", f"group/{call.params['GroupName']}/{new_id()}")},
    listing=("GetGroups",),
    missing="InvalidRequestException",
)
Kind(
    "xray",
    "SamplingRule",
    key="RuleName",
    made_up=lambda call: {
        "SamplingRule": {**call.params["SamplingRule"], "RuleARN": call.arn("xray", f"sampling-rule/{call.find('RuleName')}")}
    },
    listing=("GetSamplingRules",),
)
Setting("xray", "PutEncryptionConfig", "GetEncryptionConfig", Type="NONE", Status="ACTIVE")

# Synthetics: moto's canaries never become ready.
CANARIES = Kind(
    "synthetics",
    "Canary",
    key="Name",
    made_up=lambda call: {
        "Id": new_id(),
        "Status": {"State": "READY"},
        "EngineArn": f"{call.arn('lambda', 'function:cwsyn-' + call.params['Name'])}:1",
        "Timeline": {"Created": now(), "LastModified": now()},
    },
    listing=("DescribeCanaries",),
)


@handles("synthetics", "StartCanary", "StopCanary")
def start_or_stop_canary(call: Call) -> Record:
    CANARIES.on_read(call)["Status"] = {"State": "RUNNING" if call.operation == "StartCanary" else "STOPPED"}
    return {}


# CloudWatch Logs: moto has no saved queries.
Kind(
    "logs",
    "QueryDefinition",
    key="queryDefinitionId",
    create=("PutQueryDefinition",),
    made_up=lambda call: {"queryDefinitionId": call.params.get("queryDefinitionId") or new_id(), "success": True},
)


# AWS Config: moto has conformance packs of organisations only.
PACKS = Kind(
    "config",
    "ConformancePack",
    key="ConformancePackName",
    made_up=lambda call: {
        "ConformancePackArn": call.arn("config", f"conformance-pack/{call.params['ConformancePackName']}/pack"),
        "ConformancePackId": "pack",
        "ConformancePackState": "CREATE_COMPLETE",
        "StackArn": call.arn("cloudformation", "stack/pack"),
        "LastUpdateRequestedTime": now(),
    },
    create=("PutConformancePack",),
    listing=("DescribeConformancePacks",),
    missing="NoSuchConformancePackException",
)


@handles("config", "DescribeConformancePackStatus")
def pack_status(call: Call) -> Record:
    """None for a pack that is gone, where describing it is refused."""
    try:
        return PACKS.on_list(call)
    except Refusal:
        return {"ConformancePackStatusDetails": []}


# AWS Backup: moto has neither selections nor policies and notifications of vaults, nor a region's settings.
Setting(
    "backup",
    write="UpdateRegionSettings",
    read="DescribeRegionSettings",
    ResourceTypeOptInPreference={},
    ResourceTypeManagementPreference={},
)
Kind(
    "backup",
    "BackupSelection",
    key="SelectionId",
    made_up=lambda call: {"SelectionId": new_id(), "CreationDate": now()},
)
Kind(
    "backup",
    "BackupVaultAccessPolicy",
    key="BackupVaultName",
    create=("PutBackupVaultAccessPolicy",),
    made_up=lambda call: {"BackupVaultArn": call.arn("backup", f"backup-vault:{call.params['BackupVaultName']}")},
)
Kind(
    "backup",
    "BackupVaultNotifications",
    key="BackupVaultName",
    create=("PutBackupVaultNotifications",),
    made_up=lambda call: {"BackupVaultArn": call.arn("backup", f"backup-vault:{call.params['BackupVaultName']}")},
)

# Cost Explorer: moto has no anomaly detection and no cost allocation tags.
for kind, plural, key in (
    ("AnomalyMonitor", "AnomalyMonitors", "MonitorArn"),
    ("AnomalySubscription", "AnomalySubscriptions", "SubscriptionArn"),
):
    Kind(
        "ce",
        kind,
        key=key,
        made_up=lambda call, kind=kind, key=key: {
            **call.params[kind],
            "AccountId": call.account,
            key: f"arn:aws:ce::{call.account}:{kind.lower()}/{new_id()}",
        },
        listing=(f"Get{plural}",),
        missing="UnknownMonitorException" if kind == "AnomalyMonitor" else "UnknownSubscriptionException",
    )

# Cognito: moto has no threat protection.
Kind(
    "cognito-idp",
    "RiskConfiguration",
    key="UserPoolId",
    create=("SetRiskConfiguration",),
    read=("DescribeRiskConfiguration",),
)

# DynamoDB: moto has no contributor insights. A table's and each of its indexes' are told apart.
INSIGHTS: dict[tuple[str, str, str], Record] = {}


def insights_of(call: Call) -> tuple[str, str, str]:
    return call.region, call.params["TableName"].rsplit("/", 1)[-1], call.params.get("IndexName") or ""


@handles("dynamodb", "UpdateContributorInsights")
def update_insights(call: Call) -> Record:
    enabled = call.params["ContributorInsightsAction"] == "ENABLE"
    INSIGHTS[insights_of(call)] = {**call.params, "ContributorInsightsStatus": "ENABLED" if enabled else "DISABLED", "LastUpdateDateTime": now()}
    return INSIGHTS[insights_of(call)]


@handles("dynamodb", "DescribeContributorInsights")
def describe_insights(call: Call) -> Record:
    return INSIGHTS.get(insights_of(call), {**call.params, "ContributorInsightsStatus": "DISABLED"})


# ElastiCache: moto has clusters and users, but no user groups and no serverless caches.
Kind(
    "elasticache",
    "UserGroup",
    key="UserGroupId",
    made_up=lambda call: {"Status": "active", "ARN": call.arn("elasticache", f"usergroup:{call.params['UserGroupId']}")},
    missing="UserGroupNotFoundFault",
)
Kind(
    "elasticache",
    "ServerlessCache",
    key="ServerlessCacheName",
    update=("ModifyServerlessCache",),
    made_up=lambda call: {
        "Status": "available",
        "ARN": call.arn("elasticache", f"serverlesscache:{call.params['ServerlessCacheName']}"),
        "CreateTime": now(),
        "FullEngineVersion": "8.0",
        "Endpoint": {"Address": f"{call.params['ServerlessCacheName']}.serverless.cache.amazonaws.com", "Port": 6379},
        "ReaderEndpoint": {"Address": f"{call.params['ServerlessCacheName']}-ro.serverless.cache.amazonaws.com", "Port": 6380},
    },
    missing="ServerlessCacheNotFoundFault",
)

# IVS: moto has channels without their tags, and no recording configurations.
Kind(
    "ivs",
    "Channel",
    key="arn",
    made_up=lambda call: {
        "arn": call.arn("ivs", f"channel/{new_id()}"),
        "ingestEndpoint": "mock.global-contribute.live-video.net",
        "playbackUrl": "https://mock.playback.live-video.net/shows.m3u8",
    },
)
Kind(
    "ivs",
    "RecordingConfiguration",
    key="arn",
    made_up=lambda call: {"arn": call.arn("ivs", f"recording-configuration/{new_id()}"), "state": "ACTIVE"},
)

# RDS and Redshift: moto has neither zero-ETL integrations, nor endpoints of proxies, nor Redshift Serverless.
Kind(
    "rds",
    "Integration",
    key="IntegrationArn",
    also_by=("IntegrationIdentifier", "IntegrationName"),
    update=("ModifyIntegration",),
    made_up=lambda call: {
        "IntegrationArn": call.arn("rds", f"integration:{new_id()}"),
        "Status": "active",
        "CreateTime": now(),
    },
    missing="IntegrationNotFoundFault",
)
Kind(
    "rds",
    "DBProxyEndpoint",
    key="DBProxyEndpointName",
    update=("ModifyDBProxyEndpoint",),
    made_up=lambda call: {
        "DBProxyEndpointArn": call.arn("rds", f"db-proxy-endpoint:{new_id()}"),
        "Status": "available",
        "Endpoint": f"{call.params['DBProxyEndpointName']}.endpoint.proxy.{call.region}.rds.amazonaws.com",
        "VpcId": "vpc-1",
        "IsDefault": False,
        "TargetRole": call.params.get("TargetRole") or "READ_WRITE",
        "CreatedDate": now(),
    },
    missing="DBProxyEndpointNotFoundFault",
)
Kind("redshift", "ResourcePolicy", key="ResourceArn", create=("PutResourcePolicy",), missing="ResourceNotFoundFault")
for kind, key in (("Namespace", "namespaceName"), ("Workgroup", "workgroupName"), ("UsageLimit", "usageLimitId")):
    Kind(
        "redshift-serverless",
        kind,
        key=key,
        made_up=lambda call, kind=kind: {
            f"{kind[0].lower()}{kind[1:]}Id": (made := new_id()),
            f"{kind[0].lower()}{kind[1:]}Arn": call.arn("redshift-serverless", f"{kind.lower()}/{made}"),
            "status": "AVAILABLE",
            "creationDate": now(),
        },
    )

# Security Hub: moto enables it, but knows no standards and aggregators.
Kind(
    "securityhub",
    "FindingAggregator",
    key="FindingAggregatorArn",
    made_up=lambda call: {
        "FindingAggregatorArn": call.arn("securityhub", f"finding-aggregator/{new_id()}"),
        "FindingAggregationRegion": call.region,
    },
)
Kind(
    "securityhub",
    "Hub",
    key="HubArn",
    create=("EnableSecurityHub",),
    read=("DescribeHub",),
    update=("UpdateSecurityHubConfiguration",),
    delete=("DisableSecurityHub",),
    made_up=lambda call: {
        "HubArn": call.arn("securityhub", "hub/default"),
        "SubscribedAt": now().isoformat() + "Z",
        "AutoEnableControls": True,
        "ControlFindingGenerator": call.params.get("ControlFindingGenerator") or "SECURITY_CONTROL",
    },
    missing="InvalidAccessException",
)
STANDARDS: dict[str, Record] = {}


@handles("securityhub", "BatchEnableStandards")
def enable_standards(call: Call) -> Record:
    enabled = []
    for request in call.params["StandardsSubscriptionRequests"]:
        standard = request["StandardsArn"].split(":", 5)[5].replace("ruleset/", "").replace("standards/", "")
        arn = call.arn("securityhub", f"subscription/{standard}")
        STANDARDS[arn] = {"StandardsSubscriptionArn": arn, "StandardsArn": request["StandardsArn"], "StandardsInput": {}, "StandardsStatus": "READY"}
        enabled.append(STANDARDS[arn])
    return {"StandardsSubscriptions": enabled}


@handles("securityhub", "GetEnabledStandards")
def enabled_standards(call: Call) -> Record:
    wanted = call.params.get("StandardsSubscriptionArns") or list(STANDARDS)
    return {"StandardsSubscriptions": [STANDARDS[arn] for arn in wanted if arn in STANDARDS]}


@handles("securityhub", "BatchDisableStandards")
def disable_standards(call: Call) -> Record:
    return {"StandardsSubscriptions": [{**STANDARDS.pop(arn), "StandardsStatus": "DELETING"} for arn in call.params["StandardsSubscriptionArns"] if arn in STANDARDS]}


# SES v2: moto's configuration sets are answered without their fields.
Kind("sesv2", "ConfigurationSet", key="ConfigurationSetName", signing_name="ses", also_in_moto=True, missing="NotFoundException")
Kind(
    "sesv2",
    "ConfigurationSetEventDestination",
    key="EventDestinationName",
    signing_name="ses",
    made_up=lambda call: {"Name": call.params["EventDestinationName"], **call.params["EventDestination"]},
    listing=("GetConfigurationSetEventDestinations",),
    missing="NotFoundException",
)

# Account settings of EC2 and Systems Manager.
Setting("ec2", "ModifyEbsDefaultKmsKeyId", "GetEbsDefaultKmsKeyId", "ResetEbsDefaultKmsKeyId", KmsKeyId="alias/aws/ebs")
Setting("ec2", "EnableSnapshotBlockPublicAccess", "GetSnapshotBlockPublicAccessState", "DisableSnapshotBlockPublicAccess", State="unblocked")
Setting(
    "ec2",
    "EnableImageBlockPublicAccess",
    "GetImageBlockPublicAccessState",
    "DisableImageBlockPublicAccess",
    ImageBlockPublicAccessState="unblocked",
)
Setting("ec2", "ModifyInstanceMetadataDefaults", "GetInstanceMetadataDefaults", HttpEndpoint="enabled", Return=True)
for operation, allowed in (("EnableSerialConsoleAccess", True), ("DisableSerialConsoleAccess", False)):
    handles("ec2", operation)(lambda call, allowed=allowed: {"SerialConsoleAccessEnabled": allowed})
handles("ec2", "GetSerialConsoleAccessStatus")(lambda call: {"SerialConsoleAccessEnabled": False})
SETTINGS = Kind(
    "ssm",
    "ServiceSetting",
    key="SettingId",
    create=("UpdateServiceSetting",),
    update=("Unused",),
    delete=("Unused",),
    made_up=lambda call: {"Status": "Customized", "ARN": call.params["SettingId"]},
)


@handles("ssm", "ResetServiceSetting")
def reset_setting(call: Call) -> Record:
    setting = SETTINGS.on_read(call)
    setting["Status"] = "Default"
    return setting


# CloudWatch: moto keeps composite alarms out of what it describes by type.
COMPOSITE = Kind(
    "cloudwatch",
    "CompositeAlarm",
    key="AlarmName",
    signing_name="monitoring",
    create=("PutCompositeAlarm",),
    delete=("Unused",),
    listing=("Unused",),
    made_up=lambda call: {"AlarmArn": call.arn("cloudwatch", f"alarm:{call.params['AlarmName']}"), "ActionsEnabled": True},
)


@handles("cloudwatch", "DescribeAlarms", signing_name="monitoring")
def describe_alarms(call: Call) -> Record | None:
    if "CompositeAlarm" not in (call.params.get("AlarmTypes") or []):
        return None
    return {"CompositeAlarms": [record for name in call.params["AlarmNames"] if (record := COMPOSITE.records.get((call.region, name)))]}


@handles("cloudwatch", "DeleteAlarms", signing_name="monitoring")
def delete_alarms(call: Call) -> Record | None:
    deleted = [COMPOSITE.records.pop((call.region, name), None) for name in call.params["AlarmNames"]]
    return {} if any(deleted) else None


# Route 53: moto has no DNSSEC.
def signing_key(call: Call) -> Record:
    made = {"Name": call.params["Name"], "KmsArn": call.params["KeyManagementServiceArn"], "Status": call.params["Status"], "KeyTag": 1, "Flag": 257}
    return {"KeySigningKey": made, "Location": "https://route53.amazonaws.com"}


KEYS: dict[str, Record] = {}
SIGNED: set[str] = set()


@handles("route53", "CreateKeySigningKey")
def create_signing_key(call: Call) -> Record:
    KEYS[call.params["HostedZoneId"]] = signing_key(call)
    return KEYS[call.params["HostedZoneId"]]


@handles("route53", "GetDNSSEC")
def dnssec(call: Call) -> Record:
    zone = call.params["HostedZoneId"]
    keys = [KEYS[zone]["KeySigningKey"]] if zone in KEYS else []
    return {"Status": {"ServeSignature": "SIGNING" if zone in SIGNED else "NOT_SIGNING"}, "KeySigningKeys": keys}


@handles("route53", "EnableHostedZoneDNSSEC", "DisableHostedZoneDNSSEC", "ActivateKeySigningKey", "DeactivateKeySigningKey", "DeleteKeySigningKey")
def change_signing(call: Call) -> Record:
    zone = call.params["HostedZoneId"]
    if call.operation == "EnableHostedZoneDNSSEC":
        SIGNED.add(zone)
    elif call.operation == "DisableHostedZoneDNSSEC":
        SIGNED.discard(zone)
    elif call.operation == "DeleteKeySigningKey":
        KEYS.pop(zone, None)
    else:
        KEYS[zone]["KeySigningKey"]["Status"] = "ACTIVE" if call.operation.startswith("Activate") else "INACTIVE"
    return {}


# Cost allocation tags are found by their key.
TAGS: dict[str, Record] = {}


@handles("ce", "UpdateCostAllocationTagsStatus")
def update_tags(call: Call) -> Record:
    for tag in call.params["CostAllocationTagsStatus"]:
        TAGS[tag["TagKey"]] = {**tag, "Type": "UserDefined"}
    return {"Errors": []}


handles("ce", "ListCostAllocationTags")(lambda call: {"CostAllocationTags": [TAGS[key] for key in call.params["TagKeys"] if key in TAGS]})

# Shield: moto protects, but knows no automatic response.
RESPONSES: dict[str, Record] = {}
Setting(
    "shield",
    "UpdateSubscription",
    "DescribeSubscription",
    Subscription={"StartTime": now(), "EndTime": now(), "TimeCommitmentInSeconds": 31_536_000, "AutoRenew": "ENABLED"},
)


@handles("shield", "EnableApplicationLayerAutomaticResponse", "UpdateApplicationLayerAutomaticResponse")
def respond(call: Call) -> Record:
    RESPONSES[call.params["ResourceArn"]] = {"Status": "ENABLED", "Action": call.params["Action"]}
    return {}


@handles("shield", "DisableApplicationLayerAutomaticResponse")
def do_not_respond(call: Call) -> Record:
    RESPONSES.pop(call.params["ResourceArn"], None)
    return {}


@handles("shield", "DescribeProtection")
def describe_protection(call: Call) -> Record | None:
    arn = call.params.get("ResourceArn")
    if arn not in RESPONSES:
        return None
    return {"Protection": {"ResourceArn": arn, "ApplicationLayerAutomaticResponseConfiguration": RESPONSES[arn]}}

# GuardDuty: moto keeps the features of the last change only.
def detector(call: Call) -> Record:
    return {"DetectorId": new_id().replace("-", ""), "Status": "ENABLED", "ServiceRole": "", "CreatedAt": now().isoformat() + "Z"}


DETECTORS = Kind("guardduty", "Detector", key="DetectorId", made_up=detector, missing="BadRequestException")


@handles("guardduty", "UpdateDetector")
def update_detector(call: Call) -> Record:
    record = DETECTORS.on_read(call)
    features = {feature["Name"]: feature for feature in [*(record.get("Features") or []), *(call.params.get("Features") or [])]}
    for name, value in call.params.items():
        if value is not None:
            record[name] = value
    record["Features"] = list(features.values())
    return {}


# Budgets: moto drops subscribers.
BUDGETS = Kind(
    "budgets",
    "Budget",
    key="BudgetName",
    made_up=lambda call: {"Arn": f"arn:aws:budgets::{call.account}:budget/{call.find('BudgetName')}"},
    listing=("Unused",), read=("DescribeBudget",),
    missing="NotFoundException",
)


@handles("budgets", "DescribeNotificationsForBudget", "DescribeSubscribersForNotification")
def describe_notifications(call: Call) -> Record:
    notified = BUDGETS.on_read(call).get("NotificationsWithSubscribers") or []
    asked = call.params.get("Notification")
    if asked is None:
        return {"Notifications": [{"ThresholdType": "PERCENTAGE", **one["Notification"]} for one in notified]}
    same = [one for one in notified if all(asked.get(name) == value for name, value in one["Notification"].items())]
    return {"Subscribers": [subscriber for one in same for subscriber in one["Subscribers"]]}


@handles("budgets", "CreateNotification")
def create_notification(call: Call) -> Record:
    budget = BUDGETS.on_read(call)
    made = {"Notification": call.params["Notification"], "Subscribers": call.params["Subscribers"]}
    budget["NotificationsWithSubscribers"] = [*(budget.get("NotificationsWithSubscribers") or []), made]
    return {}


# What is only asked for, or only ended, when a stack is destroyed.
@handles("backup", "ListRecoveryPointsByBackupVault")
def recovery_points(call: Call) -> Record:
    return {"RecoveryPoints": []}


@handles("athena", "DeleteNamedQuery")
def delete_named_query(call: Call) -> Record:
    return {}


# What moto takes when it is made and not when it is changed; it keeps what it had.
@handles("athena", "UpdateWorkGroup")
def update_work_group(call: Call) -> Record:
    return {}


@handles("backup", "UpdateBackupPlan")
def update_backup_plan(call: Call) -> Record:
    return {"BackupPlanId": call.params["BackupPlanId"], "VersionId": new_id()}


@handles("autoscaling", "StartInstanceRefresh")
def start_instance_refresh(call: Call) -> Record:
    return {"InstanceRefreshId": new_id()}


@handles("rds", "AddTagsToResource")
def tag_global_cluster(call: Call) -> Record | None:
    return {} if ":global-cluster:" in call.params["ResourceName"] else None


@handles("rds", "ModifyGlobalCluster")
def modify_global_cluster(call: Call) -> Record:
    name = call.params["GlobalClusterIdentifier"]
    for backend in rds_backends[call.account].values():
        if name in backend.global_clusters and call.params.get("DeletionProtection") is not None:
            backend.global_clusters[name].deletion_protection = call.params["DeletionProtection"]
    return {"GlobalCluster": {"GlobalClusterIdentifier": name}}


# CloudTrail: moto finds trails by their names only.
Kind(
    "cloudtrail",
    "Trail",
    key="TrailARN",
    also_by=("Name", "TrailName"),
    made_up=lambda call: {
        "TrailARN": call.arn("cloudtrail", f"trail/{call.params['Name']}"),
        "HomeRegion": call.region,
        "SnsTopicARN": call.params.get("SnsTopicName") and call.arn("sns", call.params["SnsTopicName"]),
        "LogFileValidationEnabled": call.params.get("EnableLogFileValidation"),
        "IsLogging": True,
    },
    read=("GetTrail", "GetTrailStatus", "GetEventSelectors", "GetInsightSelectors", "StartLogging", "StopLogging"),
    update=("UpdateTrail", "PutEventSelectors", "PutInsightSelectors"),
    listing=("DescribeTrails",),
    missing="TrailNotFoundException",
)


# The application repository and the stack that it makes of an application: moto has neither the applications nor
# their templates.
STACKS: dict[str, Record] = {}


@handles("serverlessrepo", "GetApplication")
def application(call: Call) -> Record:
    return {"ApplicationId": call.params["ApplicationId"], "Version": {"ParameterDefinitions": [], "RequiredCapabilities": []}}


@handles("serverlessrepo", "CreateCloudFormationChangeSet")
def change_set(call: Call) -> Record:
    name = f"serverlessrepo-{call.params['StackName']}"
    arn = call.arn("cloudformation", f"stack/{name}/{new_id()}")
    given = [{"ParameterKey": one["Name"], "ParameterValue": one["Value"]} for one in call.params.get("ParameterOverrides") or []]
    tags = [*(call.params.get("Tags") or []), {"Key": "serverlessrepo:applicationId", "Value": call.params["ApplicationId"]}]
    version = call.params.get("SemanticVersion") or "1.0.0"
    STACKS[arn] = {
        "StackId": arn,
        "StackName": name,
        "StackStatus": "CREATE_COMPLETE",
        "CreationTime": now(),
        "ChangeSetId": f"{arn}/change",
        "Status": "CREATE_COMPLETE",
        "ExecutionStatus": "AVAILABLE",
        "Parameters": given,
        "Capabilities": call.params.get("Capabilities"),
        "Tags": [*tags, {"Key": "serverlessrepo:semanticVersion", "Value": version}],
        "Outputs": [{"OutputKey": "RotationLambdaARN", "OutputValue": call.arn("lambda", f"function:{call.params['StackName']}")}],
    }
    return {**STACKS[arn], "ApplicationId": call.params["ApplicationId"], "SemanticVersion": version}


def stack_of(call: Call) -> Record | None:
    named = {call.params.get("StackName"), call.params.get("ChangeSetName")}
    return next((stack for stack in STACKS.values() if {stack["StackId"], stack["StackName"], stack["ChangeSetId"]} & named), None)


@handles("cloudformation", "DescribeChangeSet", "ExecuteChangeSet")
def describe_change_set(call: Call) -> Record | None:
    return stack_of(call)


@handles("cloudformation", "DescribeStacks")
def describe_stacks(call: Call) -> Record | None:
    stack = stack_of(call)
    return {"Stacks": [stack]} if stack else None


@handles("cloudformation", "DeleteStack")
def delete_stack(call: Call) -> Record | None:
    stack = stack_of(call)
    if stack:
        stack["StackStatus"] = "DELETE_COMPLETE"
    return stack
