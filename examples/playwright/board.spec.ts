import { expect } from '@playwright/test'
import { test } from 'flowtwin/playwright'
import { board } from './board.mjs'

test.use({ worldOptions: { seed: 7, runs: 12, every: '5m' } })

test('shows new runs as they arrive, and how they end', async ({ world, page }) => {
  const shown = await board({ url: world.url('recrubo'), key: world.credential('recrubo') })
  await page.goto(shown.url)
  const newest = page.getByRole('listitem').first()
  const id = await newest.getAttribute('data-id')

  await world.clock.advance('6m')
  await page.reload()
  await expect(newest).not.toHaveAttribute('data-id', String(id))

  await world.clock.advance('3h')
  await page.reload()
  await expect(page.getByRole('heading')).toHaveText(/^\d+ runs$/)
  shown.close()
})
