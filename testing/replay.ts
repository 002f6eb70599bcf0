import { connect, type Answering, ControlRefusal, type Send, type TwinWorld } from '../client/index.ts'
import { type Differing, differing } from './differing.ts'
import { type Answer, answerOf, bytesOf, type Content, type Exchange, type Recording, textOf } from './recording.ts'

/** An exchange whose answer is not the recorded one. */
export interface Difference extends Differing {
  /** The first exchange is number 1. */
  readonly exchange: number
  /** Method and target. */
  readonly request: string
}

/** What came of asking everything again. */
export interface Replayed {
  /** How many exchanges were asked again. */
  readonly asked: number
  /** In order of the exchanges. */
  readonly differences: readonly Difference[]
  /** The last answer, as it came now; null where none came. */
  readonly last: Answer | null
}

export interface ReplayOptions {
  /** Where to ask: a twin in this process, or the URL of a server. */
  readonly to: Answering | string
  readonly token?: string
  /** Ask only the first so many. */
  readonly until?: number
}

/**
 * Makes the recording's world anew, asks in it what was asked, in the same order, and compares each answer byte by byte.
 * The world is forgotten afterwards.
 * @throws {NoTwin} when there is no twin
 * @throws {ControlRefusal} when the world cannot be made there
 */
export async function replay(recording: Recording, { to, token, until }: ReplayOptions): Promise<Replayed> {
  const world = await madeAnew(recording, to, token)
  const destination = destinationOf(to, token)
  const differences: Difference[] = []
  let last: Answer | null = null
  const chosen = recording.exchanges.slice(0, until)
  try {
    for (const [at, { request, response }] of chosen.entries()) {
      last = await askedAgain(destination, request)
      const found = differing(moved(response, originOf(request), destination.origin), last)
      const target = request.url.slice(originOf(request).length)
      if (found !== undefined) differences.push({ exchange: at + 1, request: `${request.method} ${target}`, ...found })
    }
  } finally {
    await forget(world, chosen)
  }
  return { asked: chosen.length, differences, last }
}

async function madeAnew(
  { world: name, capsule }: Recording,
  to: Answering | string,
  token?: string,
): Promise<TwinWorld> {
  try {
    return await connect(to, { ...(token === undefined ? {} : { token }), world: { name, capsule } })
  } catch (error) {
    if (!(error instanceof ControlRefusal) || error.status !== 409) throw error
    // Its name stands in links, so that another name would be another answer.
    throw new ControlRefusal(409, `${error.message}; "flowtwin world delete --world ${name}" forgets it`)
  }
}

/** Where requests go instead of where they went. */
interface Destination {
  readonly send: Send
  /** Null where a request may keep its own. */
  readonly origin: string | null
  readonly headers: Readonly<Record<string, string>>
}

function destinationOf(to: Answering | string, token: string | undefined): Destination {
  if (typeof to !== 'string') return { send: to.fetch, origin: null, headers: {} }
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return { send: fetch, origin: new URL(to).origin, headers }
}

/** Null when no whole answer comes. */
async function askedAgain({ send, origin, headers }: Destination, said: Exchange['request']): Promise<Answer | null> {
  const target = said.url.slice(originOf(said).length)
  const url = (origin ?? originOf(said)) + target
  const request = new Request(url, {
    method: said.method,
    // Another server has another control token.
    headers: { ...said.headers, ...(target.startsWith('/_twin/') ? headers : {}) },
    redirect: 'manual',
    ...(said.body === null ? {} : { body: Buffer.from(bytesOf(said.body)) }),
  })
  try {
    return await answerOf(await send(request))
  } catch {
    return null
  }
}

function originOf({ url }: Exchange['request']): string {
  return new URL(url).origin
}

/** The answer as it would have been from another address, which stands in its links. */
function moved(answer: Answer | null, from: string, to: string | null): Answer | null {
  if (answer === null || to === null || to === from) return answer
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, value.replaceAll(from, to)])
  const body: Content = typeof answer.body === 'string' ? answer.body.replaceAll(from, to) : answer.body
  return { ...answer, headers: Object.fromEntries(headers) as Answer['headers'], body }
}

/** Forgets the world and those that were forked off it, unless that was part of the recording. */
async function forget(world: TwinWorld, exchanges: readonly Exchange[]): Promise<void> {
  const forks = exchanges
    .filter(({ request }) => request.method === 'POST' && request.url.endsWith('/_twin/v1/worlds'))
    .map(({ request }) => (JSON.parse(textOf(request.body)) as { readonly name: string }).name)
  const { worlds } = await world.control('listWorlds')
  for (const { name } of worlds) {
    if (name === world.name || forks.includes(name)) await (await world.at(name)).delete()
  }
}
