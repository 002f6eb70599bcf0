import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { type ControlDeps, createControlHandlers } from './handlers.ts'
import { waitForEntries } from './journal-wait.ts'
import { loadDocuments } from './known-members.ts'
import { createControlDefaults } from './manners.ts'
import { requireWorld } from './worlds.ts'
import { rejectUnsafeKeys } from './sound-body.ts'

/** The control API, built as a vendor is: from its document, by the same pipeline. */
export function createControlVendor(deps: ControlDeps): Vendor {
  return defineVendor<Operations>({
    ...createControlDefaults(deps.getAccessPolicy),
    operations,
    handlers: createControlHandlers(deps),
    beforeHandle: {
      waitForJournal: ({ path, body }) => waitForEntries(requireWorld(deps, path.world).journal, body, deps),
    },
    prepareOperation: async ({ id }) => {
      if (id === 'armFaults') await loadDocuments(deps.vendors)
    },
    normalizeBody: rejectUnsafeKeys,
  })
}
