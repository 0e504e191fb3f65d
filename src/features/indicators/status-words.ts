import type { IndicatorStatus } from './compute';

/** How a status is written, and in which colour. */
export const statuses: Record<IndicatorStatus, { label: string; tone: string }> = {
  met: { label: 'Met', tone: 'status-good' },
  not_met: { label: 'Not met', tone: 'status-bad' },
  no_target: { label: 'No target', tone: 'status-plain' },
  no_data: { label: 'No data yet', tone: '' },
  not_shown: { label: 'Not shown', tone: '' },
};
