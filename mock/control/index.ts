import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { type ControlDesk, handlersOf } from './handlers.ts'
import { waitFor } from './journal-wait.ts'
import { loadDocuments } from './known-members.ts'
import { mannersOf } from './manners.ts'
import { worldNamed } from './worlds.ts'
import { soundBody } from './sound-body.ts'

/** The control API, built as a vendor is: from its document, by the same pipeline. */
export function controlOf(desk: ControlDesk): Vendor {
  return defineVendor<Operations>({
    ...mannersOf(desk.door),
    operations,
    handlers: handlersOf(desk),
    patience: {
      waitForJournal: ({ path, body }) => waitFor(worldNamed(desk, path.world).journal, body, desk),
    },
    prepare: async ({ id }) => {
      if (id === 'armFaults') await loadDocuments(desk.vendors)
    },
    bodyText: soundBody,
  })
}
