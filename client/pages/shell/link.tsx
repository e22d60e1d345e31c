import type { ComponentChildren, JSX } from 'preact';
import { navigate } from './router.ts';

export interface LinkProps {
  readonly to: string;
  readonly class?: string | undefined;
  readonly label?: string | undefined;
  readonly children: ComponentChildren;
}

/** A link inside the laptop's pages: no reload, but every way of opening a new tab still works. */
export function Link({ to, class: className, label, children }: LinkProps): JSX.Element {
  return (
    <a
      href={to}
      class={className}
      aria-label={label}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}
