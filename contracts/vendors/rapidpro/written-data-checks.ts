import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, citeVendor, defineWriteCheck } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { createWriteAuthenticationCheck } from '../../kit/checks/security/authentication.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder, pollUntil, sendAll } from '../../kit/checks/send.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import {
  getNumber,
  getObjects,
  getPath,
  getString,
  isObject,
  isSameJson,
  type Json,
  type JsonObject,
} from '../../kit/json.ts'
import { parseInstant, toMilliseconds } from '../../kit/oracles/instants.ts'
import {
  checkEach,
  CheckStoppedError,
  createBlocked,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import {
  buildContactRequest,
  buildListRequest,
  buildRunsRequest,
  buildStartRequest,
  type ListName,
  readResults,
  readRuns,
} from './runs.ts'
import { lists } from './other-list-checks.ts'
import { startableFlow, startedRun, testContact } from './sandbox.ts'
import { getWalkItems, type Walk, walk, walkPages } from './walks.ts'

/** Parameters with every type of JSON value. */
const PARAMS: JsonObject = {
  text: 'Zoë 🎈 "quoted"',
  digits: '0042',
  count: 42,
  price: 12.5,
  yes: true,
  no: false,
  nothing: null,
  nested: { list: [1, 'two', '3'], word: 'déjà vu' },
}

/** Names that are easily changed: digits with leading zeros, and a long one without ASCII letters. */
const NAMES = ['0012345', 'Ωμέγα '.repeat(9).trim()]

/** What was written is read back, and nothing else changes. */
export const writtenDataChecks: readonly Check[] = [
  createWriteAuthenticationCheck({
    requests: defineProbe('preparing writes', async ({ probeOnce, operations }) => {
      const { flow, contact } = await probeOnce(startedRun)
      const start = buildStartRequest({ flow, contacts: [contact.uuid] })
      // Only a contact that the run created may lose its name to a target that accepts the write.
      if (!operations.isOffered('writeContact')) return [start]
      return [start, buildContactRequest({ uuid: (await probeOnce(testContact)).uuid }, { name: 'No credential' })]
    }),
    readState: async ({ client, probeOnce, operations }) => {
      const { contact } = await probeOnce(startedRun)
      const runs = readRuns(await client.sendRequest(buildRunsRequest({ contact: contact.uuid }))).map(({ id }) => id)
      if (!operations.isOffered('writeContact') || !operations.isOffered('listContacts')) return runs
      const { uuid } = await probeOnce(testContact)
      const { body } = await client.sendRequest(buildListRequest('contacts', { uuid }))
      return [...runs, getPath(body, 'results', 0, 'name') ?? null]
    },
    statement: 'createFlowStart/403',
  }),
  defineWriteCheck('CUR-082', citeVendor('MUST', 'FlowStart.params'), {
    title: 'A start has exactly the parameters and options that were sent, in the response, in the list and by uuid',
    evidence: ['representation of a start', 'a flow in use'],
    run: checkStartValues,
  }),
  defineWriteCheck('CUR-083', citeVendor('MUST', 'Contact.name'), {
    title: 'A contact has exactly the name and language that were written, by uuid, by URN, in the list and in runs',
    evidence: ['representation of a contact', 'run with --writes'],
    run: checkContactValues,
  }),
  defineWriteCheck('CUR-084', citeVendor('MUST', 'writeContact/201'), {
    title: 'The creation of a contact returns 201, an update 200; a repeated update is accepted',
    evidence: ['write of a contact', 'run with --writes'],
    run: async ({ probeOnce, client }) => {
      const { urn, uuid, exchange: created } = await probeOnce(testContact)
      const body = { name: 'Zoë Repeated' }
      const updates = [
        await client.sendRequest(buildContactRequest({ urn }, body)),
        await client.sendRequest(buildContactRequest({ urn }, body)),
      ]
      return checkEach([created, ...updates], (exchange): Violation | null => {
        const unexpected = expectStatus(exchange, exchange === created ? 201 : 200)
        if (unexpected !== null) return unexpected
        const isSame = isSameId(getString(exchange.body, 'uuid'), uuid)
        return isSame ? null : { message: 'the update returned a different contact', pointer: '/uuid', exchange }
      })
    },
  }),
  defineWriteCheck('CUR-085', citeVendor('SHOULD', 'writeContact'), {
    title: 'An update changes only what it contains: no other member but modified_on, and no other contact',
    evidence: ['contact that an update could change', 'run with --writes'],
    run: checkContactSideEffects,
  }),
  defineWriteCheck('CUR-086', citeVendor('SHOULD', 'createFlowStart'), {
    title: 'A start changes no run of other contacts and nothing of its flow but the counts, which include its runs',
    evidence: ['run or flow that a start could change', 'a flow in use'],
    run: checkStartSideEffects,
  }),
  defineWriteCheck('CUR-087', citeVendor('SHOULD', 'writeContact/400'), {
    title: 'Invalid contact writes return 400 and change nothing',
    evidence: ['invalid write', 'run with --writes'],
    run: checkInvalidContacts,
  }),
  defineWriteCheck('CUR-088', citeVendor('MUST', 'createFlowStart/400'), {
    title: 'Starts with members of the wrong type, unknown groups, invalid URNs or too many contacts return 400',
    evidence: ['invalid start', 'a flow in use'],
    run: checkInvalidStarts,
  }),
  defineWriteCheck('CUR-089', citeVendor('SHOULD', 'createFlowStart'), {
    title: 'A repeated start is a further start; both are listed',
    evidence: ['pair of equal starts', 'a flow in use'],
    run: async (context) => {
      const { exchange: first, secondExchange: second } = await context.probeOnce(startedRun)
      if (!isSuccess(second))
        return {
          evidence: 1,
          violations: [{ message: `status ${second.status} for a repeated start`, exchange: second }],
        }
      const uuids = [first, second].map(({ body }) => getString(body, 'uuid') ?? '')
      if (isSameId(uuids[0], uuids[1]))
        return {
          evidence: 1,
          violations: [{ message: 'a repeated start returns the first one', pointer: '/uuid', exchange: second }],
        }
      const requests = uuids.map((uuid) => buildListRequest('starts', { uuid }))
      return checkEach(await sendAll(requests, context), (exchange, index) =>
        isSameId(getString(readResults(exchange)[0], 'uuid'), uuids[index])
          ? null
          : { message: 'a start is not listed', example: uuids[index] ?? '', exchange },
      )
    },
  }),
]

async function checkStartValues(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce } = context
  // An earlier participant is not started again, so that no run is created.
  const { flow, contact } = await probeOnce(startedRun)
  const sent = { flow, contacts: [contact.uuid], restart_participants: false, params: PARAMS }
  const created = await client.sendRequest(buildStartRequest(sent))
  const uuid = getString(created.body, 'uuid')
  if (!isSuccess(created) || uuid === undefined) throw createBlocked(`starting a contact returned ${created.status}`)
  const lists = await sendAll([buildListRequest('starts'), buildListRequest('starts', { uuid })], context)
  const listed = lists.map((exchange) => ({
    exchange,
    start: readResults(exchange).find((start) => isSameId(getString(start, 'uuid'), uuid)),
  }))
  const all = [{ exchange: created, start: isObject(created.body) ? created.body : undefined }, ...listed]
  return checkEach(all, ({ exchange, start }) => {
    if (start === undefined) return { message: 'the start is missing', example: uuid, exchange }
    const { restart_participants: restart } = start
    const contacts = getObjects(start, 'contacts').map((item) => getString(item, 'uuid') ?? '')
    const wrong = [
      ...Object.keys(PARAMS)
        .filter((name) => !isSameParameter(PARAMS[name], getPath(start, 'params', name)))
        .map((name) => `params/${name}`),
      ...(typeof restart === 'boolean' && restart ? ['restart_participants'] : []),
      ...(isSameId(getString(start, 'flow', 'uuid'), flow) ? [] : ['flow']),
      ...(contacts.length === 1 && isSameId(contacts[0], contact.uuid) ? [] : ['contacts']),
    ]
    return wrong.map((name) => {
      const example = `${exchange.request.path}: ${JSON.stringify(getPath(start, ...name.split('/')))}`
      return { message: `${name} is not as sent`, pointer: `/${name}`, example, exchange }
    })
  })
}

