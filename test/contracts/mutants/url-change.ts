/** Takes a parameter out of a request; true, as the change that it is. */
export function dropped(url: URL, name: string): true {
  url.searchParams.delete(name)
  return true
}

/** Gives a parameter another value; true, as the change that it is. */
export function set(url: URL, name: string, value: string): true {
  url.searchParams.set(name, value)
  return true
}

/** Whether a parameter is there and not empty. */
export function hasText(url: URL, name: string): boolean {
  return (url.searchParams.get(name) ?? '') !== ''
}

/** Whether a parameter has a value that the suite made up. */
export function isMadeUp(url: URL, name: string): boolean {
  return url.searchParams.get(name)?.startsWith('flowtwin') === true
}
