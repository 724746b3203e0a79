/** A type of resource that is left out of what is applied to the emulator, though moto's repairs are loaded (`moto/`). */
export interface EmulatorGap {
  type: string;
  /** What applying one ends with, or what it costs. */
  error: string;
}

/** What is left out of the copies that are applied to the emulator; it is planned, and tested with a mocked provider. */
export const EMULATOR_GAPS: readonly EmulatorGap[] = [
  {
    type: "aws_s3_account_public_access_block",
    error: "S3 Control's client puts the account in front of the host (333333333333.127.0.0.1), which no resolver knows",
  },
];

/**
 * Left out for their time alone, unless INFRASTRUCTURE_THOROUGH is set. The provider waits in full minutes, whatever it
 * talks to: until it has read a bucket's lifecycle ten times without a difference (53 seconds), and until a database
 * instance was available three times running (95 seconds, one instance after the other).
 */
export const SLOW_TYPES: readonly string[] = ["aws_s3_bucket_lifecycle_configuration", "aws_rds_cluster_instance"];