/** Compares a parameter with the sent one. Version 9 writes a list as an object with positions, and null as an empty text. */
function isSameParameter(sent: Json | undefined, received: Json | undefined): boolean {
  if (sent === null) return received === null || received === ''
  if (typeof sent !== 'object') return sent === received
  return Object.entries(sent).every(([name, value]: [string, Json]) =>
    isSameParameter(value, Array.isArray(received) ? getPath(received, Number(name)) : getPath(received, name)),
  )
}

/** Starts the contact, where the target has a flow to start. */
async function sendStart({ probeOnce }: CheckContext): Promise<void> {
  try {
    await probeOnce(startedRun)
  } catch (error) {
    if (!(error instanceof CheckStoppedError)) throw error
  }
}

async function checkContactValues(context: CheckContext): Promise<Judgement> {
  const { uuid, urn } = await context.probeOnce(testContact)
  // A run of the contact shows its name as well.
  await sendStart(context)
  const writes = [
    { query: { uuid }, body: { name: NAMES[0] ?? '', language: 'fra' } },
    { query: { urn }, body: { name: NAMES[1] ?? '', language: 'eng' } },
  ]
  const judgements = await mapInOrder(writes, async ({ query, body }) => {
    const update = await context.client.sendRequest(buildContactRequest(query, body))
    const lists = [
      buildListRequest('contacts', { uuid }),
      buildListRequest('contacts', { urn }),
      buildListRequest('contacts'),
    ]
    const exchanges = await sendAll([...lists, buildRunsRequest({ contact: uuid })], context)
    const runs = exchanges.at(-1)
    const contacts = exchanges.slice(0, -1).map((exchange) => ({
      exchange,
      contact: readResults(exchange).find((listed) => isSameId(getString(listed, 'uuid'), uuid)),
      expected: body as JsonObject,
    }))
    const inRuns =
      runs === undefined
        ? []
        : readResults(runs).map((run) => {
            return { exchange: runs, contact: getPath(run, 'contact'), expected: { name: body.name } }
          })
    const all = [{ exchange: update, contact: update.body, expected: body as JsonObject }, ...contacts, ...inRuns]
    return checkEach(all, ({ exchange, contact, expected }) =>
      Object.entries(expected)
        .filter(([name, value]) => getPath(contact, name) !== value)
        .map(([name, value]) => {
          const example = `${exchange.request.path}: ${JSON.stringify(getPath(contact, name))}, not ${JSON.stringify(value)}`
          return { message: `${name} is not as written`, pointer: `/${name}`, example, exchange }
        }),
    )
  })
  return mergeJudgements(judgements)
}

