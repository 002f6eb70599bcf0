import type { OwnContactInput, OwnDataInput, OwnFlowInput, OwnQuestionInput } from '../mock/own-data/input.ts'
import { UsageError } from './arguments.ts'

export interface ReadOptions {
  /** Scheme, host and the path of a proxy; the vendor's own prefix may follow. */
  readonly baseUrl: string
  readonly credential: string
  readonly maxContacts: number
  /** Keep the personal data of contacts. */
  readonly withPeople: boolean
  /** Sends a GET request; a redirect is not followed, because it could lead the credential to another host. */
  readonly send: (url: string, headers: Readonly<Record<string, string>>) => Promise<Response>
  readonly wait: (milliseconds: number) => Promise<void>
}

/** A workspace as own data, with notes on what was left out. */
export interface Workspace {
  readonly data: OwnDataInput
  readonly notes: readonly string[]
}

type VendorKey = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

const MAX_FLOWS = 500
const MAX_PAGES = 2000
const MAX_RETRIES = 5
const MAX_WAIT_SECONDS = 300
const PAGE_SIZE = 100

/** A JSON object of a response. Fields are checked where they are read. */
type Row = Readonly<Record<string, unknown>>

/** Reads the flows, groups and contacts of a workspace with documented GET operations. @throws {UsageError} */
export async function readWorkspace(vendor: VendorKey, options: ReadOptions): Promise<Workspace> {
  const reader = new ApiReader(vendor, options)
  const { flows, contacts = [], groups = [] } = await READERS[vendor](reader, options)
  if (flows.length === 0)
    throw new UsageError(`the workspace at ${options.baseUrl} has no flows; check the URL and the credential.`)
  if (flows.every(({ status }) => status === 'draft'))
    throw new UsageError(`the workspace at ${options.baseUrl} has no published flow, and runs need one.`)
  const notes = [
    `Read ${flows.length} flows, ${groups.length} groups and ${contacts.length} contacts with ${reader.requestCount} requests.`,
    ...(flows.length > MAX_FLOWS ? [`Only the first ${MAX_FLOWS} flows are kept.`] : []),
  ]
  const data: OwnDataInput = {
    flows: keepPublished(flows, MAX_FLOWS),
    ...(contacts.length === 0 ? {} : { contacts: dropRepeatedPhones(contacts) }),
    ...(groups.length === 0 ? {} : { groups }),
    generate: { runs: 1000, every: '2m' },
  }
  return { data, notes }
}

/** Returns the first flows, at least one published one among them. */
function keepPublished(flows: readonly OwnFlowInput[], limit: number): readonly OwnFlowInput[] {
  const first = flows.slice(0, limit)
  if (first.some(({ status }) => status !== 'draft')) return first
  return [...flows.filter(({ status }) => status !== 'draft').slice(0, 1), ...first.slice(1)]
}

/** A phone number identifies one contact. */
function dropRepeatedPhones(contacts: readonly OwnContactInput[]): readonly OwnContactInput[] {
  const taken = new Set<string>()
  return contacts.map(({ phones, ...contact }) => {
    const own = [...new Set(phones)].filter((phone) => !taken.has(phone))
    own.forEach((phone) => taken.add(phone))
    return own.length === 0 ? contact : { ...contact, phones: own }
  })
}

interface WorkspaceParts {
  readonly flows: readonly OwnFlowInput[]
  readonly contacts?: readonly OwnContactInput[]
  readonly groups?: NonNullable<OwnDataInput['groups']>
}

type WorkspaceReader = (reader: ApiReader, options: ReadOptions) => Promise<WorkspaceParts>

const READERS: Readonly<Record<VendorKey, WorkspaceReader>> = {
  qyvo: readQyvo,
  recrubo: readRecrubo,
  rapidpro: readRapidPro,
  idnow: readIdnow,
}

/** The prefixes of documented paths, and the scheme of the Authorization header. */
const VENDOR_APIS: Readonly<Record<VendorKey, { readonly prefix: string; readonly scheme: string }>> = {
  qyvo: { prefix: '/api/v1', scheme: 'Bearer' },
  recrubo: { prefix: '/public/v2', scheme: 'Bearer' },
  rapidpro: { prefix: '/api/v2', scheme: 'Token' },
  idnow: { prefix: '/api/v1', scheme: 'Bearer' },
}

