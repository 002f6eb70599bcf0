import { Problem } from '../../http/problem.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { statusesByWord } from '../../wire/statuses.ts'
import type { Sort } from '../../world/page.ts'
import { type Inclusion, wireStatus } from './flow-run.ts'

const FAMILY = /^(filter|page|fields)\[/
const FIELDED = ['flowRuns', 'flows', 'messageThreads'] as const

/**
 * Refuses what JSON:API makes a server refuse: names of plain lower-case letters that the endpoint does not know.
 * Other unknown names are custom parameters, which are ignored.
 */
export function refuseUnknownParameters(query: QueryString, known: readonly string[]): void {
  for (const name of query.names) {
    const family = FAMILY.exec(name)?.[1]
    const plain = family ?? (/^[a-z]+$/.test(name) ? name : undefined)
    if (plain === undefined || known.includes(name) || (family !== undefined && known.includes(`${family}[]`))) continue
    throw queryProblem(name, `${name} is not a parameter of this endpoint`)
  }
}

/** What `sort` asks for; the order of creation when it is absent. The document's pattern has been checked before. */
export function sortOf(sort: string | undefined): Sort {
  const [first = 'createdAt', second] = (sort ?? 'createdAt').split(',')
  const descending = first.startsWith('-')
  switch (first.replace('-', '')) {
    case 'createdAt':
      return { by: 'created', descending }
    case 'updatedAt':
      return { by: 'modified', descending }
    default: {
      const order = statusesByWord(wireStatus)
      const within = second === undefined ? descending : second.startsWith('-')
      return { by: 'status', order: descending ? order.toReversed() : order, descending: within }
    }
  }
}

/** What `include` names; null when it was not sent. */
export function inclusionOf(include: string | undefined): Inclusion | null {
  if (include === undefined) return null
  const names = include.split(',')
  return { flow: names.includes('flow'), messageThread: names.includes('messageThread') }
}

/** The fields asked for of each type; a type that is absent is sent whole. */
export function fieldsOf(query: QueryString): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = FIELDED.flatMap((type) => {
    const list = query.last(`fields[${type}]`)
    return list === undefined ? [] : [[type, new Set(list.split(','))] as const]
  })
  return new Map<string, ReadonlySet<string>>(asked)
}

/** A query that cannot be understood; JSON:API says 400, naming the parameter. */
export function queryProblem(parameter: string, text: string): Problem {
  return new Problem('invalid', { text, issues: [{ in: 'query', at: parameter, rule: 'query' }] })
}
