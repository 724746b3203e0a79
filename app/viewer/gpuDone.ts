/** How often the GPU is asked, milliseconds. */
const POLL_MS = 8;

/**
 * Resolves when the GPU has done everything that it was given so far, without waiting for it in a task; also when its
 * context is lost, as nothing is to come then, and when `signal` aborts.
 */
export async function gpuDone(gl: WebGL2RenderingContext, signal: AbortSignal): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  while (fence && !signal.aborted && !gl.isContextLost() && gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  gl.deleteSync(fence);
}
