/** Answers a request; `bindings` are the socket's side of one that came over the network. */
export type FetchHandler = (request: Request, bindings?: object) => Response | Promise<Response>
