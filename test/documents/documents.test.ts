import { describe, expect, it } from 'vitest'
import { blocksOf, documents, looseCodeIn, textOf } from './blocks.ts'
import { describeDocument, LONGEST, RUNNERS } from './run-blocks.ts'
import { Shell } from './shell.ts'

const all = documents().map((path) => ({ path, blocks: blocksOf(path) }))

describe('the documents', () => {
  it('are all found', () => {
    expect(all.length).toBeGreaterThan(30)
    expect(all.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(60)
  })

  it('have no code but in blocks that stand at the margin and say what they are', () => {
    expect(all.flatMap(({ path }) => looseCodeIn(textOf(path)).map((found) => `${path}: ${found}`))).toEqual([])
  })

  it('would not hide code that stands otherwise', () => {
    const texts = ['a\n\n    npm ci\n', '- a\n  ```sh\n  npm ci\n  ```\n', '~~~sh\nnpm ci\n~~~\n']
    expect(texts.map((text) => looseCodeIn(text).length > 0)).toEqual([true, true, true])
    expect(looseCodeIn('```sh\n\n    npm ci\n```\n')).toEqual([])
  })

  it('would not hide a line that fails', async () => {
    const shell = new Shell()
    const failing = [
      'npx flowtwin explain NO-000',
      'flowtwin world delete --world nobody',
      "curl -s 'http://127.0.0.1:4010/nothing'",
      'npm run nothing',
      'no-such-command',
    ]
    const told = await Promise.allSettled(failing.map((line) => shell.run(line)))
    expect(told.filter(({ status }) => status === 'fulfilled')).toEqual([])
    await expect(shell.request('POST /_twin/v1/worlds/default/runs\n{"flow":"none"}')).rejects.toThrow(
      'answered with 400',
    )
    await shell.close()
  })

  it('have no block that nobody runs', () => {
    const unread = all.flatMap(({ path, blocks }) =>
      blocks
        .filter(({ language }) => !Object.hasOwn(RUNNERS, language))
        .map(({ language, line }) => `${path}:${line} "${language}"`),
    )
    expect(unread).toEqual([])
  })
})

for (const { path, blocks } of all) if (blocks.length > 0 && path !== LONGEST) describeDocument(path)
