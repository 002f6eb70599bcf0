// The requests of medic/rapidpro2pg, which copies four lists into a database: pages by `next`, rows by their ids.
const { url, rapidpro } = JSON.parse(process.env.SAMPLES)
const KEYS = { contacts: 'uuid', messages: 'id', runs: 'uuid', flows: 'uuid' }

async function synchronize(endpoint) {
  const rows = new Map()
  let received = 0
  let next = `${url}/api/v2/${endpoint}.json`
  while (next !== null) {
    const response = await fetch(next, { headers: { Authorization: `Token ${rapidpro.credential}` } })
    const page = await response.json()
    for (const row of page.results) rows.set(row[KEYS[endpoint]], JSON.stringify(row))
    received += page.results.length
    next = page.next
  }
  if (rows.has(undefined) || rows.has(null)) throw new Error(`${endpoint} have rows without ${KEYS[endpoint]}`)
  if (rows.size !== received) throw new Error(`${received} ${endpoint}, of which ${rows.size} differ`)
  return rows
}

const counts = {}
for (const endpoint of Object.keys(KEYS)) {
  const first = await synchronize(endpoint)
  const second = await synchronize(endpoint)
  const changed = [...second].filter(([key, row]) => first.get(key) !== row)
  if (changed.length > 0 || second.size !== first.size) throw new Error(`a second copy of ${endpoint} differs`)
  counts[endpoint] = first.size
}
console.log(JSON.stringify(counts))
