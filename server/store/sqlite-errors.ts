/** Why the file cannot be used, for whoever started the server. */
export function reasonOf(error: unknown, file: string): string {
  const busy = 5;
  const message = error instanceof Error ? error.message : String(error);
  if (sqliteCode(error) === busy) {
    return `Another server already uses ${file}. Stop it, or set DATA_DIR to another directory.`;
  }
  return sqliteCode(error) === undefined ? message : `${file} cannot be opened: ${message}.`;
}

/** The primary result code of SQLite, if this is one of its errors. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
