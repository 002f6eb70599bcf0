import { effect, signal } from '@preact/signals'

type ColorScheme = 'light' | 'dark'

const STORAGE_KEY = 'flowtwin.colorScheme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

/** The user's choice; null follows the operating system. */
const chosenScheme = signal<ColorScheme | null>(readStoredScheme())

/** The scheme in use. */
export const colorScheme = signal<ColorScheme>('light')

/** Applies the user's choice, or follows the operating system. */
export function followColorScheme(): void {
  const applyScheme = () => {
    const scheme = chosenScheme.value ?? (prefersDark.matches ? 'dark' : 'light')
    document.documentElement.dataset['colorScheme'] = scheme
    colorScheme.value = scheme
  }
  prefersDark.addEventListener('change', applyScheme)
  effect(applyScheme)
}

export function setColorScheme(scheme: ColorScheme): void {
  chosenScheme.value = scheme
  try {
    localStorage.setItem(STORAGE_KEY, scheme)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

function readStoredScheme(): ColorScheme | null {
  try {
    const text = localStorage.getItem(STORAGE_KEY)
    return text === 'light' || text === 'dark' ? text : null
  } catch {
    return null
  }
}
