import { beforeAll, describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { CONTACTS, findRegularFlow, FLOWS, GROUPS, HEAD, readFirst, RUNS, STARTS } from './requests.ts'

/** The versions that a row is true of. */
const VERSIONS = { both: ['v9', 'head'], v9: ['v9'], head: ['head'] } as const

type Versions = keyof typeof VERSIONS

/** A request; the words FLOW, CONTACT, GROUP, URN, RUN and RUN_ID in it stand for those of the world. */
interface Sent {
  readonly method?: string
  readonly path: string
  readonly type?: string
  readonly body?: string | Uint8Array
  readonly accept?: string
  readonly authorization?: string
}

interface Expected {
  readonly status: number
  /** The value of `detail`, or the whole body. */
  readonly detail?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | null>>
  /** The number of rows. */
  readonly rows?: number
}

const JSON_TYPE = 'application/json'
const PAGE_TYPE = 'text/html; charset=utf-8'
const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=b'
const ALL_METHODS = 'GET, POST, DELETE, HEAD, OPTIONS'
const NO_FLOW = { flow: ['This field is required.'] }
const NO_TARGET = { non_field_errors: ['Must specify at least one group, contact or URN'] }

const post = (body: string | Uint8Array, type = JSON_TYPE, path = STARTS): Sent => ({
  method: 'POST',
  path,
  type,
  body,
})
const get = (path: string, accept?: string): Sent => ({ path, ...(accept === undefined ? {} : { accept }) })
const part = (name: string, value: string, headers = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n${value}\r\n`
const cursor = (text: string) => get(`${RUNS}?cursor=${encodeURIComponent(Buffer.from(text).toString('base64'))}`)
const invalid = (body: unknown): Expected => ({ status: 400, body })
const rejected = (detail: string, status = 400): Expected => ({ status, detail })
const page = (status: number): Expected => ({ status, headers: { 'content-type': PAGE_TYPE } })
const found = (rows: number): Expected => ({ status: 200, rows })

type Row = readonly [user: string, versions: Versions, sent: Sent, expected: Expected]

const FORM_ROWS: readonly Row[] = [
  ['leaves the flow empty', 'both', post('flow=', FORM), invalid({ flow: ['This field may not be null.'] })],
  ['sends only the flow', 'both', post('flow=FLOW', FORM), invalid(NO_TARGET)],
  [
    'repeats the flow, last one wrong',
    'both',
    post('flow=FLOW&flow=x', FORM),
    invalid({ flow: ['No such object: x'] }),
  ],
  [
    'sends params that are no JSON',
    'both',
    post('flow=FLOW&params=x', FORM),
    invalid({ params: ['Value must be valid JSON.'] }),
  ],
  ['sends empty params', 'both', post('flow=FLOW&extra=', FORM), invalid({ extra: ['Value must be valid JSON.'] })],
  [
    'sends params that are JSON null',
    'both',
    post('flow=FLOW&params=null', FORM),
    invalid({ params: ['Must be a valid JSON object'] }),
  ],
  [
    'sends params that are a list',
    'both',
    post('flow=FLOW&params=[]', FORM),
    invalid({ params: ['Must be a valid JSON object'] }),
  ],
  [
    'writes a boolean in mixed case',
    'v9',
    post('flow=FLOW&exclude_active=yEs', FORM),
    invalid({ exclude_active: ['Must be a valid boolean.'] }),
  ],
  ['writes a boolean in mixed case', 'head', post('flow=FLOW&exclude_active=yEs', FORM), invalid(NO_TARGET)],
  ['capitalizes a boolean', 'both', post('flow=FLOW&restart_participants=False', FORM), invalid(NO_TARGET)],
  [
    'names URNs by index',
    'both',
    post('flow=FLOW&urns[0]=foo:bar', FORM),
    invalid({ urns: { 0: ['Invalid URN: foo:bar. Ensure phone numbers contain country codes.'] } }),
  ],
  ['names URNs without an index', 'both', post('flow=FLOW&urns[]=foo:bar', FORM), invalid(NO_TARGET)],
  [
    'writes a form in Latin-1',
    'both',
    post('flow=caf%E9', `${FORM}; charset=latin-1`),
    invalid({ flow: ['No such object: café'] }),
  ],
  [
    'writes UTF-8 into a form without escapes',
    'both',
    post('flow=café', FORM),
    invalid({ flow: ['No such object: café'] }),
  ],
  [
    'sends unknown contact fields by form',
    'head',
    post('fields.shoe=42', FORM, CONTACTS),
    invalid({ fields: ['Invalid contact field key: shoe'] }),
  ],
]

const MULTIPART_ROWS: readonly Row[] = [
  [
    'uploads a file as the flow',
    'both',
    post(`${part('flow', 'FLOW', '; filename="flow.txt"')}--b--`, MULTIPART),
    invalid({ flow: ['Must be a string or integer'] }),
  ],
  [
    'uploads a file as a URN',
    'both',
    post(`${part('flow', 'FLOW')}${part('urns', 'tel:+31612345678', '; filename="urns.csv"')}--b--`, MULTIPART),
    invalid({ urns: { 0: ['Invalid URN: urns.csv. Ensure phone numbers contain country codes.'] } }),
  ],
  [
    'uploads a file without a name',
    'both',
    post(`${part('flow', 'x', '; filename=""')}--b--`, MULTIPART),
    invalid({ flow: ['No such object: x'] }),
  ],
  ['ends lines with LF alone', 'both', post(part('flow', 'FLOW').replaceAll('\r', ''), MULTIPART), invalid(NO_FLOW)],
  [
    'keeps LF inside a value',
    'both',
    post(`${part('flow', 'a\nb')}--b--`, MULTIPART),
    invalid({ flow: ['No such object: a\nb'] }),
  ],
  [
    'forgets the closing boundary',
    'both',
    post(part('flow', 'x'), MULTIPART),
    invalid({ flow: ['No such object: x\r\n'] }),
  ],
  [
    'encodes a part in Base64',
    'both',
    post(
      '--b\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name="flow"\r\n\r\neHl6\r\n--b--',
      MULTIPART,
    ),
    invalid({ flow: ['No such object: xyz'] }),
  ],
  [
    'quotes the boundary',
    'both',
    post(`${part('flow', 'x')}--b--`, 'multipart/form-data; boundary="b"'),
    invalid({ flow: ['No such object: x'] }),
  ],
  [
    'forgets the boundary',
    'both',
    post('x', 'multipart/form-data'),
    rejected('Multipart form parse error - Invalid boundary in multipart: None'),
  ],
  [
    'leaves the boundary empty',
    'both',
    post('x', 'multipart/form-data; boundary='),
    rejected('Multipart form parse error - Invalid boundary in multipart: '),
  ],
  [
    'writes the media type in capitals',
    'both',
    post('x', 'MULTIPART/FORM-DATA; BOUNDARY=b'),
    rejected('Multipart form parse error - Invalid Content-Type: MULTIPART/FORM-DATA; BOUNDARY=b'),
  ],
]

const JSON_ROWS: readonly Row[] = [
  ['sends nothing', 'both', post('', 'text/plain'), invalid(NO_FLOW)],
  ['declares any type', 'both', post('{}', '*/*'), invalid(NO_FLOW)],
  ['declares any application type', 'both', post('{}', 'application/*'), invalid(NO_FLOW)],
  [
    'declares JSON of another kind',
    'both',
    post('{}', 'text/json'),
    rejected('Unsupported media type "text/json" in request.', 415),
  ],
  [
    'declares JSON with a path behind it',
    'both',
    post('{}', 'application/json/x'),
    rejected('Unsupported media type "application/json/x" in request.', 415),
  ],
  [
    'declares JSON:API',
    'both',
    post('{}', 'application/vnd.api+json'),
    rejected('Unsupported media type "application/vnd.api+json" in request.', 415),
  ],
  [
    'declares Latin-1',
    'both',
    post(Buffer.from('{"flow":"\u00e9"}', 'latin1'), `${JSON_TYPE}; charset=latin-1`),
    invalid({ flow: ['No such object: é'] }),
  ],
  [
    'declares ASCII',
    'both',
    post('{"flow":"é"}', `${JSON_TYPE}; charset=us-ascii`),
    rejected("JSON parse error - 'ascii' codec can't decode byte 0xc3 in position 9: ordinal not in range(128)"),
  ],
  ['declares UTF-8 with a mark', 'both', post('\ufeff{}', `${JSON_TYPE}; charset=utf-8-sig`), invalid(NO_FLOW)],
  [
    'declares UTF-16 without a mark',
    'both',
    post('{}', `${JSON_TYPE}; charset=utf-16`),
    rejected('JSON parse error - UTF-16 stream does not start with BOM'),
  ],
  [
    'sends UTF-16 as declared',
    'both',
    post(Buffer.from('\ufeff{}', 'utf16le'), `${JSON_TYPE}; charset=utf-16`),
    invalid(NO_FLOW),
  ],
  [
    'sends UTF-16 undeclared',
    'both',
    post(Buffer.from('\ufeff{}', 'utf16le')),
    rejected("JSON parse error - 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
  ],
  [
    'forgets the end',
    'both',
    post('{"flow": "x"'),
    rejected("JSON parse error - Expecting ',' delimiter: line 1 column 13 (char 12)"),
  ],
  ['sends a list', 'both', post('[]'), invalid({ non_field_errors: ['Request body should be a single JSON object'] })],
  [
    'sends a flow in a list',
    'both',
    post('{"flow":["FLOW"],"groups":[]}'),
    invalid({ flow: ['Must be a string or integer'] }),
  ],
  [
    'sends null contacts',
    'both',
    post('{"flow":"FLOW","contacts":null}'),
    invalid({ contacts: ['This field may not be null.'] }),
  ],
  [
    'sends contacts as a number',
    'both',
    post('{"flow":"FLOW","contacts":7}'),
    invalid({ contacts: ['Expected a list of items but got type "int".'] }),
  ],
  [
    'sends a true boolean as 2',
    'both',
    post('{"flow":"FLOW","exclude_active":2}'),
    invalid({ exclude_active: ['Must be a valid boolean.'] }),
  ],
]

const URN_ROWS: readonly Row[] = [
  ...['+12', '+2507881', '+1234567890123', '+0612345678', '+99912345678', '0612345678'].map((phone): Row => [
    `starts ${phone}`,
    'both',
    post(`{"flow":"FLOW","urns":["tel:${phone}"]}`),
    invalid({ urns: { 0: [`Invalid URN: tel:${phone}. Ensure phone numbers contain country codes.`] } }),
  ]),
  [
    'starts a Telegram name',
    'both',
    post('{"flow":"FLOW","urns":["telegram:ann"]}'),
    invalid({ urns: { 0: ['Invalid URN: telegram:ann. Ensure phone numbers contain country codes.'] } }),
  ],
  [
    'mixes good and bad numbers',
    'both',
    post('{"flow":"FLOW","urns":["tel:+31612345678",null,""]}'),
    invalid({ urns: { 1: ['This field may not be null.'], 2: ['This field may not be blank.'] } }),
  ],
  [
    'looks up a number without a scheme',
    'both',
    get(`${CONTACTS}?urn=%2B31612345678`),
    rejected('Invalid URN: +31612345678'),
  ],
  [
    'looks up a scheme in capitals',
    'both',
    get(`${CONTACTS}?urn=Tel:%2B31612345678`),
    rejected('Invalid URN: Tel:+31612345678'),
  ],
  ['looks up a number with spaces', 'both', get(`${CONTACTS}?urn=tel:%2B31 6 1234 5678`), found(0)],
]

const UUID_ROWS: readonly Row[] = [
  ...[FLOWS, CONTACTS, GROUPS].flatMap((path): readonly Row[] => [
    [`filters ${path} by nonsense`, 'v9', get(`${path}?uuid=nonsense`), found(0)],
    [
      `filters ${path} by nonsense`,
      'head',
      get(`${path}?uuid=nonsense`),
      rejected("Param 'uuid': nonsense is not a valid UUID."),
    ],
    [`filters ${path} by NUL`, 'v9', get(`${path}?uuid=%00`), found(0)],
  ]),
  ['finds a run in braces', 'both', get(`${RUNS}?uuid={RUN}`), found(1)],
  ['finds a run by URN', 'both', get(`${RUNS}?uuid=urn:uuid:RUN`), found(1)],
  ['asks for an empty UUID', 'v9', get(`${RUNS}?uuid=`), rejected('Value for uuid must be a valid UUID')],
  ['asks for an empty UUID', 'head', get(`${RUNS}?uuid=`), rejected("Param 'uuid':  is not a valid UUID.")],
  ['finds a run by an id with white space', 'both', get(`${RUNS}?id=%20RUN_ID%0A`), found(1)],
  ['finds a run by an id with a plus sign', 'both', get(`${RUNS}?id=%2BRUN_ID`), found(1)],
  ['asks for a fraction as id', 'both', get(`${RUNS}?id=1.0`), rejected('Value for id must be an integer')],
  ['asks for a superscript as id', 'both', get(`${RUNS}?id=%C2%B2`), rejected('Value for id must be an integer')],
  [
    'updates a contact by nonsense',
    'v9',
    post('{}', JSON_TYPE, `${CONTACTS}?uuid=nonsense`),
    rejected('Not found.', 404),
  ],
  [
    'updates a contact by nonsense',
    'head',
    post('{}', JSON_TYPE, `${CONTACTS}?uuid=nonsense`),
    rejected("Param 'uuid': nonsense is not a valid UUID."),
  ],
  [
    'updates by two parameters',
    'both',
    post('{}', JSON_TYPE, `${CONTACTS}?uuid=CONTACT&urn=URN`),
    rejected('URL can only contain one of the following parameters: urn, uuid'),
  ],
  ['starts a flow by its UUID in capitals', 'v9', post('{"flow":"UPPER_FLOW"}'), { status: 400 }],
  ['starts a flow by its UUID in capitals', 'head', post('{"flow":"UPPER_FLOW"}'), invalid(NO_TARGET)],
]

const CURSOR_ROWS: readonly Row[] = [
  ['follows a cursor with a text position', 'both', cursor('p=soon'), rejected('Invalid cursor', 404)],
  ['follows a cursor with a negative offset', 'both', cursor('o=-1'), rejected('Invalid cursor', 404)],
  ['follows a cursor that is no Base64', 'both', get(`${RUNS}?cursor=xxx`), { status: 404, detail: 'Invalid cursor' }],
  ['follows a cursor with an underscore in its offset', 'both', cursor('o=99_999'), found(0)],
  ['follows a cursor with an Arabic offset', 'both', cursor('o=%D9%A9%D9%A9%D9%A9%D9%A9%D9%A9'), found(0)],
  ['follows a cursor with a date of single digits', 'both', cursor('p=2000-1-1+0:3'), found(0)],
  ['follows a cursor with a small t', 'both', cursor('p=2000-01-01t00:03:00'), rejected('Invalid cursor', 404)],
  ['follows a cursor with the year 0', 'both', cursor('p=0000-01-01'), rejected('Invalid cursor', 404)],
  ['follows a cursor with a second end', 'both', get(`${RUNS}?uuid=RUN&cursor=bz0xMA==xx`), found(0)],
  ['follows an empty cursor', 'both', get(`${RUNS}?cursor=&uuid=RUN`), found(1)],
  ['follows a cursor beyond the end', 'both', cursor('o=999999'), found(0)],
]

const METHOD_ROWS: readonly Row[] = [
  [
    'deletes all contacts',
    'both',
    { method: 'DELETE', path: CONTACTS },
    { ...rejected('URL must contain one of the following parameters: urn, uuid'), headers: { allow: ALL_METHODS } },
  ],
  [
    'deletes all groups',
    'both',
    { method: 'DELETE', path: GROUPS },
    { ...rejected('URL must contain one of the following parameters: uuid'), headers: { allow: ALL_METHODS } },
  ],
  [
    'deletes a run',
    'both',
    { method: 'DELETE', path: `${RUNS}?uuid=RUN` },
    {
      ...rejected('Method "DELETE" not allowed.', 405),
      headers: { allow: 'GET, HEAD, OPTIONS', vary: 'Accept, Cookie' },
    },
  ],
  [
    'patches a contact',
    'both',
    { method: 'PATCH', path: `${CONTACTS}?uuid=CONTACT` },
    { ...rejected('Method "PATCH" not allowed.', 405), headers: { allow: ALL_METHODS } },
  ],
  [
    'asks for the options of runs',
    'both',
    { method: 'OPTIONS', path: RUNS },
    rejected('Method "OPTIONS" not allowed.', 405),
  ],
  [
    'writes to documentation',
    'both',
    { method: 'POST', path: '/api/v2/contacts', body: '{}', type: JSON_TYPE, accept: JSON_TYPE },
    rejected('You do not have permission to perform this action.', 403),
  ],
  [
    'sends a method of WebDAV',
    'both',
    { method: 'PROPFIND', path: RUNS },
    rejected('Method "PROPFIND" not allowed.', 405),
  ],
]

const MEDIA_TYPE_ROWS: readonly Row[] = [
  ['opens runs.json in a browser', 'both', get(RUNS, 'text/html'), page(406)],
  ['sends an empty Accept', 'both', get(RUNS, ''), page(406)],
  [
    'refuses JSON by weight, which counts for nothing',
    'both',
    get(`${RUNS}?uuid=RUN`, 'application/json;q=0'),
    found(1),
  ],
  ['accepts JSON below a path', 'both', get(RUNS, 'application/json/x'), page(406)],
  ['accepts any JSON type', 'both', get(`${RUNS}?uuid=RUN`, '*/json'), found(1)],
  ['prefers a page to any JSON type', 'both', get('/api/v2/runs', '*/json, text/html'), page(200)],
  [
    'prefers application types to a page of its own',
    'both',
    get('/api/v2/runs', 'application/*, text/html/x'),
    { status: 200, body: [] },
  ],
  ['asks for documentation as XML', 'both', get('/api/v2/flows?format=xml'), page(404)],
  [
    'asks for documentation as JSON',
    'both',
    get('/api/v2/groups?format=json'),
    { status: 200, body: [], headers: { 'content-type': JSON_TYPE } },
  ],
  ['adds a slash to an endpoint', 'both', get('/api/v2/runs/'), page(404)],
  ['adds a slash to a list', 'both', get('/api/v2/runs.json/?uuid=RUN'), found(1)],
  ['asks for XML by suffix', 'both', get('/api/v2/runs.xml'), page(404)],
  [
    'opens the API without a version',
    'both',
    get('/api'),
    { status: 301, headers: { location: '/api/', 'content-type': PAGE_TYPE } },
  ],
  [
    'opens the API without a version and with a slash',
    'both',
    get('/api/'),
    { status: 302, headers: { location: '/api/v2/' } },
  ],
  [
    'opens the explorer',
    'v9',
    get('/api/v2/explorer/'),
    { status: 302, headers: { location: '/users/login/?next=/api/v2/explorer/' } },
  ],
  [
    'opens the explorer',
    'head',
    get('/api/v2/explorer/'),
    { status: 302, headers: { location: '/accounts/login/?next=/api/v2/explorer/' } },
  ],
]

const CREDENTIAL_ROWS: readonly Row[] = [
  [
    'sends Basic without a colon',
    'v9',
    { path: RUNS, authorization: `Basic ${btoa('admin')}` },
    rejected('Invalid token or email', 403),
  ],
  [
    'sends Basic without a colon',
    'head',
    { path: RUNS, authorization: `Basic ${btoa('admin')}` },
    rejected('Invalid basic header. Credentials not correctly base64 encoded.', 403),
  ],
  [
    'sends Basic that is no Base64',
    'both',
    { path: RUNS, authorization: 'Basic YQ' },
    rejected('Invalid basic header. Credentials not correctly base64 encoded.', 403),
  ],
  [
    'sends a token that is no UTF-8',
    'both',
    { path: RUNS, authorization: 'Token \u00e9' },
    rejected('Invalid token header. Token string should not contain invalid characters.', 403),
  ],
  [
    'sends three words',
    'both',
    { path: RUNS, authorization: 'Token a b' },
    rejected('Invalid token header. Token string should not contain spaces.', 403),
  ],
]

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  forms: FORM_ROWS,
  'multipart forms': MULTIPART_ROWS,
  JSON: JSON_ROWS,
  URNs: URN_ROWS,
  'UUIDs and ids': UUID_ROWS,
  cursors: CURSOR_ROWS,
  methods: METHOD_ROWS,
  'media types and paths': MEDIA_TYPE_ROWS,
  credentials: CREDENTIAL_ROWS,
}

describe.each(['v9', 'head'] as const)('RapidPro %s answers like the real server if a user', (version) => {
  const twin = createTestTwin(version === 'head' ? { quirks: HEAD } : {})
  let words: readonly (readonly [string, string])[] = []

  beforeAll(async () => {
    const [run, contact, group, flow] = await Promise.all([
      readFirst(twin, RUNS),
      readFirst(twin, CONTACTS),
      readFirst(twin, GROUPS),
      findRegularFlow(twin),
    ])
    words = [
      ['UPPER_FLOW', String(flow['uuid']).toUpperCase()],
      ['RUN_ID', String(run['id'])],
      ['RUN', String(run['uuid'])],
      ['CONTACT', String(contact['uuid'])],
      ['GROUP', String(group['uuid'])],
      ['URN', String(contact['urns'][0]).replace('+', '%2B')],
      ['FLOW', String(flow['uuid'])],
    ]
  })

  const rows = Object.entries(ROWS).flatMap(([topic, topicRows]) =>
    topicRows
      .filter(([, versions]) => VERSIONS[versions].some((one) => one === version))
      .map(([user, , sent, expected]) => [topic, user, sent, expected] as const),
  )

  it.each(rows)('%s: %s', async (_topic, _user, sent, expected) => {
    const fill = (text: string) => words.reduce((filled, [word, value]) => filled.replaceAll(word, value), text)
    const response = await send(twin, {
      ...sent,
      path: fill(sent.path),
      ...(typeof sent.body === 'string' ? { body: fill(sent.body) } : {}),
    })
    expect(toComparable(response, expected)).toEqual(expected)
  })
})

async function send(twin: Twin, { method = 'GET', path, type, body, accept, authorization }: Sent) {
  const { demo } = twin.vendors.find(({ name }) => name === 'rapidpro')!
  const headers = {
    authorization: authorization ?? demo.authorization,
    ...(accept === undefined ? {} : { accept }),
    ...(type === undefined ? {} : { 'content-type': type }),
  }
  const sentBody = body === undefined ? {} : { body: Buffer.from(body) }
  const request = new Request(`http://localhost${path}`, { method, headers, redirect: 'manual', ...sentBody })
  const response = await twin.fetch(request)
  return { response, text: await response.text() }
}

/** Selects what a row expects of a response. */
function toComparable({ response, text }: Awaited<ReturnType<typeof send>>, expected: Expected): Expected {
  const isJson = response.headers.get('content-type') === JSON_TYPE
  // Tests look into bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  const json: any = isJson ? JSON.parse(text) : undefined
  return {
    status: response.status,
    ...('detail' in expected ? { detail: json?.detail } : {}),
    ...('body' in expected ? { body: json } : {}),
    ...('rows' in expected ? { rows: json?.results?.length } : {}),
    ...(expected.headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(Object.keys(expected.headers).map((name) => [name, response.headers.get(name)])),
        }),
  }
}
