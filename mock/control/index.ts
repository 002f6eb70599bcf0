import type { operations as Operations } from '../../spec/generated/control.types.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { Problem } from '../http/problem.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { credentialOf } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { type Door, guard, wantToken } from './door.ts'
import { type ControlDesk, handlersOf } from './handlers.ts'
import { problems } from './problems.ts'
import { soundBody } from './sound-body.ts'

/** What the control API controls. */
export interface Controlled extends ControlDesk {
  /** From where requests may come; asked at each, because a twin may begin to listen at any time. */
  readonly door: () => Door
}

/** The control API, built as a vendor is: from its document, by the same pipeline. */
export function controlOf(desk: Controlled): Vendor {
  return defineVendor<Operations>({
    name: 'control',
    isOutside: true,
    operations,
    handlers: handlersOf(desk),
    prefixes: ['/_twin'],
    admission: {
      identify(incoming) {
        guard(incoming, desk.door())
        const credential = credentialOf(incoming.header('authorization'))
        return { token: credential?.scheme === 'bearer' ? credential.value : null, standing: 'member' }
      },
      permit({ token }, { id }) {
        // Whoever looks after containers asks for health without a credential.
        if (id !== 'readHealth') wantToken(token, desk.door())
      },
    },
    negotiate(incoming, { requestBody }) {
      if (Object.keys(requestBody).length === 0) return
      if (parseMediaType(incoming.header('content-type') ?? '').type !== 'application/json') {
        throw new Problem('unsupported-media-type')
      }
    },
    bodyText: soundBody,
    answersHead: true,
    problems,
    showcase: { basePath: '/_twin/v1', credential: '', authorization: '', example: () => '/_twin/v1/health' },
    quirks: [],
  })
}
