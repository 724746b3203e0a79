import { expect, it } from "vitest";
import { scramVerifier } from "./scramVerifier.server";

it("gives what PostgreSQL keeps of the password of RFC 7677's example", () => {
  // The salt and the server's signature of section 3 follow from this stored and server key.
  const verifier = scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));
  expect(verifier).toBe("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
});
