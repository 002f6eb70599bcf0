import { type Document, prepareDocument } from './prepare-document.ts'
import { loadSamples } from './samples.ts'

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
  const response = await fetch('/_twin/v1/health')
  // The control API answers as its OpenAPI document describes.
  const { vendors } = (await response.json()) as Health
  const names = [...vendors.map(({ name }) => name), 'control']
  const name = names.find((candidate) => candidate === query.get('api')) ?? names[0] ?? 'control'
  renderLinks(names, name)
  await customElements.whenDefined('openapi-explorer')
  const explorer = createExplorer(name)
  explorer.addEventListener('spec-loaded', () => {
    const vendor = vendors.find((candidate) => candidate.name === name)
    const scheme = SCHEMES[name]
    if (scheme === undefined || vendor === undefined) return
    // A scheme in a header needs the header's whole value; a bearer scheme needs the credential only.
    const token = scheme === 'token' ? vendor.authorization : vendor.credential
    void explorer.setAuthenticationConfiguration(scheme, { token })
  })
  document.getElementById('document')?.replaceChildren(explorer)
  const documentResponse = await fetch(`/_twin/specs/${name}.json`)
  // The server serves OpenAPI documents here.
  const openApi = (await documentResponse.json()) as Document
  await explorer.loadSpec(prepareDocument(openApi, await loadSamples(name, world)))
}

function renderLinks(names: readonly string[], current: string): void {
  const links = names.map((name) => {
    const link = createLink(`?${new URLSearchParams({ api: name, world }).toString()}`, name)
    if (name === current) link.setAttribute('aria-current', 'page')
    return link
  })
  document.getElementById('documents')?.replaceChildren(...links)
  const files = ['json', 'yaml'].map((format) => createLink(`/_twin/specs/${current}.${format}`, format.toUpperCase()))
  document.getElementById('raw')?.replaceChildren(...files)
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  return link
}

function createExplorer(name: string): Explorer {
  const explorer = document.createElement('openapi-explorer')
  const prefix = world === 'default' ? '' : `/w/${world}`
  const style = getComputedStyle(document.documentElement)
  const attributes = {
    ...EXPLORER_OPTIONS,
    ...Object.fromEntries(
      EXPLORER_COLORS.map(([attribute, property]) => [attribute, style.getPropertyValue(property)]),
    ),
    'server-url': `${location.origin}${name === 'control' ? '' : prefix}`,
  }
  for (const [attribute, value] of Object.entries(attributes)) explorer.setAttribute(attribute, value)
  // The custom element is defined before it is created.
  return explorer as Explorer
}

void showDocument()
