/** A path that may begin with the name of a world. */
export interface WorldPath {
  /** "/w/<name>", or nothing. */
  readonly prefix: string
  /** Still encoded; null when the path names no world. */
  readonly name: string | null
  /** What follows, as the vendor knows it. */
  readonly path: string
}

/** Takes the world's prefix off a path. */
export function splitWorldPath(path: string): WorldPath {
  if (!path.startsWith('/w/')) return { prefix: '', name: null, path: path }
  const end = path.indexOf('/', 3)
  if (end === -1) return { prefix: path, name: path.slice(3), path: '/' }
  return { prefix: path.slice(0, end), name: path.slice(3, end), path: path.slice(end) }
}
