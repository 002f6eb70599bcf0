import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPeople } from '../../mock/content/people.ts'
import { completeOwnData, toOwnParameters } from '../../mock/own-data/complete.ts'
import type { OwnDataInput } from '../../mock/own-data/input.ts'
import { findSchemaIssues } from '../../mock/own-data/validate.ts'
import { MemoryLog } from '../../mock/store/operation-log.ts'
import { createTwin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'
import { listRunsByCreation } from '../../mock/world/query/by-creation.ts'
import { type RunFilter, toFacet } from '../../mock/world/query/filter.ts'
import { findRunRefs, readRun } from '../../mock/world/state/view.ts'
import { DAY, HOUR, type RealTime } from '../../mock/world/time.ts'
import { World } from '../../mock/world/world.ts'
import { ownDataSchema } from '../../spec/own-data-schema.ts'
import { ReferenceWorld } from '../world/reference-world.ts'

const flow = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20 }),
    status: fc.constantFrom('published' as const, 'published' as const, 'draft' as const),
    ttl: fc.constantFrom(1, 5, 30, 60, 360),
    environment: fc.constantFrom('live' as const, 'staging' as const),
    weight: fc.integer({ min: 0, max: 9 }),
    questions: fc
      .integer({ min: 1, max: 20 })
      .map((count) => Array.from({ length: count }, (_, place) => ({ key: `q${place}` }))),
  },
  { requiredKeys: ['name'] },
)

const ownData: fc.Arbitrary<OwnDataInput> = fc
  .record({
    flows: fc.array(flow, { minLength: 1, maxLength: 9 }),
    contacts: fc.array(fc.record({ name: fc.string({ minLength: 1 }) }), { maxLength: 40 }),
    specials: fc.boolean(),
    generate: fc.record({ runs: fc.integer({ min: 0, max: 300 }), every: fc.constantFrom('2m', '10m', 'never') }),
  })
  .filter(({ flows }) => flows.some(({ status, weight = 1 }) => status !== 'draft' && weight > 0))

function createWorlds(data: OwnDataInput) {
  const dataset = createDataset(toOwnParameters(completeOwnData(data)))
  const parts = { dataset, people: createPeople(dataset.parameters), log: new MemoryLog() }
  const world = new World({ ...parts, realClock: () => 0 as RealTime, clockMode: { kind: 'frozen' } })
  return { dataset, world, reference: new ReferenceWorld(dataset) }
}

