// The abandoned cart that came back: an hour of four systems, told in a minute. Nothing but HTTP.
//   npx flowtwin serve            (in another terminal; FLOWTWIN_URL says where it is, if not on port 4010)
//   node abandoned-cart.mjs       (60 times as fast as life; --speed 600, or --speed 0 to wait for nothing)
import { setTimeout as sleep } from 'node:timers/promises'

const base = process.env.FLOWTWIN_URL ?? 'http://127.0.0.1:4010'
const at = process.argv.indexOf('--speed')
const speed = at === -1 ? 60 : Number(process.argv[at + 1])
const name = `abandoned-cart-${process.pid}`
const root = `${base}/w/${name}`

/** Asks the twin; a refusal ends the story. */
async function ask(method, url, { body, authorization, type = 'application/json' } = {}) {
  const headers = { ...(authorization && { authorization }), ...(body && { 'content-type': type }) }
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.status === 204 ? null : answer.json()
}

const control = (method, path, body) => ask(method, `${base}/_twin/v1${path}`, { body })
const clock = () => control('GET', `/worlds/${name}/clock`)

async function tell(text) {
  const { now } = await clock()
  console.log(`${now.slice(11, 19)}  ${text}`)
}

/** Lets minutes pass: at the story's speed, then exactly. */
async function pass(minutes) {
  if (speed > 0) await sleep((minutes * 60_000) / speed)
  await control('POST', `/worlds/${name}/clock`, { advance: `${minutes}m` })
}

const qyvo = (method, path, body) => ask(method, `${root}/api/v1${path}`, { body, authorization: 'Bearer demo' })
const session = async (id) => (await qyvo('GET', '/triggers/new-flow-triggered')).find((one) => one.id === id)

await control('POST', '/worlds', { name, seed: 'cart 6', runs: 200, every: '3m', now: '2026-01-15T18:00:00Z' })
try {
  const flows = await qyvo('GET', '/dropdowns/flows')
  const rescue = flows.find((flow) => flow.label.startsWith('Cart rescue'))
  await tell('Mina fills a cart with 84.50 euros worth of running gear, and closes the tab.')
  const contact = { phone: '+31612345067', context: { cart_total: '84.50', currency: 'EUR', source: 'cart' } }
  const first = await qyvo('POST', '/actions/trigger-flow', { flow_id: rescue.id, ...contact })
  await tell(`The shop starts "${rescue.label}" for her phone through Qyvo: session ${first.id}.`)

  await pass(31)
  await tell(`Nobody answers. Half an hour later the session is ${(await session(first.id)).status}.`)
  const rapidpro = await ask('GET', `${root}/api/v2/runs.json`, { authorization: 'Token demo' })
  const told = rapidpro.results.find((run) => run.contact.urn === `tel:${contact.phone}`)
  await tell(`RapidPro tells the same run in its own words: exit_type ${told.exit_type}, at ${told.exited_on}.`)

  await pass(20)
  const second = await qyvo('POST', '/actions/trigger-flow', { flow_id: rescue.id, ...contact })
  await tell(`In the evening the shop tries once more: session ${second.id}.`)
  await pass(9)
  const { status, context } = await session(second.id)
  await tell(`This time she answers. Why did she leave? "${context.reason}". A coupon? "${context.wants_coupon}".`)
  await tell(`The session is ${status}: the cart came back.`)

  const window = await qyvo('GET', '/triggers/new-flow-triggered')
  const mine = window.filter((one) => one.contact_phone === contact.phone).map((one) => one.status)
  await tell(`In the feed of ${window.length}, hers read ${mine.toReversed().join(', then ')}.`)
} finally {
  await control('DELETE', `/worlds/${name}`)
}
