import * as deferredChecks from '../../mock/http/validation.ts'
import * as ids from '../../mock/vendors/idnow/ids.ts'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import * as session from '../../mock/vendors/idnow/sessions.ts'
import * as numbered from '../../mock/wire/pagination.ts'
import * as pages from '../../mock/world/query/page.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** What goes wrong in IDnow's numbered pages and in what they say of a session. */
export const idnowMutants: readonly MockMutant[] = [
  {
    name: 'pages begin one session late',
    kills: ['PAGE-007', 'PAGE-003'],
    also: ['PAGE-015', 'PAGE-016'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => truth(view, { ...query, offset: query.offset + 1 })),
  },
  {
    name: 'each page begins with the end of the one before',
    kills: ['PAGE-008'],
    also: ['PAGE-003', 'PAGE-007', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    spoil: wrong(numbered, 'getPageOffset', (_, [{ number, size }]) => (number - 1) * (size - 1)),
  },
  {
    name: 'page 1 is the second',
    kills: ['PAGE-007'],
    also: ['PAGE-003', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    spoil: wrong(numbered, 'getPageOffset', (_, [{ number, size }]) => number * size),
  },
  {
    name: 'a page holds one session too few',
    kills: ['PAGE-003'],
    also: ['PAGE-007', 'PAGE-009', 'PAGE-015', 'PAGE-016'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => truth(view, { ...query, limit: query.limit - 1 })),
  },
  {
    name: 'the total counts both environments',
    kills: ['PAGE-007'],
    also: ['PAGE-003'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => ({
      ...truth(view, query),
      total: truth(view, { ...query, filter: { flow: query.filter.flow } }).total,
    })),
  },
  {
    name: 'the environment in the path is not looked at',
    kills: ['PAGE-020'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) =>
      truth(view, { ...query, filter: { ...query.filter, environment: undefined } }),
    ),
  },
  {
    name: 'the flow in the path is not looked at',
    kills: ['PAGE-019'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) =>
      truth(view, { ...query, filter: { ...query.filter, flow: undefined } }),
    ),
  },
  {
    name: 'sorting is always by creation',
    kills: ['PAGE-014'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) =>
      query.sort.by === 'status'
        ? truth(view, { ...query, sort: { by: 'created', descending: query.sort.descending } })
        : AS_EVER,
    ),
  },
  {
    name: 'sorting by creation looks at the last change',
    kills: ['PAGE-013', 'ORD-001'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) =>
      query.sort.by === 'created' ? truth(view, { ...query, sort: { ...query.sort, by: 'modified' } }) : AS_EVER,
    ),
  },
  {
    name: 'sorting is never descending',
    kills: ['PAGE-013', 'PAGE-015'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) =>
      query.sort.by === 'created' && query.sort.descending
        ? truth(view, { ...query, sort: { by: 'created', descending: false } })
        : AS_EVER,
    ),
  },
  {
    name: 'equal statuses stand the other way round on every second page',
    kills: ['PAGE-016'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => {
      const { sort, offset, limit } = query
      if (sort.by !== 'status' || (offset / limit) % 2 === 0) return AS_EVER
      return truth(view, { ...query, sort: { ...sort, descending: !sort.descending } })
    }),
  },
  {
    name: 'totalPages counts only full pages',
    kills: ['PAGE-002'],
    spoil: wrong(numbered, 'countPages', (_, [total, size]) => Math.floor(total / size)),
  },
  {
    name: 'totalPages is one too many',
    kills: ['PAGE-002'],
    spoil: wrong(numbered, 'countPages', (truth, [total, size]) => truth(total, size) + 1),
  },
  {
    name: 'beyond the last page comes the last session again',
    kills: ['PAGE-010'],
    also: ['PAGE-012'],
    spoil: wrong(pages, 'queryPage', (truth, [view, query]) => {
      const { total } = truth(view, query)
      return query.offset < total ? AS_EVER : truth(view, { ...query, offset: total - 1 })
    }),
  },
  {
    name: 'an unknown flow is taken for the first',
    kills: ['PAGE-021'],
    spoil: wrong(ids, 'getIds', (truth, [world]) => {
      const { flow, ...others } = truth(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'an unknown environment is taken for live',
    kills: ['PAGE-021', 'NEG-002'],
    spoil: wrong(deferredChecks, 'getRequestValidator', (truth, [operation]) => {
      const checks = truth(operation)
      const parameters: typeof checks.validateParameters = (path, query) => {
        const { environment = '' } = path
        const known = ['live', 'staging'].includes(environment)
        return checks.validateParameters(known ? path : { ...path, environment: 'live' }, query)
      }
      return { ...checks, validateParameters: parameters }
    }),
  },
  {
    name: 'what is not valid crashes',
    kills: ['PAGE-011', 'NEG-008'],
    also: ['PAGE-017', 'PAGE-021'],
    spoil: wrong(idnow.problems, 'invalid', (_, args) => idnow.problems.internal(...args)),
  },
  {
    name: 'a session that was broken off has no end',
    kills: ['PAGE-024'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      run.status === 'cancelled' ? { ...truth(run, world), completedAt: null } : AS_EVER,
    ),
  },
  {
    name: 'an expired session was accepted',
    kills: ['PAGE-024'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      run.status === 'expired' ? truth({ ...run, outcome: 'accepted' }, world) : AS_EVER,
    ),
  },
  {
    name: 'a rejected session does not say at which step',
    kills: ['PAGE-026'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      run.outcome === 'rejected' ? { ...truth(run, world), lastStep: null } : AS_EVER,
    ),
  },
  {
    name: 'a running session was never started',
    kills: ['PAGE-025'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      run.status === 'running' ? { ...truth(run, world), startedAt: null } : AS_EVER,
    ),
  },
  {
    name: 'flowVersion counts from 0',
    kills: ['PAGE-027'],
    also: ['SCH-001'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) => {
      const told = truth(run, world)
      return { ...told, flowVersion: told.flowVersion - 1 }
    }),
  },
  {
    name: 'updatedAt stays at creation',
    kills: ['TIME-003'],
    spoil: wrong(session, 'serializeSession', (truth, [run, world]) =>
      truth({ ...run, modifiedAt: run.createdAt }, world),
    ),
  },
]
