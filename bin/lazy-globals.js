/**
 * Lets Node 20 load undici when it is used, rather than at the start: node-server extends the global Request, Response and
 * Headers as it is loaded, and reading one of them loads undici. Lazy classes replace them until one is constructed, which a
 * server does only for a body without a length. Newer Nodes load undici when a property is read or replaced
 * (docs/decisions/036-what-loads-before-the-first-response.md).
 */
const STATIC_METHODS = { Headers: [], Request: [], Response: ['error', 'json', 'redirect'] }

exports.installLazyGlobals = function installLazyGlobals() {
  for (const name of Object.keys(STATIC_METHODS)) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
    if (descriptor?.get === undefined || !descriptor.configurable) continue
    const value = createLazyClass(name, () => descriptor.get())
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: descriptor.enumerable })
  }
}

/** Creates a class whose instances are those of the real one. */
function createLazyClass(name, readClass) {
  let realClass
  const loadClass = () => {
    if (realClass !== undefined) return realClass
    const current = Object.getOwnPropertyDescriptor(globalThis, name)
    realClass = readClass()
    // Node has put the real class in the place of the lazy one, or of node-server's.
    Object.defineProperty(globalThis, name, current)
    Object.setPrototypeOf(LazyClass, realClass)
    Object.setPrototypeOf(LazyClass.prototype, realClass.prototype)
    return realClass
  }
  class LazyClass {
    constructor(...args) {
      return Reflect.construct(loadClass(), args, new.target)
    }

    /** True for the instances that undici itself creates as well, such as those of fetch. */
    static [Symbol.hasInstance](value) {
      if (Function.prototype[Symbol.hasInstance].call(this, value)) return true
      return this === LazyClass && value?.[Symbol.toStringTag] === name && value instanceof loadClass()
    }
  }
  for (const method of STATIC_METHODS[name]) LazyClass[method] = (...args) => loadClass()[method](...args)
  Object.defineProperty(LazyClass, 'name', { value: name })
  return LazyClass
}
