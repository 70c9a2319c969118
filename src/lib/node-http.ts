/**
 * Node's HTTP and HTTPS. Not by `import`: that asks for all names of `node:http`, one of which loads the whole of Node's `fetch`
 * (30 ms and 10 MB at the start), which the bridge does not use.
 */
export const nodeHttp = process.getBuiltinModule('node:http');
export const nodeHttps = process.getBuiltinModule('node:https');
