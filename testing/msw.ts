import { http, type HttpHandler } from 'msw'
import type { InProcessServer, TwinWorld } from '../client/index.ts'

/**
 * Creates msw handlers that send requests for the vendors' own hosts to a world, or to the default world of a server.
 * Paths stay the same. Requests to other URLs pass.
 * @param urls the base URLs of the client under test, such as "https://api.recrubo.example"
 * @throws {TypeError} for an invalid URL
 */
export function createHandlers(server: TwinWorld | InProcessServer, urls: readonly string[]): readonly HttpHandler[] {
  const respond = ({ request }: { readonly request: Request }) => server.fetch(request)
  return urls.map((url) => http.all(`${parseBaseUrl(url)}*`, respond))
}

function parseBaseUrl(url: string): string {
  const base = URL.canParse(url) ? new URL(url) : null
  if (base === null || !['http:', 'https:'].includes(base.protocol)) {
    throw new TypeError(`"${url}" is not an HTTP URL; give one such as https://api.recrubo.example`)
  }
  return `${base.origin}${base.pathname.replace(/\/$/, '')}/`
}
