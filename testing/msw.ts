import { http, type HttpHandler } from 'msw'
import type { InProcessServer, TwinWorld } from '../client/index.ts'

/**
 * Handlers for msw that let a world, or the default world of a twin, answer in the place of the vendors' own hosts.
 * Paths stay as they are, and links lead to where the client asks, or to the server where the world is on one. A request
 * below none of the URLs is left to others.
 * @param urls where the client under test believes the vendors to be, such as "https://api.recrubo.example"
 * @throws {TypeError} when one of them is no HTTP URL
 */
export function createHandlers(server: TwinWorld | InProcessServer, urls: readonly string[]): readonly HttpHandler[] {
  const respond = ({ request }: { readonly request: Request }) => server.fetch(request)
  return urls.map((url) => http.all(`${parseBaseUrl(url)}*`, respond))
}

function parseBaseUrl(url: string): string {
  const base = URL.canParse(url) ? new URL(url) : null
  if (base === null || !['http:', 'https:'].includes(base.protocol)) {
    throw new TypeError(`"${url}" is no URL of an API; give one such as https://api.recrubo.example`)
  }
  return `${base.origin}${base.pathname.replace(/\/$/, '')}/`
}
