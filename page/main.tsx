import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { token } from './control-api.ts'
import { route, followRoute } from './state/route.ts'
import { startRefreshTick } from './state/clock.ts'
import { followColorScheme } from './state/color-scheme.ts'
import { openWorld, worldName } from './state/world.ts'

followColorScheme()
followRoute()
startRefreshTick()
let openedWorld: string | null = null
effect(() => {
  const { world, token: given } = route.value
  if (given !== null) token.value = given
  const wanted = world ?? worldName.peek()
  if (wanted !== openedWorld || given !== null) openWorld((openedWorld = wanted))
})

const root = document.getElementById('page')
if (root !== null) render(<App />, root)
