import { Bucket } from "../../constructs/bucket.ts";
import { EncryptionKey } from "../../constructs/encryptionKey.ts";
import { except } from "../../constructs/exception.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** Where every stack's state lies, with ninety days of its versions: a state is worth as much as what it describes. */
export function declareStateBucket(stack: EnvironmentStack): Bucket {
  const key = new EncryptionKey(stack, stack, { purpose: "state", description: "Terraform's state" });
  const { names } = stack;
  const arn = names.bucketArn("state", stack.region);
  const state = new Bucket(stack, stack, {
    purpose: "state",
    encryption: { keyArn: key.arn },
    oldVersionDays: 90,
    accessLogs: false,
    statements: [
      {
        Sid: "RefuseOtherEncryption",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `${arn}/*`,
        Condition: { StringNotEqualsIfExists: { "s3:x-amz-server-side-encryption": "aws:kms" } },
      },
    ],
  });
  except(state.lifecycle, { policy: "S3-017", reason: "States are small, and every plan reads them; their old versions end." });
  return state;
}
