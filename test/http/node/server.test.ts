import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../../mock/http/node/server.ts'
import { createTwin } from '../../../mock/twin.ts'

const twin = createTwin({ clock: 'frozen', limits: false })
const { authorization } = twin.vendors.find(({ name }) => name === 'qyvo')!.demo
let server: RunningServer

/** A connection, and everything that comes over it until the server has said so much. */
function opened(): { readonly socket: Socket; readonly answers: (count: number) => Promise<readonly string[]> } {
  const socket = connect(server.port, '127.0.0.1')
  let text = ''
  const answers = (count: number) =>
    new Promise<readonly string[]>((resolve, reject) => {
      const look = () => {
        const all = text.split(/(?=HTTP\/1\.1 )/)
        if (all.length >= count && isWhole(all[count - 1] ?? '')) resolve(all)
      }
      socket.on('data', look)
      socket.on('close', () => reject(new Error(`closed after: ${text}`)))
      look()
    })
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return { socket, answers }
}

function isWhole(answer: string): boolean {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  return length !== undefined && Buffer.byteLength(body) >= Number(length)
}

function creation(name: string, filler = ''): { readonly head: string; readonly body: string } {
  const body = JSON.stringify({
    first_name: name,
    phone: `+3161234${String(name.length).padStart(4, '0')}`,
    note: filler,
  })
  const lines = [
    'POST /api/v1/actions/create-contact HTTP/1.1',
    'Host: localhost',
    `Authorization: ${authorization}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body }
}

const statusOf = (answer = '') => Number(answer.slice(9, 12))

describe('requests over a socket', () => {
  beforeAll(async () => {
    server = await twin.listen()
  })
  afterAll(async () => server.close())

  it('are answered once their body has come, in however many pieces', async () => {
    const { socket, answers } = opened()
    const { head, body } = creation('Ines')
    for (const piece of [head.slice(0, 50), head.slice(50), body.slice(0, 9), body.slice(9)]) {
      await new Promise<void>((resolve) => socket.write(piece, () => resolve()))
    }
    expect((await answers(1)).map(statusOf)).toEqual([201])
    socket.destroy()
  })

  it.each([10, 70_000, 200_000])('are understood with a body of %d characters more', async (size) => {
    const { socket, answers } = opened()
    const { head, body } = creation(`N${size}`, 'x'.repeat(size))
    socket.write(head + body)
    const [answer] = await answers(1)
    const entry = twin.journal.listJournalEntries().at(-1)
    expect([entry?.status, entry?.requestBody]).toEqual([statusOf(answer), body])
    expect(statusOf(answer)).toBe(201)
    socket.destroy()
  })

  it('that follow one another without waiting are answered in their order', async () => {
    const { socket, answers } = opened()
    const { head, body } = creation('Ada')
    const read = `GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`
    const anonymous = 'GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n'
    socket.write(read + head + body + anonymous + read)
    expect((await answers(4)).map(statusOf)).toEqual([200, 201, 401, 200])
    socket.destroy()
  })

  it('that break off within their body change nothing, and others go on', async () => {
    const { contactCount } = twin.world
    const [broken, other] = [opened(), opened()]
    const [bo, clara] = [creation('Bo'), creation('Clara')]
    await new Promise<void>((resolve) => broken.socket.write(bo.head + bo.body.slice(0, 20), () => resolve()))
    await new Promise<void>((resolve) => broken.socket.on('close', () => resolve()).resetAndDestroy())
    other.socket.write(clara.head + clara.body)
    expect((await other.answers(1)).map(statusOf)).toEqual([201])
    expect(twin.world.contactCount).toBe(contactCount + 1)
    other.socket.destroy()
  })
})
