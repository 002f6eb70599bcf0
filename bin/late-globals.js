/**
 * Lets Node 20 load undici when it is used, rather than at the start: node-server extends the global Request, Response and
 * Headers as it is loaded, and reading one of them loads undici. Stand-ins are in their places until one is constructed, which
 * a server does only for a body without a length. Newer Nodes have no accessors to put off
 * (docs/decisions/036-what-loads-before-the-first-response.md).
 */
const STATIC_METHODS = { Headers: [], Request: [], Response: ['error', 'json', 'redirect'] }

exports.installLateGlobals = function installLateGlobals() {
  for (const name of Object.keys(STATIC_METHODS)) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
    if (descriptor?.get === undefined || !descriptor.configurable) continue
    const value = createStandIn(name, () => descriptor.get())
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: descriptor.enumerable })
  }
}

/** Creates a class whose instances are those of the real one. */
function createStandIn(name, readClass) {
  let realClass
  const loadClass = () => {
    if (realClass !== undefined) return realClass
    const current = Object.getOwnPropertyDescriptor(globalThis, name)
    realClass = readClass()
    // Node has put the real class in the place of the stand-in, or of node-server's class.
    Object.defineProperty(globalThis, name, current)
    Object.setPrototypeOf(StandIn, realClass)
    Object.setPrototypeOf(StandIn.prototype, realClass.prototype)
    return realClass
  }
  class StandIn {
    constructor(...args) {
      return Reflect.construct(loadClass(), args, new.target)
    }

    /** True for the instances that undici itself creates as well, such as those of fetch. */
    static [Symbol.hasInstance](value) {
      if (Function.prototype[Symbol.hasInstance].call(this, value)) return true
      return this === StandIn && value?.[Symbol.toStringTag] === name && value instanceof loadClass()
    }
  }
  for (const method of STATIC_METHODS[name]) StandIn[method] = (...args) => loadClass()[method](...args)
  Object.defineProperty(StandIn, 'name', { value: name })
  return StandIn
}
