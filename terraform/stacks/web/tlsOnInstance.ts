import { APP_PORT } from "./appEnvironment.ts";

/** Where the load balancer reaches an instance. */
export const TARGET_PORT = 3443;

/**
 * The part of the boot script that ends TLS on the instance, so that shoppers' data is encrypted on every stretch of
 * its way. The certificate is made at boot and known to nobody: load balancers encrypt without verifying targets, and
 * the security group says who can connect. stunnel hands bytes through and leaves headers and keep-alive to the app.
 */
export const TLS_ON_INSTANCE = `
install -d -o aurolot -g aurolot -m 0700 /etc/aurolot-tls
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 398 -subj /CN=aurolot-instance \\
  -keyout /etc/aurolot-tls/key.pem -out /etc/aurolot-tls/certificate.pem
cat > /etc/aurolot-tls/stunnel.conf <<'TLS'
foreground = yes
pid =
[shop]
accept = 0.0.0.0:${TARGET_PORT}
connect = 127.0.0.1:${APP_PORT}
cert = /etc/aurolot-tls/certificate.pem
key = /etc/aurolot-tls/key.pem
sslVersionMin = TLSv1.2
TLS
chown -R aurolot:aurolot /etc/aurolot-tls
cat > /etc/systemd/system/aurolot-tls.service <<'UNIT'
[Unit]
Description=TLS in front of the shop
Wants=network-online.target
After=network-online.target

[Service]
User=aurolot
ExecStart=/usr/bin/stunnel /etc/aurolot-tls/stunnel.conf
Restart=always
RestartSec=1
LimitNOFILE=65536
NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=true
PrivateTmp=true
PrivateDevices=true
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
UNIT
systemctl enable --now aurolot-tls.service
`;
