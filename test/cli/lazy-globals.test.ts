import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Newer Nodes load undici with the first look at the globals. */
const isLoadedAtOnce = !process.version.startsWith('v20.')

/** Below the root, so that packages are found. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(root, '.test-cli-globals-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs code in a new process with the lazy globals and returns what it passes to `print`. */
function run(code: string): unknown {
  const script = `
    import { createRequire } from 'node:module'
    createRequire(import.meta.url)('../bin/lazy-globals.js').installLazyGlobals()
    const hasUndici = () => process.moduleLoadList.some((name) => name.includes('undici/undici'))
    const print = (value) => process.stdout.write(JSON.stringify(value))
    ${code}`
  const file = join(folder, 'script.mjs')
  writeFileSync(file, script)
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** A server of node-server that returns method, path, body and a header of the request. */
const SERVER = `
  import http from 'node:http'
  const { getRequestListener } = await import('@hono/node-server')
  const respond = async (request) => {
    const body = request.method === 'GET' ? '' : await request.text()
    const text = [request.method, new URL(request.url).pathname, body, request.headers.get('x-sent')].join(' ')
    return new Response(text, { status: 201, headers: { 'x-kind': 'text' } })
  }
  const server = http.createServer(getRequestListener(respond)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const send = (method, chunks) =>
    new Promise((resolve) => {
      const { port } = server.address()
      const request = http.request({ port, method, path: '/path', headers: { 'x-sent': 'yes' } }, async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve([response.statusCode, response.headers['x-kind'], text])
      })
      for (const chunk of chunks) request.write(chunk)
      request.end()
    })`

describe('the lazy globals', () => {
  it('let a server respond before undici is loaded', () => {
    const result = run(`${SERVER}
      const received = await send('GET', [])
      print([received, hasUndici()])
      server.close()`)
    expect(result).toEqual([[201, 'text', 'GET /path  yes'], isLoadedAtOnce])
  })

  it('become the real classes for a body in chunks; node-server keeps its own', () => {
    const result = run(`${SERVER}
      const [before, OwnResponse] = [await send('POST', ['one ', 'two']), globalThis.Response]
      const whole = new Request('http://host.invalid/', { method: 'POST', body: 'x' })
      await whole.text()
      print([before, await send('POST', ['three']), hasUndici(), globalThis.Response === OwnResponse])
      server.close()`)
    expect(result).toEqual([[201, 'text', 'POST /path one two yes'], [201, 'text', 'POST /path three yes'], true, true])
  })

  it('construct real objects, that other classes can extend', () => {
    const result = run(`
      class Own extends Request {
        get own() { return this.method + ' ' + this.headers.get('a') }
      }
      const request = new Own('http://host.invalid/x', { method: 'PUT', headers: new Headers({ a: 'b' }), body: 'text' })
      print([
        request.own, await request.text(), request instanceof Own, request instanceof Request,
        new Headers([['a', '1'], ['a', '2']]).get('a'),
        await new Response('body', { status: 404 }).text(), Response.name, hasUndici(),
      ])`)
    expect(result).toEqual(['PUT b', 'text', true, true, '1, 2', 'body', 'Response', true])
  })

  it('recognize the objects that undici creates', () => {
    const result = run(`
      const response = await fetch('data:text/plain,hello')
      const copied = new Headers(response.headers)
      print([
        response instanceof Response, response.headers instanceof Headers, response instanceof Request,
        copied.get('content-type'), [null, undefined, {}, 'text'].some((value) => value instanceof Headers),
        await (await fetch(new Request('data:,from%20a%20request'))).text(),
      ])`)
    expect(result).toEqual([true, true, false, 'text/plain', false, 'from a request'])
  })

  it('have the static methods of a response', () => {
    const result = run(`
      print([
        await Response.json({ a: 1 }).json(), Response.redirect('http://host.invalid/', 301).status,
        Response.error().type, Response.json(1) instanceof Response,
      ])`)
    expect(result).toEqual([{ a: 1 }, 301, 'error', true])
  })

  it('refuse what the real classes refuse', () => {
    const result = run(`
      const refusals = []
      for (const create of [() => new Request('no url'), () => new Headers({ 'a b': 'c' }), () => new Response('', { status: 1 })])
        try { create() } catch (error) { refusals.push(error.name) }
      print(refusals)`)
    expect(result).toEqual(['TypeError', 'TypeError', 'RangeError'])
  })

  it('can be assigned by other libraries', () => {
    expect(run(`globalThis.Headers = class Own {}; print([Headers.name, hasUndici()])`)).toEqual([
      'Own',
      isLoadedAtOnce,
    ])
  })
})
