import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchReadiness } from "./readiness.server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fine = () => Promise.resolve(undefined);

describe("watchReadiness", () => {
  it("finds nothing where all is well, and otherwise says what is wrong with what", async () => {
    expect(await watchReadiness({ checks: { A: fine, B: fine } })()).toEqual([]);
    const checks = { A: fine, B: () => Promise.reject(new Error("password=secret")), C: () => Promise.resolve("C is too old.") };
    expect(await watchReadiness({ checks })()).toEqual(["B does not answer.", "C is too old."]);
  });

  it("does not wait for what hangs", async () => {
    const faults = watchReadiness({ checks: { A: () => new Promise(() => undefined) }, deadlineMs: 2_000 })();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await faults).toEqual(["A does not answer."]);
  });

  it("asks a store once a second, however many ask", async () => {
    const check = vi.fn(fine);
    const faults = watchReadiness({ checks: { A: check }, keptMs: 1_000 });
    await Promise.all(Array.from({ length: 100 }, faults));
    await vi.advanceTimersByTimeAsync(999);
    await faults();
    expect(check).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    await faults();
    expect(check).toHaveBeenCalledTimes(2);
  });

  it("does not ask again what has not answered yet, and notices when it does", async () => {
    let answer: (fault: undefined) => void = () => undefined;
    const check = vi.fn(() => new Promise<undefined>((resolve) => (answer = resolve)));
    const faults = watchReadiness({ checks: { A: check }, deadlineMs: 2_000, keptMs: 1_000 });
    for (let round = 0; round < 3; round++) {
      const asked = faults();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await asked).toEqual(["A does not answer."]);
    }
    expect(check).toHaveBeenCalledTimes(1);
    const asked = faults();
    answer(undefined);
    expect(await asked).toEqual([]);
  });
});
