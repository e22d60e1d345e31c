/**
 * A seat's line, as the log knows it. A single server calls it by its socket; where there are several, the name of the
 * server and when the line came by the clock of all of them stand before that.
 */
export function lineName(node: string, cameAt: number, socketId: string): string {
  return `${node}.${cameAt}.${socketId}`;
}

export function isLineOf(socketId: string, connection: string): boolean {
  return connection === socketId || connection.endsWith(`.${socketId}`);
}

export function isLineAt(node: string, connection: string): boolean {
  return connection.startsWith(`${node}.`);
}

/** When a line came; not to be asked of a single server's, which gives way before it is recorded. */
export function cameAt(connection: string): number {
  return Number(connection.split('.')[1]);
}
