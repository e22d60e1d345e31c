import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from './notices.tsx';
import { moved } from './router.ts';

export interface LazyPageProps<P> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A page in its own chunk; a chunk that cannot be had any more is the error boundary's business. */
export function LazyPage<P extends object>({ load, props }: LazyPageProps<P>): JSX.Element {
  const [page, setPage] = useState<{ readonly Page: ComponentType<P> } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      (Page) => wanted && setPage({ Page }),
      (error: unknown) => wanted && setFailure(error),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  useEffect(() => {
    if (page !== null && moved) document.getElementById('main')?.focus({ preventScroll: true });
  }, [page]);
  if (failure !== null) throw failure;
  if (page === null) return <Loading />;
  return <page.Page {...props} />;
}
