const CHARACTERS = Array.from(`aZ09-_.,:;/\\'"()[]{}<>%$#&=+ \t\n`)
const WORDS = ['null', 'true', 'NaN', '1e9', '2026-01-01', 'é', '中', '🎈', '\u202E', '\u0301']
const TEXT_PIECES = [...CHARACTERS, ...WORDS]
const MAX_PIECES = 24

/** Creates a generator of random texts; the same seed gives the same texts on every machine. */
export function createTextGenerator(seed: string): () => string {
  let state = Array.from(seed).reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93),
    0x81_1c_9d_c5,
  )
  const randomInt = (below: number): number => {
    // Mulberry32
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  return () =>
    Array.from({ length: 1 + randomInt(MAX_PIECES) }, () => TEXT_PIECES[randomInt(TEXT_PIECES.length)]).join('')
}
