import type { OpenApiDocument } from './open-api-document.ts'

const LOADERS: Readonly<Record<string, () => Promise<{ readonly document: OpenApiDocument }>>> = {
  qyvo: () => import('./generated/qyvo.document.ts'),
  recrubo: () => import('./generated/recrubo.document.ts'),
  rapidpro: () => import('./generated/rapidpro.document.ts'),
  idnow: () => import('./generated/idnow.document.ts'),
  control: () => import('./generated/control.document.ts'),
}

/**
 * Serializes a document that names the server at `serverUrl`, and no other: a client that is generated from it sends its
 * credentials to this server. Undefined for an unknown name.
 */
export async function serializeServedDocument(
  name: string,
  format: 'json' | 'yaml',
  serverUrl: string,
): Promise<string | undefined> {
  const load = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined
  if (load === undefined) return undefined
  const document = setServer((await load()).document, serverUrl)
  return format === 'json' ? JSON.stringify(document) : toYaml(document)
}

function setServer(document: OpenApiDocument, url: string): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => [path, removeServers(item)])
  const servers = [{ url, description: 'This mock server.' }]
  return { ...document, servers, paths: Object.fromEntries(paths) as OpenApiDocument['paths'] }
}

/** Removes the servers of a path, such as those of a vendor's token endpoint, and of its operations. */
function removeServers(item: object): object {
  const members = Object.entries(item).filter(([name]) => name !== 'servers')
  const isOperation = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
  return Object.fromEntries(
    members.map(([name, value]) => [name, isOperation(value) ? { ...(value as object), servers: undefined } : value]),
  )
}

/** Serializes a JSON value as YAML in block style; names and texts are quoted as in JSON, which YAML contains. */
function toYaml(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`
  const isList = Array.isArray(value)
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  if (entries.length === 0) return isList ? ' []\n' : ' {}\n'
  const lines = entries.map(([name, member]) => {
    const key = isList ? '-' : `${/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name)}:`
    return `${indent}${key}${toYaml(member, `${indent} `)}`
  })
  return `${indent === '' ? '' : '\n'}${lines.join('')}`
}
