import { describe, expect, it } from 'vitest'
import { readBlocks, listDocuments, findUnfencedCode, readDocument } from './blocks.ts'
import { describeDocument, LONGEST_DOCUMENT, RUNNERS } from './run-blocks.ts'
import { Shell } from './shell.ts'

const all = listDocuments().map((path) => ({ path, blocks: readBlocks(path) }))

describe('the documents', () => {
  it('are found', () => {
    expect(all.length).toBeGreaterThan(30)
    expect(all.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(60)
  })

  it('have code only in fenced blocks at the margin', () => {
    expect(all.flatMap(({ path }) => findUnfencedCode(readDocument(path)).map((code) => `${path}: ${code}`))).toEqual(
      [],
    )
  })

  it('are searched for unfenced code', () => {
    const texts = ['a\n\n    npm ci\n', '- a\n  ```sh\n  npm ci\n  ```\n', '~~~sh\nnpm ci\n~~~\n']
    expect(texts.map((text) => findUnfencedCode(text).length > 0)).toEqual([true, true, true])
    expect(findUnfencedCode('```sh\n\n    npm ci\n```\n')).toEqual([])
  })

  it('are run by a shell that fails when a command fails', async () => {
    const shell = new Shell()
    const failing = [
      'npx flowtwin explain NO-000',
      'flowtwin world delete --world unknown',
      "curl -s 'http://127.0.0.1:4010/nothing'",
      'npm run nothing',
      'no-such-command',
    ]
    const results = await Promise.allSettled(failing.map((line) => shell.run(line)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toEqual([])
    await expect(shell.request('POST /_twin/v1/worlds/default/runs\n{"flow":"none"}')).rejects.toThrow('returned 400')
    await shell.close()
  })

  it('have no block without a runner', () => {
    const blocksWithoutRunner = all.flatMap(({ path, blocks }) =>
      blocks
        .filter(({ language }) => !Object.hasOwn(RUNNERS, language))
        .map(({ language, line }) => `${path}:${line} "${language}"`),
    )
    expect(blocksWithoutRunner).toEqual([])
  })
})

for (const { path, blocks } of all) if (blocks.length > 0 && path !== LONGEST_DOCUMENT) describeDocument(path)
