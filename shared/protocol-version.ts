/** Raised when an old page can no longer talk to a new server; kept apart so that a phone need not load the decoders. */
export const protocolVersion = 2;
