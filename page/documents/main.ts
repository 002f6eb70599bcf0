import { getBasePath } from '../control-api.ts'
import { limitEventStreams } from './event-stream-responses.ts'
import { createOverview } from './overview.ts'
import { type Document, fillOperation, type Operation, prepareDocument } from './prepare-document.ts'
import { loadSamples, type Samples } from './samples.ts'
import type { SampleSource } from './world-data.ts'

/** The page of the API documents: shows one document in the explorer with a valid credential. */

interface Health {
  readonly vendors: readonly { readonly name: string; readonly credential: string; readonly authorization: string }[]
}

/** The used part of the custom element that openapi-explorer.js defines. */
interface Explorer extends HTMLElement {
  loadSpec(document: Document): Promise<void>
  setAuthenticationConfiguration(scheme: string, configuration: { readonly token: string }): Promise<void>
}

/** Name of the security scheme in each document. */
const SCHEMES: Readonly<Record<string, string>> = {
  qyvo: 'bearer',
  recrubo: 'bearer',
  rapidpro: 'token',
  idnow: 'bearer',
  control: 'token',
}

/** Width in pixels from which the explorer has a sidebar. */
const SIDEBAR_WIDTH = 768

const EXPLORER_OPTIONS = {
  'hide-server-selection': '',
  'hide-components': '',
  'schema-expand-level': '2',
}

/** The custom property of the style sheet for each color attribute of the explorer. */
const EXPLORER_COLORS = [
  ['bg-color', '--surface'],
  ['text-color', '--text'],
  ['primary-color', '--accent'],
  ['secondary-color', '--text'],
  ['nav-bg-color', '--background'],
  ['nav-text-color', '--text'],
  ['nav-hover-bg-color', '--accent-soft'],
] as const

const query = new URLSearchParams(location.search)
const world = query.get('world') ?? 'default'

async function showDocument(): Promise<void> {
  const response = await fetch('v1/health')
  // The control API answers as its OpenAPI document describes.
  const { vendors } = (await response.json()) as Health
  const names = [...vendors.map(({ name }) => name), 'control']
  const name = names.find((candidate) => candidate === query.get('api')) ?? names[0] ?? 'control'
  renderLinks(names, name)
  await customElements.whenDefined('openapi-explorer')
  const vendor = vendors.find((candidate) => candidate.name === name)
  const worldPath = getBasePath() + (world === 'default' ? '' : `/w/${world}`)
  const serverUrl = location.origin + (name === 'control' ? getBasePath() : worldPath)
  const explorer = createExplorer(serverUrl)
  explorer.append(createOverview({ document: name, serverUrl, authorization: vendor?.authorization }))
  explorer.addEventListener('spec-loaded', () => {
    const scheme = SCHEMES[name]
    if (scheme === undefined || vendor === undefined) return
    // A scheme in a header needs the header's whole value; a bearer scheme needs the credential only.
    const token = scheme === 'token' ? vendor.authorization : vendor.credential
    void explorer.setAuthenticationConfiguration(scheme, { token })
  })
  followWidth(explorer)
  document.getElementById('document')?.replaceChildren(explorer)
  const documentResponse = await fetch(`specs/${name}.json`)
  // The server serves OpenAPI documents here.
  const openApi = (await documentResponse.json()) as Document
  const source = { document: name, world, authorization: vendor?.authorization, worldPath }
  await explorer.loadSpec(prepareDocument(openApi, await loadSamples(source)))
  followOperations(explorer, source)
  labelPictures(explorer)
}

interface OperationChange {
  readonly operation?: Operation & { readonly isWebhook?: boolean }
}

interface OperationRequest {
  readonly request: { readonly method?: string }
}

/**
 * Removes the form of webhooks, which the server sends itself, and after each change of the world fills the forms with ids
 * that still exist. The explorer is busy while these are loaded.
 */
function followOperations(explorer: Explorer, source: SampleSource): void {
  let samples: Samples = {}
  explorer.addEventListener('event', (event) => {
    // The library dispatches this detail.
    const { operation } = (event as CustomEvent<OperationChange>).detail
    explorer.setAttribute('hide-console', String(operation?.isWebhook === true))
    if (operation !== undefined) fillOperation(operation, samples[operation.operationId ?? ''])
  })
  explorer.addEventListener('request', () => explorer.setAttribute('aria-busy', 'true'))
  explorer.addEventListener('response', (event) => {
    // The library dispatches this detail.
    const { request } = (event as CustomEvent<OperationRequest>).detail
    const isRead = request.method === 'GET'
    void (isRead ? Promise.resolve(samples) : loadSamples(source)).then((loaded) => {
      samples = loaded
      explorer.setAttribute('aria-busy', 'false')
    })
  })
}

/** Gives a picture in a response a text alternative, which the library leaves out. */
function labelPictures({ shadowRoot }: Explorer): void {
  if (shadowRoot === null) return
  new MutationObserver(() => {
    for (const picture of shadowRoot.querySelectorAll('img:not([alt])')) picture.setAttribute('alt', 'Response body')
  }).observe(shadowRoot, { childList: true, subtree: true })
}

/** Shows method and path in the sidebar; a narrow window has none, and lists the operations by their summaries. */
function followWidth(explorer: Explorer): void {
  const isWide = matchMedia(`(min-width: ${SIDEBAR_WIDTH}px)`)
  const applyWidth = () => explorer.setAttribute('use-path-in-nav-bar', String(isWide.matches))
  isWide.addEventListener('change', applyWidth)
  applyWidth()
}

function renderLinks(names: readonly string[], current: string): void {
  const links = names.map((name) => {
    const link = createLink(`?${new URLSearchParams({ api: name, world }).toString()}`, name)
    if (name === current) link.setAttribute('aria-current', 'page')
    return link
  })
  document.getElementById('documents')?.replaceChildren(...links)
  const files = ['json', 'yaml'].map((format) => createLink(`specs/${current}.${format}`, format.toUpperCase()))
  document.getElementById('raw')?.replaceChildren(...files)
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  return link
}

function createExplorer(serverUrl: string): Explorer {
  const explorer = document.createElement('openapi-explorer')
  const style = getComputedStyle(document.documentElement)
  const attributes = {
    ...EXPLORER_OPTIONS,
    ...Object.fromEntries(
      EXPLORER_COLORS.map(([attribute, property]) => [attribute, style.getPropertyValue(property)]),
    ),
    'server-url': serverUrl,
  }
  for (const [attribute, value] of Object.entries(attributes)) explorer.setAttribute(attribute, value)
  // The custom element is defined before it is created.
  return explorer as Explorer
}

limitEventStreams()
void showDocument()
