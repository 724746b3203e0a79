import type { EnvironmentStack } from "./stack.ts";
import { INSTANCE_METRICS } from "./instanceAccess.ts";

export interface BootScriptProps {
  /** What runs: `app` or `worker`; names its archive, user unit and log file. */
  service: "app" | "worker";
  description: string;
  /** The release: an expression or a name. */
  release: string;
  /** The command, relative to the unpacked archive. */
  command: string;
  /** The Auto Scaling group's name. */
  fleet: string;
  /** The fleet's log group. */
  logGroup: string;
  /** What the service finds in its environment. */
  variables: Readonly<Record<string, string>>;
  /** The path in Parameter Store below which further variables are, and the names without which it must not start. */
  settings?: { path: string; required: readonly string[] };
  /** Packages beside the CloudWatch agent. */
  packages?: readonly string[];
  /** More of the script, run before the service starts. */
  prepare?: string;
  /** More lines of the unit's section `[Service]`. */
  unitLines?: readonly string[];
  /** Asked once a second after each boot, for at most five minutes; the instance serves once it answers 200. */
  readyUrl?: string;
}

/**
 * The script of an instance's first boot, for Amazon Linux 2023: fetches the release and its settings, starts the
 * service under systemd, and tells the Auto Scaling group whether it came up. The archive brings its own Node.js
 * (`bin/node`), so that the version that was tested is the one that runs, and nothing is fetched from elsewhere.
 * No `${…}` of the shell in here: Terraform would take it for its own.
 */
export function bootScript(stack: EnvironmentStack, props: BootScriptProps): string {
  const { service, description, release, command, fleet, logGroup, variables, settings, packages = [], prepare = "", unitLines = [], readyUrl } = props;
  const { names, region } = stack;
  const unit = `aurolot-${service}`;
  return `#!/bin/bash
# First boot of ${fleet}. What it prints is in /var/log/cloud-init-output.log.
set -euo pipefail
umask 027

# An instance that fails to boot is given up at once, not after the timeout of its lifecycle hook.
cat > /usr/local/sbin/aurolot-lifecycle <<'SCRIPT'
#!/bin/bash
set -euo pipefail
token=$(curl -fsS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
instance=$(curl -fsS -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)
# After a mere reboot no action waits: that is no fault.
aws autoscaling complete-lifecycle-action --region ${region} --auto-scaling-group-name ${fleet} \\
  --lifecycle-hook-name booted --instance-id "$instance" --lifecycle-action-result "$1" || true
SCRIPT
chmod 0755 /usr/local/sbin/aurolot-lifecycle
trap 'aurolot-lifecycle ABANDON' ERR

# Finds the packet size between regions also where the message that would tell it is lost.
echo 'net.ipv4.tcp_mtu_probing = 1' > /etc/sysctl.d/90-aurolot.conf
sysctl --quiet --load /etc/sysctl.d/90-aurolot.conf

# From Amazon's own repository alone, which lies in S3: the GPU image brings others, which a private network can't reach.
dnf install --repo amazonlinux --assumeyes --quiet ${["amazon-cloudwatch-agent", "logrotate", ...packages].join(" ")}

useradd --system --home-dir /opt/aurolot --shell /sbin/nologin aurolot
install -d -o root -g aurolot -m 0750 /opt/aurolot /opt/aurolot/${service}
install -d -o aurolot -g aurolot -m 0750 /var/log/aurolot
install -d -o root -g root -m 0700 /etc/aurolot

aws s3 cp --only-show-errors --region ${region} "s3://${names.bucket("releases", region)}/releases/${release}/${service}.tar.gz" /opt/aurolot/${service}.tar.gz
tar --extract --gzip --no-same-owner --file /opt/aurolot/${service}.tar.gz --directory /opt/aurolot/${service}
rm /opt/aurolot/${service}.tar.gz
chgrp --recursive aurolot /opt/aurolot/${service}

cat > /etc/aurolot/${service}.env <<'ENVIRONMENT'
${Object.entries(variables).map(([name, value]) => `${name}="${value}"`).join("\n")}
ENVIRONMENT
chmod 0600 /etc/aurolot/${service}.env
${settings ? fetchSettings(region, service, settings) : ""}
cat > /etc/logrotate.d/aurolot <<'ROTATION'
/var/log/aurolot/*.log {
  size 100M
  rotate 2
  copytruncate
  missingok
}
ROTATION
# The package comes with a timer that looks once a day, and is not started before the next boot.
install -d /etc/systemd/system/logrotate.timer.d
printf '[Timer]\\nOnCalendar=\\nOnCalendar=hourly\\n' > /etc/systemd/system/logrotate.timer.d/hourly.conf
systemctl daemon-reload
systemctl enable --now logrotate.timer

cat > /opt/aws/amazon-cloudwatch-agent/etc/aurolot.json <<'AGENT'
${JSON.stringify(agentConfig(fleet, logGroup, service), null, 2)}
AGENT
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/aurolot.json
${prepare}
cat > /etc/systemd/system/${unit}.service <<'UNIT'
[Unit]
Description=${description}
Wants=network-online.target
After=network-online.target

[Service]
User=aurolot
Group=aurolot
WorkingDirectory=/opt/aurolot/${service}
EnvironmentFile=/etc/aurolot/${service}.env
ExecStart=/opt/aurolot/${service}/${command}
Restart=always
RestartSec=2
# Longer than the service takes to finish what it has begun.
TimeoutStopSec=30
StandardOutput=append:/var/log/aurolot/${service}.log
StandardError=inherit
LimitNOFILE=65536
${HARDENING}
${["ReadWritePaths=/var/log/aurolot", ...unitLines].join("\n")}

[Install]
WantedBy=multi-user.target
UNIT

cat > /usr/local/sbin/aurolot-ready <<'SCRIPT'
#!/bin/bash
${readyUrl ? awaitReady(readyUrl) : "exec aurolot-lifecycle CONTINUE"}
SCRIPT
chmod 0755 /usr/local/sbin/aurolot-ready

# At every boot, not only the first: an instance of the warm pool starts a second time.
cat > /etc/systemd/system/aurolot-ready.service <<'UNIT'
[Unit]
Description=Tell the Auto Scaling group that this instance is up
After=${unit}.service
Requires=${unit}.service

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/aurolot-ready

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now ${unit}.service
systemctl enable --now --no-block aurolot-ready.service
`;
}

