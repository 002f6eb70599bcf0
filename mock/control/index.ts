import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import type { Door } from './door.ts'
import { type ControlDesk, handlersOf } from './handlers.ts'
import { type Timer, waitFor } from './journal-wait.ts'
import { loadDocuments } from './known-members.ts'
import { mannersOf } from './manners.ts'
import { worldNamed } from './worlds.ts'
import { soundBody } from './sound-body.ts'

/** What the control API controls. */
export interface Controlled extends ControlDesk {
  /** From where requests may come; asked at each, because a twin may begin to listen at any time. */
  readonly door: () => Door
  /** Measures the real time that waiting takes. */
  readonly timer: Timer
}

/** The control API, built as a vendor is: from its document, by the same pipeline. */
export function controlOf(desk: Controlled): Vendor {
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
