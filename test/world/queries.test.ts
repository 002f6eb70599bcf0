import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Status } from '../../mock/world/model/outcome.ts'
import type { Facet, ModificationQuery, RunFilter } from '../../mock/world/query/filter.ts'
import { toInstant, MINUTE, SECOND } from '../../mock/world/time.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import type { Operation } from '../../mock/world/state/operation.ts'
import { queryPage, type RunPageQuery } from '../../mock/world/query/page.ts'
import { readRun } from '../../mock/world/state/view.ts'
import type { World } from '../../mock/world/world.ts'
import { applyToBoth, createFrozenWorld, ReferenceWorld } from './reference-world.ts'

const STATUSES: readonly Status[] = ['cancelled', 'completed', 'expired', 'failed', 'queued', 'running']
const SIZES = [0, 1, 9, 10, 11, 24, 25, 26, 99, 100, 101, 249, 250, 251, 600, 2500]

const parameters = fc.record({
  seed: fc.integer(),
  runs: fc.constantFrom(...SIZES),
  every: fc.constantFrom(SECOND, 20 * SECOND, 2 * MINUTE, 60 * MINUTE),
  broadcasts: fc.constantFrom(0, 1, 5, 8),
  block: fc.constantFrom(1, 7, 64, 300),
  flows: fc.constantFrom(1, 3, 8),
  arrivals: fc.boolean(),
})

/** A random operation; `aim` selects an existing run by a fraction of the list. */
const plannedOperation = fc.record({
  kind: fc.constantFrom('create', 'end', 'erase', 'delete', 'advance', 'advance'),
  aim: fc.double({ min: 0, max: 0.999, noNaN: true }),
  end: fc.constantFrom('completed', 'expired', 'failed', 'cancelled'),
  staging: fc.boolean(),
  by: fc.integer({ min: 0, max: 3 * 60 * MINUTE }),
})

type PlannedOperation = typeof plannedOperation extends fc.Arbitrary<infer Value> ? Value : never

function buildOperation(world: World, reference: ReferenceWorld, planned: PlannedOperation): Operation | null {
  const runs = reference.listRuns()
  const target = runs[Math.floor((1 - planned.aim ** 4) * (runs.length - 1))]
  const {
    flows,
    parameters: { contacts },
  } = world.dataset
  switch (planned.kind) {
    case 'create':
      return {
        kind: 'create',
        flow: Math.floor(planned.aim * flows.length),
        contact: Math.floor(planned.aim * (contacts + 3)),
        environment: planned.staging ? 'staging' : 'live',
        input: null,
      }
    case 'advance':
      return { kind: 'advance', by: planned.by }
    case 'delete':
      return target === undefined ? null : { kind: 'delete', run: target.number }
    case 'end':
      return target === undefined
        ? null
        : { kind: 'change', run: target.number, end: planned.end as 'failed', variables: null }
    default:
      return target === undefined
        ? null
        : { kind: 'change', run: target.number, end: null, variables: { erased: true } }
  }
}

const point = fc.double({ min: -0.1, max: 1.1, noNaN: true })

const queryParts = fc.record({
  flow: fc.option(fc.nat({ max: 9 })),
  environment: fc.option(fc.constantFrom('live', 'staging')),
  contacts: fc.option(fc.array(point, { maxLength: 3 })),
  statuses: fc.option(fc.subarray([...STATUSES])),
  responded: fc.option(fc.boolean()),
  created: fc.option(fc.tuple(point, point)),
  modified: fc.option(fc.tuple(point, point)),
  sort: fc.constantFrom('created', 'modified', 'status'),
  descending: fc.boolean(),
  at: point,
  limit: fc.constantFrom(1, 10, 25, 100, 250),
})

type QueryParts = typeof queryParts extends fc.Arbitrary<infer Value> ? Value : never

function buildFilter(reference: ReferenceWorld, parts: QueryParts): RunFilter {
  const runs = reference.listRuns()
  const oldest = runs[0]?.createdAt ?? reference.now
  const pickInstant = (fraction: number) => {
    const run = runs[Math.floor(fraction * runs.length)]
    return run?.modifiedAt ?? toInstant(Math.round(oldest + fraction * (reference.now - oldest)))
  }
  const { statuses, responded } = parts
  const facet =
    statuses === null && responded === null
      ? undefined
      : ({ status, replyCount }: Facet) =>
          (statuses === null || statuses.includes(status)) && (responded === null || responded === replyCount > 0)
  return {
    flow: parts.flow ?? undefined,
    environment: parts.environment ?? undefined,
    contacts:
      parts.contacts === null
        ? undefined
        : parts.contacts.map((at) => runs[Math.floor(at * runs.length)]?.contact ?? 0),
    created:
      parts.created === null ? undefined : { from: pickInstant(parts.created[0]), to: pickInstant(parts.created[1]) },
    modified:
      parts.modified === null
        ? undefined
        : { from: pickInstant(parts.modified[0]), to: pickInstant(parts.modified[1]) },
    facet,
  }
}

function buildPageQuery(reference: ReferenceWorld, parts: QueryParts): RunPageQuery {
  const filter = buildFilter(reference, parts)
  const total = reference.listMatches(filter).length
  const { sort: by, descending } = parts
  const sort = by === 'status' ? { by, order: STATUSES, descending } : { by, descending }
  const offset = Math.max(0, Math.floor(parts.at * total))
  return { filter, sort, offset, limit: parts.limit }
}

function buildModificationQuery(reference: ReferenceWorld, parts: QueryParts): ModificationQuery {
  const { modified, ...filter } = buildFilter(reference, parts)
  const skip = parts.at > 0.5 ? 3 : 0
  return { filter, from: modified?.from, to: modified?.to, descending: parts.descending, skip, limit: parts.limit }
}

function expectSameResults(world: World, reference: ReferenceWorld, parts: QueryParts): void {
  const view = world.view()
  const query = buildPageQuery(reference, parts)
  const { total, refs } = queryPage(view, query)
  expect({ total, numbers: refs.map((ref) => ref.number) }).toEqual(reference.queryPage(query))
  const range = buildModificationQuery(reference, parts)
  expect(listRunsByModification(view, range).map((ref) => ref.number)).toEqual(reference.listByModification(range))
  const flow = parts.flow ?? undefined
  const newest = listNewestRuns(view, { flow, limit: parts.limit }).map((ref) => readRun(view, ref))
  const expected = reference.listMatches({ flow }).toReversed().slice(0, parts.limit)
  expect(newest).toEqual(expected.map((run) => ({ ...run, revision: expect.any(Number) })))
}

describe('queries over a computed world with operations', () => {
  it('return the same as a plain list, before and after every change', () => {
    const steps = fc.array(fc.tuple(fc.array(plannedOperation, { maxLength: 12, size: 'max' }), queryParts), {
      minLength: 1,
      maxLength: 4,
      size: 'max',
    })
    fc.assert(
      fc.property(parameters, steps, (values, history) => {
        const world = createFrozenWorld(values)
        const reference = new ReferenceWorld(world.dataset)
        for (const [operations, parts] of history) {
          for (const planned of operations) {
            const operation = buildOperation(world, reference, planned)
            if (operation !== null) applyToBoth(world, reference, operation)
          }
          expectSameResults(world, reference, parts)
        }
      }),
      { numRuns: 80 },
    )
  })
})
