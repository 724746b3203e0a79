import { useState } from "react";

/**
 * The last value that came while nothing was pending. What arrives in between may or may not contain the pending
 * changes; added to this value they are counted exactly once.
 */
export function useSettled<Value>(value: Value, isPending: boolean): Value {
  const [settled, setSettled] = useState(value);
  if (isPending || settled === value) return settled;
  setSettled(value);
  return value;
}
