import { readFileSync } from 'node:fs'

/** The version of the package, from the package.json beside the source or above dist. */
export function readVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    const text = readIfExists(new URL(place, import.meta.url))
    if (text !== null) return (JSON.parse(text) as { readonly version: string }).version
  }
  throw new Error('package.json of flowtwin was not found')
}

function readIfExists(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return null
  }
}