function fetchSettings(region: string, service: string, { path, required }: { path: string; required: readonly string[] }): string {
  return `aws ssm get-parameters-by-path --region ${region} --path ${path} --with-decryption --query 'Parameters[].[Name,Value]' --output text |
  while IFS=$'\\t' read -r name value; do printf '%s="%s"\\n' "$(basename "$name")" "$value"; done >> /etc/aurolot/${service}.env
for name in ${required.join(" ")}; do
  grep --quiet "^$name=" /etc/aurolot/${service}.env || { echo "${path}/$name is not in Parameter Store: apply the data stack first." >&2; false; }
done
`;
}

function awaitReady(url: string): string {
  return `for _ in $(seq 300); do
  if curl --fail --silent --insecure --max-time 2 --output /dev/null ${url}; then exec aurolot-lifecycle CONTINUE; fi
  sleep 1
done
echo "${url} did not answer within five minutes." >&2
exec aurolot-lifecycle ABANDON`;
}

/**
 * What the service can't do, whoever takes it over. Not MemoryDenyWriteExecute: V8 compiles at run time. It asks for memory
 * protection keys when it starts on x86-64, and a call that is not allowed ends the process.
 */
const HARDENING = `NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=true
PrivateTmp=true
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
LockPersonality=true
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service @pkey`;

/** The agent's dimensions are literal: those that it would fill in itself need leave to describe all instances. */
function agentConfig(fleet: string, logGroup: string, service: string) {
  const dimensions = { Fleet: fleet };
  return {
    agent: { metrics_collection_interval: 60, run_as_user: "root" },
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            { file_path: `/var/log/aurolot/${service}.log`, log_group_name: logGroup, log_stream_name: "{instance_id}/service" },
            { file_path: "/var/log/cloud-init-output.log", log_group_name: logGroup, log_stream_name: "{instance_id}/boot" },
          ],
        },
      },
    },
    metrics: {
      namespace: INSTANCE_METRICS,
      aggregation_dimensions: [["Fleet"]],
      metrics_collected: {
        mem: { measurement: ["used_percent"], append_dimensions: dimensions },
        disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true, append_dimensions: dimensions },
      },
    },
  };
}
