import { registerHooks } from 'node:module';

/** The pages' own code runs unchanged; only what it imports as socket.io-client leads to the virtual network. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const fromPage = context.parentURL?.includes('/client/') && !context.parentURL.includes('/node_modules/');
    if (specifier === 'socket.io-client' && fromPage) {
      return { url: new URL('./socket-io-client.ts', import.meta.url).href, shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});