/** Milliseconds between the reading of a contact and its update, so that `modified_on` can move. */
const UPDATE_DELAY = 50

async function checkContactSideEffects(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce, clock } = context
  // The first reading is older than the first write.
  const known = await readKnown('contacts', context)
  const { uuid, urn } = await probeOnce(testContact)
  const [own] = readResults(await client.sendRequest(buildListRequest('contacts', { uuid })))
  await clock.sleep(UPDATE_DELAY)
  const update = await client.sendRequest(buildContactRequest({ urn }, { name: `Zoë ${known.length}` }))
  if (!isSuccess(update)) throw createBlocked(`updating a contact returned ${update.status}`)
  const exchange = await client.sendRequest(buildListRequest('contacts'))
  const after = readResults(exchange)
  const pairs = [...known, ...(own === undefined ? [] : [own])].flatMap((earlier) => {
    const later = after.find((contact) => isSameId(getString(contact, 'uuid'), getString(earlier, 'uuid')))
    return later === undefined ? [] : [{ earlier, later }]
  })
  // Whole seconds are too coarse to show a change.
  const isExact = after.some((contact) => getString(contact, 'modified_on')?.includes('.') === true)
  return checkEach(pairs, ({ earlier, later }): readonly Violation[] => {
    const example = getString(later, 'uuid') ?? ''
    const isOwn = isSameId(example, uuid)
    const isTouched = getPath(earlier, 'modified_on') !== getPath(later, 'modified_on')
    // Others may change by themselves, which moves their modified_on, or while runs go on.
    const volatile = ['modified_on', 'last_seen_on', 'flow', 'groups', ...(isOwn ? ['name'] : [])]
    const changed = Object.keys(earlier).filter(
      (name) => !volatile.includes(name) && !isSameJson(earlier[name], later[name]),
    )
    const violations = (isTouched && !isOwn ? [] : changed).map((name): Violation => {
      const message = isOwn ? `an update of the name changes ${name}` : `the update changes ${name} of another contact`
      return { message, pointer: `/results/*/${name}`, example, exchange }
    })
    if (!isOwn || isTouched || !isExact) return violations
    const message = 'modified_on does not move with an update'
    return [...violations, { message, pointer: '/results/*/modified_on', example, exchange }]
  })
}

