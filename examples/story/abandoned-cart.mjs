// An abandoned cart that is recovered: one hour of events in four systems, replayed in a minute over plain HTTP.
//   npx flowtwin serve            (in another terminal; FLOWTWIN_URL is its URL if it is not on port 4010)
//   node abandoned-cart.mjs       (60 times as fast as real time; --speed 600, or --speed 0 for no waiting)
import { setTimeout as sleep } from 'node:timers/promises'

const base = process.env.FLOWTWIN_URL ?? 'http://127.0.0.1:4010'
const at = process.argv.indexOf('--speed')
const speed = at === -1 ? 60 : Number(process.argv[at + 1])
const name = `abandoned-cart-${process.pid}`
const root = `${base}/w/${name}`

/** Sends a request; an error response ends the story. */
async function sendRequest(method, url, { body, authorization, type = 'application/json' } = {}) {
  const headers = { ...(authorization && { authorization }), ...(body && { 'content-type': type }) }
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${method} ${url} returned ${response.status}: ${await response.text()}`)
  return response.status === 204 ? null : response.json()
}

const control = (method, path, body) => sendRequest(method, `${base}/_twin/v1${path}`, { body })
const clock = () => control('GET', `/worlds/${name}/clock`)

async function printLine(text) {
  const { now } = await clock()
  console.log(`${now.slice(11, 19)}  ${text}`)
}

/** Waits at the chosen speed, then advances the clock exactly. */
async function advance(minutes) {
  if (speed > 0) await sleep((minutes * 60_000) / speed)
  await control('POST', `/worlds/${name}/clock`, { advance: `${minutes}m` })
}

const qyvo = (method, path, body) =>
  sendRequest(method, `${root}/api/v1${path}`, { body, authorization: 'Bearer demo' })
const readSession = async (id) => (await qyvo('GET', '/triggers/new-flow-triggered')).find((one) => one.id === id)

await control('POST', '/worlds', { name, seed: 'cart 6', runs: 200, every: '3m', now: '2026-01-15T18:00:00Z' })
try {
  const flows = await qyvo('GET', '/dropdowns/flows')
  const rescue = flows.find((flow) => flow.label.startsWith('Cart rescue'))
  await printLine('Mina fills a cart with 84.50 euros worth of running gear, and closes the tab.')
  const contact = { phone: '+31612345067', context: { cart_total: '84.50', currency: 'EUR', source: 'cart' } }
  const first = await qyvo('POST', '/actions/trigger-flow', { flow_id: rescue.id, ...contact })
  await printLine(`The shop starts "${rescue.label}" for her phone through Qyvo: session ${first.id}.`)

  await advance(31)
  await printLine(`Nobody answers. Half an hour later the session is ${(await readSession(first.id)).status}.`)
  const rapidpro = await sendRequest('GET', `${root}/api/v2/runs.json`, { authorization: 'Token demo' })
  const sameRun = rapidpro.results.find((run) => run.contact.urn === `tel:${contact.phone}`)
  await printLine(`RapidPro returns the same run with exit_type ${sameRun.exit_type}, at ${sameRun.exited_on}.`)

  await advance(20)
  const second = await qyvo('POST', '/actions/trigger-flow', { flow_id: rescue.id, ...contact })
  await printLine(`In the evening the shop tries once more: session ${second.id}.`)
  await advance(9)
  const { status, context } = await readSession(second.id)
  await printLine(`This time she answers. Why did she leave? "${context.reason}". A coupon? "${context.wants_coupon}".`)
  await printLine(`The session is ${status}: the cart came back.`)

  const feed = await qyvo('GET', '/triggers/new-flow-triggered')
  const statuses = feed.filter((one) => one.contact_phone === contact.phone).map((one) => one.status)
  await printLine(`In the feed of ${feed.length} sessions, hers are ${statuses.toReversed().join(', then ')}.`)
} finally {
  await control('DELETE', `/worlds/${name}`)
}
