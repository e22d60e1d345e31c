import type { EstimateKind } from './settings.ts';

/** The kinds of estimate a host may choose today. */
export const offeredEstimates: readonly EstimateKind[] = ['point', 'belief'];
/** Whether a host may choose the bet today. */
export const offeredBet: boolean = true;
