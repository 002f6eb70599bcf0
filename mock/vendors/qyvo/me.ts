import type { Caller } from '../../http/request.ts'
import type { components } from '../../../spec/generated/qyvo.types.ts'
import { deriveKey, randomInt } from '../../world/random.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'

const WORKSPACES = [
  'Lantern Goods',
  'Harbour Street Market',
  'Field & Fold',
  'Copper Kettle Supply',
  'Northgate Cycles',
]
const USERS = ['Noor Haddad', 'Wim Peeters', 'Clara Lindqvist', 'Tom Ashdown']

/** Returns the user and the workspace of a token. All tokens with a workspace belong to the workspace's owner. */
export function readMe({ credentialStatus }: Caller, world: World): components['schemas']['Me'] {
  const key = deriveKey(world.dataset.parameters.seed, 'qyvo/user')
  const id = 100 + (randomInt(key, 0, 0) % 9000)
  if (credentialStatus === 'no-workspace')
    return { id: id + 1, email: 'newcomer@example.com', name: null, tenant: null }
  const name = USERS[randomInt(key, 0, 1) % USERS.length] ?? ''
  const workspace = WORKSPACES[randomInt(key, 0, 2) % WORKSPACES.length] ?? ''
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  return { id, email, name, tenant: { id: getIds(world).tenant.encode(0), name: workspace } }
}
