/** The checkout sends the total of each way of delivery, `expectedTotal.standard`, so that it needs no script to agree with the choice. */
export const EXPECTED_TOTAL_PREFIX = "expectedTotal.";
