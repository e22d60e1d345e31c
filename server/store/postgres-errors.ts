/** The driver's own complaints have no code. */
const complaints =
  /^(Connection terminated|timeout exceeded|Query read timeout|Client has encountered|Client was closed|Cannot use a pool)/;

/** Errors after which nothing is known of the connection but that it is of no use. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return error instanceof AggregateError || complaints.test(reasonOf(error));
  // Classes 08 (connection) and 57P (the server shuts down, has crashed or is starting), and the system's own names.
  return /^(08|57P0[1-5]|25P03|E[A-Z_]{3,}$)/.test(code);
}

/** Refused for want of something that may be there a moment later: a connection, a lock, a turn in a deadlock. */
export function isPassing(error: unknown): boolean {
  return /^(53300|40001|40P01|55P03)$/.test(codeOf(error) ?? '');
}

/** Five characters of PostgreSQL's, or the name that the system gives. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Several addresses that do not answer are one error without a word. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