/** The items of a list as they were at its first reading; empty when the target does not offer it. */
async function readKnown(name: ListName, { probeOnce }: CheckContext): Promise<readonly JsonObject[]> {
  const pages = (await probeOnce(lists)).get(name)
  return pages === undefined ? [] : getWalkItems(pages).map(({ item }) => item)
}

/** Milliseconds after a start in which an interruption may be its effect. */
const EFFECT_TIME = 1000

async function checkStartSideEffects(context: CheckContext): Promise<Judgement> {
  const { client, probeOnce, limits } = context
  // The first readings are older than every start of this run.
  const [earlier, flows] = [getWalkItems(await probeOnce(walk)), await readKnown('flows', context)]
  const { flow, contact } = await probeOnce(startedRun)
  const before = readResults(await client.sendRequest(buildListRequest('flows', { uuid: flow })))[0]
  const startAndCompare = async (): Promise<Judgement> => {
    const started = await client.sendRequest(buildStartRequest({ flow, contacts: [contact.uuid] }))
    if (!isSuccess(started)) throw createBlocked(`starting a contact returned ${started.status}`)
    const current = await walkPages(buildRunsRequest(), { ...context, limits: { ...limits, pages: 2 } })
    return findInterruptions({ earlier, current, contact: contact.uuid, started })
  }
  const first = await startAndCompare()
  // Another cause may have interrupted a run at the time of the start; it hardly does so twice.
  const interrupted = first.violations.length === 0 ? first : await startAndCompare()
  if (before === undefined) return interrupted
  const known = flows.find((each) => isSameId(getString(each, 'uuid'), flow))
  return mergeJudgements([interrupted, await checkFlow({ ...before, ...omitRuns(known) }, context)])
}

interface StartComparison {
  /** Runs before all starts. */
  readonly earlier: readonly ListItem[]
  /** Runs after the start. */
  readonly current: Walk
  readonly contact: string
  readonly started: Exchange
}

/** Finds runs of other contacts that ended as interrupted at the time of a start, without a further run of their contact. */
function findInterruptions({ earlier, current, contact, started }: StartComparison): Judgement {
  const runs = getWalkItems(current)
  const runsById = new Map(runs.map((run) => [run.id, run]))
  const others = earlier.flatMap((run) => {
    const later = runsById.get(run.id)
    const isOther = !isSameId(getString(run.item, 'contact', 'uuid'), contact)
    return later !== undefined && isOther && getPath(run.item, 'exit_type') === null ? [later] : []
  })
  const exchange = current.pages[0]?.exchange ?? started
  const start = parseInstant(getString(started.body, 'created_on'))
  return checkEach(others, ({ id, item }): Violation | null => {
    const [exit, owner] = [parseInstant(getString(item, 'exited_on')), getString(item, 'contact', 'uuid')]
    const isFollowed = runs.some((run) => run.id !== id && getString(run.item, 'contact', 'uuid') === owner)
    const delay = exit === null || start === null ? -1 : toMilliseconds(exit) - toMilliseconds(start)
    const isEffect = delay >= 0 && delay <= EFFECT_TIME
    if (getPath(item, 'exit_type') !== 'interrupted' || isFollowed || !isEffect) return null
    const message = 'an active run of another contact was interrupted, although no other run of that contact began'
    return { message, pointer: '/results/*/exit_type', example: id, exchange }
  })
}

function omitRuns(flow: JsonObject = {}): JsonObject {
  return Object.fromEntries(Object.entries(flow).filter(([name]) => name !== 'runs'))
}

