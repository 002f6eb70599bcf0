// The page under test: shows the newest runs of a Recrubo organization. node board.mjs <API base URL> <key> [port]
import { createServer } from 'node:http'

/** Starts the server of the page. Returns its URL and a function that closes it. */
export function board({ url, key, port = 0 }) {
  const server = createServer(async (_, response) => {
    const apiResponse = await fetch(`${url}/flow-runs?sort=-createdAt&page[size]=5`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const { data = [], meta = {} } = apiResponse.ok ? await apiResponse.json() : {}
    const rows = data.map(
      ({ id, attributes }) => `<li data-id="${id}">${attributes.createdAt} <b>${attributes.status}</b></li>`,
    )
    response.writeHead(apiResponse.ok ? 200 : 502, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="en"><title>Runs</title><h1>${meta.total ?? 'No'} runs</h1><ol>${rows.join('')}</ol>`,
    )
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })
    })
  })
}

if (process.argv[1] === import.meta.filename) {
  const [, , url, key, port] = process.argv
  console.log((await board({ url, key, port: Number(port ?? 8080) })).url)
}
