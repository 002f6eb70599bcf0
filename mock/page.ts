import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { ownDataSchema } from '../spec/own-data-schema.ts'
import { serializeServedDocument } from '../spec/served-document.ts'

/** The page with all functions, without those that change anything, or no page. */
export type PageMode = 'on' | 'read-only' | 'off'

const HTML = 'text/html; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'
const JSON_TEXT = 'application/json'

/** The files of the page, by path below /_twin/. */
const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '': ['index.html', HTML],
  'page.js': ['page.js', SCRIPT],
  'page.css': ['page.css', STYLE],
  'icon.svg': ['icon.svg', 'image/svg+xml'],
  'mutants.json': ['mutants.json', JSON_TEXT],
  docs: ['docs.html', HTML],
  'docs.js': ['docs.js', SCRIPT],
  'docs.css': ['docs.css', STYLE],
  'openapi-explorer.js': ['openapi-explorer.js', SCRIPT],
}

const STRICT_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
const NO_EMBEDDING_CSP = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** The library that renders the documents writes style attributes and small pictures; no script may be inline there either. */
const DOCS_CSP = STRICT_CSP.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
  "img-src 'self'",
  "img-src 'self' data:",
)

const SECURITY_HEADERS = {
  'cache-control': 'no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Builds the page from its sources; exists in a clone of the repository only, not in the published package. */
interface PageBuilder {
  /** Builds a file of the page; undefined for one that is served as it is. */
  buildPageFile(name: string): Promise<string | undefined>
}

/** The sources of the page in a clone of the repository, the built files in the published package. */
const PAGE_FOLDER = new URL('../page/', import.meta.url)

/** A request for a file, with the URL below which the client reaches the vendors' paths. */
export interface FileRequest {
  readonly method: string
  readonly path: string
  readonly serverUrl: string
}

/** Serves the page and its root; with the page off only the root. Undefined for other paths. */
export function serveStatic({ method, path, serverUrl }: FileRequest, mode: PageMode): Promise<Response> | undefined {
  if (path === '/' && (method === 'GET' || method === 'HEAD')) return Promise.resolve(serveRoot(mode))
  return mode === 'off' ? undefined : servePage(path, serverUrl)
}

/** Leads from the root to the page: tools that wait for a server, and people, ask for the root first. */
function serveRoot(mode: PageMode): Response {
  if (mode !== 'off') return new Response(null, { status: 302, headers: { location: '_twin/' } })
  const text = 'Flowtwin is ready. GET /_twin/v1/health lists the vendors and their base URLs.\n'
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** Serves the page at /_twin/, its files and the documents; undefined for other paths. Files are read per request. */
function servePage(path: string, serverUrl: string): Promise<Response> | undefined {
  if (path === '/_twin') return Promise.resolve(new Response(null, { status: 308, headers: { location: '_twin/' } }))
  if (!path.startsWith('/_twin/') || path.startsWith('/_twin/v1')) return undefined
  return servePageFile(path, serverUrl)
}

async function servePageFile(path: string, serverUrl: string): Promise<Response> {
  return (
    (await findPageFile(path, serverUrl)) ??
    new Response(`Nothing is served at ${path}; the page is at /_twin/.`, { status: 404 })
  )
}

async function findPageFile(path: string, serverUrl: string): Promise<Response | null> {
  const name = path.slice('/_twin/'.length)
  if (name === 'own-data.schema.json') {
    return createFileResponse(JSON.stringify(ownDataSchema), 'application/schema+json', STRICT_CSP)
  }
  const [, document, format] = /^specs\/([a-z]+)\.(json|yaml)$/.exec(name) ?? []
  if (document !== undefined) return serveDocument(document, format === 'yaml' ? 'yaml' : 'json', serverUrl)
  const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined
  if (file === undefined) return null
  const policy = name === 'docs' ? DOCS_CSP : STRICT_CSP
  return createFileResponse(await readPageFile(file[0]), file[1], policy)
}

async function readPageFile(name: string): Promise<string> {
  const built = await (await loadPageBuilder())?.buildPageFile(name)
  return built ?? readFile(new URL(name, PAGE_FOLDER), 'utf8')
}

async function serveDocument(name: string, format: 'json' | 'yaml', serverUrl: string): Promise<Response | null> {
  const text = await serializeServedDocument(name, format, serverUrl)
  if (text === undefined) return null
  return createFileResponse(text, format === 'json' ? JSON_TEXT : 'application/yaml; charset=utf-8', STRICT_CSP)
}

async function loadPageBuilder(): Promise<PageBuilder | null> {
  if (!existsSync(new URL('main.tsx', PAGE_FOLDER))) return null
  // A computed URL: a bundler must not include the builder in the published package.
  return (await import(new URL('../scripts/page.ts', import.meta.url).href)) as PageBuilder
}

function createFileResponse(body: string, type: string, policy: string): Response {
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': type,
    'content-security-policy': `${policy}; ${NO_EMBEDDING_CSP}`,
  }
  return new Response(body, { headers })
}
