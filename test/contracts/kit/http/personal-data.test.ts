import { describe, expect, it } from 'vitest'
import { verify } from '../../../../contracts/index.ts'
import { changeResponses } from '../../mutants/mutant.ts'
import { type QyvoRow, createQyvoTwin } from '../../twins/qyvo.ts'

/** Escapes characters beyond ASCII, as some servers do. */
const escapeCharacters = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

describe('personal data in a run', () => {
  it.each([
    ['plain', (text: string) => text],
    ['escaped', escapeCharacters],
  ])('masks a name that is %s', async (_, write) => {
    const twin = createQyvoTwin()
    const send = changeResponses<QyvoRow>(({ text }) => ({
      text: write(text.replaceAll(/"contact_name":"[^"]*"/g, '"contact_name":"Zoë \\"Ø\\" Meißner"')),
    }))(twin, () => {})
    const contents: string[] = []
    await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send },
      {
        clock: twin.clock,
        only: ['POLL-00*'],
        listener: (event) => event.event === 'exchange' && contents.push(event.exchange.content),
      },
    )
    expect(contents.join()).toContain('"contact_name":"[personal]"')
    expect(contents.join()).not.toMatch(/Mei|u00d8|Ø/)
    expect(contents.every((content) => JSON.parse(content) !== undefined)).toBe(true)
  })
})
