import { useEffect, useState } from 'preact/hooks';
import { roomOfCode } from '../host/past-rooms-store.ts';
import { lookUpRoom } from '../shell/api.ts';

export interface JoinAddress {
  /** What the camera reads; may carry the room's key. */
  readonly url: string;
  /** What is typed by hand, without what a browser adds by itself. */
  readonly spoken: string;
}

/** Without the address phones can reach, a browser takes the one it has itself. */
export function joinAddressOf(
  code: string,
  joinUrl: string | undefined = roomOfCode(code)?.joinUrl,
): JoinAddress {
  const url = joinUrl ?? `${location.origin}/play/${code}`;
  const { protocol, host } = new URL(url, location.origin);
  return { url, spoken: protocol === 'https:' ? host : `${protocol}//${host}` };
}

/** The browser that opened the room knows the address; any other asks the server once. */
export function useJoinUrl(code: string): string | undefined {
  const [url, setUrl] = useState(() => roomOfCode(code)?.joinUrl);
  useEffect(() => {
    if (url !== undefined) return;
    let left = false;
    void lookUpRoom(code).then((answer) => {
      if (answer.ok && !left) setUrl(answer.value.joinUrl);
    });
    return () => {
      left = true;
    };
  }, [code]);
  return url;
}
