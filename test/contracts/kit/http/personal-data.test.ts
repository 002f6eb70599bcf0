import { describe, expect, it } from 'vitest'
import { verify } from '../../../../contracts/index.ts'
import { changeResponses } from '../../mutants/mutant.ts'
import { type QyvoRow, createQyvoTwin } from '../../twins/qyvo.ts'

/** Every character as an escape, as some servers write those beyond ASCII. */
const escaped = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

describe('what a run shows of people', () => {
  it.each([
    ['written plainly', (text: string) => text],
    ['written in escapes', escaped],
  ])('masks a name that is %s', async (_, write) => {
    const twin = createQyvoTwin()
    const send = changeResponses<QyvoRow>(({ text }) => ({
      text: write(text.replaceAll(/"contact_name":"[^"]*"/g, '"contact_name":"Zoë \\"Ø\\" Meißner"')),
    }))(twin, () => {})
    const shown: string[] = []
    await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: twin.credential, fetch: send },
      {
        clock: twin.clock,
        only: ['POLL-00*'],
        listener: (event) => event.event === 'exchange' && shown.push(event.exchange.content),
      },
    )
    expect(shown.join()).toContain('"contact_name":"[personal]"')
    expect(shown.join()).not.toMatch(/Mei|u00d8|Ø/)
    expect(shown.every((content) => JSON.parse(content) !== undefined)).toBe(true)
  })
})