describe('worlds of own data', () => {
  it('list, filter and count like a plain list', () => {
    fc.assert(
      fc.property(
        ownData,
        fc.record({
          flow: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
          environment: fc.constantFrom('live' as const, 'staging' as const, undefined),
          status: fc.constantFrom('completed', 'expired', 'running', undefined),
          hours: fc.integer({ min: 1, max: 40 }),
          isModified: fc.boolean(),
          advance: fc.integer({ min: 0, max: 12 }),
        }),
        (data, { status, hours, isModified, advance, ...rest }) => {
          const { world, reference } = createWorlds(data)
          world.advanceClock(advance * HOUR)
          reference.now = world.now
          const range = { from: (world.now - hours * HOUR) as typeof world.now }
          const filter: RunFilter = {
            ...rest,
            ...(status === undefined ? {} : { facet: (facet) => facet.status === status }),
            ...(isModified ? { modified: range } : { created: range }),
          }
          const view = world.view()
          const sequence = listRunsByCreation(view, filter)
          const listed = findRunRefs(view, sequence.slice(0, sequence.size)).map((ref) => readRun(view, ref))
          const expected = reference
            .listMatches(filter)
            .toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
          expect(sequence.size).toBe(expected.length)
          expect(listed).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('put no contact into two runs at once, and no run into a draft or another environment', () => {
    fc.assert(
      fc.property(ownData, (data) => {
        const { dataset, world, reference } = createWorlds(data)
        world.advanceClock(DAY / 4)
        reference.now = world.now
        const busyUntil = new Map<number, number>()
        for (const { flow: own, environment, contact, createdAt, endedAt, repliesAt, status } of reference.listRuns()) {
          const only = dataset.parameters.ownData?.flows?.[own.index]?.environment
          expect(own.isPublished).toBe(true)
          expect(only ?? environment).toBe(environment)
          expect(createdAt).toBeGreaterThanOrEqual(busyUntil.get(contact) ?? 0)
          busyUntil.set(contact, endedAt ?? Infinity)
          if (status === 'completed') expect(repliesAt).toHaveLength(own.questions)
          if (status === 'expired') expect(repliesAt.length).toBeLessThan(own.questions)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('count the cells of ended runs by their facets', () => {
    fc.assert(
      fc.property(ownData, fc.nat({ max: 9 }), (data, replyCount) => {
        const { world, reference } = createWorlds(data)
        const filter: RunFilter = { facet: (facet) => facet.replyCount === replyCount }
        const matches = reference.listRuns().filter((run) => toFacet(run).replyCount === replyCount)
        expect(listRunsByCreation(world.view(), filter).size).toBe(matches.length)
      }),
      { numRuns: 40 },
    )
  })

  it('look up every id of a flow and contact, and no generated id of one with a given id', () => {
    const uuids = fc.uniqueArray(fc.uuid(), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(uuids, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (ids, isGiven) => {
        const give = (place: number) =>
          isGiven[place] === true
            ? { ids: { qyvo: ids[place] ?? '', recrubo: ids[place] ?? '', rapidpro: ids[place] ?? '' } }
            : {}
        const flows = Array.from({ length: 6 }, (_, place) => ({ name: `Flow ${place}`, ...give(place) }))
        const contacts = Array.from({ length: 6 }, (_, place) => ({ name: `Contact ${place}`, ...give(6 + place) }))
        const { world } = createTwin({ data: { flows, contacts } })
        const plain = createTwin({ data: { flows: flows.map(({ name }) => ({ name })) } }).world
        for (const { name, flows: flowIds } of vendors) {
          if (flowIds === undefined) continue
          flows.forEach((one, index) => {
            const id = flowIds.formatId(index, world)
            expect(flowIds.parseId(id, world)).toBe(index)
            const isKept = 'ids' in one && name !== 'idnow'
            if (isKept) expect(id).toBe(ids[index])
            const generated = flowIds.formatId(index, plain)
            expect(flowIds.parseId(generated, world)).toBe(isKept ? undefined : index)
          })
        }
        contacts.forEach(({ name }, index) => expect(world.getPerson(index).name).toBe(name))
      }),
      { numRuns: 20 },
    )
  })
})

describe('the check of own data', () => {
  const validate = new Ajv2020({ strict: false, allErrors: false }).compile(ownDataSchema)

  it('accepts what the schema accepts', () => {
    const names =
      'name nmae ids qyvo ttl status questions key answers category weight ' +
      'flows contacts groups runs generate every phone fields flow contact'
    const member = fc.constantFrom(...names.split(' '))
    const leaf = fc.oneof(
      fc.constantFrom('30m', '-2h', '+31612345678', 'published', 'live', 'never', '', 'x'),
      fc.constantFrom('0f8fad5b-d9cb-469f-a165-70867728950e', null, true, 0, 1, 1.5, -3, 50_000),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(member, tie('tree'), { maxKeys: 4 }),
      ),
    }))
    const documents = fc.oneof(ownData, fc.dictionary(member, tree, { maxKeys: 4 }))
    fc.assert(
      fc.property(documents, (value) => {
        expect(findSchemaIssues(value).length === 0).toBe(validate(value))
      }),
      { numRuns: 2000 },
    )
  })

  it('returns data that is valid again, with the same meaning', () => {
    fc.assert(
      fc.property(ownData, (value) => {
        const complete = completeOwnData(value)
        expect(completeOwnData(complete.ownData).ownData).toEqual(complete.ownData)
      }),
      { numRuns: 100 },
    )
  })
})