/** Sends GET requests one after the other, and waits where the API limits their rate. */
class ApiReader {
  requestCount = 0
  readonly #base: string
  readonly #authorization: string
  readonly #options: ReadOptions

  constructor(vendor: VendorKey, options: ReadOptions) {
    const { prefix, scheme } = VENDOR_APIS[vendor]
    const base = options.baseUrl.replace(/\/+$/, '')
    this.#base = base.endsWith(prefix) ? base : `${base}${prefix}`
    this.#authorization = /^\S+ \S/.test(options.credential) ? options.credential : `${scheme} ${options.credential}`
    this.#options = options
  }

  /** Reads a path below the prefix. @throws {UsageError} when the response is no JSON with status 200 */
  async readPath(path: string): Promise<unknown> {
    return this.readUrl(`${this.#base}${path}`)
  }

  /** Reads an absolute URL, such as a link to the next page; only of the host that the credential is for. */
  async readUrl(url: string): Promise<unknown> {
    if (new URL(url).origin !== new URL(this.#base).origin)
      throw new UsageError(
        `${this.#base} links to another host, ${new URL(url).host}; the credential is not sent there.`,
      )
    for (let attempt = 0; ; attempt++) {
      const response = await this.#send(url)
      if (response.status !== 429 || attempt === MAX_RETRIES) return readJson(response, url)
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after') ?? 2 ** attempt)
      await this.#options.wait(1000 * Math.min(MAX_WAIT_SECONDS, Number.isFinite(seconds) ? Math.max(1, seconds) : 1))
    }
  }

  async #send(url: string): Promise<Response> {
    this.requestCount++
    if (this.requestCount > MAX_PAGES)
      throw new UsageError(`${this.#base} has more than ${MAX_PAGES} pages; give a smaller --contacts.`)
    const headers = { accept: 'application/json, application/vnd.api+json', authorization: this.#authorization }
    try {
      return await this.#options.send(url, headers)
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error)
      throw new UsageError(`no response from ${url}: ${cause}; check --url.`, { cause: error })
    }
  }
}

async function readJson(response: Response, url: string): Promise<unknown> {
  const text = await response.text()
  const place = `GET ${url} returned ${response.status}`
  if (response.status === 401 || response.status === 403)
    throw new UsageError(`${place}; the variable of --token-env has no credential that may read this: ${shorten(text)}`)
  if (response.status !== 200) throw new UsageError(`${place} instead of 200; check --url: ${shorten(text)}`)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UsageError(`${place} without JSON; check --url: ${shorten(text)}`, { cause: error })
  }
}

function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}...`
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listRows(value: unknown, place: string): readonly Row[] {
  if (Array.isArray(value)) return value.filter(isRow)
  throw new UsageError(`${place} is not a list in the response; is this the right vendor and URL?`)
}

function getText(row: Row, field: string): string | undefined {
  const value = row[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function requireText(row: Row, field: string): string {
  const text = getText(row, field)
  if (text === undefined) throw new UsageError(`an item has no \`${field}\`; is this the right vendor and URL?`)
  return text
}

/** Flow names are at most 128 characters long. */
function toName(text: string): string {
  return text.slice(0, 128)
}

async function readQyvo(reader: ApiReader, { maxContacts, withPeople }: ReadOptions): Promise<WorkspaceParts> {
  const options = listRows(await reader.readPath('/dropdowns/flows'), 'the flow picker')
  const flows = options.map((row) => ({
    name: toName(requireText(row, 'label')),
    ids: { qyvo: requireText(row, 'id') },
  }))
  // Only the feed of the newest sessions shows contacts to GET requests.
  const sessions = listRows(await reader.readPath('/triggers/new-flow-triggered'), 'the feed of sessions')
  const contacts = new Map<string, OwnContactInput>()
  for (const row of sessions) {
    const id = getText(row, 'contact_id')
    if (id === undefined || contacts.size >= maxContacts) continue
    const person = toPerson(
      getText(row, 'contact_name'),
      [getText(row, 'contact_phone')],
      getText(row, 'contact_email'),
    )
    contacts.set(id, { ids: { qyvo: id }, ...(withPeople ? person : {}) })
  }
  return { flows, contacts: [...contacts.values()] }
}

