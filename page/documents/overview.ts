/** The first page of a document: base URL, credential and a first call. */

/** A GET operation of each document that returns data, by path below the server's URL. */
const FIRST_CALLS: Readonly<Record<string, string>> = {
  qyvo: '/api/v1/triggers/new-flow-triggered',
  recrubo: '/public/v2/flow-runs',
  rapidpro: '/api/v2/runs.json',
  idnow: '/api/v1/flows/{environment}',
  control: '/_twin/v1/health',
}

interface OverviewInput {
  readonly document: string
  /** URL below which the document's paths are served. */
  readonly serverUrl: string
  /** Value of the Authorization header; undefined when none is required. */
  readonly authorization: string | undefined
}

/** Creates the element for the explorer's slot in the overview. */
export function createOverview({ document: name, serverUrl, authorization }: OverviewInput): HTMLElement {
  const path = FIRST_CALLS[name] ?? '/'
  const url = serverUrl + path.replace('{environment}', 'live')
  const header = authorization === undefined ? '' : ` -H 'Authorization: ${authorization}'`
  const overview = createElement('div')
  overview.slot = 'overview-body'
  overview.className = 'overview'
  const operation = createElement('a', 'Open this operation')
  operation.setAttribute('href', `#?route=${encodeURIComponent(`get-${path.replaceAll(/[{}]/g, '-')}`)}`)
  overview.append(
    createElement('h2', 'Base URL'),
    createCode(serverUrl),
    createElement('h2', 'Credential'),
    authorization === undefined
      ? createElement('p', 'None on this machine. A server on a network address requires its control token.')
      : createCode(`Authorization: ${authorization}`),
    createElement('h2', 'First call'),
    createCode(`curl -gs${header} '${url}'`),
    operation,
  )
  return overview
}

/** A line of code with a button that copies it. */
function createCode(text: string): HTMLElement {
  const line = createElement('div')
  line.className = 'call'
  const button = createElement('button', 'Copy')
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text).then(() => (button.textContent = 'Copied'))
  })
  line.append(createElement('code', text), button)
  return line
}

function createElement(name: string, text = ''): HTMLElement {
  const element = document.createElement(name)
  element.textContent = text
  return element
}