/** Checks that a flow counts a run that was started, and is otherwise as at its first reading. */
async function checkFlow(before: JsonObject, context: CheckContext): Promise<Judgement> {
  const { client } = context
  const uuid = getString(before, 'uuid') ?? ''
  const [earlier] = [countRuns(before)]
  const exchange = await pollUntil(
    async () => await client.sendRequest(buildListRequest('flows', { uuid })),
    ({ body }) => countRuns(getPath(body, 'results', 0)) > earlier,
    context,
  )
  const [after] = readResults(exchange)
  if (after === undefined) return { evidence: 0, violations: [] }
  const isEdited = getPath(before, 'modified_on') !== getPath(after, 'modified_on')
  const changed = ['name', 'type', 'archived', 'expires', 'created_on'].filter(
    (name) => !isSameJson(before[name], after[name]),
  )
  const example = `${uuid}: ${earlier} runs, then ${countRuns(after)}`
  const isCounted = countRuns(after) > earlier
  return {
    evidence: 1,
    violations: [
      ...(isCounted
        ? []
        : [{ message: 'the flow does not count a started run', pointer: '/results/*/runs', example, exchange }]),
      ...(isEdited
        ? []
        : changed.map((name) => ({ message: `a start changes ${name} of its flow`, example: uuid, exchange }))),
    ],
  }
}

function countRuns(flow: Json | undefined): number {
  const runs = getPath(flow, 'runs')
  return Object.keys(isObject(runs) ? runs : {}).reduce((sum, name) => sum + (getNumber(runs, name) ?? 0), 0)
}

async function checkInvalidContacts(context: CheckContext): Promise<Judgement> {
  const { probeOnce, client, ledger } = context
  const { uuid } = await probeOnce(testContact)
  const read = async (): Promise<Exchange> => await client.sendRequest(buildListRequest('contacts', { uuid }))
  const before = readResults(await read())[0]
  const bodies: readonly Json[] = [
    { name: ['a', 'list'] },
    { name: { an: 'object' } },
    { name: 'x'.repeat(200) },
    { name: 'Rejected', language: 'flowtwin' },
    { name: 'Rejected', language: 7 },
    { name: 'Rejected', urns: [ledger.addInventedId('flowtwin:unknown')] },
    { name: 'Rejected', urns: { a: 1 } },
    { name: 'Rejected', groups: [ledger.addInventedId(UNKNOWN_UUID)] },
    ['a list'],
  ]
  const requests = bodies.map((body) => buildContactRequest({ uuid }, body, 'invalid'))
  const exchanges = await sendAll(requests, context)
  const rejected = checkEach(exchanges, (exchange) =>
    expectStatus(exchange, 400, exchange.request.body?.slice(0, 80) ?? ''),
  )
  const exchange = await read()
  const after = readResults(exchange)[0]
  const changed = ['name', 'language', 'urns', 'groups'].filter((name) => !isSameJson(before?.[name], after?.[name]))
  // A write that was accepted has changed the contact rightly.
  const isRejected = rejected.violations.length === 0
  const violations = isRejected
    ? changed.map((name) => ({ message: `a rejected write changes ${name}`, example: uuid, exchange }))
    : []
  return mergeJudgements([rejected, { evidence: 0, violations }])
}

async function checkInvalidStarts(context: CheckContext): Promise<Judgement> {
  const { probeOnce, ledger, client } = context
  const [flow, { uuid }] = [await probeOnce(startableFlow), await probeOnce(testContact)]
  const valid = { flow, contacts: [uuid] }
  const bodies: readonly JsonObject[] = [
    { ...valid, params: [1] },
    { ...valid, extra: 'a text' },
    { ...valid, extra: [1] },
    { ...valid, urns: [ledger.addInventedId('flowtwin:unknown')] },
    { ...valid, groups: [ledger.addInventedId(UNKNOWN_UUID)] },
    { ...valid, restart_participants: 'maybe' },
    { ...valid, restart_participants: {} },
    { flow, contacts: uuid },
    { flow, contacts: Array.from({ length: 101 }, () => uuid) },
    { flow, contacts: [] },
    { ...valid, flow: 7 },
    { ...valid, flow: [flow] },
  ]
  const countRuns = async (): Promise<number> =>
    readRuns(await client.sendRequest(buildRunsRequest({ contact: uuid }))).length
  const before = await countRuns()
  const exchanges = await sendAll(
    bodies.map((body) => buildStartRequest(body, 'invalid')),
    context,
  )
  const rejected = checkEach(exchanges, (exchange) =>
    expectStatus(exchange, 400, exchange.request.body?.slice(0, 160) ?? ''),
  )
  const [after, [first]] = [await countRuns(), exchanges]
  const hasCreated = after > before && rejected.violations.length === 0 && first !== undefined
  const violations = hasCreated ? [{ message: 'a rejected start created a run', example: uuid, exchange: first }] : []
  return mergeJudgements([rejected, { evidence: 0, violations }])
}