async function readRecrubo(reader: ApiReader, { maxContacts, withPeople }: ReadOptions): Promise<WorkspaceParts> {
  const flows = (await readJsonApi(reader, '/flows', Infinity)).map(({ id, attributes }): OwnFlowInput => ({
    name: toName(requireText(attributes, 'name')),
    ids: { recrubo: id },
    status: attributes['publishedAt'] === null ? 'draft' : 'published',
    ...toTimeToLive(attributes['sessionTimeout']),
  }))
  const threads = await readJsonApi(reader, '/message-threads', maxContacts)
  const contacts = threads.map(({ id, attributes }): OwnContactInput => {
    const channel = attributes['channel'] === 'facebook-messenger' ? 'facebook-messenger' : 'whatsapp'
    const phone = channel === 'whatsapp' ? `+${String(attributes['identifier'])}` : undefined
    const person = withPeople ? toPerson(undefined, [phone], undefined) : {}
    return { ids: { recrubo: id }, ...person, fields: { recrubo: { channel } } }
  })
  return { flows, contacts }
}

/** Reads the numbered pages of a JSON:API list. */
async function readJsonApi(reader: ApiReader, path: string, most: number) {
  const items: { readonly id: string; readonly attributes: Row }[] = []
  for (let page = 1; items.length < most; page++) {
    const body = await reader.readPath(`${path}?page%5Bnumber%5D=${page}&page%5Bsize%5D=${PAGE_SIZE}`)
    const rows = listRows(isRow(body) ? body['data'] : body, '`data`')
    for (const row of rows)
      items.push({ id: requireText(row, 'id'), attributes: isRow(row['attributes']) ? row['attributes'] : {} })
    if (rows.length < PAGE_SIZE) break
  }
  return items.slice(0, most)
}

async function readRapidPro(reader: ApiReader, { maxContacts, withPeople }: ReadOptions): Promise<WorkspaceParts> {
  const flows = (await readCursorPages(reader, '/flows.json', Infinity)).map((row): OwnFlowInput => {
    const results = Array.isArray(row['results']) ? row['results'].filter(isRow) : []
    const questions = toQuestions(results)
    return {
      name: toName(requireText(row, 'name')),
      ids: { rapidpro: requireText(row, 'uuid') },
      status: row['archived'] === true ? 'draft' : 'published',
      ...toTimeToLive(row['expires']),
      ...(questions.length === 0 ? {} : { questions }),
    }
  })
  const groups = (await readCursorPages(reader, '/groups.json', 1000))
    .filter((row) => row['system'] !== true)
    .map((row) => {
      const query = getText(row, 'query')
      const ids = { rapidpro: requireText(row, 'uuid') }
      return { name: toName(requireText(row, 'name')), ids, ...(query === undefined ? {} : { query: toName(query) }) }
    })
  const names = new Set(groups.map(({ name }) => name))
  const contacts = (await readCursorPages(reader, '/contacts.json', maxContacts)).map((row): OwnContactInput => {
    const own = (Array.isArray(row['groups']) ? row['groups'].filter(isRow) : [])
      .map((group) => toName(getText(group, 'name') ?? ''))
      .filter((name) => names.has(name))
    return {
      ids: { rapidpro: requireText(row, 'uuid') },
      ...(own.length === 0 ? {} : { groups: own }),
      ...(withPeople ? toRapidProPerson(row) : {}),
    }
  })
  return { flows, contacts, groups }
}

/** Reads a list by its links to the next page. */
async function readCursorPages(reader: ApiReader, path: string, most: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  let body = most === 0 ? { results: [] } : await reader.readPath(path)
  for (;;) {
    if (!isRow(body)) throw new UsageError(`${path} is no page of results; is this the right vendor and URL?`)
    rows.push(...listRows(body['results'], '`results`'))
    const next = body['next']
    if (typeof next !== 'string' || rows.length >= most) return rows.slice(0, most)
    body = await reader.readUrl(next)
  }
}

