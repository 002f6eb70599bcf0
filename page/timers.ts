/** Milliseconds of real time since the page was opened. */
export function getElapsedMilliseconds(): number {
  return performance.now()
}

/** Calls back after so many milliseconds of real time, unless what it returns is called before. */
export function scheduleOnce(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds)
  return () => clearTimeout(timer)
}

/** Calls back every so many milliseconds of real time until what it returns is called. */
export function scheduleEvery(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(call, milliseconds)
  return () => clearInterval(timer)
}

/** Calls back before each picture that the browser shows, until what it returns is called. */
export function runEachFrame(call: () => void): () => void {
  let request = requestAnimationFrame(function again() {
    call()
    request = requestAnimationFrame(again)
  })
  return () => cancelAnimationFrame(request)
}
