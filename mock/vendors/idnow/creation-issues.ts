import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import type { Issue } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { Scene } from '../../http/scene.ts'
import { clientIdOf } from './admission.ts'
import { apiClients } from './clients.ts'
import { quirks } from './quirks.ts'

type NewSession = Asked<operations['createSession']>['body']

const KNOWN_METADATA: readonly string[] = ['subjectId', 'locale']
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i

/** What is wrong with a creation, beyond what its schema can say. */
export function creationIssues(body: NewSession, scene: Scene): readonly Issue[] {
  return [...metadataIssues(body.metadata, scene), ...redirectIssues(body.redirectUrl, scene)]
}

function metadataIssues(metadata: NewSession['metadata'], { world }: Scene): readonly Issue[] {
  const strict = positionOf(world, quirks.metadata) === 'required'
  if (metadata === undefined) return strict ? [issue('/metadata', 'required')] : []
  if (!strict) {
    const odd = Object.entries(metadata).filter(([, value]) => typeof value !== 'string')
    return odd.map(([name]) => issue(`/metadata/${name}`, 'type', { type: 'string' }))
  }
  const unknown = Object.keys(metadata).filter((name) => !KNOWN_METADATA.includes(name))
  return [
    ...(metadata.subjectId === undefined ? [issue('/metadata/subjectId', 'required')] : []),
    ...unknown.map((name) => issue(`/metadata/${name}`, 'unknown')),
  ]
}

function redirectIssues(redirectUrl: string | undefined, { world, caller }: Scene): readonly Issue[] {
  if (redirectUrl === undefined) return []
  if (!ABSOLUTE.test(redirectUrl)) return [issue('/redirectUrl', 'url')]
  if (positionOf(world, quirks.redirectUrl) === 'any') return []
  const client = apiClients.find(({ id }) => id === clientIdOf(caller))
  return client === undefined || client.redirectUrls.includes(redirectUrl) ? [] : [issue('/redirectUrl', 'listed')]
}

function issue(at: string, rule: string, expected?: unknown): Issue {
  return { in: 'body', at, rule, expected }
}
