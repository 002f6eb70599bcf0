import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Status } from '../../mock/world/model/outcome.ts'
import type { Facet, ModificationQuery, RunFilter } from '../../mock/world/query/filter.ts'
import { toInstant, MINUTE, SECOND } from '../../mock/world/time/instant.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import type { Operation } from '../../mock/world/state/operation.ts'
import { queryPage, type RunPageQuery } from '../../mock/world/query/page.ts'
import { readRun } from '../../mock/world/state/view.ts'
import type { World } from '../../mock/world/world.ts'
import { both, frozenWorld, Model } from './model.ts'

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

/** A random operation, aimed at runs that exist by a fraction of the list. */
const intent = fc.record({
  kind: fc.constantFrom('create', 'end', 'erase', 'delete', 'advance', 'advance'),
  aim: fc.double({ min: 0, max: 0.999, noNaN: true }),
  end: fc.constantFrom('completed', 'expired', 'failed', 'cancelled'),
  staging: fc.boolean(),
  by: fc.integer({ min: 0, max: 3 * 60 * MINUTE }),
})

type Intent = typeof intent extends fc.Arbitrary<infer Value> ? Value : never

function operationOf(world: World, model: Model, wish: Intent): Operation | null {
  const runs = model.runs()
  const target = runs[Math.floor((1 - wish.aim ** 4) * (runs.length - 1))]
  const { flows, parameters: of } = world.dataset
  switch (wish.kind) {
    case 'create':
      return {
        kind: 'create',
        flow: Math.floor(wish.aim * flows.length),
        contact: Math.floor(wish.aim * (of.contacts + 3)),
        environment: wish.staging ? 'staging' : 'live',
        input: null,
      }
    case 'advance':
      return { kind: 'advance', by: wish.by }
    case 'delete':
      return target === undefined ? null : { kind: 'delete', run: target.number }
    case 'end':
      return target === undefined
        ? null
        : { kind: 'change', run: target.number, end: wish.end as 'failed', variables: null }
    default:
      return target === undefined
        ? null
        : { kind: 'change', run: target.number, end: null, variables: { erased: true } }
  }
}

const point = fc.double({ min: -0.1, max: 1.1, noNaN: true })

const question = fc.record({
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

type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never

function filterOf(model: Model, asked: Question): RunFilter {
  const runs = model.runs()
  const oldest = runs[0]?.createdAt ?? model.now
  const spot = (fraction: number) => {
    const near = runs[Math.floor(fraction * runs.length)]
    return near?.modifiedAt ?? toInstant(Math.round(oldest + fraction * (model.now - oldest)))
  }
  const { statuses, responded } = asked
  const facet =
    statuses === null && responded === null
      ? undefined
      : (of: Facet) =>
          (statuses === null || statuses.includes(of.status)) && (responded === null || responded === of.replyCount > 0)
  return {
    flow: asked.flow ?? undefined,
    environment: asked.environment ?? undefined,
    contacts:
      asked.contacts === null
        ? undefined
        : asked.contacts.map((at) => runs[Math.floor(at * runs.length)]?.contact ?? 0),
    created: asked.created === null ? undefined : { from: spot(asked.created[0]), to: spot(asked.created[1]) },
    modified: asked.modified === null ? undefined : { from: spot(asked.modified[0]), to: spot(asked.modified[1]) },
    facet,
  }
}

function pageQueryOf(model: Model, asked: Question): RunPageQuery {
  const filter = filterOf(model, asked)
  const total = model.matching(filter).length
  const { sort: by, descending } = asked
  const sort = by === 'status' ? { by, order: STATUSES, descending } : { by, descending }
  const offset = Math.max(0, Math.floor(asked.at * total))
  return { filter, sort, offset, limit: asked.limit }
}

function walkOf(model: Model, asked: Question): ModificationQuery {
  const { modified, ...filter } = filterOf(model, asked)
  const skip = asked.at > 0.5 ? 3 : 0
  return { filter, from: modified?.from, to: modified?.to, descending: asked.descending, skip, limit: asked.limit }
}

function expectSameAnswers(world: World, model: Model, asked: Question): void {
  const view = world.view()
  const query = pageQueryOf(model, asked)
  const found = queryPage(view, query)
  expect({ total: found.total, numbers: found.refs.map((ref) => ref.number) }).toEqual(model.page(query))
  const walk = walkOf(model, asked)
  expect(listRunsByModification(view, walk).map((ref) => ref.number)).toEqual(model.walk(walk))
  const flow = asked.flow ?? undefined
  const latest = listNewestRuns(view, { flow, limit: asked.limit }).map((ref) => readRun(view, ref))
  const expected = model.matching({ flow }).toReversed().slice(0, asked.limit)
  expect(latest).toEqual(expected.map((run) => ({ ...run, revision: expect.any(Number) })))
}

/** Properties over worlds of thousands take their time on a busy machine. */
const PATIENCE = 240_000

describe('queries over a computed world with operations', () => {
  it(
    'answer as a plain list would, before and after every change',
    () => {
      const steps = fc.array(fc.tuple(fc.array(intent, { maxLength: 12, size: 'max' }), question), {
        minLength: 1,
        maxLength: 4,
        size: 'max',
      })
      fc.assert(
        fc.property(parameters, steps, (of, history) => {
          const world = frozenWorld(of)
          const model = new Model(world.dataset)
          for (const [wishes, asked] of history) {
            for (const wish of wishes) {
              const operation = operationOf(world, model, wish)
              if (operation !== null) both(world, model, operation)
            }
            expectSameAnswers(world, model, asked)
          }
        }),
        { numRuns: 80 },
      )
    },
    PATIENCE,
  )
})
