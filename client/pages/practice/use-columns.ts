import { useEffect, useState } from 'preact/hooks';
import type { Columns } from './shown.ts';

const room = matchMedia('(min-width: 1100px)');
const columnsNow = (): Columns => (room.matches ? 2 : 1);

/** Whether phone and big screen have room beside each other. */
export function useColumns(): Columns {
  const [columns, setColumns] = useState(columnsNow);
  useEffect(() => {
    const change = (): void => setColumns(columnsNow());
    room.addEventListener('change', change);
    return () => room.removeEventListener('change', change);
  }, []);
  return columns;
}
