import { type Document, prepareDocument } from './prepare-document.ts'
import { loadSamples } from './samples.ts'

/** The page of the API documents: chooses one, and fills in a credential that works. */
interface Health {
  readonly vendors: readonly { readonly name: string; readonly credential: string; readonly authorization: string }[]
}

/** As much of the custom element as is used; it comes with a script of its own. */
interface Explorer extends HTMLElement {
  loadSpec(document: Document): Promise<void>
  setAuthenticationConfiguration(scheme: string, given: { readonly token: string }): Promise<void>
}

/** The scheme of each document in which the credential stands. */
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

const query = new URLSearchParams(location.search)
const world = query.get('world') ?? 'default'
const dark = matchMedia('(prefers-color-scheme: dark)')

async function showDocument(): Promise<void> {
  const response = await fetch('/_twin/v1/health')
  // What the control API answers is what its document says.
  const { vendors } = (await response.json()) as Health
  const names = [...vendors.map(({ name }) => name), 'control']
  const name = names.find((one) => one === query.get('api')) ?? names[0] ?? 'control'
  renderLinks(names, name)
  await customElements.whenDefined('openapi-explorer')
  const explorer = createExplorer(name)
  explorer.addEventListener('spec-loaded', () => {
    const vendor = vendors.find((one) => one.name === name)
    const scheme = SCHEMES[name]
    if (scheme === undefined || vendor === undefined) return
    // A scheme by a header takes the header's whole value; by a bearer, the credential alone.
    const token = scheme === 'token' ? vendor.authorization : vendor.credential
    void explorer.setAuthenticationConfiguration(scheme, { token })
  })
  document.getElementById('document')?.replaceChildren(explorer)
  const told = await fetch(`/_twin/specs/${name}.json`)
  // The documents are OpenAPI.
  const whole = (await told.json()) as Document
  await explorer.loadSpec(prepareDocument(whole, await loadSamples(name, world)))
}

function renderLinks(names: readonly string[], current: string): void {
  const links = names.map((name) => {
    const link = document.createElement('a')
    link.href = `?${new URLSearchParams({ api: name, world }).toString()}`
    link.textContent = name
    if (name === current) link.setAttribute('aria-current', 'page')
    return link
  })
  document.getElementById('documents')?.replaceChildren(...links)
  const raw = ['json', 'yaml'].map((kind) => {
    const link = document.createElement('a')
    link.href = `/_twin/specs/${current}.${kind}`
    link.textContent = kind.toUpperCase()
    return link
  })
  document.getElementById('raw')?.replaceChildren(...raw)
}

function createExplorer(name: string): Explorer {
  const explorer = document.createElement('openapi-explorer')
  const prefix = world === 'default' ? '' : `/w/${world}`
  const colours = dark.matches ? DARK : LIGHT
  const all = {
    ...EXPLORER_OPTIONS,
    ...colours,
    'server-url': `${location.origin}${name === 'control' ? '' : prefix}`,
  }
  for (const [attribute, value] of Object.entries(all)) explorer.setAttribute(attribute, value)
  // The element is what its script has defined it to be.
  return explorer as Explorer
}

const LIGHT = {
  'bg-color': '#ffffff',
  'text-color': '#1b2028',
  'primary-color': '#3d51c7',
  'nav-bg-color': '#f5f6f8',
  'nav-text-color': '#1b2028',
  'secondary-color': '#1b2028',
  'nav-hover-bg-color': '#edf0fd',
}
const DARK = {
  'bg-color': '#171b22',
  'text-color': '#e8ebf0',
  'primary-color': '#93a5ff',
  'nav-bg-color': '#0f1217',
  'nav-text-color': '#e8ebf0',
  'secondary-color': '#ffffff',
  'nav-hover-bg-color': '#222a48',
}

void showDocument()
