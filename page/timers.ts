/** Returns milliseconds of real time since the page was opened. */
export function getElapsedMilliseconds(): number {
  return performance.now()
}

/** Calls once after a delay. @returns a function that cancels the call */
export function scheduleOnce(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}

/** Calls at an interval. @returns a function that stops the calls */
export function scheduleEvery(milliseconds: number, callback: () => void): () => void {
  const timer = setInterval(callback, milliseconds)
  return () => clearInterval(timer)
}

/** Calls before each frame that the browser paints. @returns a function that stops the calls */
export function runEachFrame(callback: () => void): () => void {
  let request = requestAnimationFrame(function runFrame() {
    callback()
    request = requestAnimationFrame(runFrame)
  })
  return () => cancelAnimationFrame(request)
}
