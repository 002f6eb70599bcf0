import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { token } from './control.ts'
import { address, followAddress } from './state/address.ts'
import { keepBeat } from './state/beat.ts'
import { followScheme } from './state/scheme.ts'
import { open, worldName } from './state/world.ts'

followScheme()
followAddress()
keepBeat()
let shown: string | null = null
effect(() => {
  const { world, token: given } = address.value
  if (given !== null) token.value = given
  const wanted = world ?? worldName.peek()
  if (wanted !== shown || given !== null) open((shown = wanted))
})

const root = document.getElementById('page')
if (root !== null) render(<App />, root)
