/** Hands a file made or fetched by this page to the browser's downloads. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Fetches an export with the host's token, so that it carries the names only the host may see. */
export async function saveAsHost(path: string, hostToken: string, fileName: string): Promise<boolean> {
  const response = await fetch(path, { headers: { authorization: `Bearer ${hostToken}` } }).catch(() => null);
  if (response === null || !response.ok) return false;
  saveBlob(await response.blob(), fileName);
  return true;
}
