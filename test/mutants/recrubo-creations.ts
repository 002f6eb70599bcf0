import * as ids from '../../mock/vendors/recrubo/ids.ts'
import * as jsonApi from '../../mock/wire/json-api.ts'
import * as pages from '../../mock/world/query/page.ts'
import type { View } from '../../mock/world/state/view.ts'
import { World } from '../../mock/world/world.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

type Operation = Parameters<World['applyOperation']>[0]
type Creation = Extract<Operation, { readonly kind: 'create' }>

/** What goes wrong when Recrubo starts a run. */
export const recruboCreations: readonly MockMutant[] = [
  {
    name: 'a creation starts another flow',
    kills: ['JAPI-060'],
    spoil: creating((creation) => ({ ...creation, flow: (creation.flow + 1) % 8 })),
  },
  {
    name: 'a creation writes to another contact',
    kills: ['JAPI-060', 'JAPI-063'],
    spoil: creating((creation) => ({ ...creation, contact: creation.contact ^ 1 })),
  },
  {
    name: 'a creation forgets the state',
    kills: ['JAPI-066'],
    spoil: creating(({ input, ...creation }) => ({ ...creation, input: input && { ...input, variables: {} } })),
  },
  {
    name: 'a creation shows the run and forgets it',
    kills: ['JAPI-062'],
    also: ['HTTP-001', 'JAPI-061', 'JAPI-063', 'JAPI-066'],
    spoil: wrong(World.prototype, 'applyOperation', (truth, [operation]) => {
      if (operation.kind !== 'create') return AS_EVER
      const run = truth(operation)
      truth({ kind: 'delete', run: run?.number ?? 0 })
      return run
    }),
  },
  {
    name: 'a created run has ended at once',
    kills: ['JAPI-071'],
    spoil: wrong(World.prototype, 'applyOperation', (truth, [operation]) =>
      operation.kind === 'create'
        ? truth({ kind: 'change', run: truth(operation)?.number ?? 0, end: 'completed', variables: null })
        : AS_EVER,
    ),
  },
  {
    name: 'lists come from a copy that is never brought up to date',
    kills: ['JAPI-063'],
    also: ['JAPI-085'],
    spoil: (twin, hit) => {
      let first: View | undefined
      return wrong(pages, 'queryPage', (truth, [view, query]) => truth((first ??= view), query))(twin, hit)
    },
  },
  {
    name: 'an unknown flow is taken for the first',
    kills: ['JAPI-070'],
    spoil: wrong(ids, 'getIds', (truth, [world]) => {
      const { flow, ...others } = truth(world)
      return { ...others, flow: { ...flow, decode: (id) => flow.decode(id) ?? 0 } }
    }),
  },
  {
    name: 'a body is read whatever its media type says',
    kills: ['JAPI-020'],
    spoil: wrong(jsonApi, 'findContentTypeError', () => undefined),
  },
]

function creating(change: (creation: Creation) => Creation): MockMutant['spoil'] {
  return wrong(World.prototype, 'applyOperation', (truth, [operation]) =>
    operation.kind === 'create' ? truth(change(operation)) : AS_EVER,
  )
}