/** Converts results of a flow to questions; keys and categories occur once. */
function toQuestions(results: readonly Row[]): readonly OwnQuestionInput[] {
  const questions = new Map<string, OwnQuestionInput>()
  for (const row of results) {
    const key = (getText(row, 'key') ?? '')
      .replaceAll(/[^\w-]/g, '_')
      .replace(/^[^a-zA-Z]+/, '')
      .slice(0, 64)
    const categories = Array.isArray(row['categories']) ? row['categories'].filter(isName) : []
    if (key === '' || questions.size === 50) continue
    const answers = [...new Set(categories.map(toName))].slice(0, 50)
    questions.set(key, { key, text: toName(getText(row, 'name') ?? key), ...(answers.length === 0 ? {} : { answers }) })
  }
  return [...questions.values()]
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function toRapidProPerson(row: Row): OwnContactInput {
  const urns = Array.isArray(row['urns']) ? row['urns'].filter(isName) : []
  const phones = urns.filter((urn) => urn.startsWith('tel:')).map((urn) => urn.slice('tel:'.length))
  const others = urns.filter((urn) => !urn.startsWith('tel:')).slice(0, 10)
  const values = isRow(row['fields']) ? Object.entries(row['fields']).filter(([, value]) => isName(value)) : []
  const fields = Object.fromEntries(values) as Readonly<Record<string, string>>
  const language = ISO_639_1_CODES[getText(row, 'language') ?? '']
  return {
    ...toPerson(getText(row, 'name'), phones, undefined),
    ...(language === undefined ? {} : { language }),
    fields: { rapidpro: { ...(others.length === 0 ? {} : { urns: others }), fields } },
  }
}

/** ISO 639-3 codes of languages that Flowtwin's contacts have. */
const ISO_639_1_CODES: Readonly<Record<string, string>> = { eng: 'en', nld: 'nl', deu: 'de', fra: 'fr', por: 'pt' }

async function readIdnow(reader: ApiReader): Promise<WorkspaceParts> {
  const found = new Map<string, { readonly row: Row; readonly environments: ('live' | 'staging')[] }>()
  for (const environment of ['live', 'staging'] as const) {
    for (const row of await readNumberedPages(reader, `/flows/${environment}`)) {
      const id = requireText(row, 'id')
      const entry = found.get(id) ?? { row, environments: [] }
      entry.environments.push(environment)
      found.set(id, entry)
    }
  }
  const flows = [...found].map(([id, { row, environments }]): OwnFlowInput => {
    const [only] = environments
    return {
      name: toName(requireText(row, 'name')),
      ids: { idnow: id },
      status: row['version'] === undefined || row['version'] === null ? 'draft' : 'published',
      ...(environments.length === 1 && only !== undefined ? { environment: only } : {}),
    }
  })
  return { flows }
}

async function readNumberedPages(reader: ApiReader, path: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page++) {
    const body = await reader.readPath(`${path}?page=${page}&size=${PAGE_SIZE}`)
    const content = listRows(isRow(body) ? body['content'] : body, '`content`')
    rows.push(...content)
    if (content.length < PAGE_SIZE) return rows
  }
}

/** Converts minutes of a vendor to a time to live within the accepted range; the default where there is none. */
function toTimeToLive(minutes: unknown): Pick<OwnFlowInput, 'ttl'> {
  if (typeof minutes !== 'number' || minutes < 1) return {}
  return { ttl: Math.min(43_200, Math.round(minutes)) }
}

/** Keeps what has the form of own data. */
function toPerson(
  name: string | undefined,
  numbers: readonly (string | undefined)[],
  email: string | undefined,
): OwnContactInput {
  const phones = numbers.filter((number) => number !== undefined && /^\+[1-9][0-9]{7,14}$/.test(number)) as string[]
  return {
    ...(name === undefined ? {} : { name: toName(name) }),
    ...(phones.length === 0 ? {} : { phones: phones.slice(0, 10) }),
    ...(email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email) ? {} : { email }),
  }
}
