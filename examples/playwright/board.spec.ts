import { expect } from '@playwright/test'
import { test } from 'flowtwin/playwright'
import { board } from './board.mjs'

test.use({ worldOptions: { seed: 7, runs: 12, every: '5m' } })

test('shows new runs and their final status', async ({ world, page }) => {
  const server = await board({ url: world.getUrl('recrubo'), key: world.getCredential('recrubo') })
  await page.goto(server.url)
  const newest = page.getByRole('listitem').first()
  const id = await newest.getAttribute('data-id')

  await world.clock.advance('6m')
  await page.reload()
  await expect(newest).not.toHaveAttribute('data-id', String(id))

  await world.clock.advance('3h')
  await page.reload()
  await expect(page.getByRole('heading')).toHaveText(/^\d+ runs$/)
  server.close()
})
