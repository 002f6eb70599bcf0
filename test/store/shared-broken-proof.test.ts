import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChosenRequest, createContact, createStart, observe, readLog, toSentRequest } from './chaos.ts'
import { buildFaultyServer, type FaultyServer, type SourceEdit } from './faulty-server.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { findViolations, type Observation, type SentRequest } from './serial-witness.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

const CONTACTS = { method: 'GET', target: '/api/v2/contacts.json' }
/** Longer than a lease lasts. */
const STOP_MS = 5000

/** A gate that holds statements. */
class Gate {
  readonly #held: (() => void)[] = []
  /** Resolves when a statement is held. */
  readonly reached: Promise<void>
  #isOpen = false
  #reach: () => void = () => undefined

  constructor() {
    this.reached = new Promise((resolve) => (this.#reach = resolve))
  }

  pass(): Promise<void> | void {
    if (this.#isOpen) return
    return new Promise((resolve) => {
      this.#held.push(resolve)
      this.#reach()
    })
  }

  open(): void {
    this.#isOpen = true
    for (const resume of this.#held) resume()
  }
}

const isRenewal = (text: string): boolean => text.includes('update flowtwin.member set expires')
const isAppend = (text: string): boolean => text.includes('insert into flowtwin.record (')

/** Two servers of one world, the first of which owns it; and a client that records what it sees. */
class Stage {
  readonly owner: FaultyServer
  readonly other: FaultyServer
  readonly #world: string
  readonly #observations: Observation[] = []
  readonly #unanswered: SentRequest[] = []

  constructor(world: string, owner: FaultyServer, other: FaultyServer) {
    this.#world = world
    this.owner = owner
    this.other = other
  }

  async send(server: FaultyServer, request: ChosenRequest): Promise<Observation | undefined> {
    const sent = toSentRequest(this.#world, request)
    const observation = await observe(server.url, sent)
    if (observation !== undefined) this.#observations.push(observation)
    else if (request.method !== 'GET') this.#unanswered.push(sent)
    return observation
  }

  /** Lets the lease of the owner lapse on the clock of the database. */
  async expireLease(): Promise<void> {
    await postgres.query("update flowtwin.member set expires = clock_timestamp() - interval '1 s' where url = $1", [
      this.owner.url,
    ])
  }

  /** Lets the owner miss the time of its lease, as a process does that is stopped. */
  async stopOwner(): Promise<Gate> {
    const gate = new Gate()
    this.owner.faults.beforeQuery = () => gate.pass()
    this.owner.faults.readClock = (real) => real + STOP_MS
    await this.expireLease()
    return gate
  }

  async findViolations(): Promise<readonly string[]> {
    const log = await readLog(this.other.url, this.#world)
    return findViolations({ observations: this.#observations, unanswered: this.#unanswered, log })
  }
}

interface BrokenVariant {
  readonly name: string
  readonly edits: readonly SourceEdit[]
  readonly play: (stage: Stage) => Promise<void>
}

const WORLD_STORE = 'mock/store/world-store.ts'
const POSTGRES_STORE = 'mock/store/postgres-store.ts'

const VARIANTS: readonly BrokenVariant[] = [
  {
    name: 'renews a lease that has lapsed',
    edits: [
      { file: POSTGRES_STORE, from: 'where id = $1 and expires > clock_timestamp()`', to: 'where id = $1`' },
      { file: POSTGRES_STORE, from: 'rowCount === 1 && this.isTrusted()', to: 'rowCount === 1' },
    ],
    async play(stage) {
      const { owner, other } = stage
      const gate = await stage.stopOwner()
      await stage.send(other, createContact('Second'))
      const renewed = new Promise<void>((resolve) => {
        let isBegun = false
        owner.faults.beforeQuery = (text) => void (isBegun ||= isRenewal(text))
        owner.faults.afterQuery = (text) => isBegun && isRenewal(text) && resolve()
      })
      gate.open()
      await renewed
      await stage.send(owner, CONTACTS)
    },
  },
  {
    name: 'adds no record when it becomes the owner',
    edits: [{ file: POSTGRES_STORE, from: 'if (row.log !== null) await this.#addEpoch(row.log)', to: '' }],
    async play(stage) {
      const { owner, other } = stage
      // The owner's machine was suspended: its clock has stood still, and it trusts its lease.
      const suspendedAt = performance.now()
      owner.faults.readClock = () => suspendedAt
      const gate = new Gate()
      owner.faults.beforeQuery = (text) => (isRenewal(text) ? gate.pass() : undefined)
      await stage.expireLease()
      await stage.send(other, CONTACTS)
      await stage.send(owner, createContact('Second'))
      await stage.send(other, CONTACTS)
      gate.open()
    },
  },
  {
    name: 'answers before it has appended',
    edits: [
      { file: WORLD_STORE, from: 'return this.#next ?? this.#storing', to: 'return null' },
      {
        file: WORLD_STORE,
        from: '    if (this.#storing === null) return this.#store()\n',
        to: '    if (this.#storing === null) return void this.#store() ?? null\n',
      },
      // Also while earlier operations are being appended.
      {
        file: WORLD_STORE,
        from: 'if (this.#next !== null) return this.#next',
        to: 'if (this.#next !== null) return null',
      },
      {
        file: WORLD_STORE,
        from: '    this.#next = next\n    return next',
        to: '    this.#next = next\n    return null',
      },
    ],
    async play(stage) {
      const { owner, other } = stage
      const gate = new Gate()
      owner.faults.beforeQuery = (text) => (isAppend(text) ? gate.pass() : undefined)
      const written = stage.send(owner, createContact('Second'))
      await gate.reached
      await stage.expireLease()
      await stage.send(other, CONTACTS)
      gate.open()
      await written
      await stage.send(other, CONTACTS)
    },
  },
  {
    name: 'does not check its lease before it answers',
    edits: [
      {
        file: WORLD_STORE,
        from: 'this.#attached.size > 0 && !this.shared.isTrusted()',
        to: 'this.#attached.size < 0',
      },
    ],
    async play(stage) {
      const gate = await stage.stopOwner()
      await stage.send(stage.other, createContact('Second'))
      gate.open()
      await stage.send(stage.owner, CONTACTS)
    },
  },
  {
    name: 'stores the operations of a request one by one',
    edits: [
      {
        file: POSTGRES_STORE,
        from: 'await this.#database.query(INSERT_RECORDS, toColumns(records))',
        to: 'for (const record of records) await this.#database.query(INSERT_RECORDS, toColumns([record]))',
      },
      {
        file: POSTGRES_STORE,
        from: 'return [{ log: this, number: this.lastNumber + 1, writer, entry }]',
        to: `const { operations } = JSON.parse(entry.slice(9))
             return operations.map((operation, index) => {
               return { log: this, number: this.lastNumber + 1 + index, writer, entry: encodeLine({ operations: [operation] }) }
             })`,
      },
    ],
    async play(stage) {
      let appends = 0
      stage.owner.faults.beforeQuery = (text) => {
        if (isAppend(text) && ++appends === 2) throw Object.assign(new Error('disk full'), { code: '58030' })
      }
      await stage.send(stage.owner, createStart(['tel:+31612340001', 'tel:+31612340002']))
      await stage.expireLease()
      await stage.send(stage.other, CONTACTS)
    },
  },
]

async function play(world: string, edits: readonly SourceEdit[], { play: playScene }: BrokenVariant) {
  const start = await buildFaultyServer(edits)
  const [owner, other] = [await start(postgres.url), await start(postgres.url)]
  const stage = new Stage(world, owner, other)
  await stage.send(owner, createContact('First'))
  expect(await postgres.findOwnerUrl(world)).toBe(owner.url)
  await playScene(stage)
  const violations = await stage.findViolations()
  for (const server of [owner, other]) await server.close()
  return violations
}

describe('the check of shared worlds', () => {
  it.each(VARIANTS.map((variant, index) => [variant.name, variant, index] as const))(
    'finds a server that %s, and nothing in the same events otherwise',
    async (_, variant, index) => {
      expect(await play(`right-${index}`, [], variant)).toEqual([])
      expect(await play(`broken-${index}`, variant.edits, variant)).not.toEqual([])
    },
  )
})
